//! From a value to the numbers that it can mean: the table of wordings.

use super::figure::Zeros;
use super::{Figure, Form, Hedge, Nature, Value};
use crate::model::hedges::{Hedges, Rounding, Width};
use crate::model::{End, Exact, Grade, Interval};

/// Whether a one-sided wording keeps its far end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Far {
    Kept,
    Dropped,
}

/// All that the width of a figure depends on beside the figure.
struct Scope<'p> {
    grade: Grade,
    nature: Nature,
    policy: &'p Hedges,
    far: Far,
}

impl Value {
    /// The numbers that it can mean, in its own unit.
    ///
    /// The lenient set holds the plain one under any policy.
    ///
    /// # Examples
    /// ```
    /// use gainsay::{Grade, Hedges, Nature, Value};
    /// let officials = Nature { counts: true, ..Nature::default() };
    /// let interval = |text: &str, nature| {
    ///     let value: Value = text.parse()?;
    ///     Ok::<_, gainsay::ValueError>(value.interval(Grade::Plain, nature, &Hedges::default()).to_string())
    /// };
    /// assert_eq!(interval("30 officials", officials)?, "[30, 30]");
    /// assert_eq!(interval("30 hectares", Nature::default())?, "[27, 33)");
    /// # Ok::<(), gainsay::ValueError>(())
    /// ```
    #[must_use]
    pub fn interval(&self, grade: Grade, nature: Nature, policy: &Hedges) -> Interval {
        let at = |grade| self.widened(&Scope { grade, nature: self.nature(nature), policy, far: Far::Kept });
        let plain = at(Grade::Plain);
        match grade {
            Grade::Plain => plain,
            Grade::Lenient => at(Grade::Lenient).hull(&plain),
        }
    }

    /// The numbers that a denial of it denies: the plain set, where one-sided words go on without a far end.
    ///
    /// # Examples
    /// ```
    /// use gainsay::{Hedges, Nature, Value};
    /// let value: Value = "more than 5".parse()?;
    /// assert_eq!(value.denied_interval(Nature::default(), &Hedges::default()).to_string(), "(5, ∞)");
    /// # Ok::<(), gainsay::ValueError>(())
    /// ```
    #[must_use]
    pub fn denied_interval(&self, nature: Nature, policy: &Hedges) -> Interval {
        self.widened(&Scope { grade: Grade::Plain, nature: self.nature(nature), policy, far: Far::Dropped })
    }

    /// A value that itself says percent is a percentage.
    fn nature(&self, nature: Nature) -> Nature {
        Nature { percent: nature.percent || self.unit_name() == Some("%"), ..nature }
    }

    fn widened(&self, scope: &Scope<'_>) -> Interval {
        match self.form() {
            Form::Figure { hedge, figure } => scope.hedged(*hedge, figure),
            Form::Between { about, low, high } => scope.between(*about, low, high),
            Form::Declared { figure, decimals } => scope.declared(&figure.number(), *decimals),
            Form::Range(interval) => interval.clone(),
            Form::Vague { word, scale } => scope.policy.vague(*word, scope.grade).scaled(&scale.factor()),
            Form::Most => scope.policy.most.at(scope.grade).clone(),
        }
    }
}

