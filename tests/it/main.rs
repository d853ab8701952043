//! The tests, linked once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that fails is a test that fails"
)]

mod examples;
mod near;
mod report;
mod rooms;
mod rules;
mod shipped;
