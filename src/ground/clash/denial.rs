//! What one claim denies and another asserts: the same kind, cell or event, stage and period.

use super::{quantity, same_cell, same_state};
use crate::ground::link::{Order, Quantity, link, said_together};
use crate::ground::moment::{Moment, Owner, is_ahead, moment};
use crate::ground::stand::{Body, PointStand, Stand, TimeStand, Window};
use crate::ground::{Ground, Reading, is_retold};
use crate::model::{
    Certainty, Change, ChangeForm, EventStage, Grade, Interval, Key, Nature, Span, Stance, Temporal,
};
use crate::proof::{Choice, ClaimIx, Role};

/// Whether one of two claims denies what the other asserts.
pub(super) fn denial(ground: &Ground<'_>, a: ClaimIx, b: ClaimIx, reading: &Reading) -> bool {
    let stance = |ix| ground.claim(ix).map(|claim| claim.stance);
    let (asserted, denied) = match (stance(a), stance(b)) {
        (Some(Stance::Asserts), Some(Stance::Denies)) => (a, b),
        (Some(Stance::Denies), Some(Stance::Asserts)) => (b, a),
        _ => return false,
    };
    // Nothing is contradicted by what is only possibly not so.
    if ground.claim(denied).is_some_and(|claim| claim.certainty == Certainty::Possible) {
        return false;
    }
    let (Some(yes), Some(no)) = (ground.stand(asserted), ground.stand(denied)) else { return false };
    // A denied plan compares only with plans said on the same day.
    let plans = [yes, no].map(|stand| is_plan(ground, stand, reading));
    if plans.contains(&true) && (plans.contains(&false) || !said_together(yes, no, reading)) {
        return false;
    }
    if !tells_of(ground, yes, no, reading) {
        return false;
    }
    match (&yes.body, &no.body) {
        (Body::Amount(_), Body::Amount(_)) => {
            same_cell(ground, yes, no, reading) && denied_amount(ground, yes, no, reading)
        }
        (Body::Rank { rank: p, class: c, .. }, Body::Rank { rank: q, class: d, .. }) => {
            p == q && c == d && same_cell(ground, yes, no, reading)
        }
        (Body::Event { event: e, stage: s, .. }, Body::Event { event: f, stage: t, .. }) => {
            e == f && s == t && denied_event(yes, no, *s, reading)
        }
        (Body::State { is: x, .. }, Body::State { is: y, .. }) => {
            let covered = |x: &Key| y.iter().any(|y| x == y || ground.set().names().includes(y, x));
            x.iter().any(covered) && same_state(ground, yes, no, reading)
        }
        (Body::Order { before: p, after: q }, Body::Order { before: r, after: s }) => {
            same_point(p, r) && same_point(q, s)
        }
        (Body::Change { .. }, Body::Change { .. }) => denied_change(ground, yes, no, reading),
        _ => false,
    }
}

/// Whether an assertion speaks of all the time that is denied: what held at an instant need not have held throughout.
fn tells_of(ground: &Ground<'_>, yes: &Stand, no: &Stand, reading: &Reading) -> bool {
    let at = |stand: &Stand| match &stand.body {
        Body::Amount(cell) | Body::Rank { cell, .. } => {
            quantity(ground, stand, cell, reading).map(|quantity| quantity.moment)
        }
        Body::State { time, .. } => {
            Some(moment(Owner::new(stand, Role::Time), Temporal::Level, time, reading))
        }
        Body::Change { .. }
        | Body::Event { .. }
        | Body::Order { .. }
        | Body::Share(_)
        | Body::Total { .. }
        | Body::Other => None,
    };
    match (at(yes), at(no)) {
        (Some(Moment::Throughout(told)), Some(Moment::Throughout(denied))) => denied.within(&told),
        (_, Some(Moment::Throughout(_))) => false,
        _ => true,
    }
}

/// Whether a claim is a plan.
fn is_plan(ground: &Ground<'_>, stand: &Stand, reading: &Reading) -> bool {
    let ahead = |time: &TimeStand| time.written().is_some_and(|days| is_ahead(&days, &stand.said.plain));
    match &stand.body {
        Body::Event { stage, .. } => *stage == EventStage::Planned,
        Body::Amount(cell) | Body::Rank { cell, .. } => {
            quantity(ground, stand, cell, reading).is_some_and(|quantity| quantity.is_plan(ground))
        }
        Body::Change { to, .. } => ahead(to),
        Body::State { time, .. } => ahead(time),
        Body::Order { .. } | Body::Share(_) | Body::Total { .. } | Body::Other => false,
    }
}

fn same_point(a: &PointStand, b: &PointStand) -> bool {
    a == b
}

