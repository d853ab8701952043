//! Slips in a share, a total or a change: one figure that would make it right, a part left out, another whole.

use std::collections::BTreeSet;

use super::equation::{Equation, amount_cell, is_akin, parts_of, plain};
use super::{Slip, Wanting};
use crate::ground::{Body, CellStand, Ground};
use crate::model::{Claim, Exact, Interval, Stance};
use crate::proof::ClaimIx;

/// The powers of ten by which a figure may be off: a decimal point, a lost zero, a lost word.
const POWERS: [i32; 10] = [1, -1, 2, -2, 3, -3, 6, -6, 9, -9];

/// How many parts are named.
const NAMED: usize = 2;

/// The slips that would mend the equation of a finding; `None` if it has none.
pub(super) fn slips(ground: &Ground<'_>, said: &[(ClaimIx, &Claim)]) -> Option<Vec<Slip>> {
    let equation = Equation::of(ground, said)?;
    let figure = scaled(&equation).or_else(|| signed(&equation));
    let others = others(ground, said);
    let (parts, whole) = match &ground.stand(equation.by)?.body {
        Body::Total { .. } => (parts(ground, &equation, &others), None),
        Body::Share([_, whole]) => (Vec::new(), another_whole(ground, &equation, whole, &others)),
        Body::Change { .. }
        | Body::Amount(_)
        | Body::Rank { .. }
        | Body::Event { .. }
        | Body::Order { .. }
        | Body::State { .. }
        | Body::Other => (Vec::new(), None),
    };
    Some(figure.into_iter().chain(parts).chain(whole).collect())
}

/// One figure that fits when it is taken so many times.
fn scaled(equation: &Equation<'_>) -> Option<Slip> {
    POWERS.iter().find_map(|power| {
        let fitting = |(claim, number): &(ClaimIx, &Interval)| {
            // What fits as well when it is nothing at all was no lost zero.
            let nothing = Interval::point(Exact::zero());
            equation.fits_with(*claim, &number.scaled(&Exact::pow10(*power)))
                && !equation.fits_with(*claim, &nothing)
        };
        let (claim, _) = equation.amounts().find(fitting)?;
        Some(Slip::Scaled { claim, power: *power, by: equation.by })
    })
}

/// One figure that fits with the other sign.
fn signed(equation: &Equation<'_>) -> Option<Slip> {
    let (claim, _) = equation.amounts().find(|(claim, number)| {
        let other = number.negated();
        other != **number && equation.fits_with(*claim, &other)
    })?;
    Some(Slip::OtherSign { claim, by: equation.by })
}

/// Amounts that the set asserts beside those of the finding.
fn others(ground: &Ground<'_>, said: &[(ClaimIx, &Claim)]) -> Vec<ClaimIx> {
    let claims = ground.set().claims();
    let replaced: BTreeSet<&String> =
        claims.iter().flat_map(|claim| claim.corrects.iter().chain(&claim.retracts)).collect();
    let counts =
        |(_, claim): &(usize, &Claim)| claim.stance == Stance::Asserts && !replaced.contains(&claim.id);
    let others = claims.iter().enumerate().filter(counts).map(|(at, _)| ClaimIx(at));
    others.filter(|ix| amount_cell(ground, *ix).is_some() && said.iter().all(|(own, _)| own != ix)).collect()
}

/// The parts that would close the gap: left out of the sum, left out of the total, or counted twice.
fn parts(ground: &Ground<'_>, equation: &Equation<'_>, others: &[ClaimIx]) -> Vec<Slip> {
    let gap = equation.stated.1.plus(&equation.sum().negated());
    let too_much = gap.below(&Interval::point(Exact::zero()));
    let missing = if too_much { gap.negated() } else { gap };
    let fits = |number: &Interval| number.meets(&missing) && is_close(&missing, number);
    let listed = equation.terms.iter().filter(|term| fits(&term.number.times(&term.times)));
    let listed = listed.map(|term| Slip::Part {
        part: term.claim,
        total: equation.stated.0,
        wanting: if too_much { Wanting::LeftOutOfTotal } else { Wanting::CountedTwice },
    });
    let cells: Vec<&CellStand> =
        equation.terms.iter().filter_map(|term| amount_cell(ground, term.claim)).collect();
    let unlisted = others.iter().filter(|ix| {
        let Some(cell) = amount_cell(ground, **ix) else { return false };
        let is_listed = cells.iter().any(|own| own.subject == cell.subject && own.scope == cell.scope);
        !too_much
            && !is_listed
            && is_part(ground, cell, equation.whole)
            && plain(ground, **ix, cell).is_some_and(|number| fits(&number))
    });
    let left_out =
        |ix: &ClaimIx| Slip::Part { part: *ix, total: equation.stated.0, wanting: Wanting::LeftOutOfSum };
    unlisted.map(left_out).chain(listed).take(NAMED).collect()
}

/// Whether a gap is known well enough to be called an amount: it lies within half and three halves of it.
fn is_close(gap: &Interval, number: &Interval) -> bool {
    let (Some(low), Some(high)) = (number.low().number(), number.high().number()) else { return false };
    let half = |number: &Exact| number.checked_div(&Exact::from(2)).unwrap_or_else(Exact::zero);
    let (low, high) = (half(low), high + &half(high));
    Interval::closed(low, high).is_ok_and(|around| gap.within(&around))
}

/// Whether a cell is a part of a whole: of a narrower scope, or of a subject that is one of the whole's.
fn is_part(ground: &Ground<'_>, cell: &CellStand, whole: &CellStand) -> bool {
    let (own, all) = (parts_of(cell), parts_of(whole));
    let names = ground.set().names();
    let within = all.iter().all(|(facet, name)| {
        own.get(*facet).is_some_and(|part| *part == *name || names.includes(name, part))
    });
    let of_one = cell.subject == whole.subject && own != all;
    let of_member = names.includes(&whole.subject, &cell.subject);
    within && (of_one || of_member) && is_akin(cell, whole, &whole.time)
}

/// The one other amount that the share fits as a share of: of the same measure, and the same subject, scope or time.
fn another_whole(
    ground: &Ground<'_>,
    equation: &Equation<'_>,
    whole: &CellStand,
    others: &[ClaimIx],
) -> Option<Slip> {
    let [term] = equation.terms.as_slice() else { return None };
    let mut fitting = others.iter().filter(|ix| {
        let Some(cell) = amount_cell(ground, **ix) else { return false };
        let akin = cell.measure == whole.measure
            && (cell.subject == whole.subject || parts_of(cell) == parts_of(whole))
            && (is_akin(cell, whole, &whole.time) || cell.subject == whole.subject);
        akin && plain(ground, **ix, cell).is_some_and(|number| equation.fits_with(term.claim, &number))
    });
    let first = fitting.next()?;
    Some(Slip::OtherWhole { share: equation.by, whole: *first })
}
