//! The kernel: checks a certificate against the claims alone.
//!
//! It shares no code with the rooms that search. What the claims say in a reading, and which laws hold between them,
//! it works out anew and plainly; then it compares, adds up, and counts the cases. When in doubt it rejects.

mod bounds;
mod chain;
mod clash;
mod dates;
mod denial;
mod fit;
mod flows;
mod inferred;
mod laws;
mod numbers;
mod reading;
mod sums;
mod system;
mod totals;

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Proof, Reconciliation, Refutation, Relaxed, Rungs, Var, Why};
use crate::model::{Claim, ClaimSet, Exact, Stance};
use crate::proof::{Named, Premise};
pub(crate) use fit::FitProof;
use reading::{Reading, combinations};
use system::System;

/// Why a proof does not prove what it claims. Cases, premises and ways out count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// It names no claim.
    #[error("the proof names no claim")]
    NoClaims,
    /// A claim that the set does not hold.
    #[error("the set has no claim `{0}`")]
    UnknownClaim(String),
    /// Claims out of order, or one twice.
    #[error("claim `{0}` stands twice, or out of the order of ids")]
    Unordered(String),
    /// A claim that neither asserts nor, in a denial, denies.
    #[error("claim `{0}` is not asserted, so nothing follows from it")]
    NotAsserted(String),
    /// A claim that another one replaced or withdrew.
    #[error("claim `{claim}` was replaced or withdrawn by `{by}`")]
    Superseded {
        /// The claim that no longer counts.
        claim: String,
        /// The claim that replaced it.
        by: String,
    },
    /// A claim on which nothing rests.
    #[error("nothing in the proof rests on claim `{0}`")]
    Unused(String),
    /// More readings than the policy allows to be looked through.
    #[error("the readings of these claims are more than the policy's `cases`")]
    TooMany,
    /// The list of cases is not that of the readings that a finding of this grade has to cover.
    #[error("the cases are not the {needed} readings that have to be covered")]
    Cases {
        /// How many readings have to be covered.
        needed: usize,
    },
    /// A multiplier that is not positive.
    #[error("case {case}, premise {premise}: the multiplier is not positive")]
    Multiplier {
        /// Which case.
        case: usize,
        /// Which premise in it.
        premise: usize,
    },
    /// A premise that its claim does not make in this reading.
    #[error("case {case}, premise {premise}: claim `{claim}` does not say so in this reading")]
    NotSaid {
        /// Which case.
        case: usize,
        /// Which premise in it.
        premise: usize,
        /// The claim.
        claim: String,
    },
    /// A law that does not hold between two claims in this reading.
    #[error(
        "case {case}, premise {premise}: no such law holds between `{first}` and `{second}` in this reading"
    )]
    NoLaw {
        /// Which case.
        case: usize,
        /// Which premise in it.
        premise: usize,
        /// The claim of the first variable.
        first: String,
        /// The claim of the second variable.
        second: String,
    },
    /// A sum of several numbers that no law puts at or below nothing in this reading.
    #[error("case {case}, premise {premise}: no law bounds such a sum of `{claims}` in this reading")]
    NoSum {
        /// Which case.
        case: usize,
        /// Which premise in it.
        premise: usize,
        /// The claims of the numbers.
        claims: String,
    },
    /// Premises that do not add up to an absurdity.
    #[error("case {case}: the premises do not add up to an absurdity")]
    NotAbsurd {
        /// Which case.
        case: usize,
    },
    /// A cell that is asked for is no definite number, or one that is planned.
    #[error("the cell asked for leaves something open, or is a plan")]
    Open,
    /// A claim that foretells, on which no fact rests.
    #[error("claim `{0}` foretells, or may: no fact follows from it")]
    Foretold(String),
    /// Premises that add up neither to the end that is to be proved nor to an absurdity.
    #[error("case {case}: the premises do not add up to the end")]
    NotForced {
        /// Which case.
        case: usize,
    },
    /// An interval with an end that its derivation does not come to, or that rests on claims it does not name.
    #[error("the interval is not the one that is derived")]
    Unproved,
    /// A named clash that the claims do not make in this reading.
    #[error("case {case}: the claims do not clash by `{named}` in this reading")]
    NoClash {
        /// Which case.
        case: usize,
        /// The name of the clash.
        named: &'static str,
    },
    /// A contradiction that names a way out of itself.
    #[error("a contradiction has no way out, and this one names one")]
    Reconciled,
    /// A tension that names no way out, so that nothing tells it from a contradiction.
    #[error("a tension names a way out, and this one names none")]
    Unreconciled,
    /// A way out that fixes nothing, or what the claims do not leave open.
    #[error("way out {way}: it fixes nothing, or what the claims do not leave open")]
    NotOpen {
        /// Which way out.
        way: usize,
    },
    /// A way out without a witness for each plain reading of the other stage words.
    #[error("way out {way}: the witnesses are not those of the {needed} readings that have to be covered")]
    Witnesses {
        /// Which way out.
        way: usize,
        /// How many readings have to be covered.
        needed: usize,
    },
    /// A witness that does not fit everything that the claims say.
    #[error("way out {way}, witness {witness}: its values do not fit all claims in this reading")]
    Unfit {
        /// Which way out.
        way: usize,
        /// Which witness in it.
        witness: usize,
    },
    /// Values of a [`Fit`](crate::Fit) that do not fit the claims in a plain reading.
    #[error("the values do not fit all claims in a plain reading")]
    NoFit,
    /// A date that other claims do not fix so.
    #[error("inferred date {inference}: {fault}")]
    Inferred {
        /// Which inferred date.
        inference: usize,
        /// What is wrong.
        fault: &'static str,
    },
}

