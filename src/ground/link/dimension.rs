//! The dimensions of a cell, compared one by one: scope, basis, stage and time.

use super::super::moment::{Moment, Timing, holds, timing};
use super::super::stand::Facet;
use super::super::{Because, Ground};
use super::plan::Plans;
use super::{Order, Quantity, claims};
use crate::model::{Key, Measure, Temporal};
use crate::proof::{Choice, Step};

/// One dimension in which two cells were compared.
pub(super) struct Dimension {
    pub(super) order: Order,
    pub(super) step: Option<Step>,
    pub(super) choices: Vec<Choice>,
    /// What is left of the order when the choices are read leniently.
    pub(super) lenient: Option<Order>,
}

impl Dimension {
    fn same() -> Dimension {
        Dimension { order: Order::Same, step: None, choices: Vec::new(), lenient: None }
    }

    fn new(order: Order, step: Step) -> Dimension {
        Dimension { order, step: Some(step), choices: Vec::new(), lenient: None }
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
    let mut dimensions = scope(ground, measure, a, b)?;
    dimensions.extend(basis(ground, measure, a, b)?);
    dimensions.push(ladder(ground, measure, a, b)?);
    dimensions.push(time(ground, measure, a, b, plans == Plans::Both)?);
    Ok(dimensions)
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
