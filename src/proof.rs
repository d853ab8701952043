//! Certificates, and the small kernel that checks them.
//!
//! What a proof is made of stands here; the rooms that make proofs use it, and it uses none of them.

mod certificate;
mod choice;
mod derived;
mod entailment;
mod inference;
mod kernel;
mod printed;
#[cfg(all(test, feature = "json"))]
mod tests;

pub(crate) use certificate::{
    Case, Ends, Inequality, Link, Named, Premise, Reconciliation, Refutation, Relaxed, Renamed, Step, Var,
    Why, Witness,
};
pub(crate) use choice::{Choice, ClaimIx, Role, Rungs, SoftLaw, StageWord};
pub(crate) use derived::{Derivation, Derived};
pub use entailment::Entailment;
pub(crate) use entailment::{ProvedEnd, Side};
pub(crate) use inference::{Bound, Fact, Inference, Instant};
pub(crate) use kernel::FitProof;
pub use kernel::ProofError;

/// Why some claims are a finding: checked anew against the claims by a kernel that shares no code with the search.
///
/// For a contradiction: for every way to take the rungs of stage words and unstated stages, premises with multipliers
/// that add up to an absurdity when everything else is read as generously as the claims allow. For a tension: the same
/// for a plain reading (within one speaker's source, for all of them), and for each reconciliation true values that
/// fit every claim. Where it uses dates that other claims fix, it says why they are what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The claims, by id, in order. [`ClaimIx`] counts in this list.
    pub(crate) claims: Vec<String>,
    pub(crate) contradiction: bool,
    pub(crate) cases: Vec<Case>,
    pub(crate) reconciliations: Vec<Reconciliation>,
    /// The dates that other claims fix, as far as it uses them; a later one may rest on an earlier one.
    pub(crate) inferred: Vec<Inference>,
}

impl Proof {
    /// The claims that clash, by id.
    #[must_use]
    pub fn claims(&self) -> &[String] {
        &self.claims
    }

    /// The claims that fix the dates which it uses, in the order of their ids.
    pub(crate) fn rests_on(&self) -> Vec<String> {
        let claims: std::collections::BTreeSet<&str> =
            self.inferred.iter().flat_map(Inference::claims).collect();
        claims.into_iter().map(str::to_owned).collect()
    }

    /// How many cases it goes through.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.cases.len()
    }
}
