//! Who is a witness of their own, and who only repeats.

use std::collections::BTreeSet;

use super::topic::{Topic, by_topic};
use crate::ground::{Ground, Order, Reading};
use crate::model::{Certainty, Source, Stance};
use crate::proof::{ClaimIx, Relaxed, Rungs};
use crate::watch::Work;

/// Two claims are independent if neither their speakers, nor their publishers, nor their sources' ancestry meet.
pub(crate) fn independent(ground: &Ground<'_>, a: ClaimIx, b: ClaimIx) -> bool {
    let Some((x, y)) = ground.stand(a).zip(ground.stand(b)) else { return false };
    let one_speaker = x.speakers.iter().any(|speaker| y.speakers.contains(speaker));
    x.publisher != y.publisher
        && !one_speaker
        && ancestry(ground, &x.source).is_disjoint(&ancestry(ground, &y.source))
}

/// A source and all that it was taken from.
pub(super) fn ancestry<'g>(ground: &'g Ground<'_>, source: &'g str) -> BTreeSet<&'g str> {
    let mut all = BTreeSet::new();
    let mut open = vec![source];
    while let Some(id) = open.pop() {
        if all.insert(id) {
            open.extend(ground.set().sources().get(id).into_iter().flat_map(Source::parents));
        }
    }
    all
}

/// Groups of claims that say one thing of one cell or event at one time.
#[derive(Debug, Default)]
pub(crate) struct Agreements {
    /// One witness told several times.
    pub(crate) echoes: Vec<Vec<ClaimIx>>,
    /// Independent witnesses.
    pub(crate) corroborations: Vec<Vec<ClaimIx>>,
    /// Topics with too many claims to be looked through pair by pair.
    pub(crate) crowded: Vec<(String, usize)>,
}

/// Topics of up to this many claims are looked through pair by pair.
const CROWD: usize = 64;

/// Who agrees with whom, among claims that are no finding.
pub(crate) fn agreements(ground: &Ground<'_>, active: &[ClaimIx], findings: &[Vec<ClaimIx>]) -> Agreements {
    let asserted = |ix: &&ClaimIx| {
        ground
            .claim(**ix)
            .is_some_and(|claim| claim.stance == Stance::Asserts && claim.certainty == Certainty::Certain)
    };
    let active: Vec<ClaimIx> = active.iter().filter(asserted).copied().collect();
    let clashing: BTreeSet<&[ClaimIx]> = findings.iter().map(Vec::as_slice).collect();
    let mut all = Agreements::default();
    for (topic, claims) in ground.watch().over(Work::Agreeing, by_topic(ground, &active)) {
        if claims.len() > CROWD {
            all.crowded.push((topic.to_string(), claims.len()));
        } else if topic != Topic::Other {
            agree(ground, &claims, &clashing, &mut all);
        }
    }
    all.echoes.sort();
    all.corroborations.sort();
    all
}

fn agree(ground: &Ground<'_>, claims: &[ClaimIx], clashing: &BTreeSet<&[ClaimIx]>, all: &mut Agreements) {
    let reading = Reading::new(Rungs::new(), Relaxed::Nothing);
    let (mut echoes, mut corroborations) = (BTreeSet::new(), BTreeSet::new());
    for (at, a) in claims.iter().enumerate() {
        for b in claims.iter().skip(at + 1) {
            let one =
                ground.meet(*a, *b, &reading) == Ok(Order::Same) || super::fates::repeated(ground, *a, *b);
            if !one || clashing.contains([*a, *b].as_slice()) {
                continue;
            }
            if independent(ground, *a, *b) { &mut corroborations } else { &mut echoes }.insert((*a, *b));
        }
    }
    all.echoes.extend(joined(&echoes));
    all.corroborations.extend(joined(&corroborations));
}

/// The largest groups in which each two claims are one of the pairs, each pair in at least one.
fn joined(pairs: &BTreeSet<(ClaimIx, ClaimIx)>) -> BTreeSet<Vec<ClaimIx>> {
    let claims: BTreeSet<ClaimIx> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let paired = |a: ClaimIx, b: ClaimIx| pairs.contains(&(a.min(b), a.max(b)));
    let grown = |(a, b): &(ClaimIx, ClaimIx)| {
        let mut group = vec![*a, *b];
        for claim in &claims {
            if group.iter().all(|member| paired(*member, *claim)) {
                group.push(*claim);
            }
        }
        group.sort_unstable();
        group
    };
    pairs.iter().map(grown).collect()
}
