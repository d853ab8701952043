//! Pairs of amounts: by family, by pairs of cells that a law links, by a sweep over their times and values.

use std::collections::BTreeMap;

use super::super::sweep::{Item, Times, clashing};
use super::{Active, Candidates, ends, plain, plain_moment};
use crate::ground::{Body, CellStand, Facet, Ground, Moment, Order, Quantity, Stand, link};
use crate::model::{End, Exact, Interval, Key, Names, Span, Temporal};
use crate::proof::ClaimIx;
use crate::watch::Work;

/// One amount in one plain reading, in one dimension.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) stand: &'a Stand,
    pub(super) cell: &'a CellStand,
    pub(super) rung: Option<usize>,
    pub(super) days: Option<Span>,
    pub(super) interval: &'a Interval,
    /// The declared precision, and the figure.
    pub(super) declared: Option<(&'a (i32, Exact), &'a Exact)>,
}

/// Amounts of one subject, measure and dimension.
pub(super) type Family<'a> = (&'a Key, &'a Key, &'a str);

/// The amounts of each family.
pub(super) type Families<'a> = BTreeMap<Family<'a>, Vec<Entry<'a>>>;

/// All amounts, by family; an amount with a dated rate stands in two.
pub(super) fn families<'a>(ground: &'a Ground<'_>, active: &Active<'a>) -> Families<'a> {
    let mut families = Families::new();
    for stand in &active.asserted {
        let (Body::Amount(cell), Some(number)) = (&stand.body, ground.number(stand.ix)) else { continue };
        for rung in cell.plain_rungs() {
            let Some(moment) = plain_moment(ground, stand, rung).filter(|moment| *moment != Moment::Missing)
            else {
                continue;
            };
            for scaled in number.dimensions().filter_map(|dimension| number.within(dimension)) {
                let days = moment.days();
                let declared = number.declared.as_ref().map(|(precision, figure)| (precision, figure));
                let entry = Entry { stand, cell, rung, days, interval: &scaled.plain, declared };
                let family = (&cell.subject, &cell.measure, scaled.dimension.as_str());
                families.entry(family).or_default().push(entry);
            }
        }
    }
    families
}

/// Ranks of interval ends in the order of all ends of some entries: a low rank reaches a high rank exactly when the two
/// bounds leave nothing between them.
pub(super) struct Ranks(Vec<Exact>);

impl Ranks {
    pub(super) fn of<'e>(intervals: impl Iterator<Item = &'e Interval>) -> Ranks {
        let ends = intervals.flat_map(|interval| [interval.low(), interval.high()]);
        let mut ends: Vec<Exact> = ends
            .filter_map(|end| match end {
                End::Absent => None,
                End::Open(at) | End::Closed(at) => Some(at.clone()),
            })
            .collect();
        ends.sort();
        ends.dedup();
        Ranks(ends)
    }

    fn rank(&self, at: &Exact) -> u32 {
        let rank = self.0.partition_point(|end| end < at);
        u32::try_from(3 * rank).unwrap_or(u32::MAX - 3)
    }

    /// The rank of a low end; `touching`: a high end at the same value is a clash too.
    pub(super) fn low(&self, end: &End, touching: bool) -> Option<u32> {
        match end {
            End::Absent => None,
            End::Closed(at) if !touching => Some(self.rank(at) + 1),
            End::Open(at) | End::Closed(at) => Some(self.rank(at) + 2),
        }
    }

    pub(super) fn high(&self, end: &End) -> Option<u32> {
        match end {
            End::Absent => None,
            End::Closed(at) => Some(self.rank(at) + 2),
            End::Open(at) => Some(self.rank(at) + 1),
        }
    }
}

/// Amounts of one cell, in the same dimension.
struct Group<'a> {
    cell: &'a CellStand,
    rung: Option<usize>,
    /// For averages, whose periods only ever compare when equal.
    period: Option<Span>,
    items: Vec<Item>,
    /// By declared precision, the figures as points: of one precision any two that differ clash.
    declared: BTreeMap<&'a (i32, Exact), Vec<Item>>,
}

