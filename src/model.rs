//! The nouns: what a claim is made of. Knows its own rules and no other room.

mod change;
mod exact;
mod grade;
mod hedges;
mod interval;
mod unit;
mod value;

pub use change::{Change, ChangeForm, Direction};
pub use exact::{Exact, ExactError};
pub use grade::Grade;
pub use hedges::{Hedges, PolicyError, Rounding};
pub use interval::{End, Interval, IntervalError};
pub use unit::{Unit, UnitError, Units};
pub(crate) use value::{Figure, Form, Numeral, Scale, Vague};
pub use value::{Hedge, Nature, Value, ValueError};
