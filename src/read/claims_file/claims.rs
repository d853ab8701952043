//! Claims: what is common to all, and which kind each is.

use super::super::fault::{FaultKind, Faults, Quoted};
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
        let mark = self.faults.mark();
        if let Some(mut fields) = self.open(record, "a claim") {
            let claim = self.common(&mut fields);
            let kind = self.kind(&mut fields, claim.as_ref());
            let statement = kind.and_then(|kind| self.statement(kind, &mut fields));
            // Without a kind it is not known which fields are unknown.
            match kind {
                Some(_) => fields.finish(&mut self.faults),
                None => fields.finish_missing(&mut self.faults),
            }
            if let (Some(claim), Some(statement)) = (claim, statement) {
                self.draft.claims.push(Claim { statement, ..claim });
                self.claims.push(self.faults.spot(record.node.span.start));
            }
        }
        self.note_faults(record, mark);
    }

    /// The fields that every claim can have; the statement is to come.
    fn common(&mut self, fields: &mut Fields<'_, '_>) -> Option<Claim> {
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
        let statement = Statement::Retraction;
        Some(Claim {
            id: id?,
            source: source?,
            speaker,
            said,
            stance: stance.unwrap_or_default(),
            certainty: certainty.unwrap_or_default(),
            quote,
            note,
            corrects,
            retracts,
            statement,
        })
    }

    /// The kind that a claim names, or that its fields show.
    fn kind(&mut self, fields: &mut Fields<'_, '_>, claim: Option<&Claim>) -> Option<Says> {
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
        match shown.first() {
            Some((kind, _)) => Some(*kind),
            None if claim.is_some_and(|claim| !claim.retracts.is_empty()) => Some(Says::Retraction),
            None => {
                let names =
                    KINDS.iter().filter_map(|(_, _, names)| names.first().map(|name| format!("`{name}`")));
                let names = names.collect::<Vec<_>>().join(", ");
                let message =
                    format_args!("a claim of no kind; write `kind`, and one of {names}, or `retracts` alone");
                self.faults.add(fields.span().start, FaultKind::Kind, message);
                None
            }
        }
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

    /// Reports ids that two claims share, and keeps the first of them.
    pub(super) fn drop_repeated(&mut self) {
        let mut order: Vec<usize> = (0..self.draft.claims.len()).collect();
        let id = |at: &usize| self.draft.claims.get(*at).map(|claim| claim.id.as_str());
        order.sort_by_key(id);
        let mut again = std::collections::BTreeSet::new();
        for same in order.chunk_by(|a, b| id(a) == id(b)) {
            let Some((first, rest)) = same.split_first() else { continue };
            for at in rest {
                report_repeated(&mut self.faults, id(at), self.claims.get(*at), self.claims.get(*first));
                again.insert(*at);
            }
        }
        if !again.is_empty() {
            let mut at = 0..;
            self.draft.claims.retain(|_| at.next().is_none_or(|at| !again.contains(&at)));
            let mut at = 0..;
            self.claims.retain(|_| at.next().is_none_or(|at| !again.contains(&at)));
        }
    }
}

fn report_repeated(
    faults: &mut Faults,
    id: Option<&str>,
    spot: Option<&super::Spot>,
    first: Option<&super::Spot>,
) {
    if let (Some(id), Some(spot)) = (id, spot) {
        let message = format_args!("the id {} is there twice; give each claim its own", Quoted(id));
        faults.add_between(*spot, first.copied(), FaultKind::DuplicateId, message);
    }
}
