//! Flows over several periods: what flows in disjoint periods adds up.
//!
//! A flow over a period is the sum of what flows on its days. So all numbers of one flow fit one account that counts what
//! has flowed up to each boundary between their periods; where the measure is never below zero, the account never falls.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::cliques::cliques;
use super::joint::Joint;
use super::link::{Quantity, adds_up};
use super::moment::Moment;
use super::system::System;
use super::{Ground, Reading};
use crate::model::{Day, Exact, Key, Temporal};
use crate::proof::{Var, Why};

/// One account for so many sets of numbers of one flow; beyond, it is said that something was left out. Figures that
/// their publisher may have revised stand in no account together.
const ACCOUNTS: usize = 64;

/// A number of a flow over exactly the days from the first to the last.
#[derive(Clone, Copy, Debug)]
struct Flow<'q, 'a> {
    var: Var,
    first: Day,
    last: Day,
    quantity: &'q Quantity<'a>,
}

/// The accounts of the flows among some numbers, and whether some were left out.
pub(super) fn accounts(
    ground: &Ground<'_>,
    quantities: &[(Var, Quantity<'_>)],
    reading: &Reading,
) -> (Vec<Joint>, bool) {
    let mut families: BTreeMap<(&Key, &Key), Vec<Flow<'_, '_>>> = BTreeMap::new();
    for (var, quantity) in quantities {
        if let Some(flow) = flow(ground, *var, quantity) {
            families.entry((quantity.subject, &quantity.cell.measure)).or_default().push(flow);
        }
    }
    let (mut joints, mut cut) = (Vec::new(), false);
    for ((_, measure), flows) in families {
        let never_falls = ground.measure(measure).is_some_and(|measure| measure.non_negative);
        for run in runs(flows) {
            let linked = linked(ground, &run, reading);
            let (sets, more) = cliques(&linked, ACCOUNTS);
            cut |= more;
            for set in sets {
                let members = set.iter().filter_map(|at| run.get(*at)).copied().collect();
                joints.extend(runs(members).iter().map(|run| account(run, never_falls)));
            }
        }
    }
    (joints, cut)
}

fn flow<'q, 'a>(ground: &Ground<'_>, var: Var, quantity: &'q Quantity<'a>) -> Option<Flow<'q, 'a>> {
    let measure = ground.measure(&quantity.cell.measure)?;
    let Moment::Period(days) = quantity.moment else { return None };
    let (first, last) = days.first().zip(days.last())?;
    (measure.temporal == Temporal::Flow).then_some(Flow { var, first, last, quantity })
}

/// The flows that hang together by common days, as far as there is more to them than what holds between two.
fn runs<'q, 'a>(mut flows: Vec<Flow<'q, 'a>>) -> Vec<Vec<Flow<'q, 'a>>> {
    flows.sort_by_key(|flow| (flow.first, Reverse(flow.last), flow.var));
    let mut runs: Vec<Vec<Flow<'q, 'a>>> = Vec::new();
    let mut reached: Option<Day> = None;
    for flow in flows {
        match runs.last_mut() {
            Some(run) if reached.is_some_and(|last| flow.first <= last) => run.push(flow),
            _ => runs.push(vec![flow]),
        }
        reached = reached.max(Some(flow.last));
    }
    let spans = |run: &Vec<Flow<'_, '_>>| run.iter().map(|flow| (flow.first, flow.last)).collect::<Vec<_>>();
    runs.retain(|run| interlocks(&spans(run)));
    runs
}

/// Whether three periods or more stand otherwise than each inside the one before it; in the order of their beginnings,
/// the longer first.
pub(crate) fn interlocks(periods: &[(Day, Day)]) -> bool {
    let mut periods = periods.to_vec();
    periods.dedup();
    let side_by_side = |pair: &[(Day, Day)]| matches!(pair, [(_, one), (_, other)] if one < other);
    periods.len() > 2 && periods.windows(2).any(side_by_side)
}

/// Which of some flows go with which: those that are of one cell but for their periods.
fn linked(ground: &Ground<'_>, run: &[Flow<'_, '_>], reading: &Reading) -> Vec<BTreeSet<usize>> {
    let mut linked = vec![BTreeSet::new(); run.len()];
    for (at, a) in run.iter().enumerate() {
        for (to, b) in run.iter().enumerate().skip(at + 1) {
            if adds_up(ground, a.quantity, b.quantity, reading) {
                for (one, other) in [(at, to), (to, at)] {
                    linked.get_mut(one).map(|linked| linked.insert(other));
                }
            }
        }
    }
    linked
}

/// Each number is the account at the end of its period less the account at its beginning.
fn account(run: &[Flow<'_, '_>], never_falls: bool) -> Joint {
    let boundaries: BTreeSet<Day> = run.iter().flat_map(|flow| [flow.first, flow.last.plus(1)]).collect();
    let at: BTreeMap<Day, usize> = boundaries.iter().enumerate().map(|(at, day)| (*day, at)).collect();
    let (one, minus) = (Exact::one(), -&Exact::one());
    let mut account = Joint::new(Why::Tiling, boundaries.len());
    for flow in run {
        if let (Some(start), Some(end)) = (at.get(&flow.first), at.get(&flow.last.plus(1))) {
            account.equal(flow.var, &[(*end, one.clone()), (*start, minus.clone())]);
        }
    }
    if never_falls {
        for boundary in 1..boundaries.len() {
            account.at_most_nothing(vec![(boundary - 1, one.clone()), (boundary, minus.clone())]);
        }
    }
    account
}

impl System<'_> {
    /// Adds what holds of several periods of one flow together.
    pub(super) fn tile(&mut self, ground: &Ground<'_>, reading: &Reading) {
        let (joints, cut) = accounts(ground, self.quantities(), reading);
        self.join(joints, cut);
    }
}
