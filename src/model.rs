//! The nouns: what a claim is made of. Knows its own rules and no other room.

mod calendar;
mod change;
mod claim;
mod date;
mod date_error;
mod date_point;
mod date_shape;
mod day;
mod draft;
mod duration;
mod error;
mod exact;
mod extent;
mod grade;
mod hedges;
mod interval;
mod ladder;
mod measure;
mod name;
mod narrow;
mod near;
mod periods;
mod policy;
mod rule;
mod ruling;
mod set;
mod source;
mod span;
mod statement;
mod unit;
mod validate;
mod value;
mod vocabulary;
mod when;

pub use calendar::{Calendar, CalendarError, Hemisphere};
pub use change::{Change, ChangeForm, Direction};
pub use claim::{Certainty, Claim, Quote, SaidOn, Stance};
pub use date::{Date, Granularity};
pub use date_error::DateError;
pub use day::Day;
pub use draft::{ClaimSetBuilder, ModelErrors, UnitEntry};
pub use duration::{Duration, GapSense};
pub use error::{ModelError, RecordKind};
pub(crate) use exact::Num;
pub use exact::{Exact, ExactError};
pub use grade::Grade;
pub use hedges::{Hedges, PolicyError, Rounding};
pub use interval::{End, Interval, IntervalError};
pub use ladder::{Ladder, LadderError};
pub use measure::{Measure, Temporal};
pub use name::{Key, NameEntry, Names};
pub(crate) use narrow::{DateOf, Fit};
pub(crate) use near::distance;
#[cfg(feature = "json")]
pub(crate) use near::nearest;
pub use periods::Periods;
pub use policy::{Listing, Policy, SettingError};
pub(crate) use rule::rule_table;
pub use rule::{AnyRule, NearRule, Rule};
pub use ruling::Ruling;
pub use set::ClaimSet;
pub use source::Source;
pub use span::Span;
pub use statement::{Among, Cell, EventStage, Part, Point, Rank, Statement, Time};
pub(crate) use unit::spelled as unit_spelled;
pub use unit::{Unit, UnitError, Units};
pub(crate) use value::{Figure, Form, Numeral, Scale, Vague};
pub use value::{Hedge, Nature, Value, ValueError};
pub use vocabulary::{Arity, Attribute, Law, LawRelation, Rate, Recurrence, Strength};
pub use when::When;

/// The structure of dates, which only the notation makes.
pub(crate) mod dated {
    #[cfg(test)]
    pub(crate) use super::calendar::tests as calendar_tests;
    pub(crate) use super::date_error::shown;
    pub(crate) use super::date_point::{Field, Marks, Point, Rest, Year};
    pub(crate) use super::date_shape::{Element, End, Shape, Third, Whole, WholeKind};
    #[cfg(test)]
    pub(crate) use super::duration::days_of_months;
    pub(crate) use super::duration::{Bound, Unit};
    pub(crate) use super::when::Kind;
}
