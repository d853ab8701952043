//! Small random sets of claims about the same few things, so that many of them clash.

use gainsay::{
    Among, Attribute, Cell, Certainty, Claim, ClaimSet, EventStage, GapSense, Law, LawRelation, Measure,
    Point, Rank, Rate, Recurrence, Source, Stance, Statement, Strength, Time,
};

/// A die with any number of faces, thrown by a seed (a linear congruential generator, Knuth's MMIX).
struct Dice {
    state: u64,
    wide: bool,
    summed: bool,
}

impl Dice {
    fn throw(&mut self, faces: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % faces
    }

    fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.throw(from.len())]
    }

    fn one_in(&mut self, faces: usize) -> bool {
        self.throw(faces) == 0
    }
}

const DATES: [&str; 14] = [
    "2024",
    "2024-06",
    "2024-06-10",
    "2025",
    "2025",
    "2025-01",
    "2025-06-05",
    "2025-06-05",
    "2025~",
    "2025?",
    "2026",
    "2024/2025",
    "2025-02-10",
    "2025-21",
];
const MONEY: [&str; 11] = [
    "$5 billion",
    "$5.0 billion",
    "nearly $5 billion",
    "more than $5 billion",
    "$1.1 billion",
    "roughly $2 billion",
    "€2 billion",
    "€5 billion",
    "at least $6bn",
    "at most $2bn",
    "exactly $5bn",
];
const WHENS: [&str; 10] = [
    "2025-01-17",
    "by 2025-01-19",
    "soon",
    "2025-01",
    "2025-06-10",
    "2025-01-17?",
    "2025-01~",
    "2024-12-31",
    "early 2025",
    "in 2 months",
];

fn declared() -> gainsay::ClaimSetBuilder {
    let source = |id: &str, publisher: &str, published: Option<&str>| {
        let source = Source::new(id, publisher);
        match published {
            Some(date) => source.published(date.parse().unwrap()),
            None => source,
        }
    };
    let mut set = ClaimSet::builder()
        .source(source("s1", "Gazette", Some("2025-06-05")))
        .source(source("s2", "Herald", Some("2025-06-05")))
        .source(source("s3", "Gazette", Some("2026-02?")))
        .source(source("s4", "Courier", None))
        .source(source("s5", "Herald", Some("2024-12-31")))
        .source(source("s6", "Courier", Some("2025-06-20")))
        .measure("investment", Measure::running_total("USD").ladder("funding").additive().non_negative())
        .measure("stock", Measure::level("USD").additive().non_negative())
        .measure("trade", Measure::flow("USD").additive().non_negative())
        .measure("budget", Measure::flow("USD").ladder("funding").additive().non_negative())
        .measure("price", Measure::average("USD"))
        .measure("cost", Measure::constant("USD").revisable())
        .measure("length", Measure::constant("USD"))
        .includes("oil and gas", "oil")
        .includes("oil and gas", "gas")
        .includes("estimated", "verified")
        .event("signing", Recurrence::Once)
        .event("visit", Recurrence::Recurs)
        .attribute("status", Attribute::default());
    set.names.entry("league".to_owned()).or_default().includes = vec!["A".into(), "B".into()];
    set.rates = ["2024", "2025"]
        .map(|year| Rate {
            from: "EUR".into(),
            to: "USD".into(),
            value: if year == "2024" {
                "1.08".parse().unwrap()
            } else {
                "between 1.1 and 1.2".parse().unwrap()
            },
            of: year.parse().unwrap(),
            source: None,
        })
        .into();
    set
}

/// How far the dice go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    /// Nothing but what search and kernel agree on.
    Common,
    /// Doubtful facets, probable claims, values that keep, undated denials, orders of an event with itself, changes of
    /// what has no time: where search and kernel do not agree yet.
    Wide,
    /// Shares, totals, changes by a size and gaps, with the amounts and dates that they relate.
    Sums,
    /// What they agree on under a standing law from one subject's stock to another's.
    Lawful,
    /// Figures of a whole and its parts, under a standing total, wide and narrow.
    Totals,
}

