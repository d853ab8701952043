//! Slips of two figures.

use super::{Slip, pair};
use crate::ground::{Ground, TimeStand};
use crate::model::{Claim, Direction, Exact, Figure, Measure, Numeral, Scale, Span, Statement, Unit, Value};
use crate::proof::ClaimIx;

/// Powers of ten beyond this one are no slips.
const LARGEST: i32 = 12;

/// A figure as it was written.
struct Written<'c> {
    ix: ClaimIx,
    figure: Figure,
    unit: Unit,
    of: (&'c str, &'c str),
}

/// The slip of the two figures of a finding, if it has two of one kind.
pub(super) fn slip(ground: &Ground<'_>, said: &[(ClaimIx, &Claim)]) -> Option<Slip> {
    let amounts = said.iter().filter_map(|(ix, claim)| {
        let Statement::Amount { cell, value } = &claim.statement else { return None };
        written(ground, *ix, (&cell.subject, &cell.measure), value)
    });
    let changes = said.iter().filter_map(|(ix, claim)| {
        let Statement::Change { cell, change, .. } = &claim.statement else { return None };
        let (direction, size) = change.size()?;
        let size = written(ground, *ix, (&cell.subject, &cell.measure), size)?;
        let figure = if direction == Direction::Fell { size.figure.negated() } else { size.figure };
        Some(Written { figure, ..size })
    });
    let [a, b] = pair(amounts.collect()).or_else(|| pair(changes.collect()))?;
    two_units(&a, &b)
        .or_else(|| sign(ground, &a, &b))
        .or_else(|| power_of_ten(&a, &b))
        .or_else(|| transposed(ground, &a, &b))
        .or_else(|| two_cells(ground, &a, &b))
}

fn written<'c>(
    ground: &Ground<'_>,
    ix: ClaimIx,
    of: (&'c str, &'c str),
    value: &Value,
) -> Option<Written<'c>> {
    let own = || ground.set().measure(of.1).map(|measure: &Measure| measure.unit.as_str());
    let unit = ground.set().units().resolve(value.unit_name().or_else(own)?)?;
    Some(Written { ix, figure: value.one_figure()?, unit, of })
}

impl Written<'_> {
    fn number(&self) -> Exact {
        self.figure.number()
    }

    /// The digits and the point, where there are any.
    fn digits(&self) -> Option<String> {
        match self.figure.numeral {
            Numeral::Digits(digits) => Some(digits.spelled()),
            Numeral::Fraction { .. } => None,
        }
    }

    fn in_base_units(&self) -> Exact {
        &self.number() * self.unit.factor()
    }

    fn in_one_unit(&self, other: &Written<'_>) -> bool {
        (self.unit.dimension(), self.unit.factor()) == (other.unit.dimension(), other.unit.factor())
    }

    /// Whether both speak of one measure of one subject.
    fn of_one(&self, ground: &Ground<'_>, other: &Written<'_>) -> bool {
        let names = ground.set().names();
        names.key(self.of.0) == names.key(other.of.0) && names.key(self.of.1) == names.key(other.of.1)
    }
}

/// "$5 billion", "€5 billion".
fn two_units(a: &Written<'_>, b: &Written<'_>) -> Option<Slip> {
    let one_figure = a.number() == b.number() && !a.number().is_zero();
    (one_figure && !a.in_one_unit(b)).then_some(Slip::Unit([a.ix, b.ix]))
}

/// "-1.4%", "1.4%".
fn sign(ground: &Ground<'_>, a: &Written<'_>, b: &Written<'_>) -> Option<Slip> {
    let flipped = a.number() == -&b.number() && !a.number().is_zero();
    (flipped && a.in_one_unit(b) && a.of_one(ground, b)).then_some(Slip::Sign([a.ix, b.ix]))
}

