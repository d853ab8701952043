//! The tests, linked once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

mod bad_input;
mod examples;
mod near;
mod report;
mod rooms;
mod round_trip;
mod rules;
mod shipped;
