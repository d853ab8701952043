//! Sets of numbers without holes.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Exact;

/// Where an interval ends on one side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Nowhere: it goes on without bound.
    Absent,
    /// Before this number.
    Open(Exact),
    /// At this number.
    Closed(Exact),
}

/// The numbers between two ends.
///
/// # Shape
/// Never empty; a point when both ends are closed and equal.
///
/// # Examples
/// ```
/// use gainsay::Interval;
/// let nearly_five: Interval = "[4.5, 5)".parse()?;
/// assert!(!nearly_five.meets(&"[5, 6]".parse()?));
/// assert!(nearly_five.below(&"[5, 6]".parse()?));
/// assert!(nearly_five.touches(&"[5, 6]".parse()?));
/// assert_eq!(nearly_five.to_string(), "[4.5, 5)");
/// # Ok::<(), gainsay::IntervalError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Interval {
    low: End,
    high: End,
}

/// Ends between which there is no number, or a text that is no interval.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IntervalError {
    /// The low end lies above the high end.
    #[error("the interval from `{low}` to `{high}` is reversed; write `[{high}, {low}]`")]
    Reversed {
        /// The low end as given.
        low: Box<Exact>,
        /// The high end as given.
        high: Box<Exact>,
    },
    /// Both ends are one number that is left out.
    #[error("the interval from `{0}` to itself is empty; write `[{0}, {0}]` for the number alone")]
    Empty(Exact),
    /// The text is not an interval.
    #[error("`{0}` is not an interval; write it as `[4.5, 5)` or `(-∞, 3]`")]
    Unreadable(String),
}

impl End {
    /// The number at which it ends, if it does.
    #[must_use]
    pub fn number(&self) -> Option<&Exact> {
        match self {
            End::Absent => None,
            End::Open(number) | End::Closed(number) => Some(number),
        }
    }

    fn map(&self, change: impl FnOnce(&Exact) -> Exact) -> End {
        match self {
            End::Absent => End::Absent,
            End::Open(number) => End::Open(change(number)),
            End::Closed(number) => End::Closed(change(number)),
        }
    }

    /// The end that a sum of two ends has: it is reached only if both are.
    fn with(&self, other: &End, join: impl FnOnce(&Exact, &Exact) -> Exact) -> End {
        match (self, other) {
            (End::Absent, _) | (_, End::Absent) => End::Absent,
            (End::Closed(a), End::Closed(b)) => End::Closed(join(a, b)),
            (End::Open(a) | End::Closed(a), End::Open(b) | End::Closed(b)) => End::Open(join(a, b)),
        }
    }
}

/// Orders low ends from the one that admits more to the one that admits less.
fn by_low(a: &End, b: &End) -> Ordering {
    let key = |end: &End| matches!(end, End::Open(_));
    a.number().cmp(&b.number()).then(key(a).cmp(&key(b)))
}

/// Orders high ends from the one that admits less to the one that admits more.
fn by_high(a: &End, b: &End) -> Ordering {
    let key = |end: &End| matches!(end, End::Closed(_));
    match (a.number(), b.number()) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(x), Some(y)) => x.cmp(y).then(key(a).cmp(&key(b))),
    }
}

impl Interval {
    /// The numbers between two ends.
    ///
    /// # Errors
    /// [`IntervalError::Reversed`] and [`IntervalError::Empty`] when there is no number between them.
    pub fn new(low: End, high: End) -> Result<Interval, IntervalError> {
        if let (Some(from), Some(to)) = (low.number(), high.number()) {
            match from.cmp(to) {
                Ordering::Less => {}
                Ordering::Equal if matches!((&low, &high), (End::Closed(_), End::Closed(_))) => {}
                Ordering::Equal => return Err(IntervalError::Empty(from.clone())),
                Ordering::Greater => {
                    return Err(IntervalError::Reversed {
                        low: Box::new(from.clone()),
                        high: Box::new(to.clone()),
                    });
                }
            }
        }
        Ok(Interval { low, high })
    }

