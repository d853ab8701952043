//! Whether a few claims can all be true in one reading: the named laws first, then the inequalities.

mod denial;

use denial::denial;

use super::link::{Linked, Order, Quantity, link};
use super::moment::{Owner, Timing, is_ahead, moment, timing};
use super::stand::{Body, CellStand, StageStand, Stand, TimeStand};
use super::system::{Decision, system, timed};
use super::{Because, Ground, Reading};
use crate::model::{Arity, Certainty, EventStage, Exact, Grade, Key, Rank, Span, Stance, Temporal};
use crate::proof::{Choice, ClaimIx, Named, Refutation, Role};

/// Why these claims cannot all be true in this reading, if they cannot.
pub(super) fn conflict(ground: &Ground<'_>, claims: &[ClaimIx], reading: &Reading) -> Option<Refutation> {
    let named = by_name(ground, claims, reading).map(Refutation::Named);
    let of_numbers = || all_certain(ground, claims).then(|| sum(ground, claims, reading)).flatten();
    let found = named.or_else(of_numbers)?;
    // Asked last, so that only a clash makes it a question.
    (!any_doubted(ground, claims, reading)).then_some(found)
}

/// The law without numbers that one claim or two break by themselves.
fn by_name(ground: &Ground<'_>, claims: &[ClaimIx], reading: &Reading) -> Option<Named> {
    match claims {
        [a, b] if denial(ground, *a, *b, reading) => Some(Named::Denial),
        _ if !all_certain(ground, claims) => None,
        [one] => anachronism(ground, *one, reading).then_some(Named::Anachronism),
        [a, b] => named(ground, *a, *b, reading),
        _ => None,
    }
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
    let Decision::Refuted(premises) = system.decide(&ground.limits()) else { return None };
    Some(Refutation::Sum(premises))
}

/// Whether a claim is only probable, and read as not so.
fn any_doubted(ground: &Ground<'_>, claims: &[ClaimIx], reading: &Reading) -> bool {
    claims.iter().any(|ix| {
        ground.claim(*ix).is_some_and(|claim| claim.certainty != Certainty::Certain)
            && reading.is_lenient(Choice::Certainty(*ix))
    })
}

/// Values that fit all the claims in a reading, if there are some: of all that is said to be more than possible, where no
/// claim and no two break a law without numbers.
pub(crate) fn witness(
    ground: &Ground<'_>,
    claims: &[ClaimIx],
    reading: &Reading,
) -> Option<Vec<(crate::proof::Var, Exact)>> {
    let breaks = |claims: &[ClaimIx]| {
        by_name(ground, claims, reading).is_some() && !any_doubted(ground, claims, reading)
    };
    let mut rest = claims;
    while let [first, others @ ..] = rest {
        if breaks(&[*first]) || others.iter().any(|other| breaks(&[*first, *other])) {
            return None;
        }
        rest = others;
    }
    let certain: Vec<ClaimIx> = claims.iter().filter(|ix| all_certain(ground, &[**ix])).copied().collect();
    match system(ground, &certain, reading).decide(&ground.limits()) {
        Decision::Fits(values) => Some(values),
        Decision::Refuted(_) | Decision::GaveUp => None,
    }
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
    timed(ground, stand, (cell, &cell.time, Role::Time), reading)
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
    let at = |stand, time| moment(Owner::new(stand, Role::Time), Temporal::Level, time, reading);
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
    let Some((first, second)) = quantity(ground, a, x, reading).zip(quantity(ground, b, y, reading)) else {
        return false;
    };
    let one_subject = first.subject == second.subject;
    let clash = match (held(*m), held(*n)) {
        (Some(p), Some(q)) if one_subject => p.1 < q.0 || q.1 < p.0,
        (Some(p), Some(q)) => p == q && p.0 == p.1 && p.0 > 1,
        _ => one_subject && opposite(*m, *n),
    };
    // A record is over the periods of one subject, and has no class.
    let record = matches!(m, Rank::RecordHigh | Rank::RecordLow);
    let unstated = !record
        && *c == super::ClassStand::Unstated
        && (reading.is_lenient(Choice::Class(a.ix)) || reading.is_lenient(Choice::Class(b.ix)));
    // The order is one and the same: compare the cells as if the subjects were one.
    let as_one = Quantity { subject: first.subject, ..second };
    let one_class = c == d || (one_subject && opposite(*m, *n) && rivals_shared(ground, c, d, first.subject));
    clash
        && one_class
        && link(ground, &first, &as_one, reading).is_ok_and(|linked| linked.order == Order::Same)
        && !unstated
}

/// Whether two classes have a member in common, other than the subject itself.
fn rivals_shared(ground: &Ground<'_>, a: &super::ClassStand, b: &super::ClassStand, subject: &Key) -> bool {
    let members = |class: &super::ClassStand| -> Vec<Key> {
        match class {
            super::ClassStand::Unstated => Vec::new(),
            super::ClassStand::List(members) => members.iter().cloned().collect(),
            super::ClassStand::Name(name) => ground.set().names().parts(name).cloned().collect(),
        }
    };
    let theirs = members(b);
    members(a).iter().any(|member| member != subject && theirs.contains(member))
}

/// The two ends of one order, which nobody holds together.
fn opposite(a: Rank, b: Rank) -> bool {
    matches!(
        (a, b),
        (Rank::Largest, Rank::Smallest)
            | (Rank::Smallest, Rank::Largest)
            | (Rank::RecordHigh, Rank::RecordLow)
            | (Rank::RecordLow, Rank::RecordHigh)
    )
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
        | Body::Share(_)
        | Body::Total { .. }
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
