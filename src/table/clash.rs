use std::cmp::Reverse;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::ClaimTable;
use super::cells::{by_cell, cells};
use super::extremes::extremes;
use super::tally;
use crate::check::{Item, Times, clashing};
use crate::each::each_mut;
use crate::watch::{Progress, Stopped, UNWATCHED, Watch, Work};

/// As many rows are compared each with each; more are counted by sweeps, which cost as much as some hundred comparisons of a
/// row.
const FEW: usize = 256;

/// Which rows of a table cannot stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clashes {
    /// How many pairs of rows clash: of one cell, from two sources, with a day in common, and no value in common. Exact,
    /// also where nobody could list them.
    pub pairs: u64,
    /// How many cells have such a pair.
    pub cells: usize,
    /// Every row of such a pair, in order.
    pub rows: Vec<Disputed>,
}

/// A row that clashes with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// The row.
    pub row: usize,
    /// With how many rows it clashes.
    pub against: u64,
    /// Of those that put the value above it, the one that puts it highest.
    pub above: Option<usize>,
    /// Of those that put the value below it, the one that puts it lowest.
    pub below: Option<usize>,
}

/// A row as the sweeps want it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lane {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) source: u32,
    pub(super) row: u32,
}

impl Lane {
    fn row(&self) -> usize {
        usize::try_from(self.row).unwrap_or(usize::MAX)
    }

    fn is_below(&self, other: &Lane) -> bool {
        self.high < other.low && self.source != other.source
    }
}

/// What is known of a lane's clashes. Of equal bounds the earlier row counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Against {
    pub(super) count: u64,
    pub(super) above: Option<(i64, Reverse<u32>)>,
    pub(super) below: Option<(Reverse<i64>, Reverse<u32>)>,
}

impl Against {
    fn lies_above(&mut self, other: &Lane) {
        self.above = self.above.max(Some((other.low, Reverse(other.row))));
    }

    fn lies_below(&mut self, other: &Lane) {
        self.below = self.below.max(Some((Reverse(other.high), Reverse(other.row))));
    }

    fn disputed(&self, lane: &Lane) -> Option<Disputed> {
        let row = |Reverse(row)| usize::try_from(row).unwrap_or(usize::MAX);
        (self.count > 0).then(|| Disputed {
            row: lane.row(),
            against: self.count,
            above: self.above.map(|(_, at)| row(at)),
            below: self.below.map(|(_, at)| row(at)),
        })
    }
}

impl ClaimTable {
    /// Counts all pairs that clash, and gives every row of one with the rows that are farthest from it.
    ///
    /// In O(n log n), however many pairs there are. With the feature `parallel` on all threads of the caller's pool, to the
    /// same result.
    #[must_use]
    pub fn clashes(&self) -> Clashes {
        self.clashes_by(&UNWATCHED)
    }

    /// The same, told to a watcher all along, as [`check_watched`](crate::Checker::check_watched) is: after every share of some
    /// thousands of rows, and never within one cell.
    ///
    /// # Errors
    ///
    /// [`Stopped`] when the watcher breaks the work off.
    pub fn clashes_watched(
        &self,
        watcher: impl Fn(Progress) -> ControlFlow<()> + Sync,
    ) -> Result<Clashes, Stopped> {
        let watch = Watch::new(&watcher);
        let clashes = self.clashes_by(&watch);
        watch.finished(clashes)
    }

    fn clashes_by(&self, watch: &Watch<'_>) -> Clashes {
        let mut shares = self.shares();
        let (done, of) = (AtomicUsize::new(0), shares.len());
        let found = each_mut(&mut shares, &|share| {
            let mut found = Clashes::default();
            if watch.is_stopped() {
                return found;
            }
            let (mut lanes, sizes) = by_cell(std::mem::take(share));
            for cell in cells(&mut lanes, &sizes) {
                let before = found.rows.len();
                disputed_stretches(cell, &mut |stretch| found.rows.extend(told(stretch)));
                found.cells += usize::from(found.rows.len() > before);
            }
            watch.goes_on(Work::Pairing, done.fetch_add(1, Ordering::Relaxed) + 1, of);
            found
        });
        let mut all = Clashes::default();
        for share in found {
            all.cells += share.cells;
            all.rows.extend(share.rows);
        }
        all.rows.sort_unstable_by_key(|one| one.row);
        all.pairs = all.rows.iter().map(|one| one.against).sum::<u64>() / 2;
        all
    }

    /// Calls `found` with every pair that clashes, the lower figure first, cell by cell. In O(n log² n + p) for p pairs, with
    /// those within one source, which are passed over.
    ///
    /// ```
    /// # use gainsay::{ClaimTable, TableColumns};
    /// # let table = ClaimTable::from_columns(TableColumns {
    /// #     cells: &[7, 7], sources: &[1, 2], first: &[19_358, 19_400], last: &[19_722, 19_400],
    /// #     low: &[13_907, 12_431], high: &[13_907, 12_431], decimals: 0,
    /// # })?;
    /// let mut pairs = Vec::new();
    /// table.each_pair(|lower, higher| pairs.push((lower, higher)));
    /// assert_eq!(pairs, [(1, 0)]);
    /// # Ok::<(), gainsay::TableError>(())
    /// ```
    pub fn each_pair(&self, mut found: impl FnMut(usize, usize)) {
        for share in self.shares() {
            let (mut lanes, sizes) = by_cell(share);
            for cell in cells(&mut lanes, &sizes) {
                disputed_stretches(cell, &mut |stretch| each_pair(stretch, &mut found));
            }
        }
    }
}

