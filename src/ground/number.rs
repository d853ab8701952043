//! The number of an amount, at both grades, in units that compare.

use super::Reading;
use super::stand::{Body, Stand, TimeStand, Window};
use crate::model::{
    Claim, ClaimSet, End, Exact, Grade, Interval, Measure, Nature, Rate, Span, Statement, Unit, Value,
};
use crate::proof::{Choice, ClaimIx, Role};

/// An interval at both grades, in the base unit of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scaled {
    pub(crate) dimension: String,
    pub(crate) plain: Interval,
    pub(crate) lenient: Interval,
}

/// The number of an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// In the dimension in which it was said.
    pub(crate) own: Scaled,
    /// In the dimension of the measure, by a dated rate, and which.
    pub(crate) converted: Option<Converted>,
    /// A denied value: the plain set, one-sided words without their far end.
    pub(crate) denied: Interval,
    /// The declared precision with the size of its unit, and the figure.
    pub(crate) declared: Option<((i32, Exact), Exact)>,
}

/// A number in the dimension of its measure, by a dated rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Converted {
    pub(crate) scaled: Scaled,
    /// Which rate of the set.
    pub(crate) rate: usize,
    /// The date whose period chose the rate.
    date: (Window, Role),
    /// The days for which the rate is given.
    period: Span,
}

impl Converted {
    /// Whether the rate is that of the date also in this reading: another date would have another rate.
    fn holds(&self, reading: &Reading, claim: ClaimIx) -> bool {
        let (window, role) = &self.date;
        window.under(reading, claim, *role).within(&self.period)
    }
}

impl Scaled {
    pub(crate) fn under(&self, reading: &Reading, claim: ClaimIx) -> &Interval {
        if self.plain != self.lenient && reading.is_lenient(Choice::Value(claim)) {
            &self.lenient
        } else {
            &self.plain
        }
    }
}

impl Number {
    /// The number of an amount; `None` for other statements.
    pub(crate) fn new(set: &ClaimSet, claim: &Claim, stand: &Stand) -> Option<Number> {
        let Statement::Amount { cell, value } = &claim.statement else { return None };
        Number::of(set, set.measure(&cell.measure)?, value, stand, (&stand.cell()?.time, Role::Time))
    }

    /// The value that a change is said to have reached; `None` for other statements.
    pub(crate) fn reached(set: &ClaimSet, claim: &Claim, stand: &Stand) -> Option<Number> {
        let Statement::Change { cell, reaching: Some(value), .. } = &claim.statement else { return None };
        let Body::Change { to, .. } = &stand.body else { return None };
        Number::of(set, set.measure(&cell.measure)?, value, stand, (to, Role::To))
    }

    fn of(
        set: &ClaimSet,
        measure: &Measure,
        value: &Value,
        stand: &Stand,
        time: (&TimeStand, Role),
    ) -> Option<Number> {
        let unit = set.units().resolve(value.unit_name().unwrap_or(&measure.unit))?;
        let nature = nature(measure, &unit);
        let scaled = |grade| value.interval(grade, nature, &set.policy().hedges).scaled(unit.factor());
        let own = Scaled {
            dimension: unit.dimension().to_owned(),
            plain: scaled(Grade::Plain),
            lenient: scaled(Grade::Lenient),
        };
        let target = set.units().resolve(&measure.unit)?;
        let same = own.dimension == target.dimension();
        let converted = if same { None } else { convert(set, stand, time, &own, &target) };
        Some(Number {
            converted,
            denied: value.denied_interval(nature, &set.policy().hedges).scaled(unit.factor()),
            declared: declared(value, &unit),
            own,
        })
    }

    /// The number in a dimension, if it can be had there.
    pub(crate) fn within(&self, dimension: &str) -> Option<&Scaled> {
        let converted = self.converted.as_ref().map(|converted| &converted.scaled);
        [Some(&self.own), converted].into_iter().flatten().find(|scaled| scaled.dimension == dimension)
    }

    /// The number in a dimension, in a reading; `None` also where the reading leaves the rate unknown.
    pub(crate) fn under(&self, dimension: &str, reading: &Reading, claim: ClaimIx) -> Option<&Interval> {
        let scaled = self.within(dimension)?;
        let by_rate = self.converted.as_ref().filter(|_| self.own.dimension != dimension);
        by_rate.is_none_or(|converted| converted.holds(reading, claim)).then(|| scaled.under(reading, claim))
    }

