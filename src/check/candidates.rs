//! The sets of claims that may clash: every finding of two claims, or of the three of a fixed law, is among them.
//!
//! What is found here only has to be looked at; [`judge`](super::judge()) decides. A set is left out only when no
//! plain reading of it can be unsatisfiable.

use std::collections::{BTreeMap, BTreeSet};

use super::sweep::{Item, Times, clashing};
use super::topic::topic;
use crate::ground::{Body, Ground, Moment, Owner, Reading, Stand, is_ahead, moment};
use crate::model::{Certainty, EventStage, Key, Span, Stance, Temporal};
use crate::proof::{ClaimIx, Relaxed, Role, Rungs};

mod amounts;
mod events;
mod many;
mod orders;
mod periods;

pub(super) use many::{Knot, LawTies, knots};

/// A set of claims to be judged, in the order of their ids.
pub(crate) type Candidate = Vec<ClaimIx>;

/// The candidates of a set, up to a limit, and whether it was reached.
#[derive(Debug)]
pub(crate) struct Candidates {
    found: BTreeSet<Candidate>,
    limit: usize,
    cut: bool,
    /// Connected parts that were not looked through to the end.
    left_out: BTreeSet<Candidate>,
}

impl Candidates {
    fn add(&mut self, claims: &[ClaimIx]) {
        let mut claims = claims.to_vec();
        claims.sort_unstable();
        claims.dedup();
        if self.found.len() < self.limit {
            self.found.insert(claims);
        } else {
            self.cut |= !self.found.contains(&claims);
        }
    }

    /// Notes a part that was not looked through to the end.
    fn leave_out(&mut self, claims: &[ClaimIx]) {
        self.left_out.insert(claims.to_vec());
    }

    /// The candidates, small sets before large ones; the parts not looked through to the end; whether some were cut.
    pub(crate) fn finish(self) -> (Vec<Candidate>, BTreeSet<Candidate>, bool) {
        let mut found: Vec<Candidate> = self.found.into_iter().collect();
        found.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        (found, self.left_out, self.cut)
    }
}

/// Every candidate among the active claims.
pub(crate) fn candidates(ground: &Ground<'_>, active: &[ClaimIx], limit: usize) -> Candidates {
    let mut all = Candidates { found: BTreeSet::new(), limit, cut: false, left_out: BTreeSet::new() };
    let active = Active::new(ground, active);
    for stand in active.asserted.iter().filter(|stand| may_clash_alone(stand)) {
        all.add(&[stand.ix]);
    }
    let families = amounts::families(ground, &active);
    amounts::pairs(ground, &families, &mut all);
    orders::ranks_and_changes(ground, &active, &families, &mut all);
    events::events(ground, &active, &mut all);
    events::orders(ground, &active, &mut all);
    states(ground, &active, &mut all);
    many::sets(ground, &active, &mut all);
    denials(ground, &active, &mut all);
    all
}

/// Whether one claim can be at odds with itself: an order of dates, or what is told as done before it was.
fn may_clash_alone(stand: &Stand) -> bool {
    let ahead = |days: Option<Span>| days.is_some_and(|days| is_ahead(&days, &stand.said.plain));
    match &stand.body {
        Body::Order { .. } => true,
        Body::Event { stage: EventStage::Happened, when, .. } => {
            ahead(when.as_ref().map(|window| window.plain))
        }
        Body::Amount(cell) => ahead(cell.time.written()),
        Body::Event { .. }
        | Body::Change { .. }
        | Body::Rank { .. }
        | Body::State { .. }
        | Body::Share(_)
        | Body::Total { .. }
        | Body::Other => false,
    }
}

/// The claims to be compared, by stance.
struct Active<'a> {
    asserted: Vec<&'a Stand>,
    /// Asserted as no more than possible: they meet only denials.
    possible: Vec<&'a Stand>,
    denied: Vec<&'a Stand>,
}

impl<'a> Active<'a> {
    fn new(ground: &'a Ground<'_>, active: &[ClaimIx]) -> Active<'a> {
        let mut all = Active { asserted: Vec::new(), possible: Vec::new(), denied: Vec::new() };
        for ix in active {
            let (Some(claim), Some(stand)) = (ground.claim(*ix), ground.stand(*ix)) else { continue };
            match (claim.stance, claim.certainty) {
                (Stance::Declines, _) => {}
                (Stance::Denies, _) => all.denied.push(stand),
                (Stance::Asserts, Certainty::Possible) => all.possible.push(stand),
                (Stance::Asserts, Certainty::Certain | Certainty::Probable) => all.asserted.push(stand),
            }
        }
        all
    }
}

/// The reading in which nothing is relaxed.
fn plain() -> Reading {
    Reading::new(Rungs::new(), Relaxed::Nothing)
}

/// The days of a moment as an item without value bounds.
fn item(id: usize, days: Option<Span>) -> Item {
    let (first, last) = ends(days);
    Item { id, low: Some(0), high: Some(0), first, last }
}

fn ends(days: Option<Span>) -> (i64, i64) {
    let days = days.unwrap_or_else(Span::always);
    let number = |day: crate::model::Day| i64::from(day.number());
    (days.first().map_or(i64::MIN / 2, number), days.last().map_or(i64::MAX / 2, number))
}

/// States of one attribute of one subject, with different values and days in common.
fn states(ground: &Ground<'_>, active: &Active<'_>, all: &mut Candidates) {
    type Values<'a> = BTreeMap<&'a BTreeSet<Key>, Vec<Item>>;
    let mut groups: BTreeMap<(&Key, &Key), Values<'_>> = BTreeMap::new();
    for stand in &active.asserted {
        let Body::State { subject, attribute, is, time } = &stand.body else { continue };
        let owner = Owner::new(stand, Role::Time);
        let days = moment(owner, Temporal::Level, time, &plain()).days();
        groups.entry((subject, attribute)).or_default().entry(is).or_default().push(item(stand.ix.0, days));
    }
    let _ = ground;
    for values in groups.values() {
        let values: Vec<&Vec<Item>> = values.values().collect();
        for (at, a) in values.iter().enumerate() {
            for b in values.iter().skip(at + 1) {
                clashing(a, b, Times::Overlap, &mut |a, b| all.add(&[ClaimIx(a), ClaimIx(b)]));
            }
        }
    }
}

fn denials(_: &Ground<'_>, active: &Active<'_>, all: &mut Candidates) {
    let mut topics: BTreeMap<_, Vec<ClaimIx>> = BTreeMap::new();
    for stand in &active.denied {
        topics.entry(topic(stand)).or_default().push(stand.ix);
    }
    for stand in active.asserted.iter().chain(&active.possible) {
        for denied in topics.get(&topic(stand)).into_iter().flatten() {
            all.add(&[stand.ix, *denied]);
        }
    }
}

/// The time of an amount or rank on a rung, in the plain reading.
pub(super) fn plain_moment(ground: &Ground<'_>, stand: &Stand, rung: Option<usize>) -> Option<Moment> {
    let cell = stand.cell()?;
    let measure = ground.measure(&cell.measure)?;
    let owner = Owner::new(stand, Role::Time).planned(rung.is_some() && rung == ground.plan_rung(measure));
    Some(moment(owner, measure.temporal, &cell.time, &plain()))
}