/// "$5 billion", "$5 million".
fn power_of_ten(a: &Written<'_>, b: &Written<'_>) -> Option<Slip> {
    if a.unit.dimension() != b.unit.dimension() {
        return None;
    }
    let (x, y) = (a.in_base_units(), b.in_base_units());
    let (more, less) = if x.abs() > y.abs() { ((a, &x), (b, &y)) } else { ((b, &y), (a, &x)) };
    let ratio = more.1.checked_div(less.1)?;
    let power = (1..=LARGEST).find(|power| ratio == Exact::pow10(*power))?;
    Some(Slip::PowerOfTen { more: more.0.ix, less: less.0.ix, power })
}

/// "1,254", "1,245".
fn transposed(ground: &Ground<'_>, a: &Written<'_>, b: &Written<'_>) -> Option<Slip> {
    let (x, y) = (a.digits()?, b.digits()?);
    let alike = a.in_one_unit(b) && a.figure.scale == b.figure.scale && a.of_one(ground, b);
    (alike && swapped(&x, &y)).then_some(Slip::Transposed([a.ix, b.ix]))
}

/// Whether two numerals differ in two neighbouring digits that changed places, over the point if need be.
fn swapped(a: &str, b: &str) -> bool {
    let point = |text: &str| text.chars().rev().position(|c| c == '.');
    let digits = |text: &str| text.chars().filter(|c| *c != '.').collect::<Vec<_>>();
    let (x, y) = (digits(a), digits(b));
    let differ: Vec<(usize, (char, char))> =
        x.iter().copied().zip(y.iter().copied()).enumerate().filter(|(_, (p, q))| p != q).collect();
    match differ.as_slice() {
        [(first, (p, q)), (second, (r, s))] => {
            second - first == 1 && p == s && q == r && point(a) == point(b) && x.len() == y.len()
        }
        _ => false,
    }
}

/// "54" for 2022, "54" for 2023.
fn two_cells(ground: &Ground<'_>, a: &Written<'_>, b: &Written<'_>) -> Option<Slip> {
    if a.number() != b.number() || !a.of_one(ground, b) {
        return None;
    }
    let cell = |written: &Written<'_>| ground.stand(written.ix).and_then(|stand| stand.cell());
    let (x, y) = (cell(a)?, cell(b)?);
    let period = |time: &TimeStand| -> Option<Span> {
        match time {
            TimeStand::Of(window) => window.period,
            TimeStand::Missing | TimeStand::AsOf(_) => None,
        }
    };
    match (period(&x.time), period(&y.time)) {
        (Some(p), Some(q)) if p != q => Some(Slip::TwoPeriods([a.ix, b.ix])),
        _ => (x.scope != y.scope).then_some(Slip::TwoScopes([a.ix, b.ix])),
    }
}

/// The words of scale of two figures with one numeral, when both have such a word.
pub(crate) fn scale_words(a: Figure, b: Figure) -> Option<(&'static str, &'static str)> {
    let word = |scale: Scale| {
        let words = [(3, "thousand"), (6, "million"), (9, "billion"), (12, "trillion")];
        words.into_iter().find(|(power, _)| scale == Scale::power(*power)).map(|(_, word)| word)
    };
    let one_numeral =
        Figure { scale: Scale::ONE, ..a }.number() == Figure { scale: Scale::ONE, ..b }.number();
    one_numeral.then_some((word(a.scale)?, word(b.scale)?))
}

#[cfg(test)]
mod tests {
    use super::swapped;

    #[test]
    fn only_two_neighbours_change_places() {
        for (a, b) in [("1254", "1245"), ("324", "342"), ("1.52", "1.25"), ("-15", "-51"), ("2.5", "5.2")] {
            assert!(swapped(a, b), "{a} {b}");
        }
        for (a, b) in [("1254", "1254"), ("1254", "4251"), ("1254", "1246"), ("12", "21.0"), ("152", "15.2")]
        {
            assert!(!swapped(a, b), "{a} {b}");
        }
    }
}
