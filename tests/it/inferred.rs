//! Dates that other claims fix, and dates that they must not.

use gainsay::{Checker, ClaimSet, Relation, Report, Verdict, relate};

/// The anniversary of a death, kept on a day whose year is not written.
const DEATH: &str =
    r#"{"id": "d", "source": "almanac", "event": "the death", "stage": "happened", "when": "1989-06-03"}"#;
const KEPT: &str = r#"{"id": "k", "source": "wire", "before": "the death", "after": {"said": "wire"}, "gap": "36 years", "as": "anniversary"}"#;

/// Sources, beside an almanac of 2030 and a gazette of 2031, and claims.
#[track_caller]
fn set(sources: &str, claims: &[&str]) -> ClaimSet {
    let file = format!(
        r#"{{"gainsay": 1,
            "sources": {{
                "almanac": {{"publisher": "Example Almanac", "published": "2030-01-01"}},
                "gazette": {{"publisher": "Example Gazette", "published": "2031-01-01"}},
                {sources}}},
            "events": {{"the death": {{"once": true}}, "the opening": {{"once": true}}, "the sale": {{"once": true}},
                "the fair": {{"recurs": true}}, "the tour": {{}}}},
            "measures": {{"staff": {{"kind": "running_total", "unit": "person"}}}},
            "units": {{"person": {{"counts": true}}}},
            "claims": [{}]}}"#,
        claims.join(",")
    );
    gainsay::read([("inferred.json", file)]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A wire service, published some time.
fn wire(published: &str) -> String {
    format!(r#""wire": {{"publisher": "Example Wire", "published": "{published}"}}"#)
}

fn check(set: &ClaimSet) -> Report {
    let report = Checker::new().check(set);
    for finding in &report.findings {
        assert_eq!(finding.proof.verify(set), Ok(()), "{:?}", finding.claims);
    }
    report
}

/// Every inferred date on one line: whose, what it is, and which claims fix it.
fn lines(report: &Report) -> Vec<String> {
    let line = |one: &gainsay::Inferred| {
        format!("{} {} {}: {}", one.of, one.field, one.date, one.claims.join(" ")).trim_end().to_owned()
    };
    report.inferred.iter().map(line).collect()
}

#[track_caller]
fn fixed(sources: &str, claims: &[&str]) -> Vec<String> {
    lines(&check(&set(sources, claims)))
}

const NOTHING: [&str; 0] = [];

#[test]
fn an_anniversary_gives_a_dateline_its_year() {
    assert_eq!(fixed(&wire("XXXX-06-05"), &[DEATH, KEPT]), ["wire published 2025-06-05: d k"]);
}

#[test]
fn a_date_of_which_two_alternatives_fit_is_left_as_it_is() {
    let about = KEPT.replace(r#""36 years", "as": "anniversary""#, r#""about 36 years""#);
    assert_eq!(fixed(&wire("XXXX-06-05"), &[DEATH, &about]), NOTHING);
    // Half a year more or less leaves one year of several that were to choose from.
    assert_eq!(fixed(&wire("[2019,2025]"), &[DEATH, &about]), ["wire published 2025: d k"]);
}

#[test]
fn what_is_not_told_as_certain_fact_fixes_nothing() {
    for (from, to) in [
        (r#""happened""#, r#""planned""#),
        (r#""happened""#, r#""underway""#),
        (r#""happened""#, r#""cancelled""#),
        (r#""1989-06-03""#, r#""1989-06-03?""#),
        (r#""1989-06-03""#, r#""1989~""#),
        (r#""source""#, r#""certainty": "probable", "source""#),
        (r#""source""#, r#""certainty": "possible", "source""#),
        (r#""source""#, r#""stance": "denies", "source""#),
        (r#""source""#, r#""stance": "declines", "source""#),
    ] {
        let death = DEATH.replacen(from, to, 1);
        assert_eq!(fixed(&wire("XXXX-06-05"), &[&death, KEPT]), NOTHING, "{death}");
    }
    for to in [r#""certainty": "probable", "#, r#""stance": "denies", "#, r#""stance": "declines", "#] {
        let kept = KEPT.replacen(r#""source""#, &format!(r#"{to}"source""#), 1);
        assert_eq!(fixed(&wire("XXXX-06-05"), &[DEATH, &kept]), NOTHING, "{kept}");
    }
}

#[test]
fn an_event_that_may_happen_twice_fixes_nothing() {
    for event in ["the fair", "the tour"] {
        let [death, kept] = [DEATH, KEPT].map(|claim| claim.replace("the death", event));
        assert_eq!(fixed(&wire("XXXX-06-05"), &[&death, &kept]), NOTHING, "{event}");
    }
}

#[test]
fn a_claim_that_a_contradiction_touches_fixes_nothing() {
    let other = DEATH.replace(r#""d""#, r#""e""#).replace("1989-06-03", "1990-06-03");
    let report = check(&set(&wire("XXXX-06-05"), &[DEATH, &other, KEPT]));
    assert_eq!(lines(&report), NOTHING);
    assert_eq!(report.contradictions().count(), 1);
    // Whatever it is that contradicts it.
    let underway =
        r#"{"id": "u", "source": "almanac", "event": "the death", "stage": "underway", "when": "1991"}"#;
    let report = check(&set(&wire("XXXX-06-05"), &[DEATH, underway, KEPT]));
    assert_eq!(lines(&report), NOTHING);
    assert_eq!(report.findings[0].rule.name(), "event-sequence");
    // Nor does one that was withdrawn.
    let withdrawn = r#"{"id": "r", "source": "almanac", "retracts": ["e"]}"#;
    let report = check(&set(&wire("XXXX-06-05"), &[DEATH, &other, KEPT, withdrawn]));
    assert_eq!(lines(&report), ["wire published 2025-06-05: d k"]);
}

#[test]
fn a_doubtful_date_is_left_as_it_is() {
    assert_eq!(fixed(&wire("XXXX-06-05?"), &[DEATH, KEPT]), NOTHING);
    assert_eq!(fixed(&wire("2025?"), &[DEATH, KEPT]), NOTHING);
    assert_eq!(fixed(&wire("XXXX-06-05~"), &[DEATH, KEPT]), ["wire published 2025-06-05~: d k"]);
}

#[test]
fn a_complete_date_needs_no_inference() {
    for date in ["2025-06-05", "2025", "2024/2026", "early 2025"] {
        assert_eq!(fixed(&wire(date), &[DEATH, KEPT]), NOTHING, "{date}");
    }
}

#[test]
fn unknown_digits_are_settled_from_the_year_down() {
    for (written, date) in [
        ("202X", "2025"),
        ("XXXX", "2025"),
        ("202X-06", "2025-06"),
        ("XXXX-XX-05", "2025-XX-05"),
        ("XXXX-09-XX", ""),
        ("[2024,2026,2025-06]", "2025-06"),
        ("[..2020,2026]", ""),
        ("[2020..2023,2025..]", "2025/.."),
        ("XXXX-25", "2025-25"),
    ] {
        let expected: Vec<String> =
            Some(format!("wire published {date}: d k")).filter(|_| !date.is_empty()).into_iter().collect();
        assert_eq!(fixed(&wire(written), &[DEATH, KEPT]), expected, "{written}");
    }
}

#[test]
fn a_date_of_which_no_alternative_fits_is_a_hint_and_no_contradiction() {
    let report = check(&set(&wire("XXXX-10-05"), &[DEATH, KEPT]));
    assert_eq!(lines(&report), NOTHING);
    assert_eq!(report.findings, []);
    assert_eq!(
        report.hints,
        ["no day of `XXXX-10-05` fits what other claims say of when wire was published"]
    );
}

#[test]
fn what_is_told_as_done_had_happened_when_it_was_told() {
    let opened = |when: &str| {
        format!(
            r#"{{"id": "o", "source": "wire", "event": "the opening", "stage": "happened", "when": "{when}"}}"#
        )
    };
    // The publication cannot be older than what it tells, a day for time zones aside.
    assert_eq!(fixed(&wire("[2023,2025]"), &[&opened("2024-01-03")]), ["wire published 2025: o"]);
    assert_eq!(fixed(&wire("[2023,2025]"), &[&opened("2024-01-01")]), NOTHING);
    assert_eq!(fixed(&wire("[2023,2025]"), &[&opened("2024-01-03").replace("happened", "planned")]), NOTHING);
    // And the event cannot be younger.
    let after = r#"{"id": "p", "source": "almanac", "before": "2024-07-01", "after": "the opening"}"#;
    let told = |said: &str| fixed(&wire(said), &[&opened("XXXX-06-05"), after]);
    assert_eq!(told("2025-06-10"), ["o when 2025-06-05: o p"]);
    assert_eq!(told("2026-06-10"), NOTHING);
}

#[test]
fn who_repeats_words_does_so_no_earlier() {
    let sources = |parent: &str, own: &str| {
        format!(
            r#""wire": {{"publisher": "Example Wire", "published": "{parent}"}},
           "echo": {{"publisher": "Example Echo", "published": "{own}", "quoted_from": ["wire"]}}"#
        )
    };
    assert_eq!(fixed(&sources("2024-02", "[2023,2025]"), &[]), ["echo published 2025:"]);
    assert_eq!(fixed(&sources("2024-01-01", "[2023,2025]"), &[]), NOTHING);
    assert_eq!(fixed(&sources("[2023,2025]", "2024-02"), &[]), ["wire published 2023:"]);
}

#[test]
fn a_prediction_fixes_nothing() {
    let order = |said: &str| {
        format!(
            r#"{{"id": "k", "source": "wire", "said": "{said}", "before": "the death", "after": "the opening",
             "gap": "36 years", "as": "anniversary"}}"#
        )
    };
    let opened = r#"{"id": "o", "source": "gazette", "event": "the opening", "stage": "happened", "when": "XXXX-06-05"}"#;
    let told = |said: &str| fixed(&wire("2031"), &[DEATH, &order(said), opened]);
    assert_eq!(told("2025-06-05"), ["o when 2025-06-05: d k"]);
    assert_eq!(told("2025-06-04"), NOTHING);
    assert_eq!(told("2020"), NOTHING);
}

#[test]
fn what_follows_from_a_prediction_is_not_fixed_either() {
    let foretold = |said: &str| {
        format!(
            r#"{{"id": "k", "source": "wire", "said": "{said}", "before": "the death", "after": "the opening",
                 "gap": "36 years"}}"#
        )
    };
    // The sale is past, and known only by how long before the opening it was.
    let sold =
        r#"{"id": "s", "source": "gazette", "event": "the sale", "stage": "happened", "when": "199X"}"#;
    let gap = r#"{"id": "t", "source": "gazette", "before": "the sale", "after": "the opening", "gap": "30 years"}"#;
    let told = |said: &str| fixed(&wire("2031"), &[DEATH, &foretold(said), sold, gap]);
    assert_eq!(told("2026"), ["s when 1995: d k t"]);
    assert_eq!(told("2020"), NOTHING);
}

#[test]
fn every_kind_of_date_can_be_fixed() {
    let opened =
        r#"{"id": "o", "source": "gazette", "event": "the opening", "stage": "happened", "when": "202X"}"#;
    let order = r#"{"id": "k", "source": "gazette", "before": "the death", "after": "the opening", "gap": "36 years"}"#;
    assert_eq!(fixed(&wire("2031"), &[DEATH, opened, order]), ["o when 2025: d k"]);
    let said =
        r#"{"id": "s", "source": "wire", "said": "XXXX-06-05", "event": "the sale", "stage": "planned"}"#;
    let kept = KEPT.replace(r#"{"said": "wire"}"#, r#"{"said": "s"}"#);
    assert_eq!(fixed(&wire("2031"), &[DEATH, said, &kept]), ["s said 2025-06-05: d k"]);
    let before = r#"{"id": "k", "source": "gazette", "before": "199X", "after": "the death"}"#;
    assert_eq!(fixed(&wire("2031"), &[DEATH, before]), NOTHING);
    let before =
        r#"{"id": "k", "source": "gazette", "before": "198X-03", "after": "the death", "gap": "3 months"}"#;
    assert_eq!(fixed(&wire("2031"), &[DEATH, before]), ["k before 1989-03: d k"]);
    let after =
        r#"{"id": "k", "source": "gazette", "before": "the death", "after": "202X", "gap": "36 years"}"#;
    assert_eq!(fixed(&wire("2031"), &[DEATH, after]), ["k after 2025: d k"]);
}

#[test]
fn a_publication_that_nobody_dates_lies_between_what_bounds_it_on_both_sides() {
    let undated = r#""wire": {"publisher": "Example Wire"}"#;
    let report = check(&set(undated, &[DEATH, KEPT]));
    assert_eq!(lines(&report), ["wire published 2025-05-01/2025-07-05: d k"]);
    assert_eq!(
        report.inferred[0].text,
        "wire was published between 2025-05-01 and 2025-07-05 (no date given)"
    );
    let least = KEPT.replace(r#""36 years", "as": "anniversary""#, r#""at least 36 years""#);
    assert_eq!(fixed(undated, &[DEATH, &least]), NOTHING);
}

#[test]
fn one_inferred_date_may_fix_another() {
    let sold = r#"{"id": "s", "source": "gazette", "event": "the sale", "stage": "happened", "when": "[2023,2025]"}"#;
    let before = r#"{"id": "t", "source": "gazette", "before": {"said": "wire"}, "after": "the sale"}"#;
    // A day of 2023 or later does not rule 2023 out; the fifth of June two years later does.
    let report = check(&set(&wire("XXXX-06-05"), &[DEATH, KEPT, sold, before]));
    assert_eq!(lines(&report), ["s when 2025: d k t", "wire published 2025-06-05: d k"]);
    let undated = r#""wire": {"publisher": "Example Wire"}"#;
    let kept = KEPT.replace("36 years", "34 years");
    assert_eq!(
        fixed(undated, &[DEATH, &kept, sold, before])[..1],
        ["wire published 2023-05-01/2023-07-06: d k"]
    );
    // The year of the wire alone, 2024, rules it out: 2020 and 2022 are no part of what is left.
    let since = r#"{"id": "k", "source": "gazette", "before": "2022-07-01", "after": {"said": "wire"}}"#;
    let report = check(&set(&wire("[2020,2022-03,2024-03]"), &[sold, before, since]));
    assert_eq!(lines(&report), ["wire published 2024-03: k", "s when 2025: t"]);
    let step = "wire was published 2024-03, written [2020,2022-03,2024-03]";
    assert_eq!(report.inferred[1].steps[0], step);
}

#[test]
fn a_finding_that_uses_an_inferred_date_says_so_and_names_what_it_rests_on() {
    let staff = |id: &str, source: &str, value: &str| {
        format!(
            r#"{{"id": "{id}", "source": "{source}", "subject": "the firm", "measure": "staff", "value": "{value}"{}}}"#,
            if source == "gazette" { r#", "said": "2024-01-01", "as_of": "2024-01-01""# } else { "" }
        )
    };
    let fewer = staff("a", "wire", "exactly 500").replace(r#""value""#, r#""as_of": "2025-06-01", "value""#);
    let claims = [DEATH, KEPT, &staff("b", "gazette", "exactly 900"), &fewer];
    // The two figures carry their own days: the inferred date plays no part.
    let report = check(&set(&wire("XXXX-06-05"), &claims));
    assert_eq!(report.findings.len(), 1);
    assert_eq!((report.findings[0].verdict, report.findings[0].rests_on.len()), (Verdict::Contradiction, 0));
    // Without a day of its own the second is of the day on which it was said.
    let said = staff("a", "wire", "exactly 500");
    let set = set(&wire("XXXX-06-05"), &[DEATH, KEPT, claims[2], &said]);
    let report = check(&set);
    let [finding] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!((finding.claims.join(" "), finding.verdict), ("a b".to_owned(), Verdict::Tension));
    assert_eq!(finding.rests_on, ["d", "k"]);
    assert_eq!(
        finding.steps[0],
        "wire was published on 2025-06-05 (written XXXX-06-05): that follows from d, k"
    );
    assert_eq!(finding.sides[0].source, "Example Wire, 2025-06-05, written XXXX-06-05");
    // Asked about two claims, the same answer is given.
    assert!(matches!(relate(&set, "a", "b").unwrap(), Relation::Tension(other) if *other == *finding));
    // Without one of those on which it rests, nothing is left of it.
    for id in ["d", "k"] {
        let fewer = set.only(|claim| claim.id != id);
        assert_eq!(check(&fewer).findings, [], "{id}");
        assert!(finding.proof.verify(&fewer).is_err(), "{id}");
    }
}

#[test]
fn what_is_told_before_an_inferred_date_can_have_been_told_contradicts_it() {
    let told = |when: &str| {
        format!(
            r#"{{"id": "o", "source": "wire", "event": "the opening", "stage": "happened", "when": "{when}"}}"#
        )
    };
    let report = check(&set(&wire("XXXX-06-05"), &[DEATH, KEPT, &told("2025-08-01")]));
    let [finding] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!((finding.rule.name(), finding.verdict), ("anachronism", Verdict::Contradiction));
    assert_eq!(finding.rests_on, ["d", "k"]);
    assert_eq!(check(&set(&wire("XXXX-06-05"), &[DEATH, KEPT, &told("2025-06-05")])).findings, []);
}

#[test]
fn what_had_been_said_by_a_day_goes_by_inferred_dates() {
    let sources = format!(
        r#"{}, "chronicle": {{"publisher": "Example Chronicle", "published": "1990"}}"#,
        wire("XXXX-06-05")
    );
    let early = DEATH.replace("almanac", "chronicle");
    let by = |death: &str, day: &str| {
        let report = Checker::new().said_by(day.parse().unwrap()).check(&set(&sources, &[death, KEPT]));
        (report.counts.claims, lines(&report))
    };
    assert_eq!(by(&early, "2025-06-04"), (1, Vec::new()));
    assert_eq!(by(&early, "2025-06-05"), (2, vec!["wire published 2025-06-05: d k".to_owned()]));
    // What was said later fixes when the wire was published, and is no part of what was known then.
    assert_eq!(by(DEATH, "2025-06-05"), (1, Vec::new()));
}

#[test]
fn the_set_itself_keeps_what_was_written() {
    let set = set(&wire("XXXX-06-05"), &[DEATH, KEPT]);
    let before = set.clone();
    let report = check(&set);
    assert_eq!(report.inferred.len(), 1);
    assert_eq!(set, before);
    assert!(gainsay::write(&set).contains("XXXX-06-05"));
    assert!(!gainsay::write(&set).contains("2025"));
}

#[test]
fn the_derivation_is_told_step_by_step() {
    let report = check(&set(&wire("XXXX-06-05"), &[DEATH, KEPT]));
    assert_eq!(report.inferred[0].text, "wire was published on 2025-06-05 (written XXXX-06-05)");
    assert_eq!(
        report.inferred[0].steps,
        [
            "d says: the death: happened (1989-06-03)",
            "k puts 36 years between the death and what wire said, that is 13,117 to 13,180 days",
            "so wire was published between 2025-05-01 and 2025-07-05",
            "of what is written only 2025-06-05 lies there",
        ]
    );
}

#[test]
fn only_what_is_needed_is_cited() {
    // That the opening came first says more than the anniversary, and nothing that is needed.
    let opened = r#"{"id": "a", "source": "gazette", "event": "the opening", "stage": "happened", "when": "2025-05-20"}"#;
    let first = r#"{"id": "b", "source": "gazette", "before": "the opening", "after": {"said": "wire"}}"#;
    assert_eq!(fixed(&wire("XXXX-06-05"), &[DEATH, KEPT, opened, first]), ["wire published 2025-06-05: d k"]);
    // A second anniversary and a second day of the death say no more.
    let again = KEPT.replace(r#""k""#, r#""l""#);
    let death = DEATH.replace(r#""d""#, r#""e""#).replace("1989-06-03", "1989-06");
    let found = fixed(&wire("XXXX-06-05"), &[DEATH, &death, KEPT, &again]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].split_once(": ").unwrap().1.split(' ').count(), 2, "{found:?}");
}

#[test]
fn the_order_of_claims_changes_no_byte() {
    let opened =
        r#"{"id": "o", "source": "wire", "event": "the opening", "stage": "happened", "when": "202X"}"#;
    let mut claims = [
        DEATH,
        KEPT,
        opened,
        r#"{"id": "p", "source": "gazette", "before": "2025-01-01", "after": "the opening"}"#,
    ];
    let json = |claims: &[&str]| serde_json::to_string(&check(&set(&wire("XXXX-06-05"), claims))).unwrap();
    let first = json(&claims);
    assert!(first.contains(r#""field":"when""#), "{first}");
    for _ in 0..claims.len() {
        claims.rotate_left(1);
        assert_eq!(json(&claims), first);
    }
}
