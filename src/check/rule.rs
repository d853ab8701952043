use std::fmt;

use crate::ground::{Body, Ground};
use crate::model::{EventStage, Rank};
use crate::proof::{ClaimIx, Named, Premise, Refutation, Step, Why};

/// Which law a finding breaks.
///
/// Each is explained in the [guide](crate::guide), with an example that fires and one that must not.
///
/// # Examples
/// ```
/// use gainsay::Rule;
/// assert_eq!(Rule::named("ladder-order"), Some(Rule::LadderOrder));
/// assert_eq!(Rule::LadderOrder.to_string(), "ladder-order");
/// assert_eq!(Rule::LadderOrder.title(), "more at a later stage than at an earlier one");
/// assert_eq!(Rule::all().count(), 28);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A later rung has more than an earlier one.
    LadderOrder,
    /// A running total fell.
    RunningTotal,
    /// A sub-period has more than its period.
    SubPeriod,
    /// A part has more than its whole.
    PartWhole,
    /// A narrower basis gives more than the wider one.
    BasisInclusion,
    /// A standing law of the set is broken.
    LawOrder,
    /// One cell has two values at one time.
    OneValue,
    /// Two figures declared to one precision differ.
    Precision,
    /// Told as done before it was done.
    Anachronism,
    /// Two are first in one class.
    TwoFirsts,
    /// Two places that cannot both be held.
    RankPosition,
    /// The first has less than another member.
    RankAmounts,
    /// A record has less than an earlier period.
    RecordAmounts,
    /// Rose in one telling, fell in the other.
    Direction,
    /// Rose, but from more to less.
    DirectionAmounts,
    /// One event, two dates.
    EventDate,
    /// Called off after it happened.
    EventCancelled,
    /// Completed before a day on which it was underway or still planned.
    EventSequence,
    /// Plans for one event that exclude each other.
    PlanDate,
    /// Each of two events precedes the other.
    OrderCycle,
    /// An order that the dates do not allow.
    OrderDates,
    /// Two values of a one-valued attribute.
    StateValues,
    /// Asserted by one, denied by the other.
    Denial,
    /// Parts that do not add up to their total.
    Total,
    /// A part and a whole that do not make the share.
    Share,
    /// Two figures that do not make the change.
    ChangeSize,
    /// Two dates that do not lie so far apart.
    Gap,
    /// Periods that do not add up to the one which they fill, or are in.
    Tiling,
}

/// Every rule with its name and what it says, in the order of the guide.
const RULES: [(Rule, &str, &str); 28] = [
    (Rule::LadderOrder, "ladder-order", "more at a later stage than at an earlier one"),
    (Rule::RunningTotal, "running-total", "a running total fell"),
    (Rule::SubPeriod, "sub-period", "a part of a period has more than the period"),
    (Rule::PartWhole, "part-whole", "a part has more than the whole"),
    (Rule::BasisInclusion, "basis-inclusion", "a narrower count is more than the wider one"),
    (Rule::LawOrder, "law-order", "a standing law of the set is broken"),
    (Rule::OneValue, "one-value", "two values for one thing at one time"),
    (Rule::Precision, "precision", "two figures declared to one precision"),
    (Rule::Anachronism, "anachronism", "told as done before it was done"),
    (Rule::TwoFirsts, "two-firsts", "two claim the same first place"),
    (Rule::RankPosition, "rank-position", "places that cannot both be held"),
    (Rule::RankAmounts, "rank-amounts", "the figures do not bear out the rank"),
    (Rule::RecordAmounts, "record-amounts", "the figures do not bear out the record"),
    (Rule::Direction, "direction", "up in one telling, down in the other"),
    (Rule::DirectionAmounts, "direction-amounts", "the figures do not bear out the direction"),
    (Rule::EventDate, "event-date", "one event, two dates"),
    (Rule::EventCancelled, "event-cancelled", "called off after it happened"),
    (Rule::EventSequence, "event-sequence", "completed before it was underway or still planned"),
    (Rule::PlanDate, "plan-date", "plans that exclude each other"),
    (Rule::OrderCycle, "order-cycle", "each came before the other"),
    (Rule::OrderDates, "order-dates", "the dates do not bear out the order"),
    (Rule::StateValues, "state-values", "two values where there can be one"),
    (Rule::Denial, "denial", "asserted by one, denied by the other"),
    (Rule::Total, "total", "the parts do not add up to the total"),
    (Rule::Share, "share", "the figures do not make the share"),
    (Rule::ChangeSize, "change-size", "the figures do not make the change"),
    (Rule::Gap, "gap", "the dates do not lie so far apart"),
    (Rule::Tiling, "tiling", "the periods do not add up"),
];

impl Rule {
    /// Every rule, in the order of the guide.
    pub fn all() -> impl Iterator<Item = Rule> {
        RULES.iter().map(|(rule, ..)| *rule)
    }

    /// The rule's name in claims files and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        RULES.iter().find(|(rule, ..)| *rule == self).map_or("", |(_, name, _)| name)
    }

    /// What is wrong, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        RULES.iter().find(|(rule, ..)| *rule == self).map_or("", |(.., title)| title)
    }

    /// The rule of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Rule> {
        RULES.iter().find(|(_, own, _)| *own == name).map(|(rule, ..)| *rule)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

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
        (_, _, _, 0) => Rule::Direction,
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
        Why::Says(_) | Why::NonNegative(_) | Why::Tiling => &[],
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_name() {
        for rule in Rule::all() {
            assert_eq!(Rule::named(rule.name()), Some(rule));
            assert!(!rule.title().is_empty(), "{rule:?}");
        }
    }
}
