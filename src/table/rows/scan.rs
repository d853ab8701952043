//! Lines of JSON as nearly all are: one flat object of plain texts and numbers. Whatever else a line is, it is left alone.

use std::borrow::Cow;

use super::RowFields;
use super::batch::Text;

/// Puts the texts of the fields of a line in their order, if the line is as plain as that, has each of them once, and is certainly right.
pub(super) fn texts<'t>(
    line: &'t [u8],
    fields: &RowFields,
    order: &mut Order<'t>,
    texts: &mut Vec<Text<'t>>,
) -> bool {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    // Escapes, and what a text cannot hold, are looked for in all of the line at once.
    let odd = line.iter().fold(0, |odd, byte| odd | u8::from(*byte < b' ') | u8::from(*byte == b'\\'));
    let Some(line) = std::str::from_utf8(line).ok().filter(|_| odd == 0) else { return false };
    texts.clear();
    texts.resize(fields.names.len(), None);
    let (mut seen, mut nth) = (0_u64, 0);
    let found = Scan { line, at: 0 }.object(|name, value| {
        nth += 1;
        let Some(at) = order.field(nth - 1, name, &fields.names) else { return Some(()) };
        let bit = 1_u64.checked_shl(u32::try_from(at).ok()?).filter(|bit| seen & bit == 0)?;
        seen |= bit;
        *texts.get_mut(at)? = match value {
            Plain::Text(text) => Some(Cow::Borrowed(text)),
            Plain::Null => None,
            Plain::Truth => return None,
        };
        Some(())
    });
    let all = usize::try_from(seen.count_ones()).is_ok_and(|seen| seen == fields.names.len());
    found.is_some() && all
}

/// The names of the line before, and which fields they are: records mostly have them in one order.
#[derive(Debug, Default)]
pub(super) struct Order<'t>(Vec<(&'t str, Option<usize>)>);

impl<'t> Order<'t> {
    /// Which field the nth name of a line is.
    fn field(&mut self, nth: usize, name: &'t str, fields: &[String]) -> Option<usize> {
        match self.0.get_mut(nth) {
            Some((known, field)) if *known == name => *field,
            known => {
                let field = fields.iter().position(|own| own == name);
                match known {
                    Some(known) => *known = (name, field),
                    None => self.0.push((name, field)),
                }
                field
            }
        }
    }
}

/// A value that is nothing inside: a text or a number as it stands, or a word.
enum Plain<'t> {
    Text(&'t str),
    Null,
    Truth,
}

/// A look along a line without escapes and control characters.
struct Scan<'t> {
    line: &'t str,
    at: usize,
}

impl<'t> Scan<'t> {
    fn object(mut self, mut each: impl FnMut(&'t str, Plain<'t>) -> Option<()>) -> Option<()> {
        self.token(b'{')?;
        loop {
            self.token(b'"')?;
            let name = self.text()?;
            self.token(b':')?;
            let value = self.value()?;
            each(name, value)?;
            match self.next()? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        (self.at == self.line.len()).then_some(())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.line.as_bytes().get(at).copied()
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        loop {
            let next = self.byte(self.at)?;
            self.at += 1;
            if next != b' ' {
                return Some(next);
            }
        }
    }

    fn token(&mut self, wanted: u8) -> Option<()> {
        (self.next()? == wanted).then_some(())
    }

    /// The rest of a text.
    fn text(&mut self) -> Option<&'t str> {
        let start = self.at;
        let length = memchr::memchr(b'"', self.line.as_bytes().get(start..)?)?;
        self.at = start + length + 1;
        self.line.get(start..start + length)
    }

