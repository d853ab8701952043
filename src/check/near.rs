//! The third grade: pairs that are no finding, but worth a look.

use super::Findings;
use crate::ground::Ground;
use crate::proof::ClaimIx;
use crate::report::NearMiss;

/// Near misses, listed up to the policy's limit and counted in full.
#[derive(Debug, Default)]
pub(crate) struct NearMisses {
    pub(crate) listed: Vec<NearMiss>,
    pub(crate) count: usize,
}

pub(crate) fn near_misses(_: &Ground<'_>, _: &[ClaimIx], _: &Findings) -> NearMisses {
    NearMisses::default()
}

pub(crate) fn hints(_: &Ground<'_>) -> Vec<String> {
    Vec::new()
}
