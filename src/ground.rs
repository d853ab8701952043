//! Claims to cells, variables and inequalities, under a reading.
//!
//! [`Ground`] holds what every claim stands for; [`Ground::conflict`] asks whether a few claims can all be true in one
//! reading. Which claims to ask about is the business of the room `check`.

mod because;
mod clash;
mod cliques;
mod joint;
mod link;
mod meet;
mod moment;
mod number;
mod question;
mod reach;
mod reading;
mod related;
mod stand;
mod system;
mod tiling;
mod totals;

pub use because::Because;
pub(crate) use clash::witness;
pub(crate) use link::{Linked, Order, Quantity, link, plan_pair, said_together};
pub(crate) use moment::{Moment, Owner, is_ahead, moment};
pub(crate) use number::Number;
pub use question::CellError;
pub(crate) use question::question;
pub(crate) use reach::{Bearing, Far, Reached};
pub(crate) use reading::Reading;
pub(crate) use related::Unreasoned;
pub(crate) use stand::said_of;
pub(crate) use stand::{
    Body, CellStand, ClassStand, Facet, PointStand, StageStand, Stand, TimeStand, Window,
};
pub(crate) use system::is_retold;
pub(crate) use tiling::interlocks;

use std::collections::BTreeMap;

use totals::TotalLaw;

use crate::model::{
    Change, Claim, ClaimSet, Duration, GapSense, Grade, Key, LawRelation, Measure, Statement,
};
use crate::proof::{Choice, ClaimIx, Refutation, Rungs};
use crate::solve::Limits;
use crate::watch::{UNWATCHED, Watch, Work};

/// A subject and a measure.
type SubjectMeasure<'g> = (&'g Key, &'g Key);

/// Every claim of a set, ready to be compared.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    set: &'a ClaimSet,
    watch: &'a Watch<'a>,
    claims: Vec<&'a Claim>,
    stands: Vec<Stand>,
    numbers: Vec<Option<Number>>,
    /// The values that changes are said to have reached.
    reached: BTreeMap<ClaimIx, Number>,
    /// The dimension of each measure that a claim speaks of.
    own_dimensions: BTreeMap<Key, String>,
    /// The standing order laws, by position.
    laws: Vec<(usize, (CellStand, CellStand))>,
    /// The standing totals.
    totals: Vec<TotalLaw>,
}

impl<'a> Ground<'a> {
    /// All claims of a set.
    pub(crate) fn new(set: &'a ClaimSet) -> Ground<'a> {
        Ground::watched(set, &UNWATCHED)
    }

    /// The same, while somebody watches the work.
    pub(crate) fn watched(set: &'a ClaimSet, watch: &'a Watch<'a>) -> Ground<'a> {
        Ground::made(set, set.claims().iter().collect(), watch)
    }

    /// Claims in an order of their own, by what a set declares.
    pub(crate) fn of(set: &'a ClaimSet, all: Vec<&'a Claim>) -> Ground<'a> {
        Ground::made(set, all, &UNWATCHED)
    }

    fn made(set: &'a ClaimSet, all: Vec<&'a Claim>, watch: &'a Watch<'a>) -> Ground<'a> {
        let claims = || all.iter().copied().enumerate();
        let stand = |(at, claim)| Stand::new(set, ClaimIx(at), claim);
        let stands: Vec<Stand> = watch.over(Work::Grounding, claims()).map(stand).collect();
        let numbers =
            claims().zip(&stands).map(|((_, claim), stand)| Number::new(set, claim, stand)).collect();
        let laws = set.laws().iter().enumerate();
        let laws = laws.filter_map(|(at, law)| match &law.relation {
            LawRelation::Order { lesser, greater } => {
                Some((at, (CellStand::of_law(set, lesser), CellStand::of_law(set, greater))))
            }
            LawRelation::Total { .. } => None,
        });
        let reached = claims().zip(&stands);
        let reached =
            reached.filter_map(|((_, claim), stand)| Some((stand.ix, Number::reached(set, claim, stand)?)));
        let measures = stands.iter().flat_map(|stand| stand.cells()).map(|cell| &cell.measure);
        let dimension =
            |key: &Key| Some(set.units().resolve(&set.measure_of(key)?.unit)?.dimension().to_owned());
        let own_dimensions = measures.filter_map(|key| Some((key.clone(), dimension(key)?))).collect();
        Ground {
            totals: TotalLaw::all(set),
            set,
            watch,
            reached: reached.collect(),
            own_dimensions,
            numbers,
            laws: laws.collect(),
            stands,
            claims: all,
        }
    }

