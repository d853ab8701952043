//! Units: what they measure, and exact factors between them.

mod table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Exact;
use table::SHIPPED;

/// A unit of measurement or a currency.
///
/// # Shape
/// Units of one dimension convert exactly, by their factors. Percent, percentage point and plain ratio are three
/// dimensions; every currency is one of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    name: String,
    dimension: String,
    factor: Exact,
    counts: bool,
}

impl Unit {
    /// Its name, spelled one way.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(&self) -> &str {
        &self.dimension
    }

    /// How many of the dimension's base unit it is.
    #[must_use]
    pub fn factor(&self) -> &Exact {
        &self.factor
    }

    /// Whether it counts things, so that figures under 100 are exact.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.counts
    }

    /// Whether it is per cent.
    #[must_use]
    pub fn is_percent(&self) -> bool {
        self.dimension == "percent"
    }

    /// Whether it is percentage points, or parts of them.
    #[must_use]
    pub fn is_points(&self) -> bool {
        self.dimension == "percentage point"
    }

    /// Whether it is a plain ratio.
    #[must_use]
    pub fn is_ratio(&self) -> bool {
        self.dimension == "ratio"
    }
}

/// The units in force: the shipped ones and those that a set declares.
///
/// # Examples
/// ```
/// use gainsay::{Exact, Units};
/// let mut units = Units::default();
/// units.declare("official", None, true)?;
/// units.declare("cask", Some((&"1.5".parse::<Exact>()?, "barrels")), false)?;
/// let factor = |name| units.resolve(name).map(|unit| unit.factor().clone());
/// assert_eq!(factor("hectares"), factor("ha"));
/// assert_eq!(factor("casks"), Some("0.238480942392".parse()?));
/// // A code of three capital letters is a currency; an unknown word is nothing.
/// assert_eq!(units.resolve("SEK").map(|unit| unit.dimension().to_owned()), Some("SEK".to_owned()));
/// assert_eq!(units.resolve("tons"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    declared: BTreeMap<String, Unit>,
}

/// A unit that cannot be declared as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnitError {
    /// The name has no letter, or holds digits at its start.
    #[error("`{0}` is no name for a unit; write a word such as `barrel`")]
    Nameless(String),
    /// The unit that it is made of is not known.
    #[error("unit `{0}` is not known; declare it first, or use a known one such as `kg`")]
    Unknown(String),
    /// A unit is more than nothing.
    #[error("unit `{0}` would be nothing or less; write how many of the other unit it is, such as `42 L`")]
    NotPositive(String),
    /// The name has another meaning already.
    #[error("unit `{0}` is known with another meaning; choose another name")]
    Taken(String),
}

impl Units {
    /// Declares a unit: how many of a known unit it is (absent: a dimension of its own), and whether it counts
    /// things, so that figures under 100 are exact. Declaring it again alike changes nothing.
    ///
    /// # Errors
    /// [`UnitError`] when the name is none or taken, or the definition is unknown or not above zero.
    pub fn declare(&mut self, name: &str, is: Option<(&Exact, &str)>, counts: bool) -> Result<(), UnitError> {
        let name = name.trim();
        if !name.chars().next().is_some_and(char::is_alphabetic) {
            return Err(UnitError::Nameless(name.to_owned()));
        }
        let unit = match is {
            None => Unit { name: name.to_owned(), dimension: key(name), factor: Exact::one(), counts },
            Some((factor, of)) => {
                let of = self.resolve(of).ok_or_else(|| UnitError::Unknown(of.to_owned()))?;
                if factor.is_negative() || factor.is_zero() {
                    return Err(UnitError::NotPositive(name.to_owned()));
                }
                Unit { name: name.to_owned(), dimension: of.dimension, factor: factor * &of.factor, counts }
            }
        };
        let same = |known: &Unit| {
            (&known.dimension, &known.factor, known.counts) == (&unit.dimension, &unit.factor, unit.counts)
        };
        let known = self.declared.get(&key(name)).cloned().or_else(|| shipped(name));
        match known {
            Some(known) if same(&known) => Ok(()),
            Some(_) => Err(UnitError::Taken(name.to_owned())),
            None => {
                self.declared.insert(key(name), unit);
                Ok(())
            }
        }
    }

    /// The unit of a name, in the singular or plural, as a word or a symbol.
    #[must_use]
    pub fn resolve(&self, name: &str) -> Option<Unit> {
        let declared = || self.declared.get(&key(name)).cloned();
        shipped(name).or_else(declared).or_else(|| currency(name.trim())).or_else(|| self.rate(name))
    }

    /// One unit per another: `USD/barrel`, `barrels per day`.
    fn rate(&self, name: &str) -> Option<Unit> {
        let (over, under) = halves(name)?;
        if halves(under).is_some() {
            return None;
        }
        let (over, under) = (self.resolve(over)?, self.resolve(under)?);
        Some(Unit {
            name: format!("{}/{}", over.name, under.name),
            dimension: format!("{}/{}", over.dimension, under.dimension),
            factor: over.factor.checked_div(&under.factor)?,
            counts: false,
        })
    }
}

/// The two units of a rate.
fn halves(name: &str) -> Option<(&str, &str)> {
    name.split_once(" per ").or_else(|| name.split_once('/')).map(|(over, under)| (over.trim(), under.trim()))
}

/// Any code of three capital letters.
fn currency(name: &str) -> Option<Unit> {
    is_currency_code(name).then(|| Unit {
        name: name.to_owned(),
        dimension: name.to_owned(),
        factor: Exact::one(),
        counts: false,
    })
}