    /// The dimensions in which it can be had, the one in which it was said first.
    pub(crate) fn dimensions(&self) -> impl Iterator<Item = &str> {
        let converted = self.converted.as_ref().map(|converted| &converted.scaled);
        [Some(&self.own), converted].into_iter().flatten().map(|scaled| scaled.dimension.as_str())
    }
}

/// What the measure and the unit say about the nature of a value.
pub(crate) fn nature(measure: &Measure, unit: &Unit) -> Nature {
    Nature { non_negative: measure.non_negative, counts: unit.counts(), percent: unit.is_percent() }
}

fn declared(value: &Value, unit: &Unit) -> Option<((i32, Exact), Exact)> {
    let decimals = value.declared_precision()?;
    Some(((decimals, unit.factor().clone()), &value.figure()? * unit.factor()))
}

/// Converts by the rate of the period that the value is true of, failing that of the day on which it was said.
fn convert(
    set: &ClaimSet,
    stand: &Stand,
    (time, role): (&TimeStand, Role),
    own: &Scaled,
    target: &Unit,
) -> Option<Converted> {
    let true_of = match time {
        TimeStand::Missing => None,
        TimeStand::Of(window) | TimeStand::AsOf(window) => Some((window, role)),
    };
    let dates = [true_of, Some((&stand.said, Role::Said))].into_iter().flatten();
    let mut found =
        dates.filter_map(|(window, role)| Some((window, role, rate_for(set, own, target, &window.plain)?)));
    let (window, role, (at, rate, inverse)) = found.next()?;
    let from = set.units().resolve(&rate.from)?;
    let to = set.units().resolve(&rate.to)?;
    let factor = |grade| {
        let value = rate.value.interval(
            grade,
            Nature { non_negative: true, ..Nature::default() },
            &set.policy().hedges,
        );
        // One base unit of `from` in base units of `to`.
        let per_base = to.factor().checked_div(from.factor())?;
        let value = value.scaled(&per_base);
        if inverse { reciprocal(&value) } else { Some(value) }
    };
    let scaled = Scaled {
        dimension: target.dimension().to_owned(),
        plain: own.plain.times(&factor(Grade::Plain)?),
        lenient: own.lenient.times(&factor(Grade::Lenient)?),
    };
    Some(Converted { scaled, rate: at, date: (window.clone(), role), period: rate.of.stated_period()? })
}

/// The rate with the shortest period that holds all the given days.
fn rate_for<'s>(
    set: &'s ClaimSet,
    own: &Scaled,
    target: &Unit,
    days: &Span,
) -> Option<(usize, &'s Rate, bool)> {
    let dimension = |name: &str| set.units().resolve(name).map(|unit| unit.dimension().to_owned());
    let usable = set.rates().iter().enumerate().filter_map(|(at, rate)| {
        let (from, to) = (dimension(&rate.from)?, dimension(&rate.to)?);
        let straight = from == own.dimension && to == target.dimension();
        let inverse = to == own.dimension && from == target.dimension();
        let period = rate.of.stated_period()?;
        ((straight || inverse) && days.within(&period)).then_some((period.length(), at, rate, inverse))
    });
    let best = usable.min_by_key(|(length, at, ..)| (length.is_none(), *length, *at))?;
    Some((best.1, best.2, best.3))
}

/// One over every value of an interval above zero.
fn reciprocal(value: &Interval) -> Option<Interval> {
    let flip = |end: &End| match end {
        End::Absent => Some(End::Open(Exact::zero())),
        End::Open(at) => Exact::one().checked_div(at).map_or(Some(End::Absent), |at| Some(End::Open(at))),
        End::Closed(at) => Exact::one().checked_div(at).map(End::Closed),
    };
    let above_zero = match value.low() {
        End::Absent => false,
        End::Open(low) => !low.is_negative(),
        End::Closed(low) => !low.is_negative() && !low.is_zero(),
    };
    if !above_zero {
        return None;
    }
    Interval::new(flip(value.high())?, flip(value.low())?).ok()
}
