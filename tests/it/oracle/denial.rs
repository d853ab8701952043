//! A denial against an assertion of the same thing.

use std::collections::BTreeSet;

use gainsay::{
    Cell, Certainty, End, EventStage, Grade, Hedge, Interval, Span, Stance, Statement, Temporal, Value,
};

use super::cells::one_instant;
use super::days::told;
use super::party::{answers_denial, may_replace};
use super::sense::{Moment, Sense, interval, measure};

pub(super) fn clash(a: &Sense<'_>, b: &Sense<'_>, grade: Grade) -> bool {
    match (a.claim.stance, b.claim.stance) {
        (Stance::Denies, Stance::Asserts) => denied(a, b, grade),
        (Stance::Asserts, Stance::Denies) => denied(b, a, grade),
        _ => false,
    }
}

fn denied(denial: &Sense<'_>, other: &Sense<'_>, grade: Grade) -> bool {
    let sure = denial.claim.certainty == Certainty::Certain && other.claim.certainty == Certainty::Certain;
    let heard = match denial.claim.certainty {
        Certainty::Possible => false,
        Certainty::Probable | Certainty::Certain => sure || grade == Grade::Plain,
    };
    if !heard || !answers_denial(denial, other) {
        return false;
    }
    match (&denial.claim.statement, &other.claim.statement) {
        (Statement::Amount { cell: a, value: x }, Statement::Amount { cell: b, value: y }) => {
            let set = interval(denial.set, a, x, Grade::Plain);
            // A figure may be replaced by another, and so may the denial of one.
            let replaced = grade == Grade::Lenient && may_replace(denial, other);
            one_cell(denial, other, a, b, grade)
                && !replaced
                && (x.words() == y.words() || hits(&far(x, &set), &interval(other.set, b, y, grade), grade))
        }
        (Statement::Rank { cell: a, rank: x, among: m }, Statement::Rank { cell: b, rank: y, among: n }) => {
            x == y && m == n && one_cell(denial, other, a, b, grade)
        }
        (Statement::Change { cell: a, change: x, .. }, Statement::Change { cell: b, change: y, .. }) => {
            x.is_direction()
                && y.is_direction()
                && x.words() == y.words()
                && one_cell(denial, other, a, b, grade)
        }
        (Statement::Event { when: x, .. }, Statement::Event { when: y, .. }) => {
            let words = |when: &Option<gainsay::When>| when.as_ref().map(|when| when.words().to_owned());
            let (Some(d), Some(o)) = (told(denial, Grade::Plain), told(other, grade)) else { return false };
            // `soon` is another time on another day.
            let counted = x.as_ref().is_some_and(gainsay::When::counts_from_saying);
            let same_words = words(x).is_some() && words(x) == words(y) && !counted;
            let until_said = |sense: &Sense<'_>, dated: bool, window| match sense.said.last() {
                Some(last) if !dated && d.stage != EventStage::Planned => Span::until(last),
                _ => window,
            };
            let d_window = until_said(denial, x.is_some(), d.window);
            let o_window = until_said(other, y.is_some(), o.window);
            let hit = match grade {
                Grade::Plain => o_window.meets(&d_window),
                Grade::Lenient => o_window.within(&d_window),
            };
            d.event == o.event && d.stage == o.stage && (hit || same_words)
        }
        (
            Statement::State { subject: a, attribute: x, is: p, .. },
            Statement::State { subject: b, attribute: y, is: q, .. },
        ) => {
            let names = denial.set.names();
            let values = |is: &[String]| is.iter().map(|name| names.key(name)).collect::<BTreeSet<_>>();
            names.key(a) == names.key(b)
                && names.key(x) == names.key(y)
                && values(p) == values(q)
                && one_time(denial, other, Temporal::Level, grade)
        }
        (Statement::Order { before: a, after: x, .. }, Statement::Order { before: b, after: y, .. }) => {
            (a, x) == (b, y)
        }
        _ => false,
    }
}

/// A one-sided word denies everything on its side.
fn far(value: &Value, plain: &Interval) -> Interval {
    let (low, high) = (plain.low().clone(), plain.high().clone());
    match value.hedge() {
        Some(Hedge::MoreThan) => Interval::new(low, End::Absent).unwrap(),
        Some(Hedge::LessThan) => Interval::new(End::Absent, high).unwrap(),
        _ => plain.clone(),
    }
}

fn hits(denied: &Interval, other: &Interval, grade: Grade) -> bool {
    match grade {
        Grade::Plain => other.meets(denied),
        Grade::Lenient => other.within(denied),
    }
}

fn one_cell(a: &Sense<'_>, b: &Sense<'_>, x: &Cell, y: &Cell, grade: Grade) -> bool {
    let names = a.set.names();
    names.key(&x.subject) == names.key(&y.subject)
        && names.key(&x.measure) == names.key(&y.measure)
        && (a.rung, &a.scope, &a.basis) == (b.rung, &b.scope, &b.basis)
        && one_time(a, b, measure(a.set, x).temporal, grade)
}

/// Whether what is asserted of its time is asserted of the time of the denial.
fn one_time(denial: &Sense<'_>, other: &Sense<'_>, kind: Temporal, grade: Grade) -> bool {
    let whole = kind == Temporal::Level;
    denial.times.iter().zip(&other.times).all(|(x, y)| match (x, y) {
        (Moment::Timeless, Moment::Timeless) => true,
        (Moment::Period(denied), Moment::Period(told)) if whole => denied.within(told),
        (Moment::Period(denied), Moment::Period(told)) => denied == told,
        (Moment::Instant { within, .. }, Moment::Period(told)) => within.within(told),
        (Moment::Instant { within, stated }, Moment::Instant { within: told, stated: also })
            if kind == Temporal::RunningTotal =>
        {
            *stated && *also && within.single_day().is_some() && within == told
        }
        (Moment::Instant { .. }, Moment::Instant { .. }) => one_instant(x, y, grade),
        _ => false,
    })
}
