//! Proofs that somebody tampered with are rejected.
#![expect(clippy::unwrap_used, reason = "a helper that fails is a test that fails")]

mod entailments;
mod inferred;

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

use super::{Choice, ClaimIx, Inequality, Link, Named, Premise, Proof, Refutation, Step, Var, Why};
use crate::model::{ClaimSet, Exact};

/// Every finding of the stories: its claims and its proof.
static PROOFS: LazyLock<Vec<(ClaimSet, Proof)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut proofs = Vec::new();
    for folder in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        for file in ["fires.json", "fires_tension.json"] {
            let Ok(bytes) = std::fs::read(folder.join(file)) else { continue };
            let set = crate::read([(file.to_owned(), bytes)]).unwrap();
            let findings = crate::Checker::new().check(&set).findings;
            proofs.extend(findings.into_iter().map(|finding| (set.clone(), finding.proof)));
        }
    }
    proofs.sort_by(|a, b| a.1.claims.cmp(&b.1.claims));
    proofs
});

/// A hand that picks where to tamper.
struct Hand(u64);

impl Hand {
    fn pick<'t, T>(&mut self, from: &'t mut [T]) -> Option<&'t mut T> {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(self.0 >> 33).unwrap().checked_rem(from.len())?;
        from.get_mut(at)
    }

    fn sum<'p>(&mut self, proof: &'p mut Proof) -> Option<&'p mut Vec<(Exact, Premise)>> {
        match &mut self.pick(&mut proof.cases)?.refutation {
            Refutation::Sum(premises) => Some(premises),
            Refutation::Named(_) => None,
        }
    }

    fn premise<'p>(&mut self, proof: &'p mut Proof) -> Option<&'p mut (Exact, Premise)> {
        let premises = self.sum(proof)?;
        self.pick(premises)
    }

    fn law<'p>(&mut self, proof: &'p mut Proof) -> Option<(&'p mut Link, &'p mut Vec<Step>)> {
        let mut laws: Vec<&mut Premise> = self.sum(proof)?.iter_mut().map(|(_, premise)| premise).collect();
        laws.retain(|premise| matches!(premise.why, Why::Law { .. }));
        let at = usize::try_from(self.0 % 7).unwrap().checked_rem(laws.len())?;
        match &mut laws.into_iter().nth(at)?.why {
            Why::Law { link, steps, .. } => Some((link, steps)),
            Why::Says(_) | Why::NonNegative(_) | Why::Tiling | Why::Total(_) => None,
        }
    }

    /// A premise over several numbers at once.
    fn joint<'p>(&mut self, proof: &'p mut Proof) -> Option<&'p mut Premise> {
        let mut premises = self.sum(proof)?.iter_mut().map(|(_, premise)| premise);
        premises.find(|premise| matches!(premise.why, Why::Tiling | Why::Total(_)))
    }

    fn inequality<'p>(&mut self, proof: &'p mut Proof) -> Option<&'p mut Inequality> {
        Some(&mut self.premise(proof)?.1.inequality)
    }
}

/// The ways to tamper with a proof; `None` where it has nothing of the kind.
type Tampering = fn(&mut Proof, &mut Hand) -> Option<()>;

