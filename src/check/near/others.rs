//! Ranks, states and events.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::look_alikes;
use super::{Near, NearRule, Notes, mostly_overlap, plain};
use crate::ground::{
    Because, Body, CellStand, ClassStand, Ground, Moment, Order, Owner, Quantity, Stand, Window, link,
    moment, plan_pair,
};
use crate::model::{Arity, EventStage, Key, Rank, Recurrence, Span, Temporal};
use crate::proof::Role;

/// A rank, and when it is held in the plain reading.
struct Place<'a> {
    stand: &'a Stand,
    cell: &'a CellStand,
    rank: Rank,
    moment: Moment,
}

/// Ranks over one class that would clash if their times, which mostly overlap, were one.
pub(super) fn ranks(ground: &Ground<'_>, asserted: &[&Stand], notes: &mut Notes) {
    let mut classes: BTreeMap<(&Key, Members<'_>), Vec<Place<'_>>> = BTreeMap::new();
    for stand in asserted {
        let Body::Rank { cell, rank, class } = &stand.body else { continue };
        let Some(measure) = ground.measure(&cell.measure) else { continue };
        let moment = moment(Owner::new(stand, Role::Time), measure.temporal, &cell.time, &plain());
        let members = match class {
            ClassStand::Unstated => (None, None),
            ClassStand::Name(name) => (Some(name), None),
            ClassStand::List(members) => (None, Some(members)),
        };
        classes.entry((&cell.measure, members)).or_default().push(Place { stand, cell, rank: *rank, moment });
    }
    for ((measure, _), places) in &classes {
        notes.pairs(places, || format!("ranks in {measure}"), |a, b| rivals(ground, a, b));
    }
}

type Members<'a> = (Option<&'a Key>, Option<&'a BTreeSet<Key>>);

fn rivals(ground: &Ground<'_>, a: &Place<'_>, b: &Place<'_>) -> Option<Near> {
    if !differ(a.rank, b.rank, a.cell.subject == b.cell.subject) || !mostly_overlap(&a.moment, &b.moment) {
        return None;
    }
    let held = |moments: [Moment; 2]| {
        let on = |place, moment| quantity(place, &a.cell.subject, moment);
        let [first, second] = moments;
        link(ground, &on(a, first), &on(b, second), &plain())
    };
    let apart = held([a.moment, b.moment]).err() == Some(Because::OtherTime);
    let once = held([Moment::Timeless, Moment::Timeless]);
    (apart && once.is_ok_and(|linked| linked.order == Order::Same))
        .then(|| Near::new(NearRule::NearRank, a.stand, b.stand))
}

/// What is ranked, as if it were of a given subject.
fn quantity<'q>(place: &'q Place<'_>, subject: &'q Key, moment: Moment) -> Quantity<'q> {
    let (stand, cell) = (place.stand, place.cell);
    Quantity {
        stand: Some(stand),
        between: None,
        cell,
        subject,
        rung: cell.plain_rung(),
        moment,
        written: cell.time.written(),
    }
}

/// Whether two ranks cannot both be held at one time.
fn differ(a: Rank, b: Rank, one_subject: bool) -> bool {
    // The first and last place from the top.
    let held = |rank| match rank {
        Rank::Largest => Some((1, 1)),
        Rank::Nth(n) => Some((n, n)),
        Rank::Top(n) => Some((1, n)),
        Rank::Smallest | Rank::RecordHigh | Rank::RecordLow => None,
    };
    if !one_subject {
        let one_place = held(a).is_some_and(|(first, last)| first == last && held(a) == held(b));
        return one_place || (a == b && a == Rank::Smallest);
    }
    match (held(a), held(b)) {
        (Some((first, last)), Some((other_first, other_last))) => last < other_first || other_last < first,
        _ => matches!(
            (a, b),
            (Rank::RecordHigh, Rank::RecordLow)
                | (Rank::RecordLow, Rank::RecordHigh)
                | (Rank::Largest, Rank::Smallest)
                | (Rank::Smallest, Rank::Largest)
        ),
    }
}

/// A value of an attribute, as one claim gives it.
struct Given<'a> {
    stand: &'a Stand,
    is: &'a BTreeSet<Key>,
    days: Option<Span>,
}

