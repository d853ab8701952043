//! In one fixed reading, with bounds and *at most* laws alone, every minimal set has at most two claims: lows travel up the
//! order and highs down, so one low and one high meet wherever anything fails.

use std::collections::BTreeSet;

use gainsay::{Checker, ClaimSet};
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq};

use crate::generators::runner;

/// How many cells there are.
const CELLS: usize = 5;

/// What one claim says of a cell: no less, or no more, than a number, which itself may be excluded.
#[derive(Clone, Copy, Debug)]
struct Bound {
    cell: usize,
    upper: bool,
    strict: bool,
    at: i64,
}

/// *At most* laws between cells, the lesser first, and bounds.
type Net = (Vec<(usize, usize)>, Vec<Bound>);

fn nets() -> impl Strategy<Value = Net> {
    let laws = proptest::collection::vec((0..CELLS, 0..CELLS), 0..8);
    // A cell is never declared at most itself, and no two at most each other.
    let laws = laws.prop_map(|laws| laws.into_iter().filter(|(lesser, greater)| lesser < greater).collect());
    let bound = (0..CELLS, proptest::bool::ANY, proptest::bool::ANY, 10_i64..16);
    let bound = bound.prop_map(|(cell, upper, strict, at)| Bound { cell, upper, strict, at });
    (laws, proptest::collection::vec(bound, 1..8))
}

fn set((laws, bounds): &Net) -> ClaimSet {
    let cell = |at: usize| format!(r#""subject": "tower {at}", "measure": "height""#);
    let laws: BTreeSet<String> = laws
        .iter()
        .map(|(lesser, greater)| {
            format!(r#"{{"lesser": {{{}}}, "greater": {{{}}}}}"#, cell(*lesser), cell(*greater))
        })
        .collect();
    let sources: Vec<String> =
        (0..bounds.len()).map(|at| format!(r#""s{at}": {{"publisher": "Publisher {at}"}}"#)).collect();
    let claims: Vec<String> = bounds
        .iter()
        .enumerate()
        .map(|(id, bound)| {
            let words = match (bound.upper, bound.strict) {
                (true, true) => "less than",
                (true, false) => "at most",
                (false, true) => "more than",
                (false, false) => "at least",
            };
            format!(
                r#"{{"id": "c{id}", "kind": "amount", "source": "s{id}", {}, "value": "{words} {} m"}}"#,
                cell(bound.cell),
                bound.at
            )
        })
        .collect();
    let text = format!(
        r#"{{"gainsay": 1, "sources": {{{}}}, "measures": {{"height": {{"kind": "constant", "unit": "m"}}}},
            "laws": [{}], "claims": [{}]}}"#,
        sources.join(", "),
        laws.into_iter().collect::<Vec<_>>().join(", "),
        claims.join(", ")
    );
    gainsay::read([("net.json", text)]).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Whether some heights fit: no circle of differences is below nothing (Bellman 1958). A strict one is a thousandth less.
fn fits(laws: &[(usize, usize)], bounds: &[Bound]) -> bool {
    // x - y is at most so much; the ground has the last place.
    let mut edges: Vec<(usize, usize, i64)> =
        laws.iter().map(|(lesser, greater)| (*lesser, *greater, 0)).collect();
    edges.extend(bounds.iter().map(|bound| {
        let (ground, strict) = (CELLS, i64::from(bound.strict));
        if bound.upper {
            (bound.cell, ground, bound.at * 1000 - strict)
        } else {
            (ground, bound.cell, -bound.at * 1000 - strict)
        }
    }));
    let mut most = [0_i64; CELLS + 1];
    for _ in 0..=CELLS {
        for (x, y, apart) in &edges {
            most[*x] = most[*x].min(most[*y] + apart);
        }
    }
    edges.iter().all(|(x, y, apart)| most[*x] <= most[*y] + apart)
}

/// The minimal sets of bounds that do not fit, each subset tried.
fn minimal((laws, bounds): &Net) -> BTreeSet<Vec<String>> {
    let mut clashing: Vec<u32> = (0..1_u32 << bounds.len())
        .filter(|chosen| {
            let some: Vec<Bound> =
                (0..bounds.len()).filter(|at| chosen & (1 << at) != 0).map(|at| bounds[at]).collect();
            !fits(laws, &some)
        })
        .collect();
    let all = clashing.clone();
    clashing.retain(|set| !all.iter().any(|less| less != set && less & set == *less));
    let ids =
        |set: u32| (0..bounds.len()).filter(|at| set & (1 << at) != 0).map(|at| format!("c{at}")).collect();
    clashing.into_iter().map(ids).collect()
}

#[test]
fn bounds_and_at_most_laws_clash_in_pairs() {
    let seen = std::cell::Cell::new((0, 0));
    let tried = runner(300).run(&nets(), |net| {
        let set = set(&net);
        let report = Checker::new().check(&set);
        for finding in &report.findings {
            prop_assert!(finding.proof.verify(&set).is_ok());
        }
        let found: BTreeSet<Vec<String>> =
            report.findings.into_iter().map(|finding| finding.claims).collect();
        let expected = minimal(&net);
        prop_assert!(expected.iter().all(|set| set.len() == 2), "{expected:?}");
        let (nets, pairs) = seen.get();
        seen.set((nets + usize::from(!expected.is_empty()), pairs + expected.len()));
        prop_assert_eq!(found, expected);
        prop_assert_eq!(report.undecided.len(), 0);
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
    let (nets, pairs) = seen.get();
    assert!(nets > 100 && pairs > nets, "too few clashes to tell: {pairs} in {nets} sets");
}
