//! What one claim stands for before any choice is made: names folded, dates and values at both grades.

use std::collections::{BTreeMap, BTreeSet};

use super::Reading;
use crate::model::{
    Among, Cell, Claim, ClaimSet, Date, Day, EventStage, Exact, Grade, Key, Ladder, Measure, Point, Rank,
    Span, Statement, Time, When,
};
use crate::proof::{Choice, ClaimIx, Role, StageWord};

/// A date at both grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) plain: Span,
    pub(crate) lenient: Span,
    /// Marked `?`.
    pub(crate) doubt: bool,
    /// The exact days, where the words name a definite period; a `?` is taken for right.
    pub(crate) period: Option<Span>,
}

impl Window {
    pub(crate) fn open() -> Window {
        Window { plain: Span::always(), lenient: Span::always(), doubt: false, period: None }
    }

    pub(crate) fn of(date: &Date, set: &ClaimSet) -> Window {
        let calendar = &set.policy().calendar;
        Window {
            plain: date.span(Grade::Plain, calendar),
            lenient: date.span_as_written(Grade::Lenient, calendar),
            doubt: date.doubtful(),
            period: date.period_as_written(),
        }
    }

    /// The days it may be, in a reading.
    pub(crate) fn under(&self, reading: &Reading, claim: ClaimIx, role: Role) -> Span {
        if self.doubt && reading.is_lenient(Choice::Doubt(claim, role)) {
            Span::always()
        } else if self.plain != self.lenient && reading.is_lenient(Choice::Width(claim, role)) {
            self.lenient
        } else {
            self.plain
        }
    }

    /// Every day that it may be in any reading.
    pub(crate) fn widest(&self) -> Span {
        if self.doubt { Span::always() } else { self.lenient }
    }
}

/// One facet of a scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Facet {
    /// Stated to be the whole.
    Whole,
    /// A part, by name.
    Part(Key),
    /// A part, marked doubtful.
    Doubtful(Key),
    /// A part that nobody named, inside a share or total.
    Unnamed,
}

/// How far the thing has come, as said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StageStand {
    /// The measure has no ladder.
    None,
    /// A word for one rung or several.
    Word(StageWord, Vec<usize>),
    /// Nothing said: the last rung of so many.
    Unstated(usize),
    /// Cancelled, suspended: compared with nothing.
    Status,
}

/// When it is true, as said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TimeStand {
    Missing,
    Of(Window),
    AsOf(Window),
}

impl TimeStand {
    /// The days as written.
    pub(crate) fn written(&self) -> Option<Span> {
        match self {
            TimeStand::Missing => None,
            TimeStand::Of(window) | TimeStand::AsOf(window) => Some(window.plain),
        }
    }
}

/// A cell as said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellStand {
    pub(crate) subject: Key,
    pub(crate) measure: Key,
    pub(crate) scope: BTreeMap<Key, Facet>,
    pub(crate) basis: BTreeMap<Key, Key>,
    pub(crate) stage: StageStand,
    pub(crate) time: TimeStand,
}

impl CellStand {
    /// A cell of a standing law: nothing about it is open.
    pub(crate) fn of_law(set: &ClaimSet, cell: &Cell) -> CellStand {
        let claim = Claim::new("", "", Statement::Retraction);
        let mut cell = Standing { set, claim: &claim, said: &Window::open() }.cell(cell);
        // A word of several rungs says nothing that always holds.
        if matches!(&cell.stage, StageStand::Word(_, rungs) if rungs.len() > 1) {
            cell.stage = StageStand::Status;
        }
        cell
    }

    /// The rung, where nothing is open: the first of a word, else the last.
    pub(crate) fn plain_rung(&self) -> Option<usize> {
        match &self.stage {
            StageStand::None | StageStand::Status => None,
            StageStand::Word(_, rungs) => rungs.first().copied(),
            StageStand::Unstated(last) => Some(*last),
        }
    }

