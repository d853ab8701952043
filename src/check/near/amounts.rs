//! Amounts of one subject and measure that would clash if one more thing about them were the same.

use std::collections::BTreeMap;

use super::super::apart::Apart;
use super::alike::{Look, look_alikes};
use super::{Gap, Near, NearRule, Notes, figures, mostly_overlap, plain};
use crate::ground::{
    Because, Body, CellStand, Ground, Linked, Moment, Order, Owner, Quantity, Stand, link, moment,
};
use crate::model::{End, Exact, Interval, Key, Statement};
use crate::proof::Role;
use crate::watch::Work;

/// An amount, and when it is true in the plain reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount<'a> {
    pub(super) stand: &'a Stand,
    pub(super) cell: &'a CellStand,
    pub(super) moment: Moment,
}

impl<'a> Amount<'a> {
    fn of(ground: &Ground<'_>, stand: &'a Stand) -> Option<Amount<'a>> {
        let Body::Amount(cell) = &stand.body else { return None };
        let measure = ground.measure(&cell.measure)?;
        let rung = cell.plain_rung();
        let owner =
            Owner::new(stand, Role::Time).planned(rung.is_some() && rung == ground.plan_rung(measure));
        let moment = moment(owner, measure.temporal, &cell.time, &plain());
        Some(Amount { stand, cell, moment })
    }

    /// What it is of, on every rung that a plain reading may take.
    fn quantities(&self) -> impl Iterator<Item = Quantity<'a>> {
        let Amount { stand, cell, moment } = *self;
        let on = move |rung| Quantity {
            stand: Some(stand),
            between: None,
            cell,
            subject: &cell.subject,
            rung,
            moment,
            written: cell.time.written(),
        };
        cell.plain_rungs().into_iter().map(on)
    }
}

type Measures<'a> = BTreeMap<&'a Key, Vec<Amount<'a>>>;

pub(super) fn amounts(ground: &Ground<'_>, asserted: &[&Stand], notes: &mut Notes) {
    let mut subjects: BTreeMap<&Key, Measures<'_>> = BTreeMap::new();
    for amount in asserted.iter().filter_map(|stand| Amount::of(ground, stand)) {
        let measures = subjects.entry(&amount.cell.subject).or_default();
        measures.entry(&amount.cell.measure).or_default().push(amount);
    }
    for (subject, measures) in ground.watch().over(Work::Comparing, &subjects) {
        for (measure, amounts) in measures {
            let what = || format!("{measure} of {subject}");
            let apart = Apart::new(ground, measure);
            let pair = |a: &Amount<'_>, b: &Amount<'_>| {
                if apart.are(&a.moment, &b.moment) { None } else { of_one_measure(ground, a, b) }
            };
            notes.pairs(amounts, what, pair);
        }
        of_like_measures(ground, subject, measures, notes);
        figures::figures(ground, subject, measures.values().flatten().copied(), notes);
    }
    for (a, b) in look_alikes(ground.set().names(), subjects.keys().copied()) {
        let (Some(x), Some(y)) = (subjects.get(a), subjects.get(b)) else { continue };
        for (measure, amounts) in x {
            let others = y.get(measure).map(Vec::as_slice).unwrap_or_default();
            let what = || format!("{measure} of {a} and of {b}");
            notes.across((amounts, others), what, |a, b| spelt_alike(ground, a, b));
        }
    }
}

/// Two values that have no number in common, or only an end.
struct Values<'a> {
    a: &'a Interval,
    b: &'a Interval,
    dimension: &'a str,
}

impl Values<'_> {
    fn gap(&self) -> Option<Gap> {
        let size = self.a.gap(self.b)?;
        let ends = [self.a.low(), self.a.high(), self.b.low(), self.b.high()];
        let largest = ends.into_iter().filter_map(End::number).map(Exact::abs).max()?;
        let part = size.checked_div(&largest).unwrap_or_else(Exact::one);
        Some(Gap { size, dimension: self.dimension.to_owned(), part })
    }
}

fn values<'g>(ground: &'g Ground<'_>, a: &Amount<'_>, b: &Amount<'_>) -> Option<Values<'g>> {
    let dimension = ground.shared_dimension(a.stand.ix, b.stand.ix)?;
    let plain = |of: &Amount<'_>| ground.number(of.stand.ix)?.within(dimension).map(|scaled| &scaled.plain);
    Some(Values { a: plain(a)?, b: plain(b)?, dimension })
}

