//! Finds the pairs of items whose times meet and whose values clash, in time near to their number.
//!
//! Every time test is a range in one order, or in two; the values are searched by a tree of maxima. So all pairs are
//! found in O(n log² n + pairs), and no pair that does not clash is looked at.

/// A value between bounds during some days, by ranks in the orders of their family.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// The caller's name for it.
    pub(crate) id: usize,
    /// Rank of the low bound; `None`: unbounded.
    pub(crate) low: Option<u32>,
    /// Rank of the high bound; `None`: unbounded.
    pub(crate) high: Option<u32>,
    /// First and last day.
    pub(crate) first: i64,
    pub(crate) last: i64,
}

/// How the days of two items must lie for a law to hold between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Times {
    /// Anyhow.
    Any,
    /// With a day in common.
    Overlap,
    /// The first ends no later than the second begins.
    Before,
    /// The first lies inside the second.
    Within,
}

/// Calls `found` with the ids of every lesser and greater item whose days lie as asked, and of which the lesser's low
/// bound is at or above the greater's high bound.
pub(crate) fn clashing(
    lesser: &[Item],
    greater: &[Item],
    times: Times,
    found: &mut impl FnMut(usize, usize),
) {
    match times {
        Times::Any => any(lesser, greater, found),
        Times::Before => before(lesser, greater, found),
        Times::Overlap => overlap(lesser, greater, found),
        Times::Within => within(lesser, greater, found),
    }
}

fn any(lesser: &[Item], greater: &[Item], found: &mut impl FnMut(usize, usize)) {
    let tree = Tree::over(lesser, |item| item.low);
    for b in greater {
        let Some(high) = b.high else { continue };
        tree.at_least(0, lesser.len(), high, &mut |at| report(lesser, at, b, found));
    }
}

fn before(lesser: &[Item], greater: &[Item], found: &mut impl FnMut(usize, usize)) {
    let mut lesser = lesser.to_vec();
    lesser.sort_by_key(|item| (item.last, item.id));
    let tree = Tree::over(&lesser, |item| item.low);
    for b in greater {
        let Some(high) = b.high else { continue };
        let end = lesser.partition_point(|a| a.last <= b.first);
        tree.at_least(0, end, high, &mut |at| report(&lesser, at, b, found));
    }
}

/// Two stretches share a day when one of them begins inside the other.
fn overlap(lesser: &[Item], greater: &[Item], found: &mut impl FnMut(usize, usize)) {
    let by_first = |items: &[Item]| {
        let mut items = items.to_vec();
        items.sort_by_key(|item| (item.first, item.id));
        items
    };
    let (lesser, greater) = (by_first(lesser), by_first(greater));
    let low = Tree::over(&lesser, |item| item.low);
    for b in &greater {
        let Some(high) = b.high else { continue };
        let (start, end) =
            (lesser.partition_point(|a| a.first < b.first), lesser.partition_point(|a| a.first <= b.last));
        low.at_least(start, end, high, &mut |at| report(&lesser, at, b, found));
    }
    // Ranks from the top, so that a tree of maxima finds the small ones.
    let high = Tree::over(&greater, |item| item.high.map(|high| u32::MAX - high));
    for a in &lesser {
        let Some(low) = a.low else { continue };
        let (start, end) =
            (greater.partition_point(|b| b.first <= a.first), greater.partition_point(|b| b.first <= a.last));
        high.at_least(start, end, u32::MAX - low, &mut |at| {
            if let Some(b) = greater.get(at) {
                found(a.id, b.id);
            }
        });
    }
}

/// Items enter by their first day, from the latest on, and are searched by their last.
fn within(lesser: &[Item], greater: &[Item], found: &mut impl FnMut(usize, usize)) {
    let mut by_last = lesser.to_vec();
    by_last.sort_by_key(|item| (item.last, item.id));
    let mut entering: Vec<usize> = (0..by_last.len()).collect();
    let first = |at: &usize| by_last.get(*at).map_or(i64::MIN, |item| item.first);
    entering.sort_by_key(first);
    let mut greater = greater.to_vec();
    greater.sort_by_key(|item| (std::cmp::Reverse(item.first), item.id));
    let mut tree = Tree::empty(by_last.len());
    for b in &greater {
        while entering.last().is_some_and(|at| first(at) >= b.first) {
            let Some(at) = entering.pop() else { break };
            tree.set(at, by_last.get(at).and_then(|item| item.low));
        }
        let Some(high) = b.high else { continue };
        let end = by_last.partition_point(|a| a.last <= b.last);
        tree.at_least(0, end, high, &mut |at| report(&by_last, at, b, found));
    }
}

