//! Ranks, records and directions: against each other, and with the two amounts that they compare.

use std::collections::BTreeMap;

use super::super::sweep::{Item, Times, clashing};
use super::amounts::{Entry, Families, Family, Ranks};
use super::{Active, Candidates, plain, plain_moment};
use crate::ground::{Body, CellStand, ClassStand, Ground, Moment, Owner, Stand, moment};
use crate::model::{Direction, Grade, Key, Rank, Span, Temporal};
use crate::proof::{ClaimIx, Role};

mod places;

pub(super) fn ranks_and_changes(
    ground: &Ground<'_>,
    active: &Active<'_>,
    families: &Families<'_>,
    all: &mut Candidates,
) {
    let mut by_measure: BTreeMap<&Key, Vec<&Stand>> = BTreeMap::new();
    for stand in &active.asserted {
        if let Body::Rank { cell, .. } | Body::Change { cell, .. } = &stand.body {
            by_measure.entry(&cell.measure).or_default().push(stand);
        }
    }
    for (measure, stands) in &by_measure {
        places::pairs(ground, measure, stands, all);
        for stand in stands {
            with_amounts(ground, stand, measure, families, all);
        }
    }
}

fn is_record(rank: Rank) -> bool {
    matches!(rank, Rank::RecordHigh | Rank::RecordLow)
}

/// Adds a rank or change with each two amounts that put its comparison upside down.
fn with_amounts(
    ground: &Ground<'_>,
    stand: &Stand,
    measure: &Key,
    families: &Families<'_>,
    all: &mut Candidates,
) {
    let (Body::Rank { cell, .. } | Body::Change { cell, .. }) = &stand.body else { return };
    let subject = &cell.subject;
    // The dimensions of one subject and measure stand side by side.
    let start: Family<'_> = (subject, measure, "");
    let own_families =
        families.range(start..).take_while(|((own, of, _), _)| *own == subject && *of == measure);
    for ((own, _, dimension), entries) in own_families {
        let entries: Vec<&Entry<'_>> = entries.iter().collect();
        let sides = match &stand.body {
            Body::Rank { rank, class, .. } if !is_record(*rank) => {
                let rivals = rivals(ground, own, class, measure, dimension, families);
                // A running total reaches backwards and forwards in time.
                let running = ground.measure(measure).is_some_and(|m| m.temporal == Temporal::RunningTotal);
                let moment = plain_moment(ground, stand, cell_rung(stand)).filter(|_| !running);
                ranked(*rank, at(&entries, moment.as_ref().and_then(Moment::days)), rivals)
            }
            Body::Rank { rank, .. } => record(ground, stand, *rank, &entries),
            Body::Change { .. } => changed(ground, stand, &entries),
            Body::Amount(_)
            | Body::Event { .. }
            | Body::Order { .. }
            | Body::State { .. }
            | Body::Share(_)
            | Body::Total { .. }
            | Body::Other => None,
        };
        if let Some((lesser, greater)) = sides {
            upside_down(stand.ix, &lesser, &greater, all);
        }
    }
}

/// The two sides of a comparison: what is less, and what is more.
type Sides<'e, 'a> = (Vec<&'e Entry<'a>>, Vec<&'e Entry<'a>>);

/// The entries whose days may be those of a comparison.
fn at<'e, 'a>(entries: &[&'e Entry<'a>], days: Option<Span>) -> Vec<&'e Entry<'a>> {
    let meets = |entry: &&&Entry<'_>| entry.days.zip(days).is_none_or(|(a, b)| a.meets(&b));
    entries.iter().filter(meets).copied().collect()
}

fn ranked<'e, 'a>(rank: Rank, own: Vec<&'e Entry<'a>>, rivals: Vec<&'e Entry<'a>>) -> Option<Sides<'e, 'a>> {
    match rank {
        Rank::Largest => Some((rivals, own)),
        Rank::Smallest => Some((own, rivals)),
        Rank::Nth(_) | Rank::Top(_) | Rank::RecordHigh | Rank::RecordLow => None,
    }
}

/// The amounts of the other members of a class.
fn rivals<'e, 'a>(
    ground: &'e Ground<'_>,
    own: &'e Key,
    class: &'e ClassStand,
    measure: &'e Key,
    dimension: &'e str,
    families: &'e Families<'a>,
) -> Vec<&'e Entry<'a>> {
    let members: Vec<&Key> = match class {
        ClassStand::Unstated => Vec::new(),
        ClassStand::List(members) => members.iter().collect(),
        ClassStand::Name(name) => ground.set().names().parts(name).collect(),
    };
    let others = members.into_iter().filter(|member| *member != own);
    others.filter_map(|member| families.get(&(member, measure, dimension))).flatten().collect()
}

fn record<'e, 'a>(
    ground: &Ground<'_>,
    stand: &Stand,
    rank: Rank,
    entries: &[&'e Entry<'a>],
) -> Option<Sides<'e, 'a>> {
    let days = plain_moment(ground, stand, cell_rung(stand))?.days()?;
    let before = |entry: &&&Entry<'_>| entry.days.is_some_and(|other| other.precedes(&days));
    let earlier: Vec<&Entry<'_>> = entries.iter().filter(before).copied().collect();
    let own = at(entries, Some(days));
    match rank {
        Rank::RecordHigh => Some((earlier, own)),
        Rank::RecordLow => Some((own, earlier)),
        Rank::Largest | Rank::Smallest | Rank::Nth(_) | Rank::Top(_) => None,
    }
}

fn changed<'e, 'a>(ground: &Ground<'_>, stand: &Stand, entries: &[&'e Entry<'a>]) -> Option<Sides<'e, 'a>> {
    let Body::Change { cell, from, to } = &stand.body else { return None };
    let temporal = ground.measure(&cell.measure)?.temporal;
    // A running total reaches backwards and forwards in time.
    let days = |role, time| {
        let moment = moment(Owner::new(stand, role), temporal, time, &plain());
        moment.days().filter(|_| temporal != Temporal::RunningTotal)
    };
    let (from, to) = (at(entries, days(Role::From, from)), at(entries, days(Role::To, to)));
    match ground.change(stand.ix)?.direction(Grade::Lenient, &ground.set().policy().hedges)? {
        Direction::Rose => Some((from, to)),
        Direction::Fell => Some((to, from)),
    }
}

fn upside_down(ix: ClaimIx, lesser: &[&Entry<'_>], greater: &[&Entry<'_>], all: &mut Candidates) {
    let ranks = Ranks::of(lesser.iter().chain(greater).map(|entry| entry.interval));
    let items = |entries: &[&Entry<'_>]| -> Vec<Item> {
        let item = |entry: &&Entry<'_>| Item {
            id: entry.stand.ix.0,
            low: ranks.low(entry.interval.low(), true),
            high: ranks.high(entry.interval.high()),
            first: 0,
            last: 0,
        };
        entries.iter().map(item).collect()
    };
    clashing(&items(lesser), &items(greater), Times::Any, &mut |a, b| {
        if a != b {
            all.add(&[ix, ClaimIx(a), ClaimIx(b)]);
        }
    });
}

/// The rung of a rank, where nothing about it is open.
fn cell_rung(stand: &Stand) -> Option<usize> {
    stand.cell().and_then(CellStand::plain_rung)
}
