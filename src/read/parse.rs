//! Strict JSON (RFC 8259) to a tree, every fault located; no recursion, so that depth cannot hurt.
//!
//! Own, because none that was tried serves: `jsonc-parser` takes control characters and foreign spaces,
//! `spanned_json_parser` takes `1.` and control characters, `json-spanned-value` drops repeated keys and
//! digits with `serde_json` below it, and `struson` stops at the first fault of any sort. What is accepted
//! is held against `serde_json` by the tests.

mod string;
#[cfg(test)]
mod tests;

use super::fault::{FaultKind, Faults, Quoted};
use super::tree::{Key, Kind, Member, Node, Span};
use std::fmt;

/// How deep arrays and objects may be nested.
pub(crate) const DEPTH: usize = 128;

/// Reads one JSON text that starts at byte `base` of its file.
///
/// After a syntax error that cannot be passed over, what was read up to it is returned, and every array or
/// object that is cut short says so. `None` when there is not even that.
pub(crate) fn parse<'a>(bytes: &'a [u8], base: usize, faults: &mut Faults) -> Option<Node<'a>> {
    let chunk = bytes.utf8_chunks().next();
    let (text, bad) = chunk.map_or(("", None), |chunk| (chunk.valid(), chunk.invalid().first().copied()));
    let mut parser = Parser { text, bad, base, at: 0, open: Vec::new(), faults };
    let root = parser.root();
    match root {
        Ok(root) => Some(root),
        Err(Stop) => parser.cut_short(),
    }
}

/// A fault was reported after which nothing more can be read.
struct Stop;

type Reading<T> = Result<T, Stop>;

struct Parser<'a, 'f> {
    /// The text up to its end or to the first byte that is not UTF-8.
    text: &'a str,
    /// That byte.
    bad: Option<u8>,
    base: usize,
    at: usize,
    open: Vec<Open<'a>>,
    faults: &'f mut Faults,
}

/// An array or object that has not ended yet.
struct Open<'a> {
    start: usize,
    entries: Entries<'a>,
}

enum Entries<'a> {
    Array(Vec<Node<'a>>),
    /// The key, once read, waits for its value.
    Object(Vec<Member<'a>>, Option<Key<'a>>),
}

