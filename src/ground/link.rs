//! The law between two numbers in one reading: are they one, is one at most the other, or do they share nothing?

mod dimension;
mod plan;
mod standing;
mod together;

pub(crate) use plan::{plan_pair, said_together};
pub(super) use together::{is_of_cell, stand_together};

use super::moment::{Moment, is_ahead};
use super::stand::{CellStand, Facet, StageStand, Stand, TimeStand};
use super::{Because, Ground, Reading};
use crate::model::{Key, Measure, Span};
use crate::proof::{Choice, ClaimIx, Link, SoftLaw, Step};
use dimension::{Dimension, cell_dimensions, dimensions};
use plan::{Plans, plans, revised};

/// A number that a claim, or a standing law, speaks of, in one reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantity<'a> {
    /// Whose it is; a standing law has no claim and leaves no choices.
    pub(crate) stand: Option<&'a Stand>,
    /// Of a standing law: the two claims that it is used between, to whom the choices of its chain belong.
    pub(crate) between: Option<(ClaimIx, ClaimIx)>,
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

    /// Whether it is of a period that was over when it was said: a plan of such a period is an old plan retold. A plan
    /// *as of* an earlier date is the plan as it stood then.
    fn is_over(&self) -> bool {
        let over = |stand: &Stand| self.written.is_some_and(|days| days.precedes(&stand.said.plain));
        matches!(self.cell.time, TimeStand::Of(_)) && self.stand.is_some_and(over)
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
    standing::standing(ground, a, b, reading).unwrap_or(direct)
}

/// The two claims whose numbers are compared, directly or through standing laws, in order.
fn claims(a: &Quantity<'_>, b: &Quantity<'_>) -> Option<(ClaimIx, ClaimIx)> {
    let direct = a.stand.zip(b.stand).map(|(a, b)| (a.ix.min(b.ix), a.ix.max(b.ix)));
    direct.or(a.between).or(b.between)
}

/// Whether a soft law between two claims is read as not holding.
fn soft(law: SoftLaw, a: &Quantity<'_>, b: &Quantity<'_>, reading: &Reading) -> bool {
    claims(a, b).is_some_and(|(a, b)| reading.is_lenient(Choice::Soft(law, a, b)))
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
    let plans = plans(ground, a, b, reading)?;
    let dimensions = dimensions(ground, measure, a, b, plans)?;
    combine(measure, ground, a, b, dimensions, reading, plans)
}

/// Whether two quantities of a flow are of one cell but for their periods, so that what they count adds up. Figures of
/// common days that one party gave on two may have been revised in between, as figures of one period may.
pub(super) fn adds_up(ground: &Ground<'_>, a: &Quantity<'_>, b: &Quantity<'_>, reading: &Reading) -> bool {
    let (Some(x), Some(y), Some(measure)) = (a.stand, b.stand, ground.measure(&a.cell.measure)) else {
        return false;
    };
    let called_off = a.cell.stage == StageStand::Status || b.cell.stage == StageStand::Status;
    if a.cell.measure != b.cell.measure || a.subject != b.subject || called_off {
        return false;
    }
    if x.ix == y.ix {
        let unnamed = a.cell.scope.values().any(|facet| *facet == Facet::Unnamed);
        let planned = a.is_plan(ground) || b.is_plan(ground);
        let one_cell = (&a.cell.scope, &a.cell.basis, a.rung) == (&b.cell.scope, &b.cell.basis, b.rung);
        return one_cell && !unnamed && !planned;
    }
    let Ok(plans) = plans(ground, a, b, reading) else { return false };
    let Ok(dimensions) = cell_dimensions(ground, measure, a, b) else { return false };
    dimensions.into_iter().all(|dimension| dimension.stays_same(reading))
        && !revised(measure, a, b, share_days(a, b), plans, reading)
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
    let closest: Vec<Order> = dimensions.iter().map(|dimension| dimension.closest(reading)).collect();
    let mut orders = Vec::new();
    let mut steps = Vec::new();
    for dimension in dimensions {
        let (order, step) = dimension.under(reading).ok_or(Because::Lenient)?;
        orders.push(order);
        steps.extend(step);
    }
    let order = joined(orders.into_iter())?;
    let one_figure = one_figure(a, b, &closest);
    if softened(measure, ground, a, b, &steps, reading) || revised(measure, a, b, one_figure, plans, reading)
    {
        return Err(Because::Lenient);
    }
    steps.sort();
    steps.dedup();
    Ok(Linked { order, steps })
}

/// Whether a revision of the one is a revision of the other: both are plainly of one cell, and of one time or of what is
/// written as one, however much of it was over, or of a period and a part of it. What another choice leaves of the law
/// between them is no more than a revision would.
fn one_figure(a: &Quantity<'_>, b: &Quantity<'_>, orders: &[Order]) -> bool {
    let same = |orders: &[Order]| orders.iter().all(|order| *order == Order::Same);
    // The time is the last dimension.
    let one_cell = orders.split_last().is_some_and(|(_, cell)| same(cell));
    let one_time = a.written.is_some() && a.written == b.written;
    same(orders) || (one_cell && (one_time || share_days(a, b)))
}

fn share_days(a: &Quantity<'_>, b: &Quantity<'_>) -> bool {
    a.moment.days().zip(b.moment.days()).is_some_and(|(a, b)| a.meets(&b))
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
            Step::Holds | Step::Standing(_) => false,
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
