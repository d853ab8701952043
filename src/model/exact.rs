//! Numbers without rounding.

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, Zero};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

mod num;

pub(crate) use num::Num;

/// The longest text that is read as one number.
const LONGEST: usize = 10_000;

/// An exact number: a fraction of two whole numbers of any size, never rounded.
///
/// # Examples
/// ```
/// use gainsay::Exact;
/// let third: Exact = "1/3".parse()?;
/// assert_eq!(&third + &third, "2/3".parse()?);
/// // Printed as a decimal where one ends.
/// assert_eq!("9/2".parse::<Exact>()?.to_string(), "4.5");
/// # Ok::<(), gainsay::ExactError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Exact(Num);

/// A text that is not an exact number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number; write it as `4.5`, `-3` or `9/2`")]
pub struct ExactError(String);

impl Exact {
    /// A fraction; `None` when the denominator is zero.
    ///
    /// # Examples
    /// ```
    /// use gainsay::Exact;
    /// assert_eq!(Exact::ratio(6, 4), Exact::ratio(3, 2));
    /// assert_eq!(Exact::ratio(1, 0), None);
    /// ```
    #[must_use]
    pub fn ratio(over: i64, under: i64) -> Option<Exact> {
        (under != 0).then(|| Exact(Num::fraction(over, under)))
    }

    /// Nothing.
    #[must_use]
    pub fn zero() -> Exact {
        Exact(Num::ZERO)
    }

    /// One.
    #[must_use]
    pub fn one() -> Exact {
        Exact(Num::ONE)
    }

    /// A power of ten.
    #[must_use]
    pub fn pow10(power: i32) -> Exact {
        let ten = Num::of_big(BigInt::from(10).pow(power.unsigned_abs()).into());
        Exact(if power < 0 { ten.inverse() } else { ten })
    }

    pub(crate) fn whole(number: i128) -> Exact {
        Exact(Num::of_big(BigInt::from(number).into()))
    }

    pub(crate) fn of_num(num: Num) -> Exact {
        Exact(num)
    }

    pub(crate) fn as_num(&self) -> &Num {
        &self.0
    }

