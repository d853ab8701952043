//! The records of a file, whichever way it spells them.

use super::super::fault::{FaultKind, Faults, Quoted};
use super::super::fields::{Fields, Word, instead};
use super::super::file::{File, Spelling, Text};
use super::super::tree::{Kind, Member, Node, Span};
use super::Reader;
use super::unread::Unread;

/// The sorts of record, with the word for each in JSON Lines and the field for them in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Source,
    Name,
    Unit,
    Period,
    Measure,
    Ladder,
    Event,
    Attribute,
    Rate,
    Law,
    Policy,
    Allow,
    Deny,
    Claim,
}

/// How a document holds the records of a sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// By key, in an object.
    Keyed,
    /// In a list.
    Listed,
    /// One.
    Single,
}

const SORTS: [(Sort, &str, &str, Holds); 14] = [
    (Sort::Source, "source", "sources", Holds::Keyed),
    (Sort::Name, "name", "names", Holds::Keyed),
    (Sort::Unit, "unit", "units", Holds::Keyed),
    (Sort::Period, "period", "periods", Holds::Keyed),
    (Sort::Measure, "measure", "measures", Holds::Keyed),
    (Sort::Ladder, "ladder", "ladders", Holds::Keyed),
    (Sort::Event, "event", "events", Holds::Keyed),
    (Sort::Attribute, "attribute", "attributes", Holds::Keyed),
    (Sort::Rate, "rate", "rates", Holds::Listed),
    (Sort::Law, "law", "laws", Holds::Listed),
    (Sort::Policy, "policy", "policy", Holds::Single),
    (Sort::Allow, "allow", "allow", Holds::Listed),
    (Sort::Deny, "deny", "deny", Holds::Listed),
    (Sort::Claim, "claim", "claims", Holds::Listed),
];

/// One record of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'n, 'a> {
    pub(super) sort: Sort,
    pub(super) file: usize,
    /// What the record is known by; the word of the record itself where its sort has no keys.
    pub(super) key: Word<'n>,
    pub(super) node: &'n Node<'a>,
    /// Whether it stands on a line of its own, with `record` and `id`.
    pub(super) is_line: bool,
}

/// A file with what has to be kept of it between the two readings.
pub(super) struct Source<'f, 'a> {
    number: usize,
    file: &'f File<'a>,
    /// The lines that are no claims.
    lines: Vec<Node<'a>>,
    claims: Vec<Text<'a>>,
}

impl<'f, 'a> Source<'f, 'a> {
    /// Parses a file, and keeps all but the claims of JSON Lines.
    pub(super) fn new(
        number: usize,
        file: &'f File<'a>,
        faults: &mut Faults,
        unread: &mut Unread<'a>,
    ) -> Self {
        faults.enter(number);
        let mut source = Self { number, file, lines: Vec::new(), claims: Vec::new() };
        match file.spelling() {
            Spelling::Document => {
                let mark = faults.mark();
                let root = file.document(faults);
                // What stands behind a syntax error is not known, nor what is broken on the way to it.
                if faults.mark() != mark {
                    let start = root.map_or(0, first_unread);
                    unread.text(file.text(Span { start, end: file.end() }));
                }
            }
            Spelling::Lines => source.read_lines(faults, unread),
            #[cfg(feature = "csv")]
            Spelling::Rows(_) => source.read_lines(faults, unread),
        }
        source
    }

    fn read_lines(&mut self, faults: &mut Faults, unread: &mut Unread<'a>) {
        let before = faults.mark();
        for text in self.file.records() {
            let mark = faults.mark();
            let node = self.file.read(text, faults);
            if faults.mark() != mark {
                unread.text(self.file.text(text.span()));
            }
            match node.filter(|node| node.whole) {
                Some(node) if is_claim(&node) => self.claims.push(text),
                Some(node) => self.lines.push(node),
                None => {}
            }
        }
        if self.lines.is_empty() && self.claims.is_empty() && faults.mark() == before {
            let write = match self.file.spelling() {
                Spelling::Document | Spelling::Lines => "one record a line",
                #[cfg(feature = "csv")]
                Spelling::Rows(_) => "a header, and one claim a row",
            };
            faults.add(0, FaultKind::Syntax, format_args!("the file is empty; write {write}"));
        }
    }

    /// The number of the file.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The claims of JSON Lines, parsed again; their faults of syntax were reported the first time.
    pub(super) fn claims_on_lines(&self) -> impl Iterator<Item = Node<'a>> {
        self.claims.iter().filter_map(|text| self.file.read(*text, &mut Faults::muted()))
    }
}

/// Where the first thing begins that a syntax error cut short or broke.
fn first_unread(root: &Node<'_>) -> usize {
    let section = |member: &Member<'_>| match &member.value.kind {
        Kind::Array(nodes) => nodes.iter().find(|node| !node.whole).map(|node| node.span.start),
        Kind::Object(members) => {
            members.iter().find(|member| !member.value.whole).map(|member| member.key.span.start)
        }
        Kind::Broken | Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => None,
    };
    let Kind::Object(members) = &root.kind else { return root.span.start };
    match members.last() {
        Some(last) if !root.whole => section(last).unwrap_or(last.value.span.end),
        _ => root.span.end,
    }
}

