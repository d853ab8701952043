//! Words to values, dates and durations, and back.

mod change;
mod date;
mod date_advice;
mod duration;
mod lexicon;
mod value;
mod when;
mod words;
