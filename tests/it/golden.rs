//! The verdicts that financial reporting has published rules for: duplicate facts, and sums of rounded figures.
//!
//! The cases and what they mean stand in `tests/golden/README.md`. A fact is an amount with declared decimals; a sum is an
//! exhaustive total. All cases of a file make one set, in which each case has subjects of its own.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{
    Cell, Checker, Claim, ClaimSet, ClaimSetBuilder, End, Exact, Grade, Interval, Listing, Measure, Nature,
    Part, Policy, Report, Source, Statement, Value, Verdict,
};
use serde_json::Value as Json;

fn cases(text: &str) -> Vec<Json> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A figure right to so many decimals.
fn value(fact: &Json) -> Value {
    let figure = fact[0].as_str().unwrap().parse().unwrap();
    let decimals = match fact[1].as_str().unwrap() {
        "INF" => None,
        places => Some(places.parse().unwrap()),
    };
    Value::declared(figure, decimals).unwrap()
}

fn policy(rounding: &str) -> Policy {
    let mut policy = Policy { listing: Listing::All, ..Policy::default() };
    policy.set("rounding", Grade::Plain, rounding).unwrap();
    policy
}

fn builder(rounding: &str) -> ClaimSetBuilder {
    ClaimSet::builder()
        .policy(policy(rounding))
        .source(Source::new("report", "Example Firm"))
        .measure("item", Measure::constant("USD"))
}

/// The facts of one item as claims, their ids led by the name of the case.
fn facts(set: ClaimSetBuilder, case: &str, item: &str, facts: &Json) -> ClaimSetBuilder {
    let facts = facts.as_array().unwrap().iter().enumerate();
    let claim = |(at, fact)| {
        let id = format!("{case} {item} {at}");
        Claim::amount(id, "report", Cell::new(format!("{case} {item}"), "item"), value(fact))
    };
    facts.map(claim).fold(set, ClaimSetBuilder::claim)
}

/// The contradictions of each case, by the word that leads the ids.
fn contradictions(report: &Report) -> BTreeMap<&str, Vec<&[String]>> {
    let mut found: BTreeMap<&str, Vec<&[String]>> = BTreeMap::new();
    for finding in &report.findings {
        assert_eq!(finding.verdict, Verdict::Contradiction, "declared decimals leave nothing open");
        let case = finding.claims[0].split(' ').next().unwrap();
        found.entry(case).or_default().push(&finding.claims);
    }
    found
}

/// The sum of a case: its items times their weights, and nothing else.
fn total(case: &Json) -> Claim {
    let id = case["id"].as_str().unwrap();
    let cell = |item: String| Cell::new(format!("{id} {item}"), "item");
    let parts = case["items"].as_array().unwrap().iter().enumerate();
    let parts = parts.map(|(at, item)| Part {
        cell: cell(format!("item{at}")),
        times: item["w"].as_str().unwrap().parse().unwrap(),
    });
    let total = cell("total".to_owned());
    let statement = Statement::Total { total, parts: parts.collect(), exhaustive: true };
    Claim::new(format!("{id} sum"), "report", statement)
}

/// The cases of sums whose verdict is not the published one.
fn wrong_sums(rounding: &str, mode: &str) -> Vec<String> {
    let cases = cases(include_str!("../golden/xbrl_calc.jsonl"));
    let mut set = builder(rounding);
    for case in &cases {
        let id = case["id"].as_str().unwrap();
        set = facts(set, id, "total", &case["total"]);
        for (at, item) in case["items"].as_array().unwrap().iter().enumerate() {
            set = facts(set, id, &format!("item{at}"), &item["facts"]);
        }
        set = set.claim(total(case));
    }
    let set = set.build().unwrap();
    let report = Checker::new().check(&set);
    assert!(report.undecided.is_empty(), "{:?}", report.undecided.first());
    let found = contradictions(&report);
    let wrong = |case: &&Json| {
        let id = case["id"].as_str().unwrap();
        let sum = format!("{id} sum");
        let broken = found.get(id).is_some_and(|sets| sets.iter().any(|claims| claims.contains(&sum)));
        (case["spec"][mode] == "ok") == broken
    };
    assert_eq!(cases.len(), 2500);
    cases.iter().filter(wrong).map(ToString::to_string).collect()
}

#[test]
fn every_sum_of_rounded_figures_has_its_published_verdict() {
    assert_eq!(wrong_sums("nearest", "round"), [""; 0]);
}

#[test]
fn every_sum_of_cut_off_figures_has_its_published_verdict() {
    assert_eq!(wrong_sums("truncation", "trunc"), [""; 0]);
}

/// What some facts are together: one figure throughout, at odds, or neither.
fn verdict(facts: &[Value], broken: bool) -> &'static str {
    let same = |a: &Value, b: &Value| a.same_figure(b) && a.declared_precision() == b.declared_precision();
    match (broken, facts.iter().all(|fact| same(fact, &facts[0]))) {
        (true, _) => "inconsistent",
        (false, true) => "complete",
        (false, false) => "consistent",
    }
}

/// What all facts can mean.
fn common(facts: &[Value], policy: &Policy) -> Option<Interval> {
    let means = |fact: &Value| fact.interval(Grade::Plain, Nature::default(), &policy.hedges);
    facts.iter().try_fold(Interval::everything(), |common, fact| common.common(&means(fact)))
}

#[test]
fn every_group_of_duplicate_facts_has_its_published_verdict() {
    let cases = cases(include_str!("../golden/xbrl_duplicates.jsonl"));
    let add = |set, case: &Json| facts(set, case["id"].as_str().unwrap(), "fact", &case["facts"]);
    let set = cases.iter().fold(builder("nearest"), add).build().unwrap();
    let report = Checker::new().check(&set);
    let found = contradictions(&report);
    let mut seen = BTreeSet::new();
    for case in &cases {
        let facts: Vec<Value> = case["facts"].as_array().unwrap().iter().map(value).collect();
        let broken = found.get(case["id"].as_str().unwrap());
        let verdict = verdict(&facts, broken.is_some());
        assert_eq!(verdict, case["spec"], "{case}");
        seen.insert(verdict);
        if broken.is_some() {
            continue;
        }
        let end = |at: usize| End::Closed(case["interval"][at].as_str().unwrap().parse::<Exact>().unwrap());
        assert_eq!(common(&facts, set.policy()), Interval::new(end(0), end(1)).ok(), "{case}");
    }
    assert_eq!((cases.len(), seen.len()), (2500, 3));
    // Among facts of one thing two are always enough.
    assert!(found.values().flatten().all(|claims| claims.len() == 2));
}
