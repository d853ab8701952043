//! Claims in words: who said what, where and when.

use crate::ground::Ground;
use crate::model::{
    Among, Cell, Claim, EventStage, Exact, Part, Point, Rank, SaidOn, Stance, Statement, Time,
};
use crate::proof::ClaimIx;

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
        Statement::Total { total, parts, exhaustive } => sum_words(total, parts, *exhaustive),
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

/// "all is the sum of gas + grain − 2 × ore".
pub(super) fn sum_words(total: &Cell, parts: &[Part], exhaustive: bool) -> String {
    let mut sum = String::new();
    for (at, Part { cell, times }) in parts.iter().enumerate() {
        sum.push_str(match (at, times.is_negative()) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        });
        let often = times.abs();
        if often != Exact::one() {
            sum.push_str(&often.to_string());
            sum.push_str(" × ");
        }
        sum.push_str(&cell_words(cell));
    }
    let all = if exhaustive { "" } else { ", among others" };
    format!("{} is the sum of {sum}{all}", cell_words(total))
}

pub(crate) fn cell_words(cell: &Cell) -> String {
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

pub(super) fn time_words(time: Option<&Time>) -> String {
    match time {
        None => String::new(),
        Some(Time::Of(date)) => format!(", of {}", date.words()),
        Some(Time::AsOf(date)) => format!(", as of {}", date.words()),
    }
}

fn rank_words(rank: Rank) -> String {
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

pub(super) fn point_words(point: &Point) -> String {
    match point {
        Point::Event(event) => event.clone(),
        Point::Date(date) => date.words().to_owned(),
        Point::Said(id) => format!("what {id} said"),
    }
}
