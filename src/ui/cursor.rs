//! Where the terminal's own cursor is: in the line that is typed in, so that an input method shows there what it composes.

use ratatui::layout::Position;
use tui_input::Input;

use super::{View, rect};
use crate::{app::overlay::Overlay, text::Ruler};

impl View<'_> {
    /// The cell of the cursor; `None` where nothing can be typed.
    pub fn cursor(&self) -> Option<Position> {
        if let Overlay::Search(prompt) = self.app.overlay.as_ref()? {
            let line = rect(self.app.geometry().footer);
            let column =
                (line.x + 1).saturating_add(columns_before_cursor(self.app.ruler(), &prompt.input));
            return (column < line.right()).then_some(Position::new(column, line.y));
        }
        let (input, before) = match self.app.overlay.as_ref()? {
            Overlay::Tags(picker) => (&picker.input, 2),
            Overlay::Palette(palette) => (&palette.input, 2),
            Overlay::Goto(goto) if goto.is_search() => (&goto.input, 3),
            Overlay::Prompt(prompt) => (&prompt.input, 3),
            _ => return None,
        };
        let area = rect(self.app.overlay_area()?);
        let column =
            (area.x + 1 + before).saturating_add(columns_before_cursor(self.app.ruler(), input));
        (column + 1 < area.right()).then_some(Position::new(column, area.y + 1))
    }
}

fn columns_before_cursor(ruler: Ruler, input: &Input) -> u16 {
    let before: String = input.value().chars().take(input.cursor()).collect();
    u16::try_from(ruler.width(&before)).unwrap_or(u16::MAX)
}
