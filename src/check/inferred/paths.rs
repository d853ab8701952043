//! Bounds added up: the earliest and the latest that each instant can be, and by which bounds.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Day, Span};
use crate::proof::{Bound, Fact, Instant};

/// Why bounds could not be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// They contradict each other.
    Cycle,
    /// They are too much work.
    Work,
}

/// How far an instant is bounded: days, less so many infinitesimals, by so many bounds, of which this is the last.
type Reach = (i64, i64, usize, usize);

/// The tightest bounds of each instant.
///
/// Shortest paths (Bellman 1958): from the beginning of 1970 to an instant they are the latest, and back the earliest
/// that it can be. A strict bound is shorter by an infinitesimal, and of equal paths that of fewer bounds counts.
#[derive(Debug)]
pub(super) struct Paths<'b> {
    bounds: Vec<&'b Bound>,
    nodes: BTreeMap<&'b Instant, usize>,
    latest: Vec<Option<Reach>>,
    earliest: Vec<Option<Reach>>,
}

/// Which way bounds are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Earliest,
    Latest,
}

/// The node of what is known; instants count from one.
const KNOWN: usize = 0;

impl<'b> Paths<'b> {
    /// Adds up bounds, taking no more work than is left.
    pub(super) fn of(bounds: Vec<&'b Bound>, work: &mut usize) -> Result<Paths<'b>, Failure> {
        let instants: BTreeSet<&Instant> = bounds.iter().flat_map(|bound| bound.instants()).collect();
        let nodes = instants.into_iter().enumerate().map(|(at, instant)| (instant, at + 1)).collect();
        let mut paths = Paths { bounds, nodes, latest: Vec::new(), earliest: Vec::new() };
        paths.latest = paths.reach(Side::Latest, work)?;
        paths.earliest = paths.reach(Side::Earliest, work)?;
        Ok(paths)
    }

    /// Adds up bounds that are few.
    pub(super) fn of_few(bounds: Vec<&'b Bound>) -> Result<Paths<'b>, Failure> {
        let mut work = usize::MAX;
        Paths::of(bounds, &mut work)
    }

    /// All bounds that some facts make.
    pub(super) fn bounds_of(&self, facts: &BTreeSet<&Fact>) -> Vec<&'b Bound> {
        self.bounds.iter().filter(|bound| facts.contains(&bound.fact)).copied().collect()
    }

    fn node(&self, instant: Option<&Instant>) -> usize {
        instant.and_then(|instant| self.nodes.get(instant)).copied().unwrap_or(KNOWN)
    }

    /// Where a bound leads from and to.
    fn step(&self, bound: &Bound, side: Side) -> (usize, usize) {
        let (plus, minus) = (self.node(bound.plus.as_ref()), self.node(bound.minus.as_ref()));
        match side {
            Side::Latest => (minus, plus),
            Side::Earliest => (plus, minus),
        }
    }

    fn reach(&self, side: Side, work: &mut usize) -> Result<Vec<Option<Reach>>, Failure> {
        let mut reached: Vec<Option<Reach>> = vec![None; self.nodes.len() + 1];
        if let Some(known) = reached.first_mut() {
            *known = Some((0, 0, 0, usize::MAX));
        }
        let steps: Vec<(usize, usize)> = self.bounds.iter().map(|bound| self.step(bound, side)).collect();
        for _ in 0..=self.nodes.len() {
            *work = work.checked_sub(self.bounds.len()).ok_or(Failure::Work)?;
            let mut moved = false;
            for (at, (bound, (from, to))) in self.bounds.iter().zip(&steps).enumerate() {
                let Some((days, small, count, _)) = reached.get(*from).copied().flatten() else { continue };
                let days = days.checked_add(bound.days).ok_or(Failure::Work)?;
                let new = (days, small - i64::from(bound.strict), count + 1, at);
                let Some(old) = reached.get_mut(*to) else { continue };
                let shorter =
                    old.is_none_or(|(days, small, count, _)| (new.0, new.1, new.2) < (days, small, count));
                if shorter && *to == KNOWN {
                    return Err(Failure::Cycle);
                }
                if shorter {
                    *old = Some(new);
                    moved = true;
                }
            }
            if !moved {
                return Ok(reached);
            }
        }
        Err(Failure::Cycle)
    }

    fn reached(&self, instant: &Instant, side: Side) -> Option<Reach> {
        let all = match side {
            Side::Latest => &self.latest,
            Side::Earliest => &self.earliest,
        };
        all.get(*self.nodes.get(instant)?).copied().flatten()
    }

    /// The bounds that say most on one side, from the instant back to what is known; none where nothing bounds it.
    pub(super) fn path(&self, instant: &Instant, side: Side) -> Vec<&'b Bound> {
        let mut path = Vec::new();
        let mut next = Some(instant);
        while let Some(instant) = next {
            let Some((.., at)) = self.reached(instant, side) else { return Vec::new() };
            let Some(bound) = self.bounds.get(at).copied() else { return Vec::new() };
            path.push(bound);
            next = match side {
                Side::Latest => bound.minus.as_ref(),
                Side::Earliest => bound.plus.as_ref(),
            };
        }
        path
    }

    /// The earliest day on which an instant can lie.
    pub(super) fn first_day(&self, instant: &Instant) -> Option<Day> {
        let (days, ..) = self.reached(instant, Side::Earliest)?;
        day(days.checked_neg()?)
    }
}

/// The days between the sums of two lists of bounds on one instant; an empty list leaves its side open.
pub(super) fn days_between(lower: &[&Bound], upper: &[&Bound]) -> Option<Span> {
    let sum = |bounds: &[&Bound]| bounds.iter().try_fold(0_i64, |sum, bound| sum.checked_add(bound.days));
    let first = if lower.is_empty() { None } else { Some(day(sum(lower)?.checked_neg()?)?) };
    let strict = i64::from(upper.iter().any(|bound| bound.strict));
    let last = if upper.is_empty() { None } else { Some(day(sum(upper)?.checked_sub(strict)?)?) };
    Span::new(first, last).ok()
}

fn day(number: i64) -> Option<Day> {
    i32::try_from(number).ok().map(Day::from_number)
}

/// Bounds by connected parts: those that share instants, directly or through others.
pub(super) fn parts<'b>(bounds: &[&'b Bound]) -> Vec<Vec<&'b Bound>> {
    let mut at: BTreeMap<&Instant, Vec<usize>> = BTreeMap::new();
    for (number, bound) in bounds.iter().enumerate() {
        for instant in bound.instants() {
            at.entry(instant).or_default().push(number);
        }
    }
    let mut taken = vec![false; bounds.len()];
    let mut parts = Vec::new();
    for start in 0..bounds.len() {
        let (mut part, mut open) = (Vec::new(), vec![start]);
        while let Some(number) = open.pop() {
            let (Some(mark), Some(bound)) = (taken.get_mut(number), bounds.get(number)) else { continue };
            if std::mem::replace(mark, true) {
                continue;
            }
            part.push(number);
            // Each instant opens its bounds once.
            open.extend(bound.instants().filter_map(|instant| at.remove(instant)).flatten());
        }
        if !part.is_empty() {
            part.sort_unstable();
            parts.push(part.into_iter().filter_map(|number| bounds.get(number).copied()).collect());
        }
    }
    parts
}
