//! What is allowed and what is denied.

use super::super::fault::{FaultKind, Quoted};
use super::super::fields::{Fields, Word};
use super::super::tree::Node;
use super::super::write::records as written;
use super::Reader;
use super::records::Record;
use crate::model::{AnyRule, Ruling, nearest};

impl Reader<'_> {
    pub(super) fn allowance(&mut self, record: &Record<'_, '_>) {
        let fields = self.open(record, "an allowance");
        if let Some(ruling) = fields.and_then(|fields| self.allowing(fields)) {
            let spot = self.faults.spot(record.node.span.start);
            self.allow.put(&written::ruling(&ruling), ruling, spot);
        }
    }

    pub(super) fn denial(&mut self, record: &Record<'_, '_>) {
        let fields = self.open(record, "a denial");
        if let Some(ruling) = fields.and_then(|fields| self.denying(fields)) {
            let spot = self.faults.spot(record.node.span.start);
            self.deny.put(&written::ruling(&ruling), ruling, spot);
        }
    }

    /// The rulings of a policy, which need not know the claims that they will meet.
    pub(super) fn policy_rulings(&mut self, root: &Node<'_>) -> (Vec<Ruling>, Vec<Ruling>) {
        let (mut allow, mut deny) = (Vec::new(), Vec::new());
        for node in root.field("allow").and_then(|node| node.list(&mut self.faults)).unwrap_or_default() {
            let fields = Fields::new(node, "an allowance", &mut self.faults);
            let ruling = fields.and_then(|fields| self.allowing(fields));
            let reason = |own: &Ruling| own.because.as_ref().is_none_or(|reason| reason.trim().is_empty());
            if ruling.as_ref().is_some_and(reason) {
                let message = format_args!("an allowance needs a reason; write why it is all right");
                let place = node.field("because").unwrap_or(node);
                self.faults.add(place.span.start, FaultKind::Meaning, message);
            } else {
                allow.extend(ruling.filter(|own| self.speaks(own, node)));
            }
        }
        for node in root.field("deny").and_then(|node| node.list(&mut self.faults)).unwrap_or_default() {
            let fields = Fields::new(node, "a denial", &mut self.faults);
            deny.extend(fields.and_then(|fields| self.denying(fields)).filter(|own| self.speaks(own, node)));
        }
        (allow, deny)
    }

    /// Reports a ruling that speaks of nothing; for those of a set itself the model does.
    fn speaks(&mut self, ruling: &Ruling, node: &Node<'_>) -> bool {
        if ruling.is_empty() {
            let message = format_args!("it speaks of nothing; name a `rule`, a `subject` or `claims`");
            self.faults.add(node.span.start, FaultKind::Meaning, message);
        }
        !ruling.is_empty()
    }

    fn allowing(&mut self, mut fields: Fields<'_, '_>) -> Option<Ruling> {
        let because = fields.required("because");
        self.ruling(fields, because)
    }

    fn denying(&mut self, mut fields: Fields<'_, '_>) -> Option<Ruling> {
        let because = fields.optional("because");
        self.ruling(fields, because)
    }

    /// A ruling without faults.
    fn ruling(&mut self, mut fields: Fields<'_, '_>, because: Option<&Node<'_>>) -> Option<Ruling> {
        let mark = self.faults.mark();
        let rule = fields.optional("rule").and_then(|node| node.text(&mut self.faults));
        let ruling = Ruling {
            rule: rule.and_then(|word| self.rule(word)),
            subject: self.word(fields.optional("subject")),
            claims: self.words(fields.optional("claims")),
            because: self.word(because),
        };
        fields.finish(&mut self.faults);
        (self.faults.mark() == mark).then_some(ruling)
    }

    fn rule(&mut self, word: Word<'_>) -> Option<AnyRule> {
        let rule = AnyRule::named(word.text);
        if rule.is_none() {
            let message = format_args!("{} is no rule; {}", Quoted(word.text), meant(word.text));
            self.faults.add(word.span.start, FaultKind::Notation, message);
        }
        rule
    }
}

/// What to write in the place of a word that is no rule: the nearest name, or the nearest code with its name.
fn meant(word: &str) -> String {
    let number = |code: &str| code.strip_prefix(['G', 'g'])?.parse::<u32>().ok();
    if let Some(written) = number(word) {
        let off = |rule: &AnyRule| number(rule.code()).unwrap_or(0).abs_diff(written);
        if let Some(rule) = AnyRule::all().min_by_key(off) {
            return format!("did you mean `{}`, which is `{rule}`?", rule.code());
        }
    }
    match nearest(word, AnyRule::all().map(AnyRule::name)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write the code or the name of a rule, as `G107` or `one-value`".to_owned(),
    }
}
