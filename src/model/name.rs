use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// A name in the one spelling under which names compare.
///
/// # Source
/// Unicode NFKC (UAX #15) and full case folding (Unicode 16, section 3.13, definition D145); dashes folded
/// to `-`, runs of white space to one space.
///
/// # Examples
/// ```
/// use gainsay::Key;
/// assert_eq!(Key::fold("Rasht–Astara  LINE"), Key::fold("rasht-astara line"));
/// assert_ne!(Key::fold("Rasht"), Key::fold("Resht"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Arc<str>);

impl Key {
    /// Folds one spelling, without any alias.
    #[must_use]
    pub fn fold(text: &str) -> Key {
        // Of most names nothing but case has to be folded.
        if text.is_ascii() {
            return Key::spaced(text.len(), text.chars().map(|c| c.to_ascii_lowercase()));
        }
        Key::spaced(text.len(), text.nfkc().default_case_fold().nfkc())
    }

    /// White space and dashes folded.
    fn spaced(length: usize, chars: impl Iterator<Item = char>) -> Key {
        let mut folded = String::with_capacity(length);
        let mut gap = false;
        for c in chars {
            if c.is_whitespace() {
                gap = !folded.is_empty();
                continue;
            }
            if gap {
                folded.push(' ');
                gap = false;
            }
            folded.push(if is_dash(c) { '-' } else { c });
        }
        Key(folded.into())
    }

    /// The folded spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{58a}' | '\u{5be}' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// What the set says of one name: other spellings, and the names that it includes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameEntry {
    /// Other spellings of the same thing.
    pub aliases: Vec<String>,
    /// Names of its parts: `oil and gas` includes `oil` and `gas`.
    pub includes: Vec<String>,
}

/// The set's table of names: which spellings are one, and what includes what.
///
/// Near spellings are never merged; only an alias makes two names one.
///
/// # Examples
/// ```
/// use gainsay::ClaimSet;
/// let set = ClaimSet::builder()
///     .alias("Eurasian Economic Union", "EAEU")
///     .includes("oil and gas", "gas")
///     .build()?;
/// let names = set.names();
/// assert_eq!(names.key("eaeu"), names.key("Eurasian Economic Union"));
/// assert!(names.includes(&names.key("oil and gas"), &names.key("Gas")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    entries: BTreeMap<String, NameEntry>,
    alias: BTreeMap<Key, Key>,
    /// Each name to every name that it includes, directly or through others.
    within: BTreeMap<Key, BTreeSet<Key>>,
}

/// What is wrong with a table of names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NameFault {
    #[error("`{alias}` is already another spelling of `{other}`; a spelling belongs to one name")]
    TwoOwners { alias: String, other: Key },
    #[error("`{0}` includes itself through the names that it lists; remove one of them")]
    Cycle(String),
}

impl Names {
    pub(crate) fn new(entries: BTreeMap<String, NameEntry>) -> (Names, Vec<(String, NameFault)>) {
        let mut faults = Vec::new();
        let mut alias: BTreeMap<Key, Key> = BTreeMap::new();
        for (name, entry) in &entries {
            let key = Key::fold(name);
            for spelling in std::iter::once(name).chain(&entry.aliases) {
                match alias.insert(Key::fold(spelling), key.clone()) {
                    Some(other) if other != key => {
                        faults.push((name.clone(), NameFault::TwoOwners { alias: spelling.clone(), other }));
                    }
                    _ => {}
                }
            }
        }
        let mut names = Names { entries, alias, within: BTreeMap::new() };
        names.close(&mut faults);
        (names, faults)
    }

    /// Fills `within` with the transitive closure of the declared inclusions.
    fn close(&mut self, faults: &mut Vec<(String, NameFault)>) {
        let direct: BTreeMap<Key, BTreeSet<Key>> = self
            .entries
            .iter()
            .filter(|(_, entry)| !entry.includes.is_empty())
            .map(|(name, entry)| (self.key(name), entry.includes.iter().map(|part| self.key(part)).collect()))
            .collect();
        let whole: Vec<(Key, String)> =
            self.entries.keys().map(|name| (self.key(name), name.clone())).collect();
        for (key, name) in whole {
            let mut reached = BTreeSet::new();
            let mut open: Vec<&Key> = direct.get(&key).into_iter().flatten().collect();
            while let Some(next) = open.pop() {
                if reached.insert(next.clone()) {
                    open.extend(direct.get(next).into_iter().flatten());
                }
            }
            if reached.contains(&key) {
                faults.push((name, NameFault::Cycle(key.to_string())));
            }
            if !reached.is_empty() {
                self.within.insert(key, reached);
            }
        }
    }

    /// The one spelling of a name, its aliases resolved.
    #[must_use]
    pub fn key(&self, text: &str) -> Key {
        let folded = Key::fold(text);
        self.alias.get(&folded).cloned().unwrap_or(folded)
    }

    /// Whether `whole` includes `part`, directly or through others; a name does not include itself.
    #[must_use]
    pub fn includes(&self, whole: &Key, part: &Key) -> bool {
        self.within.get(whole).is_some_and(|parts| parts.contains(part))
    }

    /// All names that a name includes, directly or through others.
    pub fn parts(&self, whole: &Key) -> impl Iterator<Item = &Key> {
        self.within.get(whole).into_iter().flatten()
    }

    /// All names that include a name, directly or through others.
    pub fn wholes(&self, part: &Key) -> impl Iterator<Item = &Key> {
        self.within.iter().filter(|(_, parts)| parts.contains(part)).map(|(whole, _)| whole)
    }

    /// The declared entries, by name.
    #[must_use]
    pub fn entries(&self) -> &BTreeMap<String, NameEntry> {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_differ_in_case_width_dash_or_space_are_one() {
        for (a, b) in [
            ("Straße", "STRASSE"),
            ("Ｒｕｓｓｉａ", "russia"),
            ("Rasht–Astara", "rasht-astara"),
            ("  oil   and gas ", "Oil and Gas"),
            ("ﬁnance", "finance"),
        ] {
            assert_eq!(Key::fold(a), Key::fold(b), "{a} / {b}");
        }
        assert_ne!(Key::fold("phase 1"), Key::fold("phase 2"));
    }

    #[test]
    fn inclusion_reaches_through_names_and_aliases() {
        let entry = |aliases: &[&str], includes: &[&str]| NameEntry {
            aliases: aliases.iter().map(ToString::to_string).collect(),
            includes: includes.iter().map(ToString::to_string).collect(),
        };
        let (names, faults) = Names::new(BTreeMap::from([
            ("energy".to_owned(), entry(&[], &["hydrocarbons", "solar"])),
            ("oil and gas".to_owned(), entry(&["hydrocarbons"], &["oil", "gas"])),
        ]));
        assert_eq!(faults, []);
        assert!(names.includes(&names.key("Energy"), &names.key("Gas")));
        assert!(!names.includes(&names.key("gas"), &names.key("energy")));
        assert!(!names.includes(&names.key("gas"), &names.key("gas")));
    }

    #[test]
    fn a_cycle_of_inclusions_is_a_fault() {
        let includes = |parts: &[&str]| NameEntry {
            includes: parts.iter().map(ToString::to_string).collect(),
            ..NameEntry::default()
        };
        let (_, faults) = Names::new(BTreeMap::from([
            ("a".to_owned(), includes(&["b"])),
            ("b".to_owned(), includes(&["a"])),
        ]));
        assert_eq!(faults.len(), 2);
    }
}
