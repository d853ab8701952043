//! The smallest sets of players that meet every one of some sets.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::greedy::greedy;
use crate::model::Exact;

/// What is known of a player: among repairs of one size, those of the most blame and then of the fewest claims come
/// first.
#[derive(Clone, Debug)]
pub(super) struct Player {
    pub(super) share: Exact,
    pub(super) claims: usize,
}

/// Components of more players than this are not searched.
const PLAYERS: usize = 64;

/// How often the search for the smallest looks at a set in all, and how often that for the next best.
const STEPS: usize = 1_000_000;

/// In how many components, those with the most sets, alternatives are looked for.
const VARIED: usize = 64;

/// How many repairs are given.
const MOST: usize = 4;

/// A repair with what it is ranked by.
type Ranked = (usize, Reverse<Exact>, usize, Vec<usize>);

/// A smallest repair and up to three more that are no larger by more than one and hold no other; and whether the first is
/// certainly a smallest.
pub(super) fn repairs(sets: &[Vec<usize>], players: &[Player]) -> (Vec<Vec<usize>>, bool) {
    let mut by_blame: Vec<usize> = (0..players.len()).collect();
    by_blame.sort_by_key(|at| (players.get(*at).map(|player| Reverse(&player.share)), *at));
    let mut ranks = vec![0; players.len()];
    for (rank, at) in by_blame.into_iter().enumerate() {
        if let Some(own) = ranks.get_mut(at) {
            *own = rank;
        }
    }
    let rank = |at: usize| ranks.get(at).copied().unwrap_or(usize::MAX);
    let mut parts = components(sets);
    // Small ones first, so that a large one leaves the others their steps.
    parts.sort_by_key(Vec::len);
    let (mut steps, mut exact) = (STEPS, true);
    let mut best = Vec::new();
    for part in &parts {
        let (repair, certain) = smallest(part, &rank, &mut steps);
        exact &= certain;
        best.push((repair, certain));
    }
    let plain = parts.len().saturating_sub(VARIED);
    let varied = best.split_off(plain);
    let fixed: Vec<usize> = best.into_iter().flat_map(|(repair, _)| repair).collect();
    let varied = parts.iter().skip(plain).zip(varied);
    let all = varied_repairs(varied, players).into_iter().map(|mut repair| {
        repair.extend(&fixed);
        repair.sort_unstable();
        repair
    });
    (all.collect(), exact)
}

/// The first few repairs of several components, each with a smallest one and whether it certainly is one.
fn varied_repairs<'p>(
    parts: impl Iterator<Item = (&'p Vec<&'p Vec<usize>>, (Vec<usize>, bool))>,
    players: &[Player],
) -> Vec<Vec<usize>> {
    let mut steps = STEPS;
    let mut all: Vec<Ranked> = vec![ranked(Vec::new(), players)];
    for (part, (repair, certain)) in parts {
        let largest = repair.len() + 1;
        let mut own = vec![ranked(repair, players)];
        if certain {
            own.extend(Search::all(part, largest, &mut steps).into_iter().map(|one| ranked(one, players)));
        }
        all = joined(&all, &first(own, largest), players);
    }
    all.into_iter().map(|(.., repair)| repair).collect()
}

fn ranked(repair: Vec<usize>, players: &[Player]) -> Ranked {
    let own = || repair.iter().filter_map(|at| players.get(*at));
    let share = own().fold(Exact::zero(), |sum, player| &sum + &player.share);
    let claims = own().map(|player| player.claims).sum();
    (repair.len(), Reverse(share), claims, repair)
}

/// The first few, in order, of at most a size.
fn first(mut all: Vec<Ranked>, largest: usize) -> Vec<Ranked> {
    all.retain(|(size, ..)| *size <= largest);
    all.sort();
    all.dedup();
    all.truncate(MOST);
    all
}

/// The first few ways to take one repair of each side.
fn joined(some: &[Ranked], others: &[Ranked], players: &[Player]) -> Vec<Ranked> {
    let least = |all: &[Ranked]| all.first().map_or(0, |(size, ..)| *size);
    let largest = least(some) + least(others) + 1;
    let both = some.iter().flat_map(|(.., one)| {
        others.iter().map(move |(.., other)| {
            let mut both: Vec<usize> = one.iter().chain(other).copied().collect();
            both.sort_unstable();
            ranked(both, players)
        })
    });
    first(both.collect(), largest)
}

