//! Rows of cells with a byte between them (RFC 4180), as records of the fields that the first row names.

use std::borrow::Cow;
use std::io::{Error, ErrorKind, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::batch::{Batch, Text};
use super::{Faulty, LINES, Pending, RowFault, RowFields, RowsRead};
use crate::table::ClaimTable;

/// So much is asked of a stream at once.
const CHUNK: usize = 1 << 16;

/// A row is not longer: what goes on for so long is an open quote.
const LONGEST: usize = 1 << 20;

impl ClaimTable {
    /// Adds a row for each row of comma-separated values, or of such with another byte between them, as `b'\t'`. The first row names the
    /// columns, of which the fields are looked up; others are passed over, and so are blank lines. Spaces around a cell do not
    /// count, and an empty cell is null.
    ///
    /// Beside the table no more is kept than some thousand rows. Lines are told as those in which a row begins.
    ///
    /// ```
    /// use gainsay::{ClaimTable, Faulty, RowFields};
    /// let text = "\
    /// subject,source,from,to,low,high
    /// Exampleville,census,2023-01-01,2023-12-31,12431,12431
    /// Exampleville,gazette,2023-06-01,2023-06-30,\"12,500\",
    /// Exampleville,herald,2023-06-01,2023-06-30,13907.0,
    /// ";
    /// let fields = RowFields::new(["subject"], "source", ["from", "to"], ["low", "high"]);
    /// let mut table = ClaimTable::new();
    /// let read = table.read_csv(text.as_bytes(), b',', &fields, Faulty::Skip);
    /// assert_eq!((read.rows, table.clashes().pairs), (2, 1));
    /// assert_eq!(read.faults[0].to_string(), "line 3: `low`: 12,500 is no plain decimal number of 28 digits at most");
    /// ```
    #[must_use = "it tells what was not read"]
    pub fn read_csv(
        &mut self,
        input: impl Read,
        between: u8,
        fields: &RowFields,
        faulty: Faulty,
    ) -> RowsRead {
        let mut read = RowsRead::default();
        let hashes = (self.cells.hashes(), self.sources.hashes());
        let mut records = Records::of(input, between);
        let columns = match records.next(&mut read.broken).map(|row| columns(&row, fields)) {
            None => return read,
            Some(Ok(columns)) => columns,
            Some(Err(message)) => {
                read.skipped = 1;
                read.faults.push(RowFault { line: records.begins, message });
                return read;
            }
        };
        let mut ready = Pending::new(faulty);
        let mut batch = Batch::of(LINES);
        while let Some(row) = records.next(&mut read.broken) {
            let texts = texts(&row, &columns);
            batch.add(row.begins, texts.as_deref().map_err(Clone::clone), fields, &hashes);
            if batch.len() == LINES {
                ready.batches.push(std::mem::replace(&mut batch, Batch::of(LINES)));
                if !self.add_pending(&mut ready, &mut read) {
                    return read;
                }
            }
        }
        ready.batches.push(batch);
        self.add_all(&mut ready, &mut read);
        read
    }
}

/// Where each field stands, and how many columns there are.
struct Columns {
    of: Vec<usize>,
    count: usize,
}

fn columns(row: &Row<'_>, fields: &RowFields) -> Result<Columns, String> {
    let names = row.cells().collect::<Result<Vec<&str>, String>>()?;
    let place = |field: &String| {
        let mut places = (0..names.len()).filter(|at| names.get(*at).is_some_and(|name| name == field));
        match (places.next(), places.next()) {
            (Some(at), None) => Ok(at),
            (Some(_), Some(_)) => Err(format!("the column `{field}` is there twice")),
            (None, _) => Err(format!("there is no column `{field}`, but {}", names.join(", "))),
        }
    };
    Ok(Columns { of: fields.names.iter().map(place).collect::<Result<_, _>>()?, count: names.len() })
}

/// The texts of the fields of a row.
fn texts<'r>(row: &Row<'r>, columns: &Columns) -> Result<Vec<Text<'r>>, String> {
    let cells = row.cells().collect::<Result<Vec<&str>, String>>()?;
    if row.is_cut {
        return Err("the row is cut".to_owned());
    }
    if cells.len() != columns.count {
        return Err(format!("a row of {} cells under {} columns", cells.len(), columns.count));
    }
    let text = |at: &usize| cells.get(*at).filter(|cell| !cell.is_empty()).map(|cell| Cow::Borrowed(*cell));
    Ok(columns.of.iter().map(text).collect())
}

