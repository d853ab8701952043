//! Times that keep two numbers of one measure from having anything to do with each other.

use super::sweep::Times;
use crate::ground::{Ground, Moment};
use crate::model::{Key, Temporal};

/// Whether numbers of one measure can only be linked, in any scope and on any stage, if their times meet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Apart(bool);

impl Apart {
    pub(super) fn new(ground: &Ground<'_>, measure: &Key) -> Apart {
        // A running total reaches other times, a constant all, a value may keep for some, and a standing law may have a time of its
        // own.
        let timed = |temporal| matches!(temporal, Temporal::Level | Temporal::Flow | Temporal::Average);
        let by_time = ground
            .measure(measure)
            .is_some_and(|measure| timed(measure.temporal) && measure.holds_for.is_none());
        Apart(by_time && ground.set().laws().is_empty())
    }

    /// How the times of two numbers have to lie.
    pub(super) fn times(self) -> Times {
        if self.0 { Times::Overlap } else { Times::Any }
    }

    /// Whether two times have no day in common, and no law links what is of them.
    pub(super) fn are(self, a: &Moment, b: &Moment) -> bool {
        self.0 && a.days().zip(b.days()).is_some_and(|(a, b)| !a.meets(&b))
    }
}
