//! The schema of the claims file is current, and agrees with the reader.

use gainsay::{read, schema, write};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::LazyLock;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn current() -> &'static Value {
    static CURRENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(&schema()).unwrap());
    &CURRENT
}

const EVERYTHING: &str = include_str!("everything.claims.json");

/// Whether a value is of a schema: of those words that ours uses, and of no others.
fn fits(value: &Value, schema: &Value, whole: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(word, rule)| match word.as_str() {
        "$schema" | "title" | "description" | "$defs" | "properties" => true,
        "$ref" => fits(value, whole.pointer(&rule.as_str().unwrap()[1..]).unwrap(), whole),
        "anyOf" => rule.as_array().unwrap().iter().any(|rule| fits(value, rule, whole)),
        "const" => value == rule,
        "enum" => rule.as_array().unwrap().contains(value),
        "type" => {
            rule.as_array().map_or_else(|| is(value, rule), |rules| rules.iter().any(|rule| is(value, rule)))
        }
        "minimum" => value.as_i64().is_none_or(|number| number >= rule.as_i64().unwrap()),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| fits(item, rule, whole))),
        "required" => rule.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
        "additionalProperties" => value.as_object().is_none_or(|fields| {
            fields.iter().all(|(name, field)| {
                match schema.get("properties").and_then(|known| known.get(name)) {
                    Some(known) => fits(field, known, whole),
                    None => rule.is_object() && fits(field, rule, whole),
                }
            })
        }),
        _ => panic!("`{word}` is a word that this test does not know"),
    })
}

fn is(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_i64(),
        name => panic!("`{name}` is a type that this test does not know"),
    }
}

#[track_caller]
fn assert_fits(document: &str, what: &str) {
    let schema = current();
    let document: Value = serde_json::from_str(document).unwrap();
    assert!(fits(&document, schema, schema), "{what} does not fit the schema");
}

fn accepts(document: &Value) -> bool {
    let schema = current();
    fits(document, schema, schema)
}

