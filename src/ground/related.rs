//! What a claim says of several numbers at once: shares, totals, changes with a size, gaps between dates.

use std::collections::BTreeMap;

use super::stand::{Body, CellStand, Stand};
use super::system::System;
use super::{Ground, Reading};
use crate::model::{ChangeForm, End, Exact, Grade, Interval, Key, Nature, Statement, Value};
use crate::proof::{Choice, ClaimIx, Inequality, Role, Var};

/// Why the arithmetic of a claim is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unreasoned {
    /// A share or percentage of what may be below zero.
    Sign,
    /// Units that do not add up.
    Units,
    /// From when to when?
    Ends,
    /// Parts of a whole that may be below zero, not all of them named.
    OpenEnded,
}

/// A variable times a number.
type Term = (Var, Exact);

impl System<'_> {
    /// Adds what a claim says of several numbers, as far as it can be reasoned over.
    pub(super) fn related(&mut self, ground: &Ground<'_>, stand: &Stand, reading: &Reading) {
        let Some(claim) = ground.claim(stand.ix) else { return };
        let fits = stand.cells().iter().all(|cell| self.in_own_dimension(ground, cell));
        if !fits || ground.unreasoned(stand.ix).is_some() {
            return;
        }
        match (&claim.statement, &stand.body) {
            (Statement::Share { share, .. }, Body::Share(_)) => self.share(ground, stand.ix, share, reading),
            (_, Body::Total { parts, exhaustive, .. }) => self.total(stand.ix, parts, *exhaustive),
            (Statement::Change { .. }, Body::Change { .. }) => self.sized(ground, stand.ix, reading),
            (Statement::Order { .. }, Body::Order { .. }) => self.gap(ground, stand.ix, reading),
            _ => {}
        }
    }

    fn sum(&mut self, claim: ClaimIx, terms: impl IntoIterator<Item = Term>, limit: Exact, strict: bool) {
        let mut sum: BTreeMap<Var, Exact> = BTreeMap::new();
        for (var, times) in terms {
            let entry = sum.entry(var).or_insert_with(Exact::zero);
            *entry = &*entry + &times;
        }
        sum.retain(|_, times| !times.is_zero());
        self.premise(claim, Inequality { terms: sum, limit, strict });
    }

    /// The first variable lies in an interval times the second, which is never below zero.
    fn multiple(&mut self, claim: ClaimIx, of: Var, base: Var, times: &Interval) {
        let (one, minus) = (Exact::one(), -&Exact::one());
        if let Some((low, strict)) = end(times.low()) {
            self.sum(claim, [(base, low), (of, minus)], Exact::zero(), strict);
        }
        if let Some((high, strict)) = end(times.high()) {
            self.sum(claim, [(of, one), (base, -&high)], Exact::zero(), strict);
        }
    }

    fn share(&mut self, ground: &Ground<'_>, ix: ClaimIx, share: &Value, reading: &Reading) {
        let interval = |grade| share_of(ground, share, grade);
        let (plain, lenient) = (interval(Grade::Plain), interval(Grade::Lenient));
        let times = chosen(ix, &plain, &lenient, reading);
        self.multiple(ix, Var { claim: ix, slot: 0 }, Var { claim: ix, slot: 1 }, times);
    }

    /// The parts add up to the total, or leave something of it.
    fn total(&mut self, ix: ClaimIx, parts: &[(CellStand, Exact)], exhaustive: bool) {
        let total = Var { claim: ix, slot: 0 };
        let added: Vec<Term> = parts
            .iter()
            .enumerate()
            .map(|(at, (_, times))| (Var { claim: ix, slot: at + 1 }, times.clone()))
            .collect();
        let negative = |terms: &[Term]| terms.iter().map(|(var, times)| (*var, -times)).collect::<Vec<_>>();
        let (one, minus) = (Exact::one(), -&Exact::one());
        self.sum(ix, added.iter().cloned().chain([(total, minus)]), Exact::zero(), false);
        if exhaustive {
            self.sum(ix, negative(&added).into_iter().chain([(total, one)]), Exact::zero(), false);
        }
    }

    /// A change by a size: a percentage or factor of the first number, or a difference.
    fn sized(&mut self, ground: &Ground<'_>, ix: ClaimIx, reading: &Reading) {
        let Some(change) = ground.change(ix) else { return };
        let interval = |grade| ground.size_of(ix, grade);
        let Some((plain, lenient)) = interval(Grade::Plain).zip(interval(Grade::Lenient)) else { return };
        let size = chosen(ix, &plain, &lenient, reading);
        let (from, to) = (Var { claim: ix, slot: 0 }, Var { claim: ix, slot: 1 });
        match change.form() {
            ChangeForm::Percent | ChangeForm::Factor => self.multiple(ix, to, from, size),
            ChangeForm::Points | ChangeForm::Absolute => self.apart(ix, (from, to), size),
            ChangeForm::Direction => {}
        }
    }

    /// The second variable is more than the first by a number in an interval.
    fn apart(&mut self, ix: ClaimIx, (from, to): (Var, Var), by: &Interval) {
        if let Some((low, strict)) = end(by.low()) {
            self.premise(ix, Inequality::difference((Some(from), Some(to)), -&low, strict));
        }
        if let Some((high, strict)) = end(by.high()) {
            self.premise(ix, Inequality::difference((Some(to), Some(from)), high, strict));
        }
    }

    /// So many days between two dates: instants of them lie less than a day more or less apart.
    fn gap(&mut self, ground: &Ground<'_>, ix: ClaimIx, reading: &Reading) {
        let Some(Statement::Order { gap: Some(gap), sense, .. }) =
            ground.claim(ix).map(|claim| &claim.statement)
        else {
            return;
        };
        let calendar = &ground.set().policy().calendar;
        let days = |grade| gap.days(grade, *sense, calendar);
        let (plain, lenient) = (days(Grade::Plain), days(Grade::Lenient));
        let (least, most) = if plain != lenient && reading.is_lenient(Choice::Width(ix, Role::After)) {
            lenient
        } else {
            plain
        };
        let (before, after) = (Var { claim: ix, slot: 0 }, Var { claim: ix, slot: 1 });
        if let Some(least) = least {
            self.premise(
                ix,
                Inequality::difference((Some(before), Some(after)), Exact::from(1 - least), true),
            );
        }
        if let Some(most) = most {
            self.premise(
                ix,
                Inequality::difference((Some(after), Some(before)), Exact::from(most + 1), true),
            );
        }
    }
}

