use super::delta::Delta;
use super::part::Part;
use super::propagate::{Propagation, Rest};
use super::slots::Slots;
use super::trail::Side;
use crate::model::Num;

/// What propagation made of a part.
#[derive(Debug)]
pub(super) enum Found {
    /// Values that fit every line.
    Values(Vec<Num>),
    /// Rows and multipliers that add up to an absurdity.
    Refuted(Vec<(usize, Num)>),
    /// Neither; values within the bounds of each variable, to start from.
    Open(Slots<Delta>),
}

/// Decides a part by propagation, where that is enough.
///
/// Once nothing more follows, the middles of all bounds fit every line of the form x − y ≤ k, and often sums too. Where
/// they do not, variables are fixed one after the other, and what follows from each is drawn: that cannot fail where
/// sums meet in one variable at a time (Freuder 1982, for trees of constraints).
pub(super) fn propagate(part: &Part, rounds: usize) -> Found {
    let mut known = Propagation::new(part, rounds);
    if let Rest::Clash(clash) = known.run()
        && let Some(sum) = known.explained(&clash)
    {
        return Found::Refuted(sum);
    }
    let start = middles(part, &known);
    if let Some(values) = part.settled(&start) {
        return Found::Values(values);
    }
    let found = closed(part, &mut known, rounds).or_else(|| fixed(part, &mut known, rounds));
    found.map_or(Found::Open(start), Found::Values)
}

/// The middle between the bounds of each variable, or its only bound, or zero.
fn middles(part: &Part, known: &Propagation<'_>) -> Slots<Delta> {
    let middle = |var| match known.bounds(var) {
        (Some(low), Some(high)) => low.middle(high),
        (Some(only), None) | (None, Some(only)) => only.clone(),
        (None, None) => Delta::ZERO,
    };
    (0..part.variables.len()).map(middle).collect()
}

/// Tries to close all open sides, beyond all that is known of any variable.
fn closed(part: &Part, known: &mut Propagation<'_>, rounds: usize) -> Option<Vec<Num>> {
    let far = part.lines.iter().filter(|line| line.terms.len() > 1);
    let far = far.fold(Num::ONE, |sum, line| &sum + &line.limit.real.abs());
    let (mut least, mut most) = (Delta::real(-&far), Delta::real(far.clone()));
    for var in 0..part.variables.len() {
        let (low, high) = known.bounds(var);
        for bound in [low, high].into_iter().flatten() {
            least = least.min(Delta::real(&bound.real - &far));
            most = most.max(Delta::real(&bound.real + &far));
        }
    }
    known.allow(rounds);
    for var in 0..part.variables.len() {
        let (low, high) = known.bounds(var);
        let (open_low, open_high) = (low.is_none(), high.is_none());
        let clash = open_low.then(|| known.assume(var, Side::Low, least.clone())).flatten();
        let clash =
            clash.or_else(|| open_high.then(|| known.assume(var, Side::High, most.clone())).flatten());
        if clash.is_some() {
            return None;
        }
    }
    if let Rest::Clash(_) = known.run() { None } else { part.settled(&middles(part, known)) }
}

/// Tries to fix one variable after the other in the middle of what is left for it.
fn fixed(part: &Part, known: &mut Propagation<'_>, rounds: usize) -> Option<Vec<Num>> {
    known.allow(rounds);
    for var in 0..part.variables.len() {
        let (Some(low), Some(high)) = known.bounds(var) else { return None };
        let middle = low.short_between(high);
        for side in [Side::Low, Side::High] {
            if known.assume(var, side, middle.clone()).is_some() {
                return None;
            }
        }
        if !matches!(known.run(), Rest::Quiet) {
            return None;
        }
    }
    part.settled(&middles(part, known))
}
