//! Records made ready for a table: what can be done without it, so that many are done at once.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::DefaultHashBuilder;
use rust_decimal::Decimal;

use super::super::keys::{Asked, spell};
use super::super::numbers::Short;
use super::super::{Bounds, Figures};
use super::RowFields;
use crate::model::{Day, Span};

/// The texts of a record, in the order of the fields; `None` where a field is null.
pub(super) type Text<'t> = Option<Cow<'t, str>>;

/// What hashes the keys of cells, and of sources.
pub(super) type Hashes = (DefaultHashBuilder, DefaultHashBuilder);

/// Records one after another, rows and faults, with their lines.
#[derive(Debug)]
pub(super) struct Batch {
    /// The keys of all rows as they are spelt.
    keys: Vec<u8>,
    records: Vec<(u64, Result<Ready, String>)>,
}

/// A row, its keys by where they lie.
#[derive(Debug)]
struct Ready {
    cell: Range<usize>,
    source: Range<usize>,
    cell_hash: u64,
    source_hash: u64,
    days: Span,
    figures: Figures,
}

/// A row as a table takes it.
pub(super) struct ReadyRow<'b> {
    pub(super) cell: Asked<'b>,
    pub(super) source: Asked<'b>,
    pub(super) days: Span,
    pub(super) figures: Figures,
}

/// About as many letters a row's names have.
const NAMES: usize = 64;

impl Batch {
    /// None yet, of so many lines.
    pub(super) fn of(lines: usize) -> Batch {
        Batch { keys: Vec::with_capacity(lines * NAMES), records: Vec::with_capacity(lines) }
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// Adds a record of some texts, or a fault.
    pub(super) fn add(
        &mut self,
        line: u64,
        texts: Result<&[Text<'_>], String>,
        fields: &RowFields,
        hashes: &Hashes,
    ) {
        let ready = texts.and_then(|texts| self.ready(&Record { texts, fields }, hashes));
        self.records.push((line, ready));
    }

    fn ready(&mut self, record: &Record<'_, '_>, hashes: &Hashes) -> Result<Ready, String> {
        let RowFields { cell, source, .. } = record.fields;
        let (days, figures) = (record.days()?, record.figures()?);
        let (cell, cell_hash) = self.key(record, cell, &hashes.0)?;
        let (source, source_hash) = self.key(record, std::slice::from_ref(source), &hashes.1)?;
        Ok(Ready { cell, source, cell_hash, source_hash, days, figures })
    }

    /// Where the key of some fields lies, and its hash.
    fn key(
        &mut self,
        record: &Record<'_, '_>,
        fields: &[usize],
        hashes: &DefaultHashBuilder,
    ) -> Result<(Range<usize>, u64), String> {
        if let Some(at) = fields.iter().find(|at| record.text(**at).is_none()) {
            return Err(format!("`{}` is null", record.name(*at)));
        }
        let start = self.keys.len();
        let texts = fields.iter().map(|at| record.text(*at).unwrap_or_default());
        spell(texts, &mut self.keys).ok_or("a name is too long")?;
        let spelt = start..self.keys.len();
        let hash = hashes.hash_one(self.keys.get(spelt.clone()).unwrap_or_default());
        Ok((spelt, hash))
    }

    /// The rows alone.
    pub(super) fn rows(&self) -> impl Iterator<Item = ReadyRow<'_>> {
        self.records.iter().filter_map(|(_, ready)| ready.as_ref().ok()).map(|ready| self.row(ready))
    }

    /// Of each line the row, or what is wrong with it.
    pub(super) fn records(&self) -> impl Iterator<Item = (u64, Result<ReadyRow<'_>, String>)> {
        let record = |(line, ready): &'_ (u64, Result<Ready, String>)| {
            (*line, ready.as_ref().map(|ready| self.row(ready)).map_err(String::clone))
        };
        self.records.iter().map(record)
    }

    fn row(&self, ready: &Ready) -> ReadyRow<'_> {
        let spelt = |key: &Range<usize>| self.keys.get(key.clone()).unwrap_or_default();
        ReadyRow {
            cell: (spelt(&ready.cell), ready.cell_hash),
            source: (spelt(&ready.source), ready.source_hash),
            days: ready.days,
            figures: ready.figures,
        }
    }
}

/// The texts of a record.
struct Record<'r, 't> {
    texts: &'r [Text<'t>],
    fields: &'r RowFields,
}

impl Record<'_, '_> {
    fn text(&self, at: usize) -> Option<&str> {
        self.texts.get(at)?.as_deref()
    }

    fn name(&self, at: usize) -> &str {
        self.fields.names.get(at).map_or("", String::as_str)
    }

