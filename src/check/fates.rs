//! What became of plans: kept, missed, revised, lapsed, or still open.

use super::topic::{Topic, by_topic, topic};
use crate::ground::{
    Body, CellStand, Ground, Moment, Order, Owner, Reading, Stand, TimeStand, Window, is_ahead, is_retold,
    moment,
};
use crate::model::{Certainty, ChangeForm, Day, EventStage, Grade, Recurrence, Span, Stance, Temporal};
use crate::proof::{ClaimIx, Relaxed, Role, Rungs};

/// What became of a plan.
///
/// When which: [plans](crate::guide::plans).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// A claimed outcome can fall in its window.
    Kept,
    /// A claimed outcome, or a plan said after its window, cannot fall in it.
    Missed,
    /// The same party planned otherwise later, or called it off.
    Revised,
    /// Its window is over and nobody claimed an outcome.
    Lapsed,
    /// Its window is not over, or no today is known.
    Open,
}

/// A plan, its fate, and the claims that decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fated {
    pub(crate) claim: ClaimIx,
    pub(crate) fate: Fate,
    pub(crate) by: Vec<ClaimIx>,
}

/// The fate of every plan among the active claims, in the order of their ids.
pub(crate) fn fates(ground: &Ground<'_>, active: &[ClaimIx], today: Option<Day>) -> Vec<Fated> {
    let asserted = |ix: &&ClaimIx| ground.claim(**ix).is_some_and(|claim| claim.stance == Stance::Asserts);
    let active: Vec<ClaimIx> = active.iter().filter(asserted).copied().collect();
    let topics = by_topic(ground, &active);
    let fated = active.iter().filter_map(|ix| {
        let stand = ground.stand(*ix)?;
        let plan = Plan::of(ground, stand)?;
        let others = topics.get(&topic(stand)).map(Vec::as_slice).unwrap_or_default();
        Some(fate(ground, &plan, others, today))
    });
    fated.collect()
}

/// A claim that is a plan, and the days in which it would come true, read leniently.
struct Plan<'a> {
    stand: &'a Stand,
    window: Span,
}

fn generous() -> Reading {
    Reading::new(Rungs::new(), Relaxed::Everything)
}

fn plain() -> Reading {
    Reading::new(Rungs::new(), Relaxed::Nothing)
}

impl<'a> Plan<'a> {
    fn of(ground: &Ground<'_>, stand: &'a Stand) -> Option<Plan<'a>> {
        let said = stand.said.plain;
        let ahead = |days: Span| is_ahead(&days, &said);
        let window = match &stand.body {
            Body::Event { stage: EventStage::Planned, when, .. } => {
                when.as_ref().map_or_else(Span::always, Window::widest)
            }
            Body::Amount(cell) | Body::Rank { cell, .. } => {
                let days = time_of(ground, stand, cell)?.days();
                let on_plan = is_on_plan(ground, cell);
                let window = days.filter(|_| cell.time != TimeStand::Missing);
                match window {
                    Some(window) if on_plan || ahead(window) => window,
                    None if on_plan => Span::always(),
                    Some(_) | None => return None,
                }
            }
            Body::Change { cell, to, .. } => {
                let temporal = ground.measure(&cell.measure)?.temporal;
                let days = moment(Owner::new(stand, Role::To), temporal, to, &plain()).days()?;
                if !ahead(days) && !is_on_plan(ground, cell) {
                    return None;
                }
                days
            }
            Body::State { time, .. } => {
                let days = moment(Owner::new(stand, Role::Time), Temporal::Level, time, &plain()).days()?;
                if !ahead(days) {
                    return None;
                }
                days
            }
            Body::Event { .. } | Body::Order { .. } | Body::Share(_) | Body::Total { .. } | Body::Other => {
                return None;
            }
        };
        Some(Plan { stand, window })
    }
}

fn time_of(ground: &Ground<'_>, stand: &Stand, cell: &CellStand) -> Option<Moment> {
    let temporal = ground.measure(&cell.measure)?.temporal;
    let owner = Owner::new(stand, Role::Time).planned(is_on_plan(ground, cell));
    Some(moment(owner, temporal, &cell.time, &plain()))
}

/// Whether a cell can only be on the plan rung.
fn is_on_plan(ground: &Ground<'_>, cell: &CellStand) -> bool {
    let plan = ground.measure(&cell.measure).and_then(|measure| ground.plan_rung(measure));
    plan.is_some() && cell.plain_rungs().iter().all(|rung| *rung == plan)
}

