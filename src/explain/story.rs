//! An argument over many claims, told as a careful person would: each step by one claim or one law, with its sum.

use super::amount::{amount_of, conversion};
use super::derive::{Bound, Derivation, Row, Side, derivation};
use super::phrase::{self, id, is_dated};
use super::quantity::Quantities;
use super::sums;
use super::words::point_words;
use crate::ground::{Ground, Reading};
use crate::model::{Exact, Statement};
use crate::proof::{ClaimIx, Inequality, Premise, Var, Why};

/// The steps of an argument, and by how much the last of them fails.
pub(super) struct Story {
    pub(super) steps: Vec<String>,
    pub(super) gap: Option<String>,
}

/// What the steps of one argument share.
struct Teller<'t> {
    ground: &'t Ground<'t>,
    claims: &'t [ClaimIx],
    premises: Vec<&'t Premise>,
    reading: &'t Reading,
    quantities: Quantities,
    derivation: Derivation,
}

/// The story of a refutation, if it can be told bound by bound.
pub(super) fn story(
    ground: &Ground<'_>,
    claims: &[ClaimIx],
    premises: &[&Premise],
    reading: &Reading,
    plain: bool,
) -> Option<Story> {
    let quantities = Quantities::new(ground, premises);
    let merged: Vec<Row> = premises.iter().map(|premise| row(ground, premise, &quantities)).collect();
    let derivation = derivation(&merged)?;
    let teller = Teller { ground, claims, premises: premises.to_vec(), reading, quantities, derivation };
    let grade = if plain { "plainly" } else { "as generously as its words allow" };
    let mut steps = vec![format!("every claim is read {grade}")];
    for (first, second) in &teller.quantities.called_otherwise {
        let one = if is_date(ground, *first) { "happening" } else { "cell at one time" };
        steps.push(format!(
            "{} and {} speak of one {one}",
            id(ground, first.claim),
            id(ground, second.claim)
        ));
    }
    let bounds = &teller.derivation.bounds;
    for (at, bound) in bounds.iter().enumerate() {
        let last = at + 1 == bounds.len();
        let step = teller.step(bound)?;
        steps.push(if last { format!("but {step}{}", teller.against(at)) } else { step });
    }
    Some(Story { steps, gap: teller.gap() })
}

/// A premise over what stands for its variables, and what it speaks of first of all.
fn row(ground: &Ground<'_>, premise: &Premise, quantities: &Quantities) -> Row {
    let Inequality { terms, limit, strict } = &premise.inequality;
    let mut merged = std::collections::BTreeMap::new();
    for (var, times) in terms {
        let sum = merged.entry(quantities.of(*var)).or_insert_with(Exact::zero);
        *sum = &*sum + times;
    }
    merged.retain(|_, times| !times.is_zero());
    let target = match &premise.why {
        Why::Says(claim) if terms.len() > 1 => target(ground, *claim),
        Why::Says(_) | Why::NonNegative(_) | Why::Law { .. } | Why::Tiling | Why::Total(_) => None,
    };
    let inequality = Inequality { terms: merged, limit: limit.clone(), strict: *strict };
    Row { inequality, target: target.map(|var| quantities.of(var)) }
}

/// What a claim of several numbers speaks of first of all: the part, the total, what it changed to, what came after.
fn target(ground: &Ground<'_>, claim: ClaimIx) -> Option<Var> {
    let slot = match &ground.claim(claim)?.statement {
        Statement::Share { .. } | Statement::Total { .. } => 0,
        Statement::Change { .. } | Statement::Order { .. } => 1,
        Statement::Amount { .. }
        | Statement::Rank { .. }
        | Statement::Event { .. }
        | Statement::State { .. }
        | Statement::Retraction => return None,
    };
    Some(Var { claim, slot })
}

fn is_date(ground: &Ground<'_>, var: Var) -> bool {
    let statement = ground.claim(var.claim).map(|claim| &claim.statement);
    matches!(statement, Some(Statement::Event { .. } | Statement::Order { .. }))
}

