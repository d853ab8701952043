use proptest::prelude::*;

use super::super::{Decision, Limits, Row, decide};
use super::checker::verified;
use super::fourier::satisfiable;
use super::{LIMITS, NO_ROUNDS};
use crate::model::Exact;

pub(super) const VARIABLES: usize = 4;

/// Mostly small whole numbers, so that much is degenerate; sometimes 28 digits.
fn number() -> impl Strategy<Value = Exact> {
    prop_oneof![
        6 => (-3_i64..=3).prop_map(Exact::from),
        2 => (-9_i64..=9, 1_i64..=4).prop_map(|(over, under)| Exact::ratio(over, under).unwrap()),
        1 => (-(10_i128.pow(28))..10_i128.pow(28)).prop_map(|number| &Exact::whole(number) * &Exact::pow10(-27)),
    ]
}

pub(super) fn variable() -> impl Strategy<Value = usize> {
    0..VARIABLES
}

/// A bound, an order, an equality of sum and parts (one half), or anything.
fn row() -> impl Strategy<Value = Row> {
    let terms = prop_oneof![
        (variable(), prop::bool::ANY)
            .prop_map(|(var, low)| vec![(var, Exact::from(if low { -1 } else { 1 }))]),
        (variable(), variable()).prop_map(|(x, y)| vec![(x, Exact::one()), (y, Exact::from(-1))]),
        (variable(), variable(), variable(), prop::bool::ANY).prop_map(|(x, y, z, turned)| {
            let one = Exact::from(if turned { -1 } else { 1 });
            vec![(x, one.clone()), (y, one.clone()), (z, -&one)]
        }),
        prop::collection::vec((variable(), number()), 0..4),
    ];
    (terms, number(), prop::bool::weighted(0.3)).prop_map(|(terms, limit, strict)| Row {
        terms,
        limit,
        strict,
    })
}

pub(super) fn system(most: usize) -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5000))]

    #[test]
    fn fourier_and_motzkin_say_the_same(rows in system(9)) {
        let can = satisfiable(&rows, VARIABLES);
        prop_assert_eq!(verified(&rows, &decide(&rows, &LIMITS)), can);
        prop_assert_eq!(verified(&rows, &decide(&rows, &NO_ROUNDS)), can);
    }

    #[test]
    fn a_limit_never_makes_a_wrong_answer(rows in system(12), rounds in 0_usize..3, pivots in 0_usize..4) {
        let decision = decide(&rows, &Limits { rounds, pivots, ..LIMITS });
        prop_assert_eq!(&decision, &decide(&rows, &Limits { rounds, pivots, ..LIMITS }));
        if !matches!(decision, Decision::GaveUp) {
            prop_assert_eq!(verified(&rows, &decision), verified(&rows, &decide(&rows, &LIMITS)));
        }
    }
}
