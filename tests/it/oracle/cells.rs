//! Laws between cells: a walk from one cell to another along single laws, and worlds for the numbers at its ends.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{
    Among, Cell, ClaimSet, Direction, Grade, Key, Ladder, LawRelation, Rank, Span, Statement, Strength,
    Temporal, Value,
};

use super::party::{self, compared, may_replace};
use super::sense::{Basis, Facet, Moment, Sense, interval, ladder, measure};
use super::world;

/// A cell at a time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    subject: Key,
    measure: Key,
    scope: BTreeMap<Key, Facet>,
    basis: BTreeMap<Key, Basis>,
    rung: Option<usize>,
    time: Moment,
    /// Whose time it is: instants of two claims are two until a law makes them one.
    whose: String,
}

/// One inequality that a rank, record or direction states: the lesser cell, and the greater one.
struct Strict {
    less: Node,
    more: Node,
}

/// Whether some claims, as read, cannot all be true because of a law between numbers.
pub(super) fn clash(claims: &[&Sense<'_>], grade: Grade) -> bool {
    match claims {
        [one] => told_too_early(one, grade) || impossible(one, grade),
        [a, b] => two_amounts(a, b, grade) || amount_and_comparer(a, b, grade) || two_comparers(a, b, grade),
        [a, b, c] => {
            let turns = [[a, b, c], [b, a, c], [c, a, b]];
            turns
                .iter()
                .any(|[comparer, x, y]| bridged(comparer, x, y, grade) || bridged(comparer, y, x, grade))
        }
        _ => false,
    }
}

fn amount<'a>(sense: &Sense<'a>) -> Option<(&'a Cell, &'a Value)> {
    match &sense.claim.statement {
        Statement::Amount { cell, value } => Some((cell, value)),
        _ => None,
    }
}

fn node(sense: &Sense<'_>, cell: &Cell, time: &Moment) -> Node {
    Node {
        subject: sense.set.names().key(&cell.subject),
        measure: sense.set.names().key(&cell.measure),
        scope: sense.scope.clone(),
        basis: sense.basis.clone(),
        rung: sense.rung,
        time: time.clone(),
        whose: sense.claim.id.clone(),
    }
}

/// An amount on the last rung wholly after its own saying, time zones aside.
fn told_too_early(sense: &Sense<'_>, grade: Grade) -> bool {
    let Some((cell, _)) = amount(sense) else { return false };
    let Some(ladder) = ladder(sense.set, cell) else { return false };
    let said = sense.set.policy().calendar.across_time_zones(grade, &sense.said);
    let stated = cell.stage.is_some() && sense.rung == Some(ladder.last());
    stated && sense.times[0].span().is_some_and(|time| said.precedes(&time))
}

fn impossible(sense: &Sense<'_>, grade: Grade) -> bool {
    let links = stated(sense, &[], grade);
    links.iter().any(|link| reaches(&link.more, &link.less, &Between::of(sense, sense, grade)))
}

fn two_amounts(a: &Sense<'_>, b: &Sense<'_>, grade: Grade) -> bool {
    let (Some((cell_a, value_a)), Some((cell_b, value_b))) = (amount(a), amount(b)) else { return false };
    if !compared(a, b, grade) {
        return false;
    }
    let (from, to) = (node(a, cell_a, &a.times[0]), node(b, cell_b, &b.times[0]));
    let between = Between::of(a, b, grade);
    let (up, down) = (reaches(&from, &to, &between), reaches(&to, &from, &between));
    let (x, y) = (interval(a.set, cell_a, value_a, grade), interval(b.set, cell_b, value_b, grade));
    let fits = world::numbers(&x, &y, |x, y| (!up || x <= y) && (!down || y <= x));
    let precise = value_a.declared_precision().is_some()
        && value_a.declared_precision() == value_b.declared_precision()
        && value_a.figure() != value_b.figure();
    !fits || (up && down && precise)
}

/// A comparison that one amount cannot bear: it bounds the greater from above and the lesser from below.
fn amount_and_comparer(a: &Sense<'_>, b: &Sense<'_>, grade: Grade) -> bool {
    bridged(a, b, b, grade) || bridged(b, a, a, grade)
}