/// An asserted value against a denied set: plainly any overlap, leniently only what lies inside.
fn denied_amount(ground: &Ground<'_>, yes: &Stand, no: &Stand, reading: &Reading) -> bool {
    let (Some(asserted), Some(denied)) = (ground.number(yes.ix), ground.number(no.ix)) else { return false };
    if ground.words(yes.ix) == ground.words(no.ix) {
        return true;
    }
    let Some(scaled) = asserted.within(&denied.own.dimension) else { return false };
    overlaps(&scaled.plain, &scaled.lenient, &denied.denied, || reading.is_lenient(Choice::Value(yes.ix)))
}

/// Whether an assertion falls under a denial: inside it at any width, or meeting it at the plain one.
fn overlaps(plain: &Interval, lenient: &Interval, denied: &Interval, is_lenient: impl Fn() -> bool) -> bool {
    lenient.within(denied) || (plain.meets(denied) && !is_lenient())
}

/// An event denied without a date is denied for all dates up to the saying.
fn denied_event(yes: &Stand, no: &Stand, stage: EventStage, reading: &Reading) -> bool {
    if stage == EventStage::Planned && !said_together(yes, no, reading) {
        return false;
    }
    let (Body::Event { when: x, .. }, Body::Event { when: y, .. }) = (&yes.body, &no.body) else {
        return false;
    };
    // An old plan retold has a fate only.
    let retold = |stand: &Stand, when: &Option<Window>| {
        when.as_ref().is_some_and(|when| is_retold(&when.plain, &stand.said.plain))
    };
    if stage == EventStage::Planned && (retold(yes, x) || retold(no, y)) {
        return false;
    }
    let until = |said: Span| said.last().map_or_else(Span::always, Span::until);
    // What is denied is the plain set, in every reading; without a date, what is certainly before the saying.
    let denied = match (y, no.said.plain.first()) {
        (Some(window), _) => window.plain,
        (None, _) if stage == EventStage::Planned => Span::always(),
        (None, Some(first)) => Span::until(first),
        (None, None) => return false,
    };
    let (plain, lenient) = match x {
        Some(window) => (window.plain, window.widest()),
        // A plan puts its event after its saying.
        None if stage == EventStage::Planned => {
            let since = yes.said.plain.first().map_or_else(Span::always, Span::since);
            (since, since.hull(&yes.said.widest().first().map_or_else(Span::always, Span::since)))
        }
        None => {
            let said = yes.said.under(reading, yes.ix, Role::Said);
            (until(said), until(said))
        }
    };
    if x.is_some() && x == y {
        return true;
    }
    lenient.within(&denied)
        || (plain.meets(&denied) && !reading.is_lenient(Choice::Width(yes.ix, Role::When)))
}

/// Whether two changes are of the same periods, as far as these were over when they were told.
fn same_periods(ground: &Ground<'_>, yes: &Stand, no: &Stand, reading: &Reading) -> bool {
    let ends = |stand: &Stand| {
        let Body::Change { cell, from, to } = &stand.body else { return None };
        let temporal = ground.measure(&cell.measure)?.temporal;
        let at = |role, time| moment(Owner::new(stand, role), temporal, time, reading);
        Some([at(Role::From, from), at(Role::To, to)])
    };
    ends(yes)
        .zip(ends(no))
        .is_some_and(|(yes, no)| yes == no && !yes.iter().any(|moment| matches!(moment, Moment::PartOf(_))))
}

/// A change is denied by a claim of the same cell, ends and form.
fn denied_change(ground: &Ground<'_>, yes: &Stand, no: &Stand, reading: &Reading) -> bool {
    let (Body::Change { cell: x, from: f, to: t }, Body::Change { cell: y, from: g, to: u }) =
        (&yes.body, &no.body)
    else {
        return false;
    };
    let Some((a, b)) = quantity(ground, yes, x, reading).zip(quantity(ground, no, y, reading)) else {
        return false;
    };
    let timeless = |quantity| Quantity { moment: Moment::Timeless, ..quantity };
    let one_cell =
        link(ground, &timeless(a), &timeless(b), reading).is_ok_and(|linked| linked.order == Order::Same);
    if !one_cell || f != g || t != u || !same_periods(ground, yes, no, reading) {
        return false;
    }
    let (Some(asserted), Some(denied)) = (ground.change(yes.ix), ground.change(no.ix)) else { return false };
    let hedges = &ground.set().policy().hedges;
    let direction = |change: &Change| change.direction(Grade::Plain, hedges);
    if asserted.words() == denied.words() {
        return true;
    }
    if denied.form() == ChangeForm::Direction {
        return direction(denied).is_some() && direction(asserted) == direction(denied);
    }
    let nature = Nature::default();
    let interval = |change: &Change, grade| change.interval(grade, nature, hedges);
    asserted.form() == denied.form()
        && asserted.unit_name() == denied.unit_name()
        && overlaps(
            &interval(asserted, Grade::Plain),
            &interval(asserted, Grade::Lenient),
            &interval(denied, Grade::Plain),
            || reading.is_lenient(Choice::Value(yes.ix)),
        )
}