fn fate(ground: &Ground<'_>, plan: &Plan<'_>, others: &[ClaimIx], today: Option<Day>) -> Fated {
    let (mut kept, mut missed, mut revised) = (Vec::new(), Vec::new(), Vec::new());
    for other in others.iter().filter(|ix| **ix != plan.stand.ix).filter_map(|ix| ground.stand(*ix)) {
        match outcome(ground, plan, other) {
            Some(Fate::Kept) => kept.push(other.ix),
            Some(Fate::Missed) => missed.push(other.ix),
            Some(Fate::Revised) => revised.push(other.ix),
            Some(Fate::Lapsed | Fate::Open) | None => {}
        }
    }
    let over = today.is_some_and(|today| plan.window.last().is_some_and(|last| last < today));
    // An outcome that cannot fall in the window weighs more than a vaguer one that can.
    let (fate, by) = match (missed.is_empty(), kept.is_empty(), revised.is_empty()) {
        (false, _, _) => (Fate::Missed, missed),
        (true, false, _) => (Fate::Kept, kept),
        (true, true, false) => (Fate::Revised, revised),
        (true, true, true) if over => (Fate::Lapsed, Vec::new()),
        (true, true, true) => (Fate::Open, Vec::new()),
    };
    Fated { claim: plan.stand.ix, fate, by }
}

/// What another claim on the same topic makes of a plan.
fn outcome(ground: &Ground<'_>, plan: &Plan<'_>, other: &Stand) -> Option<Fate> {
    if ground.claim(other.ix)?.certainty == Certainty::Possible {
        return None;
    }
    if let Some(later) = Plan::of(ground, other) {
        return later_plan(ground, plan, &later);
    }
    match (&plan.stand.body, &other.body) {
        (Body::Event { event, .. }, Body::Event { stage, when, .. }) => {
            let when = when.as_ref().map(|window| window.plain);
            match (stage, ground.recurrence(event)) {
                (EventStage::Happened, _) if when.is_none_or(|when| when.meets(&plan.window)) => {
                    Some(Fate::Kept)
                }
                // What happened before the plan was told is no outcome of it.
                (EventStage::Happened, _)
                    if when.is_some_and(|when| when.precedes(&plan.stand.said.plain)) =>
                {
                    None
                }
                (EventStage::Happened, Recurrence::Once | Recurrence::Undeclared) => Some(Fate::Missed),
                (EventStage::Cancelled, _) if plan.stand.said.plain.precedes(&other.said.plain) => {
                    Some(Fate::Revised)
                }
                (
                    EventStage::Happened | EventStage::Cancelled | EventStage::Planned | EventStage::Underway,
                    _,
                ) => None,
            }
        }
        (Body::Amount(_), Body::Amount(_)) => amount_outcome(ground, plan, other),
        (Body::Change { from: f, to: t, .. }, Body::Change { from: g, to: u, .. }) if f == g && t == u => {
            let (planned, came) = (ground.change(plan.stand.ix)?, ground.change(other.ix)?);
            let hedges = &ground.set().policy().hedges;
            same_thing(ground, plan.stand, other).then_some(())?;
            if planned.form() == ChangeForm::Direction || planned.form() != came.form() {
                let direction = |change: &crate::model::Change| change.direction(Grade::Lenient, hedges);
                return Some(decided(direction(planned)? == direction(came)?));
            }
            let nature = crate::model::Nature::default();
            let interval = |change: &crate::model::Change, grade| change.interval(grade, nature, hedges);
            Some(decided(interval(planned, Grade::Lenient).meets(&interval(came, Grade::Plain))))
        }
        (Body::Rank { .. }, Body::Rank { .. }) | (Body::State { .. }, Body::State { .. }) => {
            match ground.meet(plan.stand.ix, other.ix, &generous()) {
                Ok(Order::Same) => Some(Fate::Kept),
                _ => None,
            }
        }
        _ => None,
    }
}

fn decided(kept: bool) -> Fate {
    if kept { Fate::Kept } else { Fate::Missed }
}

/// Whether two claims are of one cell, whatever the time and stage.
fn same_thing(ground: &Ground<'_>, a: &Stand, b: &Stand) -> bool {
    ground.same_cell_any_time(a, b, &plain()) == Ok(Order::Same)
}

