//! Findings that are expected: one line each, fit to be read in a difference.

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::AnyRule;
use crate::report::{Report, Verdict};

/// The environment variable that has files of expected findings written.
const UPDATE: &str = "GAINSAY_UPDATE";

/// Whether files are to be written rather than compared.
pub(super) fn is_update() -> bool {
    std::env::var_os(UPDATE).is_some_and(|value| !value.is_empty() && value != "0")
}

/// The lines of a file of expected findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Expected {
    text: String,
    lines: BTreeSet<String>,
}

impl Expected {
    /// Reads a file, if there is one. Blank lines, and those that begin with `#`, are for people.
    pub(super) fn read(path: &Path) -> Result<Option<Expected>, String> {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let lines =
                    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
                Ok(Some(Expected { lines: lines.map(str::to_owned).collect(), text }))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    /// Writes the findings of a report into the file, unless it has them already.
    pub(super) fn update(&self, claims: &str, path: &Path, report: &Report) -> Result<(), String> {
        let mut text =
            format!("# What is found in {claims}, one finding a line; {UPDATE}=1 has it written anew.\n");
        for line in lines(report) {
            text.extend([line.as_str(), "\n"]);
        }
        if text == self.text {
            return Ok(());
        }
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// In which lines a report differs, if it does.
    pub(super) fn difference(&self, report: &Report) -> Option<String> {
        let found: BTreeSet<String> = lines(report).into_iter().collect();
        let gone = self.lines.difference(&found).map(|line| format!("\n  - {line}"));
        let new = found.difference(&self.lines).map(|line| format!("\n  + {line}"));
        let different: String = gone.chain(new).collect();
        let head = "the findings (+) are not those that are expected (-)";
        let foot = format!("\nif they are right, run the tests once with {UPDATE}=1");
        (!different.is_empty()).then(|| format!("{head}{different}{foot}"))
    }
}

/// Whether a report has anything that a file of expected findings would hold.
pub(super) fn has_some(report: &Report) -> bool {
    !lines(report).is_empty()
}

/// How much fails where nothing is expected.
pub(super) fn failing(report: &Report) -> Option<String> {
    match report.counts.failing() {
        0 => None,
        1 => Some(format!("a finding fails; allow it with a reason, or pin it with {UPDATE}=1")),
        count => Some(format!("{count} findings fail; allow them with reasons, or pin them with {UPDATE}=1")),
    }
}

/// Every finding, and every near miss that is denied, on a line of its own.
fn lines(report: &Report) -> Vec<String> {
    let line = |grade: &str, denied: bool, rule: AnyRule, claims: &[String]| {
        let denied = if denied { ", denied" } else { "" };
        let claims: Vec<String> = claims.iter().map(|id| written(id)).collect();
        format!("{grade}{denied} {} {rule}: {}", rule.code(), claims.join(", "))
    };
    let finding = |finding: &crate::report::Finding| {
        let grade = match finding.verdict {
            Verdict::Contradiction => "contradiction",
            Verdict::Tension => "tension",
        };
        line(grade, finding.denied.is_some(), finding.rule.into(), &finding.claims)
    };
    let denied = report.near_misses.iter().filter(|near| near.denied.is_some());
    let near = denied.map(|near| line("near miss", true, near.rule.into(), &near.claims));
    let hidden =
        (report.counts.contradictions + report.counts.tensions).saturating_sub(report.findings.len());
    let more = (hidden > 0).then(|| format!("and {hidden} more that are not listed"));
    let mut lines: Vec<String> = report.findings.iter().map(finding).chain(near).chain(more).collect();
    let listed = report.findings.iter().filter(|finding| finding.denied.is_some()).count()
        + report.near_misses.iter().filter(|near| near.denied.is_some()).count();
    let unlisted = report.counts.denied.saturating_sub(listed);
    lines.extend((unlisted > 0).then(|| format!("and {unlisted} that are denied and not listed")));
    lines
}

/// An id, in quotes where it could be taken for more than one or for none.
fn written(id: &str) -> String {
    let is_plain =
        |letter: char| !letter.is_whitespace() && !letter.is_control() && !matches!(letter, ',' | '"' | '#');
    if !id.is_empty() && id.chars().all(is_plain) { id.to_owned() } else { format!("{id:?}") }
}
