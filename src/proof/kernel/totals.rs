//! Standing totals of the set: cells that always add up to one.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Choice, Inequality, SoftLaw, Var};
use super::flows::together;
use super::laws::Order;
use super::numbers::{At, Facet, Number};
use super::reading::{Reading, Stage};
use super::system::System;
use crate::model::{Cell, Exact, Key, LawRelation, Statement, Strength};

/// A standing total: each cell once, as a number without a claim, and how often it counts. All of it comes to nothing, or to
/// at most that.
struct Total<'a> {
    at: usize,
    cells: Vec<(Number<'a>, Exact)>,
    exhaustive: bool,
    soft: bool,
    timed: bool,
}

impl<'a> Reading<'a> {
    fn total(&self, at: usize) -> Option<Total<'a>> {
        let law = self.set.laws().get(at)?;
        let LawRelation::Total { total, parts, exhaustive } = &law.relation else { return None };
        let all: Vec<&Cell> = std::iter::once(total).chain(parts.iter().map(|part| &part.cell)).collect();
        if !self.add_up(&all) {
            return None;
        }
        let facets: BTreeSet<Key> =
            all.iter().flat_map(|cell| cell.scope.keys()).map(|facet| self.key(facet)).collect();
        let number = |cell: &Cell, unsaid: Facet| {
            let time = cell.time.clone().or_else(|| total.time.clone());
            let mut number = self.law_number(&Cell { time, ..cell.clone() }, At::Unknown)?;
            for facet in &facets {
                number.scope.entry(facet.clone()).or_insert(unsaid.clone());
            }
            Some(number)
        };
        let mut cells: Vec<(Number<'a>, Exact)> = vec![(number(total, Facet::Whole)?, -&Exact::one())];
        for part in parts {
            let new = number(&part.cell, Facet::Unnamed)?;
            match cells.iter_mut().find(|(known, _)| is_one_cell(known, &new)) {
                Some((_, times)) => *times = &*times + &part.times,
                None => cells.push((new, part.times.clone())),
            }
        }
        let timed = all.iter().any(|cell| cell.time.is_some());
        Some(Total { at, cells, exhaustive: *exhaustive, soft: law.strength == Strength::Soft, timed })
    }

    /// Whether a number is of a cell of a law, at its time if it has one.
    fn is_of(&self, number: &Number<'a>, cell: &Number<'a>, timed: bool) -> bool {
        let named = number.name == cell.name && number.subject == cell.subject;
        let staged = number.stage == cell.stage && cell.stage != Stage::Void;
        let based = cell.basis.iter().all(|(facet, value)| number.basis.get(facet) == Some(value));
        let mut facets = number.scope.keys().chain(cell.scope.keys());
        named
            && staged
            && based
            && (!timed || share_a_time(number.at, cell.at))
            && facets.all(|facet| matches!(self.scope(number, cell, facet), Some((Order::Same, false))))
    }

    /// Whether two numbers of cells of a law may be added: of one basis, scope and time where the law leaves them open, both
    /// plans or neither, and not restated in between.
    fn may_be_added(&self, law: &Total<'a>, a: &Number<'a>, b: &Number<'a>) -> bool {
        let (Some(first), Some(second)) = (a.owner(), b.owner()) else { return false };
        if !law.timed && !share_a_time(a.at, b.at) {
            return false;
        }
        if first == second {
            let planned = |n: &Number<'_>| self.is_on_plan(n) || self.is_ahead(first, n.written);
            return a.basis == b.basis && !planned(a) && !planned(b);
        }
        let (Some(ends), Some(x), Some(y)) = (self.ends(a, b), self.claim(first), self.claim(second)) else {
            return false;
        };
        let by_law = |facet: &&Key| law.cells.iter().any(|(cell, _)| cell.basis.contains_key(*facet));
        let mut bases = a.basis.keys().chain(b.basis.keys()).filter(|facet| !by_law(facet));
        let one_basis = bases.all(|facet| match (a.basis.get(facet), b.basis.get(facet)) {
            (Some(x), Some(y)) => x == y,
            (Some(_) | None, None) | (None, Some(_)) => {
                !self.lenient(Choice::Basis(first.min(second), first.max(second), facet.clone()))
            }
        });
        let silent = |one: &Number<'a>, other: &Number<'a>, ix| {
            let mut only = one.scope.keys().filter(|facet| !other.scope.contains_key(*facet));
            only.all(|facet| !self.lenient(Choice::Facet(ix, facet.clone())))
        };
        let figures =
            matches!((&x.statement, &y.statement), (Statement::Amount { .. }, Statement::Amount { .. }));
        let revisable = a.measure.revisable || b.measure.revisable || self.share_a_party(x, y);
        one_basis
            && silent(a, b, second)
            && silent(b, a, first)
            && !((ends.both_plans || (figures && revisable)) && self.may_be_revised(first, second))
    }

