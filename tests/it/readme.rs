//! What the README shows is what gainsay prints.

use std::path::Path;

use gainsay::{Checker, Report};

/// The first fenced block of a language.
fn fenced(language: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(path).unwrap();
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