/// States of one subject with values declared near, and states of subjects spelt alike with two values.
pub(super) fn states(ground: &Ground<'_>, asserted: &[&Stand], notes: &mut Notes) {
    let mut attributes: BTreeMap<&Key, BTreeMap<&Key, Vec<Given<'_>>>> = BTreeMap::new();
    for stand in asserted {
        let Body::State { subject, attribute, is, time } = &stand.body else { continue };
        let days = moment(Owner::new(stand, Role::Time), Temporal::Level, time, &plain()).days();
        let subjects = attributes.entry(attribute).or_default();
        subjects.entry(subject).or_default().push(Given { stand, is, days });
    }
    for (attribute, subjects) in &attributes {
        let Some(declared) = ground.set().attribute_of(attribute) else { continue };
        let names = ground.set().names();
        let group = |group: &Vec<String>| group.iter().map(|name| names.key(name)).collect();
        let near: Vec<BTreeSet<Key>> = declared.near.iter().map(group).collect();
        for (subject, given) in subjects.iter().filter(|_| !near.is_empty()) {
            let what = || format!("{attribute} of {subject}");
            notes.pairs(given, what, |a, b| taken_for(ground, &near, a, b));
        }
        if declared.arity == Arity::Many {
            continue;
        }
        for (a, b) in look_alikes(names, subjects.keys().copied()) {
            let (Some(x), Some(y)) = (subjects.get(a), subjects.get(b)) else { continue };
            let what = || format!("{attribute} of {a} and of {b}");
            notes.across((x, y), what, |a, b| stated_apart(ground, &near, a, b));
        }
    }
}

/// Two different values at one time, of which some are declared near.
fn taken_for(ground: &Ground<'_>, near: &[BTreeSet<Key>], a: &Given<'_>, b: &Given<'_>) -> Option<Near> {
    let one_time = ground.meet(a.stand.ix, b.stand.ix, &plain()) == Err(Because::NoLaw);
    (one_time && !agree(ground, a.is, b.is) && are_near(near, a.is, b.is))
        .then(|| Near::new(NearRule::NearState, a.stand, b.stand))
}

fn are_near(near: &[BTreeSet<Key>], a: &BTreeSet<Key>, b: &BTreeSet<Key>) -> bool {
    near.iter().any(|group| !group.is_disjoint(a) && !group.is_disjoint(b))
}

fn agree(ground: &Ground<'_>, a: &BTreeSet<Key>, b: &BTreeSet<Key>) -> bool {
    let names = ground.set().names();
    let one = |x: &Key, y: &Key| x == y || names.includes(x, y) || names.includes(y, x);
    a.iter().any(|x| b.iter().any(|y| one(x, y)))
}

fn stated_apart(ground: &Ground<'_>, near: &[BTreeSet<Key>], a: &Given<'_>, b: &Given<'_>) -> Option<Near> {
    let one_time = a.days.zip(b.days).is_some_and(|(x, y)| x == y || x.within(&y) || y.within(&x));
    (one_time && !agree(ground, a.is, b.is) && !are_near(near, a.is, b.is))
        .then(|| Near::new(NearRule::NearName, a.stand, b.stand))
}

/// An event as one claim tells it.
struct Told<'a> {
    stand: &'a Stand,
    stage: EventStage,
    when: &'a Window,
}

/// Events spelt alike, and told to have happened, or planned, on different dates.
pub(super) fn events(ground: &Ground<'_>, asserted: &[&Stand], notes: &mut Notes) {
    let mut events: BTreeMap<&Key, Vec<Told<'_>>> = BTreeMap::new();
    for stand in asserted {
        let Body::Event { event, stage, when: Some(when) } = &stand.body else { continue };
        if ground.recurrence(event) != Recurrence::Recurs {
            events.entry(event).or_default().push(Told { stand, stage: *stage, when });
        }
    }
    for (a, b) in look_alikes(ground.set().names(), events.keys().copied()) {
        let (Some(x), Some(y)) = (events.get(a), events.get(b)) else { continue };
        notes.across((x, y), || format!("{a} and {b}"), |a, b| told_apart(ground, a, b));
    }
}

fn told_apart(ground: &Ground<'_>, a: &Told<'_>, b: &Told<'_>) -> Option<Near> {
    let compare = match (a.stage, b.stage) {
        (EventStage::Happened, EventStage::Happened) => true,
        (EventStage::Planned, EventStage::Planned) => plan_pair(ground, a.stand, b.stand, &plain()),
        (EventStage::Planned | EventStage::Underway | EventStage::Happened | EventStage::Cancelled, _) => {
            false
        }
    };
    (compare && !a.when.plain.meets(&b.when.plain)).then(|| Near::new(NearRule::NearName, a.stand, b.stand))
}
