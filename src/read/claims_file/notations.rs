//! Fields whose text has a notation: dates, values, durations, and words out of a few.

use super::super::fault::{FaultKind, Quoted};
use super::super::fields::{DIGITS, Figure, Word, instead};
use super::super::tree::Node;
use super::Reader;
use crate::model::{Change, Date, Duration, Exact, Value, When};
use std::fmt::Display;

impl Reader<'_> {
    /// Reports why a text could not be read, at its place.
    pub(super) fn told<T>(&mut self, word: Word<'_>, read: Result<T, impl Display>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                self.faults.add(word.span.start, FaultKind::Notation, format_args!("{error}"));
                None
            }
        }
    }

    pub(super) fn words(&mut self, node: Option<&Node<'_>>) -> Vec<String> {
        let texts = node.and_then(|node| node.texts(&mut self.faults)).unwrap_or_default();
        texts.into_iter().map(|word| word.text.to_owned()).collect()
    }

    pub(super) fn word(&mut self, node: Option<&Node<'_>>) -> Option<String> {
        node.and_then(|node| node.text(&mut self.faults)).map(|word| word.text.to_owned())
    }

    pub(super) fn flag(&mut self, node: Option<&Node<'_>>) -> Option<bool> {
        node.and_then(|node| node.flag(&mut self.faults))
    }

    pub(super) fn date(&mut self, node: Option<&Node<'_>>) -> Option<Date> {
        let word = node?.text(&mut self.faults)?;
        let date = Date::read(word.text, &self.named);
        // It may name a period that could not be read.
        if date.is_err() && self.unread.may_be_period(word.text) { None } else { self.told(word, date) }
    }

    pub(super) fn when(&mut self, node: Option<&Node<'_>>) -> Option<When> {
        let word = node?.text(&mut self.faults)?;
        let when = When::read(word.text, &self.named);
        if when.is_err() && self.unread.may_be_period(word.text) { None } else { self.told(word, when) }
    }

    pub(super) fn duration(&mut self, node: Option<&Node<'_>>) -> Option<Duration> {
        let word = node?.text(&mut self.faults)?;
        self.told(word, word.text.parse())
    }

    pub(super) fn value(&mut self, node: Option<&Node<'_>>) -> Option<Value> {
        match node?.figure(&mut self.faults)? {
            Figure::Text(word) => self.told(word, word.text.parse()),
            Figure::Number(word) => {
                let digits = self.digits(word)?;
                self.told(word, digits.parse())
            }
        }
    }

    pub(super) fn change(&mut self, node: Option<&Node<'_>>) -> Option<Change> {
        let word = node?.text(&mut self.faults)?;
        self.told(word, word.text.parse())
    }

    pub(super) fn exact(&mut self, node: Option<&Node<'_>>) -> Option<Exact> {
        match node?.figure(&mut self.faults)? {
            Figure::Text(word) => self.told(word, word.text.parse()),
            Figure::Number(word) => {
                let digits = self.digits(word)?;
                self.told(word, digits.parse())
            }
        }
    }

    /// A JSON number in plain digits, without an exponent.
    pub(super) fn digits(&mut self, word: Word<'_>) -> Option<String> {
        let digits = plain_digits(word.text);
        if digits.is_none() {
            let found = Quoted(word.text);
            let message =
                format_args!("{found} is too large or too small; write it with at most {DIGITS} digits");
            self.faults.add(word.span.start, FaultKind::Digits, message);
        }
        digits
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        node: Option<&Node<'_>>,
        what: &str,
        known: &[(&str, T)],
    ) -> Option<T> {
        let word = node?.text(&mut self.faults)?;
        let chosen = known.iter().find(|(name, _)| *name == word.text).map(|(_, value)| *value);
        if chosen.is_none() {
            let instead = instead(word.text, known.iter().map(|(name, _)| *name));
            let found = Quoted(word.text);
            self.faults.add(
                word.span.start,
                FaultKind::Notation,
                format_args!("{found} is no {what}; {instead}"),
            );
        }
        chosen
    }
}

/// A JSON number without its exponent; `None` if that takes more digits than are kept.
fn plain_digits(text: &str) -> Option<String> {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return Some(text.to_owned()) };
    let exponent: i64 = exponent.parse().ok()?;
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{decimals}");
    let point = i64::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let zeros = usize::try_from(point.min(0).checked_neg()?).ok().filter(|zeros| *zeros <= DIGITS)?;
    let digits = format!("{}{digits}", "0".repeat(zeros));
    let point = usize::try_from(point.max(0)).ok().filter(|point| *point <= DIGITS + 1)?;
    let digits = format!("{digits:0<point$}");
    let (whole, decimals) = digits.split_at_checked(point)?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if decimals.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{dot}{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::plain_digits;

    #[test]
    fn exponents_move_the_point_and_nothing_else() {
        let table = [
            ("1.50", Some("1.50")),
            ("5e9", Some("5000000000")),
            ("1.5E+3", Some("1500")),
            ("-1.25e1", Some("-12.5")),
            ("1.50e1", Some("15.0")),
            ("12e-3", Some("0.012")),
            ("12.5e-1", Some("1.25")),
            ("0e5", Some("0")),
            ("1e400", None),
            ("1e-400", None),
            ("1e99999999999999999999", None),
        ];
        for (text, digits) in table {
            assert_eq!(plain_digits(text).as_deref(), digits, "{text}");
        }
    }
}