/// The interval that a reading takes.
fn chosen<'i>(ix: ClaimIx, plain: &'i Interval, lenient: &'i Interval, reading: &Reading) -> &'i Interval {
    if plain != lenient && reading.is_lenient(Choice::Value(ix)) { lenient } else { plain }
}

fn end(end: &End) -> Option<(Exact, bool)> {
    match end {
        End::Absent => None,
        End::Open(at) => Some((at.clone(), true)),
        End::Closed(at) => Some((at.clone(), false)),
    }
}

/// A share as a plain ratio.
fn share_of(ground: &Ground<'_>, share: &Value, grade: Grade) -> Interval {
    let unit = share.unit_name().and_then(|name| ground.set().units().resolve(name));
    let percent = unit.is_some_and(|unit| unit.is_percent());
    let nature = Nature { non_negative: true, percent, ..Nature::default() };
    let interval = share.interval(grade, nature, &ground.set().policy().hedges);
    if percent { interval.scaled(&hundredth()) } else { interval }
}

fn hundredth() -> Exact {
    Exact::pow10(-2)
}

impl Ground<'_> {
    /// A share as a plain ratio; `None` for other claims.
    pub(crate) fn share_of(&self, ix: ClaimIx, grade: Grade) -> Option<Interval> {
        let Statement::Share { share, .. } = &self.claim(ix)?.statement else { return None };
        Some(share_of(self, share, grade))
    }

    /// The size of a change as a factor of the first number, or as a difference in base units; `None` for a direction.
    pub(crate) fn size_of(&self, ix: ClaimIx, grade: Grade) -> Option<Interval> {
        let change = self.change(ix)?;
        let cell = self.stand(ix)?.cell()?;
        let measure = self.measure(&cell.measure)?;
        let unit = self.set.units().resolve(&measure.unit)?;
        let interval =
            change.interval(grade, super::number::nature(measure, &unit), &self.set.policy().hedges);
        match change.form() {
            ChangeForm::Percent => Some(interval.scaled(&hundredth()).plus(&Interval::point(Exact::one()))),
            ChangeForm::Factor => Some(interval),
            ChangeForm::Points => Some(interval.scaled(unit.factor())),
            ChangeForm::Absolute => {
                let unit = self.set.units().resolve(change.unit_name().unwrap_or(&measure.unit))?;
                Some(interval.scaled(unit.factor()))
            }
            ChangeForm::Direction => None,
        }
    }

    /// Why the arithmetic of a claim is left out, if it is.
    pub(crate) fn unreasoned(&self, ix: ClaimIx) -> Option<Unreasoned> {
        let stand = self.stand(ix)?;
        let signed =
            |cell: &CellStand| self.measure(&cell.measure).is_none_or(|measure| !measure.non_negative);
        let one_unit = |cells: &[&CellStand]| {
            let mut dimensions = cells.iter().map(|cell| self.own_dimension(&cell.measure));
            let first = dimensions.next().flatten();
            first.is_some() && dimensions.all(|dimension| dimension == first)
        };
        match &stand.body {
            Body::Share([part, whole]) if !one_unit(&[part, whole]) => Some(Unreasoned::Units),
            Body::Share([_, whole]) if signed(whole) => Some(Unreasoned::Sign),
            Body::Total { .. } if !one_unit(&stand.cells()) => Some(Unreasoned::Units),
            Body::Total { total, parts, exhaustive: false } => {
                let falls = parts.iter().any(|(_, times)| times.is_negative());
                (signed(total) || falls).then_some(Unreasoned::OpenEnded)
            }
            Body::Change { cell, .. } => self.unreasoned_change(ix, cell),
            Body::Share(_)
            | Body::Total { .. }
            | Body::Amount(_)
            | Body::Rank { .. }
            | Body::Event { .. }
            | Body::Order { .. }
            | Body::State { .. }
            | Body::Other => None,
        }
    }

    fn unreasoned_change(&self, ix: ClaimIx, cell: &CellStand) -> Option<Unreasoned> {
        let Some(Statement::Change { change, from, to, .. }) = self.claim(ix).map(|claim| &claim.statement)
        else {
            return None;
        };
        if from.is_none() || to.is_none() {
            return Some(Unreasoned::Ends);
        }
        let measure = self.measure(&cell.measure)?;
        let unit = self.set.units().resolve(&measure.unit)?;
        let fits = match change.form() {
            ChangeForm::Percent | ChangeForm::Factor if !measure.non_negative => {
                return Some(Unreasoned::Sign);
            }
            // Points are of what is counted in per cent.
            ChangeForm::Points => unit.is_percent(),
            ChangeForm::Absolute => change.unit_name().is_none_or(|name| {
                self.set.units().resolve(name).is_some_and(|own| own.dimension() == unit.dimension())
            }),
            ChangeForm::Percent | ChangeForm::Factor | ChangeForm::Direction => true,
        };
        (!fits).then_some(Unreasoned::Units)
    }

    /// The dimension of a measure.
    pub(crate) fn own_dimension(&self, measure: &Key) -> Option<&str> {
        self.own_dimensions.get(measure).map(String::as_str)
    }
}
