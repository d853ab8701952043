//! Fourier–Motzkin elimination over fractions: whether any numbers satisfy some inequalities, and no more than that.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// The terms, each unknown times its number, add up to at most the limit, or to less.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub(super) terms: BTreeMap<usize, BigRational>,
    pub(super) limit: BigRational,
    pub(super) strict: bool,
}

pub(super) fn whole(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

impl Row {
    pub(super) fn new(
        terms: impl IntoIterator<Item = (usize, BigRational)>,
        limit: BigRational,
        strict: bool,
    ) -> Row {
        let mut row = Row { terms: BTreeMap::new(), limit, strict };
        for (unknown, times) in terms {
            *row.terms.entry(unknown).or_insert_with(|| whole(0)) += times;
        }
        row.terms.retain(|_, times| !times.is_zero());
        row
    }

    pub(super) fn at_least_nothing(unknown: usize) -> Row {
        Row::new([(unknown, whole(-1))], whole(0), false)
    }

    fn holds_of_nothing(&self) -> bool {
        !(self.limit.is_negative() || self.strict && self.limit.is_zero())
    }

    /// The row with its first number made one or minus one.
    fn scaled(mut self) -> Row {
        if let Some(scale) = self.terms.values().next().map(Signed::abs) {
            self.terms.values_mut().for_each(|times| *times /= &scale);
            self.limit /= scale;
        }
        self
    }
}

/// Two rows added up so that an unknown cancels.
fn joined(low: &Row, high: &Row, unknown: usize) -> Row {
    let (a, b) = (high.terms[&unknown].clone(), low.terms[&unknown].abs());
    let times = |row: &Row, by: &BigRational| -> Vec<(usize, BigRational)> {
        row.terms.iter().map(|(unknown, times)| (*unknown, times * by)).collect()
    };
    let terms = times(low, &a).into_iter().chain(times(high, &b));
    Row::new(terms, &low.limit * &a + &high.limit * &b, low.strict || high.strict)
}

/// Of rows with the same terms only the narrowest.
fn narrowest(rows: impl IntoIterator<Item = Row>) -> Vec<Row> {
    let mut kept: BTreeMap<Vec<(usize, BigRational)>, Row> = BTreeMap::new();
    for row in rows.into_iter().map(Row::scaled) {
        let terms: Vec<_> = row.terms.iter().map(|(unknown, times)| (*unknown, times.clone())).collect();
        let narrower = |known: &Row| (&row.limit, !row.strict) < (&known.limit, !known.strict);
        if kept.get(&terms).is_none_or(narrower) {
            kept.insert(terms, row);
        }
    }
    kept.into_values().collect()
}

pub(super) fn satisfiable(rows: Vec<Row>) -> bool {
    let mut rows = narrowest(rows);
    loop {
        let unknowns: BTreeSet<usize> = rows.iter().flat_map(|row| row.terms.keys().copied()).collect();
        let sides = |unknown: usize| {
            let of = |positive| {
                let on = |row: &&Row| row.terms.get(&unknown).is_some_and(|n| n.is_positive() == positive);
                rows.iter().filter(on).count()
            };
            of(true) * of(false)
        };
        // Whatever makes the fewest rows goes first.
        let Some(unknown) = unknowns.into_iter().min_by_key(|unknown| sides(*unknown)) else {
            return rows.iter().all(Row::holds_of_nothing);
        };
        let (bounding, mut rest): (Vec<Row>, Vec<Row>) =
            rows.into_iter().partition(|row| row.terms.contains_key(&unknown));
        let (low, high): (Vec<Row>, Vec<Row>) =
            bounding.into_iter().partition(|row| row.terms[&unknown].is_negative());
        rest.extend(low.iter().flat_map(|low| high.iter().map(|high| joined(low, high, unknown))));
        rows = narrowest(rest);
        if !rows.iter().filter(|row| row.terms.is_empty()).all(Row::holds_of_nothing) {
            return false;
        }
    }
}