    pub(crate) fn set(&self) -> &'a ClaimSet {
        self.set
    }

    /// Who watches the work on it.
    pub(crate) fn watch(&self) -> &'a Watch<'a> {
        self.watch
    }

    pub(crate) fn claim(&self, ix: ClaimIx) -> Option<&'a Claim> {
        self.claims.get(ix.0).copied()
    }

    pub(crate) fn stand(&self, ix: ClaimIx) -> Option<&Stand> {
        self.stands.get(ix.0)
    }

    /// The number of an amount, at both grades.
    pub(crate) fn number(&self, ix: ClaimIx) -> Option<&Number> {
        self.numbers.get(ix.0).and_then(Option::as_ref)
    }

    pub(crate) fn measure(&self, key: &Key) -> Option<&'a Measure> {
        self.set.measure_of(key)
    }

    fn ladder(&self, measure: &Measure) -> Option<&crate::model::Ladder> {
        measure.ladder.as_ref().and_then(|name| self.set.ladder(name))
    }

    pub(crate) fn plan_rung(&self, measure: &Measure) -> Option<usize> {
        self.ladder(measure).and_then(crate::model::Ladder::plan_rung)
    }

    pub(crate) fn last_rung(&self, measure: &Measure) -> Option<usize> {
        self.ladder(measure).map(crate::model::Ladder::last)
    }

    fn is_hard(&self, measure: &Measure, earlier: Option<usize>, later: Option<usize>) -> bool {
        match (self.ladder(measure), earlier, later) {
            (Some(ladder), Some(earlier), Some(later)) => ladder.is_hard(earlier, later),
            _ => false,
        }
    }

    fn laws(&self) -> &[(usize, (CellStand, CellStand))] {
        &self.laws
    }

    fn total_laws(&self) -> &[TotalLaw] {
        &self.totals
    }

    /// The subjects and measures of each standing total.
    pub(crate) fn total_families(&self) -> impl Iterator<Item = Vec<SubjectMeasure<'_>>> {
        self.totals.iter().map(|law| law.families().collect())
    }

    fn order_laws(&self) -> impl Iterator<Item = (usize, (&CellStand, &CellStand))> {
        self.laws.iter().map(|(at, (lesser, greater))| (*at, (lesser, greater)))
    }

    /// A cell of a standing law: at the time of the claim it is used on, unless the law has a time of its own.
    fn law_quantity(cell: &CellStand, at: Moment) -> Quantity<'_> {
        let moment = match &cell.time {
            TimeStand::Missing => at,
            TimeStand::Of(window) => window.period.map_or(at, Moment::Period),
            TimeStand::AsOf(window) => Moment::Instant { within: window.plain, stated: true },
        };
        Quantity {
            stand: None,
            between: None,
            cell,
            subject: &cell.subject,
            rung: cell.plain_rung(),
            moment,
            written: None,
        }
    }

    /// The stage choices of some claims, each with the rungs that a reading may take: plain, or any.
    pub(crate) fn stage_choices(&self, claims: &[ClaimIx], any: bool) -> BTreeMap<Choice, Vec<usize>> {
        let stands = claims.iter().filter_map(|ix| self.stand(*ix));
        let cells = stands.flat_map(|stand| stand.cells().into_iter().map(move |cell| (stand, cell)));
        cells
            .filter_map(|(stand, cell)| match &cell.stage {
                StageStand::Word(word, rungs) if rungs.len() > 1 => {
                    Some((Choice::Word(word.clone()), rungs.clone()))
                }
                // Of several cells an unstated stage has a lenient side, not a list of rungs.
                StageStand::Unstated(last) if stand.cell().is_some() => {
                    let rungs = if any { (0..=*last).collect() } else { vec![*last] };
                    Some((Choice::Stage(stand.ix), rungs))
                }
                StageStand::Unstated(_) | StageStand::Word(..) | StageStand::None | StageStand::Status => {
                    None
                }
            })
            .collect()
    }

    /// How often an event can happen.
    pub(crate) fn recurrence(&self, event: &Key) -> crate::model::Recurrence {
        self.set.recurrence_of(event)
    }

    /// How much work one decision may take.
    pub(crate) fn limits(&self) -> Limits {
        let policy = self.set.policy();
        Limits { rounds: policy.rounds, pivots: policy.pivots, sets: policy.sets, tests: policy.tests }
    }

    /// The dimension in which the amounts of each measure of some claims are compared: the first in which all can be had;
    /// that of the measure where there are none.
    pub(crate) fn dimensions_of<'g>(&'g self, stands: &[&'g Stand]) -> BTreeMap<&'g Key, Option<&'g str>> {
        let mut numbers: BTreeMap<&Key, Vec<&Number>> = BTreeMap::new();
        for stand in stands {
            for cell in stand.cells() {
                let known = numbers.entry(&cell.measure).or_default();
                // A share or a total gives no figure of any of its cells.
                if stand.cell().is_some() {
                    known.extend(self.figures(stand.ix));
                }
            }
        }
        let dimension = |(measure, numbers): (&'g Key, Vec<&'g Number>)| {
            let in_all = |dimension: &&str| numbers.iter().all(|number| number.within(dimension).is_some());
            let found = match numbers.first() {
                Some(first) => first.dimensions().find(in_all),
                None => self.own_dimension(measure),
            };
            (measure, found)
        };
        numbers.into_iter().map(dimension).collect()
    }

    /// The dimension in which the amounts of a measure among some claims are compared.
    pub(crate) fn dimension_of(&self, claims: &[ClaimIx], measure: &Key) -> Option<&str> {
        let stands: Vec<&Stand> = claims.iter().filter_map(|ix| self.stand(*ix)).collect();
        self.dimensions_of(&stands).get(measure).copied().unwrap_or_else(|| self.own_dimension(measure))
    }

    /// A dimension in which both of two amounts can be had.
    pub(crate) fn shared_dimension(&self, a: ClaimIx, b: ClaimIx) -> Option<&str> {
        let (x, y) = (self.number(a)?, self.number(b)?);
        x.dimensions().find(|dimension| y.within(dimension).is_some())
    }

    /// The figures that a claim gives: the amount, or what a change reached.
    pub(crate) fn figures(&self, ix: ClaimIx) -> impl Iterator<Item = &Number> {
        self.number(ix).into_iter().chain(self.reached(ix))
    }

    /// The value that a change is said to have reached.
    pub(crate) fn reached(&self, ix: ClaimIx) -> Option<&Number> {
        self.reached.get(&ix)
    }

    /// How many days a value is declared to keep, at least.
    pub(crate) fn term(&self, term: &Duration) -> i64 {
        let calendar = &self.set.policy().calendar;
        term.days(Grade::Plain, GapSense::Term, calendar).0.unwrap_or(0)
    }

    /// The words of an amount's value.
    fn words(&self, ix: ClaimIx) -> Option<&'a str> {
        let Statement::Amount { value, .. } = &self.claim(ix)?.statement else { return None };
        Some(value.words())
    }

    /// The change of a change claim.
    pub(crate) fn change(&self, ix: ClaimIx) -> Option<&'a Change> {
        let Statement::Change { change, .. } = &self.claim(ix)?.statement else { return None };
        Some(change)
    }

    /// Why these claims cannot all be true in this reading, if they cannot.
    pub(crate) fn conflict(&self, claims: &[ClaimIx], reading: &Reading) -> Option<Refutation> {
        clash::conflict(self, claims, reading)
    }
}

