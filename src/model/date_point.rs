use std::fmt;

use super::calendar::{Calendar, Hemisphere, Key};
use super::date::{Doubt, Granularity};
use super::day::Day;
use super::grade::Grade;
use super::span::Span;

/// One EDTF date: year, month or season, day, each perhaps unknown in part and marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Point {
    pub(crate) year: Year,
    pub(crate) year_marks: Marks,
    pub(crate) rest: Rest,
}

/// What is said besides the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rest {
    Nothing,
    /// A code from 21 to 41.
    Season(u32, Marks),
    Month(Field),
    Day(Field, Field),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Year {
    Exact(i32),
    /// Four digits, some of them unknown.
    Masked([Option<u8>; 4]),
}

/// A month or a day: two digits, perhaps unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Field {
    pub(crate) digits: [Option<u8>; 2],
    pub(crate) marks: Marks,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Marks {
    pub(crate) doubtful: bool,
    pub(crate) approximate: bool,
}

impl Marks {
    fn with(self, other: Self) -> Self {
        Self { doubtful: self.doubtful || other.doubtful, approximate: self.approximate || other.approximate }
    }

    fn sign(self) -> &'static str {
        match (self.doubtful, self.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        }
    }
}

impl Year {
    /// The first and the last year it can be.
    fn range(self) -> (i32, i32) {
        match self {
            Self::Exact(year) => (year, year),
            Self::Masked(digits) => {
                let filled = |fill| digits.iter().fold(0, |n, d| n * 10 + i32::from(d.unwrap_or(fill)));
                (filled(0), filled(9))
            }
        }
    }

    fn can_be(self, year: i32) -> bool {
        match self {
            Self::Exact(own) => own == year,
            Self::Masked(digits) => {
                let (_, fits) = digits.iter().rev().fold((year, true), |(rest, fits), digit| {
                    (rest / 10, fits && digit.is_none_or(|digit| i32::from(digit) == rest % 10))
                });
                fits
            }
        }
    }

    /// Every year that it can be, of those from the first to the last.
    fn all(self, first: i32, last: i32) -> impl Iterator<Item = i32> {
        let (low, high) = self.range();
        (low.max(first)..=high.min(last)).filter(move |year| self.can_be(*year))
    }

    fn exact(self) -> Option<i32> {
        match self {
            Self::Exact(year) => Some(year),
            Self::Masked(_) => None,
        }
    }
}

impl Field {
    pub(crate) fn exact(number: u32) -> Self {
        let digit = |n: u32| u8::try_from(n % 10).ok();
        Self { digits: [digit(number / 10), digit(number)], marks: Marks::default() }
    }

    pub(crate) fn value(self) -> Option<u32> {
        let [tens, ones] = self.digits;
        Some(u32::from(tens?) * 10 + u32::from(ones?))
    }

    fn can_be(self, number: u32) -> bool {
        let [tens, ones] = self.digits;
        let fits = |digit: Option<u8>, actual: u32| digit.is_none_or(|digit| u32::from(digit) == actual);
        fits(tens, number / 10) && fits(ones, number % 10)
    }
}

impl Point {
    pub(crate) fn of_day(day: Day) -> Self {
        let rest = Rest::Day(Field::exact(day.month()), Field::exact(day.day_of_month()));
        Self { year: Year::Exact(day.year()), year_marks: Marks::default(), rest }
    }

    /// The marks of all its parts together.
    pub(crate) fn marks(&self) -> Marks {
        match self.rest {
            Rest::Nothing => self.year_marks,
            Rest::Season(_, marks) => self.year_marks.with(marks),
            Rest::Month(month) => self.year_marks.with(month.marks),
            Rest::Day(month, day) => self.year_marks.with(month.marks).with(day.marks),
        }
    }

    /// The finest part that is marked `~` says how wide the date is.
    fn approximate_part(&self) -> Option<Key> {
        let year = self.year_marks.approximate.then_some(Key::ApproximateYear);
        match self.rest {
            Rest::Nothing => year,
            Rest::Season(_, marks) => marks.approximate.then_some(Key::ApproximateSeason).or(year),
            Rest::Month(month) => month.marks.approximate.then_some(Key::ApproximateMonth).or(year),
            Rest::Day(month, day) => {
                let month = month.marks.approximate.then_some(Key::ApproximateMonth);
                day.marks.approximate.then_some(Key::ApproximateDay).or(month).or(year)
            }
        }
    }

