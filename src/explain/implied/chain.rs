//! A sum of premises as a chain: each premise bounds one number by those that were bounded before.

use std::collections::BTreeMap;

use crate::ground::Far;
use crate::model::Exact;
use crate::proof::{Premise, Side, Var, Why};

/// A bound found.
#[derive(Clone, Debug)]
pub(super) struct Derived {
    pub(super) var: Var,
    pub(super) side: Side,
    pub(super) at: Exact,
    pub(super) strict: bool,
}

/// A premise, the bound that it adds, and the bounds that it is reckoned from: each value, times a number.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) premise: Premise,
    pub(super) derived: Derived,
    pub(super) parts: Vec<(Var, Exact, Exact)>,
}

impl Told {
    /// Whether two chains go through the same numbers by the same claims, the one from below and the other from above.
    pub(super) fn alike(a: &[Told], b: &[Told]) -> bool {
        let whose = |told: &Told| match &told.premise.why {
            Why::Says(claim) => (Some(*claim), Vec::new()),
            Why::NonNegative(var) => (None, vec![*var]),
            Why::Law { first, second, .. } => (None, vec![*first, *second]),
            Why::Tiling | Why::Total(_) => (None, told.premise.inequality.terms.keys().copied().collect()),
        };
        let opposite = |(a, b): (&Told, &Told)| {
            (a.derived.var, whose(a)) == (b.derived.var, whose(b)) && a.derived.side != b.derived.side
        };
        a.len() == b.len() && a.iter().zip(b).all(opposite)
    }
}

type Known = BTreeMap<(Var, Side), (Exact, bool)>;

/// The premises of a sum in an order in which each bounds one more number, the last of them the goal; `None` where they
/// only tell something all together.
pub(super) fn chain(premises: &[(Exact, Premise)], goal: Var, end: &Far) -> Option<Vec<Told>> {
    let mut left: Vec<&Premise> = premises.iter().map(|(_, premise)| premise).collect();
    // What claims say of single numbers comes before what follows from it.
    left.sort_by_key(|premise| premise.inequality.terms.len());
    let mut known = Known::new();
    let mut chain: Vec<Told> = Vec::new();
    while !left.is_empty() {
        let (at, told) =
            left.iter().enumerate().find_map(|(at, premise)| Some((at, told(premise, goal, &known)?)))?;
        let Derived { var, side, at: value, strict } = &told.derived;
        known.insert((*var, *side), (value.clone(), *strict));
        left.remove(at);
        chain.push(told);
    }
    let last = &chain.last()?.derived;
    (last.var == goal && last.at == end.at && last.strict == end.strict).then_some(chain)
}

/// The bound that a premise adds to what is known, if it adds one.
fn told(premise: &Premise, goal: Var, known: &Known) -> Option<Told> {
    let terms = &premise.inequality.terms;
    let needed = |times: &Exact| if times.is_negative() { Side::High } else { Side::Low };
    let open: Vec<Var> = terms
        .iter()
        .filter(|(var, times)| **var == goal || !known.contains_key(&(**var, needed(times))))
        .map(|(var, _)| *var)
        .collect();
    let [var] = open.as_slice() else { return None };
    let own = terms.get(var)?;
    let side = if own.is_negative() { Side::Low } else { Side::High };
    let mut at = premise.inequality.limit.checked_div(own)?;
    let mut strict = premise.inequality.strict;
    let mut parts = vec![(*var, Exact::one(), at.clone())];
    for (other, times) in terms.iter().filter(|(other, _)| *other != var) {
        let (value, excluded) = known.get(&(*other, needed(times)))?;
        let share = -&times.checked_div(own)?;
        at = &at + &(&share * value);
        strict |= excluded;
        parts.push((*other, share, value.clone()));
    }
    parts.retain(|(.., value)| !value.is_zero());
    Some(Told { premise: premise.clone(), derived: Derived { var: *var, side, at, strict }, parts })
}
