//! Flows over several periods of a year, against a naive definition: an account of what has flowed by each boundary, its
//! whole numbers tried one after another.
//!
//! Bounds are whole and closed, so that where any amounts fit, whole ones do (a matrix of intervals is totally
//! unimodular). It shares no code with the library.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{Cell, Checker, Claim, ClaimSet, Listing, Measure, Policy, Source, Time, Verdict};

use crate::die::{Die, subsets};

/// Periods of 2023 by the quarters at whose beginning and end they lie.
const PERIODS: [(&str, usize, usize); 11] = [
    ("2023-01/2023-03", 0, 1),
    ("2023-04/2023-06", 1, 2),
    ("2023-07/2023-09", 2, 3),
    ("2023-10/2023-12", 3, 4),
    ("2023-01/2023-06", 0, 2),
    ("2023-04/2023-09", 1, 3),
    ("2023-07/2023-12", 2, 4),
    ("2023-01/2023-09", 0, 3),
    ("2023-04/2023-12", 1, 4),
    ("2023", 0, 4),
    ("2023", 0, 4),
];
const DAYS: [&str; 2] = ["2024-02-01", "2024-03-01"];

/// What one claim says, and who says it when.
#[derive(Clone, Copy, Debug)]
struct Told {
    period: &'static str,
    start: usize,
    end: usize,
    low: i64,
    high: i64,
    publisher: usize,
    day: usize,
}

/// Whether one party gave two figures of common days on two days: the later may be a revision.
fn may_be_revised(a: &Told, b: &Told) -> bool {
    a.publisher == b.publisher && a.day != b.day && a.start < b.end && b.start < a.end
}

/// Whether some account fits all that is told: it gains each figure over its period.
fn fits(told: &[Told], never_falls: bool) -> bool {
    let boundaries: BTreeSet<usize> = told.iter().flat_map(|one| [one.start, one.end]).collect();
    let boundaries: Vec<usize> = boundaries.into_iter().collect();
    // As far from nothing as bounds of three can lead over four periods.
    let tries: Vec<i64> = (0..=12).flat_map(|far| [far, -far]).collect();
    let mut accounts: Vec<BTreeMap<usize, i64>> = vec![BTreeMap::new()];
    while let Some(account) = accounts.pop() {
        let Some(next) = boundaries.get(account.len()) else { return true };
        let first = account.is_empty();
        for value in tries.iter().rev().filter(|value| !first || **value == 0) {
            let falls = account.last_key_value().is_some_and(|(_, before)| value < before);
            let gains = |one: &&Told| one.end == *next;
            let fit = told.iter().filter(gains).all(|one| {
                let gained = value - account[&one.start];
                one.low <= gained && gained <= one.high
            });
            if fit && !(never_falls && falls) {
                let mut account = account.clone();
                account.insert(*next, *value);
                accounts.push(account);
            }
        }
    }
    false
}

/// Whether some claims clash however generously they are read: figures that may be revised stand in no account together,
/// and all that is left between them is that a part has no more than its period.
fn clash_leniently(told: &[Told], never_falls: bool) -> bool {
    let pairs = |some: &[Told]| {
        let pair = |(at, a): (usize, &Told)| some[at + 1..].iter().any(|b| may_be_revised(a, b));
        some.iter().enumerate().any(pair)
    };
    let part = |a: &Told, b: &Told| {
        let inside = b.start <= a.start && a.end <= b.end && (a.start, a.end) != (b.start, b.end);
        never_falls && inside && a.low > b.high
    };
    told.iter().any(|a| told.iter().any(|b| part(a, b)))
        || subsets(told.len()).any(|chosen| {
            let some: Vec<Told> = chosen.iter().map(|at| told[*at]).collect();
            !pairs(&some) && !fits(&some, never_falls)
        })
}

/// Every minimal finding, by enumeration.
fn expected(told: &[Told], never_falls: bool) -> BTreeMap<BTreeSet<usize>, Verdict> {
    let mut found: BTreeMap<BTreeSet<usize>, Verdict> = BTreeMap::new();
    for chosen in subsets(told.len()) {
        let some: Vec<Told> = chosen.iter().map(|at| told[*at]).collect();
        let below = |verdict: Option<Verdict>| {
            found.iter().any(|(set, known)| set.is_subset(&chosen) && verdict.is_none_or(|one| one == *known))
        };
        if below(Some(Verdict::Contradiction)) || fits(&some, never_falls) {
            continue;
        }
        if clash_leniently(&some, never_falls) {
            found.insert(chosen, Verdict::Contradiction);
        } else if !below(None) {
            found.insert(chosen, Verdict::Tension);
        }
    }
    found
}

