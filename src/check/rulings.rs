//! What is allowed and what is denied, by the set and by the policy.
//!
//! An allowance outweighs a denial: a denial is drawn in one stroke ("no mixed-up units"), and an allowance is the exception.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::subject;
use crate::ground::Ground;
use crate::model::{AnyRule, ClaimSet, Key, Ruling};
use crate::proof::ClaimIx;

/// Every ruling that is in force.
#[derive(Debug, Default)]
pub(crate) struct Rulings {
    allow: Drawn,
    deny: Drawn,
}

/// The rulings of one kind, ready to be asked.
#[derive(Debug, Default)]
struct Drawn {
    /// Those that name claims, by these; a crowd of them is no hindrance.
    exact: BTreeMap<Vec<ClaimIx>, Vec<Entry>>,
    open: Vec<Entry>,
    reasons: BTreeMap<usize, String>,
}

#[derive(Debug)]
struct Entry {
    /// The position of the ruling.
    at: usize,
    rule: Option<AnyRule>,
    subject: Option<Key>,
}

/// What the rulings make of a finding or a near miss, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ruled {
    Neither,
    Allowed(String),
    Denied(String),
}

/// The positions of the rulings that met something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Met {
    allow: BTreeSet<usize>,
    deny: BTreeSet<usize>,
}

impl Met {
    /// Whether the allowance at a position met something: those of the set come first, then those of the policy.
    #[cfg(feature = "testing")]
    pub(crate) fn allows(&self, at: usize) -> bool {
        self.allow.contains(&at)
    }

    pub(crate) fn extend(&mut self, other: &Met) {
        self.allow.extend(&other.allow);
        self.deny.extend(&other.deny);
    }
}

impl Rulings {
    /// Those of the set, and after them those of its policy.
    pub(crate) fn new(set: &ClaimSet) -> Rulings {
        let policy = set.policy();
        Rulings {
            allow: Drawn::new(set, set.allowances().iter().chain(&policy.allow)),
            deny: Drawn::new(set, set.denials().iter().chain(&policy.deny)),
        }
    }

    /// What they make of a finding or a near miss; all that speak of it are noted as met.
    pub(crate) fn on(&self, ground: &Ground<'_>, rule: AnyRule, claims: &[ClaimIx], met: &mut Met) -> Ruled {
        let allowed = self.allow.speaking(ground, rule, claims);
        let denied = self.deny.speaking(ground, rule, claims);
        met.allow.extend(&allowed);
        met.deny.extend(&denied);
        match (allowed.first(), denied.first()) {
            (Some(at), _) => Ruled::Allowed(self.allow.because(*at)),
            (None, Some(at)) => Ruled::Denied(self.deny.because(*at)),
            (None, None) => Ruled::Neither,
        }
    }
}

impl Drawn {
    fn new<'r>(set: &ClaimSet, rulings: impl Iterator<Item = &'r Ruling>) -> Drawn {
        let mut drawn = Drawn::default();
        // Of several that speak of one finding the first gives the reason: so their order must not depend on the input's.
        let mut rulings: Vec<(usize, &Ruling)> = rulings.enumerate().collect();
        rulings.sort_by_key(|(_, ruling)| {
            (ruling.rule.is_none(), ruling.rule, &ruling.subject, &ruling.because)
        });
        for (at, ruling) in rulings {
            let entry = Entry {
                at,
                rule: ruling.rule,
                subject: ruling.subject.as_ref().map(|subject| set.names().key(subject)),
            };
            drawn.reasons.insert(at, ruling.because.clone().unwrap_or_default());
            if ruling.is_empty() {
                // It speaks of nothing; in a set it is a fault, in a policy nobody has checked.
            } else if ruling.claims.is_empty() {
                drawn.open.push(entry);
            } else if let Some(claims) = positions(set, &ruling.claims) {
                drawn.exact.entry(claims).or_default().push(entry);
            }
        }
        drawn
    }

    /// The rulings that speak of it, those that name its claims first.
    fn speaking(&self, ground: &Ground<'_>, rule: AnyRule, claims: &[ClaimIx]) -> Vec<usize> {
        let mut about: Option<Key> = None;
        let speaks = |entry: &&Entry| {
            let mut is_about = |own| own == about.get_or_insert_with(|| about_what(ground, claims));
            entry.rule.is_none_or(|own| own == rule) && entry.subject.as_ref().is_none_or(&mut is_about)
        };
        let exact = self.exact.get(claims).into_iter().flatten();
        exact.chain(&self.open).filter(speaks).map(|entry| entry.at).collect()
    }

    fn because(&self, at: usize) -> String {
        self.reasons.get(&at).cloned().unwrap_or_default()
    }
}

/// The subject that the report gives a finding or a near miss, as a key.
fn about_what(ground: &Ground<'_>, claims: &[ClaimIx]) -> Key {
    let first = claims.first().and_then(|ix| ground.claim(*ix)).map(subject).unwrap_or_default();
    ground.set().names().key(&first)
}

/// The claims of some ids in order; nothing, if one of them is not in the set.
fn positions(set: &ClaimSet, ids: &[String]) -> Option<Vec<ClaimIx>> {
    let at = |id: &String| set.claims().binary_search_by(|claim| claim.id.as_str().cmp(id)).ok().map(ClaimIx);
    let claims: Option<BTreeSet<ClaimIx>> = ids.iter().map(at).collect();
    Some(claims?.into_iter().collect())
}

/// Rulings of the set that meet nothing: in words, for the report.
pub(crate) fn stale(ground: &Ground<'_>, met: &Met) -> Vec<String> {
    let set = ground.set();
    // What was said too late for this check is not there to be met.
    let whole = |ruling: &Ruling| ruling.claims.iter().all(|id| set.claim(id).is_some());
    let unmet = |rulings: &[Ruling], met: &BTreeSet<usize>| -> Vec<Ruling> {
        let unmet = rulings.iter().enumerate().filter(|(at, ruling)| !met.contains(at) && whole(ruling));
        unmet.map(|(_, ruling)| ruling.clone()).collect()
    };
    // There may be millions of claims, and seldom is one of these asked for.
    let subjects = LazyCell::new(|| -> BTreeSet<Key> {
        set.claims().iter().map(|claim| set.names().key(&subject(claim))).collect()
    });
    // A denial of a rule stands guard; it is stale only where there is nothing left to guard.
    let guards = |ruling: &Ruling| {
        let known = |subject: &String| subjects.contains(&set.names().key(subject));
        ruling.claims.is_empty() && ruling.subject.as_ref().is_none_or(known)
    };
    let allowances = unmet(set.allowances(), &met.allow).into_iter();
    let denials = unmet(set.denials(), &met.deny).into_iter().filter(|ruling| !guards(ruling));
    let allowances = allowances.map(|ruling| format!("the allowance of {ruling} is stale: it meets nothing"));
    let denials = denials.map(|ruling| format!("the denial of {ruling} is stale: it meets nothing"));
    allowances.chain(denials).collect::<BTreeSet<_>>().into_iter().collect()
}
