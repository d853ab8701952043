//! Walking an object field by field, so that nothing in it is dropped silently.

use super::fault::{FaultKind, Faults, Quoted};
use super::tree::{Kind, Member, Node, Span};
use crate::model::nearest;
use std::collections::BTreeSet;

/// A text of the file, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'n> {
    pub(crate) text: &'n str,
    pub(crate) span: Span,
}

/// A value as written: a string in some notation, or the digits of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure<'n> {
    Text(Word<'n>),
    Number(Word<'n>),
}

/// The most digits of a number that are kept exactly.
pub(crate) const DIGITS: usize = 28;

/// The fields of one object. Every name that is asked for is known; [`Fields::finish`] reports the others.
///
/// A field that is `null` counts as absent.
#[derive(Debug)]
pub(crate) struct Fields<'n, 'a> {
    thing: &'static str,
    span: Span,
    whole: bool,
    members: &'n [Member<'a>],
    known: BTreeSet<&'static str>,
    missing: Vec<&'static str>,
}

impl<'n, 'a> Fields<'n, 'a> {
    /// Opens an object; `thing` says what it is, with its article ("a source"). Reports what is no object.
    pub(crate) fn new(node: &'n Node<'a>, thing: &'static str, faults: &mut Faults) -> Option<Self> {
        let members = node.members(faults)?;
        let known = BTreeSet::new();
        Some(Self { thing, span: node.span, whole: node.whole, members, known, missing: Vec::new() })
    }

    /// Says more exactly what the object is.
    pub(crate) fn call(&mut self, thing: &'static str) {
        self.thing = thing;
    }