    pub(crate) fn span(&self, grade: Grade, calendar: &Calendar, doubt: Doubt) -> Span {
        if self.marks().doubtful && grade == Grade::Lenient && doubt == Doubt::Heeded {
            return Span::always();
        }
        let span = match self.rest {
            Rest::Season(code, _) => self.season(code, grade, calendar),
            Rest::Nothing | Rest::Month(_) | Rest::Day(..) => self.days(),
        };
        self.approximate_part().map_or(span, |key| calendar.size(key, grade).around(span))
    }

    /// Whether digits are unknown.
    pub(crate) fn is_open(&self) -> bool {
        let known = match self.rest {
            Rest::Nothing | Rest::Season(..) => true,
            Rest::Month(month) => month.value().is_some(),
            Rest::Day(month, day) => month.value().is_some() && day.value().is_some(),
        };
        !known || self.year.exact().is_none()
    }

    /// The ways to fill in the coarsest part with unknown digits, in order of time; only those that have a day, and, of
    /// years that are no wider than they are written, those that may have one within a span.
    pub(crate) fn alternatives(self, within: &Span) -> impl Iterator<Item = Self> + use<> {
        let wider = self.marks().approximate || matches!(self.rest, Rest::Season(..));
        let year = |day: Option<Day>, beyond| day.filter(|_| !wider).map_or(beyond, Day::year);
        let (first, last) = (year(within.first(), i32::MIN), year(within.last(), i32::MAX));
        let years = match self.year {
            Year::Exact(_) => None,
            Year::Masked(_) => {
                let filled = move |year| Self { year: Year::Exact(year), ..self };
                Some(self.year.all(first, last).map(filled))
            }
        };
        let parts = if years.is_some() { Vec::new() } else { self.parts() };
        let dated = |point: &Self| {
            matches!(point.rest, Rest::Season(..)) || point.days_of(point.year.range().0).next().is_some()
        };
        years.into_iter().flatten().chain(parts).filter(dated)
    }

    /// As [`Point::alternatives`], of a known year.
    fn parts(self) -> Vec<Self> {
        let filled = |field: Field, numbers: std::ops::RangeInclusive<u32>| {
            let fitting = numbers.filter(move |number| field.can_be(*number));
            fitting.map(move |number| Field { marks: field.marks, ..Field::exact(number) })
        };
        let with = |rest| Self { rest, ..self };
        match self.rest {
            Rest::Nothing | Rest::Season(..) => Vec::new(),
            Rest::Month(month) => filled(month, 1..=12).map(|month| with(Rest::Month(month))).collect(),
            Rest::Day(month, day) if month.value().is_none() => {
                filled(month, 1..=12).map(|month| with(Rest::Day(month, day))).collect()
            }
            Rest::Day(month, day) => filled(day, 1..=31).map(|day| with(Rest::Day(month, day))).collect(),
        }
    }

    /// From the first to the last day that fits the digits.
    fn days(&self) -> Span {
        let (low, high) = self.year.range();
        let mut years = (low..=high).filter(|year| self.year.can_be(*year));
        let mut back = years.clone().rev();
        let first = years.find_map(|year| self.days_of(year).next());
        let last = back.find_map(|year| self.days_of(year).next_back());
        // INVARIANT: reading refuses digits that no day fits, so both are there.
        Span::new(first, last).unwrap_or(Span::always())
    }

    fn days_of(&self, year: i32) -> impl DoubleEndedIterator<Item = Day> {
        let (month, day) = match self.rest {
            Rest::Nothing | Rest::Season(..) => (None, None),
            Rest::Month(month) => (Some(month), None),
            Rest::Day(month, day) => (Some(month), Some(day)),
        };
        let fits = |field: Option<Field>, number| field.is_none_or(|field| field.can_be(number));
        let months = (1..=12).filter(move |number| fits(month, *number));
        months.flat_map(move |month| {
            let days = (1..=31).filter(move |number| fits(day, *number));
            days.filter_map(move |day| Day::new(year, month, day))
        })
    }

