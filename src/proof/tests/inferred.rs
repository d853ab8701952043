//! Inferred dates that somebody tampered with are rejected.
#![expect(clippy::panic, reason = "a helper that fails is a test that fails")]

use super::super::{Bound, Fact, Inference, Instant, Proof};
use crate::model::{ClaimSet, DateOf, Key};

/// A figure that a running total leaves behind only if the wire is of 2025, and why it is: the sale was in 2024, the
/// wire came after it, and the memo that repeats the wire is of a 5 June within a year of the sale.
const CLAIMS: [&str; 6] = [
    r#"{"id": "d", "source": "almanac", "event": "the sale", "stage": "happened", "when": "2024-10"}"#,
    r#"{"id": "k", "source": "memo", "before": "the sale", "after": {"said": "memo"}, "gap": "8 months", "as": "about"}"#,
    r#"{"id": "p", "source": "almanac", "before": {"said": "memo"}, "after": {"said": "wire"}, "gap": "at most 1 year"}"#,
    r#"{"id": "a", "source": "almanac", "said": "2024-01-01", "subject": "the firm", "measure": "staff", "value": "900"}"#,
    r#"{"id": "b", "source": "wire", "subject": "the firm", "measure": "staff", "value": "500"}"#,
    r#"{"id": "x", "source": "almanac", "event": "the opening", "stage": "happened", "when": "2024-10"}"#,
];

fn set(change: impl Fn(&str) -> String) -> ClaimSet {
    with_events(change, r#""the sale": {"once": true}"#)
}

fn with_events(change: impl Fn(&str) -> String, sale: &str) -> ClaimSet {
    let claims: Vec<String> = CLAIMS.iter().map(|claim| change(claim)).collect();
    let file = format!(
        r#"{{"gainsay": 1,
            "sources": {{
                "almanac": {{"publisher": "Example Almanac", "published": "2030-01-01"}},
                "memo": {{"publisher": "Example Memo", "published": "XXXX-06-05"}},
                "wire": {{"publisher": "Example Wire", "published": "[2023,2025-09,2028]"}}}},
            "events": {{{sale}, "the opening": {{"once": true}}}},
            "measures": {{"staff": {{"kind": "running_total", "unit": "person"}}}},
            "units": {{"person": {{"counts": true}}}},
            "claims": [{}]}}"#,
        claims.join(",")
    );
    crate::read([("inferred.json", file)]).unwrap()
}

fn as_it_is() -> ClaimSet {
    set(str::to_owned)
}

/// The proof of the finding, with its inferred dates.
fn proof(set: &ClaimSet) -> Proof {
    let report = crate::Checker::new().check(set);
    let [finding] = report.findings.as_slice() else { panic!("{}", report.text()) };
    assert_eq!(finding.rests_on, ["d", "k", "p"]);
    finding.proof.clone()
}

#[track_caller]
fn rejected(tamper: impl FnOnce(&mut Vec<Inference>), because: &str) {
    let set = as_it_is();
    let mut tampered = proof(&set);
    tamper(&mut tampered.inferred);
    assert_eq!(tampered.verify(&set).map_err(|error| error.to_string()), Err(because.to_owned()));
}

#[test]
fn the_proof_is_of_the_set_as_it_was_written() {
    let set = as_it_is();
    let proof = proof(&set);
    let dates: Vec<&str> = proof.inferred.iter().map(|one| one.date.words()).collect();
    assert_eq!(dates, ["2025-06-05", "2025-09"]);
    assert_eq!(proof.verify(&set), Ok(()));
}

#[test]
fn another_year_is_rejected() {
    let because = "inferred date 1: the bounds do not leave this date alone";
    rejected(|all| all[0].date = "2024-06-05".parse().unwrap(), because);
    rejected(|all| all[0].date = "2025".parse().unwrap(), because);
    rejected(|all| all[0].date = "2025-06-05?".parse().unwrap(), because);
}

