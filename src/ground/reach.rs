//! How far a number that is asked for can go, in one reading.

use std::collections::BTreeSet;

use super::stand::{CellStand, TimeStand};
use super::system::{system, timed_cells};
use super::{Ground, Reading};
use crate::model::Exact;
use crate::proof::{ClaimIx, Inequality, Link, Premise, Side, Var, Why};

/// An end, and whether it is excluded; with the premises that add up to it.
#[derive(Clone, Debug)]
pub(crate) struct Far {
    pub(crate) at: Exact,
    pub(crate) strict: bool,
    pub(crate) sum: Vec<(Exact, Premise)>,
}

/// How far a number goes in one reading.
#[derive(Clone, Debug)]
pub(crate) enum Reached {
    /// To these ends; an absent one is nowhere.
    Between(Option<Far>, Option<Far>),
    /// Nothing fits: these premises add up to an absurdity.
    Nowhere(Vec<(Exact, Premise)>),
    /// A limit of the policy was reached.
    GaveUp,
}

impl Far {
    /// Whether it leaves more on its side than another end, an absent one the most of all.
    pub(crate) fn leaves_more(this: Option<&Far>, other: Option<&Far>, side: Side) -> bool {
        match (this, other) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(this), Some(other)) if this.at == other.at => other.strict && !this.strict,
            (Some(this), Some(other)) => (this.at > other.at) == (side == Side::High),
        }
    }
}

/// What bears on a number that is asked for, in one reading.
#[derive(Clone, Debug)]
pub(crate) struct Bearing {
    /// The claims of which a number hangs together with it.
    pub(crate) claims: BTreeSet<ClaimIx>,
    /// Whether some claim gives a figure of this very cell.
    pub(crate) told: bool,
}

impl Ground<'_> {
    /// How far the number of a question goes, among some claims with it, in a reading.
    pub(crate) fn reach(&self, claims: &[ClaimIx], question: ClaimIx, reading: &Reading) -> Reached {
        let mut system = system(self, claims, reading);
        let asked = Var { claim: question, slot: 0 };
        if self.never_negative(question) {
            let inequality = Inequality::difference((None, Some(asked)), Exact::zero(), false);
            system.premises.push(Premise { inequality, why: Why::NonNegative(asked) });
        }
        system.reach(asked, &self.limits())
    }

    /// Every cell that a claim speaks of, with its time.
    pub(crate) fn timed_cells(&self, ix: ClaimIx) -> Vec<(&CellStand, &TimeStand)> {
        let all = self.stand(ix).map(timed_cells).unwrap_or_default();
        all.into_iter().map(|(cell, time, _)| (cell, time)).collect()
    }

    /// The claims of which a number hangs together with that of a question, in a reading; and which of them fix it.
    pub(crate) fn bearing_on(&self, claims: &[ClaimIx], question: ClaimIx, reading: &Reading) -> Bearing {
        let system = system(self, claims, reading);
        let asked = Var { claim: question, slot: 0 };
        let is_one = |premise: &Premise| match &premise.why {
            Why::Law { first, second, link: Link::Equal, .. } if *second == asked => Some(*first),
            Why::Law { first, second, link: Link::Equal, .. } if *first == asked => Some(*second),
            Why::Law { .. } | Why::Says(_) | Why::NonNegative(_) | Why::Tiling | Why::Total(_) => None,
        };
        let same: BTreeSet<Var> = system.premises.iter().filter_map(is_one).collect();
        let told = |premise: &Premise| {
            let alone = premise.inequality.terms.len() == 1 && matches!(premise.why, Why::Says(_));
            alone && premise.inequality.terms.keys().any(|var| same.contains(var))
        };
        let near = system.near(asked).into_iter().map(|var| var.claim);
        Bearing {
            claims: near.filter(|claim| *claim != question).collect(),
            told: system.premises.iter().any(told),
        }
    }

    /// Whether the number of an amount is of a measure that is never below zero.
    pub(crate) fn never_negative(&self, ix: ClaimIx) -> bool {
        let cell = self.stand(ix).and_then(super::Stand::cell);
        cell.and_then(|cell| self.measure(&cell.measure)).is_some_and(|measure| measure.non_negative)
    }
}
