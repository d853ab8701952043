//! The nouns: what a claim is made of. Knows its own rules and no other room.

mod calendar;
mod date;
mod date_error;
mod date_point;
mod date_shape;
mod day;
mod duration;
mod extent;
mod grade;
mod periods;
mod span;
mod when;

pub use calendar::{Calendar, CalendarError, Hemisphere};
pub use date::{Date, Granularity};
pub use date_error::DateError;
pub use day::Day;
pub use duration::{Duration, GapSense};
pub use grade::Grade;
pub use periods::Periods;
pub use span::Span;
pub use when::When;

// The structure of dates, which only the notation makes.
pub(crate) use date_point::{Field, Marks, Point, Rest, Year};
pub(crate) use date_shape::{Element, End, Shape, Third, Whole, WholeKind};
pub(crate) use duration::{Bound, Unit};
pub(crate) use when::Kind;
