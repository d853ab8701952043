//! Which files a suite is of.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::Suite;
use super::trial::{Trial, What};

/// What the files of expected findings end in.
const EXPECTED: &str = ".findings.txt";

/// What claims files end in, the longer first.
const CLAIMS: [&str; 6] = [".claims.json", ".claims.jsonl", ".claims.ndjson", ".json", ".jsonl", ".ndjson"];

impl Suite {
    /// Every test there is, in the order of their names; what cannot be tested is a test that fails.
    pub(super) fn trials(&self) -> Vec<Trial> {
        let path = self.resolved(&self.path);
        let shown = self.path.display().to_string();
        let wrong =
            |why: &str| vec![Trial { name: shown.clone(), what: What::Wrong(format!("{shown}: {why}")) }];
        let mut trials = if path.is_dir() {
            match self.below(&path) {
                Ok(trials) if trials.is_empty() => return wrong("the folder has no claims file"),
                Ok(trials) => trials,
                Err(error) => return wrong(&error.to_string()),
            }
        } else if path.exists() {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let expected = path.with_file_name(format!("{}{EXPECTED}", stem(&name).unwrap_or(&name)));
            vec![Trial { name, what: What::Claims { path, expected } }]
        } else {
            return wrong("there is no such file or folder");
        };
        if !self.allow.is_empty() {
            trials.push(Trial { name: "the suite's allowances".to_owned(), what: What::Allowances });
        }
        trials
    }

    /// A path of the suite's, relative ones from the package under test.
    pub(super) fn resolved(&self, path: &Path) -> PathBuf {
        let package = || std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        self.root.clone().or_else(package).unwrap_or_default().join(path)
    }

    /// The tests of a folder.
    fn below(&self, folder: &Path) -> io::Result<Vec<Trial>> {
        let mut found = Vec::new();
        gather(folder, "", &mut BTreeSet::new(), &mut found)?;
        found.sort();
        let shared: BTreeSet<PathBuf> =
            self.shared.iter().filter_map(|file| self.resolved(file).canonicalize().ok()).collect();
        // The claims files, by the name of the findings that they are to have.
        let mut claims: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, path) in &found {
            let is_shared = path.canonicalize().is_ok_and(|path| shared.contains(&path));
            if let Some(stem) = stem(name).filter(|_| !is_shared) {
                claims.entry(format!("{stem}{EXPECTED}")).or_default().push(name.clone());
            }
        }
        let lonely = found.iter().filter(|(name, _)| name.ends_with(EXPECTED) && !claims.contains_key(name));
        let mut trials: Vec<Trial> = lonely.map(|(name, _)| lonely_findings(name)).collect();
        for (expected, names) in claims {
            trials.extend(match names.as_slice() {
                [name] => vec![Trial {
                    name: name.clone(),
                    what: What::Claims { path: folder.join(name), expected: folder.join(expected) },
                }],
                names => names.iter().map(|name| rivals(name, names, &expected)).collect(),
            });
        }
        trials.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(trials)
    }
}

fn lonely_findings(name: &str) -> Trial {
    let why = format!("{name}: its claims file is gone; remove it, or bring the file back");
    Trial { name: name.to_owned(), what: What::Wrong(why) }
}

fn rivals(name: &str, all: &[String], expected: &str) -> Trial {
    let why =
        format!("{} would all have their findings in {expected}; rename all but one", all.join(" and "));
    Trial { name: name.to_owned(), what: What::Wrong(why) }
}

/// The name of a claims file without its ending.
fn stem(name: &str) -> Option<&str> {
    CLAIMS.iter().find_map(|ending| name.strip_suffix(ending))
}

/// Every file below a folder with its name from there, whatever the system's separator. A folder that links lead to twice is
/// entered once; what is hidden is left alone.
fn gather(
    folder: &Path,
    above: &str,
    entered: &mut BTreeSet<PathBuf>,
    found: &mut Vec<(String, PathBuf)>,
) -> io::Result<()> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    if !entered.insert(folder.canonicalize().map_err(named)?) {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).map_err(named)? {
        let entry = entry.map_err(named)?;
        let own = entry.file_name().to_string_lossy().into_owned();
        if own.starts_with('.') {
            continue;
        }
        let (name, path) = (format!("{above}{own}"), entry.path());
        if path.is_dir() {
            gather(&path, &format!("{name}/"), entered, found)?;
        } else {
            found.push((name, path));
        }
    }
    Ok(())
}
