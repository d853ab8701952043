//! What one claim can mean: the table of choices of section 5, each alternative spelled out.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{
    Cell, Claim, ClaimSet, Date, Grade, Interval, Key, Ladder, Measure, Nature, Span, Statement, Temporal,
    Time, Value,
};

/// One claim with every choice of its own fixed.
#[derive(Clone, Debug)]
pub(super) struct Sense<'a> {
    pub(super) set: &'a ClaimSet,
    pub(super) claim: &'a Claim,
    /// When it was said.
    pub(super) said: Span,
    /// When it was said and what time it is of, as written: what makes a plan is no choice.
    pub(super) written: (Span, Option<Span>),
    /// The rung that its stage means; none on a measure without a ladder.
    pub(super) rung: Option<usize>,
    pub(super) scope: BTreeMap<Key, Facet>,
    pub(super) basis: BTreeMap<Key, Basis>,
    /// When it is true; of a change, from when and to when.
    pub(super) times: Vec<Moment>,
}

/// What a facet of the scope covers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Whole,
    Named(Key),
    /// A part that nobody named; every claim has its own.
    Unnamed(String),
}

/// How a number was made, in one respect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    Named(Key),
    /// Some other way; every claim has its own.
    Another(String),
}

/// A time that a value is true of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moment {
    /// A constant has none.
    Timeless,
    /// One instant within the days; stated, or taken from the day of the saying.
    Instant { within: Span, stated: bool },
    /// The whole period.
    Period(Span),
    /// Some part of the period.
    Part(Span),
    /// Not known well enough for any law.
    Unclear,
}

impl Moment {
    pub(super) fn span(&self) -> Option<Span> {
        match self {
            Moment::Instant { within, .. } => Some(*within),
            Moment::Period(span) | Moment::Part(span) => Some(*span),
            Moment::Timeless | Moment::Unclear => None,
        }
    }
}

/// Every way to fix the choices of some claims together.
pub(super) fn readings<'a>(set: &'a ClaimSet, claims: &[&'a Claim], grade: Grade) -> Vec<Vec<Sense<'a>>> {
    let mut readings: Vec<Vec<Sense<'a>>> = vec![Vec::new()];
    for claim in claims {
        let senses = senses(set, claims, claim, grade);
        let longer = |reading: &Vec<Sense<'a>>| {
            let fits = senses.iter().filter(|sense| reading.iter().all(|other| alike(other, sense)));
            fits.map(|sense| reading.iter().cloned().chain([sense.clone()]).collect()).collect::<Vec<_>>()
        };
        readings = readings.iter().flat_map(longer).collect();
    }
    readings
}

/// One word used by one speaker in one source is read alike wherever it stands there.
fn alike(a: &Sense<'_>, b: &Sense<'_>) -> bool {
    let word = |sense: &Sense<'_>| {
        let cell = cell(sense.claim)?;
        Some((Key::fold(cell.stage.as_deref()?), cell.measure.clone()))
    };
    let same = word(a).is_some() && word(a) == word(b) && one_voice(a.claim, b.claim);
    !same || a.rung == b.rung
}

/// Whether one speaker says both in one source.
pub(super) fn one_voice(a: &Claim, b: &Claim) -> bool {
    a.source == b.source && a.speaker == b.speaker
}

/// The cell that a claim is about, if it is about one.
pub(super) fn cell(claim: &Claim) -> Option<&Cell> {
    match &claim.statement {
        Statement::Amount { cell, .. } | Statement::Rank { cell, .. } | Statement::Change { cell, .. } => {
            Some(cell)
        }
        Statement::Share { .. }
        | Statement::Total { .. }
        | Statement::Event { .. }
        | Statement::Order { .. }
        | Statement::State { .. }
        | Statement::Retraction => None,
    }
}

