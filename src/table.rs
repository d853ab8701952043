//! Millions of plain figures in columns: which of them cannot all be the value of their cell?

mod cells;
mod clash;
mod extremes;
mod index;
mod keys;
mod numbers;
#[cfg(feature = "json")]
mod rows;
mod set;
mod tally;

pub use clash::{Clashes, Disputed};
pub use index::TableIndex;
pub use numbers::Bounds;
#[cfg(feature = "json")]
pub use rows::{Faulty, RowFault, RowFields, RowsRead};

use crate::model::{Day, Span};
use keys::Keys;
use numbers::Numbers;

/// Plain figures of cells over periods, in columns of 32 bytes a row: for the many that never clash.
///
/// A [`ClaimSet`](crate::ClaimSet) keeps everything that a claim rests on. A table keeps what a look for clashes needs: the
/// cell, the source, the first and last day, and the bounds between which the source puts the value. [`clashes`] finds the
/// rows that cannot stand together; those few are worth a set, and its readings, reasons and proofs: see
/// [`guide::scale`](crate::guide::scale).
///
/// The law of a table is that of a [level](crate::Temporal::Level) given by `of`: figures of one cell whose periods have a day
/// in common are of one value. Two figures of one source are never held against each other, as the later may replace the
/// earlier.
///
/// ```
/// use gainsay::{Bounds, ClaimTable};
/// let mut table = ClaimTable::new();
/// let year = |year: i32| gainsay::Span::new(gainsay::Day::new(year, 1, 1), gainsay::Day::new(year, 12, 31));
/// table.push(&["Exampleville", "inhabitants"], "census", year(2023)?, Bounds::exactly(12_431.into()))?;
/// table.push(&["Exampleville", "inhabitants"], "gazette", year(2023)?, Bounds::between(12_000.into(), 12_500.into())?)?;
/// table.push(&["Exampleville", "inhabitants"], "herald", year(2023)?, Bounds::exactly(13_907.into()))?;
/// let clashes = table.clashes();
/// assert_eq!((clashes.pairs, clashes.cells), (2, 1));
/// assert_eq!(clashes.rows.iter().map(|one| one.row).collect::<Vec<_>>(), [0, 1, 2]);
/// assert_eq!(table.source(2), Some("herald"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// [`clashes`]: ClaimTable::clashes
#[derive(Clone, Debug, Default)]
pub struct ClaimTable {
    cells: Keys,
    sources: Keys,
    rows: Vec<Row>,
    numbers: Numbers,
}

/// What a row says, but for its bounds.
#[derive(Clone, Copy, Debug)]
struct Row {
    cell: u32,
    source: u32,
    /// First and last day, by their numbers.
    first: i32,
    last: i32,
}

impl Row {
    fn new(cell: u32, source: u32, period: Span) -> Row {
        let first = period.first().map_or(i32::MIN, Day::number);
        let last = period.last().map_or(i32::MAX, Day::number);
        Row { cell, source, first, last }
    }
}

/// The bounds of a row, as they were written.
#[cfg(feature = "json")]
#[derive(Clone, Copy, Debug)]
enum Figures {
    Short(numbers::Short),
    Long(Bounds),
}

/// Columns of one length, by which a table is filled at once.
#[derive(Clone, Copy, Debug)]
pub struct TableColumns<'c> {
    /// The cell of each row, by any number that stands for it.
    pub cells: &'c [u32],
    /// Its source, likewise.
    pub sources: &'c [u32],
    /// The first day of its period, in days since 1970-01-01; [`i32::MIN`] is none.
    pub first: &'c [i32],
    /// The last day, included; [`i32::MAX`] is none.
    pub last: &'c [i32],
    /// The low bound, included, in units of 10^-`decimals`; [`i64::MIN`] is none.
    pub low: &'c [i64],
    /// The high bound, included; [`i64::MAX`] is none.
    pub high: &'c [i64],
    /// How many decimals the bounds have.
    pub decimals: u32,
}

/// Why a row, or columns, cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// A low bound above its high bound, in columns.
    #[error("row {row}: the low bound is above the high one")]
    Bounds {
        /// The row, from zero.
        row: usize,
    },
    /// The same in bounds that are not yet in a row.
    #[error("the low bound {low} is above the high one, {high}")]
    Reversed {
        /// The low bound.
        low: rust_decimal::Decimal,
        /// The high bound.
        high: rust_decimal::Decimal,
    },
    /// A period that ends before it begins.
    #[error("row {row}: the period ends before it begins")]
    Period {
        /// The row, from zero.
        row: usize,
    },
    /// A day that no calendar has, as seconds taken for days come to.
    #[error("row {row}: the period is beyond the calendar")]
    Day {
        /// The row, from zero.
        row: usize,
    },
    /// Columns of different lengths.
    #[error("`{column}` has {length} rows, and `cells` has {rows}")]
    Lengths {
        /// The column that differs from `cells`.
        column: &'static str,
        /// How many rows it has.
        length: usize,
        /// How many `cells` has.
        rows: usize,
    },
    /// A number that a bound cannot have.
    #[error("{decimals} decimals are too many; at most 28 can be had")]
    Decimals {
        /// How many were asked for.
        decimals: u32,
    },
    /// More rows, cells or sources than 32 bits can number.
    #[error("a table holds at most {} rows", u32::MAX)]
    Full,
}

