use super::{Cell, Date, Part, Value};

/// How often an event can happen.
///
/// See [events](crate::guide::events).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recurrence {
    /// Not declared: two dates are a tension.
    #[default]
    Undeclared,
    /// Once: deaths, signings. Two dates are a contradiction.
    Once,
    /// Many times: visits of habit. Two dates are nothing.
    Recurs,
}

/// An attribute that states give values of.
///
/// See [states](crate::guide::states).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// How many values it has at one time.
    pub arity: Arity,
    /// Groups of values that are easily taken for each other.
    pub near: Vec<Vec<String>>,
}

/// How many values an attribute has at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arity {
    /// One: two different values clash.
    #[default]
    One,
    /// Many: two different values do not clash.
    Many,
}

/// A dated rate of exchange, as a range: one unit of `from` is worth `value` units of `to`.
///
/// # Examples
/// ```
/// use gainsay::Rate;
/// // One euro was worth between 1.07 and 1.09 dollars.
/// let rate = Rate {
///     from: "EUR".to_owned(), to: "USD".to_owned(), value: "[1.07, 1.09]".parse()?, of: "2023".parse()?, source: None,
/// };
/// assert_eq!(rate.of.words(), "2023");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The unit converted from.
    pub from: String,
    /// The unit converted to.
    pub to: String,
    /// How many `to` one `from` is worth.
    pub value: Value,
    /// The period in which it holds.
    pub of: Date,
    /// The source that gives it.
    pub source: Option<String>,
}

/// A standing law of the set's author: it needs no source and holds at every time that it does not name.
///
/// # Examples
/// ```
/// use gainsay::{Cell, Law, LawRelation, Strength};
/// let (lesser, greater) = (Cell::new("the line", "land handed over"), Cell::new("the line", "land acquired"));
/// let law = Law { relation: LawRelation::Order { lesser, greater }, strength: Strength::Hard };
/// assert_eq!(law.relation.cells().count(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// What always holds.
    pub relation: LawRelation,
    /// Whether it may fail.
    pub strength: Strength,
}

/// What a standing law says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LawRelation {
    /// One cell never exceeds another.
    Order {
        /// The cell that is never more.
        lesser: Cell,
        /// The cell that is never less.
        greater: Cell,
    },
    /// Cells always add up to one: at every time, or at that of the total if it has one.
    ///
    /// # Errors
    /// A set is not built of a total without parts, among its own parts or the parts of its parts, of units that do not add
    /// up, without a time where a part has one; nor, unless the parts are all there is, of a total that may be below zero.
    Total {
        /// The sum.
        total: Cell,
        /// What is added up.
        parts: Vec<Part>,
        /// Whether the parts are all there is.
        exhaustive: bool,
    },
}

impl LawRelation {
    /// Every cell that the law speaks of.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        let (first, second, parts): (&Cell, Option<&Cell>, &[Part]) = match self {
            LawRelation::Order { lesser, greater } => (lesser, Some(greater), &[]),
            LawRelation::Total { total, parts, .. } => (total, None, parts),
        };
        std::iter::once(first).chain(second).chain(parts.iter().map(|part| &part.cell))
    }
}

/// Whether a law may fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Always holds.
    #[default]
    Hard,
    /// Holds in the plain reading; breaking it is a tension.
    Soft,
}
