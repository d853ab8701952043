//! The third grade: pairs that are no finding, but worth a look.
//!
//! A pair is listed under one rule only, and never when it is, or is part of, a finding. Whoever puts two scopes,
//! bases, units, times, stages or measures side by side in one document tells them apart: such a pair is listed only
//! for its figure or for its spelling.
//!
//! Claims are put into buckets by what has to be equal (subject and measure; subject and figure; look of the name), and
//! only the pairs of a bucket of up to [`CROWD`] claims are looked at: O(n log n + n · CROWD) for n claims. Larger
//! buckets are left alone, and a hint says so.

mod alike;
mod amounts;
mod figures;
mod names;
mod others;

pub(crate) use names::{LookAlikes, look_alikes};

use std::collections::{BTreeMap, BTreeSet};

use super::judge::{Judgement, judge};
use super::rulings::Ruled;
use super::topic::topic;
use super::{Findings, Met};
use crate::ground::{Ground, Moment, Reading, Stand};
use crate::model::{Certainty, Exact, Key, NearRule, Span, Stance};
use crate::proof::{ClaimIx, Relaxed, Rungs};

/// Buckets of up to this many claims are looked through pair by pair.
const CROWD: usize = 256;

/// Near misses, listed up to the policy's limit and counted in full.
#[derive(Debug, Default)]
pub(crate) struct NearMisses {
    /// By rule, then the nearest first, then by claims.
    pub(crate) listed: Vec<Near>,
    pub(crate) count: usize,
    /// Those that are allowed, listed up to the same limit, with the reason.
    pub(crate) allowed: Vec<(Near, String)>,
    /// How many are allowed, listed or not.
    pub(crate) allowed_count: usize,
    /// How many are denied, listed or not.
    pub(crate) denied_count: usize,
    /// The rulings that met a near miss.
    pub(crate) met: Met,
    /// What had too many claims to be looked through, and how many.
    pub(crate) crowded: Vec<(String, usize)>,
}

/// Two claims worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) rule: NearRule,
    /// In the order of their ids.
    pub(crate) claims: [ClaimIx; 2],
    /// The facet, for scopes and bases.
    pub(crate) facet: Option<Key>,
    /// How far apart they would be if they were of one thing.
    pub(crate) gap: Option<Gap>,
    /// If it is denied: why.
    pub(crate) denied: Option<String>,
}

/// How far apart two values are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// In the base unit of the dimension.
    pub(crate) size: Exact,
    pub(crate) dimension: String,
    /// As a part of the larger value.
    pub(crate) part: Exact,
}

impl Near {
    fn new(rule: NearRule, a: &Stand, b: &Stand) -> Near {
        Near { rule, claims: [a.ix.min(b.ix), a.ix.max(b.ix)], facet: None, gap: None, denied: None }
    }

    fn rank(&self) -> (NearRule, Option<&Exact>, [ClaimIx; 2]) {
        (self.rule, self.gap.as_ref().map(|gap| &gap.part), self.claims)
    }
}

/// What has been found so far.
#[derive(Debug, Default)]
struct Notes {
    nears: Vec<Near>,
    crowded: Vec<(String, usize)>,
}

impl Notes {
    /// Calls `pair` for every two of a bucket, unless it is crowded.
    fn pairs<T>(
        &mut self,
        bucket: &[T],
        what: impl FnOnce() -> String,
        pair: impl Fn(&T, &T) -> Option<Near>,
    ) {
        if bucket.len() > CROWD {
            self.crowded.push((what(), bucket.len()));
            return;
        }
        for (at, a) in bucket.iter().enumerate() {
            self.nears.extend(bucket.iter().skip(at + 1).filter_map(|b| pair(a, b)));
        }
    }

    /// Calls `pair` for every one of a bucket with every one of another, unless they are crowded.
    fn across<T>(
        &mut self,
        (a, b): (&[T], &[T]),
        what: impl FnOnce() -> String,
        pair: impl Fn(&T, &T) -> Option<Near>,
    ) {
        if a.len().saturating_mul(b.len()) > CROWD * CROWD {
            self.crowded.push((what(), a.len() + b.len()));
            return;
        }
        for a in a {
            self.nears.extend(b.iter().filter_map(|b| pair(a, b)));
        }
    }
}

