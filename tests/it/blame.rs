//! Whom to doubt first, worked out by hand.

use gainsay::{Blame, Checker, ClaimSet, Report, Verdict};
use proptest::prelude::*;

/// Lengths of one pier in metres, each told by a source of its own: its id, its figure, what it was quoted from, and
/// its speaker.
type Told<'t> = (&'t str, &'t str, &'t str, &'t str);

fn lengths(told: &[Told<'_>], more: &str) -> ClaimSet {
    let source = |(id, _, from, _): &Told<'_>| {
        let from = if from.is_empty() { String::new() } else { format!(r#", "quoted_from": ["{from}"]"#) };
        format!(r#""{id}": {{"publisher": "Example {id}"{from}}}"#)
    };
    let claim = |(id, value, _, speaker): &Told<'_>| {
        let speaker =
            if speaker.is_empty() { String::new() } else { format!(r#""speaker": ["{speaker}"], "#) };
        format!(
            r#"{{"id": "{id}", "kind": "amount", "source": "{id}", {speaker}"subject": "the pier", "measure": "length", "value": "{value} m"}}"#
        )
    };
    let all = |of: &dyn Fn(&Told<'_>) -> String| told.iter().map(of).collect::<Vec<_>>().join(",");
    let text = format!(
        r#"{{"gainsay": 1, {more} "sources": {{{}}}, "measures": {{"length": {{"kind": "constant", "unit": "m"}}}}, "claims": [{}]}}"#,
        all(&source),
        all(&claim)
    );
    gainsay::read([("pier.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

fn check(told: &[Told<'_>]) -> Report {
    Checker::new().check(&lengths(told, ""))
}

fn shares(blame: &Blame) -> Vec<String> {
    let row = |one: &gainsay::ClaimBlame| format!("{} {}", names(one), one.share);
    blame.claims.iter().map(row).collect()
}

/// A claim and its echoes.
fn names(one: &gainsay::ClaimBlame) -> String {
    std::iter::once(&one.claim).chain(&one.echoes).map(String::as_str).collect::<Vec<_>>().join("+")
}

fn sources(blame: &Blame) -> Vec<String> {
    blame.sources.iter().map(|one| format!("{} {}", one.source, one.share)).collect()
}

fn doubt(blame: &Blame) -> Option<(String, usize)> {
    blame.first_doubt.as_ref().map(|doubt| (doubt.claim.clone(), doubt.resolves))
}

/// The one grade that is blamed.
#[track_caller]
fn only(report: &Report) -> &Blame {
    assert_eq!(report.blame.len(), 1, "{:?}", report.blame);
    &report.blame[0]
}

#[test]
fn three_that_all_disagree_are_to_blame_alike() {
    let report =
        check(&[("a", "exactly 300", "", ""), ("b", "exactly 400", "", ""), ("c", "exactly 500", "", "")]);
    let blame = only(&report);
    assert_eq!(blame.verdict, Verdict::Contradiction);
    // Each is in two sets of two.
    assert_eq!(shares(blame), ["a 1", "b 1", "c 1"]);
    assert_eq!(sources(blame), ["a 1", "b 1", "c 1"]);
    assert_eq!(blame.set_aside, [["a", "b"], ["a", "c"], ["b", "c"]]);
    assert!(blame.exact);
    assert_eq!(doubt(blame), Some(("a".to_owned(), 2)));
}

#[test]
fn one_against_independent_witnesses_is_doubted_first() {
    let told =
        [("a", "300", "", ""), ("b", "300", "", ""), ("c", "450", "", ""), ("d", "exactly 300", "", "")];
    let report = check(&told);
    let blame = only(&report);
    assert_eq!(shares(blame), ["c 1.5", "a 0.5", "b 0.5", "d 0.5"]);
    // All three of the others would be two more than the one.
    assert_eq!(blame.set_aside, [["c"]]);
    assert_eq!(doubt(blame), Some(("c".to_owned(), 3)));
}

#[test]
fn echoes_count_once() {
    let told =
        |from| [("a", "300", "", ""), ("b", "300", from, ""), ("c", "450", "", ""), ("d", "300", from, "")];
    let report = check(&told("a"));
    let blame = only(&report);
    // Three findings, but one witness against another.
    assert_eq!(report.counts.contradictions, 3);
    assert_eq!(shares(blame), ["a+b+d 0.5", "c 0.5"]);
    assert_eq!(sources(blame), ["c 0.5", "a 1/6", "b 1/6", "d 1/6"]);
    assert_eq!(blame.set_aside, [vec!["c"], vec!["a", "b", "d"]]);
    assert_eq!(doubt(blame), Some(("c".to_owned(), 3)));
    assert_eq!(shares(only(&check(&told("")))), ["c 1.5", "a 0.5", "b 0.5", "d 0.5"]);
}

#[test]
fn one_speaker_in_two_papers_is_one_witness_and_two_of_one_mind_are_two() {
    let told = |other| [("a", "300", "", "Ada"), ("b", "300", "", other), ("c", "450", "", "Cy")];
    assert_eq!(shares(only(&check(&told("Ada")))), ["a+b 0.5", "c 0.5"]);
    assert_eq!(shares(only(&check(&told("Bo")))), ["c 1", "a 0.5", "b 0.5"]);
}

#[test]
fn who_echoes_only_one_of_two_is_a_witness_apart() {
    // b agrees with a and with c, and a with c not: were they one, it would contradict itself.
    let told = [
        ("a", "exactly 300", "", ""),
        ("b", "between 300 and 400", "a", ""),
        ("c", "exactly 400", "a", ""),
        ("d", "900", "", ""),
    ];
    let report = check(&told);
    let blame = only(&report);
    assert_eq!(shares(blame), ["d 1.5", "a 1", "c 1", "b 0.5"]);
    assert_eq!(blame.set_aside, [vec!["a", "d"], vec!["c", "d"], vec!["a", "b", "c"]]);
}

#[test]
fn contradictions_and_tensions_are_told_apart() {
    // Plainly 300 is 270 to 330, at most 240 to 360: 340 is a tension with it, 700 and 900 are contradictions.
    let told = [
        ("a", "about 300", "", ""),
        ("b", "exactly 340", "", ""),
        ("c", "exactly 335", "", ""),
        ("d", "exactly 700", "", ""),
    ];
    let report = check(&told);
    let [hard, soft] = report.blame.as_slice() else { panic!("{:?}", report.blame) };
    assert_eq!((hard.verdict, soft.verdict), (Verdict::Contradiction, Verdict::Tension));
    assert_eq!(shares(soft), ["a 1", "b 0.5", "c 0.5"]);
    assert_eq!(soft.set_aside, [vec!["a"], vec!["b", "c"]]);
    // b and c against each other, and d against all three.
    assert_eq!(shares(hard), ["d 1.5", "b 1", "c 1", "a 0.5"]);
    assert_eq!(hard.set_aside, [vec!["b", "d"], vec!["c", "d"], vec!["a", "b", "c"]]);
}

#[test]
fn a_set_of_three_blames_each_for_a_third() {
    let text = r#"{"gainsay": 1, "sources": {"g": {"publisher": "Example Gazette"}, "h": {"publisher": "Example Herald"}},
        "events": {"the pier opens": {"once": true}, "the war ends": {"once": true}},
        "claims": [
          {"id": "a", "kind": "event", "source": "g", "event": "the pier opens", "stage": "happened", "when": "1921"},
          {"id": "b", "kind": "event", "source": "g", "event": "the war ends", "stage": "happened", "when": "1918"},
          {"id": "c", "kind": "order", "source": "h", "before": "the pier opens", "after": "the war ends"},
          {"id": "d", "kind": "event", "source": "h", "event": "the pier opens", "stage": "happened", "when": "1912"}]}"#;
    let set = gainsay::read([("pier.json", text)]).unwrap_or_else(|faults| panic!("{faults}"));
    let report = Checker::new().check(&set);
    let blame = only(&report);
    // {a, b, c} by the order and {a, d} by the date: 1/2 + 1/3 for a.
    assert_eq!(shares(blame), ["a 5/6", "d 0.5", "b 1/3", "c 1/3"]);
    assert_eq!(sources(blame), ["g 7/6", "h 5/6"]);
    assert_eq!(blame.set_aside, [vec!["a"], vec!["b", "d"], vec!["c", "d"]]);
    assert_eq!(doubt(blame), Some(("a".to_owned(), 2)));
}

#[test]
fn where_a_limit_hid_findings_no_repair_is_certain() {
    let cell = |of: &str| format!(r#""subject": "{of}", "measure": "length""#);
    let set = |sets: &str| {
        let claims = format!(
            r#"{{"id": "a", "source": "g", {pier}, "value": "exactly 10 m"}}, {{"id": "b", "source": "g", {mole}, "value": "exactly 20 m"}},
               {{"id": "c", "source": "h", {quay}, "value": "exactly 40 m"}}, {{"id": "d", "source": "h", {quay}, "value": "exactly 50 m"}},
               {{"id": "sum", "source": "h", "exhaustive": true, "total": {{{quay}}}, "parts": [{{{pier}}}, {{{mole}}}]}}"#,
            pier = cell("pier"),
            mole = cell("mole"),
            quay = cell("quay"),
        );
        let text = format!(
            r#"{{"gainsay": 1, "sources": {{"g": {{"publisher": "Example Gazette"}}, "h": {{"publisher": "Example Herald"}}}},
                "policy": {{"minimal sets": "{sets}"}}, "measures": {{"length": {{"kind": "constant", "unit": "m"}}}}, "claims": [{claims}]}}"#
        );
        gainsay::read([("pier.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
    };
    let whole = Checker::new().check(&set("64"));
    let blame = only(&whole);
    // {c, d}, and each of them against the sum: 1/2 + 1/4.
    assert_eq!(shares(blame), ["c 0.75", "d 0.75", "a 0.5", "b 0.5", "sum 0.5"]);
    assert!(blame.exact);
    let cut = Checker::new().check(&set("2"));
    assert_eq!(cut.undecided.len(), 1);
    assert!(!only(&cut).exact);
    assert!(cut.text().contains("few, perhaps not the fewest, to set aside"), "{}", cut.text());
}

#[test]
fn one_finding_is_no_question_of_blame_and_what_is_allowed_is_none() {
    assert!(check(&[("a", "exactly 300", "", ""), ("b", "exactly 400", "", "")]).blame.is_empty());
    let allow = r#""allow": [{"rule": "one-value", "claims": ["a", "b"], "because": "rebuilt"}],"#;
    let told = [("a", "exactly 300", "", ""), ("b", "exactly 400", "", ""), ("c", "exactly 500", "", "")];
    let report = Checker::new().check(&lengths(&told, allow));
    assert_eq!(shares(only(&report)), ["c 1", "a 0.5", "b 0.5"]);
    let both = r#""allow": [{"rule": "one-value", "claims": ["a", "b"], "because": "rebuilt"},
        {"rule": "one-value", "claims": ["a", "c"], "because": "rebuilt"}],"#;
    assert!(Checker::new().check(&lengths(&told, both)).blame.is_empty());
}

#[test]
fn findings_that_are_counted_and_not_listed_bear_blame_too() {
    let mut policy = gainsay::Policy::default();
    policy.set("listing", gainsay::Grade::Plain, "2").unwrap();
    let told = [
        ("a", "exactly 300", "", ""),
        ("b", "exactly 400", "", ""),
        ("c", "exactly 500", "", ""),
        ("d", "exactly 600", "", ""),
    ];
    let report = Checker::new().check(&lengths(&told, "").with_policy(policy));
    assert!(report.findings.len() < 6);
    assert_eq!(shares(only(&report)), ["a 1.5", "b 1.5", "c 1.5", "d 1.5"]);
}

#[test]
fn the_text_names_the_first_to_doubt_the_shares_and_the_repairs() {
    let told = [("a", "300", "", ""), ("b", "300", "a", ""), ("c", "450", "", ""), ("d", "600", "", "")];
    let text = check(&told).text();
    let start = text.find("Whom to doubt first").unwrap();
    let section = text.get(start..).unwrap().split("\n\n").next().unwrap();
    assert_eq!(
        section,
        "\
Whom to doubt first, going by the 5 contradictions
   - a (echoed by b): without it 4 of them are settled
   - shares of blame: a (echoed by b) 1, c 1, d 1
   - by source: c 1, d 1, a 1/2, b 1/2
   - the fewest to set aside so that none is left: c, d; or a, b, c; or a, b, d"
    );
    // Two disputes that have no claim in common: nobody to doubt first.
    let apart = r#"{"gainsay": 1, "sources": {"g": {"publisher": "Example Gazette"}, "h": {"publisher": "Example Herald"}},
        "measures": {"length": {"kind": "constant", "unit": "m"}}, "claims": [
          {"id": "a", "kind": "amount", "source": "g", "subject": "the pier", "measure": "length", "value": "300 m"},
          {"id": "b", "kind": "amount", "source": "h", "subject": "the pier", "measure": "length", "value": "400 m"},
          {"id": "c", "kind": "amount", "source": "g", "subject": "the mole", "measure": "length", "value": "300 m"},
          {"id": "d", "kind": "amount", "source": "h", "subject": "the mole", "measure": "length", "value": "400 m"}]}"#;
    let set = gainsay::read([("apart.json", apart)]).unwrap_or_else(|faults| panic!("{faults}"));
    let report = Checker::new().check(&set);
    assert_eq!(only(&report).first_doubt, None);
    assert_eq!(sources(only(&report)), ["g 1", "h 1"]);
    assert!(!report.text().contains("Whom to doubt"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_claims_changes_nothing(order in Just((0..7_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let told = [
            ("a", "300", "", "Ada"), ("b", "300", "a", ""), ("c", "450", "", ""), ("d", "about 420", "", "Ada"),
            ("e", "between 300 and 500", "b", ""), ("f", "600", "", ""), ("g", "450", "c", ""),
        ];
        let shuffled: Vec<Told<'_>> = order.into_iter().map(|at| told[at]).collect();
        let (report, other) = (check(&told), check(&shuffled));
        prop_assert!(!report.blame.is_empty());
        prop_assert_eq!(serde_json::to_string(&report.blame).unwrap(), serde_json::to_string(&other.blame).unwrap());
    }

    #[test]
    fn shares_add_up_and_whoever_is_set_aside_takes_all_findings_along(
        figures in prop::collection::vec((30_u32..40, prop::bool::ANY), 3..8),
    ) {
        let words: Vec<(String, String)> = figures.iter().enumerate().map(|(at, (figure, about))| {
            (format!("c{at}"), format!("{}{}", if *about { "about " } else { "exactly " }, figure * 10))
        }).collect();
        let told: Vec<Told<'_>> = words.iter().map(|(id, value)| (id.as_str(), value.as_str(), "", "")).collect();
        let report = check(&told);
        for blame in &report.blame {
            let findings: Vec<_> = report.findings.iter().filter(|finding| finding.verdict == blame.verdict).collect();
            // No echoes here: as many sets as findings.
            let all = blame.claims.iter().fold(gainsay::Exact::zero(), |sum, one| &sum + &one.share);
            prop_assert_eq!(all, gainsay::Exact::from(i64::try_from(findings.len()).unwrap()));
            for set in &blame.set_aside {
                prop_assert!(findings.iter().all(|finding| finding.claims.iter().any(|id| set.contains(id))));
                let left: Vec<Told<'_>> =
                    told.iter().filter(|told| !set.iter().any(|id| id == told.0)).copied().collect();
                prop_assert!(check(&left).findings.iter().all(|finding| finding.verdict != blame.verdict));
            }
        }
    }
}
