//! The door through which all text of the commands leaves: whatever an argument, a path or a file's words hold, a terminal never
//! sees an escape sequence or a hidden character that is not ours.

use std::io::{self, Write};

use crate::text::clean;

/// A writer that lets clean lines through.
pub struct Door<W: Write> {
    out: W,
    /// True if styles of our own are among them.
    styled: bool,
    /// The line that is not whole yet.
    line: Vec<u8>,
}

impl<W: Write> Door<W> {
    /// A door to this place for text alone.
    pub fn new(out: W) -> Self {
        Self {
            out,
            styled: false,
            line: Vec::new(),
        }
    }

    /// A door for text with styles (SGR) of our own. Whatever of it a stranger wrote was cleaned before.
    pub fn styled(out: W) -> Self {
        Self {
            styled: true,
            ..Self::new(out)
        }
    }

    fn pass(&mut self, line: &[u8]) -> io::Result<()> {
        let line = String::from_utf8_lossy(line);
        let mut clean = String::with_capacity(line.len());
        if self.styled {
            clean_styled(&line, &mut clean);
        } else {
            clean_plain(&line, &mut clean);
        }
        self.out.write_all(clean.as_bytes())
    }
}

impl<W: Write> Write for Door<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
        let (whole, rest) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
        if !whole.is_empty() {
            let mut line = std::mem::take(&mut self.line);
            line.extend_from_slice(whole);
            self.pass(&line)?;
        }
        self.line.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        self.pass(&line)?;
        self.out.flush()
    }
}

/// Clean text: line ends and tabs stay, and so do styles, which are the only sequences that commands print.
fn clean_styled(text: &str, clean: &mut String) {
    let mut rest = text;
    while let Some((before, style, after)) = next_style(rest) {
        clean_plain(before, clean);
        clean.push_str(style);
        rest = after;
    }
    clean_plain(rest, clean);
}

/// The first style of a text, with what stands before and after it.
fn next_style(text: &str) -> Option<(&str, &str, &str)> {
    let is_style = |at: usize| {
        let numbers = text.get(at + 2..)?;
        let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        let end = numbers
            .get(end..)?
            .starts_with('m')
            .then_some(at + 2 + end + 1)?;
        Some((text.get(..at)?, text.get(at..end)?, text.get(end..)?))
    };
    text.match_indices("\u{1b}[")
        .find_map(|(at, _)| is_style(at))
}

fn clean_plain(text: &str, clean: &mut String) {
    for (n, line) in text.split("\r\n").enumerate() {
        clean.push_str(if n > 0 { "\r\n" } else { "" });
        for (n, cell) in line.split('\t').enumerate() {
            clean.push_str(if n > 0 { "\t" } else { "" });
            clean.push_str(&clean::lines(cell));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_styles_and_clean_text_pass() {
        let red = "\u{1b}[1;31mred\u{1b}[0m";
        let table = [
            ("a\tb\r\nc\n", "a\tb\r\nc\n", "a\tb\r\nc\n"),
            (red, red, "red"),
            ("a\u{1b}]0;title\u{7}b\u{9b}2Jc", "abc", "abc"),
            ("a\u{1b}[2Jb\rc\u{202e}d", "abcd", "abcd"),
        ];
        for (text, styled, plain) in table {
            assert_eq!(passed(Door::styled, text), styled);
            assert_eq!(passed(Door::new, text), plain);
        }
    }

    fn passed(door: impl Fn(Vec<u8>) -> Door<Vec<u8>>, text: &str) -> String {
        let mut door = door(Vec::new());
        for byte in text.as_bytes() {
            door.write_all(&[*byte]).unwrap();
        }
        door.flush().unwrap();
        String::from_utf8(door.out).unwrap()
    }
}
