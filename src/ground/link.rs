//! The law between two numbers in one reading: are they one, is one at most the other, or do they share nothing?

use super::moment::{Moment, Timing, holds, is_ahead, timing};
use super::stand::{Body, CellStand, Facet, StageStand, Stand};
use super::{Because, Ground, Reading};
use crate::model::{Day, Grade, Key, LawRelation, Measure, Span, Strength, Temporal};
use crate::proof::{Choice, ClaimIx, Link, Role, SoftLaw, Step};

/// A number that a claim, or a standing law, speaks of, in one reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantity<'a> {
    /// Whose it is; a standing law has no claim and leaves no choices.
    pub(crate) stand: Option<&'a Stand>,
    pub(crate) cell: &'a CellStand,
    pub(crate) subject: &'a Key,
    pub(crate) rung: Option<usize>,
    pub(crate) moment: Moment,
    /// The days of its time as written, where it has some.
    pub(crate) written: Option<Span>,
}

impl Quantity<'_> {
    /// Whether it is of a time that begins after it was said, as both are written: what makes a plan is no choice.
    pub(super) fn is_ahead(&self) -> bool {
        self.stand.is_some_and(|stand| self.written.is_some_and(|days| is_ahead(&days, &stand.said.plain)))
    }

    /// Whether its time was over when it was said: a plan of such a time is an old plan retold.
    fn is_over(&self) -> bool {
        self.stand.is_some_and(|stand| self.written.is_some_and(|days| days.precedes(&stand.said.plain)))
    }

    /// Whether it is a plan: on the plan rung, or of a time that begins after it was said.
    pub(super) fn is_plan(&self, ground: &Ground<'_>) -> bool {
        let plan = ground.measure(&self.cell.measure).and_then(|measure| ground.plan_rung(measure));
        self.is_ahead() || (self.rung.is_some() && self.rung == plan)
    }
}

/// How two quantities stand to each other, and the laws that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Linked {
    pub(crate) order: Order,
    pub(crate) steps: Vec<Step>,
}

/// How the first of two quantities stands to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Same,
    Less,
    More,
}

impl Linked {
    /// As a law of the kernel: the link, and whether its ends are swapped.
    pub(crate) fn link(&self) -> (Link, bool) {
        match self.order {
            Order::Same => (Link::Equal, false),
            Order::Less => (Link::AtMost, false),
            Order::More => (Link::AtMost, true),
        }
    }
}

/// One dimension in which two cells were compared.
struct Dimension {
    order: Order,
    step: Option<Step>,
    choices: Vec<Choice>,
    /// What is left of the order when the choices are read leniently.
    lenient: Option<Order>,
}

impl Dimension {
    fn same() -> Dimension {
        Dimension { order: Order::Same, step: None, choices: Vec::new(), lenient: None }
    }

    fn new(order: Order, step: Step) -> Dimension {
        Dimension { order, step: Some(step), choices: Vec::new(), lenient: None }
    }
}

/// The law between two quantities, through their cells or through a standing law.
pub(crate) fn link(
    ground: &Ground<'_>,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    reading: &Reading,
) -> Result<Linked, Because> {
    let direct = direct(ground, a, b, reading);
    if direct.is_ok() || ground.laws().is_empty() {
        return direct;
    }
    let standing = |a: &Quantity<'_>, b: &Quantity<'_>| standing(ground, a, b, reading, &mut Vec::new());
    if let Some(steps) = standing(a, b) {
        return Ok(Linked { order: Order::Less, steps });
    }
    match standing(b, a) {
        Some(steps) => Ok(Linked { order: Order::More, steps }),
        None => direct,
    }
}

