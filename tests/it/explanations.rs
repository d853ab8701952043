//! Findings of many claims, told step by step: worked out by hand, word for word.

use gainsay::{Checker, Finding};

const DECLARED: &str = r#"
  "sources": {
    "a": {"publisher": "Example Gazette", "published": "2025-03-01"},
    "b": {"publisher": "Example Herald", "published": "2025-03-02"},
    "c": {"publisher": "Example Courier", "published": "2025-03-03"}
  },
  "rates": [{"from": "EUR", "to": "USD", "value": "[1.05, 1.12]", "of": "2024"}],
  "measures": {
    "trade": {"kind": "flow", "unit": "USD", "additive": true, "non_negative": true},
    "aid": {"kind": "running_total", "unit": "USD", "ladder": "funding", "additive": true, "non_negative": true},
    "length": {"kind": "constant", "unit": "km", "non_negative": true},
    "passengers": {"kind": "flow", "unit": "1", "non_negative": true}
  },
  "events": {"the lease begins": {"once": true}, "the lease is renewed": {"once": true}, "the lease ends": {"once": true}}"#;

/// The trade of the port in some goods and year.
fn cell(goods: &str, year: &str) -> String {
    let scope =
        if goods.is_empty() { String::new() } else { format!(r#""scope": {{"goods": "{goods}"}}, "#) };
    format!(r#""subject": "the port", "measure": "trade", {scope}"of": "{year}""#)
}

#[track_caller]
fn findings(claims: &str) -> Vec<Finding> {
    let text = format!(r#"{{"gainsay": 1, {DECLARED}, "claims": [{claims}]}}"#);
    let set = gainsay::read([("told.json", text)]).unwrap_or_else(|faults| panic!("{faults}"));
    let report = Checker::new().check(&set);
    for finding in &report.findings {
        finding.proof.verify(&set).unwrap();
    }
    report.findings
}

#[track_caller]
fn only(claims: &str) -> Finding {
    let mut all = findings(claims);
    assert_eq!(all.len(), 1, "{all:?}");
    all.pop().unwrap()
}

#[test]
fn a_chain_over_five_claims_is_told_bound_by_bound() {
    let claims = format!(
        r#"{{"id": "before", "source": "a", {}, "value": "$4.00 billion"}},
           {{"id": "growth", "source": "b", "subject": "the port", "measure": "trade", "change": "+25%", "from": "2023", "to": "2024"}},
           {{"id": "share", "source": "c", "share": "45%", "part": {{{grain}}}, "whole": {{{all}}}}},
           {{"id": "ore", "source": "b", {ore}, "value": "$1.00 billion"}},
           {{"id": "sum", "source": "c", "exhaustive": true, "total": {{{all}}}, "parts": [{{{grain}}}, {{{ore}}}]}}"#,
        cell("", "2023"),
        all = cell("", "2024"),
        grain = cell("grain", "2024"),
        ore = cell("ore", "2024"),
    );
    let found = only(&claims);
    assert_eq!(
        found.steps,
        [
            "every claim is read as generously as its words allow",
            "before says trade of 2023 is at least 3.995 billion USD",
            "by growth (+25%), trade of 2024 is at least 1.245 × 3.995 billion USD = 4.973775 billion USD",
            "ore says trade (goods: ore) of 2024 is at most 1.01 billion USD",
            "before says trade of 2023 is at most 4.01 billion USD",
            "by growth (+25%), trade of 2024 is at most 1.26 × 4.01 billion USD = 5.0526 billion USD",
            "by share (45%), trade (goods: grain) of 2024 is at most 0.46 × 5.0526 billion USD = 2.324196 billion USD",
            "but by sum, trade of 2024 is at most 1.01 billion USD + 2.324196 billion USD = 3.334196 billion USD, \
             and it is at least 4.973775 billion USD",
        ]
    );
    assert_eq!(found.gap.as_deref(), Some("1.639579 billion USD"));
}

#[test]
fn laws_and_rates_stand_where_they_are_used() {
    let claims = format!(
        r#"{{"id": "m1", "source": "a", {}, "value": "€4.2 billion"}},
           {{"id": "m2", "source": "c", "share": "nearly 40%", "part": {{{}}}, "whole": {{{}}}}},
           {{"id": "m3", "source": "b", "subject": "the port", "measure": "trade", "change": "+$2.0bn", "from": "2023", "to": "2024"}},
           {{"id": "m4", "source": "b", {}, "value": "at most $8 billion"}}"#,
        cell("grain", "2024-01/2024-09"),
        cell("grain", "2024"),
        cell("", "2024"),
        cell("", "2023"),
    );
    assert_eq!(
        only(&claims).steps,
        [
            "every claim is read plainly",
            "m1 says trade (goods: grain) of 2024-01/2024-09 is at least 4.3575 billion USD, at [1.05, 1.12] USD \
             for one EUR in 2024",
            "the period of m1 lies inside that of m2, and a part has at most the whole, so trade (goods: grain) of \
             2024 is at least 4.3575 billion USD",
            "m4 says trade of 2023 is at most 8 billion USD",
            "by m3 (+$2.0bn), trade of 2024 is less than 8 billion USD + 2.05 billion USD = 10.05 billion USD",
            "but by m2 (nearly 40%), trade (goods: grain) of 2024 is less than 0.4 × 10.05 billion USD = \
             4.02 billion USD, and it is at least 4.3575 billion USD",
        ]
    );
}

#[test]
fn dates_are_carried_from_one_gap_to_the_next() {
    let claims = r#"
        {"id": "g1", "source": "a", "event": "the lease begins", "stage": "happened", "when": "2001-03"},
        {"id": "g2", "source": "b", "before": "the lease begins", "after": "the lease is renewed", "gap": "20 years"},
        {"id": "g3", "source": "c", "before": "the lease is renewed", "after": "the lease ends", "gap": "at least 5 years"},
        {"id": "g4", "source": "b", "event": "the lease ends", "stage": "happened", "when": "2024-05-01"}"#;
    assert_eq!(
        only(claims).steps,
        [
            "every claim is read as generously as its words allow",
            "g1 puts \"the lease begins\" on 2001-03-01 or later",
            "g2 puts 20 years between \"the lease begins\" and \"the lease is renewed\", more than 7,303 days, so \
             \"the lease is renewed\" falls on 2021-02-27 or later",
            "g3 puts at least 5 years between \"the lease is renewed\" and \"the lease ends\", more than 1,732 days, \
             so \"the lease ends\" falls on 2025-11-25 or later",
            "but g4 puts \"the lease ends\" on 2024-05-01 or earlier",
        ]
    );
}

#[test]
fn a_share_turned_round_is_a_division_and_one_thing_by_two_names_is_said_to_be_one() {
    let claims = r#"
        {"id": "k1", "source": "c", "share": "a third", "part": {"subject": "line", "measure": "length", "scope": {"kind": "tunnel"}},
          "whole": {"subject": "Line", "measure": "length"}},
        {"id": "k2", "source": "a", "subject": "line", "measure": "length", "scope": {"kind": "tunnel"}, "value": "20.0 km"},
        {"id": "k3", "source": "b", "subject": "line", "measure": "length", "value": "90 km"}"#;
    let found = only(claims);
    assert_eq!(
        found.steps,
        [
            "every claim is read as generously as its words allow",
            "k1 and k3 speak of one cell at one time",
            "k3 says line, length is at least 85 km",
            "by k1 (a third), line, length (kind: tunnel) is at least 85 km ÷ 3.75 = about 22.666667 km",
            "but k2 says line, length (kind: tunnel) is at most 20.1 km",
        ]
    );
    assert_eq!(found.gap.as_deref(), Some("about 2.566667 km"));
}

#[test]
fn a_case_says_what_it_supposes_and_what_two_cases_share_is_said_once() {
    let cell = |subject: &str, stage: &str| {
        format!(r#""subject": "{subject}", "measure": "aid", "stage": "{stage}", "as_of": "2025-01-31""#)
    };
    let claims = format!(
        r#"{{"id": "s1", "source": "a", {}, "value": "at most $120 billion"}},
           {{"id": "s2", "source": "b", {}, "value": "at most $100 billion"}},
           {{"id": "s3", "source": "b", "exhaustive": true, "total": {{{both}}}, "parts": [{{{}}}, {{{}}}]}},
           {{"id": "s4", "source": "c", {both}, "value": "more than $400 billion"}}"#,
        cell("Exampleland", "paid"),
        cell("Otherland", "paid"),
        cell("Exampleland", "paid"),
        cell("Otherland", "paid"),
        both = cell("both", "paid"),
    );
    let found = only(&claims);
    assert_eq!(
        found.steps.first().map(String::as_str),
        Some("every claim is read as generously as its words allow")
    );
    assert_eq!(
        found.steps.last().map(String::as_str),
        Some("but s4 says both, aid (paid) as of 2025-01-31 is more than 380 billion USD")
    );
    // "finalized" is committed or paid, and one paper means one of them throughout: either way it is too much.
    let open = claims.replace(r#""stage": "paid""#, r#""stage": "finalized""#);
    let open =
        open.replace(r#""source": "a""#, r#""source": "b""#).replace(r#""source": "c""#, r#""source": "b""#);
    let found = only(&open);
    let supposed: Vec<&String> = found.steps.iter().filter(|step| step.starts_with("suppose ")).collect();
    assert_eq!(supposed, ["suppose \"finalized\" means committed", "suppose \"finalized\" means disbursed"]);
    let sums = found.steps.iter().filter(|step| step.contains("every claim is read")).count();
    assert_eq!(sums, 1, "{:?}", found.steps);
}

#[test]
fn two_claims_are_told_as_before() {
    let claims = format!(
        r#"{{"id": "a", "source": "a", {cell}, "value": "$4.00 billion"}},
           {{"id": "b", "source": "b", {cell}, "value": "$5.00 billion"}}"#,
        cell = cell("", "2024")
    );
    let found = only(&claims);
    assert_eq!(found.steps.len(), 3, "{:?}", found.steps);
    assert!(found.steps.iter().any(|step| step.ends_with("read as generously as its words allow")));
}
