//! Proofs to words: what each side says, why they clash step by step, by how much, and what would reconcile them.

mod amount;
mod derive;
pub(crate) mod implied;
mod inferred;
mod near;
mod phrase;
mod quantity;
mod slip;
mod story;
mod sums;
mod ways;
mod words;

use std::collections::BTreeSet;

use crate::check::Found;
use crate::ground::{Ground, Reading};
use crate::model::Exact;
use crate::proof::{Case, ClaimIx, Ends, Inequality, Link, Named, Premise, Refutation, Relaxed, Step, Why};
use amount::amount_of;
use story::{Story, story};

pub(crate) use amount::range_of;
pub(crate) use inferred::{fixed, unfit, why};
pub(crate) use near::{look_alikes, near};
pub(crate) use slip::slip;
pub(crate) use ways::way;
pub(crate) use words::{cell_words, says, source_of};

/// The reasons of a finding, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Explanation {
    /// The steps of the argument, in reading order.
    pub(crate) steps: Vec<String>,
    /// By how much the claims miss each other.
    pub(crate) gap: Option<String>,
    /// What would reconcile them, with the claims whose words it hangs on.
    pub(crate) ways: Vec<(String, Vec<ClaimIx>)>,
}

/// Explains a finding.
pub(crate) fn explain(ground: &Ground<'_>, found: &Found) -> Explanation {
    let several = found.cases.len() > 1;
    let (mut steps, mut apart) = (Vec::new(), None);
    for case in &found.cases {
        if several {
            steps.push(phrase::case_of(ground, case));
        }
        let story = told(ground, found, case);
        apart = apart.or_else(|| match &story {
            Some(story) => story.gap.clone(),
            None => gap(ground, &found.claims, &case.refutation),
        });
        steps.extend(story.map_or_else(|| case_steps(ground, found, case), |story| story.steps));
    }
    dedup(&mut steps);
    let ways = found
        .reconciliations
        .iter()
        .map(|reconciliation| way(ground, &found.claims, reconciliation))
        .collect();
    Explanation { steps, gap: apart, ways }
}

/// The case as a story, where more than two claims take part and it can be told as one.
fn told(ground: &Ground<'_>, found: &Found, case: &Case) -> Option<Story> {
    let Refutation::Sum(premises) = &case.refutation else { return None };
    if found.claims.len() < 3 {
        return None;
    }
    story(ground, &found.claims, &in_order(premises), &reading_of(found, case), !found.contradiction)
}

/// The reading that a case is of.
fn reading_of(found: &Found, case: &Case) -> Reading {
    let relaxed = if found.contradiction { Relaxed::Everything } else { Relaxed::Nothing };
    Reading::new(case.rungs.clone(), relaxed)
}

/// Says a shared step once.
fn dedup(steps: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    steps.retain(|step| seen.insert(step.clone()));
}

fn case_steps(ground: &Ground<'_>, found: &Found, case: &Case) -> Vec<String> {
    match &case.refutation {
        Refutation::Named(named) => vec![named_step(ground, &found.claims, *named)],
        Refutation::Sum(premises) => {
            let premises: Vec<&Premise> = in_order(premises);
            let reading = reading_of(found, case);
            let mut steps = Vec::new();
            for premise in &premises {
                match &premise.why {
                    Why::Says(claim) => {
                        steps.push(phrase::premise(
                            ground,
                            *claim,
                            premise,
                            &found.claims,
                            Some(!found.contradiction),
                        ));
                    }
                    Why::NonNegative(var) => steps.push(phrase::never_below_zero(ground, *var)),
                    Why::Total(law) => steps.push(sums::standing(ground, *law, &premise.inequality)),
                    Why::Tiling => steps.push(sums::tiling(ground, &reading, &premise.inequality)),
                    Why::Law { first, second, link, steps: laws } => {
                        for law in laws {
                            steps.extend(law_step(ground, (*first, *second), *link, law));
                        }
                    }
                }
            }
            dedup(&mut steps);
            steps.extend(arithmetic(ground, &found.claims, case));
            steps
        }
    }
}

/// The sum that cannot be, spelled out: what must be at least so much would have to be at most so much less. Only where
/// something is multiplied or added up; two bounds say as much by themselves.
fn arithmetic(ground: &Ground<'_>, claims: &[ClaimIx], case: &Case) -> Option<String> {
    let Refutation::Sum(premises) = &case.refutation else { return None };
    if premises.iter().all(|(_, premise)| premise.inequality.ends().is_some()) {
        return None;
    }
    let whose = *claims.iter().find(|ix| ground.number(**ix).is_some())?;
    let amount = |at: &Exact| amount_of(ground, claims, whose, at);
    let (mut low, mut high) = (Vec::new(), Vec::new());
    let (mut least, mut most) = (Exact::zero(), Exact::zero());
    for (times, premise) in premises {
        let Inequality { terms, limit, .. } = &premise.inequality;
        if limit.is_zero() {
            continue;
        }
        let weight = if *times == Exact::one() { String::new() } else { format!("{} × ", rounded(times)) };
        let side = (times * limit, terms.values().all(Exact::is_negative));
        match side {
            (sum, true) => {
                low.push(format!("{weight}{}", amount(&-limit)));
                least = &least - &sum;
            }
            (sum, false) => {
                high.push(format!("{weight}{}", amount(limit)));
                most = &most + &sum;
            }
        }
    }
    let side = |terms: &[String], sum: &Exact| match terms {
        [] => "nothing".to_owned(),
        [one] if *one == amount(sum) => one.clone(),
        terms => format!("{}, that is {}", terms.join(" + "), amount(sum)),
    };
    Some(format!("so {} would have to be at most {}", side(&low, &least), side(&high, &most)))
}

