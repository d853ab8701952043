//! A small hitting set, found step by step.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Takes again and again the member of the most sets that are left, the first of equals by `rank`; then leaves out what
/// turned out to be needless. In order.
pub(super) fn greedy(sets: &[&Vec<usize>], rank: &impl Fn(usize) -> usize) -> Vec<usize> {
    let mut holding: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, set) in sets.iter().enumerate() {
        for member in *set {
            holding.entry(*member).or_default().push(at);
        }
    }
    let mut left: BTreeMap<usize, usize> =
        holding.iter().map(|(member, holding)| (*member, holding.len())).collect();
    let key = |member: usize, left: usize| (Reverse(left), rank(member), member);
    let mut queue: BTreeSet<_> = left.iter().map(|(member, left)| key(*member, *left)).collect();
    let mut hit: BTreeSet<usize> = BTreeSet::new();
    let mut taken = Vec::new();
    while let Some((Reverse(count), _, best)) = queue.pop_first() {
        if count == 0 {
            break;
        }
        taken.push(best);
        for at in holding.get(&best).into_iter().flatten() {
            if !hit.insert(*at) {
                continue;
            }
            for member in sets.get(*at).into_iter().flat_map(|set| set.iter()) {
                let Some(left) = left.get_mut(member) else { continue };
                // Only what is still queued is queued again.
                let queued = queue.remove(&key(*member, *left));
                *left -= 1;
                if queued {
                    queue.insert(key(*member, *left));
                }
            }
        }
    }
    needed(sets, &holding, taken)
}

/// Leaves out what is not needed, beginning with what was taken last.
fn needed(sets: &[&Vec<usize>], holding: &BTreeMap<usize, Vec<usize>>, taken: Vec<usize>) -> Vec<usize> {
    let mut kept: BTreeSet<usize> = taken.iter().copied().collect();
    let mut hits: Vec<usize> =
        sets.iter().map(|set| set.iter().filter(|member| kept.contains(member)).count()).collect();
    for member in taken.into_iter().rev() {
        let held = || holding.get(&member).into_iter().flatten();
        if held().all(|at| hits.get(*at).is_some_and(|hits| *hits > 1)) {
            kept.remove(&member);
            for at in held() {
                if let Some(hits) = hits.get_mut(*at) {
                    *hits -= 1;
                }
            }
        }
    }
    kept.into_iter().collect()
}