    fn season(&self, code: u32, grade: Grade, calendar: &Calendar) -> Span {
        let (start, length, kind) = season_months(code, calendar.hemisphere());
        let (low, high) = self.year.range();
        let from = Day::new(low, start, 1).unwrap_or(Day::earliest());
        let to = Day::new(high, start, 1).map_or(Day::latest(), |day| day.plus_months(length).plus(-1));
        match kind {
            Granularity::Season => {
                // A season over the new year takes its name from either: plainly from the year in which it
                // begins, leniently also from the one in which it ends.
                let over_new_year = start == 12 && grade == Grade::Lenient;
                let from = if over_new_year { from.plus_months(-12) } else { from };
                calendar.size(Key::Season, grade).around(Span::across(from, to))
            }
            Granularity::Day
            | Granularity::Month
            | Granularity::Quarter
            | Granularity::PartOfYear
            | Granularity::Year
            | Granularity::Decade
            | Granularity::Century
            | Granularity::Interval => Span::across(from, to),
        }
    }

    pub(crate) fn stated_period(&self, doubt: Doubt) -> Option<Span> {
        let marks = self.marks();
        let unmarked = !marks.approximate && (!marks.doubtful || doubt == Doubt::Ignored);
        let definite = unmarked && self.year.exact().is_some();
        let whole = match self.rest {
            Rest::Nothing => true,
            Rest::Season(code, _) => code >= FIRST_QUARTER,
            Rest::Month(month) => month.value().is_some(),
            Rest::Day(month, day) => month.value().is_some() && day.value().is_some(),
        };
        (definite && whole).then(|| self.span(Grade::Plain, &Calendar::default(), Doubt::Ignored))
    }

    pub(crate) fn anniversary(&self) -> Option<(u32, u32)> {
        match (self.year, self.rest) {
            (Year::Masked([None, None, None, None]), Rest::Day(month, day)) => month.value().zip(day.value()),
            _ => None,
        }
    }

    pub(crate) fn granularity(&self) -> Granularity {
        match (self.rest, self.year) {
            (Rest::Day(..), _) => Granularity::Day,
            (Rest::Month(_), _) => Granularity::Month,
            (Rest::Season(code, _), _) => season_months(code, Hemisphere::Northern).2,
            (Rest::Nothing, Year::Exact(_) | Year::Masked([_, _, _, Some(_)])) => Granularity::Year,
            (Rest::Nothing, Year::Masked([_, _, Some(_), None])) => Granularity::Decade,
            (Rest::Nothing, Year::Masked([_, _, None, None])) => Granularity::Century,
        }
    }

    pub(crate) fn previous(&self) -> Option<Self> {
        let rest = self.rest;
        match (self.year, rest) {
            (Year::Exact(_), Rest::Day(month, day)) => {
                let before = self.days().single_day()?.plus(-1);
                let moved = |field: Field, number| Field { marks: field.marks, ..Field::exact(number) };
                let rest = Rest::Day(moved(month, before.month()), moved(day, before.day_of_month()));
                Some(Self { year: Year::Exact(before.year()), rest, ..*self })
            }
            (Year::Exact(year), Rest::Month(month)) => {
                let (year, number) = match month.value()? {
                    1 => (year_before(year)?, 12),
                    number => (year, number - 1),
                };
                let rest = Rest::Month(Field { marks: month.marks, ..Field::exact(number) });
                Some(Self { year: Year::Exact(year), rest, ..*self })
            }
            (Year::Exact(year), Rest::Season(code, marks)) => {
                let run = RUNS.iter().find(|run| run.contains(&code))?;
                let place = run.iter().position(|own| *own == code)?;
                let (year, code) = match place.checked_sub(1) {
                    Some(before) => (year, *run.get(before)?),
                    None => (year_before(year)?, *run.last()?),
                };
                Some(Self { year: Year::Exact(year), rest: Rest::Season(code, marks), ..*self })
            }
            (Year::Exact(year), Rest::Nothing) => {
                Some(Self { year: Year::Exact(year_before(year)?), ..*self })
            }
            (Year::Masked(digits), Rest::Nothing) => {
                Some(Self { year: Year::Masked(one_less(digits)?), ..*self })
            }
            (Year::Masked(_), Rest::Season(..) | Rest::Month(_) | Rest::Day(..)) => None,
        }
    }
}

