use super::delta::Delta;
use super::part::{Line, Part, gathered};
use super::simplex::{Simplex, Verdict, through};
use super::slots::Slots;
use super::trail::Side;
use super::{Certificate, Decision, Limits, Row, certificate, decided, variables};
use crate::model::{Exact, Num};

/// How far a sum of variables can go on one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Beyond any number.
    Unbounded,
    /// To a value.
    To {
        value: Exact,
        /// Whether it can be the value itself, and not only come near.
        attained: bool,
        /// Rows and multipliers that add up to: the sum is at most the value; on the low side: its negative is at most
        /// the negative value. A strict row is among them exactly when the value is not attained.
        certificate: Certificate,
    },
}

/// What the rows say of a sum of variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Range {
    /// It can be anything between.
    Between { low: Reach, high: Reach },
    /// The rows cannot be met.
    Refuted(Certificate),
    /// The work was not finished.
    GaveUp,
}

/// The narrowest bounds that the rows force on a sum of variables, each proved.
pub(crate) fn bounds_of(rows: &[Row], sum: &[(usize, Exact)], limits: &Limits) -> Range {
    let lines = Line::all(rows);
    let named = sum.iter().map(|(var, _)| var + 1).max().unwrap_or(0);
    let variables = variables(rows).max(named);
    let start = match decided(lines.iter(), variables, limits) {
        Decision::Witness(values) => values.iter().map(|value| Delta::real(value.as_num().clone())).collect(),
        Decision::Refuted(certificate) => return Range::Refuted(certificate),
        Decision::GaveUp => return Range::GaveUp,
    };
    let whole = Part { variables: (0..variables).collect(), lines: lines.into_iter().collect() };
    let high = gathered(sum.iter().map(|(var, times)| (*var, times.as_num().clone())));
    let low: Vec<(usize, Num)> = high.iter().map(|(var, times)| (*var, -times)).collect();
    let ends = (most(&whole, &start, &low, limits), most(&whole, &start, &high, limits));
    let (Some(low), Some(high)) = ends else { return Range::GaveUp };
    Range::Between { low: negated(low), high }
}

fn negated(reach: Reach) -> Reach {
    match reach {
        Reach::Unbounded => Reach::Unbounded,
        Reach::To { value, attained, certificate } => Reach::To { value: -&value, attained, certificate },
    }
}

/// The primal simplex for bounded variables (Dantzig 1955), from values that fit; the least variable is taken in every
/// choice (Bland 1977), so that it ends.
fn most(part: &Part, start: &Slots<Delta>, sum: &[(usize, Num)], limits: &Limits) -> Option<Reach> {
    let mut simplex = Simplex::new(part, start, limits.pivots);
    let goal = simplex.goal(sum);
    loop {
        let climbed = climb(&mut simplex, goal);
        if climbed == Climb::Tired {
            return None;
        }
        // Forms that were of no concern so far may be in the way.
        if simplex.load(climbed == Climb::Boundless) {
            match simplex.repair() {
                Verdict::Fits => continue,
                Verdict::Refuted(_) | Verdict::Tired => return None,
            }
        }
        if climbed == Climb::Boundless {
            return Some(Reach::Unbounded);
        }
        let held: Vec<(usize, Num)> = simplex.held(goal, Side::High).into_iter().collect();
        let Delta { real, tiny } = &simplex.values[goal];
        let (value, attained) = (Exact::of_num(real.clone()), tiny.is_zero());
        return Some(Reach::To { value, attained, certificate: certificate(&held) });
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Climb {
    Top,
    Boundless,
    Tired,
}

/// Moves variables as long as the goal gets higher by it.
fn climb(simplex: &mut Simplex, goal: usize) -> Climb {
    while let Some((entering, times)) = simplex.entering(goal, Side::High, true) {
        if simplex.tired() {
            return Climb::Tired;
        }
        let side = through(&times, Side::High);
        let Some((leaving, way)) = nearest(simplex, goal, entering, side) else { return Climb::Boundless };
        let by = if side == Side::High { way } else { way.times(&Num::whole(-1)) };
        if leaving == entering {
            simplex.shift(entering, &by);
        } else {
            simplex.exchange(leaving, entering, &by);
        }
    }
    Climb::Top
}

/// The variable that first stops another on its way to a side, maybe that one itself, and how long the way is.
fn nearest(simplex: &Simplex, goal: usize, moving: usize, side: Side) -> Option<(usize, Delta)> {
    let room = |var: usize, side: Side, times: &Num| {
        let bound = &simplex.bounds[var].on(side)?.value;
        let value = &simplex.values[var];
        let room = if side == Side::High { bound.minus(value) } else { value.minus(bound) };
        Some((room.over(&times.abs()), var))
    };
    let own = room(moving, side, &Num::ONE);
    let column = simplex.tableau.column(moving).iter().filter(|basic| **basic != goal);
    let others = column.filter_map(|basic| {
        let times = simplex.tableau.times(*basic, moving);
        room(*basic, through(&times, side), &times)
    });
    own.into_iter().chain(others).min().map(|(way, var)| (var, way))
}
