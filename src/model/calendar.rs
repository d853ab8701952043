use std::collections::BTreeMap;

use super::date_error::shown;
use super::duration::Unit;
use super::extent::Extent;
use super::grade::Grade;
use super::span::Span;

/// How wide vague words about time are: the date half of the policy, every number changeable.
///
/// | setting | plain | lenient | what it says |
/// |---|---|---|---|
/// | `approximate day` | 3 days | 10 days | how far `2025-06-05~` reaches to each side |
/// | `approximate month` | 15 days | 31 days | `2025-06~` |
/// | `approximate season` | 46 days | 92 days | `2025-21~`, `2025-33~` |
/// | `approximate year` | 92 days | 366 days | `2025~`, `202X~` |
/// | `season` | 0 days | 31 days | a season beyond its three meteorological months |
/// | `first days` | 7 days | 15 days | `first days of 2025-01` |
/// | `early month`, `mid month` | 10 days, 20 days | the same | where the parts of a month are cut |
/// | `part of month` | 0 days | 5 days | a part beyond its cuts |
/// | `early year`, `mid year` | 4 months, 8 months | the same | where the parts of a year are cut |
/// | `part of year` | 0 months | 2 months | a part beyond its cuts |
/// | `soon` | 6 months | 12 months | after the saying |
/// | `counted time` | 1/2 unit | 1 unit | "about", "ago", "in", to each side |
/// | `anniversary` | 31 days | 31 days | an anniversary to each side of its day |
/// | `rival plans` | 1 month | 1 month | between sayings of plans that still answer each other |
/// | `time zones` | 0 days | 1 day | what zones may shift |
/// | `hemisphere` | northern | northern | whose seasons 21 to 24 are |
///
/// # Shape
/// Each entry has a plain and a lenient size; the lenient one is never the smaller.
/// # Unit
/// Days, weeks, months or years as its text says; `counted time` in units of the words themselves.
/// # Source
/// The defaults are gainsay's own, stated in its guide.
/// # Examples
///
/// ```
/// use gainsay::{Calendar, Grade};
/// let mut calendar = Calendar::default();
/// calendar.set("soon", Grade::Lenient, "18 months")?;
/// assert!(calendar.entries().contains(&("soon", "6 months".to_owned(), "18 months".to_owned())));
/// // A lenient reading that is narrower than the plain one is refused.
/// assert!(calendar.set("soon", Grade::Lenient, "1 month").is_err());
/// # Ok::<(), gainsay::CalendarError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// Only what differs from the defaults, so that equal policies are equal values.
    changed: BTreeMap<Key, Setting>,
    hemisphere: Hemisphere,
}

/// Where spring is in March, or in September.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hemisphere {
    /// Spring from March to May.
    #[default]
    Northern,
    /// Spring from September to November.
    Southern,
}

/// Why a setting of a [`Calendar`] is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// No setting has that name.
    #[error("`{key}` is not a setting of dates; write one of {known}")]
    UnknownKey {
        /// The name as given.
        key: String,
        /// The names there are.
        known: String,
    },
    /// The text is no size that the setting can take.
    #[error("`{text}` is no size for `{key}`; write it as {example}")]
    BadText {
        /// The text as given.
        text: String,
        /// The setting.
        key: String,
        /// A text that would do.
        example: String,
    },
    /// The lenient size would be smaller than the plain one.
    #[error("`{text}` is less than the plain size of `{key}`; write at least {least}")]
    Narrower {
        /// The text as given.
        text: String,
        /// The setting.
        key: String,
        /// The plain size.
        least: String,
    },
    /// The parts of a month or year would not follow each other.
    #[error(
        "`{text}` leaves no days for a part; keep `early` shorter than `mid` and both inside the {whole}"
    )]
    NoPart {
        /// The text as given.
        text: String,
        /// Month or year.
        whole: &'static str,
    },
}

/// The settings, in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    ApproximateDay,
    ApproximateMonth,
    ApproximateSeason,
    ApproximateYear,
    Season,
    FirstDays,
    EarlyMonth,
    MidMonth,
    PartOfMonth,
    EarlyYear,
    MidYear,
    PartOfYear,
    Soon,
    CountedTime,
    Anniversary,
    RivalPlans,
    TimeZones,
}

