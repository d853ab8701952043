use std::collections::{BTreeMap, BTreeSet};

use super::delta::Delta;
use super::part::{Part, left};
use super::slots::Slots;
use super::tableau::Tableau;
use super::trail::Side;
use crate::model::Num;

/// After so many pivots for each row, the least variable is taken in every choice, which cannot go round in circles.
const PATIENCE: usize = 20;

/// The general simplex for bounded variables (Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)",
/// 2006), over exact numbers with infinitesimals.
///
/// The sum in each line of more than one term is a variable of its own, which the line bounds; lines with the same or
/// the opposite sum share it. Such a *form* joins the tableau only once some values break its bounds: most never do.
#[derive(Debug)]
pub(super) struct Simplex {
    forms: Slots<Form>,
    pub(super) bounds: Slots<Bounds>,
    pub(super) values: Slots<Delta>,
    pub(super) tableau: Tableau,
    /// The basic variables whose values are out of bounds.
    broken: BTreeSet<usize>,
    pivots: usize,
}

#[derive(Debug)]
struct Form {
    var: usize,
    terms: Vec<(usize, Num)>,
    loaded: bool,
}

/// The bounds of one variable.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounds {
    low: Option<Bound>,
    high: Option<Bound>,
}

/// A bound that a row sets.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) value: Delta,
    pub(super) row: usize,
    /// How often the row is to be counted for the bound to count once.
    pub(super) times: Num,
}

/// What came of a search.
#[derive(Debug)]
pub(super) enum Verdict {
    /// All lines hold.
    Fits,
    /// Rows and multipliers that add up to an absurdity.
    Refuted(Vec<(usize, Num)>),
    /// The pivots are used up.
    Tired,
}

impl Bounds {
    pub(super) fn on(&self, side: Side) -> Option<&Bound> {
        match side {
            Side::Low => self.low.as_ref(),
            Side::High => self.high.as_ref(),
        }
    }

    /// Keeps the narrower bound; the first of equal ones.
    fn narrow(&mut self, side: Side, bound: Bound) {
        let (known, narrower) = match side {
            Side::Low => {
                let narrower = self.low.as_ref().is_none_or(|low| bound.value > low.value);
                (&mut self.low, narrower)
            }
            Side::High => {
                let narrower = self.high.as_ref().is_none_or(|high| bound.value < high.value);
                (&mut self.high, narrower)
            }
        };
        if narrower {
            *known = Some(bound);
        }
    }

    /// The bound that a value breaks.
    fn broken(&self, value: &Delta) -> Option<(Side, &Bound)> {
        let low = self.low.as_ref().filter(|low| *value < low.value).map(|low| (Side::Low, low));
        low.or_else(|| self.high.as_ref().filter(|high| *value > high.value).map(|high| (Side::High, high)))
    }

    /// Whether a value can still move away from a side.
    pub(super) fn leaves(&self, value: &Delta, towards: Side) -> bool {
        match towards {
            Side::Low => self.low.as_ref().is_none_or(|low| *value > low.value),
            Side::High => self.high.as_ref().is_none_or(|high| *value < high.value),
        }
    }
}

/// The side that a variable moves to when one that it counts so often in moves to a side.
pub(super) fn through(times: &Num, side: Side) -> Side {
    match (times.is_positive(), side) {
        (true, side) => side,
        (false, Side::Low) => Side::High,
        (false, Side::High) => Side::Low,
    }
}

impl Simplex {
    /// Starts from values of the variables; those out of their own bounds are moved into them.
    pub(super) fn new(part: &Part, start: &Slots<Delta>, pivots: usize) -> Simplex {
        let variables = part.variables.len();
        let mut simplex = Simplex {
            forms: Slots::new(),
            bounds: Slots::of(Bounds::default(), variables),
            values: start.clone(),
            tableau: Tableau::new(variables),
            broken: BTreeSet::new(),
            pivots,
        };
        let mut known: BTreeMap<Vec<(usize, Num)>, usize> = BTreeMap::new();
        for line in part.lines.iter() {
            let Some((first, lead)) = line.terms.first() else { continue };
            let inverse = lead.inverse();
            let var = if line.terms.len() == 1 {
                *first
            } else {
                let terms: Vec<_> = line.terms.iter().map(|(var, times)| (*var, times * &inverse)).collect();
                *known.entry(terms).or_insert_with_key(|terms| simplex.form(terms))
            };
            let bound = Bound { value: line.limit.times(&inverse), row: line.row, times: inverse.abs() };
            simplex.bounds[var].narrow(through(lead, Side::High), bound);
        }
        for var in 0..variables {
            if let Some((_, bound)) = simplex.bounds[var].broken(&simplex.values[var]) {
                simplex.values[var] = bound.value.clone();
            }
        }
        simplex
    }

    /// A new variable for a sum, not yet in the tableau.
    fn form(&mut self, terms: &[(usize, Num)]) -> usize {
        let var = self.tableau.grow();
        self.bounds.push(Bounds::default());
        self.values.push(Delta::ZERO);
        self.forms.push(Form { var, terms: terms.to_vec(), loaded: false });
        var
    }

    /// A new basic variable for a sum, without bounds.
    pub(super) fn goal(&mut self, terms: &[(usize, Num)]) -> usize {
        let var = self.form(terms);
        self.enter(self.forms.len() - 1, left(terms, &self.values));
        var
    }

