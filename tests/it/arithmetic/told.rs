//! Claims at random about a small world that is true of itself; one in four is off.

use std::ops::RangeInclusive;

use gainsay::{
    Cell, Claim, ClaimSet, EventStage, GapSense, Listing, Measure, Part, Point, Policy, Recurrence, Source,
    Statement,
};
use num_rational::BigRational;

use super::Read;
use super::elimination::{Row, whole};
use crate::die::Die;

/// What a set is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum World {
    /// Sales at the places of a port in two years, never below zero.
    Sales,
    /// The same of what may be below zero: there is no percentage of it.
    Balances,
    /// Five events.
    Dates,
}

/// A number as a claim gives it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Said {
    Exactly(i64),
    Rounded(i64),
    Within(i64, i64),
}

/// The places of a port: a dock is pier and mole, the port dock and quay.
const PLACES: [&str; 5] = ["pier", "mole", "quay", "dock", "port"];
const YEARS: [&str; 2] = ["2023", "2024"];

/// A place in a year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    place: usize,
    year: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    Rose,
    Fell,
    Percent(Said),
    Amount(Said),
}

/// One claim.
#[derive(Clone, Debug)]
pub(super) enum Told {
    Amount(Spot, Said),
    Share { share: Said, part: Spot, of: Spot },
    Total { total: Spot, parts: Vec<(usize, i64)>, exhaustive: bool },
    Change { place: usize, by: By, reaching: Option<Said> },
    Happened { event: usize, first: i64, last: i64 },
    Order { before: usize, after: usize, gap: Option<i64> },
}

impl Said {
    /// Its ends, each with whether it is excluded: the guide's table for numbers of which every digit counts.
    fn ends(self, read: Read) -> [(BigRational, bool); 2] {
        let over = |number: i64, by: i64| BigRational::new(number.into(), by.into());
        match self {
            Said::Exactly(number) => [(whole(number), false), (whole(number), false)],
            Said::Within(low, high) => [(whole(low), false), (whole(high), false)],
            Said::Rounded(number) => {
                let size = number.abs();
                let inner = |part| over(1, 2).min(over(size, part));
                let (inward, outward, open) = match read {
                    Read::Plainly => (inner(10), inner(10), true),
                    Read::Generously => (inner(5), whole(1).min(over(size, 5)), false),
                };
                let (near, far) = ((whole(size) - inward, false), (whole(size) + outward, open));
                if number < 0 { [(-far.0, far.1), (-near.0, false)] } else { [near, far] }
            }
        }
    }

    fn words(self, sign: bool, unit: &str) -> String {
        let number = |number: i64| if sign { format!("{number:+}") } else { number.to_string() };
        match self {
            Said::Exactly(value) => format!("exactly {}{unit}", number(value)),
            Said::Rounded(value) => format!("{}{unit}", number(value)),
            Said::Within(low, high) => format!("[{low}, {high}]{unit}"),
        }
    }
}

impl Spot {
    fn unknown(self) -> usize {
        self.place * 2 + self.year
    }

    fn cell(self) -> Cell {
        Cell::new(PLACES[self.place], "tonnes").of(YEARS[self.year].parse().unwrap())
    }
}

fn one_of(unknown: usize, times: i64) -> (usize, BigRational) {
    (unknown, whole(times))
}

/// `of` is `base` times something between the ends.
fn multiple(
    base: usize,
    of: usize,
    [(low, low_open), (high, high_open)]: [(BigRational, bool); 2],
) -> [Row; 2] {
    [
        Row::new([(base, low), one_of(of, -1)], whole(0), low_open),
        Row::new([one_of(of, 1), (base, -high)], whole(0), high_open),
    ]
}

/// The terms lie between the ends.
fn between(
    terms: &[(usize, i64)],
    [(low, low_open), (high, high_open)]: [(BigRational, bool); 2],
) -> [Row; 2] {
    let terms = |sign: i64| terms.iter().map(move |(unknown, times)| one_of(*unknown, times * sign));
    [Row::new(terms(-1), -low, low_open), Row::new(terms(1), high, high_open)]
}

