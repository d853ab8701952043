use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::TableError;
use crate::model::Exact;

/// The bounds between which a source puts a value, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Bounds {
    /// One value.
    #[must_use]
    pub fn exactly(value: Decimal) -> Bounds {
        Bounds { low: Some(value), high: Some(value) }
    }

    /// At least the first, at most the second.
    ///
    /// # Errors
    ///
    /// When the first is more than the second.
    pub fn between(low: Decimal, high: Decimal) -> Result<Bounds, TableError> {
        if low > high {
            return Err(TableError::Reversed { low, high });
        }
        Ok(Bounds { low: Some(low), high: Some(high) })
    }

    /// At least so much.
    #[must_use]
    pub fn at_least(low: Decimal) -> Bounds {
        Bounds { low: Some(low), high: None }
    }

    /// At most so much.
    #[must_use]
    pub fn at_most(high: Decimal) -> Bounds {
        Bounds { low: None, high: Some(high) }
    }

    /// The low bound, if there is one.
    #[must_use]
    pub fn low(&self) -> Option<Decimal> {
        self.low
    }

    /// The high bound, if there is one.
    #[must_use]
    pub fn high(&self) -> Option<Decimal> {
        self.high
    }
}

/// Bounds with one number of decimals, as most are written: what a table takes fastest.
#[cfg(feature = "json")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Short {
    pub(super) low: Option<i64>,
    pub(super) high: Option<i64>,
    pub(super) decimals: u32,
}

#[cfg(feature = "json")]
impl Short {
    fn in_unit(self, decimals: u32) -> Option<Ends> {
        let unit = 10_i64.checked_pow(decimals.checked_sub(self.decimals)?)?;
        let end = |end: i64| end.checked_mul(unit).filter(|end| *end != NO_LOW && *end != NO_HIGH);
        Some([self.low.map_or(Some(NO_LOW), end)?, self.high.map_or(Some(NO_HIGH), end)?])
    }

    fn bounds(self) -> Bounds {
        let end = |end: i64| Decimal::from_i128_with_scale(end.into(), self.decimals);
        Bounds { low: self.low.map(end), high: self.high.map(end) }
    }
}

/// Which of the two bounds of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Low,
    High,
}

/// Low and high, in whole numbers that are in the same order as the bounds.
pub(super) type Ends = [i64; 2];

/// A bound that is absent is beyond all others.
const NO_LOW: i64 = i64::MIN;
const NO_HIGH: i64 = i64::MAX;

/// The bounds of all rows.
#[derive(Clone, Debug)]
pub(super) enum Numbers {
    /// In units of 10^-`decimals`, as long as all of them fit.
    Scaled { decimals: u32, ends: Vec<Ends> },
    /// As they came.
    Wide(Vec<Bounds>),
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers::Scaled { decimals: 0, ends: Vec::new() }
    }
}

impl Numbers {
    pub(super) fn scaled(decimals: u32) -> Result<Numbers, TableError> {
        if decimals > Decimal::MAX_SCALE {
            return Err(TableError::Decimals { decimals });
        }
        Ok(Numbers::Scaled { decimals, ends: Vec::new() })
    }

    /// Adds columns of numbers that are scaled already.
    pub(super) fn extend(&mut self, low: &[i64], high: &[i64]) -> Result<(), TableError> {
        let Numbers::Scaled { ends, .. } = self else { return Ok(()) };
        ends.reserve_exact(low.len());
        for (row, (low, high)) in low.iter().zip(high).enumerate() {
            if low > high {
                return Err(TableError::Bounds { row });
            }
            ends.push([*low, *high]);
        }
        Ok(())
    }

    #[cfg(feature = "json")]
    pub(super) fn push_short(&mut self, short: Short) {
        let own = match self {
            Numbers::Scaled { decimals, .. } => short.in_unit(*decimals),
            Numbers::Wide(_) => None,
        };
        match (self, own) {
            (Numbers::Scaled { ends, .. }, Some(own)) => ends.push(own),
            (numbers, _) => numbers.push(short.bounds()),
        }
    }

