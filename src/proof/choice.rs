use std::collections::BTreeMap;

use crate::model::Key;

/// The position of a claim in the set, whose claims are ordered by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ClaimIx(pub(crate) usize);

/// Which of a claim's dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    Said,
    Time,
    From,
    To,
    When,
    Before,
    After,
}

/// One stage word in the mouth of one speaker within one source: read alike wherever it stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct StageWord {
    pub(crate) source: String,
    pub(crate) speaker: Vec<Key>,
    pub(crate) ladder: Key,
    pub(crate) word: Key,
}

/// A law that holds in the plain reading and need not in a lenient one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SoftLaw {
    /// A running total on a middle rung never falls.
    Running,
    /// A later rung never exceeds an earlier one.
    Ladder,
    /// A level keeps its value for a while.
    Holds,
    /// A soft standing law of the set, by position.
    Standing(usize),
}

/// **The table of choices**: everything that claims leave open, in the order in which reconciliations are given.
///
/// Every choice has a plain side and a lenient one. The lenient side only ever takes constraints away, but for the two
/// choices of a rung, whose alternatives are the rungs themselves. What is merely unknown (a value inside its interval,
/// a day inside its date) is no choice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Choice {
    /// Width of a value. Plain and lenient: the table of [`Hedges`](crate::Hedges).
    Value(ClaimIx),
    /// Width of a date marked `~`, a season, "early". Plain and lenient: [`Calendar`](crate::Calendar).
    Width(ClaimIx, Role),
    /// A date marked `?`. Plain: as written; lenient: any date.
    Doubt(ClaimIx, Role),
    /// An ambiguous stage word. Plain: each of its rungs; lenient adds none.
    Word(StageWord),
    /// No stage on a measure with a ladder. Plain: the last rung; lenient: any.
    Stage(ClaimIx),
    /// A facet of the scope that is not stated, or is marked doubtful. Plain: the whole, or as written; lenient: a part
    /// that nobody named.
    Facet(ClaimIx, Key),
    /// `among` not stated on a rank. Plain: all; lenient: a class that nobody named.
    Class(ClaimIx),
    /// `as_of` not stated. Plain: the said day; lenient: any time up to it.
    AsOf(ClaimIx),
    /// Two equal longer `as_of`, or two unstated ones of one day. Plain: one instant; lenient: two.
    Instant(ClaimIx, ClaimIx),
    /// A basis facet stated on one side only. Plain: the same; lenient: another.
    Basis(ClaimIx, ClaimIx, Key),
    /// A period that was not over when it was said. Plain: the part up to then; lenient: any part of it up to then.
    Unfinished(ClaimIx, Role),
    /// A soft law. Plain: holds; lenient: need not.
    Soft(SoftLaw, ClaimIx, ClaimIx),
    /// Figures of one cell and period, in a sum of periods of common days, or in a standing total, said on different days
    /// by one speaker or publisher; a revisable figure; plans of two parties. Plain: nothing changed between; lenient: revised.
    Revised(ClaimIx, ClaimIx),
    /// An event that is not declared `once`. Plain: one occurrence; lenient: two.
    Occurrence(ClaimIx, ClaimIx),
    /// Said to be probable or possible. Plain: so; lenient: not so.
    Certainty(ClaimIx),
    /// "Record". Plain: over all earlier periods of that length; lenient: over the one before.
    Record(ClaimIx),
    /// One day between a date and the saying. Plain: a clash; lenient: time zones.
    TimeZone(ClaimIx),
}

impl Choice {
    /// The claim that alone leaves it open, if one does.
    pub(crate) fn owner(&self) -> Option<ClaimIx> {
        match self {
            Choice::Value(a)
            | Choice::Width(a, _)
            | Choice::Doubt(a, _)
            | Choice::Stage(a)
            | Choice::Facet(a, _)
            | Choice::Class(a)
            | Choice::AsOf(a)
            | Choice::Unfinished(a, _)
            | Choice::Certainty(a)
            | Choice::Record(a)
            | Choice::TimeZone(a) => Some(*a),
            Choice::Word(_)
            | Choice::Instant(..)
            | Choice::Basis(..)
            | Choice::Soft(..)
            | Choice::Revised(..)
            | Choice::Occurrence(..) => None,
        }
    }
}

/// The rungs taken for stage words and unstated stages.
pub(crate) type Rungs = BTreeMap<Choice, usize>;

impl super::certificate::Renamed for Choice {
    fn renamed(&self, name: &impl Fn(ClaimIx) -> ClaimIx) -> Choice {
        match self {
            Choice::Value(a) => Choice::Value(name(*a)),
            Choice::Width(a, role) => Choice::Width(name(*a), *role),
            Choice::Doubt(a, role) => Choice::Doubt(name(*a), *role),
            Choice::Word(word) => Choice::Word(word.clone()),
            Choice::Stage(a) => Choice::Stage(name(*a)),
            Choice::Facet(a, facet) => Choice::Facet(name(*a), facet.clone()),
            Choice::Class(a) => Choice::Class(name(*a)),
            Choice::AsOf(a) => Choice::AsOf(name(*a)),
            Choice::Instant(a, b) => Choice::Instant(name(*a), name(*b)),
            Choice::Basis(a, b, facet) => Choice::Basis(name(*a), name(*b), facet.clone()),
            Choice::Unfinished(a, role) => Choice::Unfinished(name(*a), *role),
            Choice::Soft(law, a, b) => Choice::Soft(*law, name(*a), name(*b)),
            Choice::Revised(a, b) => Choice::Revised(name(*a), name(*b)),
            Choice::Occurrence(a, b) => Choice::Occurrence(name(*a), name(*b)),
            Choice::Certainty(a) => Choice::Certainty(name(*a)),
            Choice::Record(a) => Choice::Record(name(*a)),
            Choice::TimeZone(a) => Choice::TimeZone(name(*a)),
        }
    }
}
