//! Words to values, dates and durations, and back.
