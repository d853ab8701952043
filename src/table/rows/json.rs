use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::RowFields;
use super::batch::Text;

/// The texts of a record, in the order of the fields.
type Texts<'t> = Vec<Text<'t>>;

/// The texts of the fields of one object. A field that comes twice is a fault, and so is one that does not come: a name
/// that is misspelt would otherwise leave an end open in every row.
pub(super) fn texts<'t>(line: &'t [u8], fields: &RowFields) -> Result<Texts<'t>, String> {
    let line =
        std::str::from_utf8(line).map_err(|fault| format!("not UTF-8 at byte {}", fault.valid_up_to()))?;
    let mut read = serde_json::Deserializer::from_str(line);
    let texts = read.deserialize_map(Fields(fields)).map_err(|fault| told(&fault))?;
    read.end().map_err(|fault| told(&fault))?;
    Ok(texts)
}

/// The fault without its line, which is always the first.
fn told(fault: &serde_json::Error) -> String {
    let text = fault.to_string();
    let short = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    if fault.is_data() { short.to_owned() } else { format!("{short}, at column {}", fault.column()) }
}

struct Fields<'f>(&'f RowFields);

impl<'t> Visitor<'t> for Fields<'_> {
    type Value = Texts<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Texts<'t>, A::Error> {
        use serde::de::Error;
        let names = &self.0.names;
        let mut texts: Vec<Option<Option<Cow<'t, str>>>> = vec![None; names.len()];
        while let Some(Name(name)) = map.next_key()? {
            let slot = names.iter().position(|one| *one == name).and_then(|at| texts.get_mut(at));
            let Some(slot) = slot else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if slot.is_some() {
                return Err(A::Error::custom(format!("`{name}` comes twice")));
            }
            let text = text(map.next_value()?).map_err(|is| A::Error::custom(format!("`{name}` is {is}")))?;
            *slot = Some(text);
        }
        let come = names.iter().zip(texts);
        come.map(|(name, text)| text.ok_or_else(|| A::Error::custom(format!("`{name}` is missing"))))
            .collect()
    }
}

/// The name of a field, borrowed where it has no escapes.
struct Name<'t>(Cow<'t, str>);

impl<'t> serde::Deserialize<'t> for Name<'t> {
    fn deserialize<D: Deserializer<'t>>(from: D) -> Result<Name<'t>, D::Error> {
        struct Text;
        impl<'t> Visitor<'t> for Text {
            type Value = Name<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, name: &'t str) -> Result<Name<'t>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'t>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        from.deserialize_str(Text)
    }
}

/// The text of a text or of a number as it stands, which no floating-point number could keep.
fn text(raw: &RawValue) -> Result<Option<Cow<'_, str>>, &'static str> {
    let raw = raw.get();
    match raw.as_bytes().first() {
        Some(b'"') => {
            let inside = raw.get(1..raw.len() - 1).filter(|inside| !inside.as_bytes().contains(&b'\\'));
            let text = inside.map(|inside| Ok(Cow::Borrowed(inside)));
            text.unwrap_or_else(|| serde_json::from_str(raw).map(Cow::Owned)).map(Some).map_err(|_| "no text")
        }
        Some(b'-' | b'0'..=b'9') => Ok(Some(Cow::Borrowed(raw))),
        Some(b'n') => Ok(None),
        Some(b't' | b'f') => Err("true or false"),
        _ => Err("a list or an object"),
    }
}
