//! Whether a few claims can all be true in one reading: the named laws first, then the inequalities.

use super::link::{Linked, Order, Quantity, link};
use super::moment::{Moment, Owner, Timing, cell_moment, is_ahead, moment, timing};
use super::stand::{Body, CellStand, PointStand, StageStand, Stand, TimeStand};
use super::system::{rung, system};
use super::{Because, Edge, Ground, Reading, refute};
use crate::model::{
    Arity, Certainty, ChangeForm, EventStage, Exact, Grade, Interval, Key, Rank, Span, Stance, Temporal,
};
use crate::proof::{Choice, ClaimIx, Named, Refutation, Role};

/// Why these claims cannot all be true in this reading, if they cannot.
pub(super) fn conflict(ground: &Ground<'_>, claims: &[ClaimIx], reading: &Reading) -> Option<Refutation> {
    let denied = match claims {
        [a, b] => denial(ground, *a, *b, reading),
        _ => false,
    };
    if !denied && !all_certain(ground, claims) {
        return None;
    }
    let found = match claims {
        _ if denied => Some(Refutation::Named(Named::Denial)),
        [one] if anachronism(ground, *one, reading) => Some(Refutation::Named(Named::Anachronism)),
        [a, b] => {
            named(ground, *a, *b, reading).map(Refutation::Named).or_else(|| sum(ground, claims, reading))
        }
        _ => sum(ground, claims, reading),
    };
    // Asked last, so that only a clash makes it a question.
    let found = found?;
    let doubted = claims.iter().any(|ix| {
        ground.claim(*ix).is_some_and(|claim| claim.certainty != Certainty::Certain)
            && reading.is_lenient(Choice::Certainty(*ix))
    });
    (!doubted).then_some(found)
}

/// What is only said to be possible meets nothing but a denial.
fn all_certain(ground: &Ground<'_>, claims: &[ClaimIx]) -> bool {
    claims.iter().all(|ix| {
        ground
            .claim(*ix)
            .is_some_and(|claim| claim.stance == Stance::Asserts && claim.certainty != Certainty::Possible)
    })
}

fn sum(ground: &Ground<'_>, claims: &[ClaimIx], reading: &Reading) -> Option<Refutation> {
    let system = system(ground, claims, reading);
    let edges: Vec<Edge<'_>> = system.premises.iter().map(|premise| &premise.inequality).collect();
    let cited = refute(&edges).err()?;
    let one = Exact::one();
    let premises = cited.iter().filter_map(|at| Some((one.clone(), system.premises.get(*at)?.clone())));
    Some(Refutation::Sum(premises.collect()))
}

/// Values that fit all the claims in a reading, if there are some.
pub(crate) fn witness(
    ground: &Ground<'_>,
    claims: &[ClaimIx],
    reading: &Reading,
) -> Option<Vec<(crate::proof::Var, Exact)>> {
    if conflict(ground, claims, reading).is_some() {
        return None;
    }
    let system = system(ground, claims, reading);
    let edges: Vec<Edge<'_>> = system.premises.iter().map(|premise| &premise.inequality).collect();
    refute(&edges).ok()
}

/// The named laws of two claims.
fn named(ground: &Ground<'_>, a: ClaimIx, b: ClaimIx, reading: &Reading) -> Option<Named> {
    let (first, second) = (ground.stand(a)?, ground.stand(b)?);
    if two_values(ground, first, second, reading) {
        return Some(Named::OneValue);
    }
    if places(ground, first, second, reading) {
        return Some(Named::Places);
    }
    two_figures(ground, first, second, reading).then_some(Named::Precision)
}

/// The number of an amount or rank, in a reading.
pub(super) fn quantity<'a>(
    ground: &Ground<'_>,
    stand: &'a Stand,
    cell: &'a CellStand,
    reading: &Reading,
) -> Option<Quantity<'a>> {
    let measure = ground.measure(&cell.measure)?;
    let moment = cell_moment(stand, cell, measure.temporal, reading);
    let rung = rung(cell, stand.ix, reading);
    let written = cell.time.written();
    Some(Quantity { stand: Some(stand), between: None, cell, subject: &cell.subject, rung, moment, written })
}

/// How two amounts stand to each other.
pub(super) fn relation(
    ground: &Ground<'_>,
    a: ClaimIx,
    b: ClaimIx,
    reading: &Reading,
) -> Result<Linked, Because> {
    let stands = ground.stand(a).zip(ground.stand(b));
    let cells = stands.and_then(|(a, b)| Some(((a, a.cell()?), (b, b.cell()?))));
    let ((a, x), (b, y)) = cells.ok_or(Because::OtherKind)?;
    let (x, y) =
        quantity(ground, a, x, reading).zip(quantity(ground, b, y, reading)).ok_or(Because::OtherMeasure)?;
    link(ground, &x, &y, reading)
}

