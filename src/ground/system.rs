//! The inequalities that a few claims and the laws between them make, in one reading.

mod dates;
mod decide;

use std::collections::BTreeMap;

use super::joint::Joint;
use super::link::{Quantity, link};
use super::moment::{Moment, Owner, moment};
use super::stand::{Body, CellStand, ClassStand, StageStand, Stand, TimeStand};
use super::{Ground, Reading};
use crate::model::{
    Certainty, ChangeForm, Direction, End, Exact, Interval, Key, Rank, Span, Stance, Statement,
};
use crate::proof::{Choice, ClaimIx, Inequality, Link, Premise, Role, Step, Var, Why};
use dates::Happening;

pub(crate) use dates::is_retold;
pub(crate) use decide::Decision;

/// More numbers of one subject and measure are linked less closely: all their pairs would take too much memory.
const CROWD: usize = 600;

/// The inequalities of a few claims in one reading.
#[derive(Debug, Default)]
pub(crate) struct System<'a> {
    pub(crate) premises: Vec<Premise>,
    quantities: Vec<Numbered<'a>>,
    /// The dimension in which the amounts of each measure are compared.
    dimensions: BTreeMap<&'a Key, Option<&'a str>>,
    dates: Vec<(Var, Happening<'a>)>,
    /// What holds of several numbers at once.
    joints: Vec<Joint>,
    /// Whether there would be more of that than is looked at.
    cut: bool,
}

/// A variable, and what it is of.
pub(super) type Numbered<'a> = (Var, Quantity<'a>);

/// Grounds claims in a reading. Denials, and claims that nothing asserts, add no inequality.
pub(crate) fn system<'a>(ground: &'a Ground<'_>, claims: &[ClaimIx], reading: &Reading) -> System<'a> {
    let asserted = |ix: &&ClaimIx| {
        ground.claim(**ix).is_some_and(|claim| {
            let so = claim.certainty == Certainty::Certain || !reading.is_lenient(Choice::Certainty(**ix));
            claim.stance == Stance::Asserts && so
        })
    };
    let stands = claims.iter().filter(asserted).filter_map(|ix| ground.stand(*ix));
    let stands: Vec<&Stand> = stands.filter(|stand| !stand.foretells()).collect();
    let mut system = System { dimensions: ground.dimensions_of(&stands), ..System::default() };
    for stand in &stands {
        system.quantities_of(ground, stand, reading);
    }
    system.rivals(ground, &stands, reading);
    system.bounds(ground, &stands, reading);
    for stand in &stands {
        system.related(ground, stand, reading);
    }
    system.link_quantities(ground, reading);
    system.tile(ground, reading);
    system.add_up(ground, reading);
    for stand in &stands {
        system.dates_of(stand, reading);
    }
    system.link_dates(ground, reading);
    system
}

impl<'a> System<'a> {
    fn says(&mut self, claim: ClaimIx, plus: Option<Var>, minus: Option<Var>, limit: Exact, strict: bool) {
        self.premise(claim, Inequality::difference((plus, minus), limit, strict));
    }

    pub(super) fn premise(&mut self, claim: ClaimIx, inequality: Inequality) {
        self.premises.push(Premise { inequality, why: Why::Says(claim) });
    }

    pub(super) fn quantities(&self) -> &[Numbered<'a>] {
        &self.quantities
    }

