use std::collections::{BTreeMap, BTreeSet};

use super::{Choice, ClaimIx, Rungs, SoftLaw};
use crate::model::{Exact, Key};

/// One of the numbers or dates that a claim speaks of.
///
/// Slots: an amount has 0; a change 0 (from) and 1 (to); a rank 0 (the ranked) and one more for each rival cell;
/// an event 0 (its instant) and 1 (the saying); an order 0 (before) and 1 (after).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Var {
    pub(crate) claim: ClaimIx,
    pub(crate) slot: usize,
}

/// A linear inequality: the terms, each variable times its number, add up to at most `limit`.
///
/// Dates count in days: day d is the half-open stretch from d to d + 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inequality {
    /// No number is zero.
    pub(crate) terms: BTreeMap<Var, Exact>,
    pub(crate) limit: Exact,
    /// Whether the limit itself is excluded.
    pub(crate) strict: bool,
}

/// The two ends of a difference: what is taken, and what is taken from it; an absent one is zero.
pub(crate) type Ends = (Option<Var>, Option<Var>);

impl Inequality {
    /// `minus` from `plus` leaves at most `limit`.
    pub(crate) fn difference((plus, minus): Ends, limit: Exact, strict: bool) -> Inequality {
        let plus = plus.map(|var| (var, Exact::one()));
        let minus = minus.map(|var| (var, -&Exact::one()));
        Inequality { terms: plus.into_iter().chain(minus).collect(), limit, strict }
    }

    /// The ends, if it is a difference of at most two variables.
    pub(crate) fn ends(&self) -> Option<Ends> {
        let mut ends: Ends = (None, None);
        for (var, times) in &self.terms {
            let end = match (*times == Exact::one(), *times == -&Exact::one()) {
                (true, _) => &mut ends.0,
                (_, true) => &mut ends.1,
                _ => return None,
            };
            if end.replace(*var).is_some() {
                return None;
            }
        }
        Some(ends)
    }
}

/// One elementary law between two cells or two dates.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// One instant or period is certainly shared.
    SameTime,
    /// A level keeps its value for the time declared.
    Holds,
    /// A running total never falls.
    Running,
    /// A sub-period has at most what its period has.
    SubPeriod,
    /// A part of the scope, by this facet, has at most what the whole has.
    Part(Key),
    /// A narrower basis, by this facet, gives at most what the wider one gives.
    Basis(Key),
    /// A later rung has at most what an earlier one has.
    Ladder,
    /// A standing law of the set, by position.
    Standing(usize),
    /// Two words for one happening.
    SameEvent,
    /// Nothing happens before it is called off... and after: what was called off on a day had not happened before it.
    CalledOff,
    /// What is underway, or still planned, has not been completed before.
    NotYet,
}

impl Step {
    /// The soft law that it is, if it is one when not declared hard.
    pub(crate) fn soft(&self) -> Option<SoftLaw> {
        match self {
            Step::Holds => Some(SoftLaw::Holds),
            Step::Running => Some(SoftLaw::Running),
            Step::Ladder => Some(SoftLaw::Ladder),
            Step::Standing(at) => Some(SoftLaw::Standing(*at)),
            Step::SameTime
            | Step::SubPeriod
            | Step::Part(_)
            | Step::Basis(_)
            | Step::SameEvent
            | Step::CalledOff
            | Step::NotYet => None,
        }
    }
}

/// How two variables stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Link {
    /// The first is at most the second.
    AtMost,
    /// They are one.
    Equal,
}

/// Where an inequality comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// A claim says so, in the reading.
    Says(ClaimIx),
    /// The measure is declared never to be below zero.
    NonNegative(Var),
    /// Laws link a variable of one claim to a variable of another.
    Law { first: Var, second: Var, link: Link, steps: Vec<Step> },
    /// The terms are of one flow over several periods: each day counts no more often than it is taken away, or exactly
    /// as often where a flow may be below zero.
    Tiling,
    /// The terms are of cells of a standing total of the set, by position, at one time: whatever fits it, they come to at
    /// most nothing.
    Total(usize),
}

/// An inequality and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Premise {
    pub(crate) inequality: Inequality,
    pub(crate) why: Why,
}