    /// Whether a soft law is read as not holding between some numbers.
    fn fails(&self, law: &Total<'a>, numbers: &[&Number<'a>]) -> bool {
        let claims: BTreeSet<_> = numbers.iter().filter_map(|number| number.owner()).collect();
        let ends = claims.first().zip(claims.last());
        let lenient =
            |(first, last): (&_, &_)| self.lenient(Choice::Soft(SoftLaw::Standing(law.at), *first, *last));
        law.soft && ends.is_none_or(lenient)
    }
}

fn is_one_cell(a: &Number<'_>, b: &Number<'_>) -> bool {
    a.name == b.name
        && a.subject == b.subject
        && a.scope == b.scope
        && a.basis == b.basis
        && a.stage == b.stage
        && a.at == b.at
}

/// Whether two times certainly have an instant in common, or are one period.
fn share_a_time(a: At, b: At) -> bool {
    match (a, b) {
        (At::Timeless, other) | (other, At::Timeless) => !matches!(other, At::Unknown | At::Part(_)),
        (At::Over(x), At::Over(y)) => x == y,
        (At::Throughout(x), At::Throughout(y)) => x.meets(&y),
        (At::Instant { within, .. }, At::Throughout(days))
        | (At::Throughout(days), At::Instant { within, .. }) => within.within(&days),
        (At::Instant { within: x, stated: s }, At::Instant { within: y, stated: t }) => {
            s && t && x == y && x.single_day().is_some()
        }
        (At::Over(_) | At::Throughout(_) | At::Instant { .. } | At::Unknown | At::Part(_), _) => false,
    }
}

impl<'a> Total<'a> {
    fn cell_of(&self, reading: &Reading<'a>, number: &Number<'a>) -> Option<usize> {
        self.cells.iter().position(|(cell, _)| reading.is_of(number, cell, self.timed))
    }

    /// Whether amounts of its cells that fit the law never come to more than nothing, each counted so often: some multiple
    /// of the law leaves nothing over but what cells that are never below zero take away.
    fn bounds(&self, counted: &BTreeMap<usize, Exact>) -> bool {
        let zero = Exact::zero();
        let (mut least, mut most) = ((!self.exhaustive).then(|| zero.clone()), None::<Exact>);
        let raise = |least: &mut Option<Exact>, to: Exact| {
            *least = Some(least.take().map_or_else(|| to.clone(), |known| known.max(to.clone())));
        };
        let lower = |most: &mut Option<Exact>, to: Exact| {
            *most = Some(most.take().map_or_else(|| to.clone(), |known| known.min(to.clone())));
        };
        for (at, (cell, times)) in self.cells.iter().enumerate() {
            let often = counted.get(&at).unwrap_or(&zero);
            let never_below = cell.measure.non_negative;
            let Some(multiple) = often.checked_div(times) else {
                // The law does not bound this cell.
                if often.is_zero() || (never_below && often.is_negative()) {
                    continue;
                }
                return false;
            };
            if !never_below || !times.is_negative() {
                raise(&mut least, multiple.clone());
            }
            if !never_below || times.is_negative() {
                lower(&mut most, multiple);
            }
        }
        least.zip(most).is_none_or(|(least, most)| least <= most)
    }

