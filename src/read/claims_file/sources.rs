//! Sources and quotes.

use super::super::fault::FaultKind;
use super::super::fields::{Fields, Figure};
use super::super::tree::{Kind, Node};
use super::Reader;
use super::records::Record;
use crate::model::{Quote, Source};

impl Reader<'_> {
    pub(super) fn source(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "a source") else { return };
        let publisher = fields.required("publisher");
        let source = Source {
            id: record.key.text.to_owned(),
            publisher: self.word(publisher).unwrap_or_default(),
            title: self.word(fields.optional("title")),
            url: self.word(fields.optional("url")),
            published: self.date(fields.optional("published")),
            document: self.word(fields.optional("document")),
            quoted_from: self.words(fields.optional("quoted_from")),
            derived_from: self.words(fields.optional("derived_from")),
        };
        fields.finish(&mut self.faults);
        self.sources.put("the source", record.key, source, &mut self.faults);
    }

    /// The words of a claim: a string, or an object that says where they stand.
    pub(super) fn quote(&mut self, node: &Node<'_>) -> Option<Quote> {
        if let Kind::String(text) = &node.kind {
            return Some(Quote { text: text.clone().into_owned(), ..Quote::default() });
        }
        let mut fields = Fields::new(node, "a quote", &mut self.faults)?;
        let text = fields.required("text");
        let text = self.word(text);
        let document = self.word(fields.optional("document"));
        let start = fields.optional("start");
        let end = fields.optional("end");
        let (start, end) = (self.byte(start), self.byte(end));
        if start.is_some() != end.is_some() {
            let message = format_args!("a quote has `start` and `end`, or neither; add the other");
            self.faults.add(node.span.start, FaultKind::MissingField, message);
        }
        fields.finish(&mut self.faults);
        Some(Quote { text: text?, document, range: start.zip(end).map(|(start, end)| start..end) })
    }

    fn byte(&mut self, node: Option<&Node<'_>>) -> Option<u64> {
        let node = node?;
        let Figure::Number(word) = node.figure(&mut self.faults)? else {
            let message =
                format_args!("{node} stands where a number of bytes is due; write it without quotes");
            self.faults.add(node.span.start, FaultKind::WrongType, message);
            return None;
        };
        let read = word.text.parse::<u64>();
        self.told(word, read.map_err(|_| "a number of bytes is a whole number from 0; write one"))
    }
}
