use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Texts, each kept once and numbered in the order of their coming.
///
/// A key is one or more texts. All keys lie one after another in one string of bytes, so that a million keys cost little more
/// than their letters, and two keys are compared at one stroke.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    known: Known,
    /// The number of the first key; those below it may be taken.
    first: u64,
    /// The places of the keys by their hashes.
    places: HashTable<u32>,
    hashes: DefaultHashBuilder,
    /// The key that is asked for, as it would be kept.
    asked: Vec<u8>,
}

/// Each text with its length before it.
#[derive(Clone, Debug, Default)]
struct Known {
    bytes: Vec<u8>,
    /// Where each key ends.
    ends: Vec<usize>,
}

/// As many bytes tell how long a text is.
const LENGTH: usize = size_of::<u32>();

impl Keys {
    /// No keys yet; none will have one of these numbers.
    pub(super) fn beside(taken: &[u32]) -> Keys {
        Keys { first: taken.iter().max().map_or(0, |most| u64::from(*most) + 1), ..Keys::default() }
    }

    /// The number of a key, a new one if it was not seen before; `None` if there are too many, or a text is too long.
    pub(super) fn number(&mut self, key: &[&str]) -> Option<u32> {
        let Keys { known, first, places, hashes, asked } = self;
        asked.clear();
        for text in key {
            asked.extend(u32::try_from(text.len()).ok()?.to_le_bytes());
            asked.extend(text.as_bytes());
        }
        let is = |place: &u32| known.key(*place) == Some(asked);
        let hash = |place: &u32| hashes.hash_one(known.key(*place).unwrap_or_default());
        let number = |place: u32| u32::try_from(*first + u64::from(place)).ok();
        match places.entry(hashes.hash_one(asked.as_slice()), is, hash) {
            Entry::Occupied(found) => number(*found.get()),
            Entry::Vacant(free) => {
                let place = u32::try_from(known.ends.len()).ok()?;
                let number = number(place)?;
                free.insert(place);
                known.bytes.extend_from_slice(asked);
                known.ends.push(known.bytes.len());
                Some(number)
            }
        }
    }

    /// The texts of a key.
    pub(super) fn texts(&self, number: u32) -> Option<impl Iterator<Item = &str>> {
        let place = u64::from(number).checked_sub(self.first)?;
        let mut rest = self.known.key(u32::try_from(place).ok()?)?;
        Some(std::iter::from_fn(move || {
            let (length, after) = rest.split_first_chunk::<LENGTH>()?;
            let (text, after) = after.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
            rest = after;
            std::str::from_utf8(text).ok()
        }))
    }
}

impl Known {
    fn key(&self, place: u32) -> Option<&[u8]> {
        let at = usize::try_from(place).ok()?;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.bytes.get(start..*self.ends.get(at)?)
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
        assert_eq!(keys.texts(1).unwrap().collect::<Vec<_>>(), ["ab", ""]);
        assert!(keys.texts(3).is_none());
        for again in 0..2 {
            for at in 0..1_000_u32 {
                assert_eq!(keys.number(&[&at.to_string()]), Some(at + 3), "{again}");
            }
        }
    }
}
