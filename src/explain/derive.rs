//! From premises to a clash, one bound after another: each follows from those before it.
//!
//! A certificate says which inequalities add up to an absurdity, not in which order a person would go through them. Here
//! they are gone through as a person would: what is told first, then what follows from it, until one number has to be
//! both more and less than it can be. Not every certificate can be told so; the premises then stand as they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Exact;
use crate::proof::{Inequality, Var};

/// Which way a bound goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Least,
    Most,
}

/// A bound on a number, and what it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) of: Var,
    pub(super) side: Side,
    pub(super) value: Exact,
    /// Whether the value itself is excluded.
    pub(super) strict: bool,
    /// The premise, by position.
    pub(super) premise: usize,
    /// The bounds that it follows from, by position in the derivation, each with what it is multiplied by.
    pub(super) from: Vec<(Exact, usize)>,
    /// What is added to them.
    pub(super) plus: Exact,
}

impl Bound {
    /// Whether it is told, and follows from nothing else.
    pub(super) fn is_told(&self) -> bool {
        self.from.is_empty()
    }

    fn is_tighter(&self, other: &Bound) -> bool {
        let closer = match self.side {
            Side::Least => self.value > other.value,
            Side::Most => self.value < other.value,
        };
        closer || (self.value == other.value && self.strict && !other.strict)
    }
}

/// An inequality to derive bounds from, and the number that it speaks of first of all.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) inequality: Inequality,
    pub(super) target: Option<Var>,
}

/// The bounds that lead to a clash, in reading order, and the two that clash: the second is the last of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Derivation {
    pub(super) bounds: Vec<Bound>,
    pub(super) clash: [usize; 2],
}

/// How many bounds are tried, for each row.
const TRIES: usize = 4;

/// The derivation of a clash, if bounds alone lead to one.
pub(super) fn derivation(rows: &[Row]) -> Option<Derivation> {
    let mut search = Search { rows, bounds: Vec::new(), best: BTreeMap::new() };
    for _ in 0..TRIES * rows.len() {
        let bound = search.next(true).or_else(|| search.next(false))?;
        let (of, at) = (bound.of, search.bounds.len());
        search.best.insert((of, bound.side), at);
        search.bounds.push(bound);
        if let Some(clash) = search.clash(of) {
            return Some(search.told(clash));
        }
    }
    None
}

struct Search<'r> {
    rows: &'r [Row],
    bounds: Vec<Bound>,
    /// The tightest bound of each number on each side.
    best: BTreeMap<(Var, Side), usize>,
}

