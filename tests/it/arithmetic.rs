//! Sums, shares, changes and times between dates mixed at random, against Fourier–Motzkin elimination.
//!
//! The oracle reads numbers by the table of the guide, puts one unknown in place of each cell and date, and eliminates
//! the unknowns one after the other. It shares no code with the library.

mod elimination;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{Checker, ClaimSet, Verdict};

use crate::die::subsets;
use elimination::satisfiable;
use told::{Told, World};

/// How claims are read: as they stand, or as generously as their words allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    Plainly,
    Generously,
}

fn fits(world: World, told: &[&Told], read: Read) -> bool {
    let never_negative = world != World::Balances && world != World::Dates;
    let mut rows: Vec<_> = told.iter().flat_map(|one| one.rows(read)).collect();
    if never_negative {
        let unknowns: BTreeSet<usize> = rows.iter().flat_map(|row| row.terms.keys().copied()).collect();
        rows.extend(unknowns.into_iter().map(elimination::Row::at_least_nothing));
    }
    satisfiable(rows)
}

/// Every minimal set that does not fit, by trying all of them.
fn expected(world: World, told: &[Told]) -> BTreeMap<BTreeSet<usize>, Verdict> {
    let mut found: BTreeMap<BTreeSet<usize>, Verdict> = BTreeMap::new();
    let all: Vec<&Told> = told.iter().collect();
    if fits(world, &all, Read::Plainly) {
        return found;
    }
    for chosen in subsets(told.len()) {
        let some: Vec<&Told> = chosen.iter().map(|at| &told[*at]).collect();
        let below = |verdicts: &[Verdict]| {
            found.iter().any(|(set, known)| set.is_subset(&chosen) && verdicts.contains(known))
        };
        if below(&[Verdict::Contradiction]) {
            continue;
        }
        let tense = below(&[Verdict::Tension]);
        if !tense && fits(world, &some, Read::Plainly) {
            continue;
        }
        if !fits(world, &some, Read::Generously) {
            found.insert(chosen, Verdict::Contradiction);
        } else if !tense {
            found.insert(chosen, Verdict::Tension);
        }
    }
    found
}

fn reported(set: &ClaimSet) -> BTreeMap<BTreeSet<usize>, Verdict> {
    let number = |id: &String| id[1..].parse::<usize>().unwrap();
    let report = Checker::new().check(set);
    assert_eq!(report.undecided, [], "{}", gainsay::write_lines(set));
    let told = |finding: gainsay::Finding| {
        if let Err(fault) = finding.proof.verify(set) {
            panic!("{:?}: {fault}\n{}", finding.claims, gainsay::write_lines(set));
        }
        (finding.claims.iter().map(number).collect(), finding.verdict)
    };
    report.findings.into_iter().map(told).collect()
}

/// Values that fit all are given where there are some, and nowhere else.
fn values_are_given_if_all_fits(set: &ClaimSet, fits: bool) {
    let found = Checker::new().fit(set);
    assert_eq!(found.is_some(), fits, "{}", gainsay::write_lines(set));
    if let Some(found) = found {
        assert_eq!(found.claims().len(), set.claims().len());
        found.verify(set).unwrap();
    }
}

/// More sets than usual, for a longer look.
fn sets(usual: u64) -> u64 {
    std::env::var("GAINSAY_SETS").ok().and_then(|sets| sets.parse().ok()).unwrap_or(usual)
}

#[track_caller]
fn minimal_sets_are_those_enumerated(world: World, usual: u64, least: &[(usize, Verdict)]) {
    let mut sizes: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    for seed in 0..sets(usual) {
        let told = told::told(world, seed, 5..=7);
        let expected = expected(world, &told);
        let set = told::set(world, &told);
        assert_eq!(reported(&set), expected, "seed {seed}\n{}", gainsay::write_lines(&set));
        values_are_given_if_all_fits(&set, expected.is_empty());
        for (claims, verdict) in expected {
            *sizes.entry((claims.len(), verdict == Verdict::Contradiction)).or_default() += 1;
        }
    }
    for (size, verdict) in least {
        let found = sizes.get(&(*size, *verdict == Verdict::Contradiction));
        assert!(found.is_some_and(|count| *count >= 2), "too few of {size}, {verdict:?}: {sizes:?}");
    }
}

const SUMS: [(usize, Verdict); 5] = [
    (2, Verdict::Contradiction),
    (2, Verdict::Tension),
    (3, Verdict::Contradiction),
    (3, Verdict::Tension),
    (4, Verdict::Contradiction),
];

#[test]
fn sums_shares_and_changes_clash_as_by_elimination() {
    minimal_sets_are_those_enumerated(World::Sales, 60, &SUMS);
}

#[test]
fn what_may_be_negative_clashes_as_by_elimination() {
    minimal_sets_are_those_enumerated(World::Balances, 120, &[SUMS[0], SUMS[1], SUMS[4]]);
}

#[test]
fn times_between_dates_clash_as_by_elimination() {
    let contradiction = |size| (size, Verdict::Contradiction);
    minimal_sets_are_those_enumerated(World::Dates, 100, &[2, 3, 4].map(contradiction));
}

#[test]
fn of_twelve_claims_the_verdict_is_that_of_elimination() {
    let mut verdicts: BTreeMap<Option<Verdict>, usize> = BTreeMap::new();
    for world in [World::Sales, World::Balances, World::Dates] {
        for seed in 0..sets(20) {
            let told = told::told(world, 1_000_000 + seed, 10..=12);
            let set = told::set(world, &told);
            let all: Vec<&Told> = told.iter().collect();
            let expected = match (fits(world, &all, Read::Plainly), fits(world, &all, Read::Generously)) {
                (true, _) => None,
                (false, true) => Some(Verdict::Tension),
                (false, false) => Some(Verdict::Contradiction),
            };
            let found = reported(&set).into_values().max_by_key(|verdict| *verdict == Verdict::Contradiction);
            assert_eq!(found, expected, "{world:?}, seed {seed}\n{}", gainsay::write_lines(&set));
            values_are_given_if_all_fits(&set, expected.is_none());
            *verdicts.entry(expected).or_default() += 1;
        }
    }
    for verdict in [None, Some(Verdict::Tension), Some(Verdict::Contradiction)] {
        assert!(verdicts.get(&verdict).is_some_and(|count| *count >= 3), "{verdict:?}: {verdicts:?}");
    }
}
