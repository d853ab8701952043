//! What is written reads back equal, in both spellings; whatever is read can be written.

use gainsay::{ClaimSet, read, write, write_lines};
use proptest::prelude::*;

/// Every field of every record.
const EVERYTHING: &str = include_str!("everything.claims.json");

#[track_caller]
fn set(text: &str) -> ClaimSet {
    read([("a.json", text)]).unwrap_or_else(|errors| panic!("{errors}\n{text}"))
}

/// Writes a set in both spellings and reads it again.
#[track_caller]
fn check(set: &ClaimSet) {
    for (name, text) in [("a.json", write(set)), ("a.jsonl", write_lines(set))] {
        let again = read([(name, &text)]).unwrap_or_else(|errors| panic!("{errors}\n{text}"));
        assert_eq!(again, *set, "{text}");
        let twice = if name == "a.json" { write(&again) } else { write_lines(&again) };
        assert_eq!(twice, text);
    }
}

#[test]
fn every_field_of_every_record_reads_back() {
    let set = set(EVERYTHING);
    check(&set);
    // The file has no field that is dropped: whatever of it is changed, the set changes.
    let document: serde_json::Value = serde_json::from_str(EVERYTHING).unwrap();
    let kinds: std::collections::BTreeSet<&str> =
        set.claims().iter().map(|claim| claim.statement.kind()).collect();
    assert_eq!(kinds.len(), 9, "{kinds:?}");
    assert_eq!(document["claims"].as_array().unwrap().len(), set.claims().len());
}

#[test]
fn nothing_that_is_read_is_dropped() {
    let whole = set(EVERYTHING);
    let document: serde_json::Value = serde_json::from_str(EVERYTHING).unwrap();
    let mut tried = 0;
    for pointer in leaves(&document, String::new()) {
        let mut changed = document.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = changed.pointer_mut(parent).unwrap();
        if let Some(items) = parent.as_array_mut() {
            items.remove(key.parse().unwrap());
        } else {
            parent.as_object_mut().unwrap().remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        tried += 1;
        if let Ok(set) = read([("a.json", changed.to_string())]) {
            assert_ne!(set, whole, "{pointer} can go without a trace");
        }
    }
    assert!(tried > 150, "only {tried} fields");
}

/// The pointers of all values that hold no others, but for those whose absence means the same.
fn leaves(value: &serde_json::Value, pointer: String) -> Vec<String> {
    let same = ["/once", "/kind", "/values", "/exhaustive", "/plain", "/lenient"];
    match value {
        serde_json::Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| {
                leaves(value, format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")))
            })
            .collect(),
        serde_json::Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(at, value)| leaves(value, format!("{pointer}/{at}")))
            .collect(),
        _ if same.iter().any(|end| pointer.ends_with(end)) => Vec::new(),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => vec![pointer],
    }
}

#[test]
fn a_line_of_json_lines_says_what_the_document_says() {
    let set = set(EVERYTHING);
    let lines = write_lines(&set);
    // In any order, since records do not depend on it.
    let reversed: Vec<&str> = lines.lines().rev().collect();
    let again = read([("a", reversed.join("\r\n\r\n"))]).unwrap();
    assert_eq!(again.claims(), set.claims());
    assert_eq!(again.sources(), set.sources());
}

#[test]
fn one_set_over_many_files_is_the_set_of_one() {
    let set = set(EVERYTHING);
    let lines = write_lines(&set);
    let files: Vec<(String, &str)> =
        lines.lines().enumerate().map(|(at, line)| (format!("{at}.jsonl"), line)).collect();
    assert_eq!(read(files).unwrap(), set);
}

#[test]
fn an_event_named_like_a_date_stays_an_event() {
    let text = EVERYTHING.replace("\"before\": \"treaty signed\"", "\"before\": {\"event\": \"2025\"}");
    assert_ne!(text, EVERYTHING);
    check(&set(&text));
}

