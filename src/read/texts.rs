//! The texts that findings quote, and where in them something stands.

use super::fault::Faults;
use super::file::{File, Spelling};
use super::place::LineTable;
use super::tree::{Kind, Node, Span};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The texts that findings quote: the claims files, and the documents whose words the claims give.
///
/// All are told by name: claims files by the name that a message is to give them, documents by that which a quote or a source
/// gives in its field `document`. Of texts with one name the first counts. Claims that stand in none of the files, as those
/// built in code, are quoted in words.
///
/// # Examples
/// ```
/// use gainsay::Texts;
/// let text = r#"{"gainsay": 1, "sources": {}, "claims": []}"#;
/// let texts = Texts::new().file("claims.json", text).document("wana.txt", "nearly $5 billion already finalized");
/// assert!(texts.has_document("wana.txt"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Texts<'t> {
    files: Vec<Text<'t>>,
    documents: Vec<Text<'t>>,
}

/// A text and its name.
#[derive(Clone, Debug)]
pub(crate) struct Text<'t> {
    pub(crate) name: String,
    pub(crate) bytes: &'t [u8],
    lines: OnceLock<LineTable>,
}

/// Some bytes of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch<'x> {
    pub(crate) text: &'x Text<'x>,
    pub(crate) span: Span,
}

/// The record of a claim, and the words that it quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'x> {
    pub(crate) whole: Stretch<'x>,
    pub(crate) quote: Option<Stretch<'x>>,
}

impl<'x> Record<'x> {
    /// The words that it quotes, else all of it.
    pub(crate) fn words(self) -> Stretch<'x> {
        self.quote.unwrap_or(self.whole)
    }
}

impl<'t> Texts<'t> {
    /// No texts.
    #[must_use]
    pub fn new() -> Texts<'t> {
        Texts::default()
    }

    /// Adds a claims file.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, bytes: &'t (impl AsRef<[u8]> + ?Sized)) -> Texts<'t> {
        self.files.push(Text::new(name, bytes.as_ref()));
        self
    }

    /// Adds a document.
    #[must_use]
    pub fn document(mut self, name: impl Into<String>, bytes: &'t (impl AsRef<[u8]> + ?Sized)) -> Texts<'t> {
        self.documents.push(Text::new(name, bytes.as_ref()));
        self
    }

    /// Whether there is a document of that name.
    #[must_use]
    pub fn has_document(&self, name: &str) -> bool {
        self.document_of(name).is_some()
    }

    pub(crate) fn document_of(&self, name: &str) -> Option<&Text<'t>> {
        self.documents.iter().find(|text| text.name == name)
    }

    /// The records of some claims, found by reading the files again: outputs need few of them, a set may have millions.
    pub(crate) fn records(&self, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Record<'_>> {
        let mut found = BTreeMap::new();
        for text in &self.files {
            let file = File::new(&text.name, text.bytes);
            let mut take = |node: &Node<'_>| {
                let Some(Kind::String(id)) = node.field("id").map(|id| &id.kind) else { return };
                if wanted(id) {
                    found.entry(id.clone().into_owned()).or_insert_with(|| text.record(&file, node));
                }
            };
            if file.spelling() == Spelling::Document {
                let claims = file.document(&mut Faults::muted()).and_then(|root| root.field("claims"));
                if let Some(Kind::Array(claims)) = claims.map(|claims| &claims.kind) {
                    claims.iter().for_each(&mut take);
                }
            } else {
                let lines = file.records().filter_map(|line| file.read(line, &mut Faults::muted()));
                lines.filter(is_claim).for_each(|node| take(&node));
            }
        }
        found
    }
}

fn is_claim(node: &Node<'_>) -> bool {
    node.field("record").is_some_and(|word| matches!(&word.kind, Kind::String(text) if text == "claim"))
}

impl<'t> Text<'t> {
    fn new(name: impl Into<String>, bytes: &'t [u8]) -> Text<'t> {
        Text { name: name.into(), bytes, lines: OnceLock::new() }
    }

    fn record(&self, file: &File<'_>, node: &Node<'_>) -> Record<'_> {
        let before = self.bytes.len().saturating_sub(file.end());
        let stretch = |node: &Node<'_>| Stretch {
            text: self,
            span: Span { start: node.span.start + before, end: node.span.end + before },
        };
        let quote = node.field("quote").map(|quote| quote.field("text").unwrap_or(quote));
        let quote = quote.filter(|quote| matches!(quote.kind, Kind::String(_)));
        Record { whole: stretch(node), quote: quote.map(stretch) }
    }

    /// The line and the column in characters of a byte, each from 1; a byte order mark is no character.
    pub(crate) fn position(&self, offset: usize) -> (u32, u32) {
        let lines = self.lines();
        let (line, column) = lines.position(self.bytes, offset);
        let marked = line == 1 && offset > 0 && self.bytes.starts_with(b"\xef\xbb\xbf");
        (line, column.saturating_sub(u32::from(marked)))
    }

    /// The line that a byte stands in, without its end.
    #[cfg(feature = "render")]
    pub(crate) fn line(&self, offset: usize) -> Span {
        let mut start = self.lines().start_of(offset);
        if start == 0 && self.bytes.starts_with(b"\xef\xbb\xbf") {
            start = 3;
        }
        let end = self.lines().next_start(offset).unwrap_or(self.bytes.len());
        let line = self.bytes.get(start..end).unwrap_or_default();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        Span { start, end: start + line.strip_suffix(b"\r").unwrap_or(line).len() }
    }

    /// The first byte of the line after the one that a byte stands in.
    #[cfg(feature = "render")]
    pub(crate) fn next_line(&self, offset: usize) -> Option<usize> {
        self.lines().next_start(offset)
    }

    fn lines(&self) -> &LineTable {
        self.lines.get_or_init(|| LineTable::new(self.bytes))
    }
}
