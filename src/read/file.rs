//! A file to read: its two spellings, its records, and the places in it.

#[cfg(not(feature = "csv"))]
use super::fault::FaultKind;
use super::fault::Faults;
use super::parse::parse;
use super::place::{LineTable, Place};
#[cfg(feature = "csv")]
use super::rows::{self, Between, Header};
use super::tree::{Node, Span};
use std::cell::{OnceCell, RefCell};
use std::path::Path;

/// A file in memory.
pub(crate) struct File<'a> {
    name: &'a str,
    bytes: &'a [u8],
    spelling: Spelling,
    lines: OnceCell<LineTable>,
    #[cfg(feature = "csv")]
    header: OnceCell<Header<'a>>,
    /// Where each row starts, for places only.
    #[cfg(feature = "csv")]
    starts: OnceCell<Vec<Span>>,
    document: OnceCell<Option<Node<'a>>>,
    /// The line or row that was last read again for a place, and where it starts.
    last: RefCell<Option<(usize, Option<Node<'a>>)>>,
}

/// How a file spells its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// One JSON document.
    Document,
    /// One record a line.
    Lines,
    /// One claim a row, under a header.
    #[cfg(feature = "csv")]
    Rows(Between),
}

/// A text of a file that is read at one go: the document, one line, or one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text<'a> {
    start: usize,
    bytes: &'a [u8],
}

impl Text<'_> {
    /// Where it stands in its file.
    pub(crate) fn span(self) -> Span {
        Span { start: self.start, end: self.start + self.bytes.len() }
    }
}

impl<'a> File<'a> {
    /// Looks at the ending of the name and at the first line to tell the spelling.
    pub(crate) fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        let bytes = without_mark(bytes);
        Self::spelt(name, bytes, spelling(name, bytes))
    }

    /// A file that can only be one document.
    pub(crate) fn document_of(name: &'a str, bytes: &'a [u8]) -> Self {
        Self::spelt(name, without_mark(bytes), Spelling::Document)
    }

    fn spelt(name: &'a str, bytes: &'a [u8], spelling: Spelling) -> Self {
        Self {
            name,
            bytes,
            spelling,
            lines: OnceCell::new(),
            #[cfg(feature = "csv")]
            header: OnceCell::new(),
            #[cfg(feature = "csv")]
            starts: OnceCell::new(),
            document: OnceCell::new(),
            last: RefCell::new(None),
        }
    }

    pub(crate) fn spelling(&self) -> Spelling {
        self.spelling
    }

    /// The tree of a file that is one document; its faults are reported the first time.
    pub(crate) fn document(&self, faults: &mut Faults) -> Option<&Node<'a>> {
        let parsed = || {
            #[cfg(not(feature = "csv"))]
            if ending_is(self.name, "csv") || ending_is(self.name, "tsv") {
                faults.add(
                    0,
                    FaultKind::Syntax,
                    format_args!("rows are read with the feature `csv`; add it"),
                );
                return None;
            }
            parse(self.bytes, 0, faults)
        };
        self.document.get_or_init(parsed).as_ref()
    }

    /// The lines or rows that are not blank.
    pub(crate) fn records(&self) -> Box<dyn Iterator<Item = Text<'a>> + 'a> {
        match self.spelling {
            Spelling::Document | Spelling::Lines => Box::new(texts_of_lines(self.bytes)),
            #[cfg(feature = "csv")]
            Spelling::Rows(between) => {
                let bytes = self.bytes;
                let text = move |span: Span| Text {
                    start: span.start,
                    bytes: bytes.get(span.start..span.end).unwrap_or_default(),
                };
                Box::new(rows::rows(bytes, between).skip(1).map(text))
            }
        }
    }

    /// Reads a line or row, reporting its faults; those of a header are reported the first time.
    pub(crate) fn read(&self, text: Text<'a>, faults: &mut Faults) -> Option<Node<'a>> {
        match self.spelling {
            Spelling::Document | Spelling::Lines => parse(text.bytes, text.start, faults),
            #[cfg(feature = "csv")]
            Spelling::Rows(between) => {
                let first = || {
                    let span = rows::rows(self.bytes, between).next().unwrap_or(Span { start: 0, end: 0 });
                    (self.bytes.get(span.start..span.end).unwrap_or_default(), span.start)
                };
                let header = self.header.get_or_init(|| {
                    let (bytes, start) = first();
                    Header::read(bytes, start, between, faults)
                });
                Some(header.record(text.bytes, text.start, between, faults))
            }
        }
    }

    /// The text of some bytes, as far as it is UTF-8.
    pub(crate) fn text(&self, span: Span) -> &'a str {
        let bytes = self.bytes.get(span.start..span.end.min(self.bytes.len())).unwrap_or_default();
        bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
    }

    /// The end of the file in bytes.
    pub(crate) fn end(&self) -> usize {
        self.bytes.len()
    }

    /// Where a byte stands.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let pointer = self.look(offset, |root| root.pointer(offset)).unwrap_or_default();
        Place::new(self.name, self.lines().position(self.bytes, offset), pointer)
    }

    /// Looks at the tree of the document, or of the line, in which a byte stands.
    pub(crate) fn look<T>(&self, offset: usize, at: impl FnOnce(&Node<'a>) -> T) -> Option<T> {
        if self.spelling == Spelling::Document {
            return self.document(&mut Faults::muted()).map(at);
        }
        let text = self.text_around(offset);
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|(start, _)| *start != text.start) {
            *last = Some((text.start, self.read(text, &mut Faults::muted())));
        }
        last.as_ref().and_then(|(_, root)| root.as_ref()).map(at)
    }

    /// The line or row in which a byte stands.
    fn text_around(&self, offset: usize) -> Text<'a> {
        #[cfg(feature = "csv")]
        if let Spelling::Rows(between) = self.spelling {
            let rows = self.starts.get_or_init(|| rows::rows(self.bytes, between).collect());
            let at = rows.partition_point(|row| row.start <= offset).saturating_sub(1);
            let row = rows.get(at).copied().unwrap_or(Span { start: 0, end: 0 });
            return Text { start: row.start, bytes: self.bytes.get(row.start..row.end).unwrap_or_default() };
        }
        let start = self.lines().start_of(offset);
        let rest = self.bytes.get(start..).unwrap_or_default();
        Text { start, bytes: rest.split(|byte| *byte == b'\n').next().unwrap_or_default() }
    }

    fn lines(&self) -> &LineTable {
        self.lines.get_or_init(|| LineTable::new(self.bytes))
    }
}

