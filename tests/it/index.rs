//! An index tells of claims that come and go what a check of the same claims from scratch tells of them all.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{
    Changes, Checker, Claim, ClaimIndex, ClaimSet, ClaimSetBuilder, Finding, Point, RemoveError, Statement,
};

use crate::dice::{Range, set};
use crate::die::Die;
use crate::generators::{FAMILIES, runner, sets};

/// Findings in an order, but for what an index does not tell.
fn told<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = findings.into_iter().cloned().collect();
    for finding in &mut findings {
        finding.contains.clear();
        finding.slips.clear();
    }
    findings.sort_by(|a, b| (a.verdict, a.rule, &a.claims).cmp(&(b.verdict, b.rule, &b.claims)));
    findings
}

fn with(declared: &ClaimSetBuilder, claims: impl IntoIterator<Item = Claim>) -> Option<ClaimSet> {
    ClaimSetBuilder { claims: claims.into_iter().collect(), ..declared.clone() }.build().ok()
}

/// An index, and the claims of a set that are in it, by their places.
struct Live<'s> {
    declared: &'s ClaimSetBuilder,
    claims: &'s [Claim],
    there: BTreeSet<usize>,
    index: ClaimIndex,
}

impl Live<'_> {
    fn new<'s>(declared: &'s ClaimSetBuilder, claims: &'s [Claim]) -> Live<'s> {
        let index = ClaimIndex::new(with(declared, []).unwrap());
        Live { declared, claims, there: BTreeSet::new(), index }
    }

    /// Lets a claim come, or go if it is there, and holds the index against a check from scratch.
    fn step(&mut self, at: usize) {
        let claim = &self.claims[at];
        let before = told(self.index.findings());
        let mut after = self.there.clone();
        let changes = if after.insert(at) {
            self.index.insert(claim.clone()).map_err(drop)
        } else {
            after.remove(&at);
            let removed = self.index.remove(&claim.id);
            removed.map_err(|error| assert!(matches!(error, RemoveError::Needed(_)), "{error}"))
        };
        let scratch = with(self.declared, after.iter().map(|at| self.claims[*at].clone()));
        assert_eq!(changes.is_ok(), scratch.is_some(), "{}", claim.id);
        let Some((scratch, changes)) = scratch.zip(changes.ok()) else {
            assert_eq!(told(self.index.findings()), before);
            return;
        };
        self.there = after;
        let found = told(self.index.findings());
        let expected = told(&Checker::new().check(&scratch).findings);
        assert!(found == expected, "{}\n{found:#?}\n{expected:#?}", gainsay::write_lines(&scratch));
        changed(&before, &changes, &found);
        assert_eq!(self.index.set().claims(), scratch.claims());
        assert_eq!(self.index.len(), self.there.len());
    }
}

/// Whether what was, and what changed, make what is.
fn changed(before: &[Finding], Changes { added, removed, .. }: &Changes, now: &[Finding]) {
    let (added, removed) = (told(added), told(removed));
    assert!(removed.iter().all(|finding| before.contains(finding)), "{removed:#?}");
    let stays = before.iter().filter(|finding| !removed.contains(finding));
    assert_eq!(told(stays.chain(&added)), now);
}

/// Claims of another set, under names that are not taken.
fn renamed(set: &ClaimSet, mark: &str) -> Vec<Claim> {
    let mut claims = set.declared().claims.clone();
    let name = |id: &mut String| id.insert_str(0, mark);
    for claim in &mut claims {
        name(&mut claim.id);
        claim.corrects.iter_mut().chain(&mut claim.retracts).for_each(name);
        if let Statement::Order { before, after, .. } = &mut claim.statement {
            for point in [before, after] {
                if let Point::Said(id) = point {
                    name(id);
                }
            }
        }
    }
    claims
}

#[test]
fn the_claims_of_every_story_come_and_go() {
    let mut found = 0;
    for (_, set) in crate::rules::sets() {
        let mut live = Live::new(set.declared(), &set.declared().claims);
        // What names another can come only after it, and go only before it.
        for _ in 0..3 {
            (0..set.claims().len()).for_each(|at| live.step(at));
            found += live.index.findings().count();
        }
    }
    assert!(found > 60, "{found}");
}

