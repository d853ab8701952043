//! Single phrases: who said what when, and what it comes to in numbers.

use crate::ground::{Body, Ground, Reading};
use crate::model::{
    Among, Claim, Day, End, EventStage, Exact, Interval, Point, Rank, SaidOn, Stance, Statement, Time,
};
use crate::proof::{Case, Choice, ClaimIx, Premise, Relaxed, Var};

/// The id of a claim.
pub(super) fn id(ground: &Ground<'_>, ix: ClaimIx) -> String {
    ground.claim(ix).map(|claim| claim.id.clone()).unwrap_or_default()
}

/// "Kazem Jalali in WANA, 2025-06-05".
pub(crate) fn source_of(ground: &Ground<'_>, ix: ClaimIx) -> String {
    let Some(claim) = ground.claim(ix) else { return String::new() };
    let source = ground.set().sources().get(&claim.source);
    let publisher = source.map_or(claim.source.as_str(), |source| source.publisher.as_str());
    let said =
        claim.said.as_ref().map(|SaidOn(date)| date).or(source.and_then(|source| source.published.as_ref()));
    let who = match claim.speaker.as_slice() {
        [] => publisher.to_owned(),
        speakers => format!("{}, in {publisher}", speakers.join(", as told by ")),
    };
    match said {
        Some(date) => format!("{who}, {}", date.words()),
        None => format!("{who}, undated"),
    }
}

/// What a claim says, in the words of its record.
pub(crate) fn says(claim: &Claim) -> String {
    let stance = match claim.stance {
        Stance::Asserts => "",
        Stance::Denies => "denied: ",
        Stance::Declines => "neither confirmed nor denied: ",
    };
    format!("{stance}{}", statement(&claim.statement))
}

fn statement(statement: &Statement) -> String {
    match statement {
        Statement::Amount { cell, value } => format!("{} = {}", cell_words(cell), value.words()),
        Statement::Change { cell, change, from, to, reaching } => {
            let ends = from.iter().map(|date| format!(" from {}", date.words()));
            let ends: String = ends.chain(to.iter().map(|date| format!(" to {}", date.words()))).collect();
            let reaching =
                reaching.as_ref().map(|value| format!(", reaching {}", value.words())).unwrap_or_default();
            format!("{}: {}{ends}{reaching}", cell_words(cell), change.words())
        }
        Statement::Share { share, part, whole } => {
            format!("{} is {} of {}", cell_words(part), share.words(), cell_words(whole))
        }
        Statement::Total { total, parts, exhaustive } => {
            let parts: Vec<String> = parts.iter().map(|part| cell_words(&part.cell)).collect();
            let all = if *exhaustive { "" } else { ", among others" };
            format!("{} is the sum of {}{all}", cell_words(total), parts.join(" + "))
        }
        Statement::Rank { cell, rank, among } => {
            let among = match among {
                None => String::new(),
                Some(Among::Name(name)) => format!(" among {name}"),
                Some(Among::List(members)) => format!(" among {}", members.join(", ")),
            };
            format!("{}: {}{among}", cell_words(cell), rank_words(*rank))
        }
        Statement::Event { event, stage, when } => {
            let when = when.as_ref().map(|when| format!(" ({})", when.words())).unwrap_or_default();
            format!("{event}: {}{when}", stage_words(*stage))
        }
        Statement::Order { before, after, gap, .. } => {
            let gap = gap.as_ref().map(|gap| format!(" by {}", gap.words())).unwrap_or_default();
            format!("{} came before {}{gap}", point_words(before), point_words(after))
        }
        Statement::State { subject, attribute, is, time } => {
            format!("{attribute} of {subject} is {}{}", is.join(", "), time_words(time.as_ref()))
        }
        Statement::Retraction => "withdraws what was said".to_owned(),
    }
}

fn cell_words(cell: &crate::model::Cell) -> String {
    let mut words = format!("{}, {}", cell.subject, cell.measure);
    for (facet, value) in cell.scope.iter().chain(&cell.basis) {
        words.push_str(", ");
        words.push_str(facet);
        words.push_str(": ");
        words.push_str(value);
    }
    if let Some(stage) = &cell.stage {
        words.push_str(", ");
        words.push_str(stage);
    }
    words.push_str(&time_words(cell.time.as_ref()));
    words
}

fn time_words(time: Option<&Time>) -> String {
    match time {
        None => String::new(),
        Some(Time::Of(date)) => format!(", of {}", date.words()),
        Some(Time::AsOf(date)) => format!(", as of {}", date.words()),
    }
}

pub(super) fn rank_words(rank: Rank) -> String {
    match rank {
        Rank::Largest => "the largest".to_owned(),
        Rank::Smallest => "the smallest".to_owned(),
        Rank::RecordHigh => "a record high".to_owned(),
        Rank::RecordLow => "a record low".to_owned(),
        Rank::Nth(n) => format!("number {n}"),
        Rank::Top(n) => format!("in the top {n}"),
    }
}

