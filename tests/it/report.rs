//! What a report lists, counts and leaves out.

use gainsay::{Checker, ClaimSet, Grade, Policy};

fn read(text: &str) -> ClaimSet {
    gainsay::read([("set.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Figures for one length, each from a publisher of its own.
fn lengths(figures: &[&str], more: &str) -> ClaimSet {
    let sources: Vec<String> =
        (0..figures.len()).map(|at| format!(r#""s{at}": {{"publisher": "Publisher {at}"}}"#)).collect();
    let claims: Vec<String> = figures
        .iter()
        .enumerate()
        .map(|(at, figure)| {
            format!(r#"{{"id": "c{at}", "kind": "amount", "source": "s{at}", "subject": "the pier", "measure": "length", "value": "{figure}"}}"#)
        })
        .collect();
    read(&format!(
        r#"{{"gainsay": 1, "sources": {{{}}}, "measures": {{"length": {{"kind": "constant", "unit": "m"}}}}, {more} "claims": [{}]}}"#,
        sources.join(","),
        claims.join(",")
    ))
}

#[test]
fn an_allowed_finding_is_told_apart_and_not_counted() {
    let allow = r#""allow": [{"rule": "one-value", "claims": ["c1", "c0"], "because": "one was rebuilt"}],"#;
    let report = Checker::new().check(&lengths(&["exactly 300 m", "exactly 500 m"], allow));
    assert_eq!(report.counts.contradictions, 0);
    assert!(report.findings.is_empty());
    assert_eq!(report.allowed.len(), 1);
    assert_eq!(report.allowed[0].because, "one was rebuilt");
    assert!(report.hints.is_empty(), "{:?}", report.hints);
}

#[test]
fn an_allowance_without_its_finding_is_stale() {
    let allow = r#""allow": [{"rule": "one-value", "claims": ["c0", "c1"], "because": "one was rebuilt"}],"#;
    let report = Checker::new().check(&lengths(&["exactly 300 m", "exactly 300 m"], allow));
    assert_eq!(report.stale, ["the allowance of `one-value` for c0, c1 is stale: it meets nothing"]);
    assert!(report.text().contains("\nStale\n   - the allowance of `one-value`"), "{}", report.text());
}

#[test]
fn a_crowded_cell_lists_some_findings_and_counts_all() {
    let figures: Vec<String> = (0..20).map(|at| format!("exactly {} m", 300 + at)).collect();
    let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    let mut policy = Policy::default();
    policy.set("listing", Grade::Plain, "5").unwrap();
    let report = Checker::new().check(&lengths(&figures, "").with_policy(policy));
    assert_eq!(report.counts.contradictions, 190);
    assert!(report.findings.len() < 20, "{}", report.findings.len());
    let named = |id: usize| report.findings.iter().any(|finding| finding.claims.contains(&format!("c{id}")));
    assert!((0..20).all(named), "every claim of a finding is in a listed one");
    assert!(report.text().contains("more findings not listed"));
}

#[test]
fn what_was_said_later_is_not_held_against_what_was_known() {
    let set = read(
        r#"{"gainsay": 1,
            "sources": {"a": {"publisher": "A", "published": "2020-01-01"}, "b": {"publisher": "B", "published": "2021-01-01"}},
            "measures": {"length": {"kind": "constant", "unit": "m"}},
            "claims": [
              {"id": "a1", "kind": "amount", "source": "a", "subject": "the pier", "measure": "length", "value": "exactly 300 m"},
              {"id": "b1", "kind": "amount", "source": "b", "subject": "the pier", "measure": "length", "value": "exactly 400 m"}]}"#,
    );
    assert_eq!(Checker::new().check(&set).counts.contradictions, 1);
    let then = Checker::new().said_by("2020-12-31".parse().unwrap()).check(&set);
    assert_eq!((then.counts.contradictions, then.counts.claims), (0, 1));
}

#[test]
fn a_contradiction_is_linked_to_the_tension_within_it() {
    // The fair opened a day after its own report; and two sources date the opening weeks apart.
    let set = read(
        r#"{"gainsay": 1,
            "sources": {"a": {"publisher": "A", "published": "2020-05-01"}, "b": {"publisher": "B", "published": "2020-07-01"}},
            "events": {"the fair opens": {"once": true}},
            "claims": [
              {"id": "a1", "source": "a", "event": "the fair opens", "stage": "happened", "when": "2020-05-02"},
              {"id": "b1", "source": "b", "event": "the fair opens", "stage": "happened", "when": "2020-06-20"}]}"#,
    );
    let report = Checker::new().check(&set);
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.name()).collect();
    assert_eq!(rules, ["event-date", "anachronism"]);
    assert_eq!(report.findings[0].contains, [1]);
    assert!(report.text().contains("It holds a tension within itself: finding 2."));
}

#[test]
fn a_plan_for_a_year_that_has_begun_is_of_the_whole_year() {
    let set = read(
        r#"{"gainsay": 1,
            "sources": {"a": {"publisher": "A", "published": "2024-03-01"}, "b": {"publisher": "B", "published": "2025-02-01"}},
            "measures": {"grant": {"kind": "flow", "unit": "USD", "ladder": "funding", "additive": true, "non_negative": true}},
            "claims": [
              {"id": "hoped", "kind": "amount", "source": "a", "subject": "the town", "measure": "grant", "stage": "pledged", "of": "2024", "value": "$8.0 million"},
              {"id": "came", "kind": "amount", "source": "b", "subject": "the town", "measure": "grant", "stage": "paid", "of": "2024", "value": "$5.0 million"}]}"#,
    );
    let report = Checker::new().check(&set);
    assert_eq!(report.forecasts.len(), 1);
    assert_eq!(
        (report.forecasts[0].claim.as_str(), report.forecasts[0].fate),
        ("hoped", gainsay::Fate::Missed)
    );
}

#[test]
fn an_order_that_names_a_date_still_to_come_is_no_fact() {
    let set = |after: &str| {
        read(&format!(
            r#"{{"gainsay": 1,
                "sources": {{"a": {{"publisher": "A", "published": "2024-03-01"}}, "b": {{"publisher": "B", "published": "2025-07-02"}}}},
                "events": {{"the bridge opens": {{"once": true}}}},
                "claims": [
                  {{"id": "a1", "kind": "order", "source": "a", "before": "the bridge opens", "after": "{after}"}},
                  {{"id": "b1", "kind": "event", "source": "b", "event": "the bridge opens", "stage": "happened", "when": "2025-06-01"}}]}}"#
        ))
    };
    assert!(Checker::new().check(&set("2025-03")).findings.is_empty(), "it was foretold, and slipped");
    assert_eq!(Checker::new().check(&set("2024-01")).counts.contradictions, 1, "it was told as past");
}

#[test]
fn more_than_fifty_findings_are_counted_by_subject_and_rule_before_they_are_told() {
    let text = |piers, figures| Checker::new().check(&crate::formats::piers(piers, figures).1).text();
    let many = text(6, 5);
    let head: Vec<&str> = many.lines().take(4).collect();
    assert_eq!(
        head,
        [
            "30 claims from 2 sources: 60 contradictions, 0 tensions, 0 near misses.",
            "",
            "What is listed, by subject and rule, most serious first",
            "   - 10 contradictions: pier 0: two values for one thing at one time [G107 one-value]",
        ]
    );
    assert_eq!(many.matches("   - 10 contradictions: pier ").count(), 6);
    assert_eq!(many.matches("CONTRADICTION: ").count(), 60);
    assert!(!text(5, 5).contains("by subject and rule"), "fifty are told at once");
}
