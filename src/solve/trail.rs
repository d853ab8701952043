use std::collections::BTreeMap;
use std::rc::Rc;

use super::delta::Delta;
use super::part::Part;
use super::slots::Slots;
use crate::model::Num;

/// From which side a variable is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Low,
    High,
}

/// Why a bound holds.
#[derive(Clone, Debug)]
pub(super) enum Cause {
    /// It is taken for granted for a while.
    Assumed,
    /// A line leaves no more for one of its terms, by the steps that bounded the others. All steps that the line
    /// used are kept once for all its terms.
    Line { line: usize, term: usize, uses: Rc<[Option<usize>]> },
}

/// A bound found.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) var: usize,
    pub(super) side: Side,
    pub(super) value: Delta,
    pub(super) cause: Cause,
}

/// An impossibility.
#[derive(Clone, Debug)]
pub(super) enum Clash {
    /// The least that a line can come to, by these steps, is too much.
    Line { line: usize, uses: Rc<[Option<usize>]> },
    /// Two steps bound one variable to nothing.
    Bounds { low: usize, high: usize },
}

/// All bounds found, each after those that it follows from.
#[derive(Debug)]
pub(super) struct Trail(Slots<Step>);

/// How often each step, and each row, is to be counted.
#[derive(Default)]
struct Counts {
    steps: BTreeMap<usize, Num>,
    rows: BTreeMap<usize, Num>,
}

impl Trail {
    pub(super) fn new() -> Trail {
        Trail(Slots::new())
    }

    pub(super) fn push(&mut self, step: Step) -> usize {
        self.0.push(step)
    }

    pub(super) fn value(&self, at: Option<usize>) -> Option<&Delta> {
        at.map(|at| &self.0[at].value)
    }

    /// The rows whose sum, each times its multiplier, is absurd: steps are replaced by what they follow from, the latest
    /// first, so that each is replaced once. `None` if an assumption is among them.
    pub(super) fn explained(&self, part: &Part, clash: &Clash) -> Option<Vec<(usize, Num)>> {
        let mut counts = Counts::default();
        match clash {
            Clash::Line { line, uses } => counts.line(part, *line, uses, None, &Num::ONE),
            Clash::Bounds { low, high } => {
                counts.steps.insert(*low, Num::ONE);
                counts.steps.insert(*high, Num::ONE);
            }
        }
        while let Some((at, times)) = counts.steps.pop_last() {
            match &self.0[at].cause {
                Cause::Assumed => return None,
                Cause::Line { line, term, uses } => counts.line(part, *line, uses, Some(*term), &times),
            }
        }
        Some(counts.rows.into_iter().collect())
    }
}

impl Counts {
    /// Counts a line so often that its bounded term, if there is one, is counted so many times.
    fn line(
        &mut self,
        part: &Part,
        line: usize,
        uses: &[Option<usize>],
        bounded: Option<usize>,
        times: &Num,
    ) {
        let line = &part.lines[line];
        let bounded_times = bounded.and_then(|term| line.terms.get(term)).map(|(_, times)| times.abs());
        let times = times.over(&bounded_times.unwrap_or(Num::ONE));
        for (term, ((_, factor), used)) in line.terms.iter().zip(uses).enumerate() {
            if let (Some(step), true) = (used, bounded != Some(term)) {
                let known = self.steps.entry(*step).or_insert(Num::ZERO);
                *known = known.plus_times(&factor.abs(), &times);
            }
        }
        let known = self.rows.entry(line.row).or_insert(Num::ZERO);
        *known = &*known + &times;
    }
}