/// A number with at most four places, marked when there are more; the proof has it in full.
fn rounded(number: &Exact) -> String {
    let near = number.nearest(4);
    if near == *number { near.to_string() } else { format!("about {near}") }
}

/// In reading order: a chain of differences from what must be large, over the laws, to what must be small; anything else
/// by what single claims say of one variable, then the laws, then what relates several.
fn in_order(premises: &[(Exact, Premise)]) -> Vec<&Premise> {
    let all: Vec<&Premise> = premises.iter().map(|(_, premise)| premise).collect();
    let ends: Option<Vec<Ends>> = all.iter().map(|premise| premise.inequality.ends()).collect();
    if let Some(ends) = ends {
        return chained(all.into_iter().zip(ends).collect());
    }
    let rank = |premise: &&Premise| match (&premise.why, premise.inequality.terms.len()) {
        (Why::Says(_) | Why::NonNegative(_), 1) => 0,
        (Why::Law { .. } | Why::Tiling | Why::Total(_), _) => 1,
        (Why::Says(_) | Why::NonNegative(_), _) => 2,
    };
    let mut all = all;
    all.sort_by_key(rank);
    all
}

fn chained(mut left: Vec<(&Premise, Ends)>) -> Vec<&Premise> {
    let mut ordered = Vec::new();
    // Begin at a bound from below: a premise that adds nothing.
    let says = |(premise, _): &(&Premise, Ends)| matches!(premise.why, Why::Says(_));
    let bound = left.iter().position(|(_, (plus, _))| plus.is_none());
    let mut next = bound.or_else(|| left.iter().position(says)).unwrap_or(0);
    while next < left.len() {
        let (premise, (_, end)) = left.remove(next);
        ordered.push(premise);
        next = left.iter().position(|(_, (plus, _))| *plus == end).unwrap_or(0);
    }
    ordered
}

fn law_step(
    ground: &Ground<'_>,
    ends: (crate::proof::Var, crate::proof::Var),
    link: Link,
    step: &Step,
) -> Option<String> {
    let name = |var: crate::proof::Var| phrase::id(ground, var.claim);
    let (first, second) = (name(ends.0), name(ends.1));
    let text = match step {
        Step::SameTime if link == Link::Equal => {
            format!("{first} and {second} speak of one cell at one time")
        }
        Step::SameTime => return None,
        Step::Holds => "the measure is declared to keep its value that long".to_owned(),
        Step::Running => format!("a running total never falls, and {first} is the earlier figure"),
        Step::SubPeriod => {
            format!("the period of {first} lies inside that of {second}, and a part has at most the whole")
        }
        Step::Part(facet) => format!("by `{facet}`, {first} speaks of a part of what {second} speaks of"),
        Step::Basis(facet) => format!("by `{facet}`, {first} counts part of what {second} counts"),
        Step::Ladder => format!(
            "what {first} counts has come further than what {second} counts, and so is at most as much"
        ),
        Step::Standing(at) => {
            format!("standing law {} of the set puts the one at or below the other", at + 1)
        }
        Step::SameEvent => format!("{first} and {second} speak of one happening"),
        Step::CalledOff => format!("what {first} calls off cannot have happened before, as {second} says"),
        Step::NotYet => format!("at the time of {first} it was not yet done, so {second} cannot be earlier"),
    };
    Some(text)
}

fn named_step(ground: &Ground<'_>, claims: &[ClaimIx], named: Named) -> String {
    let ids: Vec<String> = claims.iter().map(|ix| phrase::id(ground, *ix)).collect();
    let both = ids.join(" and ");
    match named {
        Named::OneValue => format!("{both} give one attribute two values at one time, and it has one"),
        Named::Precision => format!("{both} give one cell two figures, declared to one precision"),
        Named::Places => format!("{both} give places that cannot both be held"),
        Named::Denial => format!("one of {both} denies what the other asserts"),
        Named::Anachronism => format!("{both} tells as done what lies after its own date"),
    }
}

/// By how much a sum is absurd: what would have to be added for the premises to fit.
fn gap(ground: &Ground<'_>, claims: &[ClaimIx], refutation: &Refutation) -> Option<String> {
    let Refutation::Sum(premises) = refutation else { return None };
    let total = premises
        .iter()
        .fold(Exact::zero(), |sum, (times, premise)| &sum + &(times * &premise.inequality.limit));
    let missing = total.abs();
    if missing.is_zero() {
        return None;
    }
    let whose = *claims.iter().find(|ix| ground.number(**ix).is_some()).or(claims.first())?;
    let dated = premises.iter().all(|(_, premise)| phrase::is_dated(ground, premise));
    Some(if dated { phrase::days(&missing) } else { amount_of(ground, claims, whose, &missing) })
}