    fn dimension(&self, measure: &Key) -> Option<&'a str> {
        self.dimensions.get(measure).copied().flatten()
    }

    /// Whether the numbers of a cell's measure are compared in the measure's own dimension.
    pub(super) fn in_own_dimension(&self, ground: &Ground<'_>, cell: &CellStand) -> bool {
        let known = self.dimensions.get(&cell.measure);
        // Of the cell of a standing law there may be no claim.
        known.is_none_or(|dimension| *dimension == ground.own_dimension(&cell.measure))
    }

    pub(super) fn join(&mut self, joints: Vec<Joint>, cut: bool) {
        self.joints.extend(joints);
        self.cut |= cut;
    }

    /// The first variable is below the second.
    fn below(&mut self, claim: ClaimIx, less: Var, more: Var) {
        self.says(claim, Some(less), Some(more), Exact::zero(), true);
    }

    fn law(&mut self, (first, second): (Var, Var), link: Link, steps: &[Step]) {
        let mut push = |plus: Var, minus: Var| {
            let inequality = Inequality::difference((Some(plus), Some(minus)), Exact::zero(), false);
            let why = Why::Law { first, second, link, steps: steps.to_vec() };
            self.premises.push(Premise { inequality, why });
        };
        push(first, second);
        if link == Link::Equal {
            push(second, first);
        }
    }

    fn quantities_of(&mut self, ground: &Ground<'_>, stand: &'a Stand, reading: &Reading) {
        for (slot, (cell, time, role)) in timed_cells(stand).into_iter().enumerate() {
            let Some(measure) = ground.measure(&cell.measure) else { continue };
            let several = stand.cell().is_none();
            if several
                && matches!(cell.stage, StageStand::Unstated(_))
                && reading.is_lenient(Choice::Stage(stand.ix))
            {
                continue;
            }
            let Some(quantity) = timed(ground, stand, (cell, time, role), reading) else { continue };
            let var = Var { claim: stand.ix, slot };
            self.quantities.push((var, quantity));
            // What no other claim bounds still has this bound in a sum.
            let related = matches!(stand.body, Body::Share(_) | Body::Total { .. } | Body::Change { .. });
            if measure.non_negative && related {
                let inequality = Inequality::difference((None, Some(var)), Exact::zero(), false);
                self.premises.push(Premise { inequality, why: Why::NonNegative(var) });
            }
        }
        if matches!(stand.body, Body::Change { .. }) {
            self.direction(ground, stand);
        }
    }

    /// A change in one direction says which end is more.
    fn direction(&mut self, ground: &Ground<'_>, stand: &Stand) {
        let Some(Statement::Change { cell, change, .. }) =
            ground.claim(stand.ix).map(|claim| &claim.statement)
        else {
            return;
        };
        // A fall or rise in per cent says which end is more only of what is never below zero.
        let signed = matches!(change.form(), ChangeForm::Percent | ChangeForm::Factor)
            && !ground.set().measure(&cell.measure).is_some_and(|m| m.non_negative);
        let (from, to) = (Var { claim: stand.ix, slot: 0 }, Var { claim: stand.ix, slot: 1 });
        match change.direction(crate::model::Grade::Lenient, &ground.set().policy().hedges) {
            Some(_) if signed => {}
            Some(Direction::Rose) => self.below(stand.ix, from, to),
            Some(Direction::Fell) => self.below(stand.ix, to, from),
            None => {}
        }
    }

    /// The cells that a rank stands above or below, as far as the other claims speak of them.
    fn rivals(&mut self, ground: &'a Ground<'_>, stands: &[&'a Stand], reading: &Reading) {
        let others = self.quantities.clone();
        for stand in stands {
            let Body::Rank { cell, rank, class } = &stand.body else { continue };
            let own = Var { claim: stand.ix, slot: 0 };
            let Some((_, ranked)) = others.iter().find(|(var, _)| *var == own) else { continue };
            let mut slot = 0;
            for (var, other) in others.iter().filter(|(var, _)| var.claim != stand.ix) {
                let rival = match rank {
                    Rank::Largest | Rank::Smallest => {
                        let member = other.subject != ranked.subject
                            && is_member(ground, stand, class, other, stands, var.claim, reading);
                        member.then_some(Quantity { subject: other.subject, ..*ranked })
                    }
                    Rank::RecordHigh | Rank::RecordLow => {
                        let before = is_earlier(ground, cell, ranked, other, stand.ix, reading);
                        before.then_some(Quantity { moment: other.moment, written: other.written, ..*ranked })
                    }
                    Rank::Nth(_) | Rank::Top(_) => None,
                };
                let Some(rival) = rival else { continue };
                slot += 1;
                let rival_var = Var { claim: stand.ix, slot };
                self.quantities.push((rival_var, rival));
                match rank {
                    Rank::Largest | Rank::RecordHigh => self.below(stand.ix, rival_var, own),
                    Rank::Smallest | Rank::RecordLow => self.below(stand.ix, own, rival_var),
                    Rank::Nth(_) | Rank::Top(_) => {}
                }
            }
        }
    }

    /// What the amounts say, in the first dimension in which all of them can be had.
    fn bounds(&mut self, ground: &Ground<'_>, stands: &[&Stand], reading: &Reading) {
        for stand in stands {
            let ix = stand.ix;
            let Some(dimension) = stand.cell().and_then(|cell| self.dimension(&cell.measure)) else {
                continue;
            };
            // An amount is the first number of its claim; what a change reached is the second.
            for (slot, number) in [(0, ground.number(ix)), (1, ground.reached(ix))] {
                if let Some(interval) = number.and_then(|number| number.under(dimension, reading, ix)) {
                    let interval = interval.clone();
                    self.within(ix, Var { claim: ix, slot }, &interval);
                }
            }
        }
    }

    /// A variable lies in an interval.
    fn within(&mut self, claim: ClaimIx, var: Var, interval: &Interval) {
        match interval.low() {
            End::Absent => {}
            End::Open(low) => self.says(claim, None, Some(var), -low, true),
            End::Closed(low) => self.says(claim, None, Some(var), -low, false),
        }
        match interval.high() {
            End::Absent => {}
            End::Open(high) => self.says(claim, Some(var), None, high.clone(), true),
            End::Closed(high) => self.says(claim, Some(var), None, high.clone(), false),
        }
    }

    /// Links the numbers of one subject and measure; where the set has standing laws, all numbers.
    ///
    /// Two amounts of crowded cells are not linked with each other: what follows through a third claim is then not seen,
    /// and the system owns up to it.
    fn link_quantities(&mut self, ground: &Ground<'_>, reading: &Reading) {
        let family = |q: &Quantity<'a>| (q.subject, &q.cell.measure);
        let mut sizes: BTreeMap<(&Key, &Key), usize> = BTreeMap::new();
        for (_, quantity) in &self.quantities {
            *sizes.entry(family(quantity)).or_default() += 1;
        }
        let crowded = |(_, q): &Numbered<'a>| {
            let is_amount = q.stand.is_some_and(|stand| matches!(stand.body, Body::Amount(_)));
            is_amount && sizes.get(&family(q)).is_some_and(|size| *size > CROWD)
        };
        let mut groups: BTreeMap<Option<(&Key, &Key)>, Vec<Numbered<'a>>> = BTreeMap::new();
        let laws = !ground.set().laws().is_empty();
        for numbered in self.quantities.clone() {
            let group = (!laws).then_some(family(&numbered.1));
            groups.entry(group).or_default().push(numbered);
        }
        for group in groups.values_mut() {
            // Whatever comes first meets all that come after it.
            group.sort_by_key(&crowded);
            let first = group.partition_point(|numbered| !crowded(numbered));
            self.cut |= first < group.len();
            for (at, (first, a)) in group.iter().enumerate().take(first) {
                for (second, b) in group.iter().skip(at + 1).filter(|(second, _)| second.claim != first.claim)
                {
                    if a.cell.measure != b.cell.measure
                        && self.dimension(&a.cell.measure) != self.dimension(&b.cell.measure)
                    {
                        continue;
                    }
                    if let Ok(linked) = link(ground, a, b, reading) {
                        let (link, swapped) = linked.link();
                        let ends = if swapped { (*second, *first) } else { (*first, *second) };
                        self.law(ends, link, &linked.steps);
                    }
                }
            }
        }
    }
}