type GroupKey<'a> = (Vec<(&'a Key, &'a Facet)>, Vec<(&'a Key, &'a Key)>, Option<usize>, Option<Span>);

pub(super) fn pairs(ground: &Ground<'_>, families: &Families<'_>, all: &mut Candidates) {
    for ((_, measure, _), entries) in ground.watch().over(Work::Pairing, families) {
        let Some(measure) = ground.measure(measure) else { continue };
        let ranks = Ranks::of(entries.iter().map(|entry| entry.interval));
        let groups = groups(ground, entries, &ranks, measure);
        let related = related(ground.set().names(), &groups);
        for (a, b) in related {
            if let (Some(a), Some(b)) = (groups.get(a), groups.get(b)) {
                compare(ground, measure.temporal, a, b, all);
            }
        }
    }
    through_laws(ground, families, all);
}

fn groups<'a>(
    ground: &Ground<'_>,
    entries: &[Entry<'a>],
    ranks: &Ranks,
    measure: &crate::model::Measure,
) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<GroupKey<'a>, Group<'a>> = BTreeMap::new();
    let term = measure.holds_for.as_ref().map_or(0, |term| ground.term(term));
    let figures: Vec<Interval> = entries.iter().filter_map(figure).collect();
    let points = Ranks::of(figures.iter());
    for entry in entries {
        let period = entry.days.filter(|_| measure.temporal == Temporal::Average);
        let key = (entry.cell.scope.iter().collect(), entry.cell.basis.iter().collect(), entry.rung, period);
        let group = groups.entry(key).or_insert_with(|| Group {
            cell: entry.cell,
            rung: entry.rung,
            period,
            items: Vec::new(),
            declared: BTreeMap::new(),
        });
        let (first, last) = ends(entry.days);
        let item = |ranks: &Ranks, interval: &Interval| Item {
            id: entry.stand.ix.0,
            low: ranks.low(interval.low(), false),
            high: ranks.high(interval.high()),
            first,
            last: last.saturating_add(term),
        };
        group.items.push(item(ranks, entry.interval));
        if let Some(((precision, _), figure)) = entry.declared.zip(figure(entry)) {
            group.declared.entry(precision).or_default().push(item(&points, &figure));
        }
    }
    groups.into_values().collect()
}

/// The figure of an amount that declares its precision.
fn figure(entry: &Entry<'_>) -> Option<Interval> {
    entry.declared.map(|(_, figure)| Interval::point(figure.clone()))
}

/// Up to this many cells of a family, all pairs of them are looked at; beyond, only those whose scopes can be related.
const FEW: usize = 48;

/// The pairs of groups whose scopes are equal, or one of which includes the other.
fn related(names: &Names, groups: &[Group<'_>]) -> Vec<(usize, usize)> {
    if groups.len() <= FEW {
        return (0..groups.len()).flat_map(|a| (a..groups.len()).map(move |b| (a, b))).collect();
    }
    let mut by_scope: BTreeMap<BTreeMap<Key, Key>, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        by_scope.entry(stated(group.cell)).or_default().push(at);
    }
    let mut pairs = Vec::new();
    for (scope, members) in &by_scope {
        for wider in wider(names, scope) {
            for b in by_scope.get(&wider).into_iter().flatten() {
                let apart = wider != *scope;
                pairs.extend(members.iter().filter(|a| apart || *a <= b).map(|a| (*a, *b)));
            }
        }
    }
    pairs
}

/// The facets that limit a scope.
fn stated(cell: &CellStand) -> BTreeMap<Key, Key> {
    let parts = cell.scope.iter().filter_map(|(facet, value)| match value {
        Facet::Whole | Facet::Unnamed => None,
        Facet::Part(name) | Facet::Doubtful(name) => Some((facet.clone(), name.clone())),
    });
    parts.collect()
}