    fn value(&mut self) -> Option<Plain<'t>> {
        match self.next()? {
            b'"' => self.text().map(Plain::Text),
            b'n' => self.word("ull").map(|()| Plain::Null),
            b't' => self.word("rue").map(|()| Plain::Truth),
            b'f' => self.word("alse").map(|()| Plain::Truth),
            first @ (b'-' | b'0'..=b'9') => self.number(first).map(Plain::Text),
            _ => None,
        }
    }

    /// The rest of a word.
    fn word(&mut self, rest: &str) -> Option<()> {
        let start = self.at;
        self.at += rest.len();
        (self.line.get(start..self.at)? == rest).then_some(())
    }

    /// The rest of a number without an exponent: digits with a point among them at most, and no zero before other digits.
    fn number(&mut self, first: u8) -> Option<&'t str> {
        let start = self.at - 1;
        let first = if first == b'-' { self.next_digit()? } else { first };
        if first != b'0' {
            while self.next_digit().is_some() {}
        }
        if self.byte(self.at) == Some(b'.') {
            self.at += 1;
            self.next_digit()?;
            while self.next_digit().is_some() {}
        }
        // Whatever makes it longer is not for here.
        matches!(self.byte(self.at), Some(b',' | b'}' | b' '))
            .then(|| self.line.get(start..self.at))
            .flatten()
    }

    fn next_digit(&mut self) -> Option<u8> {
        let next = self.byte(self.at).filter(u8::is_ascii_digit)?;
        self.at += 1;
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::json;
    use super::*;

    fn fields() -> RowFields {
        RowFields::new(["a", "é"], "s", ["from", "to"], ["low", "high"])
    }

    /// Values, some plain and some not; spaces, some of them none.
    fn line() -> impl Strategy<Value = String> {
        let value = prop_oneof![
            6 => "\"[a-zé0-9 -]{0,6}\"",
            4 => "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,3})?",
            1 => "null|true|false|nul|nulls|01|-|1\\.|\\.5|1e3|1E\\+2|-0|--1|1-2|1\\.2\\.3|\\+1|1 2",
            1 => "\\[1\\]|\\{\\}|\"\\\\n\"|\"\\\\u00e9\"|\"\t\"|\"|",
        ];
        let name = prop_oneof![
            8 => prop::sample::select(vec!["a", "é", "s", "from", "to", "low", "high"]).prop_map(str::to_owned),
            1 => "[a-z]{0,3}|\\\\u0061",
        ];
        let space = prop_oneof![6 => Just(""), 1 => Just(" "), 1 => Just("\t\r")];
        let field = (name, value, space)
            .prop_map(|(name, value, space)| format!("{space}\"{name}\"{space}:{space}{value}{space}"));
        let all = |fields: Vec<String>, tail: String| format!("{{{}}}{tail}", fields.join(","));
        let random = (prop::collection::vec(field, 0..10), "|\n|\r\n|\r|\u{c}| |,|x|\\}")
            .prop_map(move |(fields, tail)| all(fields, tail));
        let value = "\"[a-zé]{0,3}\"|-?[0-9]{1,3}|null|1e2|\"\\\\\"\"";
        let whole = prop::collection::vec(value, 7).prop_shuffle().prop_map(move |values| {
            let names = ["a", "é", "s", "from", "to", "low", "high"];
            all(
                names.iter().zip(values).map(|(name, value)| format!("\"{name}\":{value}")).collect(),
                String::new(),
            )
        });
        prop_oneof![random, whole]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_scanned_is_what_is_parsed(before in line(), line in line()) {
            let fields = fields();
            let (mut order, mut found) = (Order::default(), Vec::new());
            texts(before.as_bytes(), &fields, &mut order, &mut found);
            if texts(line.as_bytes(), &fields, &mut order, &mut found) {
                prop_assert_eq!(Ok(found), json::texts(line.as_bytes(), &fields));
            }
        }
    }

    #[test]
    fn plain_lines_are_scanned_and_others_left_alone() {
        let plain = [
            r#"{"a":"x","é":"y","s":"z","from":"2023-01-01","to":null,"low":-1.50,"high":0.5}"#,
            " { \"a\" : \"x\", \"é\":\"\",\"s\":\"z\",\"from\":null,\"to\":null,\"low\":0,\"high\":\"7\" , \"b\" : true}\r\n",
        ];
        let others = [
            r#"{"a":"x","é":"y","s":"z","from":null,"to":null,"low":1,"high":1,"low":1}"#,
            r#"{"a":"x","é":"y","s":"z","from":null,"to":null,"low":1,"low":1}"#,
            r#"{"a":"\u0061","é":"y","s":"z","from":null,"to":null,"low":1,"high":1}"#,
            r#"{"a":"x","é":"y","s":"z","from":null,"to":null,"low":1,"high":1e1}"#,
            r#"{"a":"x","é":"y","s":true,"from":null,"to":null,"low":1,"high":1}"#,
            r#"{"a":"x","é":"y","s":"z","from":null,"to":null,"low":1,"high":1"#,
            r#"{"a":"x","é":"y","s":"z","from":null,"to":null,"low":1,"high":1}}"#,
            r#"{"a":"x","é":"y","s":"z","from":null,"to":null,"low":1,"high":1,}"#,
            "{}",
            "",
        ];
        let scanned = |line: &str| texts(line.as_bytes(), &fields(), &mut Order::default(), &mut Vec::new());
        assert!(plain.iter().all(|line| scanned(line)));
        assert!(!others.iter().any(|line| scanned(line)));
        assert!(!texts(b"{\"a\":\"\xff\"}", &fields(), &mut Order::default(), &mut Vec::new()));
    }
}
