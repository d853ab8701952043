//! The ends of an interval, each with the few claims that force it.
//!
//! Which readings have to be gone through grows fast with the claims that leave stages open, though few of them bear on an
//! end. So claims are brought in only as they are needed: as long as some reading of all claims forces a nearer end than
//! every reading of those brought in does, or does not fit, the claims that make it so join them. What is left at the
//! end is exact.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::web::Barred;
use crate::ground::{Far, Ground, Reached, Reading, combinations};
use crate::model::{Exact, Grade};
use crate::proof::{Case, Choice, ClaimIx, Premise, Refutation, Relaxed, Rungs, Side, Why};

/// What the readings of one grade leave of a number.
#[derive(Clone, Debug)]
pub(crate) enum Forced {
    /// Everything between these ends; an absent one is nowhere.
    Between(Option<Box<ForcedEnd>>, Option<Box<ForcedEnd>>),
    /// No reading of this grade fits all of these claims.
    Nowhere(Vec<ClaimIx>),
    /// It was not worked out.
    Undecided(Barred),
}

/// An end of an interval, in base units.
#[derive(Clone, Debug)]
pub(crate) struct ForcedEnd {
    pub(crate) far: Far,
    /// The claims that force it.
    pub(crate) claims: Vec<ClaimIx>,
    /// One for each way to take their rungs; the sum of each comes to the end, to a nearer one, or to an absurdity.
    pub(crate) cases: Vec<Case>,
    /// The way that leaves the most.
    pub(crate) rungs: Rungs,
}

/// So many claims are tried for whether they are needed.
const TRIED: usize = 16;

/// So many ways to take the rungs of a few claims are gone through.
const WAYS: usize = 256;

/// How far the number of a question goes in all readings of a grade.
pub(super) fn forced(ground: &Ground<'_>, claims: &[ClaimIx], question: ClaimIx, grade: Grade) -> Forced {
    let search = Search { ground, claims, question, grade, known: RefCell::default() };
    let end = |side| search.end(side);
    match (end(Side::Low), end(Side::High)) {
        (Ok(low), Ok(high)) => Forced::Between(low.map(Box::new), high.map(Box::new)),
        (Err(Stop::Nowhere(claims)), _) | (_, Err(Stop::Nowhere(claims))) => Forced::Nowhere(claims),
        (Err(Stop::GaveUp), _) | (_, Err(Stop::GaveUp)) => Forced::Undecided(Barred::Limit),
    }
}

/// Why there is no end.
enum Stop {
    Nowhere(Vec<ClaimIx>),
    GaveUp,
}

struct Search<'s, 'a> {
    ground: &'s Ground<'a>,
    claims: &'s [ClaimIx],
    question: ClaimIx,
    grade: Grade,
    /// What was reached before: both ends of a reading are found together.
    known: RefCell<BTreeMap<(Vec<ClaimIx>, Rungs), Reached>>,
}

/// How far a number goes when the rungs are taken in one way.
struct Way {
    rungs: Rungs,
    far: Limit,
}

/// Premises, each with its multiplier.
type Sum = Vec<(Exact, Premise)>;

/// An end, if there is one; where nothing fits, an absurdity.
type Limit = Result<Option<Far>, Sum>;

impl Search<'_, '_> {
    fn end(&self, side: Side) -> Result<Option<ForcedEnd>, Stop> {
        let mut needed: BTreeSet<ClaimIx> = BTreeSet::new();
        loop {
            let ways = self.ways(&needed, side)?;
            let Some(worst) = worst(&ways, side) else {
                return Err(Stop::Nowhere(needed.into_iter().collect()));
            };
            let far = worst.far.as_ref().ok().and_then(Option::as_ref);
            let rungs = self.completed(&worst.rungs);
            let joining = match self.reach(self.claims, rungs, side)? {
                Ok(nearest) if !Far::leaves_more(far, nearest.as_ref(), side) => {
                    return Ok(far.is_some().then(|| self.fewest(needed, side, ways)).flatten());
                }
                Ok(nearest) => nearest.map(|nearest| self.rests_on(&nearest.sum)).unwrap_or_default(),
                Err(absurd) => self.rests_on(&absurd),
            };
            let before = needed.len();
            needed.extend(joining);
            if needed.len() == before {
                // In which unit a measure is compared may hang on claims that bear on nothing.
                if before == self.claims.len() {
                    return Err(Stop::GaveUp);
                }
                needed.extend(self.claims);
            }
        }
    }

    /// How far the number goes in each way to take the rungs of some claims.
    fn ways(&self, claims: &BTreeSet<ClaimIx>, side: Side) -> Result<Vec<Way>, Stop> {
        let claims: Vec<ClaimIx> = claims.iter().copied().collect();
        let limit = self.ground.set().policy().cases.min(WAYS);
        let all = combinations(&self.choices(&claims), limit).ok_or(Stop::GaveUp)?;
        let way = |rungs: Rungs| Ok(Way { far: self.reach(&claims, rungs.clone(), side)?, rungs });
        all.into_iter().map(way).collect()
    }

    /// The stage choices of some claims and the question, whose rung is fixed.
    fn choices(&self, claims: &[ClaimIx]) -> BTreeMap<Choice, Vec<usize>> {
        let all: Vec<ClaimIx> = claims.iter().copied().chain([self.question]).collect();
        let mut choices = self.ground.stage_choices(&all, self.grade == Grade::Lenient);
        if let Some(rungs) = choices.get_mut(&Choice::Stage(self.question)) {
            *rungs = rungs.last().copied().into_iter().collect();
        }
        choices
    }

