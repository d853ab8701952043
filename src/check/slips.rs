//! Likely slips: familiar shapes of the gap between the figures or dates of a finding, as hints and never as verdicts.
//!
//! They are told of what was written, not of what it can mean: "nearly $5 billion" and "$5 million" are a lost thousand,
//! whatever "nearly" allows.

mod dates;
mod figures;
mod points;

pub(crate) use dates::said_on;
pub(crate) use figures::scale_words;

use crate::ground::Ground;
use crate::model::{Claim, Stance};
use crate::proof::ClaimIx;

/// A familiar shape. Two claims stand in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// The one figure is exactly this power of ten times the other.
    PowerOfTen { more: ClaimIx, less: ClaimIx, power: i32 },
    /// One figure, once above and once below zero.
    Sign([ClaimIx; 2]),
    /// One figure in two units or currencies.
    Unit([ClaimIx; 2]),
    /// A change in per cent that fits as one in percentage points, or the other way round.
    Points { change: ClaimIx, ends: [ClaimIx; 2] },
    /// Two neighbouring digits that changed places.
    Transposed([ClaimIx; 2]),
    /// Dates that are one day apart.
    Day([ClaimIx; 2]),
    /// Dates that are one year apart and otherwise equal.
    Year([ClaimIx; 2]),
    /// One figure for two periods.
    TwoPeriods([ClaimIx; 2]),
    /// One figure for two scopes.
    TwoScopes([ClaimIx; 2]),
}

/// The slips that the gap between the claims of a finding looks like.
pub(crate) fn slips(ground: &Ground<'_>, claims: &[ClaimIx]) -> Vec<Slip> {
    let said: Vec<(ClaimIx, &Claim)> = claims
        .iter()
        .filter_map(|ix| Some((*ix, ground.claim(*ix)?)))
        .filter(|(_, claim)| claim.stance == Stance::Asserts)
        .collect();
    let figures = figures::slip(ground, &said);
    figures.into_iter().chain(points::slip(ground, &said)).chain(dates::slip(ground, &said)).collect()
}

/// The two things of a list that holds exactly two.
fn pair<T>(all: Vec<T>) -> Option<[T; 2]> {
    all.try_into().ok()
}
