//! Bytes to records: the words as said, and where they stand.

mod claims_file;
mod fault;
mod fields;
mod file;
mod parse;
mod place;
mod tree;
mod write;

pub use claims_file::{read, read_policy};
pub use fault::{FaultKind, ReadError, ReadErrors};
pub use place::Place;
pub use write::{write, write_lines};