/// Whether the first value cannot stand to the second as asked.
fn breaks(order: Order, a: &Interval, b: &Interval) -> bool {
    match order {
        Order::Same => !a.meets(b),
        Order::Less => b.below(a),
        Order::More => a.below(b),
    }
}

fn of_one_measure(ground: &Ground<'_>, a: &Amount<'_>, b: &Amount<'_>) -> Option<Near> {
    let Some(values) = values(ground, a, b) else { return of_two_units(ground, a, b) };
    let apart = !values.a.meets(values.b);
    // Most pairs end here, before anything is linked.
    if if apart { a.stand.source == b.stand.source } else { !values.a.touches(values.b) } {
        return None;
    }
    let linked = links(ground, a, b);
    if linked.iter().any(|(.., linked)| linked.is_ok()) {
        return only_touch(a, b, &values, &linked);
    }
    if !apart {
        return None;
    }
    let mended =
        linked.into_iter().find_map(|(x, y, linked)| mended(ground, &x, &y, &linked.err()?, &values));
    let (rule, facet) = mended?;
    Some(Near { facet, gap: values.gap(), ..Near::new(rule, a.stand, b.stand) })
}

type Link<'a, 'b> = (Quantity<'a>, Quantity<'b>, Result<Linked, Because>);

/// The laws between two amounts, on every two rungs that a plain reading may take.
fn links<'a, 'b>(ground: &Ground<'_>, a: &Amount<'a>, b: &Amount<'b>) -> Vec<Link<'a, 'b>> {
    let pairs = a.quantities().flat_map(|x| b.quantities().map(move |y| (x, y)));
    pairs.map(|(x, y)| (x, y, link(ground, &x, &y, &plain()))).collect()
}

/// Two ranges of one cell and time that share nothing but the end of each.
fn only_touch(a: &Amount<'_>, b: &Amount<'_>, values: &Values<'_>, linked: &[Link<'_, '_>]) -> Option<Near> {
    let range = |interval: &Interval| interval.low() != interval.high();
    let one = linked.iter().any(|(.., linked)| linked.as_ref().is_ok_and(|l| l.order == Order::Same));
    let touch = values.a.meets(values.b) && values.a.touches(values.b);
    (one && touch && range(values.a) && range(values.b))
        .then(|| Near::new(NearRule::Touching, a.stand, b.stand))
}

/// The one thing that keeps two quantities from being compared, if there is only one and they would clash without it.
fn mended(
    ground: &Ground<'_>,
    x: &Quantity<'_>,
    y: &Quantity<'_>,
    because: &Because,
    values: &Values<'_>,
) -> Option<(NearRule, Option<Key>)> {
    let clash = |x: &Quantity<'_>, y: &Quantity<'_>| {
        link(ground, x, y, &plain()).is_ok_and(|linked| breaks(linked.order, values.a, values.b))
    };
    match because {
        Because::OtherScope(facet) => {
            let cell = CellStand { scope: x.cell.scope.clone(), ..y.cell.clone() };
            let one = clash(x, &Quantity { cell: &cell, ..*y });
            one.then(|| (NearRule::NearScope, Some(facet.clone())))
        }
        Because::OtherBasis(facet) => {
            let cell = CellStand { basis: x.cell.basis.clone(), ..y.cell.clone() };
            let one = clash(x, &Quantity { cell: &cell, ..*y });
            one.then(|| (NearRule::NearBasis, Some(facet.clone())))
        }
        Because::OtherTime if mostly_overlap(&x.moment, &y.moment) => {
            let [x, y] = [x, y].map(|q| Quantity { moment: Moment::Timeless, ..*q });
            clash(&x, &y).then_some((NearRule::NearPeriod, None))
        }
        Because::PlanAndOutcome => beyond_plan(ground, x, y, values).then_some((NearRule::NearStage, None)),
        Because::OtherTime
        | Because::OtherKind
        | Because::OtherSubject
        | Because::OtherMeasure
        | Because::OtherUnit
        | Because::NoPeriod
        | Because::PlanRevised
        | Because::Cancelled
        | Because::Lenient
        | Because::Recurs
        | Because::NotAsserted
        | Because::NoLaw => None,
    }
}

/// Whether a later stage has more than the plan of another source. Less is what plans are for.
fn beyond_plan(ground: &Ground<'_>, x: &Quantity<'_>, y: &Quantity<'_>, values: &Values<'_>) -> bool {
    if x.rung == y.rung {
        return false;
    }
    let later = x.rung.max(y.rung);
    let [a, b] = [x, y].map(|q| Quantity { rung: later, ..*q });
    let Ok(linked) = link(ground, &a, &b, &plain()) else { return false };
    // What has come further is at most as much as what is planned.
    let order = if x.rung > y.rung { Order::Less } else { Order::More };
    (linked.order == Order::Same || linked.order == order) && breaks(order, values.a, values.b)
}

