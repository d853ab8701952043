//! Sets of any size: shares, totals, sized changes and gaps together with all that they touch.
//!
//! A connected part of the claims is decided as a whole, in its plain readings and in its most lenient ones; the minimal
//! sets of claims that cannot stand together in one of them are candidates.

use std::collections::{BTreeMap, BTreeSet};

use super::periods::{apart, tiled};
use super::{Active, Candidate, Candidates};
use crate::ground::{Body, ClassStand, Ground, PointStand, Reading, Stand, combinations};
use crate::model::{ChangeForm, Key, Statement};
use crate::proof::{ClaimIx, Relaxed};
use crate::watch::Work;

/// What connects claims: a measure of a subject, or an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) enum Knot<'a> {
    Family(&'a Key, &'a Key),
    Event(&'a Key),
}

/// At most this many plain ways to take the stage words of a part are looked through.
const READINGS: usize = 64;

pub(super) fn sets(ground: &Ground<'_>, active: &Active<'_>, all: &mut Candidates) {
    let mut summed = tiled(ground, active);
    summed.extend(ground.total_families().flatten());
    if summed.is_empty() && !active.asserted.iter().any(|stand| relates(ground, stand)) {
        return;
    }
    let parts = parts(ground, &active.asserted, &summed);
    let clashes = ground.watch().each(Work::Solving, &parts, &|part| clashes(ground, part));
    for (part, (sets, whole)) in parts.iter().zip(clashes) {
        if !whole {
            all.leave_out(part);
        }
        for set in &sets {
            all.add(set);
        }
    }
}

/// The sets of claims of one part that clash, and whether it was looked through to the end.
fn clashes(ground: &Ground<'_>, part: &[ClaimIx]) -> (Vec<Candidate>, bool) {
    let (mut found, mut whole) = (Vec::new(), true);
    for (any, relaxed) in [(false, Relaxed::Nothing), (true, Relaxed::Everything)] {
        let Some(ways) = combinations(&ground.stage_choices(part, any), READINGS) else {
            whole = false;
            continue;
        };
        // What fits in every plain reading is no finding, whatever a lenient one makes of it.
        if any && whole && found.is_empty() {
            continue;
        }
        for rungs in ways {
            let (sets, cut) = ground.clashing_sets(part, &Reading::new(rungs, relaxed.clone()));
            whole &= !cut;
            found.extend(sets);
        }
    }
    (found, whole)
}

/// Whether a claim relates several numbers in a way that pairs and fixed triples do not cover.
fn relates(ground: &Ground<'_>, stand: &Stand) -> bool {
    let statement = ground.claim(stand.ix).map(|claim| &claim.statement);
    match (&stand.body, statement) {
        (Body::Share(_) | Body::Total { .. }, _) => ground.unreasoned(stand.ix).is_none(),
        (Body::Change { .. }, Some(Statement::Change { change, reaching, .. })) => {
            ground.unreasoned(stand.ix).is_none()
                && (change.form() != ChangeForm::Direction || reaching.is_some())
        }
        (Body::Order { .. }, Some(Statement::Order { .. })) => true,
        _ => false,
    }
}

