use super::Dates;
use crate::explain::cell_words;
use crate::ground::{Ground, Reading, combinations, witness};
use crate::model::{ClaimSet, Exact, Stance, Statement};
use crate::proof::{ClaimIx, FitProof, ProofError, Relaxed, Renamed, Witness};

/// One set of true values that fits every claim of a set, read plainly.
///
/// It shows that the claims can all be true; the true values may be others. See [`Checker::fit`](crate::Checker::fit).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Fit {
    /// A value for every number that a claim speaks of, by claim.
    pub values: Vec<FitValue>,
    proof: FitProof,
}

/// What a number of a claim is in a [`Fit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FitValue {
    /// The claim, by id.
    pub claim: String,
    /// The cell that it speaks of, in words.
    pub of: String,
    /// The value, exact.
    pub value: Exact,
    /// Its unit: that of the measure.
    pub unit: String,
}

impl Fit {
    /// Values that fit all of these claims, in the first plain reading that has some.
    pub(crate) fn of(ground: &Ground<'_>, dates: &Dates<'_>, active: &[ClaimIx]) -> Option<Fit> {
        let told = |ix: &&ClaimIx| ground.claim(**ix).is_some_and(|claim| claim.stance != Stance::Declines);
        let claims: Vec<ClaimIx> = active.iter().filter(told).copied().collect();
        let ways = combinations(&ground.stage_choices(&claims, false), ground.set().policy().cases)?;
        let found = ways.into_iter().find_map(|rungs| {
            let values = witness(ground, &claims, &Reading::new(rungs.clone(), Relaxed::Nothing))?;
            Some(Witness { rungs, values })
        })?;
        let name = |ix: ClaimIx| ClaimIx(claims.iter().position(|own| *own == ix).unwrap_or(claims.len()));
        let id = |ix: &ClaimIx| ground.claim(*ix).map(|claim| claim.id.clone());
        Some(Fit {
            values: found
                .values
                .iter()
                .filter_map(|(var, value)| said(ground, var.claim, var.slot, value))
                .collect(),
            proof: FitProof {
                claims: claims.iter().filter_map(id).collect(),
                witness: found.renamed(&name),
                inferred: dates.all(),
            },
        })
    }

    /// The claims that it fits, by id.
    #[must_use]
    pub fn claims(&self) -> &[String] {
        &self.proof.claims
    }

    /// Checks by the small kernel, which shares no code with the search, that the values fit each of [`claims`](Fit::claims) and
    /// every law between them. Of other claims of the set it says nothing.
    ///
    /// # Errors
    /// [`ProofError`] where they do not.
    pub fn verify(&self, set: &ClaimSet) -> Result<(), ProofError> {
        self.proof.verify(set)
    }
}

/// A value of a claim's number; none of a date, or of what a rank is over.
fn said(ground: &Ground<'_>, ix: ClaimIx, slot: usize, value: &Exact) -> Option<FitValue> {
    let claim = ground.claim(ix)?;
    let (cell, time) = if let Statement::Change { cell, from, to, .. } = &claim.statement {
        (cell, [from, to].into_iter().nth(slot)?.as_ref())
    } else {
        (claim.statement.cells().nth(slot)?, None)
    };
    let time = time.map(|date| format!(", of {}", date.words())).unwrap_or_default();
    let unit = ground.set().measure(&cell.measure)?.unit.clone();
    let factor = ground.set().units().resolve(&unit)?.factor().clone();
    let of = format!("{}{time}", cell_words(cell));
    Some(FitValue { claim: claim.id.clone(), of, value: value.checked_div(&factor)?, unit })
}