impl Proof {
    /// Checks the proof against the claims of a set: by a small kernel of its own, which re-derives every premise.
    ///
    /// # Errors
    /// [`ProofError`] names the first step that does not hold: a claim that does not count, a case left out, a premise
    /// that its claim does not make, a sum that is not absurd, a way out that is none, a date that nothing fixes.
    ///
    /// # Examples
    /// ```
    /// use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source};
    /// let set = |high: &str| {
    ///     let height = |id: &str, source: &str, value: &str| -> Result<Claim, Box<dyn std::error::Error>> {
    ///         Ok(Claim::amount(id, source, Cell::new("the tower", "height"), value.parse()?))
    ///     };
    ///     let set = ClaimSet::builder()
    ///         .source(Source::new("a", "Example Gazette"))
    ///         .source(Source::new("b", "Example Herald"))
    ///         .measure("height", Measure::constant("m"))
    ///         .claim(height("a1", "a", "324 m")?)
    ///         .claim(height("b1", "b", high)?)
    ///         .build()?;
    ///     Ok::<_, Box<dyn std::error::Error>>(set)
    /// };
    /// let clash = set("more than 400 m")?;
    /// let report = Checker::new().check(&clash);
    /// let proof = &report.findings[0].proof;
    /// assert_eq!(proof.verify(&clash), Ok(()));
    /// // The proof is of these claims and of no others.
    /// let error = proof.verify(&set("more than 300 m")?).unwrap_err().to_string();
    /// assert_eq!(error, "case 1, premise 2: claim `b1` does not say so in this reading");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self, set: &ClaimSet) -> Result<(), ProofError> {
        if self.inferred.is_empty() {
            self.verify_as_written(set)
        } else {
            self.verify_as_written(&inferred::in_place(set, &self.inferred)?)
        }
    }

    /// Checks all but the inferred dates.
    fn verify_as_written(&self, set: &ClaimSet) -> Result<(), ProofError> {
        let denial = self.cases.iter().any(|case| case.refutation == Refutation::Named(Named::Denial));
        let claims = cited(set, &self.claims, denial)?;
        if claims.is_empty() {
            return Err(ProofError::NoClaims);
        }
        let kernel = Kernel { proof: self, set, claims: &claims };
        kernel.cases()?;
        kernel.uses_all()?;
        match (self.contradiction, self.reconciliations.is_empty()) {
            (true, true) => Ok(()),
            (true, false) => Err(ProofError::Reconciled),
            (false, true) => Err(ProofError::Unreconciled),
            (false, false) => {
                self.reconciliations.iter().enumerate().try_for_each(|(at, way)| kernel.way(at + 1, way))
            }
        }
    }
}

/// The claims that are cited, each of which has to count; in a denial, also one that denies.
fn cited<'a>(set: &'a ClaimSet, ids: &[String], denial: bool) -> Result<Vec<&'a Claim>, ProofError> {
    let mut cited: Vec<&Claim> = Vec::new();
    for id in ids {
        let claim = set.claim(id).ok_or_else(|| ProofError::UnknownClaim(id.clone()))?;
        if cited.last().is_some_and(|before| before.id >= *id) {
            return Err(ProofError::Unordered(id.clone()));
        }
        match claim.stance {
            Stance::Asserts => {}
            Stance::Denies if denial => {}
            Stance::Denies | Stance::Declines => return Err(ProofError::NotAsserted(id.clone())),
        }
        if let Some(by) = replaced_by(set, claim) {
            return Err(ProofError::Superseded { claim: id.clone(), by: by.id.clone() });
        }
        cited.push(claim);
    }
    Ok(cited)
}

