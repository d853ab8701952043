use std::fmt;
use std::str::FromStr;

use super::date_advice::GENERAL;
use super::duration::counted;
use super::words::{after, before};
use crate::model::dated::{Kind, shown};
use crate::model::{Date, DateError, Periods, When};

impl When {
    /// Reads when an event is: a date, `soon`, `by DATE`, `in 3 years`, `3 years ago`.
    ///
    /// # Errors
    ///
    /// [`DateError::NotAWhen`], or for words that look like a date what [`Date::read`] gives.
    pub fn read(text: &str, periods: &Periods) -> Result<Self, DateError> {
        let words = text.trim();
        kind(words, periods).map(|kind| Self::of(words.to_owned(), kind))
    }
}

fn kind(words: &str, periods: &Periods) -> Result<Kind, DateError> {
    if words.eq_ignore_ascii_case("soon") {
        return Ok(Kind::Soon);
    }
    if let Some(date) = after(words, "by ") {
        return Date::read(date, periods).map(Kind::By);
    }
    let uncounted = || DateError::when(words, "count days, weeks, months or years, as `in 3 years`");
    let bare = |date: &str| DateError::when(words, format!("write the date alone, as {}", shown(date)));
    if let Some(rest) = after(words, "in ") {
        return counted(rest)
            .map(|(count, unit)| Kind::In(count, unit))
            .ok_or_else(|| if Date::read(rest, periods).is_ok() { bare(rest.trim()) } else { uncounted() });
    }
    if let Some(rest) = after(words, "on ").filter(|rest| Date::read(rest, periods).is_ok()) {
        return Err(bare(rest.trim()));
    }
    if let Some(rest) = before(words, " ago") {
        return counted(rest).map(|(count, unit)| Kind::Ago(count, unit)).ok_or_else(uncounted);
    }
    Date::read(words, periods).map(Kind::On).map_err(|error| {
        if matches!(&error, DateError::NotADate { advice, .. } if advice == GENERAL) {
            DateError::when(words, "write a date as 2025-06-05, or `soon`, `by 2025-06-05`, `in 3 years`")
        } else {
            error
        }
    })
}

impl From<Date> for When {
    fn from(date: Date) -> Self {
        Self::of(date.words().to_owned(), Kind::On(date))
    }
}

impl FromStr for When {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::read(text, &Periods::default())
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl TryFrom<String> for When {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.words().to_owned()
    }
}

#[cfg(test)]
mod tests;
