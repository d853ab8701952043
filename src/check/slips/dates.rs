//! Slips of two dates: the day or the year before.

use super::{Slip, pair};
use crate::ground::Ground;
use crate::model::{Claim, ClaimSet, Date, Granularity, Point, Span, Statement};
use crate::proof::ClaimIx;

/// The slip of the two dates of a finding, if it has two.
pub(super) fn slip(ground: &Ground<'_>, said: &[(ClaimIx, &Claim)]) -> Option<Slip> {
    let dated = said.iter().filter_map(|(ix, claim)| date(claim).map(|date| (*ix, date)));
    let mut dated: Vec<(ClaimIx, &Date)> = dated.collect();
    // Told as done before it was done: the other date is that of the saying.
    if let [(ix, claim)] = said {
        dated.extend(said_on(ground.set(), claim).map(|said| (*ix, said)));
    }
    let [(a, x), (b, y)] = pair(dated)?;
    if x.granularity() != y.granularity() {
        return None;
    }
    let (p, q) = (x.period_as_written()?, y.period_as_written()?);
    match x.granularity() {
        Granularity::Day if is_day_before(&p, &q) || is_day_before(&q, &p) => Some(Slip::Day([a, b])),
        Granularity::Day | Granularity::Month | Granularity::Quarter | Granularity::Year => {
            (is_year_before(&p, &q) || is_year_before(&q, &p)).then_some(Slip::Year([a, b]))
        }
        Granularity::Season
        | Granularity::PartOfYear
        | Granularity::Decade
        | Granularity::Century
        | Granularity::Interval => None,
    }
}

/// When a claim was said, as written: its own date, else its source's.
pub(crate) fn said_on<'s>(set: &'s ClaimSet, claim: &'s Claim) -> Option<&'s Date> {
    let published = || set.sources().get(&claim.source).and_then(|source| source.published.as_ref());
    claim.said.as_ref().map(|said| &said.0).or_else(published)
}

/// The date of a claim about dates.
fn date(claim: &Claim) -> Option<&Date> {
    match &claim.statement {
        Statement::Event { when: Some(when), .. } => when.date().or(when.deadline()),
        Statement::Order { before, after, .. } => {
            // An order of two dates is no telling of either.
            match (date_of(before), date_of(after)) {
                (Some(date), None) | (None, Some(date)) => Some(date),
                (Some(_), Some(_)) | (None, None) => None,
            }
        }
        Statement::Event { when: None, .. }
        | Statement::Amount { .. }
        | Statement::Change { .. }
        | Statement::Share { .. }
        | Statement::Total { .. }
        | Statement::Rank { .. }
        | Statement::State { .. }
        | Statement::Retraction => None,
    }
}

fn date_of(point: &Point) -> Option<&Date> {
    match point {
        Point::Date(date) => Some(date),
        Point::Event(_) | Point::Said(_) => None,
    }
}

fn is_day_before(a: &Span, b: &Span) -> bool {
    matches!((a.single_day(), b.single_day()), (Some(a), Some(b)) if b.days_since(a) == 1)
}

fn is_year_before(a: &Span, b: &Span) -> bool {
    matches!((a.first(), b.first()), (Some(a), Some(b)) if a.plus_months(12) == b)
}
