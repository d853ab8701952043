//! Dates that other claims fix, and the findings that use them.

use serde::Serialize;

use crate::check;
use crate::explain::{fixed, unfit, why};
use crate::model::{ClaimSet, DateOf};
use crate::proof::{Entailment, Inference, Proof};

/// A date that other claims fix: the claims are checked with it in its place.
///
/// What fixes a date, and what does not: [dates](crate::guide::dates#dates-that-other-claims-fix).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Inferred {
    /// The source or claim whose date it is.
    pub of: String,
    /// Which of its dates: `published`, `said`, `when`, `before` or `after`, the field of the claims file.
    pub field: String,
    /// The date as written; none where none is given.
    pub written: Option<String>,
    /// The date that it must be.
    pub date: String,
    /// The claims that fix it.
    pub claims: Vec<String>,
    /// What follows, in one line.
    pub text: String,
    /// How it follows, step by step.
    pub steps: Vec<String>,
}

/// What incomplete dates of a set come to.
pub(crate) struct Dates<'a> {
    /// The set as it was written.
    written: &'a ClaimSet,
    inferred: &'a check::Inferred,
}

impl<'a> Dates<'a> {
    pub(crate) fn new(written: &'a ClaimSet, inferred: &'a check::Inferred) -> Dates<'a> {
        Dates { written, inferred }
    }

    /// All of them, as a certificate cites them.
    pub(super) fn all(&self) -> Vec<Inference> {
        self.inferred.dates.clone()
    }

    pub(super) fn listed(&self) -> Vec<Inferred> {
        let all = &self.inferred.dates;
        let listed = |(at, one): (usize, &Inference)| {
            let (id, field) = named(&one.of);
            Inferred {
                of: id.to_owned(),
                field: field.to_owned(),
                written: self.written.date(&one.of).map(|date| date.words().to_owned()),
                date: one.date.words().to_owned(),
                claims: one.claims().into_iter().map(str::to_owned).collect(),
                text: fixed(self.written, one),
                steps: why(self.written, one, all.get(..at).unwrap_or_default()),
            }
        };
        all.iter().enumerate().map(listed).collect()
    }

    /// The proof together with the inferred dates of its claims, if it does not hold without them.
    pub(super) fn used(&self, proof: Proof) -> Proof {
        let inferred = self.behind(&proof.claims);
        if inferred.is_empty() || proof.verify(self.written).is_ok() {
            return proof;
        }
        Proof { inferred, ..proof }
    }

    /// The same of what follows.
    pub(super) fn used_by(&self, proof: Entailment) -> Entailment {
        let claims: Vec<String> = proof.bounds.iter().flat_map(|bound| bound.claims.clone()).collect();
        let inferred = self.behind(&claims);
        if inferred.is_empty() || proof.verify(self.written).is_ok() {
            return proof;
        }
        Entailment { inferred, ..proof }
    }

    /// The inferred dates behind some claims.
    fn behind(&self, claims: &[String]) -> Vec<Inference> {
        let claims = claims.iter().filter_map(|id| self.written.claim(id));
        let dates = claims.flat_map(|claim| self.written.dates_of(claim));
        self.inferred.behind(self.written, dates).into_iter().cloned().collect()
    }

    /// That a proof uses inferred dates, in words.
    pub(super) fn steps(&self, inferred: &[Inference]) -> Vec<String> {
        let step = |one: &Inference| {
            let claims: Vec<&str> = one.claims().into_iter().collect();
            format!("{}: that follows from {}", fixed(self.written, one), claims.join(", "))
        };
        inferred.iter().map(step).collect()
    }

    /// What could not be inferred though it was looked for.
    pub(super) fn hints(&self) -> Vec<String> {
        let cut = "more dates hang on each other than are looked through: some may be left incomplete";
        let unfit = self.inferred.unfit.iter().map(|of| unfit(self.written, of));
        unfit.chain(self.inferred.cut.then(|| cut.to_owned())).collect()
    }
}

/// The id and the field of a date.
fn named(of: &DateOf) -> (&str, &'static str) {
    match of {
        DateOf::Published(id) => (id, "published"),
        DateOf::Said(id) => (id, "said"),
        DateOf::When(id) => (id, "when"),
        DateOf::Before(id) => (id, "before"),
        DateOf::After(id) => (id, "after"),
    }
}
