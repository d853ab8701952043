//! Changes: which way something went, and by how much.

use rust_decimal::Decimal;

use super::value::Form;
use super::{End, Exact, Figure, Grade, Hedge, Hedges, Interval, Nature, Numeral, Scale, Value, ValueError};

/// How a cell changed between two times: by a size with a direction, by a factor, or in a direction alone.
///
/// # Shape
/// A hedge speaks of the size: "fell more than 75%" lies between -100 % and -75 %. A fall in per cent stays within
/// 100 %.
///
/// # Examples
/// ```
/// use gainsay::{Change, ChangeForm, Direction, Grade, Hedges, Nature};
/// let hedges = Hedges::default();
/// let fall: Change = "fell more than 75%".parse()?;
/// assert_eq!(fall.form(), ChangeForm::Percent);
/// assert_eq!(fall.interval(Grade::Plain, Nature::default(), &hedges).to_string(), "[-100, -75)");
/// assert_eq!(fall.direction(Grade::Lenient, &hedges), Some(Direction::Fell));
/// // At most so much may be nothing at all.
/// let rise: Change = "rose at most 5%".parse()?;
/// assert_eq!(rise.direction(Grade::Plain, &hedges), None);
/// # Ok::<(), gainsay::ValueError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Change {
    words: String,
    body: Body,
}

/// The structure of a change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Body {
    Alone(Direction),
    Size {
        direction: Direction,
        size: Value,
    },
    /// `worded`: doubled, halved, 10-fold, which are looser than `x2.0`.
    Times {
        worded: bool,
        hedge: Hedge,
        factor: Figure,
    },
}

/// Which way a number went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Up.
    Rose,
    /// Down.
    Fell,
}

/// In what a change is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeForm {
    /// In per cent of the earlier value.
    Percent,
    /// In percentage points.
    Points,
    /// In the unit of the measure, or another of its dimension.
    Absolute,
    /// As a multiple of the earlier value.
    Factor,
    /// Up or down, and no more.
    Direction,
}

impl Change {
    /// Up, by nobody says how much.
    #[must_use]
    pub fn rose() -> Change {
        Change::made(Body::Alone(Direction::Rose))
    }

    /// Down, by nobody says how much.
    #[must_use]
    pub fn fell() -> Change {
        Change::made(Body::Alone(Direction::Fell))
    }

    /// Up or down by a size: per cent, percentage points, or an amount.
    ///
    /// # Errors
    /// [`ValueError`] when the size lies below zero: the direction says which way.
    ///
    /// # Examples
    /// ```
    /// use gainsay::{Change, Direction};
    /// let change = Change::by(Direction::Fell, "$2bn".parse()?)?;
    /// assert_eq!(change, "-$2bn".parse()?);
    /// assert_eq!(change.words(), "-2 billion USD");
    /// # Ok::<(), gainsay::ValueError>(())
    /// ```
    pub fn by(direction: Direction, size: Value) -> Result<Change, ValueError> {
        if size.figure().is_some_and(|figure| figure.is_negative()) {
            return Err(ValueError(format!(
                "`{}` is below zero; write the size, and say which way by `rose` or `fell`",
                size.words()
            )));
        }
        if matches!(size.form(), Form::Most) {
            return Err(ValueError("`most` is no size of a change; write it as `+60%`".to_owned()));
        }
        Ok(Change::made(Body::Size { direction, size }))
    }

    /// To a multiple of the earlier value.
    ///
    /// # Errors
    /// [`ValueError`] when the factor lies below zero.
    pub fn times(factor: Decimal) -> Result<Change, ValueError> {
        Change::factor(false, Hedge::Unhedged, Figure::digits(factor, Scale::ONE))
    }

    pub(crate) fn factor(worded: bool, hedge: Hedge, factor: Figure) -> Result<Change, ValueError> {
        if factor.number().is_negative() {
            let number = factor.number();
            return Err(ValueError(format!("the factor `{number}` is below zero; write it as `x1.5`")));
        }
        Ok(Change::made(Body::Times { worded, hedge, factor }))
    }

    fn made(body: Body) -> Change {
        Change { words: spelled(&body), body }
    }

