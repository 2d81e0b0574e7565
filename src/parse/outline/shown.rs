//! The text of an outline as people see it: without markup.

use std::borrow::Cow;

use super::{Outline, Piece, PieceRun};
use crate::text::clean;

impl Outline<'_> {
    /// The text of a run without markup and images, clean and in one line, without stray marks of bold text.
    pub fn text(&self, run: PieceRun) -> Cow<'_, str> {
        let mut shown = self.shown(run);
        let first = shown.next().unwrap_or("");
        let Some(second) = shown.next() else {
            return tidy(first);
        };
        let mut text = [first, second].concat();
        text.extend(shown);
        match tidy(&text) {
            Cow::Borrowed(same) if same.len() == text.len() => Cow::Owned(text),
            tidied => Cow::Owned(tidied.into_owned()),
        }
    }

    /// True if such a character is in the text of a run.
    pub fn says(&self, run: PieceRun, is_such: fn(char) -> bool) -> bool {
        self.shown(run).any(|text| clean::line_has(text, is_such))
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

    /// True if all words of a run are bold.
    pub fn is_all_bold(&self, run: PieceRun) -> bool {
        let pieces = self.pieces(run);
        if self.is_marked_bold(pieces) {
            return true;
        }
        let (mut bold, mut images, mut words) = (0_usize, 0_usize, false);
        for piece in pieces {
            match piece {
                Piece::Strong => bold += 1,
                Piece::StrongEnd => bold = bold.saturating_sub(1),
                Piece::Image => images += 1,
                Piece::ImageEnd => images = images.saturating_sub(1),
                _ => {
                    let text = self.piece_text(*piece).filter(|_| images == 0);
                    let says = text.is_some_and(|text| text.contains(char::is_alphanumeric));
                    if says && bold == 0 {
                        return false;
                    }
                    words |= says;
                }
            }
        }
        words
    }

    /// True if pieces stand between marks that CommonMark does not take for bold, as in `**Fog **`.
    fn is_marked_bold(&self, pieces: &[Piece]) -> bool {
        let [Piece::Text(span)] = pieces else {
            return false;
        };
        let text = span.of(self.source).trim();
        let inside = text
            .strip_prefix("**")
            .and_then(|rest| rest.strip_suffix("**"));
        inside.is_some_and(|inside| !inside.contains("**"))
    }
}

/// Clean text in one line without stray marks.
fn tidy(text: &str) -> Cow<'_, str> {
    let line = one_line(text);
    without_stray_marks(&line).map_or(line, Cow::Owned)
}

/// Clean text, white space collapsed.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let clean = clean::line(text);
    let trimmed = clean.trim();
    let odd = |c: char| c != ' ' && c.is_whitespace();
    let spaced = trimmed.contains("  ") || (!trimmed.is_ascii() && trimmed.contains(odd));
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
    let stray = text.contains('*') && text.matches("**").count() > 1;
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
}
