use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

#[cfg(feature = "json")]
use crate::each::each_mut;

/// Texts, each kept once and numbered.
///
/// A key is one or more texts. Keys are parted by their hashes, so that the keys of one part lie near to each other: of many that
/// are asked for together, part after part is looked up, and the memory is seldom waited for.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// None before the first key.
    parts: Vec<Part>,
    /// The number of the first key; those below it may be taken.
    first: u64,
    hashes: DefaultHashBuilder,
    /// The key that is asked for, as it would be kept.
    asked: Vec<u8>,
}

/// As many parts there are.
const PARTS: u32 = 1 << 8;

/// Keys of one part. All lie one after another in one string of bytes, so that a million keys cost little more than their
/// letters, and two keys are compared at one stroke.
#[derive(Clone, Debug, Default)]
struct Part {
    bytes: Vec<u8>,
    /// Where each key ends.
    ends: Vec<usize>,
    /// The keys by their hashes.
    places: HashTable<Place>,
}

/// Where a key lies among the bytes, and how many came before it.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    nth: u32,
}

/// A key as it is spelt, and its hash.
pub(super) type Asked<'k> = (&'k [u8], u64);

/// As many bytes tell how many texts a key has, and how long each is.
const NUMBER: usize = size_of::<u32>();

/// Appends a key as it is kept: how many texts, and each with its length before it, so that no key is the beginning of another.
/// `None` if a text is too long.
pub(super) fn spell<'k>(key: impl ExactSizeIterator<Item = &'k str>, into: &mut Vec<u8>) -> Option<()> {
    into.extend(u32::try_from(key.len()).ok()?.to_le_bytes());
    for text in key {
        into.extend(u32::try_from(text.len()).ok()?.to_le_bytes());
        into.extend_from_slice(text.as_bytes());
    }
    Some(())
}

impl Keys {
    /// No keys yet; none will have one of these numbers.
    pub(super) fn beside(taken: &[u32]) -> Keys {
        Keys { first: taken.iter().max().map_or(0, |most| u64::from(*most) + 1), ..Keys::default() }
    }

    /// What hashes keys as they are spelt.
    #[cfg(feature = "json")]
    pub(super) fn hashes(&self) -> DefaultHashBuilder {
        self.hashes.clone()
    }

    /// The number of a key, a new one if it was not seen before; `None` if there are too many, or a text is too long.
    pub(super) fn number(&mut self, key: &[&str]) -> Option<u32> {
        let mut asked = std::mem::take(&mut self.asked);
        asked.clear();
        let spelt = spell(key.iter().copied(), &mut asked);
        let number = spelt.and_then(|()| self.number_of((&asked, self.hashes.hash_one(asked.as_slice()))));
        self.asked = asked;
        number
    }

    /// The same of a key as it is spelt.
    pub(super) fn number_of(&mut self, asked: Asked<'_>) -> Option<u32> {
        self.part();
        let part = part_of(asked);
        let nth = self.parts.get_mut(position(part))?.nth(asked, &self.hashes)?;
        number(self.first, nth, part)
    }

