//! What the README shows is what gainsay prints.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use gainsay::{Checker, Report};

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The first fenced block of a language.
fn fenced(language: &str) -> String {
    let readme = readme();
    let (_, rest) = readme.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[cfg(feature = "render")]
#[test]
fn the_readme_begins_as_the_report_on_the_shipped_case_does() {
    let file = "examples/data/russia-iran.claims.json";
    let (printed, status) = crate::check::run(&["--format", "diagnostic", "--columns", "100", file], false);
    assert_eq!(status, 2);
    let shown = fenced("text");
    assert!(printed.starts_with(&shown), "{printed}\nis not what the README shows:\n{shown}");
    let next = printed.strip_prefix(&shown).unwrap();
    assert!(next.starts_with("\ntension[") || next.starts_with("\ncontradiction["), "cut within a finding");
}

#[test]
fn the_claims_of_the_readme_make_the_tension_that_it_shows() {
    let set = gainsay::read([("README.json", fenced("json"))]).unwrap();
    let report: Report = Checker::new().check(&set);
    let shown = fenced("text");
    let [finding] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert!(shown.contains(&format!("tension[{}]: {}", finding.rule.code(), finding.rule.title())));
    assert!(!finding.reconciliations.is_empty());
    for way in &finding.reconciliations {
        assert!(shown.contains(&format!("= help: they fit {}\n", way.text)), "{}", way.text);
    }
}

/// The crates that are built into a program which uses these features, gainsay aside.
#[cfg(target_os = "linux")]
fn crates(features: &str) -> usize {
    let args = ["tree", "--offline", "--edges", "normal", "--prefix", "none", "--no-default-features"];
    let mut cargo = Command::new(env!("CARGO"));
    let printed =
        cargo.args(args).args(["--features", features]).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let printed = printed.unwrap();
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let printed = String::from_utf8(printed.stdout).unwrap();
    // A line is a name, a version, and perhaps remarks on both.
    let named = printed.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>());
    named.collect::<BTreeSet<_>>().len() - 1
}

#[cfg(target_os = "linux")]
#[test]
fn features_cost_the_crates_that_the_readme_says() {
    let manifest = include_str!("../../Cargo.toml");
    let (_, features) = manifest.split_once("[features]\n").unwrap();
    let features = features.split("\n[").next().unwrap().lines();
    let features = features.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    let (bare, json) = (crates(""), crates("json"));
    let readme = readme();
    for feature in features.filter(|feature| *feature != "default") {
        let cost = if feature == "json" { json - bare } else { crates(&format!("json,{feature}")) - json };
        let cost = match cost {
            0 => "nothing".to_owned(),
            1 => "1 crate".to_owned(),
            more => format!("{more} crates"),
        };
        let row = readme.lines().find(|line| line.starts_with(&format!("| `{feature}` |")));
        let row = row.unwrap_or_else(|| panic!("the README has no row for the feature {feature}"));
        assert!(row.ends_with(&format!("| {cost} |")), "{feature} costs {cost}; the README says: {row}");
    }
    let row = readme.lines().find(|line| line.starts_with("| (none) |")).unwrap();
    assert!(row.ends_with(&format!("| {bare} crates |")), "{bare} crates without features: {row}");
}
