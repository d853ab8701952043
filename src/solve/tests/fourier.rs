//! Fourier–Motzkin elimination, as naive as it can be: it only says yes or no.

use super::super::Row;
use crate::model::Exact;

/// Coefficients of all variables, then the limit, then whether it is excluded.
type Plain = (Vec<Exact>, Exact, bool);

pub(super) fn satisfiable(rows: &[Row], variables: usize) -> bool {
    let mut plain: Vec<Plain> = rows.iter().map(|row| flat(row, variables)).collect();
    for var in 0..variables {
        let (bounding, mut rest): (Vec<Plain>, Vec<Plain>) =
            plain.into_iter().partition(|(times, ..)| !times[var].is_zero());
        let (lower, upper): (Vec<Plain>, Vec<Plain>) =
            bounding.into_iter().partition(|(times, ..)| times[var].is_negative());
        for low in &lower {
            for high in &upper {
                rest.push(joined(low, high, var));
            }
        }
        plain = without_weaker(rest);
    }
    plain.iter().all(|(_, limit, strict)| !(limit.is_negative() || (*strict && limit.is_zero())))
}

fn flat(row: &Row, variables: usize) -> Plain {
    let mut times = vec![Exact::zero(); variables];
    for (var, factor) in &row.terms {
        times[*var] = &times[*var] + factor;
    }
    (times, row.limit.clone(), row.strict)
}

/// The sum of two rows in which a variable cancels.
fn joined(low: &Plain, high: &Plain, var: usize) -> Plain {
    let (a, b) = (high.0[var].clone(), low.0[var].abs());
    let times = low.0.iter().zip(&high.0).map(|(x, y)| &(x * &a) + &(y * &b)).collect();
    (times, &(&low.1 * &a) + &(&high.1 * &b), low.2 || high.2)
}

/// Drops rows that another of the same direction implies, or their number soon explodes.
fn without_weaker(rows: Vec<Plain>) -> Vec<Plain> {
    let mut kept: Vec<Plain> = Vec::new();
    for (times, limit, strict) in rows {
        let scale = times.iter().find(|times| !times.is_zero()).map_or(Exact::one(), Exact::abs);
        let over = |number: &Exact| number.checked_div(&scale).unwrap();
        let row = (times.iter().map(over).collect::<Vec<_>>(), over(&limit), strict);
        let narrower = |a: &Plain, b: &Plain| a.1 < b.1 || a.1 == b.1 && a.2 >= b.2;
        if kept.iter().any(|other| other.0 == row.0 && narrower(other, &row)) {
            continue;
        }
        kept.retain(|other| other.0 != row.0 || !narrower(&row, other));
        kept.push(row);
    }
    kept
}
