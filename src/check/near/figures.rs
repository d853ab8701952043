//! One written figure, given by one speaker or source chain to two things.

use std::collections::BTreeMap;

use super::super::independence::is_one_chain;
use super::amounts::Amount;
use super::{Near, NearRule, Notes};
use crate::ground::{CellStand, Facet, Ground, Moment, StageStand, Stand};
use crate::model::{Exact, Key, Span, Statement, Temporal, Value};
use crate::proof::ClaimIx;

/// A figure given to more things than this is one that tables are full of, and says nothing.
const THINGS: usize = 8;

/// What a figure was given to.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Thing<'a> {
    measure: &'a Key,
    scope: &'a BTreeMap<Key, Facet>,
    basis: &'a BTreeMap<Key, Key>,
    rungs: Vec<Option<usize>>,
    days: Option<Span>,
    unit: Option<&'a str>,
}

pub(super) fn figures<'a>(
    ground: &'a Ground<'_>,
    subject: &Key,
    amounts: impl Iterator<Item = Amount<'a>>,
    notes: &mut Notes,
) {
    let mut figures: BTreeMap<Exact, Vec<Amount<'a>>> = BTreeMap::new();
    for amount in amounts {
        let figure = value(ground, amount.stand.ix).and_then(Value::figure).map(|figure| figure.abs());
        if let Some(figure) = figure.filter(is_telling)
            && amount.cell.stage != StageStand::Status
        {
            figures.entry(figure).or_default().push(amount);
        }
    }
    for (figure, amounts) in figures.iter().filter(|(_, amounts)| amounts.len() > 1) {
        let mut things: Vec<Thing<'_>> = amounts.iter().map(|amount| thing(ground, amount)).collect();
        things.sort();
        things.dedup();
        if (2..=THINGS).contains(&things.len()) {
            let what = || format!("{subject} with the figure {}", figure.grouped());
            notes.pairs(amounts, what, |a, b| twice(ground, a, b));
        }
    }
}

fn thing<'a>(ground: &'a Ground<'_>, amount: &Amount<'a>) -> Thing<'a> {
    let CellStand { measure, scope, basis, .. } = amount.cell;
    let unit = value(ground, amount.stand.ix).and_then(Value::unit_name);
    Thing { measure, scope, basis, rungs: amount.cell.plain_rungs(), days: amount.moment.days(), unit }
}

fn value<'g>(ground: &Ground<'g>, ix: ClaimIx) -> Option<&'g Value> {
    if let Statement::Amount { value, .. } = &ground.claim(ix)?.statement { Some(value) } else { None }
}

/// Small whole numbers are given to many things by chance.
fn is_telling(figure: &Exact) -> bool {
    *figure >= Exact::from(100) || figure.to_string().contains(['.', '/'])
}

fn twice(ground: &Ground<'_>, a: &Amount<'_>, b: &Amount<'_>) -> Option<Near> {
    let (x, y) = (value(ground, a.stand.ix)?, value(ground, b.stand.ix)?);
    let one_unit = x.same_figure(y);
    let one_measure = a.cell.measure == b.cell.measure;
    let differ = match (one_measure, one_unit) {
        (true, true) => other_cell(ground, a, b),
        (true, false) => x.unit_name() != y.unit_name() && x.figure() == y.figure(),
        (false, one_unit) => one_unit,
    };
    (differ && one_voice(ground, a.stand, b.stand)).then(|| Near::new(NearRule::SameFigure, a.stand, b.stand))
}

/// Whether two amounts of one measure are of two cells, and not just one told with less detail, or at a later time.
fn other_cell(ground: &Ground<'_>, a: &Amount<'_>, b: &Amount<'_>) -> bool {
    let part = |facet: &Facet| match facet {
        Facet::Whole | Facet::Unnamed => None,
        Facet::Part(name) | Facet::Doubtful(name) => Some(name.clone()),
    };
    let scopes =
        a.cell.scope.iter().any(|(facet, x)| b.cell.scope.get(facet).is_some_and(|y| part(x) != part(y)));
    let bases = a.cell.basis.iter().any(|(facet, x)| b.cell.basis.get(facet).is_some_and(|y| x != y));
    let (p, q) = (a.cell.plain_rungs(), b.cell.plain_rungs());
    let stages = !p.iter().any(|rung| q.contains(rung));
    scopes || bases || stages || other_period(ground, a, b)
}

/// Whether two flows or averages are of two periods; of one document only if they overlap, since it may list years.
fn other_period(ground: &Ground<'_>, a: &Amount<'_>, b: &Amount<'_>) -> bool {
    let temporal = ground.measure(&a.cell.measure).map(|measure| measure.temporal);
    let over = matches!(temporal, Some(Temporal::Flow | Temporal::Average));
    match (&a.moment, &b.moment) {
        (Moment::Period(x) | Moment::PartOf(x), Moment::Period(y) | Moment::PartOf(y)) => {
            over && x != y && (a.stand.source != b.stand.source || x.meets(y))
        }
        _ => false,
    }
}

/// Whether two claims come from one mouth: a speaker of both, a source behind both, or a publisher that speaks itself.
fn one_voice(ground: &Ground<'_>, a: &Stand, b: &Stand) -> bool {
    let themselves = a.speakers.is_empty() && b.speakers.is_empty() && a.publisher == b.publisher;
    a.speakers.iter().any(|speaker| b.speakers.contains(speaker))
        || themselves
        || is_one_chain(ground, &a.source, &b.source)
}