/// Every near miss among the active claims.
pub(crate) fn near_misses(ground: &Ground<'_>, active: &[ClaimIx], findings: &Findings) -> NearMisses {
    let asserted: Vec<&Stand> = active.iter().filter_map(|ix| asserted(ground, *ix)).collect();
    let mut notes = Notes::default();
    amounts::amounts(ground, &asserted, &mut notes);
    others::ranks(ground, &asserted, &mut notes);
    others::states(ground, &asserted, &mut notes);
    others::events(ground, &asserted, &mut notes);
    let Notes { mut nears, mut crowded } = notes;
    crowded.sort();
    crowded.dedup();
    nears.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let mut seen = within(findings);
    nears.retain(|near| seen.insert(near.claims) && is_fine(ground, near));
    NearMisses { crowded, ..sorted_out(ground, nears, findings) }
}

/// Sets aside what is allowed, and marks what is denied.
fn sorted_out(ground: &Ground<'_>, nears: Vec<Near>, findings: &Findings) -> NearMisses {
    let rulings = &findings.rulings;
    let mut result = NearMisses::default();
    let (mut allowed, mut open) = (Vec::new(), Vec::new());
    for mut near in nears {
        match rulings.on(ground, near.rule.into(), &near.claims, &mut result.met) {
            Ruled::Allowed(because) => {
                allowed.push((near, because));
                continue;
            }
            Ruled::Denied(because) => near.denied = Some(because),
            Ruled::Neither => {}
        }
        open.push(near);
    }
    result.count = open.len();
    result.denied_count = open.iter().filter(|near| near.denied.is_some()).count();
    result.allowed_count = allowed.len();
    result.listed = listed(ground, open, |near| near);
    result.allowed = listed(ground, allowed, |(near, _)| near);
    result
}

/// Whether two claims do not clash, though the report may not list it. Nothing can clash that no law links.
fn is_fine(ground: &Ground<'_>, near: &Near) -> bool {
    match near.rule {
        NearRule::NearScope
        | NearRule::NearBasis
        | NearRule::NearPeriod
        | NearRule::NearStage
        | NearRule::NearMeasure
        | NearRule::NearName => true,
        NearRule::NearUnit
        | NearRule::SameFigure
        | NearRule::NearRank
        | NearRule::NearState
        | NearRule::Touching => judge(ground, &near.claims) == Judgement::Fine,
    }
}

/// A claim that is asserted as more than possible.
fn asserted<'g>(ground: &'g Ground<'_>, ix: ClaimIx) -> Option<&'g Stand> {
    let claim = ground.claim(ix)?;
    (claim.stance == Stance::Asserts && claim.certainty != Certainty::Possible)
        .then(|| ground.stand(ix))
        .flatten()
}

/// Every two claims of a finding.
fn within(findings: &Findings) -> BTreeSet<[ClaimIx; 2]> {
    let mut pairs = BTreeSet::new();
    for claims in &findings.sets {
        for (at, a) in claims.iter().enumerate() {
            pairs.extend(claims.iter().skip(at + 1).map(|b| [*a.min(b), *a.max(b)]));
        }
    }
    pairs
}

/// The first near misses of every topic, as many as the policy lists; and as many again of those that are denied.
fn listed<T>(ground: &Ground<'_>, nears: Vec<T>, near: impl Fn(&T) -> &Near) -> Vec<T> {
    let most = ground.set().policy().near_misses;
    let mut taken: BTreeMap<_, usize> = BTreeMap::new();
    let first = |item: &T| {
        let near = near(item);
        let [a, _] = near.claims;
        let Some(stand) = ground.stand(a) else { return false };
        let taken = taken.entry((topic(stand), near.denied.is_some())).or_default();
        *taken += 1;
        *taken <= most
    };
    nears.into_iter().filter(first).collect()
}

/// The reading in which nothing is relaxed.
fn plain() -> Reading {
    Reading::new(Rungs::new(), Relaxed::Nothing)
}

/// Whether two times share at least half of the longer one; two times of which nothing is known are one.
fn mostly_overlap(a: &Moment, b: &Moment) -> bool {
    match (a.days(), b.days()) {
        (Some(x), Some(y)) => x == y || (shared(&x, &y) > 0 && 2 * shared(&x, &y) >= longer(&x, &y)),
        _ => false,
    }
}

fn shared(a: &Span, b: &Span) -> i64 {
    a.common(b).and_then(|days| days.length()).unwrap_or(0)
}

fn longer(a: &Span, b: &Span) -> i64 {
    a.length().unwrap_or(i64::MAX).max(b.length().unwrap_or(i64::MAX))
}
