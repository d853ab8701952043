use std::fmt;
use std::str::FromStr;

use edtf_core as edtf;

use super::date_advice::{GENERAL, advice};
use super::words::after;
use crate::model::dated::{Element, End, Field, Marks, Point, Rest, Shape, Third, Whole, WholeKind, Year};
use crate::model::{Date, DateError, Day, Periods};

impl Date {
    /// Reads a date: EDTF, `early 2025-01`, `first days of 2025-01`, or the name of a period of the set.
    ///
    /// Spaces around it do not count, nor do those after the commas of a set.
    ///
    /// # Errors
    ///
    /// [`DateError::NotADay`] for a day that no calendar has, [`DateError::Reversed`] for an interval that ends
    /// before it begins, [`DateError::TooFar`] for years beyond the calendar, [`DateError::NotADate`] for the rest.
    pub fn read(text: &str, periods: &Periods) -> Result<Self, DateError> {
        let words = text.trim();
        if let Some(meaning) = periods.meaning(words) {
            return Ok(Self::named(words.to_owned(), meaning));
        }
        let shape = match part(words) {
            Some(shape) => shape?,
            None => shape(words)?,
        };
        Ok(Self::of(words.to_owned(), shape))
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::read(text, &Periods::default())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.words().to_owned()
    }
}

/// `first days of`, `early`, `mid`, `late` and what they are of; nothing if the words do not begin so.
fn part(words: &str) -> Option<Result<Shape, DateError>> {
    let bare = after(words, "the ").unwrap_or(words);
    if let Some(rest) = after(bare, "first days of ") {
        return Some(whole(words, rest).map(Shape::FirstDays));
    }
    let (third, rest) = [("early", Third::Early), ("mid", Third::Mid), ("late", Third::Late)]
        .into_iter()
        .find_map(|(word, third)| after(bare, word).map(|rest| (third, rest)))?;
    let rest = rest.strip_prefix([' ', '-'])?;
    Some(whole(words, rest).map(|whole| Shape::Part(third, whole)))
}

fn whole(words: &str, rest: &str) -> Result<Whole, DateError> {
    let refused = || DateError::date(words, "write a year or a month after these words, as `early 2025-01`");
    let Shape::Point(point) = shape(rest.trim_start())? else { return Err(refused()) };
    let Year::Exact(year) = point.year else { return Err(refused()) };
    let (kind, month) = match point.rest {
        Rest::Nothing => (WholeKind::Year, Some(1)),
        Rest::Month(month) => (WholeKind::Month, month.value()),
        Rest::Season(..) | Rest::Day(..) => return Err(refused()),
    };
    let marks = point.marks();
    if marks.approximate {
        return Err(DateError::date(words, "the words are approximate already; leave out the `~`"));
    }
    let first = month.and_then(|month| Day::new(year, month, 1)).ok_or_else(refused)?;
    Ok(Whole { first, kind, doubtful: marks.doubtful })
}

fn shape(words: &str) -> Result<Shape, DateError> {
    match edtf::Edtf::parse(&compact(words)).map_err(|_| refusal(words))? {
        edtf::Edtf::Date(date) => point(words, &date).map(Shape::Point),
        edtf::Edtf::DateTime(time) => {
            let day = point(words, &time.date)?;
            Err(DateError::date(words, format!("hours are not used; write it as {day}")))
        }
        edtf::Edtf::Interval(edtf::Interval { start, end }) => {
            Ok(Shape::Between(interval_end(words, &start)?, interval_end(words, &end)?))
        }
        edtf::Edtf::Set(edtf::Set { kind: edtf::SetKind::OneMember, elements }) => {
            let elements = elements.iter().map(|one| element(words, one));
            elements.collect::<Result<_, _>>().map(Shape::OneOf)
        }
        edtf::Edtf::Set(edtf::Set { kind: edtf::SetKind::AllMembers, .. }) => {
            Err(DateError::date(words, "write an interval as 2022/2023, or one of several as [2022,2023]"))
        }
    }
}

