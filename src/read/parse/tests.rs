use super::*;
use crate::read::file::File;
use proptest::prelude::*;

/// All faults of a file called `a.json`, as printed.
#[track_caller]
fn faults(bytes: &[u8]) -> String {
    let file = File::new("a.json", bytes);
    let mut faults = Faults::default();
    file.document(&mut faults);
    faults.finish(|spot| file.place(spot.offset)).to_string()
}

fn accepts(bytes: &[u8]) -> bool {
    let mut faults = Faults::default();
    let whole = parse(bytes, 0, &mut faults).is_some_and(|node| node.whole);
    let strict = faults.is_empty();
    assert!(!strict || whole, "cut short without a fault");
    strict
}

/// Whether `serde_json` takes it, the range of its numbers left aside (ours keep their digits).
fn serde_accepts(bytes: &[u8]) -> bool {
    match serde_json::from_slice::<serde_json::Value>(bytes) {
        Ok(_) => true,
        Err(error) => {
            error.to_string().contains("number out of range")
                && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
        }
    }
}

/// Texts to try, between `¦`.
const PLAIN: &str = r#"¦ ¦null¦true¦false¦nul¦nulll¦True¦NULL¦NaN¦Infinity¦-Infinity¦undefined¦tru¦falsey¦n¦ｔｒｕｅ¦１¦0¦-0¦00¦01¦-01¦1.¦.5¦-.5¦1.0¦1.00¦1e5¦1E5¦1e+5¦1e-5¦1e¦1e+¦1.e5¦1e5.0¦1e999¦-1e-999¦+1¦--1¦-¦0x10¦1_000¦1,000¦1 000¦1a¦9999999999999999999999999¦""¦"a"¦"a¦a"¦"a"b"¦'a'¦"\""¦"\\"¦"\/"¦"\b\f\n\r\t"¦"\a"¦"\'"¦"\¦"\"¦"\u0041"¦"\u00e9"¦"\u00"¦"\u00g0"¦"\u+123"¦"\U0041"¦"\ud83d\ude00"¦"\ud83d"¦"\ude00"¦"\ud83d\u0041"¦"\ud83d\ud83d\ude00"¦"\ud83dx"¦"\ud83d\ude0"¦"\u0000"¦"é€😀"¦[]¦[ ]¦[1]¦[1,]¦[,1]¦[,]¦[1,,2]¦[1 2]¦[1¦[1,¦[¦]¦[]]¦[[]¦[1}¦[[],[[]]]¦[1]x¦[1] [2]¦[1],¦["a","b"¦["a":1]¦["\ud800\¦[true,false,null]¦[truefalse]¦[1.5e3,-2E-2]¦{}¦{ }¦{"a":1}¦{"a" : 1 , "b":2}¦{"a":1,}¦{,}¦{¦}¦{"a"}¦{"a":}¦{"a"1}¦{"a" "b"}¦{a:1}¦{'a':1}¦{1:1}¦{null:1}¦{"a":1 "b":2}¦{"a":1]¦{"a":1¦{"a":¦{"a"¦{"a¦{"a",1}¦{"a":01}¦{"a":{"b":[{}]}}¦{"":""}¦{"a":1}}¦/* x */ 1¦1 // x¦1 1¦“a”"#;

const CONTROLS: &str = "\n¦\"\0\"¦\"\x1f\"¦\"\x7f\"¦\"\u{80}\"¦\"\u{2028}\"¦\"\t\"¦\"\n\"¦\"\r\"¦// x\n1¦# x\n1¦1\t¦\r\n1\r\n¦\u{a0}1¦\x0c1¦\x0b1¦1\u{85}¦\u{2003}1¦\u{feff}1¦[1]\0¦\0";

#[test]
fn accepts_exactly_what_serde_json_accepts() {
    let texts = PLAIN.split('¦').chain(CONTROLS.split('¦'));
    for text in texts {
        assert_eq!(accepts(text.as_bytes()), serde_accepts(text.as_bytes()), "{text:?}");
    }
    for bytes in [
        b"\"\xff\"".as_slice(),
        b"\xff",
        b"[1]\xff",
        b"\"\xc3",
        b"\"\xed\xa0\x80\"",
        b"\"\xc0\xaf\"",
        b"1\x80",
    ] {
        assert!(!accepts(bytes) && !serde_accepts(bytes), "{bytes:?}");
    }
}

/// A valid JSON text with every sort of value.
fn json() -> impl Strategy<Value = String> {
    let string =
        "(([a-zé😀 ]|\\\\n|\\\\u00e9|\\\\ud83d\\\\ude00){0,6})".prop_map(|text| format!("\"{text}\""));
    let number = "-?(0|[1-9][0-9]{0,4})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?";
    let scalar = prop_oneof![Just("null".to_owned()), Just("true".to_owned()), number, string.clone()];
    scalar.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|nodes| format!("[{}]", nodes.join(" , "))),
            prop::collection::vec((string.clone(), inner), 0..4).prop_map(|members| {
                let members = members.into_iter().enumerate();
                // Keys with a number, so that none is there twice.
                let members = members
                    .map(|(at, (key, value))| format!("{}{at}\": {value}", key.strip_suffix('"').unwrap()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(",\n"))
            }),
        ]
    })
}