fn senses<'a>(set: &'a ClaimSet, all: &[&Claim], claim: &'a Claim, grade: Grade) -> Vec<Sense<'a>> {
    let blank = |said: Span| Sense {
        set,
        claim,
        said,
        written: (self::said(set, claim, Grade::Plain)[0], last_time(set, claim)),
        rung: None,
        scope: BTreeMap::new(),
        basis: BTreeMap::new(),
        times: Vec::new(),
    };
    let mut senses: Vec<Sense<'a>> = said(set, claim, grade).into_iter().map(blank).collect();
    if let Some(cell) = cell(claim) {
        senses = each(senses, |_| rungs(set, cell, grade), |sense, rung| sense.rung = rung);
    }
    senses = each(senses, |sense| times(sense, grade), |sense, times| sense.times = times);
    let Some(cell) = cell(claim) else { return senses };
    let stated = |facets: fn(&Cell) -> &BTreeMap<String, String>| -> BTreeSet<String> {
        all.iter()
            .filter_map(|claim| self::cell(claim))
            .flat_map(|cell| facets(cell).keys().cloned())
            .collect()
    };
    for facet in stated(|cell| &cell.scope) {
        let key = set.names().key(&facet);
        let choices = scopes(set, claim, cell.scope.get(&facet), grade);
        senses =
            each(senses, |_| choices.clone(), |sense, value| drop(sense.scope.insert(key.clone(), value)));
    }
    for facet in stated(|cell| &cell.basis) {
        let key = set.names().key(&facet);
        let others = all.iter().filter_map(|claim| self::cell(claim)?.basis.get(&facet)).collect::<Vec<_>>();
        let choices = bases(set, claim, cell.basis.get(&facet), &others, grade);
        senses =
            each(senses, |_| choices.clone(), |sense, value| drop(sense.basis.insert(key.clone(), value)));
    }
    senses
}

/// Fixes one more choice in every sense.
fn each<'a, T>(
    senses: Vec<Sense<'a>>,
    choices: impl Fn(&Sense<'a>) -> Vec<T>,
    put: impl Fn(&mut Sense<'a>, T),
) -> Vec<Sense<'a>> {
    let fixed = |sense: Sense<'a>| {
        let with = |choice: T| {
            let mut sense = sense.clone();
            put(&mut sense, choice);
            sense
        };
        choices(&sense).into_iter().map(with).collect::<Vec<_>>()
    };
    senses.into_iter().flat_map(fixed).collect()
}

fn distinct<T: Ord>(mut choices: Vec<T>) -> Vec<T> {
    choices.sort();
    choices.dedup();
    choices
}

/// The days of the saying.
pub(super) fn said(set: &ClaimSet, claim: &Claim, grade: Grade) -> Vec<Span> {
    let date = claim.said.as_ref().map(|said| &said.0).or(set.sources()[&claim.source].published.as_ref());
    date.map_or(vec![Span::always()], |date| spans(set, date, grade))
}

/// The days of a date: a mark may widen it, a doubt may leave it open.
fn spans(set: &ClaimSet, date: &Date, grade: Grade) -> Vec<Span> {
    let plain = date.span(Grade::Plain, &set.policy().calendar);
    match grade {
        Grade::Plain => vec![plain],
        Grade::Lenient => distinct(vec![plain, date.span(Grade::Lenient, &set.policy().calendar)]),
    }
}

/// The days of a stated time, as written.
fn last_time(set: &ClaimSet, claim: &Claim) -> Option<Span> {
    let date = match &claim.statement {
        Statement::Amount { cell, .. } | Statement::Rank { cell, .. } => cell.time.as_ref().map(Time::date),
        Statement::State { time, .. } => time.as_ref().map(Time::date),
        Statement::Change { to, .. } => to.as_ref(),
        Statement::Share { .. }
        | Statement::Total { .. }
        | Statement::Event { .. }
        | Statement::Order { .. }
        | Statement::Retraction => None,
    };
    date.map(|date| date.span(Grade::Plain, &set.policy().calendar))
}

