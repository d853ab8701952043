//! A set for live use: one claim comes, or goes, and the findings that this adds and removes are told.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Tie, may_infer, may_infer_from, ties};
use crate::checker::{UnknownClaim, found_in};
use crate::model::{Claim, ClaimSet, ModelErrors, Source};
use crate::report::Finding;

/// A set for live use: claims come and go one at a time.
///
/// What it holds at any time has the findings that [`check`](crate::Checker::check) finds in a set of the same claims, but that
/// [`Finding::contains`] is empty, and [`Finding::slips`] are looked for among the claims that hang together only. Near
/// misses, plans, echoes and blame are the business of a check of the whole: see [`set`](ClaimIndex::set).
///
/// Claims hang together by the subjects and events that they speak of, by standing laws, shares, sums and orders between these, by ranks
/// of one measure, and by corrections. A claim that comes or goes costs a check of those that it hangs together with, and nothing else is
/// looked at. In a set in which other claims [may fix incomplete dates](crate::guide::dates#dates-that-other-claims-fix),
/// everything hangs together. Limits of the policy count for what hangs together.
///
/// Sources can be declared on the way; whatever else is declared stays as it is.
///
/// Millions of plain figures are better kept in a [`TableIndex`](crate::TableIndex).
///
/// # Examples
/// ```
/// use gainsay::{Cell, Claim, ClaimIndex, ClaimSet, Measure, Source};
/// let height = |id: &str, source: &str, value: &str| {
///     Ok::<_, gainsay::ValueError>(Claim::amount(id, source, Cell::new("the tower", "height"), value.parse()?))
/// };
/// let set = ClaimSet::builder()
///     .source(Source::new("a", "Example Gazette"))
///     .source(Source::new("b", "Example Herald"))
///     .measure("height", Measure::constant("m"))
///     .claim(height("a1", "a", "324 m")?)
///     .build()?;
/// let mut index = ClaimIndex::new(set);
/// let changes = index.insert(height("b1", "b", "more than 400 m")?)?;
/// assert_eq!(changes.added[0].claims, ["a1", "b1"]);
/// let changes = index.remove("a1")?;
/// assert_eq!((changes.removed.len(), index.findings().count()), (1, 0));
/// assert_eq!(index.remove("a1").map_err(|error| error.to_string()), Err("the set has no claim `a1`".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct ClaimIndex {
    /// What is declared; it holds claims only while they are looked at.
    set: ClaimSet,
    /// Whether everything hangs together.
    whole: bool,
    parts: BTreeMap<u64, Part>,
    /// The number of the next part.
    next: u64,
    /// In which part each claim is, and each tie.
    of_claim: BTreeMap<String, u64>,
    of_tie: BTreeMap<Tie, u64>,
}

/// Claims that hang together.
#[derive(Clone, Debug)]
struct Part {
    claims: Vec<Claim>,
    ties: BTreeSet<Tie>,
    findings: Vec<Finding>,
}

/// What a claim that came or went changed. A finding whose words have changed is in both lists.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Changes {
    /// Findings that are new.
    pub added: Vec<Finding>,
    /// Findings that are no more.
    pub removed: Vec<Finding>,
}

