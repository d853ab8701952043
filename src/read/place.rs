//! Where in a file something stands: line, column and JSON pointer, found from a byte offset.

use std::fmt;

/// Where in a file something stands.
///
/// # Shape
///
/// Lines and columns count from 1; a column counts characters, not bytes. The pointer is the JSON pointer
/// (RFC 6901) of the value within its document, or, in JSON Lines, within its record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    file: String,
    line: u32,
    column: u32,
    pointer: String,
}

impl Place {
    /// Joins the parts, counted by [`LineTable::position`] and [`super::tree::Node::pointer`].
    pub(super) fn new(file: &str, (line, column): (u32, u32), pointer: String) -> Self {
        Self { file: file.to_owned(), line, column, pointer }
    }

    /// The name of the file, as it was given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column in characters, from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }

    /// The JSON pointer within the document or, in JSON Lines, within the record.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }
}

/// `FILE:LINE:COLUMN`; the pointer is not printed.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// How far apart the character counts of a [`LineTable`] are, in bytes.
const STRIDE: usize = 4096;

/// Where each line of a file starts, and how many characters stand before every 4096th byte.
///
/// Built in one pass; a look-up then reads at most 4096 bytes, however long the line is.
#[derive(Clone, Debug)]
pub(super) struct LineTable {
    starts: Vec<usize>,
    characters: Vec<usize>,
}

impl LineTable {
    /// Reads a whole file once.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let mut before = 0;
        let characters = bytes.chunks(STRIDE).map(|chunk| {
            let here = before;
            before += chunk.iter().filter(|byte| starts_character(**byte)).count();
            here
        });
        Self { starts: std::iter::once(0).chain(ends).collect(), characters: characters.collect() }
    }

    /// The line and the column of an offset, each from 1.
    pub(super) fn position(&self, bytes: &[u8], offset: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.start_of(offset);
        let column = self.characters_before(bytes, offset) - self.characters_before(bytes, start) + 1;
        (count(line), count(column))
    }

    /// The first byte of the line that an offset stands in.
    pub(super) fn start_of(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= offset);
        line.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(0)
    }

    /// The first byte of the line after the one that an offset stands in.
    #[cfg(feature = "render")]
    pub(super) fn next_start(&self, offset: usize) -> Option<usize> {
        self.starts.get(self.starts.partition_point(|start| *start <= offset)).copied()
    }

    fn characters_before(&self, bytes: &[u8], offset: usize) -> usize {
        let chunk = (offset / STRIDE).min(self.characters.len().saturating_sub(1));
        let rest = bytes.get(chunk * STRIDE..offset.min(bytes.len())).unwrap_or_default();
        self.characters.get(chunk).copied().unwrap_or(0)
            + rest.iter().filter(|byte| starts_character(**byte)).count()
    }
}

/// Every byte but the second and later ones of a UTF-8 sequence.
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> (u32, u32) {
        LineTable::new(text.as_bytes()).position(text.as_bytes(), offset)
    }

    #[test]
    fn columns_count_characters_and_lines_end_at_newlines() {
        let text = "aé\r\nü€x\n";
        assert_eq!(position(text, 0), (1, 1));
        assert_eq!(position(text, 3), (1, 3));
        assert_eq!(position(text, 5), (2, 1));
        assert_eq!(position(text, 10), (2, 3));
        assert_eq!(position(text, 12), (3, 1));
        assert_eq!(position("", 0), (1, 1));
    }

    #[test]
    fn positions_agree_with_counting_from_the_start() {
        let text = "żółw\nabc".repeat(3000);
        for (offset, _) in text.char_indices().step_by(997).chain([(text.len(), ' ')]) {
            let (before, _) = text.split_at(offset);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
            assert_eq!(position(&text, offset), (count(line), count(column)), "at byte {offset}");
        }
    }
}
