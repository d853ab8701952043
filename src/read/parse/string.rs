//! Strings: escapes undone, what is wrong in them reported and passed over.

use super::super::fault::{FaultKind, Quoted};
use super::{Parser, Reading};
use std::borrow::Cow;

impl<'a> Parser<'a, '_> {
    /// Reads a string from its opening quote on. Borrows the text unless it has escapes.
    pub(super) fn string(&mut self) -> Reading<Cow<'a, str>> {
        let start = self.at;
        self.at += 1;
        let mut text = Cow::Borrowed("");
        let mut controls = 0;
        loop {
            let rest = self.rest();
            let Some(length) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) else {
                return Err(self.unclosed(start));
            };
            append(&mut text, rest.get(..length).unwrap_or_default());
            self.at += length;
            match self.peek() {
                Some('"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some('\\') => self.escape(&mut text, start)?,
                found => {
                    controls += 1;
                    if controls == 1 {
                        self.control(found.unwrap_or_default());
                    }
                    append(&mut text, self.rest().get(..1).unwrap_or_default());
                    self.at += 1;
                }
            }
        }
    }

    fn unclosed(&mut self, start: usize) -> super::Stop {
        if self.bad.is_some() {
            return self.ends("");
        }
        self.stop(start, FaultKind::Syntax, format_args!("this string is not closed; write `\"` at its end"))
    }

    fn control(&mut self, found: char) {
        let instead = match found {
            '\n' => "write `\\n`, or close the string with `\"`".to_owned(),
            '\r' => "write `\\r`".to_owned(),
            '\t' => "write `\\t`".to_owned(),
            _ => format!("write `\\u{:04x}` or remove it", u32::from(found)),
        };
        self.fault(self.at, format_args!("the string holds a bare control character; {instead}"));
    }

    /// Undoes one escape, from its backslash on.
    fn escape(&mut self, text: &mut Cow<'a, str>, start: usize) -> Reading<()> {
        let at = self.at;
        self.at += 1;
        let Some(letter) = self.peek() else { return Err(self.unclosed(start)) };
        self.at += letter.len_utf8();
        let character = match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => self.unicode(at),
            _ => {
                let found = self.text.get(at..self.at).unwrap_or_default();
                let found = Quoted(found);
                self.fault(at, format_args!("{found} is no escape of JSON; write `\\\\` for a backslash"));
                letter
            }
        };
        text.to_mut().push(character);
        Ok(())
    }

    /// The character of `\uXXXX`, or of a pair of them; the reading stands after the first `u`.
    fn unicode(&mut self, at: usize) -> char {
        let Some(first) = self.four_digits() else {
            self.fault(at, format_args!("`\\u` takes four hexadecimal digits; write it like `\\u00e9`"));
            return char::REPLACEMENT_CHARACTER;
        };
        if let Some(character) = char::from_u32(first) {
            return character;
        }
        let before = self.at;
        if first < 0xdc00 && self.rest().starts_with("\\u") {
            self.at += 2;
            if let Some(second @ 0xdc00..0xe000) = self.four_digits() {
                let joined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER);
            }
            self.at = before;
        }
        let message =
            format_args!("`\\u{first:04x}` is half of a surrogate pair; write the character itself");
        self.fault(at, message);
        char::REPLACEMENT_CHARACTER
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4).filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

fn append<'a>(text: &mut Cow<'a, str>, piece: &'a str) {
    if text.is_empty() {
        *text = Cow::Borrowed(piece);
    } else {
        text.to_mut().push_str(piece);
    }
}
