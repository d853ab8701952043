//! Corrections and retractions: which claims are no longer compared, and who replaced them.

use std::collections::BTreeMap;

use crate::ground::{Ground, Stand};
use crate::proof::ClaimIx;

/// What corrections and retractions come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Superseded {
    /// Each superseded claim, and the first claim that supersedes it.
    pub(crate) by: BTreeMap<ClaimIx, ClaimIx>,
    /// Corrections by strangers, which bind nobody: the claim and the one that it meant to replace.
    pub(crate) by_strangers: Vec<(ClaimIx, ClaimIx)>,
}

/// A correction binds between claims that share a publisher or a speaker; what it supersedes stays superseded even when
/// the correction is itself corrected.
pub(crate) fn superseded(ground: &Ground<'_>) -> Superseded {
    let mut result = Superseded::default();
    let position: BTreeMap<&str, ClaimIx> = ground
        .set()
        .claims()
        .iter()
        .enumerate()
        .map(|(at, claim)| (claim.id.as_str(), ClaimIx(at)))
        .collect();
    for (at, claim) in ground.set().claims().iter().enumerate() {
        for earlier in claim.corrects.iter().chain(&claim.retracts) {
            let Some(earlier) = position.get(earlier.as_str()) else { continue };
            let stands = ground.stand(ClaimIx(at)).zip(ground.stand(*earlier));
            if stands.is_some_and(|(a, b)| may_correct(a, b)) {
                result.by.entry(*earlier).or_insert(ClaimIx(at));
            } else {
                result.by_strangers.push((ClaimIx(at), *earlier));
            }
        }
    }
    result
}

fn may_correct(a: &Stand, b: &Stand) -> bool {
    a.publisher == b.publisher || a.speakers.iter().any(|speaker| b.speakers.contains(speaker))
}
