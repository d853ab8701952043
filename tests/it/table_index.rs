//! An index tells of rows that come and go what a table of the same rows tells of them all.

use std::collections::BTreeMap;

use gainsay::{Bounds, ClaimTable, Day, Disputed, Span, TableIndex};
use proptest::collection::vec;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::table::{Row, rows, table};

/// A row that comes, or one that goes, by its place among all that came.
#[derive(Clone, Debug)]
enum Step {
    Come(Row),
    Go(prop::sample::Index),
}

fn steps(cells: u32, count: std::ops::Range<usize>, days: i32) -> impl Strategy<Value = Vec<Step>> {
    let come = rows(cells, 1..2, days).prop_map(|rows| Step::Come(rows[0]));
    let go = any::<prop::sample::Index>().prop_map(Step::Go);
    vec(prop_oneof![2 => come, 1 => go], count)
}

/// How many decimals the numbers of a row have: all as many, or ever more, or too many for 64 bits.
#[derive(Clone, Copy, Debug)]
enum Digits {
    Few,
    Growing,
    Wide,
}

fn parts(row: &Row, digits: Digits) -> (String, String, Span, Bounds) {
    let scale = match digits {
        Digits::Few => 0,
        Digits::Growing => row.low.try_into().unwrap(),
        Digits::Wide => 20,
    };
    let number = |number: i64| Decimal::from_i128_with_scale(i128::from(number) * 10_i128.pow(scale), scale);
    let day = |day: i32| Some(Day::from_number(day));
    let period = Span::new(day(row.first), day(row.last)).unwrap();
    let bounds = Bounds::between(number(row.low), number(row.high)).unwrap();
    (format!("cell {}", row.cell), format!("source {}", row.source), period, bounds)
}

/// What all rows clash with that are there. One that is gone is alone in a cell of its own.
fn there(rows: &[Option<Row>]) -> Vec<Row> {
    let nobody = Row { cell: 0, source: 0, first: 0, last: 0, low: 0, high: 0 };
    let alone = |at: usize| Row { cell: 1000 + u32::try_from(at).unwrap(), ..nobody };
    rows.iter().enumerate().map(|(at, row)| row.unwrap_or_else(|| alone(at))).collect()
}

/// Begins with some rows, and holds the index against a table of the same rows after every so many steps.
fn follows(start: &[Row], steps: Vec<Step>, digits: Digits, every: usize) -> Result<(), TestCaseError> {
    let mut table = ClaimTable::new();
    for row in start {
        let (cell, source, period, bounds) = parts(row, digits);
        table.push(&[&cell], &source, period, bounds).unwrap();
    }
    let mut index = table.index();
    let mut known: Vec<Option<Row>> = start.iter().copied().map(Some).collect();
    agrees(&index, &known)?;
    for (at, step) in steps.into_iter().enumerate() {
        match step {
            Step::Come(row) => {
                let (cell, source, period, bounds) = parts(&row, digits);
                let told = index.insert(&[&cell], &source, period, bounds).unwrap();
                prop_assert_eq!(told.row, known.len());
                prop_assert_eq!(index.against(told.row), Some(told));
                known.push(Some(row));
            }
            Step::Go(place) => {
                let row = place.index(known.len() + 1);
                let told = index.against(row);
                prop_assert_eq!(told.is_some(), known.get(row).copied().flatten().is_some());
                prop_assert_eq!(index.remove(row), told);
                if let Some(row) = known.get_mut(row) {
                    *row = None;
                }
            }
        }
        if at % every == 0 {
            agrees(&index, &known)?;
        }
    }
    agrees(&index, &known)
}

fn agrees(index: &TableIndex, known: &[Option<Row>]) -> Result<(), TestCaseError> {
    let all = table(&there(known)).clashes();
    prop_assert_eq!(index.pairs(), all.pairs);
    prop_assert_eq!(index.len(), known.iter().flatten().count());
    prop_assert_eq!(index.is_empty(), known.iter().flatten().next().is_none());
    let disputed: BTreeMap<usize, Disputed> = all.rows.iter().map(|one| (one.row, *one)).collect();
    for (row, there) in known.iter().enumerate() {
        let none = Disputed { row, against: 0, above: None, below: None };
        let found = there.map(|_| disputed.get(&row).copied().unwrap_or(none));
        prop_assert_eq!(index.against(row), found);
        let mut against = 0;
        index.each_against(row, |_| against += 1);
        prop_assert_eq!(against, found.map_or(0, |found| found.against));
    }
    prop_assert_eq!(index.against(known.len()), None);
    Ok(())
}

fn digits() -> impl Strategy<Value = Digits> {
    prop_oneof![Just(Digits::Few), Just(Digits::Growing), Just(Digits::Wide)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_and_goes_clashes_as_in_a_table(
        start in rows(3, 0..20, 20), steps in steps(3, 0..30, 20), digits in digits()
    ) {
        follows(&start, steps, digits, 1)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn crowded_cells_are_kept_in_blocks(start in rows(1, 0..600, 4000), steps in steps(1, 1000..1500, 4000)) {
        follows(&start, steps, Digits::Few, 400)?;
    }

    #[test]
    fn cells_of_one_day_are_kept_in_blocks(start in rows(1, 0..600, 2), steps in steps(1, 1000..1500, 2)) {
        follows(&start, steps, Digits::Few, 400)?;
    }
}
