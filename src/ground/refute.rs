//! Decides a few inequalities of the form x − y ≤ k: true values that fit them all, or a cycle that sums to an absurdity.

use std::collections::BTreeMap;

use crate::model::Exact;
use crate::proof::{Ends, Inequality, Var};

/// An inequality of the form x − y ≤ k.
#[derive(Debug)]
pub(crate) struct Edge<'a> {
    plus: Node,
    minus: Node,
    limit: &'a Exact,
    strict: bool,
}

impl<'a> Edge<'a> {
    /// The edge that an inequality is, if it is one.
    pub(crate) fn of(inequality: &'a Inequality) -> Option<Edge<'a>> {
        let (plus, minus): Ends = inequality.ends()?;
        Some(Edge { plus, minus, limit: &inequality.limit, strict: inequality.strict })
    }
}

/// A distance: an exact number, and how many infinitesimals are to be taken from it.
type Distance = (Exact, i64);

/// The node of the constant zero, or a variable.
type Node = Option<Var>;

/// Either values for the variables, or the positions of inequalities that add up to an absurdity.
///
/// A shortest-path computation (Bellman 1958): a cycle of negative length is a refutation in which each inequality
/// counts once, and without one the distances are a solution. A strict inequality is shorter by an infinitesimal.
pub(crate) fn refute(edges: &[Edge<'_>]) -> Result<Vec<(Var, Exact)>, Vec<usize>> {
    let mut distance: BTreeMap<Node, Distance> = BTreeMap::from([(None, (Exact::zero(), 0))]);
    for edge in edges {
        distance.entry(edge.plus).or_insert((Exact::zero(), 0));
        distance.entry(edge.minus).or_insert((Exact::zero(), 0));
    }
    let mut through: BTreeMap<Node, usize> = BTreeMap::new();
    for _ in 0..distance.len() {
        let mut moved = None;
        for (at, edge) in edges.iter().enumerate() {
            // plus ≤ minus + limit: a way from minus to plus.
            let Some(start) = distance.get(&edge.minus) else { continue };
            let reached = (&start.0 + edge.limit, start.1 - i64::from(edge.strict));
            if distance.get(&edge.plus).is_some_and(|known| reached < *known) {
                distance.insert(edge.plus, reached);
                through.insert(edge.plus, at);
                moved = Some(edge.plus);
            }
        }
        if moved.is_none() {
            return Ok(values(edges, &distance));
        }
    }
    Err(cycle(edges, &through))
}

/// A cycle in the graph of last steps; there is one when distances still shrink after as many rounds as nodes.
fn cycle(edges: &[Edge<'_>], through: &BTreeMap<Node, usize>) -> Vec<usize> {
    let back = |node: Node| through.get(&node).and_then(|at| Some((*at, edges.get(*at)?.minus)));
    for start in through.keys() {
        let mut path = Vec::new();
        let mut node = *start;
        while let Some((at, before)) = back(node) {
            path.push(at);
            node = before;
            if node == *start {
                return path;
            }
            if path.len() > through.len() {
                break;
            }
        }
    }
    Vec::new()
}

/// Turns distances into values: the infinitesimal becomes small enough for every inequality with room to spare.
fn values(edges: &[Edge<'_>], distance: &BTreeMap<Node, Distance>) -> Vec<(Var, Exact)> {
    let at = |node: &Node| distance.get(node).cloned().unwrap_or((Exact::zero(), 0));
    let mut small = Exact::one();
    for edge in edges {
        let (plus, minus) = (at(&edge.plus), at(&edge.minus));
        let room = edge.limit - &(&plus.0 - &minus.0);
        let steps = plus.1 - minus.1 + i64::from(edge.strict);
        if let Some(most) = room.checked_div(&Exact::from(steps.max(1)))
            && steps > 0
            && most < small
        {
            small = most;
        }
    }
    let zero = at(&None);
    let value = |(node, (whole, steps)): (&Node, &Distance)| {
        let exact = &(whole - &zero.0) + &(&small * &Exact::from(steps - zero.1));
        node.map(|var| (var, exact))
    };
    distance.iter().filter_map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::ClaimIx;

    fn var(n: usize) -> Var {
        Var { claim: ClaimIx(n), slot: 0 }
    }

    fn inequality(plus: impl Into<Node>, minus: impl Into<Node>, limit: i64, strict: bool) -> Inequality {
        Inequality::difference((plus.into(), minus.into()), Exact::from(limit), strict)
    }

    fn decide(all: &[Inequality]) -> Result<Vec<(Var, Exact)>, Vec<usize>> {
        refute(&all.iter().filter_map(Edge::of).collect::<Vec<_>>())
    }

    #[test]
    fn five_is_not_at_most_one() {
        // 5 ≤ x, x ≤ y, y ≤ 1
        let all = [
            inequality(None, var(0), -5, false),
            inequality(var(0), var(1), 0, false),
            inequality(var(1), None, 1, false),
        ];
        let mut cited = decide(&all).unwrap_err();
        cited.sort_unstable();
        assert_eq!(cited, [0, 1, 2]);
    }

    #[test]
    fn what_only_touches_is_refuted_only_when_strict() {
        let touching = |strict| [inequality(None, var(0), -5, false), inequality(var(0), None, 5, strict)];
        assert!(decide(&touching(false)).is_ok());
        assert!(decide(&touching(true)).is_err());
    }

    #[test]
    fn values_fit_every_strict_inequality() {
        let all = [
            inequality(None, var(0), 0, true),
            inequality(var(0), var(1), 0, true),
            inequality(var(1), var(2), 0, true),
            inequality(var(2), None, 1, true),
        ];
        let values: BTreeMap<Var, Exact> = decide(&all).unwrap().into_iter().collect();
        let of = |node: Node| node.map_or(Exact::zero(), |var| values[&var].clone());
        for each in &all {
            let (plus, minus) = each.ends().unwrap();
            let left = &of(plus) - &of(minus);
            assert!(if each.strict { left < each.limit } else { left <= each.limit }, "{each:?}");
        }
    }
}
