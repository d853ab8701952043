use std::fmt;

/// Which sort of record of a set a fault lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// A source.
    Source,
    /// A name with its aliases and parts.
    Name,
    /// A unit.
    Unit,
    /// A named period.
    Period,
    /// A measure.
    Measure,
    /// A ladder.
    Ladder,
    /// An event's recurrence.
    Event,
    /// An attribute.
    Attribute,
    /// A dated rate, by its position.
    Rate,
    /// A standing law, by its position.
    Law,
    /// An allowance, by its position.
    Allow,
    /// A denial, by its position.
    Deny,
    /// A claim.
    Claim,
}

impl fmt::Display for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RecordKind::Source => "source",
            RecordKind::Name => "name",
            RecordKind::Unit => "unit",
            RecordKind::Period => "period",
            RecordKind::Measure => "measure",
            RecordKind::Ladder => "ladder",
            RecordKind::Event => "event",
            RecordKind::Attribute => "attribute",
            RecordKind::Rate => "rate",
            RecordKind::Law => "law",
            RecordKind::Allow => "allow",
            RecordKind::Deny => "deny",
            RecordKind::Claim => "claim",
        })
    }
}

/// A fault of meaning in a set: which record, which of its fields, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{record} `{id}`: {message}")]
pub struct ModelError {
    pub(super) record: RecordKind,
    pub(super) id: String,
    pub(super) field: String,
    pub(super) message: String,
}

impl ModelError {
    /// Which sort of record.
    #[must_use]
    pub fn record(&self) -> RecordKind {
        self.record
    }

    /// The key of the record; for rates, laws, allowances and denials its position from 0.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The field, as a JSON pointer below the record: `/parts/0/measure`.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// What was found, and what to write instead.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}
