//! Words to values, dates and durations, and back.

mod date;
mod date_advice;
mod duration;
mod when;
mod words;
