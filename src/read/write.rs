//! A set to a claims file that reads back equal, in either spelling.

mod claims;
pub(super) mod records;

use crate::model::ClaimSet;
use std::fmt::{self, Display};

/// Writes a set as one JSON document, a record on each line; [`read`](crate::read()) gives an equal set.
///
/// Shipped tables that the set only uses are not written, nor are settings of the policy that have their
/// default.
///
/// # Examples
/// ```
/// use gainsay::{Cell, Claim, ClaimSet, Measure, Source};
/// let set = ClaimSet::builder()
///     .source(Source::new("wana", "WANA"))
///     .measure("length", Measure::constant("km"))
///     .claim(Claim::amount("a", "wana", Cell::new("Rasht–Astara", "length"), "162 km".parse()?))
///     .build()?;
/// let text = gainsay::write(&set);
/// assert_eq!(text, r#"{
///   "gainsay": 1,
///   "sources": {
///     "wana": {"publisher": "WANA"}
///   },
///   "measures": {
///     "length": {"kind": "constant", "unit": "km"}
///   },
///   "claims": [
///     {"id": "a", "kind": "amount", "source": "wana", "subject": "Rasht–Astara", "measure": "length", "value": "162 km"}
///   ]
/// }
/// "#);
/// assert_eq!(gainsay::read([("a.json", text)])?, set);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn write(set: &ClaimSet) -> String {
    let mut sections = vec!["  \"gainsay\": 1".to_owned()];
    sections.extend(set.title().map(|title| format!("  \"title\": {}", quoted(title))));
    sections.extend(
        records::sections(set).iter().filter(|section| section.is_needed()).map(Section::in_document),
    );
    format!("{{\n{}\n}}\n", sections.join(",\n"))
}

/// Writes a set as JSON Lines, a record on each line; [`read`](crate::read()) gives an equal set.
///
/// # Examples
/// ```
/// use gainsay::{ClaimSet, Source};
/// let set = ClaimSet::builder().source(Source::new("wana", "WANA")).build()?;
/// let text = gainsay::write_lines(&set);
/// assert_eq!(text, r#"{"record": "set", "gainsay": 1}
/// {"record": "source", "id": "wana", "publisher": "WANA"}
/// "#);
/// assert_eq!(gainsay::read([("a.jsonl", text)])?, set);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn write_lines(set: &ClaimSet) -> String {
    let title = set.title().map(|title| format!(", \"title\": {}", quoted(title))).unwrap_or_default();
    let mut lines = format!("{{\"record\": \"set\", \"gainsay\": 1{title}}}\n");
    for section in records::sections(set) {
        section.on_lines(&mut lines);
    }
    lines
}

/// The records of one sort.
struct Section {
    /// The field of a document that holds them.
    name: &'static str,
    /// The word for one in JSON Lines.
    word: &'static str,
    rows: Rows,
}

enum Rows {
    Keyed(Vec<(String, Fields)>),
    Listed(Vec<Fields>),
    /// Names for texts, which are fields `is` in JSON Lines.
    Texts(Vec<(String, String)>),
    Single(Fields),
}

impl Section {
    fn is_needed(&self) -> bool {
        matches!(self.name, "sources" | "claims")
            || match &self.rows {
                Rows::Keyed(rows) => !rows.is_empty(),
                Rows::Listed(rows) => !rows.is_empty(),
                Rows::Texts(rows) => !rows.is_empty(),
                Rows::Single(fields) => !fields.0.is_empty(),
            }
    }

    fn in_document(&self) -> String {
        let name = quoted(self.name);
        let (open, close, rows): (_, _, Vec<String>) = match &self.rows {
            Rows::Keyed(rows) => (
                '{',
                '}',
                rows.iter().map(|(key, fields)| format!("    {}: {fields}", quoted(key))).collect(),
            ),
            Rows::Texts(rows) => (
                '{',
                '}',
                rows.iter().map(|(key, text)| format!("    {}: {}", quoted(key), quoted(text))).collect(),
            ),
            Rows::Listed(rows) => ('[', ']', rows.iter().map(|fields| format!("    {fields}")).collect()),
            Rows::Single(fields) => return format!("  {name}: {fields}"),
        };
        if rows.is_empty() {
            format!("  {name}: {open}{close}")
        } else {
            format!("  {name}: {open}\n{}\n  {close}", rows.join(",\n"))
        }
    }

    fn on_lines(&self, lines: &mut String) {
        let mut line = |key: Option<&str>, fields: &Fields| {
            let mut whole = Fields::default();
            whole.text("record", self.word);
            whole.optional("id", key);
            whole.0.extend_from_slice(&fields.0);
            lines.extend([whole.to_string().as_str(), "\n"]);
        };
        match &self.rows {
            Rows::Keyed(rows) => rows.iter().for_each(|(key, fields)| line(Some(key), fields)),
            Rows::Listed(rows) => rows.iter().for_each(|fields| line(None, fields)),
            Rows::Texts(rows) => {
                for (key, text) in rows {
                    let mut fields = Fields::default();
                    fields.text("is", text);
                    line(Some(key), &fields);
                }
            }
            Rows::Single(fields) if fields.0.is_empty() => {}
            Rows::Single(fields) => line(None, fields),
        }
    }
}

/// An object in the making: names, and values as JSON. What is absent or has its default is left out.
#[derive(Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    fn put(&mut self, name: &str, json: impl Display) {
        self.0.push((name.to_owned(), json.to_string()));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.put(name, quoted(text));
    }

    fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn texts(&mut self, name: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.put(name, list(texts.iter().map(|text| quoted(text))));
        }
    }

    fn flag(&mut self, name: &str, flag: bool) {
        if flag {
            self.put(name, true);
        }
    }
}

impl Display for Fields {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("{")?;
        for (at, (name, json)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(out, "{comma}{}: {json}", quoted(name))?;
        }
        out.write_str("}")
    }
}

fn list(items: impl Iterator<Item = impl Display>) -> String {
    let items: Vec<String> = items.map(|item| item.to_string()).collect();
    format!("[{}]", items.join(", "))
}

fn quoted(text: &str) -> serde_json::Value {
    serde_json::Value::from(text)
}
