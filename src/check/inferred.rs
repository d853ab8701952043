//! Dates that other claims fix: an incomplete date of which one alternative alone fits what is certain.
//!
//! Orders, known days and sayings bound each other by differences of days, which hold in every lenient reading. Claims
//! that a contradiction touches bound nothing; and an order that was said before a date which follows from it foretold
//! that date, and fixes none.

mod bounds;
mod paths;

use std::collections::BTreeSet;

use super::Findings;
use crate::ground::Ground;
use crate::model::{ClaimSet, Date, DateOf, Fit, Grade, Span};
use crate::proof::{Bound, ClaimIx, Fact, Inference, Instant};
use bounds::Bounds;
pub(crate) use bounds::{may_infer, may_infer_from};
use paths::{Failure, Paths, Side, days_between, parts};

/// How many times what was inferred is put in place and looked at again: dates that hang on each other in a longer chain
/// are left as they are.
const ROUNDS: usize = 16;

/// How often bounds may be looked at in one round.
const WORK: usize = 50_000_000;

/// What incomplete dates come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inferred {
    /// The dates that others fix, each after those that it rests on.
    pub(crate) dates: Vec<Inference>,
    /// Dates of which no alternative fits.
    pub(crate) unfit: BTreeSet<DateOf>,
    /// Whether there was more than the limits of work allow.
    pub(crate) cut: bool,
}

/// The claims on which an inference may rest: those active claims that no contradiction touches, and no limit hides.
pub(crate) fn trusted(active: &[ClaimIx], findings: &Findings) -> BTreeSet<ClaimIx> {
    if findings.cut {
        return BTreeSet::new();
    }
    let open = findings.open.iter().filter(|(_, contradiction)| *contradiction).map(|(claims, _)| claims);
    let allowed = findings.allowed.iter().filter(|((_, contradiction, _), _)| *contradiction);
    let allowed = allowed.map(|((_, _, claims), _)| claims);
    let unknown = findings.undecided.iter().chain(&findings.left_out);
    let touched: BTreeSet<&ClaimIx> = open.chain(allowed).chain(unknown).flatten().collect();
    active.iter().filter(|ix| !touched.contains(ix)).copied().collect()
}

/// Every date that trusted claims fix.
pub(crate) fn inferred(ground: &Ground<'_>, trusted: &BTreeSet<ClaimIx>) -> Inferred {
    let mut result = Inferred::default();
    if !may_infer(ground.set()) {
        return result;
    }
    let mut current: Option<ClaimSet> = None;
    for _ in 0..ROUNDS {
        let round = match &current {
            None => round(ground, trusted),
            Some(set) => round(&Ground::new(set), trusted),
        };
        (result.unfit, result.cut) = (round.unfit, round.cut);
        if round.dates.is_empty() {
            return result;
        }
        let set = current.as_ref().unwrap_or(ground.set());
        let next = set.with_dates(round.dates.iter().map(|one| (&one.of, &one.date)));
        result.dates.extend(round.dates);
        current = Some(next);
    }
    result.cut = true;
    result
}

/// What one look at the bounds comes to.
///
/// What claims say of dates comes first. That what is told has happened, and what is repeated was there before, only
/// helps where this leaves several days: who is inferred to tell of what was still to come is found out, not excused.
/// Nor does it date a source that gives no date, which may be no single document.
fn round(ground: &Ground<'_>, trusted: &BTreeSet<ClaimIx>) -> Inferred {
    let bounds = Bounds::of(ground, trusted);
    let mut round = Round {
        set: ground.set(),
        bounds: &bounds,
        work: WORK,
        result: Inferred::default(),
        placed: BTreeSet::new(),
    };
    let said = |bound: &&Bound| matches!(bound.fact, Fact::Date(_) | Fact::Order(_));
    round.look(&bounds.all.iter().filter(said).collect::<Vec<_>>(), |_| true);
    round.look(&bounds.all.iter().collect::<Vec<_>>(), |date| date.is_some());
    round.result
}

/// A look at the bounds of a set.
struct Round<'a> {
    set: &'a ClaimSet,
    bounds: &'a Bounds,
    work: usize,
    result: Inferred,
    /// The dates that are settled, or cannot be.
    placed: BTreeSet<DateOf>,
}

impl<'a> Round<'a> {
    /// Settles the dates of one kind, given or not, by some of the bounds.
    fn look(&mut self, bounds: &[&'a Bound], kind: impl Fn(Option<&Date>) -> bool) {
        for part in parts(bounds) {
            let instants: BTreeSet<&Instant> = part.iter().flat_map(|bound| bound.instants()).collect();
            let targets = instants.into_iter().flat_map(|instant| self.bounds.targets(instant));
            let open = |(_, of): &&(Instant, DateOf)| !self.placed.contains(of) && kind(self.set.date(of));
            let targets: Vec<&(Instant, DateOf)> = targets.filter(open).collect();
            if targets.is_empty() {
                continue;
            }
            match told_in_time(part, self.bounds, &mut self.work) {
                Ok(paths) => targets.into_iter().for_each(|target| self.settle(target, &paths)),
                Err(Failure::Cycle) => {}
                Err(Failure::Work) => self.result.cut = true,
            }
        }
    }

    fn settle(&mut self, (instant, of): &(Instant, DateOf), paths: &Paths<'_>) {
        let target = Target { set: self.set, instant, of, written: self.set.date(of) };
        match target.settled(paths) {
            Some(Fit::One(_)) => {
                // What rests on a date of this round waits until that is in its place.
                let waits = |one: &Inference| !dates_behind(self.set, one).is_disjoint(&self.placed);
                if let Some(one) = target.inference(paths).filter(|one| !waits(one)) {
                    self.placed.insert(of.clone());
                    self.result.dates.push(one);
                }
            }
            Some(Fit::Nothing) => {
                self.placed.insert(of.clone());
                self.result.unfit.insert(of.clone());
            }
            Some(Fit::Several) | None => {}
        }
    }
}

/// Adds up bounds without those of orders of which an end certainly lies after their saying: they foretell.
fn told_in_time<'b>(
    mut part: Vec<&'b Bound>,
    bounds: &Bounds,
    work: &mut usize,
) -> Result<Paths<'b>, Failure> {
    loop {
        let paths = Paths::of(part.clone(), work)?;
        let foretells = |bound: &Bound| {
            let Fact::Order(id) = &bound.fact else { return false };
            let Some(said) = bounds.said.get(id) else { return false };
            bound.instants().any(|end| paths.first_day(end).is_some_and(|first| first > *said))
        };
        let orders: BTreeSet<&Fact> =
            part.iter().filter(|bound| foretells(bound)).map(|bound| &bound.fact).collect();
        if orders.is_empty() {
            return Ok(paths);
        }
        part.retain(|bound| !orders.contains(&bound.fact));
    }
}

