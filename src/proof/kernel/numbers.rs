//! The numbers that claims speak of in a reading: which cell, when, and how much.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Choice, ClaimIx, Role, Var};
use super::reading::{Reading, Stage, cell_of};
use crate::model::{
    Cell, Claim, Date, End, Exact, Grade, Interval, Key, Measure, Nature, Rate, Span, Statement, Temporal,
    Time, Value,
};

/// When a number is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Timeless,
    /// At one instant within these days.
    Instant {
        within: Span,
        stated: bool,
    },
    /// At every instant of these days.
    Throughout(Span),
    /// Of exactly these days.
    Over(Span),
    /// Of some part of these days.
    Part(Span),
    /// Of a period that is not given.
    Unknown,
}

impl At {
    pub(super) fn days(self) -> Option<Span> {
        match self {
            At::Timeless | At::Unknown => None,
            At::Instant { within: days, .. } | At::Throughout(days) | At::Over(days) | At::Part(days) => {
                Some(days)
            }
        }
    }
}

/// A facet of a scope, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    Whole,
    Named(Key),
    Doubtful(Key),
    /// Of a part in a share or total: not named, while the others speak of the facet.
    Unnamed,
}

/// A number: a cell at a time, of a claim or of a standing law.
#[derive(Clone, Debug)]
pub(super) struct Number<'a> {
    pub(super) var: Option<Var>,
    pub(super) subject: Key,
    pub(super) name: Key,
    pub(super) measure: &'a Measure,
    pub(super) scope: BTreeMap<Key, Facet>,
    pub(super) basis: BTreeMap<Key, Key>,
    pub(super) stage: Stage,
    pub(super) at: At,
    /// Whether its cell has a period (`of`), and not an instant (`as_of`).
    pub(super) of: bool,
    /// The days of its time as written.
    pub(super) written: Option<Span>,
}

/// A figure, and the number that it is of.
struct Figure<'a> {
    slot: usize,
    cell: &'a Cell,
    value: &'a Value,
    date: Option<&'a Date>,
    role: Role,
}

impl Number<'_> {
    pub(super) fn owner(&self) -> Option<ClaimIx> {
        self.var.map(|var| var.claim)
    }
}

