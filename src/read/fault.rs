//! What can be wrong with a file, and the list that collects it.

use super::place::Place;
use super::tree::Span;
use std::fmt;

/// What sort of thing is wrong; the message of the [`ReadError`] says what exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The bytes are not UTF-8.
    Encoding,
    /// The text is not JSON.
    Syntax,
    /// Arrays and objects are nested too deep.
    Nesting,
    /// One object has a key twice.
    DuplicateKey,
    /// A field that nothing of this sort has.
    UnknownField,
    /// A field that is needed is not there.
    MissingField,
    /// A number where a string is needed, and the like.
    WrongType,
    /// A number with more digits than are kept exactly.
    Digits,
    /// A text that is no value, date, duration, or none of the words that may stand there.
    Notation,
    /// A version of the claims file that is not known.
    Version,
    /// A record of no sort, or a claim of no kind or of two.
    Kind,
    /// Two declarations under one key that differ.
    Conflict,
    /// Two claims under one id.
    DuplicateId,
    /// What the set declares does not fit: an unknown source, measure, ladder, stage or unit, a cycle, a time
    /// that a measure cannot have.
    Meaning,
}

/// One fault of a file: where, what was found, and what to write instead.
///
/// Prints as one line, `FILE:LINE:COLUMN: message`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}{}", Other(other.as_ref()))]
pub struct ReadError {
    place: Place,
    kind: FaultKind,
    message: String,
    other: Option<Place>,
}

impl ReadError {
    /// Where the fault is.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What sort of fault it is.
    #[must_use]
    pub fn kind(&self) -> FaultKind {
        self.kind
    }

    /// What was found and what to write instead, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The other place that a fault between two places names: the first of two equal keys.
    #[must_use]
    pub fn other(&self) -> Option<&Place> {
        self.other.as_ref()
    }
}

struct Other<'a>(Option<&'a Place>);

impl fmt::Display for Other<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |place| write!(out, " (the other is at {place})"))
    }
}

/// Every fault of the files that were read, in the order of the files and of their text.
///
/// # Shape
///
/// Not empty. At most a thousand faults are kept; beyond that the rest of the files is read only to count the
/// faults of each record by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadErrors {
    kept: Vec<ReadError>,
    more: usize,
}

impl ReadErrors {
    /// The faults that were kept.
    #[must_use]
    pub fn faults(&self) -> &[ReadError] {
        &self.kept
    }

    /// How many further faults were found at least, and not kept.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }
}

/// One fault a line, and a last line that counts those not kept.
impl fmt::Display for ReadErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.kept.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(out, "{end}{fault}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(
                out,
                "\nand at least {more} more; mend these first, for then the records are held against each other"
            ),
        }
    }
}

impl std::error::Error for ReadErrors {}

/// A byte of one of the files, by the number of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// The number of the file, in the order given.
    pub(crate) file: usize,
    /// The byte, counted after a byte order mark.
    pub(crate) offset: usize,
}

#[derive(Debug)]
struct Found {
    spot: Spot,
    other: Option<Spot>,
    kind: FaultKind,
    message: String,
}

/// How many faults are kept; the rest are counted.
const KEPT: usize = 1000;

/// Collects faults while reading goes on. Places are worked out at the end, for the faults that are kept.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    file: usize,
    found: Vec<Found>,
    more: usize,
    muted: bool,
}

/// How many faults were found up to some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark(usize);

impl Faults {
    /// A list that keeps and counts nothing: for a trial reading.
    pub(crate) fn muted() -> Self {
        Self { muted: true, ..Self::default() }
    }

    /// Says that what follows is in this file.
    pub(crate) fn enter(&mut self, file: usize) {
        self.file = file;
    }

    /// A byte of the file that is being read.
    pub(crate) fn spot(&self, offset: usize) -> Spot {
        Spot { file: self.file, offset }
    }