    pub(super) fn push(&mut self, bounds: Bounds) {
        loop {
            match self {
                Numbers::Wide(all) => return all.push(bounds),
                Numbers::Scaled { decimals, ends } => {
                    if let Some(own) = scaled(&bounds, *decimals) {
                        return ends.push(own);
                    }
                    let scale = |end: Option<Decimal>| end.map_or(0, |end| end.scale());
                    let needed = scale(bounds.low).max(scale(bounds.high));
                    if needed <= *decimals || !finer(ends, decimals, needed) {
                        self.widen();
                    }
                }
            }
        }
    }

    fn widen(&mut self) {
        let Numbers::Scaled { decimals, ends } = self else { return };
        let all = ends.iter().map(|ends| unscaled(*ends, *decimals)).collect();
        *self = Numbers::Wide(all);
    }

    pub(super) fn bounds(&self, row: usize) -> Option<Bounds> {
        match self {
            Numbers::Scaled { decimals, ends } => ends.get(row).map(|ends| unscaled(*ends, *decimals)),
            Numbers::Wide(all) => all.get(row).copied(),
        }
    }

    /// How a bound of one row stands to a bound of another; an absent one is beyond all others. Of rows that are not there
    /// nothing is said.
    pub(super) fn compare(&self, a: (usize, Side), b: (usize, Side)) -> Ordering {
        match self {
            Numbers::Scaled { ends, .. } => {
                let end = |(row, side): (usize, Side)| {
                    ends.get(row).map(|[low, high]| if side == Side::Low { low } else { high })
                };
                end(a).cmp(&end(b))
            }
            Numbers::Wide(all) => {
                let end = |(row, side): (usize, Side)| {
                    let Bounds { low, high } = all.get(row)?;
                    Some(match side {
                        Side::Low => low.map_or((-1, Exact::zero()), |low| (0, Exact::from(low))),
                        Side::High => high.map_or((1, Exact::zero()), |high| (0, Exact::from(high))),
                    })
                };
                end(a).cmp(&end(b))
            }
        }
    }

    /// Whether all values of one row are below all of another.
    pub(super) fn is_below(&self, a: usize, b: usize) -> bool {
        self.compare((a, Side::High), (b, Side::Low)) == Ordering::Less
    }

    /// Whole numbers in the order of the bounds: the bounds themselves where they fit, else their places among all.
    pub(super) fn ends(&self) -> std::borrow::Cow<'_, [Ends]> {
        match self {
            Numbers::Scaled { ends, .. } => ends.into(),
            Numbers::Wide(all) => ranks(all).into(),
        }
    }
}

/// A bound in units of 10^-decimals, if it fits and is none of those that stand for no bound.
fn fitting(end: Decimal, decimals: u32) -> Option<i64> {
    let unit = 10_i64.checked_pow(decimals.checked_sub(end.scale())?)?;
    let end = i64::try_from(end.mantissa()).ok()?.checked_mul(unit)?;
    (end != NO_LOW && end != NO_HIGH).then_some(end)
}

fn scaled(bounds: &Bounds, decimals: u32) -> Option<Ends> {
    let low = bounds.low.map_or(Some(NO_LOW), |low| fitting(low, decimals))?;
    let high = bounds.high.map_or(Some(NO_HIGH), |high| fitting(high, decimals))?;
    Some([low, high])
}

fn unscaled([low, high]: Ends, decimals: u32) -> Bounds {
    let end = |end: i64| Decimal::from_i128_with_scale(end.into(), decimals);
    Bounds { low: (low != NO_LOW).then(|| end(low)), high: (high != NO_HIGH).then(|| end(high)) }
}

