//! Whether rows can all hold, when figures of one thing make most of their variables equal.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decision, Limits, Row, decide};
use crate::model::Exact;

/// Whether values that fit all rows are found with every two variables taken for one that rows make equal.
///
/// Such values fit the rows as they are; where none are found, the rows have to be decided as they are. Ten figures of one
/// thing are ten variables and ninety rows, or one variable and two bounds.
pub(super) fn fits(rows: &[Row], limits: &Limits) -> bool {
    let one = Classes::of(rows);
    let mut merged: BTreeMap<Vec<(usize, Exact)>, (&Exact, bool)> = BTreeMap::new();
    for row in rows {
        // Of one sum the lowest limit counts, and of one limit the strict one.
        let limit = (&row.limit, !row.strict);
        let lowest = merged.entry(one.terms(row)).or_insert(limit);
        *lowest = limit.min(*lowest);
    }
    let row = |(terms, (limit, reached)): (Vec<(usize, Exact)>, (&Exact, bool))| Row {
        terms,
        limit: limit.clone(),
        strict: !reached,
    };
    let merged: Vec<Row> = merged.into_iter().map(row).collect();
    matches!(decide(&merged, limits), Decision::Witness(_))
}

/// Variables that rows make equal.
struct Classes {
    /// A variable of the class of each, numbered anew.
    of: BTreeMap<usize, usize>,
}

impl Classes {
    fn of(rows: &[Row]) -> Classes {
        let at_most: BTreeSet<(usize, usize)> = rows.iter().filter_map(at_most).collect();
        let mut equal: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (less, more) in at_most.iter().filter(|(less, more)| at_most.contains(&(*more, *less))) {
            equal.entry(*less).or_default().push(*more);
        }
        let mut of = BTreeMap::new();
        let mut classes = 0;
        for start in rows.iter().flat_map(|row| &row.terms).map(|(var, _)| *var) {
            if of.contains_key(&start) {
                continue;
            }
            let mut open = vec![start];
            while let Some(var) = open.pop() {
                if of.insert(var, classes).is_none() {
                    open.extend(equal.remove(&var).into_iter().flatten());
                }
            }
            classes += 1;
        }
        Classes { of }
    }

    /// The terms of a row, each class once.
    fn terms(&self, row: &Row) -> Vec<(usize, Exact)> {
        let mut sum: BTreeMap<usize, Exact> = BTreeMap::new();
        for (var, times) in &row.terms {
            let class = self.of.get(var).copied().unwrap_or(*var);
            let known = sum.entry(class).or_insert_with(Exact::zero);
            *known = &*known + times;
        }
        sum.into_iter().filter(|(_, times)| !times.is_zero()).collect()
    }
}

/// The two variables of a row that says no more than that the first is at most the second.
fn at_most(row: &Row) -> Option<(usize, usize)> {
    let [(a, x), (b, y)] = row.terms.as_slice() else { return None };
    if row.strict || !row.limit.is_zero() || !(x + y).is_zero() || x.abs() != Exact::one() {
        return None;
    }
    Some(if y.is_negative() { (*a, *b) } else { (*b, *a) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIMITS: Limits = Limits { rounds: 8, pivots: 1000, sets: 100, tests: 10_000 };

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        let term = || (0usize..4, prop_oneof![Just(-1i64), Just(1), Just(2)]);
        let other = (proptest::collection::vec(term(), 1..4), -3i64..4, any::<bool>());
        let other = other.prop_map(|(terms, limit, strict)| vec![row(&terms, limit, strict)]);
        let equal = (0usize..4, 0usize..4)
            .prop_map(|(a, b)| vec![row(&[(a, 1), (b, -1)], 0, false), row(&[(b, 1), (a, -1)], 0, false)]);
        proptest::collection::vec(prop_oneof![2 => other, 1 => equal], 0..8).prop_map(|rows| rows.concat())
    }

    fn row(terms: &[(usize, i64)], limit: i64, strict: bool) -> Row {
        let terms = terms.iter().map(|(var, times)| (*var, Exact::from(*times))).collect();
        Row { terms, limit: Exact::from(limit), strict }
    }

    proptest! {
        #[test]
        fn merged_rows_fit_exactly_when_the_rows_do(rows in rows()) {
            let fit = matches!(decide(&rows, &LIMITS), Decision::Witness(_));
            prop_assert_eq!(fits(&rows, &LIMITS), fit);
        }
    }
}
