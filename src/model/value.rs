//! Values: what was written, and the numbers that it can mean.

mod figure;
mod spelling;
mod width;

use std::hash::{Hash, Hasher};

use rust_decimal::Decimal;

pub(crate) use figure::{Figure, Numeral, Scale};

use super::{Exact, Interval, unit};

/// A number as somebody gave it: hedged or not, with its precision and unit.
///
/// # Shape
/// A figure ("nearly $5 billion"), two figures ("between 5 and 6"), an interval ("[4.5, 5)"), a figure with
/// declared precision, a word without a figure ("dozens"), or "most". Values are equal when they mean the same
/// thing written with the same precision; "USD 5bn" equals "$5 billion", not "$5.0 billion".
///
/// # Unit
/// As written, in one spelling for shipped units; none when none was written.
///
/// # Examples
/// ```
/// use gainsay::{Grade, Hedges, Nature, Value};
/// let value: Value = "nearly $5 billion".parse()?;
/// let interval = value.interval(Grade::Plain, Nature::default(), &Hedges::default());
/// assert_eq!(interval, "[4500000000, 5000000000)".parse()?);
/// assert_eq!(value.unit_name(), Some("USD"));
/// assert_eq!(value.words(), "nearly $5 billion");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Value {
    words: String,
    form: Form,
    unit: Option<String>,
}

/// The structure of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    Figure { hedge: Hedge, figure: Figure },
    Between { about: bool, low: Figure, high: Figure },
    Declared { figure: Figure, decimals: Option<i32> },
    Range(Interval),
    Vague { word: Vague, scale: Scale },
    Most,
}

/// A word that says how a figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Hedge {
    /// No word: rounded to the digits written.
    Unhedged,
    /// About, roughly, around, some, `~`.
    About,
    /// Nearly, almost, just under, close to.
    Nearly,
    /// Just over, slightly more than.
    JustOver,
    /// More than, over, above, exceeding, surpassing.
    MoreThan,
    /// Less than, under, below.
    LessThan,
    /// At least, or more.
    AtLeast,
    /// At most, up to, as many as.
    AtMost,
    /// Exactly: the figure and nothing else.
    Exactly,
}

/// A word that stands for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Vague {
    AFew,
    Several,
    Tens,
    Dozens,
    Scores,
    Hundreds,
    Thousands,
    Millions,
    Billions,
}

/// What is known of the values that a measure and a unit have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Nature {
    /// Never below zero.
    pub non_negative: bool,
    /// A count of things: figures under 100 are exact.
    pub counts: bool,
    /// A percentage: its zeros count as digits.
    pub percent: bool,
}

/// A value or change that cannot be read or made.
///
/// The message says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ValueError(pub(crate) String);

/// Declared precisions beyond this many places either way are refused.
const DECIMALS: i32 = 100;

impl Value {
    /// A figure and nothing else: "exactly 12".
    #[must_use]
    pub fn exactly(figure: Decimal) -> Value {
        Value::of(figure).hedged(Hedge::Exactly)
    }

    /// A figure rounded to the digits written.
    #[must_use]
    pub fn of(figure: Decimal) -> Value {
        let figure = Figure::digits(figure, Scale::ONE);
        Value::made(Form::Figure { hedge: Hedge::Unhedged, figure }, None)
    }

    /// Between two figures, as a speaker would say it: the lenient reading is a little wider.
    ///
    /// # Errors
    /// [`ValueError`] when `low > high`.
    pub fn between(low: Decimal, high: Decimal) -> Result<Value, ValueError> {
        Value::from_figures(false, Figure::digits(low, Scale::ONE), Figure::digits(high, Scale::ONE), None)
    }

    /// Exactly the numbers of an interval, as tables give them.
    #[must_use]
    pub fn range(interval: Interval) -> Value {
        Value::made(Form::Range(interval), None)
    }

    /// A figure with the precision that a statement declares for it (XBRL's `decimals`; `None` is `INF`, exact).
    ///
    /// # Errors
    /// [`ValueError`] for more than 100 places either way.
    pub fn declared(figure: Decimal, decimals: Option<i32>) -> Result<Value, ValueError> {
        Value::of(figure).with_decimals(decimals)
    }

    /// The same figure with a declared precision.
    ///
    /// # Errors
    /// [`ValueError`] for a hedged value or one without a figure, and for more than 100 places either way.
    pub fn with_decimals(self, decimals: Option<i32>) -> Result<Value, ValueError> {
        if let Some(decimals) = decimals.filter(|decimals| decimals.unsigned_abs() > DECIMALS.unsigned_abs())
        {
            return Err(ValueError(format!("`{decimals}` decimals are too many; write at most {DECIMALS}")));
        }
        match self.form {
            Form::Figure { hedge: Hedge::Unhedged | Hedge::Exactly, figure } => {
                Ok(Value::made(Form::Declared { figure, decimals }, self.unit))
            }
            Form::Figure { .. }
            | Form::Between { .. }
            | Form::Declared { .. }
            | Form::Range(_)
            | Form::Vague { .. }
            | Form::Most => Err(ValueError(format!(
                "`{}` is no plain figure, so it has no declared decimals; leave `decimals` out",
                self.words
            ))),
        }
    }