/// The tree in the eyes of `serde_json`, numbers by their text.
fn same(node: &Node<'_>, value: &serde_json::Value) -> bool {
    match (&node.kind, value) {
        (Kind::Null, serde_json::Value::Null) => true,
        (Kind::Bool(ours), serde_json::Value::Bool(theirs)) => ours == theirs,
        (Kind::Number(text), serde_json::Value::Number(_)) => {
            serde_json::from_str::<serde_json::Value>(text).is_ok_and(|ours| ours == *value)
        }
        (Kind::String(ours), serde_json::Value::String(theirs)) => ours == theirs,
        (Kind::Array(ours), serde_json::Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Kind::Object(ours), serde_json::Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().all(|member| {
                    theirs.get(&*member.key.text).is_some_and(|theirs| same(&member.value, theirs))
                })
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn valid_texts_read_as_serde_json_reads_them(text in json()) {
        let mut faults = Faults::default();
        let node = parse(text.as_bytes(), 0, &mut faults);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert!(faults.is_empty());
        prop_assert!(node.is_some_and(|node| same(&node, &value)), "{}", text);
    }

    #[test]
    fn damaged_texts_are_accepted_exactly_when_serde_json_accepts_them(
        text in json(), at in any::<prop::sample::Index>(), cut in 0_usize..3,
        put in prop_oneof![prop::collection::vec(any::<u8>(), 0..3), "[]\\[{},:\"'\\\\0e.+u-]{0,2}".prop_map(String::into_bytes)],
    ) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, put);
        let printed = faults(&bytes);
        let duplicate = printed.contains("is there twice");
        prop_assert!(duplicate || printed.is_empty() == serde_accepts(&bytes), "{:?}\n{}", String::from_utf8_lossy(&bytes), printed);
        for line in printed.lines() {
            prop_assert!(line.starts_with("a.json:"), "{}", line);
        }
    }

    #[test]
    fn any_bytes_at_all_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        prop_assert_eq!(accepts(&bytes), serde_accepts(&bytes));
    }
}

#[test]
fn every_fault_says_where_and_what_to_write() {
    let table: &[(&str, &str)] = &[
        ("", "a.json:1:1: the file is empty; write at least `{\"gainsay\": 1}`"),
        (
            "{\"a\": 1, \"a\": 2}",
            "a.json:1:10: the key `a` is there twice; keep one (the other is at a.json:1:2)",
        ),
        ("{\n \"é\": [1 2]}", "a.json:2:10: `2` follows an entry of a list; write `,` or `]` before it"),
        ("{\"a\": 1", "a.json:1:8: the text ends inside an object; close it with `}`"),
        ("[1,]", "a.json:1:3: `,` stands before `]`; remove it"),
        ("{\"a\": 1, b: 2}", "a.json:1:10: `b` is a key without quotes; put it in `\"`"),
        ("{\"a\": planned}", "a.json:1:7: `planned` is a word without quotes; put it in `\"`"),
        ("{\"a\": None}", "a.json:1:7: `None` is not JSON; write `null`"),
        ("{\"a\": 'b'}", "a.json:1:7: `'` opens no string in JSON; write `\"`"),
        ("{\"a\" 1}", "a.json:1:6: `1` follows the key `a`; write `:` and a value"),
        ("[\"a]", "a.json:1:2: this string is not closed; write `\"` at its end"),
        (
            "[\"a\nb\"]",
            "a.json:1:4: the string holds a bare control character; write `\\n`, or close the string with `\"`",
        ),
        ("[\"\\ud800\"]", "a.json:1:3: `\\ud800` is half of a surrogate pair; write the character itself"),
        ("[\"\\x\"]", "a.json:1:3: `\\x` is no escape of JSON; write `\\\\` for a backslash"),
        ("[01]", "a.json:1:2: `01` is not a JSON number; write it like `0.5`, `-3` or in quotes"),
        ("[1] tail", "a.json:1:5: `tail` stands after the end; remove it, or write one record a line"),
        ("// note\n{}", "a.json:1:1: `/` opens no comment, JSON has none; write a field `note`"),
        (
            "[01, None,]",
            "a.json:1:2: `01` is not a JSON number; write it like `0.5`, `-3` or in quotes\n\
                         a.json:1:6: `None` is not JSON; write `null`\n\
                         a.json:1:10: `,` stands before `]`; remove it",
        ),
    ];
    for (text, message) in table {
        assert_eq!(faults(text.as_bytes()), *message, "{text}");
    }
    let bad = "a.json:2:4: the byte `0xff` is not UTF-8; save the file as UTF-8";
    assert_eq!(faults(b"[\n\"\xc3\xa9\xe2\x82\xac\xff\"]"), bad);
}

#[test]
fn depth_is_limited_and_harmless() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(faults(nested(DEPTH).as_bytes()), "");
    let message = "a.json:1:129: nested deeper than 128 levels; write it flatter";
    assert_eq!(faults(nested(DEPTH + 1).as_bytes()), message);
    assert_eq!(faults(nested(10_000).as_bytes()), message);
    assert_eq!(faults("{\"a\":".repeat(1_000_000).as_bytes()), message.replace("129", "641"));
}

#[test]
fn what_stands_before_a_syntax_error_is_kept_and_marked() {
    let mut faults = Faults::default();
    let node = parse(b"{\"a\": [1, {\"b\": 2}, {\"c\": 3, x", 0, &mut faults).unwrap();
    assert!(!node.whole);
    let Some(Node { whole: false, kind: Kind::Array(nodes), .. }) = node.field("a") else {
        panic!("{node:?}")
    };
    assert_eq!(nodes.iter().map(|node| node.whole).collect::<Vec<_>>(), [true, true, false]);
    assert!(nodes[2].field("c").is_some());
}

#[test]
fn a_long_line_of_faults_takes_linear_time() {
    let text = format!("[{}1]", "\"\\x é\",".repeat(300_000));
    let printed = faults(text.as_bytes());
    assert_eq!(printed.lines().count(), 1001);
    assert_eq!(
        printed.lines().last(),
        Some("and at least 299000 more; mend these first, for then the records are held against each other")
    );
}
