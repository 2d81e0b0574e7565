//! What people see of an outline: text without markup.
#![allow(
    clippy::inline_always,
    reason = "what is to use the processor's vectors must end up in the function that knows it has them"
)]

use std::borrow::Cow;

use fearless_simd::{dispatch, prelude::*, u8x64};
use memchr::memchr;

use super::{Outline, Piece, PieceRun};
use crate::text::{
    bytes::{BLOCK, LEVEL, blocks},
    clean,
};

impl<'a> Outline<'a> {
    /// The text of a run without markup and images, clean and in one line, without stray marks of bold text.
    pub fn text(&self, run: PieceRun) -> Cow<'_, str> {
        if let Some(text) = self.even_text(run) {
            return Cow::Borrowed(text);
        }
        let mut shown = self.shown(run);
        let Some(first) = shown.next() else {
            return Cow::Borrowed("");
        };
        let Some(second) = shown.next() else {
            return self.line(first);
        };
        let rest: usize = shown.map(str::len).sum();
        let mut text = String::with_capacity(first.len() + second.len() + rest);
        text.extend(self.shown(run));
        let other = match self.line(&text) {
            Cow::Borrowed(line) if line.len() == text.len() => None,
            line => Some(line.into_owned()),
        };
        Cow::Owned(other.unwrap_or(text))
    }

    /// The text of a run that is one piece of the source, all of it a link or bold maybe, and shows as it stands, as most are.
    pub fn even_text(&self, run: PieceRun) -> Option<&'a str> {
        let ([Piece::Text(span)]
        | [
            Piece::Link(_) | Piece::Strong,
            Piece::Text(span),
            Piece::LinkEnd | Piece::StrongEnd,
        ]) = self.pieces(run)
        else {
            return None;
        };
        let even = self.plain && self.signs.is_even(span.start as usize, span.end as usize);
        even.then(|| trimmed(span.of(self.source)))
    }

    /// The first byte of a run's text. `None` if there is none, or if it takes more than a look to know.
    pub fn first_byte(&self, run: PieceRun) -> Option<u8> {
        let is_shown = |byte: &u8| !is_blank(*byte);
        // Mostly, it is the first byte of the first piece.
        let first = match self.pieces(run).first() {
            Some(Piece::Text(span)) => self.source.as_bytes().get(span.start as usize).copied(),
            _ => None,
        };
        let mut bytes = self.shown(run).flat_map(str::bytes);
        let first = first.filter(is_shown).or_else(|| bytes.find(is_shown));
        first.filter(|byte| self.plain || byte.is_ascii_graphic())
    }

    /// The last character of a run's text. `None` if there is none, or if it takes more than a look to know.
    pub fn last_char(&self, run: PieceRun) -> Option<char> {
        self.plain.then_some(())?;
        let ends = |piece: &&Piece| matches!(piece, Piece::LinkEnd | Piece::StrongEnd);
        let mut pieces = self.pieces(run).iter().rev();
        let last = self.piece_text(*pieces.find(|piece| !ends(piece))?)?;
        last.trim_end_matches([' ', '\n']).chars().next_back()
    }

    /// The texts of a run's pieces.
    fn shown(&self, run: PieceRun) -> impl Iterator<Item = &str> {
        let mut images = 0_usize;
        self.pieces(run).iter().filter_map(move |piece| {
            match piece {
                Piece::Image => images += 1,
                Piece::ImageEnd => images = images.saturating_sub(1),
                _ => (),
            }
            self.piece_text(*piece).filter(|_| images == 0)
        })
    }

    fn piece_text(&self, piece: Piece) -> Option<&str> {
        match piece {
            Piece::Text(span) | Piece::Code(span) => Some(span.of(self.source)),
            Piece::Decoded(span) => Some(span.of(&self.decoded)),
            Piece::Break => Some(" "),
            _ => None,
        }
    }

    /// Clean text in one line without stray marks, of text that stands in the source.
    fn line<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if (self.plain || clean::is_plain(text)) && is_even(text) {
            return Cow::Borrowed(trimmed(text));
        }
        let line = one_line(text);
        without_stray_marks(&line).map_or(line, Cow::Owned)
    }
}

/// A text without the one blank that may stand on either side of it.
fn trimmed(text: &str) -> &str {
    let text = text.strip_prefix(' ').unwrap_or(text);
    text.strip_suffix(' ').unwrap_or(text)
}

/// Whether no two blanks stand side by side in plain text, no line ends in it, and nothing may be a mark of bold text.
fn is_even(text: &str) -> bool {
    dispatch!(*LEVEL, simd => has_nothing_odd(simd, text.as_bytes()))
}

#[inline(always)]
fn has_nothing_odd<S: Simd>(simd: S, text: &[u8]) -> bool {
    let (blocks, rest) = blocks(text);
    let (mut odd, mut before) = (0, 0);
    for block in blocks.iter().chain(&rest) {
        let bytes = u8x64::load_array_ref(simd, block);
        let blanks = bytes.simd_eq(b' ').to_bitmask();
        odd |= blanks & (blanks << 1 | before);
        odd |= bytes.simd_eq(b'\n').to_bitmask() | bytes.simd_eq(b'*').to_bitmask();
        before = blanks >> (BLOCK - 1);
    }
    odd == 0
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// Clean text, white space collapsed.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let clean = clean::line(text);
    let trimmed = clean.trim();
    let mut before = ' ';
    let spaced = trimmed.chars().any(|c| {
        let odd = c.is_whitespace() && (c != ' ' || before == ' ');
        before = c;
        odd
    });
    if !spaced {
        return match clean {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(_) => Cow::Owned(trimmed.to_owned()),
        };
    }
    let mut line = String::with_capacity(trimmed.len());
    for word in trimmed.split_whitespace() {
        line.push_str(if line.is_empty() { "" } else { " " });
        line.push_str(word);
    }
    Cow::Owned(line)
}

/// A text without the literal `**` that CommonMark leaves where emphasis ends before a Hangul particle, as in `**a(b)**는`, if
/// there are such.
pub fn without_stray_marks(text: &str) -> Option<String> {
    let first = memchr(b'*', text.as_bytes())?;
    let stray = text.get(first..)?.matches("**").count() > 1;
    stray.then(|| one_line(&text.replace("**", "")).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stray_marks_go_by_twos() {
        let stray = without_stray_marks("**성능(PGO)**는 중요");
        assert_eq!(stray.as_deref(), Some("성능(PGO)는 중요"));
        assert_eq!(without_stray_marks("2 ** 3"), None);
    }

    #[test]
    fn a_line_break_alone_is_no_text() {
        let table = [
            ("\n", false),
            ("", true),
            ("a", true),
            ("a b", true),
            ("a  b", false),
            ("a\n", false),
            ("**a**는", false),
            ("a text that is longer than a piece, and even", true),
            ("a text that is longer  than a piece", false),
            ("a text that is longer than a piece\n", false),
            ("  a text that is longer than a piece", false),
        ];
        for (text, even) in table {
            assert_eq!(is_even(text), even, "{text:?}");
        }
    }
}