    /// The same of many keys, in their order; with the feature `parallel` on all threads of the caller's pool.
    #[cfg(feature = "json")]
    pub(super) fn numbers(&mut self, asked: &[Asked<'_>]) -> Vec<Option<u32>> {
        self.part();
        let mut lists: Vec<Vec<usize>> = vec![Vec::new(); self.parts.len()];
        for (at, key) in asked.iter().enumerate() {
            if let Some(list) = lists.get_mut(position(part_of(*key))) {
                list.push(at);
            }
        }
        let hashes = &self.hashes;
        let mut work: Vec<(&mut Part, &Vec<usize>)> = self.parts.iter_mut().zip(&lists).collect();
        let found = each_mut(&mut work, &|(part, list)| {
            let nth = |at: &usize| part.nth(*asked.get(*at)?, hashes);
            list.iter().map(nth).collect::<Vec<_>>()
        });
        let mut numbers = vec![None; asked.len()];
        for (part, (list, found)) in (0..).zip(lists.iter().zip(found)) {
            for (at, nth) in list.iter().zip(found) {
                if let Some(slot) = numbers.get_mut(*at) {
                    *slot = nth.and_then(|nth| number(self.first, nth, part));
                }
            }
        }
        numbers
    }

    fn part(&mut self) {
        if self.parts.is_empty() {
            self.parts.resize_with(position(PARTS), Part::default);
        }
    }

    /// The texts of a key.
    pub(super) fn texts(&self, number: u32) -> Option<impl Iterator<Item = &str>> {
        let nth = u64::from(number).checked_sub(self.first)?;
        let part = self.parts.get(usize::try_from(nth % u64::from(PARTS)).ok()?)?;
        let nth = usize::try_from(nth / u64::from(PARTS)).ok()?;
        let start = nth.checked_sub(1).map_or(Some(0), |before| part.ends.get(before).copied())?;
        let mut rest = part.bytes.get(start + NUMBER..*part.ends.get(nth)?)?;
        Some(std::iter::from_fn(move || {
            let (length, after) = rest.split_first_chunk::<NUMBER>()?;
            let (text, after) = after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
            rest = after;
            std::str::from_utf8(text).ok()
        }))
    }
}

/// The part of a key, by bits of its hash that a table makes no use of.
fn part_of((_, hash): Asked<'_>) -> u32 {
    u32::try_from((hash >> 32) % u64::from(PARTS)).unwrap_or(0)
}

/// The number of the nth key of a part.
fn number(first: u64, nth: u32, part: u32) -> Option<u32> {
    u32::try_from(first + u64::from(nth) * u64::from(PARTS) + u64::from(part)).ok()
}

fn position(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Part {
    /// How many keys came before a key, which is new if it was not seen before.
    fn nth(&mut self, (spelt, hash): Asked<'_>, hashes: &DefaultHashBuilder) -> Option<u32> {
        let Part { bytes, ends, places } = self;
        let is = |place: &Place| bytes.get(place.start..).is_some_and(|rest| rest.starts_with(spelt));
        let hash_of = |place: &Place| {
            let end = ends.get(position(place.nth)).copied();
            hashes.hash_one(bytes.get(place.start..end.unwrap_or(place.start)).unwrap_or_default())
        };
        match places.entry(hash, is, hash_of) {
            Entry::Occupied(found) => Some(found.get().nth),
            Entry::Vacant(free) => {
                let place = Place { start: bytes.len(), nth: u32::try_from(ends.len()).ok()? };
                free.insert(place);
                bytes.extend_from_slice(spelt);
                ends.push(bytes.len());
                Some(place.nth)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_number_and_keeps_its_texts() {
        let mut keys = Keys::beside(&[2, 6]);
        let known = [["a", "b"].as_slice(), &["ab", ""], &["", "ab"], &["a"], &["a", "b", "c"], &[]];
        let numbers = known.map(|key| keys.number(key).unwrap());
        assert!(numbers.iter().all(|number| *number > 6));
        for (key, number) in known.into_iter().zip(numbers) {
            assert_eq!(keys.number(key), Some(number));
            assert_eq!(keys.texts(number).unwrap().collect::<Vec<_>>(), key);
            assert_eq!(numbers.iter().filter(|other| **other == number).count(), 1);
        }
        assert!(keys.texts(6).is_none() && keys.texts(1 << 20).is_none());
    }

    #[cfg(feature = "json")]
    #[test]
    fn many_keys_have_the_numbers_that_each_has() {
        let mut keys = Keys::default();
        let hashes = keys.hashes();
        let spelt = |at: &u32| {
            let mut spelt = Vec::new();
            spell([at.to_string().as_str()].into_iter(), &mut spelt).unwrap();
            let hash = hashes.hash_one(spelt.as_slice());
            (spelt, hash)
        };
        for range in [0..1_000, 500..3_000] {
            // Each of them twice, and the first ones once more.
            let asked: Vec<_> = range.clone().chain(range).chain(0..10).map(|at| spelt(&at)).collect();
            let asked: Vec<Asked<'_>> = asked.iter().map(|(spelt, hash)| (spelt.as_slice(), *hash)).collect();
            let many = keys.numbers(&asked);
            assert_eq!(many, asked.iter().map(|key| keys.number_of(*key)).collect::<Vec<_>>());
        }
        let all: std::collections::BTreeSet<_> =
            (0..3_000_u32).map(|at| keys.number(&[&at.to_string()])).collect();
        assert_eq!(all.len(), 3_000);
    }
}
