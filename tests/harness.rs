//! A test binary without a harness, run as cargo, people and cargo-nextest run it: by calling itself.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what fails here is a test")]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use libtest_mimic::{Arguments, Failed, Trial};

/// The folder of the suite that the binary is to be; without it, it tests itself.
const FOLDER: &str = "HARNESS_FOLDER";

fn main() -> ExitCode {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return gainsay::testing::main(PathBuf::from(folder));
    }
    let tests: [(&str, fn()); 9] = [
        ("it_lists_its_tests_as_nextest_asks_for_them", it_lists_its_tests_as_nextest_asks_for_them),
        ("it_runs_one_test_as_nextest_asks_for_it", it_runs_one_test_as_nextest_asks_for_it),
        ("it_runs_what_a_filter_selects", it_runs_what_a_filter_selects),
        ("it_tells_a_machine_how_it_went", it_tells_a_machine_how_it_went),
        (
            "a_failure_prints_the_report_and_the_exit_status_tells",
            a_failure_prints_the_report_and_the_exit_status_tells,
        ),
        ("a_missing_folder_is_a_test_that_fails", a_missing_folder_is_a_test_that_fails),
        (
            "expected_findings_are_written_on_request_and_then_held_to",
            expected_findings_are_written_on_request_and_then_held_to,
        ),
        ("what_cannot_be_read_is_not_updated_away", what_cannot_be_read_is_not_updated_away),
        ("the_example_package_is_up_to_date", the_example_package_is_up_to_date),
    ];
    let trial = |(name, test): (&str, fn())| {
        Trial::test(name, move || -> Result<(), Failed> {
            test();
            Ok(())
        })
    };
    libtest_mimic::run(&Arguments::from_args(), tests.into_iter().map(trial).collect()).exit_code()
}

/// The claims of the example package.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/claims-under-test/claims")
}

/// What the binary prints, and its exit status, as a suite of a folder.
fn run(folder: &Path, args: &[&str]) -> (String, i32) {
    told(command(folder, args).output().unwrap())
}

fn updated(folder: &Path) -> (String, i32) {
    told(command(folder, &[]).env("GAINSAY_UPDATE", "1").output().unwrap())
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(args).env(FOLDER, folder).env_remove("GAINSAY_UPDATE");
    command
}

fn told(output: Output) -> (String, i32) {
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(err, "", "it prints nothing to stderr");
    (String::from_utf8(output.stdout).unwrap(), output.status.code().expect("it ends by itself"))
}

/// A new folder with a file for each name.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("harness").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// Two lengths of a pier.
fn lengths(a: &str, b: &str) -> String {
    format!(
        r#"{{"gainsay": 1, "sources": {{"a": {{"publisher": "A"}}, "b": {{"publisher": "B"}}}},
            "measures": {{"length": {{"kind": "constant", "unit": "m"}}}},
            "claims": [
              {{"id": "a1", "kind": "amount", "source": "a", "subject": "pier", "measure": "length", "value": "{a}"}},
              {{"id": "b1", "kind": "amount", "source": "b", "subject": "pier", "measure": "length", "value": "{b}"}}]}}"#
    )
}

fn it_lists_its_tests_as_nextest_asks_for_them() {
    let list = "bridge.claims.json: test\npier/cost.claims.json: test\ntower.claims.json: test\n";
    assert_eq!(run(&example(), &["--list", "--format", "terse"]), (list.to_owned(), 0));
    assert_eq!(run(&example(), &["--list", "--format", "terse", "--ignored"]), (String::new(), 0));
}

fn it_runs_one_test_as_nextest_asks_for_it() {
    let (text, status) = run(&example(), &["--exact", "pier/cost.claims.json", "--nocapture"]);
    assert_eq!(status, 0, "{text}");
    assert!(text.contains("test pier/cost.claims.json ... ok"), "{text}");
    assert!(text.contains("1 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out"), "{text}");
    // A part of a name is not the name.
    let (text, _) = run(&example(), &["--exact", "cost", "--nocapture"]);
    assert!(text.contains("0 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out"), "{text}");
}

fn it_runs_what_a_filter_selects() {
    let (text, status) = run(&example(), &["er"]);
    assert!(
        status == 0 && text.contains("2 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out"),
        "{text}"
    );
    let (text, status) = run(&example(), &["--skip", "tower", "--test-threads", "1"]);
    assert!(status == 0 && text.contains("2 passed") && !text.contains("tower"), "{text}");
}

fn it_tells_a_machine_how_it_went() {
    let wrong = folder("machine", &[("pier.claims.json", &lengths("exactly 300 m", "exactly 500 m"))]);
    let (text, status) = run(&wrong, &["--format", "json"]);
    assert_eq!(status, 101, "{text}");
    let events: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let failed = events.iter().find(|event| event["event"] == "failed" && event["type"] == "test").unwrap();
    assert_eq!(failed["name"], "pier.claims.json");
}