const TAMPERINGS: [(&str, Tampering); 25] = [
    ("a bound", |proof, hand| {
        let limit = &mut hand.inequality(proof)?.limit;
        *limit = &*limit + &Exact::one();
        Some(())
    }),
    ("a bound made sharper", |proof, hand| {
        let limit = &mut hand.inequality(proof)?.limit;
        *limit = &*limit - &Exact::one();
        Some(())
    }),
    ("an end that is left out or taken in", |proof, hand| {
        let inequality = hand.inequality(proof)?;
        inequality.strict = !inequality.strict;
        Some(())
    }),
    ("a slot", |proof, hand| {
        let inequality = hand.inequality(proof)?;
        let (var, times) = inequality.terms.pop_first()?;
        let moved = Var { slot: var.slot + 1, ..var };
        inequality.terms.insert(moved, times).is_none().then_some(())
    }),
    ("a side", |proof, hand| {
        let inequality = hand.inequality(proof)?;
        let one_sided = inequality.terms.len() != 2;
        inequality.terms.values_mut().for_each(|times| *times = -&*times);
        one_sided.then_some(())
    }),
    ("how often a number counts", |proof, hand| {
        let inequality = hand.inequality(proof)?;
        let mut terms: Vec<&mut Exact> = inequality.terms.values_mut().collect();
        let times = hand.pick(&mut terms)?;
        **times = &**times + &**times;
        Some(())
    }),
    ("a term left out", |proof, hand| hand.inequality(proof)?.terms.pop_last().map(|_| ())),
    ("a term put in", |proof, hand| {
        let inequality = hand.inequality(proof)?;
        let (last, _) = inequality.terms.last_key_value()?;
        let beyond = Var { slot: last.slot + 1, ..*last };
        inequality.terms.insert(beyond, Exact::one());
        Some(())
    }),
    ("a number that is never below zero", |proof, hand| {
        let premise = &mut hand.premise(proof)?.1;
        let var = *premise.inequality.terms.first_key_value()?.0;
        let honest = matches!(premise.why, Why::NonNegative(_));
        premise.why = Why::NonNegative(Var { slot: var.slot + usize::from(honest), ..var });
        Some(())
    }),
    ("a multiplier", |proof, hand| {
        let times = &mut hand.premise(proof)?.0;
        *times = &*times + &Exact::one();
        Some(())
    }),
    ("a multiplier of nothing", |proof, hand| {
        hand.premise(proof)?.0 = Exact::zero();
        Some(())
    }),
    ("a multiplier below nothing", |proof, hand| {
        let times = &mut hand.premise(proof)?.0;
        *times = -&*times;
        Some(())
    }),
    ("who says it", |proof, hand| {
        let others = proof.claims.len();
        match &mut hand.premise(proof)?.1.why {
            Why::Says(claim) => *claim = ClaimIx((claim.0 + 1) % (others + 1)),
            Why::NonNegative(var) | Why::Law { first: var, .. } => {
                var.claim = ClaimIx((var.claim.0 + 1) % (others + 1));
            }
            Why::Tiling | Why::Total(_) => return None,
        }
        Some(())
    }),
    ("a sum put into the mouth of a claim", |proof, hand| {
        let premise = hand.joint(proof)?;
        premise.why = Why::Says(premise.inequality.terms.first_key_value()?.0.claim);
        Some(())
    }),
    ("a number of a sum", |proof, hand| {
        let others = proof.claims.len();
        let terms = &mut hand.joint(proof)?.inequality.terms;
        let (var, times) = terms.pop_first()?;
        let other = Var { claim: ClaimIx((var.claim.0 + 1) % (others + 1)), ..var };
        (!terms.contains_key(&other)).then(|| terms.insert(other, times)).map(|_| ())
    }),
    ("a link", |proof, hand| {
        let (link, _) = hand.law(proof)?;
        *link = if *link == Link::Equal { Link::AtMost } else { Link::Equal };
        Some(())
    }),
    ("a step left out", |proof, hand| {
        let (_, steps) = hand.law(proof)?;
        let left_out = steps.pop()?;
        (!steps.contains(&left_out)).then_some(())
    }),
    ("a step put in", |proof, hand| {
        let (_, steps) = hand.law(proof)?;
        let new = if steps.contains(&Step::Ladder) { Step::SubPeriod } else { Step::Ladder };
        steps.push(new);
        Some(())
    }),
    ("a premise left out", |proof, hand| hand.sum(proof)?.pop().map(|_| ())),
    ("a case left out", |proof, _| proof.cases.pop().map(|_| ())),
    ("a claim", |proof, hand| {
        // Of another claim that says the same it may be a proof as well.
        let mut others = proof.claims.clone();
        others.push("nobody".to_owned());
        let other = hand.pick(&mut others)?.clone();
        let claim = hand.pick(&mut proof.claims)?;
        let changed = *claim != other;
        *claim = other;
        changed.then_some(())
    }),
    ("the verdict", |proof, _| {
        proof.contradiction = !proof.contradiction;
        Some(())
    }),
    ("a named clash", |proof, hand| {
        match &mut hand.pick(&mut proof.cases)?.refutation {
            Refutation::Named(named) if *named == Named::Denial => *named = Named::OneValue,
            Refutation::Named(named) => *named = Named::Denial,
            Refutation::Sum(_) => return None,
        }
        Some(())
    }),
    ("what a way out fixes", |proof, hand| {
        let way = hand.pick(&mut proof.reconciliations)?;
        way.relaxed.insert(Choice::TimeZone(ClaimIx(7)));
        Some(())
    }),
    ("a witness left out", |proof, hand| hand.pick(&mut proof.reconciliations)?.witnesses.pop().map(|_| ())),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_proof_that_was_tampered_with_is_rejected(which in any::<usize>(), how in any::<usize>(), seed in any::<u64>()) {
        let (set, proof) = &PROOFS[which % PROOFS.len()];
        let (name, tamper) = TAMPERINGS[how % TAMPERINGS.len()];
        let mut tampered = proof.clone();
        if tamper(&mut tampered, &mut Hand(seed)).is_some() {
            prop_assert!(tampered.verify(set).is_err(), "{name} in {proof:?}");
        }
    }

    #[test]
    fn a_witness_that_does_not_fit_is_rejected(which in any::<usize>(), seed in any::<u64>()) {
        let (set, proof) = &PROOFS[which % PROOFS.len()];
        let far = Exact::pow10(30);
        let moved = |by: &dyn Fn(&Exact) -> Exact| {
            let (mut tampered, mut hand) = (proof.clone(), Hand(seed));
            let way = hand.pick(&mut tampered.reconciliations)?;
            let witness = hand.pick(&mut way.witnesses)?;
            let value = &mut hand.pick(&mut witness.values)?.1;
            *value = by(value);
            Some(tampered.verify(set).is_err())
        };
        // What is bounded on one side only may go far away on the other.
        let (up, down) = (moved(&|value| value + &far), moved(&|value| value - &far));
        prop_assert!(up.zip(down).is_none_or(|(up, down)| up || down), "{proof:?}");
    }
}