    /// Adds a fault of the file that is being read.
    pub(crate) fn add(&mut self, offset: usize, kind: FaultKind, message: fmt::Arguments<'_>) {
        self.add_between(self.spot(offset), None, kind, message);
    }

    /// Adds a fault that names two places, the second of which came first.
    pub(crate) fn add_between(
        &mut self,
        spot: Spot,
        other: Option<Spot>,
        kind: FaultKind,
        message: fmt::Arguments<'_>,
    ) {
        if self.muted {
        } else if self.found.len() < KEPT {
            self.found.push(Found { spot, other, kind, message: one_line(&message.to_string()) });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// How many were found so far.
    pub(crate) fn mark(&self) -> Mark {
        Mark(self.found.len().saturating_add(self.more))
    }

    /// Whether something was found in a part of the file of a spot.
    pub(crate) fn has_within(&self, file: Spot, span: Span) -> bool {
        let within = |spot: Spot| spot.file == file.file && (span.start..span.end).contains(&spot.offset);
        self.found.iter().any(|found| within(found.spot))
    }

    /// Whether further faults are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= KEPT
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The faults in order, with their places.
    pub(crate) fn finish(mut self, mut place: impl FnMut(Spot) -> Place) -> ReadErrors {
        self.found.sort_by_key(|found| found.spot);
        let kept = self.found.into_iter().map(|found| ReadError {
            place: place(found.spot),
            kind: found.kind,
            message: found.message,
            other: found.other.map(&mut place),
        });
        ReadErrors { kept: kept.collect(), more: self.more }
    }
}

/// The longest piece of the user's text that a message repeats, in characters.
const SHOWN: usize = 60;

/// The user's text for a message: in backticks, on one line, shortened when long.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("`")?;
        for character in self.0.chars().take(SHOWN) {
            if is_unprintable(character) {
                write!(out, "{}", character.escape_default())?;
            } else {
                write!(out, "{character}")?;
            }
        }
        out.write_str(if self.0.chars().nth(SHOWN).is_some() { "…`" } else { "`" })
    }
}

/// A message without line breaks and the like, however they got in; the middle is left out when it is long.
fn one_line(message: &str) -> String {
    /// At most so many characters from each end.
    const END: usize = 300;
    let shown = |text: &mut dyn Iterator<Item = char>| -> String {
        text.map(|found| if is_unprintable(found) { char::REPLACEMENT_CHARACTER } else { found }).collect()
    };
    let length = message.chars().count();
    if length <= 2 * END {
        return shown(&mut message.chars());
    }
    let (first, last) =
        (shown(&mut message.chars().take(END)), shown(&mut message.chars().skip(length - END)));
    format!("{first}…{last}")
}

/// Control characters, and those that reorder or hide text on a terminal.
fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_stays_on_one_line_and_is_shortened() {
        assert_eq!(Quoted("a\nb\u{1b}[1m\u{202e}").to_string(), "`a\\nb\\u{1b}[1m\\u{202e}`");
        assert_eq!(Quoted(&"é".repeat(60)).to_string(), format!("`{}`", "é".repeat(60)));
        assert_eq!(Quoted(&"é".repeat(61)).to_string(), format!("`{}…`", "é".repeat(60)));
    }

    #[test]
    fn faults_come_in_the_order_of_the_text_and_the_rest_are_counted() {
        let mut faults = Faults::default();
        for offset in (0..KEPT + 2).rev() {
            faults.add(offset, FaultKind::Syntax, format_args!("odd"));
        }
        let place =
            |spot: Spot| Place::new("a.json", (1, u32::try_from(spot.offset).unwrap()), String::new());
        let errors = faults.finish(place);
        assert_eq!((errors.faults().len(), errors.more()), (KEPT, 2));
        let printed = errors.to_string();
        assert!(printed.starts_with("a.json:1:2: odd\na.json:1:3: odd\n"), "{printed}");
        assert!(
            printed.ends_with(
                "\nand at least 2 more; mend these first, for then the records are held against each other"
            ),
            "{printed}"
        );
    }
}