impl Search<'_> {
    /// The first new bound: on what a row speaks of first of all, or on any of its numbers.
    fn next(&self, on_target: bool) -> Option<Bound> {
        self.rows.iter().enumerate().find_map(|(at, row)| {
            let wanted = |of: &&Var| !on_target || row.target.is_none_or(|target| target == **of);
            let mut numbers = row.inequality.terms.keys().filter(wanted);
            numbers.find_map(|of| self.bound(at, &row.inequality, *of).filter(|bound| self.is_news(bound)))
        })
    }

    /// What a row says of one of its numbers, given what is known of the others.
    fn bound(&self, premise: usize, row: &Inequality, of: Var) -> Option<Bound> {
        let own = row.terms.get(&of)?;
        let mut bound = Bound {
            of,
            side: if own.is_negative() { Side::Least } else { Side::Most },
            value: row.limit.checked_div(own)?,
            strict: row.strict,
            premise,
            from: Vec::new(),
            plus: row.limit.checked_div(own)?,
        };
        for (other, times) in row.terms.iter().filter(|(other, _)| **other != of) {
            let side = if times.is_negative() { Side::Most } else { Side::Least };
            let at = *self.best.get(&(*other, side))?;
            let known = self.bounds.get(at)?;
            let times = -&times.checked_div(own)?;
            bound.value = &bound.value + &(&times * &known.value);
            bound.strict |= known.strict;
            bound.from.push((times, at));
        }
        Some(bound)
    }

    fn is_news(&self, bound: &Bound) -> bool {
        let known = self.best.get(&(bound.of, bound.side)).and_then(|at| self.bounds.get(*at));
        known.is_none_or(|known| bound.is_tighter(known))
    }

    /// The bounds of a number, if it cannot keep both.
    fn clash(&self, of: Var) -> Option<[usize; 2]> {
        let at = |side| self.best.get(&(of, side)).copied();
        let (least, most) = (at(Side::Least)?, at(Side::Most)?);
        let (low, high) = (self.bounds.get(least)?, self.bounds.get(most)?);
        let apart = low.value > high.value || (low.value == high.value && (low.strict || high.strict));
        apart.then_some([least, most])
    }

    /// What is needed for a clash, in reading order: what is told comes last, against what was found out before.
    fn told(&self, [least, most]: [usize; 2]) -> Derivation {
        let is_told = |at: usize| self.bounds.get(at).is_some_and(Bound::is_told);
        let clash = if is_told(least) && !is_told(most) { [most, least] } else { [least, most] };
        let mut order = Vec::new();
        for at in clash {
            self.visit(at, &mut order, &mut BTreeSet::new());
        }
        let place = |at: usize| order.iter().position(|other| *other == at).unwrap_or(usize::MAX);
        let bounds = order.iter().filter_map(|at| self.bounds.get(*at)).map(|bound| {
            let from = bound.from.iter().map(|(times, at)| (times.clone(), place(*at))).collect();
            Bound { from, ..bound.clone() }
        });
        Derivation { bounds: bounds.collect(), clash: clash.map(place) }
    }

    fn visit(&self, at: usize, order: &mut Vec<usize>, open: &mut BTreeSet<usize>) {
        if order.contains(&at) || !open.insert(at) {
            return;
        }
        for (_, from) in self.bounds.get(at).into_iter().flat_map(|bound| &bound.from) {
            self.visit(*from, order, open);
        }
        order.push(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::ClaimIx;

    fn var(claim: usize) -> Var {
        Var { claim: ClaimIx(claim), slot: 0 }
    }

    /// The terms, each a whole number of hundredths times a variable, add up to at most a limit.
    fn row(terms: &[(usize, i64)], limit: i64, target: Option<usize>) -> Row {
        let hundredths = |times: i64| Exact::ratio(times, 100).unwrap();
        let terms = terms.iter().map(|(of, times)| (var(*of), hundredths(*times))).collect();
        let inequality = Inequality { terms, limit: Exact::from(limit), strict: false };
        Row { inequality, target: target.map(var) }
    }

    #[test]
    fn each_bound_follows_from_those_before_it_and_what_is_told_comes_last() {
        // Number 1 is at most 60, number 0 at most 45 % of it, that is 27, and at least 39.
        let rows = [
            row(&[(0, -100)], -39, None),
            row(&[(0, 100), (1, -45)], 0, Some(0)),
            row(&[(1, 100)], 60, None),
        ];
        let found = derivation(&rows).unwrap();
        let told: Vec<(Var, Side, String, usize)> = found
            .bounds
            .iter()
            .map(|bound| (bound.of, bound.side, bound.value.to_string(), bound.premise))
            .collect();
        let expected = [
            (var(1), Side::Most, "60".to_owned(), 2),
            (var(0), Side::Most, "27".to_owned(), 1),
            (var(0), Side::Least, "39".to_owned(), 0),
        ];
        assert_eq!(told, expected);
        assert_eq!(found.clash, [1, 2]);
    }

    #[test]
    fn a_bound_that_several_follow_from_is_told_once() {
        // Number 0 is at most 10, numbers 1 and 2 at most as much as it, and together at least 30.
        let rows = [
            row(&[(0, 100)], 10, None),
            row(&[(1, 100), (0, -100)], 0, None),
            row(&[(2, 100), (0, -100)], 0, None),
            row(&[(1, -100), (2, -100)], -30, None),
        ];
        let found = derivation(&rows).unwrap();
        assert_eq!(found.bounds.iter().filter(|bound| bound.premise == 0).count(), 1);
        assert!(found.bounds.len() <= rows.len() + 1, "{:?}", found.bounds);
        for (at, bound) in found.bounds.iter().enumerate() {
            assert!(bound.from.iter().all(|(_, from)| *from < at));
        }
    }

    #[test]
    fn what_bounds_alone_do_not_show_is_left_to_the_list_of_premises() {
        // Two numbers make at most 1 and at least 2, but neither has a bound to begin with.
        let rows = [row(&[(0, 100), (1, 100)], 1, None), row(&[(0, -100), (1, -100)], -2, None)];
        assert_eq!(derivation(&rows), None);
        // What fits has no clash, and the search ends.
        assert_eq!(derivation(&[row(&[(0, 100)], 1, None), row(&[(0, -100)], 0, None)]), None);
    }
}
