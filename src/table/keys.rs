use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Texts, each kept once and numbered in the order of their coming.
///
/// A key is one or more texts. All keys lie one after another in one string of bytes, so that a million keys cost little more
/// than their letters, and two keys are compared at one stroke.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    bytes: Vec<u8>,
    /// Where each key ends.
    ends: Vec<usize>,
    /// The number of the first key; those below it may be taken.
    first: u64,
    /// The keys by their hashes.
    places: HashTable<Place>,
    hashes: DefaultHashBuilder,
    /// The key that is asked for, as it would be kept.
    asked: Vec<u8>,
}

/// Where a key lies among the bytes, and how many came before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    start: usize,
    nth: u32,
}

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
    pub(super) fn hashes(&self) -> DefaultHashBuilder {
        self.hashes.clone()
    }

    /// The number of a key, a new one if it was not seen before; `None` if there are too many, or a text is too long.
    pub(super) fn number(&mut self, key: &[&str]) -> Option<u32> {
        let mut asked = std::mem::take(&mut self.asked);
        asked.clear();
        let spelt = spell(key.iter().copied(), &mut asked);
        let number = spelt.and_then(|()| self.number_of(&asked, self.hashes.hash_one(asked.as_slice())));
        self.asked = asked;
        number
    }

    /// Where a key of a hash lies, if it is known: perhaps it is another. To be asked for many keys one after another, as
    /// each answer waits for the memory.
    pub(super) fn guess(&self, hash: u64) -> Option<Place> {
        self.places.find(hash, |_| true).copied()
    }

    /// The number of a key, if it lies at a place.
    pub(super) fn number_at(&self, place: Place, spelt: &[u8]) -> Option<u32> {
        let is = self.bytes.get(place.start..)?.starts_with(spelt);
        is.then(|| self.of(place.nth)).flatten()
    }

    /// The same as [`number`](Keys::number) of a key as it is spelt, by its hash.
    pub(super) fn number_of(&mut self, spelt: &[u8], hash: u64) -> Option<u32> {
        let Keys { bytes, ends, places, hashes, .. } = self;
        let is = |place: &Place| bytes.get(place.start..).is_some_and(|rest| rest.starts_with(spelt));
        let hash_of = |place: &Place| {
            let end = usize::try_from(place.nth).ok().and_then(|nth| ends.get(nth)).copied();
            hashes.hash_one(bytes.get(place.start..end.unwrap_or(place.start)).unwrap_or_default())
        };
        match places.entry(hash, is, hash_of) {
            Entry::Occupied(found) => {
                let nth = found.get().nth;
                self.of(nth)
            }
            Entry::Vacant(free) => {
                let place = Place { start: bytes.len(), nth: u32::try_from(ends.len()).ok()? };
                let number = u32::try_from(self.first + u64::from(place.nth)).ok()?;
                free.insert(place);
                bytes.extend_from_slice(spelt);
                ends.push(bytes.len());
                Some(number)
            }
        }
    }

    fn of(&self, nth: u32) -> Option<u32> {
        u32::try_from(self.first + u64::from(nth)).ok()
    }

    /// The texts of a key.
    pub(super) fn texts(&self, number: u32) -> Option<impl Iterator<Item = &str>> {
        let nth = usize::try_from(u64::from(number).checked_sub(self.first)?).ok()?;
        let start = nth.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let mut rest = self.bytes.get(start + NUMBER..*self.ends.get(nth)?)?;
        Some(std::iter::from_fn(move || {
            let (length, after) = rest.split_first_chunk::<NUMBER>()?;
            let (text, after) = after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
            rest = after;
            std::str::from_utf8(text).ok()
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_one_number_and_keeps_its_texts() {
        let mut keys = Keys::default();
        let mut number = |key: &[&str]| keys.number(key).unwrap();
        assert_eq!(
            [number(&["a", "b"]), number(&["ab", ""]), number(&["a", "b"]), number(&["", "ab"])],
            [0, 1, 0, 2]
        );
        assert_eq!([number(&["a"]), number(&["a", "b", "c"]), number(&["a", "b"])], [3, 4, 0]);
        assert_eq!(keys.texts(1).unwrap().collect::<Vec<_>>(), ["ab", ""]);
        assert_eq!(keys.texts(4).unwrap().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert!(keys.texts(5).is_none());
        for again in 0..2 {
            for at in 0..1_000_u32 {
                assert_eq!(keys.number(&[&at.to_string()]), Some(at + 5), "{again}");
            }
        }
    }

    #[test]
    fn a_guess_is_held_against_the_key() {
        let mut keys = Keys::default();
        for at in 0..1_000_u32 {
            keys.number(&[&at.to_string()]);
        }
        for at in 0..2_000_u32 {
            let mut spelt = Vec::new();
            spell([at.to_string().as_str()].into_iter(), &mut spelt).unwrap();
            let hash = keys.hashes().hash_one(spelt.as_slice());
            let guessed = keys.guess(hash).and_then(|place| keys.number_at(place, &spelt));
            assert!(guessed.is_none_or(|number| number == at));
            assert_eq!(keys.number_of(&spelt, hash), Some(at));
        }
    }
}
