//! The instants that claims speak of in a reading, and the laws between those of one event.

use super::super::{Choice, ClaimIx, Link, Role, Step, Var};
use super::system::System;
use crate::model::{Date, EventStage, Key, Point, Recurrence, When};

/// The instant of an event, as one claim tells it.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    var: Var,
    event: Key,
    stage: EventStage,
    /// In an order, which neither dates its events nor calls them off.
    ordered: bool,
}

impl System<'_, '_> {
    pub(super) fn event(&mut self, ix: ClaimIx, event: &str, stage: EventStage, when: Option<&When>) {
        let (var, reading) = (Var { claim: ix, slot: 0 }, self.reading);
        if stage == EventStage::Planned {
            // What was over before it was told, as both are written, is an old plan retold: it has a fate only.
            let written = when.map(|when| reading.plain().when(ix, when, stage));
            if written.is_some_and(|when| when.precedes(&reading.said_as_written(ix))) {
                return;
            }
            self.within(Var { claim: ix, slot: 1 }, &reading.said(ix));
        }
        if let Some(when) = when {
            self.within(var, &reading.when(ix, when, stage));
        }
        self.happenings.push(Happening { var, event: reading.key(event), stage, ordered: false });
    }

    pub(super) fn point(&mut self, ix: ClaimIx, slot: usize, role: Role, point: &Point) {
        let var = Var { claim: ix, slot };
        let reading = self.reading;
        let date: Option<&Date> = match point {
            Point::Event(event) => {
                let event = reading.key(event);
                self.happenings.push(Happening { var, event, stage: EventStage::Happened, ordered: true });
                return;
            }
            Point::Date(date) => Some(date),
            Point::Said(id) => {
                let published = reading.set.sources().get(id).and_then(|source| source.published.as_ref());
                published.or_else(|| reading.set.claim(id).and_then(|claim| reading.said_date(claim)))
            }
        };
        if let Some(date) = date {
            self.within(var, &reading.span(ix, role, date));
        }
    }

    /// The laws between the instants of one event.
    pub(super) fn date_laws(&self) -> Vec<(Var, Var, Link, Step)> {
        let mut laws = Vec::new();
        for (at, a) in self.happenings.iter().enumerate() {
            for b in self.happenings.iter().skip(at + 1) {
                let (first, second) = (a.var.claim, b.var.claim);
                if first == second || a.event != b.event || !self.is_one_event(a, b) {
                    continue;
                }
                laws.extend(self.date_law(a, b).or_else(|| self.date_law(b, a)));
            }
        }
        laws
    }

    fn is_one_event(&self, a: &Happening, b: &Happening) -> bool {
        let (first, second) = (a.var.claim.min(b.var.claim), a.var.claim.max(b.var.claim));
        match self.reading.set.recurrence_of(&a.event) {
            Recurrence::Once => true,
            Recurrence::Recurs => false,
            Recurrence::Undeclared => !self.reading.lenient(Choice::Occurrence(first, second)),
        }
    }

    fn date_law(&self, a: &Happening, b: &Happening) -> Option<(Var, Var, Link, Step)> {
        use EventStage::{Cancelled, Happened, Planned, Underway};
        let (first, second) = (a.var.claim, b.var.claim);
        let done = b.stage == Happened && !b.ordered;
        match (a.stage, b.stage) {
            (Happened, Happened) => Some((a.var, b.var, Link::Equal, Step::SameEvent)),
            (Planned, Planned) => {
                let compare = self.reading.plans_compare(first, second);
                let unchanged = compare && !self.reading.may_be_revised(first, second);
                unchanged.then_some((a.var, b.var, Link::Equal, Step::SameEvent))
            }
            (Cancelled, _) if done => Some((a.var, b.var, Link::AtMost, Step::CalledOff)),
            (Underway, _) if done => Some((a.var, b.var, Link::AtMost, Step::NotYet)),
            (Planned, _) if done => Some((Var { slot: 1, ..a.var }, b.var, Link::AtMost, Step::NotYet)),
            (Planned | Underway | Happened | Cancelled, _) => None,
        }
    }
}
