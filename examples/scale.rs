//! Millions of rows: reads JSON Lines into a table and tells which rows cannot stand together.
//!
//! `cargo run --release --features parallel --example scale -- claims.jsonl` reads records with the fields `subject`, `measure`,
//! `scope`, `unit`, `source`, `vfrom`, `vto`, `lo` and `hi`, and prints counts and the first findings.
//! `… --example scale -- --make 1e6 zipf claims.jsonl` writes such a file first, always the same one.
#![expect(clippy::print_stdout, reason = "it is a program")]
#![expect(clippy::disallowed_methods, reason = "it tells how long it took; nothing else depends on that")]

#[path = "../benches/parts/synth.rs"]
mod synth;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use gainsay::{Checker, Claim, ClaimSet, ClaimTable, Day, Faulty, Measure, RowFields, Source};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--make", count, mode, path] => make(count, mode, path),
        [path] => check(path),
        _ => Err("usage: scale FILE, or scale --make COUNT zipf|hot|hotclean FILE".into()),
    }
}

fn make(count: &str, mode: &str, path: &str) -> Result<(), Box<dyn Error>> {
    let mode = match mode {
        "zipf" => synth::Mode::Zipf,
        "hot" => synth::Mode::Hot,
        "hotclean" => synth::Mode::HotClean,
        _ => return Err(format!("`{mode}` is none of zipf, hot, hotclean").into()),
    };
    let count = count.parse::<u64>()?;
    let mut out = BufWriter::new(File::create(path)?);
    for (at, row) in (0_u64..).zip(synth::rows(mode, count)) {
        let [subject, measure, scope, unit] = synth::names(row.key);
        let day = |day: i64| i32::try_from(day).map(Day::from_number);
        let number = |number: i64| {
            let sign = if number < 0 { "-" } else { "" };
            format!("{sign}{}.{:04}", number.abs() / 10_000, number.abs() % 10_000)
        };
        let stage =
            ["preliminary", "revised", "final"].get(usize::try_from(row.stage)?).copied().unwrap_or("");
        writeln!(
            out,
            "{{\"id\":{at},\"subject\":\"{subject}\",\"measure\":\"{measure}\",\"scope\":\"{scope}\",\"stage\":\"{stage}\",\
             \"lo\":{},\"hi\":{},\"unit\":\"{unit}\",\"vfrom\":\"{}\",\"vto\":\"{}\",\"asserted\":\"{}\",\"source\":\"src{:03}\"}}",
            number(row.low),
            number(row.high),
            day(row.first)?,
            day(row.last)?,
            day(row.asserted)?,
            row.source
        )?;
    }
    out.flush()?;
    println!("{count} records, checksum {:x}", synth::checksum(mode, count));
    Ok(())
}

fn check(path: &str) -> Result<(), Box<dyn Error>> {
    let fields =
        RowFields::new(["subject", "measure", "scope", "unit"], "source", ["vfrom", "vto"], ["lo", "hi"]);
    let begun = Instant::now();
    let mut table = ClaimTable::new();
    let read = table.read_lines(File::open(path)?, &fields, Faulty::Skip);
    println!("{} rows read in {:.2?}, {} records skipped", read.rows, begun.elapsed(), read.skipped);
    for fault in read.faults.iter().take(5) {
        println!("  {fault}");
    }
    if let Some(error) = read.broken {
        println!("  reading broke off: {error}");
    }
    let begun = Instant::now();
    let clashes = table.clashes();
    println!(
        "{} pairs clash, of {} rows in {} cells; checked in {:.2?}",
        clashes.pairs,
        clashes.rows.len(),
        clashes.cells,
        begun.elapsed()
    );
    let worst = clashes.rows.iter().max_by_key(|one| (one.against, std::cmp::Reverse(one.row)));
    if let Some(worst) = worst {
        let others = [worst.above, worst.below];
        let set = claims(&table, others.into_iter().flatten().chain([worst.row]))?;
        println!("\nThe row that clashes with most others ({}), and the farthest from it:\n", worst.against);
        println!("{}", Checker::new().check(&set).text());
    }
    Ok(())
}

/// Rows of a table as claims of a set.
fn claims(table: &ClaimTable, rows: impl Iterator<Item = usize>) -> Result<ClaimSet, Box<dyn Error>> {
    let mut set = ClaimSet::builder();
    for row in rows {
        let told = (table.cell(row), table.source(row), table.period(row), table.bounds(row));
        let (Some(cell), Some(source), Some(period), Some(bounds)) = told else { continue };
        let [subject, measure, scope, unit] = *cell.as_slice() else { continue };
        let day = |day: Option<Day>| day.map_or("..".to_owned(), |day| day.to_string());
        let number = |end: Option<_>, open: &str| end.map_or(open.to_owned(), |end| format!("{end}"));
        let period = format!("{}/{}", day(period.first()), day(period.last()));
        let value =
            format!("[{}, {}] {unit}", number(bounds.low(), "-inf"), number(bounds.high(), "inf")).parse()?;
        let cell = gainsay::Cell::new(subject, measure).scope("of", scope).of(period.parse()?);
        set = set
            .measure(measure, Measure::level(unit))
            .source(Source::new(source, source))
            .claim(Claim::amount(format!("row {row}"), source, cell, value));
    }
    Ok(set.build()?)
}
