//! Claims: what is common to all, and which kind each is.

use super::super::fault::{FaultKind, Quoted, Spot};
use super::super::fields::{Fields, instead};
use super::super::tree::Node;
use super::Reader;
use super::records::{Record, Sort, Source};
use crate::model::{Certainty, Claim, SaidOn, Stance, Statement};

const STANCES: &[(&str, Stance)] =
    &[("asserts", Stance::Asserts), ("denies", Stance::Denies), ("declines", Stance::Declines)];

const CERTAINTIES: &[(&str, Certainty)] =
    &[("certain", Certainty::Certain), ("probable", Certainty::Probable), ("possible", Certainty::Possible)];

/// The kinds of statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Amount,
    Change,
    Share,
    Total,
    Rank,
    Event,
    Order,
    State,
    Retraction,
}

/// Each kind with its word, and with the fields that only it has.
const KINDS: [(Says, &str, &[&str]); 9] = [
    (Says::Amount, "amount", &["value", "lo", "hi"]),
    (Says::Change, "change", &["change"]),
    (Says::Share, "share", &["share"]),
    (Says::Total, "total", &["total"]),
    (Says::Rank, "rank", &["rank"]),
    (Says::Event, "event", &["event"]),
    (Says::Order, "order", &["before"]),
    (Says::State, "state", &["attribute"]),
    (Says::Retraction, "retraction", &[]),
];

/// Fields that do not tell a kind.
const SHARED: [&str; 21] = [
    "subject",
    "measure",
    "scope",
    "basis",
    "stage",
    "of",
    "as_of",
    "decimals",
    "from",
    "to",
    "reaching",
    "part",
    "whole",
    "parts",
    "exhaustive",
    "among",
    "when",
    "after",
    "gap",
    "as",
    "is",
];

impl Reader<'_> {
    /// Reads the claims of a file, in whichever spelling.
    pub(super) fn claims_of(&mut self, source: &Source<'_, '_>, records: &[Record<'_, '_>]) {
        self.faults.enter(source.number());
        for record in records.iter().filter(|record| record.sort == Sort::Claim) {
            self.claim(record);
        }
        for node in source.claims_on_lines() {
            if let Some(record) = self.record_on_line(source.number(), &node) {
                self.claim(&record);
            }
        }
    }

    fn claim(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "a claim") else { return };
        let spot = self.faults.spot(record.node.span.start);
        let (id, claim) = self.common(&mut fields);
        let kind = self.kind(&mut fields, &claim);
        let statement = kind.map(|kind| self.statement(kind, &mut fields));
        // Without a kind it is not known which fields are unknown.
        match kind {
            Some(_) => fields.finish(&mut self.faults),
            None => fields.finish_missing(&mut self.faults),
        }
        // Without an end of faults the set is never built.
        if self.faults.is_full() {
            return;
        }
        let id = id.unwrap_or_else(|| self.stand_in(spot));
        self.draft.claims.push(Claim { id, statement: statement.unwrap_or(Statement::Retraction), ..claim });
        self.claims.push(spot);
    }

    /// An id for a claim that has none of its own; no file can have it.
    fn stand_in(&mut self, spot: Spot) -> String {
        let id = format!("\u{0}{}", self.nameless.len());
        self.nameless.insert(id.clone(), spot);
        id
    }

    /// The id, and the fields that every claim can have; the statement is to come.
    fn common(&mut self, fields: &mut Fields<'_, '_>) -> (Option<String>, Claim) {
        let id = fields.required("id");
        let source = fields.required("source");
        let (id, source) = (self.word(id), self.word(source));
        let speaker = self.words(fields.optional("speaker"));
        let said = self.date(fields.optional("said")).map(SaidOn);
        let stance = self.choice(fields.optional("stance"), "stance", STANCES);
        let certainty = self.choice(fields.optional("certainty"), "certainty", CERTAINTIES);
        let quote = fields.optional("quote").and_then(|node| self.quote(node));
        let note = self.word(fields.optional("note"));
        let corrects = self.words(fields.optional("corrects"));
        let retracts = self.words(fields.optional("retracts"));
        let claim = Claim {
            id: String::new(),
            source: source.unwrap_or_default(),
            speaker,
            said,
            stance: stance.unwrap_or_default(),
            certainty: certainty.unwrap_or_default(),
            quote,
            note,
            corrects,
            retracts,
            statement: Statement::Retraction,
        };
        (id, claim)
    }

    /// The kind that a claim names, or that its fields show.
    fn kind(&mut self, fields: &mut Fields<'_, '_>, claim: &Claim) -> Option<Says> {
        let shown: Vec<(Says, &str)> = KINDS
            .iter()
            .filter_map(|(kind, _, names)| {
                names.iter().find(|name| fields.has(name)).map(|name| (*kind, *name))
            })
            .collect();
        if let [(_, first), (_, second), ..] = shown.as_slice() {
            let message = format_args!(
                "a claim says one thing, and this has `{first}` and `{second}`; write two claims"
            );
            self.faults.add(fields.span().start, FaultKind::Kind, message);
            return None;
        }
        if let Some(named) = fields.optional("kind") {
            return self.named_kind(named);
        }
        if let Some((kind, _)) = shown.first() {
            return Some(*kind);
        }
        if !claim.retracts.is_empty() {
            return Some(Says::Retraction);
        }
        let names: Vec<&str> = KINDS.iter().filter_map(|(_, _, names)| names.first().copied()).collect();
        // A misspelt field tells the kind, too, and is reported as such.
        if !self.faults.is_full()
            && let Some(meant) = fields.meant(&names, &SHARED)
        {
            return KINDS.iter().find(|(_, _, names)| names.contains(&meant)).map(|(kind, ..)| *kind);
        }
        let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message =
            format_args!("a claim of no kind; write `kind`, and one of {names}, or `retracts` alone");
        self.faults.add(fields.span().start, FaultKind::Kind, message);
        None
    }

    fn named_kind(&mut self, named: &Node<'_>) -> Option<Says> {
        let word = named.text(&mut self.faults)?;
        let kind = KINDS.iter().find(|(_, name, _)| *name == word.text).map(|(kind, ..)| *kind);
        if kind.is_none() {
            let instead = instead(word.text, KINDS.iter().map(|(_, name, _)| *name));
            let found = Quoted(word.text);
            self.faults.add(
                word.span.start,
                FaultKind::Kind,
                format_args!("{found} is no kind of claim; {instead}"),
            );
        }
        kind
    }

    /// Reports ids that two claims share, and leaves them to the first.
    pub(super) fn part_repeated(&mut self) {
        let mut order: Vec<usize> = (0..self.draft.claims.len()).collect();
        let id = |at: &usize| self.draft.claims.get(*at).map(|claim| claim.id.as_str());
        order.sort_by_key(id);
        let again = order.chunk_by(|a, b| id(a) == id(b)).filter_map(|same| same.split_first());
        let again: Vec<(usize, usize)> =
            again.flat_map(|(first, rest)| rest.iter().map(|at| (*first, *at))).collect();
        for (first, at) in again {
            let Some(spot) = self.claims.get(at).copied() else { continue };
            let stand_in = self.stand_in(spot);
            let Some(claim) = self.draft.claims.get_mut(at) else { continue };
            let id = std::mem::replace(&mut claim.id, stand_in);
            let message = format_args!("the id {} is there twice; give each claim its own", Quoted(&id));
            self.faults.add_between(spot, self.claims.get(first).copied(), FaultKind::DuplicateId, message);
        }
    }
}
