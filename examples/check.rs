//! Reads claims files and prints what contradicts what, and why.
//!
//! Exit status: 0 nothing found, 1 tensions only, 2 something fails (a contradiction, or what is denied), 3 unreadable input.

#[path = "parts/bar.rs"]
mod bar;
#[path = "parts/documents.rs"]
mod documents;
#[path = "parts/formats.rs"]
mod formats;
#[path = "parts/save.rs"]
pub(crate) mod save;

use std::error::Error;
use std::io::{ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gainsay::{AnyRule, Checker, Day, Report};

use bar::Bar;
use formats::{Format, Page};

const HELP: &str = "\
Finds contradictions among dated claims, and says why.

usage: check [options] [FILE...]

  FILE                  claims files, JSON or JSON Lines; several are merged; - is the standard
                        input (none: the shipped case on Russia and Iran)
  --format FORMAT       text (complete), diagnostic (quoted words underlined), markdown, json,
                        sarif, dot or html; diagnostic on a terminal, if it is built in, else text
  --json                the same as --format json
  --out FILE            write to a file, whole or not at all
  --document NAME=FILE  the text of a document that quotes name; without it, a file of that name
                        is looked for beside the claims files
  --most N              how many findings come in full, in other formats than text and json (50)
  --columns N           how wide the terminal is, for diagnostic (COLUMNS, or else 100)
  --today DATE          the day it is, as 2026-11-24: plans whose time is over lapse
  --said-by DATE        look only at what had certainly been said by that day
  --policy FILE         a JSON object of policy settings, over those of the files
  --explain RULE        the page of a rule, by its code or name, or `all` for a list of them
  --help, --version     this text, or the version

Colours come on a terminal, unless NO_COLOR is set; and a bar, where it takes longer.

exit status: 0 nothing found, 1 tensions only, 2 contradictions, or tensions or
near misses that are denied, 3 unreadable input
";

/// What the command line asks for.
#[derive(Default)]
pub(crate) struct Job {
    files: Vec<PathBuf>,
    documents: Vec<(String, PathBuf)>,
    policy: Option<PathBuf>,
    checker: Checker,
    format: Option<Format>,
    out: Option<PathBuf>,
    most: Option<usize>,
    columns: Option<usize>,
    help: Option<String>,
}

/// A file in memory, by its name.
type Named = (String, Vec<u8>);

fn main() -> ExitCode {
    let done = job(std::env::args().skip(1)).and_then(|job| {
        let terminal = job.out.is_none() && std::io::stdout().is_terminal();
        let (text, status) = printed(&job, terminal)?;
        match &job.out {
            Some(file) => save::save(file, &text)?,
            None => write(&text)?,
        }
        Ok(ExitCode::from(status))
    });
    done.unwrap_or_else(|error| {
        note(&error);
        ExitCode::from(3)
    })
}

/// Tells the user something beside the output.
fn note(text: &dyn std::fmt::Display) {
    // With no place left to write to, the exit status has to do.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Reads the command line.
pub(crate) fn job(mut args: impl Iterator<Item = String>) -> Result<Job, Box<dyn Error>> {
    let mut job = Job::default();
    while let Some(arg) = args.next() {
        let (arg, mut given) = option(arg);
        let mut value =
            || given.take().or_else(|| args.next()).ok_or(format!("`{arg}` needs a value; see --help"));
        match arg.as_str() {
            "--help" | "-h" => job.help = Some(HELP.to_owned()),
            "--version" => job.help = Some(concat!("gainsay ", env!("CARGO_PKG_VERSION"), "\n").to_owned()),
            "--explain" => job.help = Some(explain(&value()?)?),
            "--json" => job.format = Some(formats::named("json")?),
            "--format" => job.format = Some(formats::named(&value()?)?),
            "--out" => job.out = Some(value()?.into()),
            "--document" => job.documents.push(document(&value()?)?),
            "--most" => job.most = Some(number(&arg, &value()?)?),
            "--columns" => job.columns = Some(number(&arg, &value()?)?),
            "--today" => job.checker = job.checker.today(day(&arg, &value()?)?),
            "--said-by" => job.checker = job.checker.said_by(day(&arg, &value()?)?),
            "--policy" => job.policy = Some(value()?.into()),
            flag if flag.starts_with('-') && flag != "-" => {
                return Err(format!("`{flag}` is no option; see --help").into());
            }
            file if job.files.iter().any(|other| other == Path::new(file)) => {
                return Err(format!("{file}: given twice").into());
            }
            file => job.files.push(file.into()),
        }
        if let Some(given) = given {
            return Err(format!("`{arg}` takes no value, so `{given}` has no place; see --help").into());
        }
    }
    Ok(job)
}

/// An option and the value that is written to it with `=`.
fn option(arg: String) -> (String, Option<String>) {
    match arg.split_once('=') {
        Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
        _ => (arg, None),
    }
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

fn number(option: &str, text: &str) -> Result<usize, Box<dyn Error>> {
    text.parse().map_err(|_| format!("{option}: `{text}` is not a whole number").into())
}

fn document(text: &str) -> Result<(String, PathBuf), Box<dyn Error>> {
    let (name, file) = text.split_once('=').ok_or("--document: write NAME=FILE")?;
    Ok((name.to_owned(), file.into()))
}

/// What is to be printed, and the exit status.
pub(crate) fn printed(job: &Job, terminal: bool) -> Result<(String, u8), Box<dyn Error>> {
    if let Some(help) = &job.help {
        return Ok((help.clone(), 0));
    }
    let files = read(&job.files)?;
    let bar = Bar::new();
    bar.reading(files.iter().map(|(_, bytes)| bytes.len()).sum());
    let mut set = gainsay::read(files.iter().map(|(name, bytes)| (name, bytes)))?;
    if let Some(file) = &job.policy {
        let policy = gainsay::read_policy(&file.display().to_string(), bytes(file)?, set.policy().clone())?;
        set = set.with_policy(policy);
    }
    let report = job.checker.check_watched(&set, |progress| bar.tell(progress))?;
    drop(bar);
    let documents = documents::documents(&set, &files, &job.documents)?;
    let page = Page {
        texts: documents::texts(&files, &documents),
        most: job.most.unwrap_or(50),
        columns: job.columns.or_else(columns).unwrap_or(100),
        coloured: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let format = job.format.map_or_else(|| formats::usual(terminal), Ok)?;
    Ok((format(&report, &page)?, status(&report)))
}

fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok()
}

fn read(files: &[PathBuf]) -> Result<Vec<Named>, Box<dyn Error>> {
    let shipped =
        [PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/russia-iran.claims.json"))];
    let files = if files.is_empty() { &shipped } else { files };
    files.iter().map(|file| Ok((name(file), bytes(file)?))).collect()
}

/// What a file is called in messages and findings.
fn name(file: &Path) -> String {
    if file == Path::new("-") { "stdin".to_owned() } else { file.display().to_string() }
}

fn bytes(file: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    if file == Path::new("-") {
        let mut input = Vec::new();
        std::io::stdin().lock().read_to_end(&mut input)?;
        return Ok(input);
    }
    if file.is_dir() {
        return Err(format!("{}: a folder; name the files in it", file.display()).into());
    }
    std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

fn write(text: &str) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads has seen enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

fn status(report: &Report) -> u8 {
    match (report.counts.failing(), report.counts.tensions) {
        (0, 0) => 0,
        (0, _) => 1,
        (_, _) => 2,
    }
}
