use std::fmt;

use super::day::Day;
use super::duration::days_of_months;
use super::span::Span;

/// How far a word reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Extent {
    Days(u32),
    Months(u32),
    /// Halves of the unit that the words themselves count in.
    Halves(u32),
}

impl Extent {
    pub(crate) fn after(self, day: Day) -> Day {
        match self {
            Self::Days(days) => day.plus(i64::from(days)),
            Self::Months(months) => day.plus_months(signed(months)),
            Self::Halves(_) => day,
        }
    }

    pub(crate) fn before(self, day: Day) -> Day {
        match self {
            Self::Days(days) => day.plus(-i64::from(days)),
            Self::Months(months) => day.plus_months(-signed(months)),
            Self::Halves(_) => day,
        }
    }

    pub(crate) fn around(self, span: Span) -> Span {
        let first = span.first().map(|day| self.before(day));
        let last = span.last().map(|day| self.after(day));
        Span::new(first, last).unwrap_or(span)
    }

    /// Certainly no longer than the other, wherever in the calendar it is laid.
    pub(crate) fn at_most(self, other: Self) -> bool {
        match (self, other) {
            (Self::Days(a), Self::Days(b))
            | (Self::Months(a), Self::Months(b))
            | (Self::Halves(a), Self::Halves(b)) => a <= b,
            (Self::Days(a), Self::Months(b)) => i64::from(a) <= days_of_months(b).0,
            (Self::Months(a), Self::Days(b)) => days_of_months(a).1 <= i64::from(b),
            (Self::Halves(_), _) | (_, Self::Halves(_)) => false,
        }
    }

    /// The most days that it can have.
    pub(crate) fn most_days(self) -> i64 {
        match self {
            Self::Days(days) => i64::from(days),
            Self::Months(months) => days_of_months(months).1,
            Self::Halves(_) => 0,
        }
    }

    pub(crate) fn is_positive(self) -> bool {
        !matches!(self, Self::Days(0) | Self::Months(0) | Self::Halves(0))
    }

    pub(crate) fn is_below(self, other: Self) -> bool {
        self.at_most(other) && !other.at_most(self)
    }
}

/// More months than the calendar has, cut to its length.
fn signed(months: u32) -> i32 {
    i32::try_from(months).unwrap_or(i32::MAX)
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Days(days) => (days, "day"),
            Self::Months(months) => (months, "month"),
            Self::Halves(halves) if halves % 2 == 0 => (&(halves / 2), "unit"),
            Self::Halves(1) => return write!(f, "1/2 unit"),
            Self::Halves(halves) => return write!(f, "{halves}/2 units"),
        };
        let plural = if *count == 1 { "" } else { "s" };
        write!(f, "{count} {unit}{plural}")
    }
}
