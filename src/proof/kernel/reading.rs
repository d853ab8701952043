//! What a reading makes of the open choices of a few claims: their dates, their stages, which of them are told at all.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::{Choice, ClaimIx, Relaxed, Role, Rungs, StageWord};
use crate::model::{
    Cell, Certainty, Claim, ClaimSet, Date, EventStage, Grade, Key, Ladder, Point, Span, Stance, Statement,
    When,
};

/// The claims of a proof in one reading.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) set: &'a ClaimSet,
    pub(super) claims: &'a [&'a Claim],
    pub(super) rungs: &'a Rungs,
    pub(super) relaxed: Relaxed,
    /// The choices that made a difference, or might have.
    pub(super) asked: RefCell<BTreeSet<Choice>>,
}

/// The rung that a cell is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its measure has no ladder.
    Without,
    On(usize),
    /// Called off or suspended, or a word of a law that could mean two rungs: compared with nothing.
    Void,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        (set, claims): (&'a ClaimSet, &'a [&'a Claim]),
        rungs: &'a Rungs,
        relaxed: Relaxed,
    ) -> Reading<'a> {
        Reading { set, claims, rungs, relaxed, asked: RefCell::default() }
    }

    /// The same rungs, and every choice on its plain side.
    pub(super) fn plain(&self) -> Reading<'a> {
        Reading::new((self.set, self.claims), self.rungs, Relaxed::Nothing)
    }

    pub(super) fn lenient(&self, choice: Choice) -> bool {
        let lenient = match &self.relaxed {
            Relaxed::Nothing => false,
            Relaxed::These(choices) => choices.contains(&choice),
            Relaxed::Everything => return true,
            Relaxed::AllBut(question) => return choice.owner() != Some(*question),
        };
        self.asked.borrow_mut().insert(choice);
        lenient
    }

    pub(super) fn claim(&self, ix: ClaimIx) -> Option<&'a Claim> {
        self.claims.get(ix.0).copied()
    }

    pub(super) fn key(&self, name: &str) -> Key {
        self.set.names().key(name)
    }

    /// The claims that the reading takes for told, whatever their stance.
    pub(super) fn told(&self) -> impl Iterator<Item = (ClaimIx, &'a Claim)> {
        let told = |(ix, claim): &(ClaimIx, &Claim)| {
            claim.certainty == Certainty::Certain || !self.lenient(Choice::Certainty(*ix))
        };
        self.claims.iter().enumerate().map(|(at, claim)| (ClaimIx(at), *claim)).filter(told)
    }

    /// Those of them that state something as a fact, and more than possible.
    pub(super) fn asserted(&self) -> impl Iterator<Item = (ClaimIx, &'a Claim)> {
        self.told()
            .filter(|(_, claim)| claim.stance == Stance::Asserts && claim.certainty != Certainty::Possible)
            .filter(|(ix, claim)| !self.foretells(*ix, claim))
    }

    /// Whether an order names a date that was still to come when it was said, as both are written.
    fn foretells(&self, ix: ClaimIx, claim: &Claim) -> bool {
        let Statement::Order { before, after, .. } = &claim.statement else { return false };
        [before, after].into_iter().any(|point| {
            let date = match point {
                Point::Date(date) => Some(date),
                Point::Said(id) => {
                    let published = self.set.sources().get(id).and_then(|source| source.published.as_ref());
                    published.or_else(|| self.set.claim(id).and_then(|claim| self.said_date(claim)))
                }
                Point::Event(_) => None,
            };
            let days = date.map(|date| date.span(Grade::Plain, &self.set.policy().calendar));
            days.is_some_and(|days| self.said_as_written(ix).precedes(&days))
        })
    }

    /// The days that a date may be.
    pub(super) fn span(&self, claim: ClaimIx, role: Role, date: &Date) -> Span {
        let calendar = &self.set.policy().calendar;
        let plain = date.span(Grade::Plain, calendar);
        let wide = date.span_as_written(Grade::Lenient, calendar);
        self.choose(claim, role, (plain, wide), date.doubtful())
    }

    fn choose(&self, claim: ClaimIx, role: Role, (plain, wide): (Span, Span), doubtful: bool) -> Span {
        if doubtful && self.lenient(Choice::Doubt(claim, role)) {
            Span::always()
        } else if plain != wide && self.lenient(Choice::Width(claim, role)) {
            wide
        } else {
            plain
        }
    }

    /// The date on which a claim was said, if it is given.
    pub(super) fn said_date(&self, claim: &'a Claim) -> Option<&'a Date> {
        let published = || self.set.sources().get(&claim.source)?.published.as_ref();
        claim.said.as_ref().map(|said| &said.0).or_else(published)
    }

    /// The days on which a claim may have been said.
    pub(super) fn said(&self, ix: ClaimIx) -> Span {
        let date = self.claim(ix).and_then(|claim| self.said_date(claim));
        date.map_or_else(Span::always, |date| self.span(ix, Role::Said, date))
    }

    /// The days on which it may have been said, as written.
    pub(super) fn said_as_written(&self, ix: ClaimIx) -> Span {
        let date = self.claim(ix).and_then(|claim| self.said_date(claim));
        date.map_or_else(Span::always, |date| date.span(Grade::Plain, &self.set.policy().calendar))
    }

    /// Whether both are words of one publication, without dates of their own.
    pub(super) fn one_saying(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let (Some(a), Some(b)) = (self.claim(a), self.claim(b)) else { return false };
        a.source == b.source && a.said.is_none() && b.said.is_none()
    }

    /// Whether both were certainly said on one day.
    pub(super) fn together(&self, a: ClaimIx, b: ClaimIx) -> bool {
        let day = |ix| self.said(ix).single_day();
        self.one_saying(a, b) || (day(a).is_some() && day(a) == day(b))
    }

    /// Whether two plans compare: of one day, or of two parties certainly within the days that the policy gives.
    pub(super) fn plans_compare(&self, a: ClaimIx, b: ClaimIx) -> bool {
        if self.together(a, b) {
            return true;
        }
        let (Some(x), Some(y)) = (self.claim(a), self.claim(b)) else { return false };
        if self.party(x) == self.party(y) {
            return false;
        }
        let (first, second) = (self.said(a), self.said(b));
        let answers = |day| {
            let reach = self.set.policy().calendar.rival_plans(Grade::Plain, &Span::day(day));
            second.within(&reach)
        };
        first.first().is_some_and(answers) && first.last().is_some_and(answers)
    }

    /// Whether a plan may have been changed between two sayings.
    pub(super) fn may_be_revised(&self, a: ClaimIx, b: ClaimIx) -> bool {
        !self.together(a, b) && self.lenient(Choice::Revised(a.min(b), a.max(b)))
    }

    /// Who speaks: the innermost speaker, else the publisher.
    fn party(&self, claim: &Claim) -> (bool, Key) {
        match claim.speaker.first() {
            Some(speaker) => (true, self.key(speaker)),
            None => (false, self.publisher(claim)),
        }
    }

    pub(super) fn publisher(&self, claim: &Claim) -> Key {
        self.key(self.set.sources().get(&claim.source).map_or("", |source| &source.publisher))
    }

    pub(super) fn share_a_party(&self, a: &Claim, b: &Claim) -> bool {
        let speakers =
            |claim: &Claim| claim.speaker.iter().map(|name| self.key(name)).collect::<BTreeSet<_>>();
        self.publisher(a) == self.publisher(b) || !speakers(a).is_disjoint(&speakers(b))
    }

    /// When an event may have been, or may be.
    pub(super) fn when(&self, ix: ClaimIx, when: &When, stage: EventStage) -> Span {
        let calendar = &self.set.policy().calendar;
        let plan = stage == EventStage::Planned;
        let date = self.claim(ix).and_then(|claim| self.said_date(claim));
        let said = |grade| match date {
            Some(date) if grade == Grade::Plain || !date.doubtful() => date.span_as_written(grade, calendar),
            _ => Span::always(),
        };
        let words = |grade| {
            if plan {
                when.plan_span(grade, &said(grade), calendar)
            } else {
                when.span(grade, &said(grade), calendar)
            }
        };
        // A plan puts its event after its saying, unless all of it was over by then.
        let later = |span: Span, grade| {
            let after = said(grade).first().map(|day| Span::since(day.plus(1)));
            after.filter(|_| plan).and_then(|after| span.common(&after)).unwrap_or(span)
        };
        let plain = words(Grade::Plain);
        let wide = if when.doubtful() { plain } else { words(Grade::Lenient).hull(&plain) };
        let (plain, wide) = (later(plain, Grade::Plain), later(wide, Grade::Lenient));
        self.choose(ix, Role::When, (plain, wide.hull(&plain)), when.doubtful())
    }

    fn ladder(&self, cell: &Cell) -> Option<(&'a str, &'a Ladder)> {
        let name = self.set.measure(&cell.measure)?.ladder.as_ref()?;
        Some((name, self.set.ladder(name)?))
    }

    /// The stage choice of a cell, and the rungs that it leaves: those of its word, or any.
    pub(super) fn stage_choice(&self, ix: ClaimIx, cell: &Cell) -> Option<(Choice, Vec<usize>)> {
        let (claim, (name, ladder)) = (self.claim(ix)?, self.ladder(cell)?);
        let Some(word) = &cell.stage else { return Some((Choice::Stage(ix), (0..=ladder.last()).collect())) };
        let rungs = ladder.rungs_of(word).filter(|rungs| rungs.len() > 1 && !Ladder::is_status(word))?;
        let word = StageWord {
            source: claim.source.clone(),
            speaker: claim.speaker.iter().map(|name| self.key(name)).collect(),
            ladder: Key::fold(name),
            word: Key::fold(word),
        };
        Some((Choice::Word(word), rungs.to_vec()))
    }

    /// The rung of a cell of a claim, or of a standing law.
    pub(super) fn stage(&self, ix: Option<ClaimIx>, cell: &Cell) -> Stage {
        if cell.stage.as_deref().is_some_and(Ladder::is_status) {
            return Stage::Void;
        }
        let Some((_, ladder)) = self.ladder(cell) else { return Stage::Without };
        let choice = ix.and_then(|ix| self.stage_choice(ix, cell));
        if let Some(rung) = choice.and_then(|(choice, _)| self.rungs.get(&choice)) {
            return Stage::On(*rung);
        }
        match cell.stage.as_deref().map(|word| ladder.rungs_of(word)) {
            None => Stage::On(ladder.last()),
            Some(Some([one])) => Stage::On(*one),
            Some(_) => Stage::Void,
        }
    }
}

