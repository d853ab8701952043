use std::collections::BTreeMap;

use super::{Change, Date, Duration, Exact, GapSense, Value, When};

/// What a claim says: eight kinds, and the bare withdrawal of an earlier claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// A cell at a time has a value.
    Amount {
        /// What the value is of.
        cell: Cell,
        /// The value as said.
        value: Value,
    },
    /// A cell rose or fell between two periods or instants.
    Change {
        /// What changed; its time is given by `from` and `to`.
        cell: Cell,
        /// By how much, or in which direction.
        change: Change,
        /// The period or instant that it is measured from.
        from: Option<Date>,
        /// The period or instant that it is measured to.
        to: Option<Date>,
        /// The value at `to`.
        reaching: Option<Value>,
    },
    /// One cell is a share of another.
    Share {
        /// How large a share.
        share: Value,
        /// What is shared out.
        part: Cell,
        /// What it is a share of.
        whole: Cell,
    },
    /// Cells, each times a weight, add up to a cell.
    Total {
        /// The sum.
        total: Cell,
        /// What is added up.
        parts: Vec<Part>,
        /// Whether the parts are all there is.
        exhaustive: bool,
    },
    /// A subject is first, last or n-th in a measure, or a period is a record.
    Rank {
        /// Who or what is ranked, in what, and when.
        cell: Cell,
        /// Which place.
        rank: Rank,
        /// Among whom.
        among: Option<Among>,
    },
    /// An event is planned, underway, happened, or was called off.
    Event {
        /// The event's name.
        event: String,
        /// How far it has come.
        stage: EventStage,
        /// When; absent: not said.
        when: Option<When>,
    },
    /// One event precedes another.
    Order {
        /// What came first.
        before: Point,
        /// What came after it.
        after: Point,
        /// How much later.
        gap: Option<Duration>,
        /// What kind of duration the gap is.
        sense: GapSense,
    },
    /// An attribute of a subject is a name.
    State {
        /// Whose attribute.
        subject: String,
        /// Which attribute.
        attribute: String,
        /// Its value, or values.
        is: Vec<String>,
        /// When it is so.
        time: Option<Time>,
    },
    /// Nothing but the withdrawal of the claims in [`Claim::retracts`](crate::Claim).
    Retraction,
}

impl Statement {
    /// The word for this kind in the claims file.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Statement::Amount { .. } => "amount",
            Statement::Change { .. } => "change",
            Statement::Share { .. } => "share",
            Statement::Total { .. } => "total",
            Statement::Rank { .. } => "rank",
            Statement::Event { .. } => "event",
            Statement::Order { .. } => "order",
            Statement::State { .. } => "state",
            Statement::Retraction => "retraction",
        }
    }

    /// Every cell that the statement speaks of, in the order of the claims file.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        let (first, second, parts): (Option<&Cell>, Option<&Cell>, &[Part]) = match self {
            Statement::Amount { cell, .. }
            | Statement::Change { cell, .. }
            | Statement::Rank { cell, .. } => (Some(cell), None, &[]),
            Statement::Share { part, whole, .. } => (Some(part), Some(whole), &[]),
            Statement::Total { total, parts, .. } => (Some(total), None, parts),
            Statement::Event { .. }
            | Statement::Order { .. }
            | Statement::State { .. }
            | Statement::Retraction => (None, None, &[]),
        };
        first.into_iter().chain(second).chain(parts.iter().map(|part| &part.cell))
    }
}

/// What a number is about: (subject, measure, scope, basis, stage) at a time.
///
/// What makes two cells one, or one a part of the other: [cells](crate::guide::cells).
///
/// # Examples
/// ```
/// use gainsay::{Cell, Time};
/// let cell = Cell::new("Russia in Iran", "investment").scope("sector", "gas").stage("finalized").as_of("2025-06".parse()?);
/// assert_eq!(cell.scope["sector"], "gas");
/// assert!(matches!(&cell.time, Some(Time::AsOf(date)) if date.words() == "2025-06"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Whose number.
    pub subject: String,
    /// Which declared measure.
    pub measure: String,
    /// Facets of what is covered: `sector: gas`.
    pub scope: BTreeMap<String, String>,
    /// Facets of how the number was made: `prices: 2015`.
    pub basis: BTreeMap<String, String>,
    /// The word for how far it has come, as said.
    pub stage: Option<String>,
    /// When it is true.
    pub time: Option<Time>,
}

impl Cell {
    /// The whole of a measure of a subject.
    #[must_use]
    pub fn new(subject: impl Into<String>, measure: impl Into<String>) -> Cell {
        Cell { subject: subject.into(), measure: measure.into(), ..Cell::default() }
    }

    /// Adds a facet of the scope; `*` states the whole, a trailing `?` marks a doubtful facet.
    #[must_use]
    pub fn scope(mut self, facet: impl Into<String>, value: impl Into<String>) -> Cell {
        self.scope.insert(facet.into(), value.into());
        self
    }

    /// Adds a facet of the basis.
    #[must_use]
    pub fn basis(mut self, facet: impl Into<String>, value: impl Into<String>) -> Cell {
        self.basis.insert(facet.into(), value.into());
        self
    }

    /// Sets the stage word.
    #[must_use]
    pub fn stage(mut self, word: impl Into<String>) -> Cell {
        self.stage = Some(word.into());
        self
    }

    /// True of a whole period.
    #[must_use]
    pub fn of(mut self, period: Date) -> Cell {
        self.time = Some(Time::Of(period));
        self
    }

    /// True at one instant within the given dates.
    #[must_use]
    pub fn as_of(mut self, date: Date) -> Cell {
        self.time = Some(Time::AsOf(date));
        self
    }
}

/// When a value or state is true: never when it was said.
///
/// What that means for each kind of measure: [time](crate::guide::time).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// At every instant of the period, or over it.
    Of(Date),
    /// At one instant within these dates.
    AsOf(Date),
}

impl Time {
    /// The date as written.
    #[must_use]
    pub fn date(&self) -> &Date {
        match self {
            Time::Of(date) | Time::AsOf(date) => date,
        }
    }
}

/// One summand of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is added.
    pub cell: Cell,
    /// Its weight, usually one.
    pub times: Exact,
}

/// A place in an order of subjects, or of periods.
///
/// What each excludes: [ranks](crate::guide::ranks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Strictly more than every other of the class.
    Largest,
    /// Strictly less than every other of the class.
    Smallest,
    /// Strictly more than every earlier period of the same length.
    RecordHigh,
    /// Strictly less than every earlier period of the same length.
    RecordLow,
    /// The n-th largest, from 1.
    Nth(u32),
    /// One of the n largest.
    Top(u32),
}

/// The class that a rank is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Among {
    /// The members, listed.
    List(Vec<String>),
    /// A name; its members are what it includes.
    Name(String),
}

/// How far an event has come.
///
/// What each excludes: [events](crate::guide::events); plans have a [page](crate::guide::plans) of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventStage {
    /// Is to happen.
    Planned,
    /// Has begun and is not over.
    Underway,
    /// Is over, or came to pass.
    Happened,
    /// Was called off, on the given date.
    Cancelled,
}

/// One end of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// A declared or named event.
    Event(String),
    /// A date.
    Date(Date),
    /// The saying of a source or of a claim, by id.
    Said(String),
}
