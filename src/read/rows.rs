//! Claims in rows (CSV, RFC 4180): each row is read as the record that a line of JSON Lines would be.
//!
//! The first row names the fields. `csv-core` finds where cells end and takes quotes off; what cells mean is up to the
//! readers of claims, which see one tree whatever the spelling of the file.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::borrow::Cow;

use super::fault::{FaultKind, Faults, Quoted};
use super::tree::{Key, Kind, Member, Node, Span};

/// Fields whose cells may hold several names, with a bar between them.
const LISTS: [&str; 5] = ["speaker", "corrects", "retracts", "is", "among"];

/// Fields whose cells are numbers where they look like one.
const NUMBERS: [&str; 6] = ["lo", "hi", "decimals", "rank", "start", "end"];

/// What stands between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Between {
    Comma,
    Tab,
}

impl Between {
    fn reader(self) -> Reader {
        let delimiter = match self {
            Between::Comma => b',',
            Between::Tab => b'\t',
        };
        ReaderBuilder::new().delimiter(delimiter).build()
    }
}

/// The names of the columns: each a field, or fields within fields with a dot between them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header<'a> {
    columns: Vec<Vec<Cow<'a, str>>>,
}

/// A cell: its text without quotes, or what is wrong with it, and where it stands.
struct Cell<'a> {
    span: Span,
    text: Result<Cow<'a, str>, Broken>,
}

/// A cell whose fault has been reported.
struct Broken;

/// Where each row stands, the header among them; blank lines are none.
pub(crate) fn rows(bytes: &[u8], between: Between) -> impl Iterator<Item = Span> {
    let mut fields = Fields::new(bytes, 0, between);
    std::iter::from_fn(move || {
        let mut row: Option<Span> = None;
        while let Some((span, last)) = fields.next() {
            let start = row.map_or(span.start, |row| row.start);
            row = Some(Span { start, end: span.end });
            if last {
                break;
            }
        }
        row
    })
}

impl<'a> Header<'a> {
    /// Reads the names of the columns; reports those that are there twice or have no name.
    pub(crate) fn read(bytes: &'a [u8], start: usize, between: Between, faults: &mut Faults) -> Header<'a> {
        let mut columns: Vec<Vec<Cow<'a, str>>> = Vec::new();
        for cell in cells(bytes, start, between, faults) {
            let text = cell.text.unwrap_or_default();
            let path = path(&text);
            if path.iter().any(|name| name.is_empty()) {
                let message = format_args!("a column without a name; write the field that its cells give");
                faults.add(cell.span.start, FaultKind::Syntax, message);
            } else if columns.contains(&path) {
                let message = format_args!("the column {} is there twice; join them", Quoted(&text));
                faults.add(cell.span.start, FaultKind::DuplicateKey, message);
            }
            columns.push(path);
        }
        Header { columns }
    }

    /// Reads a row as the record of a claim; an empty cell is a field that is not there.
    pub(crate) fn record(
        &self,
        bytes: &'a [u8],
        start: usize,
        between: Between,
        faults: &mut Faults,
    ) -> Node<'a> {
        let cells = cells(bytes, start, between, faults);
        if let Some(more) = cells.get(self.columns.len()) {
            let message = format_args!(
                "a row of {} cells under {} columns; put a text that has commas in quotes",
                cells.len(),
                self.columns.len()
            );
            faults.add(more.span.start, FaultKind::Syntax, message);
        }
        let here = Span { start, end: start };
        let word = Node { span: here, whole: true, kind: Kind::String(Cow::Borrowed("claim")) };
        let mut members = vec![member(Cow::Borrowed("record"), word)];
        for (path, cell) in self.columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            put(&mut members, path, cell);
        }
        let span = Span { start, end: start + bytes.len() };
        Node { span, whole: true, kind: Kind::Object(members) }
    }
}

/// The fields that a column names, from the outermost on.
fn path<'a>(name: &Cow<'a, str>) -> Vec<Cow<'a, str>> {
    match name {
        Cow::Borrowed(name) => name.trim().split('.').map(|step| Cow::Borrowed(step.trim())).collect(),
        Cow::Owned(name) => name.trim().split('.').map(|step| Cow::Owned(step.trim().to_owned())).collect(),
    }
}

fn member<'a>(text: Cow<'a, str>, value: Node<'a>) -> Member<'a> {
    Member { key: Key { span: value.span, text }, value }
}