/// The sets of each component, in order; components by their first set.
fn components(sets: &[Vec<usize>]) -> Vec<Vec<&Vec<usize>>> {
    let mut holding: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, set) in sets.iter().enumerate() {
        for member in set {
            holding.entry(*member).or_default().push(at);
        }
    }
    let (mut seen, mut reached) = (vec![false; sets.len()], BTreeSet::new());
    let mut parts = Vec::new();
    for start in 0..sets.len() {
        let mut part = BTreeSet::new();
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            let Some((set, seen)) = sets.get(at).zip(seen.get_mut(at)) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            part.insert(at);
            for member in set.iter().filter(|member| reached.insert(**member)) {
                open.extend(holding.get(member).into_iter().flatten());
            }
        }
        if !part.is_empty() {
            parts.push(part.into_iter().filter_map(|at| sets.get(at)).collect());
        }
    }
    parts
}

/// A smallest hitting set of one component, and whether it certainly is one.
fn smallest(sets: &[&Vec<usize>], rank: &impl Fn(usize) -> usize, steps: &mut usize) -> (Vec<usize>, bool) {
    let fallback = greedy(sets, rank);
    let players: BTreeSet<&usize> = sets.iter().flat_map(|set| set.iter()).collect();
    let least = Search::new(sets, *steps, usize::MAX).apart();
    if least == fallback.len() {
        return (fallback, true);
    }
    if players.len() > PLAYERS {
        return (fallback, false);
    }
    for size in least..fallback.len() {
        let mut search = Search::new(sets, *steps, 1);
        search.within(size);
        *steps = search.steps;
        match search.found.pop() {
            Some(repair) => return (repair, true),
            None if search.steps == 0 => return (fallback, false),
            None => {}
        }
    }
    (fallback, true)
}

/// A search for hitting sets up to a size: branch and bound, each minimal one once.
struct Search<'s> {
    sets: &'s [&'s Vec<usize>],
    chosen: Vec<usize>,
    /// Left out on this branch: what a branch before it has taken.
    barred: BTreeSet<usize>,
    found: Vec<Vec<usize>>,
    /// How many are looked for.
    wanted: usize,
    /// What is left of the looks.
    steps: usize,
}

impl<'s> Search<'s> {
    fn new(sets: &'s [&'s Vec<usize>], steps: usize, wanted: usize) -> Search<'s> {
        Search { sets, chosen: Vec::new(), barred: BTreeSet::new(), found: Vec::new(), wanted, steps }
    }

    /// Every minimal hitting set up to a size, as far as the steps reach.
    fn all(sets: &'s [&'s Vec<usize>], size: usize, steps: &mut usize) -> Vec<Vec<usize>> {
        let mut search = Search::new(sets, *steps, usize::MAX);
        search.within(size);
        *steps = search.steps;
        search.found
    }

    fn within(&mut self, room: usize) {
        if self.steps == 0 || self.found.len() >= self.wanted {
            return;
        }
        self.steps = self.steps.saturating_sub(self.sets.len());
        let Some(members) = self.narrowest() else {
            self.record();
            return;
        };
        if self.apart() > room {
            return;
        }
        for member in &members {
            self.chosen.push(*member);
            self.within(room - 1);
            self.chosen.pop();
            self.barred.insert(*member);
        }
        for member in &members {
            self.barred.remove(member);
        }
    }

    /// Whether a set is not met yet.
    fn is_open(&self, set: &[usize]) -> bool {
        !set.iter().any(|member| self.chosen.contains(member))
    }

    /// What may be taken of the open set that leaves the least choice.
    fn narrowest(&self) -> Option<Vec<usize>> {
        let open = self.sets.iter().filter(|set| self.is_open(set));
        let allowed =
            |set: &'s Vec<usize>| set.iter().copied().filter(|member| !self.barred.contains(member));
        let narrowest = open.min_by_key(|set| allowed(set).count())?;
        Some(allowed(narrowest).collect())
    }

    /// How many open sets there are that share nothing: at least so many more are needed.
    fn apart(&self) -> usize {
        let mut used: BTreeSet<usize> = BTreeSet::new();
        let mut count = 0;
        for set in self.sets.iter().filter(|set| self.is_open(set)) {
            if set.iter().all(|member| !used.contains(member)) {
                used.extend(set.iter());
                count += 1;
            }
        }
        count
    }

    /// Keeps what is chosen, if each of it is needed.
    fn record(&mut self) {
        let alone = |one: &usize| {
            let own = |set: &&Vec<usize>| {
                set.contains(one) && self.chosen.iter().filter(|other| set.contains(other)).count() == 1
            };
            self.sets.iter().any(own)
        };
        if self.chosen.iter().all(alone) {
            let mut repair = self.chosen.clone();
            repair.sort_unstable();
            self.found.push(repair);
        }
    }
}

#[cfg(test)]
mod tests;
