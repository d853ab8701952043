//! The lines around quoted words, cut to the width that there is, with nothing harmful in them.

use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

use super::safe::clean;
use crate::read::{Span, Stretch};

/// How many lines of a quote are shown.
const LINES: usize = 3;

/// Lines of a text to be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines, without their ends.
    pub(super) lines: Vec<Line>,
    /// The number of the first.
    pub(super) first: u32,
    /// The number of the last line of the words, if it is not shown any more.
    pub(super) until: Option<u32>,
}

/// A line to be shown, and the bytes of it that are underlined.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) underlined: Range<usize>,
}

impl Line {
    /// How many columns the underlined words take.
    pub(super) fn under(&self) -> usize {
        self.text.get(self.underlined.clone()).map_or(0, width)
    }
}

/// How many columns a text takes; it has been made harmless.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|found| found.width().unwrap_or(1)).sum()
}

/// Cuts the lines of a stretch to some columns, keeping so many free right of the underlined words.
pub(super) fn excerpt(stretch: Stretch<'_>, columns: usize, right: usize) -> Excerpt {
    let Stretch { text, span } = stretch;
    let (mut lines, mut at) = (Vec::new(), Some(span.start));
    while let Some(start) = at.filter(|start| *start < span.end && lines.len() < LINES) {
        let line = text.line(start);
        let part = Span { start, end: span.end.clamp(start, line.end.max(start)) };
        let bytes = |from: usize, to: usize| text.bytes.get(from..to).unwrap_or_default();
        let parts = [bytes(line.start, part.start), bytes(part.start, part.end), bytes(part.end, line.end)];
        lines.push(cut(parts, columns, right));
        at = text.next_line(start);
    }
    let until = at.filter(|at| *at < span.end).map(|_| text.position(span.end.saturating_sub(1)).0);
    Excerpt { lines, first: text.position(span.start).0, until }
}

/// A text that needs no place: it is underlined as a whole.
pub(super) fn words(text: &str, columns: usize, right: usize) -> Excerpt {
    Excerpt { lines: vec![cut([&[], text.as_bytes(), &[]], columns, right)], first: 1, until: None }
}

/// Cuts a line: what stands before the underlined words, the words, and what follows.
fn cut([before, words, after]: [&[u8]; 3], columns: usize, right: usize) -> Line {
    let room = columns.saturating_sub(right + 1);
    let blank = words.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let blank = if blank < words.len() { blank } else { 0 };
    let (indent, words) = words.split_at(blank);
    let before = if indent.is_empty() { before } else { indent };
    let (words, more_words) = head(words, room.saturating_sub(2));
    let spare = columns.saturating_sub(width(&words) + 3);
    let (follows, _) = head(after, spare);
    let left =
        room.saturating_sub(width(&words) + 2).min((spare / 2).max(spare - width(&follows).min(spare)));
    let (before, more_before) = tail(before, left);
    let (after, more_after) =
        if more_words { (String::new(), false) } else { head(after, spare.saturating_sub(width(&before))) };
    let mark = |cut: bool| if cut { "…" } else { "" };
    let start = format!("{}{before}", mark(more_before));
    let underlined = format!("{words}{}", mark(more_words));
    let range = start.len()..start.len() + underlined.len();
    Line { text: format!("{start}{underlined}{after}{}", mark(more_after)), underlined: range }
}

/// The beginning of a text, and whether more follows.
fn head(bytes: &[u8], columns: usize) -> (String, bool) {
    let near = bytes.get(..columns.saturating_mul(8)).unwrap_or(bytes);
    let text = clean(&String::from_utf8_lossy(whole(near, near.len() < bytes.len())));
    let mut left = columns;
    let fits = |(at, found): (usize, char)| match left.checked_sub(found.width().unwrap_or(1)) {
        Some(rest) => {
            left = rest;
            None
        }
        None => Some(at),
    };
    let end = text.char_indices().find_map(fits);
    let more = end.is_some() || near.len() < bytes.len();
    (text.get(..end.unwrap_or(text.len())).unwrap_or_default().to_owned(), more)
}

/// The end of a text, and whether more stands before it.
fn tail(bytes: &[u8], columns: usize) -> (String, bool) {
    let skipped = bytes.len().saturating_sub(columns.saturating_mul(8));
    let near = bytes.get(skipped..).unwrap_or_default();
    let inside = if skipped > 0 { near.iter().take_while(|byte| **byte & 0xc0 == 0x80).count() } else { 0 };
    let text = clean(&String::from_utf8_lossy(near.get(inside..).unwrap_or_default()));
    let mut left = columns;
    let mut start = text.len();
    for (at, found) in text.char_indices().rev() {
        match left.checked_sub(found.width().unwrap_or(1)) {
            Some(rest) => (left, start) = (rest, at),
            None => break,
        }
    }
    (text.get(start..).unwrap_or_default().to_owned(), start > 0 || skipped > 0)
}

/// The bytes without a character that was cut at the end.
fn whole(bytes: &[u8], is_cut: bool) -> &[u8] {
    if !is_cut {
        return bytes;
    }
    let rest = bytes.iter().rev().take_while(|byte| **byte & 0xc0 == 0x80).count();
    bytes.get(..bytes.len().saturating_sub(rest + 1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shown(parts: [&str; 3], columns: usize, right: usize) -> (String, String) {
        let line = cut(parts.map(str::as_bytes), columns, right);
        assert!(width(&line.text) <= columns, "{line:?}");
        let end = line.text.get(..line.underlined.end).map(width);
        assert!(end.is_some_and(|end| end + right < columns), "{line:?}");
        let underlined = line.text.get(line.underlined.clone()).unwrap_or_default().to_owned();
        (line.text, underlined)
    }

    #[test]
    fn a_short_line_is_shown_as_it_is() {
        let (text, words) = shown(["that ", "nearly $5 billion", " were finalized"], 60, 10);
        assert_eq!(
            (text.as_str(), words.as_str()),
            ("that nearly $5 billion were finalized", "nearly $5 billion")
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_words() {
        let long = "0123456789".repeat(1000);
        let (text, words) = shown([&long, "HERE", &long], 40, 10);
        assert_eq!(words, "HERE");
        assert!(text.starts_with('…') && text.ends_with('…'), "{text}");
        let (_, words) = shown([&long, &long, &long], 40, 10);
        assert!(words.starts_with("0123456789") && words.ends_with('…'), "{words}");
    }

    #[test]
    fn wide_and_broken_characters_are_cut_whole() {
        let wide = "漢字".repeat(500);
        let (text, words) = shown([&wide, "東京", &wide], 41, 5);
        assert_eq!(words, "東京");
        assert!(text.chars().all(|found| "漢字東京…".contains(found)), "{text}");
        let line = cut([b"\xff\xfe ", b"a\xffb", b"\xf0\x9f"], 40, 5);
        assert_eq!(line.text, "\u{fffd}\u{fffd} a\u{fffd}b\u{fffd}");
    }
}