/// The steps by which `a` is at most `b`, through one standing law or more.
fn standing(
    ground: &Ground<'_>,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    reading: &Reading,
    used: &mut Vec<usize>,
) -> Option<Vec<Step>> {
    for (at, (lesser, greater)) in ground.order_laws() {
        if used.contains(&at) {
            continue;
        }
        let lesser = Ground::law_quantity(lesser, a.moment);
        let greater = Ground::law_quantity(greater, a.moment);
        let Some(mut steps) = at_most(ground, a, &lesser, reading) else { continue };
        if is_soft(ground, at) && soft(SoftLaw::Standing(at), a, b, reading) {
            continue;
        }
        steps.push(Step::Standing(at));
        used.push(at);
        let onward =
            at_most(ground, &greater, b, reading).or_else(|| standing(ground, &greater, b, reading, used));
        used.pop();
        if let Some(onward) = onward {
            steps.extend(onward);
            return Some(steps);
        }
    }
    None
}

fn is_soft(ground: &Ground<'_>, at: usize) -> bool {
    ground.set().laws().get(at).is_some_and(|law| {
        law.strength == Strength::Soft && matches!(law.relation, LawRelation::Order { .. })
    })
}

fn at_most(ground: &Ground<'_>, a: &Quantity<'_>, b: &Quantity<'_>, reading: &Reading) -> Option<Vec<Step>> {
    direct(ground, a, b, reading).ok().filter(|linked| linked.order != Order::More).map(|linked| linked.steps)
}

/// Whether a soft law between two claims is read as not holding.
fn soft(law: SoftLaw, a: &Quantity<'_>, b: &Quantity<'_>, reading: &Reading) -> bool {
    match (a.stand, b.stand) {
        (Some(a), Some(b)) => {
            let (a, b) = ordered(a.ix, b.ix);
            reading.is_lenient(Choice::Soft(law, a, b))
        }
        // Between a claim and a law the choice belongs to the claims at the ends of the chain.
        _ => false,
    }
}

fn ordered(a: ClaimIx, b: ClaimIx) -> (ClaimIx, ClaimIx) {
    (a.min(b), a.max(b))
}

/// The law between two quantities of one subject and measure.
fn direct(
    ground: &Ground<'_>,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    reading: &Reading,
) -> Result<Linked, Because> {
    if a.cell.measure != b.cell.measure {
        return Err(Because::OtherMeasure);
    }
    if a.subject != b.subject {
        return Err(Because::OtherSubject);
    }
    let measure = ground.measure(&a.cell.measure).ok_or(Because::OtherMeasure)?;
    if a.cell.stage == StageStand::Status || b.cell.stage == StageStand::Status {
        return Err(Because::Cancelled);
    }
    let plans = plans(ground, measure, a, b, reading)?;
    let mut dimensions = scope(ground, measure, a, b)?;
    dimensions.extend(basis(ground, measure, a, b)?);
    dimensions.push(ladder(ground, measure, a, b)?);
    dimensions.push(time(ground, measure, a, b, plans == Plans::Both)?);
    combine(measure, ground, a, b, dimensions, reading, plans)
}

/// Joins the dimensions: all one way, or nothing.
fn combine(
    measure: &Measure,
    ground: &Ground<'_>,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    dimensions: Vec<Dimension>,
    reading: &Reading,
    plans: Plans,
) -> Result<Linked, Because> {
    joined(dimensions.iter().map(|dimension| dimension.order))?;
    let mut orders = Vec::new();
    let mut steps = Vec::new();
    for dimension in dimensions {
        let lenient = dimension.choices.into_iter().any(|choice| reading.is_lenient(choice));
        let order = match (lenient, dimension.lenient) {
            (false, _) => dimension.order,
            (true, Some(order)) => order,
            (true, None) => return Err(Because::Lenient),
        };
        orders.push(order);
        steps.extend(dimension.step);
    }
    let order = joined(orders.into_iter())?;
    if softened(measure, ground, a, b, &steps, reading) || revised(measure, a, b, order, plans, reading) {
        return Err(Because::Lenient);
    }
    steps.sort();
    steps.dedup();
    Ok(Linked { order, steps })
}

fn joined(orders: impl Iterator<Item = Order>) -> Result<Order, Because> {
    let mut joined = Order::Same;
    for order in orders {
        joined = match (joined, order) {
            (Order::Same, order) => order,
            (joined, Order::Same) => joined,
            (Order::Less, Order::Less) => Order::Less,
            (Order::More, Order::More) => Order::More,
            (Order::Less, Order::More) | (Order::More, Order::Less) => return Err(Because::NoLaw),
        };
    }
    Ok(joined)
}

