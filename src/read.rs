//! Bytes to records: the words as said, and where they stand.

mod claims_file;
mod fault;
mod fields;
mod file;
mod parse;
mod place;
#[cfg(feature = "csv")]
mod rows;
#[cfg(feature = "schema")]
mod schema;
mod texts;
mod tree;
mod write;

pub use claims_file::{read, read_policy};
pub use fault::{FaultKind, ReadError, ReadErrors};
pub use place::Place;
#[cfg(feature = "schema")]
pub(crate) use schema::json;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use texts::Texts;
pub(crate) use texts::{Record, Stretch};
pub(crate) use tree::Span;
pub use write::{write, write_lines};
