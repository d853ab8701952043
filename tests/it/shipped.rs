//! The shipped case shows what five articles come to, row by row.

use gainsay::{Checker, ClaimSet, Fate, Relation, Report, Verdict, relate};

use crate::examples::shipped;

fn report() -> Report {
    Checker::new().check(&shipped())
}

/// The findings that hold all of these claims.
fn findings<'r>(report: &'r Report, claims: &[&str]) -> Vec<&'r gainsay::Finding> {
    let holds = |id: &&str, finding: &gainsay::Finding| finding.claims.iter().any(|own| own == *id);
    report.findings.iter().filter(|finding| claims.iter().all(|id| holds(id, finding))).collect()
}

#[track_caller]
fn quiet(claims: &[&str]) {
    let report = report();
    assert_eq!(findings(&report, claims), Vec::<&gainsay::Finding>::new(), "{claims:?}");
}

#[track_caller]
fn only(claims: &[&str], rule: &str, verdict: Verdict) -> gainsay::Finding {
    let report = report();
    let found = findings(&report, claims);
    assert_eq!(found.len(), 1, "{claims:?}");
    assert_eq!(found[0].claims, claims);
    assert_eq!((found[0].rule.name(), found[0].verdict), (rule, verdict));
    found[0].clone()
}

#[track_caller]
fn fate(claim: &str, today: Option<&str>) -> Fate {
    let checker = today.map_or(Checker::new(), |day| Checker::new().today(day.parse().unwrap()));
    let report = checker.check(&shipped());
    report.forecasts.iter().find(|forecast| forecast.claim == claim).unwrap().fate
}

