use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::date_error::DateError;

/// A day of the Gregorian calendar, carried back before 1582 as ISO 8601 does.
///
/// # Shape
/// A whole number of days since 1970-01-01, in the years -262142 to 262141.
/// # Unit
/// Days. Time zones and hours are not part of it.
/// # Source
/// ISO 8601-1:2019, calendar dates.
/// # Examples
///
/// ```
/// use gainsay::Day;
/// let day: Day = "2024-02-29".parse()?;
/// assert_eq!(day.plus(1).to_string(), "2024-03-01");
/// assert_eq!(day.plus_months(12).to_string(), "2025-02-28");
/// assert_eq!(Day::new(2025, 2, 29), None);
/// # Ok::<(), gainsay::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i32);

/// chrono's years, less one at each end so that whole years and their neighbours exist.
const FARTHEST_PAST: i32 = -262_142;
const FARTHEST_FUTURE: i32 = 262_141;

impl Day {
    /// The first day that can be used.
    #[must_use]
    pub fn earliest() -> Self {
        Self::new(FARTHEST_PAST, 1, 1).unwrap_or(Self(0))
    }

    /// The last day that can be used.
    #[must_use]
    pub fn latest() -> Self {
        Self::new(FARTHEST_FUTURE, 12, 31).unwrap_or(Self(0))
    }

    /// The day of a year, month (1 to 12) and day of the month; nothing if the calendar has none.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(FARTHEST_PAST..=FARTHEST_FUTURE).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::of)
    }

    /// The day that lies so many days after 1970-01-01; beyond the calendar, its first or last day.
    #[must_use]
    pub fn from_number(number: i32) -> Self {
        Self(number).clamp(Self::earliest(), Self::latest())
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day so many days later, or earlier if negative; stops at the ends of the calendar.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let number = i64::from(self.0).saturating_add(days);
        let bound = if days < 0 { i32::MIN } else { i32::MAX };
        Self::from_number(i32::try_from(number).unwrap_or(bound))
    }

    /// The same day so many months later, or earlier if negative: the last day of a shorter month.
    ///
    /// Stops at the ends of the calendar.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let size = Months::new(months.unsigned_abs());
        let date = self.naive();
        let (moved, end) = if months < 0 {
            (date.checked_sub_months(size), Self::earliest())
        } else {
            (date.checked_add_months(size), Self::latest())
        };
        moved.map_or(end, |date| Self::of(date).clamp(Self::earliest(), Self::latest()))
    }

    /// Days from `earlier` to this day; negative if it is the later one.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        i64::from(self.0).saturating_sub(i64::from(earlier.0))
    }

    /// The year; year 0 is 1 BC.
    #[must_use]
    pub fn year(self) -> i32 {
        self.naive().year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.naive().month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day_of_month(self) -> u32 {
        self.naive().day()
    }

    fn of(date: NaiveDate) -> Self {
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        // INVARIANT: chrono's calendar has fewer than 2^28 days.
        Self(i32::try_from(days).unwrap_or(0))
    }

    fn naive(self) -> NaiveDate {
        // `NaiveDate::default` is 1970-01-01; the clamp in `from_number` keeps the sum inside chrono's calendar.
        NaiveDate::default().checked_add_signed(TimeDelta::days(i64::from(self.0))).unwrap_or_default()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day_of_month());
        let sign = if year < 0 {
            "-"
        } else if year > 9999 {
            "+"
        } else {
            ""
        };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Day({self})")
    }
}

impl FromStr for Day {
    type Err = DateError;

    /// Reads `2025-06-05`, and as ISO 8601 expands years, `-0043-03-15` and `+12025-01-01`.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let shape = || DateError::day(text, "write year, month and day with two dashes, as 2025-06-05");
        let (year, month, day) = split(digits).ok_or_else(shape)?;
        let year = if negative { -year } else { year };
        let found = Self::new(year, month, day).ok_or_else(|| no_such_day(text, year, month, day))?;
        // One spelling for one day: what is printed differently was written differently. A year of four digits has no other.
        let usual = digits.len() == text.len() && digits.find('-') == Some(4);
        if usual || found.to_string() == text { Ok(found) } else { Err(shape()) }
    }
}

/// Chrono alone would read `2025-6-8` and a trailing space: the shape is checked here.
fn split(text: &str) -> Option<(i32, u32, u32)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = plain(year) && (4..=6).contains(&year.len());
    let fits = fits && [month, day].iter().all(|part| part.len() == 2 && plain(part));
    if !fits || parts.next().is_some() {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn no_such_day(text: &str, year: i32, month: u32, day: u32) -> DateError {
    if !(FARTHEST_PAST..=FARTHEST_FUTURE).contains(&year) {
        return DateError::too_far(text);
    }
    if !(1..=12).contains(&month) {
        return DateError::day(text, "write a month from 01 to 12");
    }
    let last = Day::new(year, month, 1).map(|first| first.plus_months(1).plus(-1));
    match last {
        Some(last) if day > last.day_of_month() => DateError::day(text, format!("write it as {last}")),
        _ => DateError::day(text, "days count from 01"),
    }
}

impl TryFrom<String> for Day {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests;
