//! A table finds what comparing each row with each finds, and what a check of the same claims finds.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::{
    Bounds, Cell, Checker, Claim, ClaimSet, ClaimTable, Clashes, Day, Disputed, Faulty, Listing, Measure,
    Policy, RowFields, Source, Span, TableColumns, TableError, Time,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// One row: cell, source, first and last day, low and high bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) cell: u32,
    pub(crate) source: u32,
    pub(crate) first: i32,
    pub(crate) last: i32,
    pub(crate) low: i64,
    pub(crate) high: i64,
}

/// Rows of a few cells and sources, crowded enough to clash.
pub(crate) fn rows(cells: u32, count: std::ops::Range<usize>, days: i32) -> impl Strategy<Value = Vec<Row>> {
    let row = (0..cells, 0..4_u32, 0..days, 0..days / 2, 0..12_i64, 0..6_i64);
    let row = row.prop_map(|(cell, source, first, length, low, width)| Row {
        cell,
        source,
        first,
        last: first + length,
        low,
        high: low + width,
    });
    vec(row, count)
}

pub(crate) fn table(rows: &[Row]) -> ClaimTable {
    let column = |part: fn(&Row) -> i32| rows.iter().map(part).collect::<Vec<_>>();
    let bounds = |part: fn(&Row) -> i64| rows.iter().map(part).collect::<Vec<_>>();
    ClaimTable::from_columns(TableColumns {
        cells: &rows.iter().map(|row| row.cell).collect::<Vec<_>>(),
        sources: &rows.iter().map(|row| row.source).collect::<Vec<_>>(),
        first: &column(|row| row.first),
        last: &column(|row| row.last),
        low: &bounds(|row| row.low),
        high: &bounds(|row| row.high),
        decimals: 1,
    })
    .unwrap()
}

/// The lower row and the higher row of each clash, by the definition.
fn pairs(rows: &[Row]) -> BTreeSet<(usize, usize)> {
    let clash = |a: &Row, b: &Row| {
        a.cell == b.cell && a.source != b.source && a.first <= b.last && b.first <= a.last && a.high < b.low
    };
    let all = (0..rows.len()).flat_map(|a| (0..rows.len()).map(move |b| (a, b)));
    all.filter(|(a, b)| clash(&rows[*a], &rows[*b])).collect()
}

/// Counts and witnesses of every row, by the definition.
fn expected(rows: &[Row]) -> Clashes {
    let pairs = pairs(rows);
    let mut found: BTreeMap<usize, Disputed> = BTreeMap::new();
    for row in 0..rows.len() {
        let above = pairs.iter().filter(|(lower, _)| *lower == row).map(|(_, higher)| *higher);
        let below = pairs.iter().filter(|(_, higher)| *higher == row).map(|(lower, _)| *lower);
        let against = above.clone().count() + below.clone().count();
        if against > 0 {
            let above = above.max_by_key(|at| (rows[*at].low, std::cmp::Reverse(*at)));
            let below = below.min_by_key(|at| (rows[*at].high, *at));
            found.insert(row, Disputed { row, against: against.try_into().unwrap(), above, below });
        }
    }
    let cells: BTreeSet<u32> = found.keys().map(|row| rows[*row].cell).collect();
    Clashes {
        pairs: pairs.len().try_into().unwrap(),
        cells: cells.len(),
        rows: found.into_values().collect(),
    }
}

fn listed(table: &ClaimTable) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    table.each_pair(|lower, higher| found.push((lower, higher)));
    found.sort_unstable();
    found
}

