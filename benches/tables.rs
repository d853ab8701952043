//! Millions of plain figures: filling a table, finding and listing what clashes, and rows that come one at a time.
//!
//! Rows are those of `parts/synth.rs`: ten to a cell on average, one in fifty wrong; or all in one cell. `cargo bench
//! --all-features --bench tables -- check` runs those whose names hold a word.
#![expect(clippy::expect_used, reason = "a bench that cannot make its input has nothing to measure")]

#[path = "parts/synth.rs"]
#[expect(dead_code, reason = "a table has no use for all that the specification makes")]
mod synth;

use std::cell::RefCell;
use std::fmt::Write as _;

use divan::counter::ItemsCount;
use gainsay::{Bounds, ClaimTable, Day, Faulty, RowFields, Span, TableColumns, TableIndex};
use rust_decimal::Decimal;

use synth::Mode;

/// Asks for a number of rows.
const SIZES: [u64; 3] = [100_000, 1_000_000, 10_000_000];

fn main() {
    divan::main();
}

/// Rows in columns.
#[derive(Default)]
struct Columns {
    cells: Vec<u32>,
    sources: Vec<u32>,
    first: Vec<i32>,
    last: Vec<i32>,
    low: Vec<i64>,
    high: Vec<i64>,
}

impl Columns {
    fn new(mode: Mode, count: u64) -> Columns {
        let mut columns = Columns::default();
        for row in synth::rows(mode, count) {
            columns.cells.push(row.key.try_into().expect("a small key"));
            columns.sources.push(row.source.try_into().expect("a small number"));
            columns.first.push(row.first.try_into().expect("a day"));
            columns.last.push(row.last.try_into().expect("a day"));
            columns.low.push(row.low);
            columns.high.push(row.high);
        }
        columns
    }

    fn table(&self) -> ClaimTable {
        let Columns { cells, sources, first, last, low, high } = self;
        ClaimTable::from_columns(TableColumns { cells, sources, first, last, low, high, decimals: 4 })
            .expect("sound columns")
    }
}

fn items(count: u64) -> ItemsCount {
    ItemsCount::new(count)
}

#[divan::bench(args = SIZES, max_time = 10)]
fn fill_from_columns(bencher: divan::Bencher<'_, '_>, count: u64) {
    let columns = Columns::new(Mode::Zipf, count);
    bencher.counter(items(count)).bench_local(|| columns.table());
}

#[divan::bench(args = [100_000, 1_000_000], max_time = 10)]
fn read_json_lines(bencher: divan::Bencher<'_, '_>, count: u64) {
    let mut text = String::new();
    let number = |number: i64| Decimal::new(number, 4);
    for row in synth::rows(Mode::Zipf, count) {
        let [subject, measure, scope, unit] = synth::names(row.key);
        let day = |day: i64| Day::from_number(day.try_into().expect("a day"));
        writeln!(
            text,
            "{{\"subject\":\"{subject}\",\"measure\":\"{measure}\",\"scope\":\"{scope}\",\"unit\":\"{unit}\",\"lo\":{},\
             \"hi\":{},\"vfrom\":\"{}\",\"vto\":\"{}\",\"source\":\"src{:03}\"}}",
            number(row.low),
            number(row.high),
            day(row.first),
            day(row.last),
            row.source
        )
        .expect("text");
    }
    let fields =
        RowFields::new(["subject", "measure", "scope", "unit"], "source", ["vfrom", "vto"], ["lo", "hi"]);
    bencher.counter(items(count)).bench_local(|| {
        let mut table = ClaimTable::new();
        let read = table.read_lines(text.as_bytes(), &fields, Faulty::Stop);
        assert_eq!(read.skipped, 0);
        table
    });
}

fn checked(bencher: divan::Bencher<'_, '_>, mode: Mode, count: u64) {
    let table = Columns::new(mode, count).table();
    bencher.counter(items(count)).bench_local(|| table.clashes());
}

#[divan::bench(args = SIZES, max_time = 10)]
fn check_with_witnesses(bencher: divan::Bencher<'_, '_>, count: u64) {
    checked(bencher, Mode::Zipf, count);
}

#[divan::bench(args = SIZES, max_time = 10)]
fn check_and_list_all_pairs(bencher: divan::Bencher<'_, '_>, count: u64) {
    let table = Columns::new(Mode::Zipf, count).table();
    bencher.counter(items(count)).bench_local(|| {
        let mut pairs = 0_u64;
        table.each_pair(|_, _| pairs += 1);
        pairs
    });
}

#[divan::bench(args = [100_000, 1_000_000], max_time = 10)]
fn check_one_hot_cell(bencher: divan::Bencher<'_, '_>, count: u64) {
    checked(bencher, Mode::Hot, count);
}

#[divan::bench(args = [100_000, 1_000_000], max_time = 10)]
fn check_one_clean_hot_cell(bencher: divan::Bencher<'_, '_>, count: u64) {
    checked(bencher, Mode::HotClean, count);
}

/// One row more, in an index of so many.
fn inserted(bencher: divan::Bencher<'_, '_>, mode: Mode, count: u64) {
    let parts = |row: &synth::Row| {
        let day = |day: i64| Some(Day::from_number(day.try_into().expect("a day")));
        let bounds = Bounds::between(Decimal::new(row.low, 4), Decimal::new(row.high, 4)).expect("in order");
        (
            format!("cell {}", row.key),
            format!("source {}", row.source),
            Span::new(day(row.first), day(row.last)).expect("in order"),
            bounds,
        )
    };
    let mut table = ClaimTable::new();
    for row in synth::rows(mode, count) {
        let (cell, source, period, bounds) = parts(&row);
        table.push(&[&cell], &source, period, bounds).expect("room");
    }
    let index: RefCell<TableIndex> = RefCell::new(table.index());
    // The rows that would come after so many.
    let mut next = count..;
    bencher.with_inputs(|| parts(&synth::row(mode, count, next.next().expect("more")))).bench_local_values(
        |(cell, source, period, bounds)| {
            index.borrow_mut().insert(&[&cell], &source, period, bounds).expect("room")
        },
    );
}

#[divan::bench(args = SIZES, max_time = 5)]
fn insert_a_row(bencher: divan::Bencher<'_, '_>, count: u64) {
    inserted(bencher, Mode::Zipf, count);
}

#[divan::bench(args = [100_000, 1_000_000], max_time = 5)]
fn insert_into_one_hot_cell(bencher: divan::Bencher<'_, '_>, count: u64) {
    inserted(bencher, Mode::Hot, count);
}

#[divan::bench(args = [100_000, 1_000_000], max_time = 5)]
fn insert_into_one_clean_hot_cell(bencher: divan::Bencher<'_, '_>, count: u64) {
    inserted(bencher, Mode::HotClean, count);
}
