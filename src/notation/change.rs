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
    if way.is_some() && reader.word("to") {
        return Err(ValueError(format!("{} gives the value reached; write it as `reaching`", quoted(text))));
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
    if let Some(number) = reader.entry(NUMBERS) {
        let folded = reader.sign('-') && reader.word("fold") && reader.is_done();
        return folded.then(|| Decimal::from(number));
    }
    let (digits, rest) = reader.rest().split_once('-')?;
    reader.at(rest);
    let shaped = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let folded = shaped && reader.word("fold") && reader.is_done();
    folded.then(|| Decimal::from_str_exact(digits).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChangeForm, Grade, Hedges, Nature};

    #[track_caller]
    fn read(text: &str) -> Change {
        match text.parse() {
            Ok(change) => change,
            Err(error) => panic!("{text}: {error}"),
        }
    }

    #[test]
    fn every_form_has_its_signed_sets() {
        use ChangeForm::{Absolute, Factor, Percent, Points};
        for (text, form, plain, lenient) in [
            ("+14.7%", Percent, "[14.65, 14.75)", "[14.65, 14.8]"),
            ("-14.7%", Percent, "(-14.75, -14.65]", "[-14.8, -14.65]"),
            ("fell 14.7%", Percent, "(-14.75, -14.65]", "[-14.8, -14.65]"),
            ("rose nearly 15%", Percent, "[14, 15)", "[13, 15.5]"),
            ("up by more than 10 percent", Percent, "(10, 20]", "(9.5, ∞)"),
            ("fell more than 75%", Percent, "[-100, -75)", "[-100, -71.25)"),
            ("more than -75%", Percent, "[-100, -75)", "[-100, -71.25)"),
            ("fell less than 10%", Percent, "(-10, -5]", "(-10.5, 0]"),
            ("-100%", Percent, "[-100, -99.5]", "[-100, -99.5]"),
            ("-150%", Percent, "(-150.5, -149.5]", "[-151, -149.5]"),
            ("fell by a third", Percent, "(-110/3, -30]", "[-40, -80/3]"),
            ("rose between 5 and 6%", Percent, "[5, 6]", "[4.5, 6.6]"),
            ("+1.1 pp", Points, "[1.05, 1.15)", "[1.05, 1.2]"),
            ("-25 basis points", Points, "(-0.255, -0.245]", "[-0.26, -0.245]"),
            ("-$2bn", Absolute, "(-2200000000, -1800000000]", "[-2400000000, -1600000000]"),
            ("down at least $2bn", Absolute, "(-∞, -2000000000]", "(-∞, -1900000000]"),
            ("x1.5", Factor, "[1.45, 1.55)", "[1.45, 1.6]"),
            ("doubled", Factor, "[1.8, 2.2]", "[1.6, 2.4]"),
            ("halved", Factor, "[0.45, 0.55]", "[0.4, 0.6]"),
            ("10-fold", Factor, "[9, 11]", "[8, 12]"),
            ("rose tenfold", Factor, "[9, 11]", "[8, 12]"),
            ("fell 10-fold", Factor, "[0.09, 0.11]", "[0.08, 0.12]"),
            ("more than doubled", Factor, "(2, 4]", "(1.9, ∞)"),
            ("nearly doubled", Factor, "[1.8, 2)", "[1.6, 2.1]"),
            ("about doubled", Factor, "[1.8, 2.2]", "[1.6, 2.4]"),
            ("nearly halved", Factor, "(0.5, 0.55]", "[0.475, 0.6]"),
            ("more than halved", Factor, "[0, 0.5)", "[0, 0.525)"),
        ] {
            let change = read(text);
            let set = |grade| change.interval(grade, Nature::default(), &Hedges::default()).to_string();
            assert_eq!(
                (set(Grade::Plain), set(Grade::Lenient)),
                (plain.to_owned(), lenient.to_owned()),
                "{text}"
            );
            assert_eq!(change.form(), form, "{text}");
        }
    }

    #[test]
    fn the_direction_is_known_when_all_goes_one_way() {
        use Direction::{Fell, Rose};
        for (text, plain, lenient) in [
            ("rose", Some(Rose), Some(Rose)),
            ("fell", Some(Fell), Some(Fell)),
            ("+14.7%", Some(Rose), Some(Rose)),
            ("-$2bn", Some(Fell), Some(Fell)),
            ("x1.5", Some(Rose), Some(Rose)),
            ("x0.5", Some(Fell), Some(Fell)),
            ("x1.1", Some(Rose), Some(Rose)),
            ("x1", None, None),
            ("halved", Some(Fell), Some(Fell)),
            ("more than halved", Some(Fell), Some(Fell)),
            ("rose less than 5%", Some(Rose), None),
            ("rose at most 5%", None, None),
            ("+0%", None, None),
        ] {
            let direction = |grade| read(text).direction(grade, &Hedges::default());
            assert_eq!((direction(Grade::Plain), direction(Grade::Lenient)), (plain, lenient), "{text}");
        }
    }

    #[test]
    fn canonical_words_read_back_to_the_same_change() {
        for (text, canonical) in [
            ("up", "rose"),
            ("declined", "fell"),
            ("+ 14.7 percent", "+14.7%"),
            ("down 3 percentage points", "-3 pp"),
            ("increased by $2bn", "+2 billion USD"),
            ("climbed", "rose"),
            ("grew by about 5%", "rose about 5%"),
            ("roughly +5%", "rose about 5%"),
            ("rose by dozens", "rose dozens"),
            ("fell between 5 and 6%", "fell between 5 and 6%"),
            ("nearly tripled", "nearly 3-fold"),
            ("more than halved", "fell more than 2-fold"),
            ("rose ten-fold", "10-fold"),
            ("rose more than 10-fold", "more than 10-fold"),
            ("×1.50", "x1.50"),
            ("nearly x2", "nearly x2"),
            ("rose about 5 to 6%", "rose about 5 to 6%"),
        ] {
            let change = read(text);
            assert_eq!(change.to_string(), text);
            let words = change.canonical();
            assert_eq!(words, canonical, "{text}");
            assert_eq!(read(&words), change, "{text}");
        }
    }

    #[test]
    fn what_does_not_say_which_way_is_refused() {
        for (text, message) in [
            ("", "a change is missing; write one such as `+14.7%` or `fell`"),
            (
                "14.7%",
                "`14.7%` does not say which way; write `+14.7%`, `-14.7%`, `rose`, `fell`, `x1.5` or `doubled`",
            ),
            ("rose -5%", "`rose -5%` says twice which way; write `rose 5%`, `fell 5%`, `+5%` or `-5%`"),
            ("--5%", "`-5%` is below zero; write the size, and say which way by `rose` or `fell`"),
            ("nearly rose about 5%", "`nearly rose about 5%` has two hedges; keep the one that counts"),
            ("rose to 5%", "`rose to 5%` gives the value reached; write it as `reaching`"),
            ("x-2", "the factor `-2` is below zero; write it as `x1.5`"),
            ("x5 km", "`x5 km` is no factor; write it as `x1.5`"),
            ("rose most", "`most` is no size of a change; write it as `+60%`"),
        ] {
            let error = text.parse::<Change>().map(|change| change.canonical()).unwrap_err();
            assert_eq!(error.to_string(), message, "{text}");
        }
    }

    #[test]
    fn a_serialised_change_reads_back() {
        let change: Change = serde_json::from_str("\"rose nearly 15%\"").unwrap();
        assert_eq!(serde_json::to_string(&change).unwrap(), "\"rose nearly 15%\"");
        assert!(serde_json::from_str::<Change>("\"15%\"").is_err());
    }
}
