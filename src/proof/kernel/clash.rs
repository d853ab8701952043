//! The clashes that are not sums: states, places, declared precision, denials, anachronisms.

use std::collections::BTreeSet;

use super::super::{Choice, ClaimIx, Named, Role};
use super::laws::{Order, Through};
use super::numbers::{At, Number};
use super::reading::{Reading, Stage};
use crate::model::{Among, Arity, Claim, EventStage, Grade, Key, Rank, Span, Statement, Temporal, Time};

impl<'a> Reading<'a> {
    /// Whether the claims clash in this way: one claim for an anachronism, else two.
    pub(super) fn clash(&self, named: Named) -> bool {
        let told: Vec<ClaimIx> = self.told().map(|(ix, _)| ix).collect();
        let asserted: Vec<ClaimIx> = self.asserted().map(|(ix, _)| ix).collect();
        match (named, self.claims.len(), told.as_slice(), asserted.as_slice()) {
            (Named::Anachronism, 1, _, [one]) => self.is_anachronism(*one),
            (Named::Denial, 2, [a, b], _) => self.is_denial(*a, *b) || self.is_denial(*b, *a),
            (Named::OneValue, 2, _, [a, b]) => self.two_values(*a, *b),
            (Named::Precision, 2, _, [a, b]) => self.two_figures(*a, *b),
            (Named::Places, 2, _, [a, b]) => self.two_places(*a, *b),
            (Named::Anachronism | Named::Denial | Named::OneValue | Named::Precision | Named::Places, ..) => {
                false
            }
        }
    }

    /// Whether two of the claims, or the only one, clash in any of these ways.
    pub(super) fn any_clash(&self) -> bool {
        let two = |(a, _): (ClaimIx, &Claim), (b, _): (ClaimIx, &Claim)| {
            self.two_values(a, b) || self.two_figures(a, b) || self.two_places(a, b)
        };
        let asserted: Vec<_> = self.asserted().collect();
        let pairs = |at: usize| asserted.iter().skip(at + 1);
        let denied = || self.told().any(|(a, _)| self.told().any(|(b, _)| self.is_denial(a, b)));
        self.clash(Named::Anachronism)
            || asserted.iter().enumerate().any(|(at, a)| pairs(at).any(|b| two(*a, *b)))
            || denied()
    }

    pub(super) fn statements(&self, a: ClaimIx, b: ClaimIx) -> Option<(&'a Statement, &'a Statement)> {
        Some((&self.claim(a)?.statement, &self.claim(b)?.statement))
    }

    /// The cell and time of two amounts or ranks are one.
    pub(super) fn same_cell(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let number = |ix| self.numbers_of(ix).into_iter().next();
        number(a).zip(number(b)).is_some_and(|(x, y)| self.is_same(&x, &y))
    }

    pub(super) fn is_same(&self, a: &Number<'a>, b: &Number<'a>) -> bool {
        self.bond(a, b, Through::Nothing).is_some_and(|(order, _)| order == Order::Same)
    }

    /// Two values of a one-valued attribute at an instant that is certainly shared.
    fn two_values(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let Some((Statement::State { attribute, is: x, .. }, Statement::State { is: y, .. })) =
            self.statements(a, b)
        else {
            return false;
        };
        let (attribute, names) = (self.key(attribute), self.set.names());
        let one_valued = self.set.attribute_of(&attribute).is_some_and(|known| known.arity == Arity::One);
        let agree = |x: &Key, y: &Key| {
            x == y || names.includes(x, y) || names.includes(y, x) || self.set.are_near(&attribute, x, y)
        };
        let differ = x.iter().all(|x| y.iter().all(|y| !agree(&self.key(x), &self.key(y))));
        one_valued && differ && self.same_state(a, b)
    }

    /// Whether two states are of one attribute of one subject at one instant.
    pub(super) fn same_state(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let Some((
            Statement::State { subject: s, attribute: p, time: t, .. },
            Statement::State { subject: r, attribute: q, time: u, .. },
        )) = self.statements(a, b)
        else {
            return false;
        };
        if self.key(s) != self.key(r) || self.key(p) != self.key(q) || !self.states_compare((a, t), (b, u)) {
            return false;
        }
        let days = |ix, time: &Option<Time>| self.state_at(ix, time.as_ref());
        match (days(a, t), days(b, u)) {
            (At::Throughout(x), At::Throughout(y)) => x.meets(&y),
            (At::Throughout(of), At::Instant { within, .. })
            | (At::Instant { within, .. }, At::Throughout(of)) => within.within(&of),
            (x, y) => self.one_instant(x, y, (a.min(b), a.max(b)), self.one_saying(a, b)),
        }
    }

    pub(super) fn state_at(&self, ix: ClaimIx, time: Option<&Time>) -> At {
        let time = time.map(|time| (matches!(time, Time::Of(_)), time.date()));
        self.at(ix, Role::Time, Temporal::Level, time)
    }

