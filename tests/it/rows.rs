//! Claims in rows: what a row says is what the same record says in JSON, and every fault of a row has its place.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{Claim, ClaimSet, read};
use serde_json::{Map, Value};

/// Every field of every record.
const EVERYTHING: &str = include_str!("everything.claims.json");

const DECLARED: &str = r#"{"gainsay": 1, "claims": [],
  "sources": {"gazette": {"publisher": "Example Gazette", "published": "2024-03-01"}},
  "measures": {"height": {"kind": "constant", "unit": "m"}}}"#;

/// The cells of a record: a column for each value, with a dot for each step down.
fn flatten(value: &Value, column: String, cells: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                let column = if column.is_empty() { field.clone() } else { format!("{column}.{field}") };
                flatten(value, column, cells);
            }
        }
        Value::Array(names) => {
            let names: Vec<&str> = names.iter().map(|name| name.as_str().unwrap()).collect();
            cells.insert(column, names.join(" | "));
        }
        Value::String(text) => {
            cells.insert(column, text.clone());
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            cells.insert(column, value.to_string());
        }
    }
}

/// A cell that has to stand in quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[test]
fn rows_say_what_the_same_records_say_in_json() {
    let document: Value = serde_json::from_str(EVERYTHING).unwrap();
    // Totals hold lists of cells, which a row has no place for.
    let (totals, others): (Vec<Value>, Vec<Value>) = document["claims"]
        .as_array()
        .unwrap()
        .iter()
        .cloned()
        .partition(|claim| claim.get("parts").is_some());
    assert!(others.len() > 15, "{}", others.len());
    let mut declared: Map<String, Value> = document.as_object().unwrap().clone();
    declared.insert("claims".to_owned(), Value::Array(totals));
    let rows: Vec<BTreeMap<String, String>> = others
        .iter()
        .map(|claim| {
            let mut cells = BTreeMap::new();
            flatten(claim, String::new(), &mut cells);
            cells
        })
        .collect();
    let columns: BTreeSet<&String> = rows.iter().flat_map(BTreeMap::keys).collect();
    for (name, between, end) in [("claims.csv", ",", "\r\n"), ("claims.tsv", "\t", "\n")] {
        let header: Vec<&str> = columns.iter().map(|column| column.as_str()).collect();
        let row = |cells: &BTreeMap<String, String>| {
            let cell = |column: &&String| cells.get(*column).map_or(String::new(), |text| quoted(text));
            columns.iter().map(cell).collect::<Vec<_>>().join(between)
        };
        let lines: Vec<String> = rows.iter().map(row).collect();
        let text = format!("{}{end}{}", header.join(between), lines.join(end));
        let declared = Value::Object(declared.clone()).to_string();
        let both =
            read([("declared.json", declared), (name, text)]).unwrap_or_else(|errors| panic!("{errors}"));
        let whole = read([("a.json", document.to_string())]).unwrap();
        let by_id = |set: &ClaimSet| -> BTreeMap<String, Claim> {
            set.claims().iter().map(|claim| (claim.id.clone(), claim.clone())).collect()
        };
        for (one, other) in by_id(&both).values().zip(by_id(&whole).values()) {
            assert_eq!(one, other, "{name}");
        }
        assert_eq!(both.claims().len(), whole.claims().len(), "{name}");
    }
}

#[track_caller]
fn check(rows: &str, messages: &[&str]) {
    let (name, rows) = ("claims.csv", rows.as_bytes());
    let found = read([("declared.json", DECLARED.as_bytes()), (name, rows)]).map(|set| set.claims().len());
    let found = found.map_err(|errors| errors.to_string());
    let expected = if messages.is_empty() { Ok(1) } else { Err(messages.join("\n")) };
    assert_eq!(found, expected);
}

#[test]
fn faults_of_rows_have_their_places() {
    let head = "id,source,subject,measure,value";
    check(&format!("{head}\n\n\"a\",gazette, tower ,height,\"124 m\"\n"), &[]);
    check(
        &format!("{head}\na,gazette,tower,height,124 mm m\nb,gazettte,\"the\ntower\",height,125 m"),
        &[
            "claims.csv:2:24: unit `mm m` is not known; declare it under `units`, or use a known one",
            "claims.csv:3:3: source `gazettte` is not declared; did you mean `gazette`?",
        ],
    );
    check(
        &format!("{head}\na,gazette,tower,height,1,250 m\n"),
        &["claims.csv:2:26: a row of 6 cells under 5 columns; put a text that has commas in quotes"],
    );
    check(
        "id,source,subject,measure,value,value,colour\na,gazette,tower,height,124 m,,grey\n",
        &[
            "claims.csv:1:33: the column `value` is there twice; join them",
            "claims.csv:2:31: an amount has no field `colour`; remove it",
        ],
    );
    check(&format!("{head}\n"), &["claims.csv:1:1: the file is empty; write a header, and one claim a row"]);
    check(
        &format!("{head}\na,gazette,tower,height,\"124 m\nb,gazette,tower,height,125 m\n"),
        &["claims.csv:2:24: a quote is opened and not closed; write `\"\"` for a quote inside"],
    );
}