    /// The numbers between two ends in either order; ends that leave nothing between them are taken in.
    pub(crate) fn spanning(low: End, high: End) -> Interval {
        let swapped = matches!((low.number(), high.number()), (Some(a), Some(b)) if a > b);
        let (low, high) = if swapped { (high, low) } else { (low, high) };
        match (low.number(), high.number()) {
            (Some(a), Some(b)) if a == b => Interval::point(a.clone()),
            _ => Interval { low, high },
        }
    }

    /// One number alone.
    #[must_use]
    pub fn point(at: Exact) -> Interval {
        Interval { low: End::Closed(at.clone()), high: End::Closed(at) }
    }

    /// The numbers from `low` to `high`, both included.
    ///
    /// # Errors
    /// [`IntervalError::Reversed`] when `low > high`. Equal ends are fine.
    pub fn closed(low: Exact, high: Exact) -> Result<Interval, IntervalError> {
        Interval::new(End::Closed(low), End::Closed(high))
    }

    /// All numbers.
    #[must_use]
    pub fn everything() -> Interval {
        Interval { low: End::Absent, high: End::Absent }
    }

    /// The low end.
    #[must_use]
    pub fn low(&self) -> &End {
        &self.low
    }

    /// The high end.
    #[must_use]
    pub fn high(&self) -> &End {
        &self.high
    }

    /// Whether a number lies in it.
    #[must_use]
    pub fn contains(&self, number: &Exact) -> bool {
        Interval::point(number.clone()).within(self)
    }

    /// Whether both share a number.
    #[must_use]
    pub fn meets(&self, other: &Interval) -> bool {
        !self.below(other) && !other.below(self)
    }

    /// Whether every number of this one lies in the other.
    #[must_use]
    pub fn within(&self, other: &Interval) -> bool {
        by_low(&other.low, &self.low).is_le() && by_high(&self.high, &other.high).is_le()
    }

    /// Whether every number of this one is less than every number of the other.
    #[must_use]
    pub fn below(&self, other: &Interval) -> bool {
        match (&self.high, &other.low) {
            (End::Absent, _) | (_, End::Absent) => false,
            (End::Closed(high), End::Closed(low)) => high < low,
            (End::Open(high) | End::Closed(high), End::Open(low) | End::Closed(low)) => high <= low,
        }
    }

    /// Whether the two, with their ends taken in, share just one number, at which one ends and the other begins.
    #[must_use]
    pub fn touches(&self, other: &Interval) -> bool {
        let joint = |below: &Interval, above: &Interval| {
            let at = below.high.number();
            at.is_some() && at == above.low.number()
        };
        joint(self, other) || joint(other, self)
    }

    /// The numbers that lie in both, if any do.
    #[must_use]
    pub fn common(&self, other: &Interval) -> Option<Interval> {
        let low = if by_low(&self.low, &other.low).is_ge() { &self.low } else { &other.low };
        let high = if by_high(&self.high, &other.high).is_le() { &self.high } else { &other.high };
        Interval::new(low.clone(), high.clone()).ok()
    }

    /// The least interval that holds both.
    #[must_use]
    pub fn hull(&self, other: &Interval) -> Interval {
        let low = if by_low(&self.low, &other.low).is_le() { &self.low } else { &other.low };
        let high = if by_high(&self.high, &other.high).is_ge() { &self.high } else { &other.high };
        Interval { low: low.clone(), high: high.clone() }
    }

    /// Every number times one factor; a negative factor turns the interval round, zero leaves only zero.
    #[must_use]
    pub fn scaled(&self, factor: &Exact) -> Interval {
        if factor.is_zero() {
            return Interval::point(Exact::zero());
        }
        let low = self.low.map(|end| end * factor);
        let high = self.high.map(|end| end * factor);
        if factor.is_negative() { Interval { low: high, high: low } } else { Interval { low, high } }
    }

    /// Every number with the other sign.
    #[must_use]
    pub fn negated(&self) -> Interval {
        Interval { low: self.high.map(|end| -end), high: self.low.map(|end| -end) }
    }

    /// Every sum of a number of the one and a number of the other.
    #[must_use]
    pub fn plus(&self, other: &Interval) -> Interval {
        let sum = |a: &End, b: &End| a.with(b, |a, b| a + b);
        Interval { low: sum(&self.low, &other.low), high: sum(&self.high, &other.high) }
    }

