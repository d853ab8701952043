//! Cells to minimal conflicts, each judged over its readings.

mod blame;
mod candidates;
mod fates;
mod independence;
mod judge;
mod near;
mod rule;
mod slips;
mod supersede;
mod sweep;
mod topic;

pub(crate) use blame::{Blame, Suspect, blame};
pub use fates::Fate;
pub(crate) use fates::{Fated, fates};
pub(crate) use independence::{Agreements, agreements, independent};
pub(crate) use judge::{Judgement, cases, judge, reconciliations};
pub use near::NearRule;
pub(crate) use near::{LookAlikes, Near, NearMisses, look_alikes, near_misses};
pub use rule::Rule;
pub(crate) use rule::rule_of;
pub(crate) use slips::{Slip, Wanting, said_on, scale_words, slips};
pub(crate) use supersede::{Superseded, superseded};

use std::collections::{BTreeMap, BTreeSet};

use candidates::{Candidate, candidates};

use crate::ground::Ground;
use crate::model::Listing;
use crate::proof::{Case, ClaimIx, Reconciliation, Refutation, Why};

/// How many candidates are judged at most; beyond, the report says that it was cut.
const CANDIDATES: usize = 2_000_000;

/// A minimal set of claims that clash, and why.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) rule: Rule,
    pub(crate) contradiction: bool,
    /// In the order of their ids.
    pub(crate) claims: Vec<ClaimIx>,
    pub(crate) between: Between,
    pub(crate) cases: Vec<Case>,
    pub(crate) reconciliations: Vec<Reconciliation>,
}

/// Where a finding lies.
///
/// Of these the first that holds; see [witnesses](crate::guide::witnesses).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Between {
    /// Within one source.
    Document,
    /// One speaker, in several sources.
    Speaker,
    /// One publisher.
    Publisher,
    /// Between sources.
    Sources,
}

/// What a check of the pairs and fixed triples of a set comes to.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Those listed by policy, contradictions first, then by rule and claims.
    pub(crate) listed: Vec<Found>,
    /// The claims of every finding, listed or not, allowed or not.
    pub(crate) sets: Vec<Candidate>,
    /// The claims of every finding that is not allowed, listed or not, and whether it is a contradiction.
    pub(crate) open: Vec<(Candidate, bool)>,
    /// How many there are of each rule and grade, listed or not.
    pub(crate) counts: BTreeMap<(Rule, bool), usize>,
    /// Findings that the set's author allows, with the position of the allowance.
    pub(crate) allowed: Vec<(Graded, usize)>,
    /// Sets whose readings are more than the policy allows to be looked through.
    pub(crate) undecided: Vec<Vec<ClaimIx>>,
    /// Connected parts of many claims that were not looked through to the end.
    pub(crate) left_out: Vec<Vec<ClaimIx>>,
    /// Whether there were more candidates than are judged.
    pub(crate) cut: bool,
}

/// Judges every candidate and keeps the minimal ones.
pub(crate) fn findings(ground: &Ground<'_>, active: &[ClaimIx]) -> Findings {
    let (candidates, left_out, cut) = candidates(ground, active, CANDIDATES).finish();
    let mut result = Findings { cut, left_out: left_out.into_iter().collect(), ..Findings::default() };
    let mut grades: BTreeMap<Candidate, bool> = BTreeMap::new();
    for candidate in candidates {
        let contradiction = match judge(ground, &candidate) {
            Judgement::Fine => continue,
            Judgement::Undecided => {
                result.undecided.push(candidate);
                continue;
            }
            Judgement::Tension => false,
            Judgement::Contradiction => true,
        };
        if is_minimal(&grades, &candidate, contradiction) {
            grades.insert(candidate, contradiction);
        }
    }
    result.sets = grades.keys().cloned().collect();
    let (allowed, graded): (Vec<_>, Vec<_>) = graded(ground, grades)
        .into_iter()
        .map(|graded| (allowance(ground, &graded), graded))
        .partition(|(allowed, _)| allowed.is_some());
    result.allowed = allowed.into_iter().filter_map(|(allowed, graded)| Some((graded, allowed?))).collect();
    let graded: Vec<Graded> = graded.into_iter().map(|(_, graded)| graded).collect();
    for (rule, contradiction, _) in &graded {
        *result.counts.entry((*rule, *contradiction)).or_default() += 1;
    }
    result.open = graded.iter().map(|(_, grade, claims)| (claims.clone(), *grade)).collect();
    result.listed = listed(ground, graded).into_iter().map(|graded| explained(ground, graded)).collect();
    result
        .listed
        .sort_by(|a, b| (!a.contradiction, a.rule, &a.claims).cmp(&(!b.contradiction, b.rule, &b.claims)));
    result
}

/// A contradiction holds no smaller contradiction; a tension holds no smaller finding at all. Smaller sets come first.
fn is_minimal(grades: &BTreeMap<Candidate, bool>, claims: &[ClaimIx], contradiction: bool) -> bool {
    let stands_in_the_way =
        |smaller: &[ClaimIx]| grades.get(smaller).is_some_and(|grade| *grade || !contradiction);
    match claims {
        [_] => true,
        [a, b] => !stands_in_the_way(&[*a]) && !stands_in_the_way(&[*b]),
        _ => !grades.keys().any(|smaller| {
            smaller.len() < claims.len()
                && smaller.iter().all(|ix| claims.contains(ix))
                && stands_in_the_way(smaller)
        }),
    }
}

