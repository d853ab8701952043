//! Laws between two numbers that go through standing laws of the set.

use std::collections::BTreeSet;

use super::super::{SoftLaw, Step};
use super::laws::{Ends, Order};
use super::numbers::{At, Facet, Number};
use super::reading::Reading;
use crate::model::{Key, LawRelation, Strength};

impl<'a> Reading<'a> {
    /// The steps by which the first number is at most the second through standing laws, one after another.
    ///
    /// A law speaks of cells and not of claims, so what is open between the cells of two claims stays open through it:
    /// what is a plan, one basis or another, a facet that only one of them states, one instant or two.
    pub(super) fn chain(
        &self,
        a: &Number<'a>,
        b: &Number<'a>,
        ends: &Ends,
        laws: &[usize],
    ) -> Option<BTreeSet<Step>> {
        let mut steps = BTreeSet::new();
        let mut current = a.clone();
        for at in laws {
            let (next, through) = self.along(&current, *at, ends)?;
            steps.extend(through);
            current = next;
        }
        steps.extend(self.arrives((a, &current), b, ends)?);
        Some(steps)
    }

    pub(super) fn any_chain(&self, a: &Number<'a>, b: &Number<'a>, ends: &Ends) -> bool {
        let mut seen: Vec<(usize, At)> = Vec::new();
        let mut open = vec![a.clone()];
        while let Some(current) = open.pop() {
            for at in 0..self.set.laws().len() {
                let Some((next, _)) = self.along(&current, at, ends) else { continue };
                if self.arrives((a, &next), b, ends).is_some() {
                    return true;
                }
                if !seen.contains(&(at, next.at)) {
                    seen.push((at, next.at));
                    open.push(next);
                }
            }
        }
        false
    }

    /// The greater cell of a standing law, where a number is at most the lesser one.
    fn along(&self, current: &Number<'a>, at: usize, ends: &Ends) -> Option<(Number<'a>, BTreeSet<Step>)> {
        let law = self.set.laws().get(at)?;
        let LawRelation::Order { lesser, greater } = &law.relation else { return None };
        if matches!(current.at, At::Part(_) | At::Unknown) {
            return None;
        }
        let (mut low, mut high) =
            (self.law_number(lesser, current.at)?, self.law_number(greater, current.at)?);
        // What the law does not say of the basis it leaves as the claims have it.
        for (facet, value) in &current.basis {
            low.basis.entry(facet.clone()).or_insert_with(|| value.clone());
            high.basis.entry(facet.clone()).or_insert_with(|| value.clone());
        }
        let mut here = current.clone();
        if lesser.time.is_none() {
            // The law holds at whatever time it is.
            (here.at, low.at) = (At::Timeless, At::Timeless);
        }
        let mut steps = self.at_most(&here, &low, ends, &BTreeSet::new())?;
        steps.insert(Step::Standing(at));
        let fails = law.strength == Strength::Soft && self.soft(SoftLaw::Standing(at), ends);
        (!fails).then_some((high, steps))
    }

    /// The last step of a chain that began with `a`: onto a number of another claim.
    fn arrives(
        &self,
        (a, current): (&Number<'a>, &Number<'a>),
        b: &Number<'a>,
        ends: &Ends,
    ) -> Option<BTreeSet<Step>> {
        let named = |(facet, side): (&Key, &Facet)| (*side != Facet::Whole).then(|| facet.clone());
        let facets = a.scope.iter().filter_map(named).collect();
        self.at_most(current, b, ends, &facets)
    }

    fn at_most(
        &self,
        a: &Number<'a>,
        b: &Number<'a>,
        ends: &Ends,
        facets: &BTreeSet<Key>,
    ) -> Option<BTreeSet<Step>> {
        let (order, steps) = self.compare(a, b, ends, facets)?;
        (order != Order::More).then_some(steps)
    }
}
