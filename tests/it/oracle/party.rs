//! Who says what to whom: parties, days of saying, plans.

use gainsay::{Certainty, Claim, EventStage, Grade, Key, Ladder, Statement, Time};

use super::days::told;
use super::sense::{Sense, cell, ladder, measure};

/// The innermost speaker, else the publisher, whatever the source.
fn party(sense: &Sense<'_>) -> (bool, Key) {
    match sense.claim.speaker.first() {
        Some(name) => (true, Key::fold(name)),
        None => (false, publisher(sense)),
    }
}

fn publisher(sense: &Sense<'_>) -> Key {
    Key::fold(&sense.set.sources()[&sense.claim.source].publisher)
}

/// Whether both were certainly said on one day: one publication is one saying, whatever its day.
pub(super) fn one_day(a: &Sense<'_>, b: &Sense<'_>) -> bool {
    let dated = |sense: &Sense<'_>| sense.claim.said.is_some();
    (a.claim.source == b.claim.source && !dated(a) && !dated(b))
        || (a.said.single_day().is_some() && a.said.single_day() == b.said.single_day())
}

/// Whether what the one said may be a later figure that replaces what the other said.
pub(super) fn may_replace(a: &Sense<'_>, b: &Sense<'_>) -> bool {
    let folded = |claim: &Claim| claim.speaker.iter().map(|name| Key::fold(name)).collect::<Vec<_>>();
    let speakers = folded(a.claim);
    let one_mouth =
        folded(b.claim).iter().any(|name| speakers.contains(name)) || publisher(a) == publisher(b);
    let revisable =
        |sense: &Sense<'_>| cell(sense.claim).is_some_and(|cell| measure(sense.set, cell).revisable);
    !one_day(a, b) && (one_mouth || revisable(a) || (plan(a).is_some() && plan(b).is_some()))
}

/// What makes a claim a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// It stands on the plan rung, or is a planned event.
    Staged,
    /// Its time had not come when it was said.
    Ahead,
}

pub(super) fn plan(sense: &Sense<'_>) -> Option<Plan> {
    if let Statement::Event { stage, .. } = &sense.claim.statement {
        return (*stage == EventStage::Planned).then_some(Plan::Staged);
    }
    let ladder = cell(sense.claim).and_then(|cell| ladder(sense.set, cell));
    let on_plan_rung = sense.rung.is_some() && sense.rung == ladder.and_then(Ladder::plan_rung);
    let (said, time) = sense.written;
    let ahead = time.is_some_and(|time| said.precedes(&time));
    if on_plan_rung { Some(Plan::Staged) } else { ahead.then_some(Plan::Ahead) }
}

/// Whether a plan's time was over before it was told, as both are written.
pub(super) fn retold(sense: &Sense<'_>) -> bool {
    let window = match told(sense, Grade::Plain) {
        Some(event) => Some(event.window),
        // A plan as of an earlier date is the plan as it stood then.
        None => sense.written.1.filter(|_| !as_of(sense)),
    };
    plan(sense).is_some() && window.is_some_and(|window| window.precedes(&sense.written.0))
}

fn as_of(sense: &Sense<'_>) -> bool {
    cell(sense.claim).is_some_and(|cell| matches!(cell.time, Some(Time::AsOf(_))))
}

/// Whether two claims answer each other at all, plans being compared with little.
pub(super) fn compared(a: &Sense<'_>, b: &Sense<'_>, grade: Grade) -> bool {
    if retold(a) || retold(b) {
        return false;
    }
    match (plan(a), plan(b)) {
        (None, None) => true,
        // Within one source a plan bounds what comes of it; otherwise, and for forecasts, what comes is its fate.
        (Some(Plan::Staged), None) | (None, Some(Plan::Staged)) => a.claim.source == b.claim.source,
        (Some(Plan::Ahead), None) | (None, Some(Plan::Ahead)) => false,
        (Some(_), Some(_)) => rivals(a, b, grade),
    }
}

/// Whether two plans can be held against each other.
pub(super) fn rivals(a: &Sense<'_>, b: &Sense<'_>, grade: Grade) -> bool {
    let near = |a: &Sense<'_>, b: &Sense<'_>| {
        b.said.within(&a.set.policy().calendar.rival_plans(Grade::Plain, &a.said))
    };
    let bounded = a.said.first().is_some() && b.said.first().is_some();
    one_day(a, b) || (party(a) != party(b) && grade == Grade::Plain && bounded && near(a, b) && near(b, a))
}

/// Whether a denied plan and a plan were said on one day.
pub(super) fn answers_denial(a: &Sense<'_>, b: &Sense<'_>) -> bool {
    if retold(a) || retold(b) {
        return false;
    }
    (plan(a).is_none() && plan(b).is_none()) || (plan(a).is_some() && plan(b).is_some() && one_day(a, b))
}

/// Whether a claim takes part at a grade: *probable* may be dropped.
pub(super) fn certain_enough(claim: &Claim, grade: Grade) -> bool {
    match claim.certainty {
        Certainty::Certain => true,
        Certainty::Probable => grade == Grade::Plain,
        Certainty::Possible => false,
    }
}
