//! Small sets of claims at random: numbers, ranks, events, orders, states and denials, close enough to clash.

use std::collections::BTreeMap;

use gainsay::{
    Among, Attribute, Cell, Certainty, Change, Checker, Claim, ClaimSet, ClaimSetBuilder, Date, EventStage,
    GapSense, Ladder, Law, LawRelation, Listing, Measure, Point, Policy, Rank, Recurrence, Relation, Source,
    Stance, Statement, Strength, Temporal, Time, relate,
};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// A few hundred choices, taken one after another; all zeros is the dullest set.
pub(crate) struct Dice(std::vec::IntoIter<u8>);

impl Dice {
    pub(crate) fn new(rolls: Vec<u8>) -> Dice {
        Dice(rolls.into_iter())
    }

    fn roll(&mut self) -> usize {
        usize::from(self.0.next().unwrap_or(0))
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll() % from.len()]
    }

    /// True about so many times in a hundred.
    fn often(&mut self, percent: usize) -> bool {
        self.roll() * 100 >= (100 - percent) * 256
    }
}

/// What a set is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Stages,
    Scopes,
    Times,
    Ranks,
    Records,
    Events,
    Orders,
    States,
    Mixed,
}

pub(crate) const FAMILIES: [Family; 9] = [
    Family::Stages,
    Family::Scopes,
    Family::Times,
    Family::Ranks,
    Family::Records,
    Family::Events,
    Family::Orders,
    Family::States,
    Family::Mixed,
];

/// A set that prints as its claims file.
pub(crate) struct Shown(pub(crate) ClaimSet);

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\n{}", gainsay::write_lines(&self.0))
    }
}

/// Sets of two to four claims of one family.
pub(crate) fn sets(family: Family) -> impl Strategy<Value = Shown> {
    vec(any::<u8>(), 160).prop_map(move |rolls| Shown(set(family, &mut Dice::new(rolls))))
}

/// A runner that always tries the same cases.
pub(crate) fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4096, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn set(family: Family, dice: &mut Dice) -> ClaimSet {
    let policy = Policy { listing: Listing::All, ..Policy::default() };
    let builder = ClaimSet::builder()
        .policy(policy)
        .source(Source::new("a", "Gazette").published(date("2025-01-20")))
        .source(Source::new("b", "Herald").published(date("2025-02-10")))
        .source(Source::new("c", "Gazette").published(date("2025-02-10")))
        .includes("oil and gas", "oil")
        .includes("oil and gas", "gas")
        .includes("estimated", "registered")
        .includes("union", "Bor")
        .includes("union", "Cay")
        .event("death", Recurrence::Once)
        .event("visit", Recurrence::Recurs)
        .attribute("status", Attribute::default())
        .ladder("steps", ladder(dice));
    let (measure, builder) = measures(family, dice, builder);
    let mut maker = Maker { dice, family, measure, at: 0 };
    let compares = matches!(family, Family::Ranks | Family::Records | Family::Orders);
    let size = [2, 3, 2, 3, 4][maker.dice.roll() % 5].max(if compares { 3 } else { 2 });
    let claims: Vec<Claim> = (0..size).map(|at| maker.claim(at)).collect();
    let set = claims.into_iter().fold(builder, ClaimSetBuilder::claim).build();
    set.unwrap_or_else(|faults| panic!("{family:?}: {faults}"))
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn ladder(dice: &mut Dice) -> Ladder {
    let ladder = Ladder::new(["planned", "committed", "disbursed"])
        .and_then(|ladder| ladder.plan("planned"))
        .and_then(|ladder| ladder.word("finalized", ["committed", "disbursed"]))
        .and_then(|ladder| ladder.word("agreed", ["planned", "committed"]));
    let hard = |ladder: Ladder, step: &&str| ladder.hard(step).unwrap();
    ["committed", "disbursed"].iter().filter(|_| dice.often(40)).fold(ladder.unwrap(), hard)
}

/// The measures of the set, and the law between them if there is one.
fn measures(family: Family, dice: &mut Dice, builder: ClaimSetBuilder) -> (Measure, ClaimSetBuilder) {
    use Temporal::{Average, Constant, Flow, Level, RunningTotal};
    let kinds: &[Temporal] = match family {
        Family::Stages => &[RunningTotal, Level, Flow],
        Family::Records => &[Flow, Flow, Average],
        Family::Scopes
        | Family::Times
        | Family::Ranks
        | Family::Events
        | Family::Orders
        | Family::States
        | Family::Mixed => &[Constant, Level, RunningTotal, Flow, Average],
    };
    let mut measure = match dice.pick(kinds) {
        Constant => Measure::constant("t"),
        Level => Measure::level("t"),
        RunningTotal => Measure::running_total("t"),
        Flow => Measure::flow("t"),
        Average => Measure::average("t"),
    };
    measure.additive = !dice.often(20);
    measure.non_negative = !dice.often(20);
    measure.revisable = dice.often(20);
    if family == Family::Stages {
        measure.ladder = Some("steps".to_owned());
    }
    let builder = builder.measure("output", measure.clone()).measure("stock", measure.clone());
    if family != Family::Times || dice.often(50) {
        return (measure, builder);
    }
    let relation =
        LawRelation::Order { lesser: Cell::new("Ayn", "output"), greater: Cell::new("Ayn", "stock") };
    let strength = *dice.pick(&[Strength::Hard, Strength::Soft]);
    (measure, builder.law(Law { relation, strength }))
}

const VALUES: [&str; 14] = [
    "[4, 5] t",
    "[1, 2] t",
    "[5, 6] t",
    "[2, 4] t",
    "[2, 3) t",
    "(3, 4] t",
    "3 t",
    "4 t",
    "nearly 5 t",
    "about 3 t",
    "more than 4 t",
    "less than 3 t",
    "at least 5 t",
    "just over 2 t",
];
const PERIODS: [&str; 6] = ["2024", "2023", "2024-01/2024-06", "2024-05", "2025", "2024?"];
const DAYS: [&str; 9] = [
    "2024-06-05",
    "2024-03-01",
    "2024",
    "2024-06",
    "2023",
    "2024-06~",
    "2024-03?",
    "2025-03",
    "2024-06-05/2024-07-10",
];
const SAID: [&str; 7] =
    ["2025-01-15", "2024-06-05", "2024-06-20", "2025-02-01", "2025-02", "2023-12-30", "2025-01-15?"];

struct Maker<'d> {
    dice: &'d mut Dice,
    family: Family,
    measure: Measure,
    /// Which claim of the set is made.
    at: usize,
}

