//! What a claim says, kind by kind.

use super::super::fault::{FaultKind, Quoted};
use super::super::fields::{Fields, Figure, Word};
use super::super::tree::{Kind, Node};
use super::Reader;
use super::cells::{Stated, Timed};
use super::claims::Says;
use crate::model::{Among, Date, EventStage, GapSense, Point, Rank, Statement, Value};
use rust_decimal::Decimal;

const EVENT_STAGES: &[(&str, EventStage)] = &[
    ("planned", EventStage::Planned),
    ("underway", EventStage::Underway),
    ("happened", EventStage::Happened),
    ("cancelled", EventStage::Cancelled),
];

const SENSES: &[(&str, GapSense)] = &[
    ("term", GapSense::Term),
    ("anniversary", GapSense::Anniversary),
    ("age", GapSense::Age),
    ("about", GapSense::About),
];

const RANKS: &[(&str, Rank)] = &[
    ("largest", Rank::Largest),
    ("smallest", Rank::Smallest),
    ("record high", Rank::RecordHigh),
    ("record low", Rank::RecordLow),
];

impl Reader<'_> {
    /// Reads what a claim says; what is missing or wrong was reported, and something stands in its place.
    pub(super) fn statement(&mut self, kind: Says, fields: &mut Fields<'_, '_>) -> Statement {
        match kind {
            Says::Amount => self.amount(fields),
            Says::Change => self.change_of(fields),
            Says::Share => self.share(fields),
            Says::Total => {
                fields.call("a total");
                let stated = self.stated(fields, Timed::Timed);
                let sum = self.sum(fields, &stated);
                Statement::Total { total: sum.total, parts: sum.parts, exhaustive: sum.exhaustive }
            }
            Says::Rank => self.rank_of(fields),
            Says::Event => self.event_of(fields),
            Says::Order => self.order(fields),
            Says::State => self.state(fields),
            Says::Retraction => {
                fields.call("a retraction");
                fields.required("retracts");
                Statement::Retraction
            }
        }
    }

    fn amount(&mut self, fields: &mut Fields<'_, '_>) -> Statement {
        fields.call("an amount");
        fields.know(&["value", "lo", "hi"]);
        let own = self.stated(fields, Timed::Timed);
        let is_range = fields.has("lo") || fields.has("hi");
        let value = if is_range {
            self.range(fields)
        } else {
            fields.required("value").and_then(|node| self.value(Some(node)))
        };
        let value = match fields.optional("decimals") {
            Some(node) => self.decimals(node, value),
            None => value,
        };
        let cell = Self::filled(fields, own, &Stated::default());
        Statement::Amount { cell, value: value.unwrap_or_else(no_value) }
    }

    /// The fields `lo` and `hi`, which tables give instead of a value.
    fn range(&mut self, fields: &mut Fields<'_, '_>) -> Option<Value> {
        if let Some(value) = fields.optional("value") {
            let message = format_args!("an amount has `value`, or `lo` and `hi`; keep one");
            self.faults.add(value.span.start, FaultKind::Kind, message);
        }
        let lo = fields.required("lo");
        let hi = fields.required("hi");
        let (lo, hi) = (self.end(lo), self.end(hi));
        let ((word, lo), (_, hi)) = lo.zip(hi)?;
        self.told(word, format!("[{lo}, {hi}]").parse())
    }

    fn end<'n>(&mut self, node: Option<&'n Node<'_>>) -> Option<(Word<'n>, String)> {
        match node?.figure(&mut self.faults)? {
            Figure::Number(word) => Some((word, self.digits(word)?)),
            Figure::Text(word) => {
                let found = Quoted(word.text);
                let message =
                    format_args!("the string {found} stands where a number is due; write it without quotes");
                self.faults.add(word.span.start, FaultKind::WrongType, message);
                None
            }
        }
    }

    /// The precision that a table declares: a number of decimals, or `INF`.
    fn decimals(&mut self, node: &Node<'_>, value: Option<Value>) -> Option<Value> {
        let (word, decimals) = match node.figure(&mut self.faults)? {
            Figure::Text(word) if word.text == "INF" => (word, None),
            Figure::Text(word) | Figure::Number(word) => {
                let why = "decimals are a whole number, below zero for tens and more, or `INF`; write one";
                let decimals = self.told(word, word.text.parse::<i32>().map_err(|_| why))?;
                (word, Some(decimals))
            }
        };
        self.told(word, value?.with_decimals(decimals))
    }

    fn change_of(&mut self, fields: &mut Fields<'_, '_>) -> Statement {
        fields.call("a change");
        let own = self.stated(fields, Timed::Timeless);
        let change = fields.required("change");
        let change = self.change(change);
        let from = self.date(fields.optional("from"));
        let to = self.date(fields.optional("to"));
        let reaching = self.value(fields.optional("reaching"));
        let cell = Self::filled(fields, own, &Stated::default());
        match change {
            Some(change) => Statement::Change { cell, change, from, to, reaching },
            None => Statement::Amount { cell, value: reaching.unwrap_or_else(no_value) },
        }
    }

    fn share(&mut self, fields: &mut Fields<'_, '_>) -> Statement {
        fields.call("a share");
        let stated = self.stated(fields, Timed::Timed);
        let share = fields.required("share");
        let part = fields.required("part");
        let whole = fields.required("whole");
        let share = self.value(share).unwrap_or_else(no_value);
        Statement::Share { share, part: self.cell(part, &stated), whole: self.cell(whole, &stated) }
    }

    fn rank_of(&mut self, fields: &mut Fields<'_, '_>) -> Statement {
        fields.call("a rank");
        let own = self.stated(fields, Timed::Timed);
        let rank = fields.required("rank");
        let rank = rank.and_then(|node| self.rank(node)).unwrap_or(Rank::Largest);
        let among = fields.optional("among").and_then(|node| self.among(node));
        Statement::Rank { cell: Self::filled(fields, own, &Stated::default()), rank, among }
    }

    fn among(&mut self, node: &Node<'_>) -> Option<Among> {
        if let Kind::String(name) = &node.kind {
            return Some(Among::Name(name.clone().into_owned()));
        }
        node.list(&mut self.faults)?;
        Some(Among::List(self.words(Some(node))))
    }

    fn rank(&mut self, node: &Node<'_>) -> Option<Rank> {
        let (Figure::Text(word) | Figure::Number(word)) = node.figure(&mut self.faults)?;
        let count = |text: &str| text.trim().parse::<u32>().ok();
        let known = RANKS.iter().find(|(name, _)| *name == word.text).map(|(_, rank)| *rank);
        let top = || word.text.strip_prefix("top ").and_then(count).map(Rank::Top);
        let rank = known.or_else(top).or_else(|| count(word.text).map(Rank::Nth));
        let why = format!(
            "{} is no rank; write `largest`, `smallest`, `record high`, `record low`, `top 3` or a number",
            Quoted(word.text)
        );
        self.told(word, rank.ok_or(why))
    }

    fn event_of(&mut self, fields: &mut Fields<'_, '_>) -> Statement {
        fields.call("an event");
        let event = fields.required("event");
        let stage = fields.required("stage");
        let event = self.word(event).unwrap_or_default();
        let stage = self.choice(stage, "stage of an event", EVENT_STAGES);
        let when = self.when(fields.optional("when"));
        Statement::Event { event, stage: stage.unwrap_or(EventStage::Planned), when }
    }

    fn order(&mut self, fields: &mut Fields<'_, '_>) -> Statement {
        fields.call("an order");
        let mut end = |name| fields.required(name).and_then(|node| self.point(node));
        let (before, after) = (end("before"), end("after"));
        let gap = self.duration(fields.optional("gap"));
        let sense = self.choice(fields.optional("as"), "sense of a gap", SENSES).unwrap_or_default();
        let nothing = || Point::Event(String::new());
        Statement::Order {
            before: before.unwrap_or_else(nothing),
            after: after.unwrap_or_else(nothing),
            gap,
            sense,
        }
    }

    /// An event, a date, or the saying of a source or claim.
    fn point(&mut self, node: &Node<'_>) -> Option<Point> {
        if !matches!(node.kind, Kind::Object(_)) {
            let word = node.text(&mut self.faults)?;
            return match Date::read(word.text, &self.named) {
                Ok(date) => Some(Point::Date(date)),
                Err(error) if looks_like_a_date(word.text) => self.told(word, Err(error)),
                Err(_) => Some(Point::Event(word.text.to_owned())),
            };
        }
        let mut fields = Fields::new(node, "an end of an order", &mut self.faults)?;
        let point = if fields.has("event") {
            self.word(fields.optional("event")).map(Point::Event)
        } else {
            let said = fields.required("said");
            self.word(said).map(Point::Said)
        };
        fields.know(&["said", "event"]);
        fields.finish(&mut self.faults);
        point
    }

    fn state(&mut self, fields: &mut Fields<'_, '_>) -> Statement {
        fields.call("a state");
        let subject = fields.required("subject");
        let attribute = fields.required("attribute");
        let is = fields.required("is");
        Statement::State {
            subject: self.word(subject).unwrap_or_default(),
            attribute: self.word(attribute).unwrap_or_default(),
            is: self.words(is),
            time: self.time(fields),
        }
    }
}

/// What stands for a value that could not be read.
pub(super) fn no_value() -> Value {
    Value::of(Decimal::ZERO)
}

/// Whether a text is made of what dates are made of: then it is a misspelt date and no event.
pub(in crate::read) fn looks_like_a_date(text: &str) -> bool {
    text.contains(|found: char| found.is_ascii_digit())
        && text.chars().all(|found| found.is_ascii_digit() || "XxY-/.~?%[]{}, ".contains(found))
}