/// The claim of a shared publisher or speaker that corrects or retracts a claim.
fn replaced_by<'a>(set: &'a ClaimSet, claim: &Claim) -> Option<&'a Claim> {
    let nothing = Rungs::new();
    let reading = Reading::new((set, &[]), &nothing, Relaxed::Nothing);
    set.claims().iter().find(|later| {
        let names_it = later.corrects.iter().chain(&later.retracts).any(|id| *id == claim.id);
        names_it && reading.share_a_party(later, claim)
    })
}

/// A proof and its claims.
struct Kernel<'a> {
    proof: &'a Proof,
    set: &'a ClaimSet,
    claims: &'a [&'a Claim],
}

impl<'a> Kernel<'a> {
    fn reading(&self, rungs: &'a Rungs, relaxed: Relaxed) -> Reading<'a> {
        Reading::new((self.set, self.claims), rungs, relaxed)
    }

    /// The readings of the stage words and unstated stages: plain, or any.
    fn combinations(&self, any: bool, fixed: &Rungs) -> Result<BTreeSet<Rungs>, ProofError> {
        let nothing = Rungs::new();
        let reading = Reading::new((self.set, self.claims), &nothing, Relaxed::Nothing);
        combinations(&reading, any, fixed, self.set.policy().cases).ok_or(ProofError::TooMany)
    }

    /// A contradiction covers every reading; a tension one plain reading, or within one voice all of them.
    fn cases(&self) -> Result<(), ProofError> {
        let Proof { contradiction, cases, .. } = self.proof;
        let needed = self.combinations(*contradiction, &Rungs::new())?;
        let covered: BTreeSet<Rungs> = cases.iter().map(|case| case.rungs.clone()).collect();
        let once = covered.len() == cases.len() && covered.is_subset(&needed) && !covered.is_empty();
        let all = *contradiction || self.is_one_voice();
        if !once || (all && covered != needed) {
            return Err(ProofError::Cases { needed: if all { needed.len() } else { 1 } });
        }
        let relaxed = || if *contradiction { Relaxed::Everything } else { Relaxed::Nothing };
        cases.iter().enumerate().try_for_each(|(at, case)| self.case(at + 1, case, relaxed()))
    }

    /// Some premise rests on every claim.
    fn uses_all(&self) -> Result<(), ProofError> {
        let named = |case: &Case| matches!(case.refutation, Refutation::Named(_));
        if self.proof.cases.iter().any(named) {
            return Ok(());
        }
        let used = uses(&self.proof.cases);
        let unused = self.proof.claims.iter().enumerate().find(|(at, _)| !used.contains(at));
        unused.map_or(Ok(()), |(_, id)| Err(ProofError::Unused(id.clone())))
    }

    /// Whether all claims are of one speaker within one source.
    fn is_one_voice(&self) -> bool {
        let voice = |claim: &Claim| {
            let speaker: Vec<_> = claim.speaker.iter().map(|name| self.set.names().key(name)).collect();
            (claim.source.clone(), speaker)
        };
        self.claims.iter().map(|claim| voice(claim)).collect::<BTreeSet<_>>().len() == 1
    }

    fn case(&self, at: usize, case: &'a Case, relaxed: Relaxed) -> Result<(), ProofError> {
        let reading = self.reading(&case.rungs, relaxed);
        let premises = match &case.refutation {
            Refutation::Named(named) if reading.clash(*named) => return Ok(()),
            Refutation::Named(named) => return Err(ProofError::NoClash { case: at, named: name(*named) }),
            Refutation::Sum(premises) => premises,
        };
        let system = System::new(&reading);
        for (number, (times, premise)) in premises.iter().enumerate() {
            let number = number + 1;
            if times.is_negative() || times.is_zero() {
                return Err(ProofError::Multiplier { case: at, premise: number });
            }
            if !system.holds(premise) {
                return Err(missing(&self.proof.claims, (at, number), premise));
            }
        }
        if is_absurd(premises) { Ok(()) } else { Err(ProofError::NotAbsurd { case: at }) }
    }

    /// A way out fixes choices that are open, and fits whatever plain rungs the others take.
    fn way(&self, at: usize, way: &'a Reconciliation) -> Result<(), ProofError> {
        let open = self.combinations(true, &Rungs::new())?;
        let fixes_rungs =
            way.rungs.iter().all(|fixed| open.iter().any(|rungs| rungs.get(fixed.0) == Some(fixed.1)));
        if !fixes_rungs || (way.rungs.is_empty() && way.relaxed.is_empty()) {
            return Err(ProofError::NotOpen { way: at });
        }
        let needed = self.combinations(false, &way.rungs)?;
        let covered: BTreeSet<Rungs> = way.witnesses.iter().map(|witness| witness.rungs.clone()).collect();
        if covered != needed || covered.len() != way.witnesses.len() {
            return Err(ProofError::Witnesses { way: at, needed: needed.len() });
        }
        let mut asked = BTreeSet::new();
        for (number, witness) in way.witnesses.iter().enumerate() {
            let reading = self.reading(&witness.rungs, Relaxed::These(way.relaxed.clone()));
            let fits = System::new(&reading).fits(&witness.values);
            if !fits || reading.any_clash() {
                return Err(ProofError::Unfit { way: at, witness: number + 1 });
            }
            asked.extend(reading.asked.take());
        }
        if way.relaxed.is_subset(&asked) { Ok(()) } else { Err(ProofError::NotOpen { way: at }) }
    }
}

/// Which premise of which case does not hold.
fn missing(ids: &[String], (case, premise): (usize, usize), missing: &Premise) -> ProofError {
    let id = |at: usize| ids.get(at).cloned().unwrap_or_else(|| "the cell asked for".to_owned());
    match &missing.why {
        Why::Says(claim) => ProofError::NotSaid { case, premise, claim: id(claim.0) },
        Why::NonNegative(var) => ProofError::NotSaid { case, premise, claim: id(var.claim.0) },
        Why::Law { first, second, .. } => {
            let (first, second) = (id(first.claim.0), id(second.claim.0));
            ProofError::NoLaw { case, premise, first, second }
        }
        Why::Tiling | Why::Total(_) => {
            let claims = missing.inequality.terms.keys().map(|var| id(var.claim.0));
            ProofError::NoSum { case, premise, claims: claims.collect::<Vec<_>>().join("`, `") }
        }
    }
}

/// The claims that the sums of some cases rest on.
fn uses(cases: &[Case]) -> BTreeSet<usize> {
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for case in cases {
        let Refutation::Sum(premises) = &case.refutation else { continue };
        for (_, premise) in premises {
            match &premise.why {
                Why::Says(claim) => used.extend([claim.0]),
                Why::NonNegative(var) => used.extend([var.claim.0]),
                Why::Law { first, second, .. } => used.extend([first.claim.0, second.claim.0]),
                Why::Tiling | Why::Total(_) => {
                    used.extend(premise.inequality.terms.keys().map(|var| var.claim.0));
                }
            }
        }
    }
    used
}

/// Whether the premises, each times its multiplier, add up to 0 < 0 or to 0 ≤ less than zero.
fn is_absurd(premises: &[(Exact, Premise)]) -> bool {
    let (terms, limit, strict) = added_up(premises);
    terms.is_empty() && (limit.is_negative() || (limit.is_zero() && strict))
}

/// The sum of premises, each times its multiplier: the terms that do not cancel, the limit, and whether it is excluded.
fn added_up(premises: &[(Exact, Premise)]) -> (BTreeMap<Var, Exact>, Exact, bool) {
    let mut sum: BTreeMap<Var, Exact> = BTreeMap::new();
    let mut limit = Exact::zero();
    for (times, Premise { inequality, .. }) in premises {
        for (var, often) in &inequality.terms {
            let known = sum.entry(*var).or_insert_with(Exact::zero);
            *known = &*known + &(times * often);
        }
        limit = &limit + &(times * &inequality.limit);
    }
    let strict = premises.iter().any(|(_, premise)| premise.inequality.strict);
    sum.retain(|_, times| !times.is_zero());
    (sum, limit, strict)
}

fn name(named: Named) -> &'static str {
    match named {
        Named::OneValue => "one value",
        Named::Precision => "precision",
        Named::Places => "places",
        Named::Denial => "denial",
        Named::Anachronism => "anachronism",
    }
}