fn report(items: &[Item], at: usize, other: &Item, found: &mut impl FnMut(usize, usize)) {
    if let Some(item) = items.get(at) {
        found(item.id, other.id);
    }
}

/// A segment tree of maxima over positions: lists all of a range that reach a threshold.
struct Tree {
    /// Leaves from `size` on; an absent value is below every threshold.
    nodes: Vec<Option<u32>>,
    size: usize,
}

impl Tree {
    fn empty(len: usize) -> Tree {
        let size = len.next_power_of_two();
        Tree { nodes: vec![None; 2 * size], size }
    }

    fn over(items: &[Item], value: impl Fn(&Item) -> Option<u32>) -> Tree {
        let mut tree = Tree::empty(items.len());
        for (at, item) in items.iter().enumerate() {
            if let Some(leaf) = tree.nodes.get_mut(tree.size + at) {
                *leaf = value(item);
            }
        }
        for at in (1..tree.size).rev() {
            tree.pull(at);
        }
        tree
    }

    fn set(&mut self, at: usize, value: Option<u32>) {
        let mut node = self.size + at;
        if let Some(leaf) = self.nodes.get_mut(node) {
            *leaf = value;
        }
        while node > 1 {
            node /= 2;
            self.pull(node);
        }
    }

    fn pull(&mut self, node: usize) {
        let most = self.value(2 * node).max(self.value(2 * node + 1));
        if let Some(own) = self.nodes.get_mut(node) {
            *own = most;
        }
    }

    fn value(&self, node: usize) -> Option<u32> {
        self.nodes.get(node).copied().flatten()
    }

    /// Calls `found` with every position from `start` up to `end` whose value is at least `least`.
    fn at_least(&self, start: usize, end: usize, least: u32, found: &mut impl FnMut(usize)) {
        if start < end {
            self.descend(1, 0, self.size, (start, end, least), found);
        }
    }

    fn descend(
        &self,
        node: usize,
        from: usize,
        to: usize,
        query: (usize, usize, u32),
        found: &mut impl FnMut(usize),
    ) {
        let (start, end, least) = query;
        if to <= start || end <= from || self.value(node).is_none_or(|value| value < least) {
            return;
        }
        if to - from == 1 {
            found(from);
            return;
        }
        let middle = usize::midpoint(from, to);
        self.descend(2 * node, from, middle, query, found);
        self.descend(2 * node + 1, middle, to, query, found);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn items(id: usize) -> impl Strategy<Value = Vec<Item>> {
        let rank = || prop_oneof![1 => Just(None), 5 => (0u32..6).prop_map(Some)];
        let item = (rank(), rank(), 0i64..8, 0i64..4);
        proptest::collection::vec(item, 0..12).prop_map(move |items| {
            let item = |(at, (low, high, first, length)): (usize, (Option<u32>, Option<u32>, i64, i64))| {
                Item { id: id + at, low, high, first, last: first + length }
            };
            items.into_iter().enumerate().map(item).collect()
        })
    }

    fn lie(times: Times, a: &Item, b: &Item) -> bool {
        match times {
            Times::Any => true,
            Times::Overlap => a.first <= b.last && b.first <= a.last,
            Times::Before => a.last <= b.first,
            Times::Within => b.first <= a.first && a.last <= b.last,
        }
    }

    proptest! {
        #[test]
        fn a_sweep_finds_each_clashing_pair_once_and_no_other(lesser in items(0), greater in items(100)) {
            for times in [Times::Any, Times::Overlap, Times::Before, Times::Within] {
                let mut found = Vec::new();
                clashing(&lesser, &greater, times, &mut |a, b| found.push((a, b)));
                let all = lesser.iter().flat_map(|a| greater.iter().map(move |b| (a, b)));
                let clash = |a: &Item, b: &Item| a.low.zip(b.high).is_some_and(|(low, high)| low >= high);
                let expected: BTreeSet<_> =
                    all.filter(|(a, b)| lie(times, a, b) && clash(a, b)).map(|(a, b)| (a.id, b.id)).collect();
                prop_assert_eq!(found.len(), expected.len());
                prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
            }
        }
    }
}
