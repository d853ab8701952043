//! Which rule a refutation breaks.

use crate::ground::{Body, Ground};
use crate::model::{EventStage, Rank, Rule};
use crate::proof::{ClaimIx, Named, Premise, Refutation, Step, Why};

/// The rule that a refutation of some claims breaks: when laws compose, the first that applies in the order of [`Rule`].
pub(crate) fn rule_of(ground: &Ground<'_>, claims: &[ClaimIx], refutation: &Refutation) -> Rule {
    let premises = match refutation {
        Refutation::Named(named) => return named_rule(*named),
        Refutation::Sum(premises) => premises,
    };
    if let Some(rule) = arithmetic(ground, premises) {
        return rule;
    }
    let bodies: Vec<&Body> =
        claims.iter().filter_map(|ix| ground.stand(*ix)).map(|stand| &stand.body).collect();
    let has = |kind: fn(&Body) -> bool| bodies.iter().filter(|body| kind(body)).count();
    let amounts = has(|body| matches!(body, Body::Amount(_)));
    let changes = has(|body| matches!(body, Body::Change { .. }));
    let orders = has(|body| matches!(body, Body::Order { .. }));
    let record =
        bodies.iter().any(|body| matches!(body, Body::Rank { rank: Rank::RecordHigh | Rank::RecordLow, .. }));
    let ranks = has(|body| matches!(body, Body::Rank { .. }));
    match (ranks, changes, orders, amounts) {
        (0, 0, 0, 0) => event_rule(&bodies, premises),
        (0, 0, 0, _) => amount_rule(premises),
        (0, 0, 1, _) => Rule::OrderDates,
        (0, 0, _, _) => Rule::OrderCycle,
        (_, 0, _, 0) if !record => Rule::TwoFirsts,
        (_, _, _, 0) if claims.len() > 1 => Rule::Direction,
        (0, _, _, _) => Rule::DirectionAmounts,
        _ if record => Rule::RecordAmounts,
        _ => Rule::RankAmounts,
    }
}

/// The arithmetic that a refutation rests on, if it is more than bounds and directions.
fn arithmetic(ground: &Ground<'_>, premises: &[(crate::model::Exact, Premise)]) -> Option<Rule> {
    let rule = |(_, premise): &(crate::model::Exact, Premise)| {
        let inequality = &premise.inequality;
        let claim = match &premise.why {
            Why::Says(claim) => claim,
            // Of two periods it says that the one lies inside the other.
            Why::Tiling => return (inequality.terms.len() > 2).then_some(Rule::Tiling),
            Why::Total(_) => return Some(Rule::LawTotal),
            Why::NonNegative(_) | Why::Law { .. } => return None,
        };
        let between = inequality.terms.len() > 1;
        // A bare direction puts one strictly below the other, and says no more.
        let bare = inequality.ends().is_some() && inequality.strict && inequality.limit.is_zero();
        match &ground.stand(*claim)?.body {
            Body::Total { .. } => Some(Rule::Total),
            Body::Share(_) => Some(Rule::Share),
            Body::Change { .. } if between && !bare => Some(Rule::ChangeSize),
            Body::Order { .. } if between && !bare => Some(Rule::Gap),
            Body::Amount(_)
            | Body::Change { .. }
            | Body::Rank { .. }
            | Body::Event { .. }
            | Body::Order { .. }
            | Body::State { .. }
            | Body::Other => None,
        }
    };
    premises.iter().filter_map(rule).min()
}

fn named_rule(named: Named) -> Rule {
    match named {
        Named::OneValue => Rule::StateValues,
        Named::Precision => Rule::Precision,
        Named::Places => Rule::RankPosition,
        Named::Denial => Rule::Denial,
        Named::Anachronism => Rule::Anachronism,
    }
}

/// Every elementary law that a refutation used.
pub(crate) fn steps(premises: &[(crate::model::Exact, Premise)]) -> impl Iterator<Item = &Step> {
    premises.iter().flat_map(|(_, premise)| match &premise.why {
        Why::Law { steps, .. } => steps.as_slice(),
        Why::Says(_) | Why::NonNegative(_) | Why::Tiling | Why::Total(_) => &[],
    })
}

fn amount_rule(premises: &[(crate::model::Exact, Premise)]) -> Rule {
    let rule = |step: &Step| match step {
        Step::Ladder => Rule::LadderOrder,
        Step::Running => Rule::RunningTotal,
        Step::SubPeriod => Rule::SubPeriod,
        Step::Part(_) => Rule::PartWhole,
        Step::Basis(_) => Rule::BasisInclusion,
        Step::Standing(_) => Rule::LawOrder,
        Step::SameTime | Step::Holds | Step::SameEvent | Step::CalledOff | Step::NotYet => Rule::OneValue,
    };
    let nested = premises.iter().any(|(_, premise)| premise.why == Why::Tiling).then_some(Rule::SubPeriod);
    steps(premises).map(rule).chain(nested).min().unwrap_or(Rule::OneValue)
}

fn event_rule(bodies: &[&Body], premises: &[(crate::model::Exact, Premise)]) -> Rule {
    let planned = bodies.iter().all(|body| matches!(body, Body::Event { stage: EventStage::Planned, .. }));
    let used = |step: &Step| steps(premises).any(|other| other == step);
    if used(&Step::CalledOff) {
        Rule::EventCancelled
    } else if used(&Step::NotYet) {
        Rule::EventSequence
    } else if planned {
        Rule::PlanDate
    } else {
        Rule::EventDate
    }
}
