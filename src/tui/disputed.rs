//! Graphemes whose columns terminals count in different ways.

use ratatui::buffer::{Cell, CellDiffOption};

use crate::text::Ruler;

/// True for those of several characters, but for letters with marks that every terminal draws over the letter.
fn is_disputed(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    !matches!(first, None | Some(PICTURE | '\x1b')) && chars.any(|c| !is_plain_mark(c))
}

/// The same for a cell, whose text may also take other columns here than by Unicode.
pub(super) fn is_disputed_cell(cell: &Cell, text: &str) -> bool {
    let other = match cell.diff_option {
        CellDiffOption::ForcedWidth(width) if !text.starts_with([PICTURE, '\x1b']) => {
            usize::from(width.get()) != Ruler::default().width(text)
        }
        _ => false,
    };
    other || is_disputed(text)
}

/// Stands for a part of a picture, with marks that tell which (kitty's Unicode placeholders).
const PICTURE: char = '\u{10eeee}';

/// Diacritics, the points of Hebrew and Arabic, and the sound marks of kana.
fn is_plain_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_over_letters_are_not_disputed() {
        for text in [
            "a",
            "한",
            "é",
            "e\u{301}",
            "が",
            "か\u{3099}",
            "…",
            "🎉",
            "",
        ] {
            assert!(!is_disputed(text), "{text}");
        }
        for text in ["⚠️", "1️⃣", "✅︎", "हि", "மி", "👩‍🌾", "🇰🇷", "👍🏽"]
        {
            assert!(is_disputed(text), "{text}");
        }
    }
}
