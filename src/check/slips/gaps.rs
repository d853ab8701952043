//! Slips between two dates and the time that is said to lie between them: a date that is a year off.
//!
//! A day off is none: instants of two dates may lie a day nearer or farther than the dates.

use super::Slip;
use crate::ground::{Body, Ground, PointStand};
use crate::model::{Claim, Day, Grade, Key, Span, Statement};
use crate::proof::ClaimIx;

/// Two dates of which one, a year earlier or later, would fit the gap.
pub(super) fn slip(ground: &Ground<'_>, said: &[(ClaimIx, &Claim)]) -> Option<Slip> {
    let mut orders = said.iter().filter(|(_, claim)| matches!(claim.statement, Statement::Order { .. }));
    let ((by, claim), None) = (orders.next()?, orders.next()) else { return None };
    let Statement::Order { gap: Some(gap), sense, .. } = &claim.statement else { return None };
    let (from, to) = ends(ground, *by)?;
    let (before, after) = (dated(ground, said, from)?, dated(ground, said, to)?);
    let (least, most) = gap.days(Grade::Plain, *sense, &ground.set().policy().calendar);
    let fits = |before: &Span, after: &Span| {
        let apart = |later: Option<Day>, earlier: Option<Day>| Some(later?.days_since(earlier?));
        let enough = |least| apart(after.last(), before.first()).is_none_or(|days| days >= least);
        let not_too_much = |most| apart(after.first(), before.last()).is_none_or(|days| days <= most);
        least.is_none_or(enough) && most.is_none_or(not_too_much)
    };
    if fits(&before.1, &after.1) {
        return None;
    }
    let moved = |span: &Span, months: i32| {
        let shift = |day: Day| day.plus_months(months);
        Span::new(span.first().map(shift), span.last().map(shift)).ok()
    };
    // One date a year later is the other a year earlier; but leap days may tell them apart.
    let mended = [12, -12].into_iter().any(|months| {
        moved(&after.1, months).is_some_and(|after| fits(&before.1, &after))
            || moved(&before.1, months).is_some_and(|before| fits(&before, &after.1))
    });
    mended.then_some(Slip::YearOff { dates: [before.0, after.0], by: *by })
}

/// The two events of an order.
fn ends<'g>(ground: &'g Ground<'_>, ix: ClaimIx) -> Option<(&'g Key, &'g Key)> {
    match &ground.stand(ix)?.body {
        Body::Order { before: PointStand::Event(before), after: PointStand::Event(after) } => {
            Some((before, after))
        }
        Body::Order { .. }
        | Body::Amount(_)
        | Body::Change { .. }
        | Body::Rank { .. }
        | Body::Event { .. }
        | Body::State { .. }
        | Body::Share(_)
        | Body::Total { .. }
        | Body::Other => None,
    }
}

/// The claim of a finding that dates an event, and the days that it gives.
fn dated(ground: &Ground<'_>, said: &[(ClaimIx, &Claim)], event: &Key) -> Option<(ClaimIx, Span)> {
    said.iter().find_map(|(ix, _)| match &ground.stand(*ix)?.body {
        Body::Event { event: own, when: Some(when), .. } if own == event => Some((*ix, when.plain)),
        Body::Event { .. }
        | Body::Order { .. }
        | Body::Amount(_)
        | Body::Change { .. }
        | Body::Rank { .. }
        | Body::State { .. }
        | Body::Share(_)
        | Body::Total { .. }
        | Body::Other => None,
    })
}
