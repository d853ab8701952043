use proptest::prelude::*;

use super::super::{Limits, Range, Reach, Row, bounds_of};
use super::checker::{absurd, sum};
use super::fourier::satisfiable;
use super::laws::{VARIABLES, system};
use super::{LIMITS, NO_ROUNDS, exact, rows};
use crate::model::Exact;

type Terms = Vec<(usize, Exact)>;

fn turned(terms: &Terms) -> Terms {
    terms.iter().map(|(var, times)| (*var, -times)).collect()
}

/// The rows, and that a sum is at least so much.
fn with_at_least(rows: &[Row], goal: &Terms, value: &Exact) -> Vec<Row> {
    let row = Row { terms: turned(goal), limit: -value, strict: false };
    rows.iter().cloned().chain([row]).collect()
}

/// That a reach upwards is proved, and cannot be less.
fn narrowest(rows: &[Row], goal: &Terms, reach: &Reach) {
    let can = |value: &Exact| satisfiable(&with_at_least(rows, goal, value), VARIABLES);
    match reach {
        Reach::Unbounded => assert!(can(&Exact::pow10(60))),
        Reach::To { value, attained, certificate } => {
            let (mut terms, limit, strict) = sum(rows, certificate).unwrap();
            for (var, times) in goal {
                let known = terms.entry(*var).or_insert_with(Exact::zero);
                *known = &*known - times;
            }
            assert!(terms.values().all(Exact::is_zero), "{certificate:?} does not add up to {goal:?}");
            assert_eq!((&limit, strict), (value, !attained));
            assert_eq!(can(value), *attained);
            assert!(can(&(value - &Exact::pow10(-9))));
        }
    }
}

/// The same, seen from below.
fn mirrored(reach: &Reach) -> Reach {
    match reach.clone() {
        Reach::Unbounded => Reach::Unbounded,
        Reach::To { value, attained, certificate } => Reach::To { value: -&value, attained, certificate },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn ends_are_proved_and_cannot_be_nearer(
        rows in system(9),
        goal in prop::collection::vec((0..VARIABLES, (-3_i64..=3).prop_map(Exact::from)), 0..3),
    ) {
        for limits in [LIMITS, NO_ROUNDS] {
            match bounds_of(&rows, &goal, &limits) {
                Range::Between { low, high } => {
                    narrowest(&rows, &goal, &high);
                    narrowest(&rows, &turned(&goal), &mirrored(&low));
                }
                Range::Refuted(certificate) => prop_assert!(absurd(&rows, &certificate)),
                Range::GaveUp => prop_assert!(false, "a limit was reached"),
            }
        }
    }
}

/// Prints `[2, 5)`.
#[track_caller]
fn ends(texts: &[&str], goal: &[(usize, &str)]) -> String {
    let goal: Terms = goal.iter().map(|(var, times)| (*var, exact(times))).collect();
    let Range::Between { low, high } = bounds_of(&rows(texts), &goal, &LIMITS) else { panic!("no range") };
    let low = match low {
        Reach::Unbounded => "(-∞".to_owned(),
        Reach::To { value, attained, .. } => format!("{}{value}", if attained { "[" } else { "(" }),
    };
    let high = match high {
        Reach::Unbounded => "∞)".to_owned(),
        Reach::To { value, attained, .. } => format!("{value}{}", if attained { "]" } else { ")" }),
    };
    format!("{low}, {high}")
}

#[test]
fn a_part_is_what_the_whole_leaves() {
    let sum = ["a + b - c <= 0", "a + b - c >= 0", "c >= 8", "c <= 8.5", "b >= 3", "b < 3.5"];
    assert_eq!(ends(&sum, &[(0, "1")]), "(4.5, 5.5]");
    assert_eq!(ends(&sum, &[(0, "2"), (1, "2")]), "[16, 17]");
    assert_eq!(ends(&["a - b <= 0", "b <= 2"], &[(0, "1")]), "(-∞, 2]");
    assert_eq!(ends(&["a <= 2"], &[(5, "1")]), "(-∞, ∞)");
    assert_eq!(ends(&["a <= 2"], &[(0, "0")]), "[0, 0]");
}

#[test]
fn a_limit_is_named() {
    let rows = rows(&["a + b <= 4", "a - b <= 1", "a >= 0", "b >= 0"]);
    let limits = Limits { pivots: 0, ..LIMITS };
    assert_eq!(bounds_of(&rows, &[(0, Exact::one())], &limits), Range::GaveUp);
}