impl Told {
    /// What it says of the unknowns.
    pub(super) fn rows(&self, read: Read) -> Vec<Row> {
        let hundredth = BigRational::new(1.into(), 100.into());
        match self {
            Told::Amount(spot, said) => between(&[(spot.unknown(), 1)], said.ends(read)).into(),
            Told::Share { share, part, of } => {
                let ends = share.ends(read).map(|(end, open)| (end * &hundredth, open));
                multiple(of.unknown(), part.unknown(), ends).into()
            }
            Told::Total { total, parts, exhaustive } => {
                let parts =
                    parts.iter().map(|(place, times)| (Spot { place: *place, ..*total }.unknown(), *times));
                let terms: Vec<(usize, i64)> = parts.chain([(total.unknown(), -1)]).collect();
                let [least, most] = between(&terms, [(whole(0), false), (whole(0), false)]);
                if *exhaustive { vec![least, most] } else { vec![most] }
            }
            Told::Change { place, by, reaching } => {
                let [from, to] = [0, 1].map(|year| Spot { place: *place, year }.unknown());
                let rises = match by {
                    By::Rose => true,
                    By::Fell => false,
                    By::Percent(said) | By::Amount(said) => said.ends(read)[0].0 > whole(0),
                };
                let (less, more) = if rises { (from, to) } else { (to, from) };
                let mut rows = vec![Row::new([one_of(less, 1), one_of(more, -1)], whole(0), true)];
                match by {
                    By::Rose | By::Fell => {}
                    By::Percent(said) => {
                        let ends = said.ends(read).map(|(end, open)| (end * &hundredth + whole(1), open));
                        rows.extend(multiple(from, to, ends));
                    }
                    By::Amount(said) => rows.extend(between(&[(to, 1), (from, -1)], said.ends(read))),
                }
                rows.extend(reaching.iter().flat_map(|said| between(&[(to, 1)], said.ends(read))));
                rows
            }
            // An instant of the first day or a later one, before the day after the last.
            Told::Happened { event, first, last } => {
                between(&[(*event, 1)], [(whole(*first), false), (whole(last + 1), true)]).into()
            }
            Told::Order { before, after, gap } => {
                let terms = [(*after, 1), (*before, -1)];
                let [later, _] = between(&terms, [(whole(0), true), (whole(0), false)]);
                // Instants of two days lie up to a day nearer or farther than the days do.
                let days =
                    gap.map(|days| between(&terms, [(whole(days - 1), true), (whole(days + 1), true)]));
                days.into_iter().flatten().chain([later]).collect()
            }
        }
    }

    fn statement(&self) -> Statement {
        let event = |at: &usize| format!("event {at}");
        match self {
            Told::Amount(spot, said) => {
                Statement::Amount { cell: spot.cell(), value: said.words(false, " t").parse().unwrap() }
            }
            Told::Share { share, part, of } => Statement::Share {
                share: share.words(false, "%").parse().unwrap(),
                part: part.cell(),
                whole: of.cell(),
            },
            Told::Total { total, parts, exhaustive } => {
                let part = |(place, times): &(usize, i64)| Part {
                    cell: Spot { place: *place, ..*total }.cell(),
                    times: times.to_string().parse().unwrap(),
                };
                let parts = parts.iter().map(part).collect();
                Statement::Total { total: total.cell(), parts, exhaustive: *exhaustive }
            }
            Told::Change { place, by, reaching } => {
                let change = match by {
                    By::Rose => "rose".to_owned(),
                    By::Fell => "fell".to_owned(),
                    By::Percent(said) => said.words(true, "%"),
                    By::Amount(said) => said.words(true, " t"),
                };
                Statement::Change {
                    cell: Cell::new(PLACES[*place], "tonnes"),
                    change: change.parse().unwrap(),
                    from: Some(YEARS[0].parse().unwrap()),
                    to: Some(YEARS[1].parse().unwrap()),
                    reaching: reaching.map(|said| said.words(false, " t").parse().unwrap()),
                }
            }
            Told::Happened { event: at, first, last } => {
                let when =
                    if first == last { day(*first) } else { format!("{}/{}", day(*first), day(*last)) };
                let when = Some(when.parse().unwrap());
                Statement::Event { event: event(at), stage: EventStage::Happened, when }
            }
            Told::Order { before, after, gap } => Statement::Order {
                before: Point::Event(event(before)),
                after: Point::Event(event(after)),
                gap: gap.map(|days| format!("{days} days").parse().unwrap()),
                sense: GapSense::Term,
            },
        }
    }
}

/// A day of early 2024.
fn day(number: i64) -> String {
    let (month, day) = if number < 31 { (1, number + 1) } else { (2, number - 30) };
    format!("2024-{month:02}-{day:02}")
}

impl Die {
    /// One in four numbers is off by a little.
    fn heard(&mut self, truth: i64) -> i64 {
        if self.throw(4) == 0 { truth + self.whole(-3, 3) } else { truth }
    }

    /// In words that leave some room or none; zeros at an end count for nothing, so such a number is said to be exact.
    fn said(&mut self, number: i64) -> Said {
        match self.throw(4) {
            0 => Said::Exactly(number),
            1 => Said::Within(number, number + self.whole(0, 2)),
            _ if number % 10 == 0 => Said::Exactly(number),
            _ => Said::Rounded(number),
        }
    }

    fn percent(&mut self, number: i64) -> Said {
        if self.throw(3) == 0 { Said::Exactly(number) } else { Said::Rounded(number) }
    }
}

/// So many claims about one world.
pub(super) fn told(world: World, seed: u64, count: RangeInclusive<i64>) -> Vec<Told> {
    let mut die = Die(seed);
    let count = die.whole(*count.start(), *count.end());
    let truth: Vec<i64> = match world {
        World::Sales => truth(&mut die, 1),
        World::Balances => truth(&mut die, -4),
        World::Dates => (0..5).map(|_| die.whole(3, 33)).collect(),
    };
    (0..count)
        .map(|_| match world {
            World::Sales | World::Balances => of_numbers(world, &mut die, &truth),
            World::Dates => of_dates(&mut die, &truth),
        })
        .collect()
}

