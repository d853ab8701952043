//! Text that wants to be more than text, in every field: outputs stay correct, bounded and safe.

use gainsay::{Checker, Report};
use serde_json::json;

/// What people find on the web, and worse.
pub(crate) const HOSTILE: [&str; 16] = [
    "\u{1b}[31mred\u{1b}[2J\u{1b}]0;title\u{7}",
    "\u{9b}31mred\u{9d}0;title\u{9c}",
    "\u{202e}txet desrever\u{202c} \u{2066}isolated\u{2069} \u{200f}\u{61c}",
    "zero\u{200b}width\u{200d}\u{2060}\u{feff}\u{ad}joined",
    "Za\u{334}\u{335}\u{336}\u{337}\u{338}\u{339}\u{33a}\u{33b}\u{33c}\u{33d}lgo",
    "\u{301}\u{301}\u{301}\u{301}\u{301} marks first",
    "tab\tand\r\nbreak\rand\u{b}\u{c}\u{85}\u{2028}\u{2029}more",
    "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;&#60;",
    "| a | b |\n|---|---|\n# head\n- item\n1. one\n> quote\n```\ncode\n```",
    "[link](http://example.org) ![image](http://example.org/x.png) <http://example.org> www.example.org",
    "@everyone #1 GH-1 a@example.org https://example.org :smile: ~~gone~~ **bold** _it_ `code` ``` $x$",
    "\\ \" ' { } [ ] %s {0} {{1}} \\n \\\" \"]; node -> node; {",
    "\u{e0041}\u{e0042}tags \u{fdd0}0\u{fdd1} \u{fff9}note\u{fffb} \u{ffff}",
    "漢字かな交じり文 שלום مرحبا می‌خواهم",
    "👩‍👩‍👧‍👦 ❤️ 🏳️‍🌈 \u{1f3f4}\u{e0067}\u{e0062}\u{e007f}",
    "",
];

/// Two figures of one thing that cannot both be, with one text in every field that takes any.
pub(crate) fn claims(text: &str) -> String {
    let name = |what: &str| format!("{what} {text}");
    let claim = |at: usize, value: &str| {
        json!({"id": format!("c{at} {text}"), "kind": "amount", "source": name(&format!("s{at}")), "speaker": [name("speaker")],
               "subject": name("subject"), "measure": name("measure"), "scope": {name("facet"): name("value")},
               "basis": {name("basis"): name("how")}, "value": value, "note": text,
               "quote": {"text": name("said"), "document": "page.html"}})
    };
    let source =
        |at: usize| json!({"publisher": name(&format!("publisher {at}")), "title": text, "url": text});
    json!({"gainsay": 1, "title": name("title"),
           "sources": {name("s0"): source(0), name("s1"): source(1)},
           "measures": {name("measure"): {"kind": "constant", "unit": "m"}},
           "claims": [claim(0, "exactly 300 m"), claim(1, "exactly 400 m")]})
    .to_string()
}

/// A report with a finding that holds the text all over.
#[track_caller]
pub(crate) fn report(text: &str) -> Report {
    let set =
        gainsay::read([("claims.json", claims(text))]).unwrap_or_else(|faults| panic!("{text:?}: {faults}"));
    let report = Checker::new().check(&set);
    assert_eq!(report.findings.len(), 1, "{text:?}");
    report
}

/// What may stand in text that a terminal shows, line ends aside.
fn is_harmless(found: char) -> bool {
    let hidden = ['\u{ad}', '\u{61c}', '\u{feff}'].contains(&found)
        || ('\u{200b}'..='\u{200f}').contains(&found)
        || ('\u{2028}'..='\u{202e}').contains(&found)
        || ('\u{2060}'..='\u{206f}').contains(&found)
        || ('\u{e0000}'..='\u{e0fff}').contains(&found);
    found == '\n' || !(found.is_control() || hidden)
}

#[track_caller]
fn assert_harmless(printed: &str) {
    let harm = printed.chars().find(|found| !is_harmless(*found));
    assert_eq!(harm, None, "{printed:?}");
}

#[test]
fn plain_text_cannot_move_colour_or_flip() {
    for text in HOSTILE {
        assert_harmless(&report(text).text());
    }
}

