//! The dimensions of a cell, compared one by one: scope, basis, stage and time.

use super::super::moment::{Moment, Timing, holds, timing};
use super::super::stand::Facet;
use super::super::{Because, Ground, Reading};
use super::plan::Plans;
use super::{Order, Quantity, claims};
use crate::model::{Key, Measure, Names, Temporal};
use crate::proof::{Choice, Step};

/// One dimension in which two cells were compared.
pub(super) struct Dimension {
    pub(super) order: Order,
    pub(super) step: Option<Step>,
    /// Read leniently, each leaves nothing of the order.
    pub(super) choices: Vec<Choice>,
    /// Read leniently, this choice leaves the order and puts another law in the place of the first.
    instead: Option<(Choice, Step)>,
    /// The choices of a facet, which may leave something.
    facet: Option<Relaxable>,
}

/// A facet whose sides may be unnamed parts: the choice of each, and the order when only that one is.
struct Relaxable {
    name: Key,
    first: Option<(Choice, Option<Order>)>,
    second: Option<(Choice, Option<Order>)>,
    /// The choice of a doubtful part that faces the whole: left out, it may be the whole.
    left_out: Option<Choice>,
}

impl Dimension {
    fn same() -> Dimension {
        Dimension { order: Order::Same, step: None, choices: Vec::new(), instead: None, facet: None }
    }

    fn new(order: Order, step: Step) -> Dimension {
        Dimension { step: Some(step), ..Dimension { order, ..Dimension::same() } }
    }

    /// The order in a reading, a doubtful part that is left out being the whole.
    pub(super) fn closest(&self, reading: &Reading) -> Order {
        let left_out = self.facet.as_ref().and_then(|facet| facet.left_out.clone());
        if left_out.is_some_and(|choice| reading.is_lenient(choice)) { Order::Same } else { self.order }
    }

    /// Whether the two are one in this dimension, as written and in a reading.
    pub(super) fn stays_same(self, reading: &Reading) -> bool {
        self.order == Order::Same && matches!(self.under(reading), Some((Order::Same, _)))
    }

    /// The order and its law in a reading; `None`: nothing is left of it.
    pub(super) fn under(self, reading: &Reading) -> Option<(Order, Option<Step>)> {
        if self.choices.into_iter().any(|choice| reading.is_lenient(choice)) {
            return None;
        }
        let step = match self.instead {
            Some((choice, step)) if reading.is_lenient(choice.clone()) => Some(step),
            _ => self.step,
        };
        let Some(facet) = self.facet else { return Some((self.order, step)) };
        let relaxed = |side: Option<(Choice, Option<Order>)>| {
            side.filter(|(choice, _)| reading.is_lenient(choice.clone())).map(|(_, left)| left)
        };
        let order = match (relaxed(facet.first), relaxed(facet.second)) {
            (None, None) => self.order,
            (Some(left), None) | (None, Some(left)) => left?,
            (Some(_), Some(_)) => return None,
        };
        Some((order, (order != Order::Same).then_some(Step::Part(facet.name))))
    }
}

/// Compares two quantities of one subject and measure in every dimension.
pub(super) fn dimensions(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    plans: Plans,
) -> Result<Vec<Dimension>, Because> {
    let mut dimensions = cell_dimensions(ground, measure, a, b)?;
    dimensions.push(time(ground, measure, a, b, plans == Plans::Both)?);
    Ok(dimensions)
}

/// Compares them in every dimension but time.
pub(super) fn cell_dimensions(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
) -> Result<Vec<Dimension>, Because> {
    let mut dimensions = scope(ground, measure, a, b)?;
    dimensions.extend(basis(ground, measure, a, b)?);
    dimensions.push(ladder(ground, measure, a, b)?);
    Ok(dimensions)
}

/// What a scope says of one facet.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Side {
    /// All there is, stated or by saying nothing.
    Whole,
    /// A part, by name.
    Named(Key),
    /// A part that nobody named.
    Unnamed,
}