/// Every way to take one alternative of each stage choice, in order; at most `limit`, else `None`.
pub(crate) fn combinations(choices: &BTreeMap<Choice, Vec<usize>>, limit: usize) -> Option<Vec<Rungs>> {
    let mut all = vec![Rungs::new()];
    for (choice, rungs) in choices {
        if all.len().saturating_mul(rungs.len()) > limit {
            return None;
        }
        let extend = |taken: &Rungs, rung: &usize| {
            let mut taken = taken.clone();
            taken.insert(choice.clone(), *rung);
            taken
        };
        all = all.iter().flat_map(|taken| rungs.iter().map(move |rung| extend(taken, rung))).collect();
    }
    Some(all)
}

impl Ground<'_> {
    /// The subjects and measures that standing laws put in order, directly or one law after another.
    pub(crate) fn law_families(&self) -> Vec<(SubjectMeasure<'_>, SubjectMeasure<'_>)> {
        let mut pairs: Vec<_> = self
            .laws
            .iter()
            .map(|(_, (lesser, greater))| {
                ((&lesser.subject, &lesser.measure), (&greater.subject, &greater.measure))
            })
            .collect();
        // Each round joins chains that are one law longer.
        for _ in 0..self.laws.len() {
            let longer: Vec<_> = pairs
                .iter()
                .flat_map(|(from, through)| {
                    pairs.iter().filter(move |(start, _)| start == through).map(move |(_, to)| (*from, *to))
                })
                .filter(|pair| !pairs.contains(pair))
                .collect();
            if longer.is_empty() {
                break;
            }
            pairs.extend(longer);
        }
        pairs.sort();
        pairs.dedup();
        pairs
    }
}

impl Ground<'_> {
    /// Whether a claim needs a period and gives none.
    pub(crate) fn lacks_period(&self, ix: ClaimIx) -> bool {
        let Some(stand) = self.stand(ix) else { return false };
        let Some(cell) = stand.cell() else { return false };
        let temporal = self.measure(&cell.measure).map(|measure| measure.temporal);
        let needs = matches!(temporal, Some(crate::model::Temporal::Flow | crate::model::Temporal::Average));
        needs && cell.time == TimeStand::Missing
    }

    /// Whether an amount is in a unit that does not convert to that of its measure.
    pub(crate) fn lacks_unit(&self, ix: ClaimIx) -> bool {
        let measure = self.stand(ix).and_then(Stand::cell).and_then(|cell| self.measure(&cell.measure));
        let unit = measure.and_then(|measure| self.set.units().resolve(&measure.unit));
        match (self.number(ix), unit) {
            (Some(number), Some(unit)) => number.within(unit.dimension()).is_none(),
            _ => false,
        }
    }
}