/// Whether `low` is at most the lesser and `high` at least the greater of what a claim compares, and no numbers fit.
fn bridged(comparer: &Sense<'_>, low: &Sense<'_>, high: &Sense<'_>, grade: Grade) -> bool {
    let (Some((low_cell, low_value)), Some((high_cell, high_value))) = (amount(low), amount(high)) else {
        return false;
    };
    let pairs = [(comparer, low), (comparer, high), (low, high)];
    if !pairs.iter().all(|(a, b)| compared(a, b, grade)) {
        return false;
    }
    let below = node(low, low_cell, &low.times[0]);
    let above = node(high, high_cell, &high.times[0]);
    let links = stated(comparer, &[low, high], grade);
    let joined = links.iter().any(|link| {
        reaches(&below, &link.less, &Between::of(low, comparer, grade))
            && reaches(&link.more, &above, &Between::of(comparer, high, grade))
    });
    let x = interval(low.set, low_cell, low_value, grade);
    let y = interval(high.set, high_cell, high_value, grade);
    let one = low.claim.id == high.claim.id;
    joined && (one || !world::numbers(&x, &y, |x, y| x < y))
}

fn two_comparers(a: &Sense<'_>, b: &Sense<'_>, grade: Grade) -> bool {
    if !compared(a, b, grade) {
        return false;
    }
    let (first, second) = (stated(a, &[b], grade), stated(b, &[a], grade));
    let between = Between::of(a, b, grade);
    let circle = |one: &Strict, other: &Strict| {
        reaches(&one.more, &other.less, &between) && reaches(&other.more, &one.less, &between)
    };
    first.iter().any(|one| second.iter().any(|other| circle(one, other))) || places(a, b, &between)
}

/// The class that a rank is over: by name, or member by member.
fn class(sense: &Sense<'_>, among: Option<&Among>) -> Option<BTreeSet<Key>> {
    let names = sense.set.names();
    Some(match among? {
        Among::Name(name) => BTreeSet::from([names.key(name)]),
        Among::List(members) => members.iter().map(|member| names.key(member)).collect(),
    })
}

fn members(sense: &Sense<'_>, among: Option<&Among>) -> BTreeSet<Key> {
    let names = sense.set.names();
    match among {
        Some(Among::Name(name)) => names.parts(&names.key(name)).cloned().collect(),
        Some(Among::List(members)) => members.iter().map(|member| names.key(member)).collect(),
        None => BTreeSet::new(),
    }
}

