//! Rows put in their cells.

use super::clash::Lane;
use super::{ClaimTable, Row};

/// As many rows make a share: what a processor has at hand.
const SHARE: usize = 1 << 14;

/// More shares than this cannot be written to at once.
const SHARES: usize = 512;

/// A row of the nth cell of a share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    nth: usize,
    lane: Lane,
}

const EMPTY: Lane = Lane { first: 0, last: 0, low: 0, high: 0, source: 0, row: 0 };

impl ClaimTable {
    /// All rows in shares, those of one cell in one share.
    ///
    /// Rows are put in their cells in two steps, so that each step writes to places that a processor can keep at hand: ten
    /// million writes all over the memory would cost more than all else.
    pub(super) fn shares(&self) -> Vec<Vec<Placed>> {
        let ends = self.numbers.ends();
        let count = (self.rows.len() / SHARE).clamp(1, SHARES).next_power_of_two();
        let share = |row: &Row| position(row.cell) % count;
        let mut sizes = vec![0_usize; count];
        for row in &self.rows {
            if let Some(size) = sizes.get_mut(share(row)) {
                *size += 1;
            }
        }
        let mut shares: Vec<Vec<Placed>> = sizes.into_iter().map(Vec::with_capacity).collect();
        for (at, (row, [low, high])) in (0..).zip(self.rows.iter().zip(&*ends)) {
            if let Some(of_one) = shares.get_mut(share(row)) {
                let Row { cell, source, first, last } = *row;
                let lane = Lane { first, last, low: *low, high: *high, source, row: at };
                of_one.push(Placed { nth: position(cell) / count, lane });
            }
        }
        shares
    }
}

fn position(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The rows of a share by their cells, and how many each cell has.
pub(super) fn by_cell(mut share: Vec<Placed>) -> (Vec<Lane>, Vec<usize>) {
    let cells = share.iter().map(|placed| placed.nth).max().map_or(0, |nth| nth + 1);
    // Numbers that stand for cells may be far apart.
    if cells > share.len().saturating_mul(4) {
        share.sort_unstable_by_key(|placed| (placed.nth, placed.lane.row));
        let sizes = share.chunk_by(|a, b| a.nth == b.nth).map(<[_]>::len).collect();
        return (share.into_iter().map(|placed| placed.lane).collect(), sizes);
    }
    let mut next = vec![0_usize; cells];
    for placed in &share {
        if let Some(size) = next.get_mut(placed.nth) {
            *size += 1;
        }
    }
    let sizes = next.clone();
    let mut start = 0;
    for next in &mut next {
        start += std::mem::replace(next, start);
    }
    let mut lanes = vec![EMPTY; share.len()];
    for placed in share {
        let Some(place) = next.get_mut(placed.nth) else { continue };
        if let Some(slot) = lanes.get_mut(*place) {
            *slot = placed.lane;
        }
        *place += 1;
    }
    (lanes, sizes)
}

/// The lanes of each cell.
pub(super) fn cells<'l>(lanes: &'l mut [Lane], sizes: &[usize]) -> impl Iterator<Item = &'l mut [Lane]> {
    let mut rest = lanes;
    sizes.iter().map(move |size| rest.split_off_mut(..*size).unwrap_or_default())
}
