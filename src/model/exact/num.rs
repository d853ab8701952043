use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive};

/// An exact number that is fast while it is small: a fraction of two machine words, and of big numbers beyond.
///
/// Sums and products of small ones are formed in twice the width, so that nothing is lost before it is seen not to fit.
// INVARIANT: `Small` is reduced with a positive denominator; `Big` is used only for what does not fit `Small`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Num {
    Small { over: i64, under: i64 },
    Big(Box<BigRational>),
}

/// A denominator above this is long: sums and products of those below stay within two machine words, mostly.
const LONG: i64 = 1 << 24;

impl Num {
    pub(crate) const ZERO: Num = Num::Small { over: 0, under: 1 };
    pub(crate) const ONE: Num = Num::Small { over: 1, under: 1 };

    pub(crate) fn whole(number: i64) -> Num {
        Num::Small { over: number, under: 1 }
    }

    /// A fraction of any two numbers, of which the lower is not zero.
    pub(super) fn fraction(over: i64, under: i64) -> Num {
        let common = i128::from(gcd(over.unsigned_abs(), under.unsigned_abs())) * i128::from(under.signum());
        Num::reduced(i128::from(over) / common, i128::from(under) / common)
    }

    fn small(over: i128, under: i128) -> Option<Num> {
        Some(Num::Small { over: i64::try_from(over).ok()?, under: i64::try_from(under).ok()? })
    }

    /// A reduced fraction with a positive denominator.
    fn reduced(over: i128, under: i128) -> Num {
        let big = || Num::Big(Box::new(BigRational::new_raw(over.into(), under.into())));
        Num::small(over, under).unwrap_or_else(big)
    }

    pub(super) fn of_big(ratio: BigRational) -> Num {
        match (ratio.numer().to_i64(), ratio.denom().to_i64()) {
            (Some(over), Some(under)) => Num::Small { over, under },
            _ => Num::Big(Box::new(ratio)),
        }
    }

    pub(super) fn big(&self) -> BigRational {
        match self {
            Num::Small { over, under } => BigRational::new_raw(BigInt::from(*over), BigInt::from(*under)),
            Num::Big(ratio) => BigRational::clone(ratio),
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        matches!(self, Num::Small { over: 0, .. })
    }

    pub(crate) fn is_positive(&self) -> bool {
        match self {
            Num::Small { over, .. } => *over > 0,
            Num::Big(ratio) => ratio.is_positive(),
        }
    }

    pub(crate) fn is_negative(&self) -> bool {
        !self.is_zero() && !self.is_positive()
    }

    pub(crate) fn abs(&self) -> Num {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// One over the number; zero for zero, which no caller asks for.
    pub(crate) fn inverse(&self) -> Num {
        match self {
            Num::Small { over: 0, .. } => Num::ZERO,
            Num::Small { over, under } => {
                let (over, under) = (i128::from(*over), i128::from(*under));
                Num::reduced(under * over.signum(), over.abs())
            }
            Num::Big(ratio) => Num::of_big(ratio.recip()),
        }
    }

    pub(crate) fn over(&self, by: &Num) -> Num {
        if *by == Num::ONE { self.clone() } else { self * &by.inverse() }
    }

    /// Itself, unless its denominator is long: then a number just below it whose denominator is a power of two.
    ///
    /// It is less by no more than one part in 2^39, or than 2^-40 where that is more.
    pub(crate) fn short_below(&self) -> Num {
        match self {
            Num::Small { over, under } if *under > LONG => {
                let length = |part: u64| i32::try_from(u64::BITS - part.leading_zeros()).unwrap_or(0);
                let finer = (40 + length(under.unsigned_abs()) - length(over.unsigned_abs())).clamp(0, 40);
                // At most 63 and 40 bits.
                let times = (i128::from(*over) << finer).div_euclid(i128::from(*under));
                let cancels = i32::try_from(times.trailing_zeros()).unwrap_or(0).min(finer);
                Num::reduced(times >> cancels, 1 << (finer - cancels))
            }
            Num::Big(ratio) if *ratio.denom() > BigInt::from(LONG) => {
                let step = power_of_two(ratio, 40);
                Num::of_big((ratio.as_ref() / &step).floor() * step)
            }
            Num::Small { .. } | Num::Big(_) => self.clone(),
        }
    }

    /// Itself, unless its denominator is long: then a number just above it whose denominator is a power of two.
    pub(crate) fn short_above(&self) -> Num {
        -&(-self).short_below()
    }

    /// A short number between two: one of few bits, and in the middle half of what lies between.
    ///
    /// It is a multiple of a power of two that is at most a quarter of the distance.
    pub(crate) fn short_between(low: &Num, high: &Num) -> Num {
        let distance = (high - low).big();
        if !distance.is_positive() {
            return low.clone();
        }
        let step = power_of_two(&distance, 3);
        let middle = (low + high).big() / BigRational::from_integer(BigInt::from(2));
        Num::of_big((middle / &step).floor() * step)
    }

    /// Adds a product to it.
    pub(crate) fn plus_times(&self, left: &Num, right: &Num) -> Num {
        self + &(left * right)
    }
}

/// A power of two (1/2 and 1/4 are some) that is less than one part in 2^(bits - 1) of a number above or below zero.
fn power_of_two(number: &BigRational, bits: i32) -> BigRational {
    let length = |part: &BigInt| i32::try_from(part.bits()).unwrap_or(i32::MAX);
    // A quotient of a number of m bits by one of n bits is above 2^(m - n - 1) and below 2^(m - n + 1).
    let exponent = length(number.numer()).saturating_sub(length(number.denom())).saturating_sub(bits);
    BigRational::from_integer(BigInt::from(2)).pow(exponent)
}

/// The greatest common divisor (Stein 1967: by shifts and subtractions).
fn gcd(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            std::mem::swap(&mut a, &mut b);
        }
        b -= a;
    }
    a << shift
}

