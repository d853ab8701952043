use std::collections::BTreeMap;

use super::Row;
use super::delta::Delta;
use super::slots::Slots;
use crate::model::Num;

/// A row made ready for reckoning: each variable once, none times zero; strict when its limit is a little less.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) terms: Vec<(usize, Num)>,
    pub(super) limit: Delta,
    /// The position of the row.
    pub(super) row: usize,
}

impl Line {
    fn new(row: usize, from: &Row) -> Line {
        let limit = Delta { real: from.limit.as_num().clone(), tiny: Num::whole(-i64::from(from.strict)) };
        Line {
            terms: gathered(from.terms.iter().map(|(var, times)| (*var, times.as_num().clone()))),
            limit,
            row,
        }
    }

    /// The line of all rows.
    pub(super) fn all(rows: &[Row]) -> Vec<Line> {
        rows.iter().enumerate().map(|(at, row)| Line::new(at, row)).collect()
    }

    /// Whether it has no variable and is false.
    pub(super) fn absurd(&self) -> bool {
        self.terms.is_empty() && self.limit.is_negative()
    }
}

/// Each variable once, in order, and none times zero.
pub(super) fn gathered(terms: impl Iterator<Item = (usize, Num)>) -> Vec<(usize, Num)> {
    let mut sum: BTreeMap<usize, Num> = BTreeMap::new();
    for (var, times) in terms {
        let known = sum.entry(var).or_insert(Num::ZERO);
        *known = &*known + &times;
    }
    sum.into_iter().filter(|(_, times)| !times.is_zero()).collect()
}

/// What a sum of terms comes to.
pub(super) fn left(terms: &[(usize, Num)], values: &Slots<Delta>) -> Delta {
    terms.iter().fold(Delta::ZERO, |sum, (var, times)| sum.plus_times(times, &values[*var]))
}

/// Lines that hang together by their variables, which are numbered afresh.
#[derive(Debug)]
pub(super) struct Part {
    /// The variables, as the rows number them.
    pub(super) variables: Slots<usize>,
    pub(super) lines: Slots<Line>,
}

impl Part {
    /// Splits lines into parts that share no variable, in the order of their first variables. Lines without
    /// variables are in no part.
    pub(super) fn split<'a>(lines: impl Iterator<Item = &'a Line> + Clone, variables: usize) -> Vec<Part> {
        let mut leaders: Slots<usize> = (0..variables).collect();
        for line in lines.clone() {
            let Some((first, rest)) = line.terms.split_first() else { continue };
            for (var, _) in rest {
                join(&mut leaders, first.0, *var);
            }
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut part_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut number: Slots<Option<usize>> = Slots::of(None, variables);
        for line in lines.filter(|line| !line.terms.is_empty()) {
            let leader = line.terms.first().map_or(0, |(var, _)| leader(&mut leaders, *var));
            let at = *part_of.entry(leader).or_insert(parts.len());
            if at == parts.len() {
                parts.push(Part { variables: Slots::new(), lines: Slots::new() });
            }
            let Some(part) = parts.get_mut(at) else { continue };
            let mut local = |var: usize| *number[var].get_or_insert_with(|| part.variables.push(var));
            let terms = line.terms.iter().map(|(var, times)| (local(*var), times.clone())).collect();
            part.lines.push(Line { terms, limit: line.limit.clone(), row: line.row });
        }
        parts
    }

    /// Plain values in place of those with infinitesimals; `None` when some line does not hold.
    ///
    /// The infinitesimal becomes a number so small that every line still holds (Dutertre and de Moura 2006, section 5).
    pub(super) fn settled(&self, values: &Slots<Delta>) -> Option<Vec<Num>> {
        let mut tiny = Num::ONE;
        for line in self.lines.iter() {
            let room = line.limit.minus(&left(&line.terms, values));
            if room.is_negative() {
                return None;
            }
            if room.tiny.is_negative() {
                tiny = tiny.min(room.real.over(&room.tiny.abs()));
            }
        }
        Some(values.iter().map(|value| value.real.plus_times(&value.tiny, &tiny)).collect())
    }
}

/// The variable that stands for all that hang together with this one (Tarjan 1975, with paths halved).
fn leader(leaders: &mut Slots<usize>, mut var: usize) -> usize {
    while leaders[var] != var {
        leaders[var] = leaders[leaders[var]];
        var = leaders[var];
    }
    var
}

/// The lesser variable leads: chains are numbered upwards, so that paths stay short in practice.
fn join(leaders: &mut Slots<usize>, first: usize, second: usize) {
    let (first, second) = (leader(leaders, first), leader(leaders, second));
    leaders[first.max(second)] = first.min(second);
}