#[test]
fn sarif_is_valid_and_its_messages_link_nowhere() {
    for text in HOSTILE {
        let claims = claims(text);
        let name = format!("dir {text}/claims.json");
        let page = format!("said {text}");
        let texts = gainsay::Texts::new().file(&name, &claims).document("page.html", &page);
        let log = crate::formats::sarif::valid(&report(text), &texts);
        let result = &log["runs"][0]["results"][0];
        let message = result["message"]["text"].as_str().unwrap();
        assert_harmless(message);
        assert!(!message.contains("]("), "{message}");
        let unpaired = message.replace("{{", "").replace("}}", "");
        assert!(!unpaired.contains(['{', '}']), "{message}");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%-._~/".contains(&byte)), "{uri}");
        let record = crate::formats::sarif::cut(&claims, &result["locations"][0]);
        let record: serde_json::Value = serde_json::from_str(record).unwrap();
        assert_eq!(record["id"], result["locations"][0]["logicalLocations"][0]["name"]);
    }
}

#[test]
fn nothing_leaves_the_labels_of_a_graph() {
    let (plain, _) = crate::formats::dot::parted(&report("x").dot(50));
    for text in HOSTILE {
        let graph = report(text).dot(50);
        assert_harmless(&graph);
        let (bare, labels) = crate::formats::dot::parted(&graph);
        assert_eq!(bare, plain, "{graph}");
        for label in labels {
            // No escapes but ours, and no entity but that for an ampersand.
            let rest = label.replace("\\\\", "").replace("\\l", "").replace("\\\"", "").replace("&amp;", "");
            assert!(!rest.contains(['\\', '&', '"']), "{label}");
        }
    }
}

mod markdown {
    use super::*;
    use pulldown_cmark::{Event, Options, Parser};

    /// The tags of a Markdown text, and the text between them.
    fn parsed(markdown: &str) -> (Vec<String>, String) {
        let (mut tags, mut shown) = (Vec::new(), String::new());
        for event in Parser::new_ext(markdown, Options::all() & !Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => shown.push_str(&text),
                Event::Start(tag) => tags.push(format!("{tag:?}")),
                Event::End(tag) => tags.push(format!("end of {tag:?}")),
                Event::Code(text) => tags.push(format!("code {text}")),
                Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::Rule
                | Event::TaskListMarker(_) => tags.push(format!("{event:?}")),
            }
        }
        (tags, shown)
    }

    #[test]
    fn foreign_text_makes_no_markup_and_reads_as_it_is() {
        let (plain, _) = parsed(&report("x").markdown(50));
        for text in HOSTILE {
            let report = report(text);
            let markdown = report.markdown(50);
            assert_harmless(&markdown.replace('\u{2060}', ""));
            let (tags, shown) = parsed(&markdown);
            assert_eq!(tags, plain, "{markdown}");
            // The plain text has the subject on a line of its own.
            let text = report.text();
            let subject = text.lines().nth(4).unwrap().trim();
            let (subject, _) = subject.rsplit_once(';').unwrap();
            // Unusual blanks are pictures in the one and blanks in the other.
            let one_line = |text: &str| {
                let blanks = text.replace(['␋', '␌', '\u{fffd}'], " ");
                blanks.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            assert!(
                one_line(&shown.replace('\u{2060}', "")).contains(&one_line(subject)),
                "{subject}: {shown}"
            );
        }
    }

    #[test]
    fn text_that_would_open_a_block_does_not() {
        let (plain, _) = parsed(&report("x").markdown(50));
        for text in [
            "# a",
            "- a",
            "+ a",
            "1. a",
            "12) a",
            "> a",
            "=== a",
            "--- a",
            "    a",
            "~~~ a",
            "* a",
            "| a | b |",
            "[x] a",
            "a\n===",
        ] {
            let mut report = report("x");
            for side in &mut report.findings[0].sides {
                side.claim = text.to_owned();
            }
            for step in &mut report.findings[0].steps {
                *step = text.to_owned();
            }
            let (tags, shown) = parsed(&report.markdown(50));
            assert_eq!(tags, plain, "{text}");
            assert!(shown.replace('\u{2060}', "").contains(text.lines().next().unwrap().trim()), "{shown}");
        }
    }

    #[test]
    fn nobody_is_mentioned_and_nothing_linked() {
        for text in HOSTILE {
            let markdown = report(text).markdown(50);
            let lower = markdown.to_lowercase();
            let follows = |mark: &str, what: fn(char) -> bool| {
                lower.match_indices(mark).any(|(at, _)| lower[at + mark.len()..].starts_with(what))
            };
            assert!(!follows("@", char::is_alphanumeric), "{markdown}");
            // Our own headings have a blank there.
            assert!(!follows("#", char::is_alphanumeric), "{markdown}");
            assert!(!follows("gh-", |next| next.is_ascii_digit()), "{markdown}");
            assert!(
                !lower.contains("://") && !lower.contains("www.") && !lower.contains(":smile"),
                "{markdown}"
            );
        }
    }
}

