//! Whom to doubt first: shares of blame over all minimal sets of one grade, and the smallest repairs.
//!
//! A claim's share is the sum of 1/|M| over the minimal sets M that hold it: the value of Hunter and Konieczny
//! ("Measuring inconsistency through minimal inconsistent sets", KR 2008), which they show to be the Shapley value of the
//! game that counts minimal inconsistent sets ("On the measure of conflicts: Shapley inconsistency values", Artificial
//! Intelligence 174, 2010, pages 1007 to 1026). The players here are witnesses: claims that only echo each other are one.

mod greedy;
mod hitting;
mod witnesses;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hitting::{Player, repairs};
use witnesses::{minimal, witnesses};

use super::Candidate;
use crate::ground::Ground;
use crate::model::Exact;
use crate::proof::ClaimIx;

/// One witness, its share, and how many sets and findings hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suspect {
    /// In the order of their ids; all but the first are echoes.
    pub(crate) claims: Vec<ClaimIx>,
    pub(crate) share: Exact,
    /// Minimal sets of witnesses.
    sets: usize,
    /// Findings, as they are counted in the report.
    pub(crate) findings: usize,
}

/// Blame and repair of the findings of one grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Blame {
    /// The most blamed first.
    pub(crate) suspects: Vec<Suspect>,
    /// The most blamed first.
    pub(crate) sources: Vec<(String, Exact)>,
    /// Claims without which nothing is left: a smallest set, then the next best.
    pub(crate) set_aside: Vec<Vec<ClaimIx>>,
    /// Whether the first of them is certainly a smallest.
    pub(crate) exact: bool,
    /// The witness without whom the most is settled, if that is more than one finding.
    pub(crate) first: Option<Suspect>,
}

/// The blame for some minimal sets of one grade, if they are more than one.
pub(crate) fn blame(ground: &Ground<'_>, sets: &[&Candidate], echoes: &[Vec<ClaimIx>]) -> Option<Blame> {
    if sets.len() < 2 {
        return None;
    }
    let (witnesses, of) = witnesses(sets, echoes);
    let images: Vec<Vec<usize>> = sets.iter().map(|claims| image(claims, &of)).collect();
    let minimal = minimal(images.clone());
    let suspects = suspects(witnesses, &minimal, &images);
    let players: Vec<Player> = suspects
        .iter()
        .map(|suspect| Player { share: suspect.share.clone(), claims: suspect.claims.len() })
        .collect();
    let (repairs, exact) = repairs(&minimal, &players);
    let claims = |repair: &Vec<usize>| {
        let mut claims: Vec<ClaimIx> =
            repair.iter().filter_map(|at| suspects.get(*at)).flat_map(|one| one.claims.clone()).collect();
        claims.sort_unstable();
        claims
    };
    let set_aside = repairs.iter().map(claims).collect();
    let first = suspects.iter().filter(|suspect| suspect.findings > 1).min_by_key(|suspect| {
        (Reverse((suspect.sets, suspect.findings)), suspect.claims.len(), Reverse(&suspect.share))
    });
    let (first, sources) = (first.cloned(), sources(ground, &suspects));
    let mut suspects = suspects;
    suspects.sort_by(|a, b| (Reverse(&a.share), &a.claims).cmp(&(Reverse(&b.share), &b.claims)));
    Some(Blame { suspects, sources, set_aside, exact, first })
}

/// The witnesses of a set of claims, each once, in order.
fn image(claims: &[ClaimIx], of: &BTreeMap<ClaimIx, usize>) -> Vec<usize> {
    let mut image: Vec<usize> = claims.iter().filter_map(|ix| of.get(ix)).copied().collect();
    image.sort_unstable();
    image.dedup();
    image
}

fn suspects(witnesses: Vec<Vec<ClaimIx>>, minimal: &[Vec<usize>], images: &[Vec<usize>]) -> Vec<Suspect> {
    let fresh = |claims| Suspect { claims, share: Exact::zero(), sets: 0, findings: 0 };
    let mut suspects: Vec<Suspect> = witnesses.into_iter().map(fresh).collect();
    for set in minimal {
        let part = i64::try_from(set.len()).ok().and_then(|size| Exact::ratio(1, size));
        for at in set {
            if let Some((suspect, part)) = suspects.get_mut(*at).zip(part.as_ref()) {
                suspect.share = &suspect.share + part;
                suspect.sets += 1;
            }
        }
    }
    for at in images.iter().flatten() {
        if let Some(suspect) = suspects.get_mut(*at) {
            suspect.findings += 1;
        }
    }
    suspects
}

/// Each source's share: that of its claims. A witness told in several sources is shared out equally among them.
fn sources(ground: &Ground<'_>, suspects: &[Suspect]) -> Vec<(String, Exact)> {
    let mut shares: BTreeMap<&str, Exact> = BTreeMap::new();
    for suspect in suspects {
        let mut told: Vec<&str> = suspect
            .claims
            .iter()
            .filter_map(|ix| ground.claim(*ix))
            .map(|claim| claim.source.as_str())
            .collect();
        told.sort_unstable();
        told.dedup();
        let part = i64::try_from(told.len()).ok().and_then(|count| suspect.share.checked_div(&count.into()));
        for source in told {
            let share = shares.entry(source).or_insert_with(Exact::zero);
            *share = &*share + part.as_ref().unwrap_or(&Exact::zero());
        }
    }
    let mut shares: Vec<(String, Exact)> =
        shares.into_iter().map(|(source, share)| (source.to_owned(), share)).collect();
    shares.sort_by(|a, b| (Reverse(&a.1), &a.0).cmp(&(Reverse(&b.1), &b.0)));
    shares.retain(|(_, share)| !share.is_zero());
    shares
}
