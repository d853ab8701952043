//! What a claim is about, coarsely: claims of different topics never have anything to do with each other, but for orders.

use std::collections::BTreeMap;
use std::fmt;

use crate::ground::{Body, Ground, Stand};
use crate::model::Key;
use crate::proof::ClaimIx;

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Topic<'a> {
    /// A measure of a subject.
    Amount(&'a Key, &'a Key),
    Change(&'a Key, &'a Key),
    Rank(&'a Key, &'a Key),
    Event(&'a Key),
    State(&'a Key, &'a Key),
    Order,
    Other,
}

impl fmt::Display for Topic<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Topic::Amount(subject, of)
            | Topic::Change(subject, of)
            | Topic::Rank(subject, of)
            | Topic::State(subject, of) => {
                write!(f, "{of} of {subject}")
            }
            Topic::Event(event) => write!(f, "{event}"),
            Topic::Order => f.write_str("the order of events"),
            Topic::Other => f.write_str("everything else"),
        }
    }
}

pub(crate) fn topic(stand: &Stand) -> Topic<'_> {
    match &stand.body {
        Body::Amount(cell) => Topic::Amount(&cell.subject, &cell.measure),
        Body::Change { cell, .. } => Topic::Change(&cell.subject, &cell.measure),
        Body::Rank { cell, .. } => Topic::Rank(&cell.subject, &cell.measure),
        Body::Event { event, .. } => Topic::Event(event),
        Body::State { subject, attribute, .. } => Topic::State(subject, attribute),
        Body::Order { .. } => Topic::Order,
        Body::Share(_) | Body::Total { .. } | Body::Other => Topic::Other,
    }
}

/// The claims by topic.
pub(crate) fn by_topic<'g>(ground: &'g Ground<'_>, claims: &[ClaimIx]) -> BTreeMap<Topic<'g>, Vec<ClaimIx>> {
    let mut topics: BTreeMap<Topic<'g>, Vec<ClaimIx>> = BTreeMap::new();
    for stand in claims.iter().filter_map(|ix| ground.stand(*ix)) {
        topics.entry(topic(stand)).or_default().push(stand.ix);
    }
    topics
}