    /// The same change in the words of whoever wrote it.
    pub(crate) fn worded(self, words: &str) -> Change {
        Change { words: words.to_owned(), ..self }
    }

    /// The words as written, or a canonical notation for a change made in code.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The canonical notation, whatever the words.
    #[cfg(test)]
    pub(crate) fn canonical(&self) -> String {
        spelled(&self.body)
    }

    /// Which way and how much, when it is neither a direction alone nor a factor.
    pub(crate) fn size(&self) -> Option<(Direction, &Value)> {
        match &self.body {
            Body::Size { direction, size } => Some((*direction, size)),
            Body::Alone(_) | Body::Times { .. } => None,
        }
    }

    /// In what it is given.
    #[must_use]
    pub fn form(&self) -> ChangeForm {
        match &self.body {
            Body::Alone(_) => ChangeForm::Direction,
            Body::Times { .. } => ChangeForm::Factor,
            Body::Size { size, .. } => match size.unit_name() {
                Some("%") => ChangeForm::Percent,
                Some("pp" | "bp") => ChangeForm::Points,
                _ => ChangeForm::Absolute,
            },
        }
    }

    /// Whether it says which way and no more.
    #[must_use]
    pub fn is_direction(&self) -> bool {
        self.form() == ChangeForm::Direction
    }

    /// The unit of its interval, if it has one.
    #[must_use]
    pub fn unit_name(&self) -> Option<&str> {
        match &self.body {
            Body::Size { size, .. } if self.form() == ChangeForm::Points => size.unit_name().map(|_| "pp"),
            Body::Size { size, .. } => size.unit_name(),
            Body::Alone(_) | Body::Times { .. } => None,
        }
    }

    /// Which way, when all that it can mean goes one way.
    #[must_use]
    pub fn direction(&self, grade: Grade, policy: &Hedges) -> Option<Direction> {
        let from = match &self.body {
            Body::Alone(direction) => return Some(*direction),
            Body::Times { .. } => Interval::point(Exact::one()),
            Body::Size { .. } => Interval::point(Exact::zero()),
        };
        let interval = self.interval(grade, Nature::default(), policy);
        if from.below(&interval) {
            Some(Direction::Rose)
        } else {
            interval.below(&from).then_some(Direction::Fell)
        }
    }

    /// By how much, with its sign: per cent, percentage points, its unit, or the factor; everything when only the
    /// direction is known.
    #[must_use]
    pub fn interval(&self, grade: Grade, nature: Nature, policy: &Hedges) -> Interval {
        let plain = self.widened(Grade::Plain, nature, policy);
        match grade {
            Grade::Plain => plain,
            Grade::Lenient => self.widened(Grade::Lenient, nature, policy).hull(&plain),
        }
    }

    fn widened(&self, grade: Grade, nature: Nature, policy: &Hedges) -> Interval {
        match &self.body {
            Body::Alone(_) => Interval::everything(),
            Body::Size { direction, size } => {
                let sizes = size.interval(grade, Nature { non_negative: true, ..nature }, policy);
                let sizes = self.bounded(&sizes, *direction);
                match direction {
                    Direction::Rose => sizes,
                    Direction::Fell => sizes.negated(),
                }
            }
            Body::Times { worded, hedge, factor } => {
                Times { worded: *worded, hedge: *hedge, factor, policy }.interval(grade)
            }
        }
    }

    /// Sizes are not below zero, and a fall stays within 100 % unless it is said to go beyond.
    fn bounded(&self, sizes: &Interval, direction: Direction) -> Interval {
        let within = |sizes: &Interval, low: End, high: End| {
            sizes.common(&Interval::spanning(low, high)).unwrap_or_else(|| sizes.clone())
        };
        let sizes = within(sizes, End::Closed(Exact::zero()), End::Absent);
        let sizes = match self.form() {
            ChangeForm::Points => sizes.scaled(&self.points()),
            ChangeForm::Percent | ChangeForm::Absolute | ChangeForm::Factor | ChangeForm::Direction => sizes,
        };
        match (self.form(), direction) {
            (ChangeForm::Percent, Direction::Fell) => within(&sizes, End::Absent, End::Closed(100.into())),
            _ => sizes,
        }
    }