/// The cell of an amount, a change or a rank.
pub(super) fn cell_of(claim: &Claim) -> Option<&Cell> {
    match &claim.statement {
        Statement::Amount { cell, .. } | Statement::Change { cell, .. } | Statement::Rank { cell, .. } => {
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

/// Every way to take one rung of each stage choice: the plain ones, or any; `None` for more than a limit.
pub(super) fn combinations(
    reading: &Reading<'_>,
    any: bool,
    fixed: &Rungs,
    limit: usize,
) -> Option<BTreeSet<Rungs>> {
    let mut choices: BTreeMap<Choice, Vec<usize>> = BTreeMap::new();
    for (at, claim) in reading.claims.iter().enumerate() {
        let one = cell_of(claim).is_some();
        let open = claim.statement.cells().filter_map(|cell| reading.stage_choice(ClaimIx(at), cell));
        for (choice, mut rungs) in open {
            if matches!(choice, Choice::Stage(_)) {
                // Of several cells an unstated stage has a lenient side, not a list of rungs.
                if !one {
                    continue;
                }
                if !any {
                    rungs = rungs.last().copied().into_iter().collect();
                }
            }
            choices.insert(choice, rungs);
        }
    }
    choices.extend(fixed.iter().map(|(choice, rung)| (choice.clone(), vec![*rung])));
    let mut all = BTreeSet::from([Rungs::new()]);
    for (choice, rungs) in &choices {
        let with = |taken: &Rungs, rung: &usize| {
            let mut taken = taken.clone();
            taken.insert(choice.clone(), *rung);
            taken
        };
        all = all.iter().flat_map(|taken| rungs.iter().map(|rung| with(taken, rung))).collect();
        if all.len() > limit {
            return None;
        }
    }
    Some(all)
}
