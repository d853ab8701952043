//! Suites of claims files, as a test calls them.

use std::path::{Path, PathBuf};

use gainsay::testing::{Suite, suite};
use gainsay::{Grade, NearRule, Policy, Rule, Ruling};

/// A new folder with a file for each name.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("it").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    for (name, text) in files {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    folder
}

const SHARED: &str = r#"{"gainsay": 1, "claims": [], "measures": {"length": {"kind": "constant", "unit": "m"}},
    "sources": {"a": {"publisher": "A", "published": "2024-01-01"}, "b": {"publisher": "B", "published": "2025-01-01"}}}"#;

/// Two lengths of a subject, whose sources and measure stand elsewhere.
fn lengths(subject: &str, a: &str, b: &str) -> String {
    format!(
        r#"{{"gainsay": 1, "sources": {{}}, "claims": [
             {{"id": "a1", "kind": "amount", "source": "a", "subject": "{subject}", "measure": "length", "value": "{a}"}},
             {{"id": "b1", "kind": "amount", "source": "b", "subject": "{subject}", "measure": "length", "value": "{b}"}}]}}"#
    )
}

/// A suite of files with what they share.
fn shared(name: &str, files: &[(&str, &str)]) -> Suite {
    let mut all = vec![("shared.json", SHARED)];
    all.extend(files);
    let folder = folder(name, &all);
    suite(&folder).with(folder.join("shared.json"))
}

/// The names of the tests that fail, each with the first line of why.
fn failures(suite: &Suite) -> Vec<String> {
    let error = suite.check().err();
    let line = |(name, why): (&str, &str)| {
        let why = why.lines().next().unwrap_or_default();
        format!("{name}: {}", why.rsplit_once(".json: ").map_or(why, |(_, rest)| rest))
    };
    error.iter().flat_map(gainsay::testing::SuiteError::failures).map(line).collect()
}

const FAILS: &str = "a finding fails; allow it with a reason, or pin it with GAINSAY_UPDATE=1";

#[test]
fn a_suite_is_of_every_claims_file_below_the_folder_and_of_nothing_else() {
    let clash = lengths("pier", "exactly 300 m", "exactly 500 m");
    let suite = shared(
        "every",
        &[
            ("a.claims.json", &clash),
            ("b/c/d.json", &clash),
            ("b/e.jsonl", &format!("{}\n", clash.replace('\n', " "))),
            ("b/notes.txt", "not claims"),
            (".hidden.json", "not claims"),
            (".git/x.json", "not claims"),
        ],
    );
    let failing = [format!("a.claims.json: {FAILS}"), format!("b/c/d.json: {FAILS}")];
    assert_eq!(failures(&suite)[..2], failing);
    // One record a line: the document is none.
    assert!(failures(&suite)[2].starts_with("b/e.jsonl: "), "{:?}", failures(&suite));
    assert_eq!(failures(&suite).len(), 3);
}

#[test]
fn a_suite_of_one_file_is_of_that_file() {
    let folder =
        folder("one", &[("shared.json", SHARED), ("a.json", &lengths("pier", "300 m", "exactly 500 m"))]);
    let all = suite(&folder).with(folder.join("shared.json")).check().unwrap_err().to_string();
    assert!(
        all.starts_with("1 of 1 tests of claims failed\n\n---- a.json ----\n"),
        "what is shared is no test: {all}"
    );
    let one = |file: &str| suite(folder.join(file)).with(folder.join("shared.json"));
    assert_eq!(failures(&one("a.json")), [format!("a.json: {FAILS}")]);
    std::fs::write(folder.join("a.findings.txt"), "contradiction G107 one-value: a1, b1").unwrap();
    assert_eq!(failures(&one("a.json")), [""; 0]);
    assert_eq!(one("b.json").check().unwrap_err().failures().count(), 1);
}

#[test]
fn a_tension_passes_unless_it_is_denied_or_not_expected() {
    let tension = lengths("pier", "about 122 m", "124 m");
    let files = [("a.json", tension.as_str())];
    assert_eq!(failures(&shared("tension", &files)), [""; 0]);
    let deny = Ruling::new().rule(Rule::OneValue);
    assert_eq!(failures(&shared("tension", &files).deny(deny)), [format!("a.json: {FAILS}")]);
    let pinned = |text: &'static str| shared("tension", &[("a.json", &tension), ("a.findings.txt", text)]);
    assert_eq!(failures(&pinned("# as ever\n\n tension G107 one-value: a1, b1\r\n")), [""; 0]);
    let other = "a.json: the findings (+) are not those that are expected (-)";
    for text in ["", "tension G107 one-value: a1, b2", "contradiction G107 one-value: a1, b1"] {
        assert_eq!(failures(&pinned(text)), [other], "{text}");
    }
    let denied = pinned("tension, denied G107 one-value: a1, b1");
    assert_eq!(failures(&denied), [other]);
    assert_eq!(failures(&denied.deny(Ruling::new().rule(Rule::OneValue))), [""; 0]);
}

