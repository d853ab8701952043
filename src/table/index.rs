//! A table that is told one row at a time, and of each what it clashes with.

use std::cmp::Ordering;

use hashbrown::HashMap;

use super::cells::{by_cell, cells};
use super::numbers::Side;
use super::{Bounds, ClaimTable, Disputed, Row, TableError};
use crate::model::Span;

/// As many rows are kept together.
const ROWS: usize = 256;

/// A table for live use: one row comes, or goes, and what it clashes with is told at once.
///
/// What the index holds at any time clashes as [`clashes`](ClaimTable::clashes) of a table of the same rows tells.
///
/// A row is held against the rows of its cell only, which lie in blocks of some hundred by their first days. A block with no day in
/// common, or whose bounds all leave room for the new ones, is passed over as a whole: where few rows are disputed, a row costs
/// a look at each block of its cell and at the rows of one or two.
///
/// ```
/// use gainsay::{Bounds, ClaimTable, Day, Span};
/// let mut index = ClaimTable::new().index();
/// let year = Span::new(Day::new(2023, 1, 1), Day::new(2023, 12, 31))?;
/// let mut tell = |source, figure: u32| {
///     index.insert(&["Exampleville", "inhabitants"], source, year, Bounds::exactly(figure.into()))
/// };
/// assert_eq!(tell("census", 12_431)?.against, 0);
/// assert_eq!(tell("gazette", 12_431)?.against, 0);
/// let herald = tell("herald", 13_907)?;
/// assert_eq!((herald.against, herald.below), (2, Some(0)));
/// assert_eq!(index.remove(0).map(|gone| gone.against), Some(1));
/// assert_eq!((index.pairs(), index.len()), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TableIndex {
    table: ClaimTable,
    /// The blocks of each cell, by their first rows.
    cells: HashMap<u32, Vec<Block>>,
    pairs: u64,
    len: usize,
}

/// Where a row stands among those of its cell: first day, and number.
type Place = (i32, u32);

/// Rows of one cell that begin one after another.
#[derive(Clone, Debug)]
struct Block {
    /// No row stands before this place, and none of the next block before its own.
    from: Place,
    rows: Vec<u32>,
    /// The last day of any row.
    last: i32,
    /// The row with the greatest low bound, and that with the least high bound: if another row leaves room between these, it
    /// clashes with none.
    low: u32,
    high: u32,
}

impl ClaimTable {
    /// An index of the rows, to which others can come.
    #[must_use]
    pub fn index(self) -> TableIndex {
        let pairs = self.clashes().pairs;
        let mut blocks = HashMap::new();
        for share in self.shares() {
            let (mut lanes, sizes) = by_cell(share);
            for lanes in cells(&mut lanes, &sizes) {
                let mut places: Vec<Place> = lanes.iter().map(|lane| (lane.first, lane.row)).collect();
                places.sort_unstable();
                let cell =
                    places.first().and_then(|(_, row)| self.rows.get(position(*row))).map(|row| row.cell);
                let of_one = places.chunks(ROWS).filter_map(|places| Block::of(places, &self)).collect();
                blocks.extend(cell.map(|cell| (cell, of_one)));
            }
        }
        let len = self.rows.len();
        TableIndex { table: self, cells: blocks, pairs, len }
    }
}

impl TableIndex {
    /// Adds a row, as [`push`](ClaimTable::push) does, and tells what it clashes with: its number, with how many rows, and which
    /// are farthest from it.
    ///
    /// # Errors
    ///
    /// When the table is full.
    pub fn insert(
        &mut self,
        cell: &[&str],
        source: &str,
        period: Span,
        bounds: Bounds,
    ) -> Result<Disputed, TableError> {
        let row = self.table.push(cell, source, period, bounds)?;
        let disputed = self.disputed(row).ok_or(TableError::Full)?;
        self.place(row);
        self.pairs += disputed.against;
        self.len += 1;
        Ok(disputed)
    }

    /// Takes a row out, and tells what it clashed with; `None` if there is no such row, or no longer. Its number is not used
    /// again.
    pub fn remove(&mut self, row: usize) -> Option<Disputed> {
        let (place, cell) = self.table.place(row)?;
        let blocks = self.cells.get_mut(&cell)?;
        let at = holding(blocks, place)?;
        let block = blocks.get_mut(at)?;
        let own = block.rows.iter().position(|one| *one == place.1)?;
        block.rows.swap_remove(own);
        if !block.spans(&self.table) {
            blocks.remove(at);
        }
        let disputed = self.disputed(row)?;
        self.pairs -= disputed.against;
        self.len -= 1;
        Some(disputed)
    }

    /// What a row clashes with now; `None` if there is no such row, or no longer.
    #[must_use]
    pub fn against(&self, row: usize) -> Option<Disputed> {
        self.holds(row).then(|| self.disputed(row)).flatten()
    }

    /// Calls `found` with every row that a row clashes with now.
    pub fn each_against(&self, row: usize, mut found: impl FnMut(usize)) {
        if self.holds(row) {
            self.each(row, &mut |other, _| found(other));
        }
    }

    fn holds(&self, row: usize) -> bool {
        let block = self.table.place(row).and_then(|(place, cell)| {
            let blocks = self.cells.get(&cell)?;
            blocks.get(holding(blocks, place)?)
        });
        block.is_some_and(|block| block.rows.iter().any(|one| position(*one) == row))
    }

