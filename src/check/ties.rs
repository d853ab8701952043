//! What claims hang together by.

use std::collections::BTreeSet;

use super::candidates::{Knot, LawTies, knots};
use crate::ground::{Body, Ground};
use crate::model::{Claim, ClaimSet, Key, Point, Statement};
use crate::proof::ClaimIx;

/// Something that claims share. Claims that are not connected by ties are in no finding together, whatever else a set holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tie {
    /// A subject or an event: also one that a standing law or a class brings in.
    Of(Key),
    /// A measure by which subjects are ranked: two cannot have one place.
    Ranked(Key),
    /// A claim, by its id: itself, or one that it corrects, retracts or dates.
    Claim(String),
}

/// All ties of a claim, by what a set declares.
pub(crate) fn ties(set: &ClaimSet, claim: &Claim) -> BTreeSet<Tie> {
    let ground = Ground::of(set, vec![claim]);
    let mut ties = BTreeSet::from([Tie::Claim(claim.id.clone())]);
    ties.extend(claim.corrects.iter().chain(&claim.retracts).cloned().map(Tie::Claim));
    if let Statement::Order { before, after, .. } = &claim.statement {
        let said =
            |point: &Point| if let Point::Said(id) = point { Some(Tie::Claim(id.clone())) } else { None };
        ties.extend([before, after].into_iter().filter_map(said));
    }
    let Some(stand) = ground.stand(ClaimIx(0)) else { return ties };
    let tie = |knot| match knot {
        Knot::Family(name, _) | Knot::Event(name) => Tie::Of(name.clone()),
    };
    ties.extend(knots(&ground, stand, &LawTies::of(&ground)).into_iter().map(tie));
    match &stand.body {
        Body::State { subject, .. } => ties.extend([Tie::Of(subject.clone())]),
        Body::Rank { cell, .. } => ties.extend([Tie::Ranked(cell.measure.clone())]),
        Body::Amount(_)
        | Body::Change { .. }
        | Body::Event { .. }
        | Body::Order { .. }
        | Body::Share(_)
        | Body::Total { .. }
        | Body::Other => {}
    }
    ties
}
