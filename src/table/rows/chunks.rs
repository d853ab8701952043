use std::io::Read;

/// So much text is looked at at once; a line may be longer.
const CHUNK: usize = 1 << 22;

/// A stream cut at the ends of lines.
pub(super) struct Chunks<R> {
    input: R,
    text: Vec<u8>,
    /// Of the text, how much was given out and is done with.
    given: usize,
    ended: bool,
}

impl<R: Read> Chunks<R> {
    pub(super) fn of(input: R) -> Chunks<R> {
        Chunks { input, text: Vec::new(), given: 0, ended: false }
    }

    /// Whole lines, the end of the last one included but at the end of the stream, where a line may be cut.
    pub(super) fn next(&mut self, broken: &mut Option<std::io::Error>) -> Option<&[u8]> {
        self.text.drain(..self.given);
        self.given = 0;
        let mut looked = 0;
        while !self.ended {
            let start = self.text.len();
            let room = CHUNK.saturating_sub(start).max(CHUNK / 4);
            // A reader may give little at a time; it is asked until the room is filled.
            self.text.reserve(room);
            let mut part = self.input.by_ref().take(u64::try_from(room).unwrap_or(u64::MAX));
            match part.read_to_end(&mut self.text) {
                Ok(read) => self.ended = read < room,
                Err(error) => {
                    *broken = Some(error);
                    self.ended = true;
                }
            }
            let fresh = self.text.get(looked..).unwrap_or_default();
            if let Some(last) = fresh.iter().rposition(|byte| *byte == b'\n') {
                self.given = looked + last + 1;
                return self.text.get(..self.given);
            }
            looked = self.text.len();
        }
        // What follows a break may be half a line.
        self.given = self.text.len();
        (self.given > 0).then_some(&self.text)
    }
}
