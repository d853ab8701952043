//! What a claim says of several numbers at once: shares, totals, changes by a size, gaps between dates.

use std::collections::BTreeMap;

use super::super::{Choice, ClaimIx, Inequality, Role, Var};
use super::numbers::nature;
use super::reading::Reading;
use super::system::System;
use crate::model::{
    Cell, Change, ChangeForm, Duration, Exact, GapSense, Grade, Interval, Nature, Statement, Value,
};

impl System<'_, '_> {
    /// The rows of a claim that relates several numbers, where its units and signs allow it.
    pub(super) fn sums(&mut self, ix: ClaimIx) {
        let reading = self.reading;
        let Some(claim) = reading.claim(ix) else { return };
        match &claim.statement {
            Statement::Share { share, part, whole } => {
                if reading.add_up(&[part, whole]) && reading.is_never_negative(whole) {
                    let at = |grade| Some(reading.ratio(share, grade));
                    self.times(ix, (slot(ix, 1), slot(ix, 0)), at);
                }
            }
            Statement::Total { total, parts, exhaustive } => {
                let cells: Vec<&Cell> =
                    std::iter::once(total).chain(parts.iter().map(|part| &part.cell)).collect();
                let weights: Vec<Exact> = parts.iter().map(|part| part.times.clone()).collect();
                let left_over =
                    reading.is_never_negative(total) && weights.iter().all(|times| !times.is_negative());
                if reading.add_up(&cells) && (*exhaustive || left_over) {
                    self.total(ix, &weights, *exhaustive);
                }
            }
            Statement::Change { cell, change, from: Some(_), to: Some(_), .. } => {
                if reading.add_up(&[cell]) {
                    self.sized(ix, cell, change);
                }
            }
            Statement::Order { gap: Some(gap), sense, .. } => self.gap(ix, gap, *sense),
            Statement::Amount { .. }
            | Statement::Change { .. }
            | Statement::Rank { .. }
            | Statement::Event { .. }
            | Statement::Order { .. }
            | Statement::State { .. }
            | Statement::Retraction => {}
        }
    }

    /// The terms add up to nothing at most.
    fn at_most_nothing(
        &mut self,
        claim: ClaimIx,
        terms: impl IntoIterator<Item = (Var, Exact)>,
        strict: bool,
    ) {
        let mut sum: BTreeMap<Var, Exact> = BTreeMap::new();
        for (var, times) in terms {
            let known = sum.get(&var).cloned().unwrap_or_else(Exact::zero);
            sum.insert(var, &known + &times);
        }
        let terms = sum.into_iter().filter(|(_, times)| !times.is_zero()).collect();
        self.row(claim, Inequality { terms, limit: Exact::zero(), strict });
    }

    /// The second number is the first, which is never below zero, times something within an interval.
    fn times(&mut self, ix: ClaimIx, (base, of): (Var, Var), at: impl Fn(Grade) -> Option<Interval>) {
        let Some(times) = self.reading.width(ix, at) else { return };
        let (one, minus) = (Exact::one(), -&Exact::one());
        if let Some(low) = times.low().number() {
            self.at_most_nothing(ix, [(base, low.clone()), (of, minus)], is_open(times.low()));
        }
        if let Some(high) = times.high().number() {
            self.at_most_nothing(ix, [(of, one), (base, -high)], is_open(times.high()));
        }
    }

    /// The weighted parts are at most the total, and no less where they are all there is.
    fn total(&mut self, ix: ClaimIx, weights: &[Exact], exhaustive: bool) {
        let parts = weights.iter().enumerate().map(|(at, times)| (slot(ix, at + 1), times.clone()));
        let row: Vec<(Var, Exact)> = parts.chain([(slot(ix, 0), -&Exact::one())]).collect();
        if exhaustive {
            self.at_most_nothing(ix, row.iter().map(|(var, times)| (*var, -times)), false);
        }
        self.at_most_nothing(ix, row, false);
    }

    /// A change by so much of what it was, or by a difference.
    fn sized(&mut self, ix: ClaimIx, cell: &Cell, change: &Change) {
        let reading = self.reading;
        let at = |grade| reading.size(cell, change, grade);
        let (from, to) = (slot(ix, 0), slot(ix, 1));
        match change.form() {
            ChangeForm::Percent | ChangeForm::Factor if reading.is_never_negative(cell) => {
                self.times(ix, (from, to), at);
            }
            ChangeForm::Points | ChangeForm::Absolute => {
                let Some(by) = reading.width(ix, at) else { return };
                if let Some(low) = by.low().number() {
                    self.says(ix, Some(from), Some(to), (-low, is_open(by.low())));
                }
                if let Some(high) = by.high().number() {
                    self.says(ix, Some(to), Some(from), (high.clone(), is_open(by.high())));
                }
            }
            ChangeForm::Percent | ChangeForm::Factor | ChangeForm::Direction => {}
        }
    }

