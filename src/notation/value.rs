//! Values in words, and back.

#[cfg(test)]
mod laws;
mod number;
mod range;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::lexicon::{AFTER, BEFORE, MOST, Reader, SYMBOLS, VAGUE, quoted, tidy};
use crate::model::{Figure, Form, Hedge, Numeral, Scale, Value, ValueError, unit_spelled};
use number::Before;
use range::range;

/// The longest text that is read as one value.
const LONGEST: usize = 400;

impl FromStr for Value {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Value, ValueError> {
        let words = text.trim();
        if words.is_empty() {
            return Err(ValueError("a value is missing; write one such as `$5 billion`".to_owned()));
        }
        if words.len() > LONGEST {
            return Err(ValueError(format!(
                "{} is too long for a value; write the figure alone",
                quoted(words)
            )));
        }
        Ok(value(&tidy(words))?.worded(words))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.words())
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// A figure with the unit written beside it.
struct Amount {
    figure: Figure,
    unit: Option<String>,
}

/// Reads a tidy text.
fn value(text: &str) -> Result<Value, ValueError> {
    if let Some((figure, decimals)) = text.strip_suffix(')').and_then(|text| text.rsplit_once("(decimals ")) {
        let decimals = match decimals.trim() {
            "INF" => None,
            number => Some(number.parse().map_err(|_| {
                ValueError(format!(
                    "{} is no number of decimals; write `INF` or a whole number",
                    quoted(number)
                ))
            })?),
        };
        return value(figure.trim_end())?.with_decimals(decimals);
    }
    let mut reader = Reader::new(text);
    if let Some(range) = range(&mut reader)? {
        return Ok(range);
    }
    let hedge = reader.entry(BEFORE);
    if hedge.is_some() && { reader }.entry(BEFORE).is_some() {
        return Err(ValueError(format!("{} has two hedges; keep the one that counts", quoted(text))));
    }
    if let Some(value) = worded(&mut reader, hedge, text)? {
        return Ok(value);
    }
    let (low, high) = figures(&mut reader)?;
    let after = reader.entry(AFTER);
    let low = if reader.is_done() || high.is_some() { low } else { unit_after(&mut reader, low)? };
    let after = after.or_else(|| reader.entry(AFTER));
    if !reader.is_done() {
        return Err(ValueError(format!(
            "{} is not understood in {}; write a figure and a unit, such as `nearly $5 billion`",
            quoted(reader.rest()),
            quoted(text)
        )));
    }
    finish(hedge, after, &low, high.as_ref(), text)
}

/// `+` between a figure and its unit: `100+ officials`.
fn unit_after(reader: &mut Reader<'_>, low: Amount) -> Result<Amount, ValueError> {
    if low.unit.is_some() {
        return Ok(low);
    }
    Ok(Amount { unit: unit(reader, false)?, ..low })
}

fn finish(
    hedge: Option<Hedge>,
    after: Option<Hedge>,
    low: &Amount,
    high: Option<&Amount>,
    text: &str,
) -> Result<Value, ValueError> {
    let hedge = match (hedge, after) {
        (Some(_), Some(_)) => {
            return Err(ValueError(format!("{} has two hedges; keep the one that counts", quoted(text))));
        }
        (before, after) => before.or(after).unwrap_or(Hedge::Unhedged),
    };
    let Some(high) = high else {
        let (figure, unit) = in_percent(low.figure, low.unit.clone(), low.unit.is_some());
        return Ok(Value::made(Form::Figure { hedge, figure }, unit));
    };
    let about = match hedge {
        Hedge::Unhedged => false,
        Hedge::About => true,
        Hedge::Nearly
        | Hedge::JustOver
        | Hedge::MoreThan
        | Hedge::LessThan
        | Hedge::AtLeast
        | Hedge::AtMost
        | Hedge::Exactly => {
            return Err(ValueError(format!("{} hedges a range; write `about` or no hedge", quoted(text))));
        }
    };
    let unit = one_unit(low.unit.as_deref(), high.unit.as_deref(), text)?;
    let low_figure = covered(low.figure, high.figure);
    let (low_figure, _) = in_percent(low_figure, unit.clone(), low.unit.is_some() || numeric_unit(high));
    let (high_figure, unit) = in_percent(high.figure, unit, high.unit.is_some() || low.unit.is_some());
    Value::from_figures(about, low_figure, high_figure, unit)
}

/// Whether a unit was written that a fraction before it shares: not a bare `%`.
fn numeric_unit(amount: &Amount) -> bool {
    amount.unit.as_deref().is_some_and(|unit| unit != "%")
}

/// A fraction of nothing named is a share: two thirds are 66⅔ %.
fn in_percent(figure: Figure, unit: Option<String>, written: bool) -> (Figure, Option<String>) {
    match figure {
        Figure { numeral: Numeral::Fraction { .. }, scale: Scale::ONE } if !written => {
            (Figure { scale: Scale::power(2), ..figure }, unit.or_else(|| Some("%".to_owned())))
        }
        Figure { .. } => (figure, unit),
    }
}

/// In `5 to 6 million` the scale covers both figures, unless that would turn them round.
fn covered(low: Figure, high: Figure) -> Figure {
    let scaled = Figure { scale: high.scale, ..low };
    if low.scale == Scale::ONE && scaled.number() <= high.number() { scaled } else { low }
}

fn one_unit(low: Option<&str>, high: Option<&str>, text: &str) -> Result<Option<String>, ValueError> {
    match (low, high) {
        (Some(low), Some(high)) if unit_spelled(low) != unit_spelled(high) => Err(ValueError(format!(
            "{} has two units, {} and {}; write one",
            quoted(text),
            quoted(low),
            quoted(high)
        ))),
        (low, high) => Ok(high.or(low).map(str::to_owned)),
    }
}

/// `most`, `dozens`, `hundreds of officials`, `tens of thousands`.
fn worded(reader: &mut Reader<'_>, hedge: Option<Hedge>, text: &str) -> Result<Option<Value>, ValueError> {
    let start = *reader;
    let most = MOST.iter().any(|phrase| reader.word(phrase));
    let vague = if most { None } else { reader.entry(VAGUE) };
    if !most && vague.is_none() {
        return Ok(None);
    }
    if hedge.is_some() {
        let alone = quoted(start.rest());
        return Err(ValueError(format!(
            "{} hedges a word without a figure; write {alone} alone",
            quoted(text)
        )));
    }
    let of = reader.word("of");
    let Some(word) = vague else {
        if reader.is_done() {
            return Ok(Some(Value::made(Form::Most, Some("%".to_owned()))));
        }
        return Err(ValueError(format!(
            "{} names what it is part of; write `most`, and the rest in the claim's other fields",
            quoted(text)
        )));
    };
    let scale = number::powers(reader);
    let _ = !of && reader.word("of") || scale != Scale::ONE && reader.word("of");
    let unit = unit(reader, false)?;
    if !reader.is_done() {
        return Err(ValueError(format!("{} is not understood in {}", quoted(reader.rest()), quoted(text))));
    }
    Ok(Some(Value::made(Form::Vague { word, scale }, unit)))
}

/// One figure, or the two ends of a range.
fn figures(reader: &mut Reader<'_>) -> Result<(Amount, Option<Amount>), ValueError> {
    let between = reader.word("between");
    let from = !between && reader.word("from");
    let low = amount(reader, between)?;
    let joined = if between {
        reader.word("and")
    } else {
        reader.word("to") || ["–", "—", "-"].into_iter().any(|dash| reader.word(dash))
    };
    if !joined && (between || from) {
        return Err(ValueError("a range needs two figures; write `between 5 and 6 million`".to_owned()));
    }
    let high = if joined { Some(amount(reader, false)?) } else { None };
    Ok((low, high))
}

/// Sign, currency, numeral, scale, unit.
fn amount(reader: &mut Reader<'_>, between: bool) -> Result<Amount, ValueError> {
    let start = *reader;
    let mut negative = sign(reader);
    let currency = currency(reader);
    negative = negative || sign(reader);
    let before = if currency.is_some() { Before::Currency } else { Before::Nothing };
    let figure = number::figure(reader, before)?;
    let figure = if negative { figure.negated() } else { figure };
    let behind = unit(reader, between)?;
    let unit = match (&currency, &behind) {
        (Some(money), Some(words)) if per(words).is_some() => {
            per(words).map(|under| format!("{money}/{under}"))
        }
        (Some(_), Some(_)) => one_unit(currency.as_deref(), behind.as_deref(), start.rest())?,
        _ => currency.or(behind),
    };
    Ok(Amount { figure, unit })
}

/// What follows `per`, `a` or `/` behind an amount of money: `$70 a barrel`.
fn per(words: &str) -> Option<&str> {
    ["per ", "a ", "an ", "/"].iter().find_map(|word| words.strip_prefix(word)).map(str::trim)
}

fn sign(reader: &mut Reader<'_>) -> bool {
    let negative = reader.sign('-');
    let _ = !negative && reader.sign('+');
    negative
}

/// `$`, `US$`, `USD` before a figure.
fn currency(reader: &mut Reader<'_>) -> Option<String> {
    let rest = reader.rest();
    let symbol = SYMBOLS.iter().filter(|symbol| rest.starts_with(**symbol)).max_by_key(|symbol| symbol.len());
    let code = || {
        let (code, rest) = rest.split_at_checked(3)?;
        let capitals = code.bytes().all(|byte| byte.is_ascii_uppercase());
        (capitals && !rest.starts_with(char::is_alphabetic)).then_some(code)
    };
    let found = symbol.copied().or_else(code)?;
    reader.at(rest.strip_prefix(found)?);
    Some(found.to_owned())
}

/// The words after a figure, up to what joins or ends it.
fn unit(reader: &mut Reader<'_>, between: bool) -> Result<Option<String>, ValueError> {
    let rest = reader.rest();
    let end = unit_end(rest, between);
    let Some((unit, after)) = rest.split_at_checked(end) else { return Ok(None) };
    let unit = unit.trim();
    if unit.is_empty() {
        return Ok(None);
    }
    let begins =
        unit.starts_with(|letter: char| letter.is_alphabetic() || "%/".contains(letter) || is_symbol(letter));
    if !begins {
        return Ok(None);
    }
    let fits = |letter: char| letter.is_alphanumeric() || " /²³^%-.'".contains(letter) || is_symbol(letter);
    if let Some(strange) = unit.chars().find(|letter| !fits(*letter)) {
        return Err(ValueError(format!("`{strange}` in {} belongs to no unit; leave it out", quoted(unit))));
    }
    if number::scale(&mut Reader::new(unit), Before::Nothing).is_ok_and(|scale| scale != Scale::ONE) {
        return Err(ValueError(format!(
            "{} stands apart from its number; write it as `5 million`",
            quoted(unit)
        )));
    }
    if let Some(whole) = unit.strip_prefix("of ") {
        return Err(ValueError(format!(
            "{} is no unit; leave {} to the claim's other fields",
            quoted(unit),
            quoted(whole)
        )));
    }
    reader.at(after);
    Ok(Some(unit.to_owned()))
}

fn is_symbol(letter: char) -> bool {
    SYMBOLS.iter().any(|symbol| symbol.chars().count() == 1 && symbol.starts_with(letter))
}

fn unit_end(rest: &str, between: bool) -> usize {
    for (at, letter) in rest.char_indices() {
        let Some((_, ahead)) = rest.split_at_checked(at) else { continue };
        let mut reader = Reader::new(ahead);
        let stops = match letter {
            '–' | '—' | '+' | '(' => true,
            '-' => ahead.chars().nth(1).is_some_and(|next| next.is_ascii_digit()),
            ' ' => reader.word("to") || between && reader.word("and") || reader.entry(AFTER).is_some(),
            _ => {
                at == 0
                    && (reader.word("to") || between && reader.word("and") || reader.entry(AFTER).is_some())
            }
        };
        if stops {
            return at;
        }
    }
    rest.len()
}