/// The greatest common divisor with a positive number, which it divides: so it fits.
fn shared(number: i64, positive: i64) -> i64 {
    i64::try_from(gcd(number.unsigned_abs(), positive.unsigned_abs())).unwrap_or(1)
}

/// Adds two reduced fractions (Knuth, The Art of Computer Programming, volume 2, 4.5.1): mostly nothing cancels, and
/// otherwise only a divisor of both denominators can.
fn sum((a, b): (i64, i64), (c, d): (i64, i64)) -> Num {
    let wide = |x: i64, y: i64| i128::from(x) * i128::from(y);
    let common = if b == 1 || d == 1 { 1 } else { shared(b, d) };
    if common == 1 {
        return Num::reduced(wide(a, d) + wide(c, b), wide(b, d));
    }
    let over = wide(a, d / common) + wide(c, b / common);
    let rest = i64::try_from(over % i128::from(common)).unwrap_or(0);
    let cancels = shared(rest, common);
    Num::reduced(over / i128::from(cancels), wide(b / common, d / cancels))
}

impl Add<&Num> for &Num {
    type Output = Num;

    fn add(self, other: &Num) -> Num {
        match (self, other) {
            (Num::Small { over: 0, .. }, _) => other.clone(),
            (_, Num::Small { over: 0, .. }) => self.clone(),
            (Num::Small { over: a, under: b }, Num::Small { over: c, under: d }) => sum((*a, *b), (*c, *d)),
            (Num::Small { .. } | Num::Big(_), _) => Num::of_big(self.big() + other.big()),
        }
    }
}

impl Sub<&Num> for &Num {
    type Output = Num;

    fn sub(self, other: &Num) -> Num {
        self + &-other
    }
}

impl Mul<&Num> for &Num {
    type Output = Num;

    fn mul(self, other: &Num) -> Num {
        match (self, other) {
            (Num::Small { over: 0, .. }, _) | (_, Num::Small { over: 0, .. }) => Num::ZERO,
            (Num::Small { over: a, under: b }, Num::Small { over: c, under: d }) => {
                let left = if *d == 1 { 1 } else { shared(*a, *d) };
                let right = if *b == 1 { 1 } else { shared(*c, *b) };
                let wide = |x: i64, y: i64| i128::from(x) * i128::from(y);
                Num::reduced(wide(a / left, c / right), wide(b / right, d / left))
            }
            (Num::Small { .. } | Num::Big(_), _) => Num::of_big(self.big() * other.big()),
        }
    }
}