fn a_failure_prints_the_report_and_the_exit_status_tells() {
    let good = lengths("exactly 300 m", "300 m");
    let wrong = folder(
        "failure",
        &[
            ("pier.claims.json", &lengths("exactly 300 m", "exactly 500 m")),
            ("quay.json", &good),
            ("broken.json", &good.replace("\"measure\"", "\"meazure\"")),
        ],
    );
    let (text, status) = run(&wrong, &[]);
    assert_eq!(status, 101, "{text}");
    assert!(
        text.contains("test pier.claims.json ... FAILED") && text.contains("test quay.json        ... ok"),
        "{text}"
    );
    let report = "a finding fails; allow it with a reason, or pin it with GAINSAY_UPDATE=1\n\n\
                  2 claims from 2 sources: 1 contradiction, 0 tensions, 0 near misses.\n\n\
                  1. CONTRADICTION: two values for one thing at one time [G107 one-value]\n";
    assert!(text.contains(report), "{text}");
    // Every fault of what cannot be read, each with its place.
    for place in [
        "broken.json:4:80: an amount has no field `meazure`",
        "broken.json:5:80: an amount has no field `meazure`",
    ] {
        assert!(text.contains(place), "{place} in\n{text}");
    }
}

fn a_missing_folder_is_a_test_that_fails() {
    let missing = Path::new(env!("CARGO_TARGET_TMPDIR")).join("harness/nowhere");
    let (text, status) = run(&missing, &[]);
    assert!(status == 101 && text.contains("nowhere: there is no such file or folder"), "{text}");
    let (list, _) = run(&missing, &["--list", "--format", "terse"]);
    assert_eq!(list, format!("{}: test\n", missing.display()));
    let (text, status) = run(&folder("empty", &[("README.md", "nothing here")]), &[]);
    assert!(status == 101 && text.contains("empty: the folder has no claims file"), "{text}");
}

fn expected_findings_are_written_on_request_and_then_held_to() {
    let folder = folder(
        "update",
        &[
            ("pier.claims.json", &lengths("exactly 300 m", "exactly 500 m")),
            ("quay.json", &lengths("300 m", "300 m")),
            ("mole.jsonl", ""),
        ],
    );
    std::fs::remove_file(folder.join("mole.jsonl")).unwrap();
    let (text, status) = updated(&folder);
    assert_eq!(status, 0, "{text}");
    let file = folder.join("pier.findings.txt");
    let written = "# What is found in pier.claims.json, one finding a line; GAINSAY_UPDATE=1 has it written anew.\n\
                   contradiction G107 one-value: a1, b1\n";
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    assert!(!folder.join("quay.findings.txt").exists(), "where nothing is found nothing is pinned");
    let (text, status) = run(&folder, &[]);
    assert_eq!(status, 0, "{text}");

    // Another finding in its place, and then none.
    std::fs::write(folder.join("pier.claims.json"), lengths("about 122 m", "124 m")).unwrap();
    let (text, status) = run(&folder, &[]);
    let difference = "the findings (+) are not those that are expected (-)\n  \
                      - contradiction G107 one-value: a1, b1\n  \
                      + tension G107 one-value: a1, b1\n\
                      if they are right, run the tests once with GAINSAY_UPDATE=1\n";
    assert!(status == 101 && text.contains(difference), "{text}");
    assert!(text.contains("1. TENSION: two values"), "the report is printed too:\n{text}");
    std::fs::write(folder.join("pier.claims.json"), lengths("124 m", "124 m")).unwrap();
    let (text, status) = run(&folder, &[]);
    assert!(status == 101 && text.contains("\n  - contradiction G107 one-value: a1, b1\nif they"), "{text}");
    // What is pinned as empty stays pinned: a tension, which would not fail otherwise, now does.
    assert_eq!(updated(&folder).1, 0);
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 1);
    std::fs::write(folder.join("pier.claims.json"), lengths("about 122 m", "124 m")).unwrap();
    assert_eq!(run(&folder, &[]).1, 101);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(run(&folder, &[]).1, 0, "without the file a tension does not fail");
}

fn what_cannot_be_read_is_not_updated_away() {
    let stale = lengths("124 m", "124 m")
        .replace("\"claims\": [", "\"allow\": [{\"rule\": \"G107\", \"because\": \"b\"}], \"claims\": [");
    let folder = folder("stubborn", &[("a.json", "{"), ("b.json", &stale), ("c.findings.txt", "")]);
    let (text, status) = updated(&folder);
    assert_eq!(status, 101, "{text}");
    assert!(text.contains("0 passed; 3 failed"), "{text}");
    assert!(text.contains("a.json:1:2: "), "{text}");
    assert!(text.contains("b.json: the allowance of `one-value` is stale: it meets nothing"), "{text}");
    assert!(
        text.contains("c.findings.txt: its claims file is gone; remove it, or bring the file back"),
        "{text}"
    );
}

/// The package is quoted in the guide; and what stands in it is what an update would write.
fn the_example_package_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let guide = read("src/guide/testing.md");
    for file in [
        "tests/claims.rs",
        "tests/consistent.rs",
        "claims/pier/cost.findings.txt",
        "claims/tower.claims.json",
    ] {
        let text = read(&format!("examples/claims-under-test/{file}"));
        let text = text.trim_end();
        assert!(guide.contains(text), "the guide does not quote {file} as it is");
    }
    let copy = folder("example", &[]);
    std::fs::create_dir(copy.join("pier")).unwrap();
    for file in ["bridge.claims.json", "tower.claims.json", "pier/cost.claims.json"] {
        std::fs::copy(example().join(file), copy.join(file)).unwrap();
    }
    let (text, status) = updated(&copy);
    assert_eq!(status, 0, "{text}");
    let expected = "pier/cost.findings.txt";
    assert_eq!(
        std::fs::read_to_string(copy.join(expected)).unwrap(),
        std::fs::read_to_string(example().join(expected)).unwrap()
    );
    assert!(!copy.join("bridge.findings.txt").exists() && !copy.join("tower.findings.txt").exists());
}