    /// So many days from one date to another: two instants of them are less than a day further apart, or nearer.
    fn gap(&mut self, ix: ClaimIx, gap: &Duration, sense: GapSense) {
        let days = |grade| gap.days(grade, sense, &self.reading.set.policy().calendar);
        let (plain, wide) = (days(Grade::Plain), days(Grade::Lenient));
        let widened = plain != wide && self.reading.lenient(Choice::Width(ix, Role::After));
        let (least, most) = if widened { wide } else { plain };
        let (before, after) = (slot(ix, 0), slot(ix, 1));
        if let Some(least) = least {
            self.says(ix, Some(before), Some(after), (&Exact::one() - &Exact::from(least), true));
        }
        if let Some(most) = most {
            self.says(ix, Some(after), Some(before), (&Exact::one() + &Exact::from(most), true));
        }
    }

    /// Whether a number is one of a share, total or change, and its measure is declared never to be below zero.
    pub(super) fn is_bounded_below(&self, var: Var) -> bool {
        let related = matches!(
            self.reading.claim(var.claim).map(|claim| &claim.statement),
            Some(Statement::Share { .. } | Statement::Total { .. } | Statement::Change { .. })
        );
        related && self.numbers.iter().any(|number| number.var == Some(var) && number.measure.non_negative)
    }
}

impl Reading<'_> {
    /// Whether all cells are counted in one dimension, and their measures are compared in it.
    pub(super) fn add_up(&self, cells: &[&Cell]) -> bool {
        let own = |cell: &Cell| {
            let unit = self.set.units().resolve(&self.set.measure(&cell.measure)?.unit)?;
            Some(unit.dimension().to_owned())
        };
        let first = cells.first().and_then(|cell| own(cell));
        first.is_some()
            && cells
                .iter()
                .all(|cell| own(cell) == first && self.dimension_of(&self.key(&cell.measure)) == first)
    }

    fn is_never_negative(&self, cell: &Cell) -> bool {
        self.set.measure(&cell.measure).is_some_and(|measure| measure.non_negative)
    }

    /// The interval of a claim: the wide one where its width is read leniently.
    fn width(&self, ix: ClaimIx, at: impl Fn(Grade) -> Option<Interval>) -> Option<Interval> {
        let (plain, wide) = at(Grade::Plain).zip(at(Grade::Lenient))?;
        Some(if plain != wide && self.lenient(Choice::Value(ix)) { wide } else { plain })
    }

    /// A share as a number between zero and one, or beyond.
    fn ratio(&self, share: &Value, grade: Grade) -> Interval {
        let unit = share.unit_name().and_then(|unit| self.set.units().resolve(unit));
        let percent = unit.is_some_and(|unit| unit.is_percent());
        let nature = Nature { non_negative: true, percent, ..Nature::default() };
        let interval = share.interval(grade, nature, &self.set.policy().hedges);
        if percent { interval.scaled(&Exact::pow10(-2)) } else { interval }
    }

    /// The size of a change: by what the number before is multiplied, or what is added to it in base units.
    fn size(&self, cell: &Cell, change: &Change, grade: Grade) -> Option<Interval> {
        let measure = self.set.measure(&cell.measure)?;
        let unit = self.set.units().resolve(&measure.unit)?;
        let nature = nature(measure, unit.counts(), unit.is_percent());
        let size = change.interval(grade, nature, &self.set.policy().hedges);
        match change.form() {
            ChangeForm::Percent => Some(size.scaled(&Exact::pow10(-2)).plus(&Interval::point(Exact::one()))),
            ChangeForm::Factor => Some(size),
            ChangeForm::Points => unit.is_percent().then(|| size.scaled(unit.factor())),
            ChangeForm::Absolute => {
                let own = self.set.units().resolve(change.unit_name().unwrap_or(&measure.unit))?;
                (own.dimension() == unit.dimension()).then(|| size.scaled(own.factor()))
            }
            ChangeForm::Direction => None,
        }
    }
}

fn slot(claim: ClaimIx, slot: usize) -> Var {
    Var { claim, slot }
}

fn is_open(end: &crate::model::End) -> bool {
    matches!(end, crate::model::End::Open(_))
}
