//! Plans and revisions: what was said on different days may have changed in between.

use super::super::stand::{Body, Stand};
use super::super::{Because, Ground, Reading};
use super::Quantity;
use crate::model::{Day, Grade, Measure, Span};
use crate::proof::{Choice, Role};

/// Whether two claims were certainly said on one day.
pub(crate) fn said_together(a: &Stand, b: &Stand, reading: &Reading) -> bool {
    if a.ix == b.ix || (a.said_with_source && b.said_with_source && a.source == b.source) {
        return true;
    }
    let day = |stand: &Stand| stand.said.under(reading, stand.ix, Role::Said).single_day();
    day(a).is_some() && day(a) == day(b)
}

/// Which of two quantities are plans.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plans {
    Neither,
    One,
    Both,
}

/// Plans compare with plans, said on one day or by two parties within the policy's days.
pub(super) fn plans(
    ground: &Ground<'_>,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    reading: &Reading,
) -> Result<Plans, Because> {
    let plan = |q: &Quantity<'_>| {
        let measure = ground.measure(&q.cell.measure);
        let rung = q.rung.is_some() && q.rung == measure.and_then(|measure| ground.plan_rung(measure));
        (rung, rung || q.is_ahead())
    };
    let retold = |q: &Quantity<'_>| plan(q).0 && q.is_over();
    if retold(a) || retold(b) {
        return Err(Because::PlanRevised);
    }
    let (Some(first), Some(second)) = (a.stand, b.stand) else { return Ok(Plans::Neither) };
    match (plan(a), plan(b)) {
        ((_, false), (_, false)) => Ok(Plans::Neither),
        ((_, true), (_, true)) if plan_pair(ground, first, second, reading) => Ok(Plans::Both),
        ((_, true), (_, true)) => Err(Because::PlanRevised),
        // A step from the plan rung holds within one source; what begins after the saying has only a fate.
        ((true, _), (false, false)) | ((false, false), (true, _)) if first.source == second.source => {
            Ok(Plans::One)
        }
        _ => Err(Because::PlanAndOutcome),
    }
}

/// Whether two plans compare: said on one day, or by two parties certainly within the policy's days.
pub(crate) fn plan_pair(ground: &Ground<'_>, a: &Stand, b: &Stand, reading: &Reading) -> bool {
    if said_together(a, b, reading) {
        return true;
    }
    if a.party() == b.party() {
        return false;
    }
    let said = |stand: &Stand| stand.said.under(reading, stand.ix, Role::Said);
    let (first, second) = (said(a), said(b));
    let calendar = &ground.set().policy().calendar;
    let answers = |day: Option<Day>| {
        day.is_some_and(|day| second.within(&calendar.rival_plans(Grade::Plain, &Span::day(day))))
    };
    answers(first.first()) && answers(first.last())
}

/// Whether a later figure replaced an earlier one, in this reading.
pub(super) fn revised(
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    one_figure: bool,
    plans: Plans,
    reading: &Reading,
) -> bool {
    let (Some(first), Some(second)) = (a.stand, b.stand) else { return false };
    if first.ix == second.ix || said_together(first, second, reading) {
        return false;
    }
    let one_party = first.publisher == second.publisher
        || first.speakers.iter().any(|name| second.speakers.contains(name));
    // Figures get revised; a direction or a record that turned out otherwise was wrong.
    let figures = matches!((&first.body, &second.body), (Body::Amount(_), Body::Amount(_)));
    let applies = plans == Plans::Both || (figures && one_figure && (measure.revisable || one_party));
    let (first, second) = (first.ix.min(second.ix), first.ix.max(second.ix));
    applies && reading.is_lenient(Choice::Revised(first, second))
}
