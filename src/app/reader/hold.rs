//! The text that stays at the top of the reading pane.

use crate::page::WrappedText;

/// The length of the text to find again after an edit, in characters.
const ENOUGH: usize = 48;

/// The text that was scrolled to the top of the window. It is kept through any sequence of sizes, so that a window that was
/// made small, or so high that all fits, shows what it did when it is as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hold {
    /// Its offset in the text.
    pub anchor: u32,
    /// The position among the lines with this anchor: see [`WrappedText::place`].
    nth: usize,
}

impl Hold {
    /// Holds the line at `top`; `None` at the top of the page, whatever stands there.
    pub fn of(page: &WrappedText, top: usize) -> Option<Self> {
        let (anchor, nth) = page.place(top).filter(|_| top > 0)?;
        Some(Self { anchor, nth })
    }

    /// Holds the text at an offset, which comes last of the lines with this anchor.
    pub fn at(anchor: u32) -> Self {
        let nth = u32::MAX as usize;
        Self { anchor, nth }
    }

    /// Its line on a page of any width.
    pub fn line(self, page: &WrappedText) -> usize {
        page.line_in((self.anchor, self.nth))
    }

    /// Holds the same words of a text that was edited; where they are gone, the place.
    pub fn follow(self, before: &str, after: &str) -> Self {
        let held = before.get(self.anchor as usize..).unwrap_or_default();
        let end = held
            .char_indices()
            .nth(ENOUGH)
            .map_or(held.len(), |(at, _)| at);
        let words = held.get(..end).unwrap_or_default();
        let places = after.match_indices(words).map(|(at, _)| at as u32);
        let nearest = places
            .filter(|_| !words.trim().is_empty())
            .min_by_key(|at| at.abs_diff(self.anchor));
        Self {
            anchor: nearest.unwrap_or(self.anchor),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_nearest_to_where_they_were() {
        let table = [
            ("fog. sea.", 5, "more. fog. sea.", 11),
            ("fog. fog. sea.", 10, "sea. fog. sea.", 10),
            ("fog. sea.", 5, "fog.", 5),
            ("fog. sea.", 5, "fog. sea.", 5),
            ("fog", 9, "sea", 9),
        ];
        for (before, anchor, after, want) in table {
            let held = Hold::at(anchor).follow(before, after);
            assert_eq!(held.anchor, want, "{before} -> {after}");
        }
    }
}
