//! Cells, alone and inside a claim, from which they inherit; sums of cells.

use super::super::fault::FaultKind;
use super::super::fields::{Fields, Word};
use super::super::tree::{Kind, Node};
use super::Reader;
use crate::model::{Cell, Exact, Part, Time};
use std::collections::BTreeMap;

/// What a claim states for all of its cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    subject: Option<String>,
    measure: Option<String>,
    scope: BTreeMap<String, String>,
    basis: BTreeMap<String, String>,
    stage: Option<String>,
    time: Option<Time>,
}

/// Whether a cell of a claim has a time of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timed {
    Timed,
    Timeless,
}

/// Cells that add up to one.
pub(super) struct Sum {
    pub(super) total: Cell,
    pub(super) parts: Vec<Part>,
    pub(super) exhaustive: bool,
}

impl Reader<'_> {
    /// The fields of a cell, as far as they are there.
    pub(super) fn stated(&mut self, fields: &mut Fields<'_, '_>, timed: Timed) -> Stated {
        let subject = self.word(fields.optional("subject"));
        let measure = self.word(fields.optional("measure"));
        let scope = self.facets(fields.optional("scope"));
        let basis = self.facets(fields.optional("basis"));
        let stage = self.word(fields.optional("stage"));
        let time = match timed {
            Timed::Timed => self.time(fields),
            Timed::Timeless => None,
        };
        Stated { subject, measure, scope, basis, stage, time }
    }

    /// The time that a value or state is true of.
    pub(super) fn time(&mut self, fields: &mut Fields<'_, '_>) -> Option<Time> {
        let (of, as_of) = (fields.optional("of"), fields.optional("as_of"));
        if let (Some(_), Some(second)) = (of, as_of) {
            let message = format_args!("a time is `of` a period or `as_of` a date, not both; keep one");
            self.faults.add(second.span.start, FaultKind::Meaning, message);
        }
        let (of, as_of) = (self.date(of), self.date(as_of));
        of.map(Time::Of).or(as_of.map(Time::AsOf))
    }

    /// A map of facets to their values. One that is `null` counts as absent, like any field.
    fn facets(&mut self, node: Option<&Node<'_>>) -> BTreeMap<String, String> {
        let members = node.and_then(|node| node.members(&mut self.faults)).unwrap_or_default();
        let facet = |(key, word): (&str, Word<'_>)| (key.to_owned(), word.text.to_owned());
        let words = members
            .iter()
            .filter(|member| member.value.kind != Kind::Null)
            .filter_map(|member| Some((&*member.key.text, member.value.text(&mut self.faults)?)));
        words.map(facet).collect()
    }

    /// A cell inside a claim or law, which fills in what the cell leaves out.
    pub(super) fn cell(&mut self, node: Option<&Node<'_>>, stated: &Stated) -> Cell {
        let fields = node.and_then(|node| Fields::new(node, "a cell", &mut self.faults));
        let Some(mut fields) = fields else { return Cell::default() };
        let own = self.stated(&mut fields, Timed::Timed);
        let cell = Self::filled(&mut fields, own, stated);
        fields.finish(&mut self.faults);
        cell
    }

    /// A cell out of its own fields and of those that are stated around it.
    pub(super) fn filled(fields: &mut Fields<'_, '_>, own: Stated, stated: &Stated) -> Cell {
        let subject = own.subject.or_else(|| stated.subject.clone());
        let measure = own.measure.or_else(|| stated.measure.clone());
        for (name, found) in [("subject", &subject), ("measure", &measure)] {
            if found.is_none() && !fields.has(name) {
                fields.lacks(name);
            }
        }
        let over = |stated: &BTreeMap<String, String>, own| stated.clone().into_iter().chain(own).collect();
        Cell {
            subject: subject.unwrap_or_default(),
            measure: measure.unwrap_or_default(),
            scope: over(&stated.scope, own.scope),
            basis: over(&stated.basis, own.basis),
            stage: own.stage.or_else(|| stated.stage.clone()),
            time: own.time.or_else(|| stated.time.clone()),
        }
    }

    /// The fields `total`, `parts` and `exhaustive`.
    pub(super) fn sum(&mut self, fields: &mut Fields<'_, '_>, stated: &Stated) -> Sum {
        let total = fields.required("total");
        let parts = fields.required("parts");
        let exhaustive = fields.required("exhaustive");
        let total = self.cell(total, stated);
        let parts = parts.and_then(|node| node.list(&mut self.faults)).unwrap_or_default();
        let parts = parts.iter().map(|node| self.part(node, stated)).collect();
        Sum { total, parts, exhaustive: self.flag(exhaustive).unwrap_or_default() }
    }

    fn part(&mut self, node: &Node<'_>, stated: &Stated) -> Part {
        let (mut cell, mut times) = (Cell::default(), None);
        if let Some(mut fields) = Fields::new(node, "a part", &mut self.faults) {
            let own = self.stated(&mut fields, Timed::Timed);
            times = self.exact(fields.optional("times"));
            cell = Self::filled(&mut fields, own, stated);
            fields.finish(&mut self.faults);
        }
        Part { cell, times: times.unwrap_or_else(Exact::one) }
    }
}
