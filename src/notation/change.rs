//! Changes in words, and back.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::lexicon::{BEFORE, NUMBERS, Reader, quoted, tidy};
use crate::model::{Change, Direction, Figure, Hedge, Numeral, Scale, Value, ValueError};
use rust_decimal::Decimal;

impl FromStr for Change {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Change, ValueError> {
        let words = text.trim();
        if words.is_empty() {
            return Err(ValueError("a change is missing; write one such as `+14.7%` or `fell`".to_owned()));
        }
        Ok(change(&tidy(words))?.worded(words))
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.words())
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Change, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Words that say which way.
const WAYS: &[(Direction, &[&str])] = &[
    (
        Direction::Rose,
        &[
            "rose",
            "up",
            "grew",
            "increased",
            "rise of",
            "growth of",
            "increase of",
            "gained",
            "climbed",
            "jumped",
            "surged",
            "soared",
            "expanded",
            "added",
            "a rise of",
            "an increase of",
        ],
    ),
    (
        Direction::Fell,
        &[
            "fell",
            "down",
            "declined",
            "decreased",
            "dropped",
            "shrank",
            "sank",
            "slid",
            "plunged",
            "slumped",
            "lost",
            "contracted",
            "fall of",
            "a fall of",
            "drop of",
            "a drop of",
            "decline of",
            "a decline of",
            "decrease of",
            "a decrease of",
        ],
    ),
];

/// Words that are a factor by themselves.
const FACTORS: &[((i64, i64), &[&str])] = &[
    ((2, 1), &["doubled", "twofold", "doubling"]),
    ((3, 1), &["tripled", "trebled", "threefold"]),
    ((4, 1), &["quadrupled", "fourfold"]),
    ((5, 1), &["quintupled", "fivefold"]),
    ((10, 1), &["tenfold"]),
    ((1, 2), &["halved"]),
];

fn change(text: &str) -> Result<Change, ValueError> {
    let mut reader = Reader::new(text);
    let before = reader.entry(BEFORE);
    let way = reader.entry(WAYS);
    if way.is_some() {
        let _ = reader.word("by");
    }
    if let (None, Some(way), true) = (before, way, reader.is_done()) {
        return Ok(match way {
            Direction::Rose => Change::rose(),
            Direction::Fell => Change::fell(),
        });
    }
    let mut ahead = reader;
    let inner = ahead.entry(BEFORE);
    if let Some(factor) = factor(&mut ahead, before.or(inner), way, text)? {
        return Ok(factor);
    }
    let inner_words = reader;
    let hedge = ahead_hedge(before, inner, text)?;
    sized(if inner.is_some() { ahead } else { inner_words }, hedge, way, text)
}

fn ahead_hedge(before: Option<Hedge>, inner: Option<Hedge>, text: &str) -> Result<Option<Hedge>, ValueError> {
    match (before, inner) {
        (Some(_), Some(_)) => {
            Err(ValueError(format!("{} has two hedges; keep the one that counts", quoted(text))))
        }
        (before, inner) => Ok(before.or(inner)),
    }
}

/// A size, with a sign or a word that says which way.
fn sized(
    mut reader: Reader<'_>,
    hedge: Option<Hedge>,
    way: Option<Direction>,
    text: &str,
) -> Result<Change, ValueError> {
    let sign = if reader.sign('+') {
        Some(Direction::Rose)
    } else if reader.sign('-') {
        Some(Direction::Fell)
    } else {
        None
    };
    let direction = match (way, sign) {
        (Some(_), Some(_)) => {
            return Err(ValueError(format!(
                "{} says twice which way; write `rose 5%`, `fell 5%`, `+5%` or `-5%`",
                quoted(text)
            )));
        }
        (None, None) => {
            let rest = quoted(text);
            return Err(ValueError(format!(
                "{rest} does not say which way; write `+14.7%`, `-14.7%`, `rose`, `fell`, `x1.5` or `doubled`"
            )));
        }
        (way, sign) => way.or(sign).unwrap_or(Direction::Rose),
    };
    let size: Value = reader.rest().parse()?;
    let size = match hedge {
        Some(hedge) if size.hedge() == Some(Hedge::Unhedged) => size.hedged(hedge),
        Some(Hedge::About) => format!("about {}", reader.rest()).parse()?,
        Some(_) => return Err(ValueError(format!("{} hedges what is no single figure", quoted(text)))),
        None => size,
    };
    Change::by(direction, size)
}

/// `x1.5`, `doubled`, `10-fold`, `fell 10-fold`.
fn factor(
    reader: &mut Reader<'_>,
    hedge: Option<Hedge>,
    way: Option<Direction>,
    text: &str,
) -> Result<Option<Change>, ValueError> {
    let hedge = hedge.unwrap_or(Hedge::Unhedged);
    let turned = |(over, under): (i64, i64)| match way {
        Some(Direction::Fell) => (under, over),
        Some(Direction::Rose) | None => (over, under),
    };
    if let Some(factor) = reader.entry(FACTORS).filter(|_| reader.is_done()) {
        return Change::factor(true, hedge, times(turned(factor))).map(Some);
    }
    let mut ahead = *reader;
    if let Some(number) = fold(&mut ahead) {
        let figure = match (way, i64::try_from(number.mantissa()).ok().filter(|_| number.scale() == 0)) {
            (Some(Direction::Fell), Some(whole)) if whole > 0 => times((1, whole)),
            (Some(Direction::Fell), _) => {
                return Err(ValueError(format!("{} is no whole factor; write it as `x0.4`", quoted(text))));
            }
            (Some(Direction::Rose) | None, _) => Figure::digits(number, Scale::ONE),
        };
        return Change::factor(true, hedge, figure).map(Some);
    }
    if way.is_some() || !(reader.rest().starts_with(['x', 'X', '×'])) {
        return Ok(None);
    }
    let number: Value = reader.rest().trim_start_matches(['x', 'X', '×']).parse()?;
    match (number.unit_name(), number.single_figure()) {
        (None, Some(figure)) => Change::factor(false, hedge, figure).map(Some),
        _ => Err(ValueError(format!("{} is no factor; write it as `x1.5`", quoted(text)))),
    }
}

/// A factor from a word: a whole number, or one over it.
fn times((over, under): (i64, i64)) -> Figure {
    if under == 1 {
        Figure::digits(Decimal::from(over), Scale::ONE)
    } else {
        Figure { numeral: Numeral::Fraction { over, under }, scale: Scale::ONE }
    }
}

/// `10-fold`, `ten-fold`, `1.5-fold`.
fn fold(reader: &mut Reader<'_>) -> Option<Decimal> {
    let number = match reader.entry(NUMBERS) {
        Some(number) => Decimal::from(number),
        None => {
            let (digits, rest) = reader.rest().split_once('-')?;
            reader.at(rest);
            let shaped =
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            return (shaped && reader.word("fold") && reader.is_done())
                .then(|| Decimal::from_str_exact(digits).ok())?;
        }
    };
    (reader.sign('-') && reader.word("fold") && reader.is_done()).then_some(number)
}