/// The number of a cell of a claim, in a reading.
pub(super) fn timed<'a>(
    ground: &Ground<'_>,
    stand: &'a Stand,
    (cell, time, role): (&'a CellStand, &'a TimeStand, Role),
    reading: &Reading,
) -> Option<Quantity<'a>> {
    let measure = ground.measure(&cell.measure)?;
    let rung = rung(cell, stand.ix, reading);
    let is_plan = rung.is_some() && rung == ground.plan_rung(measure);
    let owner = Owner::new(stand, role).planned(is_plan);
    let moment = moment(owner, measure.temporal, time, reading);
    let (subject, written) = (&cell.subject, time.written());
    Some(Quantity { stand: Some(stand), between: None, cell, subject, rung, moment, written })
}

/// Every cell of a claim with its time, in the order of its variables.
pub(super) fn timed_cells(stand: &Stand) -> Vec<(&CellStand, &TimeStand, Role)> {
    match &stand.body {
        Body::Change { cell, from, to } => vec![(cell, from, Role::From), (cell, to, Role::To)],
        Body::Amount(_)
        | Body::Rank { .. }
        | Body::Event { .. }
        | Body::Order { .. }
        | Body::State { .. }
        | Body::Share(_)
        | Body::Total { .. }
        | Body::Other => stand.cells().into_iter().map(|cell| (cell, &cell.time, Role::Time)).collect(),
    }
}

