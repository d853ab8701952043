//! Sets of any size, always the same: plain figures, and a mix of everything that a claim can say.

use gainsay::{
    Attribute, Cell, Change, Claim, ClaimSet, ClaimSetBuilder, Date, EventStage, GapSense, Ladder, Measure,
    Part, Point, Rank, Recurrence, Source, Statement, Time, Value,
};

use super::noise::noise;

const SOURCES: u64 = 50;

/// Claims of one company in the mix.
const BLOCK: u64 = 40;

/// One in so many plain figures is wrong, and one in so many claims of the mix: each clashes with nine others, and with
/// many more, so that both come to about three findings in a hundred claims.
const WRONG: (u64, u64) = (200, 500);

/// Exact levels of years: ten figures to a cell, five years to a company.
pub(crate) fn plain(claims: u64) -> ClaimSet {
    let mut builder = sources(ClaimSet::builder().measure("staff", Measure::level("t")));
    for at in 0..claims {
        let (company, year) = (at / 50, 2000 + at / 10 % 5);
        let truth = 1_000_000 + noise(company * 31 + year) % 9_000_000;
        let value = value(&format!("exactly {} t", perhaps_wrong(at, truth, WRONG.0)));
        let cell = Cell::new(format!("Company {company}"), "staff").of(date(&year.to_string()));
        builder = builder.claim(Claim::amount(format!("c{at}"), source(at), cell, value));
    }
    builder.build().expect("a valid set")
}

/// Claims of all kinds, forty to a company: hedged figures in scopes and on stages, and what is said across them.
pub(crate) fn mixed(claims: u64) -> ClaimSet {
    let ladder = Ladder::new(["planned", "committed", "disbursed"])
        .and_then(|ladder| ladder.plan("planned"))
        .and_then(|ladder| ladder.word("finalized", ["committed", "disbursed"]))
        .expect("a ladder");
    let builder = ClaimSet::builder()
        .measure("revenue", Measure::flow("USD").additive().non_negative())
        .measure("staff", Measure::level("t").additive().non_negative())
        .measure("aid", Measure::running_total("USD").additive().non_negative().ladder("steps"))
        .ladder("steps", ladder)
        .attribute("seat", Attribute::default());
    let builder = (0..claims).fold(sources(builder), |builder, at| {
        let company = at / BLOCK;
        let builder = match at % BLOCK {
            0 => builder.event(format!("opening {company}"), Recurrence::Once),
            1 => builder.event(format!("closing {company}"), Recurrence::Once),
            _ => builder,
        };
        builder.claim(Claim::new(format!("c{at}"), source(at), statement(company, at)))
    });
    builder.build().expect("a valid set")
}

fn sources(mut builder: ClaimSetBuilder) -> ClaimSetBuilder {
    for at in 0..SOURCES {
        let published = date(&format!("2024-{:02}-{:02}", 1 + at % 12, 1 + at % 28));
        let source = Source::new(format!("s{at}"), format!("Publisher {}", at / 2));
        builder = builder.source(source.published(published));
    }
    builder
}

fn source(at: u64) -> String {
    format!("s{}", noise(at + 5) % SOURCES)
}

fn is_wrong(at: u64, one_in: u64) -> bool {
    noise(at + 77).is_multiple_of(one_in)
}

fn perhaps_wrong(at: u64, truth: u64, one_in: u64) -> u64 {
    if is_wrong(at, one_in) { truth + truth / 3 } else { truth }
}

fn statement(company: u64, at: u64) -> Statement {
    match at % BLOCK {
        0..22 => figure(company, at),
        22..32 => across(company, at),
        _ => told(company, at),
    }
}

/// A figure of a region, of a stage, or of a day.
fn figure(company: u64, at: u64) -> Statement {
    let name = format!("Company {company}");
    match at % BLOCK {
        slot @ 0..12 => {
            let year = 2021 + slot % 2;
            let truth = perhaps_wrong(at, revenue(company, slot / 2 % 3, year), WRONG.1);
            amount(region(company, slot / 2 % 3, year), &hedged(at, truth))
        }
        slot @ 12..18 => {
            let stage = ["planned", "committed", "disbursed", "finalized"];
            // What is finalized may be committed or disbursed: it is as much as what is committed.
            let (rung, year) = (if slot == 17 { 1 } else { slot % 3 }, 2021 + slot / 3 % 2);
            let truth = (4 - rung) * 1_000_000 * (year - 2000) + noise(company) % 1_000_000;
            let word = if slot == 17 { 3 } else { rung };
            let cell = Cell::new(name, "aid").as_of(date(&format!("{year}-12-31")));
            let cell = stage.get(usize::try_from(word).expect("small")).map(|word| cell.stage(*word));
            amount(cell.expect("a stage"), &hedged(at, perhaps_wrong(at, truth, WRONG.1)))
        }
        slot => {
            let truth = 1_000 + noise(company * 7 + slot % 2) % 9_000;
            let cell = Cell::new(name, "staff").as_of(date(&format!("{}-06-30", 2021 + slot % 2)));
            amount(cell, &format!("{} t", perhaps_wrong(at, truth, WRONG.1)))
        }
    }
}

