//! Words to values, dates and durations, and back.

mod change;
mod lexicon;
mod value;
