//! Laws over several numbers at once, in words.

use super::phrase::{id, never_below_zero};
use super::words::sum_words;
use crate::ground::{Body, Ground, Reading};
use crate::model::{Exact, LawRelation, Span};
use crate::proof::{Inequality, Var};

/// What is added on one side of an inequality: each number, and how often it counts.
type Side = Vec<(Var, Exact)>;

/// Why what flows in some periods is at most what flows in others.
pub(super) fn tiling(ground: &Ground<'_>, reading: &Reading, inequality: &Inequality) -> String {
    let (less, more) = sides(inequality);
    match (less.as_slice(), more.as_slice()) {
        ([], [(var, _)]) => never_below_zero(ground, *var),
        ([(part, _)], [(whole, _)]) => {
            let (part, whole) = (name(ground, *part), name(ground, *whole));
            format!("the period of {part} lies inside that of {whole}, and a part has at most the whole")
        }
        (_, [(whole, _)]) if are_single(&less) => {
            filled(ground, reading, &less, *whole).unwrap_or_else(|| balanced(ground, &less, &more))
        }
        ([(whole, _)], _) if are_single(&more) => {
            covered(ground, reading, &more, *whole).unwrap_or_else(|| balanced(ground, &less, &more))
        }
        _ => balanced(ground, &less, &more),
    }
}

/// Why numbers of cells that always add up come to at most so much.
pub(super) fn standing(ground: &Ground<'_>, law: usize, inequality: &Inequality) -> String {
    let relation = ground.set().laws().get(law).map(|law| &law.relation);
    let Some(LawRelation::Total { total, parts, exhaustive }) = relation else { return String::new() };
    let terms: Side = inequality.terms.keys().map(|var| (*var, Exact::one())).collect();
    let (says, of) = (sum_words(total, parts, *exhaustive), listed(ground, &terms));
    let at_once = if terms.len() > 1 { "are of these, at one time" } else { "is of these" };
    format!("by standing law {} of the set, {says}; {of} {at_once}", law + 1)
}

/// What is at most the other.
fn sides(inequality: &Inequality) -> (Side, Side) {
    let (more, less): (Side, Side) = inequality
        .terms
        .iter()
        .map(|(var, times)| (*var, times.clone()))
        .partition(|(_, times)| times.is_negative());
    (less, more.into_iter().map(|(var, times)| (var, times.abs())).collect())
}

fn are_single(side: &Side) -> bool {
    side.iter().all(|(_, times)| *times == Exact::one())
}

fn filled(ground: &Ground<'_>, reading: &Reading, parts: &Side, whole: Var) -> Option<String> {
    let (days, length) = (periods(ground, reading, parts)?, ground.period_of(whole, reading)?.length()?);
    let (parts, whole) = (listed(ground, parts), name(ground, whole));
    Some(if are_disjoint(&days) && total(&days)? == length {
        format!("{parts} fill the period of {whole} exactly, so they add up to it")
    } else {
        format!("{parts} are of disjoint parts of the period of {whole}, so they add up to at most it")
    })
}

fn covered(ground: &Ground<'_>, reading: &Reading, parts: &Side, whole: Var) -> Option<String> {
    let (days, length) = (periods(ground, reading, parts)?, ground.period_of(whole, reading)?.length()?);
    let (parts, whole) = (listed(ground, parts), name(ground, whole));
    Some(if are_disjoint(&days) && total(&days)? == length {
        format!("{parts} fill the period of {whole} exactly, so they add up to it")
    } else {
        format!("the periods of {parts} leave out no day of {whole}, so they add up to at least it")
    })
}

fn balanced(ground: &Ground<'_>, less: &Side, more: &Side) -> String {
    let (less, more) = (listed(ground, less), listed(ground, more));
    format!("no day is in {less} more often than in {more}, so the former add up to at most the latter")
}

fn periods(ground: &Ground<'_>, reading: &Reading, side: &Side) -> Option<Vec<Span>> {
    let mut days: Vec<Span> =
        side.iter().map(|(var, _)| ground.period_of(*var, reading)).collect::<Option<_>>()?;
    days.sort();
    Some(days)
}

fn are_disjoint(periods: &[Span]) -> bool {
    periods.windows(2).all(|pair| matches!(pair, [one, other] if one.precedes(other)))
}

fn total(periods: &[Span]) -> Option<i64> {
    periods.iter().map(Span::length).sum()
}

/// "q1, q2 and 2 × q3".
fn listed(ground: &Ground<'_>, side: &Side) -> String {
    let weighted = |(var, times): &(Var, Exact)| {
        let often = if *times == Exact::one() { String::new() } else { format!("{times} × ") };
        format!("{often}{}", name(ground, *var))
    };
    let names: Vec<String> = side.iter().map(weighted).collect();
    match names.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// A claim by its id, or one of its several numbers.
fn name(ground: &Ground<'_>, var: Var) -> String {
    let id = id(ground, var.claim);
    match ground.stand(var.claim).map(|stand| &stand.body) {
        Some(Body::Change { .. }) if var.slot == 0 => format!("the earlier number of {id}"),
        Some(Body::Change { .. }) => format!("the later number of {id}"),
        Some(Body::Share(_) | Body::Total { .. } | Body::Rank { .. }) => {
            format!("number {} of {id}", var.slot + 1)
        }
        Some(
            Body::Amount(_) | Body::Event { .. } | Body::Order { .. } | Body::State { .. } | Body::Other,
        )
        | None => id,
    }
}