/// Why a claim cannot be taken out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RemoveError {
    /// It is not there.
    #[error(transparent)]
    Unknown(#[from] UnknownClaim),
    /// Others name it, to correct or to date it: what would be wrong with these.
    #[error(transparent)]
    Needed(#[from] ModelErrors),
}

impl ClaimIndex {
    /// Checks a set as a whole and keeps what it finds.
    #[must_use]
    pub fn new(mut set: ClaimSet) -> ClaimIndex {
        let claims = set.take();
        let whole = may_infer(&set) || claims.iter().any(|claim| may_infer_from(&set, claim));
        let (parts, of_claim, of_tie) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut index = ClaimIndex { set, whole, parts, next: 0, of_claim, of_tie };
        index.settle(claims);
        index
    }

    /// Declares one more source, from which claims may come then. Without a date, or with an incomplete one, it may make all hang
    /// together; otherwise it changes nothing.
    ///
    /// # Errors
    /// [`ModelErrors`] tells what is wrong with it, as when a set is built, or that there is one of this id; the index stays
    /// as it was.
    pub fn add_source(&mut self, source: Source) -> Result<Changes, ModelErrors> {
        let dated = source.published.as_ref().is_some_and(|date| !date.is_open());
        self.set.add_source(source)?;
        let opens = |claim: &Claim| may_infer_from(&self.set, claim);
        let mut claims = self.parts.values().flat_map(|part| &part.claims);
        if self.whole || dated || !(may_infer(&self.set) || claims.any(opens)) {
            return Ok(Changes::default());
        }
        self.whole = true;
        let claims = self.parts.values().flat_map(|part| part.claims.iter().cloned()).collect();
        Ok(self.replace(&self.parts.keys().copied().collect(), claims))
    }

    /// Adds a claim.
    ///
    /// # Errors
    /// [`ModelErrors`] tells what is wrong with it, as when a set is built; the index stays as it was. To replace a claim,
    /// remove it first.
    pub fn insert(&mut self, claim: Claim) -> Result<Changes, ModelErrors> {
        let whole = self.whole || may_infer_from(&self.set, &claim);
        let touched: BTreeSet<u64> = if whole {
            self.parts.keys().copied().collect()
        } else {
            ties(&self.set, &claim).iter().filter_map(|tie| self.of_tie.get(tie)).copied().collect()
        };
        let parts = touched.iter().filter_map(|at| self.parts.get(at));
        let mut claims: Vec<Claim> = parts.flat_map(|part| part.claims.iter().cloned()).collect();
        claims.push(claim);
        let claims = self.valid(claims)?;
        self.whole = whole;
        Ok(self.replace(&touched, claims))
    }

    /// Takes a claim out.
    ///
    /// Rulings that name it rest until it comes again.
    ///
    /// # Errors
    /// [`RemoveError`] when it is not there, or others name it; the index stays as it was.
    pub fn remove(&mut self, id: &str) -> Result<Changes, RemoveError> {
        let unknown = || UnknownClaim::new(id);
        let at = *self.of_claim.get(id).ok_or_else(unknown)?;
        let claims = self.parts.get(&at).map(|part| part.claims.as_slice()).unwrap_or_default();
        let rest = claims.iter().filter(|claim| claim.id != id).cloned().collect();
        let rest = self.valid(rest)?;
        Ok(self.replace(&BTreeSet::from([at]), rest))
    }

    /// The findings, those of claims that hang together one after another.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.parts.values().flat_map(|part| &part.findings)
    }

    /// The findings that a claim is part of.
    pub fn findings_of<'i>(&'i self, id: &'i str) -> impl Iterator<Item = &'i Finding> {
        let part = self.of_claim.get(id).and_then(|at| self.parts.get(at));
        let findings = part.map(|part| part.findings.as_slice()).unwrap_or_default();
        findings.iter().filter(move |finding| finding.claims.iter().any(|claim| claim == id))
    }

    /// The claim of an id.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        let part = self.parts.get(self.of_claim.get(id)?)?;
        part.claims.iter().find(|claim| claim.id == id)
    }

    /// How many claims there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.of_claim.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of_claim.is_empty()
    }

    /// All claims as a set, to check as a whole, to verify proofs or to write. It copies every claim.
    #[must_use]
    pub fn set(&self) -> ClaimSet {
        let claims = self.parts.values().flat_map(|part| part.claims.iter().cloned());
        self.set.holding(claims.collect())
    }

    /// Claims as they are kept, if nothing is wrong with them.
    fn valid(&mut self, claims: Vec<Claim>) -> Result<Vec<Claim>, ModelErrors> {
        let fine = self.set.put(claims);
        let claims = self.set.take();
        fine.map(|()| claims)
    }

    /// Puts claims in the place of some parts.
    fn replace(&mut self, gone: &BTreeSet<u64>, claims: Vec<Claim>) -> Changes {
        let mut removed = Vec::new();
        for part in gone.iter().filter_map(|at| self.parts.remove(at)) {
            for claim in &part.claims {
                self.of_claim.remove(&claim.id);
            }
            for tie in &part.ties {
                self.of_tie.remove(tie);
            }
            removed.extend(part.findings);
        }
        let first = self.next;
        self.settle(claims);
        let now: Vec<&Finding> = self.parts.range(first..).flat_map(|(_, part)| &part.findings).collect();
        let was: BTreeMap<_, &Finding> = removed.iter().map(|finding| (key(finding), finding)).collect();
        let is: BTreeMap<_, &Finding> = now.iter().map(|finding| (key(finding), *finding)).collect();
        let added = now.iter().filter(|finding| was.get(&key(finding)) != Some(*finding));
        let added = added.map(|finding| (*finding).clone()).collect();
        let kept = |finding: &Finding| is.get(&key(finding)) == Some(&finding);
        let stays: Vec<bool> = removed.iter().map(kept).collect();
        let mut stays = stays.into_iter();
        removed.retain(|_| !stays.next().unwrap_or_default());
        Changes { added, removed }
    }

    /// Checks claims, by what hangs together, and keeps them and what was found.
    fn settle(&mut self, claims: Vec<Claim>) {
        for (claims, ties) in connected(&self.set, self.whole, claims) {
            for claim in &claims {
                self.of_claim.insert(claim.id.clone(), self.next);
            }
            for tie in &ties {
                self.of_tie.insert(tie.clone(), self.next);
            }
            // They have been found valid.
            let _ = self.set.put(claims);
            let mut findings = found_in(&self.set);
            for finding in &mut findings {
                finding.contains.clear();
            }
            let claims = self.set.take();
            self.parts.insert(self.next, Part { claims, ties, findings });
            self.next += 1;
        }
    }
}

