//! Single steps of an argument: what a claim contributes, and in which reading.

use super::amount::{amount_of, conversion};
use super::words::{point_words, says};
use crate::ground::{Body, Ground};
use crate::model::{Day, Exact, Rank, Statement};
use crate::proof::{Case, Choice, ClaimIx, Inequality, Premise, Var};

/// The id of a claim.
pub(super) fn id(ground: &Ground<'_>, ix: ClaimIx) -> String {
    ground.claim(ix).map(|claim| claim.id.clone()).unwrap_or_default()
}

/// The reading of a case, in words.
pub(super) fn case_of(ground: &Ground<'_>, case: &Case) -> String {
    let rungs: Vec<String> = case.rungs.iter().map(|(choice, rung)| rung_of(ground, choice, *rung)).collect();
    format!("suppose {}", rungs.join(", and "))
}

/// "*finalized* means committed".
pub(super) fn rung_of(ground: &Ground<'_>, choice: &Choice, rung: usize) -> String {
    match choice {
        Choice::Word(word) => {
            let name =
                ground.set().ladder(word.ladder.as_str()).map_or("", |ladder| ladder.rung(rung)).to_owned();
            format!("\"{}\" means {name}", word.word)
        }
        Choice::Stage(claim) => {
            let cell = ground.stand(*claim).and_then(|stand| stand.cell());
            let ladder = cell.and_then(|cell| ground.measure(&cell.measure)?.ladder.clone());
            let ladder = ladder.and_then(|name| ground.set().ladder(&name));
            format!("{} is of what is {}", id(ground, *claim), ladder.map_or("", |ladder| ladder.rung(rung)))
        }
        Choice::Value(_)
        | Choice::Width(..)
        | Choice::Doubt(..)
        | Choice::Facet(..)
        | Choice::Class(_)
        | Choice::AsOf(_)
        | Choice::Instant(..)
        | Choice::Basis(..)
        | Choice::Unfinished(..)
        | Choice::Soft(..)
        | Choice::Revised(..)
        | Choice::Occurrence(..)
        | Choice::Certainty(_)
        | Choice::Record(_)
        | Choice::TimeZone(_) => String::new(),
    }
}

/// What a claim contributes to a refutation; with the reading that it is taken in, unless that is told elsewhere.
pub(super) fn premise(
    ground: &Ground<'_>,
    ix: ClaimIx,
    premise: &Premise,
    claims: &[ClaimIx],
    plain: Option<bool>,
) -> String {
    let name = id(ground, ix);
    let inequality = &premise.inequality;
    let at_most = if inequality.strict { "less than" } else { "at most" };
    let at_least = if inequality.strict { "more than" } else { "at least" };
    let amount = |at: &Exact| {
        let amount = amount_of(ground, claims, ix, at);
        format!("{amount}{}{}", conversion(ground, claims, ix), graded(plain))
    };
    let Some(ends) = inequality.ends() else { return related(ground, ix) };
    match ends {
        (None, Some(var)) if is_dated(ground, premise) => {
            let day = day_bound(&-&inequality.limit, false, inequality.strict);
            format!("{name} {} {day}", dates(ground, var))
        }
        (Some(var), None) if is_dated(ground, premise) => {
            let day = day_bound(&inequality.limit, true, inequality.strict);
            format!("{name} {} {day}", dates(ground, var))
        }
        (None, Some(_)) => format!("{name} says {at_least} {}", amount(&-&inequality.limit)),
        (Some(_), None) => format!("{name} says {at_most} {}", amount(&inequality.limit)),
        (Some(less), Some(more)) if !inequality.limit.is_zero() => {
            apart(ground, ix, (less, more), inequality, &amount)
        }
        (Some(less), Some(more)) => compared(ground, ix, (less, more)),
        (None, None) => name,
    }
}

/// That a number is never below zero.
pub(super) fn never_below_zero(ground: &Ground<'_>, var: Var) -> String {
    let cell = ground.stand(var.claim).and_then(|stand| stand.cells().get(var.slot).copied());
    let measure =
        cell.or(ground.stand(var.claim).and_then(|stand| stand.cell())).map(|cell| cell.measure.to_string());
    format!("{} is never below zero", measure.unwrap_or_default())
}

