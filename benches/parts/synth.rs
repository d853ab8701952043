//! `gainsay-synth v1`: claims about levels made by hashes of a seed, a stream and the number of the row, so that every
//! machine makes the same ones in any order.
//!
//! Each claim says that the value of a key lay between two numbers during some days. There are ten claims to a key on
//! average, with few very hot keys. About 2 % of the values are off by 1 to 20 %; 4 in 10 are hedged into an interval.

const SEED: u64 = 20_260_101;
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// How claims lie in keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Over a tenth as many keys, most of them in few.
    Zipf,
    /// All in one.
    Hot,
    /// All in one, and none is off.
    HotClean,
}

/// One claim; bounds in ten-thousandths, days since 1970-01-01.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) key: u64,
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) source: u64,
    pub(super) asserted: i64,
    pub(super) stage: u64,
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, 2014).
fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn hash(stream: u64, at: u64) -> u64 {
    mix(mix(SEED.wrapping_add(stream.wrapping_mul(STEP))).wrapping_add(at.wrapping_mul(STEP)))
}

fn below(stream: u64, at: u64, limit: u64) -> u64 {
    hash(stream, at) % limit
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// How many keys so many claims are about.
fn keys(count: u64) -> u64 {
    (count / 10).max(1)
}

/// A key, by the power 2.5 of a number between zero and one: the specification asks for floating-point arithmetic here.
#[expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "as specified; it decides nothing but the input"
)]
fn skewed(at: u64, keys: u64) -> u64 {
    let u = (hash(1, at) >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0);
    ((keys as f64 * (u * u * u.sqrt())) as u64).min(keys - 1)
}

/// The claim of a number among so many.
pub(super) fn row(mode: Mode, count: u64, at: u64) -> Row {
    let hot = mode != Mode::Zipf;
    let key = if hot { 0 } else { skewed(at, keys(count)) };
    let year = if hot { 0 } else { below(2, at, 20) };
    let kind = if hot { 0 } else { below(3, at, 8) };
    let place = hash(4, at);
    let (offset, length) = match kind {
        0..=2 => (0, 365),
        3..=5 => (91 * (place % 4), 91),
        6 => (30 * (place % 12), 30),
        _ => (place % 365, 1),
    };
    let first = signed(12_784 + 365 * year + offset);
    let last = first + signed(length) - 1;
    let truth = signed(10_000 + below(5, key * 32 + year, 9_000_000));
    let off = truth * signed(1 + below(7, at, 20)) / 100;
    let wrong = mode != Mode::HotClean && below(6, at, 100) < 2;
    let value = match (wrong, hash(8, at) & 1) {
        (false, _) => truth,
        (true, 1) => truth + off,
        (true, _) => truth - off,
    };
    let hedged = below(9, at, 10) >= 6;
    let width = value.unsigned_abs() / 100 + 1;
    let around = |stream| if hedged { signed(below(stream, at, width)) } else { 0 };
    let (low, high) = (value - around(10), value + around(11));
    let unit = 10_i64.pow(4 - u32::try_from(2 + key % 3).unwrap_or(4));
    Row {
        key,
        first,
        last,
        low: low * unit,
        high: high * unit,
        source: below(12, at, 500),
        asserted: last + 1 + signed(below(13, at, 400)),
        stage: below(14, at, 3),
    }
}

/// All claims in order.
pub(super) fn rows(mode: Mode, count: u64) -> impl Iterator<Item = Row> {
    (0..count).map(move |at| row(mode, count, at))
}

/// What the specification gives for so many claims, for comparison.
pub(super) fn checksum(mode: Mode, count: u64) -> u64 {
    rows(mode, count).fold(0, |sum, row| {
        let days = [row.first, row.last, row.low, row.high].map(i64::cast_unsigned);
        let [first, last, low, high] = days;
        let parts = [row.key, first, last, low, high, row.source, row.asserted.cast_unsigned(), row.stage];
        parts.into_iter().fold(sum, |sum, part| sum.wrapping_mul(31).wrapping_add(part))
    })
}

/// The names of a row's key: subject, measure, scope and unit.
pub(super) fn names(key: u64) -> [String; 4] {
    let turn = usize::try_from(key % 4).unwrap_or(0);
    let measure = ["revenue", "headcount", "area", "price"].get(turn).copied().unwrap_or_default();
    let unit = ["USD", "1", "m2", "EUR"].get(turn).copied().unwrap_or_default();
    let scope = if (key / 4).is_multiple_of(2) { "total" } else { "domestic" };
    [format!("E{:07}", key / 8), measure.to_owned(), scope.to_owned(), unit.to_owned()]
}
