//! Two ranks or changes that may clash by themselves: of one subject, or over one class.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::apart::Apart;
use super::super::super::sweep::{Item, Times, clashing};
use super::super::{Candidates, item};
use super::is_record;
use crate::ground::{Body, ClassStand, Ground, Stand, TimeStand};
use crate::model::{Key, Rank, Span};
use crate::proof::ClaimIx;

/// The members of a class: by its name, or by theirs.
type Members<'a> = (Option<&'a Key>, Option<&'a BTreeSet<Key>>);

/// Ranks of one kind that one subject is said to have, over one class and some days.
struct Place<'a> {
    subject: &'a Key,
    class: Members<'a>,
    days: Item,
    claims: Vec<ClaimIx>,
}

/// Two ranks of one kind clash only over different subjects, two of different kinds only of one. Standing laws may put any
/// two of them at odds: then all are of one kind.
type Kind = Option<Rank>;

pub(super) fn pairs(ground: &Ground<'_>, measure: &Key, stands: &[&Stand], all: &mut Candidates) {
    let times = Apart::new(ground, measure).times();
    let kind = |rank: Rank| ground.set().laws().is_empty().then_some(rank);
    of_one_subject(stands, kind, times, all);
    let places = places(stands, kind);
    for (kind, places) in &places {
        let alike = |a: &Place<'_>, b: &Place<'_>| kind.is_none() || a.subject != b.subject;
        over_one_class(places, times, &alike, all);
        over_others(ground, places, times, all);
    }
}

/// Those of one subject, whose kinds differ or which are changes.
fn of_one_subject(stands: &[&Stand], kind: impl Fn(Rank) -> Kind, times: Times, all: &mut Candidates) {
    let mut subjects: BTreeMap<&Key, BTreeMap<Kind, Vec<Item>>> = BTreeMap::new();
    for stand in stands {
        let Some(cell) = stand.cell() else { continue };
        let kind = if let Body::Rank { rank, .. } = &stand.body { kind(*rank) } else { None };
        let kinds = subjects.entry(&cell.subject).or_default();
        kinds.entry(kind).or_default().push(item(stand.ix.0, written(stand)));
    }
    let mut add = |a: usize, b: usize| {
        if a != b {
            all.add(&[ClaimIx(a), ClaimIx(b)]);
        }
    };
    for kinds in subjects.values() {
        for (at, (kind, a)) in kinds.iter().enumerate() {
            if kind.is_none() {
                clashing(a, a, times, &mut add);
            }
            for b in kinds.values().skip(at + 1) {
                clashing(a, b, times, &mut add);
            }
        }
    }
}

/// The days in which the numbers of a rank or change lie as written; `None`: any.
fn written(stand: &Stand) -> Option<Span> {
    if let Body::Change { from, to, .. } = &stand.body {
        return Some(from.written()?.hull(&to.written()?));
    }
    stand.cell().map(|cell| &cell.time).and_then(TimeStand::written)
}

/// The ranks over classes, by kind.
fn places<'a>(stands: &[&'a Stand], kind: impl Fn(Rank) -> Kind) -> BTreeMap<Kind, Vec<Place<'a>>> {
    type Same<'a> = (Members<'a>, &'a Key, Option<Span>);
    let mut kinds: BTreeMap<Kind, BTreeMap<Same<'a>, Vec<ClaimIx>>> = BTreeMap::new();
    for stand in stands {
        let Body::Rank { cell, rank, class } = &stand.body else { continue };
        if is_record(*rank) {
            continue;
        }
        let members = match class {
            ClassStand::Unstated => (None, None),
            ClassStand::Name(name) => (Some(name), None),
            ClassStand::List(members) => (None, Some(members)),
        };
        let same = kinds.entry(kind(*rank)).or_default();
        same.entry((members, &cell.subject, written(stand))).or_default().push(stand.ix);
    }
    let place = |(at, ((class, subject, days), claims)): (usize, (Same<'a>, Vec<ClaimIx>))| Place {
        subject,
        class,
        days: item(at, days),
        claims,
    };
    let places = |same: BTreeMap<Same<'a>, Vec<ClaimIx>>| same.into_iter().enumerate().map(place).collect();
    kinds.into_iter().map(|(kind, same)| (kind, places(same))).collect()
}

fn each_two(a: &Place<'_>, b: &Place<'_>, all: &mut Candidates) {
    for a in &a.claims {
        for b in b.claims.iter().filter(|b| *b != a) {
            all.add(&[*a, *b]);
        }
    }
}

/// Ranks over one class: nothing about them has to be among the other's members.
fn over_one_class(
    places: &[Place<'_>],
    times: Times,
    may_clash: &impl Fn(&Place<'_>, &Place<'_>) -> bool,
    all: &mut Candidates,
) {
    // They are in the order of their classes.
    for class in places.chunk_by(|a, b| a.class == b.class) {
        let items: Vec<Item> = class.iter().map(|place| place.days).collect();
        clashing(&items, &items, times, &mut |a, b| {
            let Some((a, b)) = places.get(a).zip(places.get(b)) else { return };
            if a.days.id <= b.days.id && may_clash(a, b) {
                each_two(a, b, all);
            }
        });
    }
}

/// Ranks over different classes, when the subject of one is a member of the class of the other.
fn over_others(ground: &Ground<'_>, places: &[Place<'_>], times: Times, all: &mut Candidates) {
    let mut by_subject: BTreeMap<&Key, Vec<&Place<'_>>> = BTreeMap::new();
    for place in places {
        by_subject.entry(place.subject).or_default().push(place);
    }
    let meet = |a: &Place<'_>, b: &Place<'_>| {
        times == Times::Any || (a.days.first <= b.days.last && b.days.first <= a.days.last)
    };
    for place in places {
        let (name, list) = place.class;
        let of_name = name.into_iter().flat_map(|name| ground.set().names().parts(name));
        for member in of_name.chain(list.into_iter().flatten()) {
            for other in by_subject.get(member).into_iter().flatten() {
                if other.class != place.class && other.subject != place.subject && meet(place, other) {
                    each_two(place, other, all);
                }
            }
        }
    }
}