fn stage_words(stage: EventStage) -> &'static str {
    match stage {
        EventStage::Planned => "planned",
        EventStage::Underway => "underway",
        EventStage::Happened => "happened",
        EventStage::Cancelled => "called off",
    }
}

fn point_words(point: &Point) -> String {
    match point {
        Point::Event(event) => event.clone(),
        Point::Date(date) => date.words().to_owned(),
        Point::Said(id) => format!("what {id} said"),
    }
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

/// What a claim contributes to a refutation.
pub(super) fn premise(
    ground: &Ground<'_>,
    ix: ClaimIx,
    premise: &Premise,
    case: &Case,
    plain: bool,
) -> String {
    let name = id(ground, ix);
    let inequality = &premise.inequality;
    let at_most = if inequality.strict { "less than" } else { "at most" };
    let at_least = if inequality.strict { "more than" } else { "at least" };
    match (inequality.plus, inequality.minus) {
        (None, Some(_)) if is_dated(ground, premise) => {
            format!("{name} puts it on {} or later", day(&-&inequality.limit))
        }
        (Some(_), None) if is_dated(ground, premise) => {
            let last = &inequality.limit - &Exact::one();
            format!("{name} puts it on {} or earlier", day(&last))
        }
        (None, Some(_)) => format!(
            "{name} says {at_least} {}{}",
            amount_of(ground, &[ix], &-&inequality.limit),
            graded(plain)
        ),
        (Some(_), None) => {
            format!("{name} says {at_most} {}{}", amount_of(ground, &[ix], &inequality.limit), graded(plain))
        }
        (Some(less), Some(more)) => compared(ground, ix, (less, more), case),
        (None, None) => name,
    }
}

fn graded(plain: bool) -> &'static str {
    if plain { ", read plainly" } else { ", read as generously as its words allow" }
}

/// What a rank, a change or an order puts below what.
fn compared(ground: &Ground<'_>, ix: ClaimIx, (less, more): (Var, Var), _: &Case) -> String {
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
    let var = premise.inequality.plus.or(premise.inequality.minus);
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

/// "17 days".
pub(super) fn days(count: &Exact) -> String {
    if *count == Exact::one() { "1 day".to_owned() } else { format!("{} days", count.grouped()) }
}

/// An amount in base units, in the unit of the measure and with its large number as a word.
pub(crate) fn amount_of(ground: &Ground<'_>, claims: &[ClaimIx], amount: &Exact) -> String {
    let measure = claims.iter().find_map(|ix| ground.measure(&ground.stand(*ix)?.cell()?.measure));
    let name = claims.iter().find_map(|ix| {
        let Statement::Amount { value, .. } = &ground.claim(*ix)?.statement else { return None };
        Some(value.unit_name().unwrap_or(&measure?.unit).to_owned())
    });
    let name = name.or_else(|| measure.map(|measure| measure.unit.clone())).unwrap_or_default();
    let factor = ground.set().units().resolve(&name).map_or_else(Exact::one, |unit| unit.factor().clone());
    let number = amount.checked_div(&factor).unwrap_or_else(|| amount.clone());
    match name.as_str() {
        "%" => format!("{}%", human(&number)),
        "1" | "" => human(&number),
        name => format!("{} {name}", human(&number)),
    }
}

/// "4.5 billion", "19,950,351.06".
fn human(number: &Exact) -> String {
    for (power, word) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        let Some(scaled) = number.checked_div(&Exact::pow10(power)) else { continue };
        if scaled.abs() >= Exact::one() {
            let text = scaled.to_string();
            let digits = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            if digits <= 3 && !text.contains('/') {
                return format!("{text} {word}");
            }
        }
    }
    number.grouped()
}

/// An interval in words: "at least 4.5 billion USD and less than 5 billion USD".
pub(crate) fn interval_words(ground: &Ground<'_>, ix: ClaimIx, interval: &Interval) -> String {
    let amount = |at: &Exact| amount_of(ground, &[ix], at);
    match (interval.low(), interval.high()) {
        (End::Closed(low), End::Closed(high)) if low == high => format!("exactly {}", amount(low)),
        (low, high) => {
            let low = match low {
                End::Absent => None,
                End::Open(at) => Some(format!("more than {}", amount(at))),
                End::Closed(at) => Some(format!("at least {}", amount(at))),
            };
            let high = match high {
                End::Absent => None,
                End::Open(at) => Some(format!("less than {}", amount(at))),
                End::Closed(at) => Some(format!("at most {}", amount(at))),
            };
            [low, high].into_iter().flatten().collect::<Vec<_>>().join(" and ")
        }
    }
}

/// What an amount comes to in numbers, read plainly.
pub(crate) fn range_of(ground: &Ground<'_>, ix: ClaimIx) -> Option<String> {
    let number = ground.number(ix)?;
    let reading = Reading::new(std::collections::BTreeMap::new(), Relaxed::Nothing);
    Some(interval_words(ground, ix, number.own.under(&reading, ix)))
}
