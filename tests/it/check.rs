//! The example program `check`: its formats, the documents that it finds, and the files that it writes.

#[path = "../../examples/check.rs"]
#[expect(dead_code, reason = "its main prints what is compared here")]
mod program;

use gainsay::Checker;
use std::path::{Path, PathBuf};

use crate::examples::shipped;

/// What a command line prints, and its status.
#[track_caller]
pub(crate) fn run(args: &[&str], terminal: bool) -> (String, u8) {
    let job = program::job(args.iter().map(|arg| (*arg).to_owned())).unwrap();
    program::printed(&job, terminal).unwrap()
}

/// The message of a command line that fails.
#[track_caller]
fn fails(args: &[&str]) -> String {
    let job = program::job(args.iter().map(|arg| (*arg).to_owned()));
    job.and_then(|job| program::printed(&job, false)).unwrap_err().to_string()
}

/// A folder of this test alone, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_pipe_gets_the_plain_text_of_the_shipped_case() {
    let report = Checker::new().check(&shipped());
    assert_eq!(run(&[], false), (report.text(), 2));
}

#[test]
fn every_format_is_the_output_of_its_name() {
    let report = Checker::new().check(&shipped());
    assert_eq!(run(&["--format", "text"], true).0, report.text());
    assert_eq!(run(&["--format", "markdown"], true).0, report.markdown(50));
    assert_eq!(run(&["--format", "dot", "--most", "2"], true).0, report.dot(2));
    let json = serde_json::to_string_pretty(&report).unwrap() + "\n";
    assert_eq!(run(&["--format", "json"], true).0, json);
    assert_eq!(run(&["--json"], true).0, json);
    assert!(run(&["--format", "sarif"], true).0.contains("russia-iran.claims.json\""));
    let message = "`pdf` is no format; write one of text, diagnostic, markdown, json, sarif, dot";
    assert!(fails(&["--format", "pdf"]).starts_with(message));
    assert_eq!(run(&["--format=json"], true).0, json);
    assert_eq!(fails(&["--json=yes"]), "`--json` takes no value, so `yes` has no place; see --help");
    assert_eq!(fails(&["--most", "many"]), "--most: `many` is not a whole number");
    assert_eq!(fails(&["--document", "a.txt"]), "--document: write NAME=FILE");
}

#[test]
fn files_that_cannot_be_are_told_by_name() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    assert_eq!(fails(&[folder]), format!("{folder}: a folder; name the files in it"));
    assert_eq!(fails(&["a.json", "b.json", "a.json"]), "a.json: given twice");
    assert!(fails(&["no such.json"]).starts_with("no such.json: "));
    assert_eq!(fails(&["--frmat", "text"]), "`--frmat` is no option; see --help");
    assert_eq!(fails(&["--out"]), "`--out` needs a value; see --help");
}

#[cfg(feature = "render")]
#[test]
fn a_terminal_gets_diagnostics() {
    let printed = run(&["--columns", "80"], true).0;
    assert!(printed.contains("russia-iran.claims.json:228:15\n"), "{printed}");
    assert!(!run(&["--format", "diagnostic"], false).0.contains('\u{1b}'));
}

#[test]
fn documents_are_given_or_lie_beside_the_claims_file() {
    let folder = folder("documents");
    let claims = r#"{"gainsay": 1,
        "sources": {"a": {"publisher": "A", "document": "a.txt"}, "b": {"publisher": "B", "document": "../secret.txt"}},
        "measures": {"length": {"kind": "constant", "unit": "m"}},
        "claims": [
          {"id": "a1", "kind": "amount", "source": "a", "subject": "pier", "measure": "length", "value": "exactly 3 m", "quote": "three metres"},
          {"id": "b1", "kind": "amount", "source": "b", "subject": "pier", "measure": "length", "value": "exactly 4 m", "quote": "four metres"}]}"#;
    let below = folder.join("below");
    std::fs::create_dir(&below).unwrap();
    std::fs::write(below.join("claims.json"), claims).unwrap();
    std::fs::write(below.join("a.txt"), "It is three metres long.").unwrap();
    std::fs::write(folder.join("secret.txt"), "It is four metres long.").unwrap();
    let file = below.join("claims.json").display().to_string();
    let printed = run(&["--format", "sarif", &file], false).0;
    assert!(printed.contains("\"uri\": \"a.txt\""), "{printed}");
    assert!(!printed.contains("secret"), "{printed}");
    let given = format!("../secret.txt={}", folder.join("secret.txt").display());
    let printed = run(&["--format", "sarif", &file, "--document", &given], false).0;
    assert!(printed.contains("\"uri\": \"../secret.txt\""), "{printed}");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = folder("save");
    let file = folder.join("report.md");
    program::save::save(&file, "first").unwrap();
    program::save::save(&file, "second").unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "second");
    assert_eq!(files(&folder), ["report.md"]);
    // A folder of that name is not replaced, and nothing is left beside it.
    let taken = folder.join("taken");
    std::fs::create_dir(&taken).unwrap();
    assert!(program::save::save(&taken, "third").unwrap_err().to_string().contains("taken: "));
    assert_eq!(files(&folder), ["report.md", "taken"]);
    assert!(program::save::save(&folder.join("none/report.md"), "third").is_err());
    assert!(program::save::save(Path::new(".."), "third").is_err());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let error = program::save::save(Path::new("/dev/full"), "text").unwrap_err().to_string();
    assert!(error.starts_with("/dev/full: "), "{error}");
}