impl<'a> Parser<'a, '_> {
    fn root(&mut self) -> Reading<Node<'a>> {
        self.skip_space();
        let mut value = None;
        loop {
            value = match value {
                None => self.begin()?,
                Some(node) => match self.put(node) {
                    Some(root) => {
                        self.end();
                        return Ok(root);
                    }
                    None => self.next_or_close()?,
                },
            };
        }
    }

    /// Reads a value, or opens an array or object up to where its first value is due.
    fn begin(&mut self) -> Reading<Option<Node<'a>>> {
        self.skip_space();
        let start = self.at;
        match self.peek() {
            Some('[') => self.enter(Entries::Array(Vec::new())),
            Some('{') => self.enter(Entries::Object(Vec::new(), None)),
            Some('"') => {
                let text = self.string()?;
                Ok(Some(self.node(start, Kind::String(text))))
            }
            Some('-' | '0'..='9') => Ok(Some(self.number())),
            Some(first) if first.is_alphabetic() => Ok(Some(self.word())),
            Some(first) => Err(self.no_value(first)),
            None => Err(self.ends("where a value is due; write one")),
        }
    }

    fn enter(&mut self, entries: Entries<'a>) -> Reading<Option<Node<'a>>> {
        if self.open.len() == DEPTH {
            let message = format_args!("nested deeper than {DEPTH} levels; write it flatter");
            return Err(self.stop(self.at, FaultKind::Nesting, message));
        }
        let start = self.at;
        self.at += 1;
        let close = entries.close();
        let is_object = matches!(entries, Entries::Object(..));
        self.open.push(Open { start, entries });
        self.skip_space();
        if self.peek() == Some(close) {
            return Ok(self.close());
        }
        if is_object {
            self.key()?;
        }
        Ok(None)
    }

    /// After a value: goes on to where the next one is due, or ends the array or object.
    fn next_or_close(&mut self) -> Reading<Option<Node<'a>>> {
        let Some(open) = self.open.last() else { return Ok(None) };
        let (close, name) = (open.entries.close(), open.entries.name());
        let is_object = matches!(open.entries, Entries::Object(..));
        self.skip_space();
        match self.peek() {
            Some(',') => {
                let comma = self.at;
                self.at += 1;
                self.skip_space();
                if self.peek() == Some(close) {
                    self.fault(comma, format_args!("`,` stands before `{close}`; remove it"));
                    return Ok(self.close());
                }
                if is_object {
                    self.key()?;
                }
                Ok(None)
            }
            Some(found) if found == close => Ok(self.close()),
            Some(_) => {
                let found = Quoted(self.next_word());
                let message =
                    format_args!("{found} follows an entry of {name}; write `,` or `{close}` before it");
                Err(self.stop(self.at, FaultKind::Syntax, message))
            }
            None => Err(self.ends(format_args!("inside {name}; close it with `{close}`"))),
        }
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Reading<()> {
        let start = self.at;
        match self.peek() {
            Some('"') => {}
            Some(first) if first.is_alphanumeric() || first == '_' => {
                let word = Quoted(self.next_word());
                let message = format_args!("{word} is a key without quotes; put it in `\"`");
                return Err(self.stop(start, FaultKind::Syntax, message));
            }
            Some(first) => {
                let message = format_args!("`{first}` stands where a key is due; write a key in `\"`");
                return Err(self.stop(start, FaultKind::Syntax, message));
            }
            None => return Err(self.ends("inside an object; close it with `}`")),
        }
        let text = self.string()?;
        let span = self.span(start);
        self.skip_space();
        match self.peek() {
            Some(':') => self.at += 1,
            Some(_) => {
                let (found, key) = (Quoted(self.next_word()), Quoted(&text));
                let message = format_args!("{found} follows the key {key}; write `:` and a value");
                return Err(self.stop(self.at, FaultKind::Syntax, message));
            }
            None => return Err(self.ends("after a key; write `:` and a value")),
        }
        if let Some(Open { entries: Entries::Object(_, key), .. }) = self.open.last_mut() {
            *key = Some(Key { span, text });
        }
        Ok(())
    }

    /// Puts a value into the array or object that is open; gives it back when none is.
    fn put(&mut self, value: Node<'a>) -> Option<Node<'a>> {
        match self.open.last_mut().map(|open| &mut open.entries) {
            Some(Entries::Array(nodes)) => nodes.push(value),
            Some(Entries::Object(members, key)) => {
                members.extend(key.take().map(|key| Member { key, value }));
            }
            None => return Some(value),
        }
        None
    }

    fn close(&mut self) -> Option<Node<'a>> {
        self.at += 1;
        self.pop(true)
    }

    fn pop(&mut self, whole: bool) -> Option<Node<'a>> {
        let Open { start, entries } = self.open.pop()?;
        let kind = match entries {
            Entries::Array(mut nodes) => {
                nodes.shrink_to_fit();
                Kind::Array(nodes)
            }
            Entries::Object(mut members, _) => {
                members.shrink_to_fit();
                report_repeated(&mut members, self.faults);
                Kind::Object(members)
            }
        };
        Some(Node { whole, ..self.node(start, kind) })
    }

    /// Ends all that is open where the reading stopped.
    fn cut_short(&mut self) -> Option<Node<'a>> {
        while let Some(node) = self.pop(false) {
            if let Some(root) = self.put(node) {
                return Some(root);
            }
        }
        None
    }

    /// Nothing may follow the value.
    fn end(&mut self) {
        self.skip_space();
        if self.peek().is_some() {
            let found = Quoted(self.next_word());
            let message = format_args!("{found} stands after the end; remove it, or write one record a line");
            self.faults.add(self.base + self.at, FaultKind::Syntax, message);
        } else if self.bad.is_some() {
            self.ends("");
        }
    }

    fn number(&mut self) -> Node<'a> {
        let start = self.at;
        let text =
            self.take_while(|found| found.is_ascii_alphanumeric() || matches!(found, '+' | '-' | '.' | '_'));
        if is_number(text) {
            return self.node(start, Kind::Number(text));
        }
        let found = Quoted(text);
        self.fault(
            start,
            format_args!("{found} is not a JSON number; write it like `0.5`, `-3` or in quotes"),
        );
        self.node(start, Kind::Broken)
    }

    fn word(&mut self) -> Node<'a> {
        let start = self.at;
        let text = self.take_while(|found| found.is_alphanumeric() || found == '_');
        let found = Quoted(text);
        let kind = match text {
            "null" => Kind::Null,
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            _ => {
                let instead = match text.to_ascii_lowercase().as_str() {
                    "none" | "nil" | "undefined" | "nan" => "is not JSON; write `null`",
                    "true" => "is not JSON; write `true`",
                    "false" => "is not JSON; write `false`",
                    _ => "is a word without quotes; put it in `\"`",
                };
                self.fault(start, format_args!("{found} {instead}"));
                Kind::Broken
            }
        };
        self.node(start, kind)
    }

    fn no_value(&mut self, first: char) -> Stop {
        let at = self.at;
        match first {
            '\'' | '“' | '”' | '‘' | '’' | '`' => self.stop(
                at,
                FaultKind::Syntax,
                format_args!("`{first}` opens no string in JSON; write `\"`"),
            ),
            '/' | '#' => {
                let message = format_args!("`{first}` opens no comment, JSON has none; write a field `note`");
                self.stop(at, FaultKind::Syntax, message)
            }
            _ => {
                let found = Quoted(self.next_word());
                self.stop(
                    at,
                    FaultKind::Syntax,
                    format_args!("{found} stands where a value is due; write a value"),
                )
            }
        }
    }

    /// The text ends too early, or goes on with a byte that is not UTF-8.
    fn ends(&mut self, inside: impl fmt::Display) -> Stop {
        let at = self.text.len();
        match self.bad {
            Some(byte) => {
                let message = format_args!("the byte `0x{byte:02x}` is not UTF-8; save the file as UTF-8");
                self.stop(at, FaultKind::Encoding, message)
            }
            None if self.text.trim_ascii().is_empty() => {
                let message = format_args!("the file is empty; write at least `{{\"gainsay\": 1}}`");
                self.stop(at, FaultKind::Syntax, message)
            }
            None => self.stop(at, FaultKind::Syntax, format_args!("the text ends {inside}")),
        }
    }

    fn stop(&mut self, at: usize, kind: FaultKind, message: fmt::Arguments<'_>) -> Stop {
        self.faults.add(self.base + at, kind, message);
        Stop
    }

    /// A fault that can be passed over.
    fn fault(&mut self, at: usize, message: fmt::Arguments<'_>) {
        self.faults.add(self.base + at, FaultKind::Syntax, message);
    }

    fn span(&self, start: usize) -> Span {
        Span { start: self.base + start, end: self.base + self.at }
    }

    fn node(&self, start: usize, kind: Kind<'a>) -> Node<'a> {
        Node { span: self.span(start), whole: true, kind }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_space(&mut self) {
        self.take_while(|found| matches!(found, ' ' | '\t' | '\n' | '\r'));
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|found| !wanted(found)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// What stands here, for a message: a word, or one other character.
    fn next_word(&self) -> &'a str {
        let rest = self.rest();
        let word = rest.find(|found: char| !found.is_alphanumeric()).unwrap_or(rest.len());
        let length = if word == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { word };
        rest.get(..length).unwrap_or_default()
    }
}

impl Entries<'_> {
    fn close(&self) -> char {
        match self {
            Entries::Array(_) => ']',
            Entries::Object(..) => '}',
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Entries::Array(_) => "a list",
            Entries::Object(..) => "an object",
        }
    }
}

