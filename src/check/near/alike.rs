//! Names that look like one name.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::{Key, Names, distance};

/// The look of a name: its words without accents, ordered, and what is left of them without vowels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    words: Vec<(String, String)>,
}

/// Buckets of names with one skeleton larger than this are left alone.
const BUCKET: usize = 32;

impl Look {
    pub(crate) fn of(name: &Key) -> Look {
        let bare: String = name.as_str().nfd().filter(|c| !is_combining_mark(*c)).collect();
        let words = bare.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty() && *word != "the");
        let mut words: Vec<_> = words.map(|word| (bones(word), word.to_owned())).collect();
        words.sort();
        Look { words }
    }

    /// What names that look alike have in common.
    fn skeleton(&self) -> Vec<&str> {
        self.words.iter().map(|(bones, _)| bones.as_str()).collect()
    }

    /// Whether two names with one skeleton also differ little: by at most a quarter of the letters of each word, and
    /// not at all in words of less than five.
    pub(crate) fn is_like(&self, other: &Look) -> bool {
        let near = |a: &str, b: &str| {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let most = match a.len().max(b.len()) {
                0..5 => 0,
                letters => letters / 4,
            };
            a == b || distance(&a, &b) <= most
        };
        !self.words.is_empty()
            && self.skeleton() == other.skeleton()
            && self.words.iter().zip(&other.words).all(|((_, a), (_, b))| near(a, b))
    }

    /// Whether the words of one are among the words of the other, or the two look alike.
    pub(crate) fn is_part_of(&self, other: &Look) -> bool {
        let within = |a: &Look, b: &Look| a.words.iter().all(|word| b.words.contains(word));
        self.is_like(other)
            || (!self.words.is_empty()
                && !other.words.is_empty()
                && (within(self, other) || within(other, self)))
    }
}

/// The first letter and the consonants, each once in a row. Short words, numbers and Roman numerals stay as they are:
/// phase 2 is not phase 3.
fn bones(word: &str) -> String {
    let roman = word.chars().all(|c| "ivxlcdm".contains(c));
    if roman || word.chars().count() < 4 || word.chars().any(char::is_numeric) {
        return word.to_owned();
    }
    let mut bones = String::new();
    for (at, c) in word.chars().enumerate() {
        if at == 0 || !(is_vowel(c) || bones.ends_with(c)) {
            bones.push(c);
        }
    }
    bones
}

fn is_vowel(c: char) -> bool {
    "aeiouyаеиоуыэюяєіαεηιουω".contains(c)
}

/// Every two of some names that look alike though they are not one, and of which neither includes the other.
///
/// O(n log n) for n names: only names of one skeleton are compared, and no more than 32 of them.
pub(crate) fn look_alikes<'k>(names: &Names, keys: impl Iterator<Item = &'k Key>) -> Vec<(&'k Key, &'k Key)> {
    let mut buckets: BTreeMap<Vec<String>, Vec<(&Key, Look)>> = BTreeMap::new();
    for key in keys {
        let look = Look::of(key);
        let skeleton = look.skeleton().into_iter().map(str::to_owned).collect();
        buckets.entry(skeleton).or_default().push((key, look));
    }
    let mut pairs = Vec::new();
    for bucket in buckets.values().filter(|bucket| bucket.len() <= BUCKET) {
        for (at, (a, x)) in bucket.iter().enumerate() {
            for (b, y) in bucket.iter().skip(at + 1) {
                let apart = a != b && !names.includes(a, b) && !names.includes(b, a);
                if apart && x.is_like(y) {
                    pairs.push((*a, *b));
                }
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_look_alike_and_names_of_two_things_do_not() {
        let table = [
            ("Rasht–Astara line", "Resht-Astara line", true),
            ("Masoud Pezeshkian", "Pezeshkyan Masud", true),
            ("Mohammed Reza", "Muhammad Reza", true),
            ("São Tomé", "Sao Tome", true),
            ("the Hague", "Hague", true),
            ("Khamenei's visit to Moscow", "Khomeini's visit to Moscow", false),
            ("phase 2", "phase 3", false),
            ("phase II", "phase III", false),
            ("Block A", "Block B", false),
            ("Niger", "Nigeria", false),
            ("Guinea", "Guyana", false),
            ("Iran", "Iraq", false),
            ("Iran", "Oran", false),
            ("Mali", "Male", false),
            ("oil", "gas", false),
            ("", "…", false),
        ];
        for (a, b, expected) in table {
            let looks = |name| Look::of(&Key::fold(name));
            assert_eq!(looks(a).is_like(&looks(b)), expected, "{a} / {b}");
            assert_eq!(looks(b).is_like(&looks(a)), expected, "{b} / {a}");
        }
    }

    #[test]
    fn a_measure_may_add_a_word_to_another() {
        let look = |name| Look::of(&Key::fold(name));
        assert!(look("passengers").is_part_of(&look("passengers handled")));
        assert!(!look("revenue").is_part_of(&look("profit")));
        assert!(!look("land handed over").is_part_of(&look("land acquired")));
    }
}