impl Maker<'_> {
    /// A claim: what is said, by whom, when, how surely.
    fn claim(&mut self, at: usize) -> Claim {
        self.at = at;
        let statement = self.statement();
        let mut claim = Claim::new(format!("q{at}"), *self.dice.pick(&["a", "b", "c"]), statement);
        if self.dice.often(40) {
            claim = claim.speaker(*self.dice.pick(&["Ann", "Ben"]));
        }
        if self.dice.often(40) {
            claim = claim.said(date(&self.word(&SAID)));
        }
        claim.stance = match self.dice.roll() % 32 {
            28.. => Stance::Denies,
            27 => Stance::Declines,
            _ => Stance::Asserts,
        };
        claim.certainty = match self.dice.roll() % 32 {
            29.. => Certainty::Probable,
            28 => Certainty::Possible,
            _ => Certainty::Certain,
        };
        claim
    }

    /// A statement; what compares others comes first.
    fn statement(&mut self) -> Statement {
        let turn = if self.at == 0 { self.dice.roll() % 4 } else { 1 + self.dice.roll() % 9 };
        match (self.family, turn) {
            (Family::Ranks, 0..3) | (Family::Records, 0..2) => self.rank(),
            (Family::Records, 2..4) => self.change(),
            (Family::Orders, 0..3) | (Family::Mixed, 0..2) => self.order(),
            (Family::Events | Family::Orders, _) | (Family::Mixed, 2..5) => self.event(),
            (Family::States, _) | (Family::Mixed, 5..7) => self.state(),
            (
                Family::Stages
                | Family::Scopes
                | Family::Times
                | Family::Ranks
                | Family::Records
                | Family::Mixed,
                _,
            ) => self.amount(),
        }
    }

    fn word(&mut self, words: &[&str]) -> String {
        (*self.dice.pick(words)).to_owned()
    }

    /// A time that the measure can have, often the one that the others have; now and then none.
    fn time(&mut self, temporal: Temporal) -> Option<Time> {
        if temporal == Temporal::Constant || self.dice.often(10) {
            return None;
        }
        let period = match temporal {
            Temporal::Flow | Temporal::Average => true,
            Temporal::Level => self.dice.often(40),
            Temporal::Constant | Temporal::RunningTotal => false,
        };
        let usual = self.dice.often(60);
        let dates: &[&str] = if period { &PERIODS } else { &DAYS };
        let date = date(&if usual { dates[0].to_owned() } else { self.word(dates) });
        Some(if period { Time::Of(date) } else { Time::AsOf(date) })
    }

    fn cell(&mut self) -> Cell {
        let mut cell = Cell::new("Ayn", "output");
        if self.family == Family::Stages && self.dice.often(85) {
            let words = ["finalized", "committed", "disbursed", "agreed", "planned", "cancelled"];
            cell.stage = Some(self.word(&words));
        }
        if self.family == Family::Scopes {
            if self.dice.often(65) {
                cell = cell.scope("sector", self.word(&["gas", "oil", "oil and gas", "*", "gas?"]));
            }
            if self.dice.often(20) {
                cell = cell.scope("place", self.word(&["Ilam", "*"]));
            }
            if self.dice.often(35) {
                cell = cell.basis("count", self.word(&["registered", "estimated", "other"]));
            }
        }
        if self.family == Family::Times && self.dice.often(40) {
            "stock".clone_into(&mut cell.measure);
        }
        if self.family == Family::Ranks {
            let subjects: &[&str] =
                [&["Ayn"], &["Ayn"], &["Bor"]].get(self.at).map_or(&["Ayn", "Bor", "Cay"], |one| *one);
            cell.subject = self.word(subjects);
        }
        cell.time = self.time(self.measure.temporal);
        cell
    }

    fn amount(&mut self) -> Statement {
        let cell = self.cell();
        Statement::Amount { cell, value: self.dice.pick(&VALUES).parse().unwrap() }
    }

    fn rank(&mut self) -> Statement {
        let cell = self.cell();
        if self.family == Family::Records {
            let rank = *self.dice.pick(&[Rank::RecordHigh, Rank::RecordLow]);
            return Statement::Rank { cell, rank, among: None };
        }
        let ranks = [Rank::Largest, Rank::Largest, Rank::Smallest, Rank::Nth(2), Rank::Top(2), Rank::Nth(3)];
        let rank = *self.dice.pick(&ranks);
        let list = |members: &[&str]| Among::List(members.iter().map(ToString::to_string).collect());
        let classes = [list(&["Ayn", "Bor", "Cay"]), Among::Name("union".to_owned()), list(&["Bor", "Cay"])];
        Statement::Rank { cell, rank, among: Some(self.dice.pick(&classes).clone()) }
    }

    fn change(&mut self) -> Statement {
        let change = self.dice.pick(&[Change::rose(), Change::fell()]).clone();
        let ends = [("2023", "2024"), ("2022", "2023"), ("2022", "2024"), ("2023-05", "2024-05")];
        let (from, to) = *self.dice.pick(&ends);
        let cell = Cell::new("Ayn", "output");
        Statement::Change { cell, change, from: Some(date(from)), to: Some(date(to)), reaching: None }
    }

    fn event(&mut self) -> Statement {
        // In a set that begins with an order the next two claims date its ends.
        let ordered = self.family == Family::Orders && self.dice.often(80);
        let event = match self.at {
            1 if ordered => "death".to_owned(),
            2 if ordered => "signing".to_owned(),
            _ => self.word(&["signing", "death", "signing", "visit"]),
        };
        let stages = [
            EventStage::Happened,
            EventStage::Happened,
            EventStage::Planned,
            EventStage::Underway,
            EventStage::Cancelled,
        ];
        let stage = *self.dice.pick(&stages);
        let whens = [
            "2024-06-05",
            "2024-03-01",
            "2024-06",
            "2024-12",
            "2025-01-17",
            "by 2025-01-19",
            "2025",
            "2024-06~",
            "2025-02?",
            "soon",
        ];
        let when = self.dice.often(85).then(|| self.word(&whens).parse().unwrap());
        Statement::Event { event, stage, when }
    }

    fn order(&mut self) -> Statement {
        let mut point = || match self.dice.roll() % 6 {
            0 | 1 => Point::Event("death".to_owned()),
            2 | 3 => Point::Event("signing".to_owned()),
            4 => Point::Date(date(&self.word(&["2024-05", "2024-06-05", "2024-08", "2024-03~"]))),
            _ => Point::Said((*self.dice.pick(&["a", "b"])).to_owned()),
        };
        let (mut before, mut after) = (point(), point());
        if self.family == Family::Orders && self.at == 0 && self.dice.often(75) {
            let ends = [("signing", "death"), ("death", "signing")];
            let (first, second) = *self.dice.pick(&ends);
            (before, after) = (Point::Event(first.to_owned()), Point::Event(second.to_owned()));
        }
        if before == after {
            after = Point::Event("visit".to_owned());
        }
        Statement::Order { before, after, gap: None, sense: GapSense::Term }
    }

    fn state(&mut self) -> Statement {
        let is = vec![self.word(&["in force", "signed", "void"])];
        let time = self.time(Temporal::Level);
        Statement::State { subject: "the pact".to_owned(), attribute: "status".to_owned(), is, time }
    }
}