/// Four to seven figures, most of them true of one year's quarters. Where one party speaks on several days they are exact.
fn told(die: &mut Die, never_falls: bool) -> Vec<Told> {
    let least = if never_falls { 0 } else { -1 };
    let quarters: Vec<i64> = (0..4).map(|_| die.whole(least, 1)).collect();
    let revised = die.throw(2) == 0;
    (0..4 + die.throw(4))
        .map(|at| {
            let (period, start, end) = PERIODS[die.throw(PERIODS.len())];
            let truth: i64 = quarters[start..end].iter().sum();
            let told = if die.throw(3) == 0 { truth + die.whole(-1, 1) } else { truth };
            let told = if never_falls { told.clamp(0, 3) } else { told.clamp(-3, 3) };
            let high = if revised || die.throw(3) > 0 { told } else { (told + 1).min(3) };
            let publisher = if revised { die.throw(3) } else { at };
            Told { period, start, end, low: told, high, publisher, day: die.throw(DAYS.len()) }
        })
        .collect()
}

fn set(told: &[Told], never_falls: bool) -> ClaimSet {
    let measure = Measure::flow("t").additive();
    let measure = if never_falls { measure.non_negative() } else { measure };
    let mut set = ClaimSet::builder()
        .policy(Policy { listing: Listing::All, ..Policy::default() })
        .measure("output", measure);
    for (publisher, day) in (0..7).flat_map(|publisher| [(publisher, 0), (publisher, 1)]) {
        let source = Source::new(format!("s{publisher}{day}"), format!("Paper {publisher}"));
        set = set.source(source.published(DAYS[day].parse().unwrap()));
    }
    for (at, one) in told.iter().enumerate() {
        let mut cell = Cell::new("the mine", "output");
        cell.time = Some(Time::Of(one.period.parse().unwrap()));
        let value = format!("[{}, {}] t", one.low, one.high).parse().unwrap();
        set =
            set.claim(Claim::amount(format!("c{at}"), format!("s{}{}", one.publisher, one.day), cell, value));
    }
    set.build().unwrap()
}

fn reported(set: &ClaimSet) -> BTreeMap<BTreeSet<usize>, Verdict> {
    let number = |id: &String| id[1..].parse::<usize>().unwrap();
    let findings = Checker::new().check(set).findings;
    findings
        .into_iter()
        .map(|finding| {
            if let Err(fault) = finding.proof.verify(set) {
                panic!("{:?}: {fault}\n{}", finding.claims, gainsay::write_lines(set));
            }
            let periods = finding.claims.len() > 2;
            assert_eq!(finding.rule.name() == "tiling", periods, "{:?}", finding.rule);
            (finding.claims.iter().map(number).collect(), finding.verdict)
        })
        .collect()
}

#[test]
fn flows_over_periods_clash_as_by_trying_every_account() {
    let mut sizes: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    let sets = std::env::var("GAINSAY_SETS").ok().and_then(|n| n.parse().ok()).unwrap_or(250);
    for seed in 0..sets {
        let mut die = Die(seed);
        let never_falls = die.throw(2) == 0;
        let told = told(&mut die, never_falls);
        let set = set(&told, never_falls);
        let expected = expected(&told, never_falls);
        assert_eq!(reported(&set), expected, "seed {seed}: {told:#?}");
        for (claims, verdict) in expected {
            *sizes.entry((claims.len(), verdict == Verdict::Contradiction)).or_default() += 1;
        }
    }
    for size in [(2, true), (2, false), (3, true), (3, false), (4, true), (4, false), (5, true)] {
        assert!(sizes.get(&size).is_some_and(|count| *count >= 3), "too few of {size:?}: {sizes:?}");
    }
}

#[test]
fn the_two_numbers_of_a_change_fill_a_year() {
    let found = |year: &str| {
        let file = format!(
            r#"{{"gainsay": 1, "sources": {{"a": {{"publisher": "A", "published": "2024-02-01"}},
                "b": {{"publisher": "B", "published": "2024-02-02"}}}},
            "measures": {{"balance": {{"kind": "flow", "unit": "USD"}}}},
            "claims": [
              {{"id": "halves", "source": "a", "subject": "the realm", "measure": "balance", "change": "+$1.00 billion",
                "from": "2023-01/2023-06", "to": "2023-07/2023-12", "reaching": "$4.00 billion"}},
              {{"id": "year", "source": "b", "subject": "the realm", "measure": "balance", "of": "2023", "value": "{year}"}}]}}"#
        );
        let set = gainsay::read([("a.json", file)]).unwrap();
        let findings = Checker::new().check(&set).findings;
        for finding in &findings {
            finding.proof.verify(&set).unwrap();
        }
        let steps = findings.iter().flat_map(|finding| finding.steps.clone()).collect::<Vec<_>>();
        (findings.iter().map(|finding| finding.rule.name()).collect::<Vec<_>>(), steps)
    };
    let (rules, steps) = found("$9.00 billion");
    // Of several sums, a finding is named after what a claim says of its own numbers.
    assert_eq!(rules, ["change-size"]);
    let fill = "the earlier number of halves and the later number of halves fill the period of year exactly, so they add up \
                to it";
    assert!(steps.iter().any(|step| step == fill), "{steps:#?}");
    assert_eq!(found("$7.00 billion").0, [""; 0]);
}