fn is_currency_code(name: &str) -> bool {
    name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A name with its shipped units spelled one way, and single spaces.
pub(crate) fn spelled(name: &str) -> String {
    match (SPELLINGS.get(&key(name)), halves(name)) {
        (Some(unit), _) => unit.name.to_owned(),
        (None, Some((over, under))) if halves(under).is_none() => {
            format!("{}/{}", spelled(over), spelled(under))
        }
        (None, _) => name.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn shipped(name: &str) -> Option<Unit> {
    let unit = SPELLINGS.get(&key(name))?;
    Some(Unit {
        name: unit.name.to_owned(),
        dimension: unit.dimension.to_owned(),
        factor: unit.factor.parse().ok()?,
        counts: unit.dimension == "person",
    })
}

static SPELLINGS: LazyLock<BTreeMap<String, &'static table::Shipped>> = LazyLock::new(|| {
    let spelled = |unit: &'static table::Shipped| {
        let names = unit.spellings.iter().copied().chain([unit.name]);
        names.map(move |name| (key(name), unit))
    };
    SHIPPED.iter().flat_map(spelled).collect()
});

/// What is compared of a name: symbols of up to three letters as they are, words in small letters and the singular.
pub(super) fn key(name: &str) -> String {
    let name = name.trim();
    if !name.contains(char::is_whitespace) {
        return stem(name);
    }
    let name = name.to_lowercase();
    name.split_whitespace().map(stem).collect::<Vec<_>>().join(" ")
}

fn stem(word: &str) -> String {
    if word.chars().count() <= 3 {
        return word.to_owned();
    }
    let word = word.to_lowercase();
    if let Some(rest) = word.strip_suffix("ies") {
        return format!("{rest}y");
    }
    for plural in ["ches", "shes", "xes", "sses"] {
        if word.ends_with(plural) {
            return word.strip_suffix("es").unwrap_or(&word).to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(singular) if !singular.ends_with('s') => singular.to_owned(),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dimension_and_factor(name: &str) -> Option<(String, String)> {
        let unit = Units::default().resolve(name)?;
        Some((unit.dimension.clone(), unit.factor.to_string()))
    }

    #[test]
    fn every_shipped_factor_is_a_number_and_every_spelling_has_one_meaning() {
        let mut seen = BTreeMap::new();
        for unit in SHIPPED {
            assert!(unit.factor.parse::<Exact>().is_ok(), "{}", unit.name);
            for name in unit.spellings.iter().chain([&unit.name]) {
                let other = seen.insert(key(name), unit.name);
                assert!(other.is_none(), "{name} is both {other:?} and {}", unit.name);
            }
        }
    }

    #[test]
    fn words_symbols_plurals_and_cases_name_one_unit() {
        for (name, dimension, factor) in [
            ("hectares", "area", "10000"),
            ("Hectare", "area", "10000"),
            ("km²", "area", "1000000"),
            ("square kilometres", "area", "1000000"),
            ("feet", "length", "0.3048"),
            ("inches", "length", "0.0254"),
            ("tonnes", "mass", "1000"),
            ("bcm", "volume", "1000000000"),
            ("BCM", "volume", "1000000000"),
            ("m³ per day", "volume/time", "1/86400"),
            ("$/kg", "USD/mass", "1"),
            ("GWh", "energy", "3600000000000"),
            ("percent", "percent", "1"),
            ("per cent", "percent", "1"),
            ("percentage points", "percentage point", "1"),
            ("basis points", "percentage point", "0.01"),
            ("1", "ratio", "1"),
            ("US dollars", "USD", "1"),
            ("€", "EUR", "1"),
            ("tomans", "IRR", "10"),
            ("roubles", "RUB", "1"),
            ("people", "person", "1"),
        ] {
            assert_eq!(dimension_and_factor(name), Some((dimension.into(), factor.into())), "{name}");
        }
    }

    #[test]
    fn a_rate_converts_by_both_its_units() {
        let units = Units::default();
        for (a, b) in
            [("bpd", "barrels per day"), ("$/barrel", "dollars per barrel"), ("km/h", "km per hour")]
        {
            let (a, b) = (units.resolve(a), units.resolve(b));
            assert!(a.is_some());
            let parts = |unit: Option<Unit>| unit.map(|unit| (unit.dimension, unit.factor));
            assert_eq!(parts(a), parts(b));
        }
        assert_eq!(units.resolve("km/h/h"), None);
    }

    #[test]
    fn words_of_two_meanings_are_unknown() {
        for name in ["ton", "tons", "mt", "pounds", "rupees", "gallon", "mcm", "mw", "Usd", ""] {
            assert_eq!(dimension_and_factor(name), None, "{name}");
        }
    }

    #[test]
    fn a_declared_unit_is_found_in_any_number_and_keeps_one_meaning() {
        let mut units = Units::default();
        assert_eq!(units.declare("Officials", None, true), Ok(()));
        assert_eq!(units.declare("official", None, true), Ok(()));
        assert_eq!(units.declare("official", None, false), Err(UnitError::Taken("official".into())));
        assert_eq!(units.declare("barrel", Some((&"158.987294928".parse().unwrap(), "L")), false), Ok(()));
        assert_eq!(
            units.declare("barrel", Some((&159.into(), "L")), false),
            Err(UnitError::Taken("barrel".into()))
        );
        assert_eq!(units.declare("a", Some((&1.into(), "b")), false), Err(UnitError::Unknown("b".into())));
        assert_eq!(
            units.declare("a", Some((&0.into(), "kg")), false),
            Err(UnitError::NotPositive("a".into()))
        );
        assert_eq!(units.declare("2x", None, false), Err(UnitError::Nameless("2x".into())));
        assert!(units.resolve("officials").is_some_and(|unit| unit.counts()));
    }
}