    /// The rungs that a plain reading may take; one `None` without a ladder.
    pub(crate) fn plain_rungs(&self) -> Vec<Option<usize>> {
        match &self.stage {
            StageStand::Word(_, rungs) => rungs.iter().copied().map(Some).collect(),
            StageStand::None | StageStand::Status | StageStand::Unstated(_) => vec![self.plain_rung()],
        }
    }
}

/// The class of a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ClassStand {
    Unstated,
    List(BTreeSet<Key>),
    Name(Key),
}

/// One end of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PointStand {
    Event(Key),
    Date(Window),
}

/// What a claim says, its names folded and its dates at both grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Amount(CellStand),
    Change {
        cell: CellStand,
        from: TimeStand,
        to: TimeStand,
    },
    Rank {
        cell: CellStand,
        rank: Rank,
        class: ClassStand,
    },
    Event {
        event: Key,
        stage: EventStage,
        when: Option<Window>,
    },
    Order {
        before: PointStand,
        after: PointStand,
    },
    State {
        subject: Key,
        attribute: Key,
        is: BTreeSet<Key>,
        time: TimeStand,
    },
    /// The first cell is a share of the second.
    Share([CellStand; 2]),
    /// The parts, each times its weight, add up to the total.
    Total {
        total: CellStand,
        parts: Vec<(CellStand, Exact)>,
        exhaustive: bool,
    },
    /// A retraction says nothing.
    Other,
}

/// One claim, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    pub(crate) ix: ClaimIx,
    pub(crate) said: Window,
    /// Whether the day of the saying is the day of the source's publication.
    pub(crate) said_with_source: bool,
    pub(crate) source: String,
    pub(crate) publisher: Key,
    pub(crate) speakers: Vec<Key>,
    pub(crate) body: Body,
}

impl Stand {
    pub(crate) fn new(set: &ClaimSet, ix: ClaimIx, claim: &Claim) -> Stand {
        let names = set.names();
        let source = set.sources().get(&claim.source);
        let said = said_of(set, claim);
        let stands = Standing { set, claim, said: &said };
        Stand {
            ix,
            said_with_source: claim.said.is_none(),
            source: claim.source.clone(),
            publisher: names.key(source.map_or("", |source| source.publisher.as_str())),
            speakers: claim.speaker.iter().map(|name| names.key(name)).collect(),
            body: stands.body(),
            said,
        }
    }

    /// Who speaks: the innermost speaker, else the publisher.
    pub(crate) fn party(&self) -> (bool, &str) {
        match self.speakers.first() {
            Some(speaker) => (true, speaker.as_str()),
            None => (false, self.publisher.as_str()),
        }
    }

    /// Whether an order names a date that was still to come, as both are written: it foretells, and only time can tell.
    pub(crate) fn foretells(&self) -> bool {
        let ahead = |point: &PointStand| match point {
            PointStand::Date(window) => self.said.plain.precedes(&window.plain),
            PointStand::Event(_) => false,
        };
        matches!(&self.body, Body::Order { before, after } if ahead(before) || ahead(after))
    }

    /// Every cell that the claim speaks of, in the order of its variables.
    pub(crate) fn cells(&self) -> Vec<&CellStand> {
        match &self.body {
            Body::Share([part, whole]) => vec![part, whole],
            Body::Total { total, parts, .. } => {
                std::iter::once(total).chain(parts.iter().map(|(cell, _)| cell)).collect()
            }
            Body::Amount(_)
            | Body::Change { .. }
            | Body::Rank { .. }
            | Body::Event { .. }
            | Body::Order { .. }
            | Body::State { .. }
            | Body::Other => self.cell().into_iter().collect(),
        }
    }

    /// The cell of an amount, change or rank.
    pub(crate) fn cell(&self) -> Option<&CellStand> {
        match &self.body {
            Body::Amount(cell) | Body::Change { cell, .. } | Body::Rank { cell, .. } => Some(cell),
            Body::Event { .. }
            | Body::Order { .. }
            | Body::State { .. }
            | Body::Share(_)
            | Body::Total { .. }
            | Body::Other => None,
        }
    }
}

