use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Key};
use super::extent::Extent;
use super::grade::Grade;

/// A length of time as people state it, such as `36 years` or `at least 2 months`.
///
/// # Shape
/// One count, or two with `between`, of days, weeks, months or years; at most a million.
/// # Unit
/// As written; [`Duration::days`] gives days. A month or year has every number of days it can have.
/// # Errors
/// Reading gives [`DateError::NotADuration`](crate::DateError::NotADuration) for any other text.
/// # Examples
///
/// ```
/// use gainsay::{Calendar, Duration, GapSense, Grade};
/// let gap: Duration = "2 months".parse()?;
/// let days = gap.days(Grade::Plain, GapSense::Term, &Calendar::default());
/// assert_eq!(days, (Some(59), Some(62)));
/// // A person of 36 years is not yet 37.
/// let age: Duration = "36 years".parse()?;
/// let days = age.days(Grade::Plain, GapSense::Age, &Calendar::default());
/// assert_eq!(days, (Some(13_148), Some(13_514)));
/// # Ok::<(), gainsay::DateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Duration {
    words: String,
    bound: Bound,
    low: u32,
    high: u32,
    unit: Unit,
}

/// What a duration measures, since the same words are looser or tighter there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapSense {
    /// A term that was set: twenty years from signing.
    #[default]
    Term,
    /// An anniversary, which is kept within a month of its day.
    Anniversary,
    /// An age in whole units: 36 years and not yet 37.
    Age,
    /// "ago", "after", "in": half a unit or a whole one to either side.
    About,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Bound {
    Exactly,
    About,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    pub(crate) fn named(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "day" | "days" => Some(Self::Day),
            "week" | "weeks" => Some(Self::Week),
            "month" | "months" => Some(Self::Month),
            "year" | "years" => Some(Self::Year),
            _ => None,
        }
    }

    /// So many of the unit as a step in the calendar.
    pub(crate) fn times(self, count: u32) -> Extent {
        match self {
            Self::Day => Extent::Days(count),
            Self::Week => Extent::Days(count.saturating_mul(7)),
            Self::Month => Extent::Months(count),
            Self::Year => Extent::Months(count.saturating_mul(12)),
        }
    }

    /// So many halves of the unit in days, rounded outwards.
    fn halves(self, halves: u32) -> i64 {
        let longest: i64 = match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 31,
            Self::Year => 366,
        };
        // Never negative, so this is the half rounded up.
        (longest * i64::from(halves) + 1) / 2
    }

    /// The slack of counted time in days.
    pub(crate) fn slack(self, grade: Grade, calendar: &Calendar) -> i64 {
        match calendar.size(Key::CountedTime, grade) {
            Extent::Halves(halves) => self.halves(halves),
            // INVARIANT: `Calendar` gives this setting in halves only.
            Extent::Days(_) | Extent::Months(_) => 0,
        }
    }

    fn days(self, count: u32) -> (i64, i64) {
        match self.times(count) {
            Extent::Months(months) => days_of_months(months),
            Extent::Days(days) | Extent::Halves(days) => (i64::from(days), i64::from(days)),
        }
    }
}

impl Duration {
    pub(crate) fn of(words: String, bound: Bound, counts: (u32, u32), unit: Unit) -> Self {
        Self { words, bound, low: counts.0.min(counts.1), high: counts.0.max(counts.1), unit }
    }

    /// The words as written.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The fewest and the most days that the words allow; absent where they set no limit.
    ///
    /// One-sided words ("at least", "under") are read five hundredths beyond their limit in the lenient grade,
    /// as they are for values.
    #[must_use]
    pub fn days(&self, grade: Grade, sense: GapSense, calendar: &Calendar) -> (Option<i64>, Option<i64>) {
        let (low, high) = self.core(grade, sense, calendar);
        let (floor, ceiling) = match grade {
            Grade::Plain => (low, high),
            Grade::Lenient => (low - (low + 19) / 20, high + (high + 19) / 20),
        };
        match self.bound {
            Bound::Exactly | Bound::About => (Some(low), Some(high)),
            Bound::AtLeast => (Some(floor), None),
            Bound::MoreThan if grade == Grade::Lenient => (Some(floor), None),
            Bound::MoreThan => (Some(low + 1), None),
            Bound::AtMost => (Some(0), Some(ceiling)),
            Bound::LessThan if grade == Grade::Lenient => (Some(0), Some(ceiling)),
            Bound::LessThan => (Some(0), Some((high - 1).max(0))),
        }
    }

    fn core(&self, grade: Grade, sense: GapSense, calendar: &Calendar) -> (i64, i64) {
        let low = self.unit.days(self.low).0;
        let high = match sense {
            // "Under 18" ends where 18 begins; every other age lasts until the next one.
            GapSense::Age if self.bound != Bound::LessThan => {
                (self.unit.days(self.high.saturating_add(1)).1 - 1).max(low)
            }
            GapSense::Age | GapSense::Term | GapSense::Anniversary | GapSense::About => {
                self.unit.days(self.high).1
            }
        };
        let about = self.bound == Bound::About || sense == GapSense::About;
        let counted = if about { self.unit.slack(grade, calendar) } else { 0 };
        let kept = if sense == GapSense::Anniversary { anniversary(grade, calendar) } else { 0 };
        let slack = counted.max(kept);
        ((low - slack).max(0), high + slack)
    }
}

fn anniversary(grade: Grade, calendar: &Calendar) -> i64 {
    match calendar.size(Key::Anniversary, grade) {
        Extent::Days(days) => i64::from(days),
        Extent::Months(months) => days_of_months(months).1,
        Extent::Halves(_) => 0,
    }
}

/// The fewest and the most days that so many months can have.
///
/// Months that begin on the first are enough: the last days of short months shift both ends alike.
pub(crate) fn days_of_months(months: u32) -> (i64, i64) {
    const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const FEBRUARY: usize = 1;
    let (years, rest) = (i64::from(months / 12), usize::try_from(months % 12).unwrap_or(0));
    let (short, long) = (leap_days(years), leap_days(years + 1));
    let from = |start: usize| {
        let tail = LENGTHS.iter().enumerate().cycle().skip(start).take(rest);
        let (days, februaries) = tail
            .fold((0, false), |(days, found), (month, length)| (days + length, found || month == FEBRUARY));
        let (fewest, most) = if februaries { long } else { short };
        (365 * years + days + fewest, 365 * years + days + most)
    };
    (0..12).map(from).fold((i64::MAX, 0), |(low, high), (fewest, most)| (low.min(fewest), high.max(most)))
}

/// The fewest and the most leap years among so many in a row: the calendar repeats after 400.
fn leap_days(years: i64) -> (i64, i64) {
    let up_to = |year: i64| year / 4 - year / 100 + year / 400;
    let leaps = (0..400).map(|before| up_to(before + years) - up_to(before));
    leaps.fold((i64::MAX, 0), |(low, high), count| (low.min(count), high.max(count)))
}
