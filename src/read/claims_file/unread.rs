//! What could not be read: other records may be at odds only because of it.
//!
//! A record with faults is still taken for what it can be, with something in the place of what is missing, so
//! that other records can name it and that all faults come out in one reading. No such set leaves the reader.

use super::super::fault::{Faults, Mark, Spot};
use super::super::tree::Node;
use super::Reader;
use super::records::{Record, Sort};
use crate::model::{Key, Measure, ModelError};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of it.
#[derive(Debug, Default)]
pub(super) struct Unread<'a> {
    /// The words of text that could not be read at all.
    words: BTreeSet<&'a str>,
    /// Periods that had faults.
    periods: BTreeSet<Key>,
    /// Other declarations that had faults.
    loose: BTreeSet<Key>,
}

/// The field at which the model found a fault.
pub(super) struct Field<'n, 'a> {
    pub(super) record: &'n Node<'a>,
    /// The field, or what stands around it if it is not written.
    pub(super) node: &'n Node<'a>,
    pub(super) is_written: bool,
    /// Where the record stands.
    pub(super) spot: Spot,
}

impl<'a> Unread<'a> {
    /// Adds text that could not be read.
    pub(super) fn text(&mut self, text: &'a str) {
        self.words.extend(words(text));
    }

    /// Whether a text that is no date may name a period that could not be read.
    pub(super) fn may_be_period(&self, text: &str) -> bool {
        let folded = Key::fold(text);
        self.has_word(text) || self.periods.iter().any(|name| folded.as_str().contains(name.as_str()))
    }

    fn has_word(&self, text: &str) -> bool {
        words(text).any(|word| self.words.contains(word))
    }

    /// A measure is no surer than its ladder.
    pub(super) fn loosen(&mut self, measures: &BTreeMap<String, Measure>) {
        let loose = |measure: &Measure| {
            measure.ladder.as_ref().is_some_and(|ladder| self.loose.contains(&Key::fold(ladder)))
        };
        let found: Vec<_> =
            measures.iter().filter(|(_, measure)| loose(measure)).map(|(name, _)| Key::fold(name)).collect();
        self.loose.extend(found);
    }

    /// Whether a fault of the model may come from what could not be read.
    pub(super) fn explains(&self, error: &ModelError, field: &Field<'_, '_>, faults: &Faults) -> bool {
        let Some(step) = error.field().rsplit('/').next().filter(|step| !step.is_empty()) else {
            return false;
        };
        let around = if field.is_written { field.node } else { field.record };
        let depends = matches!(step, "stage" | "is" | "measure" | "attribute");
        faults.has_within(field.spot, around.span)
            || field.node.any_text(&mut |text| self.has_word(text))
            || (depends && field.record.any_text(&mut |text| self.loose.contains(&Key::fold(text))))
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
        let key = Key::fold(record.key.text);
        let loose = &mut self.unread.loose;
        match record.sort {
            Sort::Period => {
                self.unread.periods.insert(key);
            }
            Sort::Measure | Sort::Ladder | Sort::Attribute => {
                loose.insert(key);
            }
            // Whatever it was to be another spelling of.
            Sort::Name => {
                loose.insert(key);
                record.node.any_text(&mut |text| {
                    loose.insert(Key::fold(text));
                    false
                });
            }
            Sort::Source
            | Sort::Unit
            | Sort::Event
            | Sort::Rate
            | Sort::Law
            | Sort::Policy
            | Sort::Allow
            | Sort::Deny
            | Sort::Claim => {}
        }
    }
}
