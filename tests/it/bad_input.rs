//! Bad input: each fault with its whole message and its place, all of them in one reading, never a panic.
//!
//! In the texts, `«` stands before each place that is to be reported, in order.

use gainsay::{FaultKind, read};

/// What reading a file reports, a fault a line.
#[track_caller]
fn faults(name: &str, text: impl AsRef<[u8]>) -> String {
    match read([(name, text)]) {
        Ok(set) => panic!("read without a fault: {} claims", set.claims().len()),
        Err(errors) => errors.to_string(),
    }
}

/// Reads a text in which the places are marked; `messages` has one line for each.
#[track_caller]
fn check_named(name: &str, marked: &str, messages: &str) {
    let (mut line, mut column, mut places) = (1, 1, Vec::new());
    for found in marked.chars() {
        match found {
            '«' => places.push(format!("{name}:{line}:{column}")),
            '\n' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
    }
    assert_eq!(places.len(), messages.lines().count(), "as many marks as messages: {messages}");
    let expected: Vec<String> =
        places.iter().zip(messages.lines()).map(|(place, message)| format!("{place}: {message}")).collect();
    assert_eq!(
        faults(name, marked.replace('«', "")),
        expected.join("\n"),
        "{}",
        marked.chars().take(900).collect::<String>()
    );
}

#[track_caller]
fn check(marked: &str, messages: &str) {
    check_named("a.json", marked, messages);
}

const SOURCES: &str = r#""sources": {"wana": {"publisher": "WANA", "published": "2025-06-05"}}"#;
const MEASURES: &str =
    r#""measures": {"investment": {"kind": "running_total", "unit": "USD", "ladder": "funding"}}"#;
const W1: &str = r#"{"id": "w1", "kind": "amount", "source": "wana", "subject": "Russia", "measure": "investment", "value": "$8 billion"}"#;
const AMOUNT: &str = r#""subject": "Russia", "measure": "investment""#;

/// Checks a claim `w2` beside `w1`; the fields after its id and source are given.
#[track_caller]
fn claim(fields: &str, messages: &str) {
    let (before, fields) = fields.strip_prefix("«{").map_or(("", fields), |rest| ("«", rest));
    check(
        &format!(
            "{{\"gainsay\": 1, {SOURCES}, {MEASURES},\n\"attributes\": {{\"president\": {{\"values\": \"one\"}}}},\n\
             \"claims\": [{W1},\n{before}{{\"id\": \"w2\", \"source\": \"wana\", {fields}}}]}}"
        ),
        messages,
    );
}

/// Checks a document with a section of its own beside sources, measures and the claim `w1`.
#[track_caller]
fn section(records: &str, messages: &str) {
    let sources = if records.starts_with("\"sources\"") { "" } else { &format!("{SOURCES}, ") };
    check(&format!("{{\"gainsay\": 1, {sources}{MEASURES},\n{records},\n\"claims\": [{W1}]}}"), messages);
}

#[test]
fn what_is_no_json_is_told_where_and_why() {
    check("«", "the file is empty; write at least `{\"gainsay\": 1}`");
    check("{\"gainsay\": 1,\n \"claims\": [«", "the text ends where a value is due; write one");
    check("«[1, 2]", "a list stands where an object is due; write an object");
    check(
        "{\"gainsay\": 1, \"sources\": {}, \"claims\": [{«]}",
        "`]` stands where a key is due; write a key in `\"`",
    );
    check(
        "{\"gainsay\": 1, \"sources\": {}, \"claims\": [], «\"claims\": []}",
        "the key `claims` is there twice; keep one (the other is at a.json:1:31)",
    );
    let bad = b"{\"gainsay\": 1,\n\"title\": \"\xc3\xa9\xff\"}";
    assert_eq!(faults("a.json", bad), "a.json:2:12: the byte `0xff` is not UTF-8; save the file as UTF-8");
}

#[cfg(not(feature = "csv"))]
#[test]
fn rows_want_their_feature() {
    check_named("rows.csv", "«id,source\na,b\n", "rows are read with the feature `csv`; add it");
}

#[test]
fn a_document_has_its_version_its_sources_and_its_claims() {
    check(
        "{\"gainsay\": «2, \"sources\": {}, \"claims\": []}",
        "the number `2` is no known version of the claims file; write `\"gainsay\": 1`",
    );
    check(
        "{\"gainsay\": 1, \"sources\": {}, «\"claim\": []}",
        "a claims file has no field `claim`; did you mean `claims`?",
    );
    check("«{\"gainsay\": 1, \"claims\": []}", "a claims file needs the field `sources`; add it");
}

#[test]
fn huge_numbers_depths_and_lines_are_clean_faults() {
    let digits = "1234567890".repeat(4);
    claim(
        &format!("{AMOUNT}, \"value\": «{digits}"),
        &format!("`{digits}` has more than 28 digits; write it with at most 28"),
    );
    claim(
        &format!("{AMOUNT}, \"value\": «1e400"),
        "`1e400` is too large or too small; write it with at most 28 digits",
    );
    let nested = "nested deeper than 128 levels; write it flatter";
    check(&format!("{{\"gainsay\": {}«{}", "[".repeat(127), "[".repeat(10_000)), nested);
    claim(&format!("{AMOUNT}, \"value\": {}«{}", "[".repeat(125), "[".repeat(10_000)), nested);
    let long = "é ".repeat(3_000_000);
    let record = |id: &str, field: &str| {
        format!("{{\"record\": \"claim\", \"id\": \"{id}\", \"source\": \"wana\", {AMOUNT}, {field}: \"5\"}}")
    };
    let source = "{\"record\": \"source\", \"id\": \"wana\", \"publisher\": \"WANA\"}";
    let measure = "{\"record\": \"measure\", \"id\": \"investment\", \"kind\": \"level\", \"unit\": \"USD\"}";
    let noted = format!(
        "{{\"record\": \"claim\", \"id\": \"a\", \"source\": \"wana\", {AMOUNT}, \"note\": \"{long}\", «\"vlaue\": 5}}"
    );
    check_named(
        "a.jsonl",
        &format!("{source}\n{noted}\n{measure}\n{}", record("b", "«\"valu\"")),
        "an amount has no field `vlaue`; did you mean `value`?\nan amount has no field `valu`; did you mean `value`?",
    );
}

#[test]
fn a_claim_has_the_fields_of_its_kind() {
    let table = [
        (r#"«"vlaue": 3, "value": "5""#, "an amount has no field `vlaue`; did you mean `value`?"),
        (r#""value": "5", «"colour": "red""#, "an amount has no field `colour`; remove it"),
        (r#""value": "5", «"reaching": "6""#, "an amount has no field `reaching`; remove it"),
        (r#""value": «true"#, "`true` stands where a string or a number is due; write a string or a number"),
        (
            r#""value": "5", "scope": {"sector": «1}"#,
            "the number `1` stands where a string is due; write a string",
        ),
        (
            r#""value": "5", "stance": «"deny""#,
            "`deny` is no stance; write `asserts`, `denies` or `declines`",
        ),
        (
            r#""value": "5", "certainty": «"sure""#,
            "`sure` is no certainty; write `certain`, `probable` or `possible`",
        ),
        (
            r#""value": "5", "quote": «{"text": "x", "start": 5}"#,
            "a quote has `start` and `end`, or neither; add the other",
        ),
        (
            r#""value": "5", "quote": {"text": "x", "start": 5, "end": «5}"#,
            "the quote ends at byte 5 and begins at 5",
        ),
        (r#""value": "5", "of": «"2025""#, "a running total is given `as_of` a date, not `of` a period"),
        (
            r#""value": "5", "stage": «"finalzed""#,
            "the ladder `funding` does not know the stage `finalzed`; did you mean `finalized`?",
        ),
        (r#""value": "5", "corrects": [«"w3"]"#, "claim `w3` is not declared; did you mean `w1`?"),
    ];
    for (fields, message) in table {
        claim(&format!("{AMOUNT}, {fields}"), message);
    }
}

#[test]
fn values_and_dates_that_cannot_be_are_told() {
    let table = [
        (r#""value": «"[5, 4] USD""#, "the interval from `5` to `4` is reversed; write `[4, 5]`"),
        (
            r#""value": «"[5, 5) USD""#,
            "the interval from `5` to itself is empty; write `[5, 5]` for the number alone",
        ),
        (r#""lo": «5, "hi": 4"#, "the interval from `5` to `4` is reversed; write `[4, 5]`"),
        (r#""lo": «"5", "hi": 4"#, "the string `5` stands where a number is due; write it without quotes"),
        (
            r#""value": "about 5", "decimals": «2"#,
            "`about 5` is no plain figure, so it has no declared decimals; leave `decimals` out",
        ),
        (
            r#""value": «"5 blorps""#,
            "unit `blorps` is not known; declare it under `units`, or use a known one",
        ),
        (r#""value": "5", "as_of": «"2026-02-30""#, "`2026-02-30` is not a day; write it as 2026-02-28"),
        (
            r#""value": "5", "said": «"2025-06-26/2025-06-05""#,
            "`2025-06-26/2025-06-05` ends before it begins; write the earlier one first",
        ),
        (r#""value": «"""#, "a value is missing; write one such as `$5 billion`"),
    ];
    for (fields, message) in table {
        claim(&format!("{AMOUNT}, {fields}"), message);
    }
}

#[test]
fn a_claim_says_exactly_one_thing() {
    let none = "a claim of no kind; write `kind`, and one of `value`, `change`, `share`, `total`, `rank`, `event`, \
                `before`, `attribute`, or `retracts` alone";
    claim(&format!("«{{{AMOUNT}"), none);
    claim("«{\"kind\": \"retraction\"", "a retraction needs the field `retracts`; add it");
    claim(
        "«{\"value\": \"5\", \"change\": \"rose\"",
        "a claim says one thing, and this has `value` and `change`; write two claims",
    );
    claim(
        &format!("\"kind\": «\"amuont\", {AMOUNT}, \"value\": \"5\""),
        "`amuont` is no kind of claim; did you mean `amount`?",
    );
    claim(&format!("«{{\"kind\": \"change\", {AMOUNT}"), "a change needs the field `change`; add it");
    claim(
        &format!("«{{\"kind\": \"change\", {AMOUNT}, «\"value\": \"5\""),
        "a change needs the field `change`; add it\na change has no field `value`; remove it",
    );
}

#[test]
fn every_kind_of_claim_is_looked_through() {
    let said = "source or claim `w9` is not declared; declare it, or correct the name";
    let table = [
        (
            r#""event": "visit", "stage": «"hapened""#,
            "`hapened` is no stage of an event; did you mean `happened`?",
        ),
        (r#""event": «"", "stage": "planned""#, "the event is empty; name it"),
        (r#""before": «"2025-02-30", "after": "visit""#, "`2025-02-30` is not a day; write it as 2025-02-28"),
        (
            r#""before": {«"siad": "wana"}, "after": "visit""#,
            "an end of an order has no field `siad`; did you mean `said`?",
        ),
        (r#""before": "visit", "after": {"said": «"w9"}"#, said),
        (
            r#""before": "visit", "after": "2025", "as": «"anniversry""#,
            "`anniversry` is no sense of a gap; did you mean `anniversary`?",
        ),
        (
            r#""attribute": «"presdent", "subject": "Iran", "is": "A""#,
            "attribute `presdent` is not declared; did you mean `president`?",
        ),
        (
            r#""attribute": "president", "subject": "Iran", "is": «[]"#,
            "a state needs a value; name what the attribute is",
        ),
        (
            r#""share": "45%", "measure": "investment", "part": {"subject": "a"}, "whole": {"subject": "b", "stage": «"xx"}"#,
            "the ladder `funding` does not know the stage `xx`; add it to its `words`",
        ),
        (
            r#""share": "45%", "measure": "investment", "part": «{}, "whole": {"subject": "b"}"#,
            "a cell needs the field `subject`; add it",
        ),
        (
            r#""total": {"subject": "a", "measure": «"nix"}, "parts": [{"subject": "a", "measure": "investment"}], "exhaustive": true"#,
            "measure `nix` is not declared; declare it, or correct the name",
        ),
        (
            r#""total": {"subject": "a", "measure": "investment"}, "parts": «[], "exhaustive": true"#,
            "a total needs at least one part",
        ),
        (
            r#""subject": "a", "measure": "investment", "rank": «"biggest""#,
            "`biggest` is no rank; write `largest`, `smallest`, `record high`, `record low`, `top 3` or a number",
        ),
        (
            r#""subject": "a", "measure": "investment", "rank": "largest", "among": «[]"#,
            "the class is empty; list its members, or leave `among` out",
        ),
    ];
    for (fields, message) in table {
        claim(fields, message);
    }
}

#[test]
fn declarations_are_looked_through() {
    let table = [
        (r#""sources": {"wana": «{}}"#, "a source needs the field `publisher`; add it"),
        (
            r#""sources": {"wana": {"publisher": "W", "quoted_from": [«"mehr"]}}"#,
            "source `mehr` is not declared; declare it, or correct the name",
        ),
        (
            r#""names": {«"oil": {"includes": ["oil"]}}"#,
            "`oil` includes itself through the names that it lists; remove one of them",
        ),
        (
            r#""names": {"oil": {"aliases": «5}}"#,
            "the number `5` stands where a list of strings is due; write a list of strings",
        ),
        (
            r#""units": {"barrel": {"is": «"158.98"}}"#,
            "a unit is a number of another unit; write it like `158.987294928 L`",
        ),
        (
            r#""periods": {"year 1404": «"2026-03-20/2025-03-21"}"#,
            "`2026-03-20/2025-03-21` ends before it begins; write the earlier one first",
        ),
        (r#""ladders": {"own": {"rungs": «["a"]}}"#, "a ladder has at least two rungs, the earliest first"),
        (
            r#""ladders": {"own": {"rungs": ["a", "b"], "plan": «"c"}}"#,
            "`c` is not a rung of the ladder; its rungs are a, b",
        ),
        (
            r#""events": {"e": «{"once": true, "recurs": true}}"#,
            "an event happens `once` or `recurs`, not both; keep one",
        ),
        (r#""attributes": {"a": {"values": «"two"}}"#, "`two` is no number of values; write `one` or `many`"),
        (
            r#""attributes": {"a": {"near": [«["x"]]}}"#,
            "a group of near values has at least two; write it like `[\"plane crash\", \"helicopter crash\"]`",
        ),
        (
            r#""rates": [{"from": "EUR", "to": «"dolar", "value": "[1.07, 1.09]", "of": "2024"}]"#,
            "unit `dolar` is not known; declare it under `units`, or use a known one",
        ),
        (
            r#""rates": [{"from": "EUR", "to": "USD", "value": «"[1.09, 1.07]", "of": "2024"}]"#,
            "the interval from `1.09` to `1.07` is reversed; write `[1.07, 1.09]`",
        ),
        (
            r#""laws": [«{"lesser": {"subject": "a", "measure": "investment"}, "total": {"subject": "a", "measure": "investment"}}]"#,
            "a law has both `lesser` and `total`; write `lesser` and `greater`, or `total`, `parts` and `exhaustive`",
        ),
        (
            r#""laws": [{"total": {"subject": "a", "measure": "investment"}, "parts": «[], "exhaustive": true}]"#,
            "a total needs at least one part",
        ),
        (
            r#""laws": [{"total": {"subject": "a", "measure": "investment"}, "parts": [«{"subject": "A", "measure": "investment"}], "exhaustive": true}]"#,
            "the total is one of its own parts; leave it out, or say what tells the two apart",
        ),
        (
            r#""laws": [{"total": {"subject": "a", "measure": "investment"}, "parts": [«{"subject": "b", "measure": "investment", "as_of": "2024"}], "exhaustive": true}]"#,
            "a part has a time of its own, and the total none; give the total the time of the sum",
        ),
        (
            r#""laws": [{"total": {"subject": "a", "measure": "investment"}, "parts": [{"subject": "b", "measure": "investment"}], "exhaustive": «false}]"#,
            "parts that are not all there is bound no total that may be below zero, and none when some are taken away; declare the measure `non_negative`, or the parts `exhaustive`",
        ),
        (
            r#""laws": [{"total": «{"subject": "a", "measure": "investment"}, "parts": [{"subject": "b", "measure": "investment"}], "exhaustive": true},
                      {"total": «{"subject": "b", "measure": "investment"}, "parts": [{"subject": "c", "measure": "investment"}, {"subject": "a", "measure": "investment"}], "exhaustive": true}]"#,
            "this total is a part of its own parts, through other standing totals; break the circle\n\
             this total is a part of its own parts, through other standing totals; break the circle",
        ),
        (r#""policy": {«"abuot": "10%"}"#, "`abuot` is no setting of a policy; did you mean `about`?"),
        (r#""policy": {«"soon": {"plain": "six"}}"#, "`six` is no size for `soon`; write it as 12 months"),
        (
            r#""allow": [{"rule": "gap", "claims": [«"w9"], "because": "b"}]"#,
            "claim `w9` is not declared; did you mean `w1`?",
        ),
        (r#""deny": [{"claims": ["w1", «"w9"]}]"#, "claim `w9` is not declared; did you mean `w1`?"),
        (
            r#""allow": [{"rule": «"ladder-oder", "because": "b"}]"#,
            "`ladder-oder` is no rule; did you mean `ladder-order`?",
        ),
        (r#""deny": [{"rule": «"G109"}]"#, "`G109` is no rule; did you mean `G108`, which is `precision`?"),
        (
            r#""deny": [{"rule": «"everything"}]"#,
            "`everything` is no rule; write the code or the name of a rule, as `G107` or `one-value`",
        ),
        (r#""allow": [«{"rule": "gap"}]"#, "an allowance needs the field `because`; add it"),
        (
            r#""allow": [{"rule": "gap", "because": «" "}]"#,
            "an allowance needs a reason; write why it is all right",
        ),
        (r#""deny": [«{"because": "b"}]"#, "it speaks of nothing; name a `rule`, a `subject` or `claims`"),
        (
            r#""policy": {"allow": [{"rule": "gap", "because": «" "}]}"#,
            "an allowance needs a reason; write why it is all right",
        ),
        (r#""policy": {"deny": [«{}]}"#, "it speaks of nothing; name a `rule`, a `subject` or `claims`"),
        (r#""deny": [{"rule": "gap", «"reason": "b"}]"#, "a denial has no field `reason`; remove it"),
    ];
    for (records, message) in table {
        section(records, message);
    }
    check(
        &format!(
            r#"{{"gainsay": 1, {SOURCES}, "measures": {{"grain": {{"kind": "level", "unit": "t"}}, "land": {{"kind": "level", "unit": "ha"}}}},
               "laws": [{{"total": {{"subject": "a", "measure": "grain"}}, "exhaustive": true,
                 "parts": [{{"subject": "b", "measure": «"land"}}]}}], "claims": []}}"#
        ),
        "`land` is counted in `ha` and `grain` in `t`, and the two do not add up",
    );
}

#[test]
fn a_measure_names_its_kind_its_unit_and_its_ladder() {
    let measure = |fields: &str, message: &str| {
        check(
            &format!(
                "{{\"gainsay\": 1, {SOURCES}, \"measures\": {{\"investment\": {fields}}},\n\"claims\": [{W1}]}}"
            ),
            message,
        );
    };
    measure(r#"{"kind": «"flwo", "unit": "USD"}"#, "`flwo` is no kind of measure; did you mean `flow`?");
    measure(r#"«{"kind": "flow"}"#, "a measure needs the field `unit`; add it");
    measure(
        r#"{"kind": "level", "unit": «"dolar"}"#,
        "unit `dolar` is not known; declare it under `units`, or use a known one",
    );
    measure(
        r#"{"kind": "level", "unit": "USD", "ladder": «"fundng"}"#,
        "ladder `fundng` is not declared; did you mean `funding`?",
    );
}

#[test]
fn cycles_are_told_at_every_record_that_is_on_one() {
    section(
        r#""sources": {"wana": {"publisher": "W"}, «"y": {"publisher": "Y", "quoted_from": ["z"]}, «"z": {"publisher": "Z", "derived_from": ["y"]}}"#,
        "`y` is its own source through `quoted_from` or `derived_from`; remove one of them\n\
         `z` is its own source through `quoted_from` or `derived_from`; remove one of them",
    );
    section(
        r#""names": {«"oil": {"includes": ["energy"]}, «"energy": {"includes": ["oil"]}}"#,
        "`oil` includes itself through the names that it lists; remove one of them\n\
         `energy` includes itself through the names that it lists; remove one of them",
    );
    claim(
        &format!("{AMOUNT}, \"value\": \"5\", \"corrects\": «[\"w2\"]"),
        "`w2` corrects or retracts itself through other claims; remove one of the links",
    );
}

#[test]
fn all_faults_come_in_one_reading() {
    check(
        "{\"gainsay\": 1,\n\"sources\": {\"wana\": {\"publisher\": «1}},\n\
         \"measures\": {\"investment\": {\"kind\": «\"flwo\", \"unit\": \"USD\", \"ladder\": \"funding\"},},\n\
         \"claims\": [\n\
         {\"id\": \"a\", \"source\": \"wana\", \"subject\": \"R\", \"measure\": \"investment\", \"value\": «01, \"stage\": «\"paidd\"},\n\
         «{\"id\": \"a\", \"source\": «\"wnaa\", \"subject\": \"R\", \"measure\": «\"investmnt\", \"value\": «\"[5, 4]\", «\"nota\": 1}\n\
         ]}"
            .replace("\"funding\"},}", "\"funding\"}«,}")
            .replace("«\"paidd\"", "\"paidd\"")
            .as_str(),
        "the number `1` stands where a string is due; write a string\n\
         `flwo` is no kind of measure; did you mean `flow`?\n\
         `,` stands before `}`; remove it\n\
         `01` is not a JSON number; write it like `0.5`, `-3` or in quotes\n\
         the id `a` is there twice; give each claim its own (the other is at a.json:5:1)\n\
         source `wnaa` is not declared; did you mean `wana`?\n\
         measure `investmnt` is not declared; did you mean `investment`?\n\
         the interval from `5` to `4` is reversed; write `[4, 5]`\n\
         an amount has no field `nota`; did you mean `note`?",
    );
}

#[test]
fn what_may_follow_from_something_unread_is_not_reported() {
    // The second line may declare anything that it mentions: the measure, the stage, the unit.
    check_named(
        "a.jsonl",
        "{\"record\": \"source\", \"id\": \"wana\", \"publisher\": \"WANA\"}\n\
         {\"record\": \"measure\", \"id\": \"trade\", «kind: \"flow\", \"unit\": \"USD\"}\n\
         {\"record\": \"claim\", \"id\": \"a\", \"source\": \"wana\", \"subject\": \"R\", \"measure\": \"trade\", \"value\": \"5\"}\n\
         {\"record\": \"claim\", \"id\": \"b\", \"source\": «\"wnaa\", \"subject\": \"R\", \"measure\": \"trade\", \"value\": \"5\"}",
        "`kind` is a key without quotes; put it in `\"`\nsource `wnaa` is not declared; did you mean `wana`?",
    );
    // What stands behind a syntax error is unknown, and so is what it would have declared.
    check(
        "{\"gainsay\": 1, \"claims\": [{\"id\": \"a\", \"source\": \"wana\", \"subject\": \"R\", \"measure\": \"trade\", \"value\": «\"[5, 4]\"}],\n\
         \"sources\": {\"wana\": {\"publisher\": «WANA INC}}, \"measures\": {\"trade\": {}}}"
            .replace("«WANA INC", "«WANA «INC")
            .as_str(),
        "the interval from `5` to `4` is reversed; write `[4, 5]`\n\
         `WANA` is a word without quotes; put it in `\"`\n\
         `INC` follows an entry of an object; write `,` or `}` before it",
    );
    // A period that could not be read is no misspelt date elsewhere.
    check(
        "{\"gainsay\": 1, \"sources\": {\"wana\": {\"publisher\": \"W\", \"published\": \"fiscal year 1404\"}},\n\
         \"periods\": {\"Fiscal year 1404\": «\"2025-13\"}, \"claims\": []}",
        faults("x.json", "{\"gainsay\": 1, \"sources\": {\"x\": {\"publisher\": \"X\", \"published\": \"2025-13\"}}, \"claims\": []}")
            .split_once(": ")
            .unwrap()
            .1,
    );
}

#[test]
fn a_line_that_is_no_record_is_one_fault_and_reading_goes_on() {
    check_named(
        "a.jsonl",
        "{\"record\": \"source\", \"id\": \"wana\", \"publisher\": \"WANA\"}\r\n\
         {\"record\": \"source\", \"id\": «\"unclosed}\r\n\
         \r\n\
         «[1]\r\n\
         {\"record\": «\"souce\", \"id\": \"x\"}\r\n\
         «{\"record\": \"source\", \"publisher\": \"X\"}\r\n\
         {\"record\": \"set\", \"gainsay\": «3}\r\n\
         {\"record\": \"source\", \"id\": \"y\", \"publisher\": \"Y\", «\"urll\": \"u\"}",
        "this string is not closed; write `\"` at its end\n\
         a list stands where an object is due; write an object\n\
         `souce` is no sort of record; did you mean `source`?\n\
         a record needs the field `id`; add it\n\
         the number `3` is no known version of the claims file; write `\"gainsay\": 1`\n\
         a source has no field `urll`; did you mean `url`?",
    );
    check_named("a.jsonl", "«", "the file is empty; write one record a line");
}

#[test]
fn files_merge_where_they_agree_and_their_differences_are_named() {
    let first = format!("{{\"gainsay\": 1, {SOURCES}, {MEASURES}, \"claims\": [{W1}]}}");
    let more = format!("{{\"gainsay\": 1, {SOURCES}, {MEASURES}, \"claims\": []}}");
    assert_eq!(read([("a.json", &first), ("b.json", &more)]).unwrap(), read([("a.json", &first)]).unwrap());
    let other = format!(
        "{{\"gainsay\": 1,\n\"sources\": {{\"wana\": {{\"publisher\": \"Wana\"}}}}, \"claims\": [\n{W1}]}}"
    );
    let errors = read([("a.json", &first), ("b.json", &other)]).unwrap_err();
    assert_eq!(
        errors.to_string(),
        "b.json:2:13: the source `wana` is declared twice and differently; keep one, or use two names \
         (the other is at a.json:1:28)\n\
         b.json:3:1: the id `w1` is there twice; give each claim its own (the other is at a.json:1:200)"
            .replace("1:200", &format!("1:{}", first.find(W1).unwrap() + 1))
    );
    let kinds: Vec<FaultKind> = errors.faults().iter().map(gainsay::ReadError::kind).collect();
    assert_eq!(kinds, [FaultKind::Conflict, FaultKind::DuplicateId]);
    assert_eq!(errors.faults()[1].place().pointer(), "/claims/0");
    assert_eq!(errors.faults()[1].other().unwrap().pointer(), "/claims/0");
}

#[test]
fn a_thousand_faults_are_kept_and_the_rest_counted() {
    let claims =
        vec![r#"{"id": 5, "kind": "event", "event": "e", "stage": "planned", "source": "wana"}"#; 1003]
            .join(",\n");
    let text = format!("{{\"gainsay\": 1, {SOURCES}, \"claims\": [\n{claims}\n]}}");
    let errors = read([("a.json", &text)]).unwrap_err();
    assert_eq!((errors.faults().len(), errors.more()), (1000, 3));
    let printed = errors.to_string();
    assert!(printed.starts_with(
        "a.json:2:8: the number `5` stands where a string is due; write a string\na.json:3:8: "
    ));
    assert!(printed.ends_with(
        "\nand at least 3 more; mend these first, for then the records are held against each other"
    ));
}