/// The rung of a cell in a reading; `None` without a ladder.
pub(crate) fn rung(cell: &CellStand, claim: ClaimIx, reading: &Reading) -> Option<usize> {
    match &cell.stage {
        StageStand::None | StageStand::Status => None,
        StageStand::Word(word, rungs) => match rungs.as_slice() {
            [one] => Some(*one),
            _ => reading.rung(&Choice::Word(word.clone())).or(rungs.first().copied()),
        },
        StageStand::Unstated(last) => Some(reading.rung(&Choice::Stage(claim)).unwrap_or(*last)),
    }
}

/// Whether the subject of another claim belongs to the class of a rank.
fn is_member(
    ground: &Ground<'_>,
    stand: &Stand,
    class: &ClassStand,
    other: &Quantity<'_>,
    stands: &[&Stand],
    other_claim: ClaimIx,
    reading: &Reading,
) -> bool {
    let other_class = stands.iter().find(|stand| stand.ix == other_claim).and_then(|stand| {
        let Body::Rank { class, .. } = &stand.body else { return None };
        Some(class)
    });
    match class {
        ClassStand::List(members) => members.contains(other.subject),
        ClassStand::Name(name) => {
            ground.set().names().includes(name, other.subject)
                || other_class == Some(&ClassStand::Name(name.clone()))
        }
        ClassStand::Unstated => {
            other_class == Some(&ClassStand::Unstated) && !reading.is_lenient(Choice::Class(stand.ix))
        }
    }
}

/// Whether another claim's period is one that a record is over: earlier, and of the same length.
fn is_earlier(
    ground: &Ground<'_>,
    cell: &CellStand,
    ranked: &Quantity<'_>,
    other: &Quantity<'_>,
    claim: ClaimIx,
    reading: &Reading,
) -> bool {
    let running =
        ground.measure(&cell.measure).is_none_or(|m| m.temporal == crate::model::Temporal::RunningTotal);
    if running || other.subject != ranked.subject || other.cell.measure != ranked.cell.measure {
        return false;
    }
    match (&other.moment, &ranked.moment) {
        (Moment::Period(before), Moment::Period(record))
        | (Moment::Throughout(before), Moment::Throughout(record)) => {
            let adjacent = before.last().map(|day| day.plus(1)) == record.first();
            before.precedes(record)
                && same_length(before, record)
                && (adjacent || !reading.is_lenient(Choice::Record(claim)))
        }
        (Moment::Instant { within: before, .. }, Moment::Instant { within: record, .. }) => {
            before.precedes(record) && !reading.is_lenient(Choice::Record(claim))
        }
        _ => false,
    }
}

/// Whether two periods are of one length: so many whole months, or so many days.
pub(crate) fn same_length(a: &Span, b: &Span) -> bool {
    match (a.months(), b.months()) {
        (Some(a), Some(b)) => a == b,
        _ => a.length().is_some() && a.length() == b.length(),
    }
}

impl Ground<'_> {
    /// The days over which a number of a claim is, in a reading; not of the cells that a rank is above or below.
    pub(crate) fn period_of(&self, var: Var, reading: &Reading) -> Option<Span> {
        let stand = self.stand(var.claim)?;
        let (cell, time, role) = timed_cells(stand).into_iter().nth(var.slot)?;
        match timed(self, stand, (cell, time, role), reading)?.moment {
            Moment::Period(days) => Some(days),
            Moment::Timeless
            | Moment::Instant { .. }
            | Moment::Throughout(_)
            | Moment::PartOf(_)
            | Moment::Missing => None,
        }
    }
}
