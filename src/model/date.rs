use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::date_shape::{Element, End, Shape};
use super::day::Day;
use super::grade::Grade;
use super::span::Span;

/// A date as people state it: exact, partial, approximate, doubtful, a period or one of several.
///
/// Equality is of the words and what they mean: `2025-06` and `2025-06-01/2025-06-30` are two dates with one span.
///
/// # Shape
/// EDTF, or `early`, `mid`, `late`, `first days of`, or a named period of the set.
///
/// EDTF means its levels 0 and 1 and, of level 2, marks of single parts, one of a set, any digit unknown, and
/// quarters, thirds and halves of years.
///
/// # Unit
/// Days; hours and time zones are not part of it.
/// # Source
/// ISO 8601-2:2019, Annex A; the Library of Congress, Extended Date/Time Format specification (2019).
/// # Errors
/// Reading gives [`DateError`](crate::DateError), which says what to write instead.
/// # Examples
///
/// ```
/// use gainsay::{Calendar, Date, Grade};
/// let calendar = Calendar::default();
/// let june: Date = "2025-06~".parse()?;
/// assert_eq!(june.span(Grade::Plain, &calendar).to_string(), "2025-05-17/2025-07-15");
/// assert_eq!(june.to_string(), "2025-06~");
/// // Doubt leaves the plain reading as written and the lenient one without limit.
/// let doubtful: Date = "2026-02?".parse()?;
/// assert_eq!(doubtful.span(Grade::Plain, &calendar).to_string(), "2026-02-01/2026-02-28");
/// assert_eq!(doubtful.span(Grade::Lenient, &calendar).to_string(), "../..");
/// # Ok::<(), gainsay::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    words: String,
    shape: Shape,
}

/// How finely a date is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Granularity {
    /// One day.
    Day,
    /// One month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A season.
    Season,
    /// A third or a half of a year.
    PartOfYear,
    /// One year.
    Year,
    /// Ten years, `202X`.
    Decade,
    /// A hundred years, `20XX`, or an unknown year, `XXXX`.
    Century,
    /// Anything else: an interval, a named period, a part of a month, one of several.
    Interval,
}

/// Whether a `?` is heeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    Heeded,
    Ignored,
}

impl Date {
    pub(crate) fn of(words: String, shape: Shape) -> Self {
        Self { words, shape }
    }

    pub(crate) fn named(name: String, meaning: &Self) -> Self {
        Self { words: name, shape: Shape::Named(Box::new(meaning.shape.clone())) }
    }

    pub(super) fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The words as written.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// From the first to the last day that the date may mean.
    ///
    /// Leniently, a date marked `?` may be any day.
    #[must_use]
    pub fn span(&self, grade: Grade, calendar: &Calendar) -> Span {
        hull(&self.shape.spans(grade, calendar, Doubt::Heeded))
    }

    /// As [`Date::span`], taking a date marked `?` for right.
    #[must_use]
    pub fn span_as_written(&self, grade: Grade, calendar: &Calendar) -> Span {
        hull(&self.shape.spans(grade, calendar, Doubt::Ignored))
    }

    /// The runs of days that the date may mean, in order and apart; several only for one of a set.
    #[must_use]
    pub fn spans(&self, grade: Grade, calendar: &Calendar) -> Vec<Span> {
        united(self.shape.spans(grade, calendar, Doubt::Heeded))
    }

    /// Whether the date is marked as uncertain, with `?` or `%`.
    #[must_use]
    pub fn doubtful(&self) -> bool {
        self.shape.points().iter().any(|point| point.marks().doubtful) || self.shape.part_is_doubtful()
    }

    /// Whether the date is marked as approximate, with `~` or `%`.
    #[must_use]
    pub fn approximate(&self) -> bool {
        self.shape.points().iter().any(|point| point.marks().approximate)
    }

    /// The exact days, when the date is a definite period: a day, month, quarter, year or an interval of them,
    /// also with an open end.
    ///
    /// Nothing for what is approximate, doubtful, unknown in part, a season (meteorologists and almanacs
    /// disagree by three weeks), or one of several.
    #[must_use]
    pub fn stated_period(&self) -> Option<Span> {
        self.shape.stated_period(Doubt::Heeded)
    }

    /// As [`Date::stated_period`], taking a date marked `?` for right.
    pub(crate) fn period_as_written(&self) -> Option<Span> {
        self.shape.stated_period(Doubt::Ignored)
    }

    /// Month and day, when the year is unknown: `XXXX-06-05`.
    #[must_use]
    pub fn anniversary_of(&self) -> Option<(u32, u32)> {
        match &self.shape {
            Shape::Point(point) => point.anniversary(),
            Shape::Named(_)
            | Shape::Between(..)
            | Shape::OneOf(_)
            | Shape::FirstDays(_)
            | Shape::Part(..) => None,
        }
    }

    /// How finely the date is stated.
    #[must_use]
    pub fn granularity(&self) -> Granularity {
        match &self.shape {
            Shape::Point(point) => point.granularity(),
            Shape::Named(shape) => Self::of(String::new(), Shape::clone(shape)).granularity(),
            Shape::Between(..) | Shape::OneOf(_) | Shape::FirstDays(_) | Shape::Part(..) => {
                Granularity::Interval
            }
        }
    }

    /// The period of the same granularity just before: of `2024-03`, `2024-02`; marks are kept.
    ///
    /// Nothing for intervals, named periods, parts of periods, dates with unknown months or days, and seasons
    /// that do not name their hemisphere.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        match &self.shape {
            Shape::Point(point) => {
                let before = point.previous()?;
                Some(Self::of(before.to_string(), Shape::Point(before)))
            }
            Shape::Named(_)
            | Shape::Between(..)
            | Shape::OneOf(_)
            | Shape::FirstDays(_)
            | Shape::Part(..) => None,
        }
    }
}

impl From<Day> for Date {
    /// The date that is exactly this day.
    fn from(day: Day) -> Self {
        Self::of(day.to_string(), Shape::Point(super::date_point::Point::of_day(day)))
    }
}

fn hull(spans: &[Span]) -> Span {
    spans.iter().copied().reduce(|all, span| all.hull(&span)).unwrap_or(Span::always())
}

/// Runs in order; those that overlap or touch become one.
fn united(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut runs: Vec<Span> = Vec::new();
    for span in spans {
        match runs.last_mut() {
            Some(run) if run.widened(1).meets(&span) => *run = run.hull(&span),
            _ => runs.push(span),
        }
    }
    runs
}

impl Shape {
    fn points(&self) -> Vec<&super::date_point::Point> {
        match self {
            Self::Point(point) => vec![point],
            Self::Between(start, end) => [start, end].into_iter().filter_map(End::point).collect(),
            Self::OneOf(elements) => elements.iter().flat_map(Element::points).collect(),
            Self::Named(shape) => shape.points(),
            Self::FirstDays(_) | Self::Part(..) => Vec::new(),
        }
    }
}
