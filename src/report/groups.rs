use std::collections::BTreeMap;

use serde::Serialize;

use super::{Finding, Verdict, coded};
use crate::model::Rule;

/// The listed findings of one grade, subject and rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FindingGroup {
    /// Which law is broken.
    #[serde(flatten, serialize_with = "coded")]
    pub rule: Rule,
    /// How sure they are.
    pub verdict: Verdict,
    /// What they are about.
    pub subject: String,
    /// Their positions among the findings, from 0.
    pub findings: Vec<usize>,
}

/// Findings in groups: those of contradictions first, then those of the most findings, then by subject and by the order of
/// [`Rule`].
pub(super) fn groups(findings: &[Finding]) -> Vec<FindingGroup> {
    let mut groups: BTreeMap<(Verdict, &str, Rule), Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        groups.entry((finding.verdict, &finding.subject, finding.rule)).or_default().push(at);
    }
    let mut groups: Vec<FindingGroup> = groups
        .into_iter()
        .map(|((verdict, subject, rule), findings)| FindingGroup {
            rule,
            verdict,
            subject: subject.to_owned(),
            findings,
        })
        .collect();
    // Sorting keeps the order by subject and rule among equals.
    groups.sort_by_key(|group| (group.verdict, std::cmp::Reverse(group.findings.len())));
    groups
}
