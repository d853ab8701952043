//! Who is a witness of their own, and who only repeats.

use std::collections::BTreeSet;

use super::apart::Apart;
use super::candidates::plain_moment;
use super::fates::is_plan;
use super::topic::{Topic, by_topic};
use crate::ground::{Body, Ground, Moment, Order, Reading};
use crate::model::{Certainty, Source, Stance};
use crate::proof::{ClaimIx, Relaxed, Rungs};
use crate::watch::Work;

/// Two claims are independent if neither their speakers, nor their publishers, nor their sources' ancestry meet.
pub(crate) fn independent(ground: &Ground<'_>, a: ClaimIx, b: ClaimIx) -> bool {
    let Some((x, y)) = ground.stand(a).zip(ground.stand(b)) else { return false };
    let one_speaker = x.speakers.iter().any(|speaker| y.speakers.contains(speaker));
    x.publisher != y.publisher && !one_speaker && !is_one_chain(ground, &x.source, &y.source)
}

/// Whether two sources are one, or one was taken from the other, or both from a third.
pub(super) fn is_one_chain(ground: &Ground<'_>, a: &str, b: &str) -> bool {
    let taken = |id| ground.set().sources().get(id).is_some_and(|source| source.parents().next().is_some());
    a == b || ((taken(a) || taken(b)) && !ancestry(ground, a).is_disjoint(&ancestry(ground, b)))
}

/// A source and all that it was taken from.
fn ancestry<'g>(ground: &'g Ground<'_>, source: &'g str) -> BTreeSet<&'g str> {
    let mut all = BTreeSet::new();
    let mut open = vec![source];
    while let Some(id) = open.pop() {
        if all.insert(id) {
            open.extend(ground.set().sources().get(id).into_iter().flat_map(Source::parents));
        }
    }
    all
}

/// Groups of claims that say one thing of one cell or event at one time.
#[derive(Debug, Default)]
pub(crate) struct Agreements {
    /// One witness told several times.
    pub(crate) echoes: Vec<Vec<ClaimIx>>,
    /// Independent witnesses.
    pub(crate) corroborations: Vec<Vec<ClaimIx>>,
    /// Topics with too many claims to be looked through pair by pair.
    pub(crate) crowded: Vec<(String, usize)>,
}

/// Topics of up to this many claims are looked through pair by pair: as many as a word has bits.
const CROWD: usize = 64;

/// Who agrees with whom, among claims that are no finding.
pub(crate) fn agreements(ground: &Ground<'_>, active: &[ClaimIx], findings: &[Vec<ClaimIx>]) -> Agreements {
    let asserted = |ix: &&ClaimIx| {
        ground
            .claim(**ix)
            .is_some_and(|claim| claim.stance == Stance::Asserts && claim.certainty == Certainty::Certain)
    };
    let active: Vec<ClaimIx> = active.iter().filter(asserted).copied().collect();
    let clashing: BTreeSet<&[ClaimIx]> = findings.iter().map(Vec::as_slice).collect();
    let mut all = Agreements::default();
    for (topic, claims) in ground.watch().over(Work::Agreeing, by_topic(ground, &active)) {
        if claims.len() > CROWD {
            all.crowded.push((topic.to_string(), claims.len()));
        } else if topic != Topic::Other {
            agree(ground, &topic, &claims, &clashing, &mut all);
        }
    }
    all.echoes.sort();
    all.corroborations.sort();
    all
}

/// What is asked of a claim once, before it is held against the others of its topic.
struct Told {
    ix: ClaimIx,
    is_plan: bool,
    /// When the number of an amount is true.
    moment: Option<Moment>,
}

impl Told {
    fn of(ground: &Ground<'_>, ix: ClaimIx) -> Option<Told> {
        let stand = ground.stand(ix)?;
        let moment = match &stand.body {
            Body::Amount(cell) => plain_moment(ground, stand, cell.plain_rung()),
            Body::Change { .. }
            | Body::Rank { .. }
            | Body::Event { .. }
            | Body::Order { .. }
            | Body::State { .. }
            | Body::Share(_)
            | Body::Total { .. }
            | Body::Other => None,
        };
        Some(Told { ix, is_plan: is_plan(ground, stand), moment })
    }
}

fn agree(
    ground: &Ground<'_>,
    topic: &Topic<'_>,
    claims: &[ClaimIx],
    clashing: &BTreeSet<&[ClaimIx]>,
    all: &mut Agreements,
) {
    let reading = Reading::new(Rungs::new(), Relaxed::Nothing);
    let apart = match topic {
        Topic::Amount(_, measure) => Some(Apart::new(ground, measure)),
        Topic::Change(..)
        | Topic::Rank(..)
        | Topic::Event(_)
        | Topic::State(..)
        | Topic::Order
        | Topic::Other => None,
    };
    let told: Vec<Told> = claims.iter().filter_map(|ix| Told::of(ground, *ix)).collect();
    let (mut echoes, mut corroborations) = (Pairs::new(claims), Pairs::new(claims));
    for (at, a) in told.iter().enumerate() {
        for (to, b) in told.iter().enumerate().skip(at + 1) {
            let plans = a.is_plan && b.is_plan;
            let moments = a.moment.as_ref().zip(b.moment.as_ref());
            if !plans && apart.zip(moments).is_some_and(|(apart, (a, b))| apart.are(a, b)) {
                continue;
            }
            let one = ground.meet(a.ix, b.ix, &reading) == Ok(Order::Same)
                || (plans && super::fates::repeated(ground, a.ix, b.ix));
            if !one || clashing.contains([a.ix, b.ix].as_slice()) {
                continue;
            }
            if independent(ground, a.ix, b.ix) { &mut corroborations } else { &mut echoes }.add(at, to);
        }
    }
    all.echoes.extend(echoes.joined());
    all.corroborations.extend(corroborations.joined());
}

/// Pairs among the claims of a topic.
struct Pairs<'c> {
    claims: &'c [ClaimIx],
    /// With which others each claim is paired, by positions as bits: a topic that is not crowded has no more.
    with: Vec<u64>,
}

impl<'c> Pairs<'c> {
    fn new(claims: &'c [ClaimIx]) -> Pairs<'c> {
        Pairs { claims, with: vec![0; claims.len()] }
    }

    fn add(&mut self, a: usize, b: usize) {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(with) = self.with.get_mut(one) {
                *with |= 1 << other;
            }
        }
    }

    /// The largest groups in which each two claims are one of the pairs, each pair in at least one.
    fn joined(&self) -> Vec<Vec<ClaimIx>> {
        let mut groups = Vec::new();
        for (a, with) in self.with.iter().enumerate() {
            let later = (a + 1..self.with.len()).filter(|b| with & (1 << b) != 0);
            groups.extend(later.map(|b| self.grown(1 << a | 1 << b)));
        }
        groups.sort_unstable();
        groups.dedup();
        let claims = |group: u64| {
            let within = self.claims.iter().enumerate().filter(move |(at, _)| group & (1 << at) != 0);
            within.map(|(_, ix)| *ix).collect()
        };
        groups.into_iter().map(claims).collect()
    }

    /// A pair with every claim, from the first on, that is paired with all so far.
    fn grown(&self, pair: u64) -> u64 {
        let joins = |group: u64, (at, with): (usize, &u64)| {
            if with & group == group { group | 1 << at } else { group }
        };
        self.with.iter().enumerate().fold(pair, joins)
    }
}
