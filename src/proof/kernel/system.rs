//! Every inequality that the claims of a proof make in a reading: what they say, and the laws between them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Choice, ClaimIx, Inequality, Link, Premise, Role, Step, Var, Why};
use super::dates::Happening;
use super::laws::{Order, Through};
use super::numbers::{At, Number};
use super::reading::Reading;
use crate::model::{
    Among, ChangeForm, Direction, End, Exact, Grade, Interval, Rank, Span, Statement, Temporal,
};

/// What claims come to in a reading.
#[derive(Debug)]
pub(super) struct System<'r, 'a> {
    pub(super) reading: &'r Reading<'a>,
    said: Vec<(ClaimIx, Inequality)>,
    pub(super) numbers: Vec<Number<'a>>,
    pub(super) happenings: Vec<Happening>,
}

impl<'r, 'a> System<'r, 'a> {
    pub(super) fn new(reading: &'r Reading<'a>) -> System<'r, 'a> {
        let numbers = reading.asserted().flat_map(|(ix, _)| reading.numbers_of(ix)).collect();
        let mut system = System { reading, said: Vec::new(), numbers, happenings: Vec::new() };
        let rivals: Vec<Number<'a>> = reading.asserted().flat_map(|(ix, _)| system.rivals(ix)).collect();
        system.numbers.extend(rivals);
        for (var, interval) in reading.bounds() {
            system.inside(var, &interval);
        }
        for (ix, claim) in reading.asserted() {
            system.sums(ix);
            match &claim.statement {
                Statement::Change { .. } => system.direction(ix),
                Statement::Event { event, stage, when } => {
                    system.event(ix, event, *stage, when.as_ref());
                }
                Statement::Order { before, after, .. } => {
                    system.less(Var { claim: ix, slot: 0 }, Var { claim: ix, slot: 1 });
                    system.point(ix, 0, Role::Before, before);
                    system.point(ix, 1, Role::After, after);
                }
                Statement::Amount { .. }
                | Statement::Share { .. }
                | Statement::Total { .. }
                | Statement::Rank { .. }
                | Statement::State { .. }
                | Statement::Retraction => {}
            }
        }
        system
    }

    /// Whether a premise of a certificate holds in the reading.
    pub(super) fn holds(&self, premise: &Premise) -> bool {
        let Premise { inequality, why } = premise;
        match why {
            Why::Says(claim) => self.said.contains(&(*claim, inequality.clone())),
            Why::NonNegative(var) => *inequality == not_negative(*var) && self.is_bounded_below(*var),
            Why::Law { first, second, link, steps } => {
                let ends = inequality.ends();
                let forth = ends == Some((Some(*first), Some(*second)));
                let back = ends == Some((Some(*second), Some(*first)));
                let shaped = inequality.limit.is_zero() && !inequality.strict;
                shaped
                    && (forth || (back && *link == Link::Equal))
                    && self.linked(*first, *second, *link, steps)
            }
            Why::Tiling => self.is_tiling(inequality),
            Why::Total(law) => self.is_of_total(*law, inequality),
        }
    }

    fn linked(&self, first: Var, second: Var, link: Link, steps: &[Step]) -> bool {
        let number = |var: Var| self.numbers.iter().find(|number| number.var == Some(var));
        let Some((a, b)) = number(first).zip(number(second)) else {
            let [step] = steps else { return false };
            return self.date_laws().contains(&(first, second, link, step.clone()));
        };
        if !self.reading.in_one_dimension(a, b) {
            return false;
        }
        let standing = |step: &Step| {
            let Step::Standing(at) = step else { return None };
            Some(*at)
        };
        let laws: Vec<usize> = steps.iter().filter_map(standing).collect();
        let through = if laws.is_empty() { Through::Nothing } else { Through::Laws(&laws) };
        // Along a chain it goes without saying that a law holds at the time of the claim.
        let counts = |step: &Step| laws.is_empty() || *step != Step::SameTime;
        let cited: BTreeSet<Step> = steps.iter().filter(|step| counts(step)).cloned().collect();
        self.reading.bond(a, b, through).is_some_and(|(order, mut steps)| {
            steps.retain(counts);
            match order {
                Order::Same => link == Link::Equal && steps == cited,
                Order::Less => link == Link::AtMost && steps == cited,
                Order::More => false,
            }
        })
    }

