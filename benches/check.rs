//! Checking, by number of claims and by shape: spread over cells of ten, or all in one cell.
#![expect(clippy::expect_used, reason = "a bench that cannot make its input has nothing to measure")]

#[path = "parts/large.rs"]
mod large;
#[path = "parts/noise.rs"]
mod noise;

use gainsay::{Cell, Checker, Claim, ClaimSet, Measure, Source};

use noise::noise;

fn main() {
    divan::main();
}

/// Yearly revenues from fifty sources, one figure in fifty wrong, of so many companies.
fn set(claims: u64, companies: u64) -> ClaimSet {
    let mut builder = ClaimSet::builder().measure("revenue", Measure::flow("USD").additive().non_negative());
    for source in 0..50 {
        builder = builder.source(Source::new(format!("s{source}"), format!("Publisher {source}")));
    }
    for at in 0..claims {
        let (company, year) = (at % companies, 2000 + noise(at) % 20);
        let truth = 1_000_000 + noise(company * 31 + year) % 9_000_000;
        let wrong = noise(at + 77).is_multiple_of(50);
        let figure = if wrong { truth + truth / 5 } else { truth };
        let year = year.to_string().parse().expect("a year");
        let cell = Cell::new(format!("Company {company}"), "revenue").of(year);
        let value = format!("exactly {figure} USD").parse().expect("a value");
        builder =
            builder.claim(Claim::amount(format!("c{at}"), format!("s{}", noise(at + 5) % 50), cell, value));
    }
    builder.build().expect("a valid set")
}

#[divan::bench(args = [1_000, 10_000, 100_000], max_time = 10)]
fn in_cells_of_ten(bencher: divan::Bencher<'_, '_>, claims: u64) {
    let set = set(claims, claims / 10);
    bencher.bench_local(|| Checker::new().check(&set));
}

/// Plain figures, of which few clash; a million with `--include-ignored`.
#[divan::bench_group(max_time = 10)]
mod plain {
    #[divan::bench(args = [1_000, 10_000, 100_000])]
    fn set(bencher: divan::Bencher<'_, '_>, claims: u64) {
        super::check(bencher, claims, super::large::plain);
    }

    #[divan::bench(ignore, sample_count = 1)]
    fn a_million(bencher: divan::Bencher<'_, '_>) {
        super::check(bencher, 1_000_000, super::large::plain);
    }
}

/// Claims of all kinds, of which few clash.
#[divan::bench_group(max_time = 10)]
mod mixed {
    #[divan::bench(args = [1_000, 10_000, 100_000])]
    fn set(bencher: divan::Bencher<'_, '_>, claims: u64) {
        super::check(bencher, claims, super::large::mixed);
    }

    #[divan::bench(ignore, sample_count = 1)]
    fn a_million(bencher: divan::Bencher<'_, '_>) {
        super::check(bencher, 1_000_000, super::large::mixed);
    }
}

/// The claims that are checked in a second are one over the cost of each.
fn check(bencher: divan::Bencher<'_, '_>, claims: u64, make: impl Fn(u64) -> ClaimSet) {
    let set = make(claims);
    bencher.counter(divan::counter::ItemsCount::new(claims)).bench_local(|| Checker::new().check(&set));
}

#[divan::bench(args = [1_000, 3_000, 10_000], max_time = 10)]
fn in_one_cell(bencher: divan::Bencher<'_, '_>, claims: u64) {
    let set = set(claims, 1);
    bencher.bench_local(|| Checker::new().check(&set));
}

/// What a first figure and yearly changes force on the last year, through so many claims.
#[divan::bench(args = [4, 16, 60], max_time = 10)]
fn what_follows_along_a_chain(bencher: divan::Bencher<'_, '_>, claims: u64) {
    let revenue = || Cell::new("Company", "revenue");
    let year = |at: u64| (1900 + at).to_string().parse().expect("a year");
    let said = "2024-02-01".parse().expect("a day");
    let first = "1.00 billion USD".parse().expect("a value");
    let mut builder = ClaimSet::builder()
        .measure("revenue", Measure::flow("USD").additive().non_negative())
        .source(Source::new("s", "Publisher").published(said))
        .claim(Claim::amount("c0", "s", revenue().of(year(0)), first));
    for at in 1..claims {
        let change = format!("+{}.{}%", 1 + noise(at) % 9, noise(at) % 10).parse().expect("a change");
        let years = (year(at - 1), year(at));
        builder = builder.claim(Claim::change(format!("c{at}"), "s", revenue(), change, years));
    }
    let set = builder.build().expect("a valid set");
    let last = revenue().of(year(claims - 1));
    let told = Checker::new().implied(&set, &last).expect("a definite cell");
    assert!(told.verify(&set).is_ok() && told.plain.is_some_and(|plain| plain.high().number().is_some()));
    bencher.bench_local(|| Checker::new().implied(&set, &last));
}