impl Key {
    const ALL: [Self; 17] = [
        Self::ApproximateDay,
        Self::ApproximateMonth,
        Self::ApproximateSeason,
        Self::ApproximateYear,
        Self::Season,
        Self::FirstDays,
        Self::EarlyMonth,
        Self::MidMonth,
        Self::PartOfMonth,
        Self::EarlyYear,
        Self::MidYear,
        Self::PartOfYear,
        Self::Soon,
        Self::CountedTime,
        Self::Anniversary,
        Self::RivalPlans,
        Self::TimeZones,
    ];

    /// Name, plain default, lenient default: the table of the guide.
    const fn row(self) -> (&'static str, Extent, Extent) {
        use Extent::{Days, Halves, Months};
        match self {
            Self::ApproximateDay => ("approximate day", Days(3), Days(10)),
            Self::ApproximateMonth => ("approximate month", Days(15), Days(31)),
            // Between its neighbours: half a season, a whole one.
            Self::ApproximateSeason => ("approximate season", Days(46), Days(92)),
            Self::ApproximateYear => ("approximate year", Days(92), Days(366)),
            Self::Season => ("season", Days(0), Days(31)),
            Self::FirstDays => ("first days", Days(7), Days(15)),
            Self::EarlyMonth => ("early month", Days(10), Days(10)),
            Self::MidMonth => ("mid month", Days(20), Days(20)),
            Self::PartOfMonth => ("part of month", Days(0), Days(5)),
            Self::EarlyYear => ("early year", Months(4), Months(4)),
            Self::MidYear => ("mid year", Months(8), Months(8)),
            Self::PartOfYear => ("part of year", Months(0), Months(2)),
            Self::Soon => ("soon", Months(6), Months(12)),
            Self::CountedTime => ("counted time", Halves(1), Halves(2)),
            Self::Anniversary => ("anniversary", Days(31), Days(31)),
            Self::RivalPlans => ("rival plans", Months(1), Months(1)),
            Self::TimeZones => ("time zones", Days(0), Days(1)),
        }
    }

