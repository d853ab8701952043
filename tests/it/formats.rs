//! Every output of the shipped case is pinned, and valid by what others say of its format.

use std::fmt::Write as _;

use gainsay::{Checker, ClaimSet, Report};

use crate::examples::shipped;

const CLAIMS: &str = include_str!("../../examples/data/russia-iran.claims.json");

fn report() -> Report {
    Checker::new().check(&shipped())
}

/// Many piers, each of two lengths in as many pairs of claims as are asked for: contradictions all.
pub(crate) fn piers(piers: usize, figures: usize) -> (String, ClaimSet) {
    let mut claims = String::new();
    for pier in 0..piers {
        for at in 0..figures {
            let join = if claims.is_empty() { "" } else { ",\n" };
            let (source, metres) = (at % 2, 300 + at);
            write!(
                claims,
                r#"{join}{{"id": "p{pier}-{at}", "kind": "amount", "source": "s{source}", "subject": "pier {pier}", "measure": "length", "value": "exactly {metres} m"}}"#
            )
            .unwrap();
        }
    }
    let text = format!(
        r#"{{"gainsay": 1, "sources": {{"s0": {{"publisher": "A"}}, "s1": {{"publisher": "B"}}}}, "measures": {{"length": {{"kind": "constant", "unit": "m"}}}}, "claims": [{claims}]}}"#
    );
    let set = gainsay::read([("piers.json", &text)]).unwrap_or_else(|faults| panic!("{faults}"));
    (text, set)
}

#[cfg(feature = "schema")]
mod json {
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
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
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
}

mod markdown {
    use super::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    #[test]
    fn the_shipped_case_is_pinned_as_markdown() {
        insta::assert_snapshot!(report().markdown(50));
    }

    #[test]
    fn it_renders_as_headings_lists_and_paragraphs() {
        let markdown = report().markdown(50);
        let events: Vec<Event<'_>> = Parser::new_ext(&markdown, Options::all()).collect();
        let count = |wanted: fn(&Tag<'_>) -> bool| {
            events.iter().filter(|event| matches!(event, Event::Start(tag) if wanted(tag))).count()
        };
        assert_eq!(count(|tag| matches!(tag, Tag::Heading { .. })), 6, "the title and five findings");
        // Of each finding the claims and the reasons, of each tension what reconciles it, and the near misses.
        assert_eq!(count(|tag| matches!(tag, Tag::List(_))), 5 + 5 + 4 + 1);
        let other = |tag: &Tag<'_>| {
            !matches!(tag, Tag::Heading { .. } | Tag::List(_) | Tag::Item | Tag::Paragraph | Tag::Strong)
        };
        assert_eq!(count(other), 0);
    }

    #[test]
    fn a_thousand_findings_are_counted_by_subject_and_rule() {
        let (_, set) = piers(24, 10);
        let report = Checker::new().check(&set);
        let printed = report.markdown(50);
        assert!(printed.len() < 40_000, "{}", printed.len());
        assert_eq!(printed.matches("\n### ").count(), 50);
        let all = report.findings.len();
        assert!(
            all > 1000
                && printed.contains(&format!("50 of {all} findings shown; a higher limit shows more."))
        );
        assert_eq!(printed.matches(" shown): pier ").count(), 24);
        assert_eq!(report.markdown(usize::MAX).matches("\n### ").count(), all);
    }
}

#[cfg(feature = "render")]
mod diagnostics {
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
        let (plain, coloured) =
            (report().diagnostic(&texts(), plain), report().diagnostic(&texts(), coloured));
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
}