#[test]
fn small_sets_of_every_family_come_and_go() {
    for family in FAMILIES {
        let tried = runner(8).run(&sets(family), |set| {
            let claims = &set.0.declared().claims;
            let (mut live, mut die) = (Live::new(set.0.declared(), claims), Die(7));
            (0..2 * claims.len()).for_each(|_| live.step(die.throw(claims.len())));
            Ok(())
        });
        tried.unwrap_or_else(|failure| panic!("{family:?}: {failure}"));
    }
}

#[test]
fn larger_sets_come_and_go() {
    for range in [Range::Common, Range::Wide, Range::Sums, Range::Lawful, Range::Totals] {
        for seed in 0..3 {
            let first = set(seed, range);
            let mut claims = first.declared().claims.clone();
            let more = |at: u64| renamed(&set(seed + 1000 * at, range), &format!("m{at}"));
            claims.extend((1..5).flat_map(more));
            let (mut live, mut die) = (Live::new(first.declared(), &claims), Die(seed));
            (0..20).for_each(|_| live.step(die.throw(claims.len())));
        }
    }
}

#[test]
fn sources_come_before_their_claims() {
    let (mut found, mut refused) = (0, 0);
    for (name, set) in crate::rules::sets() {
        let mut declared = ClaimSetBuilder { sources: BTreeMap::new(), ..set.declared().clone() };
        let Some(bare) = with(&declared, []) else { continue };
        let (mut index, mut there) = (ClaimIndex::new(bare), Vec::new());
        for source in set.sources().values().rev().chain(set.sources().values()) {
            let more = declared.clone().source(source.clone());
            let is_new = !declared.sources.contains_key(&source.id);
            let before = told(index.findings());
            let Ok(changes) = index.add_source(source.clone()) else {
                refused += 1;
                assert!(!is_new || with(&more, []).is_none(), "{name}");
                continue;
            };
            declared = more;
            changed(&before, &changes, &told(index.findings()));
            for claim in set.claims().iter().filter(|claim| claim.source == source.id) {
                if index.insert(claim.clone()).is_ok() {
                    there.push(claim.clone());
                }
            }
            let scratch = with(&declared, there.iter().cloned()).unwrap();
            assert!(told(index.findings()) == told(&Checker::new().check(&scratch).findings), "{name}");
        }
        found += index.findings().count();
    }
    assert!(found > 60 && refused > 60, "{found} {refused}");
}

/// Claims that only a class without members, or the day of a saying, ties to each other.
const TIED: &str = r#"{"gainsay": 1,
    "sources": {
        "a": {"publisher": "Gazette", "published": "2024-02-01"},
        "b": {"publisher": "Herald", "published": "2024-02-02"}
    },
    "measures": {"passengers": {"kind": "flow", "unit": "1"}, "height": {"kind": "constant", "unit": "m"}},
    "claims": [
        {"id": "a1", "source": "a", "kind": "rank", "subject": "north", "measure": "passengers", "rank": "largest", "of": "2023", "among": "ports"},
        {"id": "b1", "source": "b", "kind": "rank", "subject": "south", "measure": "passengers", "rank": "largest", "of": "2023", "among": "ports"},
        {"id": "a2", "source": "a", "kind": "amount", "subject": "tower", "measure": "height", "value": "300 m", "said": "2024-01-20"},
        {"id": "b2", "source": "b", "kind": "order", "before": {"said": "a2"}, "after": "2024-01-10"}
    ]}"#;

#[test]
fn claims_that_share_no_subject_may_be_tied() {
    let set = gainsay::read([("tied.json", TIED)]).unwrap_or_else(|faults| panic!("{faults}"));
    let mut live = Live::new(set.declared(), &set.declared().claims);
    (0..4).for_each(|at| live.step(at));
    let found: Vec<&[String]> = live.index.findings().map(|finding| finding.claims.as_slice()).collect();
    assert_eq!(found, [["a1", "b1"].as_slice(), ["b2"].as_slice()]);
    (0..4).for_each(|at| live.step(at));
    assert_eq!(live.there.iter().collect::<Vec<_>>(), [&2]);
}
