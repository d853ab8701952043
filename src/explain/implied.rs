//! What follows, in words: the interval, and how claim after claim leads to it.

mod chain;
mod range;

use std::collections::BTreeSet;

use super::phrase::{id, never_below_zero, rung_of};
use super::sums::{standing, tiling};
use super::words::{cell_words, says, source_of, time_words};
use super::{dedup, law_step};
use crate::check::{Barred, Follows, Forced, ForcedEnd};
use crate::ground::{Ground, Reading};
use crate::model::{End, Exact, Grade, Interval, Statement, Temporal, Time};
use crate::proof::{Choice, Link, Premise, Refutation, Relaxed, Rungs, Side, Step, Var, Why};
use chain::{Derived, Told, chain};
use range::{Rounded, range};

/// The steps to the interval that some readings leave.
pub(crate) fn derived(follows: &Follows<'_>, forced: &Forced, grade: Grade) -> Vec<String> {
    let Forced::Between(low, high) = forced else { return Vec::new() };
    let [low, high] = [low, high].map(|end| end.as_deref().filter(|end| !end.claims.is_empty()));
    let mut telling = Telling {
        follows,
        grade,
        reading: Reading::new(Rungs::new(), Relaxed::Nothing),
        named: BTreeSet::new(),
    };
    let chains = [low, high].map(|end| end.and_then(|end| told(follows, end)));
    let mut steps: Vec<String> = Vec::new();
    // What different readings leave on the two sides is told side by side.
    let one_reading = low.map(|end| &end.rungs) == high.map(|end| &end.rungs);
    match &chains {
        [Some(below), Some(above)] if one_reading && Told::alike(below, above) => {
            telling.read(low);
            steps.extend([low, high].into_iter().flatten().filter_map(|end| telling.supposed(end)));
            let both = below.iter().zip(above);
            steps.extend(both.filter_map(|(below, above)| telling.step(Some(below), Some(above))));
        }
        chains => {
            for (end, chain) in [low, high].into_iter().zip(chains) {
                steps.extend(end.into_iter().flat_map(|end| telling.end(end, chain.as_deref())));
            }
        }
    }
    dedup(&mut steps);
    steps
}

/// The premises of the way that leaves the most, each with what it adds to what is known.
fn told(follows: &Follows<'_>, end: &ForcedEnd) -> Option<Vec<Told>> {
    let case = end.cases.iter().find(|case| case.rungs == end.rungs)?;
    let Refutation::Sum(premises) = &case.refutation else { return None };
    chain(premises, Var { claim: follows.question, slot: 0 }, &end.far)
}

/// A derivation as it is told.
struct Telling<'f, 'a> {
    follows: &'f Follows<'a>,
    grade: Grade,
    /// The reading that is told.
    reading: Reading,
    /// The claims whose source was named.
    named: BTreeSet<String>,
}

