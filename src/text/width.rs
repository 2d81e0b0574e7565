//! The columns that text takes, by the very tables ratatui draws with.
//!
//! ratatui gives each grapheme its own cells: the sum over graphemes of `UnicodeWidthStr`, with one more column for each
//! half-width (han)dakuten. Summing characters, or measuring a whole string at once, gives other numbers.

use std::borrow::Cow;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

/// Measures text in terminal columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ruler {
    /// True if the terminal draws characters of ambiguous width (UAX 11: `·`, `…`, `─`) over two columns.
    pub ambiguous_wide: bool,
}

impl Ruler {
    /// The columns of `text`, which is clean and one line.
    pub fn width(self, text: &str) -> usize {
        if text.is_ascii() {
            return text.len();
        }
        self.graphemes(text)
            .map(|(_, columns)| usize::from(columns))
            .sum()
    }

    /// The graphemes of `text` (UAX 29, extended) with their columns.
    pub fn graphemes(self, text: &str) -> Graphemes<'_> {
        Graphemes {
            rest: text,
            ruler: self,
        }
    }

    /// The sign of text that continues without room: always one column.
    pub fn ellipsis(self) -> &'static str {
        if self.ambiguous_wide { "~" } else { "…" }
    }

    /// As much of `text` as fits into `columns`, the sign of [`ellipsis`](Self::ellipsis) at its end if some does not.
    pub fn truncate(self, text: &str, columns: usize) -> Cow<'_, str> {
        // No character of fewer bytes than columns exists.
        if text.len() <= columns && text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let (mut used, mut kept) = (0, 0);
        for (grapheme, width) in self.graphemes(text) {
            used += usize::from(width);
            if used > columns {
                let head = text.get(..kept).unwrap_or("").trim_end();
                let sign = if columns == 0 { "" } else { self.ellipsis() };
                return Cow::Owned(format!("{head}{sign}"));
            }
            if used < columns {
                kept += grapheme.len();
            }
        }
        Cow::Borrowed(text)
    }

    /// True if a grapheme ends at the byte `at` of `text`.
    pub fn is_boundary(self, text: &str, at: usize) -> bool {
        let Some((before, after)) = text.split_at_checked(at) else {
            return false;
        };
        let simple = |c: Option<char>| c.is_none_or(|c| self.simple(c).is_some() || c == '\n');
        if simple(before.chars().next_back()) && simple(after.chars().next()) {
            return true;
        }
        GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) == Ok(true)
    }

    fn columns(self, grapheme: &str) -> u16 {
        let width = if self.ambiguous_wide {
            grapheme.width_cjk()
        } else {
            grapheme.width()
        };
        let marks = grapheme
            .chars()
            .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'));
        (width + marks.count()) as u16
    }

    /// The columns of a character that neither joins its neighbours nor is joined by one of its own kind: the bulk of all text,
    /// measured without a table.
    fn simple(self, c: char) -> Option<u16> {
        match c {
            ' '..='~' => Some(1),
            '가'..='힣'
            | '一'..='鿿'
            | 'ぁ'..='ゖ'
            | 'ァ'..='ヺ'
            | '\u{3000}'..='〟'
            | '！'..='｠' => Some(2),
            'À'..='ɏ' | 'Ѐ'..='\u{482}' if !self.ambiguous_wide => Some(1),
            _ => None,
        }
    }
}

/// Iterator of [`Ruler::graphemes`].
#[derive(Clone, Debug)]
pub struct Graphemes<'a> {
    rest: &'a str,
    ruler: Ruler,
}

impl<'a> Iterator for Graphemes<'a> {
    type Item = (&'a str, u16);

    fn next(&mut self) -> Option<Self::Item> {
        let mut chars = self.rest.chars();
        let first = self.ruler.simple(chars.next()?);
        let alone = chars.next().is_none_or(|c| self.ruler.simple(c).is_some());
        let len = if first.is_some() && alone {
            self.rest.chars().next()?.len_utf8()
        } else {
            self.rest.graphemes(true).next()?.len()
        };
        let (grapheme, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        let columns = first
            .filter(|_| alone)
            .unwrap_or_else(|| self.ruler.columns(grapheme));
        Some((grapheme, columns))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_what_ratatui_draws() {
        let table = [
            ("plain", 5),
            ("한글날", 6),
            ("\u{1112}\u{1161}\u{11ab}", 2),
            ("👨\u{200d}👩\u{200d}👧", 2),
            ("❤\u{fe0f}", 2),
            ("1\u{fe0f}\u{20e3}", 2),
            ("👍🏽", 2),
            ("e\u{301}", 1),
            ("…·", 2),
        ];
        for (text, columns) in table {
            assert_eq!(Ruler::default().width(text), columns, "{text}");
        }
        let wide = Ruler {
            ambiguous_wide: true,
        };
        assert_eq!(wide.width("…·a"), 5);
        assert_eq!(wide.width(wide.ellipsis()), 1);
    }

    #[test]
    fn truncates_at_graphemes_with_a_sign() {
        let table = [
            ("한글날", 6, "한글날"),
            ("한글날", 5, "한글…"),
            ("한글날", 4, "한…"),
            ("abc", 3, "abc"),
            ("abc", 2, "a…"),
            ("abc def", 5, "abc…"),
            ("abc", 1, "…"),
            ("한", 1, "…"),
            ("abc", 0, ""),
            ("", 0, ""),
        ];
        for (text, columns, want) in table {
            assert_eq!(Ruler::default().truncate(text, columns), want, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_and_the_table_agree(text in "[a-c가각漢ぁ、\u{1100}-\u{11ff}\u{300}\u{301}\u{200d}\u{fe0f}👍🏽👩ﾞｶ🇰🇷é\u{20e3}1क्षि]{0,12}") {
            for ambiguous_wide in [false, true] {
                let ruler = Ruler { ambiguous_wide };
                let quick: Vec<_> = ruler.graphemes(&text).collect();
                let slow: Vec<_> = text.graphemes(true).map(|g| (g, ruler.columns(g))).collect();
                assert_eq!(quick, slow);
            }
            let drawn = text.graphemes(true).map(|g| usize::from(ratatui::buffer::CellWidth::cell_width(g))).sum::<usize>();
            assert_eq!(Ruler::default().width(&text), drawn);
        }

        #[test]
        fn truncated_text_fits(text in "\\PC{0,20}", columns in 0..20usize) {
            let ruler = Ruler::default();
            assert!(ruler.width(&ruler.truncate(&text, columns)) <= columns);
        }
    }
}
