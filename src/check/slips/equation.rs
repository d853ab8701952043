//! A share, a total or a change with the amounts that a finding gives for its cells: what should be equal, and is not.

use std::collections::BTreeMap;

use crate::ground::{Body, CellStand, Facet, Ground, TimeStand};
use crate::model::{ChangeForm, Claim, Exact, Grade, Interval, Key};
use crate::proof::ClaimIx;

/// An amount that is multiplied and added.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) claim: ClaimIx,
    pub(super) number: Interval,
    pub(super) times: Interval,
}

/// The terms should add up to what is stated.
#[derive(Clone, Debug)]
pub(super) struct Equation<'g> {
    /// The claim that relates them.
    pub(super) by: ClaimIx,
    pub(super) stated: (ClaimIx, Interval),
    pub(super) terms: Vec<Term>,
    /// What is added besides.
    plus: Interval,
    /// The cell of what is stated.
    pub(super) whole: &'g CellStand,
}

impl<'g> Equation<'g> {
    /// The equation of a finding that has one relating claim and an amount for each of its cells.
    pub(super) fn of(ground: &'g Ground<'_>, said: &[(ClaimIx, &Claim)]) -> Option<Equation<'g>> {
        let relating = |ix: ClaimIx| {
            let stand = ground.stand(ix)?;
            let relates = matches!(stand.body, Body::Share(_) | Body::Total { .. } | Body::Change { .. });
            relates.then_some((ix, stand))
        };
        let mut all = said.iter().filter_map(|(ix, _)| relating(*ix));
        let ((by, stand), None) = (all.next()?, all.next()) else { return None };
        let amount = |cell: &CellStand, time: &TimeStand| {
            said.iter().find_map(|(ix, _)| {
                let own = amount_cell(ground, *ix).filter(|own| is_one(own, cell, time))?;
                Some((*ix, plain(ground, *ix, own)?))
            })
        };
        let term = |cell: &CellStand, time: &TimeStand, times: Interval| {
            amount(cell, time).map(|(claim, number)| Term { claim, number, times })
        };
        let none = Interval::point(Exact::zero());
        let (stated, terms, plus, whole) = match &stand.body {
            Body::Share([part, whole]) => {
                let times = ground.share_of(by, Grade::Plain)?;
                (amount(part, &part.time)?, vec![term(whole, &whole.time, times)?], none, part)
            }
            Body::Total { total, parts, exhaustive: true } => {
                let terms =
                    parts.iter().map(|(cell, times)| term(cell, &cell.time, Interval::point(times.clone())));
                (amount(total, &total.time)?, terms.collect::<Option<_>>()?, none, total)
            }
            Body::Change { cell, from, to } => {
                let size = ground.size_of(by, Grade::Plain)?;
                let (times, plus) = match ground.change(by)?.form() {
                    ChangeForm::Percent | ChangeForm::Factor => (size, none),
                    ChangeForm::Points | ChangeForm::Absolute => (Interval::point(Exact::one()), size),
                    ChangeForm::Direction => return None,
                };
                (amount(cell, to)?, vec![term(cell, from, times)?], plus, cell)
            }
            Body::Total { .. }
            | Body::Amount(_)
            | Body::Rank { .. }
            | Body::Event { .. }
            | Body::Order { .. }
            | Body::State { .. }
            | Body::Other => return None,
        };
        let equation = Equation { by, stated, terms, plus, whole };
        (!equation.fits()).then_some(equation)
    }

    fn fits(&self) -> bool {
        self.sum().meets(&self.stated.1)
    }

    pub(super) fn sum(&self) -> Interval {
        self.terms.iter().fold(self.plus.clone(), |sum, term| sum.plus(&term.number.times(&term.times)))
    }

    /// The same, with one amount another; whether it then fits.
    pub(super) fn fits_with(&self, claim: ClaimIx, number: &Interval) -> bool {
        let mut other = self.clone();
        if other.stated.0 == claim {
            other.stated.1 = number.clone();
        }
        for term in other.terms.iter_mut().filter(|term| term.claim == claim) {
            term.number = number.clone();
        }
        other.fits()
    }

    /// Every amount, what is stated first.
    pub(super) fn amounts(&self) -> impl Iterator<Item = (ClaimIx, &Interval)> {
        let terms = self.terms.iter().map(|term| (term.claim, &term.number));
        std::iter::once((self.stated.0, &self.stated.1)).chain(terms)
    }
}

/// The cell of an amount.
pub(super) fn amount_cell<'g>(ground: &'g Ground<'_>, ix: ClaimIx) -> Option<&'g CellStand> {
    match &ground.stand(ix)?.body {
        Body::Amount(cell) => Some(cell),
        Body::Change { .. }
        | Body::Rank { .. }
        | Body::Event { .. }
        | Body::Order { .. }
        | Body::State { .. }
        | Body::Share(_)
        | Body::Total { .. }
        | Body::Other => None,
    }
}

/// What an amount comes to, read plainly, in the dimension of its measure.
pub(super) fn plain(ground: &Ground<'_>, ix: ClaimIx, cell: &CellStand) -> Option<Interval> {
    let dimension = ground.own_dimension(&cell.measure)?;
    Some(ground.number(ix)?.within(dimension)?.plain.clone())
}

/// The named parts of a scope.
pub(super) fn parts_of(cell: &CellStand) -> BTreeMap<&Key, &Key> {
    let mut parts = BTreeMap::new();
    for (facet, value) in &cell.scope {
        match value {
            Facet::Part(name) | Facet::Doubtful(name) => parts.insert(facet, name),
            Facet::Whole | Facet::Unnamed => None,
        };
    }
    parts
}

/// Whether an amount's cell is a cell at a time, as both are written.
fn is_one(own: &CellStand, cell: &CellStand, time: &TimeStand) -> bool {
    own.subject == cell.subject && parts_of(own) == parts_of(cell) && is_akin(own, cell, time)
}

/// Whether two cells differ in nothing but their subjects and scopes.
pub(super) fn is_akin(own: &CellStand, cell: &CellStand, time: &TimeStand) -> bool {
    own.measure == cell.measure
        && own.basis == cell.basis
        && own.plain_rungs() == cell.plain_rungs()
        && own.time.written() == time.written()
}
