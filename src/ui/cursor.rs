//! The terminal's own cursor stands in the line that is typed in: an input method composes there.

use ratatui::layout::Position;
use tui_input::Input;

use super::{Painter, rect};
use crate::text::Ruler;

impl Painter<'_> {
    /// The cell of the cursor; `None` where nothing can be typed, or the line for it is not on the screen.
    pub fn cursor(&self) -> Option<Position> {
        let geometry = self.app.geometry();
        let line = self.app.line().filter(|_| !geometry.too_small())?;
        let area = rect(line.area);
        let before = columns_before_cursor(self.app.ruler(), line.input);
        let cell = Position::new(area.x.saturating_add(before), area.y);
        (cell.x < area.right() && rect(geometry.screen).contains(cell)).then_some(cell)
    }
}

fn columns_before_cursor(ruler: Ruler, input: &Input) -> u16 {
    let before: String = input.value().chars().take(input.cursor()).collect();
    u16::try_from(ruler.width(&before)).unwrap_or(u16::MAX)
}
