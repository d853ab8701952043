//! Sizes that have to be fast, in a release build: `cargo test --release solve::tests::scale -- --ignored`.

use super::super::{Decision, Limits, Row, decide};
use super::checker::{absurd, fits};
use super::{LIMITS, NO_ROUNDS};
use crate::model::Exact;

/// Pseudo-random numbers that are the same everywhere (splitmix64).
pub(super) struct Noise(pub(super) u64);

impl Noise {
    pub(super) fn below(&mut self, end: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % end).unwrap()
    }
}

fn whole(number: usize) -> Exact {
    Exact::from(i64::try_from(number).unwrap())
}

/// At most, and at least.
fn between(var: usize, low: usize, high: usize) -> [Row; 2] {
    [
        Row { terms: vec![(var, Exact::one())], limit: whole(high), strict: false },
        Row { terms: vec![(var, Exact::from(-1))], limit: -&whole(low), strict: false },
    ]
}

/// Running totals in a scrambled order, each known to about ten.
fn chain(length: usize, wrong: Option<usize>) -> Vec<Row> {
    let mut noise = Noise(7);
    let mut names: Vec<usize> = (0..length).collect();
    for at in (1..length).rev() {
        names.swap(at, noise.below(u64::try_from(at).unwrap() + 1));
    }
    let mut rows = Vec::new();
    for (at, var) in names.iter().enumerate() {
        let off = if wrong == Some(at) { 50 } else { noise.below(10) };
        rows.extend(between(*var, at + off, at + off + 10));
        if let Some(next) = names.get(at + 1) {
            let terms = vec![(*var, Exact::one()), (*next, Exact::from(-1))];
            rows.push(Row { terms, limit: Exact::zero(), strict: at % 3 == 0 });
        }
    }
    rows
}

/// Cells with true values, bounds around them, sums of three to six terms, and orders.
fn web(variables: usize, relations: usize, width: usize, seed: u64) -> Vec<Row> {
    let mut noise = Noise(seed);
    let many = u64::try_from(variables).unwrap();
    let truth: Vec<usize> = (0..variables).map(|_| 1000 + noise.below(9000)).collect();
    let mut rows = Vec::new();
    for (var, value) in truth.iter().enumerate() {
        let around = value * width / 100;
        let (below, above) = (noise.below(10), noise.below(10));
        rows.extend(between(var, value - around * below / 10, value + around * above / 10));
    }
    for at in 0..relations {
        if at % 2 == 0 {
            let (x, y) = (noise.below(many), noise.below(many));
            let (x, y) = if truth[x] <= truth[y] { (x, y) } else { (y, x) };
            let terms = vec![(x, Exact::one()), (y, Exact::from(-1))];
            rows.push(Row { terms, limit: Exact::zero(), strict: false });
        } else {
            let mut terms = Vec::new();
            let mut sum = 0;
            for _ in 0..3 + noise.below(4) {
                let var = noise.below(many);
                sum += truth[var];
                terms.push((var, Exact::one()));
            }
            // Equal to the true sum, give or take a hundredth: two rows.
            let turned = terms.iter().map(|(var, one)| (*var, -one)).collect();
            rows.push(Row { terms, limit: whole(sum + sum / 100), strict: false });
            rows.push(Row { terms: turned, limit: -&whole(sum - sum / 100), strict: false });
        }
    }
    rows
}

#[test]
#[ignore = "a measurement"]
fn a_chain_of_100_000_running_totals_is_met() {
    let rows = chain(100_000, None);
    let Decision::Witness(values) = decide(&rows, &Limits { pivots: 0, ..LIMITS }) else {
        panic!("it can be met")
    };
    assert!(fits(&rows, &values));
}

#[test]
#[ignore = "a measurement"]
fn a_chain_of_100_000_running_totals_with_one_wrong_is_refuted() {
    let rows = chain(100_000, Some(50_000));
    let Decision::Refuted(sum) = decide(&rows, &Limits { pivots: 0, ..LIMITS }) else {
        panic!("it cannot be met")
    };
    assert!(absurd(&rows, &sum));
}

#[test]
#[ignore = "a measurement"]
fn a_web_of_1000_cells_and_2000_relations_is_decided() {
    let rows = web(1000, 2000, 20, 1);
    let Decision::Witness(values) = decide(&rows, &LIMITS) else { panic!("it can be met") };
    assert!(fits(&rows, &values));
}

#[test]
#[ignore = "a measurement"]
fn a_web_of_1000_cells_and_2000_relations_is_decided_by_simplex_alone() {
    let rows = web(1000, 2000, 20, 1);
    let Decision::Witness(values) = decide(&rows, &NO_ROUNDS) else { panic!("it can be met") };
    assert!(fits(&rows, &values));
}