/// The numbers of all spots.
fn truth(die: &mut Die, least: i64) -> Vec<i64> {
    let years: Vec<[i64; 5]> = YEARS
        .iter()
        .map(|_| {
            let [pier, mole, quay] = [0; 3].map(|_| die.whole(least, 9));
            [pier, mole, quay, pier + mole, pier + mole + quay]
        })
        .collect();
    (0..PLACES.len()).flat_map(|place| [years[0][place], years[1][place]]).collect()
}

fn of_numbers(world: World, die: &mut Die, truth: &[i64]) -> Told {
    // Mostly of the first year, so that much hangs together.
    let year = usize::from(die.throw(4) == 0);
    let spot = |place| Spot { place, year };
    match die.throw(if world == World::Sales { 10 } else { 8 }) {
        4..=6 => total(world, die, year),
        7 => change(world, die, truth),
        8.. => {
            let (part, of) = [(0, 3), (1, 4), (2, 4), (3, 4)][die.throw(4)];
            let (part, of) = (spot(part), spot(of));
            let share = 100 * truth[part.unknown()] / truth[of.unknown()];
            let share = die.heard(share).max(1);
            Told::Share { share: die.percent(share), part, of }
        }
        _ => {
            let spot = spot(die.throw(PLACES.len()));
            let heard = die.heard(truth[spot.unknown()]);
            let heard = if world == World::Sales { heard.max(0) } else { heard };
            Told::Amount(spot, die.said(heard))
        }
    }
}

fn total(world: World, die: &mut Die, year: usize) -> Told {
    let sums: [(usize, &[(usize, i64)]); 4] = [
        (3, &[(0, 1), (1, 1)]),
        (4, &[(3, 1), (2, 1)]),
        (4, &[(0, 1), (1, 1), (2, 1)]),
        (2, &[(4, 1), (3, -1)]),
    ];
    // Twice the pier is no part of the port, and now and then too much for it.
    let parts: [(usize, &[(usize, i64)]); 2] = [(4, &[(0, 1), (2, 1)]), (4, &[(0, 2)])];
    let exhaustive = world == World::Balances || die.throw(4) > 0;
    let (total, parts) = if exhaustive { sums[die.throw(4)] } else { parts[die.throw(2)] };
    Told::Total { total: Spot { place: total, year }, parts: parts.to_vec(), exhaustive }
}

fn change(world: World, die: &mut Die, truth: &[i64]) -> Told {
    let place = die.throw(PLACES.len());
    let [from, to] = [0, 1].map(|year| truth[Spot { place, year }.unknown()]);
    let way = die.throw(if world == World::Sales { 3 } else { 2 });
    let by = match way {
        0 if to > from => By::Rose,
        0 => By::Fell,
        1 => match die.heard(to - from) {
            0 => By::Rose,
            by => By::Amount(if die.throw(2) == 0 { Said::Exactly(by) } else { rounded(by) }),
        },
        _ => match die.heard(100 * (to - from) / from).max(-96) {
            0 => By::Fell,
            by => By::Percent(die.percent(by)),
        },
    };
    let heard = die.heard(to);
    let heard = if world == World::Sales { heard.max(0) } else { heard };
    let reaching = (die.throw(3) == 0).then(|| die.said(heard));
    Told::Change { place, by, reaching }
}

fn rounded(number: i64) -> Said {
    if number % 10 == 0 { Said::Exactly(number) } else { Said::Rounded(number) }
}

fn of_dates(die: &mut Die, truth: &[i64]) -> Told {
    let (one, other) = (die.throw(5), die.throw(5));
    let (before, after) = if truth[one] < truth[other] { (one, other) } else { (other, one) };
    let days = truth[after] - truth[before];
    if days == 0 || die.throw(2) == 0 {
        let first = die.heard(truth[one]);
        return Told::Happened { event: one, first, last: first + die.whole(0, 3) * die.whole(0, 1) };
    }
    let gap = die.heard(days);
    Told::Order { before, after, gap: (gap > 0 && die.throw(4) > 0).then_some(gap) }
}

/// The claims as a set, each from a publisher of its own and long after all that it speaks of.
pub(super) fn set(world: World, told: &[Told]) -> ClaimSet {
    let measure = Measure::flow("t").additive();
    let measure = if world == World::Sales { measure.non_negative() } else { measure };
    let mut set = ClaimSet::builder()
        .policy(Policy { listing: Listing::All, ..Policy::default() })
        .measure("tonnes", measure);
    for event in 0..5 {
        set = set.event(format!("event {event}"), Recurrence::Once);
    }
    for (at, one) in told.iter().enumerate() {
        let source = Source::new(format!("s{at}"), format!("Paper {at}"));
        set = set.source(source.published("2025-06-01".parse().unwrap())).claim(Claim::new(
            format!("c{at}"),
            format!("s{at}"),
            one.statement(),
        ));
    }
    set.build().unwrap_or_else(|faults| panic!("{faults}"))
}