/// A later plan: told after the window it shows that the plan was missed; of the same party it repeats or revises.
fn later_plan(ground: &Ground<'_>, plan: &Plan<'_>, later: &Plan<'_>) -> Option<Fate> {
    if !plan.stand.said.plain.precedes(&later.stand.said.plain) {
        return None;
    }
    match (&plan.stand.body, &later.stand.body) {
        (Body::Event { event, .. }, Body::Event { .. }) => {
            let retold = is_retold(&later.window, &later.stand.said.plain);
            if !retold
                && plan.window.precedes(&later.stand.said.widest())
                && ground.recurrence(event) != Recurrence::Recurs
            {
                return Some(Fate::Missed);
            }
        }
        (Body::Amount(_), Body::Amount(_)) if same_thing(ground, plan.stand, later.stand) => {}
        _ => return None,
    }
    let one_party = plan.stand.party() == later.stand.party();
    (one_party && !plans_meet(ground, plan.stand, later.stand)).then_some(Fate::Revised)
}

/// Whether the plain windows or values of two plans meet.
fn plans_meet(ground: &Ground<'_>, a: &Stand, b: &Stand) -> bool {
    match (&a.body, &b.body) {
        (Body::Event { when: x, .. }, Body::Event { when: y, .. }) => match (x, y) {
            (Some(x), Some(y)) => x.plain.meets(&y.plain),
            _ => true,
        },
        (Body::Amount(x), Body::Amount(y)) => {
            let same_time = match (&x.time, &y.time) {
                (TimeStand::Of(x) | TimeStand::AsOf(x), TimeStand::Of(y) | TimeStand::AsOf(y)) => {
                    x.plain == y.plain
                }
                (TimeStand::Missing, TimeStand::Missing) => true,
                _ => return true,
            };
            let intervals = ground.shared_dimension(a.ix, b.ix).and_then(|dimension| {
                Some((ground.number(a.ix)?.within(dimension)?, ground.number(b.ix)?.within(dimension)?))
            });
            !same_time || intervals.is_none_or(|(x, y)| x.plain.meets(&y.plain))
        }
        _ => true,
    }
}

/// Whether a claim is a plan.
pub(super) fn is_plan(ground: &Ground<'_>, stand: &Stand) -> bool {
    Plan::of(ground, stand).is_some()
}

/// Whether two plans of one party, said on different days, say the same thing.
pub(super) fn repeated(ground: &Ground<'_>, a: ClaimIx, b: ClaimIx) -> bool {
    let Some((x, y)) = ground.stand(a).zip(ground.stand(b)) else { return false };
    let (Some(p), Some(q)) = (Plan::of(ground, x), Plan::of(ground, y)) else { return false };
    let same = match (topic(x), topic(y)) {
        (Topic::Event(e), Topic::Event(f)) => e == f && windows_meet(&p, &q),
        (Topic::Amount(..), Topic::Amount(..)) => {
            same_thing(ground, x, y) && p.window == q.window && ground.shared_dimension(a, b).is_some()
        }
        _ => false,
    };
    same && x.party() == y.party() && plans_meet(ground, x, y)
}

fn windows_meet(a: &Plan<'_>, b: &Plan<'_>) -> bool {
    a.window.meets(&b.window)
}

/// An amount that came about, against the plan for it.
fn amount_outcome(ground: &Ground<'_>, plan: &Plan<'_>, other: &Stand) -> Option<Fate> {
    let (Body::Amount(planned), Body::Amount(came)) = (&plan.stand.body, &other.body) else { return None };
    let measure = ground.measure(&planned.measure)?;
    let last = ground.last_rung(measure);
    let done = last.is_none() || came.plain_rungs().iter().all(|rung| *rung == last);
    if !done || !same_thing(ground, plan.stand, other) {
        return None;
    }
    let dimension = ground.shared_dimension(plan.stand.ix, other.ix)?;
    let hoped = &ground.number(plan.stand.ix)?.within(dimension)?.lenient;
    let came_to = &ground.number(other.ix)?.within(dimension)?.plain;
    let (then, now) = (time_of(ground, plan.stand, planned)?, time_of(ground, other, came)?);
    if measure.temporal == Temporal::RunningTotal {
        let reached = !came_to.below(hoped);
        let in_time = now.days()?.meets(&plan.window);
        let too_late = plan.window.precedes(&now.days()?);
        return match (reached, in_time, too_late) {
            (true, true, _) => Some(Fate::Kept),
            (false, _, true) => Some(Fate::Missed),
            _ => None,
        };
    }
    (then.days() == now.days()).then(|| decided(hoped.meets(came_to)))
}