    /// How many percentage points its unit is.
    fn points(&self) -> Exact {
        match &self.body {
            Body::Size { size, .. } if size.unit_name() == Some("bp") => Exact::pow10(-2),
            Body::Size { .. } | Body::Alone(_) | Body::Times { .. } => Exact::one(),
        }
    }
}

impl PartialEq for Change {
    fn eq(&self, other: &Change) -> bool {
        self.body == other.body
    }
}

impl Eq for Change {}

impl std::hash::Hash for Change {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.body.hash(state);
    }
}

/// A factor and all that its width depends on.
struct Times<'c> {
    worded: bool,
    hedge: Hedge,
    factor: &'c Figure,
    policy: &'c Hedges,
}

impl Times<'_> {
    fn interval(&self, grade: Grade) -> Interval {
        let falls = self.factor.number() < Exact::one();
        match (self.hedge, self.factor.rest_of_one()) {
            (Hedge::Unhedged, _) if self.worded => self.loose(grade),
            (Hedge::About, _) if self.worded => self.loose(grade).hull(&self.hedged(grade)),
            (Hedge::Unhedged | Hedge::Exactly | Hedge::About, _) | (_, None) => self.hedged(grade),
            (_, Some(lost)) if falls && self.worded => self.fall(grade, lost),
            // `nearly x0.5` can speak of the factor or of the fall.
            (_, Some(lost)) if falls => self.fall(grade, lost).hull(&self.hedged(grade)),
            (_, Some(_)) => self.hedged(grade),
        }
    }

    /// The figure with the width of doubled, halved, 10-fold.
    fn loose(&self, grade: Grade) -> Interval {
        let number = self.factor.number();
        let width = &number * self.policy.factor.at(grade);
        Interval::spanning(End::Closed(&number - &width), End::Closed(&number + &width))
    }

    fn hedged(&self, grade: Grade) -> Interval {
        value(self.hedge, *self.factor).interval(
            grade,
            Nature { non_negative: true, ..Nature::default() },
            self.policy,
        )
    }

    /// A hedge speaks of the size of the fall: "nearly halved" lost a little less than half.
    fn fall(&self, grade: Grade, lost: Figure) -> Interval {
        let lost = value(self.hedge, lost);
        let lost = lost.interval(grade, Nature { non_negative: true, ..Nature::default() }, self.policy);
        let all = Interval::spanning(End::Closed(Exact::zero()), End::Closed(Exact::one()));
        Interval::point(Exact::one()).plus(&lost.common(&all).unwrap_or(all).negated())
    }
}

fn value(hedge: Hedge, figure: Figure) -> Value {
    Value::made(Form::Figure { hedge, figure }, None)
}

/// The canonical words of a change; the notation reads them back to the same change.
fn spelled(body: &Body) -> String {
    match body {
        Body::Alone(Direction::Rose) => "rose".to_owned(),
        Body::Alone(Direction::Fell) => "fell".to_owned(),
        Body::Size { direction, size } => {
            let bare = matches!(size.form(), Form::Figure { hedge: Hedge::Unhedged, .. });
            let words = size.canonical();
            match (direction, bare) {
                (Direction::Rose, true) => format!("+{words}"),
                (Direction::Fell, true) => format!("-{words}"),
                (Direction::Rose, false) => format!("rose {words}"),
                (Direction::Fell, false) => format!("fell {words}"),
            }
        }
        Body::Times { worded, hedge, factor } => {
            let hedge_words = value(*hedge, Figure { numeral: Numeral::ZERO, scale: Scale::ONE });
            let hedge_words = hedge_words.words().trim_end_matches('0');
            match (worded, factor.numeral) {
                (true, Numeral::Fraction { over: 1, under }) => format!("fell {hedge_words}{under}-fold"),
                (true, _) => format!("{hedge_words}{}-fold", value(Hedge::Unhedged, *factor).words()),
                (false, _) => format!("{hedge_words}x{}", value(Hedge::Unhedged, *factor).words()),
            }
        }
    }
}