/// A rule, whether it is a contradiction, and the claims.
pub(crate) type Graded = (Rule, bool, Candidate);

/// The position of the allowance for a finding, if its author gave one.
fn allowance(ground: &Ground<'_>, (rule, _, claims): &Graded) -> Option<usize> {
    let ids: BTreeSet<&str> =
        claims.iter().filter_map(|ix| ground.claim(*ix)).map(|claim| claim.id.as_str()).collect();
    ground.set().allowances().iter().position(|allowance| {
        allowance.rule == rule.name()
            && allowance.claims.iter().map(String::as_str).collect::<BTreeSet<_>>() == ids
    })
}

fn graded(ground: &Ground<'_>, grades: BTreeMap<Candidate, bool>) -> Vec<Graded> {
    let rule = |(claims, contradiction): (Candidate, bool)| {
        let cases = cases(ground, &claims, contradiction);
        let case = cases.first().filter(|_| rests_on_all(&claims, &cases))?;
        Some((rule_of(ground, &claims, &case.refutation), contradiction, claims))
    };
    grades.into_iter().filter_map(rule).collect()
}

/// Whether some premise rests on each claim: otherwise fewer clash, and are found without the rest.
fn rests_on_all(claims: &[ClaimIx], cases: &[Case]) -> bool {
    let mut used: BTreeSet<ClaimIx> = BTreeSet::new();
    for case in cases {
        match &case.refutation {
            Refutation::Named(_) => return true,
            Refutation::Sum(premises) => {
                for (_, premise) in premises {
                    used.extend(premise.inequality.terms.keys().map(|var| var.claim));
                    match &premise.why {
                        Why::Says(claim) => used.extend([*claim]),
                        Why::NonNegative(var) => used.extend([var.claim]),
                        Why::Law { .. } | Why::Tiling => {}
                    }
                }
            }
        }
    }
    claims.iter().all(|ix| used.contains(ix))
}

/// Those that the policy lists: all, or of each crowded rule and subject the first findings of every claim.
fn listed(ground: &Ground<'_>, graded: Vec<Graded>) -> Vec<Graded> {
    let Listing::Witnesses(most) = ground.set().policy().listing else { return graded };
    let mut groups: BTreeMap<(bool, Rule, String), Vec<Graded>> = BTreeMap::new();
    for graded in graded {
        let subject = graded.2.first().and_then(|ix| ground.claim(*ix)).map(subject).unwrap_or_default();
        groups.entry((!graded.1, graded.0, subject)).or_default().push(graded);
    }
    let thin = |group: Vec<Graded>| {
        if group.len() <= most {
            return group;
        }
        let mut seen = BTreeSet::new();
        let fresh =
            |graded: &Graded| graded.2.iter().map(|ix| seen.insert(*ix)).fold(false, |any, new| any | new);
        group.into_iter().filter(fresh).collect()
    };
    groups.into_values().flat_map(thin).collect()
}

/// What a claim is about, for grouping and headings.
pub(crate) fn subject(claim: &crate::model::Claim) -> String {
    use crate::model::{Point, Statement};
    match &claim.statement {
        Statement::Amount { cell, .. } | Statement::Change { cell, .. } | Statement::Rank { cell, .. } => {
            cell.subject.clone()
        }
        Statement::Share { part, .. } => part.subject.clone(),
        Statement::Total { total, .. } => total.subject.clone(),
        Statement::Event { event, .. }
        | Statement::Order { before: Point::Event(event), .. }
        | Statement::Order { after: Point::Event(event), .. } => event.clone(),
        Statement::State { subject, .. } => subject.clone(),
        Statement::Order { .. } | Statement::Retraction => claim.id.clone(),
    }
}

/// Fills in the reasons of a finding.
fn explained(ground: &Ground<'_>, (rule, contradiction, claims): Graded) -> Found {
    Found {
        rule,
        contradiction,
        between: between(ground, &claims),
        cases: cases(ground, &claims, contradiction),
        reconciliations: if contradiction { Vec::new() } else { reconciliations(ground, &claims) },
        claims,
    }
}

/// Where a set of claims lies: in the narrowest circle that holds all of them.
pub(crate) fn between(ground: &Ground<'_>, claims: &[ClaimIx]) -> Between {
    let stands: Vec<_> = claims.iter().filter_map(|ix| ground.stand(*ix)).collect();
    let Some((first, rest)) = stands.split_first() else { return Between::Sources };
    if rest.iter().all(|stand| stand.source == first.source) {
        Between::Document
    } else if first.speakers.iter().any(|speaker| rest.iter().all(|stand| stand.speakers.contains(speaker))) {
        Between::Speaker
    } else if rest.iter().all(|stand| stand.publisher == first.publisher) {
        Between::Publisher
    } else {
        Between::Sources
    }
}

/// The grade, reasons and place of a few claims, whatever other claims there are.
pub(crate) fn found(ground: &Ground<'_>, claims: &[ClaimIx]) -> Option<Found> {
    let contradiction = match judge(ground, claims) {
        Judgement::Fine | Judgement::Undecided => return None,
        Judgement::Tension => false,
        Judgement::Contradiction => true,
    };
    let (rule, contradiction, claims) =
        graded(ground, BTreeMap::from([(claims.to_vec(), contradiction)])).into_iter().next()?;
    Some(explained(ground, (rule, contradiction, claims)))
}