impl Side {
    /// As written, and the choice of an unnamed part where the facet is not stated, or doubtful.
    fn of(q: &Quantity<'_>, facet: &Key) -> (Side, Option<Choice>) {
        let choice = q.stand.map(|stand| Choice::Facet(stand.ix, facet.clone()));
        match q.cell.scope.get(facet) {
            None => (Side::Whole, choice),
            Some(Facet::Whole) => (Side::Whole, None),
            Some(Facet::Part(name)) => (Side::Named(name.clone()), None),
            Some(Facet::Doubtful(name)) => (Side::Named(name.clone()), choice),
            Some(Facet::Unnamed) => (Side::Unnamed, None),
        }
    }

    /// How the first stands to the second; a part is only less where parts add up. An unnamed part is part of the whole
    /// and has nothing to do with another part.
    fn against(&self, other: &Side, names: &Names, adds_up: bool) -> Option<Order> {
        let order = match (self, other) {
            (Side::Whole, Side::Whole) => Order::Same,
            (Side::Named(x), Side::Named(y)) if x == y => Order::Same,
            (Side::Named(_) | Side::Unnamed, Side::Whole) => Order::Less,
            (Side::Whole, Side::Named(_) | Side::Unnamed) => Order::More,
            (Side::Named(x), Side::Named(y)) if names.includes(y, x) => Order::Less,
            (Side::Named(x), Side::Named(y)) if names.includes(x, y) => Order::More,
            (Side::Named(_) | Side::Unnamed, Side::Named(_) | Side::Unnamed) => return None,
        };
        (adds_up || order == Order::Same).then_some(order)
    }
}

/// Compares scopes facet by facet, as written; and what is left of each when its choices are read leniently.
pub(super) fn scope(
    ground: &Ground<'_>,
    measure: &Measure,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
) -> Result<Vec<Dimension>, Because> {
    let mut facets: Vec<&Key> = a.cell.scope.keys().chain(b.cell.scope.keys()).collect();
    facets.sort();
    facets.dedup();
    let names = ground.set().names();
    let adds_up = measure.additive && measure.non_negative;
    let compare = |facet: &Key| {
        let ((x, first), (y, second)) = (Side::of(a, facet), Side::of(b, facet));
        let order = x.against(&y, names, adds_up).ok_or_else(|| Because::OtherScope(facet.clone()))?;
        let against = |x: &Side, y: &Side| x.against(y, names, adds_up);
        let left_out = match (&x, &y) {
            (Side::Named(_), Side::Whole) => first.clone(),
            (Side::Whole, Side::Named(_)) => second.clone(),
            _ => None,
        };
        Ok(Dimension {
            order,
            step: (order != Order::Same).then(|| Step::Part(facet.clone())),
            choices: Vec::new(),
            instead: None,
            facet: Some(Relaxable {
                name: facet.clone(),
                first: first.map(|choice| (choice, against(&Side::Unnamed, &y))),
                second: second.map(|choice| (choice, against(&x, &Side::Unnamed))),
                left_out,
            }),
        })
    };
    facets.into_iter().map(compare).collect()
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
            let choices = claims(a, b).map(|(a, b)| Choice::Basis(a, b, facet.clone()));
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
    // On the way through a standing law the choice belongs to the claims at its ends.
    let (first, second) = super::claims(a, b).unzip();
    let found =
        timing(measure.temporal, measure.non_negative, (&a.moment, first), (&b.moment, second), one_saying);
    let keeps = measure.holds_for.as_ref().is_some_and(|term| holds(&a.moment, &b.moment, ground.term(term)));
    let (timing, choice) = match found {
        Err(Because::OtherTime) if keeps => (Timing::Same(Step::Holds), None),
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
    // Two instants that are not one may still be within the time for which a value keeps.
    match choice {
        Some(choice) if keeps => dimension.instead = Some((choice, Step::Holds)),
        choice => dimension.choices.extend(choice),
    }
    Ok(dimension)
}