impl Telling<'_, '_> {
    fn ground(&self) -> &Ground<'_> {
        &self.follows.ground
    }

    /// Tells the reading that leaves the most on a side.
    fn read(&mut self, end: Option<&ForcedEnd>) {
        let relaxed = match self.grade {
            Grade::Plain => Relaxed::Nothing,
            Grade::Lenient => Relaxed::AllBut(self.follows.question),
        };
        let rungs = end.map(|end| end.rungs.clone()).unwrap_or_default();
        self.reading = Reading::new(rungs, relaxed);
    }

    /// One end by itself.
    fn end(&mut self, end: &ForcedEnd, chain: Option<&[Told]>) -> Vec<String> {
        self.read(Some(end));
        let mut steps: Vec<String> = self.supposed(end).into_iter().collect();
        if let Some(chain) = chain {
            let one = |told: &Told| match told.derived.side {
                Side::Low => self.step(Some(told), None),
                Side::High => self.step(None, Some(told)),
            };
            steps.extend(chain.iter().filter_map(one));
            return steps;
        }
        let case = end.cases.iter().find(|case| case.rungs == end.rungs);
        if let Some(Refutation::Sum(premises)) = case.map(|case| &case.refutation) {
            steps.extend(premises.iter().flat_map(|(_, premise)| self.premise(premise)));
            steps.push("added up, each as often as the proof says, they come to this end".to_owned());
        }
        steps
    }

    /// The way to take the stages that leaves the most, where there are several.
    fn supposed(&self, end: &ForcedEnd) -> Option<String> {
        let question = Choice::Stage(self.follows.question);
        let rungs = end.rungs.iter().filter(|(choice, _)| **choice != question);
        let rungs: Vec<String> = rungs.map(|(choice, rung)| rung_of(self.ground(), choice, *rung)).collect();
        (end.cases.len() > 1)
            .then(|| format!("of the ways to take the stages this leaves the most: {}", rungs.join(", and ")))
    }

    /// A premise and what it adds, from one side or from both.
    fn step(&mut self, low: Option<&Told>, high: Option<&Told>) -> Option<String> {
        let told = low.or(high)?;
        let var = told.derived.var;
        if self.goes_without_saying(&told.premise) {
            return None;
        }
        // What bounds from below on the one way may bound from above on the other.
        let (mut below, mut above) = (None, None);
        for told in [low, high].into_iter().flatten() {
            match told.derived.side {
                Side::Low => below = Some(told),
                Side::High => above = Some(told),
            }
        }
        let result = self.result(var, below, above);
        Some(match &told.premise.why {
            Why::Says(claim) if told.premise.inequality.terms.len() == 1 => {
                format!("{} says {result} for {}", self.whose(*claim), self.name(var))
            }
            Why::Says(claim) => {
                let says = self.ground().claim(*claim).map(says).unwrap_or_default();
                format!("{} says: {says}; so {} is {result}", self.whose(*claim), self.name(var))
            }
            Why::NonNegative(var) => never_below_zero(self.ground(), *var),
            Why::Law { .. } | Why::Tiling | Why::Total(_) => {
                format!("{}; so {} is {result}", self.premise(&told.premise).join(", and "), self.name(var))
            }
        })
    }

    /// Whether a premise only says that two numbers of one cell are one, as their names already tell.
    fn goes_without_saying(&self, premise: &Premise) -> bool {
        let Why::Law { first, second, link: Link::Equal, steps } = &premise.why else { return false };
        let asked = |var: &Var| var.claim == self.follows.question;
        let alike = asked(first) || asked(second) || self.name(*first) == self.name(*second);
        alike && steps.iter().all(|step| *step == Step::SameTime)
    }

    /// What a premise says by itself.
    fn premise(&mut self, premise: &Premise) -> Vec<String> {
        match &premise.why {
            Why::Says(claim) => {
                let says = self.ground().claim(*claim).map(says).unwrap_or_default();
                vec![format!("{} says: {says}", self.whose(*claim))]
            }
            Why::NonNegative(var) => vec![never_below_zero(self.ground(), *var)],
            Why::Tiling => vec![tiling(self.ground(), &self.reading, &premise.inequality)],
            Why::Total(law) => vec![standing(self.ground(), *law, &premise.inequality)],
            Why::Law { first, second, link, steps } => {
                let law = |law: &Step| law_step(self.ground(), (*first, *second), *link, law);
                steps.iter().filter_map(law).collect()
            }
        }
    }

    /// A claim, with its source where it is named first.
    fn whose(&mut self, claim: crate::proof::ClaimIx) -> String {
        let name = id(self.ground(), claim);
        if self.named.insert(name.clone()) {
            format!("{name} ({})", source_of(self.ground(), claim))
        } else {
            name
        }
    }

    /// What is known of a number, and how it was reckoned.
    fn result(&self, var: Var, below: Option<&Told>, above: Option<&Told>) -> String {
        let unit = self.unit(var);
        let (low, high) = (below.map(|told| end(&told.derived)), above.map(|told| end(&told.derived)));
        let factor = self.factor(var);
        let interval = |low: Option<End>, high: Option<End>| {
            Interval::new(low.unwrap_or(End::Absent), high.unwrap_or(End::Absent)).ok()
        };
        let Some(interval) = interval(low, high) else { return String::new() };
        let reckoned = [below, above].map(|told| told.and_then(|told| self.reckoned(told)));
        range(&interval.scaled(&factor), &unit, reckoned)
    }

    /// The arithmetic of a step, where there is some.
    fn reckoned(&self, told: &Told) -> Option<String> {
        let terms = told.parts.iter().enumerate().map(|(at, (var, times, value))| {
            let sign = match (at, times.is_negative()) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            let value = Rounded::alone(&(value * &self.factor(*var)), told.derived.side);
            format!("{sign}{}{}", value.amount(&self.unit(*var)), times_words(&times.abs()))
        });
        let bare = told.parts.len() < 2 && told.parts.iter().all(|(_, times, _)| *times == Exact::one());
        (!bare).then(|| terms.collect())
    }

    fn unit(&self, var: Var) -> String {
        self.measure(var).map(|measure| measure.unit.clone()).unwrap_or_default()
    }

    /// How many units one base unit is.
    fn factor(&self, var: Var) -> Exact {
        let unit = self.measure(var).and_then(|measure| self.ground().set().units().resolve(&measure.unit));
        let one = Exact::one();
        unit.and_then(|unit| one.checked_div(unit.factor())).unwrap_or(one)
    }

    fn measure(&self, var: Var) -> Option<&crate::model::Measure> {
        let (cell, _) = self.ground().timed_cells(var.claim).get(var.slot).copied().or_else(|| {
            // A rival of a rank is counted as the ranked is.
            self.ground().timed_cells(var.claim).first().copied()
        })?;
        self.ground().measure(&cell.measure)
    }

    /// The cell of a number.
    fn name(&self, var: Var) -> String {
        if var.claim == self.follows.question {
            return format!("{} itself", cell_words(self.follows.cell));
        }
        let Some(claim) = self.ground().claim(var.claim) else { return String::new() };
        match &claim.statement {
            Statement::Change { cell, from, to, .. } => {
                let temporal = self.ground().set().measure(&cell.measure).map(|measure| measure.temporal);
                let date = if var.slot == 0 { from } else { to };
                let time = date.clone().map(|date| match temporal {
                    Some(Temporal::Level | Temporal::RunningTotal) => Time::AsOf(date),
                    _ => Time::Of(date),
                });
                format!("{}{}", cell_words(cell), time_words(time.as_ref()))
            }
            Statement::Rank { .. } if var.slot > 0 => format!("what {} is ranked with", claim.id),
            statement @ (Statement::Amount { .. }
            | Statement::Share { .. }
            | Statement::Total { .. }
            | Statement::Rank { .. }
            | Statement::Event { .. }
            | Statement::Order { .. }
            | Statement::State { .. }
            | Statement::Retraction) => statement.cells().nth(var.slot).map(cell_words).unwrap_or_default(),
        }
    }
}

