//! What sure claims say of instants, as differences of days that hold in every lenient reading.

use std::collections::{BTreeMap, BTreeSet};

use crate::ground::{Body, Ground, PointStand, Stand, Window, said_of};
use crate::model::{
    Certainty, Claim, ClaimSet, Date, DateOf, Day, EventStage, Grade, Key, Point, Recurrence, Source, Span,
    Stance, Statement,
};
use crate::proof::{Bound, ClaimIx, Fact, Instant};

/// Every bound of a set, and the dates that they might fix.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    pub(super) all: Vec<Bound>,
    /// The instants of incomplete dates, in order.
    targets: Vec<(Instant, DateOf)>,
    /// The last day on which each order can have been said.
    pub(super) said: BTreeMap<String, Day>,
}

/// Whether some date of the set is incomplete, and others may speak of it.
pub(crate) fn may_infer(set: &ClaimSet) -> bool {
    let open = |source: &Source| source.published.as_ref().is_some_and(Date::is_open);
    set.sources().values().any(open) || set.claims().iter().any(|claim| may_infer_from(set, claim))
}

/// Whether a claim makes it so.
pub(crate) fn may_infer_from(set: &ClaimSet, claim: &Claim) -> bool {
    let names_a_saying = || {
        let Statement::Order { before, after, .. } = &claim.statement else { return false };
        [before, after].iter().any(|point| matches!(point, Point::Said(_)))
    };
    let undated = |source: &Source| source.published.is_none();
    claim.has_open_date() || (names_a_saying() && set.sources().values().any(undated))
}

impl Bounds {
    pub(super) fn of(ground: &Ground<'_>, trusted: &BTreeSet<ClaimIx>) -> Bounds {
        let set = ground.set();
        let mut bounds = Bounds::default();
        for (id, source) in set.sources() {
            bounds.saying(set, DateOf::Published(id.clone()));
            for parent in &source.quoted_from {
                bounds.repeats(set, id, parent);
            }
        }
        for claim in set.claims().iter().filter(|claim| claim.said.is_some()) {
            bounds.saying(set, ClaimSet::saying(claim));
        }
        for ix in trusted {
            let Some((claim, stand)) = ground.claim(*ix).zip(ground.stand(*ix)) else { continue };
            let sure = claim.stance == Stance::Asserts && claim.certainty == Certainty::Certain;
            if !sure || stand.foretells() {
                continue;
            }
            match (&stand.body, &claim.statement) {
                (Body::Event { event, stage: EventStage::Happened, when }, _) => {
                    bounds.event(ground, claim, event, when.as_ref());
                }
                (Body::Order { .. }, Statement::Order { .. }) => bounds.order(ground, claim, stand),
                _ => {}
            }
        }
        bounds.targets.sort();
        bounds
    }

    /// The incomplete dates of an instant.
    pub(super) fn targets(&self, instant: &Instant) -> &[(Instant, DateOf)] {
        let from = self.targets.partition_point(|(other, _)| other < instant);
        let to = self.targets.partition_point(|(other, _)| other <= instant);
        self.targets.get(from..to).unwrap_or_default()
    }

    fn push(
        &mut self,
        (plus, minus): (Option<&Instant>, Option<&Instant>),
        (days, strict): (i64, bool),
        fact: &Fact,
    ) {
        self.all.push(Bound { plus: plus.cloned(), minus: minus.cloned(), days, strict, fact: fact.clone() });
    }

    /// An instant lies within days, as a date says.
    fn within(&mut self, instant: &Instant, days: &Span, of: DateOf) {
        let fact = Fact::Date(of);
        if let Some(first) = days.first() {
            self.push((None, Some(instant)), (-i64::from(first.number()), false), &fact);
        }
        if let Some(last) = days.last() {
            self.push((Some(instant), None), (i64::from(last.number()) + 1, true), &fact);
        }
    }

