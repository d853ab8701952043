//! Dated factual claims from many sources in, explained contradictions out.

mod model;
mod notation;
#[cfg(feature = "json")]
#[expect(dead_code, reason = "the reader of the claims file stands on it")]
mod read;

#[cfg(feature = "json")]
pub use read::{FaultKind, Place, ReadError, ReadErrors};
pub use model::{
    Calendar, CalendarError, Date, DateError, Day, Duration, GapSense, Grade, Granularity, Hemisphere,
    Periods, Span, When,
};