/// A claim of any kind, out of fragments.
fn claim() -> impl Strategy<Value = String> {
    let cell = || {
        let fields = [
            r#""subject": "Russia in Iran", "measure": "investment""#,
            r#""subject": "Rasht–Astara", "measure": "investment", "scope": {"sector": "gas?", "place": "*"}"#,
            r#""subject": "\u0000\ud83d\ude00 \"x\"\\", "measure": "investment", "basis": {"prices": "2015"}, "stage": "Finalized""#,
            r#""subject": "EEU", "measure": "investment", "stage": "frozen", "as_of": "2025-06~""#,
        ];
        prop::sample::select(fields.to_vec())
    };
    let value = prop::sample::select(vec![
        "\"nearly $5 billion\"",
        "5",
        "5.00",
        "5e3",
        "-0.5",
        "\"[4.5, 5.0) bn USD\"",
        "\"dozens\"",
        "\"between 5 and 6\"",
        "\"more than 300,000\"",
        "\"two thirds\"",
        "\"exactly 12\"",
        "\"most\"",
        "\"$1.10\"",
    ]);
    let said = prop::sample::select(vec![
        "",
        r#""said": "2025-06-05","#,
        r#""said": "Iranian year 1404","#,
        r#""stance": "denies","#,
        r#""certainty": "probable", "note": "n","#,
    ]);
    let statement = prop_oneof![
        (cell(), value.clone()).prop_map(|(cell, value)| format!("{cell}, \"value\": {value}")),
        cell().prop_map(|cell| format!("{cell}, \"lo\": 1.5, \"hi\": 2")),
        cell().prop_map(|cell| format!("{cell}, \"value\": \"1234\", \"decimals\": -2")),
        (cell(), cell(), value).prop_map(|(part, whole, _)| format!("\"share\": \"45%\", \"part\": {{{part}}}, \"whole\": {{{whole}}}")),
        (cell(), cell()).prop_map(|(total, part)| format!("\"total\": {{{total}}}, \"parts\": [{{{part}}}, {{{part}, \"times\": \"-1/3\"}}], \"exhaustive\": false")),
        (cell(), prop::sample::select(vec!["3", "\"top 3\"", "\"record low\""])).prop_map(|(cell, rank)| format!("{cell}, \"rank\": {rank}, \"among\": [\"a\", \"b\"]")),
        prop::sample::select(vec!["soon", "by 2025-01-19", "first days of 2025-01", "XXXX-06-05", "in 3 years"])
            .prop_map(|when| format!("\"event\": \"visit\", \"stage\": \"planned\", \"when\": \"{when}\"")),
        prop::sample::select(vec!["\"visit\"", "\"2025-06\"", "{\"said\": \"wana\"}"])
            .prop_map(|point| format!("\"before\": {point}, \"after\": \"death\", \"gap\": \"at least 2 months\", \"as\": \"age\"")),
    ];
    (said, statement).prop_map(|(said, statement)| format!("{said} {statement}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_of_all_sorts_read_back(claims in prop::collection::vec(claim(), 0..6)) {
        let claims: Vec<String> =
            claims.iter().enumerate().map(|(at, claim)| format!("{{\"id\": \"c{at}\", \"source\": \"wana\", {claim}}}")).collect();
        let text = format!(
            r#"{{"gainsay": 1, "sources": {{"wana": {{"publisher": "WANA"}}}}, "periods": {{"Iranian year 1404": "2025-03-21/2026-03-20"}},
            "measures": {{"investment": {{"kind": "level", "unit": "USD", "ladder": "funding"}}}}, "claims": [{}]}}"#,
            claims.join(",\n")
        );
        check(&set(&text));
    }

    #[test]
    fn damaged_files_are_read_or_refused_with_their_places(
        at in any::<prop::sample::Index>(), cut in 0_usize..9, put in "[\\[\\]{}:,\"a0 -]{0,3}", lines in any::<bool>(),
    ) {
        let whole = if lines { write_lines(&set(EVERYTHING)) } else { EVERYTHING.to_owned() };
        let mut bytes = whole.into_bytes();
        let at = at.index(bytes.len());
        bytes.splice(at..(at + cut).min(bytes.len()), put.into_bytes());
        match read([("a", bytes)]) {
            Ok(set) => check(&set),
            Err(errors) => {
                prop_assert!(!errors.faults().is_empty());
                for line in errors.to_string().lines() {
                    prop_assert!(line.starts_with("a:"), "{}", line);
                }
            }
        }
    }
}
