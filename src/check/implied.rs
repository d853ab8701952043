//! What claims force on a number that is asked for: the narrowest interval, at both grades.

mod cells;
mod ends;
mod web;

pub(crate) use cells::{CELLS, Unseen, look};
pub(crate) use ends::{Forced, ForcedEnd};
use web::Part;
pub(crate) use web::{Barred, Web};

use std::collections::BTreeSet;

use ends::forced;

use super::Findings;
use crate::ground::{Bearing, CellError, Ground, Reading, question};
use crate::model::{Cell, Claim, ClaimSet, Grade};
use crate::proof::{ClaimIx, Relaxed, Rungs};

/// A cell that is asked for, with all claims that it hangs together with.
#[derive(Debug)]
pub(crate) struct Asked {
    cell: Cell,
    question: Claim,
}

/// What follows of a cell. Positions count in the ground that is made for it, the question being the last.
#[derive(Debug)]
pub(crate) struct Follows<'a> {
    pub(crate) ground: Ground<'a>,
    pub(crate) cell: &'a Cell,
    pub(crate) question: ClaimIx,
    pub(crate) plain: Forced,
    pub(crate) lenient: Forced,
    /// Claims that would bear on it, but for a contradiction that touches them.
    pub(crate) left_out: Vec<ClaimIx>,
}

impl Follows<'_> {
    /// Whether an interval says more than the bare sign of what is never below zero.
    pub(crate) fn tells(&self, forced: &Forced) -> bool {
        let signed = !self.ground.never_negative(self.question);
        match forced {
            Forced::Between(low, high) => {
                let low = low.as_ref().is_some_and(|end| signed || !end.far.at.is_zero());
                low || high.is_some()
            }
            Forced::Nowhere(_) | Forced::Undecided(_) => false,
        }
    }
}

impl Asked {
    pub(crate) fn new(set: &ClaimSet, cell: Cell) -> Result<Asked, CellError> {
        let question = question(set, &cell)?;
        Ok(Asked { cell, question })
    }

    /// What follows of the cell.
    pub(crate) fn follows<'a>(
        &'a self,
        whole: &Ground<'a>,
        findings: &Findings,
        web: &Web<'_>,
    ) -> Follows<'a> {
        Near::new(self, whole, findings, web).follows(self)
    }

    /// What follows of the cell, if no claim gives a figure of it.
    fn news<'a>(&'a self, whole: &Ground<'a>, findings: &Findings, web: &Web<'_>) -> Option<Follows<'a>> {
        let near = Near::new(self, whole, findings, web);
        (!near.bearing.told).then(|| near.follows(self))
    }
}

/// The claims that a cell hangs together with. Positions count in the ground that is made for it.
struct Near<'a> {
    ground: Ground<'a>,
    question: ClaimIx,
    bearing: Bearing,
    usable: Vec<ClaimIx>,
    touched: BTreeSet<ClaimIx>,
    barred: Option<Barred>,
}

impl<'a> Near<'a> {
    fn new(asked: &'a Asked, whole: &Ground<'a>, findings: &Findings, web: &Web<'_>) -> Near<'a> {
        let set = whole.set();
        let alone = Ground::of(set, vec![&asked.question]);
        let mut part = alone.stand(ClaimIx(0)).map(|stand| web.part(whole, stand)).unwrap_or_default();
        let barred = web.barred(&part, findings);
        if barred.is_some() {
            part = Part::default();
        }
        let all: BTreeSet<ClaimIx> = part.usable.union(&part.touched).copied().collect();
        let claims = all.iter().filter_map(|ix| whole.claim(*ix)).chain([&asked.question]).collect();
        let ground = Ground::of(set, claims);
        let question = ClaimIx(all.len());
        let position = |ix: &ClaimIx| all.iter().position(|own| own == ix).map(ClaimIx);
        let every: Vec<ClaimIx> = (0..=question.0).map(ClaimIx).collect();
        let plainly = Reading::new(Rungs::new(), Relaxed::Nothing);
        Near {
            bearing: ground.bearing_on(&every, question, &plainly),
            usable: part.usable.iter().filter_map(position).collect(),
            touched: part.touched.iter().filter_map(position).collect(),
            ground,
            question,
            barred,
        }
    }

    fn follows(self, asked: &'a Asked) -> Follows<'a> {
        let Near { ground, question, bearing, usable, touched, barred } = self;
        let at = |grade| match barred {
            None => forced(&ground, &usable, question, grade),
            Some(because) => Forced::Undecided(because),
        };
        let (plain, lenient) = (at(Grade::Plain), at(Grade::Lenient));
        let left_out = bearing.claims.intersection(&touched).copied().collect();
        Follows { cell: &asked.cell, question, plain, lenient, left_out, ground }
    }
}