/// How far apart an order or a change puts two dates or numbers.
fn apart(
    ground: &Ground<'_>,
    ix: ClaimIx,
    (plus, _): (Var, Var),
    inequality: &Inequality,
    amount: &impl Fn(&Exact) -> String,
) -> String {
    let name = id(ground, ix);
    // The later variable less the earlier one is at most the limit, or at least its opposite.
    let at_most = plus.slot == 1;
    let Some(Statement::Order { before, after, gap, .. }) = ground.claim(ix).map(|claim| &claim.statement)
    else {
        let bound = if at_most { amount(&inequality.limit) } else { amount(&-&inequality.limit) };
        return format!(
            "{name} puts {} {bound} between its two numbers",
            if at_most { "at most" } else { "at least" }
        );
    };
    let gap = gap.as_ref().map_or("", |gap| gap.words());
    // Instants of two days lie less than a day nearer or farther than the days.
    let (words, days_apart) = if at_most {
        ("at most", &inequality.limit - &Exact::one())
    } else {
        ("at least", &Exact::one() - &inequality.limit)
    };
    let (before, after) = (point_words(before), point_words(after));
    format!("{name} puts {gap} between {before} and {after}, {words} {}", days(&days_apart))
}

/// What a claim says of several numbers at once.
fn related(ground: &Ground<'_>, ix: ClaimIx) -> String {
    let says = ground.claim(ix).map(says).unwrap_or_default();
    format!("{} says: {says}", id(ground, ix))
}

/// Whether a date variable is of the event, or of the saying.
fn dates(ground: &Ground<'_>, var: Var) -> &'static str {
    let event = ground.stand(var.claim).is_some_and(|stand| matches!(stand.body, Body::Event { .. }));
    if event && var.slot == 1 { "was said" } else { "puts it" }
}

fn graded(plain: Option<bool>) -> &'static str {
    match plain {
        Some(true) => ", read plainly",
        Some(false) => ", read as generously as its words allow",
        None => "",
    }
}

/// What a rank, a change or an order puts below what.
fn compared(ground: &Ground<'_>, ix: ClaimIx, (less, more): (Var, Var)) -> String {
    let name = id(ground, ix);
    let Some(claim) = ground.claim(ix) else { return name };
    match &claim.statement {
        Statement::Order { before, after, .. } => {
            format!("{name} puts {} before {}", point_words(before), point_words(after))
        }
        Statement::Change { from, to, .. } => {
            let end = |var: Var| if var.slot == 0 { from.as_ref() } else { to.as_ref() };
            let words = |var| end(var).map_or("an unnamed time", |date| date.words());
            format!("{name} puts {} below {}", words(less), words(more))
        }
        Statement::Rank { cell, rank, .. } => {
            let time = cell
                .time
                .as_ref()
                .map_or_else(|| cell.subject.clone(), |time| time.date().words().to_owned());
            match rank {
                Rank::RecordHigh => format!("{name} puts {time} above every earlier period of that length"),
                Rank::RecordLow => format!("{name} puts {time} below every earlier period of that length"),
                Rank::Largest => format!("{name} puts {} above every other of its class", cell.subject),
                Rank::Smallest => format!("{name} puts {} below every other of its class", cell.subject),
                Rank::Nth(_) | Rank::Top(_) => name,
            }
        }
        Statement::Amount { .. }
        | Statement::Share { .. }
        | Statement::Total { .. }
        | Statement::Event { .. }
        | Statement::State { .. }
        | Statement::Retraction => name,
    }
}

/// Whether an inequality is about dates.
pub(super) fn is_dated(ground: &Ground<'_>, premise: &Premise) -> bool {
    let var = premise.inequality.terms.keys().next();
    let stand = var.and_then(|var| ground.stand(var.claim));
    stand.is_some_and(|stand| matches!(stand.body, Body::Event { .. } | Body::Order { .. }))
}

/// A number of days since 1970 as a day.
fn day(number: &Exact) -> String {
    number
        .to_string()
        .parse::<i32>()
        .map_or_else(|_| number.to_string(), |number| Day::from_number(number).to_string())
}

/// "on 2001-03-01 or later": the days that a bound on an instant leaves.
pub(super) fn day_bound(at: &Exact, most: bool, strict: bool) -> String {
    // Whatever lies before the first instant of a day lies on the day before.
    let last = if strict { at - &Exact::one() } else { at.clone() };
    if most { format!("on {} or earlier", day(&last)) } else { format!("on {} or later", day(at)) }
}

/// "17 days".
pub(super) fn days(count: &Exact) -> String {
    if *count == Exact::one() { "1 day".to_owned() } else { format!("{} days", count.grouped()) }
}