    /// The quotient; `None` when dividing by zero.
    #[must_use]
    pub fn checked_div(&self, by: &Exact) -> Option<Exact> {
        (!by.is_zero()).then(|| Exact(self.0.over(&by.0)))
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(&self) -> Exact {
        Exact(self.0.abs())
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// As [`Display`](fmt::Display), with commas between thousands.
    ///
    /// # Examples
    /// ```
    /// use gainsay::Exact;
    /// assert_eq!("19950351.06".parse::<Exact>()?.grouped(), "19,950,351.06");
    /// # Ok::<(), gainsay::ExactError>(())
    /// ```
    #[must_use]
    pub fn grouped(&self) -> String {
        let plain = self.to_string();
        let whole = plain.find(['.', '/']).unwrap_or(plain.len());
        let mut grouped = String::with_capacity(plain.len() * 2);
        for (at, digit) in plain.chars().enumerate() {
            let left = whole.saturating_sub(at);
            if left > 0 && left % 3 == 0 && grouped.ends_with(|last: char| last.is_ascii_digit()) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }

    /// Written as a fraction of whole numbers, also where a decimal would end: "1/2", "3".
    pub(crate) fn fraction(&self) -> String {
        self.0.big().to_string()
    }

    /// The nearest decimal of so many places, half away from zero: for people to read, never to reason with.
    pub(crate) fn nearest(&self, places: u32) -> Exact {
        let scale = BigRational::from_integer(BigInt::from(10).pow(places));
        Exact(Num::of_big((self.0.big() * &scale).round() / scale))
    }

    /// The power of ten of its first digit; `None` for zero.
    pub(crate) fn magnitude(&self) -> Option<i32> {
        if self.is_zero() {
            return None;
        }
        let ratio = self.0.big();
        let digits = |number: &BigInt| i32::try_from(number.abs().to_string().len()).unwrap_or(i32::MAX);
        let power = digits(ratio.numer()).saturating_sub(digits(ratio.denom()));
        // The quotient of two numbers has as many digits as the difference says, or one less.
        Some(if Exact::pow10(power) <= self.abs() { power } else { power - 1 })
    }

    /// The nearest multiple of a power of ten that is not above it.
    pub(crate) fn rounded_down(&self, power: i32) -> Exact {
        let step = Exact::pow10(power).0.big();
        Exact(Num::of_big((self.0.big() / &step).floor() * step))
    }

    /// The nearest multiple of a power of ten that is not below it.
    pub(crate) fn rounded_up(&self, power: i32) -> Exact {
        -&(-self).rounded_down(power)
    }

    /// A whole number of decimal places that writes it out, if any does.
    fn places(&self) -> Option<u32> {
        let (twos, rest) = stripped(self.0.big().denom().clone(), 2);
        let (fives, rest) = stripped(rest, 5);
        rest.is_one().then(|| twos.max(fives))
    }
}

/// How often a factor goes into a number, and what is left.
fn stripped(mut number: BigInt, factor: u32) -> (u32, BigInt) {
    let mut times = 0;
    while (&number % factor).is_zero() && !number.is_zero() {
        number /= factor;
        times += 1;
    }
    (times, number)
}

impl From<i64> for Exact {
    fn from(number: i64) -> Exact {
        Exact(Num::whole(number))
    }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Exact {
        let ten = BigInt::from(10).pow(decimal.scale());
        Exact(Num::of_big(BigRational::new(decimal.mantissa().into(), ten)))
    }
}

impl FromStr for Exact {
    type Err = ExactError;

    fn from_str(text: &str) -> Result<Exact, ExactError> {
        let read = || {
            if text.len() > LONGEST {
                return None;
            }
            match text.split_once('/') {
                Some((over, under)) => decimal(over)?.checked_div(&decimal(under)?),
                None => decimal(text),
            }
        };
        read().ok_or_else(|| ExactError(text.chars().take(40).collect()))
    }
}

/// Reads `-12.50`: an optional minus, digits, and digits after an optional point.
fn decimal(text: &str) -> Option<Exact> {
    let (negative, size) = text.strip_prefix('-').map_or((false, text), |size| (true, size));
    let (whole, part) = size.split_once('.').unwrap_or((size, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) {
        return None;
    }
    let places = u32::try_from(part.len()).ok()?;
    let mantissa = format!("{whole}{part}");
    if let (Ok(mantissa), Some(ten)) = (mantissa.parse::<i64>(), 10_i64.checked_pow(places)) {
        return Some(Exact(Num::fraction(if negative { -mantissa } else { mantissa }, ten)));
    }
    let mantissa: BigInt = mantissa.parse().ok()?;
    let mantissa = if negative { -mantissa } else { mantissa };
    Some(Exact(Num::of_big(BigRational::new(mantissa, BigInt::from(10).pow(places)))))
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = self.0.big();
        let Some(places) = self.places() else { return write!(f, "{}/{}", own.numer(), own.denom()) };
        let shifted = own * BigRational::from(BigInt::from(10).pow(places));
        let digits = shifted.numer().abs().to_string();
        let sign = if self.is_negative() { "-" } else { "" };
        let places = usize::try_from(places).unwrap_or(usize::MAX);
        let padded = format!("{}{digits}", "0".repeat((places + 1).saturating_sub(digits.len())));
        match padded.split_at_checked(padded.len() - places) {
            Some((whole, part)) if !part.is_empty() => write!(f, "{sign}{whole}.{part}"),
            _ => write!(f, "{sign}{padded}"),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Exact {
    type Error = ExactError;

    fn try_from(text: String) -> Result<Exact, ExactError> {
        text.parse()
    }
}

impl From<Exact> for String {
    fn from(number: Exact) -> String {
        number.to_string()
    }
}

impl Add<&Exact> for &Exact {
    type Output = Exact;

    fn add(self, other: &Exact) -> Exact {
        Exact(&self.0 + &other.0)
    }
}

impl Sub<&Exact> for &Exact {
    type Output = Exact;

    fn sub(self, other: &Exact) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl Mul<&Exact> for &Exact {
    type Output = Exact;

    fn mul(self, other: &Exact) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact(-&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn decimals_print_shortest_and_fractions_as_fractions() {
        let printed = |text| exact(text).to_string();
        assert_eq!(printed("1.50"), "1.5");
        assert_eq!(printed("-0.05"), "-0.05");
        assert_eq!(printed("1000"), "1000");
        assert_eq!(printed("2/6"), "1/3");
        assert_eq!(printed("-3/-4"), "0.75");
        assert_eq!(exact("0").to_string(), "0");
    }

    #[test]
    fn outward_is_down_or_up_to_a_power_of_ten() {
        let both = |text, power| {
            let number = exact(text);
            (number.rounded_down(power).to_string(), number.rounded_up(power).to_string())
        };
        assert_eq!(both("6500/2295", -2), ("2.83".to_owned(), "2.84".to_owned()));
        assert_eq!(both("-6500/2295", -2), ("-2.84".to_owned(), "-2.83".to_owned()));
        assert_eq!(both("1234", 2), ("1200".to_owned(), "1300".to_owned()));
        assert_eq!(both("1.5", -3), ("1.5".to_owned(), "1.5".to_owned()));
    }

    #[test]
    fn the_magnitude_is_that_of_the_first_digit() {
        for (text, power) in [
            ("1", 0),
            ("9.99", 0),
            ("10", 1),
            ("-250", 2),
            ("0.1", -1),
            ("0.099", -2),
            ("1/3", -1),
            ("2/3", -1),
        ] {
            assert_eq!(exact(text).magnitude(), Some(power), "{text}");
        }
        assert_eq!(exact("0").magnitude(), None);
    }

    #[test]
    fn thousands_are_grouped_before_the_point_only() {
        assert_eq!(exact("-1234567.12345").grouped(), "-1,234,567.12345");
        assert_eq!(exact("999").grouped(), "999");
        assert_eq!(exact("1000000/3").grouped(), "1,000,000/3");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "1.", ".5", "1/0", "1e3", "1,000", "+1", " 1", "--1", "1/2/3"] {
            assert!(text.parse::<Exact>().is_err(), "{text}");
        }
        let error = "five".parse::<Exact>().unwrap_err().to_string();
        assert_eq!(error, "`five` is not a number; write it as `4.5`, `-3` or `9/2`");
    }

    #[test]
    fn figures_of_any_length_keep_every_digit() {
        for text in [
            "9223372036854775807",
            "-9223372036854775808",
            "0.123456789012345678901234567891",
            "-12345678901234567890.5",
        ] {
            assert_eq!(exact(text).to_string(), text);
        }
        assert_eq!(&exact("9223372036854775807") + &Exact::one(), exact("9223372036854775808"));
    }

    #[test]
    fn decimals_become_fractions_without_loss() {
        assert_eq!(Exact::from(Decimal::new(-1234, 2)), exact("-12.34"));
        assert_eq!(Exact::pow10(-2), exact("0.01"));
        assert_eq!(&exact("1/3") + &exact("1/6"), exact("0.5"));
        assert_eq!(exact("1").checked_div(&Exact::zero()), None);
    }
}
