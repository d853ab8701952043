//! Dates that other claims fix: every bound derived anew, added up, and compared with what is written.

use super::super::{Bound, Fact, Inference, Instant};
use super::reading::Reading;
use super::{ProofError, replaced_by};
use crate::model::{
    Claim, ClaimSet, Date, DateOf, Day, EventStage, Fit, Grade, Point, Recurrence, Span, Statement,
};
use crate::proof::{Relaxed, Rungs};

/// What one fact bounds: `plus` comes at most so many days after `minus`, or fewer.
type Row = (Option<Instant>, Option<Instant>, i64, bool);

/// The set with every inferred date in its place, each checked with those before it in theirs.
pub(super) fn in_place(set: &ClaimSet, inferred: &[Inference]) -> Result<ClaimSet, ProofError> {
    let mut set = set.clone();
    for (at, inference) in inferred.iter().enumerate() {
        let checked = Inferring { set: &set }.check(inference);
        checked.map_err(|fault| ProofError::Inferred { inference: at + 1, fault })?;
        set = set.with_dates([(&inference.of, &inference.date)]);
    }
    Ok(set)
}

struct Inferring<'a> {
    set: &'a ClaimSet,
}

impl<'a> Inferring<'a> {
    fn check(&self, inference: &Inference) -> Result<(), &'static str> {
        let Inference { of, date, lower, upper } = inference;
        let target = self.instant_of(of).ok_or("nothing can be inferred of this date")?;
        for bound in lower.iter().chain(upper) {
            let row = (bound.plus.clone(), bound.minus.clone(), bound.days, bound.strict);
            if !self.rows(&bound.fact).contains(&row) {
                return Err("a bound does not hold in every reading");
            }
            if self.foretold(&bound.fact, date) {
                return Err("what it rests on was said before that date, and foretells it");
            }
        }
        let between = span(&target, lower, upper).ok_or("the bounds do not add up")?;
        let settled = match self.set.date(of) {
            Some(written) => written.fit(&between, &self.set.policy().calendar),
            None if between.first().is_some() && between.last().is_some() => Fit::One(Date::across(&between)),
            None => Fit::Several,
        };
        if settled == Fit::One(date.clone()) {
            Ok(())
        } else {
            Err("the bounds do not leave this date alone")
        }
    }

    /// The instant of a date that others may fix: one that is open as written, or a publication that nobody dates.
    fn instant_of(&self, of: &DateOf) -> Option<Instant> {
        match self.set.date(of) {
            Some(date) if !date.is_open() => return None,
            None if !matches!(of, DateOf::Published(_)) => return None,
            Some(_) | None => {}
        }
        match of {
            DateOf::Published(source) => self.set.sources().contains_key(source).then(|| dated(of)),
            DateOf::Said(_) => Some(dated(of)),
            DateOf::When(id) => self.done(id),
            DateOf::Before(id) | DateOf::After(id) => self.told(id).map(|_| dated(of)),
        }
    }

    /// A claim that counts in every reading: asserted as certain, foretelling nothing, and neither replaced nor withdrawn.
    fn told(&self, id: &str) -> Option<&'a Claim> {
        let claim = self.set.claim(id)?;
        let (claims, nothing) = ([claim], Rungs::new());
        let reading = Reading::new((self.set, &claims), &nothing, Relaxed::Everything);
        let counts = reading.asserted().next().is_some() && replaced_by(self.set, claim).is_none();
        counts.then_some(claim)
    }

    /// The one instant of an event, where it happens once.
    fn event(&self, name: &str) -> Option<Instant> {
        let once = self.set.recurrence(name) == Recurrence::Once;
        once.then(|| Instant::Event(self.set.names().key(name)))
    }

    /// The instant of an event that a claim tells of as done.
    fn done(&self, id: &str) -> Option<Instant> {
        let Statement::Event { event, stage: EventStage::Happened, .. } = &self.told(id)?.statement else {
            return None;
        };
        self.event(event)
    }

    /// Everything that a fact comes to.
    fn rows(&self, fact: &Fact) -> Vec<Row> {
        match fact {
            Fact::Date(of) => self.date_rows(of).unwrap_or_default(),
            Fact::Order(id) => self.order_rows(id).unwrap_or_default(),
            Fact::Told(id) => self.told_row(id).into_iter().collect(),
            Fact::Repeats { source, parent } => self.repeats_row(source, parent).into_iter().collect(),
        }
    }

    fn date_rows(&self, of: &DateOf) -> Option<Vec<Row>> {
        let calendar = &self.set.policy().calendar;
        let (instant, days) = match of {
            DateOf::When(id) => {
                let Statement::Event { when: Some(when), .. } = &self.set.claim(id)?.statement else {
                    return None;
                };
                let claims = [self.told(id)?];
                let nothing = Rungs::new();
                let reading = Reading::new((self.set, &claims), &nothing, Relaxed::Everything);
                (self.done(id)?, reading.when(crate::proof::ClaimIx(0), when, EventStage::Happened))
            }
            DateOf::Before(id) | DateOf::After(id) => {
                self.told(id)?;
                (dated(of), self.set.date(of)?.span(Grade::Lenient, calendar))
            }
            DateOf::Published(_) | DateOf::Said(_) => {
                (dated(of), self.set.date(of)?.span(Grade::Lenient, calendar))
            }
        };
        let number = |day: Day| i64::from(day.number());
        let from = days.first().map(|day| (None, Some(instant.clone()), -number(day), false));
        let to = days.last().map(|day| (Some(instant), None, number(day) + 1, true));
        Some(from.into_iter().chain(to).collect())
    }

    fn order_rows(&self, id: &str) -> Option<Vec<Row>> {
        let claim = self.told(id)?;
        let Statement::Order { before, after, gap, sense } = &claim.statement else { return None };
        let first = self.point(before, DateOf::Before(id.to_owned()))?;
        let second = self.point(after, DateOf::After(id.to_owned()))?;
        let mut rows = vec![(Some(first.clone()), Some(second.clone()), 0, true)];
        let calendar = &self.set.policy().calendar;
        let days = gap.as_ref().map(|gap| gap.days(Grade::Lenient, *sense, calendar));
        let (least, most) = days.unwrap_or_default();
        rows.extend(least.map(|least| (Some(first.clone()), Some(second.clone()), 1 - least, true)));
        rows.extend(most.map(|most| (Some(second), Some(first), most + 1, true)));
        Some(rows)
    }

    fn point(&self, point: &Point, of: DateOf) -> Option<Instant> {
        match point {
            Point::Event(name) => self.event(name),
            Point::Date(_) => Some(Instant::Dated(of)),
            Point::Said(id) => Some(Instant::Dated(self.set.saying_of(id))),
        }
    }

    /// What happened had happened by the end of the day on which it was told, time zones allowed for.
    fn told_row(&self, id: &str) -> Option<Row> {
        let event = self.done(id)?;
        let saying = Instant::Dated(ClaimSet::saying(self.told(id)?));
        Some((Some(event), Some(saying), self.zones() + 1, true))
    }

    fn repeats_row(&self, source: &str, parent: &str) -> Option<Row> {
        let repeats = self.set.sources().get(source)?.quoted_from.iter().any(|one| one == parent);
        let published = |id: &str| Some(Instant::Dated(DateOf::Published(id.to_owned())));
        repeats.then(|| (published(parent), published(source), self.zones() + 1, true))
    }

    fn zones(&self) -> i64 {
        self.set.policy().calendar.zones()
    }

    /// Whether an order was said wholly before a date that is inferred from it.
    fn foretold(&self, fact: &Fact, date: &Date) -> bool {
        let Fact::Order(id) = fact else { return false };
        let calendar = &self.set.policy().calendar;
        let said = self.set.claim(id).and_then(|claim| self.set.date(&ClaimSet::saying(claim)));
        let (said, date) =
            (said.map(|said| said.span(Grade::Plain, calendar)), date.span(Grade::Plain, calendar));
        said.is_some_and(|said| said.precedes(&date))
    }
}

