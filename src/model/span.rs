use std::fmt;

use super::date_error::DateError;
use super::day::Day;

/// A run of days, both ends included; an end that is absent is unbounded.
///
/// # Shape
/// Never empty: `first <= last` where both are there.
/// # Errors
/// [`Span::new`] gives [`DateError::Reversed`] when the last day comes before the first.
/// # Examples
///
/// ```
/// use gainsay::{Day, Span};
/// let june = Span::new(Day::new(2025, 6, 1), Day::new(2025, 6, 30))?;
/// assert_eq!(june.length(), Some(30));
/// assert_eq!(june.to_string(), "2025-06-01/2025-06-30");
/// // Spans that share one day meet, so neither precedes the other.
/// let since = Span::new(Day::new(2025, 6, 30), None)?;
/// assert!(june.meets(&since) && !june.precedes(&since));
/// # Ok::<(), gainsay::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    first: Option<Day>,
    last: Option<Day>,
}

impl Span {
    /// The days from `first` to `last`.
    ///
    /// # Errors
    ///
    /// [`DateError::Reversed`] when `last` comes before `first`. One day may be both.
    pub fn new(first: Option<Day>, last: Option<Day>) -> Result<Self, DateError> {
        match (first, last) {
            (Some(a), Some(b)) if a > b => Err(DateError::reversed(&format!("{a}/{b}"))),
            _ => Ok(Self { first, last }),
        }
    }

    /// One day.
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self { first: Some(day), last: Some(day) }
    }

    /// Every day.
    #[must_use]
    pub fn always() -> Self {
        Self { first: None, last: None }
    }

    /// Every day up to and with `last`.
    #[must_use]
    pub fn until(last: Day) -> Self {
        Self { first: None, last: Some(last) }
    }

    /// Every day from `first` on.
    #[must_use]
    pub fn since(first: Day) -> Self {
        Self { first: Some(first), last: None }
    }

    /// From the one to the other, whichever comes first.
    pub(crate) fn across(one: Day, other: Day) -> Self {
        Self { first: Some(one.min(other)), last: Some(one.max(other)) }
    }

    /// The first day, if there is one.
    #[must_use]
    pub fn first(&self) -> Option<Day> {
        self.first
    }

    /// The last day, if there is one.
    #[must_use]
    pub fn last(&self) -> Option<Day> {
        self.last
    }

    /// Whether every day of this span comes before every day of the other.
    #[must_use]
    pub fn precedes(&self, other: &Self) -> bool {
        matches!((self.last, other.first), (Some(last), Some(first)) if last < first)
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        !self.precedes(other) && !other.precedes(self)
    }

    /// Whether every day of this span is a day of the other.
    #[must_use]
    pub fn within(&self, other: &Self) -> bool {
        self.hull(other) == *other
    }

    /// The days that both have, if any.
    #[must_use]
    pub fn common(&self, other: &Self) -> Option<Self> {
        // `None` is smaller than any day, which is right for a first day and wrong for a last one.
        let first = self.first.max(other.first);
        let last = match (self.last, other.last) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let reversed = first.zip(last).is_some_and(|(first, last)| first > last);
        (!reversed).then_some(Self { first, last })
    }

    /// The smallest span with all the days of both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.zip(other.last).map(|(a, b)| a.max(b)) }
    }

    /// The day, if it is a single one.
    #[must_use]
    pub fn single_day(&self) -> Option<Day> {
        if self.first == self.last { self.first } else { None }
    }

    /// How many days, if both ends are there.
    #[must_use]
    pub fn length(&self) -> Option<i64> {
        let (first, last) = self.first.zip(self.last)?;
        Some(last.days_since(first) + 1)
    }

    /// How many whole calendar months it is; `None` when it does not begin and end with a month.
    #[must_use]
    pub fn months(&self) -> Option<i64> {
        let (first, after) = (self.first?, self.last?.plus(1));
        if first.day_of_month() != 1 || after.day_of_month() != 1 {
            return None;
        }
        let count = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month());
        Some(count(after) - count(first))
    }

    /// The span with so many days more at each end; a negative number adds none.
    #[must_use]
    pub fn widened(&self, days: i64) -> Self {
        let days = days.max(0);
        Self {
            first: self.first.map(|day| day.plus(days.saturating_neg())),
            last: self.last.map(|day| day.plus(days)),
        }
    }
}

impl fmt::Display for Span {
    /// As EDTF writes a day or an interval; `..` is an end that is not there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.single_day() {
            return write!(f, "{day}");
        }
        match self.first {
            Some(first) => write!(f, "{first}/")?,
            None => write!(f, "../")?,
        }
        match self.last {
            Some(last) => write!(f, "{last}"),
            None => write!(f, ".."),
        }
    }
}

#[cfg(test)]
mod tests;
