//! The tests, linked once.

mod rooms;
