//! Of each claim the farthest from it among those that share a day with it and come from other sources.

use std::cmp::Reverse;

use super::clash::{Against, Lane};

/// A bound as it is looked for, and whose it is. Of equal bounds the earlier row counts.
type Bound<K> = Option<((K, Reverse<u32>), u32)>;

/// The greatest bound of some lanes, and the greatest that is of another source.
#[derive(Clone, Copy, Debug)]
struct Two<K>(Bound<K>, Bound<K>);

impl<K: Ord + Copy> Two<K> {
    const NONE: Two<K> = Two(None, None);

    fn join(self, other: Two<K>) -> Two<K> {
        let (more, less) = if self.0 >= other.0 { (self, other) } else { (other, self) };
        let source = more.0.map(|(_, source)| source);
        let of_another = |bound: &Bound<K>| bound.map(|(_, source)| source) != source;
        let second = [more.1, less.0, less.1].into_iter().filter(of_another).max().flatten();
        Two(more.0, second)
    }

    fn of_others(self, source: u32) -> Option<(K, Reverse<u32>)> {
        [self.0, self.1].into_iter().flatten().find(|(_, own)| *own != source).map(|(bound, _)| bound)
    }
}

/// A segment tree of the greatest bounds over positions.
struct Tree<K> {
    nodes: Vec<Two<K>>,
    size: usize,
}

impl<K: Ord + Copy> Tree<K> {
    fn of(lanes: &[Lane], bound: impl Fn(&Lane) -> K) -> Tree<K> {
        let size = lanes.len().next_power_of_two();
        let mut nodes = vec![Two::NONE; size];
        nodes.extend(
            lanes.iter().map(|lane| Two(Some(((bound(lane), Reverse(lane.row)), lane.source)), None)),
        );
        nodes.resize(2 * size, Two::NONE);
        let mut tree = Tree { nodes, size };
        for node in (1..size).rev() {
            tree.pull(node);
        }
        tree
    }

    fn node(&self, at: usize) -> Two<K> {
        self.nodes.get(at).copied().unwrap_or(Two::NONE)
    }

    fn pull(&mut self, at: usize) {
        let joined = self.node(2 * at).join(self.node(2 * at + 1));
        if let Some(node) = self.nodes.get_mut(at) {
            *node = joined;
        }
    }

    fn clear(&mut self, position: usize) {
        let mut at = self.size + position;
        if let Some(leaf) = self.nodes.get_mut(at) {
            *leaf = Two::NONE;
        }
        while at > 1 {
            at /= 2;
            self.pull(at);
        }
    }

    /// Of the positions before `end`.
    fn before(&self, end: usize) -> Two<K> {
        if end == self.size {
            return self.node(1);
        }
        let (mut from, mut to) = (self.size, self.size + end);
        let mut found = Two::NONE;
        while from < to {
            if to % 2 == 1 {
                to -= 1;
                found = found.join(self.node(to));
            }
            // The start is the first of its level, which is a left child below the root.
            from /= 2;
            to /= 2;
        }
        found
    }
}

/// For lanes in the order of their first days. Counts are left at zero.
pub(super) fn extremes(lanes: &[Lane]) -> Vec<Against> {
    let mut highest = Tree::of(lanes, |lane| lane.low);
    let mut lowest = Tree::of(lanes, |lane| Reverse(lane.high));
    let mut ending: Vec<usize> = (0..lanes.len()).collect();
    let last = |at: &usize| lanes.get(*at).map(|lane| lane.last);
    ending.sort_by_key(last);
    let mut ending = ending.into_iter().peekable();
    let against = |lane: &Lane| {
        while let Some(over) = ending.next_if(|at| last(at) < Some(lane.first)) {
            highest.clear(over);
            lowest.clear(over);
        }
        let end = lanes.partition_point(|other| other.first <= lane.last);
        let above = highest.before(end).of_others(lane.source).filter(|(low, _)| *low > lane.high);
        let below = lowest.before(end).of_others(lane.source).filter(|(high, _)| high.0 < lane.low);
        Against { count: 0, above, below }
    };
    lanes.iter().map(against).collect()
}
