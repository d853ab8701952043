//! Standing laws of the set: one cell never exceeds another, whatever their measures.

use super::plan::{Plans, plans, said_together};
use super::{Linked, Order, Quantity, direct, soft};
use crate::ground::stand::{CellStand, TimeStand};
use crate::ground::{Because, Ground, Moment, Reading};
use crate::model::Strength;
use crate::proof::{Choice, ClaimIx, SoftLaw, Step};

/// The law between two quantities through standing laws, if there is one.
pub(super) fn standing(
    ground: &Ground<'_>,
    a: &Quantity<'_>,
    b: &Quantity<'_>,
    reading: &Reading,
) -> Option<Result<Linked, Because>> {
    let (first, second) = a.stand.zip(b.stand)?;
    let between = (first.ix.min(second.ix), first.ix.max(second.ix));
    let chain = |from: &Quantity<'_>, to: &Quantity<'_>| {
        Chain { ground, between, to, reading }.at_most(from, &mut Vec::new())
    };
    let (order, steps) = match chain(a, b) {
        Some(steps) => (Order::Less, steps),
        None => (Order::More, chain(b, a)?),
    };
    Some(match plans(ground, a, b, reading) {
        Err(because) => Err(because),
        Ok(Plans::Both)
            if !said_together(first, second, reading)
                && reading.is_lenient(Choice::Revised(between.0, between.1)) =>
        {
            Err(Because::Lenient)
        }
        Ok(_) => Ok(Linked { order, steps }),
    })
}

/// A search for a way from one quantity up to another, law by law.
struct Chain<'c> {
    ground: &'c Ground<'c>,
    between: (ClaimIx, ClaimIx),
    to: &'c Quantity<'c>,
    reading: &'c Reading,
}

impl Chain<'_> {
    /// The steps by which a quantity is at most the end of the chain, through one standing law or more.
    fn at_most(&self, from: &Quantity<'_>, used: &mut Vec<usize>) -> Option<Vec<Step>> {
        for (at, (lesser, greater)) in self.ground.order_laws() {
            if used.contains(&at) {
                continue;
            }
            // What a law does not say of the basis it leaves as the claims have it.
            let (lesser, greater) = (based(lesser, from.cell), based(greater, from.cell));
            let on =
                |cell| Quantity { between: Some(self.between), ..Ground::law_quantity(cell, from.moment) };
            let (lesser, greater) = (on(&lesser), on(&greater));
            // A law without a time of its own holds at every time: here at the very time of the cell before it.
            let steps = match lesser.cell.time {
                TimeStand::Missing => self.directly(&timeless(from), &timeless(&lesser)),
                TimeStand::Of(_) | TimeStand::AsOf(_) => self.directly(from, &lesser),
            };
            let Some(mut steps) = steps else { continue };
            if self.is_given_up(at, from) {
                continue;
            }
            steps.push(Step::Standing(at));
            used.push(at);
            let onward = self.directly(&greater, self.to).or_else(|| self.at_most(&greater, used));
            used.pop();
            if let Some(onward) = onward {
                steps.extend(onward);
                return Some(steps);
            }
        }
        None
    }

    fn directly(&self, a: &Quantity<'_>, b: &Quantity<'_>) -> Option<Vec<Step>> {
        let linked = direct(self.ground, a, b, self.reading).ok()?;
        (linked.order != Order::More).then_some(linked.steps)
    }

    /// Whether a law is soft and read as not holding.
    fn is_given_up(&self, at: usize, from: &Quantity<'_>) -> bool {
        let law = self.ground.set().laws().get(at);
        let is_soft = law.is_some_and(|law| law.strength == Strength::Soft);
        is_soft && soft(SoftLaw::Standing(at), from, self.to, self.reading)
    }
}

fn timeless<'q>(quantity: &Quantity<'q>) -> Quantity<'q> {
    Quantity { moment: Moment::Timeless, ..*quantity }
}

/// A cell of a law on the basis of a claim, where the law names none.
fn based(law: &CellStand, claim: &CellStand) -> CellStand {
    let mut cell = law.clone();
    for (facet, value) in &claim.basis {
        cell.basis.entry(facet.clone()).or_insert_with(|| value.clone());
    }
    cell
}
