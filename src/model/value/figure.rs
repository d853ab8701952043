//! Numerals as written: digits with their precision, fractions, and words of scale.

use rust_decimal::Decimal;

use crate::model::Exact;

/// Digits with the places written, so that `8.0` is not `8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Digits {
    mantissa: i128,
    places: u32,
}

/// The number part of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Numeral {
    Digits(Digits),
    /// A fraction in words, such as two thirds: it has no last digit.
    Fraction {
        over: i64,
        under: i64,
    },
}

/// What a numeral is multiplied by: a power of ten, and dozens or scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scale {
    pub(crate) power: i32,
    pub(crate) times: i64,
}

/// A numeral with its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Figure {
    pub(crate) numeral: Numeral,
    pub(crate) scale: Scale,
}

/// Whether the trailing zeros of an integer count as significant digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zeros {
    Count,
    Pad,
}

impl From<Decimal> for Digits {
    fn from(decimal: Decimal) -> Digits {
        Digits { mantissa: decimal.mantissa(), places: decimal.scale() }
    }
}

impl Digits {
    fn number(self) -> Exact {
        let places = i32::try_from(self.places).unwrap_or(i32::MAX);
        &Exact::whole(self.mantissa) * &Exact::pow10(-places)
    }

    /// The power of ten of the last significant digit.
    fn last(self, zeros: Zeros) -> i32 {
        if self.places > 0 {
            return -i32::try_from(self.places).unwrap_or(i32::MAX);
        }
        let (mut rest, mut last) = (self.mantissa, 0);
        while zeros == Zeros::Pad && rest != 0 && rest % 10 == 0 {
            rest /= 10;
            last += 1;
        }
        last
    }

    /// Digits, a point where places are written, and a minus.
    pub(crate) fn spelled(self) -> String {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let places = usize::try_from(self.places).unwrap_or(0);
        let padded = format!("{}{digits}", "0".repeat((places + 1).saturating_sub(digits.len())));
        match padded.split_at_checked(padded.len() - places) {
            Some((whole, part)) if !part.is_empty() => format!("{sign}{whole}.{part}"),
            _ => format!("{sign}{padded}"),
        }
    }
}

impl Numeral {
    pub(crate) const ZERO: Numeral = Numeral::Digits(Digits { mantissa: 0, places: 0 });
}

impl Scale {
    pub(crate) const ONE: Scale = Scale { power: 0, times: 1 };

    pub(crate) const fn power(power: i32) -> Scale {
        Scale { power, times: 1 }
    }

    pub(crate) fn factor(self) -> Exact {
        &Exact::pow10(self.power) * &Exact::from(self.times)
    }

    /// Both, one after the other.
    pub(crate) fn and(self, other: Scale) -> Scale {
        Scale { power: self.power + other.power, times: self.times.saturating_mul(other.times) }
    }
}

impl Figure {
    pub(crate) fn digits(decimal: Decimal, scale: Scale) -> Figure {
        Figure { numeral: Numeral::Digits(decimal.into()), scale }
    }

    /// What is left of one whole after this fraction or figure: a figure like it.
    pub(crate) fn rest_of_one(self) -> Option<Figure> {
        let numeral = match self.numeral {
            Numeral::Digits(Digits { mantissa, places }) => {
                let one = 10_i128.checked_pow(places)?;
                Numeral::Digits(Digits { mantissa: one.checked_sub(mantissa)?, places })
            }
            Numeral::Fraction { over, under } => Numeral::Fraction { over: under.checked_sub(over)?, under },
        };
        (self.scale == Scale::ONE).then_some(Figure { numeral, scale: Scale::ONE })
    }

    pub(crate) fn number(self) -> Exact {
        let number = match self.numeral {
            Numeral::Digits(digits) => digits.number(),
            Numeral::Fraction { over, under } => Exact::ratio(over, under).unwrap_or_else(Exact::zero),
        };
        &number * &self.scale.factor()
    }

    /// The unit of the last significant digit; a fraction in words has none.
    pub(crate) fn unit_of_last(self, zeros: Zeros) -> Option<Exact> {
        match self.numeral {
            Numeral::Digits(digits) => Some(&Exact::pow10(digits.last(zeros)) * &self.scale.factor()),
            Numeral::Fraction { .. } => None,
        }
    }

    /// Whether it is a plain numeral, as in a count: not a dozen, not half of something.
    pub(crate) fn is_counted(self) -> bool {
        matches!(self.numeral, Numeral::Digits(_)) && self.scale == Scale::ONE
    }

    pub(crate) fn negated(self) -> Figure {
        let numeral = match self.numeral {
            Numeral::Digits(digits) => Numeral::Digits(Digits { mantissa: -digits.mantissa, ..digits }),
            Numeral::Fraction { over, under } => Numeral::Fraction { over: -over, under },
        };
        Figure { numeral, ..self }
    }
}