/// A set of four claims.
pub(crate) fn set(seed: u64, range: Range) -> ClaimSet {
    if range == Range::Sums {
        return sums(seed);
    }
    let (lawful, wide) = (range == Range::Lawful, matches!(range, Range::Wide | Range::Totals));
    let summed = range == Range::Totals;
    let mut dice = Dice { state: seed, wide, summed };
    let mut set = declared();
    if wide {
        set.measures.get_mut("stock").unwrap().holds_for = Some("30 days".parse().unwrap());
    }
    if lawful {
        let cell = |subject: &str| Cell::new(subject, "stock");
        let strength = if dice.one_in(2) { Strength::Soft } else { Strength::Hard };
        set =
            set.law(Law { relation: LawRelation::Order { lesser: cell("A"), greater: cell("B") }, strength });
    }
    let theme = dice.throw(if summed { 5 } else { 8 });
    let measure = if lawful {
        "stock"
    } else if summed {
        let measure = dice.pick(&["investment", "stock", "stock", "trade", "budget", "price", "length"]);
        set = set.law(standing_total(&mut dice, measure));
        measure
    } else {
        dice.pick(&["investment", "investment", "stock", "trade", "budget", "price", "cost", "length"])
    };
    for at in 0..if summed { 6 } else { 4 } {
        let source = dice.pick(&["s1", "s1", "s2", "s3", "s4", "s5", "s6"]);
        let statement = match theme {
            0..=2 => amount(&mut dice, measure),
            3 | 4 => match dice.throw(3) {
                0 => amount(&mut dice, measure),
                1 if wide || !matches!(measure, "cost" | "length") => change(&mut dice, measure),
                // A rank can break the law by itself, and then others are blamed with it.
                _ if lawful => amount(&mut dice, measure),
                _ => rank(&mut dice, measure),
            },
            5 => event(&mut dice),
            6 => {
                if dice.one_in(2) {
                    order(&mut dice)
                } else {
                    event(&mut dice)
                }
            }
            _ => state(&mut dice),
        };
        let mut claim = Claim::new(format!("c{at}"), source, statement);
        if dice.one_in(4) {
            claim = claim.speaker(dice.pick(&["X", "Y"]));
        }
        if dice.one_in(5) {
            claim = claim
                .said(dice.pick(&["2025-06-05", "2025-01-10", "2025-03?", "2025-06-06"]).parse().unwrap());
        }
        if dice.one_in(6) && (wide || source != "s4") {
            claim = claim.stance(Stance::Denies);
        }
        if dice.one_in(8) {
            claim = claim.certainty(if dice.one_in(2) && wide {
                Certainty::Probable
            } else {
                Certainty::Possible
            });
        }
        set = set.claim(claim);
    }
    set.build().unwrap()
}

/// Oil and gas, or everything, is the sum of oil and gas.
fn standing_total(dice: &mut Dice, measure: &str) -> Law {
    let cell = |sector: &str| Cell::new("A", measure).scope("sector", sector);
    let part = |sector: &str| gainsay::Part { cell: cell(sector), times: gainsay::Exact::from(1) };
    let bounded = !matches!(measure, "price" | "length");
    let relation = LawRelation::Total {
        total: if dice.one_in(2) { cell("oil and gas") } else { Cell::new("A", measure) },
        parts: vec![part("oil"), part("gas")],
        exhaustive: !bounded || !dice.one_in(3),
    };
    Law { relation, strength: if dice.one_in(3) { Strength::Soft } else { Strength::Hard } }
}

