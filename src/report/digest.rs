//! Many findings: which are shown, and how the others are counted.

use super::safe::short;
use super::text::counted;
use super::{Finding, FindingGroup, Report, Verdict};
use crate::model::Rule;

/// What an output shows of a report's findings.
///
/// Up to a number, all in the order of the report. Beyond it, by the groups of the report: the first of each is shown, then
/// the second of each, and so on, until the number is reached, contradictions before tensions.
pub(super) struct Digest<'r> {
    /// The findings shown, with their positions in the report.
    pub(super) shown: Vec<(usize, &'r Finding)>,
    /// Every group, if some findings are not shown.
    pub(super) groups: Vec<Bundle<'r>>,
}

/// Findings of one grade, subject and rule.
pub(super) struct Bundle<'r> {
    pub(super) verdict: Verdict,
    pub(super) rule: Rule,
    pub(super) subject: &'r str,
    pub(super) count: usize,
    pub(super) shown: usize,
}

impl<'r> Digest<'r> {
    pub(super) fn new(report: &'r Report, most: usize) -> Digest<'r> {
        if report.findings.len() <= most {
            return Digest { shown: report.findings.iter().enumerate().collect(), groups: Vec::new() };
        }
        let mut order: Vec<(Verdict, usize, usize)> = Vec::new();
        for (at, group) in report.groups.iter().enumerate() {
            order.extend((0..group.findings.len()).map(|round| (group.verdict, round, at)));
        }
        order.sort_unstable();
        let mut taken = vec![0_usize; report.groups.len()];
        for (_, _, group) in order.into_iter().take(most) {
            if let Some(count) = taken.get_mut(group) {
                *count += 1;
            }
        }
        let groups = || report.groups.iter().zip(&taken);
        let shown = groups().flat_map(|(group, taken)| group.findings.iter().take(*taken));
        let shown = shown.filter_map(|at| Some((*at, report.findings.get(*at)?))).collect();
        let bundle = |(group, taken): (&'r FindingGroup, &usize)| Bundle {
            verdict: group.verdict,
            rule: group.rule,
            subject: &group.subject,
            count: group.findings.len(),
            shown: *taken,
        };
        Digest { shown, groups: groups().map(bundle).collect() }
    }

    /// How many findings of the report are not shown.
    pub(super) fn hidden(&self) -> usize {
        self.groups.iter().map(|group| group.count - group.shown).sum()
    }
}

/// How many groups are listed.
const GROUPS: usize = 50;

impl Digest<'_> {
    /// What is not shown: a sentence, and every group that has more findings than are shown.
    pub(super) fn rest(&self, report: &Report) -> Option<(String, Vec<&Bundle<'_>>, Option<String>)> {
        let hidden = self.hidden();
        if hidden == 0 {
            return None;
        }
        let sentence = format!(
            "{} of {} shown; a higher limit shows more. All, by subject and rule, most serious first:",
            self.shown.len(),
            counted(report.findings.len(), "finding")
        );
        let (groups, more) = self.listed();
        Some((sentence, groups, more))
    }

    /// The groups that are listed, and how many there are besides.
    pub(super) fn listed(&self) -> (Vec<&Bundle<'_>>, Option<String>) {
        let more: usize = self.groups.iter().skip(GROUPS).map(|group| group.count).sum();
        let groups = self.groups.len().saturating_sub(GROUPS);
        let more = (more > 0)
            .then(|| format!("and {} in {}", counted(more, "finding"), counted(groups, "more group")));
        (self.groups.iter().take(GROUPS).collect(), more)
    }
}

impl Bundle<'_> {
    /// How many findings of which grade.
    pub(super) fn graded(&self) -> String {
        match self.verdict {
            Verdict::Contradiction => counted(self.count, "contradiction"),
            Verdict::Tension => counted(self.count, "tension"),
        }
    }
}

/// What a report holds besides findings, in one sentence; near misses may be listed already.
pub(super) fn besides(report: &Report, near_misses: usize) -> Option<String> {
    let counts = [
        (report.forecasts.len(), "plan"),
        (near_misses, "pair worth a look"),
        (report.echoes.len(), "group of echoes"),
        (report.corroborations.len(), "corroborated group"),
        (report.allowed.len(), "allowed finding"),
        (report.superseded.len(), "superseded claim"),
        (report.undecided.len(), "undecided matter"),
        (report.hints.len(), "hint"),
    ];
    let plural = |count: usize, one: &str| match one {
        "pair worth a look" if count > 1 => format!("{count} pairs worth a look"),
        "group of echoes" if count > 1 => format!("{count} groups of echoes"),
        _ => counted(count, one),
    };
    let named: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, one)| plural(*count, one)).collect();
    (!named.is_empty()).then(|| format!("Besides, in the full report: {}.", named.join(", ")))
}

/// How many claims of a finding are shown, and how many steps of its argument.
pub(super) const CLAIMS: usize = 12;
const STEPS: usize = 40;

/// The steps of the argument, and by how much the claims miss each other.
pub(super) fn argument(finding: &Finding) -> Vec<String> {
    let mut lines: Vec<String> = finding.steps.iter().take(STEPS).map(|step| short(step)).collect();
    let more = finding.steps.len().saturating_sub(STEPS);
    if more > 0 {
        lines.push(format!("and {}", counted(more, "more step")));
    }
    lines.extend(finding.gap.as_ref().map(|gap| format!("they miss each other by {}", short(gap))));
    lines
}
