//! Dates that other claims fix, in words.

use super::words::{point_words, says};
use crate::model::{ClaimSet, Date, DateOf, Day, Exact, Grade, Granularity, Statement};
use crate::proof::{Bound, Fact, Inference};

/// "wana was published on 2025-06-05 (written XXXX-06-05)".
pub(crate) fn fixed(set: &ClaimSet, one: &Inference) -> String {
    let written = set
        .date(&one.of)
        .map_or_else(|| "no date given".to_owned(), |date| format!("written {}", date.words()));
    format!("{} {} ({written})", whose(&one.of), at(&one.date))
}

/// That no alternative of a date fits.
pub(crate) fn unfit(set: &ClaimSet, of: &DateOf) -> String {
    let written = set.date(of).map_or("", Date::words);
    format!("no day of `{written}` fits what other claims say of when {}", whose(of))
}

/// Why a date is what it is, step by step; some dates were inferred before it.
pub(crate) fn why(set: &ClaimSet, one: &Inference, earlier: &[Inference]) -> Vec<String> {
    let step = |fact| step(&Known { set, earlier }, fact);
    let mut steps: Vec<String> = one.facts().into_iter().map(step).collect();
    // What bounds a date from above begins at the end of a known day, and is strict.
    let (first, last) = (sum(&one.lower).map(|sum| day(-sum)), sum(&one.upper).map(|sum| day(sum - 1)));
    let between = match (first, last) {
        (Some(first), Some(last)) => format!("between {first} and {last}"),
        (Some(first), None) => format!("on {first} or later"),
        (None, Some(last)) => format!("on {last} or earlier"),
        (None, None) => String::new(),
    };
    steps.push(format!("so {} {between}", whose(&one.of)));
    if set.date(&one.of).is_some() {
        steps.push(format!("of what is written only {} lies there", one.date.words()));
    }
    steps
}

/// A set, and the dates of it that were inferred so far.
struct Known<'a> {
    set: &'a ClaimSet,
    earlier: &'a [Inference],
}

impl Known<'_> {
    /// A date as it is known: what was inferred, and what is written.
    fn words(&self, of: &DateOf) -> String {
        let written = self.set.date(of).map(Date::words);
        let inferred = self.earlier.iter().rev().find(|one| one.of == *of).map(|one| one.date.words());
        match (inferred, written) {
            (Some(inferred), Some(written)) => format!("{inferred}, written {written}"),
            (Some(inferred), None) => format!("{inferred}, inferred"),
            (None, written) => written.unwrap_or_default().to_owned(),
        }
    }
}

fn whose(of: &DateOf) -> String {
    match of {
        DateOf::Published(source) => format!("{source} was published"),
        DateOf::Said(claim) => format!("{claim} was said"),
        DateOf::When(claim) => format!("the event of {claim} was"),
        DateOf::Before(claim) => format!("the earlier date in {claim} is"),
        DateOf::After(claim) => format!("the later date in {claim} is"),
    }
}

fn at(date: &Date) -> String {
    let ends = date.stated_period().and_then(|span| span.first().zip(span.last()));
    match (date.granularity(), ends) {
        (Granularity::Day, _) => format!("on {}", date.words()),
        (Granularity::Interval, Some((first, last))) => format!("between {first} and {last}"),
        _ => format!("in {}", date.words()),
    }
}

fn step(known: &Known<'_>, fact: &Fact) -> String {
    let said = |id: &str| known.set.claim(id).map(says).unwrap_or_default();
    match fact {
        Fact::Date(of @ (DateOf::Published(_) | DateOf::Said(_))) => {
            format!("{} {}", whose(of), known.words(of))
        }
        Fact::Date(of @ (DateOf::When(id) | DateOf::Before(id) | DateOf::After(id))) => {
            let inferred = known.earlier.iter().any(|one| one.of == *of);
            let known = if inferred { format!("; that is {}", known.words(of)) } else { String::new() };
            format!("{id} says: {}{known}", said(id))
        }
        Fact::Order(id) => order(known.set, id),
        Fact::Told(id) => format!(
            "{id} tells as done: {}; what is told has happened by then, a day for time zones aside",
            said(id)
        ),
        Fact::Repeats { source, parent } => {
            format!("{source} repeats {parent}, and is no earlier, a day for time zones aside")
        }
    }
}

/// What an order says, its gap also in days.
fn order(set: &ClaimSet, id: &str) -> String {
    let Some(Statement::Order { before, after, gap, sense }) = set.claim(id).map(|claim| &claim.statement)
    else {
        return id.to_owned();
    };
    let (first, last) = (point_words(before), point_words(after));
    let Some(gap) = gap else { return format!("{id} puts {first} before {last}") };
    let count = |days: i64| Exact::from(days).grouped();
    let days = match gap.days(Grade::Lenient, *sense, &set.policy().calendar) {
        (Some(least), Some(most)) => format!("{} to {} days", count(least), count(most)),
        (Some(least), None) => format!("at least {} days", count(least)),
        (None, Some(most)) => format!("at most {} days", count(most)),
        (None, None) => "any number of days".to_owned(),
    };
    format!("{id} puts {} between {first} and {last}, that is {days}", gap.words())
}

fn sum(bounds: &[Bound]) -> Option<i64> {
    (!bounds.is_empty()).then(|| bounds.iter().map(|bound| bound.days).sum())
}

fn day(number: i64) -> String {
    i32::try_from(number).map_or_else(|_| number.to_string(), |number| Day::from_number(number).to_string())
}
