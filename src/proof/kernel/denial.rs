//! Whether one claim denies what another asserts.

use super::super::{Choice, ClaimIx, Relaxed, Role, Rungs};
use super::numbers::{At, Number, nature};
use super::reading::Reading;
use crate::model::{
    Certainty, Change, ChangeForm, Date, EventStage, Grade, Interval, Key, Nature, Point, Span, Stance,
    Statement, Time, When,
};

impl Reading<'_> {
    /// Whether the second claim denies what the first asserts.
    pub(super) fn is_denial(&self, yes: ClaimIx, no: ClaimIx) -> bool {
        let stance = |ix| self.claim(ix).map(|claim| claim.stance);
        if (stance(yes), stance(no)) != (Some(Stance::Asserts), Some(Stance::Denies)) {
            return false;
        }
        // Nothing is denied by what is only possibly not so, and a denied plan meets plans of the same day only.
        let possible = self.claim(no).is_some_and(|claim| claim.certainty == Certainty::Possible);
        let plans = [yes, no].map(|ix| self.is_plan(ix));
        let apart = plans.contains(&true) && (plans.contains(&false) || !self.together(yes, no));
        if possible || apart || !self.tells_of(yes, no) {
            return false;
        }
        let Some(both) = self.statements(yes, no) else { return false };
        match both {
            (Statement::Amount { .. }, Statement::Amount { .. }) => {
                self.same_cell(yes, no) && self.falls_under(yes, no)
            }
            (Statement::Rank { rank: p, among: c, .. }, Statement::Rank { rank: q, among: d, .. }) => {
                let one_class = self.class(c.as_ref()) == self.class(d.as_ref());
                p == q && one_class && self.same_cell(yes, no)
            }
            (
                Statement::Event { event: e, stage: s, when: x },
                Statement::Event { event: f, stage: t, when: y },
            ) => {
                self.key(e) == self.key(f)
                    && s == t
                    && self.event_denied((yes, x.as_ref()), (no, y.as_ref()), *s)
            }
            (Statement::State { is: x, .. }, Statement::State { is: y, .. }) => {
                let covers = |y: &Key, x: &Key| x == y || self.set.names().includes(y, x);
                let covered = |x: &String| y.iter().any(|y| covers(&self.key(y), &self.key(x)));
                x.iter().any(covered) && self.same_state(yes, no)
            }
            (Statement::Order { before: p, after: q, .. }, Statement::Order { before: r, after: s, .. }) => {
                self.one_point(p, r) && self.one_point(q, s)
            }
            (
                Statement::Change { change: x, from: f, to: t, .. },
                Statement::Change { change: y, from: g, to: u, .. },
            ) => {
                let ends = self.one_date(f.as_ref(), g.as_ref()) && self.one_date(t.as_ref(), u.as_ref());
                ends && self.same_thing(yes, no) && self.one_extent(yes, no) && self.change_denied(yes, x, y)
            }
            _ => false,
        }
    }

    /// Whether a claim is a plan: on the plan rung, or of a time that begins after it was said.
    fn is_plan(&self, ix: ClaimIx) -> bool {
        let Some(claim) = self.claim(ix) else { return false };
        let ahead =
            |date: &Date| self.is_ahead(ix, Some(date.span(Grade::Plain, &self.set.policy().calendar)));
        match &claim.statement {
            Statement::Event { stage, .. } => *stage == EventStage::Planned,
            Statement::Amount { .. } | Statement::Rank { .. } => {
                let numbers = self.numbers_of(ix);
                numbers.iter().any(|number| self.is_ahead(ix, number.written) || self.is_on_plan(number))
            }
            Statement::Change { to, .. } => to.as_ref().is_some_and(ahead),
            Statement::State { time, .. } => time.as_ref().map(Time::date).is_some_and(ahead),
            Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Order { .. }
            | Statement::Retraction => false,
        }
    }

    /// Whether an assertion speaks of all the time that is denied: what held once need not have held throughout.
    fn tells_of(&self, yes: ClaimIx, no: ClaimIx) -> bool {
        let at = |ix: ClaimIx| match self.claim(ix).map(|claim| &claim.statement) {
            Some(Statement::Amount { .. } | Statement::Rank { .. }) => {
                self.numbers_of(ix).first().map(|number| number.at)
            }
            Some(Statement::State { time, .. }) => Some(self.state_at(ix, time.as_ref())),
            _ => None,
        };
        match (at(yes), at(no)) {
            (Some(At::Throughout(told)), Some(At::Throughout(denied))) => denied.within(&told),
            (_, Some(At::Throughout(_))) => false,
            _ => true,
        }
    }

    /// An asserted amount against a denied one: plainly any overlap, leniently what lies inside.
    fn falls_under(&self, yes: ClaimIx, no: ClaimIx) -> bool {
        let Some((Statement::Amount { value: x, .. }, Statement::Amount { cell, value: y })) =
            self.statements(yes, no)
        else {
            return false;
        };
        if x.words() == y.words() {
            return true;
        }
        let denied = || {
            let measure = self.set.measure(&cell.measure)?;
            let unit = self.set.units().resolve(y.unit_name().unwrap_or(&measure.unit))?;
            let nature = nature(measure, unit.counts(), unit.is_percent());
            let denied = y.denied_interval(nature, &self.set.policy().hedges).scaled(unit.factor());
            let asserted =
                self.values_of(yes).into_iter().find(|(dimension, _)| dimension == unit.dimension())?;
            Some((asserted.1, denied))
        };
        denied().is_some_and(|([plain, wide], denied)| self.overlaps(yes, (&plain, &wide), &denied))
    }

    fn overlaps(&self, yes: ClaimIx, (plain, wide): (&Interval, &Interval), denied: &Interval) -> bool {
        wide.within(denied) || (plain.meets(denied) && !self.lenient(Choice::Value(yes)))
    }

    /// An event denied without a date is denied for all dates that are certainly before the saying.
    fn event_denied(
        &self,
        yes: (ClaimIx, Option<&When>),
        no: (ClaimIx, Option<&When>),
        stage: EventStage,
    ) -> bool {
        let plan = stage == EventStage::Planned;
        if plan && !self.together(yes.0, no.0) {
            return false;
        }
        let plain = self.plain();
        let until = |day: Option<_>| day.map(Span::until);
        let denied = match no.1 {
            Some(when) => Some(plain.when(no.0, when, stage)),
            None if plan => Some(Span::always()),
            None => until(self.said_as_written(no.0).first()),
        };
        let told = |reading: &Reading<'_>| match yes.1 {
            Some(when) => reading.when(yes.0, when, stage),
            // A plan puts its event after its saying.
            None if plan => self.said_as_written(yes.0).first().map_or_else(Span::always, Span::since),
            None => until(self.said(yes.0).last()).unwrap_or_else(Span::always),
        };
        let nothing = Rungs::new();
        let widest = Reading::new((self.set, self.claims), &nothing, Relaxed::Everything);
        let Some(denied) = denied else { return false };
        let same = yes.1.is_some()
            && yes.1.zip(no.1).is_some_and(|(x, y)| {
                let both = [&plain, &widest]
                    .map(|reading| reading.when(yes.0, x, stage) == reading.when(no.0, y, stage));
                both == [true, true]
            });
        let meets = told(&plain).meets(&denied) && !self.lenient(Choice::Width(yes.0, Role::When));
        same || told(&widest).within(&denied) || meets
    }

    fn one_point(&self, a: &Point, b: &Point) -> bool {
        match (a, b) {
            (Point::Event(x), Point::Event(y)) => self.key(x) == self.key(y),
            (Point::Event(_), _) | (_, Point::Event(_)) => false,
            (a, b) => self.one_date(self.date_of(a), self.date_of(b)),
        }
    }

    fn date_of<'d>(&'d self, point: &'d Point) -> Option<&'d Date> {
        match point {
            Point::Event(_) => None,
            Point::Date(date) => Some(date),
            Point::Said(id) => {
                let published = self.set.sources().get(id).and_then(|source| source.published.as_ref());
                published.or_else(|| self.set.claim(id).and_then(|claim| self.said_date(claim)))
            }
        }
    }

    /// Whether two dates mean the same days, however read.
    fn one_date(&self, a: Option<&Date>, b: Option<&Date>) -> bool {
        let calendar = &self.set.policy().calendar;
        let meaning = |date: &Date| {
            let at = |grade| date.span_as_written(grade, calendar);
            (at(Grade::Plain), at(Grade::Lenient), date.doubtful(), date.stated_period())
        };
        a.map(meaning) == b.map(meaning)
    }

    /// Whether two changes are of one cell, whatever the time.
    fn same_thing(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let timeless = |ix| {
            let number = self.numbers_of(ix).into_iter().next()?;
            Some(Number { at: At::Timeless, written: None, ..number })
        };
        timeless(a).zip(timeless(b)).is_some_and(|(x, y)| self.is_same(&x, &y))
    }

    /// Whether two changes are of the same times, as far as these were over when they were told.
    fn one_extent(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let ends = |ix| self.numbers_of(ix).iter().map(|number| number.at).collect::<Vec<_>>();
        ends(a) == ends(b) && !ends(a).iter().any(|at| matches!(at, At::Part(_)))
    }

    fn change_denied(&self, yes: ClaimIx, asserted: &Change, denied: &Change) -> bool {
        let hedges = &self.set.policy().hedges;
        let direction = |change: &Change| change.direction(Grade::Plain, hedges);
        if asserted.words() == denied.words() {
            return true;
        }
        if denied.form() == ChangeForm::Direction {
            return direction(denied).is_some() && direction(asserted) == direction(denied);
        }
        let interval = |change: &Change, grade| change.interval(grade, Nature::default(), hedges);
        asserted.form() == denied.form()
            && asserted.unit_name() == denied.unit_name()
            && self.overlaps(
                yes,
                (&interval(asserted, Grade::Plain), &interval(asserted, Grade::Lenient)),
                &interval(denied, Grade::Plain),
            )
    }
}
