//! Decides systems of linear inequalities exactly: values that fit them all, or a sum of them that is absurd.

mod clashes;
mod delta;
mod guess;
mod merged;
mod optimise;
mod order;
mod part;
mod propagate;
mod simplex;
mod slots;
mod tableau;
mod trail;

use crate::model::{Exact, Num};

pub(crate) use clashes::clashes;
use guess::Found;
pub(crate) use optimise::{Range, Reach, bounds_of};
use part::{Line, Part};
use simplex::{Simplex, Verdict};
use slots::Slots;

/// A linear inequality: the terms, each times its number, add up to at most the limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Variables, and how often each counts; one that is named twice counts as the sum.
    pub(crate) terms: Vec<(usize, Exact)>,
    pub(crate) limit: Exact,
    /// Whether the limit itself is excluded.
    pub(crate) strict: bool,
}

/// Rows, by position, each with a multiplier above zero, whose sum is absurd: 0 ≤ a negative number, or 0 < 0.
///
/// There is one exactly when no values fit all rows (Farkas 1902; with strict rows Motzkin 1936).
pub(crate) type Certificate = Vec<(usize, Exact)>;

/// How much work may be done; never a matter of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// How often propagation may look at each line, on average. Beyond, simplex decides.
    pub(crate) rounds: usize,
    /// How often simplex may exchange two variables in one connected part.
    pub(crate) pivots: usize,
    /// How many minimal sets are listed for one connected part.
    pub(crate) sets: usize,
    /// How many systems may be decided in search of them.
    pub(crate) tests: usize,
}

/// Whether some values fit all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// A value for each variable, by its number.
    Witness(Vec<Exact>),
    /// No values do, for this reason.
    Refuted(Certificate),
    /// The work was not finished.
    GaveUp,
}

/// Decides whether some values fit all rows.
pub(crate) fn decide(rows: &[Row], limits: &Limits) -> Decision {
    decided(Line::all(rows).iter(), variables(rows), limits)
}

/// How many variables there are, as far as rows name them.
fn variables(rows: &[Row]) -> usize {
    rows.iter().flat_map(|row| &row.terms).map(|(var, _)| var + 1).max().unwrap_or(0)
}

/// Decides lines by connected parts: what propagation refutes is found before simplex is tried on anything, and a part
/// that was given up does not hide that another is absurd.
fn decided<'a>(lines: impl Iterator<Item = &'a Line> + Clone, variables: usize, limits: &Limits) -> Decision {
    if let Some(line) = lines.clone().find(|line| line.absurd()) {
        return Decision::Refuted(vec![(line.row, Exact::one())]);
    }
    let parts = Part::split(lines, variables);
    let mut values: Slots<Num> = Slots::of(Num::ZERO, variables);
    let mut open = Vec::new();
    for part in &parts {
        match guess::propagate(part, limits.rounds) {
            Found::Refuted(sum) => return Decision::Refuted(certificate(&sum)),
            Found::Values(found) => place(part, found, &mut values),
            Found::Open(start) => open.push((part, start)),
        }
    }
    let mut gave_up = false;
    for (part, start) in open {
        let mut simplex = Simplex::new(part, &start, limits.pivots);
        match simplex.solve() {
            Verdict::Refuted(sum) => return Decision::Refuted(certificate(&sum)),
            Verdict::Tired => gave_up = true,
            Verdict::Fits => match part.settled(&simplex.values) {
                Some(found) => place(part, found, &mut values),
                // Cannot be: simplex holds all lines within their limits.
                None => gave_up = true,
            },
        }
    }
    if gave_up {
        Decision::GaveUp
    } else {
        Decision::Witness(values.iter().cloned().map(Exact::of_num).collect())
    }
}

/// Puts the values of a part where its variables stand among all.
fn place(part: &Part, found: Vec<Num>, values: &mut Slots<Num>) {
    for (var, value) in part.variables.iter().zip(found) {
        values[*var] = value;
    }
}

fn certificate(sum: &[(usize, Num)]) -> Certificate {
    sum.iter().map(|(row, times)| (*row, Exact::of_num(times.clone()))).collect()
}

#[cfg(test)]
mod tests;
