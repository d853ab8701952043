//! Schemas in the making: JSON whose fields keep their order.

use std::fmt::{self, Display};

/// A JSON value.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    /// A value that is written already.
    Plain(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn text(text: &str) -> Json {
        Json::Plain(serde_json::Value::from(text).to_string())
    }

    pub(crate) fn plain(value: impl Display) -> Json {
        Json::Plain(value.to_string())
    }

    pub(crate) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Json {
        Json::List(texts.into_iter().map(Json::text).collect())
    }

    pub(crate) fn object<N: Into<String>>(entries: impl IntoIterator<Item = (N, Json)>) -> Json {
        Json::Object(entries.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// The same with one more field, if it is an object.
    pub(crate) fn and(mut self, name: &str, value: Json) -> Json {
        if let Json::Object(entries) = &mut self {
            entries.push((name.to_owned(), value));
        }
        self
    }

    /// The same with a description.
    pub(crate) fn described(self, description: &str) -> Json {
        self.and("description", Json::text(description))
    }

    /// On many lines, values that fit on a line in one.
    pub(crate) fn pretty(&self) -> String {
        let mut out = String::new();
        self.print(0, &mut out);
        out + "\n"
    }

    fn print(&self, indent: usize, out: &mut String) {
        /// How much of a line a value may fill.
        const WIDTH: usize = 100;
        let flat = self.to_string();
        let rows: Vec<(String, &Json)> = match self {
            Json::Object(entries) => {
                entries.iter().map(|(name, value)| (format!("{}: ", Json::text(name)), value)).collect()
            }
            Json::List(values) => values.iter().map(|value| (String::new(), value)).collect(),
            Json::Plain(_) => Vec::new(),
        };
        if rows.is_empty() || indent + flat.len() <= WIDTH {
            out.push_str(&flat);
            return;
        }
        let (open, close) = if matches!(self, Json::List(_)) { ("[", "]") } else { ("{", "}") };
        let margin = " ".repeat(indent + 2);
        for (at, (name, value)) in rows.iter().enumerate() {
            out.extend([if at == 0 { open } else { "," }, "\n", &margin, name]);
            value.print(indent + 2, out);
        }
        out.extend(["\n", &" ".repeat(indent), close]);
    }
}

/// On one line.
impl Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Plain(text) => out.write_str(text),
            Json::List(values) => {
                out.write_str("[")?;
                for (at, value) in values.iter().enumerate() {
                    write!(out, "{}{value}", if at == 0 { "" } else { ", " })?;
                }
                out.write_str("]")
            }
            Json::Object(entries) => {
                out.write_str("{")?;
                for (at, (name, value)) in entries.iter().enumerate() {
                    write!(out, "{}{}: {value}", if at == 0 { "" } else { ", " }, Json::text(name))?;
                }
                out.write_str("}")
            }
        }
    }
}

/// The schema of an object in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    properties: Vec<(String, Json)>,
    required: Vec<&'static str>,
}

impl Record {
    /// Adds a field that must be there.
    pub(crate) fn must(mut self, name: &'static str, schema: Json) -> Record {
        self.required.push(name);
        self.may(name, schema)
    }

    /// Adds a field that may be left out.
    pub(crate) fn may(mut self, name: impl Into<String>, schema: Json) -> Record {
        self.properties.push((name.into(), schema));
        self
    }

    /// Adds the fields of another record.
    pub(crate) fn with(mut self, other: Record) -> Record {
        self.properties.extend(other.properties);
        self.required.extend(other.required);
        self
    }

    /// What makes it the schema of an object with no other fields.
    pub(crate) fn entries(self) -> Vec<(&'static str, Json)> {
        let mut entries = vec![("type", Json::text("object")), ("properties", Json::Object(self.properties))];
        if !self.required.is_empty() {
            entries.push(("required", Json::texts(self.required)));
        }
        entries.push(("additionalProperties", Json::plain(false)));
        entries
    }

    pub(crate) fn schema(self) -> Json {
        Json::object(self.entries())
    }
}

pub(crate) fn typed(name: &str) -> Json {
    Json::object([("type", Json::text(name))])
}

pub(crate) fn text(description: &str) -> Json {
    typed("string").described(description)
}

pub(crate) fn flag(description: &str) -> Json {
    typed("boolean").described(description)
}

/// A number of things or bytes, from some least one.
pub(crate) fn count(least: u32) -> Json {
    typed("integer").and("minimum", Json::plain(least))
}

/// One of a few words.
pub(crate) fn one_of(words: &[&str], description: &str) -> Json {
    Json::object([("enum", Json::texts(words.iter().copied()))]).described(description)
}

/// One word only.
pub(crate) fn word(word: &str) -> Json {
    Json::object([("const", Json::text(word))])
}

/// A notation, which may be a bare number, too.
pub(crate) fn figure(description: &str) -> Json {
    Json::object([("type", Json::texts(["string", "number"]))]).described(description)
}

pub(crate) fn items(schema: Json, description: &str) -> Json {
    typed("array").and("items", schema).described(description)
}

pub(crate) fn texts(description: &str) -> Json {
    items(typed("string"), description)
}

/// An object whose keys are the author's own.
pub(crate) fn keyed(schema: Json, description: &str) -> Json {
    typed("object").and("additionalProperties", schema).described(description)
}

pub(crate) fn any_of(schemas: impl IntoIterator<Item = Json>) -> Json {
    Json::object([("anyOf", Json::List(schemas.into_iter().collect()))])
}

/// What is defined elsewhere.
pub(crate) fn defined(name: &str) -> Json {
    Json::object([("$ref", Json::text(&format!("#/$defs/{name}")))])
}