fn is_claim(node: &Node<'_>) -> bool {
    node.field("record").is_some_and(|word| matches!(&word.kind, Kind::String(text) if text == "claim"))
}

impl Reader<'_> {
    /// The records of a file, but for the claims of JSON Lines.
    pub(super) fn records_of<'n, 'a>(&mut self, source: &'n Source<'_, 'a>) -> Vec<Record<'n, 'a>> {
        self.faults.enter(source.number);
        match source.file.spelling() {
            Spelling::Document => {
                let root = source.file.document(&mut self.faults);
                root.map_or_else(Vec::new, |root| self.records_of_document(source.number, root))
            }
            #[cfg(feature = "csv")]
            // A row is a claim.
            Spelling::Rows(_) => Vec::new(),
            Spelling::Lines => {
                let number = source.number;
                source.lines.iter().filter_map(|node| self.record_on_line(number, node)).collect()
            }
        }
    }

    fn records_of_document<'n, 'a>(&mut self, file: usize, root: &'n Node<'a>) -> Vec<Record<'n, 'a>> {
        let Some(mut fields) = Fields::new(root, "a claims file", &mut self.faults) else {
            return Vec::new();
        };
        if let Some(version) = fields.required("gainsay") {
            self.version(version);
        }
        if let Some(title) = fields.optional("title").and_then(|node| node.text(&mut self.faults)) {
            self.title(title);
        }
        let mut records = Vec::new();
        for (sort, word, name, holds) in SORTS {
            let node = if matches!(sort, Sort::Source | Sort::Claim) {
                fields.required(name)
            } else {
                fields.optional(name)
            };
            let Some(node) = node else { continue };
            let record = |key, node| Record { sort, file, key, node, is_line: false };
            let own_word = |node: &Node<'_>| Word { text: word, span: node.span };
            match holds {
                Holds::Keyed => {
                    let members = node.members(&mut self.faults).unwrap_or_default();
                    let key = |member: &'n Member<'a>| Word { text: &member.key.text, span: member.key.span };
                    records.extend(members.iter().map(|member| record(key(member), &member.value)));
                }
                Holds::Listed => {
                    let nodes = node.list(&mut self.faults).unwrap_or_default();
                    records.extend(nodes.iter().map(|node| record(own_word(node), node)));
                }
                Holds::Single => records.push(record(own_word(node), node)),
            }
        }
        fields.finish(&mut self.faults);
        records.retain(|record| record.node.whole && record.node.kind != Kind::Broken);
        records
    }

    /// Takes a line for the record that its word says it is.
    pub(super) fn record_on_line<'n, 'a>(
        &mut self,
        file: usize,
        node: &'n Node<'a>,
    ) -> Option<Record<'n, 'a>> {
        let mut fields = Fields::new(node, "a record", &mut self.faults)?;
        let word = fields.required("record").and_then(|node| node.text(&mut self.faults));
        let known = word.and_then(|word| SORTS.into_iter().find(|(_, known, ..)| *known == word.text));
        let key = match known {
            Some((_, _, _, Holds::Keyed)) => {
                fields.required("id").and_then(|node| node.text(&mut self.faults))
            }
            Some(_) | None => word.map(|word| Word { span: node.span, ..word }),
        };
        fields.finish_missing(&mut self.faults);
        match (known, word) {
            (Some((sort, ..)), _) => Some(Record { sort, file, key: key?, node, is_line: true }),
            (None, Some(Word { text: "set", .. })) => {
                self.set(node);
                None
            }
            (None, Some(word)) => {
                let instead = instead(word.text, SORTS.iter().map(|(_, known, ..)| *known).chain(["set"]));
                let message = format_args!("{} is no sort of record; {instead}", Quoted(word.text));
                self.faults.add(word.span.start, FaultKind::Kind, message);
                None
            }
            (None, None) => None,
        }
    }

    fn set(&mut self, node: &Node<'_>) {
        let Some(mut fields) = Fields::new(node, "a set", &mut self.faults) else { return };
        fields.know(&["record"]);
        if let Some(version) = fields.optional("gainsay") {
            self.version(version);
        }
        if let Some(title) = fields.optional("title").and_then(|node| node.text(&mut self.faults)) {
            self.title(title);
        }
        fields.finish(&mut self.faults);
    }

    fn title(&mut self, title: Word<'_>) {
        let key = Word { text: "title", ..title };
        self.title.put("the", key, title.text.to_owned(), &mut self.faults);
    }

    fn version(&mut self, version: &Node<'_>) {
        if version.kind != Kind::Number("1") && version.kind != Kind::Broken && version.whole {
            let message =
                format_args!("{version} is no known version of the claims file; write `\"gainsay\": 1`");
            self.faults.add(version.span.start, FaultKind::Version, message);
        }
    }

    /// Opens a record; what it is called in messages comes with its article.
    pub(super) fn open<'n, 'a>(
        &mut self,
        record: &Record<'n, 'a>,
        thing: &'static str,
    ) -> Option<Fields<'n, 'a>> {
        let mut fields = Fields::new(record.node, thing, &mut self.faults)?;
        if record.is_line {
            fields.know(&["record"]);
            if SORTS.iter().any(|(sort, _, _, holds)| *sort == record.sort && *holds == Holds::Keyed) {
                fields.know(&["id"]);
            }
        }
        Some(fields)
    }
}
