//! Names for the numbers and dates that an argument speaks of: what several claims say of one thing has one name.

use std::collections::{BTreeMap, BTreeSet};

use super::phrase::id;
use super::words::point_words;
use crate::ground::Ground;
use crate::model::{Cell, Statement, Temporal, Time};
use crate::proof::{ClaimIx, Link, Premise, Step, Var, Why};

/// The numbers and dates of an argument, those that are one thing merged.
pub(super) struct Quantities {
    /// Each variable, and the one that stands for it.
    one: BTreeMap<Var, Var>,
    names: BTreeMap<Var, String>,
    /// Those that are merged though their names differ, in order.
    pub(super) called_otherwise: Vec<(Var, Var)>,
}

impl Quantities {
    pub(super) fn new(ground: &Ground<'_>, premises: &[&Premise]) -> Quantities {
        let vars: BTreeSet<Var> =
            premises.iter().flat_map(|premise| premise.inequality.terms.keys().copied()).collect();
        let mut one: BTreeMap<Var, Var> = vars.iter().map(|var| (*var, *var)).collect();
        let same: BTreeSet<(Var, Var)> = premises.iter().filter_map(|premise| same(premise)).collect();
        for (first, second) in &same {
            let (kept, gone) = (one.get(first).copied(), one.get(second).copied());
            let Some((kept, gone)) = kept.zip(gone) else { continue };
            one.values_mut().filter(|of| **of == gone).for_each(|of| *of = kept);
        }
        let subjects: BTreeSet<String> =
            vars.iter().filter_map(|var| Some(cell_of(ground, *var)?.subject)).collect();
        let own: BTreeMap<Var, String> =
            vars.iter().map(|var| (*var, name(ground, *var, subjects.len() > 1))).collect();
        let differ = |(first, second): &(Var, Var)| own.get(first) != own.get(second);
        let called_otherwise = same.into_iter().filter(differ).collect();
        let names = told_apart(ground, &one, &own);
        Quantities { one, names, called_otherwise }
    }

    /// The variable that stands for one.
    pub(super) fn of(&self, var: Var) -> Var {
        self.one.get(&var).copied().unwrap_or(var)
    }

    /// "trade (goods: grain) of 2024".
    pub(super) fn name(&self, var: Var) -> &str {
        self.names.get(&self.of(var)).map_or("", String::as_str)
    }
}

/// The two variables that a premise makes one, if it says no more than that.
fn same(premise: &Premise) -> Option<(Var, Var)> {
    let Why::Law { first, second, link: Link::Equal, steps } = &premise.why else { return None };
    let plain = steps.iter().all(|step| matches!(step, Step::SameTime | Step::SameEvent));
    plain.then_some((*first, *second))
}

/// The name of each thing; with the claim that speaks of it, where two things would be named alike.
fn told_apart(
    ground: &Ground<'_>,
    one: &BTreeMap<Var, Var>,
    own: &BTreeMap<Var, String>,
) -> BTreeMap<Var, String> {
    let mut named: BTreeMap<Var, (Var, &String)> = BTreeMap::new();
    let plainness = |var: &Var| (plainness(ground, *var), *var);
    for (var, of) in one {
        let Some(name) = own.get(var) else { continue };
        let best = named.entry(*of).or_insert((*var, name));
        if plainness(var) < plainness(&best.0) {
            *best = (*var, name);
        }
    }
    let count = |name: &String| named.values().filter(|(_, other)| *other == name).count();
    let full = |(of, (var, name)): (&Var, &(Var, &String))| {
        let name =
            if count(name) > 1 { format!("{name} in {}", id(ground, var.claim)) } else { (*name).clone() };
        (*of, name)
    };
    named.iter().map(full).collect()
}

/// The words of whoever gives the figure or the date come first; what a rank stands above has no name of its own.
fn plainness(ground: &Ground<'_>, var: Var) -> usize {
    match statement(ground, var.claim) {
        Some(Statement::Amount { .. } | Statement::Event { .. }) => 0,
        Some(Statement::Order { .. }) => 1,
        Some(
            Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::State { .. }
            | Statement::Retraction,
        )
        | None => {
            if cell_of(ground, var).is_some() {
                1
            } else {
                2
            }
        }
    }
}

fn statement<'g>(ground: &'g Ground<'_>, ix: ClaimIx) -> Option<&'g Statement> {
    ground.claim(ix).map(|claim| &claim.statement)
}

fn name(ground: &Ground<'_>, var: Var, with_subject: bool) -> String {
    if let Some(cell) = cell_of(ground, var) {
        return cell_name(&cell, with_subject);
    }
    match statement(ground, var.claim) {
        Some(Statement::Event { .. }) if var.slot == 1 => format!("the saying of {}", id(ground, var.claim)),
        Some(Statement::Event { event, .. }) => event.clone(),
        Some(Statement::Order { before, after, .. }) => {
            point_words(if var.slot == 0 { before } else { after })
        }
        Some(
            Statement::Amount { .. }
            | Statement::Change { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::State { .. }
            | Statement::Retraction,
        )
        | None => id(ground, var.claim),
    }
}

/// The cell of a variable, at its time.
fn cell_of(ground: &Ground<'_>, var: Var) -> Option<Cell> {
    let cell = match statement(ground, var.claim)? {
        Statement::Amount { cell, .. } => cell.clone(),
        Statement::Change { cell, from, to, .. } => {
            let at = if var.slot == 0 { from } else { to };
            let measure = ground.set().measure(&cell.measure)?;
            let time = |date| match measure.temporal {
                Temporal::Flow | Temporal::Average => Time::Of(date),
                Temporal::Constant | Temporal::Level | Temporal::RunningTotal => Time::AsOf(date),
            };
            Cell { time: at.clone().map(time), ..cell.clone() }
        }
        Statement::Rank { cell, .. } if var.slot == 0 => cell.clone(),
        Statement::Share { part, whole, .. } => if var.slot == 0 { part } else { whole }.clone(),
        Statement::Total { total, parts, .. } => match var.slot.checked_sub(1) {
            None => total.clone(),
            Some(at) => parts.get(at)?.cell.clone(),
        },
        Statement::Rank { .. }
        | Statement::Event { .. }
        | Statement::Order { .. }
        | Statement::State { .. }
        | Statement::Retraction => return None,
    };
    Some(cell)
}

/// "trade (goods: grain) of 2024"; of several subjects, "the port, trade (goods: grain) of 2024".
pub(super) fn cell_name(cell: &Cell, with_subject: bool) -> String {
    let facets = cell.scope.iter().chain(&cell.basis).map(|(facet, value)| format!("{facet}: {value}"));
    let details: Vec<String> = facets.chain(cell.stage.clone()).collect();
    let subject = if with_subject { format!("{}, ", cell.subject) } else { String::new() };
    let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join(", ")) };
    let time = match &cell.time {
        None => String::new(),
        Some(Time::Of(date)) => format!(" of {}", date.words()),
        Some(Time::AsOf(date)) => format!(" as of {}", date.words()),
    };
    format!("{subject}{}{details}{time}", cell.measure)
}
