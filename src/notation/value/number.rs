//! Numerals and scale words.

use rust_decimal::Decimal;

use crate::model::{Figure, Numeral, Scale, ValueError};
use crate::notation::lexicon::{FRACTIONS, NUMBERS, PARTS, POWERS, Reader, quoted};

/// The most digits that are kept exactly.
const DIGITS: usize = 28;
/// The furthest power of ten that `1e6` may name.
const POWER: i32 = 40;

/// What stands around a numeral and decides what a letter after it means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// A currency: `m` is a million.
    Currency,
    /// Nothing: `m` may be metres.
    Nothing,
}

/// Reads a numeral and its scale; the sign has been read.
pub(super) fn figure(reader: &mut Reader<'_>, before: Before) -> Result<Figure, ValueError> {
    let (numeral, power) = if reader.rest().starts_with(|letter: char| letter.is_ascii_digit()) {
        digits(reader)?
    } else {
        (in_words(reader)?, 0)
    };
    let scale = Scale::power(power).and(scale(reader, before)?);
    Ok(Figure { numeral, scale })
}

/// Digits, and what directly follows them: an exponent, `½`, `/3`, `in 5`.
fn digits(reader: &mut Reader<'_>) -> Result<(Numeral, i32), ValueError> {
    let number = number(reader)?;
    let whole = i64::try_from(number.mantissa()).ok().filter(|_| number.scale() == 0);
    if let Some(whole) = whole {
        if let Some(fraction) = mixed(reader, whole).or_else(|| one_in(reader, whole)) {
            return Ok((fraction, 0));
        }
        if let Some(rest) =
            reader.raw().strip_prefix('/').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            reader.at(rest);
            return Ok((over(reader, whole)?, 0));
        }
    }
    Ok((Numeral::Digits(number.into()), exponent(reader)?))
}

/// `3` after `2/`.
fn over(reader: &mut Reader<'_>, whole: i64) -> Result<Numeral, ValueError> {
    let under = number(reader)?;
    match i64::try_from(under.mantissa()).ok().filter(|under_whole| under.scale() == 0 && *under_whole > 0) {
        Some(under) => Ok(Numeral::Fraction { over: whole, under }),
        None => Err(ValueError(format!("`{whole}/{under}` is no fraction; write it as `2/3`"))),
    }
}

/// `½` after `1`.
fn mixed(reader: &mut Reader<'_>, whole: i64) -> Option<Numeral> {
    let (over, under) = fraction_sign(reader)?;
    Some(Numeral::Fraction { over: whole.checked_mul(under)?.checked_add(over)?, under })
}

fn fraction_sign(reader: &mut Reader<'_>) -> Option<(i64, i64)> {
    let &(sign, fraction) = FRACTIONS.iter().find(|(sign, _)| reader.raw().starts_with(*sign))?;
    reader.sign(sign);
    Some(fraction)
}

/// `in 5`, `out of ten` after `1`.
fn one_in(reader: &mut Reader<'_>, over: i64) -> Option<Numeral> {
    let mut ahead = *reader;
    if !ahead.word("in") && !ahead.word("out of") {
        return None;
    }
    let under = if let Some(under) = ahead.entry(NUMBERS) {
        under
    } else {
        let number = number(&mut ahead).ok()?;
        i64::try_from(number.mantissa()).ok().filter(|_| number.scale() == 0)?
    };
    // `30 in 2024` is no fraction.
    if over > under || !(1..=1000).contains(&under) {
        return None;
    }
    *reader = ahead;
    Some(Numeral::Fraction { over, under })
}

/// `e6` directly after digits.
fn exponent(reader: &mut Reader<'_>) -> Result<i32, ValueError> {
    let Some(rest) = reader.raw().strip_prefix(['e', 'E']) else { return Ok(0) };
    let unsigned = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    let length = unsigned.bytes().take_while(u8::is_ascii_digit).count();
    let after = unsigned.split_at_checked(length).map_or("", |(_, after)| after);
    if length == 0 || after.starts_with(char::is_alphanumeric) {
        return Ok(0);
    }
    let text = rest.strip_suffix(after).unwrap_or(rest);
    reader.at(after);
    match text.trim_start_matches('+').parse::<i32>() {
        Ok(power) if power.abs() <= POWER => Ok(power),
        _ => Err(ValueError(format!("`e{text}` is too far from one; write at most `e{POWER}`"))),
    }
}

/// Digits with commas or spaces between groups of three, and a point.
fn number(reader: &mut Reader<'_>) -> Result<Decimal, ValueError> {
    let text = reader.rest();
    let length = length(text);
    let (written, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    reader.at(rest);
    let (whole, part) = written.split_once('.').map_or((written, None), |(whole, part)| (whole, Some(part)));
    if part.is_some_and(|part| part.contains([',', '.', ' '])) {
        return Err(ValueError(format!(
            "{} can be read in two ways; write it as `1,234.5`, with a comma between thousands and one point",
            quoted(written)
        )));
    }
    let separator = if whole.contains(',') { ',' } else { ' ' };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(separator);
    let fits = !grouped || (first.len() <= 3 && !first.is_empty() && !first.starts_with('0'));
    if !fits || whole.contains(',') && whole.contains(' ') || !groups.all(|group| group.len() == 3) {
        return Err(ValueError(format!(
            "{} can be read in two ways; write `1.5` for a decimal and `1,500` for thousands",
            quoted(written)
        )));
    }
    let clean: String = written.chars().filter(|letter| !matches!(letter, ',' | ' ')).collect();
    exact(&clean, written)
}

fn exact(clean: &str, written: &str) -> Result<Decimal, ValueError> {
    let significant = clean.trim_start_matches(['0', '.']).chars().filter(char::is_ascii_digit).count();
    let places = clean.split_once('.').map_or(0, |(_, part)| part.len());
    let kept =
        (significant <= DIGITS && places <= DIGITS).then(|| Decimal::from_str_exact(clean).ok()).flatten();
    kept.ok_or_else(|| {
        ValueError(format!(
            "{} has more than {DIGITS} digits; write fewer, with a word such as `billion` for the scale",
            quoted(written)
        ))
    })
}

/// How much of a text is one run of digits and the signs between them.
fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    let mut pointed = false;
    loop {
        let group = (1..=3).all(|step| digit(at + step)) && !digit(at + 4);
        match bytes.get(at) {
            Some(b'0'..=b'9') => at += 1,
            Some(b'.' | b',') if digit(at + 1) => {
                pointed = true;
                at += 1;
            }
            Some(b' ') if at > 0 && !pointed && group && short_before(bytes, at) => at += 1,
            _ => return at,
        }
    }
}

