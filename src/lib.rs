//! Dated factual claims from many sources in, explained contradictions out.

mod check;
mod checker;
mod explain;
mod ground;
pub mod guide;
mod model;
mod notation;
mod proof;
#[cfg(feature = "json")]
mod read;
mod report;

pub use check::{Between, Fate, NearRule, Rule};
pub use checker::{Agreement, Checker, Relation, UnknownClaim, relate};
pub use ground::Because;
pub use model::*;
pub use proof::Proof;
#[cfg(feature = "json")]
pub use read::{FaultKind, Place, ReadError, ReadErrors, read, read_policy, write, write_lines};
pub use report::{
    Allowed, Counts, Finding, Forecast, Group, NearMiss, Replaced, Report, Setting, Side, Undecided, Verdict,
    Way,
};