#[test]
fn a_near_miss_is_expected_only_where_it_is_denied() {
    let near = lengths("Rasht pier", "exactly 300 m", "x").replace("\"x\"", "\"exactly 500 m\"");
    let near = near.replacen(
        "Rasht pier\", \"measure\": \"length\", \"value\": \"exactly 500",
        "Resht pier\", \"measure\": \"length\", \"value\": \"exactly 500",
        1,
    );
    let strict = |suite: Suite| suite.deny(Ruling::new().rule(NearRule::NearName));
    assert_eq!(failures(&shared("near", &[("a.json", &near), ("a.findings.txt", "")])), [""; 0]);
    assert_eq!(failures(&strict(shared("near", &[("a.json", &near)]))), [format!("a.json: {FAILS}")]);
    let line = "near miss, denied G907 near-name: a1, b1";
    assert_eq!(failures(&strict(shared("near", &[("a.json", &near), ("a.findings.txt", line)]))), [""; 0]);
}

#[test]
fn what_a_suite_allows_has_to_meet_something_in_some_file() {
    let clash = lengths("pier", "exactly 300 m", "exactly 500 m");
    let fine = lengths("quay", "300 m", "300 m");
    let files = [("a.json", clash.as_str()), ("b.json", fine.as_str())];
    let known = Ruling::new().rule(Rule::OneValue).subject("pier").because("rebuilt");
    assert_eq!(failures(&shared("allow", &files).allow(known.clone())), [""; 0]);
    // An allowance of the file itself is not taken for the suite's.
    let own = clash
        .replace("\"claims\": [", "\"allow\": [{\"rule\": \"G107\", \"because\": \"b\"}], \"claims\": [");
    let other =
        shared("allow", &[("a.json", &own)]).allow(Ruling::new().subject("mole").because("never was"));
    assert_eq!(failures(&other).len(), 1);
    let stale = Ruling::new().subject("mole").because("never was");
    let suite = shared("allow", &files).allow(known).allow(stale);
    let why =
        "the suite's allowances: the suite's allowance of whatever about `mole` is stale: it meets nothing";
    assert_eq!(failures(&suite), [why]);
}

#[test]
fn the_days_and_the_policy_reach_the_checker() {
    let clash = lengths("pier", "exactly 300 m", "exactly 500 m");
    let suite = shared("days", &[("a.json", &clash)]);
    assert_eq!(failures(&suite.clone().said_by("2024-06-01".parse().unwrap())), [""; 0]);
    assert_eq!(failures(&suite).len(), 1);
    let rough = lengths("pier", "about 122 m", "124 m");
    let mut policy = Policy::default();
    policy.set("about", Grade::Plain, "1%").unwrap();
    policy.set("about", Grade::Lenient, "1%").unwrap();
    let suite = shared("days", &[("a.json", &rough)]);
    assert_eq!(failures(&suite.clone()), [""; 0]);
    assert_eq!(failures(&suite.policy(policy)), [format!("a.json: {FAILS}")]);
}

#[test]
fn two_files_that_would_share_their_findings_both_fail() {
    let fine = lengths("quay", "300 m", "300 m");
    let suite = shared("rivals", &[("a.json", &fine), ("a.claims.json", &fine)]);
    let why = "a.claims.json and a.json would all have their findings in a.findings.txt; rename all but one";
    assert_eq!(failures(&suite), [format!("a.claims.json: {why}"), format!("a.json: {why}")]);
}

#[test]
fn ids_that_could_be_taken_for_two_are_quoted() {
    let clash = lengths("pier", "exactly 300 m", "exactly 500 m").replace("\"a1\"", "\"a1, #2\"");
    let pinned = "contradiction G107 one-value: \"a1, #2\", b1";
    assert_eq!(failures(&shared("ids", &[("a.json", &clash), ("a.findings.txt", pinned)])), [""; 0]);
}

#[test]
fn the_macro_takes_paths_from_the_package() {
    gainsay::assert_consistent!("examples/claims-under-test/claims");
    gainsay::assert_consistent!("examples/claims-under-test/claims/bridge.claims.json",);
}

#[test]
#[should_panic(
    expected = "1 of 1 tests of claims failed\n\n---- no/such/folder ----\nno/such/folder: there is no such file or folder"
)]
fn the_macro_panics_with_what_failed() {
    gainsay::assert_consistent!("no/such/folder");
}
