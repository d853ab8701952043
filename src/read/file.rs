//! A file to read: its two spellings, its records, and the places in it.

use super::fault::Faults;
use super::parse::parse;
use super::place::{LineTable, Place};
use super::tree::{Node, Span};
use std::cell::{OnceCell, RefCell};
use std::path::Path;

/// A file in memory.
pub(crate) struct File<'a> {
    name: &'a str,
    bytes: &'a [u8],
    spelling: Spelling,
    lines: OnceCell<LineTable>,
    document: OnceCell<Option<Node<'a>>>,
    /// The line that was last read again for a place, and where it starts.
    last: RefCell<Option<(usize, Option<Node<'a>>)>>,
}

/// How a file spells its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// One JSON document.
    Document,
    /// One record a line.
    Lines,
}

/// A JSON text of a file: the document, or one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text<'a> {
    start: usize,
    bytes: &'a [u8],
}

impl<'a> Text<'a> {
    /// Where it stands in its file.
    pub(crate) fn span(self) -> Span {
        Span { start: self.start, end: self.start + self.bytes.len() }
    }

    /// Reads it, reporting its faults.
    pub(crate) fn read(self, faults: &mut Faults) -> Option<Node<'a>> {
        parse(self.bytes, self.start, faults)
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
            document: OnceCell::new(),
            last: RefCell::new(None),
        }
    }

    pub(crate) fn spelling(&self) -> Spelling {
        self.spelling
    }

    /// The tree of a file that is one document; its faults are reported the first time.
    pub(crate) fn document(&self, faults: &mut Faults) -> Option<&Node<'a>> {
        self.document.get_or_init(|| Text { start: 0, bytes: self.bytes }.read(faults)).as_ref()
    }

    /// The lines that are not blank.
    pub(crate) fn records(&self) -> impl Iterator<Item = Text<'a>> + use<'a> {
        texts_of_lines(self.bytes)
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
        let start = self.lines().start_of(offset);
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|(line, _)| *line != start) {
            let rest = self.bytes.get(start..).unwrap_or_default();
            let bytes = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
            *last = Some((start, Text { start, bytes }.read(&mut Faults::muted())));
        }
        last.as_ref().and_then(|(_, root)| root.as_ref()).map(at)
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

/// JSON Lines by the ending of the name, or when the first line with text opens an object with `record`.
fn spelling(name: &str, bytes: &[u8]) -> Spelling {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let named = ["jsonl", "ndjson"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    let first = texts_of_lines(bytes).next().filter(|text| contains(text.bytes, b"\"record\""));
    let root = first.and_then(|text| text.read(&mut Faults::muted()));
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