    /// Whether amounts of some cells leave amounts for the others that fit the law.
    fn leaves_room(&self, known: &BTreeMap<usize, &Exact>) -> bool {
        let mut sum = Exact::zero();
        let (mut raised, mut lowered) = (!self.exhaustive, false);
        for (at, (cell, times)) in self.cells.iter().enumerate() {
            match known.get(&at) {
                Some(value) if cell.measure.non_negative && value.is_negative() => return false,
                Some(value) => sum = &sum + &(times * value),
                None if times.is_zero() => {}
                None => {
                    raised |= !cell.measure.non_negative || !times.is_negative();
                    lowered |= !cell.measure.non_negative || times.is_negative();
                }
            }
        }
        // Where the parts are not all there is, they may come to less than the total.
        sum.is_zero() || if sum.is_negative() { raised } else { lowered }
    }
}

impl<'a> System<'_, 'a> {
    /// Whether an inequality holds of numbers of cells of a standing total, at a time that they share.
    pub(super) fn is_of_total(&self, at: usize, inequality: &Inequality) -> bool {
        let Some(law) = self.reading.total(at) else { return false };
        let mut counted: BTreeMap<usize, Exact> = BTreeMap::new();
        let mut numbers: Vec<&Number<'a>> = Vec::new();
        for (var, times) in &inequality.terms {
            let number = self.numbers.iter().find(|number| number.var == Some(*var));
            let cell = number.and_then(|number| law.cell_of(self.reading, number));
            let Some((number, cell)) = number.zip(cell) else { return false };
            numbers.push(number);
            let often = counted.entry(cell).or_insert_with(Exact::zero);
            *often = &*often + times;
        }
        let together = numbers
            .iter()
            .enumerate()
            .all(|(at, a)| numbers.iter().skip(at + 1).all(|b| self.reading.may_be_added(&law, a, b)));
        let shaped = inequality.limit.is_zero() && !inequality.strict && !numbers.is_empty();
        shaped && together && law.bounds(&counted) && !self.reading.fails(&law, &numbers)
    }

    /// Whether the values of numbers leave room for every standing total at every time that some of them share.
    pub(super) fn totals_fit(&self, known: &BTreeMap<Var, &Exact>) -> bool {
        let laws = (0..self.reading.set.laws().len()).filter_map(|at| self.reading.total(at));
        laws.into_iter().all(|law| {
            let of_cells = self.numbers.iter().filter_map(|n| Some((n, law.cell_of(self.reading, n)?)));
            let members: Vec<(&Number<'a>, usize)> = of_cells.collect();
            let goes = |a: usize, b: usize| {
                let pair = members.get(a).zip(members.get(b));
                pair.is_some_and(|((a, _), (b, _))| self.reading.may_be_added(&law, a, b))
            };
            together(members.len(), goes).into_iter().all(|set| {
                let some: Vec<_> = set.into_iter().filter_map(|at| members.get(at)).collect();
                let numbers: Vec<&Number<'a>> = some.iter().map(|(number, _)| *number).collect();
                numbers.is_empty() || self.reading.fails(&law, &numbers) || law.fits(&some, known)
            })
        })
    }
}

impl<'a> Total<'a> {
    /// Whether the values of some numbers agree on each cell, and leave room for the others.
    fn fits(&self, members: &[&(&Number<'a>, usize)], known: &BTreeMap<Var, &Exact>) -> bool {
        let mut values: BTreeMap<usize, &Exact> = BTreeMap::new();
        for (number, cell) in members {
            let Some(value) = number.var.and_then(|var| known.get(&var)) else { return false };
            if values.insert(*cell, value).is_some_and(|other| other != *value) {
                return false;
            }
        }
        self.leaves_room(&values)
    }
}