impl Scope<'_> {
    fn hedged(&self, hedge: Hedge, figure: &Figure) -> Interval {
        let number = figure.number();
        match hedge {
            Hedge::Unhedged => self.unhedged(figure),
            Hedge::About => self.about(figure),
            Hedge::Nearly => {
                let widths = (&self.policy.nearly, &self.policy.nearly_beyond);
                beside(figure, widths.0.at(self.grade), widths.1.at(self.grade), Side::Under)
            }
            Hedge::JustOver => {
                let widths = (&self.policy.just_over, &self.policy.just_over_short);
                beside(figure, widths.0.at(self.grade), widths.1.at(self.grade), Side::Over)
            }
            Hedge::MoreThan => self.more_than(&number),
            Hedge::LessThan => self.less_than(&number),
            Hedge::AtLeast => {
                let slack = &number.abs() * self.policy.at_least.at(self.grade);
                Interval::spanning(End::Closed(&number - &slack), End::Absent)
            }
            Hedge::AtMost => {
                let slack = &number.abs() * self.policy.at_most.at(self.grade);
                Interval::spanning(self.floor(&number), End::Closed(&number + &slack))
            }
            Hedge::Exactly => Interval::point(number),
        }
    }

    /// Rounded to the digits written: half-open away from zero when plain, both ends taken in when lenient.
    fn unhedged(&self, figure: &Figure) -> Interval {
        let number = figure.number();
        let size = number.abs();
        if self.nature.counts && figure.is_counted() && size < Exact::from(100) {
            return Interval::point(number);
        }
        let zeros = if self.nature.percent { Zeros::Count } else { Zeros::Pad };
        let last = figure.unit_of_last(zeros);
        let (short, beyond) = match (self.grade, self.policy.rounding) {
            (Grade::Plain, Rounding::Truncation) => {
                let width = self.policy.unhedged.at(Grade::Plain);
                (Exact::zero(), Width { units: Exact::one(), ..width.clone() }.of(&size, last.as_ref()))
            }
            (Grade::Plain | Grade::Lenient, Rounding::Nearest | Rounding::Truncation) => (
                self.policy.unhedged.at(self.grade).of(&size, last.as_ref()),
                self.policy.unhedged_beyond.at(self.grade).of(&size, last.as_ref()),
            ),
        };
        let high = &size + &beyond;
        let high = match self.grade {
            Grade::Plain => End::Open(high),
            Grade::Lenient => End::Closed(high),
        };
        signed(Interval::spanning(End::Closed(&size - &short), high), &number)
    }

    /// The figure more or less; never narrower than without the word.
    fn about(&self, figure: &Figure) -> Interval {
        let (number, width) = (figure.number(), width_of(figure, self.policy.about.at(self.grade)));
        let around = Interval::spanning(End::Closed(&number - &width), End::Closed(&number + &width));
        around.hull(&self.unhedged(figure))
    }

    fn more_than(&self, number: &Exact) -> Interval {
        let slack = &number.abs() * self.policy.more_than.at(self.grade);
        let reach = self.policy.more_than_reach.at(self.grade).as_ref();
        let positive = !number.is_negative() && !number.is_zero();
        let high = match reach.filter(|_| positive && self.far == Far::Kept) {
            Some(reach) => End::Closed(number * reach),
            None => End::Absent,
        };
        Interval::spanning(End::Open(number - &slack), high)
    }

    fn less_than(&self, number: &Exact) -> Interval {
        let slack = &number.abs() * self.policy.less_than.at(self.grade);
        let reach = self.policy.less_than_reach.at(self.grade).as_ref();
        let low = match (self.floor(number), reach) {
            (End::Closed(_), Some(reach)) => End::Closed(number * reach),
            (floor, _) => floor,
        };
        let low = if number.is_zero() { End::Absent } else { low };
        Interval::spanning(low, End::Open(number + &slack))
    }

    /// Where values below a number end: at zero for what is never below it.
    fn floor(&self, number: &Exact) -> End {
        if self.nature.non_negative && !number.is_negative() && self.far == Far::Kept {
            End::Closed(Exact::zero())
        } else {
            End::Absent
        }
    }

    /// Both figures, each end as wide as the policy says.
    fn between(&self, about: bool, low: &Figure, high: &Figure) -> Interval {
        let width = if about { &self.policy.about } else { &self.policy.between };
        let width = width.at(self.grade);
        let below = &low.number() - &width_of(low, width);
        let above = &high.number() + &width_of(high, width);
        Interval::spanning(End::Closed(below), End::Closed(above))
    }

    /// Half a unit of the declared place either way; or less than a whole one away from zero, if figures are cut off.
    fn declared(&self, number: &Exact, decimals: Option<i32>) -> Interval {
        let Some(decimals) = decimals else { return Interval::point(number.clone()) };
        let unit = Exact::pow10(-decimals);
        let size = number.abs();
        match self.policy.rounding {
            Rounding::Nearest => {
                let half = &unit * &Exact::ratio(1, 2).unwrap_or_else(Exact::zero);
                Interval::spanning(End::Closed(number - &half), End::Closed(number + &half))
            }
            Rounding::Truncation if size.is_zero() => Interval::spanning(End::Open(-&unit), End::Open(unit)),
            Rounding::Truncation => {
                signed(Interval::spanning(End::Closed(size.clone()), End::Open(&size + &unit)), number)
            }
        }
    }
}

/// On one side of the figure, and only leniently at it or beyond it.
fn beside(figure: &Figure, main: &Width, other: &Width, side: Side) -> Interval {
    let number = figure.number();
    let at = number.abs();
    let (main, other) = (width_of(figure, main), width_of(figure, other));
    let near = |end: Exact| if other.is_zero() { End::Open(end) } else { End::Closed(end) };
    let sizes = match side {
        Side::Under => Interval::spanning(End::Closed(&at - &main), near(&at + &other)),
        Side::Over => Interval::spanning(near(&at - &other), End::Closed(&at + &main)),
    };
    signed(sizes, &number)
}

/// A width around a figure whose trailing zeros do not count.
fn width_of(figure: &Figure, width: &Width) -> Exact {
    width.of(&figure.number().abs(), figure.unit_of_last(Zeros::Pad).as_ref())
}

/// Which side of its figure a word points to, seen from zero.
#[derive(Clone, Copy)]
enum Side {
    Under,
    Over,
}

/// An interval of sizes, turned round for a number below zero.
fn signed(sizes: Interval, number: &Exact) -> Interval {
    if number.is_negative() { sizes.negated() } else { sizes }
}