impl ClaimTable {
    /// A table without rows.
    #[must_use]
    pub fn new() -> ClaimTable {
        ClaimTable::default()
    }

    /// Adds a row and gives its number. The texts of a cell, such as subject, measure, scope and unit, are compared as they
    /// stand.
    ///
    /// # Errors
    ///
    /// When the table is full.
    pub fn push(
        &mut self,
        cell: &[&str],
        source: &str,
        period: Span,
        bounds: Bounds,
    ) -> Result<usize, TableError> {
        let (row, cell) = (self.rows.len(), self.cells.number(cell).ok_or(TableError::Full)?);
        let source = self.sources.number(&[source]).ok_or(TableError::Full)?;
        self.add(Row::new(cell, source, period))?;
        self.numbers.push(bounds);
        Ok(row)
    }

    /// Adds a row whose cell and source have numbers, if there were any left.
    #[cfg(feature = "json")]
    fn add_row(
        &mut self,
        cell: Option<u32>,
        source: Option<u32>,
        period: Span,
        figures: Figures,
    ) -> Result<(), TableError> {
        let (cell, source) = cell.zip(source).ok_or(TableError::Full)?;
        self.add(Row::new(cell, source, period))?;
        match figures {
            Figures::Short(short) => self.numbers.push_short(short),
            Figures::Long(bounds) => self.numbers.push(bounds),
        }
        Ok(())
    }

    fn add(&mut self, row: Row) -> Result<(), TableError> {
        if u32::try_from(self.rows.len()).is_ok_and(|length| length < u32::MAX) {
            self.rows.push(row);
            Ok(())
        } else {
            Err(TableError::Full)
        }
    }

    /// Takes columns over as they are; cells and sources then have numbers and no texts. Rows with texts may be added: theirs are
    /// other cells and sources.
    ///
    /// ```
    /// use gainsay::{ClaimTable, TableColumns};
    /// let table = ClaimTable::from_columns(TableColumns {
    ///     cells: &[7, 7], sources: &[1, 2], first: &[19_358, 19_400], last: &[19_722, 19_400],
    ///     low: &[12_431, 13_907], high: &[12_431, 13_907], decimals: 0,
    /// })?;
    /// assert_eq!(table.clashes().pairs, 1);
    /// # Ok::<(), gainsay::TableError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// With the first row or column that makes no sense.
    pub fn from_columns(columns: TableColumns<'_>) -> Result<ClaimTable, TableError> {
        let TableColumns { cells, sources, first, last, low, high, decimals } = columns;
        let rows = cells.len();
        let lengths = [
            ("sources", sources.len()),
            ("first", first.len()),
            ("last", last.len()),
            ("low", low.len()),
            ("high", high.len()),
        ];
        if let Some((column, length)) = lengths.into_iter().find(|(_, length)| *length != rows) {
            return Err(TableError::Lengths { column, length, rows });
        }
        let mut table = ClaimTable {
            cells: Keys::beside(cells),
            sources: Keys::beside(sources),
            numbers: Numbers::scaled(decimals)?,
            rows: Vec::new(),
        };
        table.rows.reserve_exact(rows);
        let days = first.iter().zip(last);
        let known = Day::earliest().number()..=Day::latest().number();
        let is_day = |number: i32, none: i32| number == none || known.contains(&number);
        for (row, ((cell, source), (first, last))) in cells.iter().zip(sources).zip(days).enumerate() {
            if first > last {
                return Err(TableError::Period { row });
            }
            if !(is_day(*first, i32::MIN) && is_day(*last, i32::MAX)) {
                return Err(TableError::Day { row });
            }
            table.add(Row { cell: *cell, source: *source, first: *first, last: *last })?;
        }
        table.numbers.extend(low, high)?;
        Ok(table)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The texts of a row's cell, where it has some.
    #[must_use]
    pub fn cell(&self, row: usize) -> Option<Vec<&str>> {
        self.cells.texts(self.rows.get(row)?.cell).map(Iterator::collect)
    }

    /// The text of a row's source, where it has one.
    #[must_use]
    pub fn source(&self, row: usize) -> Option<&str> {
        self.sources.texts(self.rows.get(row)?.source)?.next()
    }

    /// The days over which a row's figure is.
    #[must_use]
    pub fn period(&self, row: usize) -> Option<Span> {
        let row = self.rows.get(row)?;
        let first = (row.first != i32::MIN).then(|| Day::from_number(row.first));
        let last = (row.last != i32::MAX).then(|| Day::from_number(row.last));
        Span::new(first, last).ok()
    }

    /// The bounds between which a row puts the value.
    #[must_use]
    pub fn bounds(&self, row: usize) -> Option<Bounds> {
        self.numbers.bounds(row)
    }
}
