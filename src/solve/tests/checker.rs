//! Checks answers by adding up, with nothing of the solver but its types.

use std::collections::BTreeMap;

use super::super::{Certificate, Decision, Row};
use crate::model::Exact;

/// Whether each row holds of the values.
pub(super) fn fits(rows: &[Row], values: &[Exact]) -> bool {
    rows.iter().all(|row| {
        let sum = row.terms.iter().fold(Exact::zero(), |sum, (var, times)| &sum + &(times * &values[*var]));
        if row.strict { sum < row.limit } else { sum <= row.limit }
    })
}

/// The sum of rows, each times its multiplier; `None` if a multiplier is not above zero or a row is named twice.
pub(super) fn sum(rows: &[Row], certificate: &Certificate) -> Option<(BTreeMap<usize, Exact>, Exact, bool)> {
    let mut terms: BTreeMap<usize, Exact> = BTreeMap::new();
    let (mut limit, mut strict) = (Exact::zero(), false);
    let mut named = Vec::new();
    for (at, times) in certificate {
        if times.is_negative() || times.is_zero() || named.contains(at) {
            return None;
        }
        named.push(*at);
        for (var, factor) in &rows[*at].terms {
            let known = terms.entry(*var).or_insert_with(Exact::zero);
            *known = &*known + &(factor * times);
        }
        limit = &limit + &(&rows[*at].limit * times);
        strict |= rows[*at].strict;
    }
    terms.retain(|_, times| !times.is_zero());
    Some((terms, limit, strict))
}

/// Whether the rows add up to 0 ≤ a negative number, or to 0 < 0.
pub(super) fn absurd(rows: &[Row], certificate: &Certificate) -> bool {
    sum(rows, certificate).is_some_and(|(terms, limit, strict)| {
        terms.is_empty() && (limit.is_negative() || strict && limit.is_zero())
    })
}

/// Whether the answer is one that proves itself; gives whether the rows can be met.
#[track_caller]
pub(super) fn verified(rows: &[Row], decision: &Decision) -> bool {
    match decision {
        Decision::Witness(values) => {
            assert!(fits(rows, values), "{values:?} does not fit {rows:?}");
            true
        }
        Decision::Refuted(certificate) => {
            assert!(absurd(rows, certificate), "{certificate:?} is not absurd in {rows:?}");
            false
        }
        Decision::GaveUp => panic!("a limit was reached in {rows:?}"),
    }
}