    /// Every product of a number of the one and a number of the other.
    ///
    /// # Examples
    /// ```
    /// use gainsay::Interval;
    /// let product = "(-1, 2]".parse::<Interval>()?.times(&"[3, ∞)".parse()?);
    /// assert_eq!(product, Interval::everything());
    /// let product = "[0, 2)".parse::<Interval>()?.times(&"[-3, 4]".parse()?);
    /// assert_eq!(product.to_string(), "(-6, 8)");
    /// # Ok::<(), gainsay::IntervalError>(())
    /// ```
    #[must_use]
    pub fn times(&self, other: &Interval) -> Interval {
        let zero = Interval::point(Exact::zero());
        let mut product: Option<Interval> = None;
        for (a, a_negative) in self.halves() {
            for (b, b_negative) in other.halves() {
                let size = Interval { low: sizes(&a.low, &b.low), high: far(&a, &b) };
                let part = if a_negative == b_negative { size } else { size.negated() };
                product = Some(product.map_or(part.clone(), |so_far| so_far.hull(&part)));
            }
        }
        let with_zero = self.contains(&Exact::zero()) || other.contains(&Exact::zero());
        match product {
            Some(product) if with_zero => product.hull(&zero),
            Some(product) => product,
            None => zero,
        }
    }

    /// The sizes of its numbers above zero and of those below, each where there are any.
    fn halves(&self) -> impl Iterator<Item = (Interval, bool)> {
        let above = Interval { low: End::Open(Exact::zero()), high: End::Absent };
        let positive = self.common(&above).map(|half| (half, false));
        let negative = self.negated().common(&above).map(|half| (half, true));
        [positive, negative].into_iter().flatten()
    }

    /// How far apart the two are: nothing when they meet.
    #[must_use]
    pub fn gap(&self, other: &Interval) -> Option<Exact> {
        let between = |below: &Interval, above: &Interval| Some(above.low.number()? - below.high.number()?);
        if self.below(other) {
            between(self, other)
        } else if other.below(self) {
            between(other, self)
        } else {
            None
        }
    }
}

/// The low end of a product of positive numbers.
fn sizes(a: &End, b: &End) -> End {
    match a.with(b, |a, b| a * b) {
        // Positive numbers have at least zero below them, left out.
        End::Absent => End::Open(Exact::zero()),
        end @ (End::Open(_) | End::Closed(_)) => end,
    }
}

/// The high end of a product of two intervals of positive numbers.
fn far(a: &Interval, b: &Interval) -> End {
    a.high.with(&b.high, |a, b| a * b)
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.low {
            End::Absent => f.write_str("(-∞, ")?,
            End::Open(low) => write!(f, "({low}, ")?,
            End::Closed(low) => write!(f, "[{low}, ")?,
        }
        match &self.high {
            End::Absent => f.write_str("∞)"),
            End::Open(high) => write!(f, "{high})"),
            End::Closed(high) => write!(f, "{high}]"),
        }
    }
}

impl FromStr for Interval {
    type Err = IntervalError;

    fn from_str(text: &str) -> Result<Interval, IntervalError> {
        let ends = || {
            let text = text.trim();
            let (open_low, rest) = match (text.strip_prefix('('), text.strip_prefix('[')) {
                (Some(rest), _) => (true, rest),
                (None, rest) => (false, rest?),
            };
            let (open_high, rest) = match (rest.strip_suffix(')'), rest.strip_suffix(']')) {
                (Some(rest), _) => (true, rest),
                (None, rest) => (false, rest?),
            };
            let (low, high) = rest.split_once(',')?;
            Some((end(low.trim(), "-∞", open_low)?, end(high.trim(), "∞", open_high)?))
        };
        let (low, high) = ends().ok_or_else(|| IntervalError::Unreadable(text.chars().take(40).collect()))?;
        Interval::new(low, high)
    }
}

impl TryFrom<String> for Interval {
    type Error = IntervalError;

    fn try_from(text: String) -> Result<Interval, IntervalError> {
        text.parse()
    }
}

impl From<Interval> for String {
    fn from(interval: Interval) -> String {
        interval.to_string()
    }
}

