//! Laws between days: when events happen, are called off, and in which order; and states of one instant.

use gainsay::{Arity, EventStage, Grade, Key, Point, Recurrence, Span, Statement};

use super::cells::one_instant;
use super::party::{compared, retold};
use super::sense::Sense;
use super::world::{self, Instant};

/// Whether some claims, as read, cannot all be true because of their days.
pub(super) fn clash(claims: &[&Sense<'_>], grade: Grade) -> bool {
    match claims {
        [one] => told_too_early(one, grade) || ordered(&[], &[one], grade),
        [a, b] => two_events(a, b, grade) || two_states(a, b, grade) || orders(claims, grade),
        _ => orders(claims, grade),
    }
}

/// Which event a claim is about, how far it came, and the days on which it lies.
pub(super) struct Told {
    pub(super) event: Key,
    pub(super) stage: EventStage,
    pub(super) window: Span,
}

pub(super) fn told(sense: &Sense<'_>, grade: Grade) -> Option<Told> {
    let Statement::Event { event, stage, when } = &sense.claim.statement else { return None };
    let calendar = &sense.set.policy().calendar;
    let window = match (stage, when) {
        (EventStage::Planned, Some(when)) => when.plan_span(grade, &sense.said, calendar),
        (EventStage::Planned, None) => sense.said.first().map_or(Span::always(), Span::since),
        (_, Some(when)) => when.span(grade, &sense.said, calendar),
        (_, None) => Span::always(),
    };
    Some(Told { event: sense.set.names().key(event), stage: *stage, window })
}

/// The days up to the saying, which bound what is told as done.
fn by_the_saying(sense: &Sense<'_>, grade: Grade) -> Span {
    let said = sense.set.policy().calendar.across_time_zones(grade, &sense.said);
    said.last().map_or(Span::always(), Span::until)
}

/// Happened, but wholly after its own saying.
fn told_too_early(sense: &Sense<'_>, grade: Grade) -> bool {
    done(sense, grade).is_some_and(|(_, window)| window.is_none())
}

/// The event that a claim tells as done, and the days that this leaves for it.
fn done(sense: &Sense<'_>, grade: Grade) -> Option<(Key, Option<Span>)> {
    let told = told(sense, grade).filter(|told| told.stage == EventStage::Happened)?;
    let in_time = told.window.meets(&by_the_saying(sense, grade));
    Some((told.event, in_time.then_some(told.window)))
}

/// Whether two claims speak of one occurrence of an event.
fn one_occurrence(sense: &Sense<'_>, event: &Key, grade: Grade) -> bool {
    match sense.set.recurrence(event.as_str()) {
        Recurrence::Once => true,
        Recurrence::Undeclared => grade == Grade::Plain,
        Recurrence::Recurs => false,
    }
}

fn two_events(a: &Sense<'_>, b: &Sense<'_>, grade: Grade) -> bool {
    let (Some(x), Some(y)) = (told(a, grade), told(b, grade)) else { return false };
    if x.event != y.event || !one_occurrence(a, &x.event, grade) {
        return false;
    }
    match (x.stage, y.stage) {
        (EventStage::Planned, EventStage::Planned) => {
            compared(a, b, grade) && !world::instants(&[x.window, y.window], |days| days[0].0 == days[1].0)
        }
        (EventStage::Happened, _) => happened_and(a, b, &y, grade),
        (_, EventStage::Happened) => happened_and(b, a, &x, grade),
        _ => false,
    }
}

/// One occurrence that came to pass, and what another claim says of it.
fn happened_and(a: &Sense<'_>, b: &Sense<'_>, other: &Told, grade: Grade) -> bool {
    let Some((_, Some(day))) = done(a, grade) else { return false };
    let not_before = |window: Span| !world::instants(&[day, window], |days| days[1].0 <= days[0].0);
    match other.stage {
        EventStage::Happened => {
            let Some((_, Some(window))) = done(b, grade) else { return false };
            !world::instants(&[day, window], |days| days[0].0 == days[1].0)
        }
        EventStage::Cancelled | EventStage::Underway => not_before(other.window),
        // Still to come on the day on which the plan was told.
        EventStage::Planned => !retold(b) && not_before(b.said),
    }
}

fn two_states(a: &Sense<'_>, b: &Sense<'_>, grade: Grade) -> bool {
    let state = |sense: &Sense<'_>| match &sense.claim.statement {
        Statement::State { subject, attribute, is, .. } => {
            let names = sense.set.names();
            let one = sense.set.attribute(attribute).is_some_and(|declared| declared.arity == Arity::One);
            one.then(|| (names.key(subject), names.key(attribute), names.key(&is[0])))
        }
        _ => None,
    };
    let (Some(x), Some(y)) = (state(a), state(b)) else { return false };
    (&x.0, &x.1) == (&y.0, &y.1)
        && x.2 != y.2
        && one_instant(&a.times[0], &b.times[0], grade)
        && compared(a, b, grade)
}

