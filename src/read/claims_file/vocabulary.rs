//! What a set declares: names, units, periods, measures, ladders, events, attributes and rates.

use super::super::fault::FaultKind;
use super::super::fields::Fields;
use super::super::tree::{Kind, Node};
use super::super::write::records as written;
use super::Reader;
use super::records::{Record, Sort};
use super::statements::no_value;
use crate::model::{
    Arity, Attribute, Ladder, LadderError, Measure, NameEntry, Rate, Recurrence, Temporal, UnitEntry,
};

const TEMPORAL: &[(&str, Temporal)] = &[
    ("constant", Temporal::Constant),
    ("level", Temporal::Level),
    ("running_total", Temporal::RunningTotal),
    ("flow", Temporal::Flow),
    ("average", Temporal::Average),
];

impl Reader<'_> {
    /// Reads a record if it is a period, so that everything else can name it.
    pub(super) fn period(&mut self, record: &Record<'_, '_>) {
        if record.sort != Sort::Period {
            return;
        }
        self.faults.enter(record.file);
        let mark = self.faults.mark();
        if let Some(date) = self.meaning(record) {
            let declared = self.named.declare(record.key.text, date.clone());
            if self.told(record.key, declared).is_some() {
                self.periods.put("the period", record.key, date, &mut self.faults);
            }
        }
        self.note_faults(record, mark);
    }

    /// The date that a period is, as a string or as the field `is`.
    fn meaning(&mut self, record: &Record<'_, '_>) -> Option<crate::model::Date> {
        if matches!(record.node.kind, Kind::String(_)) {
            return self.date(Some(record.node));
        }
        let mut fields = self.open(record, "a period")?;
        let is = fields.required("is");
        fields.finish(&mut self.faults);
        self.date(is)
    }

    pub(super) fn declaration(&mut self, record: &Record<'_, '_>) {
        self.faults.enter(record.file);
        let mark = self.faults.mark();
        match record.sort {
            Sort::Source => self.source(record),
            Sort::Name => self.name(record),
            Sort::Unit => self.unit(record),
            Sort::Measure => self.measure(record),
            Sort::Ladder => self.ladder(record),
            Sort::Event => self.event(record),
            Sort::Attribute => self.attribute(record),
            Sort::Rate => self.rate(record),
            Sort::Law => self.law(record),
            Sort::Policy => self.policy(record),
            Sort::Allow => self.allowance(record),
            Sort::Deny => self.denial(record),
            Sort::Claim | Sort::Period => {}
        }
        self.note_faults(record, mark);
    }

    fn name(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "a name") else { return };
        let aliases = self.words(fields.optional("aliases"));
        let entry = NameEntry { aliases, includes: self.words(fields.optional("includes")) };
        fields.finish(&mut self.faults);
        self.names.put("the name", record.key, entry, &mut self.faults);
    }

    fn unit(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "a unit") else { return };
        let is = fields.optional("is").and_then(|node| node.text(&mut self.faults));
        let is = is.and_then(|word| {
            let text = word.text.trim();
            let (number, unit) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let factor = number.parse().ok().filter(|_| !unit.trim().is_empty());
            let read = factor.map(|factor| (factor, unit.trim().to_owned()));
            let why = "a unit is a number of another unit; write it like `158.987294928 L`";
            self.told(word, read.ok_or(why))
        });
        let counts = self.flag(fields.optional("counts")).unwrap_or(false);
        fields.finish(&mut self.faults);
        self.units.put("the unit", record.key, UnitEntry { is, counts }, &mut self.faults);
    }

    fn measure(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "a measure") else { return };
        let kind = fields.required("kind");
        let temporal = self.choice(kind, "kind of measure", TEMPORAL);
        let unit = fields.required("unit");
        let measure = Measure {
            temporal: temporal.unwrap_or(Temporal::Level),
            unit: self.word(unit).unwrap_or_default(),
            ladder: self.word(fields.optional("ladder")),
            additive: self.flag(fields.optional("additive")).unwrap_or(false),
            non_negative: self.flag(fields.optional("non_negative")).unwrap_or(false),
            revisable: self.flag(fields.optional("revisable")).unwrap_or(false),
            holds_for: self.duration(fields.optional("holds_for")),
        };
        fields.finish(&mut self.faults);
        self.measures.put("the measure", record.key, measure, &mut self.faults);
    }

    fn ladder(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "a ladder") else { return };
        let shipped = Ladder::shipped(record.key.text).map(|shipped| shipped.rungs().to_vec());
        let written = match &shipped {
            Some(_) => fields.optional("rungs"),
            None => fields.required("rungs"),
        };
        let rungs = if written.is_some() { Some(self.words(written)) } else { shipped };
        let made = rungs.and_then(|rungs| self.rung_words(&mut fields, rungs));
        fields.know(&["plan", "hard", "words"]);
        fields.finish(&mut self.faults);
        let shipped = || Ladder::shipped(record.key.text).unwrap_or_else(Ladder::funding);
        self.ladders.put("the ladder", record.key, made.unwrap_or_else(shipped), &mut self.faults);
    }

    fn rung_words(&mut self, fields: &mut Fields<'_, '_>, rungs: Vec<String>) -> Option<Ladder> {
        let start = fields.optional("rungs").map_or(fields.span(), |node| node.span);
        let mut ladder = self.rung(start.start, Ladder::new(rungs))?;
        if let Some(plan) = fields.optional("plan").and_then(|node| node.text(&mut self.faults)) {
            ladder = self.rung(plan.span.start, ladder.clone().plan(plan.text)).unwrap_or(ladder);
        }
        let hard = fields.optional("hard").and_then(|node| node.texts(&mut self.faults)).unwrap_or_default();
        for onto in hard {
            ladder = self.rung(onto.span.start, ladder.clone().hard(onto.text)).unwrap_or(ladder);
        }
        let words =
            fields.optional("words").and_then(|node| node.members(&mut self.faults)).unwrap_or_default();
        for member in words {
            let meaning = self.words(Some(&member.value));
            if member.value.kind != Kind::Broken {
                let worded = ladder.clone().word(&member.key.text, meaning);
                ladder = self.rung(member.value.span.start, worded).unwrap_or(ladder);
            }
        }
        Some(ladder)
    }

    fn rung(&mut self, start: usize, made: Result<Ladder, LadderError>) -> Option<Ladder> {
        made.map_err(|error| self.faults.add(start, FaultKind::Meaning, format_args!("{error}"))).ok()
    }

    fn event(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "an event") else { return };
        let once = self.flag(fields.optional("once")).unwrap_or(false);
        let recurs = self.flag(fields.optional("recurs")).unwrap_or(false);
        let recurrence = match (once, recurs) {
            (true, true) => {
                let message = format_args!("an event happens `once` or `recurs`, not both; keep one");
                self.faults.add(fields.span().start, FaultKind::Meaning, message);
                Recurrence::Undeclared
            }
            (true, false) => Recurrence::Once,
            (false, true) => Recurrence::Recurs,
            (false, false) => Recurrence::Undeclared,
        };
        fields.finish(&mut self.faults);
        self.events.put("the event", record.key, recurrence, &mut self.faults);
    }

    fn attribute(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "an attribute") else { return };
        let arity = self.choice(
            fields.optional("values"),
            "number of values",
            &[("one", Arity::One), ("many", Arity::Many)],
        );
        let near = fields.optional("near").and_then(|node| node.list(&mut self.faults)).unwrap_or_default();
        let near = near.iter().map(|group| self.group(group)).collect();
        fields.finish(&mut self.faults);
        let attribute = Attribute { arity: arity.unwrap_or_default(), near };
        self.attributes.put("the attribute", record.key, attribute, &mut self.faults);
    }

    fn group(&mut self, node: &Node<'_>) -> Vec<String> {
        let names = self.words(Some(node));
        if names.len() < 2 && node.kind != Kind::Broken {
            let message = format_args!(
                "a group of near values has at least two; write it like `[\"plane crash\", \"helicopter crash\"]`"
            );
            self.faults.add(node.span.start, FaultKind::Meaning, message);
        }
        names
    }

    fn rate(&mut self, record: &Record<'_, '_>) {
        let Some(mut fields) = self.open(record, "a rate") else { return };
        let from = fields.required("from");
        let to = fields.required("to");
        let value = fields.required("value");
        let of = fields.required("of");
        let (from, to) = (self.word(from), self.word(to));
        let (value, of) = (self.value(value), self.date(of));
        let source = self.word(fields.optional("source"));
        fields.finish(&mut self.faults);
        let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
        let value = value.unwrap_or_else(no_value);
        if let Some(of) = of.or_else(|| "2000".parse().ok()) {
            let spot = self.faults.spot(record.node.span.start);
            let rate = Rate { from, to, value, of, source };
            self.rates.put(&written::rate(&rate), rate, spot);
        }
    }
}