fn dated(of: &DateOf) -> Instant {
    Instant::Dated(of.clone())
}

/// The days on which an instant can lie by the sum of its bounds.
fn span(target: &Instant, lower: &[Bound], upper: &[Bound]) -> Option<Span> {
    if lower.is_empty() && upper.is_empty() {
        return None;
    }
    let day = |number: i64| i32::try_from(number).ok().map(Day::from_number);
    let first = match lower {
        [] => None,
        lower => Some(day(sum(lower, None, Some(target))?.0.checked_neg()?)?),
    };
    let last = match upper {
        [] => None,
        upper => {
            let (days, strict) = sum(upper, Some(target), None)?;
            Some(day(if strict { days.checked_sub(1)? } else { days })?)
        }
    };
    Span::new(first, last).ok()
}

/// The sum of bounds, where it says how far `plus` lies after `minus` and nothing else.
fn sum(bounds: &[Bound], plus: Option<&Instant>, minus: Option<&Instant>) -> Option<(i64, bool)> {
    let mut counts = std::collections::BTreeMap::new();
    let mut days: i64 = 0;
    for bound in bounds {
        days = days.checked_add(bound.days)?;
        for (instant, by) in [(&bound.plus, 1_i64), (&bound.minus, -1)] {
            if let Some(instant) = instant {
                *counts.entry(instant).or_insert(0) += by;
            }
        }
    }
    counts.retain(|_, count| *count != 0);
    let wanted = [(plus, 1), (minus, -1)];
    let wanted = wanted.into_iter().filter_map(|(instant, count)| Some((instant?, count))).collect();
    (counts == wanted).then(|| (days, bounds.iter().any(|bound| bound.strict)))
}