    /// States that begin after they were said are plans, and compare with such only.
    fn states_compare(&self, (a, t): (ClaimIx, &Option<Time>), (b, u): (ClaimIx, &Option<Time>)) -> bool {
        let calendar = &self.set.policy().calendar;
        let written = |time: &Time| time.date().span(Grade::Plain, calendar);
        let ahead = |ix, time: &Option<Time>| self.is_ahead(ix, time.as_ref().map(written));
        match (ahead(a, t), ahead(b, u)) {
            (false, false) => true,
            (true, true) => self.plans_compare(a, b) && !self.may_be_revised(a, b),
            (true, false) | (false, true) => false,
        }
    }

    /// Two figures of one cell and time, declared to one precision in one unit, that differ.
    fn two_figures(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let declared = |ix: ClaimIx| {
            let Some(Statement::Amount { cell, value }) = self.claim(ix).map(|claim| &claim.statement) else {
                return None;
            };
            let unit =
                value.unit_name().or(self.set.measure(&cell.measure).map(|measure| measure.unit.as_str()))?;
            let unit = self.set.units().resolve(unit)?;
            let precision = (value.declared_precision()?, unit.dimension().to_owned(), unit.factor().clone());
            Some((precision, value.figure()?))
        };
        let Some(((p, x), (q, y))) = declared(a).zip(declared(b)) else { return false };
        p == q && x != y && self.same_cell(a, b)
    }

    /// Two places in one order that cannot both be held.
    fn two_places(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let Some((Statement::Rank { rank: m, among: c, .. }, Statement::Rank { rank: n, among: d, .. })) =
            self.statements(a, b)
        else {
            return false;
        };
        let number = |ix| self.numbers_of(ix).into_iter().next();
        let places = |rank: &Rank| match rank {
            Rank::Largest => Some((1, 1)),
            Rank::Nth(n) => Some((*n, *n)),
            Rank::Top(n) => Some((1, *n)),
            Rank::Smallest | Rank::RecordHigh | Rank::RecordLow => None,
        };
        let Some((x, y)) = number(a).zip(number(b)) else { return false };
        let one_subject = x.subject == y.subject;
        let ends = [(Rank::Largest, Rank::Smallest), (Rank::RecordHigh, Rank::RecordLow)];
        let ends = one_subject && (ends.contains(&(*m, *n)) || ends.contains(&(*n, *m)));
        let clash = match places(m).zip(places(n)) {
            None => ends,
            Some((p, q)) if one_subject => p.1 < q.0 || q.1 < p.0,
            Some((p, q)) => p == q && p.0 == p.1 && p.0 > 1,
        };
        let rivals = |among: Option<&Among>| {
            let mut members: BTreeSet<Key> = match among {
                None => BTreeSet::new(),
                Some(Among::List(members)) => members.iter().map(|name| self.key(name)).collect(),
                Some(Among::Name(name)) => self.set.names().parts(&self.key(name)).cloned().collect(),
            };
            members.remove(&x.subject);
            members
        };
        let one_class = self.class(c.as_ref()) == self.class(d.as_ref())
            || (ends && !rivals(c.as_ref()).is_disjoint(&rivals(d.as_ref())));
        // A record is over the periods of one subject, and has no class.
        let classed = c.is_some() || matches!(m, Rank::RecordHigh | Rank::RecordLow);
        // The order is one: its cell is the same whoever stands in it.
        let y = Number { subject: x.subject.clone(), ..y };
        clash
            && one_class
            && (classed || ![a, b].into_iter().any(|ix| self.lenient(Choice::Class(ix))))
            && self.is_same(&x, &y)
    }

    pub(super) fn class(&self, among: Option<&Among>) -> Option<(bool, BTreeSet<Key>)> {
        Some(match among? {
            Among::List(members) => (true, members.iter().map(|name| self.key(name)).collect()),
            Among::Name(name) => (false, BTreeSet::from([self.key(name)])),
        })
    }

    /// Told as done, or as being on the last rung, wholly after it was told.
    fn is_anachronism(&self, ix: ClaimIx) -> bool {
        let Some(claim) = self.claim(ix) else { return false };
        let when = match &claim.statement {
            Statement::Event { stage: EventStage::Happened, when: Some(when), .. } => {
                Some(self.when(ix, when, EventStage::Happened))
            }
            Statement::Amount { cell, .. } if cell.stage.is_some() => {
                let sure = self.stage_choice(ix, cell).is_none();
                let ladder = self.set.measure(&cell.measure).and_then(|measure| measure.ladder.as_ref());
                let last = ladder.and_then(|name| self.set.ladder(name)).map(crate::model::Ladder::last);
                let done = sure && last.is_some_and(|last| self.stage(Some(ix), cell) == Stage::On(last));
                cell.time.as_ref().filter(|_| done).map(|time| self.span(ix, Role::Time, time.date()))
            }
            Statement::Amount { .. }
            | Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::Event { .. }
            | Statement::Order { .. }
            | Statement::State { .. }
            | Statement::Retraction => None,
        };
        let said = self.said(ix).last();
        let Some((first, last)) = when.and_then(|when| when.first()).zip(said) else { return false };
        let abroad = self.set.policy().calendar.across_time_zones(Grade::Lenient, &Span::day(last)).last();
        last < first && (abroad.is_some_and(|abroad| abroad < first) || !self.lenient(Choice::TimeZone(ix)))
    }
}