/// The shipped case with some of its text replaced.
#[track_caller]
fn altered(changes: &[(&str, &str)]) -> ClaimSet {
    let mut text = include_str!("../../examples/data/russia-iran.claims.json").to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "`{from}` stands once");
        text = text.replace(from, to);
    }
    gainsay::read([("altered.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn five_billion_finalized_and_one_invested_fit_if_a_word_a_date_or_a_scope_is_read_otherwise() {
    let finding = only(&["e1", "w2"], "running-total", Verdict::Tension);
    let ways: Vec<&str> = finding.reconciliations.iter().map(|way| way.text.as_str()).collect();
    assert_eq!(
        ways,
        [
            "if e1 was said at another time than its doubtful date tells",
            "if \"finalized\" in w2 means committed",
            "if e1 covers only a part, by `sector`, that it does not name",
            "if e1 gives a figure of some time before it was said",
        ]
    );
    assert_eq!(finding.gap.as_deref(), Some("3.3 billion USD"));
}

#[test]
fn with_the_word_the_date_and_the_sector_fixed_they_contradict_each_other() {
    let set = altered(&[
        (r#""published": "2026-02?""#, r#""published": "2026-02-10""#),
        (r#""stage": "finalized""#, r#""stage": "paid""#),
        (r#""stage": "invested""#, r#""stage": "invested", "scope": {"sector": "*"}, "as_of": "2026-02-10""#),
    ]);
    let report = Checker::new().check(&set);
    let found = findings(&report, &["e1", "w2"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].verdict, Verdict::Contradiction);
}

#[test]
fn eight_billion_for_gas_and_eight_beside_oil_are_a_near_miss_and_never_one_claim() {
    quiet(&["e2", "w1"]);
    let report = report();
    let near = report.near_misses.iter().find(|near| near.claims == ["e2", "w1"]);
    assert!(near.is_some(), "{:?}", report.near_misses);
    let echoed = report.echoes.iter().any(|echo| echo.claims.iter().any(|id| id == "w1"));
    assert!(!echoed, "{:?}", report.echoes);
}

#[test]
fn the_largest_investor_of_2024_can_remain_the_largest() {
    quiet(&["e3", "w3"]);
    let answer = relate(&shipped(), "w3", "e3").unwrap();
    assert!(matches!(answer, Relation::Consistent(_)), "{answer:?}");
}

#[test]
fn a_year_of_a_drop_is_no_year_of_a_record() {
    let finding = only(&["z16", "z17"], "direction", Verdict::Contradiction);
    assert_eq!(finding.between, gainsay::Between::Document);
}

#[test]
fn nine_months_of_one_year_and_all_of_the_year_before_are_not_compared() {
    quiet(&["z18", "z20"]);
}

#[test]
fn the_visit_fits_the_17th_the_19th_and_mid_january_but_not_the_first_days() {
    for pair in [["z1", "z2"], ["z1", "z3"], ["z2", "z3"]] {
        quiet(&pair);
    }
    only(&["z1", "z4"], "plan-date", Verdict::Tension);
}

#[test]
fn the_signing_expected_in_october_was_missed_and_clashes_with_nothing() {
    quiet(&["z9"]);
    assert_eq!(fate("z9", None), Fate::Missed);
}

#[test]
fn a_spokesman_who_neither_confirms_nor_denies_contradicts_nobody() {
    quiet(&["z5"]);
    quiet(&["z27"]);
}

#[test]
fn the_trade_agreement_came_as_foreseen_and_later_than_was_hoped() {
    assert_eq!(fate("z24", None), Fate::Kept);
    assert_eq!(fate("n5", None), Fate::Missed);
    quiet(&["n5"]);
    quiet(&["z24"]);
}

#[test]
fn one_ambassador_who_says_soon_twice_is_an_echo_and_lapses_in_time() {
    let report = report();
    assert!(report.echoes.iter().any(|echo| echo.claims == ["a1", "w4"]), "{:?}", report.echoes);
    let corroborated = report.corroborations.iter().any(|group| group.claims.iter().any(|id| id == "w4"));
    assert!(!corroborated);
    assert_eq!(fate("a1", Some("2026-06-26")), Fate::Open);
    assert_eq!(fate("a1", Some("2026-06-27")), Fate::Lapsed);
    assert_eq!(fate("a1", None), Fate::Open);
}

#[test]
fn a_text_of_the_summer_was_not_held_up_by_a_death_in_may() {
    let finding = only(&["b5", "z13", "z14"], "order-dates", Verdict::Tension);
    assert_eq!(finding.claims.len(), 3);
}

#[test]
fn letters_of_other_years_and_money_of_other_kinds_are_not_compared() {
    quiet(&["a3", "n1"]);
    quiet(&["e4", "w1"]);
}

#[test]
fn the_anniversary_fits_the_dates_that_are_told() {
    quiet(&["w12"]);
    let report = report();
    assert!(!report.undecided.iter().any(|undecided| undecided.claims == ["w12"]), "{:?}", report.undecided);
}

#[test]
fn the_anniversary_gives_the_article_of_june_its_year() {
    let report = report();
    let inferred: Vec<_> =
        report.inferred.iter().map(|one| (one.text.as_str(), one.claims.join(" "))).collect();
    assert_eq!(
        inferred,
        [
            ("the event of w11 was on 2025-06-05 (written XXXX-06-05)", "b7 w12".to_owned()),
            ("wana was published on 2025-06-05 (written XXXX-06-05)", "b7 w13".to_owned()),
        ]
    );
    // Its claims are checked with that date, and only what needs it rests on it.
    let resting: Vec<_> = report.findings.iter().filter(|finding| !finding.rests_on.is_empty()).collect();
    assert_eq!(resting.len(), 1);
    assert_eq!(
        (resting[0].claims.join(" "), resting[0].rests_on.join(" ")),
        ("e1 w2".to_owned(), "b7 w13".to_owned())
    );
    for finding in &report.findings {
        assert_eq!(finding.proof.verify(&shipped()), Ok(()), "{:?}", finding.claims);
    }
}

#[test]
fn without_the_day_of_the_death_or_with_two_of_them_the_article_has_no_year() {
    for day in ["1989-06-03?", "1989~", "1988/1990"] {
        let set = altered(&[(r#""when": "1989-06-03""#, &format!(r#""when": "{day}""#))]);
        assert_eq!(Checker::new().check(&set).inferred, [], "{day}");
    }
}

#[test]
fn a_treaty_of_2001_renewed_after_twenty_years_for_five_ends_about_2026() {
    for claims in [["n10", "n11"], ["n11", "n12"], ["n12", "z26"]] {
        quiet(&claims);
    }
    let ended = |when: &str| {
        let told = r#"{"id": "n12", "kind": "order""#;
        let ended = format!(
            r#"{{"id": "t1", "kind": "event", "source": "late",
            "event": "treaty of 2001 ends its renewed term", "stage": "happened", "when": "{when}"}}, {told}"#
        );
        let late = r#""late": {"publisher": "Example Chronicle", "published": "2040"}, "wana":"#;
        let set = altered(&[(told, &ended), (r#""wana":"#, late)]);
        let report = Checker::new().check(&set);
        let found = report.findings.iter().filter(|finding| finding.claims.iter().any(|id| id == "t1"));
        found.map(|finding| (finding.rule.name(), finding.claims.join(" "))).collect::<Vec<_>>()
    };
    assert_eq!(ended("2026"), []);
    assert_eq!(ended("2025-12-31"), []);
    for wrong in ["2025-11", "2027-02", "2031"] {
        assert_eq!(ended(wrong), [("gap", "n10 n11 n12 t1".to_owned())], "{wrong}");
    }
}

#[test]
fn a_plane_and_a_helicopter_are_easily_taken_for_each_other() {
    quiet(&["b6", "z15"]);
    let report = report();
    assert!(report.near_misses.iter().any(|near| near.claims == ["b6", "z15"]), "{:?}", report.near_misses);
}
