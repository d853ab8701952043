//! Claims that hang together by arithmetic: propagation along a chain, the decision of a net, enumeration in a disputed one.
#![expect(clippy::expect_used, reason = "a bench that cannot make its input has nothing to measure")]

#[path = "parts/noise.rs"]
mod noise;

use std::fmt::Write as _;

use gainsay::{Checker, ClaimSet, Policy};

use noise::noise;

fn main() {
    divan::main();
}

/// Claims as lines of text, numbered.
#[derive(Default)]
struct Lines {
    text: String,
    claims: usize,
}

impl Lines {
    fn new(measures: &str) -> Lines {
        let text = format!(
            "{{\"gainsay\": 1, \"sources\": {{\"s\": {{\"publisher\": \"Publisher\", \"published\": \"2024-02-01\"}}}}, \
             \"measures\": {{{measures}}}, \"claims\": ["
        );
        Lines { text, claims: 0 }
    }

    fn claim(&mut self, fields: &str) {
        let comma = if self.claims == 0 { "" } else { ",\n" };
        write!(self.text, "{comma}{{\"id\": \"c{}\", \"source\": \"s\", {fields}}}", self.claims)
            .expect("text");
        self.claims += 1;
    }

    fn set(mut self) -> ClaimSet {
        self.text.push_str("]}");
        gainsay::read([("bench", self.text.as_str())]).expect("a valid set")
    }
}

/// What a region of a continent came to in a year, in millions.
fn truth(continent: u64, region: u64, year: u64) -> u64 {
    let start = 2_000 + noise(continent * 5 + region) % 7_000;
    start + start * (year - 2000) / 40 + noise(continent * 500 + region * 100 + year) % 100
}

