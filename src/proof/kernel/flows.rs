//! Flows over several periods: what flows on the days of a period adds up to what flows in it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Inequality, Var};
use super::laws::Order;
use super::numbers::{At, Facet, Number};
use super::reading::{Reading, Stage};
use super::system::System;
use crate::model::{Day, Exact, Key, Statement, Temporal};

/// A number of a flow, with the first day of its period and the first day after it.
type Flow<'n, 'a> = (&'n Number<'a>, (Day, Day));

/// The first day of a period, and the first day after it.
fn period(number: &Number<'_>) -> Option<(Day, Day)> {
    let At::Over(days) = number.at else { return None };
    let (first, last) = days.first().zip(days.last())?;
    (number.measure.temporal == Temporal::Flow).then(|| (first, last.plus(1)))
}

impl<'a> System<'_, 'a> {
    fn flows(&self) -> Vec<Flow<'_, 'a>> {
        self.numbers.iter().filter_map(|number| Some((number, period(number)?))).collect()
    }

    /// Whether an inequality holds of several numbers of one flow, whatever flows on each day: a day counts no more often
    /// than it is taken away; where a flow may be below zero, exactly as often.
    pub(super) fn is_tiling(&self, inequality: &Inequality) -> bool {
        let flows = self.flows();
        let of = |var: &Var| flows.iter().find(|(number, _)| number.var == Some(*var));
        let terms: Option<Vec<(&Flow<'_, 'a>, &Exact)>> =
            inequality.terms.iter().map(|(var, times)| Some((of(var)?, times))).collect();
        let Some(terms) = terms else { return false };
        let one_flow = terms.iter().enumerate().all(|(at, ((a, _), _))| {
            terms.iter().skip(at + 1).all(|((b, _), _)| self.reading.of_one_flow(a, b))
        });
        let Some(((number, _), _)) = terms.first() else { return false };
        let counted = |day: Day| {
            let covering = terms.iter().filter(|((_, (start, end)), _)| *start <= day && day < *end);
            covering.fold(Exact::zero(), |sum, (_, times)| &sum + times)
        };
        // From one beginning or end of a period to the next, every day is in the same periods.
        let mut days = terms.iter().flat_map(|((_, (start, end)), _)| [*start, *end]);
        let balanced = days.all(|day| {
            let often = counted(day);
            often.is_zero() || (often.is_negative() && number.measure.non_negative)
        });
        one_flow && balanced && inequality.limit.is_zero() && !inequality.strict
    }

    /// Whether the values of all numbers of each flow can come from what flowed on the days.
    pub(super) fn flows_fit(&self, known: &BTreeMap<Var, &Exact>) -> bool {
        let flows = self.flows();
        let goes = |a: usize, b: usize| {
            let pair = flows.get(a).zip(flows.get(b));
            pair.is_some_and(|((a, _), (b, _))| self.reading.of_one_flow(a, b))
        };
        let sets = together(flows.len(), goes);
        sets.into_iter().all(|set| {
            let mut members: Vec<&Flow<'_, 'a>> = set.into_iter().filter_map(|at| flows.get(at)).collect();
            members.sort_by_key(|(_, (start, end))| (*start, std::cmp::Reverse(*end)));
            stretches(members).into_iter().all(|members| is_nested(&members) || fit(&members, known))
        })
    }
}

/// The largest sets of things, by number, in which each two go together.
pub(super) fn together(count: usize, goes: impl Fn(usize, usize) -> bool) -> Vec<BTreeSet<usize>> {
    let mut sets: Vec<BTreeSet<usize>> = vec![BTreeSet::new()];
    for next in 0..count {
        let with_next = |set: &BTreeSet<usize>| -> BTreeSet<usize> {
            set.iter().copied().filter(|other| goes(*other, next)).chain([next]).collect()
        };
        let more: Vec<BTreeSet<usize>> = sets.iter().map(with_next).collect();
        sets.extend(more);
        let all = sets.clone();
        let inside = |at: usize, set: &BTreeSet<usize>| {
            all.iter()
                .enumerate()
                .any(|(other_at, other)| set.is_subset(other) && (set.len() < other.len() || other_at < at))
        };
        sets = all
            .iter()
            .enumerate()
            .filter(|(at, set)| !inside(*at, set))
            .map(|(_, set)| set.clone())
            .collect();
    }
    sets
}

