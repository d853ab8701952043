//! Standing totals of the set: cells that always add up to one.
//!
//! A law holds at every time. At a time that several numbers of its cells certainly share, one amount stands for each of
//! its cells, the numbers of a cell are that amount, and the amounts add up.

use std::collections::BTreeSet;

use super::cliques::cliques;
use super::joint::Joint;
use super::link::{Quantity, is_of_cell, stand_together};
use super::moment::Moment;
use super::stand::{CellStand, Facet, TimeStand};
use super::system::System;
use super::{Ground, Reading};
use crate::model::{ClaimSet, Exact, Key, LawRelation, Strength, Temporal};
use crate::proof::{Choice, ClaimIx, SoftLaw, Var, Why};

/// A law is used on so many sets of numbers that share a time; beyond, it is said that something was left out.
const TIMES: usize = 64;

/// A standing total: each cell once, with how often it counts. All of it comes to nothing; or, where the parts are not all
/// there is, to at most that.
#[derive(Clone, Debug)]
pub(crate) struct TotalLaw {
    /// The position among the laws of the set.
    at: usize,
    cells: Vec<(CellStand, Exact)>,
    exhaustive: bool,
    soft: bool,
    /// Facets of the basis that some cell states: what the law says of them goes for itself.
    based: BTreeSet<Key>,
}

impl TotalLaw {
    /// The standing totals of a set.
    pub(super) fn all(set: &ClaimSet) -> Vec<TotalLaw> {
        let laws = set.laws().iter().enumerate();
        let totals = laws.filter_map(|(at, law)| match &law.relation {
            LawRelation::Order { .. } => None,
            LawRelation::Total { total, parts, exhaustive } => {
                let parts = parts.iter().map(|part| (CellStand::of_law(set, &part.cell), part.times.clone()));
                let (total, parts) = (CellStand::of_law(set, total), parts.collect());
                Some(TotalLaw {
                    at,
                    based: BTreeSet::new(),
                    cells: cells(total, parts),
                    exhaustive: *exhaustive,
                    soft: law.strength == Strength::Soft,
                })
            }
        });
        let based = |law: TotalLaw| TotalLaw {
            based: law.cells.iter().flat_map(|(cell, _)| cell.basis.keys().cloned()).collect(),
            ..law
        };
        totals.map(based).collect()
    }

    /// The subjects and measures of its cells.
    pub(super) fn families(&self) -> impl Iterator<Item = (&Key, &Key)> {
        self.cells.iter().map(|(cell, _)| (&cell.subject, &cell.measure))
    }

    /// Whether it holds at one time only.
    fn is_timed(&self) -> bool {
        self.cells.iter().any(|(cell, _)| cell.time != TimeStand::Missing)
    }

    /// Which of its cells a number is of, in a reading.
    fn cell_of(&self, ground: &Ground<'_>, quantity: &Quantity<'_>, reading: &Reading) -> Option<usize> {
        self.cells.iter().position(|(cell, _)| {
            let own = own_time(ground, cell);
            let then = own.is_none_or(|own| quantity.moment.certainly_meets(&own));
            then && is_of_cell(ground, quantity, cell, reading)
        })
    }

    /// The law at the time of some numbers, each with its cell.
    fn instance(&self, ground: &Ground<'_>, members: &[(Var, usize)]) -> Joint {
        let mut joint = Joint::new(Why::Total(self.at), self.cells.len());
        for (var, cell) in members {
            joint.equal(*var, &[(*cell, Exact::one())]);
        }
        let sum = |sign: &Exact| {
            let terms = self.cells.iter().enumerate().map(|(at, (_, times))| (at, times * sign));
            terms.filter(|(_, times)| !times.is_zero()).collect::<Vec<_>>()
        };
        joint.at_most_nothing(sum(&Exact::one()));
        if self.exhaustive {
            joint.at_most_nothing(sum(&-&Exact::one()));
        }
        for (at, (cell, _)) in self.cells.iter().enumerate() {
            if ground.measure(&cell.measure).is_some_and(|measure| measure.non_negative) {
                joint.at_most_nothing(vec![(at, -&Exact::one())]);
            }
        }
        joint
    }

    /// Whether it is soft, and read as not holding between some numbers.
    fn is_given_up(&self, members: &[(Var, usize)], reading: &Reading) -> bool {
        let claims: BTreeSet<ClaimIx> = members.iter().map(|(var, _)| var.claim).collect();
        let ends = claims.first().copied().zip(claims.last().copied());
        let lenient =
            |(first, last)| reading.is_lenient(Choice::Soft(SoftLaw::Standing(self.at), first, last));
        self.soft && ends.is_some_and(lenient)
    }
}

