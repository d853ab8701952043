//! Reads claims files and prints what contradicts what, and why.
//!
//! Exit status: 0 nothing found, 1 tensions only, 2 something fails (a contradiction, or what is denied), 3 unreadable input.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gainsay::{AnyRule, Checker, ClaimSet, Day, Report};

const HELP: &str = "\
Finds contradictions among dated claims, and says why.

usage: check [options] [FILE...]

  FILE             claims files, JSON or JSON Lines; several are merged
                   (none: the shipped case on Russia and Iran)
  --json           print the report as JSON
  --today DATE     the day it is, as 2026-11-24: plans whose time is over lapse
  --said-by DATE   look only at what had certainly been said by that day
  --policy FILE    a JSON object of policy settings, over those of the files
  --explain RULE   the page of a rule, by its code or name, or `all` for a list of them
  --help           this text

exit status: 0 nothing found, 1 tensions only, 2 contradictions, or tensions or
near misses that are denied, 3 unreadable input
";

/// What the command line asks for.
#[derive(Default)]
struct Job {
    files: Vec<PathBuf>,
    policy: Option<PathBuf>,
    checker: Checker,
    json: bool,
    help: Option<String>,
}

fn main() -> ExitCode {
    let job = match job(std::env::args().skip(1)) {
        Ok(job) => job,
        Err(error) => return unreadable(&*error),
    };
    let done = job.help.as_ref().map_or_else(|| run(&job), |help| write(help).map(|()| ExitCode::SUCCESS));
    done.unwrap_or_else(|error| unreadable(&*error))
}

fn unreadable(error: &dyn Error) -> ExitCode {
    // With no place left to write to, the exit status has to do.
    let _ = writeln!(std::io::stderr(), "{error}");
    ExitCode::from(3)
}

fn job(mut args: impl Iterator<Item = String>) -> Result<Job, Box<dyn Error>> {
    let mut job = Job::default();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("`{arg}` needs a value; see --help"));
        match arg.as_str() {
            "--help" | "-h" => job.help = Some(HELP.to_owned()),
            "--explain" => job.help = Some(explain(&value()?)?),
            "--json" => job.json = true,
            "--today" => job.checker = job.checker.today(day(&arg, &value()?)?),
            "--said-by" => job.checker = job.checker.said_by(day(&arg, &value()?)?),
            "--policy" => job.policy = Some(value()?.into()),
            flag if flag.starts_with('-') => return Err(format!("`{flag}` is no option; see --help").into()),
            file => job.files.push(file.into()),
        }
    }
    Ok(job)
}

/// The page of a rule, or a list of all.
fn explain(word: &str) -> Result<String, Box<dyn Error>> {
    if word == "all" {
        let line = |rule: AnyRule| format!("{} {:<18} {}\n", rule.code(), rule.name(), rule.title());
        return Ok(AnyRule::all().map(line).collect());
    }
    let rule =
        AnyRule::named(word).ok_or_else(|| format!("`{word}` is no rule; `--explain all` lists them"))?;
    Ok(rule.page())
}

fn day(option: &str, text: &str) -> Result<Day, Box<dyn Error>> {
    text.parse().map_err(|error| format!("{option}: {error}").into())
}

fn run(job: &Job) -> Result<ExitCode, Box<dyn Error>> {
    let mut set = read(&job.files)?;
    if let Some(file) = &job.policy {
        let policy = gainsay::read_policy(&file.display().to_string(), bytes(file)?, set.policy().clone())?;
        set = set.with_policy(policy);
    }
    let report = job.checker.check(&set);
    write(&if job.json { serde_json::to_string_pretty(&report)? + "\n" } else { report.text() })?;
    Ok(ExitCode::from(status(&report)))
}

fn read(files: &[PathBuf]) -> Result<ClaimSet, Box<dyn Error>> {
    let shipped =
        [PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/russia-iran.claims.json"))];
    let files = if files.is_empty() { &shipped } else { files };
    let read = |file: &PathBuf| Ok((file.display().to_string(), bytes(file)?));
    let files = files.iter().map(read).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    Ok(gainsay::read(files)?)
}

fn bytes(file: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

fn write(text: &str) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn status(report: &Report) -> u8 {
    match (report.counts.failing(), report.counts.tensions) {
        (0, 0) => 0,
        (0, _) => 1,
        (_, _) => 2,
    }
}
