//! Claims whose arithmetic cannot be, or nearly: each a clear finding, exact to the last digit, or rightly nothing.

use gainsay::{Checker, Verdict};

/// What is found in claims about flows and rates of the years 2023 and 2024, each from a publisher of its own.
#[track_caller]
fn found(claims: &[String]) -> Vec<String> {
    let lines: Vec<String> =
        claims.iter().enumerate().map(|(at, claim)| format!(r#"{{"source": "s{at}", {claim}}}"#)).collect();
    let sources: Vec<String> = (0..claims.len())
        .map(|at| format!(r#""s{at}": {{"publisher": "Publisher {at}", "published": "2025-06-01"}}"#))
        .collect();
    let text = format!(
        r#"{{"gainsay": 1, "sources": {{{}}}, "measures": {{
            "sales": {{"kind": "flow", "unit": "t", "additive": true, "non_negative": true}},
            "rate": {{"kind": "average", "unit": "%", "non_negative": true}}}}, "claims": [{}]}}"#,
        sources.join(", "),
        lines.join(", ")
    );
    let set = gainsay::read([("set.json", text)]).unwrap_or_else(|faults| panic!("{faults}"));
    let report = Checker::new().check(&set);
    assert_eq!(report.undecided, []);
    let told = |finding: &gainsay::Finding| {
        finding.proof.verify(&set).unwrap();
        assert_eq!(finding.verdict, Verdict::Contradiction);
        format!("{}: {}", finding.rule.name(), finding.claims.join(" "))
    };
    report.findings.iter().map(told).collect()
}

fn cell(subject: &str, year: u32) -> String {
    format!(r#""subject": "{subject}", "measure": "sales", "of": "{year}""#)
}

fn figure(id: &str, subject: &str, year: u32, figure: &str) -> String {
    format!(r#""id": "{id}", "kind": "amount", {}, "value": "exactly {figure} t""#, cell(subject, year))
}

fn share(id: &str, part: &str, share: &str, whole: &str) -> String {
    format!(
        r#""id": "{id}", "kind": "share", "share": "exactly {share}", "part": {{{}}}, "whole": {{{}}}"#,
        cell(part, 2024),
        cell(whole, 2024)
    )
}

fn total(id: &str, whole: &str, parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("{{{}}}", cell(part, 2024))).collect();
    format!(
        r#""id": "{id}", "kind": "total", "exhaustive": true, "total": {{{}}}, "parts": [{}]"#,
        cell(whole, 2024),
        parts.join(", ")
    )
}

fn change(id: &str, measure: &str, change: &str) -> String {
    format!(
        r#""id": "{id}", "kind": "change", "subject": "port", "measure": "{measure}", "change": "{change}", "from": "2023", "to": "2024""#
    )
}

fn rate(id: &str, year: u32, value: &str) -> String {
    format!(
        r#""id": "{id}", "kind": "amount", "subject": "port", "measure": "rate", "of": "{year}", "value": "exactly {value}""#
    )
}

#[test]
fn shares_of_one_whole_come_to_all_of_it_at_most() {
    let of = |pier: &str, mole: &str, port: &str| {
        found(&[
            share("a", "pier", pier, "port"),
            share("b", "mole", mole, "port"),
            total("sum", "port", &["pier", "mole"]),
            figure("all", "port", 2024, port),
        ])
    };
    assert_eq!(of("60%", "50%", "10"), ["total: a all b sum"]);
    assert_eq!(of("120%", "10%", "10"), ["total: a all sum"]);
    assert_eq!(of("60%", "40%", "10"), [""; 0]);
    // Of nothing, all shares are nothing.
    assert_eq!(of("60%", "50%", "0"), [""; 0]);
}

#[test]
fn totals_in_a_circle_leave_nothing_for_the_rest() {
    let circle = |quay: &str| {
        found(&[
            total("up", "port", &["pier", "quay"]),
            total("down", "pier", &["port", "mole"]),
            figure("quay", "quay", 2024, quay),
        ])
    };
    assert_eq!(circle("5"), ["total: down quay up"]);
    assert_eq!(circle("0"), [""; 0]);
}

#[test]
fn nothing_rises_by_a_percentage() {
    let rise = |from: &str, to: &str| {
        found(&[
            figure("from", "port", 2023, from),
            change("change", "sales", "+50%"),
            figure("to", "port", 2024, to),
        ])
    };
    // Whatever was reached: half of nothing more is no rise.
    assert_eq!(rise("0", "5"), ["change-size: change from"]);
    assert_eq!(rise("0", "0"), ["change-size: change from", "direction-amounts: change to"]);
    assert_eq!(rise("2", "3"), [""; 0]);
}

#[test]
fn nothing_falls_below_nothing() {
    let fall =
        |from: &str, by: &str| found(&[figure("from", "port", 2023, from), change("change", "sales", by)]);
    assert_eq!(fall("3", "exactly -5 t"), ["change-size: change from"]);
    assert_eq!(fall("3", "exactly -3 t"), [""; 0]);
}

#[test]
fn a_change_may_leave_less_than_nothing_before_it() {
    let change = |change: &str, reaching: &str| {
        found(&[format!(
            r#""id": "change", "kind": "change", "subject": "port", "measure": "sales", "change": "{change}", "from": "2023",
            "to": "2024", "reaching": "{reaching}""#
        )])
    };
    assert_eq!(change("+9 t", "6 t"), ["change-size: change"]);
    assert_eq!(change("+50%", "exactly 0 t"), ["direction-amounts: change"]);
    assert_eq!(change("+6 t", "6 t"), [""; 0]);
}

#[test]
fn percent_and_percentage_points_never_mix() {
    let rates =
        |by: &str| found(&[rate("from", 2023, "4%"), change("change", "rate", by), rate("to", 2024, "6%")]);
    assert_eq!(rates("+2 percentage points"), [""; 0]);
    assert_eq!(rates("+50%"), [""; 0]);
    assert_eq!(rates("+2%"), ["change-size: change from to"]);
    // Nor does a rate that is never below zero come to 6 % by 50 points more.
    assert_eq!(rates("+50 percentage points"), ["change-size: change to"]);
}

#[test]
fn figures_of_28_digits_are_exact_to_the_last() {
    let sum = |all: &str| {
        found(&[
            figure("a", "pier", 2024, "1234567890123456789012345678"),
            figure("b", "mole", 2024, "1"),
            total("sum", "port", &["pier", "mole"]),
            figure("all", "port", 2024, all),
        ])
    };
    assert_eq!(sum("1234567890123456789012345679"), [""; 0]);
    assert_eq!(sum("1234567890123456789012345680"), ["total: a all b sum"]);
}
