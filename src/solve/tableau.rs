use std::collections::BTreeSet;

use super::slots::Slots;
use crate::model::Num;

/// Some variables in terms of the others: sparse rows, sorted by variable.
///
/// A variable that has a row is *basic*; rows mention variables without rows only.
#[derive(Debug)]
pub(super) struct Tableau {
    rows: Slots<Vec<(usize, Num)>>,
    basic: Slots<bool>,
    /// The basic variables whose rows mention a variable.
    columns: Slots<BTreeSet<usize>>,
}

impl Tableau {
    pub(super) fn new(variables: usize) -> Tableau {
        Tableau {
            rows: Slots::of(Vec::new(), variables),
            basic: Slots::of(false, variables),
            columns: Slots::of(BTreeSet::new(), variables),
        }
    }

    /// Adds a variable without a row.
    pub(super) fn grow(&mut self) -> usize {
        self.basic.push(false);
        self.columns.push(BTreeSet::new());
        self.rows.push(Vec::new())
    }

    pub(super) fn row(&self, var: usize) -> &[(usize, Num)] {
        &self.rows[var]
    }

    pub(super) fn column(&self, var: usize) -> &BTreeSet<usize> {
        &self.columns[var]
    }

    /// How often a variable is in the row of another.
    pub(super) fn times(&self, row: usize, var: usize) -> Num {
        let row = &self.rows[row];
        let found = row.binary_search_by_key(&var, |(var, _)| *var).ok();
        found.and_then(|at| row.get(at)).map_or(Num::ZERO, |(_, times)| times.clone())
    }

    /// Makes a variable basic that no row mentions yet.
    pub(super) fn define(&mut self, var: usize, terms: &[(usize, Num)]) {
        let mut row: Vec<(usize, Num)> = Vec::new();
        for (term, times) in terms {
            let alone = [(*term, Num::ONE)];
            let meaning = if self.basic[*term] { self.rows[*term].as_slice() } else { &alone };
            row = sum(&row, times, meaning, None, |_, _| ());
        }
        for (term, _) in &row {
            self.columns[*term].insert(var);
        }
        self.rows[var] = row;
        self.basic[var] = true;
    }

    /// Exchanges a basic variable with one in its row.
    pub(super) fn pivot(&mut self, leaving: usize, entering: usize) {
        let times = self.times(leaving, entering);
        let mut row = std::mem::take(&mut self.rows[leaving]);
        for (var, _) in &row {
            self.columns[*var].remove(&leaving);
        }
        row.retain(|(var, _)| *var != entering);
        let inverse = times.inverse();
        for (_, factor) in &mut row {
            *factor = -&(&*factor * &inverse);
        }
        let at = row.partition_point(|(var, _)| *var < leaving);
        row.insert(at, (leaving, inverse));
        self.basic[leaving] = false;
        for other in std::mem::take(&mut self.columns[entering]) {
            let times = self.times(other, entering);
            let columns = &mut self.columns;
            let changed = |var: usize, present: bool| {
                if present {
                    columns[var].insert(other);
                } else {
                    columns[var].remove(&other);
                }
            };
            let replaced = sum(&self.rows[other], &times, &row, Some(entering), changed);
            self.rows[other] = replaced;
        }
        for (var, _) in &row {
            self.columns[*var].insert(entering);
        }
        self.rows[entering] = row;
        self.basic[entering] = true;
    }
}

/// A row and so many times another, without one variable; tells which variables come and go.
fn sum(
    left: &[(usize, Num)],
    times: &Num,
    right: &[(usize, Num)],
    without: Option<usize>,
    mut changed: impl FnMut(usize, bool),
) -> Vec<(usize, Num)> {
    let mut row = Vec::with_capacity(left.len() + right.len());
    let mut left = left.iter().filter(|(var, _)| Some(*var) != without).peekable();
    for (var, factor) in right {
        while let Some(own) = left.next_if(|(own, _)| own < var) {
            row.push(own.clone());
        }
        let added = factor * times;
        match left.next_if(|(own, _)| own == var) {
            None => {
                changed(*var, true);
                row.push((*var, added));
            }
            Some((_, own)) => {
                let total = own + &added;
                if total.is_zero() {
                    changed(*var, false);
                } else {
                    row.push((*var, total));
                }
            }
        }
    }
    row.extend(left.cloned());
    row
}
