//! The borders between the panes.

use super::pane::{Pane, Size};

/// The narrowest list, frame included.
const LIST: u16 = 16;
/// The narrowest text, frame included.
const TEXT: u16 = 28;
/// Places of borders are kept in parts of the width, so that they stay where they are when the terminal's size changes.
const WHOLE: u32 = 10_000;

/// A border that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Between the issues and the articles.
    Issues,
    /// Between the lists and the text.
    Text,
}

/// The borders that were moved, for as long as the session lasts. The layouts with two and with three panes have their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    issues: Option<u32>,
    text_of_three: Option<u32>,
    text_of_two: Option<u32>,
}

impl Split {
    /// The first columns of the articles and of the text, with three panes side by side.
    pub(super) fn of_three(&self, width: u16) -> (u16, u16) {
        let issues = (width / 6).clamp(20, 36);
        let text = issues + (width.saturating_sub(issues) / 2).min(96);
        let issues = place(self.issues, width).unwrap_or(issues);
        let text = place(self.text_of_three, width).unwrap_or(text);
        let last = width.saturating_sub(TEXT);
        let issues = issues.clamp(LIST, last.saturating_sub(LIST).max(LIST));
        (issues, text.clamp(issues + LIST, last.max(issues + LIST)))
    }

    /// The first column of the text, beside one list.
    pub(super) fn of_two(&self, width: u16) -> u16 {
        let text = place(self.text_of_two, width).unwrap_or((width / 2).min(96));
        text.clamp(LIST, width.saturating_sub(TEXT).max(LIST))
    }

    /// Moves a border to a column of the screen. It stops where a pane would be too narrow.
    pub fn set(&mut self, border: Border, column: u16, size: Size) {
        let part = u32::from(column) * WHOLE / u32::from(size.width.max(1));
        *self.part(border, size) = Some(part);
        let kept = match (border, size.is_wide()) {
            (Border::Issues, _) => self.of_three(size.width).0,
            (Border::Text, true) => self.of_three(size.width).1,
            (Border::Text, false) => self.of_two(size.width),
        };
        let part = u32::from(kept) * WHOLE / u32::from(size.width.max(1));
        *self.part(border, size) = Some(part);
    }

    /// Puts a border back to where it was at first.
    pub fn reset(&mut self, border: Border, size: Size) {
        *self.part(border, size) = None;
    }

    fn part(&mut self, border: Border, size: Size) -> &mut Option<u32> {
        match (border, size.is_wide()) {
            (Border::Issues, _) => &mut self.issues,
            (Border::Text, true) => &mut self.text_of_three,
            (Border::Text, false) => &mut self.text_of_two,
        }
    }
}

impl Border {
    /// The border that makes a pane wider or narrower, and whether the pane is at its left.
    pub(super) fn of(pane: Pane, size: Size) -> (Self, bool) {
        match pane {
            Pane::Issues if size.is_wide() => (Self::Issues, true),
            Pane::Issues | Pane::Articles => (Self::Text, true),
            Pane::Reader => (Self::Text, false),
        }
    }
}

/// The column, to the nearest.
fn place(part: Option<u32>, width: u16) -> Option<u16> {
    let column = (part? * u32::from(width)).div_ceil(WHOLE);
    u16::try_from(column).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Size = Size {
        width: 140,
        height: 30,
    };

    #[test]
    fn borders_stand_where_they_were_put_and_leave_every_pane_some_room() {
        let mut split = Split::default();
        assert_eq!(split.of_three(140), (23, 81));
        for column in 0..=140 {
            split.set(Border::Text, column, SIZE);
            assert_eq!(split.of_three(140).1, column.clamp(23 + LIST, 140 - TEXT));
        }
        split.set(Border::Issues, 200, SIZE);
        assert_eq!(split.of_three(140), (140 - TEXT - LIST, 140 - TEXT));
        split.reset(Border::Issues, SIZE);
        assert_eq!(split.of_three(140).0, 23);
    }

    #[test]
    fn two_panes_have_a_border_of_their_own() {
        let mut split = Split::default();
        let size = Size { width: 80, ..SIZE };
        split.set(Border::Text, 50, size);
        assert_eq!((split.of_two(80), split.of_two(60)), (50, 32));
        assert_eq!(split.of_three(140), (23, 81));
    }

    #[test]
    fn a_border_keeps_its_place_when_the_size_changes_and_changes_back() {
        for width in 140..400 {
            let size = Size { width, ..SIZE };
            let mut split = Split::default();
            split.set(Border::Text, 80, size);
            assert_eq!(split.of_three(width).1, 80, "{width}");
        }
    }
}
