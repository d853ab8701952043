//! Which claims a question hangs together with, and which of them it may rest on.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Findings;
use super::super::candidates::{Knot, LawTies, knots};
use crate::ground::{Ground, Stand, is_ahead};
use crate::model::{Certainty, Stance};
use crate::proof::ClaimIx;

/// Claims of numbers by what connects them.
#[derive(Debug)]
pub(crate) struct Web<'a> {
    at_knot: BTreeMap<Knot<'a>, Vec<ClaimIx>>,
    knots: BTreeMap<ClaimIx, Vec<Knot<'a>>>,
    touched: BTreeSet<ClaimIx>,
    most: usize,
}

/// The claims that a question hangs together with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    /// Facts that no contradiction touches.
    pub(crate) usable: BTreeSet<ClaimIx>,
    /// Facts that one touches.
    pub(crate) touched: BTreeSet<ClaimIx>,
}

/// Why what follows was not worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Barred {
    /// More claims hang together than the policy allows to be looked through.
    Many,
    /// Whether a contradiction touches them was not decided.
    Undecided,
    /// A limit of work was reached.
    Limit,
}

impl<'a> Web<'a> {
    /// The facts among some claims; what foretells is none.
    pub(crate) fn new(ground: &'a Ground<'_>, active: &[ClaimIx], findings: &Findings) -> Web<'a> {
        let mut web = Web {
            at_knot: BTreeMap::new(),
            knots: BTreeMap::new(),
            touched: touched(findings),
            most: ground.set().policy().implied,
        };
        let ties = LawTies::of(ground);
        for stand in active.iter().filter(|ix| is_fact(ground, **ix)).filter_map(|ix| ground.stand(*ix)) {
            let knots = knots(ground, stand, &ties);
            for knot in &knots {
                web.at_knot.entry(*knot).or_default().push(stand.ix);
            }
            web.knots.insert(stand.ix, knots);
        }
        web
    }

    /// Whether a claim is a fact that no contradiction touches.
    pub(super) fn is_usable(&self, ix: ClaimIx) -> bool {
        self.knots.contains_key(&ix) && !self.touched.contains(&ix)
    }

    /// The claims that a question hangs together with, directly or through facts that no contradiction touches; a few too
    /// many where they are more than the policy allows.
    pub(super) fn part(&self, ground: &Ground<'_>, question: &Stand) -> Part {
        let mut part = Part::default();
        let start = knots(ground, question, &LawTies::of(ground));
        let mut seen: BTreeSet<Knot<'_>> = start.iter().copied().collect();
        let mut open: Vec<Knot<'_>> = start;
        while let Some(knot) = open.pop() {
            for ix in self.at_knot.get(&knot).into_iter().flatten() {
                if self.is_large(&part) {
                    return part;
                }
                if self.touched.contains(ix) {
                    part.touched.insert(*ix);
                } else if part.usable.insert(*ix) {
                    let knots = self.knots.get(ix).into_iter().flatten().copied();
                    open.extend(knots.filter(|knot| seen.insert(*knot)));
                }
            }
        }
        part
    }

    fn is_large(&self, part: &Part) -> bool {
        part.usable.len() + part.touched.len() > self.most
    }

    /// Why what follows from some claims is not worked out, if it is not.
    pub(super) fn barred(&self, part: &Part, findings: &Findings) -> Option<Barred> {
        if self.is_large(part) {
            return Some(Barred::Many);
        }
        let open = |claims: &Vec<ClaimIx>| claims.iter().any(|ix| part.usable.contains(ix));
        let undecided = findings.cut || findings.undecided.iter().chain(&findings.left_out).any(open);
        undecided.then_some(Barred::Undecided)
    }
}

/// The claims of all contradictions, listed or not, allowed or not.
fn touched(findings: &Findings) -> BTreeSet<ClaimIx> {
    let open = findings.open.iter().filter(|(_, contradiction)| *contradiction).map(|(claims, _)| claims);
    let allowed = findings.allowed.iter().filter(|((_, contradiction, _), _)| *contradiction);
    open.chain(allowed.map(|((_, _, claims), _)| claims)).flatten().copied().collect()
}

/// Whether a claim asserts a number as a fact: at least as probable, in a unit that compares, of no time that began after it
/// was said, and by no word that may mean a plan.
fn is_fact(ground: &Ground<'_>, ix: ClaimIx) -> bool {
    let (Some(claim), Some(stand)) = (ground.claim(ix), ground.stand(ix)) else { return false };
    let cells = ground.timed_cells(ix);
    let may_plan = cells.iter().any(|(cell, _)| {
        let plan = ground.measure(&cell.measure).and_then(|measure| ground.plan_rung(measure));
        plan.is_some() && cell.plain_rungs().contains(&plan)
    });
    let ahead =
        |days: Option<crate::model::Span>| days.is_some_and(|days| is_ahead(&days, &stand.said.plain));
    claim.stance == Stance::Asserts
        && claim.certainty != Certainty::Possible
        && !cells.is_empty()
        && !may_plan
        && !cells.iter().any(|(_, time)| ahead(time.written()))
        && !ground.lacks_unit(ix)
}
