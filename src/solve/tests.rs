//! The solver against a plain checker, a naive second solver, and tables.

mod checker;
mod ends;
mod fourier;
mod laws;
mod scale;
mod tables;

use super::{Limits, Row};
use crate::model::Exact;

const LIMITS: Limits = Limits { rounds: 20, pivots: 10_000, sets: 1000, tests: 10_000 };

/// Simplex alone decides.
const NO_ROUNDS: Limits = Limits { rounds: 0, ..LIMITS };

#[track_caller]
fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// Reads `2 a - 1/3 b < 5`; `≤` may be `<=`, and `>` and `>=` turn the row round. Variables are single letters.
#[track_caller]
fn row(text: &str) -> Row {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|word| ["<", "<=", ">", ">="].contains(word)).unwrap();
    let turned = words[at].starts_with('>');
    let mut terms = Vec::new();
    let (mut sign, mut times) = (Exact::one(), Exact::one());
    for word in &words[..at] {
        match word.bytes().next().unwrap() {
            b'+' => sign = Exact::one(),
            b'-' if word.len() == 1 => sign = -&Exact::one(),
            letter @ b'a'..=b'z' => {
                let signed = &sign * &times;
                terms.push((usize::from(letter - b'a'), if turned { -&signed } else { signed }));
                (sign, times) = (Exact::one(), Exact::one());
            }
            _ => times = exact(word),
        }
    }
    let limit = exact(words[at + 1]);
    Row { terms, limit: if turned { -&limit } else { limit }, strict: !words[at].ends_with('=') }
}

#[track_caller]
fn rows(texts: &[&str]) -> Vec<Row> {
    texts.iter().map(|text| row(text)).collect()
}
