//! Where the words of a finding's claims stand: in their document, else in the record of the claims file, else nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use super::safe::shortened;
use crate::read::{Record, Span, Stretch, Texts};

/// The records of the claims that some findings name.
pub(super) struct Records<'x> {
    texts: &'x Texts<'x>,
    found: BTreeMap<String, Record<'x>>,
}

/// Where the words of one claim stand.
pub(super) struct Quoted<'x> {
    /// The words in their document.
    pub(super) document: Option<Stretch<'x>>,
    /// The record in its claims file.
    pub(super) record: Option<Record<'x>>,
    /// What is wrong with what the quote says of itself.
    pub(super) fault: Option<String>,
}

impl<'x> Records<'x> {
    /// Looks the claims of some ids up.
    pub(super) fn new(texts: &'x Texts<'x>, ids: &BTreeSet<&str>) -> Records<'x> {
        Records { texts, found: texts.records(|id| ids.contains(id)) }
    }

    /// The record of a claim.
    pub(super) fn record(&self, id: &str) -> Option<Record<'x>> {
        self.found.get(id).copied()
    }

    /// Where the words of a claim stand.
    pub(super) fn quoted(&self, side: &Side) -> Quoted<'x> {
        let (document, fault) = match self.in_document(side) {
            Some(Ok(stretch)) => (Some(stretch), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
        Quoted { document, record: self.record(&side.claim), fault }
    }

    /// The words in their document, if it is here, or what is wrong.
    fn in_document(&self, side: &Side) -> Option<Result<Stretch<'x>, String>> {
        let quote = side.quote.as_ref()?;
        let name = side.document.as_ref()?;
        let text = self.texts.document_of(name)?;
        let span = match (side.start, side.end) {
            (Some(start), Some(end)) => ranged(text.bytes, start..end, quote),
            _ => sought(text.bytes, quote),
        };
        let located = |fault| format!("the quote of `{}`: {fault}", shortened(&side.claim, 60));
        Some(match span {
            Ok(span) => Ok(Stretch { text, span }),
            Err(fault) => Err(located(format!("`{}` {fault}", shortened(name, 120)))),
        })
    }
}

#[cfg(feature = "render")]
impl<'x> Quoted<'x> {
    /// The best place to show.
    pub(super) fn shown(&self) -> Option<Stretch<'x>> {
        self.document.or_else(|| self.record.map(Record::words))
    }
}

/// The bytes that a quote gives, if they hold its words.
fn ranged(bytes: &[u8], range: std::ops::Range<u64>, quote: &str) -> Result<Span, String> {
    let size = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let span = Span { start: size(range.start), end: size(range.end) };
    let Some(found) = bytes.get(span.start..span.end).filter(|found| !found.is_empty()) else {
        return Err(format!("has no bytes {} to {}: it has {}", range.start, range.end, bytes.len()));
    };
    let Ok(found) = std::str::from_utf8(found) else {
        return Err(format!("is cut inside a character by bytes {} to {}", range.start, range.end));
    };
    if found.split_whitespace().eq(quote.split_whitespace()) {
        return Ok(span);
    }
    let instead = sought(bytes, quote).map_or_else(
        |_| "which it nowhere holds".to_owned(),
        |span| format!("which stands at {} to {}", span.start, span.end),
    );
    Err(format!(
        "holds `{}` at bytes {} to {}, not `{}`, {instead}",
        shortened(found, 60),
        range.start,
        range.end,
        shortened(quote, 60)
    ))
}

/// The first place that holds the words of a quote, whatever blanks stand between them.
fn sought(bytes: &[u8], quote: &str) -> Result<Span, String> {
    /// Longer quotes are sought as they are, so that no text can make the search long.
    const WORDS: usize = 100;
    let absent = || format!("does not hold `{}`", shortened(quote, 60));
    let text = std::str::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())?;
    let quote = quote.trim();
    if quote.is_empty() {
        return Err("cannot be searched for an empty quote".to_owned());
    }
    if let Some(start) = text.find(quote) {
        return Ok(Span { start, end: start + quote.len() });
    }
    let words: Vec<&str> = quote.split_whitespace().collect();
    let (Some((first, rest)), true) = (words.split_first(), words.len() <= WORDS) else {
        return Err(absent());
    };
    let ends = |start: usize| {
        rest.iter().try_fold(start + first.len(), |at, word| {
            let after = text.get(at..)?;
            let next = after.trim_start();
            (next.len() < after.len() && next.starts_with(word)).then(|| text.len() - next.len() + word.len())
        })
    };
    let found = text.match_indices(first).find_map(|(start, _)| Some(Span { start, end: ends(start)? }));
    found.ok_or_else(absent)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Er sagte: „fünf\r\n  Milliarden“, nicht mehr.";

    fn at(text: &str) -> std::ops::Range<u64> {
        let start = TEXT.find(text).unwrap_or_default();
        u64::try_from(start).unwrap_or_default()..u64::try_from(start + text.len()).unwrap_or_default()
    }

    #[test]
    fn a_range_counts_only_if_it_holds_the_words() {
        let ranged =
            |range, quote| ranged(TEXT.as_bytes(), range, quote).map(|span| TEXT.get(span.start..span.end));
        assert_eq!(ranged(at("nicht mehr"), "nicht mehr"), Ok(Some("nicht mehr")));
        assert_eq!(ranged(at("fünf\r\n  Milliarden"), "fünf Milliarden"), Ok(Some("fünf\r\n  Milliarden")));
        assert_eq!(
            ranged(at("nicht"), "mehr"),
            Err("holds `nicht` at bytes 37 to 42, not `mehr`, which stands at 43 to 47".to_owned())
        );
        assert_eq!(
            ranged(at("nicht"), "sechs"),
            Err("holds `nicht` at bytes 37 to 42, not `sechs`, which it nowhere holds".to_owned())
        );
        assert_eq!(ranged(0..u64::MAX, "Er"), Err(format!("has no bytes 0 to {}: it has 48", u64::MAX)));
        assert_eq!(ranged(5..5, "Er"), Err("has no bytes 5 to 5: it has 48".to_owned()));
        #[expect(clippy::reversed_empty_ranges, reason = "what a file may say")]
        let reversed = ranged(9..5, "Er");
        assert_eq!(reversed, Err("has no bytes 9 to 5: it has 48".to_owned()));
        assert_eq!(ranged(11..15, "x"), Err("is cut inside a character by bytes 11 to 15".to_owned()));
    }

    #[test]
    fn words_are_found_across_line_breaks_and_nowhere_else() {
        let sought = |quote| sought(TEXT.as_bytes(), quote).map(|span| TEXT.get(span.start..span.end));
        assert_eq!(sought("fünf Milliarden"), Ok(Some("fünf\r\n  Milliarden")));
        assert_eq!(sought(" nicht "), Ok(Some("nicht")));
        assert_eq!(sought("fünfMilliarden"), Err("does not hold `fünfMilliarden`".to_owned()));
        assert_eq!(sought(""), Err("cannot be searched for an empty quote".to_owned()));
        assert_eq!(super::sought(b"\xff", "x"), Err("is not UTF-8".to_owned()));
    }
}
