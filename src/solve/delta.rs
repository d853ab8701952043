use super::trail::Side;
use crate::model::Num;

/// A number and a multiple of an infinitesimal: what lies just below 5 is 5 less one infinitesimal.
///
/// A strict inequality is one whose limit is less by an infinitesimal (Dutertre and de Moura 2006, section 5).
// The order of the fields is the order of the numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Delta {
    pub(super) real: Num,
    pub(super) tiny: Num,
}

impl Delta {
    pub(super) const ZERO: Delta = Delta { real: Num::ZERO, tiny: Num::ZERO };

    pub(super) fn real(real: Num) -> Delta {
        Delta { real, tiny: Num::ZERO }
    }

    pub(super) fn is_negative(&self) -> bool {
        *self < Delta::ZERO
    }

    pub(super) fn plus(&self, other: &Delta) -> Delta {
        Delta { real: &self.real + &other.real, tiny: &self.tiny + &other.tiny }
    }

    pub(super) fn minus(&self, other: &Delta) -> Delta {
        Delta { real: &self.real - &other.real, tiny: &self.tiny - &other.tiny }
    }

    pub(super) fn times(&self, by: &Num) -> Delta {
        Delta { real: &self.real * by, tiny: &self.tiny * by }
    }

    pub(super) fn over(&self, by: &Num) -> Delta {
        if *by == Num::ONE { self.clone() } else { self.times(&by.inverse()) }
    }

    pub(super) fn plus_times(&self, by: &Num, other: &Delta) -> Delta {
        Delta { real: self.real.plus_times(by, &other.real), tiny: self.tiny.plus_times(by, &other.tiny) }
    }

    /// A bound on a side that is no narrower and not long.
    pub(super) fn shortened(self, side: Side) -> Delta {
        let short = |number: &Num| match side {
            Side::Low => number.short_below(),
            Side::High => number.short_above(),
        };
        let real = short(&self.real);
        // What is off by a number is off by more than any infinitesimal.
        if real == self.real { Delta { real, tiny: short(&self.tiny) } } else { Delta::real(real) }
    }

    /// A number of few digits well between two, the middle where they are one infinitesimal apart.
    pub(super) fn short_between(&self, other: &Delta) -> Delta {
        if self.real == other.real {
            return self.middle(other);
        }
        Delta::real(Num::short_between(&self.real, &other.real))
    }

    /// What lies halfway.
    pub(super) fn middle(&self, other: &Delta) -> Delta {
        if self == other {
            return self.clone();
        }
        self.plus(other).over(&Num::whole(2))
    }
}
