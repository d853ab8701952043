//! A finding of the room `check`, in words and with its proof.

use super::mark::Mark;
use super::{Dates, Finding, Side, Verdict, Way};
use crate::check::Found;
use crate::explain::{explain, range_of, says, source_of};
use crate::ground::Ground;
use crate::proof::{ClaimIx, Proof, Renamed};

/// A finding of the room `check`, in words and with its proof.
pub(crate) fn finding(ground: &Ground<'_>, dates: &Dates<'_>, found: &Found) -> Finding {
    let mut explanation = explain(ground, found);
    let proof = dates.used(proof(ground, found));
    explanation.steps.splice(..0, dates.steps(&proof.inferred));
    let id = |ix: &ClaimIx| ground.claim(*ix).map(|claim| claim.id.clone()).unwrap_or_default();
    let side = |ix: &ClaimIx| {
        let claim = ground.claim(*ix)?;
        let quote = claim.quote.as_ref();
        let of_source = || ground.set().sources().get(&claim.source)?.document.as_ref();
        let range = quote.and_then(|quote| quote.range.as_ref());
        Some(Side {
            claim: claim.id.clone(),
            source: source_of(ground, *ix),
            says: says(claim),
            range: range_of(ground, *ix),
            quote: quote.map(|quote| quote.text.clone()),
            document: quote.and_then(|quote| quote.document.as_ref().or_else(of_source)).cloned(),
            start: range.map(|range| range.start),
            end: range.map(|range| range.end),
            mark: Mark::of(ground, *ix),
        })
    };
    let way = |(text, claims): &(String, Vec<ClaimIx>)| Way {
        text: text.clone(),
        claims: claims.iter().map(id).collect(),
    };
    Finding {
        rule: found.rule,
        verdict: if found.contradiction { Verdict::Contradiction } else { Verdict::Tension },
        denied: found.denied.clone(),
        claims: found.claims.iter().map(id).collect(),
        between: found.between,
        subject: found
            .claims
            .first()
            .and_then(|ix| ground.claim(*ix))
            .map(crate::check::subject)
            .unwrap_or_default(),
        contains: Vec::new(),
        gap: explanation.gap.clone(),
        reconciliations: explanation.ways.iter().map(way).collect(),
        slips: crate::check::slips(ground, &found.claims)
            .iter()
            .map(|slip| crate::explain::slip(ground, slip))
            .collect(),
        text: explanation.steps.join("; "),
        rests_on: proof.rests_on(),
        sides: found.claims.iter().filter_map(side).collect(),
        steps: explanation.steps,
        proof,
    }
}

/// The proof of a finding: its claims by id, everything else by position among them.
fn proof(ground: &Ground<'_>, found: &Found) -> Proof {
    let name = |ix: ClaimIx| ClaimIx(found.claims.iter().position(|own| *own == ix).unwrap_or(usize::MAX));
    Proof {
        claims: found
            .claims
            .iter()
            .filter_map(|ix| ground.claim(*ix))
            .map(|claim| claim.id.clone())
            .collect(),
        contradiction: found.contradiction,
        cases: found.cases.iter().map(|case| case.renamed(&name)).collect(),
        reconciliations: found.reconciliations.iter().map(|way| way.renamed(&name)).collect(),
        inferred: Vec::new(),
    }
}