fn same_cell(ground: &Ground<'_>, a: &Stand, b: &Stand, reading: &Reading) -> bool {
    relation(ground, a.ix, b.ix, reading).is_ok_and(|linked| linked.order == Order::Same)
}

/// Two figures of one cell and time, declared to one precision, that differ though their intervals may touch.
fn two_figures(ground: &Ground<'_>, a: &Stand, b: &Stand, reading: &Reading) -> bool {
    let declared = |stand: &Stand| {
        let number = ground.number(stand.ix)?;
        Some((number.declared.clone()?, number.own.dimension.clone()))
    };
    let Some((((p, x), d), ((q, y), e))) = declared(a).zip(declared(b)) else { return false };
    p == q && x != y && d == e && same_cell(ground, a, b, reading)
}

/// Two values of a one-valued attribute at an instant that is certainly shared.
fn two_values(ground: &Ground<'_>, a: &Stand, b: &Stand, reading: &Reading) -> bool {
    let (Body::State { attribute, is: x, .. }, Body::State { is: y, .. }) = (&a.body, &b.body) else {
        return false;
    };
    let one_valued =
        ground.set().attribute_of(attribute).is_some_and(|attribute| attribute.arity == Arity::One);
    let names = ground.set().names();
    // Values declared near are easily taken for each other: worth a look, and no finding.
    let agree = |x: &Key, y: &Key| {
        x == y || names.includes(x, y) || names.includes(y, x) || ground.set().are_near(attribute, x, y)
    };
    one_valued && !x.iter().any(|x| y.iter().any(|y| agree(x, y))) && same_state(ground, a, b, reading)
}

/// Whether two states are of one attribute of one subject at an instant that is certainly shared.
pub(super) fn same_state(ground: &Ground<'_>, a: &Stand, b: &Stand, reading: &Reading) -> bool {
    let (
        Body::State { subject: s, attribute: p, time: t, .. },
        Body::State { subject: r, attribute: q, time: u, .. },
    ) = (&a.body, &b.body)
    else {
        return false;
    };
    if s != r || p != q {
        return false;
    }
    let at = |stand, time| moment(Owner { stand, role: Role::Time }, Temporal::Level, time, reading);
    let (x, y) = (at(a, t), at(b, u));
    if !states_compare(ground, (a, t), (b, u), reading) {
        return false;
    }
    let one_saying = a.said_with_source && b.said_with_source && a.source == b.source;
    match timing(Temporal::Level, false, (&x, Some(a.ix)), (&y, Some(b.ix)), one_saying) {
        Ok((Timing::Same(_), choice)) => choice.is_none_or(|choice| !reading.is_lenient(choice)),
        Ok(_) | Err(_) => false,
    }
}

/// A state that begins after it was said is a plan: plans compare with plans only.
fn states_compare(
    ground: &Ground<'_>,
    (a, x): (&Stand, &TimeStand),
    (b, y): (&Stand, &TimeStand),
    reading: &Reading,
) -> bool {
    let ahead = |stand: &Stand, time: &TimeStand| {
        time.written().is_some_and(|days| is_ahead(&days, &stand.said.plain))
    };
    match (ahead(a, x), ahead(b, y)) {
        (false, false) => true,
        (true, true) => {
            let (first, second) = (a.ix.min(b.ix), a.ix.max(b.ix));
            super::plan_pair(ground, a, b, reading)
                && (super::said_together(a, b, reading)
                    || !reading.is_lenient(Choice::Revised(first, second)))
        }
        (true, false) | (false, true) => false,
    }
}

/// Two places in one order that cannot both be held.
fn places(ground: &Ground<'_>, a: &Stand, b: &Stand, reading: &Reading) -> bool {
    let (Body::Rank { cell: x, rank: m, class: c }, Body::Rank { cell: y, rank: n, class: d }) =
        (&a.body, &b.body)
    else {
        return false;
    };
    let (Some(p), Some(q)) = (held(*m), held(*n)) else { return false };
    let Some((first, second)) = quantity(ground, a, x, reading).zip(quantity(ground, b, y, reading)) else {
        return false;
    };
    let one_subject = first.subject == second.subject;
    let clash = if one_subject { p.1 < q.0 || q.1 < p.0 } else { p == q && p.0 == p.1 && p.0 > 1 };
    let unstated = *c == super::ClassStand::Unstated
        && (reading.is_lenient(Choice::Class(a.ix)) || reading.is_lenient(Choice::Class(b.ix)));
    // The order is one and the same: compare the cells as if the subjects were one.
    let as_one = Quantity { subject: first.subject, ..second };
    clash
        && c == d
        && link(ground, &first, &as_one, reading).is_ok_and(|linked| linked.order == Order::Same)
        && !unstated
}

