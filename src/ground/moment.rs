//! When a number is true in a reading, and how two such times stand to each other.

use super::stand::{Stand, TimeStand};
use super::{Because, Reading};
use crate::model::{Span, Temporal};
use crate::proof::{Choice, ClaimIx, Role, Step};

/// When a number is true, in one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Without time.
    Timeless,
    /// At one instant within these days.
    Instant { within: Span, stated: bool },
    /// At every instant of these days.
    Throughout(Span),
    /// Over exactly these days.
    Period(Span),
    /// Over an unknown part of these days.
    PartOf(Span),
    /// No period is given, and one is needed.
    Missing,
}

impl Moment {
    /// The days that it lies in.
    pub(crate) fn days(&self) -> Option<Span> {
        match self {
            Moment::Timeless | Moment::Missing => None,
            Moment::Instant { within, .. } => Some(*within),
            Moment::Throughout(span) | Moment::Period(span) | Moment::PartOf(span) => Some(*span),
        }
    }
}

/// Whose time it is, for the choices that it may ask for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owner<'a> {
    stand: &'a Stand,
    role: Role,
    /// A plan speaks of its whole period, however much of it is over.
    is_plan: bool,
}

impl<'a> Owner<'a> {
    pub(crate) fn new(stand: &'a Stand, role: Role) -> Owner<'a> {
        Owner { stand, role, is_plan: false }
    }

    /// The time of a number that is, or is not, on the plan rung.
    pub(crate) fn planned(self, is_plan: bool) -> Owner<'a> {
        Owner { is_plan, ..self }
    }
}

impl Owner<'_> {
    fn claim(&self) -> ClaimIx {
        self.stand.ix
    }
}

/// When the number of a cell is true, in a reading.
pub(crate) fn moment(owner: Owner<'_>, temporal: Temporal, time: &TimeStand, reading: &Reading) -> Moment {
    let window = match time {
        TimeStand::Missing => return unstated(owner, temporal, reading),
        TimeStand::Of(window) | TimeStand::AsOf(window) => window,
    };
    let span = window.under(reading, owner.claim(), owner.role);
    match (temporal, time) {
        (Temporal::Constant, _) => Moment::Timeless,
        (Temporal::RunningTotal, _) | (Temporal::Level, TimeStand::AsOf(_) | TimeStand::Missing) => {
            Moment::Instant { within: span, stated: true }
        }
        (Temporal::Level, TimeStand::Of(_)) => match window.period {
            Some(period) if period == span => throughout(over(owner, period, reading)),
            _ => Moment::Instant { within: span, stated: true },
        },
        (Temporal::Flow | Temporal::Average, _) => match window.period {
            Some(period) if period == span => over(owner, period, reading),
            _ => Moment::PartOf(span),
        },
    }
}

/// A level over a period holds at every instant of it; of an unknown part of it, at some instant.
fn throughout(moment: Moment) -> Moment {
    match moment {
        Moment::Period(span) => Moment::Throughout(span),
        Moment::PartOf(within) => Moment::Instant { within, stated: true },
        Moment::Timeless | Moment::Instant { .. } | Moment::Throughout(_) | Moment::Missing => moment,
    }
}

fn unstated(owner: Owner<'_>, temporal: Temporal, reading: &Reading) -> Moment {
    match temporal {
        Temporal::Constant => Moment::Timeless,
        Temporal::Flow | Temporal::Average => Moment::Missing,
        Temporal::Level | Temporal::RunningTotal => {
            let said = owner.stand.said.under(reading, owner.claim(), Role::Said);
            if reading.is_lenient(Choice::AsOf(owner.claim())) {
                let within = said.last().map_or_else(Span::always, Span::until);
                Moment::Instant { within, stated: false }
            } else {
                Moment::Instant { within: said, stated: false }
            }
        }
    }
}

