//! Standing totals against a naive definition: whatever the cells can be, tried in halves.
//!
//! Bounds are whole and weights one or two, so that where any amounts fit, halves do. It shares no code with the library.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{
    Cell, Checker, Claim, ClaimSet, Exact, Law, LawRelation, Listing, Measure, Part, Policy, Source,
    Strength, Time, Verdict,
};

use crate::die::{Die, subsets};

/// What one claim says: of which cell, when, how much, and who says it on which day.
#[derive(Clone, Copy, Debug)]
struct Told {
    cell: usize,
    /// 0: at the first time; 1: at the second; 2: at both.
    when: usize,
    low: i64,
    high: i64,
    publisher: usize,
    day: usize,
}

/// The law: the first cell is the sum of the others, each times its weight.
#[derive(Clone, Debug)]
struct Sum {
    weights: Vec<i64>,
    exhaustive: bool,
    soft: bool,
    never_below: Vec<bool>,
    levels: bool,
}

const DAYS: [&str; 2] = ["2024-02-01", "2024-03-01"];

fn may_be_revised(a: &Told, b: &Told) -> bool {
    a.publisher == b.publisher && a.day != b.day
}

/// Sums of so many halves, from as many below nothing.
const SUMS: i64 = 400;

/// Whether some amounts fit all that is told, at each of the two times; with the law or without it.
fn fits(told: &[&Told], sum: &Sum, lawful: bool) -> bool {
    [0, 1].into_iter().all(|time| {
        let mut reached = BTreeSet::from([0]);
        for (cell, never_below) in sum.never_below.iter().enumerate() {
            let here: Vec<&&Told> =
                told.iter().filter(|one| one.cell == cell && (one.when == 2 || one.when == time)).collect();
            // In halves.
            let can_be = |halves: &i64| {
                here.iter().all(|one| 2 * one.low <= *halves && *halves <= 2 * one.high)
                    && !(*never_below && *halves < 0)
            };
            let values: Vec<i64> = (-40..=40).filter(can_be).collect();
            if values.is_empty() {
                return false;
            }
            let times = if cell == 0 { -1 } else { sum.weights[cell - 1] };
            let mut more = vec![false; usize::try_from(2 * SUMS).unwrap()];
            for at in &reached {
                for value in &values {
                    more[usize::try_from(SUMS + at + times * value).unwrap()] = true;
                }
            }
            reached = (-SUMS..SUMS).zip(more).filter(|(_, reached)| *reached).map(|(at, _)| at).collect();
        }
        !lawful || reached.contains(&0) || (!sum.exhaustive && reached.iter().any(|at| *at < 0))
    })
}

fn clash_leniently(told: &[&Told], sum: &Sum) -> bool {
    subsets(told.len()).any(|chosen| {
        let some: Vec<&Told> = chosen.iter().map(|at| told[*at]).collect();
        let pair = |(at, a): (usize, &&Told)| some[at + 1..].iter().any(|b| may_be_revised(a, b));
        !some.iter().enumerate().any(pair) && !fits(&some, sum, !sum.soft)
    })
}

fn expected(told: &[Told], sum: &Sum) -> BTreeMap<BTreeSet<usize>, Verdict> {
    let mut found: BTreeMap<BTreeSet<usize>, Verdict> = BTreeMap::new();
    for chosen in subsets(told.len()) {
        let some: Vec<&Told> = chosen.iter().map(|at| &told[*at]).collect();
        let below = |verdict: Option<Verdict>| {
            found.iter().any(|(set, known)| set.is_subset(&chosen) && verdict.is_none_or(|one| one == *known))
        };
        if below(Some(Verdict::Contradiction)) || fits(&some, sum, true) {
            continue;
        }
        if clash_leniently(&some, sum) {
            found.insert(chosen, Verdict::Contradiction);
        } else if !below(None) {
            found.insert(chosen, Verdict::Tension);
        }
    }
    found
}

fn sum(die: &mut Die) -> Sum {
    let parts = [1, 2, 3, 3][die.throw(4)];
    let exhaustive = !die.one_in(4);
    let never_below = (0..=parts).map(|cell| (cell == 0 && !exhaustive) || die.one_in(2)).collect();
    let weights = (0..parts).map(|_| if die.one_in(4) { 2 } else { 1 }).collect();
    Sum { weights, exhaustive, soft: die.one_in(4), never_below, levels: die.one_in(2) }
}

