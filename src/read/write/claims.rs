//! Claims and cells as records.

use super::super::claims_file::looks_like_a_date;
use super::{Fields, list, quoted};
use crate::model::{
    Among, Cell, Certainty, Claim, Date, Duration, EventStage, Exact, GapSense, Part, Periods, Point, Quote,
    Rank, Stance, Statement, Time, Value, When,
};
use std::collections::BTreeMap;

pub(super) fn claim(claim: &Claim, periods: &Periods) -> Fields {
    let mut fields = Fields::default();
    fields.text("id", &claim.id);
    fields.text("kind", claim.statement.kind());
    fields.text("source", &claim.source);
    fields.texts("speaker", &claim.speaker);
    fields.optional("said", claim.said.as_ref().map(|said| said.0.words()));
    match claim.stance {
        Stance::Asserts => {}
        Stance::Denies => fields.text("stance", "denies"),
        Stance::Declines => fields.text("stance", "declines"),
    }
    match claim.certainty {
        Certainty::Certain => {}
        Certainty::Probable => fields.text("certainty", "probable"),
        Certainty::Possible => fields.text("certainty", "possible"),
    }
    statement(&mut fields, &claim.statement, periods);
    if let Some(words) = &claim.quote {
        quote(&mut fields, words);
    }
    fields.optional("note", claim.note.as_deref());
    fields.texts("corrects", &claim.corrects);
    fields.texts("retracts", &claim.retracts);
    fields
}

fn quote(fields: &mut Fields, quote: &Quote) {
    if quote.document.is_none() && quote.range.is_none() {
        return fields.text("quote", &quote.text);
    }
    let mut parts = Fields::default();
    parts.text("text", &quote.text);
    parts.optional("document", quote.document.as_deref());
    if let Some(range) = &quote.range {
        parts.put("start", range.start);
        parts.put("end", range.end);
    }
    fields.put("quote", parts);
}

fn statement(fields: &mut Fields, statement: &Statement, periods: &Periods) {
    match statement {
        Statement::Amount { cell, value } => {
            put_cell(fields, cell);
            fields.text("value", value.words());
        }
        Statement::Change { cell, change, from, to, reaching } => {
            put_cell(fields, cell);
            fields.text("change", change.words());
            fields.optional("from", from.as_ref().map(Date::words));
            fields.optional("to", to.as_ref().map(Date::words));
            fields.optional("reaching", reaching.as_ref().map(Value::words));
        }
        Statement::Share { share, part, whole } => {
            fields.text("share", share.words());
            fields.put("part", cell(part));
            fields.put("whole", cell(whole));
        }
        Statement::Total { total, parts, exhaustive } => sum(fields, total, parts, *exhaustive),
        Statement::Rank { cell, rank, among } => {
            put_cell(fields, cell);
            put_rank(fields, *rank, among.as_ref());
        }
        Statement::Event { event, stage, when } => put_event(fields, event, *stage, when.as_ref()),
        Statement::Order { before, after, gap, sense } => {
            put_point(fields, "before", before, periods);
            put_point(fields, "after", after, periods);
            put_gap(fields, gap.as_ref(), *sense);
        }
        Statement::State { subject, attribute, is, time } => {
            fields.text("subject", subject);
            fields.text("attribute", attribute);
            match is.as_slice() {
                [one] => fields.text("is", one),
                _ => fields.put("is", list(is.iter().map(|name| quoted(name)))),
            }
            put_time(fields, time.as_ref());
        }
        Statement::Retraction => {}
    }
}

fn put_event(fields: &mut Fields, event: &str, stage: EventStage, when: Option<&When>) {
    fields.text("event", event);
    let stage = match stage {
        EventStage::Planned => "planned",
        EventStage::Underway => "underway",
        EventStage::Happened => "happened",
        EventStage::Cancelled => "cancelled",
    };
    fields.text("stage", stage);
    fields.optional("when", when.map(When::words));
}

fn put_gap(fields: &mut Fields, gap: Option<&Duration>, sense: GapSense) {
    fields.optional("gap", gap.map(Duration::words));
    match sense {
        GapSense::Term => {}
        GapSense::Anniversary => fields.text("as", "anniversary"),
        GapSense::Age => fields.text("as", "age"),
        GapSense::About => fields.text("as", "about"),
    }
}

pub(super) fn sum(fields: &mut Fields, total: &Cell, parts: &[Part], exhaustive: bool) {
    fields.put("total", cell(total));
    let part = |part: &Part| {
        let mut fields = cell(&part.cell);
        if part.times != Exact::one() {
            fields.text("times", &part.times.to_string());
        }
        fields
    };
    fields.put("parts", list(parts.iter().map(part)));
    fields.put("exhaustive", exhaustive);
}

pub(super) fn cell(cell: &Cell) -> Fields {
    let mut fields = Fields::default();
    put_cell(&mut fields, cell);
    fields
}

fn put_cell(fields: &mut Fields, cell: &Cell) {
    fields.text("subject", &cell.subject);
    fields.text("measure", &cell.measure);
    put_facets(fields, "scope", &cell.scope);
    put_facets(fields, "basis", &cell.basis);
    fields.optional("stage", cell.stage.as_deref());
    put_time(fields, cell.time.as_ref());
}

fn put_facets(fields: &mut Fields, name: &'static str, facets: &BTreeMap<String, String>) {
    if !facets.is_empty() {
        let mut own = Fields::default();
        for (facet, value) in facets {
            own.text(facet, value);
        }
        fields.put(name, own);
    }
}

fn put_time(fields: &mut Fields, time: Option<&Time>) {
    match time {
        None => {}
        Some(Time::Of(date)) => fields.text("of", date.words()),
        Some(Time::AsOf(date)) => fields.text("as_of", date.words()),
    }
}

fn put_rank(fields: &mut Fields, rank: Rank, among: Option<&Among>) {
    match rank {
        Rank::Largest => fields.text("rank", "largest"),
        Rank::Smallest => fields.text("rank", "smallest"),
        Rank::RecordHigh => fields.text("rank", "record high"),
        Rank::RecordLow => fields.text("rank", "record low"),
        Rank::Nth(place) => fields.put("rank", place),
        Rank::Top(places) => fields.text("rank", &format!("top {places}")),
    }
    match among {
        None => {}
        Some(Among::Name(name)) => fields.text("among", name),
        Some(Among::List(names)) => fields.put("among", list(names.iter().map(|name| quoted(name)))),
    }
}

/// An event whose name reads as a date is written as an object.
fn put_point(fields: &mut Fields, name: &'static str, point: &Point, periods: &Periods) {
    let mut object = Fields::default();
    match point {
        Point::Date(date) => return fields.text(name, date.words()),
        Point::Event(event) if Date::read(event, periods).is_err() && !looks_like_a_date(event) => {
            return fields.text(name, event);
        }
        Point::Event(event) => object.text("event", event),
        Point::Said(id) => object.text("said", id),
    }
    fields.put(name, object);
}
