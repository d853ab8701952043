//! The law between two numbers in a reading, from their scopes, bases, stages and times.

use std::collections::BTreeSet;

use super::super::{Choice, ClaimIx, SoftLaw, Step};
use super::numbers::{At, Facet, Number};
use super::reading::{Reading, Stage};
use crate::model::{Duration, GapSense, Grade, Key, Ladder, Measure, Span, Statement, Temporal};

/// How the first of two numbers stands to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Same,
    Less,
    More,
}

impl Order {
    /// Both together: one way, or nothing.
    fn and(self, other: Order) -> Option<Order> {
        match (self, other) {
            (Order::Same, order) | (order, Order::Same) => Some(order),
            (a, b) => (a == b).then_some(a),
        }
    }
}

/// What a law between two numbers amounts to, and the elementary laws that it is made of.
pub(super) type Bond = (Order, BTreeSet<Step>);

/// Which standing laws a law goes through.
#[derive(Clone, Copy, Debug)]
pub(super) enum Through<'l> {
    /// None: the two cells compare by themselves.
    Nothing,
    /// These, one after another.
    Laws(&'l [usize]),
    /// Whichever.
    Any,
}

/// The two claims at the ends of a chain of laws: what is open between cells is open between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    low: ClaimIx,
    high: ClaimIx,
    one_saying: bool,
    one_source: bool,
    pub(super) both_plans: bool,
}

/// Which side of a facet a cell is on, in a reading.
#[derive(PartialEq, Eq)]
enum Side {
    Whole,
    Named(Key),
    /// A part that nobody named.
    Unnamed,
}

impl<'a> Reading<'a> {
    /// The law between the numbers of two claims: their own, or one through standing laws.
    pub(super) fn bond(&self, a: &Number<'a>, b: &Number<'a>, through: Through<'_>) -> Option<Bond> {
        let (first, second) = a.owner().zip(b.owner())?;
        let (x, y) = self.claim(first).zip(self.claim(second))?;
        let ends = self.ends(a, b)?;
        let both_plans = ends.both_plans;
        let found = match through {
            Through::Nothing => self.compare(a, b, &ends, &BTreeSet::new())?,
            Through::Laws(laws) => (Order::Less, self.chain(a, b, &ends, laws)?),
            Through::Any => (Order::Less, self.any_chain(a, b, &ends).then(BTreeSet::new)?),
        };
        let figures =
            matches!((&x.statement, &y.statement), (Statement::Amount { .. }, Statement::Amount { .. }));
        let one_figure = found.0 == Order::Same || self.is_one_figure(a, b, &ends);
        let restated = figures && one_figure && (a.measure.revisable || self.share_a_party(x, y));
        let revised = (both_plans || restated) && self.may_be_revised(first, second);
        (!revised).then_some(found)
    }

    /// What is between the numbers of two claims; `None` if it is one claim, or if of the two only one is a plan.
    pub(super) fn ends(&self, a: &Number<'a>, b: &Number<'a>) -> Option<Ends> {
        let (first, second) = a.owner().zip(b.owner()).filter(|(first, second)| first != second)?;
        let (x, y) = self.claim(first).zip(self.claim(second))?;
        Some(Ends {
            low: first.min(second),
            high: first.max(second),
            one_saying: self.one_saying(first, second),
            one_source: x.source == y.source,
            both_plans: self.plans(a, b)?,
        })
    }

