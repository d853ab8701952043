//! Flows over several periods: which families of numbers hold some that can add up, and what hangs together there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Active, plain};
use crate::ground::{CellStand, Facet, Ground, Stand, TimeStand, interlocks};
use crate::model::{Day, Key, Span, Temporal};
use crate::proof::{ClaimIx, Var};

/// A subject and a measure.
type Family<'a> = (&'a Key, &'a Key);

/// What limits the scope of a cell.
type Scope<'a> = Vec<(&'a Key, &'a Facet)>;

/// The first and the last day of a period.
type Period = (Day, Day);

/// The families of flows in which some periods of one scope are neither all apart nor each inside the one before.
pub(super) fn tiled<'a>(ground: &'a Ground<'_>, active: &Active<'a>) -> BTreeSet<Family<'a>> {
    let mut families: BTreeMap<Family<'a>, Vec<(Scope<'a>, Period)>> = BTreeMap::new();
    for stand in &active.asserted {
        for (slot, cell) in flows(ground, stand) {
            let days = ground.period_of(Var { claim: stand.ix, slot }, &plain());
            let Some(days) = days.and_then(|days| days.first().zip(days.last())) else { continue };
            let scope = cell.scope.iter().filter(|(_, facet)| **facet != Facet::Whole).collect();
            families.entry((&cell.subject, &cell.measure)).or_default().push((scope, days));
        }
    }
    families.retain(|_, members| {
        let mut scopes: BTreeMap<&Scope<'_>, Vec<Period>> = BTreeMap::new();
        for (scope, days) in members.iter() {
            scopes.entry(scope).or_default().push(*days);
        }
        scopes.into_values().any(interlock)
    });
    families.into_keys().collect()
}

/// The numbers of a claim that are of a flow, by slot. A change has two of one cell.
fn flows<'a>(ground: &Ground<'_>, stand: &'a Stand) -> impl Iterator<Item = (usize, &'a CellStand)> {
    let numbers: Vec<&CellStand> = match stand.cell() {
        Some(cell) => vec![cell, cell],
        None => stand.cells(),
    };
    let flow = |cell: &&CellStand| {
        ground.measure(&cell.measure).is_some_and(|measure| measure.temporal == Temporal::Flow)
    };
    numbers.into_iter().enumerate().filter(move |(_, cell)| flow(cell))
}

fn interlock(mut periods: Vec<Period>) -> bool {
    periods.sort_by_key(|(first, last)| (*first, Reverse(*last)));
    let mut run: Vec<Period> = Vec::new();
    let mut reached: Option<Day> = None;
    for period in periods {
        let apart = reached.is_some_and(|last| last < period.0);
        if apart && interlocks(&std::mem::take(&mut run)) {
            return true;
        }
        run.push(period);
        reached = reached.max(Some(period.1));
    }
    interlocks(&run)
}

/// Figures of one flow, apart where no period, however it is read, reaches from one to the next; without those of no
/// period.
pub(super) fn apart(ground: &Ground<'_>, claims: Vec<ClaimIx>) -> Vec<Vec<ClaimIx>> {
    let days = |ix: ClaimIx| match &ground.stand(ix)?.cell()?.time {
        TimeStand::Missing => None,
        TimeStand::Of(window) | TimeStand::AsOf(window) => Some((window.widest(), ix)),
    };
    let mut dated: Vec<(Span, ClaimIx)> = claims.into_iter().filter_map(days).collect();
    dated.sort();
    let mut parts: Vec<(Span, Vec<ClaimIx>)> = Vec::new();
    for (days, ix) in dated {
        match parts.last_mut() {
            Some((reached, part)) if reached.meets(&days) => {
                *reached = reached.hull(&days);
                part.push(ix);
            }
            _ => parts.push((days, vec![ix])),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}
