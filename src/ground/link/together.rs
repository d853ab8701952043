//! Whether numbers belong together in a law over several: of the cells that it names, on one footing.

use std::collections::BTreeSet;

use super::super::stand::{CellStand, StageStand};
use super::super::{Ground, Moment, Reading};
use super::Quantity;
use super::dimension::scope;
use super::plan::{plans, revised};
use crate::model::Key;
use crate::proof::Choice;

/// Whether a quantity is of a cell of a standing law, whenever it is. What the law does not say of the basis it leaves as
/// the claims have it.
pub(in crate::ground) fn is_of_cell(
    ground: &Ground<'_>,
    quantity: &Quantity<'_>,
    cell: &CellStand,
    reading: &Reading,
) -> bool {
    let called_off = quantity.cell.stage == StageStand::Status || cell.stage == StageStand::Status;
    let one_cell = (quantity.subject, &quantity.cell.measure) == (&cell.subject, &cell.measure);
    let basis = cell.basis.iter().all(|(facet, value)| quantity.cell.basis.get(facet) == Some(value));
    let (true, true, false) = (one_cell, basis, called_off) else { return false };
    let Some(measure) = ground.measure(&cell.measure) else { return false };
    let law = Ground::law_quantity(cell, Moment::Missing);
    let Ok(dimensions) = scope(ground, measure, quantity, &law) else { return false };
    quantity.rung == law.rung && dimensions.into_iter().all(|dimension| dimension.stays_same(reading))
}

/// Whether two quantities are on one footing: on one basis but for the facets that the law speaks of itself, of a scope
/// that both state or neither, both plans or neither, and not told by one party on two days.
pub(in crate::ground) fn stand_together(
    ground: &Ground<'_>,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    based: &BTreeSet<Key>,
    reading: &Reading,
) -> bool {
    let (Some(first), Some(second)) = (a.stand, b.stand) else { return false };
    if first.ix == second.ix {
        return a.cell.basis == b.cell.basis && !a.is_plan(ground) && !b.is_plan(ground);
    }
    let Ok(plans) = plans(ground, a, b, reading) else { return false };
    let (low, high) = (first.ix.min(second.ix), first.ix.max(second.ix));
    let facets: BTreeSet<&Key> = a.cell.basis.keys().chain(b.cell.basis.keys()).collect();
    let one_basis = |facet: &&Key| match (a.cell.basis.get(*facet), b.cell.basis.get(*facet)) {
        (Some(x), Some(y)) => x == y,
        _ => !reading.is_lenient(Choice::Basis(low, high, (*facet).clone())),
    };
    let stated = |one: &Quantity<'_>, other: &Quantity<'_>| {
        let claim = other.stand.map(|stand| stand.ix);
        let mut open = one.cell.scope.keys().filter(|facet| !other.cell.scope.contains_key(*facet));
        open.all(|facet| claim.is_some_and(|ix| !reading.is_lenient(Choice::Facet(ix, facet.clone()))))
    };
    let measures = [a, b].map(|quantity| ground.measure(&quantity.cell.measure));
    facets.iter().filter(|facet| !based.contains(**facet)).all(one_basis)
        && stated(a, b)
        && stated(b, a)
        && !measures.into_iter().flatten().any(|measure| revised(measure, a, b, true, plans, reading))
}
