//! A system decided: values that fit, a sum that is absurd, or all minimal sets of claims that clash.

use std::collections::{BTreeMap, BTreeSet};

use super::{System, system};
use crate::ground::{Ground, Reading};
use crate::model::Exact;
use crate::proof::{ClaimIx, Inequality, Premise, Var};
use crate::solve::{self, Limits, Row};

/// Whether the inequalities of a system can all hold.
#[derive(Debug)]
pub(crate) enum Decision {
    /// These values fit them all.
    Fits(Vec<(Var, Exact)>),
    /// These premises, by position and each times its number, add up to an absurdity.
    Refuted(Vec<(usize, Exact)>),
    /// A limit of the policy was reached.
    GaveUp,
}

impl System<'_> {
    /// Decides the system exactly, within limits of work.
    pub(crate) fn decide(&self, limits: &Limits) -> Decision {
        let (vars, rows) = self.rows();
        match solve::decide(&rows, limits) {
            solve::Decision::Witness(values) => Decision::Fits(vars.into_iter().zip(values).collect()),
            solve::Decision::Refuted(sum) => Decision::Refuted(sum),
            solve::Decision::GaveUp => Decision::GaveUp,
        }
    }

    /// The variables, and the inequalities with variables by position among them.
    pub(crate) fn rows(&self) -> (Vec<Var>, Vec<Row>) {
        let vars: BTreeSet<Var> =
            self.premises.iter().flat_map(|premise| premise.inequality.terms.keys().copied()).collect();
        let vars: Vec<Var> = vars.into_iter().collect();
        let position: BTreeMap<Var, usize> = vars.iter().enumerate().map(|(at, var)| (*var, at)).collect();
        let row = |premise: &Premise| {
            let Inequality { terms, limit, strict } = &premise.inequality;
            let terms = terms.iter().filter_map(|(var, times)| Some((*position.get(var)?, times.clone())));
            Row { terms: terms.collect(), limit: limit.clone(), strict: *strict }
        };
        let rows = self.premises.iter().map(row).collect();
        (vars, rows)
    }
}

impl Ground<'_> {
    /// Minimal sets of claims that cannot all be true in a reading by their inequalities, in a fixed order, and whether
    /// there may be more.
    pub(crate) fn clashing_sets(&self, claims: &[ClaimIx], reading: &Reading) -> (Vec<Vec<ClaimIx>>, bool) {
        let system = system(self, claims, reading);
        let (_, rows) = system.rows();
        // What a law says of two claims holds only while both are there.
        let owners: Vec<BTreeSet<usize>> = system.premises.iter().map(owners).collect();
        let (sets, cut) = solve::clashes(&rows, &owners, &self.limits());
        (sets.into_iter().map(|set| set.into_iter().map(ClaimIx).collect()).collect(), cut)
    }
}

/// The claims without which a premise would not be there.
fn owners(premise: &Premise) -> BTreeSet<usize> {
    premise.inequality.terms.keys().map(|var| var.claim.0).collect()
}