#[test]
fn a_variable_without_a_value_is_rejected() {
    let mut looked_at = 0;
    for (set, proof) in PROOFS.iter() {
        let mut tampered = proof.clone();
        let witness = tampered.reconciliations.first_mut().and_then(|way| way.witnesses.first_mut());
        if witness.is_some_and(|witness| witness.values.pop().is_some()) {
            looked_at += 1;
            assert!(tampered.verify(set).is_err(), "{proof:?}");
        }
    }
    assert!(looked_at > 10, "{looked_at}");
}

#[test]
fn a_tension_does_not_become_a_contradiction_by_hiding_its_ways_out() {
    for (set, proof) in PROOFS.iter().filter(|(_, proof)| !proof.contradiction) {
        let hidden = Proof { contradiction: true, reconciliations: Vec::new(), ..proof.clone() };
        assert!(hidden.verify(set).is_err(), "{proof:?}");
        let bare = Proof { reconciliations: Vec::new(), ..proof.clone() };
        assert!(bare.verify(set).is_err(), "{proof:?}");
        let mut unfixed = proof.clone();
        for way in &mut unfixed.reconciliations {
            way.relaxed.clear();
            way.rungs.clear();
        }
        assert!(unfixed.verify(set).is_err(), "{proof:?}");
    }
}

#[test]
fn a_superseded_claim_proves_nothing() {
    let (set, proof) = PROOFS.iter().find(|(_, proof)| proof.contradiction).unwrap();
    let first = set.claim(&proof.claims[0]).unwrap();
    let mut correction = first.clone().corrects(first.id.clone());
    "zz".clone_into(&mut correction.id);
    let mut draft = set.declared().clone();
    draft.claims.push(correction);
    let error = proof.verify(&draft.build().unwrap()).unwrap_err().to_string();
    assert_eq!(error, format!("claim `{}` was replaced or withdrawn by `zz`", first.id));
}

