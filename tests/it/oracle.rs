//! A second, naive definition of the verdicts: every reading of a few claims, and in each reading small worlds.
//!
//! It shares no code with the library beyond the widths of values and dates. A contradiction is what no lenient
//! reading has a world for; a tension is what some plain reading has none for, or, where one speaker says all of it
//! in one source, what no plain reading has one for.

#![expect(clippy::wildcard_enum_match_arm, reason = "a law about some kinds holds of no others")]

mod cells;
mod days;
mod denial;
mod party;
mod sense;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{Checker, Claim, ClaimSet, Grade, Ladder, Stance, Statement, Verdict};
use proptest::prelude::prop_assert_eq;

use crate::generators::{FAMILIES, Shown, runner, sets};

use sense::{Sense, readings};

/// Every minimal finding of at most three claims, by their ids.
pub(crate) fn findings(set: &ClaimSet) -> BTreeSet<(Vec<String>, Verdict)> {
    let claims: Vec<&Claim> = set.claims().iter().collect();
    let mut found: BTreeMap<Vec<usize>, Verdict> = BTreeMap::new();
    let mut minimal = BTreeSet::new();
    for size in 1..=3 {
        for chosen in subsets(claims.len(), size) {
            let few: Vec<&Claim> = chosen.iter().map(|at| claims[*at]).collect();
            let below = |verdict: Option<Verdict>| {
                let smaller = found.iter().filter(|(claims, _)| claims.iter().all(|at| chosen.contains(at)));
                smaller.filter(|(_, known)| verdict.is_none_or(|verdict| **known == verdict)).count() > 0
            };
            let verdict = match judge(set, &few) {
                Some(Verdict::Contradiction) if !below(Some(Verdict::Contradiction)) => {
                    Verdict::Contradiction
                }
                Some(Verdict::Tension) if !below(None) => Verdict::Tension,
                _ => continue,
            };
            minimal.insert((few.iter().map(|claim| claim.id.clone()).collect(), verdict));
            found.insert(chosen, verdict);
        }
    }
    minimal
}

/// The ascending choices of so many out of so many.
fn subsets(of: usize, size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let longer = |chosen: Vec<usize>| {
        let from = chosen.last().map_or(0, |last| last + 1);
        (from..of).map(|next| [chosen.clone(), vec![next]].concat()).collect::<Vec<_>>()
    };
    subsets(of, size - 1).into_iter().flat_map(longer).collect()
}

/// What some claims come to together, minimal or not.
pub(crate) fn judge(set: &ClaimSet, claims: &[&Claim]) -> Option<Verdict> {
    if claims.iter().any(|claim| silent(claim)) {
        return None;
    }
    let plain: Vec<Conflicts> = conflicts(set, claims, Grade::Plain).collect();
    let every = plain.iter().all(|conflicts| !conflicts.is_empty());
    // The plain readings are among the lenient ones.
    if every && conflicts(set, claims, Grade::Lenient).all(|conflicts| !conflicts.is_empty()) {
        return Some(Verdict::Contradiction);
    }
    let one_voice = claims.iter().all(|claim| sense::one_voice(claim, claims[0]));
    let all: BTreeSet<usize> = (0..claims.len()).collect();
    let tension = if one_voice { every } else { plain.iter().any(|conflicts| conflicts.contains(&all)) };
    tension.then_some(Verdict::Tension)
}

/// Claims that never take part in anything.
fn silent(claim: &Claim) -> bool {
    let status = sense::cell(claim).and_then(|cell| cell.stage.as_deref()).is_some_and(Ladder::is_status);
    claim.stance == Stance::Declines || status || claim.statement == Statement::Retraction
}

/// The smallest sets of claims, by position, that clash in one reading.
type Conflicts = BTreeSet<BTreeSet<usize>>;

fn conflicts<'a>(
    set: &'a ClaimSet,
    claims: &[&'a Claim],
    grade: Grade,
) -> impl Iterator<Item = Conflicts> + use<'a> {
    let size = claims.len();
    let smallest = move |reading: Vec<Sense<'_>>| {
        let mut clashes = Conflicts::new();
        for few in 1..=size {
            for chosen in subsets(size, few) {
                let chosen: BTreeSet<usize> = chosen.into_iter().collect();
                let senses: Vec<&Sense<'_>> = chosen.iter().map(|at| &reading[*at]).collect();
                if !clashes.iter().any(|smaller| smaller.is_subset(&chosen)) && clash(&senses, grade) {
                    clashes.insert(chosen);
                }
            }
        }
        clashes
    };
    readings(set, claims, grade).into_iter().map(smallest)
}

/// Whether some claims clash in a reading, leaving smaller clashes aside.
fn clash(senses: &[&Sense<'_>], grade: Grade) -> bool {
    if let [a, b] = senses
        && denial::clash(a, b, grade)
    {
        return true;
    }
    let taking_part = |sense: &&Sense<'_>| {
        sense.claim.stance == Stance::Asserts && party::certain_enough(sense.claim, grade)
    };
    senses.iter().all(taking_part) && (cells::clash(senses, grade) || days::clash(senses, grade))
}

/// How many sets of each family are tried.
const CASES: u32 = 200;

/// What the library finds, of at most three claims.
pub(crate) fn reported(set: &ClaimSet) -> BTreeSet<(Vec<String>, Verdict)> {
    let report = Checker::new().check(set);
    let few = report.findings.into_iter().filter(|finding| finding.claims.len() <= 3);
    few.map(|finding| (finding.claims, finding.verdict)).collect()
}

#[test]
fn the_library_and_the_oracle_find_the_same_in_every_small_set() {
    for family in FAMILIES {
        let same = |Shown(set): Shown| {
            prop_assert_eq!(reported(&set), findings(&set), "the library's findings are not the oracle's");
            Ok(())
        };
        runner(CASES).run(&sets(family), same).unwrap_or_else(|failure| panic!("{family:?}: {failure}"));
    }
}
