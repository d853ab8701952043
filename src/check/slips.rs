//! Likely slips: familiar shapes of the gap between the figures or dates of a finding, as hints and never as verdicts.
//!
//! They are told of what was written, not of what it can mean: "nearly $5 billion" and "$5 million" are a lost thousand,
//! whatever "nearly" allows.

mod dates;
mod equation;
mod figures;
mod gaps;
mod points;
mod sums;

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
    /// What one claim says of several figures fits if one of them is taken this power of ten times.
    Scaled { claim: ClaimIx, power: i32, by: ClaimIx },
    /// What one claim says of several figures fits if one of them has the other sign.
    OtherSign { claim: ClaimIx, by: ClaimIx },
    /// The time said to lie between two dates fits if one of them is a year earlier or later.
    YearOff { dates: [ClaimIx; 2], by: ClaimIx },
    /// The gap of a sum is as much as one of its parts.
    Part { part: ClaimIx, total: ClaimIx, wanting: Wanting },
    /// A share that fits as a share of another amount.
    OtherWhole { share: ClaimIx, whole: ClaimIx },
}

/// What became of a part that fills the gap of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanting {
    /// The sum does not list it.
    LeftOutOfSum,
    /// The sum lists it, and the total is too small by it.
    LeftOutOfTotal,
    /// The sum lists it, and the total is too large by it.
    CountedTwice,
}

/// The slips that the gap between the claims of a finding looks like.
pub(crate) fn slips(ground: &Ground<'_>, claims: &[ClaimIx]) -> Vec<Slip> {
    let said: Vec<(ClaimIx, &Claim)> = claims
        .iter()
        .filter_map(|ix| Some((*ix, ground.claim(*ix)?)))
        .filter(|(_, claim)| claim.stance == Stance::Asserts)
        .collect();
    // The figures of a sum are of different things: how far they lie apart tells nothing, what would mend the sum does.
    let sums = sums::slips(ground, &said);
    let apart = |slip: &Slip| sums.is_none() || !matches!(slip, Slip::PowerOfTen { .. } | Slip::Sign(_));
    let figures = figures::slip(ground, &said).filter(apart);
    let sums = sums.iter().flatten().cloned();
    // Dates with a stated time between them are not each other's.
    let dates = gaps::slip(ground, &said).or_else(|| dates::slip(ground, &said));
    figures.into_iter().chain(sums).chain(points::slip(ground, &said)).chain(dates).collect()
}

/// The two things of a list that holds exactly two.
fn pair<T>(all: Vec<T>) -> Option<[T; 2]> {
    all.try_into().ok()
}