/// Whether a text has the shape of a JSON number.
fn is_number(text: &str) -> bool {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let number = number.strip_prefix('-').unwrap_or(number);
    let (whole, decimals) =
        number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && decimals.is_none_or(digits)
        && exponent.is_none_or(digits)
}

/// Reports each key that stands before, and takes its value away, so that nobody reads either for the other.
fn report_repeated(members: &mut [Member<'_>], faults: &mut Faults) {
    if members.len() <= FEW && !has_repeated(members) {
        return;
    }
    let mut order: Vec<&mut Member<'_>> = members.iter_mut().collect();
    order.sort_by(|a, b| a.key.text.cmp(&b.key.text));
    for same in order.chunk_by_mut(|a, b| a.key.text == b.key.text) {
        let Some((first, again)) = same.split_first_mut() else { continue };
        for member in again {
            let (spot, other) = (faults.spot(member.key.span.start), faults.spot(first.key.span.start));
            let key = Quoted(&member.key.text);
            let message = format_args!("the key {key} is there twice; keep one");
            faults.add_between(spot, Some(other), FaultKind::DuplicateKey, message);
            member.value.kind = Kind::Broken;
        }
    }
}

/// Up to so many keys, comparing each with each is quicker than sorting them.
const FEW: usize = 16;

fn has_repeated(members: &[Member<'_>]) -> bool {
    let mut rest = members.iter();
    while let Some(member) = rest.next() {
        if rest.as_slice().iter().any(|other| other.key.text == member.key.text) {
            return true;
        }
    }
    false
}
