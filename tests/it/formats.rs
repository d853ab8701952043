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

/// SARIF against the schema that its standard publishes.
pub(crate) mod sarif {
    use super::*;
    use gainsay::Texts;
    use serde_json::{Value, json};

    /// The log of a report, which is valid.
    #[track_caller]
    pub(crate) fn valid(report: &Report, texts: &Texts<'_>) -> Value {
        let schema = include_str!("../schemas/sarif-2.1.0.json");
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
}

/// Graphs in the DOT language.
pub(crate) mod dot {
    use super::*;

    /// A graph without what stands in quotes, and its strings.
    #[track_caller]
    pub(crate) fn parted(graph: &str) -> (String, Vec<String>) {
        let (mut bare, mut strings) = (String::new(), Vec::new());
        let mut found = graph.chars();
        while let Some(next) = found.next() {
            bare.push(next);
            if next == '"' {
                let mut string = String::new();
                loop {
                    match found.next().unwrap() {
                        '"' => break,
                        '\\' => string.extend(['\\', found.next().unwrap()]),
                        inside => string.push(inside),
                    }
                }
                strings.push(string);
                bare.push('"');
            }
        }
        (bare, strings)
    }

    #[test]
    fn the_shipped_case_is_pinned_as_dot() {
        insta::assert_snapshot!(report().dot(50));
    }

    #[test]
    fn every_arrow_joins_nodes_of_its_finding() {
        let (bare, _) = parted(&report().dot(50));
        let clusters: Vec<&str> = bare.split("subgraph ").skip(1).collect();
        assert_eq!(clusters.len(), 5);
        let mut arrows = 0;
        for cluster in clusters {
            let declared = |node: &str| cluster.contains(&format!("\n    {node} [shape="));
            for line in cluster.lines().filter(|line| line.contains(" -> ")) {
                let (from, to) = line.trim().split_once(" -> ").unwrap();
                let to = to.split([' ', ';']).next().unwrap();
                assert!(declared(from) && declared(to), "{line}");
                arrows += 1;
            }
            assert!(cluster.contains("[shape=octagon"));
        }
        assert!(arrows > 15, "only {arrows} arrows");
    }

    #[test]
    fn a_thousand_findings_are_counted() {
        let (_, set) = piers(24, 10);
        let report = Checker::new().check(&set);
        let graph = report.dot(20);
        assert!(graph.len() < 40_000, "{}", graph.len());
        assert_eq!(graph.matches("subgraph ").count(), 20);
        assert!(graph.contains(&format!(
            "label=\"{} findings of this report not drawn\\l\";",
            report.findings.len() - 20
        )));
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