/// What a rank, record or direction says as inequalities; a rival of the same named class is a member of it.
fn stated(sense: &Sense<'_>, others: &[&Sense<'_>], grade: Grade) -> Vec<Strict> {
    match &sense.claim.statement {
        Statement::Rank { cell, rank, among } => {
            let own = node(sense, cell, &sense.times[0]);
            let mut rivals = members(sense, among.as_ref());
            if let Some(Statement::Rank { cell: theirs, among: class_of_rival, .. }) =
                others.first().map(|rival| &rival.claim.statement)
                && matches!(among, Some(Among::Name(_)))
                && class(sense, among.as_ref()) == class(sense, class_of_rival.as_ref())
            {
                rivals.insert(sense.set.names().key(&theirs.subject));
            }
            rivals.remove(&own.subject);
            let rivals = rivals.into_iter().map(|subject| Node { subject, ..own.clone() });
            let above = |less: Node| Strict { less, more: own.clone() };
            let below = |more: Node| Strict { less: own.clone(), more };
            match rank {
                Rank::Largest | Rank::Nth(1) | Rank::Top(1) => rivals.map(above).collect(),
                Rank::Smallest => rivals.map(below).collect(),
                Rank::RecordHigh => earlier(sense, cell, others, grade).map(above).collect(),
                Rank::RecordLow => earlier(sense, cell, others, grade).map(below).collect(),
                Rank::Nth(_) | Rank::Top(_) => Vec::new(),
            }
        }
        Statement::Change { cell, change, .. } => {
            let end = |at: usize| Node {
                whose: format!("{} at {at}", sense.claim.id),
                ..node(sense, cell, &sense.times[at])
            };
            let [from, to] = [0, 1].map(end);
            match change.direction(grade, &sense.set.policy().hedges) {
                Some(Direction::Rose) => vec![Strict { less: from, more: to }],
                Some(Direction::Fell) => vec![Strict { less: to, more: from }],
                None => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The earlier periods of the same length that a record is measured against, as far as others speak of them: each the
/// one before the next.
fn earlier<'a>(
    sense: &'a Sense<'_>,
    cell: &'a Cell,
    others: &[&Sense<'_>],
    grade: Grade,
) -> impl Iterator<Item = Node> + use<'a> {
    let spoken: Vec<Moment> = others.iter().flat_map(|other| other.times.clone()).collect();
    let record = others.iter().any(|other| matches!(other.claim.statement, Statement::Rank { .. }));
    let own = match (&sense.times[0], measure(sense.set, cell).temporal) {
        (Moment::Period(span), Temporal::Flow | Temporal::Average | Temporal::Level) => Some(*span),
        _ => None,
    };
    let before = |span: &Span| {
        let (first, last) = (span.first()?, span.first()?.plus(-1));
        let start = match span.months() {
            Some(months) => first.plus_months(-i32::try_from(months).unwrap()),
            None => first.plus(-span.length()?),
        };
        Span::new(Some(start), Some(last)).ok()
    };
    let most = match grade {
        Grade::Plain => 40,
        Grade::Lenient => 1,
    };
    let periods = std::iter::successors(own, before).skip(1).take(most);
    let periods = periods.filter(move |span| record || spoken.contains(&Moment::Period(*span)));
    let named = move |span: &Span| format!("{} against {span}", sense.claim.id);
    periods.map(move |span| Node { whose: named(&span), ..node(sense, cell, &Moment::Period(span)) })
}

/// Places that cannot both be held: one place by two, or two places by one.
fn places(a: &Sense<'_>, b: &Sense<'_>, between: &Between<'_, '_>) -> bool {
    let place = |rank: &Rank| match rank {
        Rank::Largest => Some((1, 1)),
        Rank::Nth(place) => Some((*place, *place)),
        Rank::Top(most) => Some((1, *most)),
        Rank::Smallest | Rank::RecordHigh | Rank::RecordLow => None,
    };
    let (
        Statement::Rank { cell: one, rank: first, among: class_a },
        Statement::Rank { cell: two, rank: second, among: class_b },
    ) = (&a.claim.statement, &b.claim.statement)
    else {
        return false;
    };
    let (Some(first), Some(second)) = (place(first), place(second)) else { return false };
    let (x, y) = (node(a, one, &a.times[0]), node(b, two, &b.times[0]));
    let moved = Node { subject: x.subject.clone(), ..y.clone() };
    let one_class = class(a, class_a.as_ref()) == class(b, class_b.as_ref());
    if !one_class || !reaches(&x, &moved, between) || !reaches(&moved, &x, between) {
        return false;
    }
    if x.subject != y.subject && (first, second) == ((1, 1), (1, 1)) {
        // Two firsts are told by what each exceeds.
        return false;
    }
    let places = |(from, to): (u32, u32)| from..=to;
    let may = |x_at: u32, y_at: u32| (x.subject == y.subject) == (x_at == y_at);
    !places(first).any(|x_at| places(second).any(|y_at| may(x_at, y_at)))
}

/// Two claims between which a walk goes.
struct Between<'s, 'a> {
    set: &'a ClaimSet,
    grade: Grade,
    a: &'s Sense<'a>,
    b: &'s Sense<'a>,
}

impl<'s, 'a> Between<'s, 'a> {
    fn of(a: &'s Sense<'a>, b: &'s Sense<'a>, grade: Grade) -> Between<'s, 'a> {
        Between { set: a.set, grade, a, b }
    }

    fn soft(&self) -> bool {
        self.grade == Grade::Plain
    }

    /// Whether a figure may have been replaced: then one cell need not have one value.
    fn revised(&self) -> bool {
        let one_cell = match (amount(self.a), amount(self.b)) {
            (Some((a, _)), Some((b, _))) => {
                let cell =
                    |sense, cell| Node { whose: String::new(), ..node(sense, cell, &Moment::Timeless) };
                cell(self.a, a) == cell(self.b, b)
            }
            _ => false,
        };
        one_cell && self.grade == Grade::Lenient && may_replace(self.a, self.b)
    }
}

/// Whether single laws lead from a cell that is at most the next to the last one.
fn reaches(from: &Node, to: &Node, between: &Between<'_, '_>) -> bool {
    let mut seen = BTreeSet::from([from.clone()]);
    let mut open = vec![from.clone()];
    while let Some(here) = open.pop() {
        if here == *to {
            return true;
        }
        for next in steps(&here, from, to, between) {
            if seen.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    false
}

/// Every cell that a single law puts at or above this one.
fn steps(here: &Node, from: &Node, to: &Node, between: &Between<'_, '_>) -> Vec<Node> {
    let Some(declared) = between.set.measure(here.measure.as_str()) else { return Vec::new() };
    let parts = declared.additive && declared.non_negative;
    let names = between.set.names();
    let mut next = Vec::new();
    for end in [from, to] {
        let scope = |part: &Facet, whole: &Facet| match (part, whole) {
            (_, Facet::Whole) => true,
            (Facet::Named(part), Facet::Named(whole)) => part == whole || names.includes(whole, part),
            (part, whole) => part == whole,
        };
        if parts && here.scope.iter().all(|(facet, value)| scope(value, &end.scope[facet])) {
            next.push(Node { scope: end.scope.clone(), ..here.clone() });
        }
        let basis = |part: &Basis, whole: &Basis| match (part, whole) {
            (Basis::Named(part), Basis::Named(whole)) => part == whole || names.includes(whole, part),
            (part, whole) => part == whole,
        };
        if parts && here.basis.iter().all(|(facet, value)| basis(value, &end.basis[facet])) {
            next.push(Node { basis: end.basis.clone(), ..here.clone() });
        }
        if at_most(&here.time, &end.time, here, declared, between) {
            next.push(Node { time: end.time.clone(), whose: end.whose.clone(), ..here.clone() });
        }
    }
    next.extend(earlier_rungs(here, between).map(|rung| Node { rung: Some(rung), ..here.clone() }));
    next.extend(by_law(here, between));
    next
}

/// The rungs before, of which no less was reached.
fn earlier_rungs(here: &Node, between: &Between<'_, '_>) -> impl Iterator<Item = usize> {
    let measure = between.set.measure(here.measure.as_str());
    let ladder = measure.and_then(|measure| between.set.ladder(measure.ladder.as_deref()?));
    let one_source = between.a.claim.source == between.b.claim.source;
    let soft = between.soft();
    let rung = here.rung.unwrap_or(0);
    (0..rung).filter(move |earlier| {
        ladder.is_some_and(|ladder| {
            let bound = ladder.plan_rung() != Some(*earlier) || one_source;
            bound && (soft || ladder.is_hard(*earlier, rung))
        })
    })
}

/// The cells that a standing law puts above.
fn by_law(here: &Node, between: &Between<'_, '_>) -> Vec<Node> {
    let names = between.set.names();
    let is = |cell: &Cell| {
        names.key(&cell.subject) == here.subject
            && names.key(&cell.measure) == here.measure
            && here.scope.values().all(|facet| *facet == Facet::Whole)
            && here.basis.is_empty()
    };
    let laws = between.set.laws().iter().filter_map(|law| match &law.relation {
        LawRelation::Order { lesser, greater } => {
            let holds = law.strength == Strength::Hard || between.soft();
            (holds && is(lesser)).then_some(greater)
        }
        LawRelation::Total { .. } => None,
    });
    let above = |cell: &Cell| Node {
        subject: names.key(&cell.subject),
        measure: names.key(&cell.measure),
        ..here.clone()
    };
    laws.map(above).collect()
}

/// Whether the value at the one time is at most the value of the same cell at the other.
fn at_most(
    one: &Moment,
    other: &Moment,
    here: &Node,
    declared: &gainsay::Measure,
    between: &Between<'_, '_>,
) -> bool {
    let ladder = declared.ladder.as_deref().and_then(|name| between.set.ladder(name));
    let equal = !between.revised();
    match declared.temporal {
        Temporal::Constant => equal,
        Temporal::Level => equal && one_instant(one, other, between.grade),
        Temporal::RunningTotal => {
            let (Moment::Instant { within: x, stated: first }, Moment::Instant { within: y, stated: second }) =
                (one, other)
            else {
                return false;
            };
            let same = equal && *first && *second && x.single_day().is_some() && x == y;
            let grows = match (ladder, here.rung) {
                (Some(ladder), Some(rung)) if rung != ladder.last() => {
                    ladder.plan_rung() != Some(rung) && between.soft()
                }
                _ => true,
            };
            // Two plans that nobody dated are of the plan as it stands.
            let plan = ladder.and_then(Ladder::plan_rung).is_some_and(|rung| here.rung == Some(rung));
            let plan = plan && party::plan(between.a).is_some() && party::plan(between.b).is_some();
            let standing = plan && equal && !*first && !*second && between.soft();
            same || standing || (grows && x.precedes(y))
        }
        Temporal::Flow => match (one, other) {
            (Moment::Period(x), Moment::Period(y)) if x == y => equal,
            (Moment::Period(x) | Moment::Part(x), Moment::Period(y)) => {
                declared.non_negative && equal && x.within(y)
            }
            _ => false,
        },
        Temporal::Average => match (one, other) {
            (Moment::Period(x), Moment::Period(y)) => equal && x == y,
            _ => false,
        },
    }
}

/// Whether two times of a level or a state share an instant.
pub(super) fn one_instant(one: &Moment, other: &Moment, grade: Grade) -> bool {
    match (one, other) {
        (Moment::Period(x), Moment::Period(y)) => x.meets(y),
        (Moment::Instant { within, .. }, Moment::Period(period))
        | (Moment::Period(period), Moment::Instant { within, .. }) => within.within(period),
        (Moment::Instant { within: x, stated: true }, Moment::Instant { within: y, stated: true }) => {
            x == y && (x.single_day().is_some() || grade == Grade::Plain)
        }
        (Moment::Instant { within: x, .. }, Moment::Instant { within: y, .. }) => {
            x == y && x.single_day().is_some() && grade == Grade::Plain
        }
        _ => false,
    }
}