#[test]
fn a_bound_too_few_is_rejected() {
    rejected(|all| all[0].lower.clear(), "inferred date 1: the bounds do not leave this date alone");
    rejected(|all| all[0].upper.clear(), "inferred date 1: the bounds do not leave this date alone");
    rejected(|all| drop(all[0].upper.pop()), "inferred date 1: the bounds do not add up");
    rejected(|all| drop(all[0].lower.remove(0)), "inferred date 1: the bounds do not add up");
    rejected(
        |all| all[0] = Inference { lower: vec![], upper: vec![], ..all[0].clone() },
        "inferred date 1: the bounds do not add up",
    );
}

#[test]
fn a_bound_that_nobody_makes_is_rejected() {
    let because = "inferred date 1: a bound does not hold in every reading";
    rejected(|all| all[0].lower[0].days -= 1, because);
    rejected(|all| all[0].lower[0].strict = !all[0].lower[0].strict, because);
    rejected(|all| all[0].lower[0].fact = Fact::Order("p".to_owned()), because);
    rejected(|all| all[0].lower[0].fact = Fact::Told("d".to_owned()), because);
    rejected(|all| all[0].lower[0].fact = Fact::Order("nobody".to_owned()), because);
    rejected(
        |all| {
            let of = DateOf::Published("memo".to_owned());
            let own = Bound {
                plus: None,
                minus: Some(Instant::Dated(of.clone())),
                days: 0,
                strict: false,
                fact: Fact::Date(of),
            };
            all[0].lower = vec![own];
        },
        because,
    );
    // Of another event, the same days.
    rejected(
        |all| {
            for bound in
                all[0].lower.iter_mut().filter(|bound| bound.fact == Fact::Date(DateOf::When("d".to_owned())))
            {
                bound.fact = Fact::Date(DateOf::When("x".to_owned()));
                bound.minus = Some(Instant::Event(Key::fold("the opening")));
            }
        },
        "inferred date 1: the bounds do not add up",
    );
}

#[test]
fn a_date_that_is_not_open_is_rejected() {
    let because = "inferred date 1: nothing can be inferred of this date";
    rejected(|all| all[0].of = DateOf::Published("almanac".to_owned()), because);
    rejected(|all| all[0].of = DateOf::Published("nobody".to_owned()), because);
    rejected(|all| all[0].of = DateOf::When("d".to_owned()), because);
    rejected(|all| all[0].of = DateOf::Said("a".to_owned()), because);
    // Once it is settled it is open no more.
    rejected(|all| all.insert(0, all[0].clone()), "inferred date 2: nothing can be inferred of this date");
}

#[test]
fn an_inference_does_not_stand_without_those_on_which_it_rests() {
    let set = as_it_is();
    for at in 0..2 {
        let mut tampered = proof(&set);
        tampered.inferred.remove(at);
        assert!(tampered.verify(&set).is_err(), "{at}");
    }
    let mut turned = proof(&set);
    turned.inferred.reverse();
    assert!(turned.verify(&set).is_err());
}

#[test]
fn claims_that_do_not_count_bound_nothing() {
    let proof = proof(&as_it_is());
    for (claim, from, to) in [
        ("d", r#""happened""#, r#""planned""#),
        ("d", r#""2024-10""#, r#""2024-10?""#),
        ("d", r#""source""#, r#""certainty": "probable", "source""#),
        ("k", r#""source""#, r#""stance": "denies", "source""#),
        ("k", r#""source""#, r#""certainty": "possible", "source""#),
        ("k", r#""source": "memo""#, r#""source": "memo", "said": "2020""#),
        ("x", r#""source""#, r#""corrects": ["d"], "source""#),
        ("x", r#""source""#, r#""retracts": ["p"], "source""#),
    ] {
        let own = format!(r#""id": "{claim}""#);
        let changed =
            set(|text| if text.contains(&own) { text.replacen(from, to, 1) } else { text.to_owned() });
        assert!(proof.verify(&changed).is_err(), "{claim} {to}");
    }
    for sale in [r#""the sale": {}"#, r#""the sale": {"recurs": true}"#] {
        assert!(proof.verify(&with_events(str::to_owned, sale)).is_err(), "{sale}");
    }
}