/// The bytes after a byte order mark.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn texts_of_lines(bytes: &[u8]) -> impl Iterator<Item = Text<'_>> {
    let mut next = 0;
    let lines = bytes.split(|byte| *byte == b'\n').map(move |bytes| {
        let start = next;
        next += bytes.len() + 1;
        Text { start, bytes: bytes.strip_suffix(b"\r").unwrap_or(bytes) }
    });
    lines.filter(|text| !text.bytes.trim_ascii().is_empty())
}

fn ending_is(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Rows by the ending of the name; JSON Lines by it, or when the first line with text opens an object with `record`.
fn spelling(name: &str, bytes: &[u8]) -> Spelling {
    let ends = |known: &&str| ending_is(name, known);
    #[cfg(feature = "csv")]
    if let Some((_, between)) =
        [("csv", Between::Comma), ("tsv", Between::Tab)].iter().find(|(known, _)| ends(known))
    {
        return Spelling::Rows(*between);
    }
    let named = ["jsonl", "ndjson"].iter().any(ends);
    let first = texts_of_lines(bytes).next().filter(|text| contains(text.bytes, b"\"record\""));
    let root = first.and_then(|text| parse(text.bytes, text.start, &mut Faults::muted()));
    if named || root.is_some_and(|root| root.field("record").is_some()) {
        Spelling::Lines
    } else {
        Spelling::Document
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str, text: &str) -> Vec<String> {
        let file = File::new(name, text.as_bytes());
        let whole = Text { start: 0, bytes: file.bytes };
        let texts = match file.spelling() {
            Spelling::Document => vec![whole],
            Spelling::Lines => file.records().collect(),
            #[cfg(feature = "csv")]
            Spelling::Rows(_) => file.records().collect(),
        };
        texts.into_iter().map(|text| file.text(text.span()).to_owned()).collect()
    }

    #[test]
    fn the_spelling_shows_in_the_name_or_in_the_first_line() {
        let record = "{\"record\": \"name\"}";
        assert_eq!(texts("a.jsonl", "{}\r\n\n \n[1]"), ["{}", "[1]"]);
        assert_eq!(texts("a.NDJSON", ""), [""; 0]);
        assert_eq!(texts("a.json", &format!("\n{record}\n{record}\n")), [record, record]);
        assert_eq!(texts("-", &format!("\u{feff}{record} oops\n{{")), [&format!("{record} oops"), "{"]);
        let document = "{\"title\": \"record\",\n\"record\": 1}";
        assert_eq!(texts("a.json", document), [document]);
        assert_eq!(texts("a.json", ""), [""]);
    }

    #[test]
    fn a_place_has_the_pointer_within_the_document_or_the_record() {
        let pointer = |name: &str, text: &str, at: &str| {
            let place = File::new(name, text.as_bytes()).place(text.find(at).unwrap());
            format!("{place} {}", place.pointer())
        };
        let text = "{\"a/b\": [1, {\"c~\": 22}],\n \"d\": 33, \"d\": 44}";
        assert_eq!(pointer("a.json", text, "22"), "a.json:1:20 /a~1b/1/c~0");
        assert_eq!(pointer("a.json", text, "\"c~"), "a.json:1:14 /a~1b/1/c~0");
        assert_eq!(pointer("a.json", text, "{\"c"), "a.json:1:13 /a~1b/1");
        assert_eq!(pointer("a.json", text, ", {"), "a.json:1:11 /a~1b");
        assert_eq!(pointer("a.json", text, "44"), "a.json:2:16 /d");
        assert_eq!(pointer("a.json", text, "{"), "a.json:1:1 ");
        assert_eq!(pointer("a.jsonl", "{\"a\": 1}\n{\"b\": [22, 3", "22"), "a.jsonl:2:8 /b/0");
        assert_eq!(pointer("a.json", "{\"b\": [22, 3", "3"), "a.json:1:12 /b/1");
    }
}