/// A set of six claims that relate several numbers, or dates, to one another.
fn sums(seed: u64) -> ClaimSet {
    let mut dice = Dice { state: seed, wide: false, summed: false };
    let mut set = declared();
    let measure = dice.pick(&["trade", "trade", "stock", "budget", "price"]);
    let dated = dice.one_in(5);
    for at in 0..6 {
        let source = dice.pick(&["s1", "s2", "s3", "s6"]);
        let statement = match dice.throw(6) {
            0 if dated => gap(&mut dice),
            _ if dated => event(&mut dice),
            0 => share(&mut dice, measure),
            1 => total(&mut dice, measure),
            2 => sized(&mut dice, measure),
            _ => Statement::Amount {
                cell: some_cell(&mut dice, measure),
                value: dice.pick(&SUMS).parse().unwrap(),
            },
        };
        let mut claim = Claim::new(format!("c{at}"), source, statement);
        if dice.one_in(8) {
            claim = claim.certainty(Certainty::Probable);
        }
        set = set.claim(claim);
    }
    set.build().unwrap()
}

const SUMS: [&str; 7] = [
    "$2 billion",
    "about $2 billion",
    "$3 billion",
    "$5 billion",
    "at least $6bn",
    "€2 billion",
    "nearly $4 billion",
];

/// A whole or a part, of one of two years.
fn some_cell(dice: &mut Dice, measure: &str) -> Cell {
    let mut cell = Cell::new("A", measure);
    if let Some(sector) = [None, None, Some("oil"), Some("gas"), Some("*")][dice.throw(5)] {
        cell = cell.scope("sector", sector);
    }
    if measure == "budget" && dice.one_in(2) {
        cell = cell.stage(dice.pick(&["signed", "invested", "agreed"]));
    }
    let year = dice.pick(&["2023", "2024", "2024"]).parse().unwrap();
    cell.time = Some(if measure == "stock" { Time::AsOf(year) } else { Time::Of(year) });
    cell
}

fn share(dice: &mut Dice, measure: &str) -> Statement {
    let whole = some_cell(dice, measure);
    let part = Cell { time: whole.time.clone(), ..some_cell(dice, measure) };
    Statement::Share {
        share: dice.pick(&["40%", "about 75%", "at least 120%", "less than 10%"]).parse().unwrap(),
        part,
        whole,
    }
}

fn total(dice: &mut Dice, measure: &str) -> Statement {
    let total = some_cell(dice, measure);
    let mut part = |times: i64| gainsay::Part {
        cell: Cell { time: total.time.clone(), ..some_cell(dice, measure) },
        times: gainsay::Exact::from(times),
    };
    let parts = vec![part(1), part(2)];
    Statement::Total { total, parts, exhaustive: dice.one_in(2) }
}

fn sized(dice: &mut Dice, measure: &str) -> Statement {
    let cell = Cell { time: None, ..some_cell(dice, measure) };
    let change = dice.pick(&["+40%", "fell 10%", "+$1bn", "x2", "about +20%", "rose"]).parse().unwrap();
    let reaching = dice.one_in(2).then(|| dice.pick(&SUMS).parse().unwrap());
    Statement::Change {
        cell,
        change,
        from: Some("2023".parse().unwrap()),
        to: Some("2024".parse().unwrap()),
        reaching,
    }
}

fn gap(dice: &mut Dice) -> Statement {
    let gap = dice.pick(&["2 months", "at least 1 year", "about 10 days", "at most 3 days"]).parse().unwrap();
    Statement::Order {
        before: Point::Event("trip".into()),
        after: Point::Event("signing".into()),
        gap: Some(gap),
        sense: [GapSense::Term, GapSense::About][dice.throw(2)],
    }
}