const FIRST_QUARTER: u32 = 33;

/// The codes of one year in their order. Plain seasons, 21 to 24, follow each other otherwise in the south, so
/// only those that name their hemisphere have one before them.
const RUNS: [&[u32]; 5] = [&[25, 26, 27, 28], &[31, 32, 29, 30], &[33, 34, 35, 36], &[37, 38, 39], &[40, 41]];

/// First month, number of months, and kind of a code of ISO 8601-2:2019, 4.8.
fn season_months(code: u32, hemisphere: Hemisphere) -> (u32, i32, Granularity) {
    let code = match (code, hemisphere) {
        (21..=24, Hemisphere::Northern) => code + 4,
        (21..=24, Hemisphere::Southern) => code + 8,
        _ => code,
    };
    match code {
        25 | 31 => (3, 3, Granularity::Season),
        26 | 32 => (6, 3, Granularity::Season),
        27 | 29 => (9, 3, Granularity::Season),
        28 | 30 => (12, 3, Granularity::Season),
        33..=36 => ((code - 33) * 3 + 1, 3, Granularity::Quarter),
        37..=39 => ((code - 37) * 4 + 1, 4, Granularity::PartOfYear),
        40 => (1, 6, Granularity::PartOfYear),
        _ => (7, 6, Granularity::PartOfYear),
    }
}

/// Nothing before the first year of the calendar.
fn year_before(year: i32) -> Option<i32> {
    Day::new(year, 1, 1)?.plus(-1).year().lt(&year).then(|| year - 1)
}

/// The decade before `202X`, the century before `20XX`; nothing for other masks.
fn one_less(digits: [Option<u8>; 4]) -> Option<[Option<u8>; 4]> {
    let split = |n: u32| u8::try_from(n % 10).ok();
    match digits {
        [Some(a), Some(b), Some(c), None] => {
            let decade = (u32::from(a) * 100 + u32::from(b) * 10 + u32::from(c)).checked_sub(1)?;
            Some([split(decade / 100), split(decade / 10), split(decade), None])
        }
        [Some(a), Some(b), None, None] => {
            let century = (u32::from(a) * 10 + u32::from(b)).checked_sub(1)?;
            Some([split(century / 10), split(century), None, None])
        }
        _ => None,
    }
}

impl fmt::Display for Point {
    /// As EDTF: one mark at the end if all parts carry it, else one before each part.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.marks();
        let each = match self.rest {
            Rest::Nothing => vec![self.year_marks],
            Rest::Season(_, marks) => vec![self.year_marks, marks],
            Rest::Month(month) => vec![self.year_marks, month.marks],
            Rest::Day(month, day) => vec![self.year_marks, month.marks, day.marks],
        };
        let together = each.iter().all(|marks| *marks == all);
        let before = |marks: Marks| if together { "" } else { marks.sign() };
        let after = if together { all.sign() } else { "" };
        write!(f, "{}{}", before(self.year_marks), self.year)?;
        match self.rest {
            Rest::Nothing => {}
            Rest::Season(code, marks) => write!(f, "-{}{code}", before(marks))?,
            Rest::Month(month) => write!(f, "-{}{month}", before(month.marks))?,
            Rest::Day(month, day) => {
                write!(f, "-{}{month}-{}{day}", before(month.marks), before(day.marks))?;
            }
        }
        write!(f, "{after}")
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(year) if year.unsigned_abs() > 9999 => write!(f, "Y{year}"),
            Self::Exact(year) if *year < 0 => write!(f, "-{:04}", year.unsigned_abs()),
            Self::Exact(year) => write!(f, "{year:04}"),
            Self::Masked(digits) => digits.iter().try_for_each(|digit| one(*digit, f)),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits.iter().try_for_each(|digit| one(*digit, f))
    }
}

fn one(digit: Option<u8>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match digit {
        Some(digit) => write!(f, "{digit}"),
        None => write!(f, "X"),
    }
}
