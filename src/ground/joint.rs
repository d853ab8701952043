//! Laws over several numbers at once: rows that tie the numbers to amounts which no claim names.
//!
//! The amounts are columns of the solver and nothing else. In a refutation they cancel, so that what is left of all rows
//! of one law is a single inequality between the numbers, which the kernel checks by itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Exact;
use crate::proof::{Inequality, Premise, Var, Why};

/// One law over several numbers, in one reading.
#[derive(Clone, Debug)]
pub(super) struct Joint {
    why: Why,
    amounts: usize,
    rows: Vec<JointRow>,
}

/// At most nothing: a number, if there is one, and amounts, each times how often it counts.
#[derive(Clone, Debug)]
pub(super) struct JointRow {
    pub(super) number: Option<(Var, Exact)>,
    pub(super) amounts: Vec<(usize, Exact)>,
}

impl Joint {
    /// A law over so many amounts.
    pub(super) fn new(why: Why, amounts: usize) -> Joint {
        Joint { why, amounts, rows: Vec::new() }
    }

    /// A number is the sum of amounts.
    pub(super) fn equal(&mut self, number: Var, amounts: &[(usize, Exact)]) {
        let one = Exact::one();
        for sign in [-&one, one] {
            self.rows.push(JointRow {
                number: Some((number, -&sign)),
                amounts: amounts.iter().map(|(at, times)| (*at, times * &sign)).collect(),
            });
        }
    }

    /// Amounts add up to at most nothing.
    pub(super) fn at_most_nothing(&mut self, amounts: Vec<(usize, Exact)>) {
        self.rows.push(JointRow { number: None, amounts });
    }

    pub(super) fn amounts(&self) -> usize {
        self.amounts
    }

    pub(super) fn rows(&self) -> &[JointRow] {
        &self.rows
    }

    pub(super) fn numbers(&self) -> BTreeSet<Var> {
        self.rows.iter().filter_map(|row| row.number.as_ref()).map(|(var, _)| *var).collect()
    }

    /// What rows add up to, each times its number, and how often that counts so that no number in it counts less than
    /// once; `None` if no number is left.
    pub(super) fn sum<'r>(
        &self,
        rows: impl Iterator<Item = (&'r JointRow, &'r Exact)>,
    ) -> Option<(Exact, Premise)> {
        let mut terms: BTreeMap<Var, Exact> = BTreeMap::new();
        for (row, often) in rows {
            let Some((var, times)) = &row.number else { continue };
            let known = terms.entry(*var).or_insert_with(Exact::zero);
            *known = &*known + &(times * often);
        }
        terms.retain(|_, times| !times.is_zero());
        let least = terms.values().map(Exact::abs).min()?;
        let terms =
            terms.into_iter().filter_map(|(var, times)| Some((var, times.checked_div(&least)?))).collect();
        let inequality = Inequality { terms, limit: Exact::zero(), strict: false };
        Some((least, Premise { inequality, why: self.why.clone() }))
    }
}
