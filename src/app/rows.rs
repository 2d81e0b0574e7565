//! Rows with a selection and a window on them, whatever they show.

/// A number of rows, the selected one, and the first that is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    count: usize,
    selected: usize,
    top: usize,
    /// True if the window was moved alone: then the selection need not be in it.
    loose: bool,
}

impl Rows {
    /// The number of rows.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The position of the selection, from 0.
    pub fn position(&self) -> usize {
        self.selected
    }

    /// The first row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The same on other rows; `place` tells where a row is now. The selection stays at its place on the screen, or the window
    /// at its first row if it was moved alone.
    #[must_use]
    pub fn replaced(&self, count: usize, place: impl Fn(usize) -> Option<usize>) -> Self {
        let selected = place(self.selected).unwrap_or(self.selected);
        let selected = selected.min(count.saturating_sub(1));
        let above = self.selected.saturating_sub(self.top);
        let top = if self.loose {
            place(self.top).unwrap_or(self.top)
        } else {
            selected.saturating_sub(above)
        };
        Self {
            count,
            selected,
            top,
            loose: self.loose,
        }
    }

    /// Selects by position, clamped to the rows.
    pub fn select_at(&mut self, position: usize) {
        self.selected = position.min(self.count.saturating_sub(1));
        self.loose = false;
    }

    /// Moves the selection, stopping at both ends. Returns true if it moved.
    pub fn move_by(&mut self, by: isize) -> bool {
        let before = self.selected;
        self.select_at(before.saturating_add_signed(by));
        self.selected != before
    }

    /// Moves the window alone, over `height` rows. When the selection moves, it comes back into the window.
    pub fn scroll(&mut self, by: isize, height: usize) {
        let lowest = self.count.saturating_sub(height);
        self.top = self.top.saturating_add_signed(by).min(lowest);
        self.loose = true;
    }

    /// Moves the window so that the selection is within its `height` rows, and the window is full where it can be. One that was
    /// moved alone stays.
    pub fn reveal(&mut self, height: usize) {
        self.reveal_lines(height, |_| 1);
    }

    /// The same where rows take one or several lines each, and `height` is in lines.
    pub fn reveal_lines(&mut self, height: usize, lines: impl Fn(usize) -> usize) {
        let height = height.max(1);
        let fullest = self.lowest_top(self.count, height, &lines);
        let fullest = fullest.min(self.count.saturating_sub(1));
        if self.loose {
            self.top = self.top.min(fullest);
            return;
        }
        let lowest = self.lowest_top(self.selected + 1, height, &lines);
        let lowest = lowest.min(self.selected);
        self.top = self
            .top
            .clamp(lowest, self.selected)
            .min(fullest.max(lowest));
    }

    /// The first row of a window of `height` lines that ends before the row `end`.
    fn lowest_top(&self, end: usize, height: usize, lines: &impl Fn(usize) -> usize) -> usize {
        let (mut top, mut left) = (end.min(self.count), height);
        while let Some(above) = top.checked_sub(1) {
            let needed = lines(above);
            if needed > left {
                break;
            }
            left -= needed;
            top = above;
        }
        top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_selection_is_always_in_the_window(
            count in 0usize..50, moves in proptest::collection::vec((-60isize..60, -60isize..60), 0..20), height in 0usize..60,
        ) {
            let mut rows = Rows::default().replaced(count, Some);
            for (scroll, by) in moves {
                rows.scroll(scroll, height);
                rows.reveal(height);
                assert!(rows.top() <= count.saturating_sub(height));
                rows.move_by(by);
                rows.reveal(height);
                let window = rows.top()..rows.top() + height.max(1);
                assert!(window.contains(&rows.position()));
            }
        }
    }
}