#[test]
fn the_file_is_current() {
    let file = root().join("schema/claims.schema.json");
    if std::env::var_os("GAINSAY_WRITE_SCHEMA").is_some() {
        std::fs::write(&file, schema()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap();
    assert!(written == schema(), "run the tests once with GAINSAY_WRITE_SCHEMA=1, and look at what changes");
}

#[test]
fn every_claims_file_that_is_here_fits() {
    let mut seen = 0;
    let folders = std::fs::read_dir(root().join("tests/rules")).unwrap().map(|entry| entry.unwrap().path());
    for folder in folders.filter(|path| path.is_dir()).chain([root().join("examples/data")]) {
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|ending| ending == "json") && !file.ends_with("expect.json") {
                let text = std::fs::read_to_string(&file).unwrap();
                let set = read([(file.display().to_string(), &text)]).unwrap();
                assert_fits(&write(&set), &file.display().to_string());
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "only {seen} files");
}

#[test]
fn every_field_of_every_record_fits() {
    let set = read([("a.json", EVERYTHING)]).unwrap();
    assert_fits(&write(&set), "everything");
    // But for strings in the place of lists, and kinds left out, as it was written by hand, too.
    let mut by_hand: Value = serde_json::from_str(EVERYTHING).unwrap();
    by_hand["claims"]
        .as_array_mut()
        .unwrap()
        .retain(|claim| claim.get("kind").is_some() && claim["speaker"].is_array());
    by_hand["ladders"]["steps"]["words"]["sketched"] = json!(["Idea"]);
    assert_fits(&by_hand.to_string(), "everything by hand");
}

#[test]
fn a_file_as_people_write_it_fits() {
    let example = include_str!("example.claims.json");
    let set = read([("a.json", example)]).unwrap();
    assert_eq!((set.claims().len(), set.laws().len(), set.allowances().len()), (3, 1, 1));
    assert_fits(example, "the example");
}

/// Every object schema of the file with its properties, each under a name.
fn records() -> Vec<(String, Value)> {
    let schema = current();
    let kinds = schema["$defs"].as_object().unwrap().iter();
    let kinds = kinds.filter(|(_, definition)| definition.get("properties").is_some());
    kinds.map(|(name, definition)| (name.clone(), definition.clone())).collect()
}

#[test]
fn the_reader_knows_every_field_of_the_schema() {
    let mut looked_at = 0;
    for (name, record) in records() {
        // Absent fields may be `null`; unknown ones may not.
        let nulls: serde_json::Map<String, Value> = record["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(|name| (name.clone(), Value::Null))
            .collect();
        let mut nulls = Value::Object(nulls);
        if let Some(kind) = record["properties"].get("kind").filter(|kind| kind.get("const").is_some()) {
            nulls["kind"] = kind["const"].clone();
        }
        looked_at += nulls.as_object().unwrap().len();
        let mut document = json!({"gainsay": 1, "sources": {}, "claims": []});
        match name.as_str() {
            "source" | "name" | "unit" | "measure" | "ladder" | "event" | "attribute" => {
                document[format!("{name}s")] = json!({"x": nulls});
            }
            "rate" | "law" => document[format!("{name}s")] = json!([nulls]),
            "allowance" => document["allow"] = json!([nulls]),
            "denial" => document["deny"] = json!([nulls]),
            "policy" => continue,
            "cell" => document["laws"] = json!([{"lesser": nulls, "greater": {}}]),
            "part" => document["laws"] = json!([{"total": {}, "parts": [nulls], "exhaustive": true}]),
            _ => document["claims"] = json!([nulls]),
        }
        let printed = read([("a.json", document.to_string())])
            .map_or_else(|errors| errors.to_string(), |_| String::new());
        assert!(!printed.contains("has no field"), "{name}: {printed}");
    }
    assert!(looked_at > 150, "only {looked_at} fields");
}

#[test]
fn the_reader_needs_what_the_schema_requires() {
    let document: Value = serde_json::from_str(&write(&read([("a.json", EVERYTHING)]).unwrap())).unwrap();
    let schema = current();
    for claim in document["claims"].as_array().unwrap() {
        let kinds = schema["$defs"]["claim"]["anyOf"].as_array().unwrap();
        let kind = kinds.iter().map(|kind| &kind["$ref"].as_str().unwrap()[1..]);
        let kind = kind.map(|kind| schema.pointer(kind).unwrap());
        let kind =
            kind.into_iter().find(|kind| kind["properties"]["kind"]["const"] == claim["kind"]).unwrap();
        for name in kind["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()) {
            let mut less = document.clone();
            let claims = less["claims"].as_array_mut().unwrap();
            let found = claims.iter_mut().find(|other| other["id"] == claim["id"]).unwrap();
            found.as_object_mut().unwrap().remove(name);
            assert!(!accepts(&less), "the schema takes {claim} without `{name}`");
            if name != "kind" {
                assert!(
                    read([("a.json", less.to_string())]).is_err(),
                    "the reader takes {claim} without `{name}`"
                );
            }
        }
    }
}

#[test]
fn obvious_wrongs_do_not_fit() {
    let claim = json!({"id": "a", "kind": "amount", "source": "wana", "subject": "Iran", "measure": "trade", "value": "5"});
    let document =
        |claim: &Value| json!({"gainsay": 1, "sources": {"wana": {"publisher": "WANA"}}, "claims": [claim]});
    assert!(accepts(&document(&claim)));
    let wrongs = [
        ("/kind", json!("amonut")),
        ("/kind", json!("change")),
        ("/id", json!(5)),
        ("/value", json!(true)),
        ("/stance", json!("maybe")),
        ("/vlaue", json!("5")),
        ("/speaker", json!([1])),
        ("/scope", json!({"sector": ["gas"]})),
        ("/quote", json!({"text": "x", "start": -1})),
    ];
    for (pointer, wrong) in wrongs {
        let mut changed = claim.clone();
        changed[&pointer[1..]] = wrong;
        assert!(!accepts(&document(&changed)), "{changed}");
    }
    for (name, wrong) in [
        ("gainsay", json!(2)),
        ("claims", json!({})),
        ("claim", json!([])),
        ("policy", json!({"abuot": "5%"})),
    ] {
        let mut changed = document(&claim);
        changed[name] = wrong;
        assert!(!accepts(&changed), "{changed}");
    }
}

#[test]
fn every_field_is_described() {
    fn undescribed(schema: &Value, at: &str, found: &mut Vec<String>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (name, field) in properties {
                let silent = ["const", "$ref"].iter().any(|word| field.get(word).is_some());
                if field.get("description").is_none() && !silent {
                    found.push(format!("{at}/{name}"));
                }
                undescribed(field, &format!("{at}/{name}"), found);
            }
        }
        for inner in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            undescribed(inner, at, found);
        }
    }
    let mut found = Vec::new();
    undescribed(current(), "", &mut found);
    for (name, record) in records() {
        undescribed(&record, &name, &mut found);
    }
    assert_eq!(found, [""; 0]);
}
