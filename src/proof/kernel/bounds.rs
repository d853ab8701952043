//! What claims force on a number that is asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Case, ClaimIx, Entailment, Premise, ProvedEnd, Relaxed, Rungs, Side, Var, Why};
use super::inferred;
use super::reading::{Reading, combinations};
use super::system::{System, not_negative};
use super::{ProofError, added_up, cited, is_absurd, missing, uses};
use crate::model::{Cell, Claim, ClaimSet, Exact, Grade, Interval, Ladder, SaidOn, Temporal, Time, Value};
use crate::proof::Refutation;

impl Entailment {
    /// Checks every end against the claims of a set: by the small kernel that also checks proofs.
    ///
    /// # Errors
    /// [`ProofError`] names the first step that does not hold: a claim that does not count or only foretells, a case left
    /// out, a premise that its claim does not make, a sum that does not come to the end. Cases count from 1 for each end.
    pub fn verify(&self, set: &ClaimSet) -> Result<(), ProofError> {
        if self.inferred.is_empty() {
            self.verify_as_written(set)
        } else {
            self.verify_as_written(&inferred::in_place(set, &self.inferred)?)
        }
    }

    /// Checks all but the inferred dates.
    fn verify_as_written(&self, set: &ClaimSet) -> Result<(), ProofError> {
        let question = question(set, &self.cell)?;
        let end = |bound| End { set, bound, cell: &self.cell, question: &question };
        self.bounds.iter().try_for_each(|bound| end(bound).verify())
    }
}

/// The number that is asked for as one more claim, which says nothing: from nobody, when all was over.
fn question(set: &ClaimSet, cell: &Cell) -> Result<Claim, ProofError> {
    let mut nobody = String::new();
    while set.sources().contains_key(&nobody) {
        nobody.push('?');
    }
    let said = "9999-12-31".parse().map_err(|_| ProofError::Open)?;
    let value = Value::range(Interval::everything());
    let mut question = Claim::amount("", nobody, cell.clone(), value);
    question.said = Some(SaidOn(said));
    if is_definite(set, &question, cell) { Ok(question) } else { Err(ProofError::Open) }
}

/// Whether the cell is one definite number that is no plan: of one rung, no part in doubt, at a time that leaves nothing
/// open and is over.
fn is_definite(set: &ClaimSet, question: &Claim, cell: &Cell) -> bool {
    let Some(measure) = set.measure(&cell.measure) else { return false };
    let ladder = measure.ladder.as_ref().and_then(|name| set.ladder(name));
    let rungs = match (ladder, &cell.stage) {
        (None, None) => None,
        (None, Some(_)) => return false,
        (Some(ladder), None) => Some((ladder, ladder.last())),
        (Some(ladder), Some(word)) => match ladder.rungs_of(word) {
            Some([one]) if !Ladder::is_status(word) => Some((ladder, *one)),
            Some(_) | None => return false,
        },
    };
    let no_plan = rungs.is_none_or(|(ladder, rung)| ladder.plan_rung() != Some(rung));
    let named = cell.scope.values().all(|value| !value.trim().ends_with('?'));
    let calendar = &set.policy().calendar;
    let said = question.said.as_ref().map(|said| said.0.span(Grade::Plain, calendar));
    let timed = match (measure.temporal, &cell.time) {
        (Temporal::Constant, None) => true,
        (Temporal::Constant, Some(_)) | (_, None) => false,
        (temporal, Some(time)) => {
            let date = time.date();
            let days = date.span(Grade::Plain, calendar);
            let settled = date.span(Grade::Lenient, calendar) == days && !date.doubtful();
            let whole = matches!(time, Time::AsOf(_)) || date.period_as_written() == Some(days);
            let fits = match time {
                Time::Of(_) => temporal != Temporal::RunningTotal,
                Time::AsOf(_) => matches!(temporal, Temporal::Level | Temporal::RunningTotal),
            };
            settled && whole && fits && said.is_some_and(|said| days.precedes(&said))
        }
    };
    no_plan && named && timed
}

/// One end of an interval in a set.
struct End<'a> {
    set: &'a ClaimSet,
    bound: &'a ProvedEnd,
    cell: &'a Cell,
    question: &'a Claim,
}