fn finds_what_comparing_finds(rows: &[Row]) -> Result<(), TestCaseError> {
    let table = table(rows);
    prop_assert_eq!(table.clashes(), expected(rows));
    prop_assert_eq!(listed(&table), pairs(rows).into_iter().collect::<Vec<_>>());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_cells_clash_as_by_comparing_each_with_each(rows in rows(4, 0..60, 20)) {
        finds_what_comparing_finds(&rows)?;
    }

    #[test]
    fn crowded_cells_clash_as_by_comparing_each_with_each(rows in rows(1, 49..160, 30)) {
        finds_what_comparing_finds(&rows)?;
    }

    #[test]
    fn cells_of_few_days_clash_as_by_comparing_each_with_each(rows in rows(2, 100..200, 4)) {
        finds_what_comparing_finds(&rows)?;
    }

    #[test]
    fn a_table_contradicts_itself_where_a_set_of_the_same_claims_does(rows in rows(2, 0..12, 20)) {
        let set = set(&rows);
        let report = Checker::new().check(&set);
        let number = |id: &String| id[1..].parse::<usize>().unwrap();
        let ordered = |pair: (usize, usize)| (pair.0.min(pair.1), pair.0.max(pair.1));
        let of_two_sources = |pair: &(usize, usize)| rows[pair.0].source != rows[pair.1].source;
        let found: BTreeSet<(usize, usize)> = report
            .findings
            .iter()
            .map(|finding| (number(&finding.claims[0]), number(&finding.claims[1])))
            .map(ordered)
            .filter(of_two_sources)
            .collect();
        prop_assert_eq!(found, pairs(&rows).into_iter().map(ordered).collect::<BTreeSet<_>>());
    }

    #[test]
    fn what_a_table_hands_over_clashes_in_a_set_as_it_did_in_the_table(rows in rows(3, 0..40, 20), most in 0_usize..20) {
        let table = table(&rows);
        let clashes = table.clashes();
        let chosen = clashes.worst(most);
        prop_assert!(chosen.len() <= most && chosen.is_sorted());
        prop_assert!(chosen.iter().all(|row| clashes.rows.iter().any(|one| one.row == *row)));
        prop_assert_eq!(clashes.worst(usize::MAX).len(), clashes.rows.len());
        let among = pairs(&rows).into_iter().filter(|(a, b)| chosen.contains(a) && chosen.contains(b));
        let among: BTreeSet<_> = among.map(|(a, b)| (a.min(b), a.max(b))).collect();
        prop_assert!(chosen.iter().all(|row| among.iter().any(|(a, b)| a == row || b == row)));
        prop_assert_eq!(disputed(&rows, &told(&table, &rows, chosen)), among);
    }
}

/// Rows of a table as claims about ports.
fn told(table: &ClaimTable, rows: &[Row], chosen: Vec<usize>) -> ClaimSet {
    let port =
        |row: usize| Some((Cell::new(format!("port {}", rows.get(row)?.cell), "stock"), "t".to_owned()));
    let set = table.claims(chosen, port).policy(Policy { listing: Listing::All, ..Policy::default() });
    set.build().unwrap()
}

/// The pairs of rows that a check of claims finds at odds, but for those of one source.
fn disputed(rows: &[Row], set: &ClaimSet) -> BTreeSet<(usize, usize)> {
    let number = |id: &String| id.trim_start_matches("row ").parse::<usize>().unwrap();
    let mut found = BTreeSet::new();
    for finding in Checker::new().check(set).findings {
        let pair = (number(&finding.claims[0]), number(&finding.claims[1]));
        if rows[pair.0].source != rows[pair.1].source {
            finding.proof.verify(set).unwrap();
            found.insert((pair.0.min(pair.1), pair.0.max(pair.1)));
        }
    }
    found
}

/// The same claims as a set.
fn set(rows: &[Row]) -> ClaimSet {
    let mut set = ClaimSet::builder()
        .policy(Policy { listing: Listing::All, ..Policy::default() })
        .measure("stock", Measure::level("t"));
    for source in 0..4 {
        let published = "2025-06-01".parse().unwrap();
        set = set.source(Source::new(format!("s{source}"), format!("Paper {source}")).published(published));
    }
    for (at, row) in rows.iter().enumerate() {
        let mut cell = Cell::new(format!("port {}", row.cell), "stock");
        let day = |day: i32| Day::from_number(19_000 + day);
        cell.time = Some(Time::Of(format!("{}/{}", day(row.first), day(row.last)).parse().unwrap()));
        let tenths = |tenths: i64| format!("{}.{}", tenths / 10, tenths % 10);
        let value = format!("[{}, {}] t", tenths(row.low), tenths(row.high)).parse().unwrap();
        set = set.claim(Claim::amount(format!("c{at}"), format!("s{}", row.source), cell, value));
    }
    set.build().unwrap()
}

