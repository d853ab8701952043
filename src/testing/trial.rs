//! One test, and what comes of it.

use std::path::{Path, PathBuf};

use super::Suite;
use super::expected::{self, Expected};
use crate::check::Met;
use crate::model::ClaimSet;
use crate::report::Report;

/// A test and its name.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    pub(super) name: String,
    pub(super) what: What,
}

/// What is tested.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// The claims of a file.
    Claims { path: PathBuf, expected: PathBuf },
    /// That every allowance of the suite meets something in some file.
    Allowances,
    /// Nothing: it cannot be tested, and why.
    Wrong(String),
}

impl Suite {
    /// Tests one of the suite's tests; an error says why it fails.
    pub(super) fn outcome(&self, trial: &Trial) -> Result<(), String> {
        match &trial.what {
            What::Claims { path, expected } => self.claims(path, expected, expected::is_update()),
            What::Allowances => self.allowances(),
            What::Wrong(why) => Err(why.clone()),
        }
    }

    fn claims(&self, path: &Path, expected: &Path, is_update: bool) -> Result<(), String> {
        let (report, ..) = self.report(path)?;
        let named = path.file_name().unwrap_or_default().to_string_lossy();
        let mut wrong: Vec<String> = report.stale.clone();
        match Expected::read(expected)? {
            Some(known) if is_update => known.update(&named, expected, &report)?,
            None if is_update && expected::has_some(&report) => {
                Expected::default().update(&named, expected, &report)?;
            }
            Some(known) => wrong.extend(known.difference(&report)),
            None => wrong.extend(expected::failing(&report)),
        }
        if wrong.is_empty() {
            return Ok(());
        }
        Err(format!("{}: {}\n\n{}", self.shown(path), wrong.join("\n"), report.text()))
    }

    /// What a check of a file comes to, which rulings met something, and which of them is the suite's first allowance.
    fn report(&self, path: &Path) -> Result<(Report, Met, usize), String> {
        let set = self.set(path)?;
        let mut policy = self.policy.clone().unwrap_or_else(|| set.policy().clone());
        let first = set.allowances().len() + policy.allow.len();
        policy.allow.extend(self.allow.iter().cloned());
        policy.deny.extend(self.deny.iter().cloned());
        let (report, met) = self.checker.check_noting(&set.with_policy(policy));
        Ok((report, met, first))
    }

    fn set(&self, path: &Path) -> Result<ClaimSet, String> {
        let shared = self.shared.iter().map(|file| self.resolved(file));
        let read = |file: PathBuf| {
            let shown = self.shown(&file);
            match std::fs::read(&file) {
                Ok(bytes) => Ok((shown, bytes)),
                Err(error) => Err(format!("{shown}: {error}")),
            }
        };
        let files = shared.chain([path.to_owned()]).map(read).collect::<Result<Vec<_>, String>>()?;
        crate::read::read(files).map_err(|faults| faults.to_string())
    }

    /// A path as it was given, without the folder that relative ones are taken from.
    fn shown(&self, path: &Path) -> String {
        let short = path.strip_prefix(self.resolved(Path::new(""))).unwrap_or(path);
        short.display().to_string()
    }

    fn allowances(&self) -> Result<(), String> {
        let mut unmet: Vec<usize> = (0..self.allow.len()).collect();
        for trial in self.trials() {
            if let What::Claims { path, .. } = &trial.what {
                let (_, met, first) = self.report(path)?;
                unmet.retain(|at| !met.allows(first + at));
            }
        }
        let stale = unmet.iter().filter_map(|at| self.allow.get(*at));
        let stale: Vec<String> = stale
            .map(|ruling| format!("the suite's allowance of {ruling} is stale: it meets nothing"))
            .collect();
        if stale.is_empty() { Ok(()) } else { Err(stale.join("\n")) }
    }
}