    const fn name(self) -> &'static str {
        self.row().0
    }

    /// Where a month or a year is cut: one number for both grades.
    const fn is_cut(self) -> bool {
        matches!(self, Self::EarlyMonth | Self::MidMonth | Self::EarlyYear | Self::MidYear)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Setting {
    plain: Extent,
    lenient: Extent,
}

impl Calendar {
    /// Changes one number: `set("soon", Grade::Plain, "3 months")`.
    ///
    /// A plain size that is not surely within the lenient one (183 days, 6 months) becomes both; so set the plain
    /// size first. The cuts
    /// `early month`, `mid month`, `early year` and `mid year` are one number for both grades.
    /// `hemisphere` takes `northern` or `southern`.
    ///
    /// # Errors
    ///
    /// [`CalendarError::UnknownKey`] for a name that is no setting; [`CalendarError::BadText`] for a text that
    /// is no size; [`CalendarError::Narrower`] when the lenient size would be below the plain one;
    /// [`CalendarError::NoPart`] when a month or year would have a part without days.
    pub fn set(&mut self, key: &str, grade: Grade, text: &str) -> Result<(), CalendarError> {
        if key == "hemisphere" {
            self.hemisphere = hemisphere(text)?;
            return Ok(());
        }
        let key = Key::ALL.into_iter().find(|known| known.name() == key).ok_or_else(|| unknown(key))?;
        let extent = extent(key, text).ok_or_else(|| bad(key, text))?;
        if key == Key::FirstDays && !extent.is_positive() {
            return Err(bad(key, text));
        }
        let setting = self.setting(key);
        let new = match grade {
            _ if key.is_cut() => Setting { plain: extent, lenient: extent },
            Grade::Plain if extent.at_most(setting.lenient) => Setting { plain: extent, ..setting },
            Grade::Plain => Setting { plain: extent, lenient: extent },
            Grade::Lenient if setting.plain.at_most(extent) => Setting { lenient: extent, ..setting },
            Grade::Lenient => {
                let least = setting.plain.to_string();
                return Err(CalendarError::Narrower { text: shown(text), key: key.name().to_owned(), least });
            }
        };
        let before = self.clone();
        self.put(key, new);
        if let Some(whole) = self.broken_whole() {
            *self = before;
            return Err(CalendarError::NoPart { text: shown(text), whole });
        }
        Ok(())
    }

    /// Every setting with its plain and its lenient text, in a fixed order.
    #[must_use]
    pub fn entries(&self) -> Vec<(&'static str, String, String)> {
        let sizes = Key::ALL.into_iter().map(|key| {
            let setting = self.setting(key);
            (key.name(), setting.plain.to_string(), setting.lenient.to_string())
        });
        let side = match self.hemisphere {
            Hemisphere::Northern => "northern",
            Hemisphere::Southern => "southern",
        };
        sizes.chain([("hemisphere", side.to_owned(), side.to_owned())]).collect()
    }

    /// The hemisphere whose seasons are meant where a date does not say.
    #[must_use]
    pub fn hemisphere(&self) -> Hemisphere {
        self.hemisphere
    }

    /// The days within which plans of two parties still answer each other: around the day of one saying.
    #[must_use]
    pub fn rival_plans(&self, grade: Grade, said: &Span) -> Span {
        self.size(Key::RivalPlans, grade).around(*said)
    }

    /// The span widened by what time zones may shift.
    #[must_use]
    pub fn across_time_zones(&self, grade: Grade, span: &Span) -> Span {
        self.size(Key::TimeZones, grade).around(*span)
    }

    /// The most days that time zones may shift.
    pub(crate) fn zones(&self) -> i64 {
        self.size(Key::TimeZones, Grade::Lenient).most_days()
    }

    pub(crate) fn size(&self, key: Key, grade: Grade) -> Extent {
        let setting = self.setting(key);
        match grade {
            Grade::Plain => setting.plain,
            Grade::Lenient => setting.lenient,
        }
    }

    fn setting(&self, key: Key) -> Setting {
        let (_, plain, lenient) = key.row();
        self.changed.get(&key).copied().unwrap_or(Setting { plain, lenient })
    }

    fn put(&mut self, key: Key, setting: Setting) {
        let (_, plain, lenient) = key.row();
        if (Setting { plain, lenient }) == setting {
            self.changed.remove(&key);
        } else {
            self.changed.insert(key, setting);
        }
    }

    fn broken_whole(&self) -> Option<&'static str> {
        let plain = |key| self.setting(key).plain;
        let wrong = |early: Extent, mid: Extent, whole: Extent| {
            !(early.is_positive() && early.is_below(mid) && mid.is_below(whole))
        };
        if wrong(plain(Key::EarlyMonth), plain(Key::MidMonth), Extent::Days(28)) {
            Some("month")
        } else if wrong(plain(Key::EarlyYear), plain(Key::MidYear), Extent::Months(12)) {
            Some("year")
        } else {
            None
        }
    }
}

fn hemisphere(text: &str) -> Result<Hemisphere, CalendarError> {
    match text {
        "northern" => Ok(Hemisphere::Northern),
        "southern" => Ok(Hemisphere::Southern),
        _ => Err(CalendarError::BadText {
            text: shown(text),
            key: "hemisphere".to_owned(),
            example: "northern or southern".to_owned(),
        }),
    }
}

fn unknown(key: &str) -> CalendarError {
    let mut known: Vec<&str> = Key::ALL.into_iter().map(Key::name).collect();
    known.push("hemisphere");
    CalendarError::UnknownKey { key: shown(key), known: known.join(", ") }
}

fn bad(key: Key, text: &str) -> CalendarError {
    let example = key.row().2.to_string();
    CalendarError::BadText { text: shown(text), key: key.name().to_owned(), example }
}

/// `10 days`, `6 months`; `1/2 unit` where the words count.
fn extent(key: Key, text: &str) -> Option<Extent> {
    let (count, unit) = text.trim().split_once(' ')?;
    if key == Key::CountedTime {
        let halves = match count.strip_suffix("/2") {
            Some(halves) => number(halves)?,
            None => number(count)?.checked_mul(2)?,
        };
        return matches!(unit, "unit" | "units").then_some(Extent::Halves(halves));
    }
    let count = number(count)?;
    Some(match Unit::named(unit)? {
        Unit::Day => Extent::Days(count),
        Unit::Week => Extent::Days(count.checked_mul(7)?),
        Unit::Month => Extent::Months(count),
        Unit::Year => Extent::Months(count.checked_mul(12)?),
    })
}

/// Up to a million, so that no sum of sizes leaves the calendar unnoticed.
fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= 1_000_000)
}

#[cfg(test)]
pub(crate) mod tests;
