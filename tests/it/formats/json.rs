//! The report as JSON, against its schema.

use super::*;
use serde_json::{Value, json};
use std::path::PathBuf;

fn schema() -> Value {
    serde_json::from_str(&gainsay::report_schema()).unwrap()
}

fn validator() -> jsonschema::Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

#[track_caller]
fn assert_fits(validator: &jsonschema::Validator, report: &Report, what: &str) {
    let report = serde_json::to_value(report).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {}", errors.join("\n"));
}

#[test]
fn the_schema_that_is_here_is_current() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/report.schema.json");
    if std::env::var_os("GAINSAY_WRITE_SCHEMA").is_some() {
        std::fs::write(&file, gainsay::report_schema()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap();
    let now = gainsay::report_schema();
    assert!(written == now, "run the tests once with GAINSAY_WRITE_SCHEMA=1, and look at what changes");
    assert!(jsonschema::meta::is_valid(&schema()));
}

#[test]
fn every_report_fits_the_schema() {
    let validator = validator();
    assert_fits(&validator, &report(), "the shipped case");
    let late = Checker::new().today("2026-11-24".parse().unwrap());
    assert_fits(&validator, &late.check(&shipped()), "the shipped case, late");
    let mut seen = 0;
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests");
    let stories = ["rules", "slips"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let folders = stories.into_iter().flatten().map(|entry| entry.unwrap().path());
    for folder in folders.filter(|path| path.is_dir()) {
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if !file.ends_with("expect.json") {
                let name = file.display().to_string();
                let set = gainsay::read([(&name, std::fs::read(&file).unwrap())]).unwrap();
                assert_fits(&validator, &Checker::new().check(&set), &name);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "only {seen} reports");
}

#[test]
fn a_field_that_is_gone_unknown_or_of_another_type_does_not_fit() {
    let validator = validator();
    let report = serde_json::to_value(report()).unwrap();
    assert!(validator.is_valid(&report));
    let places = [
        "",
        "/findings/0",
        "/findings/0/sides/0",
        "/findings/1/reconciliations/0",
        "/findings/0/proof",
        "/findings/0/proof/cases/0",
        "/findings/0/proof/cases/0/refuted_by/0",
        "/blame/0",
        "/blame/0/claims/0",
        "/forecasts/0",
        "/near_misses/0",
        "/echoes/0",
        "/policy/about",
        "/counts",
    ];
    for place in places {
        let fields: Vec<String> =
            report.pointer(place).unwrap().as_object().unwrap().keys().cloned().collect();
        for field in fields {
            let mut less = report.clone();
            less.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(&field);
            assert_eq!(validator.is_valid(&less), field == "title", "{place} without `{field}`");
            let mut other = report.clone();
            other.pointer_mut(place).unwrap()[&field] = json!({"a": [1]});
            assert!(!validator.is_valid(&other), "{place} with another `{field}`");
        }
        let mut more = report.clone();
        more.pointer_mut(place).unwrap()["more"] = json!(1);
        assert!(!validator.is_valid(&more), "{place} with a field `more`");
    }
}

#[test]
fn every_field_of_the_schema_is_described() {
    let schema = schema();
    let records = schema["$defs"].as_object().unwrap().values().chain([&schema]);
    let fields = records.flat_map(|record| record["properties"].as_object().unwrap());
    let mut seen = 0;
    for (name, field) in fields {
        seen += 1;
        assert!(field.get("description").is_some(), "{name}");
    }
    assert!(seen > 60, "only {seen} fields");
}

#[test]
fn the_place_of_a_quote_is_part_of_the_report() {
    let claims = CLAIMS.replace(
        r#""quote": "roughly $1.1 billion already invested""#,
        r#""quote": {"text": "roughly $1.1 billion", "document": "envoy.txt", "start": 25, "end": 45}"#,
    );
    let set = gainsay::read([("claims.json", &claims)]).unwrap();
    let report = Checker::new().check(&set);
    assert_fits(&validator(), &report, "with a place");
    let json = serde_json::to_value(&report).unwrap();
    let side = &json["findings"][1]["sides"][0];
    assert_eq!(
        (&side["document"], &side["start"], &side["end"]),
        (&json!("envoy.txt"), &json!(25), &json!(45))
    );
}
