use std::fmt;

/// Why two claims that do not clash are worth a look.
///
/// Each is explained in the [guide](crate::guide::near_misses).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NearRule {
    /// In one scope they would clash.
    NearScope,
    /// On one basis they would clash.
    NearBasis,
    /// In one unit their figures would clash.
    NearUnit,
    /// For one time they would clash; their times mostly overlap.
    NearPeriod,
    /// A later stage is said to have more than the plan of another source.
    NearStage,
    /// Their measures have like names, and in one they would clash.
    NearMeasure,
    /// Their subjects or events are spelt alike, and as one they would clash.
    NearName,
    /// One written figure, given by one speaker or source chain to two things.
    SameFigure,
    /// Ranks that differ, of times that mostly overlap.
    NearRank,
    /// Two values that the set declares near.
    NearState,
    /// Two ranges for one thing with only an end in common.
    Touching,
}

/// Every rule with its name and what it says, in the order of the guide.
const RULES: [(NearRule, &str, &str); 11] = [
    (NearRule::NearScope, "near-scope", "they would clash if their scopes were one"),
    (NearRule::NearBasis, "near-basis", "they would clash if their bases were one"),
    (NearRule::NearUnit, "near-unit", "they would clash if their units were one"),
    (
        NearRule::NearPeriod,
        "near-period",
        "they would clash if their times were one, and these mostly overlap",
    ),
    (NearRule::NearStage, "near-stage", "more at a later stage than another source plans"),
    (NearRule::NearMeasure, "near-measure", "they would clash if their measures were one"),
    (NearRule::NearName, "near-name", "they would clash if their names, which are spelt alike, were one"),
    (NearRule::SameFigure, "same-figure", "one figure from one mouth for two things"),
    (NearRule::NearRank, "near-rank", "ranks that differ, of times that mostly overlap"),
    (NearRule::NearState, "near-state", "two values that are easily taken for each other"),
    (NearRule::Touching, "touching", "two ranges that only touch"),
];

impl NearRule {
    /// Every rule, in the order of the guide.
    pub fn all() -> impl Iterator<Item = NearRule> {
        RULES.iter().map(|(rule, ..)| *rule)
    }

    /// The rule's name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        RULES.iter().find(|(rule, ..)| *rule == self).map_or("", |(_, name, _)| name)
    }

    /// What it says, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        RULES.iter().find(|(rule, ..)| *rule == self).map_or("", |(.., title)| title)
    }

    /// The rule of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<NearRule> {
        RULES.iter().find(|(_, own, _)| *own == name).map(|(rule, ..)| *rule)
    }
}

impl fmt::Display for NearRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_name() {
        for rule in NearRule::all() {
            assert_eq!(NearRule::named(rule.name()), Some(rule));
            assert!(!rule.title().is_empty(), "{rule:?}");
        }
    }
}