/// Four to six figures, most of them true; those of both times are exact, and where one party speaks on several days all
/// are.
fn told(die: &mut Die, sum: &Sum) -> Vec<Told> {
    let truths = [0, 1].map(|_| {
        let parts: Vec<i64> =
            sum.never_below[1..].iter().map(|never| die.whole(if *never { 0 } else { -1 }, 2)).collect();
        let rest = if sum.exhaustive { 0 } else { die.whole(0, 1) };
        let total: i64 = parts.iter().zip(&sum.weights).map(|(part, times)| part * times).sum();
        [vec![total + rest], parts].concat()
    });
    let revised = die.one_in(3);
    (0..4 + die.throw(3))
        .map(|at| {
            let cell = die.throw(sum.never_below.len());
            let when = if sum.levels && die.one_in(3) { 2 } else { usize::from(die.one_in(6)) };
            let wrong = if die.one_in(5) { die.whole(-1, 1) } else { 0 };
            let low = truths[when % 2][cell] + wrong;
            let low = if sum.never_below[cell] { low.max(0) } else { low };
            let exact = revised || when == 2 || !die.one_in(3);
            let high = if exact { low } else { low + 1 };
            let publisher = if revised { die.throw(3) } else { at };
            Told { cell, when, low, high, publisher, day: die.throw(DAYS.len()) }
        })
        .collect()
}

fn set(told: &[Told], sum: &Sum) -> ClaimSet {
    let cell = |at: usize| Cell::new("the realm", format!("m{at}"));
    let mut set = ClaimSet::builder().policy(Policy { listing: Listing::All, ..Policy::default() });
    for (at, never_below) in sum.never_below.iter().enumerate() {
        let measure = if sum.levels { Measure::level("t") } else { Measure::flow("t") };
        set = set.measure(format!("m{at}"), if *never_below { measure.non_negative() } else { measure });
    }
    let part = |(at, times): (usize, &i64)| Part { cell: cell(at + 1), times: Exact::from(*times) };
    let parts = sum.weights.iter().enumerate().map(part).collect();
    let relation = LawRelation::Total { total: cell(0), parts, exhaustive: sum.exhaustive };
    let strength = if sum.soft { Strength::Soft } else { Strength::Hard };
    set = set.law(Law { relation, strength });
    for (publisher, day) in (0..6).flat_map(|publisher| [(publisher, 0), (publisher, 1)]) {
        let source = Source::new(format!("s{publisher}{day}"), format!("Paper {publisher}"));
        set = set.source(source.published(DAYS[day].parse().unwrap()));
    }
    for (at, one) in told.iter().enumerate() {
        let time = |words: &str| words.parse().unwrap();
        let time = match (sum.levels, one.when) {
            (false, 0) => Time::Of(time("2022")),
            (true, 0) => Time::AsOf(time("2023-03-31")),
            (true, 1) => Time::AsOf(time("2023-09-30")),
            _ => Time::Of(time("2023")),
        };
        let value = format!("[{}, {}] t", one.low, one.high).parse().unwrap();
        let cell = Cell { time: Some(time), ..cell(one.cell) };
        set =
            set.claim(Claim::amount(format!("c{at}"), format!("s{}{}", one.publisher, one.day), cell, value));
    }
    set.build().unwrap()
}

fn reported(set: &ClaimSet) -> BTreeMap<BTreeSet<usize>, Verdict> {
    let number = |id: &String| id[1..].parse::<usize>().unwrap();
    let findings = Checker::new().check(set).findings;
    let row = |finding: gainsay::Finding| {
        if let Err(fault) = finding.proof.verify(set) {
            panic!("{:?}: {fault}\n{}", finding.claims, gainsay::write_lines(set));
        }
        assert!(finding.claims.len() < 3 || finding.rule.name() == "law-total", "{:?}", finding.rule);
        (finding.claims.iter().map(number).collect(), finding.verdict)
    };
    findings.into_iter().map(row).collect()
}

#[test]
fn standing_totals_clash_as_by_trying_every_amount() {
    let mut sizes: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    let sets = std::env::var("GAINSAY_SETS").ok().and_then(|n| n.parse().ok()).unwrap_or(250);
    for seed in 0..sets {
        let mut die = Die(seed);
        let sum = sum(&mut die);
        let told = told(&mut die, &sum);
        let set = set(&told, &sum);
        let expected = expected(&told, &sum);
        assert_eq!(reported(&set), expected, "seed {seed}: {}", gainsay::write_lines(&set));
        for (claims, verdict) in expected {
            *sizes.entry((claims.len(), verdict == Verdict::Contradiction)).or_default() += 1;
        }
    }
    for size in [(2, true), (2, false), (3, true), (3, false), (4, true)] {
        assert!(sizes.get(&size).is_some_and(|count| *count >= 3), "too few of {size:?}: {sizes:?}");
    }
}