/// Flows in the order of their beginnings, apart where no period reaches from one to the next.
fn stretches<'f, 'n, 'a>(flows: Vec<&'f Flow<'n, 'a>>) -> Vec<Vec<&'f Flow<'n, 'a>>> {
    let mut all: Vec<(Day, Vec<&Flow<'_, '_>>)> = Vec::new();
    for flow in flows {
        let (_, (start, end)) = *flow;
        match all.last_mut() {
            Some((reached, members)) if start < *reached => {
                *reached = end.max(*reached);
                members.push(flow);
            }
            _ => all.push((end, vec![flow])),
        }
    }
    all.into_iter().map(|(_, members)| members).collect()
}

/// Whether each period lies inside the one before it, or there are no three: then laws between two say it all.
fn is_nested(flows: &[&Flow<'_, '_>]) -> bool {
    let periods: BTreeSet<(Day, Day)> = flows.iter().map(|(_, period)| *period).collect();
    let nested =
        flows.windows(2).all(|pair| matches!(pair, [(_, (_, one)), (_, (_, other))] if other <= one));
    nested || periods.len() < 3
}

/// Whether the values leave a way for an account of what has flowed so far: it gains each value over its period, and
/// never falls where the measure is never below zero. (Bellman 1958: there is one unless bounds go round to less.)
fn fit(flows: &[&Flow<'_, '_>], known: &BTreeMap<Var, &Exact>) -> bool {
    let mut bounds: Vec<(Day, Day, Exact)> = Vec::new();
    for (number, (start, end)) in flows {
        let Some(value) = number.var.and_then(|var| known.get(&var)) else { return false };
        bounds.push((*start, *end, (*value).clone()));
        bounds.push((*end, *start, -*value));
    }
    let days: BTreeSet<Day> = flows.iter().flat_map(|(_, (start, end))| [*start, *end]).collect();
    if flows.iter().any(|(number, _)| number.measure.non_negative) {
        let next = days.iter().zip(days.iter().skip(1));
        bounds.extend(next.map(|(earlier, later)| (*later, *earlier, Exact::zero())));
    }
    let mut account: BTreeMap<Day, Exact> = days.iter().map(|day| (*day, Exact::zero())).collect();
    for _ in 0..=days.len() {
        let mut moved = false;
        for (from, to, most) in &bounds {
            let Some(reached) = account.get(from).map(|at| at + most) else { return false };
            if account.get(to).is_none_or(|known| reached < *known) {
                account.insert(*to, reached);
                moved = true;
            }
        }
        if !moved {
            return true;
        }
    }
    false
}

impl<'a> Reading<'a> {
    /// Whether two numbers are of one flow: of one cell but for their periods, and not revised in between.
    fn of_one_flow(&self, a: &Number<'a>, b: &Number<'a>) -> bool {
        let one_series = a.name == b.name && a.subject == b.subject && a.stage == b.stage;
        let (Some(first), Some(second)) = (a.owner(), b.owner()) else { return false };
        if !one_series || a.stage == Stage::Void {
            return false;
        }
        if first == second {
            let planned = |n: &Number<'_>| self.is_on_plan(n) || self.is_ahead(first, n.written);
            let unnamed = a.scope.values().any(|facet| *facet == Facet::Unnamed);
            return a.scope == b.scope && a.basis == b.basis && !unnamed && !planned(a) && !planned(b);
        }
        let (Some(ends), Some(x), Some(y)) = (self.ends(a, b), self.claim(first), self.claim(second)) else {
            return false;
        };
        let facets: BTreeSet<&Key> = a.scope.keys().chain(b.scope.keys()).collect();
        let one_scope =
            facets.into_iter().all(|facet| matches!(self.scope(a, b, facet), Some((Order::Same, false))));
        if !one_scope || self.bases(a, b, &ends, &mut BTreeSet::new()) != Some(Order::Same) {
            return false;
        }
        let figures =
            matches!((&x.statement, &y.statement), (Statement::Amount { .. }, Statement::Amount { .. }));
        let common = a.at.days().zip(b.at.days()).is_some_and(|(x, y)| x.meets(&y));
        let restated = figures && common && (a.measure.revisable || self.share_a_party(x, y));
        !((ends.both_plans || restated) && self.may_be_revised(first, second))
    }
}
