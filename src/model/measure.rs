use super::Duration;

/// How a measure behaves in time, in the words of statistics.
///
/// # Source
/// Stocks and flows: System of National Accounts 2008, 3.4; *instant* and *duration*: XBRL 2.1, 4.7.2.
///
/// The laws of each: [time](crate::guide::time).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Temporal {
    /// Without time: the length of a bridge.
    Constant,
    /// A stock: at an instant, or at every instant of a period.
    Level,
    /// A cumulative figure, which never falls.
    RunningTotal,
    /// Over a period: revenue, trade.
    Flow,
    /// Of a period, but neither adding up nor containing: rates, growth, prices.
    Average,
}

/// A quantity that claims give values of.
///
/// # Unit
/// The values of a measure compare after exact conversion to its unit.
///
/// # Examples
/// ```
/// use gainsay::Measure;
/// let investment = Measure::running_total("USD").ladder("funding").additive().non_negative();
/// assert!(investment.additive && !investment.revisable);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// How it behaves in time.
    pub temporal: Temporal,
    /// Its unit.
    pub unit: String,
    /// The ladder of its stages.
    pub ladder: Option<String>,
    /// Whether the values of parts of a scope add up to the value of the whole.
    pub additive: bool,
    /// Whether it is never below zero.
    pub non_negative: bool,
    /// Whether a later figure may replace an earlier one: a cost estimate.
    pub revisable: bool,
    /// How long a value of a level keeps (softly).
    pub holds_for: Option<Duration>,
}

impl Measure {
    fn new(temporal: Temporal, unit: impl Into<String>) -> Measure {
        Measure {
            temporal,
            unit: unit.into(),
            ladder: None,
            additive: false,
            non_negative: false,
            revisable: false,
            holds_for: None,
        }
    }

    /// Without time.
    #[must_use]
    pub fn constant(unit: impl Into<String>) -> Measure {
        Measure::new(Temporal::Constant, unit)
    }

    /// A stock.
    #[must_use]
    pub fn level(unit: impl Into<String>) -> Measure {
        Measure::new(Temporal::Level, unit)
    }

    /// A cumulative figure.
    #[must_use]
    pub fn running_total(unit: impl Into<String>) -> Measure {
        Measure::new(Temporal::RunningTotal, unit)
    }

    /// A quantity per period.
    #[must_use]
    pub fn flow(unit: impl Into<String>) -> Measure {
        Measure::new(Temporal::Flow, unit)
    }

    /// A rate or mean of a period.
    #[must_use]
    pub fn average(unit: impl Into<String>) -> Measure {
        Measure::new(Temporal::Average, unit)
    }

    /// Names the ladder of its stages.
    #[must_use]
    pub fn ladder(mut self, name: impl Into<String>) -> Measure {
        self.ladder = Some(name.into());
        self
    }

    /// Parts of a scope add up.
    #[must_use]
    pub fn additive(mut self) -> Measure {
        self.additive = true;
        self
    }

    /// Never below zero.
    #[must_use]
    pub fn non_negative(mut self) -> Measure {
        self.non_negative = true;
        self
    }

    /// A later figure may replace an earlier one.
    #[must_use]
    pub fn revisable(mut self) -> Measure {
        self.revisable = true;
        self
    }
}
