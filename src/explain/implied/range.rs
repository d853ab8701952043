//! Intervals in words, rounded outward to as many digits as a reader needs.

use super::super::amount::number_in;
use crate::model::{End, Exact, Interval};
use crate::proof::Side;

/// A number for people to read.
pub(super) struct Rounded {
    number: Exact,
    exact: bool,
}

/// So many digits are given of a number that stands alone.
const DIGITS: i32 = 5;

/// So many digits are given of the width of an interval.
const WIDTH_DIGITS: i32 = 3;

/// A number with no more digits than this is not rounded.
const SHORT: usize = 7;

impl Rounded {
    /// A number rounded towards a side.
    pub(super) fn alone(number: &Exact, side: Side) -> Rounded {
        let power = number.magnitude().map_or(0, |magnitude| magnitude - DIGITS + 1);
        Rounded::to(number, side, power)
    }

    fn to(number: &Exact, side: Side, power: i32) -> Rounded {
        let written = number.to_string();
        let digits = written.trim_end_matches('0').chars().filter(char::is_ascii_digit).count();
        let rounded = match side {
            _ if digits <= SHORT && !written.contains('/') => number.clone(),
            Side::Low => number.rounded_down(power),
            Side::High => number.rounded_up(power),
        };
        Rounded { exact: rounded == *number, number: rounded }
    }

    /// The number with its unit.
    pub(super) fn amount(&self, unit: &str) -> String {
        let about = if self.exact { "" } else { "about " };
        format!("{about}{}", number_in(unit, &self.number))
    }
}

/// An interval in words: "more than 2.8322 billion USD and less than 2.922 billion USD, rounded outward"; each end with how
/// it was reckoned.
pub(super) fn range(interval: &Interval, unit: &str, reckoned: [Option<String>; 2]) -> String {
    let (low, high) = (interval.low(), interval.high());
    if let (End::Closed(at), true) = (low, low == high) {
        let [reckoned, _] = reckoned;
        return format!("exactly {}{}", number_in(unit, at), noted(reckoned));
    }
    let width = low.number().zip(high.number()).map(|(low, high)| high - low);
    let power = width.and_then(|width| width.magnitude()).map(|magnitude| magnitude - WIDTH_DIGITS + 1);
    let rounded = |number: &Exact, side| match power {
        Some(power) => Rounded::to(number, side, power),
        None => Rounded::alone(number, side),
    };
    let words = |(end, side): (&End, Side), reckoned| {
        let how = match (end, side) {
            (End::Absent, _) => return None,
            (End::Open(_), Side::Low) => "more than",
            (End::Closed(_), Side::Low) => "at least",
            (End::Open(_), Side::High) => "less than",
            (End::Closed(_), Side::High) => "at most",
        };
        let rounded = rounded(end.number()?, side);
        Some((rounded.exact, format!("{how} {}{}", number_in(unit, &rounded.number), noted(reckoned))))
    };
    let [below, above] = reckoned;
    let ends = [words((low, Side::Low), below), words((high, Side::High), above)];
    let ends: Vec<(bool, String)> = ends.into_iter().flatten().collect();
    let mut text = ends.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" and ");
    if ends.is_empty() {
        "anything".clone_into(&mut text);
    }
    if ends.iter().any(|(exact, _)| !exact) {
        text.push_str(", rounded outward");
    }
    text
}

fn noted(reckoned: Option<String>) -> String {
    reckoned.map(|reckoned| format!(" ({reckoned})")).unwrap_or_default()
}