#[test]
fn rows_of_texts_and_numbers_that_do_not_fit_in_64_bits_clash_too() {
    let mut table = ClaimTable::new();
    let always = Span::always();
    let exactly = |number: &str| Bounds::exactly(number.parse().unwrap());
    let rows = [
        (["A", "x"], "one", exactly("1234567890123456789012345.678")),
        (["A", "x"], "two", exactly("1234567890123456789012345.6780")),
        (["A", "x"], "three", exactly("1234567890123456789012345.679")),
        // Another cell, though its texts run together into the same letters.
        (["Ax", ""], "two", exactly("1")),
        (["A", "x"], "four", Bounds::at_least("5".parse().unwrap())),
    ];
    for (cell, source, bounds) in rows {
        table.push(&cell, source, always, bounds).unwrap();
    }
    assert_eq!(listed(&table), [(0, 2), (1, 2)]);
    assert_eq!(table.clashes().pairs, 2);
    assert_eq!((table.cell(3), table.source(4)), (Some(vec!["Ax", ""]), Some("four")));
    assert_eq!((table.period(0), table.bounds(2)), (Some(always), Some(rows[2].2)));
    assert_eq!((table.cell(5), table.source(5), table.period(5), table.bounds(5)), (None, None, None, None));
}

#[test]
fn numbers_of_cells_may_be_far_apart() {
    let row = |cell, source, low| Row { cell, source, first: 0, last: 1, low, high: low };
    let rows = [row(u32::MAX, 0, 1), row(5, 0, 1), row(u32::MAX, 1, 2), row(5, 1, 1)];
    assert_eq!(listed(&table(&rows)), [(0, 2)]);
}

#[test]
fn texts_beside_columns_are_other_cells_and_sources() {
    let row = |source, low| Row { cell: 0, source, first: 0, last: 1, low, high: low };
    let mut table = table(&[row(1, 10), row(2, 20)]);
    table.push(&["A"], "one", Span::always(), Bounds::exactly(3.into())).unwrap();
    table.push(&["A"], "two", Span::always(), Bounds::exactly(4.into())).unwrap();
    assert_eq!(listed(&table), [(0, 1), (2, 3)]);
    assert_eq!((table.cell(0), table.source(1)), (None, None));
    assert_eq!((table.cell(2), table.source(3)), (Some(vec!["A"]), Some("two")));
    let last = |cells| Row { cell: cells, source: 0, first: 0, last: 1, low: 0, high: 0 };
    let mut full = self::table(&[last(u32::MAX)]);
    assert_eq!(full.push(&["A"], "one", Span::always(), Bounds::exactly(1.into())), Err(TableError::Full));
}

#[test]
fn columns_that_make_no_sense_are_refused_with_their_place() {
    let good = TableColumns {
        cells: &[1, 1],
        sources: &[1, 2],
        first: &[0, 5],
        last: &[4, 5],
        low: &[1, 2],
        high: &[1, 2],
        decimals: 0,
    };
    let refused = |columns| ClaimTable::from_columns(columns).unwrap_err();
    assert_eq!(ClaimTable::from_columns(good).unwrap().len(), 2);
    assert_eq!(refused(TableColumns { first: &[0, 6], ..good }), TableError::Period { row: 1 });
    // Seconds for days.
    let seconds = TableColumns { last: &[4, 1_700_000_000], ..good };
    assert_eq!(refused(seconds), TableError::Day { row: 1 });
    assert_eq!(refused(TableColumns { first: &[i32::MIN + 1, 5], ..good }), TableError::Day { row: 0 });
    assert!(
        ClaimTable::from_columns(TableColumns { first: &[i32::MIN, 5], last: &[4, i32::MAX], ..good })
            .is_ok()
    );
    assert_eq!(refused(TableColumns { low: &[2, 2], ..good }), TableError::Bounds { row: 0 });
    let lengths = TableError::Lengths { column: "high", length: 1, rows: 2 };
    assert_eq!(refused(TableColumns { high: &[1], ..good }), lengths);
    assert_eq!(refused(TableColumns { decimals: 29, ..good }), TableError::Decimals { decimals: 29 });
    let reversed = Bounds::between(2.into(), 1.into()).unwrap_err();
    assert_eq!(reversed.to_string(), "the low bound 2 is above the high one, 1");
}

