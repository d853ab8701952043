//! What could not be read: other records may be at odds only because of it.

use super::super::fault::Mark;
use super::super::tree::{Kind, Node};
use super::Reader;
use super::records::{Record, Sort};
use crate::model::{Key, ModelError};
use std::collections::BTreeSet;

/// What is known of it: the words of unreadable text, and the names of records that had faults.
#[derive(Debug, Default)]
pub(super) struct Unread<'a> {
    words: BTreeSet<&'a str>,
    names: BTreeSet<Key>,
    /// Units are named inside values.
    units: BTreeSet<String>,
}

/// Fields that name a record; what is at odds in others may come from any name of the record.
const NAMING: [&str; 9] = [
    "source",
    "measure",
    "attribute",
    "ladder",
    "corrects",
    "retracts",
    "said",
    "quoted_from",
    "derived_from",
];

impl<'a> Unread<'a> {
    /// Adds text that could not be read.
    pub(super) fn text(&mut self, text: &'a str) {
        self.words.extend(words(text));
    }

    fn name(&mut self, name: &str) {
        self.names.insert(Key::fold(name));
    }

    /// Whether a text may name something that could not be read.
    pub(super) fn may_name(&self, text: &str) -> bool {
        self.names.contains(&Key::fold(text))
            || words(text).any(|word| self.words.contains(word) || self.units.contains(word))
    }

    /// Whether a fault of the model may come from what could not be read.
    pub(super) fn explains(&self, error: &ModelError, record: &Node<'_>, field: &Node<'_>) -> bool {
        let names_one = error.field().split('/').any(|step| NAMING.contains(&step));
        let where_named = if names_one { field } else { record };
        self.may_name(error.id()) || where_named.any_text(&mut |text| self.may_name(text))
    }
}

/// The words of a text: runs of letters and digits that are no numbers.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|found: char| !found.is_alphanumeric());
    words.filter(|word| word.contains(char::is_alphabetic))
}

impl Reader<'_> {
    /// Notes what a record is known by, if it had faults.
    pub(super) fn note_faults(&mut self, record: &Record<'_, '_>, since: Mark) {
        if self.faults.mark() == since && !(self.has_broken && record.node.has_broken()) {
            return;
        }
        match record.sort {
            Sort::Name | Sort::Ladder => {
                self.unread.name(record.key.text);
                let unread = &mut self.unread;
                record.node.any_text(&mut |text| {
                    unread.name(text);
                    false
                });
            }
            Sort::Unit => self.unread.units.extend(words(record.key.text).map(str::to_owned)),
            Sort::Claim => {
                if let Some(Kind::String(id)) = record.node.field("id").map(|node| &node.kind) {
                    self.unread.name(id);
                }
            }
            Sort::Source | Sort::Period | Sort::Measure | Sort::Event | Sort::Attribute => {
                self.unread.name(record.key.text);
            }
            Sort::Rate | Sort::Law | Sort::Policy | Sort::Allow => {}
        }
    }
}
