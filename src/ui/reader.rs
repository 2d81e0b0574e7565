//! The reading pane: the lines of the page that are in the window.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Painter, rect, scrollbar::ScrollWindow, theme::ThemePart};
use crate::{app::geometry::Pane, page::StyledLine};

impl Painter<'_> {
    pub(super) fn reader(&self, buffer: &mut Buffer) {
        let reader = &self.app.reader;
        let Some(area) = self.inside(Pane::Reader) else {
            return;
        };
        let lines = reader
            .page()
            .lines_from(reader.top())
            .take(usize::from(area.height));
        for (line, y) in lines.zip(0..) {
            self.text_line(buffer, area, y, line);
        }
        self.pictures(buffer, area);
        let window = ScrollWindow {
            top: reader.top(),
            lines: reader.page().len(),
            matches: reader.matches().lines(),
        };
        self.pane_bar(buffer, Pane::Reader, &window);
        self.note(buffer, area);
        self.position(buffer, area);
    }

    fn text_line(&self, buffer: &mut Buffer, area: Rect, y: u16, line: StyledLine<'_>) {
        let mut row = self.row(buffer, area, y);
        let matches = self.app.reader.matches();
        for run in line.runs() {
            let inside = matches.within(&run);
            row.put_marked(
                run.text,
                &inside,
                self.theme.text(run.style),
                self.theme.part(ThemePart::Match),
            );
        }
    }

    /// Draws the progress through the text, in the frame's corner; nothing where all of it is in sight.
    fn position(&self, buffer: &mut Buffer, area: Rect) {
        let reader = &self.app.reader;
        let (bottom, all) = (reader.top() + usize::from(area.height), reader.page().len());
        let frame = self
            .app
            .geometry()
            .pane(Pane::Reader)
            .filter(|_| self.app.geometry().framed);
        if let Some(frame) = frame.filter(|_| all > usize::from(area.height)) {
            let text = format!(" {}% ", bottom.min(all) * 100 / all);
            let corner = Rect {
                x: area.x,
                width: area.width,
                ..rect(frame)
            };
            self.row(buffer, corner, corner.height.saturating_sub(1))
                .put_right(&text, self.theme.part(ThemePart::Border));
        }
    }
}