impl<'a> Reading<'a> {
    /// The numbers that a claim gives or compares.
    pub(super) fn numbers_of(&self, ix: ClaimIx) -> Vec<Number<'a>> {
        let Some(claim) = self.claim(ix) else { return Vec::new() };
        let number = |slot, cell, role, time| self.number(Some((ix, slot, role)), cell, time);
        let stated =
            |cell: &'a Cell| cell.time.as_ref().map(|time| (matches!(time, Time::Of(_)), time.date()));
        let all = match &claim.statement {
            Statement::Amount { cell, .. } | Statement::Rank { cell, .. } => {
                vec![number(0, cell, Role::Time, stated(cell))]
            }
            Statement::Change { cell, from, to, .. } => {
                let temporal = self.set.measure(&cell.measure).map(|measure| measure.temporal);
                let of = !matches!(temporal, Some(Temporal::Level | Temporal::RunningTotal));
                let time = |date: &'a Option<Date>| date.as_ref().map(|date| (of, date));
                vec![number(0, cell, Role::From, time(from)), number(1, cell, Role::To, time(to))]
            }
            Statement::Share { part, whole, .. } => self.related_numbers(ix, &[(part, true), (whole, false)]),
            Statement::Total { total, parts, .. } => {
                let parts = parts.iter().map(|part| (&part.cell, true));
                let cells: Vec<(&Cell, bool)> = std::iter::once((total, false)).chain(parts).collect();
                self.related_numbers(ix, &cells)
            }
            Statement::Event { .. }
            | Statement::Order { .. }
            | Statement::State { .. }
            | Statement::Retraction => Vec::new(),
        };
        all.into_iter().flatten().collect()
    }

    /// The numbers of the cells of one claim, each of which is a part or not. A part that leaves out a facet that another
    /// cell states is a part that nobody named; a stage that is not stated may be any, and then no law holds of its cell.
    fn related_numbers(&self, ix: ClaimIx, cells: &[(&'a Cell, bool)]) -> Vec<Option<Number<'a>>> {
        let facets = cells.iter().flat_map(|(cell, _)| cell.scope.keys().map(|facet| self.key(facet)));
        let facets: BTreeSet<Key> = facets.collect();
        let number = |(slot, (cell, is_part)): (usize, &(&'a Cell, bool))| {
            let unstated = cell.stage.is_none() && self.stage_choice(ix, cell).is_some();
            if unstated && self.lenient(Choice::Stage(ix)) {
                return None;
            }
            let time = cell.time.as_ref().map(|time| (matches!(time, Time::Of(_)), time.date()));
            let mut number = self.number(Some((ix, slot, Role::Time)), cell, time)?;
            for facet in facets.iter().filter(|_| *is_part) {
                number.scope.entry(facet.clone()).or_insert(Facet::Unnamed);
            }
            Some(number)
        };
        cells.iter().enumerate().map(number).collect()
    }

    /// A cell of a standing law at its own time, if it has one, else at the time of another number.
    pub(super) fn law_number(&self, cell: &Cell, at: At) -> Option<Number<'a>> {
        let number = self.number(None, cell, None)?;
        let own = |time: &Time| match (number.measure.temporal, time, time.date().period_as_written()) {
            (Temporal::Level, Time::Of(_), Some(period)) => At::Throughout(period),
            (Temporal::Flow | Temporal::Average, _, Some(period)) => At::Over(period),
            (_, Time::AsOf(date), _) => {
                At::Instant { within: date.span(Grade::Plain, &self.set.policy().calendar), stated: true }
            }
            _ => At::Unknown,
        };
        Some(Number { at: cell.time.as_ref().map_or(at, own), ..number })
    }

    fn number(
        &self,
        whose: Option<(ClaimIx, usize, Role)>,
        cell: &Cell,
        time: Option<(bool, &Date)>,
    ) -> Option<Number<'a>> {
        let measure = self.set.measure(&cell.measure)?;
        let facet = |value: &str| match (value.trim(), value.trim().strip_suffix('?')) {
            ("*", _) => Facet::Whole,
            (_, Some(value)) => Facet::Doubtful(self.key(value)),
            (value, None) => Facet::Named(self.key(value)),
        };
        let stage = self.stage(whose.map(|(ix, ..)| ix), cell);
        let planned = self.is_plan_rung(measure, stage);
        let at = whose.map_or(At::Unknown, |(ix, _, role)| match time {
            // A plan speaks of its whole period, however much of it is over.
            Some((_, date)) if planned && needs_period(measure) => self.planned_at(ix, role, date),
            _ => self.at(ix, role, measure.temporal, time),
        });
        Some(Number {
            var: whose.map(|(claim, slot, _)| Var { claim, slot }),
            subject: self.key(&cell.subject),
            name: self.key(&cell.measure),
            measure,
            scope: cell.scope.iter().map(|(name, value)| (self.key(name), facet(value))).collect(),
            basis: cell.basis.iter().map(|(name, value)| (self.key(name), self.key(value))).collect(),
            stage,
            at,
            of: matches!(cell.time, Some(Time::Of(_))),
            written: time.map(|(_, date)| date.span(Grade::Plain, &self.set.policy().calendar)),
        })
    }

    /// Whether a time begins after the saying, certainly: as both are written, for what makes a plan is no choice.
    pub(super) fn is_ahead(&self, ix: ClaimIx, written: Option<Span>) -> bool {
        written.is_some_and(|days| self.said_as_written(ix).precedes(&days))
    }

    /// When a number is true, by the behaviour of its measure; the time is `of` (or `as_of`) a date.
    pub(super) fn at(&self, ix: ClaimIx, role: Role, temporal: Temporal, time: Option<(bool, &Date)>) -> At {
        let Some((of, date)) = time else { return self.at_no_date(ix, temporal) };
        let days = self.span(ix, role, date);
        let definite = date.period_as_written() == Some(days);
        match temporal {
            Temporal::Constant => At::Timeless,
            // What holds throughout a period holds of it only as far as it was over.
            Temporal::Level if of && definite => match self.over(ix, role, days) {
                At::Over(days) => At::Throughout(days),
                At::Part(within) => At::Instant { within, stated: true },
                at @ (At::Timeless | At::Instant { .. } | At::Throughout(_) | At::Unknown) => at,
            },
            Temporal::Level | Temporal::RunningTotal => At::Instant { within: days, stated: true },
            Temporal::Flow | Temporal::Average if definite => self.over(ix, role, days),
            Temporal::Flow | Temporal::Average => At::Part(days),
        }
    }

    fn planned_at(&self, ix: ClaimIx, role: Role, date: &Date) -> At {
        let days = self.span(ix, role, date);
        if date.period_as_written() == Some(days) { At::Over(days) } else { At::Part(days) }
    }

    fn at_no_date(&self, ix: ClaimIx, temporal: Temporal) -> At {
        match temporal {
            Temporal::Constant => At::Timeless,
            Temporal::Flow | Temporal::Average => At::Unknown,
            Temporal::Level | Temporal::RunningTotal => {
                let said = self.said(ix);
                let until = || said.last().map_or_else(Span::always, Span::until);
                let within = if self.lenient(Choice::AsOf(ix)) { until() } else { said };
                At::Instant { within, stated: false }
            }
        }
    }

    /// A flow or average of a period: of the part up to the saying, if it was not over by then.
    fn over(&self, ix: ClaimIx, role: Role, period: Span) -> At {
        let said = self.said(ix);
        if period.precedes(&said) || said.precedes(&period) {
            return At::Over(period);
        }
        let so_far = said.last().and_then(|last| period.common(&Span::until(last))).unwrap_or(period);
        if self.lenient(Choice::Unfinished(ix, role)) {
            return At::Part(so_far);
        }
        let unfinished = said.last().zip(period.last()).is_some_and(|(said, end)| said <= end);
        match (unfinished, said.single_day()) {
            (false, _) => At::Over(period),
            (true, Some(_)) => At::Over(so_far),
            (true, None) => At::Part(so_far),
        }
    }

    /// The figure that a claim gives: of an amount, or of what a change reached; with the slot, cell and date of its number.
    fn figure(&self, ix: ClaimIx) -> Option<Figure<'a>> {
        match &self.claim(ix)?.statement {
            Statement::Amount { cell, value } => Some(Figure {
                slot: 0,
                cell,
                value,
                date: cell.time.as_ref().map(Time::date),
                role: Role::Time,
            }),
            Statement::Change { cell, reaching: Some(value), to, .. } => {
                Some(Figure { slot: 1, cell, value, date: to.as_ref(), role: Role::To })
            }
            Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::Event { .. }
            | Statement::Order { .. }
            | Statement::State { .. }
            | Statement::Retraction => None,
        }
    }

    /// What a figure says at both grades, by dimension: as it was said, and in the unit of its measure.
    pub(super) fn values_of(&self, ix: ClaimIx) -> Vec<(String, [Interval; 2])> {
        let Some(figure) = self.figure(ix) else { return Vec::new() };
        let Figure { cell, value, .. } = figure;
        let own = || {
            let measure = self.set.measure(&cell.measure)?;
            let unit = self.set.units().resolve(value.unit_name().unwrap_or(&measure.unit))?;
            let nature = nature(measure, unit.counts(), unit.is_percent());
            let at = |grade| value.interval(grade, nature, &self.set.policy().hedges).scaled(unit.factor());
            Some((unit.dimension().to_owned(), [at(Grade::Plain), at(Grade::Lenient)]))
        };
        let Some(own) = own() else { return Vec::new() };
        let converted = self.converted(ix, &figure, &own);
        std::iter::once(own).chain(converted).collect()
    }

    /// The same in the dimension of the measure, by the rate of the days of the value, else of its saying.
    fn converted(
        &self,
        ix: ClaimIx,
        Figure { cell, date, role, .. }: &Figure<'_>,
        (dimension, [plain, wide]): &(String, [Interval; 2]),
    ) -> Option<(String, [Interval; 2])> {
        let target = self.set.units().resolve(&self.set.measure(&cell.measure)?.unit)?;
        if target.dimension() == dimension {
            return None;
        }
        let rate = |reading: &Reading<'a>| {
            let time = date.map(|date| reading.span(ix, *role, date));
            let ends = (dimension.as_str(), target.dimension());
            time.and_then(|days| reading.rate(ends, &days)).or_else(|| reading.rate(ends, &reading.said(ix)))
        };
        // A reading of the dates that takes them out of the period of the rate leaves the rate unknown.
        let plainly = rate(&self.plain())?.0;
        let (_, rate, inverse) = rate(self).filter(|(at, ..)| *at == plainly)?;
        let (from, to) = (self.set.units().resolve(&rate.from)?, self.set.units().resolve(&rate.to)?);
        let factor = |grade| {
            let nature = Nature { non_negative: true, ..Nature::default() };
            let worth = rate.value.interval(grade, nature, &self.set.policy().hedges);
            let worth = worth.scaled(&to.factor().checked_div(from.factor())?);
            if inverse { one_over(&worth) } else { Some(worth) }
        };
        let values = [plain.times(&factor(Grade::Plain)?), wide.times(&factor(Grade::Lenient)?)];
        Some((target.dimension().to_owned(), values))
    }

    /// The rate between two dimensions whose period is the shortest that holds all the days.
    fn rate(&self, (from, to): (&str, &str), days: &Span) -> Option<(usize, &'a Rate, bool)> {
        let named = |unit: &str, dimension: &str| {
            self.set.units().resolve(unit).is_some_and(|unit| unit.dimension() == dimension)
        };
        let mut best: Option<(i64, usize, &Rate, bool)> = None;
        for (at, rate) in self.set.rates().iter().enumerate() {
            let straight = named(&rate.from, from) && named(&rate.to, to);
            let inverse = named(&rate.from, to) && named(&rate.to, from);
            let Some(period) = rate.of.stated_period() else { continue };
            let length = period.length().unwrap_or(i64::MAX);
            let shorter = best.as_ref().is_none_or(|(known, ..)| length < *known);
            if (straight || inverse) && days.within(&period) && shorter {
                best = Some((length, at, rate, inverse));
            }
        }
        best.map(|(_, at, rate, inverse)| (at, rate, inverse))
    }

    /// The dimension in which the figures of a measure are compared: the first in which all of them can be had, as the dates
    /// are written; without figures, that of the measure.
    pub(super) fn dimension_of(&self, measure: &Key) -> Option<String> {
        let plain = self.plain();
        let of_measure =
            |claim: &Claim| cell_of(claim).is_some_and(|cell| self.key(&cell.measure) == *measure);
        let figures = self.asserted().filter(|(_, claim)| of_measure(claim));
        let all: Vec<_> =
            figures.map(|(ix, _)| plain.values_of(ix)).filter(|values| !values.is_empty()).collect();
        let Some(first) = all.first() else {
            let unit = self.set.units().resolve(&self.set.measure_of(measure)?.unit)?;
            return Some(unit.dimension().to_owned());
        };
        let in_all =
            |dimension: &str| all.iter().all(|values| values.iter().any(|(own, _)| own == dimension));
        first.iter().map(|(dimension, _)| dimension.clone()).find(|dimension| in_all(dimension))
    }

    /// Whether two numbers are of one measure, or of two that are compared in one dimension.
    pub(super) fn in_one_dimension(&self, a: &Number<'_>, b: &Number<'_>) -> bool {
        a.name == b.name || self.dimension_of(&a.name) == self.dimension_of(&b.name)
    }

    /// What each figure says in this reading, in the dimension in which its measure is compared.
    pub(super) fn bounds(&self) -> Vec<(Var, Interval)> {
        let bound = |(ix, _): (ClaimIx, &Claim)| {
            let figure = self.figure(ix)?;
            let dimension = self.dimension_of(&self.key(&figure.cell.measure))?;
            let (_, [plain, wide]) = self.values_of(ix).into_iter().find(|(own, _)| *own == dimension)?;
            let widened = plain != wide && self.lenient(Choice::Value(ix));
            Some((Var { claim: ix, slot: figure.slot }, if widened { wide } else { plain }))
        };
        self.asserted().filter_map(bound).collect()
    }

    /// The measure of the number of a claim.
    pub(super) fn measure_of(&self, ix: ClaimIx) -> Option<&'a Measure> {
        self.claim(ix).and_then(cell_of).and_then(|cell| self.set.measure(&cell.measure))
    }
}

fn needs_period(measure: &Measure) -> bool {
    matches!(measure.temporal, Temporal::Flow | Temporal::Average)
}

pub(super) fn nature(measure: &Measure, counts: bool, percent: bool) -> Nature {
    Nature { non_negative: measure.non_negative, counts, percent }
}

/// One over each number of an interval above zero.
fn one_over(worth: &Interval) -> Option<Interval> {
    let one = Exact::one();
    let low = match worth.high() {
        End::Absent => End::Open(Exact::zero()),
        End::Open(high) => End::Open(one.checked_div(high)?),
        End::Closed(high) => End::Closed(one.checked_div(high)?),
    };
    let high = match worth.low() {
        End::Open(low) if low.is_zero() => End::Absent,
        End::Open(low) if !low.is_negative() => End::Open(one.checked_div(low)?),
        End::Closed(low) if !low.is_negative() && !low.is_zero() => End::Closed(one.checked_div(low)?),
        End::Absent | End::Open(_) | End::Closed(_) => return None,
    };
    Interval::new(low, high).ok()
}
