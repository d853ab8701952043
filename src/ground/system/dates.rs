//! The dates that claims speak of: where they lie, and which of them are one.

use super::System;
use crate::ground::link::{plan_pair, said_together};
use crate::ground::stand::{Body, PointStand, Stand};
use crate::ground::{Ground, Reading};
use crate::model::{EventStage, Exact, Key, Recurrence, Span};
use crate::proof::{Choice, ClaimIx, Link, Role, Step, Var};

/// A date variable: the instant of an event, as told by one claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Happening<'a> {
    stand: &'a Stand,
    event: &'a Key,
    /// How far the claim says that it has come; an order speaks of what happens.
    stage: EventStage,
    /// Whether the variable stands in an order, which neither dates nor plans it.
    ordered: bool,
}

impl<'a> System<'a> {
    pub(super) fn dates_of(&mut self, stand: &'a Stand, reading: &Reading) {
        let var = |slot| Var { claim: stand.ix, slot };
        match &stand.body {
            Body::Event { event, stage, when } => {
                let written = when.as_ref().map(|window| window.plain);
                let when = when.as_ref().map(|window| window.under(reading, stand.ix, Role::When));
                let said = stand.said.under(reading, stand.ix, Role::Said);
                if *stage == EventStage::Planned {
                    // As written: what makes an old plan is no choice.
                    if written.is_some_and(|when| is_retold(&when, &stand.said.plain)) {
                        return;
                    }
                    self.days(stand.ix, var(1), &said);
                }
                if let Some(when) = when {
                    self.days(stand.ix, var(0), &when);
                }
                self.dates.push((var(0), Happening { stand, event, stage: *stage, ordered: false }));
            }
            Body::Order { before, after } => {
                self.below(stand.ix, var(0), var(1));
                for (slot, role, point) in [(0, Role::Before, before), (1, Role::After, after)] {
                    match point {
                        PointStand::Date(window) => {
                            self.days(stand.ix, var(slot), &window.under(reading, stand.ix, role));
                        }
                        PointStand::Event(event) => {
                            let happening =
                                Happening { stand, event, stage: EventStage::Happened, ordered: true };
                            self.dates.push((var(slot), happening));
                        }
                    }
                }
            }
            Body::Amount(_)
            | Body::Change { .. }
            | Body::Rank { .. }
            | Body::State { .. }
            | Body::Share(_)
            | Body::Total { .. }
            | Body::Other => {}
        }
    }

    /// An instant lies within days: from the first on, and before the day after the last.
    fn days(&mut self, claim: ClaimIx, var: Var, span: &Span) {
        if let Some(first) = span.first() {
            self.says(claim, None, Some(var), -&Exact::from(i64::from(first.number())), false);
        }
        if let Some(last) = span.last() {
            self.says(claim, Some(var), None, Exact::from(i64::from(last.number()) + 1), true);
        }
    }

    pub(super) fn link_dates(&mut self, ground: &Ground<'_>, reading: &Reading) {
        let dates = self.dates.clone();
        for (at, (first, a)) in dates.iter().enumerate() {
            for (second, b) in dates.iter().skip(at + 1) {
                if a.stand.ix == b.stand.ix || a.event != b.event || !is_one(ground, a, b, reading) {
                    continue;
                }
                self.link_events(ground, (*first, a), (*second, b), reading);
            }
        }
    }

    fn link_events(
        &mut self,
        ground: &Ground<'_>,
        (first, a): (Var, &Happening<'_>),
        (second, b): (Var, &Happening<'_>),
        reading: &Reading,
    ) {
        use EventStage::{Cancelled, Happened, Planned, Underway};
        let said = |var: Var| Var { slot: 1, ..var };
        match (a.stage, b.stage) {
            (Happened, Happened) => self.law((first, second), Link::Equal, &[Step::SameEvent]),
            (Planned, Planned) => {
                let together = said_together(a.stand, b.stand, reading);
                let revised = Choice::Revised(a.stand.ix.min(b.stand.ix), a.stand.ix.max(b.stand.ix));
                if plan_pair(ground, a.stand, b.stand, reading) && (together || !reading.is_lenient(revised))
                {
                    self.law((first, second), Link::Equal, &[Step::SameEvent]);
                }
            }
            (Cancelled, Happened) if !b.ordered => {
                self.law((first, second), Link::AtMost, &[Step::CalledOff]);
            }
            (Happened, Cancelled) if !a.ordered => {
                self.law((second, first), Link::AtMost, &[Step::CalledOff]);
            }
            (Underway, Happened) if !b.ordered => self.law((first, second), Link::AtMost, &[Step::NotYet]),
            (Happened, Underway) if !a.ordered => self.law((second, first), Link::AtMost, &[Step::NotYet]),
            (Planned, Happened) if !b.ordered => {
                self.law((said(first), second), Link::AtMost, &[Step::NotYet]);
            }
            (Happened, Planned) if !a.ordered => {
                self.law((said(second), first), Link::AtMost, &[Step::NotYet]);
            }
            (Planned | Underway | Cancelled | Happened, _) => {}
        }
    }
}

/// Whether a plan's window was over before it was told: an old plan retold, which has a fate only.
pub(crate) fn is_retold(when: &Span, said: &Span) -> bool {
    when.precedes(said)
}

/// Whether two claims tell of one occurrence, in this reading.
fn is_one(ground: &Ground<'_>, a: &Happening<'_>, b: &Happening<'_>, reading: &Reading) -> bool {
    match ground.recurrence(a.event) {
        Recurrence::Once => true,
        Recurrence::Recurs => false,
        Recurrence::Undeclared => {
            let (first, second) = (a.stand.ix.min(b.stand.ix), a.stand.ix.max(b.stand.ix));
            !reading.is_lenient(Choice::Occurrence(first, second))
        }
    }
}