fn cell(dice: &mut Dice, measure: &str, timed: bool) -> Cell {
    let mut cell = Cell::new(if dice.summed { "A" } else { dice.pick(&["A", "A", "A", "B"]) }, measure);
    let doubtful = if dice.wide { "gas?" } else { "gas" };
    if dice.one_in(if dice.summed { 1 } else { 3 }) {
        cell = cell.scope("sector", dice.pick(&["gas", "oil and gas", "*", doubtful, "oil"]));
    }
    if dice.one_in(8) {
        cell = cell.scope("place", "Ilam");
    }
    if dice.one_in(6) {
        cell = cell.basis("counted", dice.pick(&["verified", "estimated"]));
    }
    if matches!(measure, "investment" | "budget") && !dice.one_in(4) {
        cell = cell.stage(dice.pick(&[
            "planned",
            "signed",
            "invested",
            "invested",
            "finalized",
            "agreed",
            "cancelled",
        ]));
    }
    let date = dice.pick(&DATES).parse().unwrap();
    let needs = matches!(measure, "trade" | "budget" | "price");
    if timed && measure != "cost" && measure != "length" && (needs || !dice.one_in(4)) {
        let of = needs || (measure == "stock" && dice.one_in(2));
        let usual = dice.summed && !dice.one_in(3);
        let date = if usual { if of { "2024" } else { "2024-06-10" }.parse().unwrap() } else { date };
        cell.time = Some(if of { Time::Of(date) } else { Time::AsOf(date) });
    }
    cell
}

fn amount(dice: &mut Dice, measure: &str) -> Statement {
    let cell = cell(dice, measure, true);
    let value: gainsay::Value = dice.pick(&MONEY).parse().unwrap();
    let value = if dice.one_in(6) {
        let figures = ["5000000000", "5000000001", "2000000000"];
        gainsay::Value::declared(dice.pick(&figures).parse().unwrap(), Some(0)).unwrap()
    } else {
        value
    };
    Statement::Amount { cell, value }
}

fn change(dice: &mut Dice, measure: &str) -> Statement {
    let cell = cell(dice, measure, false);
    let change = dice.pick(&["rose", "fell", "+14%", "fell 10%", "+$1bn", "x2"]).parse().unwrap();
    let (from, to) = (
        dice.pick(&["2024", "2024-06-10"]).parse().unwrap(),
        dice.pick(&["2025", "2025-02-10"]).parse().unwrap(),
    );
    Statement::Change { cell, change, from: Some(from), to: Some(to), reaching: None }
}

fn rank(dice: &mut Dice, measure: &str) -> Statement {
    let rank = [
        Rank::Largest,
        Rank::Largest,
        Rank::Smallest,
        Rank::RecordHigh,
        Rank::RecordLow,
        Rank::Nth(2),
        Rank::Top(3),
    ][dice.throw(7)];
    let among = match dice.throw(3) {
        0 => None,
        1 => Some(Among::Name("league".into())),
        _ => Some(Among::List(vec!["A".into(), "B".into()])),
    };
    Statement::Rank { cell: cell(dice, measure, true), rank, among }
}

fn event(dice: &mut Dice) -> Statement {
    let stage = [
        EventStage::Planned,
        EventStage::Happened,
        EventStage::Happened,
        EventStage::Underway,
        EventStage::Cancelled,
    ][dice.throw(5)];
    let when = (!dice.one_in(4)).then(|| dice.pick(&WHENS).parse().unwrap());
    Statement::Event { event: dice.pick(&["signing", "signing", "visit", "trip"]).to_owned(), stage, when }
}

fn order(dice: &mut Dice) -> Statement {
    let mut point = || match dice.throw(6) {
        0 => Point::Date("2025-01-17".parse().unwrap()),
        1 => Point::Date("2024-12".parse().unwrap()),
        2 => Point::Said("s1".into()),
        3 => Point::Event("trip".into()),
        _ => Point::Event("signing".into()),
    };
    let (before, mut after) = (point(), point());
    if before == after {
        after = Point::Date("2025-06".parse().unwrap());
    }
    Statement::Order { before, after, gap: None, sense: GapSense::default() }
}

fn state(dice: &mut Dice) -> Statement {
    let date = dice.pick(&DATES).parse().unwrap();
    let time = match dice.throw(3) {
        0 => None,
        1 => Some(Time::Of(date)),
        _ => Some(Time::AsOf(date)),
    };
    let is = dice.pick(&["oil", "gas", "oil and gas", "none"]).to_owned();
    Statement::State { subject: "A".into(), attribute: "status".into(), is: vec![is], time }
}