    /// Where the object stands.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// Whether a field is there and not `null`; does not make its name known.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.key.text == name && member.value.kind != Kind::Null)
    }

    /// The first of some names that a field not asked for so far may have meant.
    pub(crate) fn meant(&self, names: &[&'static str], taken: &[&str]) -> Option<&'static str> {
        let others = self.members.iter().map(|member| &*member.key.text);
        let mut others = others.filter(|name| !self.known.contains(name) && !taken.contains(name));
        others.find_map(|name| near(name, names.iter().copied()))
    }

    /// A field that may be absent.
    pub(crate) fn optional(&mut self, name: &'static str) -> Option<&'n Node<'a>> {
        self.known.insert(name);
        let member = self.members.iter().find(|member| member.key.text == name)?;
        (member.value.kind != Kind::Null).then_some(&member.value)
    }

    /// A field that must be there; [`Fields::finish`] reports it as missing otherwise.
    pub(crate) fn required(&mut self, name: &'static str) -> Option<&'n Node<'a>> {
        let value = self.optional(name);
        if value.is_none() {
            self.lacks(name);
        }
        value
    }

    /// Notes that a field is missing, unless it may stand behind a syntax error.
    pub(crate) fn lacks(&mut self, name: &'static str) {
        if self.whole {
            self.missing.push(name);
        }
    }

    /// Makes names known whose fields are read elsewhere.
    pub(crate) fn know(&mut self, names: &[&'static str]) {
        self.known.extend(names);
    }

    /// Reports every field that was not asked for, and those that are missing: but not both for one misspelt name.
    pub(crate) fn finish(mut self, faults: &mut Faults) {
        let unknown = self.members.iter().filter(|member| !self.known.contains(&*member.key.text));
        // Then a suggestion would be made for nobody.
        if faults.is_full() {
            for member in unknown {
                faults.add(member.key.span.start, FaultKind::UnknownField, format_args!(""));
            }
            return;
        }
        for key in unknown.map(|member| &member.key) {
            let meant = near(&key.text, self.known.iter().copied());
            self.missing.retain(|name| Some(*name) != meant);
            let (found, thing) = (Quoted(&key.text), self.thing);
            let instead =
                meant.map_or_else(|| "remove it".to_owned(), |name| format!("did you mean `{name}`?"));
            let message = format_args!("{thing} has no field {found}; {instead}");
            faults.add(key.span.start, FaultKind::UnknownField, message);
        }
        self.finish_missing(faults);
    }

    /// Reports the fields that are missing, when it is not known which others there may be.
    pub(crate) fn finish_missing(self, faults: &mut Faults) {
        for name in self.missing {
            let thing = self.thing;
            let message = format_args!("{thing} needs the field `{name}`; add it");
            faults.add(self.span.start, FaultKind::MissingField, message);
        }
    }
}

/// Typed reading: each reports what is of another type, and says nothing of what was already reported.
impl<'a> Node<'a> {
    pub(crate) fn text<'n>(&'n self, faults: &mut Faults) -> Option<Word<'n>> {
        match &self.kind {
            Kind::String(text) => Some(Word { text, span: self.span }),
            Kind::Broken
            | Kind::Null
            | Kind::Bool(_)
            | Kind::Number(_)
            | Kind::Array(_)
            | Kind::Object(_) => self.not("a string", faults),
        }
    }

    pub(crate) fn flag(&self, faults: &mut Faults) -> Option<bool> {
        match self.kind {
            Kind::Bool(value) => Some(value),
            Kind::Broken
            | Kind::Null
            | Kind::Number(_)
            | Kind::String(_)
            | Kind::Array(_)
            | Kind::Object(_) => self.not("`true` or `false`", faults),
        }
    }

    pub(crate) fn list<'n>(&'n self, faults: &mut Faults) -> Option<&'n [Node<'a>]> {
        match &self.kind {
            Kind::Array(nodes) => Some(nodes),
            Kind::Broken
            | Kind::Null
            | Kind::Bool(_)
            | Kind::Number(_)
            | Kind::String(_)
            | Kind::Object(_) => self.not("a list", faults),
        }
    }

    /// The entries of an object whose keys are the user's own.
    pub(crate) fn members<'n>(&'n self, faults: &mut Faults) -> Option<&'n [Member<'a>]> {
        match &self.kind {
            Kind::Object(members) => Some(members),
            Kind::Broken
            | Kind::Null
            | Kind::Bool(_)
            | Kind::Number(_)
            | Kind::String(_)
            | Kind::Array(_) => self.not("an object", faults),
        }
    }

    /// A list of strings; one string stands for a list of one.
    pub(crate) fn texts<'n>(&'n self, faults: &mut Faults) -> Option<Vec<Word<'n>>> {
        match &self.kind {
            Kind::String(text) => Some(vec![Word { text, span: self.span }]),
            Kind::Array(nodes) => Some(nodes.iter().filter_map(|node| node.text(faults)).collect()),
            Kind::Broken | Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Object(_) => {
                self.not("a list of strings", faults)
            }
        }
    }

    /// A string, or a number with its digits as written. Reports a number with too many digits.
    pub(crate) fn figure<'n>(&'n self, faults: &mut Faults) -> Option<Figure<'n>> {
        match &self.kind {
            Kind::String(text) => Some(Figure::Text(Word { text, span: self.span })),
            Kind::Number(text) => self.number(text, faults).map(Figure::Number),
            Kind::Broken | Kind::Null | Kind::Bool(_) | Kind::Array(_) | Kind::Object(_) => {
                self.not("a string or a number", faults)
            }
        }
    }

    fn number<'n>(&self, text: &'n str, faults: &mut Faults) -> Option<Word<'n>> {
        if significant_digits(text) <= DIGITS {
            return Some(Word { text, span: self.span });
        }
        let found = Quoted(text);
        let message = format_args!("{found} has more than {DIGITS} digits; write it with at most {DIGITS}");
        faults.add(self.span.start, FaultKind::Digits, message);
        None
    }

    fn not<T>(&self, wanted: &str, faults: &mut Faults) -> Option<T> {
        if self.kind != Kind::Broken {
            faults.add(
                self.span.start,
                FaultKind::WrongType,
                format_args!("{self} stands where {wanted} is due; write {wanted}"),
            );
        }
        None
    }
}

/// The digits of a number from the first that is not zero, those of its exponent left out.
fn significant_digits(text: &str) -> usize {
    let number = text.split(['e', 'E']).next().unwrap_or_default();
    let digits = number.bytes().filter(u8::is_ascii_digit);
    digits.skip_while(|digit| *digit == b'0').count()
}

