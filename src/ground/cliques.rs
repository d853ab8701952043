//! The largest sets of things that all go with one another.

use std::collections::BTreeSet;

/// All maximal cliques of a graph, each in order, and whether there are more than `most`.
///
/// The search of Bron and Kerbosch (1973, *Algorithm 457*), with the pivot of Tomita, Tanaka and Takahashi (2006): only
/// what does not go with the pivot begins a branch.
pub(super) fn cliques(linked: &[BTreeSet<usize>], most: usize) -> (Vec<Vec<usize>>, bool) {
    let mut found = Vec::new();
    let all: BTreeSet<usize> = (0..linked.len()).collect();
    let nothing = BTreeSet::new();
    let with = |at: usize| linked.get(at).unwrap_or(&nothing);
    let mut open: Vec<(Vec<usize>, BTreeSet<usize>, BTreeSet<usize>)> =
        vec![(Vec::new(), all, BTreeSet::new())];
    while let Some((chosen, mut left, mut done)) = open.pop() {
        // What goes with all that is left is the best there can be, and nearly always at hand.
        let goes_with_all = |at: &&usize| left.iter().all(|other| other == *at || with(**at).contains(other));
        let most_linked = || left.iter().chain(&done).max_by_key(|at| left.intersection(with(**at)).count());
        let pivot = left.iter().find(goes_with_all).or_else(most_linked);
        let Some(pivot) = pivot else {
            if found.len() >= most {
                return (found, true);
            }
            found.push(chosen);
            continue;
        };
        let branches: Vec<usize> = left.difference(with(*pivot)).copied().collect();
        for at in branches {
            let mut longer = chosen.clone();
            longer.push(at);
            open.push((longer, &left & with(at), &done & with(at)));
            left.remove(&at);
            done.insert(at);
        }
    }
    for clique in &mut found {
        clique.sort_unstable();
    }
    found.sort();
    (found, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The graph in which the given pairs do not go together.
    fn without(size: usize, apart: &[(usize, usize)]) -> Vec<BTreeSet<usize>> {
        let goes = |a: usize, b: usize| a != b && !apart.contains(&(a, b)) && !apart.contains(&(b, a));
        (0..size).map(|a| (0..size).filter(|b| goes(a, *b)).collect()).collect()
    }

    #[test]
    fn what_does_not_go_together_is_in_no_set_together() {
        assert_eq!(cliques(&without(4, &[]), 9), (vec![vec![0, 1, 2, 3]], false));
        let (found, cut) = cliques(&without(4, &[(0, 1), (2, 3)]), 9);
        assert_eq!(found, [[0, 2], [0, 3], [1, 2], [1, 3]]);
        assert!(!cut);
        assert_eq!(cliques(&without(3, &[(0, 1), (1, 2), (0, 2)]), 9).0, [[0], [1], [2]]);
        assert_eq!(cliques(&without(5, &[(0, 4), (1, 4)]), 9).0, [vec![0, 1, 2, 3], vec![2, 3, 4]]);
    }

    #[test]
    fn a_limit_is_owned_up_to() {
        let (found, cut) = cliques(&without(8, &[(0, 1), (2, 3), (4, 5), (6, 7)]), 5);
        assert_eq!((found.len(), cut), (5, true));
    }
}
