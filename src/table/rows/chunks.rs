use std::io::{ErrorKind, Read};

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
            self.text.resize(start + room, 0);
            match self.text.get_mut(start..).map(|room| self.input.read(room)) {
                Some(Ok(read)) => {
                    self.text.truncate(start + read);
                    self.ended = read == 0;
                }
                Some(Err(error)) => {
                    self.text.truncate(start);
                    if error.kind() != ErrorKind::Interrupted {
                        *broken = Some(error);
                        self.ended = true;
                    }
                }
                None => self.ended = true,
            }
            let fresh = self.text.get(looked..).unwrap_or_default();
            if let Some(last) =
                fresh.iter().rposition(|byte| *byte == b'\n').filter(|_| self.text.len() >= CHUNK)
            {
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
