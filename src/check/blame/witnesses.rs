//! Claims to witnesses, and minimal sets of claims to minimal sets of witnesses.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Candidate;
use crate::proof::ClaimIx;

/// The witnesses among the claims of some sets, each a group of claims, and the position of each claim's witness.
///
/// Claims are one witness when each echoes the other and, among the claims of the sets, both echo the same ones: so
/// that a witness never disagrees with itself, nor takes in a claim that disagrees with one of it.
pub(super) fn witnesses(
    sets: &[&Candidate],
    echoes: &[Vec<ClaimIx>],
) -> (Vec<Vec<ClaimIx>>, BTreeMap<ClaimIx, usize>) {
    let mut heard: BTreeMap<ClaimIx, BTreeSet<ClaimIx>> =
        sets.iter().flat_map(|set| set.iter()).map(|ix| (*ix, BTreeSet::from([*ix]))).collect();
    let involved: BTreeSet<ClaimIx> = heard.keys().copied().collect();
    for group in echoes {
        let group: Vec<ClaimIx> = group.iter().filter(|ix| involved.contains(ix)).copied().collect();
        for ix in &group {
            heard.entry(*ix).or_default().extend(&group);
        }
    }
    let mut twins: BTreeMap<BTreeSet<ClaimIx>, Vec<ClaimIx>> = BTreeMap::new();
    for (ix, heard) in heard {
        twins.entry(heard).or_default().push(ix);
    }
    let mut witnesses: Vec<Vec<ClaimIx>> = twins.into_values().collect();
    witnesses.sort();
    let positions = witnesses.iter().enumerate();
    let of = positions.flat_map(|(at, claims)| claims.iter().map(move |ix| (*ix, at))).collect();
    (witnesses, of)
}

/// The sets that hold no other, each once, in order.
pub(super) fn minimal(mut sets: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    sets.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    sets.dedup();
    // By size and first member: what a set holds begins with one of its members.
    let mut kept: BTreeMap<(usize, usize), Vec<Vec<usize>>> = BTreeMap::new();
    let sizes: BTreeSet<usize> = sets.iter().map(Vec::len).collect();
    for set in sets {
        let Some(first) = set.first() else { continue };
        let holds = |other: &Vec<usize>| other.iter().all(|member| set.binary_search(member).is_ok());
        let smaller = sizes.range(..set.len());
        let larger = smaller
            .flat_map(|size| set.iter().filter_map(|member| kept.get(&(*size, *member))))
            .any(|others| others.iter().any(holds));
        if !larger {
            kept.entry((set.len(), *first)).or_default().push(set);
        }
    }
    let mut sets: Vec<Vec<usize>> = kept.into_values().flatten().collect();
    sets.sort();
    sets
}