fn rungs(set: &ClaimSet, cell: &Cell, grade: Grade) -> Vec<Option<usize>> {
    let Some(ladder) = ladder(set, cell) else { return vec![None] };
    match (&cell.stage, grade) {
        (Some(word), _) => ladder.rungs_of(word).unwrap().iter().copied().map(Some).collect(),
        (None, Grade::Plain) => vec![Some(ladder.last())],
        (None, Grade::Lenient) => (0..=ladder.last()).map(Some).collect(),
    }
}

fn scopes(set: &ClaimSet, claim: &Claim, value: Option<&String>, grade: Grade) -> Vec<Facet> {
    let unstated = || match grade {
        Grade::Plain => vec![Facet::Whole],
        Grade::Lenient => vec![Facet::Whole, Facet::Unnamed(claim.id.clone())],
    };
    let Some(value) = value else { return unstated() };
    let written = |text: &str| match text {
        "*" => Facet::Whole,
        name => Facet::Named(set.names().key(name)),
    };
    match (value.strip_suffix('?'), grade) {
        (Some(name), Grade::Lenient) => [vec![written(name)], unstated()].concat(),
        (Some(name), Grade::Plain) => vec![written(name)],
        (None, _) => vec![written(value)],
    }
}

fn bases(
    set: &ClaimSet,
    claim: &Claim,
    value: Option<&String>,
    others: &[&String],
    grade: Grade,
) -> Vec<Basis> {
    let named = |text: &String| Basis::Named(set.names().key(text));
    match (value, grade) {
        (Some(value), _) => vec![named(value)],
        (None, Grade::Plain) => distinct(others.iter().map(|text| named(text)).collect()),
        (None, Grade::Lenient) => {
            let another = Basis::Another(claim.id.clone());
            distinct(others.iter().map(|text| named(text)).chain([another]).collect())
        }
    }
}

/// The times of a claim, given when it was said.
fn times(sense: &Sense<'_>, grade: Grade) -> Vec<Vec<Moment>> {
    let set = sense.set;
    let one = |temporal: Temporal, time: &Option<Time>| {
        moments(sense, temporal, time.as_ref(), grade).into_iter().map(|moment| vec![moment]).collect()
    };
    match &sense.claim.statement {
        Statement::Amount { cell, .. } | Statement::Rank { cell, .. } => {
            one(set.measure(&cell.measure).unwrap().temporal, &cell.time)
        }
        Statement::State { time, .. } => one(Temporal::Level, time),
        Statement::Change { cell, from: Some(from), to: Some(to), .. } => {
            let temporal = set.measure(&cell.measure).unwrap().temporal;
            let time = |date: &Date| match temporal {
                Temporal::Level | Temporal::RunningTotal => Time::AsOf(date.clone()),
                Temporal::Constant | Temporal::Flow | Temporal::Average => Time::Of(date.clone()),
            };
            let ends = [from, to].map(|date| moments(sense, temporal, Some(&time(date)), grade));
            let [from, to] = ends;
            from.iter().flat_map(|from| to.iter().map(|to| vec![from.clone(), to.clone()])).collect()
        }
        Statement::Change { .. } => vec![vec![Moment::Unclear, Moment::Unclear]],
        Statement::Share { .. }
        | Statement::Total { .. }
        | Statement::Event { .. }
        | Statement::Order { .. }
        | Statement::Retraction => vec![Vec::new()],
    }
}

