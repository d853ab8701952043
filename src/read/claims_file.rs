//! The claims file, version 1: its records to a set, every fault located.
//!
//! Periods are read before everything that may name one; so the files are gone through twice, and the lines
//! of JSON Lines are parsed again rather than kept, for there may be millions.

mod cells;
mod claims;
mod laws;
mod locate;
mod merge;
mod notations;
mod policy;
mod records;
mod rulings;
mod sources;
mod statements;
mod unread;
mod vocabulary;

pub use policy::read_policy;
pub(super) use statements::looks_like_a_date;

use super::fault::{Faults, ReadErrors, Spot};
use super::file::File;
use crate::model::{ClaimSet, ClaimSetBuilder, Periods};
use merge::{List, Table};
use records::{Record, Source};
use std::collections::BTreeMap;
use unread::Unread;

/// Reads claims files, each a name for messages and its bytes, and merges them into one checked set.
///
/// Each file is one JSON document or JSON Lines; the ending `.jsonl` or the first line tells which. Equal
/// declarations in two files unite. Reading goes on after a fault as far as it can.
///
/// # Errors
/// Every fault of the readable records, with file, line and column. In a document that is no JSON, those up to
/// the first syntax error that cannot be passed over; in JSON Lines, those of all other lines. What may be at
/// odds only because something else could not be read is not reported.
///
/// # Examples
/// ```
/// let text = r#"{"gainsay": 1,
///   "sources": {"wana": {"publisher": "WANA", "published": "2025-06-05"}},
///   "measures": {"investment": {"kind": "running_total", "unit": "USD", "ladder": "funding"}},
///   "claims": [{"id": "w2", "kind": "amount", "source": "wana", "subject": "Russia in Iran",
///               "measure": "investment", "stage": "finalized", "value": "nearly $5 billion"}]}"#;
/// let set = gainsay::read([("iran.json", text.as_bytes())])?;
/// assert_eq!(set.claims().len(), 1);
///
/// let wrong = text.replace("\"source\": \"wana\"", "\"souce\": \"wana\"");
/// let errors = gainsay::read([("iran.json", wrong.as_bytes())]).err().ok_or("read")?;
/// let fault = "iran.json:4:45: an amount has no field `souce`; did you mean `source`?";
/// assert_eq!(errors.to_string(), fault);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read<N, B>(files: impl IntoIterator<Item = (N, B)>) -> Result<ClaimSet, ReadErrors>
where
    N: AsRef<str>,
    B: AsRef<[u8]>,
{
    let files: Vec<(N, B)> = files.into_iter().collect();
    let files: Vec<File<'_>> =
        files.iter().map(|(name, bytes)| File::new(name.as_ref(), bytes.as_ref())).collect();
    let mut reader = Reader::new();
    let parsed = files.iter().enumerate();
    let sources: Vec<Source<'_, '_>> =
        parsed.map(|(at, file)| Source::new(at, file, &mut reader.faults, &mut reader.unread)).collect();
    reader.has_broken = !reader.faults.is_empty();
    let records: Vec<Vec<Record<'_, '_>>> = sources.iter().map(|source| reader.records_of(source)).collect();
    for record in records.iter().flatten() {
        reader.period(record);
    }
    for record in records.iter().flatten() {
        reader.declaration(record);
    }
    for (source, records) in sources.iter().zip(&records) {
        reader.claims_of(source, records);
    }
    reader.finish(&files)
}

/// What was read so far.
struct Reader<'a> {
    faults: Faults,
    unread: Unread<'a>,
    /// Whether some text was no JSON, so that records may hold broken values.
    has_broken: bool,
    draft: ClaimSetBuilder,
    named: Periods,
    periods: Table<crate::model::Date>,
    title: Table<String>,
    sources: Table<crate::model::Source>,
    names: Table<crate::model::NameEntry>,
    units: Table<crate::model::UnitEntry>,
    measures: Table<crate::model::Measure>,
    ladders: Table<crate::model::Ladder>,
    events: Table<crate::model::Recurrence>,
    attributes: Table<crate::model::Attribute>,
    rates: List<crate::model::Rate>,
    laws: List<crate::model::Law>,
    allow: List<crate::model::Ruling>,
    deny: List<crate::model::Ruling>,
    policy_allow: List<crate::model::Ruling>,
    policy_deny: List<crate::model::Ruling>,
    policy: Table<policy::Setting>,
    /// Where each claim of the draft stands.
    claims: Vec<Spot>,
    /// The claims that have no id, or that of another claim, under ids that no file can have.
    nameless: BTreeMap<String, Spot>,
}