fn end(derived: &Derived) -> End {
    if derived.strict { End::Open(derived.at.clone()) } else { End::Closed(derived.at.clone()) }
}

/// " × 1.27", " ÷ 1.1475", or nothing.
fn times_words(times: &Exact) -> String {
    if *times == Exact::one() {
        return String::new();
    }
    let inverse = Exact::one().checked_div(times).unwrap_or_else(Exact::one);
    let (written, divided) = (times.to_string(), inverse.to_string());
    if divided.contains('/') || (!written.contains('/') && written.len() <= divided.len()) {
        format!(" × {written}")
    } else {
        format!(" ÷ {divided}")
    }
}

/// An interval in words, in a unit, rounded outward.
pub(crate) fn interval(interval: &Interval, unit: &str) -> String {
    range(interval, unit, [None, None])
}

/// Why an interval is not given, or gives nothing.
pub(crate) fn because(follows: &Follows<'_>) -> Option<String> {
    let ids = |claims: &[crate::proof::ClaimIx]| {
        let ids: Vec<String> = claims.iter().map(|ix| id(&follows.ground, *ix)).collect();
        ids.join(", ")
    };
    let barred = [&follows.plain, &follows.lenient].into_iter().find_map(|forced| match forced {
        Forced::Undecided(barred) => Some(*barred),
        Forced::Between(..) | Forced::Nowhere(_) => None,
    });
    if let Some(barred) = barred {
        return Some(self::barred(barred).to_owned());
    }
    if let Forced::Nowhere(claims) = &follows.plain {
        return Some(format!("no plain reading makes {} true together", ids(claims)));
    }
    match &follows.lenient {
        Forced::Nowhere(claims) => Some(format!("no reading makes {} true together", ids(claims))),
        Forced::Between(..) | Forced::Undecided(_) => nothing(follows, &ids(&follows.left_out)),
    }
}

/// Why nothing is forced.
fn nothing(follows: &Follows<'_>, left_out: &str) -> Option<String> {
    let Forced::Between(low, _) = &follows.plain else { return None };
    if follows.tells(&follows.plain) {
        return None;
    }
    let signed = low.as_ref().is_some_and(|end| !end.claims.is_empty());
    Some(match (follows.left_out.is_empty(), signed) {
        (false, _) => format!("what would bound it is touched by a contradiction: {left_out}"),
        (true, false) => "no claim bounds it".to_owned(),
        (true, true) => "nothing follows but that it is above zero".to_owned(),
    })
}

/// Why what follows was not worked out.
pub(crate) fn barred(barred: Barred) -> &'static str {
    match barred {
        Barred::Many => "it hangs together with more claims than the policy's `implied`",
        Barred::Undecided => "whether a contradiction touches the claims that bear on it was not decided",
        Barred::Limit => "it takes more readings or more steps than the policy's limits allow",
    }
}