/// When a claim was said: its own date, else its source's, else any day.
pub(crate) fn said_of(set: &ClaimSet, claim: &Claim) -> Window {
    let own = claim.said.as_ref().map(|said| &said.0);
    let source = set.sources().get(&claim.source).and_then(|source| source.published.as_ref());
    own.or(source).map_or_else(Window::open, |date| Window::of(date, set))
}

struct Standing<'a> {
    set: &'a ClaimSet,
    claim: &'a Claim,
    said: &'a Window,
}

impl Standing<'_> {
    fn body(&self) -> Body {
        let key = |name: &str| self.set.names().key(name);
        match &self.claim.statement {
            Statement::Amount { cell, .. } => Body::Amount(self.cell(cell)),
            Statement::Change { cell, from, to, .. } => Body::Change {
                cell: self.cell(cell),
                from: self.change_time(cell, from.as_ref()),
                to: self.change_time(cell, to.as_ref()),
            },
            Statement::Rank { cell, rank, among } => Body::Rank {
                cell: self.cell(cell),
                rank: *rank,
                class: match among {
                    None => ClassStand::Unstated,
                    Some(Among::List(members)) => {
                        ClassStand::List(members.iter().map(|name| key(name)).collect())
                    }
                    Some(Among::Name(name)) => ClassStand::Name(key(name)),
                },
            },
            Statement::Event { event, stage, when } => Body::Event {
                event: key(event),
                stage: *stage,
                when: when.as_ref().map(|when| self.when(when, *stage)),
            },
            Statement::Order { before, after, .. } => {
                Body::Order { before: self.point(before), after: self.point(after) }
            }
            Statement::State { subject, attribute, is, time } => Body::State {
                subject: key(subject),
                attribute: key(attribute),
                is: is.iter().map(|name| key(name)).collect(),
                time: self.time(time.as_ref()),
            },
            Statement::Share { part, whole, .. } => {
                let (whole, mut parts) = self.whole_and_parts(whole, std::iter::once(part));
                parts.pop().map_or(Body::Other, |part| Body::Share([part, whole]))
            }
            Statement::Total { total, parts, exhaustive } => {
                let (total, cells) = self.whole_and_parts(total, parts.iter().map(|part| &part.cell));
                let weights = parts.iter().map(|part| part.times.clone());
                Body::Total {
                    total,
                    parts: cells.into_iter().zip(weights).collect(),
                    exhaustive: *exhaustive,
                }
            }
            Statement::Retraction => Body::Other,
        }
    }

    /// A whole and its parts: a part that lacks a facet which another of them states is an unnamed part.
    fn whole_and_parts<'c>(
        &self,
        whole: &Cell,
        parts: impl Iterator<Item = &'c Cell>,
    ) -> (CellStand, Vec<CellStand>) {
        let whole = self.cell(whole);
        let mut parts: Vec<CellStand> = parts.map(|cell| self.cell(cell)).collect();
        let all = parts.iter().chain(std::iter::once(&whole));
        let stated: BTreeSet<Key> = all.flat_map(|cell| cell.scope.keys().cloned()).collect();
        for part in &mut parts {
            for facet in &stated {
                part.scope.entry(facet.clone()).or_insert(Facet::Unnamed);
            }
        }
        (whole, parts)
    }

    fn cell(&self, cell: &Cell) -> CellStand {
        let names = self.set.names();
        let measure = self.set.measure(&cell.measure);
        let facet = |value: &String| match value.trim() {
            "*" => Facet::Whole,
            value => match value.strip_suffix('?') {
                Some(value) => Facet::Doubtful(names.key(value)),
                None => Facet::Part(names.key(value)),
            },
        };
        CellStand {
            subject: names.key(&cell.subject),
            measure: names.key(&cell.measure),
            scope: cell.scope.iter().map(|(name, value)| (names.key(name), facet(value))).collect(),
            basis: cell.basis.iter().map(|(name, value)| (names.key(name), names.key(value))).collect(),
            stage: self.stage(cell, measure),
            time: self.time(cell.time.as_ref()),
        }
    }

    fn stage(&self, cell: &Cell, measure: Option<&Measure>) -> StageStand {
        if cell.stage.as_deref().is_some_and(Ladder::is_status) {
            return StageStand::Status;
        }
        let ladder = measure.and_then(|measure| measure.ladder.as_ref());
        let Some((name, ladder)) = ladder.and_then(|name| Some((name, self.set.ladder(name)?))) else {
            return StageStand::None;
        };
        let Some(word) = &cell.stage else { return StageStand::Unstated(ladder.last()) };
        let owner = StageWord {
            source: self.claim.source.clone(),
            speaker: self.claim.speaker.iter().map(|name| self.set.names().key(name)).collect(),
            ladder: Key::fold(name),
            word: Key::fold(word),
        };
        StageStand::Word(owner, ladder.rungs_of(word).unwrap_or_default().to_vec())
    }

    fn time(&self, time: Option<&Time>) -> TimeStand {
        match time {
            None => TimeStand::Missing,
            Some(Time::Of(date)) => TimeStand::Of(Window::of(date, self.set)),
            Some(Time::AsOf(date)) => TimeStand::AsOf(Window::of(date, self.set)),
        }
    }

    /// The ends of a change are periods, but for measures that are given as of an instant.
    fn change_time(&self, cell: &Cell, date: Option<&Date>) -> TimeStand {
        let Some(date) = date else { return TimeStand::Missing };
        let window = Window::of(date, self.set);
        let temporal = self.set.measure(&cell.measure).map(|measure| measure.temporal);
        match temporal {
            Some(crate::model::Temporal::RunningTotal | crate::model::Temporal::Level) => {
                TimeStand::AsOf(window)
            }
            _ => TimeStand::Of(window),
        }
    }

    fn when(&self, when: &When, stage: EventStage) -> Window {
        let calendar = &self.set.policy().calendar;
        let span = |grade, said: &Span| match stage {
            EventStage::Planned => when.plan_span(grade, said, calendar),
            EventStage::Underway | EventStage::Happened | EventStage::Cancelled => {
                when.span(grade, said, calendar)
            }
        };
        let plain = span(Grade::Plain, &self.said.plain);
        // What a `?` leaves open is any day; without it the words have their lenient width.
        let lenient = if when.doubtful() { plain } else { span(Grade::Lenient, &self.said.widest()) };
        let window = Window { plain, lenient: lenient.hull(&plain), doubt: when.doubtful(), period: None };
        if stage == EventStage::Planned { self.ahead(&window) } else { window }
    }

    /// A plan said on a day puts its event after that day; an old plan retold keeps its window.
    fn ahead(&self, window: &Window) -> Window {
        let after = |span: Span, said: &Span| {
            let first = said.first().map(|day: Day| day.plus(1));
            first.and_then(|first| span.common(&Span::since(first))).unwrap_or(span)
        };
        Window {
            plain: after(window.plain, &self.said.plain),
            lenient: after(window.lenient, &self.said.widest()),
            ..window.clone()
        }
    }

    fn point(&self, point: &Point) -> PointStand {
        match point {
            Point::Event(name) => PointStand::Event(self.set.names().key(name)),
            Point::Date(date) => PointStand::Date(Window::of(date, self.set)),
            Point::Said(id) => {
                let source = self.set.sources().get(id).and_then(|source| source.published.as_ref());
                PointStand::Date(match (source, self.set.claim(id)) {
                    (Some(date), _) => Window::of(date, self.set),
                    (None, Some(claim)) => said_of(self.set, claim),
                    (None, None) => Window::open(),
                })
            }
        }
    }
}