/// An incomplete date.
struct Target<'a> {
    set: &'a ClaimSet,
    instant: &'a Instant,
    of: &'a DateOf,
    written: Option<&'a Date>,
}

impl Target<'_> {
    /// The tightest bounds on one side, other than those of the date itself, which its alternatives keep anyhow.
    fn path<'b>(&self, paths: &Paths<'b>, side: Side) -> Vec<&'b Bound> {
        let path = paths.path(self.instant, side);
        let own = path.iter().any(|bound| matches!(&bound.fact, Fact::Date(of) if of == self.of));
        if own { Vec::new() } else { path }
    }

    /// What is left of the date between bounds.
    fn fit(&self, lower: &[&Bound], upper: &[&Bound]) -> Option<Fit> {
        if lower.is_empty() && upper.is_empty() {
            return None;
        }
        let between = days_between(lower, upper)?;
        match self.written {
            Some(date) => Some(date.fit(&between, &self.set.policy().calendar)),
            None if lower.is_empty() || upper.is_empty() => None,
            None => Some(Fit::One(Date::across(&between))),
        }
    }

    fn settled(&self, paths: &Paths<'_>) -> Option<Fit> {
        self.fit(&self.path(paths, Side::Earliest), &self.path(paths, Side::Latest))
    }

    /// The inference, on as few facts as it takes: none of them can be left out.
    fn inference(&self, paths: &Paths<'_>) -> Option<Inference> {
        let settled = self.settled(paths)?;
        let mut facts: BTreeSet<&Fact> = BTreeSet::new();
        for side in [Side::Earliest, Side::Latest] {
            facts.extend(self.path(paths, side).iter().map(|bound| &bound.fact));
        }
        // What a fact says on the other side may do as well.
        let mut used = paths.bounds_of(&facts);
        for fact in facts {
            let fewer: Vec<&Bound> = used.iter().filter(|bound| bound.fact != *fact).copied().collect();
            let enough = Paths::of_few(fewer.clone())
                .is_ok_and(|paths| self.settled(&paths).as_ref() == Some(&settled));
            if enough {
                used = fewer;
            }
        }
        let paths = Paths::of_few(used).ok()?;
        let (mut lower, mut upper) = (self.path(&paths, Side::Earliest), self.path(&paths, Side::Latest));
        if self.fit(&lower, &[]).as_ref() == Some(&settled) {
            upper.clear();
        } else if self.fit(&[], &upper).as_ref() == Some(&settled) {
            lower.clear();
        }
        let Fit::One(date) = settled else { return None };
        let owned = |bounds: Vec<&Bound>| bounds.into_iter().cloned().collect();
        let inference = Inference { of: self.of.clone(), date, lower: owned(lower), upper: owned(upper) };
        (!self.is_foretold(&inference)).then_some(inference)
    }

    /// Whether an order on which it rests was said, as both are written, before that date.
    fn is_foretold(&self, inference: &Inference) -> bool {
        let plain = |date: &Date| date.span(Grade::Plain, &self.set.policy().calendar);
        let day: Span = plain(&inference.date);
        inference.facts().into_iter().any(|fact| {
            let Fact::Order(id) = fact else { return false };
            let said = self.set.claim(id).and_then(|claim| self.set.date(&ClaimSet::saying(claim)));
            said.is_some_and(|said| plain(said).precedes(&day))
        })
    }
}

/// Every date that the claims of an inference name, and those of their sayings.
fn dates_behind(set: &ClaimSet, one: &Inference) -> BTreeSet<DateOf> {
    let mut dates = BTreeSet::new();
    for fact in one.facts() {
        if let Fact::Date(of) = fact {
            dates.insert(of.clone());
        }
        let claim = fact.claim().and_then(|id| set.claim(id));
        dates.extend(claim.into_iter().flat_map(|claim| set.dates_of(claim)));
    }
    dates
}

impl Inferred {
    /// The inferences of some dates, and those on which they may rest, in their order.
    pub(crate) fn behind(&self, set: &ClaimSet, dates: impl IntoIterator<Item = DateOf>) -> Vec<&Inference> {
        let mut needed: BTreeSet<DateOf> = dates.into_iter().collect();
        let mut all = Vec::new();
        for one in self.dates.iter().rev() {
            if needed.contains(&one.of) {
                needed.extend(dates_behind(set, one));
                all.push(one);
            }
        }
        all.reverse();
        all
    }
}

#[cfg(all(test, feature = "json"))]
mod tests;