/// A clash of two claims that is not about numbers or dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Named {
    /// A one-valued attribute has two values at one instant.
    OneValue,
    /// Two figures of one cell, declared to one precision, differ.
    Precision,
    /// Two places in one order that cannot both be held.
    Places,
    /// One claim denies what the other asserts.
    Denial,
    /// Told as done before it was done (one claim).
    Anachronism,
}

/// Why claims cannot all be true in one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refutation {
    /// The premises, each times its multiplier, add up to an absurdity.
    Sum(Vec<(Exact, Premise)>),
    /// A named law of one or two claims.
    Named(Named),
}

/// Which choices take their lenient side in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Relaxed {
    /// None: a plain reading.
    Nothing,
    /// These.
    These(BTreeSet<Choice>),
    /// All: as the lenient side only takes constraints away, this covers all lenient readings of the same rungs.
    Everything,
    /// All but what this claim alone leaves open: it is no claim but a question, and a question means what it says.
    AllBut(ClaimIx),
}

/// One reading, by its rungs and its lenient choices, and why the claims clash in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) rungs: Rungs,
    pub(crate) refutation: Refutation,
}

/// A reading that reconciles: true values that fit every claim in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Witness {
    pub(crate) rungs: Rungs,
    pub(crate) values: Vec<(Var, Exact)>,
}

/// A way out of a tension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reconciliation {
    /// The choices that take their lenient side.
    pub(crate) relaxed: BTreeSet<Choice>,
    /// The rungs that are fixed.
    pub(crate) rungs: Rungs,
    /// One for every plain way to take the other stage words.
    pub(crate) witnesses: Vec<Witness>,
}

/// Renames the claims of a certificate: positions in the set become positions in the proof.
pub(crate) trait Renamed {
    /// The same, with every claim renamed.
    fn renamed(&self, name: &impl Fn(ClaimIx) -> ClaimIx) -> Self;
}

impl Renamed for Var {
    fn renamed(&self, name: &impl Fn(ClaimIx) -> ClaimIx) -> Var {
        Var { claim: name(self.claim), slot: self.slot }
    }
}

impl Renamed for Rungs {
    fn renamed(&self, name: &impl Fn(ClaimIx) -> ClaimIx) -> Rungs {
        self.iter().map(|(choice, rung)| (choice.renamed(name), *rung)).collect()
    }
}

impl Renamed for Premise {
    fn renamed(&self, name: &impl Fn(ClaimIx) -> ClaimIx) -> Premise {
        let Inequality { terms, limit, strict } = &self.inequality;
        let terms = terms.iter().map(|(var, times)| (var.renamed(name), times.clone())).collect();
        let inequality = Inequality { terms, limit: limit.clone(), strict: *strict };
        let why = match &self.why {
            Why::Says(claim) => Why::Says(name(*claim)),
            Why::NonNegative(var) => Why::NonNegative(var.renamed(name)),
            Why::Law { first, second, link, steps } => Why::Law {
                first: first.renamed(name),
                second: second.renamed(name),
                link: *link,
                steps: steps.clone(),
            },
            Why::Tiling => Why::Tiling,
            Why::Total(law) => Why::Total(*law),
        };
        Premise { inequality, why }
    }
}

impl Renamed for Case {
    fn renamed(&self, name: &impl Fn(ClaimIx) -> ClaimIx) -> Case {
        let refutation = match &self.refutation {
            Refutation::Named(named) => Refutation::Named(*named),
            Refutation::Sum(premises) => Refutation::Sum(
                premises.iter().map(|(times, premise)| (times.clone(), premise.renamed(name))).collect(),
            ),
        };
        Case { rungs: self.rungs.renamed(name), refutation }
    }
}

impl Renamed for Reconciliation {
    fn renamed(&self, name: &impl Fn(ClaimIx) -> ClaimIx) -> Reconciliation {
        Reconciliation {
            relaxed: self.relaxed.iter().map(|choice| choice.renamed(name)).collect(),
            rungs: self.rungs.renamed(name),
            witnesses: self.witnesses.iter().map(|witness| witness.renamed(name)).collect(),
        }
    }
}