impl End<'_> {
    fn verify(&self) -> Result<(), ProofError> {
        let mut claims = cited(self.set, &self.bound.claims, false)?;
        claims.push(self.question);
        let nothing = Rungs::new();
        let plain = Reading::new((self.set, &claims), &nothing, Relaxed::Nothing);
        for (at, id) in self.bound.claims.iter().enumerate() {
            if plain.is_forecast(ClaimIx(at)) {
                return Err(ProofError::Foretold(id.clone()));
            }
        }
        self.cases(&plain)?;
        self.uses_all()
    }

    /// One case for each way to take the rungs of the claims that are cited; the question is of one rung.
    fn cases(&self, plain: &Reading<'_>) -> Result<(), ProofError> {
        let question = self.bound.question();
        let lenient = self.bound.grade == Grade::Lenient;
        let last = plain.stage_choice(question, self.cell).filter(|_| self.cell.stage.is_none());
        let fixed: Rungs =
            last.and_then(|(choice, rungs)| Some((choice, *rungs.last()?))).into_iter().collect();
        let limit = self.set.policy().cases;
        let needed = combinations(plain, lenient, &fixed, limit).ok_or(ProofError::TooMany)?;
        let covered: BTreeSet<Rungs> = self.bound.cases.iter().map(|case| case.rungs.clone()).collect();
        if covered != needed || covered.len() != self.bound.cases.len() {
            return Err(ProofError::Cases { needed: needed.len() });
        }
        self.bound.cases.iter().enumerate().try_for_each(|(at, case)| {
            let relaxed = if lenient { Relaxed::AllBut(question) } else { Relaxed::Nothing };
            let reading = Reading::new((self.set, plain.claims), &case.rungs, relaxed);
            self.case(at + 1, case, &System::new(&reading))
        })
    }

    fn case(&self, at: usize, case: &Case, system: &System<'_, '_>) -> Result<(), ProofError> {
        let Refutation::Sum(premises) = &case.refutation else {
            return Err(ProofError::NotForced { case: at });
        };
        for (number, (times, premise)) in premises.iter().enumerate() {
            let number = number + 1;
            if times.is_negative() || times.is_zero() {
                return Err(ProofError::Multiplier { case: at, premise: number });
            }
            if !system.holds(premise) && !self.is_sign(premise) {
                return Err(missing(&self.bound.claims, (at, number), premise));
            }
        }
        if self.forces(premises) { Ok(()) } else { Err(ProofError::NotForced { case: at }) }
    }

    fn var(&self) -> Var {
        Var { claim: self.bound.question(), slot: 0 }
    }

    /// Whether a premise says that the number asked for is not below zero, and its measure never is.
    fn is_sign(&self, premise: &Premise) -> bool {
        let var = self.var();
        premise.why == Why::NonNegative(var)
            && premise.inequality == not_negative(var)
            && self.set.measure(&self.cell.measure).is_some_and(|measure| measure.non_negative)
    }

    /// Whether the premises, each times its multiplier, add up to the end, to something narrower, or to an absurdity.
    fn forces(&self, premises: &[(Exact, Premise)]) -> bool {
        let (terms, limit, strict) = added_up(premises);
        let (times, at) = match self.bound.side {
            Side::High => (Exact::one(), self.bound.at.clone()),
            Side::Low => (-&Exact::one(), -&self.bound.at),
        };
        let narrow = limit < at || (limit == at && (strict || !self.bound.strict));
        (terms == BTreeMap::from([(self.var(), times)]) && narrow) || is_absurd(premises)
    }

    /// Some premise rests on every claim.
    fn uses_all(&self) -> Result<(), ProofError> {
        let used = uses(&self.bound.cases);
        let unused = self.bound.claims.iter().enumerate().find(|(at, _)| !used.contains(at));
        unused.map_or(Ok(()), |(_, id)| Err(ProofError::Unused(id.clone())))
    }
}

impl Reading<'_> {
    /// Whether a claim foretells, or may: of a time that began after it was said, or by a word that may mean a plan.
    fn is_forecast(&self, ix: ClaimIx) -> bool {
        let Some(claim) = self.claim(ix) else { return false };
        let may_plan = |cell: &Cell| {
            let ladder = self.set.measure(&cell.measure).and_then(|measure| measure.ladder.as_ref());
            let ladder = ladder.and_then(|name| self.set.ladder(name));
            ladder.is_some_and(|ladder| match (&cell.stage, ladder.plan_rung()) {
                (_, None) => false,
                (None, Some(plan)) => ladder.last() == plan,
                (Some(word), Some(plan)) => ladder.rungs_of(word).is_some_and(|rungs| rungs.contains(&plan)),
            })
        };
        claim.statement.cells().any(may_plan)
            || self.numbers_of(ix).iter().any(|number| self.is_ahead(ix, number.written))
    }
}