/// A scope and every scope that includes it: each facet kept, widened, or left out.
fn wider(names: &Names, scope: &BTreeMap<Key, Key>) -> Vec<BTreeMap<Key, Key>> {
    let mut all = vec![BTreeMap::new()];
    for (facet, value) in scope {
        let options: Vec<Option<&Key>> =
            [None, Some(value)].into_iter().chain(names.wholes(value).map(Some)).collect();
        let with = |scope: &BTreeMap<Key, Key>, option: Option<&Key>| {
            let mut scope = scope.clone();
            if let Some(value) = option {
                scope.insert(facet.clone(), value.clone());
            }
            scope
        };
        all = all
            .iter()
            .flat_map(|scope| options.iter().map(|option| with(scope, *option)).collect::<Vec<_>>())
            .collect();
    }
    all
}

fn quantity(cell: &CellStand, rung: Option<usize>) -> Quantity<'_> {
    Quantity {
        stand: None,
        between: None,
        cell,
        subject: &cell.subject,
        rung,
        moment: Moment::Timeless,
        written: None,
    }
}

/// Sweeps over two groups in the direction that the law between their cells has.
fn compare(ground: &Ground<'_>, temporal: Temporal, a: &Group<'_>, b: &Group<'_>, all: &mut Candidates) {
    let (x, y) = (quantity(a.cell, a.rung), quantity(b.cell, b.rung));
    if a.period != b.period {
        return;
    }
    let Ok(linked) = link(ground, &x, &y, &plain()) else { return };
    let measure = ground.measure(&a.cell.measure);
    let plans =
        a.rung.is_some() && a.rung.min(b.rung) == measure.and_then(|measure| ground.plan_rung(measure));
    let times = match temporal {
        Temporal::Constant | Temporal::Average => Times::Any,
        Temporal::Level => Times::Overlap,
        Temporal::RunningTotal if plans => Times::Any,
        Temporal::RunningTotal => Times::Before,
        Temporal::Flow => Times::Within,
    };
    let mut add = |a: usize, b: usize| {
        if a != b {
            all.add(&[ClaimIx(a), ClaimIx(b)]);
        }
    };
    if linked.order != Order::More {
        clashing(&a.items, &b.items, times, &mut add);
    }
    if linked.order != Order::Less && !std::ptr::eq(a, b) {
        clashing(&b.items, &a.items, times, &mut add);
    }
    for (precision, figures) in a.declared.iter().filter(|_| linked.order == Order::Same) {
        let Some(others) = b.declared.get(precision) else { continue };
        clashing(figures, others, times, &mut add);
        clashing(others, figures, times, &mut add);
    }
}

/// Pairs across families that standing laws link, at any times: laws are few.
fn through_laws(ground: &Ground<'_>, families: &Families<'_>, all: &mut Candidates) {
    for (lesser, greater) in ground.law_families() {
        for ((_, _, dimension), a) in
            families.iter().filter(|((subject, measure, _), _)| lesser == (*subject, *measure))
        {
            let Some(b) = families.get(&(greater.0, greater.1, *dimension)) else { continue };
            let ranks = Ranks::of(a.iter().chain(b).map(|entry| entry.interval));
            let items = |entries: &[Entry<'_>]| -> Vec<Item> {
                let item = |entry: &Entry<'_>| Item {
                    id: entry.stand.ix.0,
                    low: ranks.low(entry.interval.low(), false),
                    high: ranks.high(entry.interval.high()),
                    first: 0,
                    last: 0,
                };
                entries.iter().map(item).collect()
            };
            clashing(&items(a), &items(b), Times::Any, &mut |a, b| {
                if a != b {
                    all.add(&[ClaimIx(a), ClaimIx(b)]);
                }
            });
        }
    }
}
