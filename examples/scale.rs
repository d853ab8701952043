//! Millions of rows: reads JSON Lines into a table and tells which rows cannot stand together.
//!
//! `cargo run --release --features parallel --example scale -- claims.jsonl` reads records with the fields `subject`, `measure`,
//! `scope`, `unit`, `source`, `vfrom`, `vto`, `lo` and `hi`, and prints counts and the first findings.
//! `… --example scale -- --make 1000000 zipf claims.jsonl` writes such a file first, always the same one.
//! `benches/compare_duckdb.py` uses `--time` and `--among`.
#![expect(clippy::print_stdout, reason = "it is a program")]
#![expect(clippy::disallowed_methods, reason = "it tells how long it took; nothing else depends on that")]

#[path = "../benches/parts/synth.rs"]
mod synth;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use gainsay::{Cell, Checker, ClaimSetBuilder, ClaimTable, Day, Faulty, RowFields, RowsRead};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--make", count, mode, path] => make(count, mode, path),
        ["--time", path] => time(path),
        ["--among", path] => among(path),
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
    let begun = Instant::now();
    let (table, read) = table(path)?;
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
    let worst = clashes.worst(3);
    if !worst.is_empty() {
        println!("\nThe row that clashes with most others, and the farthest from it:\n");
        println!("{}", Checker::new().check(&claims(&table, worst).build()?).text());
    }
    Ok(())
}

/// Rows of the table as claims of a set.
fn claims(table: &ClaimTable, rows: Vec<usize>) -> ClaimSetBuilder {
    table.claims(rows, |row| match table.cell(row)?[..] {
        [subject, measure, scope, unit] => {
            Some((Cell::new(subject, measure).scope("of", scope), unit.to_owned()))
        }
        _ => None,
    })
}

fn table(path: &str) -> Result<(ClaimTable, RowsRead), Box<dyn Error>> {
    let fields =
        RowFields::new(["subject", "measure", "scope", "unit"], "source", ["vfrom", "vto"], ["lo", "hi"]);
    let mut table = ClaimTable::new();
    let read = table.read_lines(File::open(path)?, &fields, Faulty::Skip);
    Ok((table, read))
}

/// Prints what reading and checking took, as JSON: seconds of all processors, and seconds on the clock.
fn time(path: &str) -> Result<(), Box<dyn Error>> {
    let clock = Instant::now();
    let (table, _) = table(path)?;
    let (read, read_clock) = (cpu()?, clock.elapsed());
    let clock = Instant::now();
    let clashes = table.clashes();
    let (check, check_clock) = (cpu()? - read, clock.elapsed());
    println!(
        "{{\"pairs\": {}, \"read\": {}, \"check\": {}, \"clock\": {{\"read\": {}, \"check\": {}}}}}",
        clashes.pairs,
        seconds(read),
        seconds(check),
        read_clock.as_secs_f64(),
        check_clock.as_secs_f64()
    );
    Ok(())
}

/// Hundredths of a second that all threads have used so far, as Linux counts them.
fn cpu() -> Result<u64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The second field is a name in brackets; user and system time are the 14th and the 15th.
    let (_, fields) = stat.rsplit_once(')').ok_or("no such file on this system")?;
    let times = fields.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
    Ok(times.sum::<Result<u64, _>>()?)
}

fn seconds(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Counts how many of the pairs of rows on standard input, the lower first, are among those that clash.
fn among(path: &str) -> Result<(), Box<dyn Error>> {
    let mut asked = BTreeSet::new();
    for line in std::io::stdin().lines() {
        let line = line?;
        let (lower, higher) = line.split_once(' ').ok_or("a line is two rows with a space between them")?;
        asked.insert((lower.parse::<usize>()?, higher.parse::<usize>()?));
    }
    let mut found = 0;
    table(path)?.0.each_pair(|lower, higher| found += usize::from(asked.contains(&(lower, higher))));
    println!("{found}");
    Ok(())
}
