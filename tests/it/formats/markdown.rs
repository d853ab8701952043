//! Markdown, as it renders.

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
        all > 1000 && printed.contains(&format!("50 of {all} findings shown; a higher limit shows more."))
    );
    assert_eq!(printed.matches(" shown): pier ").count(), 24);
    assert_eq!(report.markdown(usize::MAX).matches("\n### ").count(), all);
}
