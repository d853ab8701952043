use std::collections::BTreeMap;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

use super::date::Date;
use super::date_error::DateError;

/// The named periods of a set of claims, such as `Iranian year 1404`.
///
/// # Shape
/// Names compare after Unicode NFKC, case folding, dashes folded to `-` and runs of space to one.
/// # Source
/// The author of the set says what a name means; none is built in.
/// # Examples
///
/// ```
/// use gainsay::{Calendar, Date, Grade, Periods};
/// let mut periods = Periods::default();
/// periods.declare("Iranian year 1404", "2025-03-21/2026-03-20".parse()?)?;
/// let year = Date::read("iranian year 1404", &periods)?;
/// assert_eq!(year.to_string(), "iranian year 1404");
/// assert_eq!(year.span(Grade::Plain, &Calendar::default()).to_string(), "2025-03-21/2026-03-20");
/// // A name means one period.
/// assert!(periods.declare("Iranian year 1404", "2025".parse()?).is_err());
/// # Ok::<(), gainsay::DateError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Periods {
    meanings: BTreeMap<String, (String, Date)>,
}

impl Periods {
    /// Gives a name to a period. Declaring the same again changes nothing.
    ///
    /// # Errors
    ///
    /// [`DateError::NotAName`] when the name has no letters, reads as another notation of dates, or already
    /// means something else.
    pub fn declare(&mut self, name: &str, meaning: Date) -> Result<(), DateError> {
        let key = key(name);
        if let Some(advice) = unusable(&key) {
            return Err(DateError::name(name, advice));
        }
        match self.meanings.get(&key) {
            Some((_, known)) if *known != meaning => {
                Err(DateError::name(name, format!("it already means {}; use another name", known.words())))
            }
            Some(_) => Ok(()),
            None => {
                self.meanings.insert(key, (name.to_owned(), meaning));
                Ok(())
            }
        }
    }

    /// What a name means.
    #[must_use]
    pub fn meaning(&self, name: &str) -> Option<&Date> {
        if self.meanings.is_empty() {
            return None;
        }
        self.meanings.get(&key(name)).map(|(_, meaning)| meaning)
    }

    /// Every name as declared with its meaning, in the order of the folded names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Date)> {
        self.meanings.values().map(|(name, meaning)| (name.as_str(), meaning))
    }

    /// Whether no period has a name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }
}

fn key(name: &str) -> String {
    let folded: String = name.nfkc().default_case_fold().nfkc().map(dash).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Hyphens, dashes and minus signs become the one on the keyboard.
fn dash(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        _ => c,
    }
}

/// Why a name could never be reached: another notation takes the words first.
fn unusable(key: &str) -> Option<&'static str> {
    const TAKEN: [&str; 10] = [
        "by ",
        "in ",
        "early ",
        "mid ",
        "late ",
        "early-",
        "mid-",
        "late-",
        "first days of ",
        "the first days of ",
    ];
    if !key.chars().any(|c| c.is_alphabetic() && !matches!(c, 'x' | 'y' | 'e' | 's' | 't' | 'z')) {
        return Some("write a name with letters that no date has, as `fiscal year 2024`");
    }
    if key == "soon" || key.ends_with(" ago") || TAKEN.iter().any(|start| key.starts_with(start)) {
        return Some("these words have a meaning of their own; choose other ones");
    }
    None
}