impl Neg for &Num {
    type Output = Num;

    fn neg(self) -> Num {
        match self {
            Num::Small { over, under } => Num::reduced(-i128::from(*over), i128::from(*under)),
            Num::Big(ratio) => Num::of_big(-BigRational::clone(ratio)),
        }
    }
}

impl Ord for Num {
    fn cmp(&self, other: &Num) -> Ordering {
        match (self, other) {
            (Num::Small { over: a, under: b }, Num::Small { over: c, under: d }) => {
                if b == d {
                    return a.cmp(c);
                }
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            (Num::Small { .. } | Num::Big(_), _) => self.big().cmp(&other.big()),
        }
    }
}

impl PartialOrd for Num {
    fn partial_cmp(&self, other: &Num) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use num_traits::Zero;
    use proptest::prelude::*;

    use super::*;

    /// Numbers around the ends of a machine word, where the small form stops.
    fn number() -> impl Strategy<Value = BigRational> {
        let word = || {
            prop_oneof![
                (-9_i64..=9).prop_map(i128::from),
                any::<i64>().prop_map(i128::from),
                (-3_i128..=3).prop_map(|near| i128::from(i64::MAX) + near),
                (-3_i128..=3).prop_map(|near| i128::from(i64::MIN) + near),
                any::<i128>(),
            ]
        };
        (word(), word()).prop_map(|(over, under)| {
            let under = if under.is_zero() { 1 } else { under };
            BigRational::new(over.into(), under.into())
        })
    }

    /// The invariant of the type.
    fn sound(num: &Num) -> bool {
        match num {
            Num::Small { over, under } => *under > 0 && gcd(over.unsigned_abs(), under.unsigned_abs()) == 1,
            Num::Big(ratio) => ratio.numer().to_i64().is_none() || ratio.denom().to_i64().is_none(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn small_and_big_numbers_reckon_alike(a in number(), b in number()) {
            let (x, y) = (Num::of_big(a.clone()), Num::of_big(b.clone()));
            for (num, big) in [
                (&x + &y, &a + &b),
                (&x - &y, &a - &b),
                (&x * &y, &a * &b),
                (-&x, -&a),
                (x.abs(), a.abs()),
                (x.plus_times(&y, &x), &a + &b * &a),
            ] {
                prop_assert!(sound(&num), "{num:?}");
                prop_assert_eq!(num.big(), big);
            }
            if !b.is_zero() {
                prop_assert!(sound(&y.inverse()));
                prop_assert_eq!(x.over(&y).big(), &a / &b);
            }
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!((x.is_positive(), x.is_negative()), (a.is_positive(), a.is_negative()));
        }

        #[test]
        fn a_short_number_is_just_below_or_above_and_one_between_is_well_between(a in number(), b in number()) {
            let whole = |number: i64| BigRational::from_integer(number.into());
            let long = Num::of_big(a.clone());
            for short in [long.short_below(), long.short_above()] {
                prop_assert!(sound(&short));
                let lost = (short.big() - &a).abs() * whole(1 << 39);
                prop_assert!(lost <= a.abs().max(whole(1)));
                prop_assert!(short == long || a.denom() > &BigInt::from(LONG));
                prop_assert!(short == long || short.big().denom().bits() - 1 == short.big().denom().trailing_zeros().unwrap_or(0));
            }
            prop_assert!(long.short_below() <= long && long <= long.short_above());
            let (low, high) = (a.clone().min(b.clone()), a.max(b));
            let between = Num::short_between(&Num::of_big(low.clone()), &Num::of_big(high.clone()));
            let quarter = (&high - &low) / whole(4);
            prop_assert!(&low + &quarter <= between.big() && between.big() <= high - quarter);
        }

        #[test]
        fn a_fraction_is_reduced_and_keeps_its_sign_above(over in any::<i64>(), under in any::<i64>(), few in -9_i64..9) {
            for (over, under) in [(over, under), (over, few), (few, under), (i64::MIN, few), (few, i64::MIN)] {
                if under != 0 {
                    let num = Num::fraction(over, under);
                    prop_assert!(sound(&num), "{num:?}");
                    prop_assert_eq!(num.big(), BigRational::new(over.into(), under.into()));
                }
            }
        }
    }
}
