use std::fmt;

use crate::model::Key;

/// Why two claims share nothing that could clash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Because {
    /// They are of kinds that no law relates, or of kinds not reasoned over.
    OtherKind,
    /// They speak of different subjects.
    OtherSubject,
    /// They speak of different measures, attributes or events.
    OtherMeasure,
    /// Their scopes differ in a facet, and neither includes the other.
    OtherScope(Key),
    /// Their numbers were made in different ways.
    OtherBasis(Key),
    /// Their units are of different dimensions, and no rate between them is given for the time.
    OtherUnit,
    /// They are of times between which no law holds.
    OtherTime,
    /// A period is needed and not given.
    NoPeriod,
    /// One is a plan and the other an outcome: the plan has a fate.
    PlanAndOutcome,
    /// Plans said on different days by one party, or long apart by two.
    PlanRevised,
    /// A cancelled or suspended amount.
    Cancelled,
    /// A choice was read leniently.
    Lenient,
    /// The event recurs.
    Recurs,
    /// One of them neither confirms nor denies, or is superseded.
    NotAsserted,
    /// They bound each other on no side.
    NoLaw,
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Because::OtherKind => f.write_str("no law relates these kinds of statement"),
            Because::OtherSubject => f.write_str("they speak of different subjects"),
            Because::OtherMeasure => f.write_str("they speak of different things"),
            Because::OtherScope(facet) => write!(f, "their scopes differ in `{facet}`"),
            Because::OtherBasis(facet) => write!(f, "their figures were made on different bases (`{facet}`)"),
            Because::OtherUnit => f.write_str("their units do not convert: no rate is given for that time"),
            Because::OtherTime => f.write_str("they are of times between which no law holds"),
            Because::NoPeriod => f.write_str("a period is needed and not given"),
            Because::PlanAndOutcome => f.write_str("one is a plan and the other an outcome"),
            Because::PlanRevised => f.write_str("plans may change from one day to another"),
            Because::Cancelled => f.write_str("a cancelled or suspended amount is compared with nothing"),
            Because::Lenient => f.write_str("they share nothing in this reading"),
            Because::Recurs => f.write_str("the event recurs"),
            Because::NotAsserted => f.write_str("one of them is not asserted"),
            Because::NoLaw => f.write_str("no law holds between them"),
        }
    }
}
