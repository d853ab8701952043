//! Claims files under `cargo test`.
//!
//! [`assert_consistent!`](crate::assert_consistent) is one line in an ordinary test. [`suite`] is the same with more said: the
//! day it is, a policy, what is allowed. [`main()`] makes a test binary of a folder, one test for each claims file. The
//! [guide](crate::guide::testing) is a tutorial.

mod expected;
mod files;
mod trial;

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::checker::Checker;
use crate::model::{Day, Policy, Ruling};

/// Tests of claims files: a file, or a folder of them with all its folders.
///
/// Every file that ends in `.json`, `.jsonl` or `.ndjson` is a claims file and is checked by itself. It passes when it can be
/// read, when no ruling of it is stale, and
///
/// - where a file of expected findings lies beside it (`x.claims.json`, `x.findings.txt`), when it has these findings and no
///   others, whatever their grade;
/// - where none does, when nothing [fails](crate::Counts::failing).
///
/// A folder that is missing or has no claims file fails, and so does a file of expected findings without its claims file.
/// What is *undecided*, for lack of a date or for a limit of the policy, does not fail; nor do hints.
/// With `GAINSAY_UPDATE=1` in the environment, files of expected findings are written instead of compared.
///
/// # Examples
/// ```
/// use gainsay::testing::suite;
/// suite("examples/claims-under-test/claims").today("2026-07-01".parse()?).check()?;
/// let missing = suite("no/such/folder").check().err().ok_or("found")?;
/// assert!(missing.to_string().contains("no/such/folder: there is no such file or folder"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is tested before `check`, `assert` or `run`"]
pub struct Suite {
    path: PathBuf,
    root: Option<PathBuf>,
    shared: Vec<PathBuf>,
    checker: Checker,
    policy: Option<Policy>,
    allow: Vec<Ruling>,
    deny: Vec<Ruling>,
}

/// A suite of a file, or of a folder.
///
/// A relative path is taken from the package under test, as cargo names it to tests, failing that from the current folder.
pub fn suite(path: impl Into<PathBuf>) -> Suite {
    Suite {
        path: path.into(),
        root: None,
        shared: Vec::new(),
        checker: Checker::new(),
        policy: None,
        allow: Vec::new(),
        deny: Vec::new(),
    }
}

/// The `main` of a test binary without a harness: one test for each claims file of a folder.
///
/// It understands the arguments of the usual harness (a filter, `--list`, `--exact`, `--skip`, `--ignored`, `--format`, …), as
/// far as `libtest-mimic` does, and so what cargo-nextest says to it, which writes JUnit files. See [`Suite::run`].
///
/// # Examples
/// `tests/claims.rs`, with `harness = false` under its `[[test]]`:
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     gainsay::testing::main("claims")
/// }
/// ```
#[must_use]
pub fn main(path: impl Into<PathBuf>) -> ExitCode {
    suite(path).run()
}

impl Suite {
    /// Takes relative paths from this folder.
    pub fn within(mut self, root: impl Into<PathBuf>) -> Suite {
        self.root = Some(root.into());
        self
    }

    /// Merges a file into each claims file, such as sources and measures that they share. It is not tested by itself.
    pub fn with(mut self, file: impl Into<PathBuf>) -> Suite {
        self.shared.push(file.into());
        self
    }

    /// Tells the checker the day; see [`Checker::today`].
    pub fn today(mut self, day: Day) -> Suite {
        self.checker = self.checker.today(day);
        self
    }

    /// Restricts the claims to what had been said by a day; see [`Checker::said_by`].
    pub fn said_by(mut self, day: Day) -> Suite {
        self.checker = self.checker.said_by(day);
        self
    }

    /// Checks every file under this policy, in the place of its own.
    pub fn policy(mut self, policy: Policy) -> Suite {
        self.policy = Some(policy);
        self
    }

    /// Allows findings and near misses in every file. It is stale, and fails, if it meets nothing in any of them.
    pub fn allow(mut self, ruling: Ruling) -> Suite {
        self.allow.push(ruling);
        self
    }

    /// Lets tensions and near misses fail in every file.
    pub fn deny(mut self, ruling: Ruling) -> Suite {
        self.deny.push(ruling);
        self
    }

    /// Tests every file.
    ///
    /// # Errors
    /// [`SuiteError`] says of every file that failed why, with the plain text of its report or every fault in it.
    pub fn check(&self) -> Result<(), SuiteError> {
        let trials = self.trials();
        let outcomes = trials.iter().map(|trial| (trial.name.clone(), self.outcome(trial)));
        let failures: Vec<(String, String)> =
            outcomes.filter_map(|(name, outcome)| Some((name, outcome.err()?))).collect();
        if failures.is_empty() { Ok(()) } else { Err(SuiteError { tests: trials.len(), failures }) }
    }

    /// Tests every file.
    ///
    /// # Panics
    /// With the text of the [`SuiteError`], if one of them fails.
    #[track_caller]
    pub fn assert(&self) {
        if let Err(error) = self.check() {
            #[expect(clippy::panic, reason = "to fail is what an assertion is for")]
            {
                panic!("{error}");
            }
        }
    }

    /// Runs the tests that the arguments of the program select, and prints how they went, as the usual harness does.
    ///
    /// The name of a test is the path of its file below the folder. The names are found anew in each run, so that a file that
    /// is added is tested at once. Allowances of the suite are a test of their own, `the suite's allowances`, which
    /// goes through every file.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let args = libtest_mimic::Arguments::from_args();
        let suite = std::sync::Arc::new(self);
        let test = |trial: trial::Trial| {
            let suite = suite.clone();
            libtest_mimic::Trial::test(trial.name.clone(), move || Ok(suite.outcome(&trial)?))
        };
        libtest_mimic::run(&args, suite.trials().into_iter().map(test).collect()).exit_code()
    }
}

/// Why a suite failed: every test that did, with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuiteError {
    tests: usize,
    failures: Vec<(String, String)>,
}

impl SuiteError {
    /// The name of every test that failed, and why.
    pub fn failures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.failures.iter().map(|(name, why)| (name.as_str(), why.as_str()))
    }
}

impl fmt::Display for SuiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} tests of claims failed", self.failures.len(), self.tests)?;
        for (name, why) in &self.failures {
            write!(f, "\n\n---- {name} ----\n{}", why.trim_end())?;
        }
        Ok(())
    }
}

impl std::error::Error for SuiteError {}

/// Asserts that the claims of a file, or of every file of a folder, are consistent: that nothing in them
/// [fails](crate::Counts::failing), or that exactly what is expected is found.
///
/// A relative path is taken from the package that the macro stands in. With more to say, see
/// [`suite`].
///
/// # Panics
/// With the text of the [`SuiteError`], if a file fails.
///
/// # Examples
/// ```
/// // In a `#[test]` function:
/// gainsay::assert_consistent!("examples/claims-under-test/claims");
/// ```
#[macro_export]
macro_rules! assert_consistent {
    ($path:expr $(,)?) => {
        $crate::testing::suite($path).within(env!("CARGO_MANIFEST_DIR")).assert()
    };
}