/// Without the spaces that people leave around commas, slashes and brackets.
fn compact(words: &str) -> String {
    const MARKS: [char; 4] = ['[', ']', ',', '/'];
    let tidy = |piece: &str| match piece.strip_suffix(MARKS) {
        Some(text) => format!("{}{}", text.trim(), piece.get(text.len()..).unwrap_or_default()),
        None => piece.trim().to_owned(),
    };
    words.split_inclusive(MARKS).map(tidy).collect()
}

fn refusal(words: &str) -> DateError {
    let marks = |c: char| matches!(c, '?' | '~' | '%' | '.' | ' ');
    let pieces = words.split(['/', ',', '[', ']']).map(|piece| piece.trim_matches(marks));
    let shaped = |piece: &&str| piece.len() == 10 && piece.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if let Some(error) = pieces.filter(shaped).find_map(|piece| piece.parse::<Day>().err()) {
        return error;
    }
    if let Some((start, end)) = compact(words).split_once('/') {
        let good = |end: &str| !end.is_empty() && edtf::Edtf::parse(end).is_ok();
        if good(start) && good(end) {
            return DateError::reversed(words);
        }
    }
    DateError::date(words, advice(words).unwrap_or_else(|| GENERAL.to_owned()))
}

fn interval_end(words: &str, end: &edtf::IntervalEndpoint) -> Result<End, DateError> {
    match end {
        edtf::IntervalEndpoint::Date(date) => point(words, date).map(End::At),
        edtf::IntervalEndpoint::Open => Ok(End::Open),
        // "On or before" and "on or after" leave that end unknown beyond the date, so unbounded.
        edtf::IntervalEndpoint::Unknown
        | edtf::IntervalEndpoint::OnOrBefore(_)
        | edtf::IntervalEndpoint::OnOrAfter(_) => Ok(End::Unknown),
    }
}

fn element(words: &str, element: &edtf::SetElement) -> Result<Element, DateError> {
    match element {
        edtf::SetElement::Date(date) => point(words, date).map(Element::One),
        edtf::SetElement::OnOrBefore(date) => point(words, date).map(Element::Until),
        edtf::SetElement::OnOrAfter(date) => point(words, date).map(Element::Since),
        edtf::SetElement::Range(from, to) => Ok(Element::Range(point(words, from)?, point(words, to)?)),
    }
}

fn point(words: &str, date: &edtf::Date) -> Result<Point, DateError> {
    if date.year.significant_digits.is_some() {
        return Err(DateError::date(words, "write digits that are not significant as X, as 19XX"));
    }
    let year = year(&date.year).ok_or_else(|| DateError::too_far(words))?;
    let code = date.month.and_then(edtf::DateField::value).filter(|code| *code > 12);
    let rest = match (date.month, date.day, code) {
        (Some(month), _, Some(code)) => Rest::Season(u32::from(code), marks(month.qualifier)),
        (Some(month), Some(day), None) => Rest::Day(field(month), field(day)),
        (Some(month), None, None) => Rest::Month(field(month)),
        (None, _, _) => Rest::Nothing,
    };
    Ok(Point { year, year_marks: marks(date.year.qualifier), rest })
}

fn year(year: &edtf::Year) -> Option<Year> {
    match (year.value(), year.kind) {
        (None, edtf::YearKind::Standard { digits, .. }) => Some(Year::Masked(digits)),
        (value, _) => {
            let value = i32::try_from(value?).ok()?;
            Day::new(value, 1, 1).map(|_| Year::Exact(value))
        }
    }
}

fn field(field: edtf::DateField) -> Field {
    Field { digits: field.digits, marks: marks(field.qualifier) }
}

fn marks(qualifier: edtf::Qualifier) -> Marks {
    Marks { doubtful: qualifier.uncertain, approximate: qualifier.approximate }
}

#[cfg(test)]
pub(crate) mod tests;
