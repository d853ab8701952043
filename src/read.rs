//! Bytes to records: the words as said, and where they stand.

mod fault;
mod fields;
mod file;
mod parse;
mod place;
mod tree;

pub use fault::{FaultKind, ReadError, ReadErrors};
pub use place::Place;
