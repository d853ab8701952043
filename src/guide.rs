//! The guide: what gainsay means by a contradiction, law by law.
//!
//! Nothing here is code; every page is text whose examples run as tests.
//!
#![doc = include_str!("guide/index.md")]

#[doc = include_str!("guide/claims.md")]
pub mod claims {}

#[doc = include_str!("guide/cells.md")]
pub mod cells {}

#[doc = include_str!("guide/time.md")]
pub mod time {}

#[doc = include_str!("guide/stages.md")]
pub mod stages {}

#[doc = include_str!("guide/ranks.md")]
pub mod ranks {}

#[doc = include_str!("guide/events.md")]
pub mod events {}

#[doc = include_str!("guide/states.md")]
pub mod states {}

#[doc = include_str!("guide/readings.md")]
pub mod readings {}

#[doc = include_str!("guide/values.md")]
pub mod values {}

#[doc = include_str!("guide/dates.md")]
pub mod dates {}

#[doc = include_str!("guide/plans.md")]
pub mod plans {}

#[doc = include_str!("guide/witnesses.md")]
pub mod witnesses {}