/// What tells one finding from another.
fn key(finding: &Finding) -> (&[String], crate::model::Rule) {
    (&finding.claims, finding.rule)
}

/// Claims by what hangs together, with all ties of these.
fn connected(set: &ClaimSet, whole: bool, claims: Vec<Claim>) -> Vec<(Vec<Claim>, BTreeSet<Tie>)> {
    let mut parts: BTreeMap<usize, (Vec<Claim>, BTreeSet<Tie>)> = BTreeMap::new();
    let mut of_tie: BTreeMap<Tie, usize> = BTreeMap::new();
    for (at, claim) in claims.into_iter().enumerate() {
        let own = ties(set, &claim);
        let met: BTreeSet<usize> = if whole {
            parts.keys().copied().collect()
        } else {
            own.iter().filter_map(|tie| of_tie.get(tie)).copied().collect()
        };
        // The largest takes the others up, so that nothing is moved often.
        let largest = met.iter().max_by_key(|part| parts.get(part).map(|(claims, _)| claims.len()));
        let into = largest.copied().unwrap_or(at);
        let others: Vec<_> =
            met.iter().filter(|part| **part != into).filter_map(|part| parts.remove(part)).collect();
        let (members, ties) = parts.entry(into).or_default();
        for tie in &own {
            of_tie.insert(tie.clone(), into);
        }
        members.push(claim);
        ties.extend(own);
        for (claims, theirs) in others {
            for tie in &theirs {
                of_tie.insert(tie.clone(), into);
            }
            members.extend(claims);
            ties.extend(theirs);
        }
    }
    parts.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Measure, Source};

    #[test]
    fn only_what_hangs_together_is_kept_together() {
        let claim = |id: &str, of: &str, value: &str| {
            Claim::amount(id, "a", Cell::new(of, "height"), value.parse().unwrap())
        };
        let set = ClaimSet::builder()
            .source(Source::new("a", "Gazette"))
            .measure("height", Measure::constant("m"))
            .claim(claim("a", "tower", "300 m"))
            .claim(claim("b", "mast", "200 m"));
        let mut index = ClaimIndex::new(set.build().unwrap());
        assert_eq!(index.parts.len(), 2);
        // What corrects a claim about something else ties the two.
        let both = Claim { corrects: vec!["a".to_owned()], ..claim("c", "mast", "200 m") };
        index.insert(both).unwrap();
        assert_eq!(index.parts.len(), 1);
        index.remove("c").unwrap();
        assert_eq!((index.parts.len(), index.of_tie.len()), (2, 4));
        // An incomplete date may hang on anything.
        let dated = claim("d", "bridge", "20 m").said("XXXX-05-01".parse().unwrap());
        index.insert(dated).unwrap();
        assert_eq!((index.parts.len(), index.whole), (1, true));
    }
}