/// Figures beyond this many times each other are not taken for figures in one unit.
const SCALE: i64 = 10;

/// Two amounts of one cell and time in units that do not convert, whose figures would clash.
fn of_two_units(ground: &Ground<'_>, a: &Amount<'_>, b: &Amount<'_>) -> Option<Near> {
    if a.stand.source == b.stand.source {
        return None;
    }
    let (x, y) = (as_written(ground, a)?, as_written(ground, b)?);
    let figures = |interval: &Interval| interval.low().number().or(interval.high().number()).map(Exact::abs);
    let (small, large) = (figures(&x)?.min(figures(&y)?), figures(&x)?.max(figures(&y)?));
    if large > &small * &Exact::from(SCALE) {
        return None;
    }
    let clash =
        |(.., linked): &Link<'_, '_>| linked.as_ref().is_ok_and(|linked| breaks(linked.order, &x, &y));
    links(ground, a, b).iter().any(clash).then(|| Near::new(NearRule::NearUnit, a.stand, b.stand))
}

/// The plain interval in the unit in which it was written.
fn as_written(ground: &Ground<'_>, amount: &Amount<'_>) -> Option<Interval> {
    let Statement::Amount { value, .. } = &ground.claim(amount.stand.ix)?.statement else { return None };
    let measure = ground.measure(&amount.cell.measure)?;
    let unit = ground.set().units().resolve(value.unit_name().unwrap_or(&measure.unit))?;
    let per_unit = Exact::one().checked_div(unit.factor())?;
    Some(ground.number(amount.stand.ix)?.own.plain.scaled(&per_unit))
}

/// Amounts of one subject in measures of which one has a like name, or a word more, and which behave alike.
fn of_like_measures(ground: &Ground<'_>, subject: &Key, measures: &Measures<'_>, notes: &mut Notes) {
    if measures.len() > super::CROWD {
        notes.crowded.push((format!("measures of {subject}"), measures.len()));
        return;
    }
    let looks: Vec<_> = measures.iter().map(|(key, amounts)| (*key, amounts, Look::of(key))).collect();
    for (at, (p, a, x)) in looks.iter().enumerate() {
        for (q, b, _) in looks.iter().skip(at + 1).filter(|(.., y)| x.is_part_of(y)) {
            let alike = ground.measure(p).zip(ground.measure(q)).is_some_and(|(p, q)| {
                (p.temporal, &p.ladder, p.non_negative) == (q.temporal, &q.ladder, q.non_negative)
            });
            if alike {
                let what = || format!("{p} and {q} of {subject}");
                notes.across((a, b), what, |a, b| measured_alike(ground, a, b));
            }
        }
    }
}

fn measured_alike(ground: &Ground<'_>, a: &Amount<'_>, b: &Amount<'_>) -> Option<Near> {
    if a.stand.source == b.stand.source {
        return None;
    }
    let cell = CellStand { measure: a.cell.measure.clone(), ..b.cell.clone() };
    as_one(ground, NearRule::NearMeasure, a, b, |_, y| Quantity { cell: &cell, ..y })
}

fn spelt_alike(ground: &Ground<'_>, a: &Amount<'_>, b: &Amount<'_>) -> Option<Near> {
    as_one(ground, NearRule::NearName, a, b, |x, y| Quantity { subject: x.subject, ..y })
}

/// Whether two amounts that no law links would clash if the second were as `change` has it.
fn as_one<'c>(
    ground: &Ground<'_>,
    rule: NearRule,
    a: &Amount<'c>,
    b: &Amount<'c>,
    change: impl Fn(Quantity<'c>, Quantity<'c>) -> Quantity<'c>,
) -> Option<Near> {
    let values = values(ground, a, b)?;
    if values.a.meets(values.b) {
        return None;
    }
    let clash = |(x, y, linked): Link<'c, 'c>| {
        let one = |l: Linked| breaks(l.order, values.a, values.b);
        linked.is_err() && link(ground, &x, &change(x, y), &plain()).is_ok_and(one)
    };
    let any = links(ground, a, b).into_iter().any(clash);
    any.then(|| Near { gap: values.gap(), ..Near::new(rule, a.stand, b.stand) })
}
