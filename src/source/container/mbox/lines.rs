//! Lines of an input of any size, each cut where it can no longer be the beginning of a mail.

use std::io::{self, Read};

/// Bytes read at a time.
pub const CHUNK: usize = 1 << 18;

/// Bytes kept of a line: more than a header's line may have.
const KEPT: usize = 2048;

/// The beginning of a line that may begin a mail.
const FROM: &[u8] = b"From";

/// A line.
#[derive(Debug)]
pub struct MboxLine<'l> {
    /// Its first bytes.
    pub text: &'l [u8],
    /// Where it begins.
    pub start: u64,
    /// Where the next one begins.
    pub end: u64,
}

/// See [`MboxLines::next`].
pub struct MboxLines<R> {
    input: R,
    buffer: Vec<u8>,
    /// The unread part of the buffer.
    left: std::ops::Range<usize>,
    /// The beginning of a line that is longer than the buffer.
    kept: Vec<u8>,
    at: u64,
}

impl<R: Read> MboxLines<R> {
    /// The lines of an input.
    pub fn new(input: R) -> Self {
        Self {
            input,
            buffer: vec![0; CHUNK],
            left: 0..0,
            kept: Vec::new(),
            at: 0,
        }
    }

    /// The input, of which more may be read than the lines so far.
    pub fn input(&mut self) -> &mut R {
        &mut self.input
    }

    /// The next line, if there is one.
    pub fn next(&mut self) -> io::Result<Option<MboxLine<'_>>> {
        self.kept.clear();
        let start = self.at;
        loop {
            let left = self.buffer.get(self.left.clone()).unwrap_or_default();
            if let Some(end) = memchr::memchr(b'\n', left) {
                let from = self.left.start;
                if !self.kept.is_empty() {
                    self.keep(from..from + end + 1);
                }
                self.left.start += end + 1;
                self.at += end as u64 + 1;
                return Ok(Some(self.line(from..from + end + 1, start)));
            }
            self.at += left.len() as u64;
            self.keep(self.left.clone());
            if !self.fill()? {
                let any = self.at > start;
                return Ok(any.then(|| self.line(0..0, start)));
            }
        }
    }

    /// Passes over lines in the buffer that cannot begin a mail, and stops before the line above one that may.
    pub fn skip(&mut self) {
        let left = self.buffer.get(self.left.clone()).unwrap_or_default();
        if left.len() < FROM.len() || left.starts_with(FROM) {
            return;
        }
        let end = memchr::memmem::find(left, b"\nFrom").or_else(|| memchr::memrchr(b'\n', left));
        let above = end.and_then(|end| memchr::memrchr(b'\n', left.get(..end)?));
        let passed = above.map_or(0, |newline| newline + 1);
        self.left.start += passed;
        self.at += passed as u64;
    }

    /// Keeps the beginning of a line that continues in the next buffer.
    fn keep(&mut self, part: std::ops::Range<usize>) {
        let part = self.buffer.get(part).unwrap_or_default();
        let room = KEPT.saturating_sub(self.kept.len());
        let part = part.get(..room).unwrap_or(part);
        self.kept.extend_from_slice(part);
    }

    fn line(&self, rest: std::ops::Range<usize>, start: u64) -> MboxLine<'_> {
        let text = if self.kept.is_empty() {
            self.buffer.get(rest).unwrap_or_default()
        } else {
            &self.kept
        };
        MboxLine {
            text: text.get(..KEPT).unwrap_or(text),
            start,
            end: self.at,
        }
    }

    fn fill(&mut self) -> io::Result<bool> {
        let read = loop {
            match self.input.read(&mut self.buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.left = 0..read;
        Ok(read > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole_wherever_the_buffer_ends() {
        let long = "x".repeat(CHUNK - 3);
        let text = format!("a\n{long}\n\nFrom b");
        let mut lines = MboxLines::new(text.as_bytes());
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push((line.text.len(), line.start, line.end));
        }
        let end = text.len() as u64;
        let want = [
            (2, 0, 2),
            (KEPT, 2, end - 7),
            (1, end - 7, end - 6),
            (6, end - 6, end),
        ];
        assert_eq!(found, want);
    }
}