/// The connected parts that hold a claim which relates several numbers, or numbers that may add up; each in the order of
/// ids.
fn parts(ground: &Ground<'_>, stands: &[&Stand], summed: &BTreeSet<(&Key, &Key)>) -> Vec<Vec<ClaimIx>> {
    let mut at_knot: BTreeMap<Knot<'_>, Vec<usize>> = BTreeMap::new();
    let ties = LawTies::of(ground);
    let knots: Vec<Vec<Knot<'_>>> = stands.iter().map(|stand| knots(ground, stand, &ties)).collect();
    for (at, knots) in knots.iter().enumerate() {
        for knot in knots {
            at_knot.entry(*knot).or_default().push(at);
        }
    }
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    for (start, stand) in stands.iter().enumerate() {
        let adds_up = stand.cells().iter().any(|cell| summed.contains(&(&cell.subject, &cell.measure)));
        if seen.contains(&start) || !(adds_up || relates(ground, stand)) {
            continue;
        }
        let part = hanging_together(start, &knots, &mut at_knot, &mut seen);
        let claims = part.iter().filter_map(|at| stands.get(*at)).map(|stand| stand.ix).collect();
        let figures = part.iter().all(|at| stands.get(*at).is_some_and(|stand| is_amount(stand)));
        let one_family = part.iter().all(|at| knots.get(*at).is_some_and(|knots| knots.len() == 1));
        // Figures of one flow only have to do with each other through common days.
        parts.extend(if figures && one_family { apart(ground, claims) } else { vec![claims] });
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    parts
}

/// What knots connect with one stand, by position.
fn hanging_together<'k>(
    start: usize,
    knots: &[Vec<Knot<'k>>],
    at_knot: &mut BTreeMap<Knot<'k>, Vec<usize>>,
    seen: &mut BTreeSet<usize>,
) -> Vec<usize> {
    let mut part = Vec::new();
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        if seen.insert(at) {
            part.push(at);
            // Each knot is untied once: a crowded one would be gone through for each of its stands.
            let touched = knots.get(at).into_iter().flatten().filter_map(|knot| at_knot.remove(knot));
            open.extend(touched.flatten());
        }
    }
    part
}

fn is_amount(stand: &Stand) -> bool {
    matches!(stand.body, Body::Amount(_))
}

pub(in crate::check) fn knots<'a>(
    ground: &'a Ground<'_>,
    stand: &'a Stand,
    ties: &LawTies<'a>,
) -> Vec<Knot<'a>> {
    let mut knots: Vec<Knot<'a>> =
        stand.cells().into_iter().map(|cell| Knot::Family(&cell.subject, &cell.measure)).collect();
    match &stand.body {
        Body::Rank { cell, class, .. } => match class {
            ClassStand::Unstated => {}
            ClassStand::List(members) => {
                knots.extend(members.iter().map(|member| Knot::Family(member, &cell.measure)));
            }
            ClassStand::Name(name) => {
                knots.extend(
                    ground.set().names().parts(name).map(|member| Knot::Family(member, &cell.measure)),
                );
            }
        },
        Body::Event { event, .. } => knots.push(Knot::Event(event)),
        Body::Order { before, after } => {
            for point in [before, after] {
                if let PointStand::Event(event) = point {
                    knots.push(Knot::Event(event));
                }
            }
        }
        Body::Amount(_)
        | Body::Change { .. }
        | Body::State { .. }
        | Body::Share(_)
        | Body::Total { .. }
        | Body::Other => {}
    }
    knots.extend(ties.of_knots(&knots));
    knots
}

/// The families that standing laws tie to each other.
pub(in crate::check) struct LawTies<'a> {
    laws: Vec<(Family<'a>, Family<'a>)>,
    totals: Vec<Vec<Family<'a>>>,
}

type Family<'a> = (&'a Key, &'a Key);

impl<'a> LawTies<'a> {
    pub(in crate::check) fn of(ground: &'a Ground<'_>) -> LawTies<'a> {
        LawTies { laws: ground.law_families(), totals: ground.total_families().collect() }
    }

    /// The families that are tied to those of some knots.
    fn of_knots(&self, knots: &[Knot<'a>]) -> Vec<Knot<'a>> {
        let families = knots.iter().filter_map(|knot| match knot {
            Knot::Family(subject, measure) => Some((*subject, *measure)),
            Knot::Event(_) => None,
        });
        let summed =
            families.clone().flat_map(|family| self.totals.iter().filter(move |all| all.contains(&family)));
        let summed: Vec<_> = summed.flatten().copied().collect();
        families
            .flat_map(|family| {
                self.laws.iter().filter_map(move |(lesser, greater)| {
                    if *lesser == family {
                        Some(*greater)
                    } else if *greater == family {
                        Some(*lesser)
                    } else {
                        None
                    }
                })
            })
            .chain(summed)
            .map(|(subject, measure)| Knot::Family(subject, measure))
            .collect()
    }
}