    /// Whether two numbers may be of one cell, and of one period as written or of periods with common days, though what
    /// was over of the period, or a facet left out, makes the one a part of the other in this reading.
    fn is_one_figure(&self, a: &Number<'_>, b: &Number<'_>, ends: &Ends) -> bool {
        let sides = |n: &Number<'_>, facet: &Key| match n.scope.get(facet) {
            None | Some(Facet::Whole) => vec![Side::Whole],
            Some(Facet::Named(name)) => vec![Side::Named(name.clone())],
            Some(Facet::Unnamed) => vec![Side::Unnamed],
            Some(Facet::Doubtful(name)) => {
                let left_out = |ix| self.lenient(Choice::Facet(ix, facet.clone()));
                let whole = n.owner().is_some_and(left_out).then_some(Side::Whole);
                whole.into_iter().chain([Side::Named(name.clone())]).collect()
            }
        };
        let facets: BTreeSet<&Key> = a.scope.keys().chain(b.scope.keys()).collect();
        let one_facet = |facet: &Key| sides(a, facet).iter().any(|side| sides(b, facet).contains(side));
        let one_basis = |(facet, x): (&Key, &Key)| b.basis.get(facet).is_none_or(|y| x == y);
        let one_time = || {
            let by_law = self.times(a, b, ends).is_some_and(|(order, _)| order == Order::Same);
            let common_days = a.at.days().zip(b.at.days()).is_some_and(|(x, y)| x.meets(&y));
            by_law || a.at == b.at || common_days || (a.written.is_some() && a.written == b.written)
        };
        (&a.name, &a.subject, a.stage) == (&b.name, &b.subject, b.stage)
            && facets.into_iter().all(one_facet)
            && a.basis.iter().all(one_basis)
            && one_time()
    }

    /// Whether two numbers are both plans; `None` if they do not compare because of what is a plan and what is not.
    fn plans(&self, a: &Number<'a>, b: &Number<'a>) -> Option<bool> {
        let (first, second) = a.owner().zip(b.owner())?;
        let on_plan = |n: &Number<'_>| self.is_on_plan(n);
        let one_source = self.claim(first).zip(self.claim(second)).is_some_and(|(x, y)| x.source == y.source);
        // A plan of a period that was over when it was told is an old plan retold: it has a fate only.
        let retold = |ix, n: &Number<'_>| {
            let over = n.written.is_some_and(|days| days.precedes(&self.said_as_written(ix)));
            over && n.of && on_plan(n)
        };
        if retold(first, a) || retold(second, b) {
            return None;
        }
        let ahead = |ix, n: &Number<'_>| self.is_ahead(ix, n.written);
        match (on_plan(a) || ahead(first, a), on_plan(b) || ahead(second, b)) {
            (false, false) => Some(false),
            (true, true) => self.plans_compare(first, second).then_some(true),
            // Within one source the plan rung is a rung; a time ahead of its saying never meets an outcome.
            (true, false) => (one_source && on_plan(a)).then_some(false),
            (false, true) => (one_source && on_plan(b)).then_some(false),
        }
    }

    /// The law between two cells of one subject and measure.
    pub(super) fn compare(
        &self,
        a: &Number<'a>,
        b: &Number<'a>,
        ends: &Ends,
        facets: &BTreeSet<Key>,
    ) -> Option<Bond> {
        if a.name != b.name || a.subject != b.subject || a.stage == Stage::Void || b.stage == Stage::Void {
            return None;
        }
        let mut steps = BTreeSet::new();
        let mut order = Order::Same;
        let facets: BTreeSet<&Key> = facets.iter().chain(a.scope.keys()).chain(b.scope.keys()).collect();
        for facet in facets {
            let (way, is_part) = self.scope(a, b, facet)?;
            order = order.and(way)?;
            steps.extend(is_part.then(|| Step::Part(facet.clone())));
        }
        order = order.and(self.bases(a, b, ends, &mut steps)?)?;
        order = order.and(self.stages(a, b, ends, &mut steps)?)?;
        let (way, step) = self.times(a, b, ends)?;
        steps.insert(step);
        Some((order.and(way)?, steps))
    }

    pub(super) fn scope(&self, a: &Number<'_>, b: &Number<'_>, facet: &Key) -> Option<(Order, bool)> {
        let side = |n: &Number<'_>| {
            let stated = n.scope.get(facet);
            let open = matches!(stated, None | Some(Facet::Doubtful(_)));
            let lenient = |ix| self.lenient(Choice::Facet(ix, facet.clone()));
            if open && n.owner().is_some_and(lenient) {
                return Side::Unnamed;
            }
            match stated {
                None | Some(Facet::Whole) => Side::Whole,
                Some(Facet::Named(name) | Facet::Doubtful(name)) => Side::Named(name.clone()),
                Some(Facet::Unnamed) => Side::Unnamed,
            }
        };
        let adds_up = a.measure.additive && a.measure.non_negative;
        let part = |order| adds_up.then_some((order, true));
        let includes = |x: &Key, y: &Key| self.set.names().includes(x, y);
        match (side(a), side(b)) {
            (Side::Whole, Side::Whole) => Some((Order::Same, false)),
            (Side::Named(x), Side::Named(y)) if x == y => Some((Order::Same, false)),
            (Side::Named(_) | Side::Unnamed, Side::Whole) => part(Order::Less),
            (Side::Whole, Side::Named(_) | Side::Unnamed) => part(Order::More),
            (Side::Named(x), Side::Named(y)) if includes(&y, &x) => part(Order::Less),
            (Side::Named(x), Side::Named(y)) if includes(&x, &y) => part(Order::More),
            (Side::Named(_) | Side::Unnamed, Side::Named(_) | Side::Unnamed) => None,
        }
    }

    pub(super) fn bases(
        &self,
        a: &Number<'_>,
        b: &Number<'_>,
        ends: &Ends,
        steps: &mut BTreeSet<Step>,
    ) -> Option<Order> {
        let mut order = Order::Same;
        let adds_up = a.measure.additive && a.measure.non_negative;
        let facets: BTreeSet<&Key> = a.basis.keys().chain(b.basis.keys()).collect();
        for facet in facets {
            let names = self.set.names();
            let way = match (a.basis.get(facet), b.basis.get(facet)) {
                (Some(x), Some(y)) if x == y => Order::Same,
                (Some(x), Some(y)) if adds_up && names.includes(y, x) => Order::Less,
                (Some(x), Some(y)) if adds_up && names.includes(x, y) => Order::More,
                (Some(_), Some(_)) => return None,
                (Some(_) | None, None) | (None, Some(_)) => {
                    if self.lenient(Choice::Basis(ends.low, ends.high, facet.clone())) {
                        return None;
                    }
                    Order::Same
                }
            };
            steps.extend((way != Order::Same).then(|| Step::Basis(facet.clone())));
            order = order.and(way)?;
        }
        Some(order)
    }

    /// A later rung has at most what an earlier one has; from the plan rung on only within one source.
    fn stages(
        &self,
        a: &Number<'_>,
        b: &Number<'_>,
        ends: &Ends,
        steps: &mut BTreeSet<Step>,
    ) -> Option<Order> {
        let (Stage::On(x), Stage::On(y)) = (a.stage, b.stage) else { return Some(Order::Same) };
        if x == y {
            return Some(Order::Same);
        }
        let (ladder, earlier, later) = (self.ladder_of(a.measure)?, x.min(y), x.max(y));
        let from_plan = ladder.plan_rung() == Some(earlier) && !ends.one_source;
        if from_plan || (!ladder.is_hard(earlier, later) && self.soft(SoftLaw::Ladder, ends)) {
            return None;
        }
        steps.insert(Step::Ladder);
        Some(if x > y { Order::Less } else { Order::More })
    }

    pub(super) fn soft(&self, law: SoftLaw, ends: &Ends) -> bool {
        self.lenient(Choice::Soft(law, ends.low, ends.high))
    }

    fn ladder_of(&self, measure: &Measure) -> Option<&'a Ladder> {
        measure.ladder.as_ref().and_then(|name| self.set.ladder(name))
    }

    pub(super) fn is_on_plan(&self, number: &Number<'_>) -> bool {
        self.is_plan_rung(number.measure, number.stage)
    }

    pub(super) fn is_plan_rung(&self, measure: &Measure, stage: Stage) -> bool {
        let plan = self.ladder_of(measure).and_then(Ladder::plan_rung);
        matches!(stage, Stage::On(rung) if Some(rung) == plan)
    }

    /// The law between two times of one measure.
    fn times(&self, a: &Number<'_>, b: &Number<'_>, ends: &Ends) -> Option<(Order, Step)> {
        let measure = a.measure;
        let sub_periods = measure.temporal == Temporal::Flow && measure.non_negative;
        let same = Some((Order::Same, Step::SameTime));
        match (a.at, b.at) {
            (At::Timeless, At::Timeless) => same,
            (At::Throughout(x), At::Throughout(y)) if x.meets(&y) => same,
            (At::Instant { within, .. }, At::Throughout(of))
            | (At::Throughout(of), At::Instant { within, .. })
                if within.within(&of) =>
            {
                same
            }
            (At::Over(x), At::Over(y)) if x == y => same,
            (At::Over(x) | At::Part(x), At::Over(y)) if sub_periods && x.within(&y) => {
                Some((Order::Less, Step::SubPeriod))
            }
            (At::Over(x), At::Over(y) | At::Part(y)) if sub_periods && y.within(&x) => {
                Some((Order::More, Step::SubPeriod))
            }
            (At::Instant { within: x, .. }, At::Instant { within: y, .. })
                if measure.temporal == Temporal::RunningTotal =>
            {
                self.running(a, b, (&x, &y), ends)
            }
            (At::Instant { .. }, At::Instant { .. })
                if self.one_instant(a.at, b.at, (ends.low, ends.high), ends.one_saying) =>
            {
                same
            }
            _ => self.keeps(a, b, ends).then_some((Order::Same, Step::Holds)),
        }
    }

    /// A running total never falls, but for plans; softly on the rungs between.
    fn running(
        &self,
        a: &Number<'_>,
        b: &Number<'_>,
        (x, y): (&Span, &Span),
        ends: &Ends,
    ) -> Option<(Order, Step)> {
        let undated =
            |n: &Number<'_>| n.owner().filter(|_| matches!(n.at, At::Instant { stated: false, .. }));
        if let (true, Some(p), Some(q)) = (ends.both_plans, undated(a), undated(b)) {
            // Two plans without dates are both of the plan as it stands.
            let (p, q) = (self.lenient(Choice::AsOf(p)), self.lenient(Choice::AsOf(q)));
            return (!p && !q).then_some((Order::Same, Step::SameTime));
        }
        let stated = undated(a).is_none() && undated(b).is_none();
        if x == y && x.single_day().is_some() && stated {
            return Some((Order::Same, Step::SameTime));
        }
        let order = match (x.precedes(y), y.precedes(x)) {
            (true, _) => Order::Less,
            (_, true) => Order::More,
            (false, false) => return None,
        };
        if let (Stage::On(p), Stage::On(q)) = (a.stage, b.stage) {
            let (ladder, rung) = (self.ladder_of(a.measure)?, p.max(q));
            let soft = rung != ladder.last();
            if ladder.plan_rung() == Some(rung) || (soft && self.soft(SoftLaw::Running, ends)) {
                return None;
            }
        }
        Some((order, Step::Running))
    }

    /// Whether two instants of levels or states are read as one.
    pub(super) fn one_instant(
        &self,
        a: At,
        b: At,
        (low, high): (ClaimIx, ClaimIx),
        one_saying: bool,
    ) -> bool {
        let (At::Instant { within: x, stated: s }, At::Instant { within: y, stated: t }) = (a, b) else {
            return false;
        };
        let (one_day, stated) = (x.single_day().is_some(), s && t);
        let alike = x == y && (one_day || stated || one_saying);
        alike && ((one_day && stated) || !self.lenient(Choice::Instant(low, high)))
    }

    /// Whether a level keeps its value from the one time to the other.
    fn keeps(&self, a: &Number<'_>, b: &Number<'_>, ends: &Ends) -> bool {
        let term = |term: &Duration| {
            term.days(Grade::Plain, GapSense::Term, &self.set.policy().calendar).0.unwrap_or(0)
        };
        let (Some(x), Some(y), Some(most)) =
            (a.at.days(), b.at.days(), a.measure.holds_for.as_ref().map(term))
        else {
            return false;
        };
        let hull = x.hull(&y);
        let near = hull.first().zip(hull.last()).is_some_and(|(first, last)| last.days_since(first) <= most);
        let level = a.measure.temporal == Temporal::Level;
        level && near && !self.soft(SoftLaw::Holds, ends)
    }
}
