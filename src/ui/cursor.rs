//! Where the terminal's own cursor is: in the line that is typed in, so that an input method shows there what it composes.

use ratatui::layout::Position;
use tui_input::Input;

use super::{View, rect};
use crate::text::Ruler;

impl View<'_> {
    /// The cell of the cursor; `None` where nothing can be typed.
    pub fn cursor(&self) -> Option<Position> {
        let line = self.app.line()?;
        let area = rect(line.area);
        let before = columns_before_cursor(self.app.ruler(), line.input);
        let column = area.x.saturating_add(before);
        (column < area.right()).then_some(Position::new(column, area.y))
    }
}

fn columns_before_cursor(ruler: Ruler, input: &Input) -> u16 {
    let before: String = input.value().chars().take(input.cursor()).collect();
    u16::try_from(ruler.width(&before)).unwrap_or(u16::MAX)
}