/// Whether one of the laws used is soft and read as not holding.
fn softened(
    measure: &Measure,
    ground: &Ground<'_>,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    steps: &[Step],
    reading: &Reading,
) -> bool {
    steps.iter().any(|step| {
        let hard = match step {
            // Time passes on the lesser side's rung, which is the later one.
            Step::Running => a.rung.max(b.rung).is_none_or(|rung| Some(rung) == ground.last_rung(measure)),
            Step::Ladder => ground.is_hard(measure, a.rung.min(b.rung), a.rung.max(b.rung)),
            Step::Standing(at) => !is_soft(ground, *at),
            Step::Holds => false,
            Step::SameTime
            | Step::SubPeriod
            | Step::Part(_)
            | Step::Basis(_)
            | Step::SameEvent
            | Step::CalledOff
            | Step::NotYet => true,
        };
        match step.soft() {
            Some(law) if !hard => soft(law, a, b, reading),
            _ => false,
        }
    })
}

/// Whether a later figure replaced an earlier one, in this reading.
fn revised(
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    order: Order,
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
    let applies =
        plans == Plans::Both || (figures && order == Order::Same && (measure.revisable || one_party));
    let (first, second) = ordered(first.ix, second.ix);
    applies && reading.is_lenient(Choice::Revised(first, second))
}

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
enum Plans {
    Neither,
    One,
    Both,
}

/// Plans compare with plans, said on one day or by two parties within the policy's days.
fn plans(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    reading: &Reading,
) -> Result<Plans, Because> {
    let plan = |q: &Quantity<'_>| {
        let rung = q.rung.is_some() && q.rung == ground.plan_rung(measure);
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

/// Compares scopes facet by facet.
fn scope(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
) -> Result<Vec<Dimension>, Because> {
    let mut facets: Vec<&Key> = a.cell.scope.keys().chain(b.cell.scope.keys()).collect();
    facets.sort();
    facets.dedup();
    facets.into_iter().map(|facet| scope_facet(ground, measure, a, b, facet)).collect()
}

fn scope_facet(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    facet: &Key,
) -> Result<Dimension, Because> {
    let (x, y) = (a.cell.scope.get(facet), b.cell.scope.get(facet));
    let part = |facet: Option<&Facet>| match facet {
        Some(Facet::Part(name) | Facet::Doubtful(name)) => Some(name.clone()),
        Some(Facet::Whole) | None => None,
    };
    let open = |q: &Quantity<'_>, stated: Option<&Facet>| {
        let open = matches!(stated, None | Some(Facet::Doubtful(_)));
        q.stand.filter(|_| open).map(|stand| Choice::Facet(stand.ix, facet.clone()))
    };
    let adds_up = measure.additive && measure.non_negative;
    let part_of = |order| {
        let part = adds_up.then(|| Dimension::new(order, Step::Part(facet.clone())));
        part.ok_or_else(|| Because::OtherScope(facet.clone()))
    };
    let mut dimension = match (part(x), part(y)) {
        (None, None) => Dimension::same(),
        (Some(x), Some(y)) if x == y => Dimension::same(),
        (Some(_), None) => part_of(Order::Less)?,
        (None, Some(_)) => part_of(Order::More)?,
        (Some(x), Some(y)) if ground.set().names().includes(&y, &x) => part_of(Order::Less)?,
        (Some(x), Some(y)) if ground.set().names().includes(&x, &y) => part_of(Order::More)?,
        (Some(_), Some(_)) => return Err(Because::OtherScope(facet.clone())),
    };
    dimension.choices.extend(open(a, x));
    dimension.choices.extend(open(b, y));
    // A part that nobody named is still a part of a whole that somebody stated.
    dimension.lenient = match (x, y) {
        (None | Some(Facet::Doubtful(_)), Some(Facet::Whole)) if adds_up => Some(Order::Less),
        (Some(Facet::Whole), None | Some(Facet::Doubtful(_))) if adds_up => Some(Order::More),
        _ => None,
    };
    if dimension.lenient.is_some() && dimension.step.is_none() && !dimension.choices.is_empty() {
        dimension.step = Some(Step::Part(facet.clone()));
    }
    Ok(dimension)
}

