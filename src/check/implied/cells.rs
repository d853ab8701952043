//! The cells that shares, totals and changes speak of, and of which no claim gives a figure.

use std::collections::BTreeSet;

use super::super::Findings;
use super::web::{Barred, Web};
use super::{Asked, Follows, Forced};
use crate::ground::{CellStand, Facet, Ground, StageStand, TimeStand};
use crate::model::{Cell, Statement, Temporal, Time};
use crate::proof::ClaimIx;
use crate::watch::Work;

/// At most so many cells are looked at.
pub(crate) const CELLS: usize = 64;

/// What was not looked for.
#[derive(Debug, Default)]
pub(crate) struct Unseen {
    /// Cells about which it was not worked out, and why: the first of each reason, and how many there are.
    pub(crate) barred: Vec<(Barred, Cell, usize)>,
    /// How many cells were not looked at, there being too many.
    pub(crate) more: usize,
}

/// Looks for cells on which claims force something though none gives a figure of them, in the order of claims.
pub(crate) fn look(
    ground: &Ground<'_>,
    active: &[ClaimIx],
    findings: &Findings,
    each: &mut impl FnMut(&Follows<'_>),
) -> Unseen {
    let mut unseen = Unseen::default();
    let relating: Vec<ClaimIx> = active.iter().copied().filter(|ix| relates(ground, *ix)).collect();
    if relating.is_empty() {
        return unseen;
    }
    let web = Web::new(ground, active, findings);
    let mut seen = BTreeSet::new();
    let usable = relating.into_iter().filter(|ix| web.is_usable(*ix));
    let cells = usable.flat_map(|ix| cells(ground, ix)).filter(|(_, key)| seen.insert(key.clone()));
    let mut asked: Vec<Asked> = cells.filter_map(|(cell, _)| Asked::new(ground.set(), cell).ok()).collect();
    unseen.more = asked.len().saturating_sub(CELLS);
    asked.truncate(CELLS);
    for asked in ground.watch().over(Work::Implying, &asked) {
        let Some(follows) = asked.news(ground, findings, &web) else { continue };
        let forced = [&follows.plain, &follows.lenient];
        let barred = forced.iter().find_map(|forced| match forced {
            Forced::Undecided(barred) => Some(*barred),
            Forced::Between(..) | Forced::Nowhere(_) => None,
        });
        let tells = forced.iter().any(|forced| follows.tells(forced));
        match barred {
            Some(barred) => unseen.bar(barred, asked.cell.clone()),
            None if tells => each(&follows),
            None => {}
        }
    }
    unseen
}

impl Unseen {
    fn bar(&mut self, barred: Barred, cell: Cell) {
        match self.barred.iter_mut().find(|(known, ..)| *known == barred) {
            Some((.., count)) => *count += 1,
            None => self.barred.push((barred, cell, 1)),
        }
    }
}

/// Whether a claim relates several cells, or one at several times.
fn relates(ground: &Ground<'_>, ix: ClaimIx) -> bool {
    let statement = ground.claim(ix).map(|claim| &claim.statement);
    matches!(statement, Some(Statement::Change { .. } | Statement::Share { .. } | Statement::Total { .. }))
}

/// What makes two cells one: all of the cell, and whether its time is a period, and which.
type Same = String;

/// The cells of a claim that relates several, each a definite one at a time of its own.
fn cells(ground: &Ground<'_>, ix: ClaimIx) -> Vec<(Cell, Same)> {
    let Some(claim) = ground.claim(ix) else { return Vec::new() };
    let cells: Vec<Cell> = match &claim.statement {
        Statement::Change { cell, from: Some(from), to: Some(to), .. } => {
            let temporal = ground.set().measure(&cell.measure).map(|measure| measure.temporal);
            let at = |date: &crate::model::Date| match temporal {
                Some(Temporal::RunningTotal | Temporal::Level) => Time::AsOf(date.clone()),
                _ => Time::Of(date.clone()),
            };
            [from, to].map(|date| Cell { time: Some(at(date)), ..cell.clone() }).into()
        }
        Statement::Share { .. } | Statement::Total { .. } => claim.statement.cells().cloned().collect(),
        Statement::Change { .. }
        | Statement::Amount { .. }
        | Statement::Rank { .. }
        | Statement::Event { .. }
        | Statement::Order { .. }
        | Statement::State { .. }
        | Statement::Retraction => Vec::new(),
    };
    cells
        .into_iter()
        .zip(ground.timed_cells(ix))
        .filter(|(_, (stand, _))| is_named(stand))
        .map(|(cell, (stand, time))| (cell, same(stand, time)))
        .collect()
}

/// Whether a cell is not one of a part that nobody named, or that is in doubt.
fn is_named(cell: &CellStand) -> bool {
    cell.scope.values().all(|facet| matches!(facet, Facet::Whole | Facet::Part(_)))
}

fn same(cell: &CellStand, time: &TimeStand) -> Same {
    let rungs = match &cell.stage {
        StageStand::Word(_, rungs) => rungs.clone(),
        StageStand::Unstated(last) => vec![*last],
        StageStand::None | StageStand::Status => Vec::new(),
    };
    format!("{:?}", (&cell.subject, &cell.measure, &cell.scope, &cell.basis, rungs, time))
}
