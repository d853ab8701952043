use std::hash::{BuildHasher, Hash, Hasher};

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Texts, each kept once and numbered in the order of their coming.
///
/// A key is one or more texts. All lie one after another in one string, so that a million keys cost little more than
/// their letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    known: Known,
    /// The keys by their hashes.
    numbers: HashTable<u32>,
    hashes: DefaultHashBuilder,
}

#[derive(Clone, Debug, Default)]
struct Known {
    letters: String,
    /// Where each text ends in the letters, and each key among the texts.
    texts: Vec<usize>,
    keys: Vec<usize>,
}

impl Keys {
    /// The number of a key, a new one if it was not seen before; `None` if there are too many.
    pub(super) fn number(&mut self, key: &[&str]) -> Option<u32> {
        let Keys { known, numbers, hashes } = self;
        let is = |number: &u32| known.key(*number).is_some_and(|texts| texts.eq(key.iter().copied()));
        let hash = |number: &u32| hash(hashes, known.key(*number).into_iter().flatten());
        match numbers.entry(self::hash(hashes, key.iter().copied()), is, hash) {
            Entry::Occupied(found) => Some(*found.get()),
            Entry::Vacant(place) => {
                let number = u32::try_from(known.keys.len()).ok()?;
                place.insert(number);
                known.push(key);
                Some(number)
            }
        }
    }

    /// The texts of a key.
    pub(super) fn texts(&self, number: u32) -> Option<impl Iterator<Item = &str>> {
        self.known.key(number)
    }
}

fn hash<'t>(hashes: &DefaultHashBuilder, texts: impl Iterator<Item = &'t str>) -> u64 {
    let mut hasher = hashes.build_hasher();
    texts.for_each(|text| text.hash(&mut hasher));
    hasher.finish()
}

impl Known {
    fn push(&mut self, key: &[&str]) {
        for text in key {
            self.letters.push_str(text);
            self.texts.push(self.letters.len());
        }
        self.keys.push(self.texts.len());
    }

    fn key(&self, number: u32) -> Option<impl Iterator<Item = &str>> {
        let of = usize::try_from(number).ok()?;
        Some(
            (start(&self.keys, of)?..*self.keys.get(of)?)
                .filter_map(|text| self.letters.get(start(&self.texts, text)?..*self.texts.get(text)?)),
        )
    }
}

/// Where something begins: where the one before it ends.
fn start(ends: &[usize], at: usize) -> Option<usize> {
    at.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied())
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