/// A number over a period: only the part up to the saying, if the period was not over then.
fn over(owner: Owner<'_>, period: Span, reading: &Reading) -> Moment {
    let said = owner.stand.said.under(reading, owner.claim(), Role::Said);
    if owner.is_plan || period.precedes(&said) || is_ahead(&period, &said) {
        return Moment::Period(period);
    }
    let up_to = said.last().map_or_else(Span::always, Span::until);
    let part = period.common(&up_to).unwrap_or(period);
    if reading.is_lenient(Choice::Unfinished(owner.claim(), owner.role)) {
        return Moment::PartOf(part);
    }
    let certainly_unfinished = matches!((said.last(), period.last()), (Some(said), Some(end)) if said <= end);
    match (certainly_unfinished, said.single_day()) {
        (false, _) => Moment::Period(period),
        (true, Some(_)) => Moment::Period(part),
        (true, None) => Moment::PartOf(part),
    }
}

/// Whether a time begins after the saying, certainly.
pub(crate) fn is_ahead(time: &Span, said: &Span) -> bool {
    said.precedes(time)
}

/// How the first of two times stands to the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Timing {
    /// One instant or period.
    Same(Step),
    /// The first is part of the second, or before it: it has at most what the second has.
    Less(Step),
    /// The other way round.
    More(Step),
}

/// The time law between two numbers of one measure, with the choice that it rests on.
pub(crate) fn timing(
    temporal: Temporal,
    non_negative: bool,
    (a, first): (&Moment, Option<ClaimIx>),
    (b, second): (&Moment, Option<ClaimIx>),
    one_saying: bool,
) -> Result<(Timing, Option<Choice>), Because> {
    use Moment::{Instant, Missing, PartOf, Period, Throughout, Timeless};
    let both = first.zip(second).map(|(first, second)| Choice::Instant(first.min(second), first.max(second)));
    let same = Timing::Same(Step::SameTime);
    match (a, b) {
        (Timeless, Timeless) => Ok((same, None)),
        (Missing, _) | (_, Missing) => Err(Because::NoPeriod),
        (Throughout(x), Throughout(y)) if x.meets(y) => Ok((same, None)),
        (Instant { within, .. }, Throughout(span)) | (Throughout(span), Instant { within, .. })
            if within.within(span) =>
        {
            Ok((same, None))
        }
        (Instant { within: x, stated: s }, Instant { within: y, stated: t }) => {
            instants(temporal, (x, *s), (y, *t), one_saying, both)
        }
        (Period(x), Period(y)) if x == y => Ok((same, None)),
        (Period(x) | PartOf(x), Period(y)) if temporal == Temporal::Flow && non_negative && x.within(y) => {
            Ok((Timing::Less(Step::SubPeriod), None))
        }
        (Period(x), Period(y) | PartOf(y)) if temporal == Temporal::Flow && non_negative && y.within(x) => {
            Ok((Timing::More(Step::SubPeriod), None))
        }
        _ => Err(Because::OtherTime),
    }
}

fn instants(
    temporal: Temporal,
    (x, x_stated): (&Span, bool),
    (y, y_stated): (&Span, bool),
    one_saying: bool,
    both: Option<Choice>,
) -> Result<(Timing, Option<Choice>), Because> {
    let running = temporal == Temporal::RunningTotal;
    if running && x.precedes(y) {
        return Ok((Timing::Less(Step::Running), None));
    }
    if running && y.precedes(x) {
        return Ok((Timing::More(Step::Running), None));
    }
    let same = Timing::Same(Step::SameTime);
    let one_day = x == y && x.single_day().is_some();
    match (x_stated && y_stated, one_day) {
        (true, true) => Ok((same, None)),
        // Two totals of one day that nobody dated are in no order.
        _ if running => Err(Because::OtherTime),
        (true, false) if x == y => Ok((same, both)),
        (false, _) if one_day || (x == y && one_saying) => Ok((same, both)),
        _ => Err(Because::OtherTime),
    }
}

/// Whether a level given at one of two instants still holds at the other, both certainly within so many days.
pub(crate) fn holds(a: &Moment, b: &Moment, days: i64) -> bool {
    let (Some(x), Some(y)) = (a.days(), b.days()) else { return false };
    let apart = |from: &Span, to: &Span| {
        let (Some(from), Some(to)) = (from.first(), to.last()) else { return false };
        i64::from(to.number()) - i64::from(from.number()) <= days
    };
    apart(&x, &y) && apart(&y, &x)
}