    fn days(&self) -> Result<Span, String> {
        let day = |at: usize| {
            let Some(text) = self.text(at) else { return Ok(None) };
            let day = written_out(text).or_else(|| text.parse::<Day>().ok());
            day.map(Some).ok_or_else(|| format!("`{}`: there is no day {text}", self.name(at)))
        };
        let [first, last] = self.fields.period;
        Span::new(day(first)?, day(last)?).map_err(|_| "the period ends before it begins".to_owned())
    }

    fn figures(&self) -> Result<Figures, String> {
        let [low, high] = self.fields.bounds.map(|at| self.text(at));
        if let Some(short) = short(low, high) {
            return Ok(Figures::Short(short));
        }
        let bound = |at: usize| {
            let Some(text) = self.text(at) else { return Ok(None) };
            let number = Decimal::from_str_exact(text).ok().filter(|_| is_plain(text));
            let fault =
                || format!("`{}`: {text} is no plain decimal number of 28 digits at most", self.name(at));
            number.map(Some).ok_or_else(fault)
        };
        let [low, high] = self.fields.bounds;
        let bounds = match (bound(low)?, bound(high)?) {
            (Some(low), Some(high)) => Bounds::between(low, high).map_err(|fault| fault.to_string())?,
            (Some(low), None) => Bounds::at_least(low),
            (None, Some(high)) => Bounds::at_most(high),
            (None, None) => return Err("it has neither bound".to_owned()),
        };
        Ok(Figures::Long(bounds))
    }
}

/// A day written as `2023-06-30`.
fn written_out(text: &str) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let two = |a, b| Some(digit(a)? * 10 + digit(b)?);
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    Day::new(i32::try_from(year).ok()?, two(m1, m2)?, two(d1, d2)?)
}

/// Both bounds in one unit of 64 bits, the low one not above the high one, if they are written so.
fn short(low: Option<&str>, high: Option<&str>) -> Option<Short> {
    let [low, high] = [low, high].map(|text| text.map(digits));
    let short = match (low, high) {
        (Some(low), Some(high)) => {
            let ((low, decimals), (high, others)) = (low?, high?);
            (decimals == others && low <= high).then_some(Short {
                low: Some(low),
                high: Some(high),
                decimals,
            })?
        }
        (Some(low), None) => low.map(|(low, decimals)| Short { low: Some(low), high: None, decimals })?,
        (None, Some(high)) => high.map(|(high, decimals)| Short { low: None, high: Some(high), decimals })?,
        (None, None) => return None,
    };
    Some(short)
}

/// As many digits fit in 64 bits, whatever they are.
const DIGITS: usize = 18;

/// A plain decimal number of few digits: all of them as a whole number, and how many come after the point.
fn digits(text: &str) -> Option<(i64, u32)> {
    let (size, sign) = text.strip_prefix('-').map_or((text, 1), |size| (size, -1));
    if size.len() > DIGITS {
        return None;
    }
    let (mut whole, mut point, mut number) = (0_u32, None, 0_i64);
    for byte in size.bytes() {
        match byte {
            b'0'..=b'9' => {
                number = number * 10 + i64::from(byte - b'0');
                whole += 1;
            }
            b'.' if point.is_none() && whole > 0 => point = Some(whole),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |point| whole - point);
    (whole > 0 && (point.is_none() || decimals > 0)).then_some((sign * number, decimals))
}

/// Whether a text is digits, with a sign before and a point between them at most: one spelling, as JSON has it.
fn is_plain(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let size = text.strip_prefix('-').unwrap_or(text);
    size.split_once('.').map_or(digits(size), |(whole, part)| digits(whole) && digits(part))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn days_and_numbers_are_read_as_by_the_slow_way(
            day in "-?[0-9]{1,4}-?[0-9]{0,2}-?[0-9]{0,2}|[0-9]{4}-[01][0-9]-[0-3][0-9]|.{0,10}",
            number in "[-+]?[0-9]{0,19}\\.?[0-9]{0,6}|.{0,5}",
        ) {
            if let Some(found) = written_out(&day) {
                prop_assert_eq!(day.parse::<Day>().ok(), Some(found));
            }
            let slow = Decimal::from_str_exact(&number).ok().filter(|_| is_plain(&number));
            if let Some((digits, decimals)) = digits(&number) {
                let found = Decimal::from_i128_with_scale(digits.into(), decimals);
                prop_assert_eq!(slow.map(|slow| (slow, slow.scale())), Some((found, found.scale())));
            } else {
                prop_assert!(slow.is_none() || number.len() > DIGITS, "{}", number);
            }
        }
    }
}