/// What is said of several figures.
fn across(company: u64, at: u64) -> Statement {
    match at % BLOCK {
        slot @ 22..25 => {
            let part = slot % 3;
            let (before, after) = (revenue(company, part, 2021), revenue(company, part, 2022));
            let cell = Cell { time: None, ..region(company, part, 2021) };
            let change = match slot {
                22 => tenths(after * 1000 / before).parse().expect("a change"),
                _ if after > before => Change::rose(),
                _ => Change::fell(),
            };
            let years = (Some(date("2021")), Some(date("2022")));
            Statement::Change { cell, change, from: years.0, to: years.1, reaching: None }
        }
        slot @ 25..27 => {
            let whole = revenue(company, 2, 2022);
            let share = (revenue(company, slot % 2, 2022) * 100 + whole / 2) / whole;
            Statement::Share {
                part: region(company, slot % 2, 2022),
                whole: region(company, 2, 2022),
                share: value(&format!("about {share}%")),
            }
        }
        slot @ 27..29 => {
            let year = 2021 + slot % 2;
            let part = |region_at| Part { cell: region(company, region_at, year), times: 1.into() };
            Statement::Total {
                total: region(company, 2, year),
                parts: vec![part(0), part(1)],
                exhaustive: true,
            }
        }
        slot => {
            let cell = region(company, slot % 2, 2022);
            let list = ["North", "South"].map(|region| format!("Company {company} {region}"));
            let largest = revenue(company, 0, 2022) > revenue(company, 1, 2022);
            let rank = if largest == (slot % 2 == 0) { Rank::Largest } else { Rank::Smallest };
            Statement::Rank { cell, rank, among: Some(gainsay::Among::List(list.into())) }
        }
    }
}

/// What happened, when, and what is so.
fn told(company: u64, at: u64) -> Statement {
    let name = format!("Company {company}");
    match at % BLOCK {
        slot @ 32..36 => {
            let (stem, year) = if slot < 34 { ("opening", 2010) } else { ("closing", 2020) };
            let year = year + u64::from(is_wrong(at, WRONG.1));
            let when = [format!("{year}-05-{:02}", 1 + company % 28), format!("{year}")];
            let when = when.get(usize::try_from(slot % 2).expect("small")).expect("a date");
            Statement::Event {
                event: format!("{stem} {company}"),
                stage: EventStage::Happened,
                when: Some(when.parse().expect("a date")),
            }
        }
        slot @ 36..38 => Statement::Order {
            before: Point::Event(format!("opening {company}")),
            after: Point::Event(format!("closing {company}")),
            gap: (slot == 36).then(|| "about 10 years".parse().expect("a duration")),
            sense: GapSense::About,
        },
        slot => {
            let wrong = is_wrong(at, WRONG.1);
            let town = format!("Town {}", noise(company) % 100 + u64::from(wrong));
            let time = (slot == 39).then(|| Time::AsOf(date("2022-01-01")));
            Statement::State { subject: name, attribute: "seat".to_owned(), is: vec![town], time }
        }
    }
}

fn amount(cell: Cell, words: &str) -> Statement {
    Statement::Amount { cell, value: value(words) }
}

/// What a company earned in a year: in the north, in the south, in both.
fn revenue(company: u64, part: u64, year: u64) -> u64 {
    match part {
        2 => revenue(company, 0, year) + revenue(company, 1, year),
        _ => 1_000_000 + 100 * (noise(company * 31 + part * 7 + year) % 90_000),
    }
}

fn region(company: u64, part: u64, year: u64) -> Cell {
    let cell = |name: String| Cell::new(name, "revenue").of(date(&year.to_string()));
    match part {
        0 => cell(format!("Company {company} North")).scope("product", "all"),
        1 => cell(format!("Company {company} South")).scope("product", "all"),
        _ => cell(format!("Company {company}")).scope("product", "all"),
    }
}

/// A figure in words that are true of it.
fn hedged(at: u64, figure: u64) -> String {
    let million = |unit: u64| format!("{}.{}", unit / 10, unit % 10);
    match noise(at + 3) % 5 {
        0 => format!("exactly {figure} USD"),
        1 => format!("about {} million USD", million((figure + 50_000) / 100_000)),
        2 => format!("more than {} million USD", million(figure / 100_000)),
        3 => format!("nearly {} million USD", million(figure / 100_000 + 1)),
        _ => format!("{} million USD", million((figure + 50_000) / 100_000)),
    }
}

/// A change to so many thousandths, in per cent.
fn tenths(thousandths: u64) -> String {
    let sign = if thousandths < 1000 { "-" } else { "+" };
    let change = thousandths.abs_diff(1000);
    format!("about {sign}{}.{}%", change / 10, change % 10)
}

fn date(words: &str) -> Date {
    words.parse().expect("a date")
}

fn value(words: &str) -> Value {
    words.parse().expect("a value")
}
