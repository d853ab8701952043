//! The JSON Schema of the claims file: what a language model is given as the form of its answer.
//!
//! Written out here rather than derived, because the reader has no structs of the file's shape: claims are a
//! plain tagged union of flat records, in the order in which they are best written, every field described. The
//! tests hold it against the reader in both directions.

mod claims;
pub(crate) mod json;
mod records;

use json::Json;

/// The JSON Schema (draft 2020-12) of a claims file: `schema/claims.schema.json`.
///
/// It describes one document, and `$defs/claim` a claim alone. It is
/// stricter than [`read`](crate::read()), which also takes one string for a list of one, `null` for a field that
/// is absent, and a claim without its `kind`. What it accepts may still have faults of meaning, which only
/// reading finds.
///
/// # Examples
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&gainsay::schema())?;
/// assert_eq!(schema["required"], serde_json::json!(["gainsay", "sources", "claims"]));
/// let kinds = schema["$defs"]["claim"]["anyOf"].as_array().ok_or("no kinds")?;
/// assert_eq!(kinds.len(), 9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn schema() -> String {
    let mut root = vec![
        ("$schema", Json::text("https://json-schema.org/draft/2020-12/schema")),
        ("title", Json::text("gainsay claims file, version 1")),
        ("description", Json::text(ABOUT)),
    ];
    root.extend(records::document().entries());
    let definitions = records::definitions().into_iter().chain(claims::definitions());
    root.push(("$defs", Json::object(definitions)));
    Json::object(root).pretty()
}

const ABOUT: &str = "Dated factual claims from many sources: who said, when, that something is so. One claim for each \
                     statement. Give figures, dates and stage words as the source gives them, hedges included \
                     (\"nearly $5 billion\"); leave out what it does not say.";