    /// How many pairs clash now.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.pairs
    }

    /// How many rows there are now.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All rows that ever were, to look up what they say, and to make [`claims`](ClaimTable::claims) of them.
    #[must_use]
    pub fn table(&self) -> &ClaimTable {
        &self.table
    }

    fn disputed(&self, row: usize) -> Option<Disputed> {
        self.table.rows.get(row)?;
        let numbers = &self.table.numbers;
        let mut disputed = Disputed { row, against: 0, above: None, below: None };
        self.each(row, &mut |other, order| {
            disputed.against += 1;
            // Of equal bounds the earlier row counts.
            let (known, side, farther) = match order {
                Ordering::Greater => (&mut disputed.above, Side::Low, Ordering::Greater),
                Ordering::Less | Ordering::Equal => (&mut disputed.below, Side::High, Ordering::Less),
            };
            let better = known.is_none_or(|known| {
                let order = numbers.compare((other, side), (known, side));
                order == farther || order == Ordering::Equal && other < known
            });
            if better {
                *known = Some(other);
            }
        });
        Some(disputed)
    }

    /// Calls `found` with every other row that clashes with a row, and whether it lies above or below it.
    fn each(&self, row: usize, found: &mut impl FnMut(usize, Ordering)) {
        let Some(own) = self.table.rows.get(row) else { return };
        let blocks = self.cells.get(&own.cell).map(Vec::as_slice).unwrap_or_default();
        let numbers = &self.table.numbers;
        for block in blocks.iter().take_while(|block| block.from.0 <= own.last) {
            if block.last < own.first || !block.may_clash(row, &self.table) {
                continue;
            }
            for other in block.rows.iter().map(|other| position(*other)) {
                let Some(theirs) = self.table.rows.get(other) else { continue };
                if theirs.source == own.source || theirs.first > own.last || theirs.last < own.first {
                    continue;
                }
                if numbers.is_below(row, other) {
                    found(other, Ordering::Greater);
                } else if numbers.is_below(other, row) {
                    found(other, Ordering::Less);
                }
            }
        }
    }

    /// Puts a row among those of its cell.
    fn place(&mut self, row: usize) {
        let Some((place, cell)) = self.table.place(row) else { return };
        let blocks = self.cells.entry(cell).or_default();
        let at = holding(blocks, place).unwrap_or(0);
        let Some(block) = blocks.get_mut(at) else {
            blocks.extend(Block::of(&[place], &self.table));
            return;
        };
        block.add(place, &self.table);
        let later = if block.rows.len() > 2 * ROWS { block.split(&self.table) } else { None };
        if let Some(later) = later {
            blocks.insert(at + 1, later);
        }
    }
}

impl ClaimTable {
    /// Where a row stands in its cell, and the cell.
    fn place(&self, row: usize) -> Option<(Place, u32)> {
        let Row { cell, first, .. } = *self.rows.get(row)?;
        Some(((first, u32::try_from(row).ok()?), cell))
    }
}

impl Block {
    /// A block of rows in their order; none of no rows.
    fn of(places: &[Place], table: &ClaimTable) -> Option<Block> {
        let (first, rest) = places.split_first()?;
        let mut block = Block {
            from: *first,
            rows: Vec::with_capacity(places.len()),
            last: i32::MIN,
            low: first.1,
            high: first.1,
        };
        for place in std::iter::once(first).chain(rest) {
            block.add(*place, table);
        }
        Some(block)
    }

    fn add(&mut self, place: Place, table: &ClaimTable) {
        self.from = self.from.min(place);
        self.rows.push(place.1);
        self.stretch(place.1, table);
    }

    /// Makes room for a row in what is known of all.
    fn stretch(&mut self, row: u32, table: &ClaimTable) {
        let compare =
            |known: u32, side| table.numbers.compare((position(row), side), (position(known), side));
        if compare(self.low, Side::Low) == Ordering::Greater {
            self.low = row;
        }
        if compare(self.high, Side::High) == Ordering::Less {
            self.high = row;
        }
        if let Some(row) = table.rows.get(position(row)) {
            self.last = self.last.max(row.last);
        }
    }

    /// Sees anew what is known of all rows, if there are any.
    fn spans(&mut self, table: &ClaimTable) -> bool {
        let Some(first) = self.rows.first().copied() else { return false };
        (self.last, self.low, self.high) = (i32::MIN, first, first);
        for row in std::mem::take(&mut self.rows) {
            self.rows.push(row);
            self.stretch(row, table);
        }
        true
    }

    /// Keeps the first half of the rows, and gives the second.
    fn split(&mut self, table: &ClaimTable) -> Option<Block> {
        let places = self.rows.iter().filter_map(|row| Some(table.place(position(*row))?.0));
        let mut places: Vec<Place> = places.collect();
        places.sort_unstable();
        let (first, later) = places.split_at(places.len() / 2);
        *self = Block::of(first, table)?;
        Block::of(later, table)
    }

    /// Whether the bounds of a row leave no room together with those of all.
    fn may_clash(&self, row: usize, table: &ClaimTable) -> bool {
        table.numbers.is_below(row, position(self.low)) || table.numbers.is_below(position(self.high), row)
    }
}

/// Which block a place is in, if it is not before all.
fn holding(blocks: &[Block], place: Place) -> Option<usize> {
    blocks.partition_point(|block| block.from <= place).checked_sub(1)
}

fn position(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}
