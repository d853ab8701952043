//! Rows of cells fill a table as the same records in JSON do, and every fault has its line.

use std::fmt::Write as _;
use std::io::{Cursor, Error, Read};

use gainsay::{ClaimTable, Faulty, RowFields, RowsRead};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

fn fields() -> RowFields {
    RowFields::new(["subject", "measure"], "source", ["from", "to"], ["low", "high"])
}

const HEADER: &str = "measure,low,id,high,subject,from,to,source\n";

fn read(text: impl Read, faulty: Faulty) -> (ClaimTable, RowsRead) {
    let mut table = ClaimTable::new();
    let read = table.read_csv(text, b',', &fields(), faulty);
    (table, read)
}

fn faults(read: &RowsRead) -> Vec<String> {
    read.faults.iter().map(ToString::to_string).collect()
}

fn told(table: &ClaimTable) -> Vec<String> {
    let row = |row| {
        format!(
            "{:?} {:?} {:?} {:?}",
            table.cell(row),
            table.source(row),
            table.period(row),
            table.bounds(row)
        )
    };
    (0..table.len()).map(row).collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_of_cells_are_read_as_the_same_records_in_json(
        rows in vec(("[a-zé\"]{1,3}[,\"\n]?[a-z]", "[a-z]{1,2}", 0..40_u32, -9..9_i32, 0..3_u32, any::<bool>()), 0..40),
        end in "\n|\r\n",
    ) {
        let (mut cells, mut lines) = (HEADER.to_owned(), String::new());
        for (at, (subject, source, day, low, width, open)) in rows.iter().enumerate() {
            let from = format!("2024-01-{day:02}");
            let high = low + i32::try_from(*width).unwrap();
            let to = if *open { String::new() } else { "2024-02-30".replace("30", if *day > 20 { "29" } else { "30" }) };
            write!(cells, "stock, {low}.5,{at},{high}.5 ,{},{from},{to},{source}{end}", quoted(subject)).unwrap();
            let record = json!({
                "subject": subject, "measure": "stock", "source": source, "from": from, "to": if *open { None } else { Some(to) },
                "low": format!("{low}.5"), "high": format!("{high}.5"),
            });
            writeln!(lines, "{record}").unwrap();
        }
        let mut table = ClaimTable::new();
        let of_json = table.read_lines(lines.as_bytes(), &fields(), Faulty::Skip);
        let (of_cells, read) = read(cells.as_bytes(), Faulty::Skip);
        prop_assert_eq!(told(&of_cells), told(&table));
        prop_assert_eq!((read.rows, read.skipped), (of_json.rows, of_json.skipped));
        let messages = |read: &RowsRead| read.faults.iter().map(|fault| fault.message.clone()).collect::<Vec<_>>();
        prop_assert_eq!(messages(&read), messages(&of_json));
    }
}

#[test]
fn every_fault_has_the_line_in_which_its_row_begins() {
    let rows = "\n\
        stock,1,0,2,\"a\nport\",2024-01-01,2024-12-31,s\n\
        stock,1,1,2,port,2024-01-01,2024-12-32,s\n\
        \r\n\
        stock,1,2,2,port,2024-01-01,2024-12-31\n\
        stock,1,3,2,port,2024-01-01,2024-12-31,s,t\n\
        stock,3,4,2,port,2024-01-01,2024-12-31,s\n\
        stock,1,5,2,,2024-01-01,2024-12-31,s\n\
        stock,1,6,2,port,2024-01-01,,\"s";
    let (table, read) = read(format!("\u{feff}{HEADER}{rows}").as_bytes(), Faulty::Skip);
    assert_eq!((table.len(), read.rows, read.skipped), (1, 1, 6));
    assert_eq!(
        faults(&read),
        [
            "line 5: `to`: there is no day 2024-12-32",
            "line 7: a row of 7 cells under 8 columns",
            "line 8: a row of 9 cells under 8 columns",
            "line 9: the low bound 3 is above the high one, 2",
            "line 10: `subject` is null",
            "line 11: the row is cut",
        ]
    );
    let (table, read) = self::read(format!("{HEADER}{rows}").as_bytes(), Faulty::Stop);
    assert_eq!((table.len(), read.skipped, read.faults[0].line), (1, 1, 5));
}

#[test]
fn a_header_that_lacks_a_column_or_has_it_twice_is_one_fault() {
    let header = |header: &str| {
        let (table, read) = read(format!("{header}\n1,2,3,4,5,6,7\n").as_bytes(), Faulty::Skip);
        assert_eq!((table.len(), read.rows, read.skipped), (0, 0, 1));
        faults(&read).remove(0)
    };
    assert_eq!(
        header("subject,measure,source,from,to,lo,high"),
        "line 1: there is no column `low`, but subject, measure, source, from, to, lo, high"
    );
    assert_eq!(
        header("subject,measure,source,from,to,low,high,low"),
        "line 1: the column `low` is there twice"
    );
    let (_, read) = read(&b""[..], Faulty::Skip);
    assert_eq!((read.rows, read.skipped), (0, 0));
}

#[test]
fn cells_that_are_not_utf_8_and_other_separators() {
    let mut text = HEADER.replace(',', "\t").into_bytes();
    text.extend(b"stock\t1\t0\t2\tp\xff\t2024-01-01\t\ts\nstock\t1\t1\t2\tone, two\t2024-01-01\t\ts\n");
    let mut table = ClaimTable::new();
    let read = table.read_csv(&text[..], b'\t', &fields(), Faulty::Skip);
    assert_eq!(faults(&read), ["line 2: a cell is not UTF-8"]);
    assert_eq!(table.cell(0), Some(vec!["one, two", "stock"]));
}

/// A stream that fails after a text.
struct Breaking(Cursor<Vec<u8>>);

impl Read for Breaking {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(Error::other("the disk is gone")),
            some => Ok(some),
        }
    }
}

#[test]
fn a_stream_that_breaks_keeps_what_was_read() {
    let row = "stock,1,0,2,port,2024-01-01,2024-12-31,s\n";
    let (table, read) =
        read(Breaking(Cursor::new(format!("{HEADER}{row}{row}stock,1,0").into_bytes())), Faulty::Skip);
    assert_eq!((table.len(), faults(&read)), (2, vec!["line 4: the row is cut".to_owned()]));
    assert_eq!(read.broken.map(|error| error.to_string()), Some("the disk is gone".to_owned()));
    let (table, read) =
        self::read(Breaking(Cursor::new(format!("{HEADER}{row}").into_bytes())), Faulty::Skip);
    assert_eq!((table.len(), read.skipped, read.broken.is_some()), (1, 0, true));
}

/// A text of a beginning and one byte over and over.
struct Endless(Cursor<Vec<u8>>, u8);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => {
                buffer.fill(self.1);
                Ok(buffer.len())
            }
            some => Ok(some),
        }
    }
}

#[test]
fn an_open_quote_does_not_swallow_an_endless_stream() {
    let text = format!("{HEADER}stock,1,0,2,port,2024-01-01,2024-12-31,s\nstock,\"1");
    let (table, read) = read(Endless(Cursor::new(text.into_bytes()), b'x'), Faulty::Skip);
    assert_eq!(table.len(), 1);
    let broken = read.broken.map(|error| error.to_string());
    assert_eq!(broken.as_deref(), Some("line 3: a row of more than 1048576 bytes; is a quote open?"));
}