/// Puts a cell where its column says.
fn put<'a>(members: &mut Vec<Member<'a>>, path: &[Cow<'a, str>], cell: Cell<'a>) {
    let Some((name, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        members.push(member(name.clone(), value(name, cell)));
        return;
    }
    let known = members.iter_mut().find(|member| member.key.text == *name);
    match known.map(|member| &mut member.value) {
        Some(Node { span, kind: Kind::Object(inner), .. }) => {
            span.end = cell.span.end;
            put(inner, rest, cell);
        }
        // A field that is both a text and an object: the reader of the field says what it should be.
        Some(_) => {}
        None => {
            let span = cell.span;
            let mut inner = Vec::new();
            put(&mut inner, rest, cell);
            members.push(member(name.clone(), Node { span, whole: true, kind: Kind::Object(inner) }));
        }
    }
}

fn value<'a>(name: &str, Cell { span, text }: Cell<'a>) -> Node<'a> {
    let kind = match text {
        Err(Broken) => Kind::Broken,
        Ok(text) => worded(name, text, span),
    };
    Node { span, whole: true, kind }
}

/// What a cell holds, by the field that it is of.
fn worded<'a>(name: &str, text: Cow<'a, str>, span: Span) -> Kind<'a> {
    if LISTS.contains(&name) && text.contains('|') {
        let names = text.split('|').map(|name| Cow::Owned(name.trim().to_owned()));
        return Kind::Array(names.map(|name| Node { span, whole: true, kind: Kind::String(name) }).collect());
    }
    match text {
        Cow::Borrowed(digits) if NUMBERS.contains(&name) && is_number(digits) => Kind::Number(digits),
        Cow::Borrowed(_) | Cow::Owned(_) => Kind::String(text),
    }
}

/// A number as JSON writes it, without an exponent.
fn is_number(text: &str) -> bool {
    let size = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = size.split_once('.').unwrap_or((size, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(part) && (whole == "0" || !whole.starts_with('0'))
}

impl Cell<'_> {
    fn is_empty(&self) -> bool {
        self.text.as_ref().is_ok_and(|text| text.is_empty())
    }
}

/// The cells of one row.
fn cells<'a>(bytes: &'a [u8], start: usize, between: Between, faults: &mut Faults) -> Vec<Cell<'a>> {
    let mut cells = Vec::new();
    let mut fields = Fields::new(bytes, start, between);
    while let Some((span, _)) = fields.next() {
        let raw = bytes.get(span.start - start..span.end - start).unwrap_or_default();
        cells.push(Cell { span, text: unquoted(raw, span, faults) });
    }
    cells
}

/// The text of a cell without its quotes; reports one that does not close them, or is not UTF-8.
fn unquoted<'a>(raw: &'a [u8], span: Span, faults: &mut Faults) -> Result<Cow<'a, str>, Broken> {
    let Ok(raw) = std::str::from_utf8(raw) else {
        faults.add(
            span.start,
            FaultKind::Encoding,
            format_args!("a cell that is not UTF-8; save the file as UTF-8"),
        );
        return Err(Broken);
    };
    let Some(rest) = raw.strip_prefix('"') else { return Ok(Cow::Borrowed(raw.trim())) };
    match rest.strip_suffix('"') {
        Some(text) if text.contains('"') => Ok(Cow::Owned(text.replace("\"\"", "\""))),
        Some(text) => Ok(Cow::Borrowed(text)),
        None => {
            let message = format_args!("a quote is opened and not closed; write `\"\"` for a quote inside");
            faults.add(span.start, FaultKind::Syntax, message);
            Err(Broken)
        }
    }
}

/// Finds the fields of a text one by one, and which is the last of its row.
struct Fields<'a> {
    bytes: &'a [u8],
    start: usize,
    at: usize,
    reader: Reader,
}

impl<'a> Fields<'a> {
    fn new(bytes: &'a [u8], start: usize, between: Between) -> Fields<'a> {
        Fields { bytes, start, at: 0, reader: between.reader() }
    }

    fn next(&mut self) -> Option<(Span, bool)> {
        // What is read is taken from the text itself; this only finds its ends.
        let mut unused = [0; 1024];
        let from = self.at;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let (result, read, _) = self.reader.read_field(rest, &mut unused);
            self.at += read;
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    return Some((self.field(from, record_end), record_end));
                }
                ReadFieldResult::End => return None,
            }
        }
    }

    /// A field without the ends of lines around it and what parts it from the next.
    fn field(&self, from: usize, last: bool) -> Span {
        let raw = self.bytes.get(from..self.at).unwrap_or_default();
        let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let before = raw.iter().take_while(|byte| is_end(byte)).count();
        let after = if last {
            raw.iter().rev().take_while(|byte| is_end(byte)).count()
        } else {
            usize::from(self.at > from)
        };
        let end = (self.at - after).max(from + before);
        Span { start: self.start + from + before, end: self.start + end }
    }
}
