//! SARIF against the schema that its standard publishes.

use super::*;
use gainsay::Texts;
use serde_json::{Value, json};

/// The log of a report, which is valid.
#[track_caller]
pub(crate) fn valid(report: &Report, texts: &Texts<'_>) -> Value {
    let schema = include_str!("../../schemas/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::draft7::options().should_validate_formats(true).build(&schema).unwrap();
    let log: Value = serde_json::from_str(&report.sarif(texts)).unwrap();
    let errors = validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path()));
    let errors: Vec<String> = errors.collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    log
}

/// The text of a location, cut out by its bytes and again by its lines and columns.
#[track_caller]
pub(crate) fn cut<'t>(text: &'t str, location: &Value) -> &'t str {
    let region = &location["physicalLocation"]["region"];
    let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
    let offset = |line: usize, column: usize| {
        let line: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let line = if text[line..].starts_with('\u{feff}') { line + 3 } else { line };
        let column = text[line..].char_indices().nth(column - 1).map_or(text.len() - line, |(at, _)| at);
        line + column
    };
    let (start, length) = (number("byteOffset"), number("byteLength"));
    assert_eq!(offset(number("startLine"), number("startColumn")), start);
    assert_eq!(offset(number("endLine"), number("endColumn")), start + length);
    &text[start..start + length]
}

#[test]
fn the_shipped_case_is_pinned_as_sarif() {
    let texts = Texts::new().file("examples/data/russia-iran.claims.json", CLAIMS);
    let log = valid(&report(), &texts);
    let version = format!("\"semanticVersion\": \"{}\"", env!("CARGO_PKG_VERSION"));
    insta::assert_snapshot!(report().sarif(&texts).replace(&version, "\"semanticVersion\": \"VERSION\""));
    let levels: Vec<&str> = log["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["level"].as_str().unwrap())
        .collect();
    assert_eq!(levels, ["error", "warning", "warning", "warning", "warning", "note", "note"]);
}

#[test]
fn every_result_stands_at_the_records_of_its_claims() {
    let report = report();
    let log = valid(&report, &Texts::new().file("claims.json", CLAIMS));
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    for (result, finding) in log["runs"][0]["results"].as_array().unwrap().iter().zip(&report.findings) {
        assert_eq!(result["ruleId"], finding.rule.code());
        assert_eq!(
            rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()]["id"],
            result["ruleId"]
        );
        let related = result["relatedLocations"].as_array().unwrap();
        let places = result["locations"].as_array().unwrap().iter().chain(related);
        let records: Vec<Value> =
            places.map(|place| serde_json::from_str(cut(CLAIMS, place)).unwrap()).collect();
        let ids: Vec<&str> = records.iter().map(|record| record["id"].as_str().unwrap()).collect();
        assert_eq!(ids, finding.claims);
    }
}

#[test]
fn places_count_from_the_first_byte_whatever_stands_before() {
    let one_line: Value = serde_json::from_str(CLAIMS).unwrap();
    let mark = format!("\u{feff}{one_line}");
    let lines = {
        let set = shipped();
        gainsay::write_lines(&set).replace('\n', "\r\n")
    };
    let named = CLAIMS
        .replace("two ambassadors", "💬")
        .replace("roughly $1.1 billion already", "💬 roughly $1.1 billion already");
    for (name, text) in [("marked.json", &mark), ("lines.jsonl", &lines), ("astral.json", &named)] {
        let set = gainsay::read([(name, text)]).unwrap();
        let report = Checker::new().check(&set);
        let log = valid(&report, &Texts::new().file(name, text));
        let place = &log["runs"][0]["results"][1]["locations"][0];
        assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], name);
        let record: Value = serde_json::from_str(cut(text, place)).unwrap();
        assert_eq!(record["id"], "e1", "{name}");
    }
}

#[test]
fn words_in_documents_are_related_and_wrong_ranges_are_notified() {
    let document = "Er sagte: „roughly $1.1 billion already invested“.";
    let claims = CLAIMS.replace(
        r#""quote": "roughly $1.1 billion already invested""#,
        r#""quote": {"text": "roughly $1.1 billion already invested", "document": "envoy ä.txt", "start": 13, "end": 50}"#,
    );
    let log = |claims: &str| {
        let set = gainsay::read([("claims.json", claims)]).unwrap();
        let texts = Texts::new().file("claims.json", claims).document("envoy ä.txt", document);
        valid(&Checker::new().check(&set), &texts)["runs"][0].take()
    };
    let run = log(&claims);
    let place = &run["results"][1]["relatedLocations"][0];
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "envoy%20%C3%A4.txt");
    assert_eq!(cut(document, place), "roughly $1.1 billion already invested");
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"], json!([]));
    let wrong = claims.replace(r#""start": 13"#, r#""start": 12"#);
    let run = log(&wrong);
    let told = &run["invocations"][0]["toolExecutionNotifications"][0];
    let fault = "the quote of `e1`: `envoy ä.txt` is cut inside a character by bytes 12 to 50";
    assert_eq!((&told["level"], &told["message"]["text"]), (&json!("warning"), &json!(fault)));
    assert_eq!(cut(&wrong, &told["locations"][0]), "\"roughly $1.1 billion already invested\"");
}

#[test]
fn allowed_findings_are_suppressed_results() {
    let claims = CLAIMS.replacen(
        '{',
        r#"{"allow": [{"rule": "direction", "claims": ["z16", "z17"], "because": "known"}],"#,
        1,
    );
    let set = gainsay::read([("claims.json", &claims)]).unwrap();
    let log = valid(&Checker::new().check(&set), &Texts::new().file("claims.json", &claims));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<&Value> =
        results.iter().filter(|result| result.get("suppressions").is_some()).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["suppressions"], json!([{"kind": "inSource", "justification": "known"}]));
    assert_eq!((&suppressed[0]["ruleId"], &suppressed[0]["level"]), (&json!("G204"), &json!("error")));
}

#[test]
fn a_log_has_no_more_results_than_code_hosts_show() {
    let mut report = report();
    let more = report.near_misses[0].clone();
    report.near_misses.resize(6000, more);
    let log = valid(&report, &Texts::new());
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 5000);
    let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(*told, "1005 more results had no room in this log");
}

#[test]
fn without_texts_claims_are_named() {
    let log = valid(&report(), &Texts::new());
    let place = &log["runs"][0]["results"][1]["locations"][0];
    assert_eq!(*place, json!({"logicalLocations": [{"name": "e1", "kind": "element"}]}));
}
