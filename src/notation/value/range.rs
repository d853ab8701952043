//! Intervals as tables write them.

use super::number::{self, Before};
use super::{amount, currency, one_unit, unit};
use crate::model::{End, Exact, Form, Interval, Value, ValueError};
use crate::notation::lexicon::{Reader, quoted};

/// `[4.5, 5.0) bn USD`.
pub(super) fn range(reader: &mut Reader<'_>) -> Result<Option<Value>, ValueError> {
    let text = reader.rest();
    let mut ahead = *reader;
    let currency = currency(&mut ahead);
    let Some(open) = ahead.rest().chars().next().filter(|letter| matches!(letter, '[' | '(')) else {
        return Ok(None);
    };
    ahead.sign(open);
    let unclear = || ValueError(format!("{} is no interval; write it as `[4.5, 5) bn USD`", quoted(text)));
    let close = ahead.rest().rfind([']', ')']).ok_or_else(unclear)?;
    let (inside, after) = ahead.rest().split_at_checked(close).ok_or_else(unclear)?;
    let (low, high) = ends(inside).ok_or_else(unclear)?;
    let closed = after.starts_with(']');
    ahead.at(after.trim_start_matches([']', ')']));
    let before = if currency.is_some() { Before::Currency } else { Before::Nothing };
    let factor = number::scale(&mut ahead, before)?.factor();
    let behind = unit(&mut ahead, false)?;
    if !ahead.is_done() {
        return Err(unclear());
    }
    let unit = one_unit(currency.as_deref(), behind.as_deref(), text)?;
    let low = end(low, "-∞", open == '[')?;
    let high = end(high, "∞", closed)?;
    let interval = Interval::new(low, high).map_err(|error| ValueError(error.to_string()))?;
    Ok(Some(Value::made(Form::Range(interval.scaled(&factor)), unit)))
}

/// Splits at `;`, at the one comma before a space, or at the only comma.
fn ends(inside: &str) -> Option<(&str, &str)> {
    let once = |separator: &str| inside.split_once(separator).filter(|(_, high)| !high.contains(separator));
    once(";").or_else(|| once(", ")).or_else(|| once(","))
}

fn end(text: &str, infinity: &str, closed: bool) -> Result<End, ValueError> {
    let text = text.trim();
    if text.is_empty() || text == ".." || text.trim_start_matches('+') == infinity {
        if closed {
            return Err(ValueError(
                "an interval has no last number there; write `(` or `)` at that end".to_owned(),
            ));
        }
        return Ok(End::Absent);
    }
    let number = match text.parse() {
        Ok(number) => Ok(number),
        Err(_) => end_number(text),
    }?;
    Ok(if closed { End::Closed(number) } else { End::Open(number) })
}

/// `4.5 bn` as an end.
fn end_number(text: &str) -> Result<Exact, ValueError> {
    let mut reader = Reader::new(text);
    let amount = amount(&mut reader, false)?;
    if !reader.is_done() || amount.unit.is_some() {
        return Err(ValueError(format!("{} is no end of an interval; write a number", quoted(text))));
    }
    Ok(amount.figure.number())
}