/// Regions, continents and the world over twenty years: figures to the million, sums, yearly changes and shares of
/// the continent, each to a tenth of a percent; 992 claims, all connected. One figure may be wrong.
fn net(wrong: bool) -> ClaimSet {
    let mut lines =
        Lines::new(r#""sales": {"kind": "flow", "unit": "USD", "additive": true, "non_negative": true}"#);
    let cell =
        |subject: &str, year: u64| format!(r#""subject": "{subject}", "measure": "sales", "of": "{year}""#);
    let name = |continent: u64, region: u64| format!("Region {continent}.{region}");
    let figure = |lines: &mut Lines, subject: &str, year: u64, value: u64| {
        lines.claim(&format!(r#""kind": "amount", {}, "value": "{value} million USD""#, cell(subject, year)));
    };
    for year in 2000..2020 {
        let mut world = 0;
        for continent in 0..4 {
            let parts: Vec<u64> = (0..5).map(|region| truth(continent, region, year)).collect();
            let whole: u64 = parts.iter().sum();
            world += whole;
            let mine = format!("Continent {continent}");
            for (region, value) in (0..).zip(&parts) {
                let off = if wrong && (continent, region, year) == (2, 3, 2010) { 40 } else { 0 };
                figure(&mut lines, &name(continent, region), year, value + off);
                if region % 2 == 0 {
                    let share = (value * 1000 + whole / 2) / whole;
                    lines.claim(&format!(
                        r#""kind": "share", "share": "{}.{}%", "part": {{{}}}, "whole": {{{}}}"#,
                        share / 10,
                        share % 10,
                        cell(&name(continent, region), year),
                        cell(&mine, year)
                    ));
                }
                if region % 2 == 1 && year > 2000 {
                    let before = truth(continent, region, year - 1);
                    let change = (value * 1000 + before / 2) / before;
                    let sign = if change < 1000 { "-" } else { "+" };
                    let change = change.abs_diff(1000);
                    lines.claim(&format!(
                        r#""kind": "change", "subject": "{}", "measure": "sales", "change": "{sign}{}.{}%", "from": "{}", "to": "{year}""#,
                        name(continent, region), change / 10, change % 10, year - 1
                    ));
                }
            }
            figure(&mut lines, &mine, year, whole);
            sum(&mut lines, &cell(&mine, year), (0..5).map(|region| cell(&name(continent, region), year)));
        }
        figure(&mut lines, "World", year, world);
        sum(
            &mut lines,
            &cell("World", year),
            (0..4).map(|continent| cell(&format!("Continent {continent}"), year)),
        );
    }
    lines.set()
}

fn sum(lines: &mut Lines, total: &str, parts: impl Iterator<Item = String>) {
    let parts: Vec<String> = parts.map(|part| format!("{{{part}}}")).collect();
    lines.claim(&format!(
        r#""kind": "total", "exhaustive": true, "total": {{{total}}}, "parts": [{}]"#,
        parts.join(", ")
    ));
}

/// A running total told day after day, and a sum that it is a part of.
fn chain(days: u32) -> ClaimSet {
    let mut lines = Lines::new(
        r#""given": {"kind": "running_total", "unit": "USD", "additive": true, "non_negative": true}"#,
    );
    let first = chrono::NaiveDate::from_ymd_opt(1700, 1, 1).expect("a day");
    let cell = |subject: &str, day: u32| {
        let day = first + chrono::Days::new(day.into());
        format!(r#""subject": "{subject}", "measure": "given", "as_of": "{day}""#)
    };
    for day in 0..days {
        lines.claim(&format!(
            r#""kind": "amount", {}, "value": "about {} USD""#,
            cell("All", day),
            1_000_000 + u64::from(day) * 100
        ));
    }
    sum(&mut lines, &cell("All", days), ["First", "Second"].into_iter().map(|part| cell(part, days)));
    lines.set()
}

/// A square table of which only the sums of rows and columns are told: what each number is, is open, so no bound meets
/// another and simplex has to decide. The last sum may be too large for the others.
fn table(size: u64, wrong: bool) -> ClaimSet {
    let mut lines =
        Lines::new(r#""sales": {"kind": "flow", "unit": "USD", "additive": true, "non_negative": true}"#);
    let cell = |subject: &str| format!(r#""subject": "{subject}", "measure": "sales", "of": "2023""#);
    let number = |row: u64, column: u64| 1_000 + noise(row * size + column) % 9_000;
    for line in 0..size {
        let across: u64 = (0..size).map(|column| number(line, column)).sum();
        let down: u64 = (0..size).map(|row| number(row, line)).sum();
        let down = if wrong && line + 1 == size { down + size } else { down };
        let region = cell(&format!("Region {line}"));
        let product = cell(&format!("Product {line}"));
        lines.claim(&format!(r#""kind": "amount", {region}, "value": "exactly {across} USD""#));
        lines.claim(&format!(r#""kind": "amount", {product}, "value": "exactly {down} USD""#));
        sum(&mut lines, &region, (0..size).map(|column| cell(&format!("Region {line}, product {column}"))));
        sum(&mut lines, &product, (0..size).map(|row| cell(&format!("Region {row}, product {line}"))));
    }
    // What would follow for each number is another question.
    lines.set().with_policy(Policy { implied: 0, ..Policy::default() })
}

/// Decided by propagation alone.
#[divan::bench(args = [1_000, 10_000, 100_000], max_time = 10)]
fn a_chain_of_running_totals(bencher: divan::Bencher<'_, '_>, days: u32) {
    let set = chain(days);
    bencher.bench_local(|| Checker::new().check(&set));
}

#[divan::bench(max_time = 10)]
fn a_net_of_a_thousand_claims(bencher: divan::Bencher<'_, '_>) {
    let set = net(false);
    bencher.bench_local(|| Checker::new().check(&set));
}

#[divan::bench(max_time = 10)]
fn a_net_of_a_thousand_claims_with_one_wrong(bencher: divan::Bencher<'_, '_>) {
    let set = net(true);
    bencher.bench_local(|| Checker::new().check(&set));
}

/// Decided by simplex.
#[divan::bench(args = [5, 10, 20], max_time = 10)]
fn a_table_of_sums(bencher: divan::Bencher<'_, '_>, size: u64) {
    let set = table(size, false);
    bencher.bench_local(|| Checker::new().check(&set));
}

/// All sums together are the one minimal set.
#[divan::bench(args = [5, 10], max_time = 10)]
fn a_table_of_sums_with_one_wrong(bencher: divan::Bencher<'_, '_>, size: u64) {
    let set = table(size, true);
    bencher.bench_local(|| Checker::new().check(&set));
}

#[divan::bench(max_time = 10)]
fn a_dispute_over_sums(bencher: divan::Bencher<'_, '_>) {
    let text = include_str!("../examples/data/aid-to-ukraine.claims.json");
    let set = gainsay::read([("aid", text)]).expect("a valid set");
    bencher.bench_local(|| Checker::new().check(&set));
}
