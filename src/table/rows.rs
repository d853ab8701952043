//! Rows from streams of records, with as much memory as the table itself takes and one chunk of text.

mod batch;
mod chunks;
#[cfg(feature = "csv")]
mod csv;
mod json;
mod scan;

use std::io::Read;

use super::ClaimTable;
use batch::{Batch, Hashes};
use chunks::Chunks;

/// Which fields of a record make a row.
///
/// ```
/// use gainsay::{ClaimTable, Faulty, RowFields};
/// let text = "\
/// {\"subject\": \"Exampleville\", \"from\": \"2023-01-01\", \"to\": \"2023-12-31\", \"low\": 12431, \"high\": 12431, \"source\": \"census\"}
/// {\"subject\": \"Exampleville\", \"from\": \"2023-06-01\", \"to\": \"2023-06-31\", \"low\": 1, \"high\": 2, \"source\": \"gazette\"}
/// {\"subject\": \"Exampleville\", \"from\": \"2023-06-01\", \"to\": \"2023-06-30\", \"low\": \"13907.0\", \"high\": null, \"source\": \"herald\"}
/// ";
/// let fields = RowFields::new(["subject"], "source", ["from", "to"], ["low", "high"]);
/// let mut table = ClaimTable::new();
/// let read = table.read_lines(text.as_bytes(), &fields, Faulty::Skip);
/// assert_eq!((read.rows, read.skipped), (2, 1));
/// assert_eq!(read.faults[0].to_string(), "line 2: `to`: there is no day 2023-06-31");
/// assert_eq!(table.clashes().pairs, 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFields {
    /// Each once, however much it stands for.
    names: Vec<String>,
    /// Which of the names are those of the cell, and so on.
    cell: Vec<usize>,
    source: usize,
    period: [usize; 2],
    bounds: [usize; 2],
}

impl RowFields {
    /// The fields whose texts name the cell; the source; the first and the last day of the period, as `2023-06-30`; the low
    /// and the high bound, as plain decimal numbers or as texts of them. A day or bound that is null leaves that end open; one
    /// field may be both days, or both bounds. A record without one of the fields is faulty.
    pub fn new<'f>(
        cell: impl IntoIterator<Item = &'f str>,
        source: &str,
        period: [&str; 2],
        bounds: [&str; 2],
    ) -> RowFields {
        let mut names: Vec<String> = Vec::new();
        let mut place = |name: &str| {
            names.iter().position(|known| known == name).unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            })
        };
        RowFields {
            cell: cell.into_iter().map(&mut place).collect(),
            source: place(source),
            period: period.map(&mut place),
            bounds: bounds.map(&mut place),
            names,
        }
    }
}

/// What becomes of a record that makes no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faulty {
    /// Reading ends with it; the rows before it stay.
    Stop,
    /// It is left out and counted.
    Skip,
}

/// A record that makes no row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct RowFault {
    /// Its line, from one.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

/// What reading came to.
#[derive(Debug, Default)]
pub struct RowsRead {
    /// How many rows were added.
    pub rows: usize,
    /// How many records made no row.
    pub skipped: u64,
    /// The first thousand of them.
    pub faults: Vec<RowFault>,
    /// Why the stream gave no more, if it did not end; what was read before stays.
    pub broken: Option<std::io::Error>,
}

/// As many lines are parsed one after another, and as many such batches at once.
const LINES: usize = 1 << 10;
const BATCHES: usize = 1 << 4;

/// As many faults are kept; of the rest the number.
const FAULTS: usize = 1_000;