    /// Some rungs, and for the other choices of all claims the last rung of each.
    fn completed(&self, rungs: &Rungs) -> Rungs {
        let all = self.choices(self.claims).into_iter();
        let mut all: Rungs = all.filter_map(|(choice, rungs)| Some((choice, *rungs.last()?))).collect();
        all.extend(rungs.iter().map(|(choice, rung)| (choice.clone(), *rung)));
        all
    }

    fn reach(&self, claims: &[ClaimIx], rungs: Rungs, side: Side) -> Result<Limit, Stop> {
        let all: Vec<ClaimIx> = claims.iter().copied().chain([self.question]).collect();
        let key = (all, rungs);
        let known = self.known.borrow().get(&key).cloned();
        let reached = known.unwrap_or_else(|| self.reached(&key.0, &key.1));
        self.known.borrow_mut().entry(key).or_insert_with(|| reached.clone());
        match reached {
            Reached::Between(low, high) => Ok(Ok(if side == Side::Low { low } else { high })),
            Reached::Nowhere(absurd) => Ok(Err(absurd)),
            Reached::GaveUp => Err(Stop::GaveUp),
        }
    }

    fn reached(&self, all: &[ClaimIx], rungs: &Rungs) -> Reached {
        let relaxed = match self.grade {
            Grade::Plain => Relaxed::Nothing,
            Grade::Lenient => Relaxed::AllBut(self.question),
        };
        self.ground.reach(all, self.question, &Reading::new(rungs.clone(), relaxed))
    }

    /// The claims that a sum rests on.
    fn rests_on(&self, sum: &[(Exact, Premise)]) -> BTreeSet<ClaimIx> {
        let claims = sum.iter().flat_map(|(_, premise)| match &premise.why {
            Why::Says(claim) => vec![*claim],
            Why::NonNegative(var) => vec![var.claim],
            Why::Law { first, second, .. } => vec![first.claim, second.claim],
            Why::Tiling | Why::Total(_) => premise.inequality.terms.keys().map(|var| var.claim).collect(),
        });
        claims.filter(|claim| *claim != self.question).collect()
    }

    /// The same end with no claim that is not needed for it: found by leaving out first what no sum rests on, and then one
    /// claim after the other.
    fn fewest(&self, needed: BTreeSet<ClaimIx>, side: Side, ways: Vec<Way>) -> Option<ForcedEnd> {
        let (mut needed, mut ways) = (needed, ways);
        loop {
            let used: BTreeSet<ClaimIx> = ways.iter().flat_map(|way| self.cited(way)).collect();
            if used.len() >= needed.len() {
                break;
            }
            let Some(left) = self.as_far(&used, side, &ways) else { break };
            (needed, ways) = (used, left);
        }
        let trials: Vec<ClaimIx> = needed.iter().copied().take(TRIED).collect();
        for claim in trials {
            let fewer: BTreeSet<ClaimIx> = needed.iter().copied().filter(|other| *other != claim).collect();
            if let Some(left) = self.as_far(&fewer, side, &ways) {
                (needed, ways) = (fewer, left);
            }
        }
        let worst = worst(&ways, side)?;
        let (far, rungs) = (worst.far.as_ref().ok()?.clone()?, worst.rungs.clone());
        let case = |way: Way| {
            let sum = match way.far {
                Ok(far) => far?.sum,
                Err(absurd) => absurd,
            };
            Some(Case { rungs: way.rungs, refutation: Refutation::Sum(sum) })
        };
        let cases = ways.into_iter().map(case).collect::<Option<Vec<_>>>()?;
        Some(ForcedEnd { far, claims: needed.into_iter().collect(), cases, rungs })
    }
}

impl Search<'_, '_> {
    /// The claims that the sum of a way rests on.
    fn cited(&self, way: &Way) -> BTreeSet<ClaimIx> {
        match &way.far {
            Ok(far) => far.as_ref().map(|far| self.rests_on(&far.sum)).unwrap_or_default(),
            Err(absurd) => self.rests_on(absurd),
        }
    }

    /// The ways to take the rungs of fewer claims, if they force the same end.
    fn as_far(&self, fewer: &BTreeSet<ClaimIx>, side: Side, ways: &[Way]) -> Option<Vec<Way>> {
        let left = self.ways(fewer, side).ok()?;
        let far = |ways: &[Way]| worst(ways, side).and_then(|way| way.far.as_ref().ok().cloned()).flatten();
        let (before, after) = (far(ways)?, far(&left)?);
        (!Far::leaves_more(Some(&after), Some(&before), side)).then_some(left)
    }
}

/// The way that leaves the most on a side, the first of equals; `None` where nothing fits in any.
fn worst(ways: &[Way], side: Side) -> Option<&Way> {
    let far = |way: &Way| way.far.as_ref().ok().and_then(Clone::clone);
    let mut worst: Option<&Way> = None;
    for way in ways.iter().filter(|way| way.far.is_ok()) {
        let more = |known: &&Way| Far::leaves_more(far(way).as_ref(), far(known).as_ref(), side);
        if worst.as_ref().is_none_or(more) {
            worst = Some(way);
        }
    }
    worst
}
