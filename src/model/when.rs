use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Key};
use super::date::Date;
use super::day::Day;
use super::duration::Unit;
use super::extent::Extent;
use super::grade::Grade;
use super::span::Span;

/// When an event is: a date, or words that count from the day on which they were said.
///
/// # Shape
/// A [`Date`], `soon`, `by DATE`, `in N days|weeks|months|years`, or `N days|weeks|months|years ago`.
/// # Source
/// The reach of `soon` and of counted time is gainsay's own, in [`Calendar`].
/// # Errors
/// Reading gives [`DateError`](crate::DateError), which says what to write instead.
/// # Examples
///
/// ```
/// use gainsay::{Calendar, Day, Grade, Span, When};
/// let said = Span::day("2025-01-10".parse()?);
/// let calendar = Calendar::default();
/// let soon: When = "soon".parse()?;
/// assert_eq!(soon.span(Grade::Plain, &said, &calendar).to_string(), "2025-01-10/2025-07-10");
/// // What happened by a day may have happened long before; what is planned comes after the saying.
/// let by: When = "by 2025-01-19".parse()?;
/// assert_eq!(by.span(Grade::Plain, &said, &calendar).to_string(), "../2025-01-19");
/// assert_eq!(by.plan_span(Grade::Plain, &said, &calendar).to_string(), "2025-01-10/2025-01-19");
/// # Ok::<(), gainsay::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When {
    words: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    On(Date),
    By(Date),
    Soon,
    In(u32, Unit),
    Ago(u32, Unit),
}

impl When {
    pub(crate) fn of(words: String, kind: Kind) -> Self {
        Self { words, kind }
    }

    /// On a date.
    pub(super) fn on(date: Date) -> Self {
        Self::of(date.words().to_owned(), Kind::On(date))
    }

    /// The words as written.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The date, if it is one; nothing for a deadline or for words that count from their saying.
    #[must_use]
    pub fn date(&self) -> Option<&Date> {
        match &self.kind {
            Kind::On(date) => Some(date),
            Kind::By(_) | Kind::Soon | Kind::In(..) | Kind::Ago(..) => None,
        }
    }

    /// The date of `by DATE`.
    #[must_use]
    pub fn deadline(&self) -> Option<&Date> {
        match &self.kind {
            Kind::By(date) => Some(date),
            Kind::On(_) | Kind::Soon | Kind::In(..) | Kind::Ago(..) => None,
        }
    }

    /// Whether the words count from the day on which they were said.
    #[must_use]
    pub fn counts_from_saying(&self) -> bool {
        match self.kind {
            Kind::Soon | Kind::In(..) | Kind::Ago(..) => true,
            Kind::On(_) | Kind::By(_) => false,
        }
    }

    /// Whether the date in it is marked as uncertain, with `?` or `%`.
    #[must_use]
    pub fn doubtful(&self) -> bool {
        self.date().or(self.deadline()).is_some_and(Date::doubtful)
    }

    /// The days on which the event may lie, when it is told as a fact: `by DATE` has no beginning.
    #[must_use]
    pub fn span(&self, grade: Grade, said: &Span, calendar: &Calendar) -> Span {
        match &self.kind {
            Kind::On(date) => date.span(grade, calendar),
            Kind::By(date) => date.span(grade, calendar).last().map_or(Span::always(), Span::until),
            Kind::Soon => {
                let last = said.last().map(|day| calendar.size(Key::Soon, grade).after(day));
                Span::new(said.first(), last).unwrap_or(*said)
            }
            Kind::In(count, unit) => counted(*count, *unit, Extent::after, grade, said, calendar),
            Kind::Ago(count, unit) => counted(*count, *unit, Extent::before, grade, said, calendar),
        }
    }

    /// The days on which the event may lie, when it is told as a plan: `by DATE` begins with the saying.
    ///
    /// If the deadline was over when it was told, the plan is an old one and its beginning is unknown. Other words
    /// mean what they mean in [`When::span`]; that a plan lies after its saying is for the caller to add.
    #[must_use]
    pub fn plan_span(&self, grade: Grade, said: &Span, calendar: &Calendar) -> Span {
        let whole = self.span(grade, said, calendar);
        let Kind::By(date) = &self.kind else { return whole };
        let Some(deadline) = date.span(Grade::Plain, calendar).last() else { return whole };
        // Plainly if it certainly was told too late, leniently if it may have been: so the lenient window
        // contains the plain one, even where the saying itself is read more widely.
        let told_late = match grade {
            Grade::Plain => said.first().is_some_and(|first| first > deadline),
            Grade::Lenient => said.last().is_none_or(|last| last > deadline),
        };
        if told_late { whole } else { Span::new(said.first(), whole.last()).unwrap_or(whole) }
    }
}

/// So many units from each end of the saying, give or take the slack of counted time.
fn counted(
    count: u32,
    unit: Unit,
    moved: fn(Extent, Day) -> Day,
    grade: Grade,
    said: &Span,
    calendar: &Calendar,
) -> Span {
    let ends = [said.first(), said.last()].map(|end| end.map(|day| moved(unit.times(count), day)));
    let [first, last] = ends;
    Span::new(first, last).unwrap_or(*said).widened(unit.slack(grade, calendar))
}