/// The first and last place that a rank may mean, counted from the largest.
fn held(rank: Rank) -> Option<(u32, u32)> {
    match rank {
        Rank::Largest => Some((1, 1)),
        Rank::Nth(n) => Some((n, n)),
        Rank::Top(n) => Some((1, n)),
        Rank::Smallest | Rank::RecordHigh | Rank::RecordLow => None,
    }
}

/// Told as done, or as paid, wholly before it can have been: by one day a matter of time zones.
fn anachronism(ground: &Ground<'_>, ix: ClaimIx, reading: &Reading) -> bool {
    let Some(stand) = ground.stand(ix) else { return false };
    let when = match &stand.body {
        Body::Event { stage: EventStage::Happened, when: Some(when), .. } => {
            when.under(reading, ix, Role::When)
        }
        Body::Amount(cell) if is_paid(ground, cell) => match &cell.time {
            TimeStand::Of(window) | TimeStand::AsOf(window) => window.under(reading, ix, Role::Time),
            TimeStand::Missing => return false,
        },
        Body::Amount(_)
        | Body::Change { .. }
        | Body::Rank { .. }
        | Body::Event { .. }
        | Body::Order { .. }
        | Body::State { .. }
        | Body::Other => return false,
    };
    let said = stand.said.under(reading, ix, Role::Said);
    let (Some(first), Some(last)) = (when.first(), said.last()) else { return false };
    let calendar = &ground.set().policy().calendar;
    let zoned = calendar.across_time_zones(Grade::Lenient, &Span::day(last)).last().unwrap_or(last);
    last < first && (zoned < first || !reading.is_lenient(Choice::TimeZone(ix)))
}

/// Whether a cell is said, in so many words, to be on the last rung.
fn is_paid(ground: &Ground<'_>, cell: &CellStand) -> bool {
    let last = ground.measure(&cell.measure).and_then(|measure| ground.last_rung(measure));
    matches!(&cell.stage, StageStand::Word(_, rungs) if rungs.len() == 1 && rungs.first().copied() == last)
}

/// Whether one of two claims denies what the other asserts.
fn denial(ground: &Ground<'_>, a: ClaimIx, b: ClaimIx, reading: &Reading) -> bool {
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
    if plans.contains(&true) && (plans.contains(&false) || !super::said_together(yes, no, reading)) {
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
            Some(moment(Owner { stand, role: Role::Time }, Temporal::Level, time, reading))
        }
        Body::Change { .. } | Body::Event { .. } | Body::Order { .. } | Body::Other => None,
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
        Body::Order { .. } | Body::Other => false,
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
    if stage == EventStage::Planned && !super::said_together(yes, no, reading) {
        return false;
    }
    let (Body::Event { when: x, .. }, Body::Event { when: y, .. }) = (&yes.body, &no.body) else {
        return false;
    };
    let until = |said: Span| said.last().map_or_else(Span::always, Span::until);
    // What is denied is the plain set, in every reading.
    let denied = match y {
        Some(window) => window.plain,
        None if stage == EventStage::Planned => Span::always(),
        None => until(no.said.plain),
    };
    let (plain, lenient) = match x {
        Some(window) => (window.plain, window.widest()),
        None if stage == EventStage::Planned => (Span::always(), Span::always()),
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
    if !one_cell || f != g || t != u {
        return false;
    }
    let (Some(asserted), Some(denied)) = (ground.change(yes.ix), ground.change(no.ix)) else { return false };
    let hedges = &ground.set().policy().hedges;
    let direction = |change: &crate::model::Change| change.direction(crate::model::Grade::Plain, hedges);
    if asserted.words() == denied.words() {
        return true;
    }
    if denied.form() == ChangeForm::Direction {
        return direction(denied).is_some() && direction(asserted) == direction(denied);
    }
    let nature = crate::model::Nature::default();
    let interval = |change: &crate::model::Change, grade| change.interval(grade, nature, hedges);
    asserted.form() == denied.form()
        && asserted.unit_name() == denied.unit_name()
        && overlaps(
            &interval(asserted, crate::model::Grade::Plain),
            &interval(asserted, crate::model::Grade::Lenient),
            &interval(denied, crate::model::Grade::Plain),
            || reading.is_lenient(Choice::Value(yes.ix)),
        )
}
