//! The end of a reading: the set is built, and what the model finds at odds is given its place.

use super::super::fault::{FaultKind, Faults, ReadErrors, Spot};
use super::super::file::File;
use super::super::place::Place;
use super::super::tree::{Kind, Node};
use super::unread::{Field, Unread};
use super::{Reader, policy};
use crate::model::{ClaimSet, ClaimSetBuilder, ModelError, Periods, Policy, RecordKind};
use std::collections::BTreeMap;

impl Reader<'_> {
    pub(super) fn new() -> Self {
        Self {
            faults: Faults::default(),
            unread: Unread::default(),
            has_broken: false,
            draft: ClaimSetBuilder::default(),
            named: Periods::default(),
            periods: super::Table::default(),
            title: super::Table::default(),
            sources: super::Table::default(),
            names: super::Table::default(),
            units: super::Table::default(),
            measures: super::Table::default(),
            ladders: super::Table::default(),
            events: super::Table::default(),
            attributes: super::Table::default(),
            rates: super::List::default(),
            laws: super::List::default(),
            allow: super::List::default(),
            deny: super::List::default(),
            policy_allow: super::List::default(),
            policy_deny: super::List::default(),
            policy: super::Table::default(),
            claims: Vec::new(),
            nameless: BTreeMap::new(),
        }
    }

    /// Builds the set, or gives every fault.
    pub(super) fn finish(mut self, files: &[File<'_>]) -> Result<ClaimSet, ReadErrors> {
        if self.faults.is_full() {
            return Err(self.faults.finish(|spot| place(files, spot)));
        }
        self.part_repeated();
        let mut at = Spots { claims: self.claims, nameless: self.nameless, ..Spots::default() };
        let mut draft = self.draft;
        draft.title = self.title.split().0.remove("title");
        (draft.sources, at.sources) = self.sources.split();
        (draft.names, at.names) = self.names.split();
        (draft.units, at.units) = self.units.split();
        (draft.periods, at.periods) = self.periods.split();
        (draft.measures, at.measures) = self.measures.split();
        (draft.ladders, at.ladders) = self.ladders.split();
        (draft.events, at.events) = self.events.split();
        (draft.attributes, at.attributes) = self.attributes.split();
        (draft.rates, at.rates) = self.rates.split();
        (draft.laws, at.laws) = self.laws.split();
        (draft.allow, at.allow) = self.allow.split();
        (draft.deny, at.deny) = self.deny.split();
        let mut faults = self.faults;
        draft.policy = policy::policy(Policy::default(), self.policy, &mut faults);
        draft.policy.allow = self.policy_allow.split().0;
        draft.policy.deny = self.policy_deny.split().0;
        let measures = draft.measures.clone();
        let built = draft.build();
        if let Err(errors) = &built {
            let of_claims = errors.iter().any(|error| error.record() == RecordKind::Claim);
            let claims = if of_claims { at.claims_by_id(files) } else { BTreeMap::new() };
            self.unread.loosen(&measures);
            for error in errors.iter() {
                add(error, at.of(error, &claims), files, &self.unread, &mut faults);
            }
        }
        match built {
            Ok(set) if faults.is_empty() => Ok(set),
            Ok(_) | Err(_) => Err(faults.finish(|spot| place(files, spot))),
        }
    }
}

fn place(files: &[File<'_>], spot: Spot) -> Place {
    let nowhere = || Place::new("", (1, 1), String::new());
    files.get(spot.file).map_or_else(nowhere, |file| file.place(spot.offset))
}

/// Where every record stands.
#[derive(Debug, Default)]
struct Spots {
    sources: BTreeMap<String, Spot>,
    names: BTreeMap<String, Spot>,
    units: BTreeMap<String, Spot>,
    periods: BTreeMap<String, Spot>,
    measures: BTreeMap<String, Spot>,
    ladders: BTreeMap<String, Spot>,
    events: BTreeMap<String, Spot>,
    attributes: BTreeMap<String, Spot>,
    rates: Vec<Spot>,
    laws: Vec<Spot>,
    allow: Vec<Spot>,
    deny: Vec<Spot>,
    claims: Vec<Spot>,
    /// The claims without an id of their own, under those that the reader gave them.
    nameless: BTreeMap<String, Spot>,
}

impl Spots {
    /// Looks the ids of the claims up in the files: they are needed for faults only, and may be millions.
    fn claims_by_id(&self, files: &[File<'_>]) -> BTreeMap<String, Spot> {
        let id = |spot: &Spot| {
            let file = files.get(spot.file)?;
            file.look(spot.offset, |root| {
                let record = root.record_at(spot.offset)?;
                let Kind::String(id) = &record.field("id")?.kind else { return None };
                Some((id.clone().into_owned(), *spot))
            })?
        };
        let named = self.claims.iter().rev().filter_map(id);
        named.chain(self.nameless.iter().map(|(id, spot)| (id.clone(), *spot))).collect()
    }

    fn of(&self, error: &ModelError, claims: &BTreeMap<String, Spot>) -> Option<Spot> {
        let (id, position) = (error.id(), error.id().parse::<usize>().ok());
        let listed = |spots: &[Spot]| spots.get(position?).copied();
        match error.record() {
            RecordKind::Source => self.sources.get(id).copied(),
            RecordKind::Name => self.names.get(id).copied(),
            RecordKind::Unit => self.units.get(id).copied(),
            RecordKind::Period => self.periods.get(id).copied(),
            RecordKind::Measure => self.measures.get(id).copied(),
            RecordKind::Ladder => self.ladders.get(id).copied(),
            RecordKind::Event => self.events.get(id).copied(),
            RecordKind::Attribute => self.attributes.get(id).copied(),
            RecordKind::Rate => listed(&self.rates),
            RecordKind::Law => listed(&self.laws),
            RecordKind::Allow => listed(&self.allow),
            RecordKind::Deny => listed(&self.deny),
            RecordKind::Claim => claims.get(id).copied(),
        }
    }
}

/// Adds a fault of the model at its field, unless it may come from what could not be read.
fn add(
    error: &ModelError,
    record: Option<Spot>,
    files: &[File<'_>],
    unread: &Unread<'_>,
    faults: &mut Faults,
) {
    let record = record.unwrap_or(Spot { file: 0, offset: 0 });
    let found = files.get(record.file).and_then(|file| {
        file.look(record.offset, |root| {
            let field = below(root.record_at(record.offset)?, error.field(), record);
            let start = if error.field().is_empty() { record.offset } else { field.node.span.start };
            Some((start, unread.explains(error, &field, faults)))
        })?
    });
    let (offset, explained) = found.unwrap_or((record.offset, false));
    if !explained {
        let spot = Spot { file: record.file, offset };
        faults.add_between(spot, None, FaultKind::Meaning, format_args!("{}", error.message()));
    }
}

/// The field that a pointer below a record names, or the nearest around it that is written.
fn below<'n, 'a>(record: &'n Node<'a>, pointer: &str, spot: Spot) -> Field<'n, 'a> {
    let mut node = record;
    for step in pointer.split('/').skip(1) {
        let Some(next) = node.entry(step) else {
            // A cell inherits from its claim.
            let inherited = record.field(step);
            return Field { record, node: inherited.unwrap_or(node), is_written: inherited.is_some(), spot };
        };
        node = next;
    }
    Field { record, node, is_written: true, spot }
}