#[cfg(feature = "render")]
mod diagnostics {
    use super::*;
    use gainsay::{Terminal, Texts};
    use proptest::prelude::*;

    #[test]
    fn diagnostics_cannot_be_moved_coloured_or_flipped() {
        for text in HOSTILE {
            let claims = claims(text);
            let page = format!("{text}{text} before said {text} and after {text}\r\n\t{text}");
            let texts =
                Texts::new().file(format!("dir {text}/claims.json"), &claims).document("page.html", &page);
            let printed = report(text).diagnostic(&texts, Terminal::new());
            assert_harmless(&printed);
            assert!(printed.contains("--> page.html:"), "{printed}");
            assert!(!printed.contains("warning"), "{printed}");
        }
    }

    #[test]
    fn a_line_of_ten_thousand_characters_is_cut_around_the_words() {
        for filler in ["x", "漢", "e\u{301}", "\u{200b}", "🙂", " ", "\t"] {
            let long = filler.repeat(10_000);
            let page = format!("first line\n{long}said HERE{long}\nlast line");
            let claims = claims("HERE");
            let texts = Texts::new().file("claims.json", &claims).document("page.html", &page);
            let printed = report("HERE").diagnostic(&texts, Terminal::new().columns(80));
            let column = 1 + long.chars().count();
            assert!(printed.contains(&format!("page.html:2:{column}\n")), "{filler:?}: {printed}");
            let (at, underlined) = printed
                .lines()
                .zip(printed.lines().skip(1))
                .find(|(line, _)| line.contains("said HERE"))
                .unwrap();
            assert!(underlined.contains("^^^^^^^^^ c0"), "{at}\n{underlined}");
            assert!(printed.len() < 5_000, "{}", printed.len());
        }
    }

    #[test]
    fn a_claims_file_on_one_line_and_quotes_of_many_lines_are_cut() {
        let text = "word ".repeat(10_000);
        let claims = claims(&text);
        let texts = Texts::new().file("claims.json", &claims);
        let printed = report(&text).diagnostic(&texts, Terminal::new().columns(80));
        assert!(printed.len() < 10_000, "{}", printed.len());
        assert!(printed.lines().all(|line| line.chars().count() <= 80), "{printed}");
        let page = "said HERE".split(' ').collect::<Vec<_>>().join(&"\n".repeat(1000));
        let claims = self::claims("HERE");
        let texts = Texts::new().file("claims.json", &claims).document("page.html", &page);
        let printed = report("HERE").diagnostic(&texts, Terminal::new());
        assert!(printed.contains("(to line 1001)"), "{printed}");
        // The last line that is shown fills its room, too.
        let wide = "word ".repeat(30);
        let page = [&wide, &wide, &wide, "HERE"].join("\n");
        let said = format!(r#""{wide}{wide}{wide}HERE""#);
        let claims = self::claims("HERE").replace(r#""said HERE""#, &said);
        let texts = Texts::new().file("claims.json", &claims).document("page.html", &page);
        let set = gainsay::read([("claims.json", &claims)]).unwrap();
        let long = Checker::new().check(&set).diagnostic(&texts, Terminal::new().columns(80));
        assert!(long.contains("(to line 4)"), "{long}");
        assert!(long.lines().all(|line| line.chars().count() <= 80), "{long}");
        assert!(printed.len() < 3_000, "{printed}");
    }

    proptest! {
        #[test]
        fn no_range_and_no_document_makes_it_panic(
            page in "(\\PC|[\u{0}-\u{20}\u{80}-\u{9f}\u{200b}\u{301}é漢🙂\r\n]){0,60}",
            said in "(\\PC|[ \r\n\u{301}é漢🙂]){1,12}",
            start in 0_u64..70,
            length in 0_u64..70,
        ) {
            let quote = json!({"text": said, "document": "page.html", "start": start, "end": start + length});
            let claims = claims("x").replace(r#"{"document":"page.html","text":"said x"}"#, &quote.to_string());
            prop_assert!(claims.contains(r#""start":"#));
            if let Ok(set) = gainsay::read([("claims.json", &claims)]) {
                let texts = Texts::new().file("claims.json", &claims).document("page.html", &page);
                assert_harmless(&Checker::new().check(&set).diagnostic(&texts, Terminal::new()));
            }
        }
    }
}
