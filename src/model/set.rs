use std::collections::BTreeMap;

use super::draft::{ClaimSetBuilder, ModelErrors};
use super::{
    Attribute, Claim, Key, Ladder, Law, Measure, Names, Periods, Policy, Rate, Recurrence, Ruling, Source,
    Units, validate,
};

/// Claims together with everything that they rest on: sources, names, units, measures, ladders, laws.
///
/// A set is checked as a whole when it is built; what it holds is always valid.
///
/// # Examples
/// ```
/// use gainsay::{Cell, Claim, ClaimSet, Measure, Source};
/// let set = ClaimSet::builder()
///     .source(Source::new("wana", "WANA").published("2025-06-05".parse()?))
///     .measure("investment", Measure::running_total("USD"))
///     .claim(Claim::amount("w2", "wana", Cell::new("Russia in Iran", "investment"), "nearly $5 billion".parse()?))
///     .build()?;
/// assert_eq!(set.claims().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimSet {
    pub(super) title: Option<String>,
    pub(super) sources: BTreeMap<String, Source>,
    pub(super) names: Names,
    pub(super) units: Units,
    pub(super) periods: Periods,
    pub(super) measures: BTreeMap<Key, (String, Measure)>,
    pub(super) ladders: BTreeMap<Key, (String, Ladder)>,
    pub(super) events: BTreeMap<Key, (String, Recurrence)>,
    pub(super) attributes: BTreeMap<Key, (String, Attribute)>,
    pub(super) rates: Vec<Rate>,
    pub(super) laws: Vec<Law>,
    pub(super) policy: Policy,
    pub(super) allow: Vec<Ruling>,
    pub(super) deny: Vec<Ruling>,
    /// Ordered by id.
    pub(super) claims: Vec<Claim>,
    /// What the author declared, before the shipped tables were laid under it.
    pub(super) declared: ClaimSetBuilder,
}

impl ClaimSet {
    /// Begins a set in code.
    #[must_use]
    pub fn builder() -> ClaimSetBuilder {
        ClaimSetBuilder::default()
    }

    /// The declarations and claims as they were given.
    #[must_use]
    pub fn declared(&self) -> &ClaimSetBuilder {
        &self.declared
    }

    /// The set's title.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The claims, ordered by id.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// The claim of that id.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims
            .binary_search_by(|claim| claim.id.as_str().cmp(id))
            .ok()
            .and_then(|at| self.claims.get(at))
    }

    /// The sources, by id.
    #[must_use]
    pub fn sources(&self) -> &BTreeMap<String, Source> {
        &self.sources
    }

    /// The table of names.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The units in force, shipped and declared.
    #[must_use]
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The named periods.
    #[must_use]
    pub fn periods(&self) -> &Periods {
        &self.periods
    }

    /// The measure of that name.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.get(&self.names.key(name)).map(|(_, measure)| measure)
    }

    pub(crate) fn measure_of(&self, key: &Key) -> Option<&Measure> {
        self.measures.get(key).map(|(_, measure)| measure)
    }

    pub(crate) fn recurrence_of(&self, key: &Key) -> Recurrence {
        self.events.get(key).map(|(_, recurrence)| *recurrence).unwrap_or_default()
    }

    pub(crate) fn attribute_of(&self, key: &Key) -> Option<&Attribute> {
        self.attributes.get(key).map(|(_, attribute)| attribute)
    }

    /// Whether two values of an attribute are declared to be easily taken for each other.
    pub(crate) fn are_near(&self, attribute: &Key, a: &Key, b: &Key) -> bool {
        let groups = self.attribute_of(attribute).into_iter().flat_map(|attribute| &attribute.near);
        let holds = |group: &Vec<String>, key: &Key| group.iter().any(|name| self.names.key(name) == *key);
        groups.into_iter().any(|group| holds(group, a) && holds(group, b))
    }

    /// The ladder of a measure, shipped or declared.
    #[must_use]
    pub fn ladder(&self, name: &str) -> Option<&Ladder> {
        self.ladders.get(&Key::fold(name)).map(|(_, ladder)| ladder)
    }

    /// How often an event can happen.
    #[must_use]
    pub fn recurrence(&self, event: &str) -> Recurrence {
        self.events.get(&self.names.key(event)).map(|(_, recurrence)| *recurrence).unwrap_or_default()
    }

    /// The attribute of that name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.get(&self.names.key(name)).map(|(_, attribute)| attribute)
    }

    /// The dated rates, in the order in which they were declared.
    #[must_use]
    pub fn rates(&self) -> &[Rate] {
        &self.rates
    }

    /// The standing laws, in the order in which they were declared.
    #[must_use]
    pub fn laws(&self) -> &[Law] {
        &self.laws
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What the author allows, beside what the [policy](Policy::allow) does.
    #[must_use]
    pub fn allowances(&self) -> &[Ruling] {
        &self.allow
    }

    /// What the author denies, beside what the [policy](Policy::deny) does.
    #[must_use]
    pub fn denials(&self) -> &[Ruling] {
        &self.deny
    }

    /// The same set under another policy.
    #[must_use]
    pub fn with_policy(mut self, policy: Policy) -> ClaimSet {
        self.policy = policy;
        self
    }

    /// Takes all claims out; what is declared stays.
    pub(crate) fn take(&mut self) -> Vec<Claim> {
        self.declared.claims.clear();
        std::mem::take(&mut self.claims)
    }

    /// Puts claims under what is declared, in the place of all that were there; whatever is wrong with them, they are there then.
    pub(crate) fn put(&mut self, claims: Vec<Claim>) -> Result<(), ModelErrors> {
        let faults = validate::put(self, claims);
        if faults.is_empty() { Ok(()) } else { Err(ModelErrors(faults)) }
    }

    /// Declares one more source; with faults, it is not.
    pub(crate) fn add_source(&mut self, source: Source) -> Result<(), ModelErrors> {
        let faults = validate::add_source(self, source);
        if faults.is_empty() { Ok(()) } else { Err(ModelErrors(faults)) }
    }

    /// The same set with other claims, which are valid in it.
    pub(crate) fn holding(&self, mut claims: Vec<Claim>) -> ClaimSet {
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        let declared = ClaimSetBuilder { claims: claims.clone(), ..self.declared.clone() };
        ClaimSet { claims, declared, ..self.clone() }
    }

    /// The same set with only the claims that `keep` accepts.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Claim) -> bool) -> ClaimSet {
        let mut set = self.clone();
        set.claims.retain(|claim| keep(claim));
        set.declared.claims.retain(|claim| keep(claim));
        set
    }
}
