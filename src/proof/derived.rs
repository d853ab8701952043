//! A proof as a graph: which claims give what, which laws lie between them, and to what it all adds up.

use super::printed::Words;
use super::{Case, ClaimIx, Inequality, Proof, Refutation, Why};
use crate::model::Exact;

/// One case of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Derived {
    /// How what is open is taken.
    pub(crate) suppose: Vec<String>,
    pub(crate) grounds: Vec<Derivation>,
    /// The inequality that cannot be; absent for a named law.
    pub(crate) absurdity: Option<String>,
}

/// A premise and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Derivation {
    /// The claims that it rests on, by position in the proof.
    pub(crate) claims: Vec<usize>,
    /// The law; absent where a claim itself says so.
    pub(crate) law: Option<String>,
    /// The inequality, times its multiplier; absent for a named law.
    pub(crate) premise: Option<String>,
}

impl Proof {
    /// Every case as a graph.
    pub(crate) fn derived(&self) -> impl Iterator<Item = Derived> {
        self.cases.iter().map(|case| self.derived_case(case))
    }

    fn derived_case(&self, case: &Case) -> Derived {
        let suppose = self.rungs(&case.rungs);
        match &case.refutation {
            Refutation::Named(_) => {
                let all = Derivation { claims: (0..self.claims.len()).collect(), law: None, premise: None };
                Derived { suppose, grounds: vec![all], absurdity: None }
            }
            Refutation::Sum(premises) => {
                let ground = |(times, premise): &(Exact, super::Premise)| {
                    let (claims, law) = origin(premise);
                    let inequality = self.inequality(&premise.inequality);
                    let times = if *times == Exact::one() {
                        inequality
                    } else {
                        format!("{times} × ({inequality})")
                    };
                    Derivation { claims, law, premise: Some(times) }
                };
                let sum = sum(premises.iter().map(|(times, premise)| (times, &premise.inequality)));
                Derived { suppose, grounds: premises.iter().map(ground).collect(), absurdity: Some(sum) }
            }
        }
    }
}

/// The claims that a premise rests on, and the law, if it is one.
fn origin(premise: &super::Premise) -> (Vec<usize>, Option<String>) {
    match &premise.why {
        Why::Says(ClaimIx(claim)) => (vec![*claim], None),
        Why::NonNegative(var) => (vec![var.claim.0], Some("never below zero".to_owned())),
        Why::Law { first, second, steps, .. } => {
            let steps: Vec<String> = steps.iter().map(|step| Words(step).to_string()).collect();
            let mut claims = vec![first.claim.0, second.claim.0];
            claims.dedup();
            (claims, Some(steps.join(", ")))
        }
        Why::Tiling => (owners(premise), Some("periods add up".to_owned())),
        Why::Total(law) => (owners(premise), Some(format!("standing law {law}"))),
    }
}

/// The claims of its variables, by position in the proof.
fn owners(premise: &super::Premise) -> Vec<usize> {
    let mut claims: Vec<usize> = premise.inequality.terms.keys().map(|var| var.claim.0).collect();
    claims.dedup();
    claims
}

/// What is left when the variables have cancelled each other out.
fn sum<'p>(premises: impl Iterator<Item = (&'p Exact, &'p Inequality)>) -> String {
    let (mut limit, mut strict) = (Exact::zero(), false);
    for (times, inequality) in premises {
        limit = &limit + &(times * &inequality.limit);
        strict |= inequality.strict;
    }
    format!("0 {} {limit}", if strict { "<" } else { "<=" })
}