#[test]
fn faulty_lines_are_counted_and_the_first_of_them_kept() {
    let fields = RowFields::new(["s"], "by", ["from", "to"], ["value", "value"]);
    let good =
        r#"{"s": "port", "by": "a", "from": "2024-01-01", "to": null, "value": 5, "more": [1, {"s": 2}]}"#;
    let read = |text: &str, faulty| {
        let mut table = ClaimTable::new();
        let read = table.read_lines(text.as_bytes(), &fields, faulty);
        assert_eq!(read.rows, table.len());
        (read, table)
    };
    // A stream that is cut in the middle of a line keeps what came before.
    let (cut, table) = read(&format!("{good}\n\n{}", &good[..40]), Faulty::Skip);
    assert_eq!((cut.rows, cut.skipped, cut.faults[0].line), (1, 1, 3));
    assert_eq!(table.bounds(0), Some(Bounds::exactly(5.into())));
    assert_eq!(table.period(0), Some(Span::since(Day::new(2024, 1, 1).unwrap())));
    // Chunks end inside lines.
    let many = format!("{good}\nno row\n").repeat(60_000);
    let (many, _) = read(&many, Faulty::Skip);
    assert_eq!((many.rows, many.skipped, many.faults.len()), (60_000, 60_000, 1_000));
    assert_eq!(many.faults[999].line, 2_000);
    let (stopped, _) = read(&format!("{good}\nno row\n{good}"), Faulty::Stop);
    assert_eq!((stopped.rows, stopped.skipped), (1, 1));
    for (line, message) in [
        ("no row", "expected ident, at column 2"),
        ("[1]", "invalid type: sequence, expected an object"),
        (
            r#"{"s": "port", "by": "a", "from": null, "to": null, "value": 1} x"#,
            "trailing characters, at column 64",
        ),
    ] {
        assert_eq!(read(line, Faulty::Skip).0.faults[0].to_string(), format!("line 1: {message}"), "{line}");
    }
    for (fields, message) in [
        (r#""by": "a", "from": null, "to": null, "value": 1"#, "`s` is missing"),
        // A misspelt field would leave an end open in every row.
        (
            r#""s": "port", "by": "a", "from": "2024-01-01", "til": "2024-01-02", "value": 1"#,
            "`to` is missing",
        ),
        (r#""s": "port", "by": null, "from": null, "to": null, "value": 1"#, "`by` is null"),
        (r#""s": "port", "s": "quay", "by": "a", "value": 1"#, "`s` comes twice"),
        (r#""s": null, "s": "quay", "by": "a", "value": 1"#, "`s` comes twice"),
        (r#""s": ["port"], "by": "a", "value": 1"#, "`s` is a list or an object"),
        (r#""s": "port", "by": "a", "from": null, "to": null, "value": null"#, "it has neither bound"),
        (
            r#""s": "port", "by": "a", "from": "2024-02-30", "to": null, "value": 1"#,
            "`from`: there is no day 2024-02-30",
        ),
        (
            r#""s": "port", "by": "a", "from": "2024-02-03", "to": "2024-02-02", "value": 1"#,
            "the period ends before it begins",
        ),
    ] {
        let found = read(&format!("{{{fields}}}"), Faulty::Skip).0.faults[0].to_string();
        assert_eq!(found, format!("line 1: {message}"), "{fields}");
    }
    for number in [
        "1e3",
        "\"1_000\"",
        "\"1.\"",
        "\".5\"",
        "\"+5\"",
        "\" 5\"",
        "\"\"",
        "12345678901234567890123456789.5",
    ] {
        let line = format!(r#"{{"s": "port", "by": "a", "from": null, "to": null, "value": {number}}}"#);
        let found = read(&line, Faulty::Skip).0;
        let text = number.trim_matches('"');
        let message = format!("line 1: `value`: {text} is no plain decimal number of 28 digits at most");
        assert_eq!(found.faults.first().map(ToString::to_string), Some(message), "{number}");
    }
}

#[test]
fn a_reader_that_breaks_off_says_so_and_keeps_its_rows() {
    struct Broken(usize);
    impl std::io::Read for Broken {
        fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
            self.0 += 1;
            let text =
                b"{\"s\": \"port\", \"by\": \"a\", \"from\": null, \"to\": null, \"value\": \"1.5\"}\n";
            if self.0 > 3 {
                return Err(std::io::Error::other("the disk is gone"));
            }
            room[..text.len()].copy_from_slice(text);
            Ok(text.len())
        }
    }
    let fields = RowFields::new(["s"], "by", ["from", "to"], ["value", "value"]);
    let mut table = ClaimTable::new();
    let read = table.read_lines(Broken(0), &fields, Faulty::Skip);
    assert_eq!((read.rows, table.len()), (3, 3));
    assert_eq!(read.broken.unwrap().to_string(), "the disk is gone");
}