    /// Whether values, one for every variable, fit everything that the claims say and every law between them.
    pub(super) fn fits(&self, values: &[(Var, Exact)]) -> bool {
        let known: BTreeMap<Var, &Exact> = values.iter().map(|(var, value)| (*var, value)).collect();
        let fits = |inequality: &Inequality| {
            let mut sum = Exact::zero();
            for (var, times) in &inequality.terms {
                let Some(value) = known.get(var) else { return false };
                sum = &sum + &(times * value);
            }
            sum < inequality.limit || (sum == inequality.limit && !inequality.strict)
        };
        let vars = self.numbers.iter().filter_map(|number| number.var);
        let mut bounded = vars.filter(|var| self.is_bounded_below(*var));
        known.len() == values.len()
            && self.said.iter().all(|(_, inequality)| fits(inequality))
            && bounded.all(|var| fits(&not_negative(var)))
            && self.laws().all(|(less, more)| {
                fits(&Inequality::difference((Some(less), Some(more)), Exact::zero(), false))
            })
            && self.flows_fit(&known)
            && self.totals_fit(&known)
    }

    /// Every law between two variables: the first is at most the second.
    fn laws(&self) -> impl Iterator<Item = (Var, Var)> {
        let mut laws = Vec::new();
        for a in &self.numbers {
            for b in &self.numbers {
                let Some((first, second)) = a.var.zip(b.var) else { continue };
                if !self.reading.in_one_dimension(a, b) {
                    continue;
                }
                let direct = self.reading.bond(a, b, Through::Nothing);
                let at_most = match direct {
                    Some((order, _)) => order != Order::More,
                    None => self.reading.bond(a, b, Through::Any).is_some(),
                };
                laws.extend(at_most.then_some((first, second)));
            }
        }
        for (first, second, link, _) in self.date_laws() {
            laws.push((first, second));
            laws.extend((link == Link::Equal).then_some((second, first)));
        }
        laws.into_iter()
    }

    pub(super) fn row(&mut self, claim: ClaimIx, inequality: Inequality) {
        self.said.push((claim, inequality));
    }

    pub(super) fn says(
        &mut self,
        claim: ClaimIx,
        plus: Option<Var>,
        minus: Option<Var>,
        (limit, strict): (Exact, bool),
    ) {
        self.row(claim, Inequality::difference((plus, minus), limit, strict));
    }

    fn less(&mut self, less: Var, more: Var) {
        self.says(less.claim, Some(less), Some(more), (Exact::zero(), true));
    }

    fn inside(&mut self, var: Var, interval: &Interval) {
        if let Some(low) = interval.low().number() {
            self.says(var.claim, None, Some(var), (-low, matches!(interval.low(), End::Open(_))));
        }
        if let Some(high) = interval.high().number() {
            self.says(var.claim, Some(var), None, (high.clone(), matches!(interval.high(), End::Open(_))));
        }
    }

    /// An instant lies within days: from the first on, and before the day after the last.
    pub(super) fn within(&mut self, var: Var, days: &Span) {
        if let Some(first) = days.first() {
            self.says(var.claim, None, Some(var), (-&Exact::from(i64::from(first.number())), false));
        }
        if let Some(last) = days.last() {
            self.says(var.claim, Some(var), None, (Exact::from(i64::from(last.number()) + 1), true));
        }
    }

    /// A change that can only be a rise, or only a fall, says which of its ends is more.
    fn direction(&mut self, ix: ClaimIx) {
        let reading = self.reading;
        let Some(Statement::Change { change, .. }) = reading.claim(ix).map(|claim| &claim.statement) else {
            return;
        };
        // Of what can be below zero, a rise in per cent may be a fall.
        let relative = matches!(change.form(), ChangeForm::Percent | ChangeForm::Factor);
        if relative && !reading.measure_of(ix).is_some_and(|measure| measure.non_negative) {
            return;
        }
        let (from, to) = (Var { claim: ix, slot: 0 }, Var { claim: ix, slot: 1 });
        match change.direction(Grade::Lenient, &reading.set.policy().hedges) {
            Some(Direction::Rose) => self.less(from, to),
            Some(Direction::Fell) => self.less(to, from),
            None => {}
        }
    }