/// What to write instead of a word that is none of those known.
pub(crate) fn instead<'k>(found: &str, known: impl Iterator<Item = &'k str> + Clone) -> String {
    if let Some(name) = near(found, known.clone()) {
        return format!("did you mean `{name}`?");
    }
    let mut names: Vec<String> = known.map(|name| format!("`{name}`")).collect();
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { format!("write {last}") } else { format!("write {} or {last}", names.join(", ")) }
}

/// The known name that a misspelt one most likely meant.
fn near<'k>(found: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    nearest(found, known.clone()).or_else(|| nearest(&found.replace(['-', ' ', '.'], "_"), known))
}

#[cfg(test)]
mod tests {
    use super::super::file::File;
    use super::*;

    /// What the reading of an object with the fields `text`, `flag`, `list`, `map` and `figure` reports.
    fn report(text: &str) -> String {
        let file = File::new("a.json", text.as_bytes());
        let mut faults = Faults::default();
        let node = file.document(&mut faults).unwrap();
        if let Some(mut fields) = Fields::new(node, "a thing", &mut faults) {
            fields.required("text").and_then(|node| node.text(&mut faults));
            fields.optional("flag").and_then(|node| node.flag(&mut faults));
            fields.optional("list").and_then(|node| node.texts(&mut faults));
            fields.optional("map").and_then(|node| node.members(&mut faults));
            fields.optional("figure").and_then(|node| node.figure(&mut faults));
            fields.know(&["quoted_from"]);
            fields.finish(&mut faults);
        }
        faults.finish(|spot| file.place(spot.offset)).to_string()
    }

    #[test]
    fn what_fits_is_taken_without_a_word() {
        assert_eq!(report(r#"{"text": "a", "flag": true, "list": ["b"], "map": {}, "figure": 1.50}"#), "");
        assert_eq!(
            report(r#"{"text": "a", "flag": null, "list": "b", "figure": "1.50", "quoted_from": 1}"#),
            ""
        );
    }

    #[test]
    fn every_misfit_is_reported() {
        let table = [
            ("[1]", "a.json:1:1: a list stands where an object is due; write an object"),
            ("{}", "a.json:1:1: a thing needs the field `text`; add it"),
            (r#"{"text": null}"#, "a.json:1:1: a thing needs the field `text`; add it"),
            (r#"{"text": 5}"#, "a.json:1:10: the number `5` stands where a string is due; write a string"),
            (
                r#"{"text": "", "flag": "yes"}"#,
                "a.json:1:22: the string `yes` stands where `true` or `false` is due; write `true` or `false`",
            ),
            (
                r#"{"text": "", "list": ["a", 1]}"#,
                "a.json:1:28: the number `1` stands where a string is due; write a string",
            ),
            (
                r#"{"text": "", "map": []}"#,
                "a.json:1:21: a list stands where an object is due; write an object",
            ),
            (
                r#"{"text": "", "figrue": 1}"#,
                "a.json:1:14: a thing has no field `figrue`; did you mean `figure`?",
            ),
            (
                r#"{"text": "", "Quoted-From": 1}"#,
                "a.json:1:14: a thing has no field `Quoted-From`; did you mean `quoted_from`?",
            ),
            (r#"{"text": "", "colour": 1}"#, "a.json:1:14: a thing has no field `colour`; remove it"),
            (r#"{"text": 'x'}"#, "a.json:1:10: `'` opens no string in JSON; write `\"`"),
            (r#"{"text": planned}"#, "a.json:1:10: `planned` is a word without quotes; put it in `\"`"),
        ];
        for (text, message) in table {
            assert_eq!(report(text), message, "{text}");
        }
    }

    #[test]
    fn digits_are_kept_up_to_28_and_never_cut() {
        let nines = "9".repeat(28);
        assert_eq!(report(&format!(r#"{{"text": "", "figure": -0.000{nines}e5}}"#)), "");
        let message = format!("a.json:1:24: `{nines}0` has more than 28 digits; write it with at most 28");
        assert_eq!(report(&format!(r#"{{"text": "", "figure": {nines}0}}"#)), message);
    }
}