/// Orders with what dates their ends.
fn orders(claims: &[&Sense<'_>], grade: Grade) -> bool {
    let is_order = |sense: &&&Sense<'_>| matches!(sense.claim.statement, Statement::Order { .. });
    let (orders, dated): (Vec<&Sense<'_>>, Vec<&Sense<'_>>) =
        claims.iter().copied().partition(|sense| is_order(&sense));
    !orders.is_empty() && ordered(&dated, &orders, grade)
}

/// An end of an order: something with a window.
#[derive(Clone, Debug, PartialEq)]
enum Mark {
    Event(Key),
    Day(Span),
}

/// Whether no instants fit the orders and what is told as done.
fn ordered(dated: &[&Sense<'_>], orders: &[&Sense<'_>], grade: Grade) -> bool {
    let mut marks: Vec<(Mark, Span)> = Vec::new();
    let mut laws: Vec<(usize, usize)> = Vec::new();
    for order in orders {
        let Statement::Order { before, after, .. } = &order.claim.statement else { return false };
        // An order with a date that was still to come foretells; only time can tell.
        let told = super::sense::said(order.set, order.claim, Grade::Plain);
        let foretold = [before, after].into_iter().any(|point| {
            let ahead = |days: Span| told.iter().all(|told| told.precedes(&days));
            matches!(mark(order, point, Grade::Plain), Some(Mark::Day(days)) if ahead(days))
        });
        if foretold {
            continue;
        }
        let (Some(before), Some(after)) = (mark(order, before, grade), mark(order, after, grade)) else {
            continue;
        };
        let mut place = |mark: Mark| {
            let window = match &mark {
                Mark::Event(_) => Span::always(),
                Mark::Day(span) => *span,
            };
            let event = |(known, _): &(Mark, Span)| *known == mark && matches!(mark, Mark::Event(_));
            marks.iter().position(event).unwrap_or_else(|| {
                marks.push((mark, window));
                marks.len() - 1
            })
        };
        laws.push((place(before), place(after)));
    }
    for claim in dated {
        let Some((event, Some(window))) = done(claim, grade) else { return false };
        if !one_occurrence(claim, &event, grade) {
            return false;
        }
        let at = marks.iter_mut().find(|(mark, _)| *mark == Mark::Event(event.clone()));
        match at {
            Some((_, days)) => match days.common(&window) {
                Some(common) => *days = common,
                None => return false,
            },
            None => return false,
        }
    }
    let windows: Vec<Span> = marks.iter().map(|(_, window)| *window).collect();
    let holds = |world: &[Instant]| laws.iter().all(|(before, after)| world[*before] < world[*after]);
    // Two orders that share no event have nothing to do with each other.
    marks.len() < 4 && !laws.is_empty() && !world::instants(&windows, holds)
}

fn mark(order: &Sense<'_>, point: &Point, grade: Grade) -> Option<Mark> {
    let set = order.set;
    let calendar = &set.policy().calendar;
    match point {
        Point::Event(name) => {
            let event = set.names().key(name);
            one_occurrence(order, &event, grade).then_some(Mark::Event(event))
        }
        Point::Date(date) => Some(Mark::Day(date.span(grade, calendar))),
        Point::Said(id) => {
            let claim = set.claim(id);
            let source = claim.map_or(id, |claim| &claim.source);
            let own = claim.and_then(|claim| claim.said.as_ref()).map(|said| &said.0);
            let date = own.or(set.sources()[source].published.as_ref());
            Some(Mark::Day(date.map_or(Span::always(), |date| date.span(grade, calendar))))
        }
    }
}
