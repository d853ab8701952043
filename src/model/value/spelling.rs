//! The canonical words of a value that was made in code; the notation reads them back to the same value.

use super::{Figure, Form, Hedge, Numeral, Scale, Vague};

pub(super) fn spelled(form: &Form, unit: Option<&str>) -> String {
    let unit_part = unit_part(unit);
    match form {
        Form::Figure { hedge, figure } if is_share(figure, unit) => {
            format!("{}{}", hedge_word(*hedge), numeral_words(figure.numeral))
        }
        Form::Figure { hedge, figure } => {
            format!("{}{}{unit_part}", hedge_word(*hedge), figure_words(figure))
        }
        Form::Between { about, low, high } => {
            let shares = is_share(low, unit) && is_share(high, unit);
            let words =
                |figure: &Figure| if shares { numeral_words(figure.numeral) } else { figure_words(figure) };
            let unit_part = if shares { String::new() } else { unit_part };
            match about {
                false => format!("between {} and {}{unit_part}", words(low), words(high)),
                true => format!("about {} to {}{unit_part}", words(low), words(high)),
            }
        }
        Form::Declared { figure, decimals } => {
            let decimals = decimals.map_or_else(|| "INF".to_owned(), |decimals| decimals.to_string());
            format!("{}{unit_part} (decimals {decimals})", figure_words(figure))
        }
        Form::Range(interval) => format!("{interval}{unit_part}"),
        Form::Vague { word, scale } => vague_words(*word, *scale, unit),
        Form::Most => "most".to_owned(),
    }
}

fn unit_part(unit: Option<&str>) -> String {
    match unit {
        None => String::new(),
        Some("%") => "%".to_owned(),
        Some("1") => " ratio".to_owned(),
        Some(unit) => format!(" {unit}"),
    }
}

fn hedge_word(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::Unhedged => "",
        Hedge::About => "about ",
        Hedge::Nearly => "nearly ",
        Hedge::JustOver => "just over ",
        Hedge::MoreThan => "more than ",
        Hedge::LessThan => "less than ",
        Hedge::AtLeast => "at least ",
        Hedge::AtMost => "at most ",
        Hedge::Exactly => "exactly ",
    }
}

/// A fraction of nothing named, which is kept in per cent.
fn is_share(figure: &Figure, unit: Option<&str>) -> bool {
    matches!(figure.numeral, Numeral::Fraction { .. }) && figure.scale == Scale::power(2) && unit == Some("%")
}

fn numeral_words(numeral: Numeral) -> String {
    match numeral {
        Numeral::Digits(digits) => digits.spelled(),
        Numeral::Fraction { over, under } => format!("{over}/{under}"),
    }
}

fn figure_words(figure: &Figure) -> String {
    let number = numeral_words(figure.numeral);
    let times = match figure.scale.times {
        1 => "",
        12 => " dozen",
        _ => " score",
    };
    match power_words(figure.scale.power) {
        Some(words) if words.is_empty() => format!("{number}{times}"),
        Some(words) => format!("{number}{times} {words}"),
        None => format!("{number}e{}{times}", figure.scale.power),
    }
}

/// One word, or two, for a power of ten.
fn power_words(power: i32) -> Option<String> {
    const WORDS: [(i32, &str); 8] = [
        (0, ""),
        (3, "thousand"),
        (6, "million"),
        (9, "billion"),
        (12, "trillion"),
        (2, "hundred"),
        (7, "crore"),
        (15, "quadrillion"),
    ];
    if let Some((_, word)) = WORDS.iter().find(|(known, _)| *known == power) {
        return Some((*word).to_owned());
    }
    let pair = |&(less, first): &(i32, &str)| {
        let (_, second) = WORDS.iter().find(|&&(more, _)| more > less && more + less == power)?;
        (less > 0).then(|| format!("{first} {second}"))
    };
    WORDS.iter().find_map(pair)
}

fn vague_words(word: Vague, scale: Scale, unit: Option<&str>) -> String {
    let (word, of) = match word {
        Vague::AFew => ("a few", ""),
        Vague::Several => ("several", ""),
        Vague::Tens => ("tens", " of"),
        Vague::Dozens => ("dozens", " of"),
        Vague::Scores => ("scores", " of"),
        Vague::Hundreds => ("hundreds", " of"),
        Vague::Thousands => ("thousands", " of"),
        Vague::Millions => ("millions", " of"),
        Vague::Billions => ("billions", " of"),
    };
    let mut words = word.to_owned();
    for part in [power_words(scale.power).unwrap_or_default(), unit_part(unit)] {
        if !part.is_empty() {
            words = format!("{words}{of} {}", part.trim());
        }
    }
    words
}
