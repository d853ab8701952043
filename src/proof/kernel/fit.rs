use super::super::{ClaimIx, Relaxed, Renamed, Rungs, Witness};
use super::reading::{Reading, combinations};
use super::system::System;
use super::{ProofError, cited, inferred};
use crate::model::ClaimSet;
use crate::proof::Inference;

/// Claims that can all be true, read plainly: values of everything that they speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FitProof {
    /// The claims, by id, in order. [`ClaimIx`] counts in this list.
    pub(crate) claims: Vec<String>,
    pub(crate) witness: Witness,
    /// The dates that other claims fix.
    pub(crate) inferred: Vec<Inference>,
}

impl FitProof {
    /// Checks that the values fit every claim and every law between them.
    pub(crate) fn verify(&self, set: &ClaimSet) -> Result<(), ProofError> {
        let set = &inferred::in_place(set, &self.inferred)?;
        let claims = cited(set, &self.claims, true)?;
        let nothing = Rungs::new();
        let open = Reading::new((set, &claims), &nothing, Relaxed::Nothing);
        let plain = combinations(&open, false, &nothing, set.policy().cases).ok_or(ProofError::TooMany)?;
        let reading = Reading::new((set, &claims), &self.witness.rungs, Relaxed::Nothing);
        let fits = plain.contains(&self.witness.rungs)
            && System::new(&reading).fits(&self.witness.values)
            && !reading.any_clash();
        if fits { Ok(()) } else { Err(ProofError::NoFit) }
    }
}

impl Renamed for Witness {
    fn renamed(&self, name: &impl Fn(ClaimIx) -> ClaimIx) -> Witness {
        Witness {
            rungs: self.rungs.renamed(name),
            values: self.values.iter().map(|(var, value)| (var.renamed(name), value.clone())).collect(),
        }
    }
}
