//! The verdict on a few claims, over all their readings.

use std::collections::{BTreeMap, BTreeSet};

use crate::ground::{Ground, Reading, combinations, witness};
use crate::proof::{Case, Choice, ClaimIx, Reconciliation, Relaxed, Rungs, Witness};

/// What the readings of a few claims come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// No plain reading is unsatisfiable; among claims of one speaker in one source: not all are.
    Fine,
    /// Some plain reading is unsatisfiable, and some lenient one is not.
    Tension,
    /// Every lenient reading is unsatisfiable.
    Contradiction,
    /// The readings are more than the policy allows to be looked through.
    Undecided,
}

/// The grade of a set of claims, without its reasons.
pub(crate) fn judge(ground: &Ground<'_>, claims: &[ClaimIx]) -> Judgement {
    let limit = ground.set().policy().cases;
    let Some(plain) = combinations(&ground.stage_choices(claims, false), limit) else {
        return Judgement::Undecided;
    };
    let clashes = |rungs: Rungs, relaxed| ground.conflict(claims, &Reading::new(rungs, relaxed)).is_some();
    let mut clashing = plain.into_iter().map(|rungs| clashes(rungs, Relaxed::Nothing));
    let found =
        if one_voice(ground, claims) { clashing.all(|clash| clash) } else { clashing.any(|clash| clash) };
    if !found {
        return Judgement::Fine;
    }
    let Some(lenient) = combinations(&ground.stage_choices(claims, true), limit) else {
        return Judgement::Undecided;
    };
    if lenient.into_iter().all(|rungs| clashes(rungs, Relaxed::Everything)) {
        Judgement::Contradiction
    } else {
        Judgement::Tension
    }
}

/// Whether all claims are of one speaker within one source: nobody is accused by a reading of ours.
pub(crate) fn one_voice(ground: &Ground<'_>, claims: &[ClaimIx]) -> bool {
    let mut stands = claims.iter().filter_map(|ix| ground.stand(*ix));
    let Some(first) = stands.next() else { return false };
    stands.all(|stand| stand.source == first.source && stand.speakers == first.speakers)
}

/// The cases of a finding: for a contradiction every lenient one, for a tension the plain ones that clash.
pub(crate) fn cases(ground: &Ground<'_>, claims: &[ClaimIx], contradiction: bool) -> Vec<Case> {
    let limit = ground.set().policy().cases;
    let relaxed = || if contradiction { Relaxed::Everything } else { Relaxed::Nothing };
    let all = combinations(&ground.stage_choices(claims, contradiction), limit).unwrap_or_default();
    let cases = all.into_iter().filter_map(|rungs| {
        let refutation = ground.conflict(claims, &Reading::new(rungs.clone(), relaxed()))?;
        Some(Case { rungs, refutation })
    });
    if contradiction || one_voice(ground, claims) { cases.collect() } else { cases.take(1).collect() }
}

/// One alternative of one choice.
#[derive(Clone, Debug)]
struct Pick {
    choice: Choice,
    /// The rung, for a choice of rungs; otherwise the lenient side.
    rung: Option<usize>,
}

/// How many reconciliations are given, and how many choices the largest of them fixes.
const MOST: usize = 5;
const LARGEST: usize = 4;

/// All smallest sets of choices, each fixed to one alternative, under which the claims fit whatever plain alternatives
/// the other choices take; in the order of the table, at most five.
pub(crate) fn reconciliations(ground: &Ground<'_>, claims: &[ClaimIx]) -> Vec<Reconciliation> {
    let picks = picks(ground, claims);
    for size in 1..=LARGEST.min(picks.len()) {
        let mut found = Vec::new();
        choose(&picks, size, &mut Vec::new(), &mut |chosen| {
            if found.len() < MOST {
                found.extend(reconciles(ground, claims, chosen));
            }
        });
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Every alternative worth trying: the lenient side of each choice that was asked for, and each rung of each stage word.
fn picks(ground: &Ground<'_>, claims: &[ClaimIx]) -> Vec<Pick> {
    let plain =
        combinations(&ground.stage_choices(claims, false), ground.set().policy().cases).unwrap_or_default();
    let mut asked: BTreeSet<Choice> = BTreeSet::new();
    loop {
        let before = asked.len();
        let tried = asked.clone();
        let relaxed = std::iter::once(BTreeSet::new())
            .chain(tried.iter().map(|choice| BTreeSet::from([choice.clone()])))
            .chain(std::iter::once(tried.clone()));
        for relaxed in relaxed {
            for rungs in &plain {
                let reading = Reading::new(rungs.clone(), Relaxed::These(relaxed.clone()));
                // Only the questions count here.
                let _ = ground.conflict(claims, &reading);
                asked.extend(reading.asked());
            }
        }
        if asked.len() == before {
            break;
        }
    }
    let lenient = asked.into_iter().map(|choice| Pick { choice, rung: None });
    let rungs = ground.stage_choices(claims, true).into_iter().flat_map(|(choice, rungs)| {
        rungs.into_iter().map(move |rung| Pick { choice: choice.clone(), rung: Some(rung) })
    });
    let mut picks: Vec<Pick> = lenient.chain(rungs).collect();
    picks.sort_by(|a, b| (&a.choice, a.rung).cmp(&(&b.choice, b.rung)));
    picks
}

/// Calls `each` with every choice of `size` picks of different choices, in order.
fn choose<'p>(picks: &'p [Pick], size: usize, chosen: &mut Vec<&'p Pick>, each: &mut impl FnMut(&[&Pick])) {
    if size == 0 {
        each(chosen);
        return;
    }
    for (at, pick) in picks.iter().enumerate() {
        if chosen.last().is_some_and(|last| last.choice == pick.choice) {
            continue;
        }
        chosen.push(pick);
        choose(picks.get(at + 1..).unwrap_or_default(), size - 1, chosen, each);
        chosen.pop();
    }
}

/// The reconciliation that a few picks make, if they make one.
fn reconciles(ground: &Ground<'_>, claims: &[ClaimIx], chosen: &[&Pick]) -> Option<Reconciliation> {
    let fixed: Rungs = chosen.iter().filter_map(|pick| Some((pick.choice.clone(), pick.rung?))).collect();
    let relaxed: BTreeSet<Choice> =
        chosen.iter().filter(|pick| pick.rung.is_none()).map(|pick| pick.choice.clone()).collect();
    let mut open: BTreeMap<Choice, Vec<usize>> = ground.stage_choices(claims, false);
    for (choice, rung) in &fixed {
        open.insert(choice.clone(), vec![*rung]);
    }
    let all = combinations(&open, ground.set().policy().cases)?;
    let witnesses = all.into_iter().map(|rungs| {
        let values = witness(ground, claims, &Reading::new(rungs.clone(), Relaxed::These(relaxed.clone())))?;
        Some(Witness { rungs, values })
    });
    let witnesses = witnesses.collect::<Option<Vec<_>>>()?;
    Some(Reconciliation { relaxed, rungs: fixed, witnesses })
}
