//! A door of the README: rows of a registry, checked in a pipeline.

use serde_json::Value;

use crate::check::run;

const FILES: [&str; 2] = ["examples/data/summits/registry.json", "examples/data/summits/rows.csv"];

/// What a pipeline reads off a log: rule, level, the line of the row, and the reason if the finding is allowed.
fn results(log: &Value) -> Vec<(String, String, u64, Option<String>)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let told = results.iter().map(|result| {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], FILES[1]);
        let reason = result["suppressions"].get(0).map(|one| text(&one["justification"]));
        (
            text(&result["ruleId"]),
            text(&result["level"]),
            place["region"]["startLine"].as_u64().unwrap(),
            reason,
        )
    });
    told.collect()
}

#[test]
fn a_curator_gets_a_log_at_the_rows_and_a_status_that_fails() {
    let (log, status) = run(&["--format", "sarif", FILES[0], FILES[1]], false);
    assert_eq!(status, 2);
    let known = "both are in print: the figure on the sign at the summit, and the satellite survey";
    let result = |rule: &str, level: &str, line, reason: Option<&str>| {
        (rule.to_owned(), level.to_owned(), line, reason.map(str::to_owned))
    };
    let findings: Vec<_> = results(&serde_json::from_str(&log).unwrap())
        .into_iter()
        .filter(|(rule, ..)| rule == "G107")
        .collect();
    assert_eq!(
        findings,
        [
            result("G107", "error", 10, None),
            result("G107", "error", 11, None),
            result("G107", "warning", 5, None),
            result("G107", "warning", 2, None),
            result("G107", "error", 7, Some(known)),
        ]
    );
}

#[test]
fn a_curator_reads_the_same_from_json() {
    let (json, status) = run(&["--json", FILES[1], FILES[0]], false);
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(status, 2);
    assert_eq!((&report["counts"]["contradictions"], &report["counts"]["allowed"]), (&2.into(), &1.into()));
    // The magazine has the new height right in its list and wrong in its text.
    assert_eq!(report["findings"][1]["claims"], serde_json::json!(["blanc-list", "blanc-text"]));
    assert_eq!(report["findings"][1]["between"], "document");
    assert_eq!(report["blame"][0]["first_doubt"]["claim"], "blanc-text");
}

/// Rock and snow are two bases, and two years of one ice cap are two surveys: no finding, but worth a look.
#[test]
fn what_is_measured_otherwise_is_no_finding() {
    let (json, _) = run(&["--json", FILES[0], FILES[1]], false);
    let report: Value = serde_json::from_str(&json).unwrap();
    let near: Vec<&Value> =
        report["near_misses"].as_array().unwrap().iter().map(|one| &one["claims"]).collect();
    assert!(near.contains(&&serde_json::json!(["everest-2005", "everest-2020"])), "{near:?}");
    assert!(near.contains(&&serde_json::json!(["blanc-2021", "blanc-2023"])), "{near:?}");
}