/// The proofs of contradictions that rest on a law over several numbers.
fn resting_on(law: fn(&Why) -> bool) -> impl Iterator<Item = &'static (ClaimSet, Proof)> {
    let rests_on_one = move |proof: &Proof| {
        proof.cases.iter().any(|case| match &case.refutation {
            Refutation::Sum(premises) => premises.iter().any(|(_, premise)| law(&premise.why)),
            Refutation::Named(_) => false,
        })
    };
    PROOFS.iter().filter(move |(_, proof)| proof.contradiction && rests_on_one(proof))
}

fn tilings() -> impl Iterator<Item = &'static (ClaimSet, Proof)> {
    resting_on(|why| *why == Why::Tiling)
}

fn totals() -> impl Iterator<Item = &'static (ClaimSet, Proof)> {
    resting_on(|why| matches!(why, Why::Total(_)))
}

#[test]
fn a_sum_is_of_these_times_of_these_cells_only() {
    let proofs = tilings().chain(totals());
    let mut looked_at = 0;
    for ((set, proof), at) in proofs.flat_map(|proof| (0..proof.1.claims.len()).map(move |at| (proof, at))) {
        let changed = |change: fn(&mut crate::model::Cell)| {
            let mut draft = set.declared().clone();
            let claim = draft.claims.iter_mut().find(|claim| claim.id == proof.claims[at]).unwrap();
            if let crate::model::Statement::Amount { cell, .. } = &mut claim.statement {
                change(cell);
            }
            proof.verify(&draft.build().unwrap())
        };
        looked_at += 1;
        changed(|_| ()).unwrap();
        changed(|cell| cell.time = Some(crate::model::Time::Of("2021".parse().unwrap()))).unwrap_err();
        changed(|cell| cell.time = Some(crate::model::Time::Of("2022-12/2023-05".parse().unwrap())))
            .unwrap_err();
        changed(|cell| drop(cell.scope.insert("place".to_owned(), "Ilam".to_owned()))).unwrap_err();
        changed(|cell| "elsewhere".clone_into(&mut cell.subject)).unwrap_err();
    }
    assert!(looked_at > 14, "{looked_at}");
}

#[test]
fn parts_of_a_period_bound_it_only_where_nothing_is_below_zero() {
    let mut rejected = 0;
    for (set, proof) in tilings() {
        let mut draft = set.declared().clone();
        draft.measures.values_mut().for_each(|measure| measure.non_negative = false);
        rejected += usize::from(proof.verify(&draft.build().unwrap()).is_err());
    }
    // Of the three stories the quarters of one leave out the last, and those of the others are all there.
    assert_eq!((tilings().count(), rejected), (3, 1));
}

#[test]
fn what_one_publisher_may_have_revised_adds_up_to_no_contradiction() {
    for (set, proof) in tilings().chain(totals()) {
        let mut draft = set.declared().clone();
        draft.sources.values_mut().for_each(|source| source.publisher = "one".to_owned());
        proof.verify(&draft.build().unwrap()).unwrap_err();
    }
}

#[test]
fn a_total_holds_only_as_the_set_declares_it() {
    use crate::model::{LawRelation, Strength};
    let mut looked_at = 0;
    for (set, proof) in totals() {
        let changed = |change: fn(&mut crate::model::Law)| {
            let mut draft = set.declared().clone();
            draft.laws.iter_mut().for_each(change);
            proof.verify(&draft.build().unwrap())
        };
        looked_at += 1;
        changed(|_| ()).unwrap();
        changed(|law| law.strength = Strength::Soft).unwrap_err();
        changed(|law| {
            let LawRelation::Total { parts, .. } = &mut law.relation else { return };
            parts.pop();
        })
        .unwrap_err();
        changed(|law| {
            let LawRelation::Total { parts, exhaustive, .. } = &mut law.relation else { return };
            // A bound from below rests on the parts' being all there is, and one from above on their weights.
            parts.iter_mut().filter(|_| !*exhaustive).for_each(|part| part.times = Exact::pow10(-1));
            *exhaustive = false;
        })
        .unwrap_err();
    }
    assert_eq!(looked_at, 2);
}