/// Compares bases facet by facet.
fn basis(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
) -> Result<Vec<Dimension>, Because> {
    let mut facets: Vec<&Key> = a.cell.basis.keys().chain(b.cell.basis.keys()).collect();
    facets.sort();
    facets.dedup();
    let names = ground.set().names();
    let adds_up = measure.additive && measure.non_negative;
    let compare = |facet: &Key| match (a.cell.basis.get(facet), b.cell.basis.get(facet)) {
        (Some(x), Some(y)) if x == y => Ok(Dimension::same()),
        (Some(x), Some(y)) if adds_up && names.includes(y, x) => {
            Ok(Dimension::new(Order::Less, Step::Basis(facet.clone())))
        }
        (Some(x), Some(y)) if adds_up && names.includes(x, y) => {
            Ok(Dimension::new(Order::More, Step::Basis(facet.clone())))
        }
        (Some(_), Some(_)) => Err(Because::OtherBasis(facet.clone())),
        _ => {
            let claims = a.stand.zip(b.stand).map(|(a, b)| ordered(a.ix, b.ix));
            let choices = claims.map(|(a, b)| Choice::Basis(a, b, facet.clone()));
            Ok(Dimension { choices: choices.into_iter().collect(), ..Dimension::same() })
        }
    };
    facets.into_iter().map(compare).collect()
}

/// Compares rungs: a later one has at most what an earlier one has.
fn ladder(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
) -> Result<Dimension, Because> {
    let (Some(x), Some(y)) = (a.rung, b.rung) else { return Ok(Dimension::same()) };
    if x == y {
        return Ok(Dimension::same());
    }
    let from_plan = Some(x.min(y)) == ground.plan_rung(measure);
    let one_source = match (a.stand, b.stand) {
        (Some(a), Some(b)) => a.source == b.source,
        _ => true,
    };
    if from_plan && !one_source {
        return Err(Because::PlanAndOutcome);
    }
    Ok(Dimension::new(if x > y { Order::Less } else { Order::More }, Step::Ladder))
}

/// Compares times by the measure's behaviour.
fn time(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    plans: bool,
) -> Result<Dimension, Because> {
    let claim = |q: &Quantity<'_>| q.stand.map(|stand| stand.ix);
    let undated = |q: &Quantity<'_>| matches!(q.moment, Moment::Instant { stated: false, .. });
    if plans && measure.temporal == Temporal::RunningTotal && undated(a) && undated(b) {
        // Two plans without a date of their own are of the same thing: the plan as it stands.
        let choices = [claim(a), claim(b)].into_iter().flatten().map(Choice::AsOf).collect();
        return Ok(Dimension { choices, ..Dimension::new(Order::Same, Step::SameTime) });
    }
    let one_saying = match (a.stand, b.stand) {
        (Some(a), Some(b)) => a.said_with_source && b.said_with_source && a.source == b.source,
        _ => false,
    };
    let found = timing(
        measure.temporal,
        measure.non_negative,
        (&a.moment, claim(a)),
        (&b.moment, claim(b)),
        one_saying,
    );
    let (timing, choice) = match found {
        Err(Because::OtherTime) => match &measure.holds_for {
            Some(term) if holds(&a.moment, &b.moment, ground.term(term)) => (Timing::Same(Step::Holds), None),
            _ => return Err(Because::OtherTime),
        },
        found => found?,
    };
    let on_plan = a.rung.is_some() && a.rung.max(b.rung) == ground.plan_rung(measure);
    let mut dimension = match timing {
        Timing::Same(step) => Dimension::new(Order::Same, step),
        // A plan is never a running total: nothing stops it from shrinking.
        Timing::Less(Step::Running) | Timing::More(Step::Running) if on_plan => {
            return Err(Because::OtherTime);
        }
        Timing::Less(step) => Dimension::new(Order::Less, step),
        Timing::More(step) => Dimension::new(Order::More, step),
    };
    dimension.choices.extend(choice);
    Ok(dimension)
}
