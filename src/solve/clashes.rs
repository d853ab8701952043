//! The minimal sets of owners whose rows cannot all hold.

use std::collections::{BTreeSet, VecDeque};

use super::merged::fits;
use super::{Decision, Limits, Row, decide};
use crate::watch::{Watch, Work};

/// Owners of rows, by number. A row is there only while all its owners are.
pub(crate) type Owners = BTreeSet<usize>;

/// All minimal sets of owners whose rows cannot all hold, in a fixed order, and whether a limit cut the search short.
///
/// A search tree in the manner of Reiter (1987, *A theory of diagnosis from first principles*): each minimal set must lose
/// one of its members, and what then still clashes is minimised in turn. Each step decides one system, and their number
/// is limited.
pub(crate) fn clashes(
    rows: &[Row],
    owners: &[Owners],
    limits: &Limits,
    watch: &Watch<'_>,
) -> (Vec<Owners>, bool) {
    let mut search = Search { rows, owners, limits, watch, tests: 0, cut: false };
    let all: Owners = owners.iter().flatten().copied().collect();
    let mut found: Vec<Owners> = Vec::new();
    let mut seen: BTreeSet<Owners> = BTreeSet::new();
    let mut open: VecDeque<Owners> = VecDeque::from([Owners::new()]);
    let mut healed: Vec<Owners> = Vec::new();
    while let Some(gone) = open.pop_front() {
        // Without a few of them nothing clashes; nor does it without more.
        if healed.iter().any(|enough| enough.is_subset(&gone)) {
            continue;
        }
        let known = found.iter().find(|set| set.is_disjoint(&gone)).cloned();
        let Some(set) = known.or_else(|| search.minimal(&(&all - &gone))) else {
            healed.push(gone);
            continue;
        };
        if !found.contains(&set) {
            if found.len() >= limits.sets {
                search.cut = true;
                break;
            }
            found.push(set.clone());
        }
        for member in &set {
            let mut more = gone.clone();
            more.insert(*member);
            if seen.insert(more.clone()) {
                open.push_back(more);
            }
        }
        if search.cut {
            break;
        }
    }
    found.sort();
    (found, search.cut)
}

struct Search<'a> {
    rows: &'a [Row],
    owners: &'a [Owners],
    limits: &'a Limits,
    watch: &'a Watch<'a>,
    tests: usize,
    cut: bool,
}

impl Search<'_> {
    /// A minimal set among some owners, if their rows clash.
    fn minimal(&mut self, among: &Owners) -> Option<Owners> {
        let mut core = self.core(among)?;
        for owner in core.clone() {
            if !core.contains(&owner) {
                continue;
            }
            let mut without = core.clone();
            without.remove(&owner);
            if let Some(smaller) = self.core(&without) {
                core = smaller;
            }
        }
        // What was not tested may be larger than it need be.
        (!self.cut).then_some(core)
    }

    /// The owners of the rows that refute the rows of some owners, if something does.
    fn core(&mut self, among: &Owners) -> Option<Owners> {
        if self.tests >= self.limits.tests || !self.watch.still_goes_on(Work::Solving) {
            self.cut = true;
            return None;
        }
        self.tests += 1;
        let there = |at: &usize| self.owners.get(*at).is_some_and(|owners| owners.is_subset(among));
        let kept: Vec<usize> = (0..self.rows.len()).filter(there).collect();
        let rows: Vec<Row> = kept.iter().filter_map(|at| self.rows.get(*at)).cloned().collect();
        if fits(&rows, self.limits) {
            return None;
        }
        match decide(&rows, self.limits) {
            Decision::Witness(_) => None,
            Decision::GaveUp => {
                self.cut = true;
                None
            }
            Decision::Refuted(sum) => {
                let cited = sum.iter().filter_map(|(at, _)| self.owners.get(*kept.get(*at)?));
                Some(cited.flatten().copied().collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Exact;
    use crate::watch::UNWATCHED;

    const LIMITS: Limits = Limits { rounds: 8, pivots: 1000, sets: 100, tests: 10_000 };

    fn row(terms: &[(usize, i64)], limit: i64) -> Row {
        let terms = terms.iter().map(|(var, times)| (*var, Exact::from(*times))).collect();
        Row { terms, limit: Exact::from(limit), strict: false }
    }

    fn owners(sets: &[&[usize]]) -> Vec<Owners> {
        sets.iter().map(|set| set.iter().copied().collect()).collect()
    }

    #[test]
    fn every_minimal_set_is_found_and_a_law_goes_with_its_claims() {
        // x ≥ 5 (0), x ≤ 3 (1), x ≤ 4 (2), and x = y (both 0 and 3) with y ≤ 1 (3).
        let rows = [
            row(&[(0, -1)], -5),
            row(&[(0, 1)], 3),
            row(&[(0, 1)], 4),
            row(&[(0, 1), (1, -1)], 0),
            row(&[(1, 1)], 1),
        ];
        let all = owners(&[&[0], &[1], &[2], &[0, 3], &[3]]);
        let (found, cut) = clashes(&rows, &all, &LIMITS, &UNWATCHED);
        assert_eq!(found, owners(&[&[0, 1], &[0, 2], &[0, 3]]));
        assert!(!cut);
    }

    #[test]
    fn a_sum_needs_all_its_parts() {
        // a ≥ 5 (0), b ≥ 3 (1), a + b ≤ 7 (2), a + b ≤ 9 (3).
        let rows =
            [row(&[(0, -1)], -5), row(&[(1, -1)], -3), row(&[(0, 1), (1, 1)], 7), row(&[(0, 1), (1, 1)], 9)];
        let all = owners(&[&[0], &[1], &[2], &[3]]);
        assert_eq!(clashes(&rows, &all, &LIMITS, &UNWATCHED), (owners(&[&[0, 1, 2]]), false));
    }

    #[test]
    fn what_is_mended_is_not_looked_at_again_without_more() {
        // x ≥ 10 (0), and x ≤ 1 to x ≤ 8 (1 to 8): eight pairs, mended without 0 or without all the others.
        let rows: Vec<Row> =
            (0..9).map(|at| if at == 0 { row(&[(0, -1)], -10) } else { row(&[(0, 1)], at) }).collect();
        let all: Vec<Owners> = (0..9).map(|at| BTreeSet::from([at])).collect();
        // Three looks at each pair, and one at each way to mend them all.
        let (found, cut) = clashes(&rows, &all, &Limits { tests: 8 * 3 + 2, ..LIMITS }, &UNWATCHED);
        assert_eq!((found.len(), cut), (8, false));
    }

    #[test]
    fn a_limit_is_owned_up_to() {
        let rows: Vec<Row> = (0..20)
            .map(|at| row(&[(0, if at < 10 { 1 } else { -1 })], if at < 10 { 1 } else { -2 }))
            .collect();
        let all: Vec<Owners> = (0..20).map(|at| BTreeSet::from([at])).collect();
        let (found, cut) = clashes(&rows, &all, &Limits { sets: 7, ..LIMITS }, &UNWATCHED);
        assert_eq!(found.len(), 7);
        assert!(cut);
    }
}