/// How many sets of each family are looked through for what they reach.
const CASES: usize = 150;

#[test]
fn the_sets_reach_all_five_answers_and_findings_of_three_claims() {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for family in FAMILIES {
        let mut runner = runner(1);
        for _ in 0..CASES {
            let set = sets(family).new_tree(&mut runner).unwrap().current().0;
            let (a, b) = (&set.claims()[0].id, &set.claims()[1].id);
            *seen.entry(answer(&relate(&set, a, b).unwrap())).or_default() += 1;
            for finding in Checker::new().check(&set).findings {
                let size = ["none", "of one claim", "of two claims", "of three claims"][finding.claims.len()];
                *seen.entry(size).or_default() += 1;
            }
        }
    }
    for (what, least) in [
        ("contradiction", 20),
        ("tension", 60),
        ("consistent", 60),
        ("incomparable", 100),
        ("undecided", 20),
        ("of one claim", 20),
        ("of two claims", 200),
        ("of three claims", 4),
    ] {
        assert!(seen.get(what).is_some_and(|count| *count >= least), "too few: {what} in {seen:?}");
    }
}

fn answer(relation: &Relation) -> &'static str {
    match relation {
        Relation::Consistent(_) => "consistent",
        Relation::Tension(_) => "tension",
        Relation::Contradiction(_) => "contradiction",
        Relation::Incomparable(_) => "incomparable",
        Relation::Undecided(_) => "undecided",
        _ => "another answer",
    }
}
