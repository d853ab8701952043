use std::fmt;
use std::str::FromStr;

use super::words::{after, before, count};
use crate::model::dated::{Bound, Unit};
use crate::model::{DateError, Duration};

/// Words before a count. "Nearly" and "just over" lie close to it on one side: read as "about", which is milder.
const BEFORE: [(&str, Bound); 22] = [
    ("exactly ", Bound::Exactly),
    ("at least ", Bound::AtLeast),
    ("no less than ", Bound::AtLeast),
    ("not less than ", Bound::AtLeast),
    ("at most ", Bound::AtMost),
    ("up to ", Bound::AtMost),
    ("no more than ", Bound::AtMost),
    ("not more than ", Bound::AtMost),
    ("more than ", Bound::MoreThan),
    ("over ", Bound::MoreThan),
    ("less than ", Bound::LessThan),
    ("fewer than ", Bound::LessThan),
    ("under ", Bound::LessThan),
    ("about ", Bound::About),
    ("approximately ", Bound::About),
    ("roughly ", Bound::About),
    ("around ", Bound::About),
    ("some ", Bound::About),
    ("nearly ", Bound::About),
    ("almost ", Bound::About),
    ("just over ", Bound::About),
    ("just under ", Bound::About),
];

const AFTER: [(&str, Bound); 3] =
    [(" or more", Bound::AtLeast), (" or less", Bound::AtMost), (" or fewer", Bound::AtMost)];

impl FromStr for Duration {
    type Err = DateError;

    /// Reads `36 years`, `at least 2 months`, `about 3 weeks`, `between 2 and 3 years`, `2-3 years`.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let words = text.trim();
        let refused = || {
            let advice = "write a whole number of days, weeks, months or years, as `at least 2 months`";
            DateError::duration(words, advice)
        };
        let (bound, (low, high), unit) = parts(words).ok_or_else(refused)?;
        if low > high {
            return Err(DateError::duration(words, "write the smaller number first"));
        }
        Ok(Self::of(words.to_owned(), bound, (low, high), unit))
    }
}

fn parts(words: &str) -> Option<(Bound, (u32, u32), Unit)> {
    if let Some(rest) = after(words, "between ") {
        let (counts, unit) = range(rest, " and ")?;
        return Some((Bound::Exactly, counts, unit));
    }
    for (start, bound) in BEFORE {
        if let Some((count, unit)) = after(words, start).and_then(counted) {
            return Some((bound, (count, count), unit));
        }
    }
    for (end, bound) in AFTER {
        if let Some((count, unit)) = before(words, end).and_then(counted) {
            return Some((bound, (count, count), unit));
        }
    }
    if let Some((count, unit)) = words.strip_prefix('~').and_then(counted) {
        return Some((Bound::About, (count, count), unit));
    }
    if let Some((count, unit)) = counted(words) {
        return Some((Bound::Exactly, (count, count), unit));
    }
    let (counts, unit) = range(words, " to ").or_else(|| range(words, "-"))?;
    Some((Bound::Exactly, counts, unit))
}

/// `3 years`: a count and its unit.
pub(crate) fn counted(text: &str) -> Option<(u32, Unit)> {
    let (number, unit) = text.trim().split_once(' ')?;
    Some((count(number)?, Unit::named(unit.trim_start())?))
}

/// `2 and 3 years`.
fn range(text: &str, joint: &str) -> Option<((u32, u32), Unit)> {
    let (low, rest) = text.split_once(joint)?;
    let (high, unit) = counted(rest)?;
    Some(((count(low.trim())?, high), unit))
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl TryFrom<String> for Duration {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Duration> for String {
    fn from(duration: Duration) -> Self {
        duration.words().to_owned()
    }
}

#[cfg(test)]
mod tests;