    /// When something was said: an open date might be settled, and so might a publication that nobody dates.
    fn saying(&mut self, set: &ClaimSet, of: DateOf) {
        let instant = Instant::Dated(of.clone());
        match set.date(&of) {
            Some(date) => {
                let window = Window::of(date, set);
                self.within(&instant, &window.widest(), of.clone());
                if date.is_open() {
                    self.targets.push((instant, of));
                }
            }
            None => self.targets.push((instant, of)),
        }
    }

    /// Whoever repeats words does so no earlier, time zones allowed for.
    fn repeats(&mut self, set: &ClaimSet, source: &str, parent: &str) {
        let published = |id: &str| Instant::Dated(DateOf::Published(id.to_owned()));
        let fact = Fact::Repeats { source: source.to_owned(), parent: parent.to_owned() };
        self.push((Some(&published(parent)), Some(&published(source))), (a_day_and_zones(set), true), &fact);
    }

    /// An event that is told as done: on its date, and by the time of the saying.
    fn event(&mut self, ground: &Ground<'_>, claim: &Claim, event: &Key, when: Option<&Window>) {
        let set = ground.set();
        if ground.recurrence(event) != Recurrence::Once {
            return;
        }
        let instant = Instant::Event(event.clone());
        let of = DateOf::When(claim.id.clone());
        if let Some(when) = when {
            self.within(&instant, &when.widest(), of.clone());
        }
        let saying = Instant::Dated(ClaimSet::saying(claim));
        let told = Fact::Told(claim.id.clone());
        self.push((Some(&instant), Some(&saying)), (a_day_and_zones(set), true), &told);
        if set.date(&of).is_some_and(Date::is_open) {
            self.targets.push((instant, of));
        }
    }

    /// One end comes before the other, by its gap if it has one.
    fn order(&mut self, ground: &Ground<'_>, claim: &Claim, stand: &Stand) {
        let set = ground.set();
        let (Statement::Order { before, after, gap, sense }, Body::Order { before: first, after: last }) =
            (&claim.statement, &stand.body)
        else {
            return;
        };
        let point = |point: &Point, stand: &PointStand, of: DateOf| match (point, stand) {
            (_, PointStand::Event(event)) => {
                (ground.recurrence(event) == Recurrence::Once).then(|| Instant::Event(event.clone()))
            }
            (Point::Said(id), _) => Some(Instant::Dated(set.saying_of(id))),
            (Point::Date(_) | Point::Event(_), PointStand::Date(_)) => Some(Instant::Dated(of)),
        };
        let ends = [DateOf::Before(claim.id.clone()), DateOf::After(claim.id.clone())];
        let [from, to] = &ends;
        let Some((a, b)) = point(before, first, from.clone()).zip(point(after, last, to.clone())) else {
            return;
        };
        for of in &ends {
            if let Some(date) = set.date(of) {
                let instant = Instant::Dated(of.clone());
                self.within(&instant, &Window::of(date, set).widest(), of.clone());
                if date.is_open() {
                    self.targets.push((instant, of.clone()));
                }
            }
        }
        let fact = Fact::Order(claim.id.clone());
        self.push((Some(&a), Some(&b)), (0, true), &fact);
        let calendar = &set.policy().calendar;
        let (least, most) =
            gap.as_ref().map(|gap| gap.days(Grade::Lenient, *sense, calendar)).unwrap_or_default();
        if let Some(least) = least {
            self.push((Some(&a), Some(&b)), (1 - least, true), &fact);
        }
        if let Some(most) = most {
            self.push((Some(&b), Some(&a)), (most + 1, true), &fact);
        }
        if let Some(last) = said_of(set, claim).widest().last() {
            self.said.insert(claim.id.clone(), last);
        }
    }
}

/// What a day and the time zones leave between an instant and the end of a later day.
fn a_day_and_zones(set: &ClaimSet) -> i64 {
    set.policy().calendar.zones() + 1
}