/// Looks at one cell: calls `found` with every stretch of time in which all is connected by common days and not all can be
/// of one value.
fn disputed_stretches(cell: &mut [Lane], found: &mut impl FnMut(&[Lane])) {
    // Where all bounds leave room for one value, no order is needed to see it.
    if leaves_room(cell) {
        return;
    }
    cell.sort_unstable_by_key(|lane| (lane.first, lane.row));
    let mut rest = &*cell;
    while let Some(start) = rest.first() {
        let mut last = start.last;
        let length = rest.iter().take_while(|lane| {
            let meets = lane.first <= last;
            last = last.max(lane.last);
            meets
        });
        let (stretch, later) = rest.split_at(length.count());
        if !leaves_room(stretch) {
            found(stretch);
        }
        rest = later;
    }
}

fn leaves_room(lanes: &[Lane]) -> bool {
    let low = lanes.iter().map(|lane| lane.low).max();
    let high = lanes.iter().map(|lane| lane.high).min();
    low <= high
}

/// What every row of a stretch clashes with.
fn told(stretch: &[Lane]) -> impl Iterator<Item = Disputed> {
    let known = if stretch.len() <= FEW { compared(stretch) } else { counted(stretch) };
    stretch.iter().zip(known).filter_map(|(lane, known)| known.disputed(lane))
}

/// By comparing each with each.
fn compared(stretch: &[Lane]) -> Vec<Against> {
    let mut known = vec![Against::default(); stretch.len()];
    let mut rest = (stretch, known.as_mut_slice());
    while let ([a, others @ ..], [mine, theirs @ ..]) = rest {
        for (b, theirs) in others.iter().zip(theirs.iter_mut()).take_while(|(b, _)| b.first <= a.last) {
            if a.is_below(b) {
                mine.lies_above(b);
                theirs.lies_below(a);
            } else if b.is_below(a) {
                mine.lies_below(b);
                theirs.lies_above(a);
            } else {
                continue;
            }
            mine.count += 1;
            theirs.count += 1;
        }
        rest = (others, theirs);
    }
    known
}

/// By sweeps: all clashes, less those within each source.
fn counted(stretch: &[Lane]) -> Vec<Against> {
    let mut known = extremes(stretch);
    for (known, count) in known.iter_mut().zip(tally::clashes(stretch)) {
        known.count = count;
    }
    let mut by_source: Vec<usize> = (0..stretch.len()).collect();
    let source = |at: &usize| stretch.get(*at).map(|lane| lane.source);
    by_source.sort_by_key(source);
    for of_one in by_source.chunk_by(|a, b| source(a) == source(b)).filter(|of_one| of_one.len() > 1) {
        let lanes: Vec<Lane> = of_one.iter().filter_map(|at| stretch.get(*at)).copied().collect();
        for (at, count) in of_one.iter().zip(tally::clashes(&lanes)) {
            if let Some(known) = known.get_mut(*at) {
                known.count -= count;
            }
        }
    }
    known
}

/// Every pair of a stretch that clashes, the lower first.
fn each_pair(stretch: &[Lane], found: &mut impl FnMut(usize, usize)) {
    if stretch.len() <= FEW { list(stretch, found) } else { sweep(stretch, found) }
}

fn tell(a: &Lane, b: &Lane, found: &mut impl FnMut(usize, usize)) {
    if a.is_below(b) {
        found(a.row(), b.row());
    }
}

fn list(stretch: &[Lane], found: &mut impl FnMut(usize, usize)) {
    for (at, a) in stretch.iter().enumerate() {
        for b in stretch.iter().skip(at + 1).take_while(|b| b.first <= a.last) {
            tell(a, b, found);
            tell(b, a, found);
        }
    }
}

fn sweep(stretch: &[Lane], found: &mut impl FnMut(usize, usize)) {
    let mut ends: Vec<i64> = stretch.iter().flat_map(|lane| [lane.low, lane.high]).collect();
    ends.sort_unstable();
    ends.dedup();
    let rank = |end: i64| u32::try_from(2 * ends.partition_point(|one| *one < end)).unwrap_or(u32::MAX - 1);
    let item = |(id, lane): (usize, &Lane)| Item {
        id,
        low: Some(rank(lane.low)),
        // Bounds that touch leave one value.
        high: Some(rank(lane.high) + 1),
        first: lane.first.into(),
        last: lane.last.into(),
    };
    let items: Vec<Item> = stretch.iter().enumerate().map(item).collect();
    clashing(&items, &items, Times::Overlap, &mut |higher, lower| {
        if let (Some(lower), Some(higher)) = (stretch.get(lower), stretch.get(higher)) {
            tell(lower, higher, found);
        }
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The lanes of one cell, by their first days.
    fn lanes() -> impl Strategy<Value = Vec<Lane>> {
        let lane = (0..30_i32, 0..15_i32, 0..12_i64, 0..4_i64, 0..4_u32);
        proptest::collection::vec(lane, 0..80).prop_map(|mut lanes| {
            lanes.sort_by_key(|(first, ..)| *first);
            let lane = |(row, (first, length, low, width, source))| Lane {
                first,
                last: first + length,
                low,
                high: low + width,
                source,
                row,
            };
            (0..).zip(lanes).map(lane).collect()
        })
    }

    proptest! {
        #[test]
        fn sweeps_count_what_comparing_each_with_each_does(lanes in lanes()) {
            prop_assert_eq!(counted(&lanes), compared(&lanes));
            let (mut listed, mut swept) = (Vec::new(), Vec::new());
            list(&lanes, &mut |lower, higher| listed.push((lower, higher)));
            sweep(&lanes, &mut |lower, higher| swept.push((lower, higher)));
            listed.sort_unstable();
            swept.sort_unstable();
            prop_assert_eq!(listed, swept);
        }
    }
}
