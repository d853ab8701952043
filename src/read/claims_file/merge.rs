//! Declarations of several files: equal ones unite, unequal ones under one key are faults.

use super::super::fault::{FaultKind, Faults, Quoted, Spot};
use super::super::fields::Word;
use std::collections::BTreeMap;
use std::fmt::Display;

/// Declarations by key, with the place of each.
#[derive(Debug)]
pub(super) struct Table<T>(BTreeMap<String, (T, Spot)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: PartialEq> Table<T> {
    /// Puts a declaration under its key. Reports one that differs from what is there, and keeps the first.
    pub(super) fn put(&mut self, what: &str, key: Word<'_>, value: T, faults: &mut Faults) {
        let spot = faults.spot(key.span.start);
        match self.0.get(key.text) {
            Some((known, other)) if *known != value => {
                let name = Quoted(key.text);
                let message = format_args!(
                    "{what} {name} is declared twice and differently; keep one, or use two names"
                );
                faults.add_between(spot, Some(*other), FaultKind::Conflict, message);
            }
            Some(_) => {}
            None => {
                self.0.insert(key.text.to_owned(), (value, spot));
            }
        }
    }

    /// The declarations, and where they stand.
    pub(super) fn split(self) -> (BTreeMap<String, T>, BTreeMap<String, Spot>) {
        let (mut values, mut spots) = (BTreeMap::new(), BTreeMap::new());
        for (key, (value, spot)) in self.0 {
            spots.insert(key.clone(), spot);
            values.insert(key, value);
        }
        (values, spots)
    }
}

/// Declarations without a key, each with its place; those of two files that are written alike unite.
#[derive(Debug)]
pub(super) struct List<T> {
    entries: Vec<(T, Spot)>,
    /// Each as it is written, with the file that has it first.
    written: BTreeMap<String, usize>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), written: BTreeMap::new() }
    }
}

impl<T> List<T> {
    /// Adds a declaration, unless another file has the same.
    pub(super) fn put(&mut self, written: &impl Display, value: T, spot: Spot) {
        if *self.written.entry(written.to_string()).or_insert(spot.file) == spot.file {
            self.entries.push((value, spot));
        }
    }

    pub(super) fn split(self) -> (Vec<T>, Vec<Spot>) {
        self.entries.into_iter().unzip()
    }
}