/// Whether at most three digits stand before a place: `5 000` is one number, `2024 000` is not.
fn short_before(bytes: &[u8], at: usize) -> bool {
    bytes.iter().take(at).rev().take_while(|byte| byte.is_ascii_digit()).count() <= 3
}

/// `two thirds`, `a quarter`, `half`, `½`, `twenty-five`, `a` before a word of scale.
fn in_words(reader: &mut Reader<'_>) -> Result<Numeral, ValueError> {
    let start = *reader;
    if let Some((over, under)) = fraction_sign(reader) {
        return Ok(Numeral::Fraction { over, under });
    }
    if reader.word("half") {
        let _ = reader.word("a") || reader.word("an");
        return Ok(Numeral::Fraction { over: 1, under: 2 });
    }
    if reader.word("a") || reader.word("an") || reader.word("the") {
        if let Some(under) = reader.entry(PARTS) {
            return Ok(parts(reader, 1, under));
        }
        if ahead_scale(reader) {
            return Ok(Numeral::Digits(Decimal::ONE.into()));
        }
    } else if let Some(number) = counted(reader) {
        let mut ahead = *reader;
        let _ = ahead.sign('-');
        if let Some(under) = ahead.entry(PARTS) {
            *reader = ahead;
            return Ok(parts(reader, number, under));
        }
        if reader.word("and a half") {
            return Ok(Numeral::Fraction { over: number * 2 + 1, under: 2 });
        }
        return Ok(one_in(reader, number).unwrap_or_else(|| Numeral::Digits(Decimal::from(number).into())));
    }
    Err(ValueError(format!(
        "{} is no number; write digits, such as `5 billion`, `14.7%` or `between 5 and 6`",
        quoted(start.rest())
    )))
}

/// `a quarter of a million`: the words between are passed over.
fn parts(reader: &mut Reader<'_>, over: i64, under: i64) -> Numeral {
    let mut ahead = *reader;
    if ahead.word("of a") && ahead_scale(&ahead) {
        *reader = ahead;
    }
    Numeral::Fraction { over, under }
}

/// `twelve`, `twenty-five`.
fn counted(reader: &mut Reader<'_>) -> Option<i64> {
    let tens = reader.entry(NUMBERS)?;
    let mut ahead = *reader;
    let hyphen = tens >= 20 && ahead.sign('-');
    match ahead.entry(NUMBERS).filter(|ones| hyphen && (1..=9).contains(ones)) {
        Some(ones) => {
            *reader = ahead;
            Some(tens + ones)
        }
        None => Some(tens),
    }
}

fn ahead_scale(reader: &Reader<'_>) -> bool {
    let mut ahead = *reader;
    ahead.entry(POWERS).is_some() || ahead.word("dozen") || ahead.word("score")
}

/// Up to three words of scale: `hundred thousand`, `dozen`, `bn`, `m`.
pub(super) fn scale(reader: &mut Reader<'_>, before: Before) -> Result<Scale, ValueError> {
    let mut scale = Scale::ONE;
    if let Some(letter) = letter(reader, before)? {
        return Ok(letter);
    }
    if reader.word("dozen") {
        scale.times = 12;
    } else if reader.word("score") {
        scale.times = 20;
    }
    Ok(scale.and(powers(reader)))
}

/// Up to two words of scale: `hundred thousand`.
pub(super) fn powers(reader: &mut Reader<'_>) -> Scale {
    let mut scale = Scale::ONE;
    for _ in 0..2 {
        scale.power += reader.entry(POWERS).unwrap_or(0);
    }
    scale
}

/// A single letter of scale, where it cannot be a unit.
fn letter(reader: &mut Reader<'_>, before: Before) -> Result<Option<Scale>, ValueError> {
    let (spaced, rest) = (reader.raw().starts_with(' '), reader.rest());
    let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    let Some((letters, after)) = rest.split_at_checked(end) else { return Ok(None) };
    if after.starts_with(|next: char| next.is_numeric() || matches!(next, '/' | '^')) {
        return Ok(None);
    }
    let mut next = Reader::new(after);
    let joined = ["to", "and", "or"].into_iter().any(|word| next.word(word));
    let followed = !joined && next.rest().starts_with(char::is_alphabetic);
    let power = match (letters, before) {
        ("k" | "K", _) => 3,
        ("M" | "MM", _) | ("m", Before::Currency) => 6,
        ("m", Before::Nothing) if followed => 6,
        ("m", Before::Nothing) if spaced => return Ok(None),
        ("m", Before::Nothing) => {
            return Err(ValueError(
                "a number before `m` can be metres or millions; write `metres` or `million`".to_owned(),
            ));
        }
        ("b" | "B", _) => 9,
        ("t" | "T", Before::Currency) => 12,
        _ => return Ok(None),
    };
    reader.at(after);
    Ok(Some(Scale::power(power)))
}
