//! Rows from streams of records, with as much memory as the table itself takes and one chunk of text.

mod chunks;
mod json;

use std::borrow::Cow;
use std::io::Read;

use rust_decimal::Decimal;

use super::{Bounds, ClaimTable};
use crate::model::{Day, Span};
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

/// As many lines are parsed at once.
const LINES: usize = 1 << 13;

/// As many faults are kept; of the rest the number.
const FAULTS: usize = 1_000;

/// The texts of a record, in the order of the fields; `None` where a field is null.
type Texts<'t> = Vec<Option<Cow<'t, str>>>;

/// A row whose texts are still those of its record.
struct Parsed<'t> {
    texts: Texts<'t>,
    period: Span,
    bounds: Bounds,
}

impl ClaimTable {
    /// Adds a row for each line of JSON Lines. Fields that are not asked for are passed over; empty lines too.
    ///
    /// The stream is read in chunks: beside the table no more is kept than one chunk, or one line where that is longer, and some
    /// thousand rows of it.
    #[must_use = "it tells what was not read"]
    pub fn read_lines(&mut self, input: impl Read, fields: &RowFields, faulty: Faulty) -> RowsRead {
        let mut read = RowsRead::default();
        let mut chunks = Chunks::of(input);
        let mut line = 0;
        while let Some(chunk) = chunks.next(&mut read.broken) {
            let mut lines = lines(chunk);
            loop {
                let some: Vec<&[u8]> = lines.by_ref().take(LINES).collect();
                if some.is_empty() {
                    break;
                }
                for parsed in super::each(&some, &|line| row(line, fields)) {
                    line += 1;
                    let added = parsed.map(|parsed| self.add_parsed(&parsed?, fields));
                    if !read.count(line, added) && faulty == Faulty::Stop {
                        return read;
                    }
                }
            }
        }
        read
    }

    fn add_parsed(&mut self, parsed: &Parsed<'_>, fields: &RowFields) -> Result<(), String> {
        let text = |at: &usize| parsed.texts.get(*at)?.as_deref();
        let cell: Option<Vec<&str>> = fields.cell.iter().map(text).collect();
        let (cell, source) = cell.zip(text(&fields.source)).ok_or("a name is missing")?;
        self.push(&cell, source, parsed.period, parsed.bounds).map(|_| ()).map_err(|full| full.to_string())
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

/// What a line says; nothing if it is empty.
fn row<'t>(line: &'t [u8], fields: &RowFields) -> Option<Result<Parsed<'t>, String>> {
    let blank = line.iter().all(u8::is_ascii_whitespace);
    (!blank).then(|| json::texts(line, fields).and_then(|texts| parsed(texts, fields)))
}

impl RowsRead {
    /// Counts a record, if it was one; whether it made a row.
    fn count(&mut self, line: u64, added: Option<Result<(), String>>) -> bool {
        match added {
            None => true,
            Some(Ok(())) => {
                self.rows += 1;
                true
            }
            Some(Err(message)) => {
                self.skipped += 1;
                if self.faults.len() < FAULTS {
                    self.faults.push(RowFault { line, message });
                }
                false
            }
        }
    }
}

fn parsed<'t>(texts: Texts<'t>, fields: &RowFields) -> Result<Parsed<'t>, String> {
    let text = |at: usize| texts.get(at)?.as_deref();
    let name = |at: usize| fields.names.get(at).map_or("", String::as_str);
    if let Some(at) = fields.cell.iter().chain([&fields.source]).find(|at| text(**at).is_none()) {
        return Err(format!("`{}` is null", name(*at)));
    }
    let day = |at: usize| {
        let Some(text) = text(at) else { return Ok(None) };
        text.parse::<Day>().map(Some).map_err(|_| format!("`{}`: there is no day {text}", name(at)))
    };
    let [first, last] = fields.period;
    let period =
        Span::new(day(first)?, day(last)?).map_err(|_| "the period ends before it begins".to_owned())?;
    let bound = |at: usize| {
        let Some(text) = text(at) else { return Ok(None) };
        let number = Decimal::from_str_exact(text).ok().filter(|_| is_plain(text));
        let fault = || format!("`{}`: {text} is no plain decimal number of 28 digits at most", name(at));
        number.map(Some).ok_or_else(fault)
    };
    let [low, high] = fields.bounds;
    let bounds = match (bound(low)?, bound(high)?) {
        (Some(low), Some(high)) => Bounds::between(low, high).map_err(|fault| fault.to_string())?,
        (Some(low), None) => Bounds::at_least(low),
        (None, Some(high)) => Bounds::at_most(high),
        (None, None) => return Err("it has neither bound".to_owned()),
    };
    Ok(Parsed { texts, period, bounds })
}

/// Whether a text is digits, with a sign before and a point between them at most: one spelling, as JSON has it.
fn is_plain(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let size = text.strip_prefix('-').unwrap_or(text);
    size.split_once('.').map_or(digits(size), |(whole, part)| digits(whole) && digits(part))
}
