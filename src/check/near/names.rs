//! Names in the set that look like one name, but are not.

use std::collections::{BTreeMap, BTreeSet};

use super::alike;
use crate::ground::Ground;
use crate::model::{ClaimSet, Key, Point, Statement};

/// What a name names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NameKind {
    Subject,
    Event,
    /// A value of a facet.
    Facet(String),
    Speaker,
    Publisher,
}

/// Names that look like one name.
#[derive(Debug, Default)]
pub(crate) struct LookAlikes {
    /// Two spellings of each.
    pub(crate) pairs: Vec<[String; 2]>,
    /// How many more there are.
    pub(crate) more: usize,
    /// Whether the set was too large to be looked through.
    pub(crate) skipped: bool,
}

/// Sets of more claims are not looked through for names.
const LARGEST: usize = 1_000_000;

/// How many pairs of names are given.
const MOST: usize = 50;

/// Every two names of one kind that look alike, each pair once. They are never taken for one: only an alias does that.
///
/// O(n log n) for n claims: the claims are read once, and names are compared only within a skeleton.
pub(crate) fn look_alikes(ground: &Ground<'_>) -> LookAlikes {
    let set = ground.set();
    if set.claims().len() > LARGEST {
        return LookAlikes { skipped: true, ..LookAlikes::default() };
    }
    let mut pairs: BTreeSet<[String; 2]> = BTreeSet::new();
    for spellings in kinds(set).values() {
        let mut written: BTreeMap<Key, &str> = BTreeMap::new();
        for spelling in spellings {
            written.entry(set.names().key(spelling)).or_insert(spelling);
        }
        for (a, b) in alike::look_alikes(set.names(), written.keys()) {
            let mut names = [a, b].map(|key| written.get(key).map_or(key.as_str(), |spelling| *spelling));
            names.sort_unstable();
            pairs.insert(names.map(str::to_owned));
        }
    }
    let more = pairs.len().saturating_sub(MOST);
    LookAlikes { pairs: pairs.into_iter().take(MOST).collect(), more, skipped: false }
}

/// Every spelling in the claims and sources, by what it names.
fn kinds(set: &ClaimSet) -> BTreeMap<NameKind, BTreeSet<&str>> {
    let mut kinds: BTreeMap<NameKind, BTreeSet<&str>> = BTreeMap::new();
    let mut add = |kind: NameKind, name| {
        kinds.entry(kind).or_default().insert(name);
    };
    for source in set.sources().values() {
        add(NameKind::Publisher, source.publisher.as_str());
    }
    for claim in set.claims() {
        for speaker in &claim.speaker {
            add(NameKind::Speaker, speaker);
        }
        for cell in claim.statement.cells() {
            add(NameKind::Subject, &cell.subject);
            for (facet, value) in cell.scope.iter().chain(&cell.basis) {
                let value = value.trim();
                let name = value.strip_suffix('?').unwrap_or(value);
                add(NameKind::Facet(facet.clone()), name);
            }
        }
        match &claim.statement {
            Statement::Event { event, .. } => add(NameKind::Event, event),
            Statement::Order { before, after, .. } => {
                for point in [before, after] {
                    if let Point::Event(event) = point {
                        add(NameKind::Event, event);
                    }
                }
            }
            Statement::State { subject, .. } => add(NameKind::Subject, subject),
            Statement::Amount { .. }
            | Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::Retraction => {}
        }
    }
    kinds
}