    /// The same value in a unit.
    #[must_use]
    pub fn in_unit(self, unit: &str) -> Value {
        let unit = unit.trim();
        Value::made(self.form, (!unit.is_empty()).then(|| unit.to_owned()))
    }

    /// The same figure under a hedge; a value without a figure of its own stays as it is.
    #[must_use]
    pub fn hedged(self, hedge: Hedge) -> Value {
        match self.form {
            Form::Figure { figure, .. } | Form::Declared { figure, .. } => {
                Value::made(Form::Figure { hedge, figure }, self.unit)
            }
            Form::Between { .. } | Form::Range(_) | Form::Vague { .. } | Form::Most => self,
        }
    }

    pub(crate) fn from_figures(
        about: bool,
        low: Figure,
        high: Figure,
        unit: Option<String>,
    ) -> Result<Value, ValueError> {
        let (from, to) = (low.number(), high.number());
        if from > to {
            return Err(ValueError(format!(
                "the range from `{from}` to `{to}` is reversed; write the smaller number first"
            )));
        }
        Ok(Value::made(Form::Between { about, low, high }, unit))
    }

    /// A value in its canonical words.
    pub(crate) fn made(form: Form, unit: Option<String>) -> Value {
        let unit = unit.map(|unit| unit::spelled(&unit));
        Value { words: spelling::spelled(&form, unit.as_deref()), form, unit }
    }

    /// The same value in the words of whoever wrote it.
    pub(crate) fn worded(self, words: &str) -> Value {
        Value { words: words.to_owned(), ..self }
    }

    /// The figure, when it is one without a hedge.
    pub(crate) fn single_figure(&self) -> Option<Figure> {
        match &self.form {
            Form::Figure { hedge: Hedge::Unhedged, figure } => Some(*figure),
            Form::Figure { .. }
            | Form::Between { .. }
            | Form::Declared { .. }
            | Form::Range(_)
            | Form::Vague { .. }
            | Form::Most => None,
        }
    }

    /// The figure, when it is one, however it is hedged.
    pub(crate) fn one_figure(&self) -> Option<Figure> {
        match &self.form {
            Form::Figure { figure, .. } | Form::Declared { figure, .. } => Some(*figure),
            Form::Between { .. } | Form::Range(_) | Form::Vague { .. } | Form::Most => None,
        }
    }

    /// The canonical notation, whatever the words.
    pub(crate) fn canonical(&self) -> String {
        spelling::spelled(&self.form, self.unit.as_deref())
    }

    pub(crate) fn form(&self) -> &Form {
        &self.form
    }

    /// The words as written, or a canonical notation for a value made in code.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The unit, if one was written.
    #[must_use]
    pub fn unit_name(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// The word that hedges the figure; none for a value without a single figure.
    #[must_use]
    pub fn hedge(&self) -> Option<Hedge> {
        match &self.form {
            Form::Figure { hedge, .. } => Some(*hedge),
            Form::Between { .. }
            | Form::Declared { .. }
            | Form::Range(_)
            | Form::Vague { .. }
            | Form::Most => None,
        }
    }

    /// The first number that it gives, scale words applied.
    #[must_use]
    pub fn figure(&self) -> Option<Exact> {
        match &self.form {
            Form::Figure { figure, .. } | Form::Declared { figure, .. } => Some(figure.number()),
            Form::Between { low, .. } => Some(low.number()),
            Form::Range(interval) => interval.low().number().or(interval.high().number()).cloned(),
            Form::Vague { .. } | Form::Most => None,
        }
    }

    /// The declared number of decimals, if it is declared and finite.
    #[must_use]
    pub fn declared_precision(&self) -> Option<i32> {
        match &self.form {
            Form::Declared { decimals, .. } => *decimals,
            Form::Figure { .. } | Form::Between { .. } | Form::Range(_) | Form::Vague { .. } | Form::Most => {
                None
            }
        }
    }

    /// Whether both give one figure in one unit, however they hedge it.
    ///
    /// # Examples
    /// ```
    /// use gainsay::Value;
    /// let signed: Value = "$4 billion".parse()?;
    /// assert!(signed.same_figure(&"more than 4bn USD".parse()?));
    /// assert!(!signed.same_figure(&"4bn EUR".parse()?));
    /// # Ok::<(), gainsay::ValueError>(())
    /// ```
    #[must_use]
    pub fn same_figure(&self, other: &Value) -> bool {
        self.unit.as_deref().map(unit::key) == other.unit.as_deref().map(unit::key)
            && match (&self.form, &other.form) {
                (
                    Form::Figure { figure: a, .. } | Form::Declared { figure: a, .. },
                    Form::Figure { figure: b, .. } | Form::Declared { figure: b, .. },
                ) => a.number() == b.number(),
                (Form::Between { low: a, high: b, .. }, Form::Between { low: c, high: d, .. }) => {
                    a.number() == c.number() && b.number() == d.number()
                }
                (a, b) => a == b,
            }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        (&self.form, &self.unit) == (&other.form, &other.unit)
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.form, &self.unit).hash(state);
    }
}