fn moments(sense: &Sense<'_>, temporal: Temporal, time: Option<&Time>, grade: Grade) -> Vec<Moment> {
    let set = sense.set;
    let plan_rung = cell(sense.claim).and_then(|cell| ladder(set, cell)?.plan_rung());
    let planned = plan_rung.is_some() && sense.rung == plan_rung;
    match (temporal, time) {
        (Temporal::Constant, _) => vec![Moment::Timeless],
        (Temporal::Level | Temporal::RunningTotal, None) => {
            let on_the_day = Moment::Instant { within: sense.said, stated: false };
            let before = sense.said.last().map_or(Span::always(), Span::until);
            let up_to = Moment::Instant { within: before, stated: false };
            match grade {
                Grade::Plain => vec![on_the_day],
                Grade::Lenient => distinct(vec![on_the_day, up_to]),
            }
        }
        (Temporal::Flow | Temporal::Average, None) => vec![Moment::Unclear],
        (_, Some(Time::AsOf(date))) => {
            let stated = |within| Moment::Instant { within, stated: true };
            spans(set, date, grade).into_iter().map(stated).collect()
        }
        (Temporal::Level | Temporal::RunningTotal, Some(Time::Of(date))) => {
            let cut = |period: Moment| match period {
                Moment::Period(span) => so_far(span, sense.said, grade),
                Moment::Timeless | Moment::Instant { .. } | Moment::Part(_) | Moment::Unclear => vec![period],
            };
            // Of an unknown part a level is true at some instant.
            let held = |moment| match moment {
                Moment::Part(within) => Moment::Instant { within, stated: true },
                other => other,
            };
            distinct(periods(set, date, grade).into_iter().flat_map(cut).map(held).collect())
        }
        (Temporal::Flow | Temporal::Average, Some(Time::Of(date))) => {
            let cut = |period: Moment| match period {
                // A plan for a period that has begun is of the whole period.
                Moment::Period(_) if planned => vec![period],
                Moment::Period(span) => so_far(span, sense.said, grade),
                Moment::Timeless | Moment::Instant { .. } | Moment::Part(_) | Moment::Unclear => vec![period],
            };
            distinct(periods(set, date, grade).into_iter().flat_map(cut).collect())
        }
    }
}

/// A period as written; in doubt, any.
fn periods(set: &ClaimSet, date: &Date, grade: Grade) -> Vec<Moment> {
    if date.approximate() {
        return vec![Moment::Unclear];
    }
    let as_written = Moment::Period(date.span(Grade::Plain, &set.policy().calendar));
    match grade {
        Grade::Lenient if date.doubtful() => vec![as_written, Moment::Unclear],
        Grade::Plain | Grade::Lenient => vec![as_written],
    }
}

/// A period that was not over when it was said ran up to then.
fn so_far(period: Span, said: Span, grade: Grade) -> Vec<Moment> {
    let over = period.precedes(&said);
    let begun = !said.precedes(&period);
    if over || !begun {
        return vec![Moment::Period(period)];
    }
    let until = said.last().map_or(Span::always(), Span::until);
    let so_far = period.common(&until).unwrap_or(period);
    let unfinished = said.last().is_some_and(|said| period.last().is_some_and(|last| said <= last));
    // A period that may have been over is plainly taken to have been.
    let plain = match (unfinished, said.single_day()) {
        (false, _) => Moment::Period(period),
        (true, Some(_)) => Moment::Period(so_far),
        (true, None) => Moment::Part(so_far),
    };
    match grade {
        Grade::Plain => vec![plain],
        Grade::Lenient => distinct(vec![plain, Moment::Part(so_far)]),
    }
}

pub(super) fn measure<'a>(set: &'a ClaimSet, cell: &Cell) -> &'a Measure {
    set.measure(&cell.measure).unwrap()
}

pub(super) fn ladder<'a>(set: &'a ClaimSet, cell: &Cell) -> Option<&'a Ladder> {
    set.ladder(measure(set, cell).ladder.as_deref()?)
}

/// The numbers that a value can mean.
pub(super) fn interval(set: &ClaimSet, cell: &Cell, value: &Value, grade: Grade) -> Interval {
    let measure = measure(set, cell);
    let unit = set.units().resolve(&measure.unit).unwrap();
    let nature =
        Nature { non_negative: measure.non_negative, counts: unit.counts(), percent: unit.is_percent() };
    value.interval(grade, nature, &set.policy().hedges)
}