impl ClaimTable {
    /// Adds a row for each line of JSON Lines. Fields that are not asked for are passed over; empty lines too.
    ///
    /// The stream is read in chunks: beside the table no more is kept than one chunk, or one line where that is longer, and some
    /// hundred thousand rows.
    #[must_use = "it tells what was not read"]
    pub fn read_lines(&mut self, input: impl Read, fields: &RowFields, faulty: Faulty) -> RowsRead {
        let mut read = RowsRead::default();
        let mut chunks = Chunks::of(input);
        let mut ready = Pending::new(faulty);
        let mut line = 0;
        let hashes = (self.cells.hashes(), self.sources.hashes());
        while let Some(chunk) = chunks.next(&mut read.broken) {
            let mut lines = lines(chunk);
            loop {
                let batches = (0..BATCHES).map(|_| {
                    lines
                        .by_ref()
                        .take(LINES)
                        .map(|text| {
                            line += 1;
                            (line, text)
                        })
                        .collect::<Vec<Line<'_>>>()
                });
                let batches: Vec<Vec<Line<'_>>> = batches.take_while(|lines| !lines.is_empty()).collect();
                if batches.is_empty() {
                    break;
                }
                ready.batches.extend(crate::each::each(&batches, &|lines| parsed(lines, fields, &hashes)));
                if !self.add_pending(&mut ready, &mut read) {
                    return read;
                }
            }
        }
        self.add_all(&mut ready, &mut read);
        read
    }

    /// Adds the rows that wait, if they are many; whether to go on.
    fn add_pending(&mut self, ready: &mut Pending, read: &mut RowsRead) -> bool {
        let many = ready.batches.iter().map(Batch::len).sum::<usize>() >= ready.most;
        !many || self.add_all(ready, read)
    }

    /// Adds all rows that wait; whether to go on.
    fn add_all(&mut self, ready: &mut Pending, read: &mut RowsRead) -> bool {
        let batches = std::mem::take(&mut ready.batches);
        let asked: Vec<_> = batches.iter().flat_map(Batch::rows).map(|row| row.cell).collect();
        let mut cells = self.cells.numbers(&asked).into_iter();
        for (line, record) in batches.iter().flat_map(Batch::records) {
            let added = record.and_then(|row| {
                let (cell, source) = (cells.next().flatten(), self.sources.number_of(row.source));
                self.add_row(cell, source, row.days, row.figures).map_err(|full| full.to_string())
            });
            if !read.count(line, added) && ready.faulty == Faulty::Stop {
                return false;
            }
        }
        true
    }
}

/// A line and its number, from one.
type Line<'t> = (u64, &'t [u8]);

/// As many rows are put into the table together.
const TOGETHER: usize = 1 << 18;

/// Rows that wait to be put into the table.
struct Pending {
    batches: Vec<Batch>,
    faulty: Faulty,
    most: usize,
}

impl Pending {
    fn new(faulty: Faulty) -> Pending {
        // Where a fault ends reading, nothing is read far beyond it.
        let most = if faulty == Faulty::Stop { 0 } else { TOGETHER };
        Pending { batches: Vec::new(), faulty, most }
    }
}

/// The lines of a chunk, with their ends.
fn lines(chunk: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = chunk;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, later) = rest.split_at_checked(end).filter(|(line, _)| !line.is_empty())?;
        rest = later;
        Some(line)
    })
}

/// What lines say. One that is empty says nothing.
fn parsed(lines: &[Line<'_>], fields: &RowFields, hashes: &Hashes) -> Batch {
    let mut batch = Batch::of(lines.len());
    let (mut order, mut texts) = (scan::Order::default(), Vec::new());
    for (number, line) in lines.iter().filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace)) {
        // What is not that plain is read, or found faulty, by a parser of all that JSON can be.
        let read = if scan::texts(line, fields, &mut order, &mut texts) {
            Ok(())
        } else {
            json::texts(line, fields).map(|found| texts = found)
        };
        batch.add(*number, read.map(|()| texts.as_slice()), fields, hashes);
    }
    batch
}

impl RowsRead {
    /// Counts a record; whether it made a row.
    fn count(&mut self, line: u64, added: Result<(), String>) -> bool {
        match added {
            Ok(()) => {
                self.rows += 1;
                true
            }
            Err(message) => {
                self.skipped += 1;
                if self.faults.len() < FAULTS {
                    self.faults.push(RowFault { line, message });
                }
                false
            }
        }
    }
}
