//! The nouns: what a claim is made of. Knows its own rules and no other room.

mod grade;

pub use grade::Grade;