/// Rewrites all in a finer unit, if they fit.
fn finer(ends: &mut [Ends], decimals: &mut u32, needed: u32) -> bool {
    let Some(unit) = 10_i64.checked_pow(needed.saturating_sub(*decimals)) else { return false };
    // Columns may hold the number of the other side's absence as a bound.
    let apart = |end: i64| end == NO_LOW || end == NO_HIGH;
    let fits = |end: i64, none| end == none || end.checked_mul(unit).is_some_and(|end| !apart(end));
    if !ends.iter().all(|[low, high]| fits(*low, NO_LOW) && fits(*high, NO_HIGH)) {
        return false;
    }
    for [low, high] in ends {
        for (end, none) in [(low, NO_LOW), (high, NO_HIGH)] {
            *end = if *end == none { none } else { *end * unit };
        }
    }
    *decimals = needed;
    true
}

fn ranks(all: &[Bounds]) -> Vec<Ends> {
    let mut known: Vec<Exact> =
        all.iter().flat_map(|bounds| [bounds.low, bounds.high]).flatten().map(Exact::from).collect();
    known.sort_unstable();
    known.dedup();
    let rank = |end: Decimal| {
        let end = Exact::from(end);
        i64::try_from(known.partition_point(|one| *one < end)).unwrap_or(i64::MAX - 1)
    };
    let ends = |bounds: &Bounds| [bounds.low.map_or(NO_LOW, rank), bounds.high.map_or(NO_HIGH, rank)];
    all.iter().map(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn numbers_are_kept_in_one_unit_as_long_as_they_fit() {
        let mut numbers = Numbers::default();
        numbers.push(Bounds::exactly(number("5")));
        numbers.push(Bounds::at_most(number("1.25")));
        numbers.push(Bounds::at_least(number("-0.1")));
        assert_eq!(*numbers.ends(), [[500, 500], [NO_LOW, 125], [-10, NO_HIGH]]);
        assert_eq!(numbers.bounds(1), Some(Bounds::at_most(number("1.25"))));
        // In hundredths this does not fit: of all bounds there are four, and 0.1 less is the first.
        numbers.push(Bounds::exactly(number("100000000000000000000.01")));
        assert_eq!(*numbers.ends(), [[2, 2], [NO_LOW, 1], [0, NO_HIGH], [3, 3]]);
        assert_eq!(numbers.bounds(0), Some(Bounds::exactly(number("5"))));
    }

    #[test]
    fn the_ends_of_64_bits_stay_what_they_are_in_a_finer_unit() {
        let mut numbers = Numbers::default();
        numbers.extend(&[i64::MAX, i64::MIN], &[i64::MAX, i64::MIN]).unwrap();
        numbers.push(Bounds::exactly(number("0.5")));
        assert_eq!(numbers.bounds(0), Some(Bounds::at_least(i64::MAX.into())));
        assert_eq!(numbers.bounds(1), Some(Bounds::at_most(i64::MIN.into())));
        assert_eq!(*numbers.ends(), [[2, NO_HIGH], [NO_LOW, 0], [1, 1]]);
    }

    #[cfg(feature = "json")]
    #[test]
    fn short_bounds_are_kept_as_any_others() {
        let ends =
            [None, Some(0), Some(-7), Some(12_345), Some(i64::MAX), Some(i64::MIN), Some(i64::MAX / 100)];
        let (mut short, mut long) = (Numbers::default(), Numbers::default());
        for decimals in [0, 2, 1, 3, 2] {
            for low in ends {
                for high in
                    ends.into_iter().filter(|high| low.zip(*high).is_none_or(|(low, high)| low <= high))
                {
                    let one = Short { low, high, decimals };
                    short.push_short(one);
                    long.push(one.bounds());
                }
            }
            assert_eq!(short.ends(), long.ends());
        }
    }

    #[test]
    fn numbers_that_stand_for_no_bound_are_no_bounds() {
        for end in [i64::MIN, i64::MAX] {
            let mut numbers = Numbers::default();
            numbers.push(Bounds::exactly(end.into()));
            assert_eq!(*numbers.ends(), [[0, 0]]);
        }
    }
}
