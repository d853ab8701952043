use crate::model::Day;

/// What to write where nothing better can be guessed.
pub(crate) const GENERAL: &str =
    "write a day as 2025-06-05, a month as 2025-06, an interval as 2025-06/2025-09";

/// What the writer may have meant, for spellings that people use and EDTF does not.
pub(crate) fn advice(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    let pieces: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
    if pieces.len() > 4 {
        return None;
    }
    let relative = ["last", "next", "this", "today", "yesterday", "tomorrow", "now", "recently"];
    if pieces.iter().any(|piece| relative.contains(piece)) {
        return Some("write the date that is meant, since no clock is read here".to_owned());
    }
    suggestion(&pieces).map(|date| format!("write it as {date}"))
}

fn suggestion(pieces: &[&str]) -> Option<String> {
    match pieces {
        [decade] => {
            decade.strip_suffix("0s").filter(|start| is_number(start, 3)).map(|start| start.to_owned() + "X")
        }
        [year, month, day] if is_number(year, 4) => valid(year, month_number(month)?, day.parse().ok()?),
        [year, month] | [month, year] if is_number(year, 4) => {
            Some(format!("{year}-{:02}", month_number(month).or_else(|| code(month))?))
        }
        [day, month, year] | [month, day, year] if is_number(year, 4) && named_month(month).is_some() => {
            valid(year, named_month(month)?, day.parse().ok()?)
        }
        _ => None,
    }
    .or_else(|| match pieces {
        // Day and month may stand either way round, but only one of them has a name.
        [month, day, year] if is_number(year, 4) => valid(year, named_month(month)?, day.parse().ok()?),
        _ => None,
    })
}

fn valid(year: &str, month: u32, day: u32) -> Option<String> {
    Day::new(year.parse().ok()?, month, day).map(|day| day.to_string())
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn month_number(word: &str) -> Option<u32> {
    let plain = word.parse().ok().filter(|month| (1..=12).contains(month) && word.len() <= 2);
    plain.or_else(|| named_month(word))
}

fn named_month(word: &str) -> Option<u32> {
    const NAMES: [(u32, &str); 12] = [
        (1, "january"),
        (2, "february"),
        (3, "march"),
        (4, "april"),
        (5, "may"),
        (6, "june"),
        (7, "july"),
        (8, "august"),
        (9, "september"),
        (10, "october"),
        (11, "november"),
        (12, "december"),
    ];
    let long_enough = word.len() >= 3;
    NAMES.iter().find(|(_, name)| long_enough && name.starts_with(word)).map(|(number, _)| *number)
}

/// The codes of seasons and quarters in ISO 8601-2:2019, 4.8.
fn code(word: &str) -> Option<u32> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        "q1" => Some(33),
        "q2" => Some(34),
        "q3" => Some(35),
        "q4" => Some(36),
        _ => None,
    }
}
