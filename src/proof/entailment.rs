use std::collections::BTreeSet;

use super::{Case, ClaimIx, Inference};
use crate::model::{Cell, Exact, Grade};

/// Why a number lies where claims force it to lie: checked anew against the claims by a kernel that shares no code with
/// the search.
///
/// For each end of an interval, in plain readings and in lenient ones: for every way to take the rungs of the stage words
/// and unstated stages of the claims that force it, premises with multipliers that add up to that end, or to an
/// absurdity where the claims do not fit in that reading at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entailment {
    /// What is asked for.
    pub(crate) cell: Cell,
    pub(crate) bounds: Vec<ProvedEnd>,
    /// Dates that other claims fix, in whose places they are put; each after those that it rests on.
    pub(crate) inferred: Vec<Inference>,
}

/// One end of an interval, and why the number of the cell does not lie beyond it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProvedEnd {
    pub(crate) grade: Grade,
    pub(crate) side: Side,
    /// Where it ends, in base units of the measure's dimension.
    pub(crate) at: Exact,
    /// Whether the end itself is excluded.
    pub(crate) strict: bool,
    /// The claims that force it, by id, in order. [`ClaimIx`] counts in this list; after the last comes the question.
    pub(crate) claims: Vec<String>,
    /// The sums of its cases add up to the end, or to an absurdity.
    pub(crate) cases: Vec<Case>,
}

/// From which side a number is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Side {
    Low,
    High,
}

impl ProvedEnd {
    /// The question, after all claims.
    pub(crate) fn question(&self) -> ClaimIx {
        ClaimIx(self.claims.len())
    }
}

impl Entailment {
    /// What is asked for.
    #[must_use]
    pub fn cell(&self) -> &Cell {
        &self.cell
    }

    /// The claims that fix the dates which it uses, in the order of their ids.
    pub(crate) fn rests_on(&self) -> Vec<String> {
        let claims: BTreeSet<&str> = self.inferred.iter().flat_map(Inference::claims).collect();
        claims.into_iter().map(str::to_owned).collect()
    }

    /// How many ends of intervals it derives: at most four, two plain and two lenient ones.
    #[must_use]
    pub fn ends(&self) -> usize {
        self.bounds.len()
    }
}
