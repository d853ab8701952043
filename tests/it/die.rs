//! A die that always falls the same way, and all choices of some: what tests by enumeration share.

use std::collections::BTreeSet;

/// A die thrown by a seed (a linear congruential generator, Knuth's MMIX).
pub(crate) struct Die(pub(crate) u64);

impl Die {
    pub(crate) fn throw(&mut self, faces: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % faces
    }

    pub(crate) fn whole(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.throw(usize::try_from(to - from + 1).unwrap())).unwrap()
    }

    pub(crate) fn one_in(&mut self, faces: usize) -> bool {
        self.throw(faces) == 0
    }
}

/// Every choice of some of so many, small ones first.
pub(crate) fn subsets(of: usize) -> impl Iterator<Item = BTreeSet<usize>> {
    let mut all: Vec<BTreeSet<usize>> =
        (1..1_usize << of).map(|bits| (0..of).filter(|at| bits >> at & 1 == 1).collect()).collect();
    all.sort_by_key(BTreeSet::len);
    all.into_iter()
}
