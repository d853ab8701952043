use std::collections::BTreeSet;
use std::rc::Rc;

use super::delta::Delta;
use super::order::order;
use super::part::Part;
use super::slots::Slots;
use super::trail::{Cause, Clash, Side, Step, Trail};
use crate::model::Num;

/// Bounds of variables, and how they follow from lines and from one another.
///
/// Each line bounds each of its variables by the bounds of the others (interval constraint propagation: Davis 1987).
/// On cyclic systems this may go on for ever, ever more slowly and with ever longer numbers. So the work is limited, and
/// numbers that grow long are replaced by short ones just outside: such a bound still follows, as one that is narrower does.
#[derive(Debug)]
pub(super) struct Propagation<'a> {
    part: &'a Part,
    trail: Trail,
    /// The latest step that bounds each variable from below, and from above.
    low: Slots<Option<usize>>,
    high: Slots<Option<usize>>,
    /// The lines to look at again when the low or the high bound of a variable moves, by their places in the order.
    on_low: Slots<Vec<usize>>,
    on_high: Slots<Vec<usize>>,
    order: Slots<usize>,
    /// The places of the lines that are yet to be looked at.
    waiting: BTreeSet<usize>,
    /// How many more looks at a line are allowed.
    looks: usize,
}

/// Where propagation came to rest.
#[derive(Debug)]
pub(super) enum Rest {
    /// Nothing more follows.
    Quiet,
    /// Enough work was done.
    Tired,
    /// A bound from below lies above a bound from above.
    Clash(Clash),
}

impl<'a> Propagation<'a> {
    pub(super) fn new(part: &'a Part, rounds: usize) -> Propagation<'a> {
        let variables = part.variables.len();
        let order = order(part);
        let mut on_low = Slots::of(Vec::new(), variables);
        let mut on_high = Slots::of(Vec::new(), variables);
        for (place, at) in order.iter().enumerate() {
            for (var, times) in &part.lines[*at].terms {
                let side = if times.is_positive() { &mut on_low } else { &mut on_high };
                side[*var].push(place);
            }
        }
        Propagation {
            part,
            trail: Trail::new(),
            low: Slots::of(None, variables),
            high: Slots::of(None, variables),
            on_low,
            on_high,
            waiting: (0..order.len()).collect(),
            looks: rounds.saturating_mul(order.len()),
            order,
        }
    }

    /// Draws consequences until there are none, going up and down the order of lines in turn.
    pub(super) fn run(&mut self) -> Rest {
        let (mut at, mut up) = (0, true);
        loop {
            let next = if up {
                self.waiting.range(at..).next().copied()
            } else {
                self.waiting.range(..=at).next_back().copied()
            };
            let Some(place) = next else {
                if self.waiting.is_empty() {
                    return Rest::Quiet;
                }
                up = !up;
                at = if up { 0 } else { self.order.len() };
                continue;
            };
            if self.looks == 0 {
                return Rest::Tired;
            }
            self.looks -= 1;
            self.waiting.remove(&place);
            at = place;
            if let Some(clash) = self.look(self.order[place]) {
                return Rest::Clash(clash);
            }
        }
    }

    /// Takes more work on.
    pub(super) fn allow(&mut self, rounds: usize) {
        self.looks = rounds.saturating_mul(self.order.len());
    }

    /// The rows and multipliers that make a clash absurd, if no assumption had a part in it.
    pub(super) fn explained(&self, clash: &Clash) -> Option<Vec<(usize, Num)>> {
        self.trail.explained(self.part, clash)
    }

    pub(super) fn bounds(&self, var: usize) -> (Option<&Delta>, Option<&Delta>) {
        (self.trail.value(self.low[var]), self.trail.value(self.high[var]))
    }

    /// Bounds a variable for the sake of argument.
    pub(super) fn assume(&mut self, var: usize, side: Side, value: Delta) -> Option<Clash> {
        self.bound(Step { var, side, value, cause: Cause::Assumed })
    }

    /// What one line says of each of its variables, by the bounds of the others.
    fn look(&mut self, at: usize) -> Option<Clash> {
        let part = self.part;
        let line = &part.lines[at];
        let mut least = Delta::ZERO;
        let mut unbounded = None;
        let mut uses = Vec::with_capacity(line.terms.len());
        for (term, (var, times)) in line.terms.iter().enumerate() {
            let used = if times.is_positive() { self.low[*var] } else { self.high[*var] };
            match self.trail.value(used) {
                Some(value) => least = least.plus_times(times, value),
                None if unbounded.is_some() => return None,
                None => unbounded = Some(term),
            }
            uses.push(used);
        }
        let room = line.limit.minus(&least);
        let uses: Rc<[Option<usize>]> = uses.into();
        if unbounded.is_none() && room.is_negative() {
            return Some(Clash::Line { line: at, uses });
        }
        for (term, (var, times)) in line.terms.iter().enumerate() {
            if unbounded.is_some_and(|only| only != term) {
                continue;
            }
            // What remains for this term is the room and what the term was reckoned at.
            let own = uses.get(term).and_then(|used| self.trail.value(*used)).unwrap_or(&Delta::ZERO);
            let value = own.plus(&room.over(times));
            let side = if times.is_positive() { Side::High } else { Side::Low };
            let value = value.shortened(side);
            let cause = Cause::Line { line: at, term, uses: Rc::clone(&uses) };
            if let Some(clash) = self.bound(Step { var: *var, side, value, cause }) {
                return Some(clash);
            }
        }
        None
    }

    /// Keeps a bound if it is narrower than the known one.
    fn bound(&mut self, step: Step) -> Option<Clash> {
        let (low, high) = self.bounds(step.var);
        let narrower = match step.side {
            Side::Low => low.is_none_or(|low| step.value > *low),
            Side::High => high.is_none_or(|high| step.value < *high),
        };
        if !narrower {
            return None;
        }
        let crossed = match step.side {
            Side::Low => high.is_some_and(|high| step.value > *high),
            Side::High => low.is_some_and(|low| step.value < *low),
        };
        let (var, side) = (step.var, step.side);
        let at = self.trail.push(step);
        let (bounds, lines) = match side {
            Side::Low => (&mut self.low, &self.on_low),
            Side::High => (&mut self.high, &self.on_high),
        };
        bounds[var] = Some(at);
        self.waiting.extend(&lines[var]);
        match (self.low[var], self.high[var]) {
            (Some(low), Some(high)) if crossed => Some(Clash::Bounds { low, high }),
            _ => None,
        }
    }
}