    /// The cells that a rank is above or below, one for each variable of another claim that it speaks of.
    fn rivals(&mut self, ix: ClaimIx) -> Vec<Number<'a>> {
        let Some(Statement::Rank { rank, among, .. }) = self.reading.claim(ix).map(|claim| &claim.statement)
        else {
            return Vec::new();
        };
        let own = Var { claim: ix, slot: 0 };
        let Some(ranked) = self.numbers.iter().find(|number| number.var == Some(own)).cloned() else {
            return Vec::new();
        };
        let rival = |other: &Number<'a>| match rank {
            Rank::Largest | Rank::Smallest => {
                let other_one = other.subject != ranked.subject && self.is_among(ix, among.as_ref(), other);
                other_one.then(|| Number { subject: other.subject.clone(), ..ranked.clone() })
            }
            Rank::RecordHigh | Rank::RecordLow => {
                let earlier = self.is_before_record(ix, other, &ranked);
                earlier.then(|| Number { at: other.at, written: other.written, ..ranked.clone() })
            }
            Rank::Nth(_) | Rank::Top(_) => None,
        };
        let others = self.numbers.iter().filter(|other| other.owner() != Some(ix));
        let mut rivals: Vec<Number<'a>> = others.filter_map(rival).collect();
        for (at, rival) in rivals.iter_mut().enumerate() {
            let var = Var { claim: ix, slot: at + 1 };
            rival.var = Some(var);
            match rank {
                Rank::Largest | Rank::RecordHigh => self.less(var, own),
                Rank::Smallest | Rank::RecordLow | Rank::Nth(_) | Rank::Top(_) => self.less(own, var),
            }
        }
        rivals
    }

    /// Whether the subject of another number is of the class of a rank; two ranks of one class are of it both.
    fn is_among(&self, ix: ClaimIx, among: Option<&Among>, other: &Number<'_>) -> bool {
        let key = |name: &String| self.reading.key(name);
        let statement = other.owner().and_then(|ix| self.reading.claim(ix)).map(|claim| &claim.statement);
        let rival_class = match statement {
            Some(Statement::Rank { among, .. }) => Some(among.as_ref()),
            _ => None,
        };
        match among {
            Some(Among::List(members)) => members.iter().any(|member| key(member) == other.subject),
            Some(Among::Name(class)) => {
                let one_class =
                    matches!(rival_class, Some(Some(Among::Name(name))) if key(name) == key(class));
                one_class || self.reading.set.names().includes(&key(class), &other.subject)
            }
            None => rival_class == Some(None) && !self.reading.lenient(Choice::Class(ix)),
        }
    }

    /// Whether a number is of a period, or an instant, that a record is over.
    fn is_before_record(&self, ix: ClaimIx, other: &Number<'_>, record: &Number<'_>) -> bool {
        let one_series = other.subject == record.subject && other.name == record.name;
        if !one_series || record.measure.temporal == Temporal::RunningTotal {
            return false;
        }
        let latest_only = || self.reading.lenient(Choice::Record(ix));
        match (other.at, record.at) {
            (At::Over(x), At::Over(y)) | (At::Throughout(x), At::Throughout(y)) => {
                let one_length = match (x.months(), y.months()) {
                    (Some(x), Some(y)) => x == y,
                    _ => x.length().is_some() && x.length() == y.length(),
                };
                let just_before = x.last().map(|day| day.plus(1)) == y.first();
                x.precedes(&y) && one_length && (just_before || !latest_only())
            }
            (At::Instant { within: x, .. }, At::Instant { within: y, .. }) => {
                x.precedes(&y) && !latest_only()
            }
            _ => false,
        }
    }
}

/// A number is at least zero.
pub(super) fn not_negative(var: Var) -> Inequality {
    Inequality::difference((None, Some(var)), Exact::zero(), false)
}
