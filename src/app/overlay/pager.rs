//! A window on lines that are counted elsewhere.

/// A window on lines that are counted elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pager {
    /// The first line on the screen.
    pub top: usize,
}

impl Pager {
    /// Moves the window over `lines` lines, `height` of which fit.
    pub fn scroll(&mut self, by: isize, lines: usize, height: usize) {
        self.top = self
            .top
            .saturating_add_signed(by)
            .min(lines.saturating_sub(height));
    }
}
