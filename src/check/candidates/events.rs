//! Events told with different dates, and orders with the events that they relate.

use std::collections::BTreeMap;

use super::super::sweep::{Item, Times, clashing};
use super::{Active, Candidates, item, plain};
use crate::ground::{Body, Ground, PointStand, Stand};
use crate::model::{EventStage, Key, Recurrence};
use crate::proof::{ClaimIx, Role};

/// What is told of one event: when it is told to be, by stage, and when its plans were told.
#[derive(Default)]
struct Told {
    happened: Vec<Item>,
    underway: Vec<Item>,
    cancelled: Vec<Item>,
    planned: Vec<Item>,
    plan_said: Vec<Item>,
}

fn told<'a>(active: &Active<'a>) -> BTreeMap<&'a Key, Told> {
    let mut events: BTreeMap<&Key, Told> = BTreeMap::new();
    for stand in &active.asserted {
        let Body::Event { event, stage, when } = &stand.body else { continue };
        let told = events.entry(event).or_default();
        let days = when.as_ref().map(|window| window.under(&plain(), stand.ix, Role::When));
        let days = until_next(item(stand.ix.0, days));
        match stage {
            EventStage::Happened => told.happened.push(days),
            EventStage::Underway => told.underway.push(days),
            EventStage::Cancelled => told.cancelled.push(days),
            EventStage::Planned => {
                told.planned.push(days);
                told.plan_said.push(until_next(item(stand.ix.0, Some(stand.said.plain))));
            }
        }
    }
    events
}

/// Two stretches exclude each other when the day after the last of one is no later than the first of the other.
fn until_next(item: Item) -> Item {
    Item { last: item.last.saturating_add(1), ..item }
}

pub(super) fn events(ground: &Ground<'_>, active: &Active<'_>, all: &mut Candidates) {
    for (event, told) in told(active) {
        if ground.recurrence(event) == Recurrence::Recurs {
            continue;
        }
        let mut add = |a: usize, b: usize| {
            if a != b {
                all.add(&[ClaimIx(a), ClaimIx(b)]);
            }
        };
        for later in [&told.happened, &told.cancelled, &told.underway, &told.plan_said] {
            clashing(&told.happened, later, Times::Before, &mut add);
        }
        clashing(&told.planned, &told.planned, Times::Before, &mut add);
    }
}

/// An order with its ends.
type Order<'a> = (&'a Stand, &'a PointStand, &'a PointStand);

/// Orders against each other, and with the events that they relate.
pub(super) fn orders(_: &Ground<'_>, active: &Active<'_>, all: &mut Candidates) {
    let orders: Vec<Order<'_>> = active
        .asserted
        .iter()
        .filter_map(|stand| {
            let Body::Order { before, after } = &stand.body else { return None };
            Some((*stand, before, after))
        })
        .collect();
    if orders.is_empty() {
        return;
    }
    against_each_other(&orders, all);
    let told = told(active);
    for (a, before, after) in &orders {
        // The earlier end must not lie wholly after the later one.
        let (early, late) =
            (told_of(&told, a.ix, before, Role::Before), told_of(&told, a.ix, after, Role::After));
        clashing(&late, &early, Times::Before, &mut |b, c| all.add(&[a.ix, ClaimIx(b), ClaimIx(c)]));
    }
}

/// Orders of which one puts an event before what the other puts before it: the other end is one event, or a date.
fn against_each_other(orders: &[Order<'_>], all: &mut Candidates) {
    let mut by_ends: BTreeMap<(Option<&Key>, Option<&Key>), Vec<ClaimIx>> = BTreeMap::new();
    for (stand, before, after) in orders {
        by_ends.entry((event(before), event(after))).or_default().push(stand.ix);
    }
    for ((before, after), these) in by_ends.iter().filter(|((before, after), _)| before < after) {
        for a in these {
            by_ends.get(&(*after, *before)).into_iter().flatten().for_each(|b| all.add(&[*a, *b]));
        }
    }
}

fn event(point: &PointStand) -> Option<&Key> {
    match point {
        PointStand::Event(event) => Some(event),
        PointStand::Date(_) => None,
    }
}

/// The claims that date one end of an order: those that tell of its event, or the order itself.
fn told_of(told: &BTreeMap<&Key, Told>, order: ClaimIx, point: &PointStand, role: Role) -> Vec<Item> {
    match point {
        PointStand::Event(event) => told.get(event).map(|told| told.happened.clone()).unwrap_or_default(),
        PointStand::Date(window) => {
            vec![until_next(item(order.0, Some(window.under(&plain(), order, role))))]
        }
    }
}