    /// Brings a form with its value into the tableau.
    fn enter(&mut self, at: usize, value: Delta) {
        let form = &mut self.forms[at];
        form.loaded = true;
        let var = form.var;
        self.tableau.define(var, &form.terms);
        self.set(var, value);
    }

    /// Finds values that fit all lines.
    pub(super) fn solve(&mut self) -> Verdict {
        if let Some(sum) = self.crossed() {
            return Verdict::Refuted(sum);
        }
        loop {
            match self.repair() {
                Verdict::Fits => {}
                other @ (Verdict::Refuted(_) | Verdict::Tired) => return other,
            }
            if !self.load(false) {
                return Verdict::Fits;
            }
        }
    }

    /// A variable whose own bounds leave it nothing.
    fn crossed(&self) -> Option<Vec<(usize, Num)>> {
        let both = |bounds: &Bounds| match (&bounds.low, &bounds.high) {
            (Some(low), Some(high)) if low.value > high.value => {
                Some(vec![(low.row, low.times.clone()), (high.row, high.times.clone())])
            }
            _ => None,
        };
        self.bounds.iter().find_map(both)
    }

    /// Brings forms into the tableau, all or the broken ones; says whether there were any.
    pub(super) fn load(&mut self, all: bool) -> bool {
        let mut loaded = false;
        for at in 0..self.forms.len() {
            if self.forms[at].loaded {
                continue;
            }
            let value = left(&self.forms[at].terms, &self.values);
            let var = self.forms[at].var;
            let broken = self.bounds[var].broken(&value).is_some();
            if broken || all {
                self.enter(at, value);
                loaded = true;
            }
        }
        loaded
    }

    /// Moves the basic variables into their bounds, or finds a row that shows that one cannot be.
    pub(super) fn repair(&mut self) -> Verdict {
        let patience = PATIENCE.saturating_mul(self.forms.len());
        let mut pivots = 0;
        while let Some(leaving) = self.broken.first().copied() {
            let Some((side, bound)) = self.bounds[leaving].broken(&self.values[leaving]) else {
                self.broken.remove(&leaving);
                continue;
            };
            let missing = bound.value.minus(&self.values[leaving]);
            // What is below its low bound has to move up.
            let towards = if side == Side::Low { Side::High } else { Side::Low };
            let Some((entering, times)) = self.entering(leaving, towards, pivots > patience) else {
                return Verdict::Refuted(self.absurd(leaving, side));
            };
            if self.pivots == 0 {
                return Verdict::Tired;
            }
            pivots += 1;
            self.exchange(leaving, entering, &missing.over(&times));
        }
        Verdict::Fits
    }

    /// A variable that can move a basic one towards a side, and how often it counts in it: the one in fewest rows, as
    /// that keeps rows short, or the least one (Bland 1977).
    pub(super) fn entering(&self, basic: usize, towards: Side, least: bool) -> Option<(usize, Num)> {
        let movable = |(var, times): &&(usize, Num)| {
            self.bounds[*var].leaves(&self.values[*var], through(times, towards))
        };
        let mut movable = self.tableau.row(basic).iter().filter(movable);
        let found = if least {
            movable.next()
        } else {
            movable.min_by_key(|(var, _)| self.tableau.column(*var).len())
        };
        found.cloned()
    }

    /// Moves a variable, all that depends on it with it, and exchanges it with a basic one.
    pub(super) fn exchange(&mut self, leaving: usize, entering: usize, by: &Delta) {
        self.pivots = self.pivots.saturating_sub(1);
        self.shift(entering, by);
        self.tableau.pivot(leaving, entering);
        self.broken.remove(&leaving);
        self.set(entering, self.values[entering].clone());
    }

    /// Moves a variable that is not basic, and all that depends on it with it.
    pub(super) fn shift(&mut self, var: usize, by: &Delta) {
        let column: Vec<usize> = self.tableau.column(var).iter().copied().collect();
        for basic in column {
            let times = self.tableau.times(basic, var);
            self.set(basic, self.values[basic].plus_times(&times, by));
        }
        self.values[var] = self.values[var].plus(by);
    }

    /// Gives a basic variable a value.
    fn set(&mut self, var: usize, value: Delta) {
        if self.bounds[var].broken(&value).is_some() {
            self.broken.insert(var);
        } else {
            self.broken.remove(&var);
        }
        self.values[var] = value;
    }

    /// Whether the pivots are used up.
    pub(super) fn tired(&self) -> bool {
        self.pivots == 0
    }

    /// The bound that a basic variable breaks, and those that keep all in its row from moving it there.
    fn absurd(&self, basic: usize, side: Side) -> Vec<(usize, Num)> {
        let towards = if side == Side::Low { Side::High } else { Side::Low };
        let mut rows = self.held(basic, towards);
        if let Some(bound) = self.bounds[basic].on(side) {
            add(&mut rows, bound, &Num::ONE);
        }
        rows.into_iter().collect()
    }

    /// The rows that keep a basic variable from moving towards a side, each with how often it counts.
    pub(super) fn held(&self, basic: usize, towards: Side) -> BTreeMap<usize, Num> {
        let mut rows = BTreeMap::new();
        for (var, times) in self.tableau.row(basic) {
            if let Some(bound) = self.bounds[*var].on(through(times, towards)) {
                add(&mut rows, bound, &times.abs());
            }
        }
        rows
    }
}

/// Counts the row of a bound so many times.
fn add(rows: &mut BTreeMap<usize, Num>, bound: &Bound, times: &Num) {
    let known = rows.entry(bound.row).or_insert(Num::ZERO);
    *known = known.plus_times(&bound.times, times);
}