/// Reads one end; infinity is never included.
fn end(text: &str, infinity: &str, open: bool) -> Option<End> {
    if text == infinity {
        return open.then_some(End::Absent);
    }
    let number = text.parse().ok()?;
    Some(if open { End::Open(number) } else { End::Closed(number) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(text: &str) -> Interval {
        text.parse().unwrap()
    }

    #[test]
    fn ends_that_leave_nothing_are_refused() {
        let fault = |text: &str| text.parse::<Interval>().unwrap_err().to_string();
        assert_eq!(fault("[6, 5]"), "the interval from `6` to `5` is reversed; write `[5, 6]`");
        assert_eq!(
            fault("[5, 5)"),
            "the interval from `5` to itself is empty; write `[5, 5]` for the number alone"
        );
        assert_eq!(fault("[5; 6]"), "`[5; 6]` is not an interval; write it as `[4.5, 5)` or `(-∞, 3]`");
        assert!("[-∞, 5]".parse::<Interval>().is_err());
    }

    #[test]
    fn half_open_ends_decide_whether_neighbours_meet() {
        let table = [
            ("[1, 2)", "[2, 3]", false, true),
            ("[1, 2]", "[2, 3]", true, true),
            ("[1, 2]", "(2, 3]", false, true),
            ("(-∞, 2)", "(1, ∞)", true, false),
            ("[1, 1]", "[0, 3)", true, false),
            ("[1, 2]", "[3, 4]", false, false),
        ];
        for (a, b, meets, touches) in table {
            let (x, y) = (interval(a), interval(b));
            assert_eq!((x.meets(&y), x.touches(&y)), (meets, touches), "{a} {b}");
            assert_eq!((y.meets(&x), y.touches(&x)), (meets, touches), "{b} {a}");
            assert_eq!(x.common(&y).is_some(), meets, "{a} {b}");
        }
    }

    #[test]
    fn inclusion_minds_the_ends() {
        assert!(interval("(1, 2)").within(&interval("[1, 2]")));
        assert!(!interval("[1, 2]").within(&interval("(1, 2]")));
        assert!(interval("[1, 2]").within(&Interval::everything()));
        assert!(!Interval::everything().within(&interval("[1, ∞)")));
        assert_eq!(interval("[1, 2)").hull(&interval("(5, 6]")), interval("[1, 6]"));
        assert_eq!(interval("[1, 2)").common(&interval("(0, 2]")), Some(interval("[1, 2)")));
    }

    #[test]
    fn sums_and_products_keep_track_of_open_ends() {
        assert_eq!(interval("[1, 2)").plus(&interval("[3, 4]")), interval("[4, 6)"));
        assert_eq!(interval("[1, 2)").negated(), interval("(-2, -1]"));
        assert_eq!(interval("[1, 2)").scaled(&(-3).into()), interval("(-6, -3]"));
        let table = [
            ("[2, 3)", "(4, 5]", "(8, 15)"),
            ("[-2, 3)", "[-5, 4]", "(-15, 12)"),
            ("[0, 0]", "(-∞, ∞)", "[0, 0]"),
            ("[0, 1]", "(2, 3)", "[0, 3)"),
            ("(0, 1]", "[2, ∞)", "(0, ∞)"),
            ("(-∞, -2]", "(-∞, -3)", "(6, ∞)"),
            ("(-∞, -2]", "[0, 3)", "(-∞, 0]"),
            ("(-1, 0)", "(0, 1)", "(-1, 0)"),
        ];
        for (a, b, product) in table {
            assert_eq!(interval(a).times(&interval(b)), interval(product), "{a} × {b}");
            assert_eq!(interval(b).times(&interval(a)), interval(product), "{b} × {a}");
        }
    }

    #[test]
    fn the_gap_is_measured_between_the_nearest_ends() {
        assert_eq!(interval("[1, 2)").gap(&interval("[5, 6]")), Some(3.into()));
        assert_eq!(interval("[5, 6]").gap(&interval("[1, 2)")), Some(3.into()));
        assert_eq!(interval("[1, 2]").gap(&interval("[2, 6]")), None);
    }

    #[test]
    fn what_is_printed_reads_back() {
        for text in ["[4.5, 5)", "(-∞, 3]", "(-∞, ∞)", "[1/3, 1/3]", "(-2, ∞)"] {
            assert_eq!(interval(text).to_string(), text);
        }
    }
}
