use std::collections::BTreeMap;

use super::{
    Attribute, Claim, Exact, Ladder, Law, Measure, NameEntry, Policy, Rate, Recurrence, Ruling, Source,
};
use super::{ClaimSet, Date, ModelError, validate};

/// A set in the making: declarations and claims in any order, checked together by [`ClaimSetBuilder::build`].
///
/// Of two declarations under one key the later one counts; files are merged, and compared, by
/// the reader.
///
/// # Examples
/// ```
/// use gainsay::{Cell, Claim, ClaimSet};
/// // Every fault is given, not only the first.
/// let faults = ClaimSet::builder().claim(Claim::amount("a", "nobody", Cell::new("tower", "height"), "324 m".parse()?)).build();
/// assert_eq!(faults.err().map(|faults| faults.iter().count()), Some(2));
/// # Ok::<(), gainsay::ValueError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimSetBuilder {
    /// The set's title.
    pub title: Option<String>,
    /// The sources, by id.
    pub sources: BTreeMap<String, Source>,
    /// Aliases and inclusions, by name.
    pub names: BTreeMap<String, NameEntry>,
    /// Units beside the shipped ones, by name.
    pub units: BTreeMap<String, UnitEntry>,
    /// Named periods.
    pub periods: BTreeMap<String, Date>,
    /// Measures, by name.
    pub measures: BTreeMap<String, Measure>,
    /// Ladders beside or over the shipped ones, by name.
    pub ladders: BTreeMap<String, Ladder>,
    /// How often events can happen, by name.
    pub events: BTreeMap<String, Recurrence>,
    /// Attributes, by name.
    pub attributes: BTreeMap<String, Attribute>,
    /// Dated rates.
    pub rates: Vec<Rate>,
    /// Standing laws.
    pub laws: Vec<Law>,
    /// The policy.
    pub policy: Policy,
    /// Findings and near misses that the author allows.
    pub allow: Vec<Ruling>,
    /// Tensions and near misses that the author lets count as failing.
    pub deny: Vec<Ruling>,
    /// The claims.
    pub claims: Vec<Claim>,
}

/// A declared unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitEntry {
    /// How many of which known unit it is; absent: a dimension of its own.
    pub is: Option<(Exact, String)>,
    /// Whether it counts things, so that figures under 100 are exact.
    pub counts: bool,
}

impl ClaimSetBuilder {
    /// Adds a source.
    #[must_use]
    pub fn source(mut self, source: Source) -> Self {
        self.sources.insert(source.id.clone(), source);
        self
    }

    /// Adds a measure.
    #[must_use]
    pub fn measure(mut self, name: impl Into<String>, measure: Measure) -> Self {
        self.measures.insert(name.into(), measure);
        self
    }

    /// Makes other spellings of a name known.
    #[must_use]
    pub fn alias(mut self, name: impl Into<String>, alias: impl Into<String>) -> Self {
        self.names.entry(name.into()).or_default().aliases.push(alias.into());
        self
    }

    /// Makes one name include another.
    #[must_use]
    pub fn includes(mut self, whole: impl Into<String>, part: impl Into<String>) -> Self {
        self.names.entry(whole.into()).or_default().includes.push(part.into());
        self
    }

    /// Adds a unit.
    #[must_use]
    pub fn unit(mut self, name: impl Into<String>, unit: UnitEntry) -> Self {
        self.units.insert(name.into(), unit);
        self
    }

    /// Adds a ladder; under a shipped name it replaces only the words that it lists.
    #[must_use]
    pub fn ladder(mut self, name: impl Into<String>, ladder: Ladder) -> Self {
        self.ladders.insert(name.into(), ladder);
        self
    }

    /// Says how often an event can happen.
    #[must_use]
    pub fn event(mut self, name: impl Into<String>, recurrence: Recurrence) -> Self {
        self.events.insert(name.into(), recurrence);
        self
    }

    /// Adds an attribute.
    #[must_use]
    pub fn attribute(mut self, name: impl Into<String>, attribute: Attribute) -> Self {
        self.attributes.insert(name.into(), attribute);
        self
    }

    /// Adds a dated rate.
    #[must_use]
    pub fn rate(mut self, rate: Rate) -> Self {
        self.rates.push(rate);
        self
    }

    /// Adds a standing law.
    #[must_use]
    pub fn law(mut self, law: Law) -> Self {
        self.laws.push(law);
        self
    }

    /// Allows findings and near misses; the ruling needs a reason.
    #[must_use]
    pub fn allow(mut self, ruling: Ruling) -> Self {
        self.allow.push(ruling);
        self
    }

    /// Lets tensions and near misses count as failing.
    #[must_use]
    pub fn deny(mut self, ruling: Ruling) -> Self {
        self.deny.push(ruling);
        self
    }

    /// Sets the policy.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Adds a claim.
    #[must_use]
    pub fn claim(mut self, claim: Claim) -> Self {
        self.claims.push(claim);
        self
    }

    /// Checks everything against everything, and makes the set.
    ///
    /// # Errors
    /// Every fault found, in the order of the records: an undeclared source, measure, ladder, unit, attribute or
    /// stage word; a key given twice; a cycle; a time that the measure cannot have.
    pub fn build(self) -> Result<ClaimSet, ModelErrors> {
        validate::build(self).map_err(ModelErrors)
    }
}

/// Every fault of a set that could not be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelErrors(pub(super) Vec<ModelError>);

impl ModelErrors {
    /// The faults, in the order of the records.
    pub fn iter(&self) -> impl Iterator<Item = &ModelError> {
        self.0.iter()
    }
}

impl std::fmt::Display for ModelErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, error) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ModelErrors {}
