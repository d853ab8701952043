//! Cells to minimal conflicts, each judged over its readings.

mod apart;
mod blame;
mod candidates;
mod fates;
mod implied;
mod independence;
mod inferred;
mod judge;
mod near;
mod rule;
mod rulings;
mod slips;
mod supersede;
mod sweep;
mod ties;
mod topic;

pub(crate) use blame::{Blame, Suspect, blame};
pub use fates::Fate;
pub(crate) use fates::{Fated, fates};
pub(crate) use implied::{Asked, Barred, CELLS, Follows, Forced, ForcedEnd, Unseen, Web, look};
pub(crate) use independence::{Agreements, agreements, independent};
pub(crate) use inferred::{Inferred, inferred, may_infer, may_infer_from, trusted};
pub(crate) use judge::{Judgement, cases, judge, reconciliations};
pub(crate) use near::{LookAlikes, Near, NearMisses, look_alikes, near_misses};
pub(crate) use rule::rule_of;
pub(crate) use rulings::{Met, stale};
pub(crate) use slips::{Slip, Wanting, said_on, scale_words, slips};
pub(crate) use supersede::{Superseded, superseded};
pub(crate) use sweep::{Item, Times, clashing};
pub(crate) use ties::{Tie, ties};

use std::collections::{BTreeMap, BTreeSet};

use candidates::{Candidate, candidates};
use rulings::{Ruled, Rulings};

use crate::ground::Ground;
use crate::model::{Listing, Rule};
use crate::proof::{Case, ClaimIx, Reconciliation, Refutation, Why};
use crate::watch::Work;

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
    /// Of a tension that is denied: why.
    pub(crate) denied: Option<String>,
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
    /// Those that are allowed, as far as the policy lists them, with the reason.
    pub(crate) allowed: Vec<(Graded, String)>,
    /// How many are allowed, listed or not.
    pub(crate) allowed_count: usize,
    /// How many tensions are denied, listed or not.
    pub(crate) denied_count: usize,
    /// The rulings in force, and those that met a finding.
    rulings: Rulings,
    pub(crate) met: Met,
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
    let judgements = ground.watch().each(Work::Judging, &candidates, &|candidate| judge(ground, candidate));
    for (candidate, judgement) in candidates.into_iter().zip(judgements) {
        let contradiction = match judgement {
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
    result.rulings = Rulings::new(ground.set());
    result.sort_out(ground, graded(ground, grades));
    result
}

impl Findings {
    /// Sets aside what is allowed, marks what is denied, counts everything, and lists what the policy lists.
    fn sort_out(&mut self, ground: &Ground<'_>, graded: Vec<Graded>) {
        let (mut allowed, mut open) = (Vec::new(), Vec::new());
        for graded in graded {
            match self.rulings.on(ground, graded.0.into(), &graded.2, &mut self.met) {
                Ruled::Allowed(because) => allowed.push((graded, Some(because))),
                Ruled::Denied(because) if !graded.1 => open.push((graded, Some(because))),
                Ruled::Denied(_) | Ruled::Neither => open.push((graded, None)),
            }
        }
        self.allowed_count = allowed.len();
        self.denied_count = open.iter().filter(|(_, denied)| denied.is_some()).count();
        for ((rule, contradiction, _), _) in &open {
            *self.counts.entry((*rule, *contradiction)).or_default() += 1;
        }
        self.open = open.iter().map(|((_, grade, claims), _)| (claims.clone(), *grade)).collect();
        let because = |(graded, because): Weighed| (graded, because.unwrap_or_default());
        self.allowed = listed(ground, allowed).into_iter().map(because).collect();
        let found = |(graded, denied): Weighed| Found { denied, ..explained(ground, graded) };
        let open = ground.watch().over(Work::Reconciling, listed(ground, open));
        self.listed = open.map(found).collect();
        self.listed.sort_by(|a, b| {
            (!a.contradiction, a.rule, &a.claims).cmp(&(!b.contradiction, b.rule, &b.claims))
        });
    }
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

/// A finding with the reason of the ruling that allows or denies it.
type Weighed = (Graded, Option<String>);

fn graded(ground: &Ground<'_>, grades: BTreeMap<Candidate, bool>) -> Vec<Graded> {
    let rule = |(claims, contradiction): (Candidate, bool)| {
        let cases = cases(ground, &claims, contradiction);
        let case = cases.first().filter(|_| rests_on_all(&claims, &cases))?;
        Some((rule_of(ground, &claims, &case.refutation), contradiction, claims))
    };
    grades.into_iter().take_while(|_| ground.watch().still_goes_on(Work::Judging)).filter_map(rule).collect()
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
                        Why::Law { .. } | Why::Tiling | Why::Total(_) => {}
                    }
                }
            }
        }
    }
    claims.iter().all(|ix| used.contains(ix))
}

/// Those that the policy lists: all, or of each crowded rule and subject the first findings of every claim. What a ruling
/// speaks of makes a crowd of its own, so that it is not lost among the rest.
fn listed(ground: &Ground<'_>, all: Vec<Weighed>) -> Vec<Weighed> {
    let Listing::Witnesses(most) = ground.set().policy().listing else { return all };
    let mut groups: BTreeMap<(bool, Rule, String, Option<String>), Vec<Weighed>> = BTreeMap::new();
    for (graded, ruling) in all {
        let subject = graded.2.first().and_then(|ix| ground.claim(*ix)).map(subject).unwrap_or_default();
        groups.entry((!graded.1, graded.0, subject, ruling.clone())).or_default().push((graded, ruling));
    }
    let thin = |group: Vec<Weighed>| {
        if group.len() <= most {
            return group;
        }
        let mut seen = BTreeSet::new();
        let fresh = |((.., claims), _): &Weighed| {
            claims.iter().map(|ix| seen.insert(*ix)).fold(false, |any, new| any | new)
        };
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
        denied: None,
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
