//! Diagnostics for the terminal.

use super::*;
use gainsay::{Claim, Terminal, Texts};

fn texts() -> Texts<'static> {
    Texts::new().file("russia-iran.claims.json", CLAIMS)
}

const WANA: &str = "TEHRAN, 5 June\n\nRussia plans to invest $8 billion, the envoy said, of which nearly\n\
                    $5 billion already finalized went to seven fields.\n";
const ENVOY: &str = "Q: And so far?\r\nA: Well, roughly $1.1 billion already invested, I would say.\r\n";

/// The two claims of the README, with quotes that stand where `e1` and `w2` say.
fn quoted(w2: &str, e1: &str) -> String {
    format!(
        r#"{{"gainsay": 1,
  "sources": {{"wana": {{"publisher": "WANA", "published": "2025-06-05", "document": "wana.txt"}},
              "envoy": {{"publisher": "Envoy interview", "published": "2026-02?"}}}},
  "measures": {{"investment": {{"kind": "running_total", "unit": "USD", "ladder": "funding"}}}},
  "claims": [
    {{"id": "w2", "kind": "amount", "source": "wana", "speaker": ["Kazem Jalali"], "subject": "Russia in Iran",
     "measure": "investment", "stage": "finalized", "value": "nearly $5 billion",
     "quote": {w2}}},
    {{"id": "e1", "kind": "amount", "source": "envoy", "speaker": ["Kazem Jalali"], "subject": "Russia in Iran",
     "measure": "investment", "stage": "invested", "value": "roughly $1.1 billion",
     "quote": {e1}}}]}}"#
    )
}

fn printed(claims: &str, terminal: Terminal) -> String {
    let set = gainsay::read([("claims.json", claims)]).unwrap_or_else(|faults| panic!("{faults}"));
    let texts = Texts::new().file("claims.json", claims);
    let texts = texts.document("wana.txt", WANA).document("envoy.txt", ENVOY);
    Checker::new().check(&set).diagnostic(&texts, terminal)
}

#[test]
fn the_shipped_case_is_pinned_as_diagnostics() {
    insta::assert_snapshot!(report().diagnostic(&texts(), Terminal::new()));
}

#[test]
fn words_are_underlined_in_their_own_documents() {
    let start = ENVOY.find("roughly").unwrap();
    let e1 = format!(
        r#"{{"text": "roughly $1.1 billion already invested", "document": "envoy.txt", "start": {start}, "end": {}}}"#,
        start + 37
    );
    // Across a line break, and found by its words.
    let w2 = r#""nearly $5 billion already finalized""#;
    insta::assert_snapshot!(printed(&quoted(w2, &e1), Terminal::new().columns(80)));
}

#[test]
fn claims_built_in_code_are_quoted_in_words() {
    let built = |id: &str, value: &str| {
        Claim::amount(id, id, gainsay::Cell::new("the pier", "length"), value.parse().unwrap())
    };
    let mut set = ClaimSet::builder().measure("length", gainsay::Measure::constant("m"));
    for (id, value) in [("a", "300 m"), ("b", "450 m")] {
        set = set.source(gainsay::Source::new(id, format!("Example {id}"))).claim(built(id, value));
    }
    let report = Checker::new().check(&set.build().unwrap());
    insta::assert_snapshot!(report.diagnostic(&Texts::new(), Terminal::new()));
}

#[test]
fn a_quote_that_does_not_stand_where_it_says_is_a_located_warning() {
    let quote = |start: u64, end: u64| {
        format!(
            r#"{{"text": "roughly $1.1 billion already invested", "document": "envoy.txt", "start": {start}, "end": {end}}}"#
        )
    };
    let right = u64::try_from(ENVOY.find("roughly").unwrap()).unwrap();
    let w2 = r#""nearly $5 billion""#;
    let warning = |e1: &str| {
        let printed = printed(&quoted(w2, e1), Terminal::new().columns(200));
        let at = printed.find("= warning: ").map(|at| at + "= warning: ".len());
        at.map(|at| printed[at..].lines().next().unwrap().to_owned())
    };
    assert_eq!(warning(&quote(right, right + 37)), None);
    assert_eq!(warning(r#""of a document that nobody gave""#), None);
    let said = |fault: &str| Some(format!("claims.json:11:24: the quote of `e1`: `envoy.txt` {fault}"));
    let words = "not `roughly $1.1 billion already invested`, which stands at 25 to 62";
    assert_eq!(warning(&quote(0, 5)), said(&format!("holds `Q: An` at bytes 0 to 5, {words}")));
    assert_eq!(
        warning(&quote(right, right + 36)),
        said(&format!("holds `roughly $1.1 billion already investe` at bytes 25 to 61, {words}"))
    );
    assert_eq!(warning(&quote(90, 95)), said("has no bytes 90 to 95: it has 78"));
    assert_eq!(warning(&quote(0, u64::MAX)), said(&format!("has no bytes 0 to {}: it has 78", u64::MAX)));
    let absent = r#"{"text": "two billion", "document": "envoy.txt"}"#;
    assert_eq!(warning(absent), said("does not hold `two billion`"));
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let (plain, coloured) = (Terminal::new(), Terminal::new().coloured());
    let (plain, coloured) = (report().diagnostic(&texts(), plain), report().diagnostic(&texts(), coloured));
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains("\u{1b}["));
    let mut bare = String::new();
    for (at, piece) in coloured.split("\u{1b}[").enumerate() {
        bare.push_str(if at == 0 { piece } else { piece.split_once('m').unwrap().1 });
    }
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&bare), trimmed(&plain));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [80, 81, 100, 137, 200] {
        let printed = report().diagnostic(&texts(), Terminal::new().columns(columns));
        for line in printed.lines() {
            assert!(line.chars().count() <= columns, "{columns}: {line}");
        }
    }
}

#[test]
fn a_thousand_findings_are_counted_by_subject_and_rule() {
    let (text, set) = piers(24, 10);
    let report = Checker::new().check(&set);
    assert!(report.findings.len() > 1000, "{}", report.findings.len());
    let texts = Texts::new().file("piers.json", &text);
    let printed = report.diagnostic(&texts, Terminal::new().findings(50));
    assert!(printed.len() < 60_000, "{}", printed.len());
    assert_eq!(printed.matches("\ncontradiction[").count() + 1, 50);
    let all = report.findings.len();
    assert!(printed.contains(&format!("50 of {all} findings shown; a higher limit shows more.")));
    // Every pier has two of the fifty, two have three.
    assert_eq!(printed.matches("(3 shown): pier ").count(), 2);
    assert_eq!(printed.matches("(2 shown): pier ").count(), 22);
    let full = report.diagnostic(&texts, Terminal::new().findings(usize::MAX));
    assert_eq!(full.matches("\ncontradiction[").count() + 1, all);
    assert!(!full.contains("a higher limit"));
}