/// A row: the bytes of its cells one after another, and where each ends.
struct Row<'r> {
    bytes: &'r [u8],
    ends: &'r [usize],
    /// The line in which it begins.
    begins: u64,
    /// Whether the stream ended within it.
    is_cut: bool,
}

impl<'r> Row<'r> {
    fn cells(&self) -> impl Iterator<Item = Result<&'r str, String>> {
        let (bytes, mut start) = (self.bytes, 0);
        self.ends.iter().map(move |end| {
            let cell = bytes.get(start..*end).unwrap_or_default();
            start = *end;
            std::str::from_utf8(cell).map(str::trim).map_err(|_| "a cell is not UTF-8".to_owned())
        })
    }
}

/// Rows of a stream.
struct Records<R> {
    input: R,
    reader: Reader,
    chunk: Vec<u8>,
    /// Of the chunk, what is not yet looked at.
    rest: std::ops::Range<usize>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// The line in which the row begins, from one.
    begins: u64,
    /// How many lines have ended.
    ended: u64,
    /// Whether the stream broke.
    is_over: bool,
}

/// How far a row is.
#[derive(Default)]
struct Far {
    begun: bool,
    bytes: usize,
    ends: usize,
    quotes: usize,
}

impl<R: Read> Records<R> {
    fn of(input: R, between: u8) -> Records<R> {
        Records {
            input,
            reader: ReaderBuilder::new().delimiter(between).build(),
            chunk: vec![0; CHUNK],
            rest: 0..0,
            bytes: vec![0; 1 << 10],
            ends: vec![0; 1 << 5],
            begins: 0,
            ended: 0,
            is_over: false,
        }
    }

    /// The next row; none at the end, or where the stream breaks.
    fn next(&mut self, broken: &mut Option<Error>) -> Option<Row<'_>> {
        let mut far = Far::default();
        while !self.is_over {
            if self.rest.is_empty() {
                match self.input.read(&mut self.chunk) {
                    Ok(length) => self.rest = 0..length,
                    Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                    Err(error) => {
                        *broken = Some(error);
                        self.is_over = true;
                        // What was begun is a row that is cut.
                        return far.begun.then(|| self.row(&far, true));
                    }
                }
            }
            let last = self.rest.is_empty();
            let input = self.chunk.get(self.rest.clone()).unwrap_or_default();
            let room = (self.bytes.get_mut(far.bytes..), self.ends.get_mut(far.ends..));
            let (Some(bytes), Some(ends)) = room else { return None };
            let (result, taken, written, ended) = self.reader.read_record(input, bytes, ends);
            let looked_at = input.get(..taken).unwrap_or_default();
            self.ended = lines(looked_at, &mut far, self.ended, &mut self.begins);
            self.rest.start += taken;
            far.bytes += written;
            far.ends += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if far.bytes >= LONGEST => {
                    let message =
                        format!("line {}: a row of more than {LONGEST} bytes; is a quote open?", self.begins);
                    *broken = Some(Error::new(ErrorKind::InvalidData, message));
                    self.is_over = true;
                }
                ReadRecordResult::OutputFull => self.bytes.resize(2 * self.bytes.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                // A quote that is open at the end of all was never closed.
                ReadRecordResult::Record => {
                    return Some(self.row(&far, last && !far.quotes.is_multiple_of(2)));
                }
                ReadRecordResult::End => return None,
            }
        }
        None
    }

    fn row(&self, far: &Far, is_cut: bool) -> Row<'_> {
        let bytes = self.bytes.get(..far.bytes).unwrap_or_default();
        Row { bytes, ends: self.ends.get(..far.ends).unwrap_or_default(), begins: self.begins, is_cut }
    }
}

/// Counts the lines that end in what was looked at of a row, and notes in which line the row begins.
fn lines(looked_at: &[u8], far: &mut Far, ended: u64, begins: &mut u64) -> u64 {
    let count = |bytes: &[u8], wanted: u8| memchr::memchr_iter(wanted, bytes).count();
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let blank =
        if far.begun { 0 } else { looked_at.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count() };
    let (before, row) = looked_at.split_at_checked(blank).unwrap_or((looked_at, &[]));
    let ended = ended + number(count(before, b'\n'));
    if !far.begun && !row.is_empty() {
        far.begun = true;
        *begins = ended + 1;
    }
    far.quotes += count(row, b'"');
    ended + number(count(row, b'\n'))
}