impl Teller<'_> {
    /// One bound, and whose words or which law it is by.
    fn step(&self, bound: &Bound) -> Option<String> {
        let premise = self.premises.get(bound.premise)?;
        let name = self.quantities.name(bound.of);
        let sum = self.sum(bound);
        Some(match &premise.why {
            Why::NonNegative(_) => format!("{name} is never below zero"),
            Why::Law { first, second, link, steps } => {
                let laws = steps
                    .iter()
                    .filter_map(|step| super::law_step(self.ground, (*first, *second), *link, step));
                let laws: Vec<String> = laws.collect();
                format!("{}, so {name} is {sum}", laws.join("; "))
            }
            Why::Tiling => {
                let law = sums::tiling(self.ground, self.reading, &premise.inequality);
                format!("{law}; so {name} is {sum}")
            }
            Why::Total(law) => {
                let law = sums::standing(self.ground, *law, &premise.inequality);
                format!("{law}; so {name} is {sum}")
            }
            Why::Says(claim) if is_dated(self.ground, premise) => self.dated(*claim, premise, bound, name),
            Why::Says(claim) if bound.is_told() => {
                let rate = conversion(self.ground, self.claims, *claim);
                format!("{} says {name} is {sum}{rate}", id(self.ground, *claim))
            }
            Why::Says(claim) => self.related(*claim, premise, &format!("{name} is {sum}")),
        })
    }

    /// A step by a claim that relates several numbers.
    fn related(&self, claim: ClaimIx, premise: &Premise, what: &str) -> String {
        let words = match self.ground.claim(claim).map(|claim| &claim.statement) {
            Some(Statement::Share { share, .. }) => format!(" ({})", share.words()),
            Some(Statement::Change { change, .. }) => format!(" ({})", change.words()),
            Some(Statement::Rank { .. }) => {
                let compared = phrase::premise(self.ground, claim, premise, self.claims, None);
                return format!("{compared}, so {what}");
            }
            Some(
                Statement::Amount { .. }
                | Statement::Total { .. }
                | Statement::Event { .. }
                | Statement::Order { .. }
                | Statement::State { .. }
                | Statement::Retraction,
            )
            | None => String::new(),
        };
        format!("by {}{words}, {what}", id(self.ground, claim))
    }

    /// A step that dates something.
    fn dated(&self, claim: ClaimIx, premise: &Premise, bound: &Bound, name: &str) -> String {
        let said = id(self.ground, claim);
        let day = phrase::day_bound(&bound.value, bound.side == Side::Most, bound.strict);
        let is_saying = bound.of.slot == 1
            && matches!(
                self.ground.claim(bound.of.claim).map(|claim| &claim.statement),
                Some(Statement::Event { .. })
            );
        match (bound.is_told(), is_saying) {
            (true, true) => format!("{said} was said {day}"),
            (true, false) => format!("{said} puts \"{name}\" {day}"),
            (false, _) => format!("{}, so \"{name}\" falls {day}", self.order(claim, premise)),
        }
    }

    /// What an order says, with the days between.
    fn order(&self, claim: ClaimIx, premise: &Premise) -> String {
        let said = id(self.ground, claim);
        let Some(Statement::Order { before, after, gap, .. }) =
            self.ground.claim(claim).map(|claim| &claim.statement)
        else {
            return format!("by {said}");
        };
        let (before, after) = (point_words(before), point_words(after));
        let Inequality { terms, limit, .. } = &premise.inequality;
        // The later date less the earlier one is at most the limit, or at least its opposite.
        let is_most = terms.iter().any(|(var, times)| var.slot == 1 && !times.is_negative());
        match gap.as_ref().filter(|_| !limit.is_zero()) {
            None => format!("{said} puts \"{before}\" before \"{after}\""),
            Some(gap) => {
                let days = phrase::days(&limit.abs());
                let days = if is_most { format!("less than {days}") } else { format!("more than {days}") };
                format!("{said} puts {} between \"{before}\" and \"{after}\", {days}", gap.words())
            }
        }
    }

    /// "at most 0.46 × 5.96 billion USD = 2.7416 billion USD".
    fn sum(&self, bound: &Bound) -> String {
        let word = match (bound.side, bound.strict) {
            (Side::Least, false) => "at least",
            (Side::Least, true) => "more than",
            (Side::Most, false) => "at most",
            (Side::Most, true) => "less than",
        };
        let value = self.amount(bound, &bound.value);
        if bound.is_told() {
            return format!("{word} {value}");
        }
        let mut terms: Vec<(bool, String)> = Vec::new();
        for (times, at) in &bound.from {
            let Some(known) = self.derivation.bounds.get(*at).filter(|known| !known.value.is_zero()) else {
                continue;
            };
            terms.push((times.is_negative(), times_of(&times.abs(), &self.amount(bound, &known.value))));
        }
        if !bound.plus.is_zero() {
            terms.push((bound.plus.is_negative(), self.amount(bound, &bound.plus.abs())));
        }
        terms.sort_by_key(|(minus, _)| *minus);
        let mut text = String::new();
        for (at, (minus, term)) in terms.iter().enumerate() {
            let sign = match (at, minus) {
                (0, false) => "",
                (0, true) => "−",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            text.push_str(sign);
            text.push_str(term);
        }
        if text == value || text.is_empty() {
            format!("{word} {value}")
        } else {
            format!("{word} {text} = {value}")
        }
    }

    /// What the last bound clashes with, where it is not the step before it.
    fn against(&self, last: usize) -> String {
        let [first, _] = self.derivation.clash;
        let Some(other) = self.derivation.bounds.get(first).filter(|_| first + 1 < last) else {
            return String::new();
        };
        if is_date(self.ground, other.of) {
            let day = phrase::day_bound(&other.value, other.side == Side::Most, other.strict);
            return format!(", and it falls {day}");
        }
        let side = match other.side {
            Side::Least => "at least",
            Side::Most => "at most",
        };
        format!(", and it is {side} {}", self.amount(other, &other.value))
    }

    fn gap(&self) -> Option<String> {
        let [first, second] = self.derivation.clash.map(|at| self.derivation.bounds.get(at));
        let (first, second) = first.zip(second)?;
        let gap = (&first.value - &second.value).abs();
        if gap.is_zero() {
            return None;
        }
        Some(if is_date(self.ground, first.of) { phrase::days(&gap) } else { self.amount(first, &gap) })
    }

    /// An amount of what a bound is on, in a unit that the claims use for it.
    fn amount(&self, bound: &Bound, at: &Exact) -> String {
        let measure = |ix: ClaimIx| {
            self.ground.stand(ix).and_then(|stand| Some(stand.cells().first()?.measure.clone()))
        };
        let own = measure(bound.of.claim);
        let told = |ix: &&ClaimIx| self.ground.number(**ix).is_some() && measure(**ix) == own;
        let whose = self.claims.iter().find(told).copied().unwrap_or(bound.of.claim);
        amount_of(self.ground, self.claims, whose, at)
    }
}

/// "0.46 × 5.96 billion USD"; by one over a short number, a division.
fn times_of(times: &Exact, amount: &str) -> String {
    if *times == Exact::one() {
        return amount.to_owned();
    }
    let short = |number: &Exact| number.nearest(4) == *number;
    match Exact::one().checked_div(times) {
        Some(over) if !short(times) && short(&over) => format!("{amount} ÷ {over}"),
        _ => format!("{} × {amount}", super::rounded(times)),
    }
}
