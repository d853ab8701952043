use std::collections::BTreeSet;

use crate::model::{Date, DateOf, Key};

/// An instant that claims speak of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Instant {
    /// That of an event which happens once, whoever tells of it.
    Event(Key),
    /// That of a saying, or of a date in an order.
    Dated(DateOf),
}

/// What puts one instant below another, in every reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    /// A date, as it is written.
    Date(DateOf),
    /// An order, of this claim.
    Order(String),
    /// An event that this claim tells of as done had happened by the time of its saying.
    Told(String),
    /// A source was published no earlier than one whose words it repeats.
    Repeats { source: String, parent: String },
}

impl Fact {
    /// The claim that says so, if a claim does.
    pub(crate) fn claim(&self) -> Option<&str> {
        match self {
            Fact::Date(DateOf::When(id) | DateOf::Before(id) | DateOf::After(id) | DateOf::Said(id))
            | Fact::Order(id)
            | Fact::Told(id) => Some(id),
            Fact::Date(DateOf::Published(_)) | Fact::Repeats { .. } => None,
        }
    }
}

/// A fact as an inequality: `plus` comes at most so many days after `minus`.
///
/// An instant that is absent is the beginning of 1970-01-01; day d is the half-open stretch from d to d + 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bound {
    pub(crate) plus: Option<Instant>,
    pub(crate) minus: Option<Instant>,
    pub(crate) days: i64,
    /// Whether so many days themselves are excluded.
    pub(crate) strict: bool,
    pub(crate) fact: Fact,
}

impl Bound {
    /// The instants that it is of.
    pub(crate) fn instants(&self) -> impl Iterator<Item = &Instant> {
        self.plus.iter().chain(&self.minus)
    }
}

/// A date that other claims fix, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inference {
    pub(crate) of: DateOf,
    /// What it is: the only one of its alternatives between the bounds; of a date that is not given, the days between.
    pub(crate) date: Date,
    /// Bounds that add up to the earliest that it can be, from its instant back; none where nothing bounds it so.
    pub(crate) lower: Vec<Bound>,
    /// Bounds that add up to the latest that it can be.
    pub(crate) upper: Vec<Bound>,
}

impl Inference {
    /// The facts that it rests on, each once, from what is known to what follows.
    pub(crate) fn facts(&self) -> Vec<&Fact> {
        let mut seen = BTreeSet::new();
        let all = self.lower.iter().rev().chain(self.upper.iter().rev()).map(|bound| &bound.fact);
        all.filter(|fact| seen.insert(*fact)).collect()
    }

    /// The claims that it rests on, in the order of their ids.
    pub(crate) fn claims(&self) -> BTreeSet<&str> {
        self.facts().into_iter().filter_map(Fact::claim).collect()
    }
}
