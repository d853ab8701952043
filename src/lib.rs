//! Dated factual claims from many sources in, explained contradictions out.

mod model;
mod notation;

pub use model::Grade;
