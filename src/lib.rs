//! Dated factual claims from many sources in, explained contradictions out.

mod model;
mod notation;

pub use model::{
    Change, ChangeForm, Direction, End, Exact, ExactError, Grade, Hedge, Hedges, Interval, IntervalError,
    Nature, PolicyError, Rounding, Unit, UnitError, Units, Value, ValueError,
};