/// The cells of a total, those that stand twice put together. What one of them says of the scope, the others leave open
/// on purpose: the total has all of it, and a part one that nobody named.
fn cells(mut total: CellStand, mut parts: Vec<(CellStand, Exact)>) -> Vec<(CellStand, Exact)> {
    let stated =
        parts.iter().map(|(cell, _)| cell).chain([&total]).flat_map(|cell| cell.scope.keys().cloned());
    let stated: BTreeSet<Key> = stated.collect();
    for facet in stated {
        for (part, _) in &mut parts {
            part.scope.entry(facet.clone()).or_insert(Facet::Unnamed);
        }
        total.scope.entry(facet).or_insert(Facet::Whole);
    }
    for (part, _) in &mut parts {
        if part.time == TimeStand::Missing {
            part.time = total.time.clone();
        }
    }
    let mut cells: Vec<(CellStand, Exact)> = Vec::new();
    for (cell, times) in std::iter::once((total, -&Exact::one())).chain(parts) {
        match cells.iter_mut().find(|(known, _)| *known == cell) {
            Some((_, known)) => *known = &*known + &times,
            None => cells.push((cell, times)),
        }
    }
    cells
}

/// The time of a cell of a law that has one.
fn own_time(ground: &Ground<'_>, cell: &CellStand) -> Option<Moment> {
    let level = ground.measure(&cell.measure).is_some_and(|measure| measure.temporal == Temporal::Level);
    Some(match &cell.time {
        TimeStand::Missing => return None,
        TimeStand::Of(window) => match window.period {
            Some(period) if level => Moment::Throughout(period),
            Some(period) => Moment::Period(period),
            None => Moment::Missing,
        },
        TimeStand::AsOf(window) => Moment::Instant { within: window.plain, stated: true },
    })
}

impl Moment {
    /// Whether two times certainly have an instant in common, or are one period.
    pub(super) fn certainly_meets(&self, other: &Moment) -> bool {
        match (self, other) {
            (Moment::Timeless, other) | (other, Moment::Timeless) => {
                !matches!(other, Moment::Missing | Moment::PartOf(_))
            }
            (Moment::Period(a), Moment::Period(b)) => a == b,
            (Moment::Throughout(a), Moment::Throughout(b)) => a.meets(b),
            (Moment::Instant { within, .. }, Moment::Throughout(days))
            | (Moment::Throughout(days), Moment::Instant { within, .. }) => within.within(days),
            (Moment::Instant { within: a, stated: true }, Moment::Instant { within: b, stated: true }) => {
                a == b && a.single_day().is_some()
            }
            (
                Moment::Period(_)
                | Moment::Throughout(_)
                | Moment::Instant { .. }
                | Moment::Missing
                | Moment::PartOf(_),
                _,
            ) => false,
        }
    }
}

impl System<'_> {
    /// Adds what the standing totals of the set say of the numbers.
    pub(super) fn add_up(&mut self, ground: &Ground<'_>, reading: &Reading) {
        for law in ground.total_laws() {
            if law.cells.iter().all(|(cell, _)| self.in_own_dimension(ground, cell)) {
                let (joints, cut) = instances(ground, law, self.quantities(), reading);
                self.join(joints, cut);
            }
        }
    }
}

/// A law at each time that some numbers of its cells share.
fn instances(
    ground: &Ground<'_>,
    law: &TotalLaw,
    quantities: &[(Var, Quantity<'_>)],
    reading: &Reading,
) -> (Vec<Joint>, bool) {
    let of_cells = quantities
        .iter()
        .filter_map(|(var, quantity)| Some(((*var, law.cell_of(ground, quantity, reading)?), quantity)));
    let members: Vec<((Var, usize), &Quantity<'_>)> = of_cells.collect();
    let mut linked = vec![BTreeSet::new(); members.len()];
    for (at, (_, a)) in members.iter().enumerate() {
        for (to, (_, b)) in members.iter().enumerate().skip(at + 1) {
            let then = law.is_timed() || a.moment.certainly_meets(&b.moment);
            if then && stand_together(ground, a, b, &law.based, reading) {
                for (one, other) in [(at, to), (to, at)] {
                    linked.get_mut(one).map(|linked| linked.insert(other));
                }
            }
        }
    }
    let (sets, cut) = cliques(&linked, TIMES);
    let joints = sets.iter().filter_map(|set| {
        let members: Vec<(Var, usize)> = set.iter().filter_map(|at| Some(members.get(*at)?.0)).collect();
        let holds = !members.is_empty() && !law.is_given_up(&members, reading);
        holds.then(|| law.instance(ground, &members))
    });
    (joints.collect(), cut)
}
