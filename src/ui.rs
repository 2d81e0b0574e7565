//! Drawing: `&App` to a ratatui buffer. Nothing here changes state.
//!
//! ```text
//!  backissue · gdc · #go ×                   43 unread · 21 issues     ui::header
//!  ✓#Go 43  #Redis 12  #sql 9                                          ui::tag_bar
//! ┌ issues ──────────┬ Weekly 642 ────────────────┬ article ──────────┐
//! │▌24-09-08 642   3 │▌24-09-08 ● A title …       │ A title           │
//! │  ui::issues      │  ui::articles              │  ui::reader       │
//! └──────────────────┴────────── 1/43 in 21 issues┴───────────────────┘
//!  o open  t tags  ? help                       opened fog.example     ui::footer
//! ```

mod articles;
pub mod chart;
pub mod colours;
mod cover;
mod cursor;
mod empty;
mod excerpt;
mod footer;
mod header;
mod hyperlinks;
mod issues;
mod marks;
mod overlay;
mod pane;
mod pictures;
mod prompt;
mod reader;
mod row;
mod scrollbar;
mod tag_bar;
pub mod theme;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::app::{App, geometry::Area};
use theme::Theme;

/// The state to draw, and the theme to draw it with.
#[derive(Clone, Debug)]
pub struct Painter<'a> {
    /// The state.
    pub app: &'a App,
    /// The looks.
    pub theme: &'a Theme,
}

impl Painter<'_> {
    /// Draws the whole screen.
    pub fn draw(&self, buffer: &mut Buffer) {
        let geometry = self.app.geometry();
        if rect(geometry.screen) != buffer.area {
            // The terminal has another size by now: the event is under way, and the frame that fits.
            return;
        }
        let base = self.theme.base();
        if base != Style::new() {
            buffer.set_style(buffer.area, base);
        }
        if geometry.too_small() {
            let area = rect(geometry.screen).intersection(buffer.area);
            buffer.set_stringn(area.x, area.y, "too small", usize::from(area.width), base);
            return;
        }
        self.header(buffer);
        if self.app.overlay_area() != Some(geometry.over(u16::MAX, u16::MAX)) {
            self.panes(buffer);
        }
        self.footer(buffer);
        self.overlay(buffer);
    }

    /// Everything that an overlay may hide.
    fn panes(&self, buffer: &mut Buffer) {
        self.tag_bar(buffer);
        self.frames(buffer);
        self.issues(buffer);
        self.articles(buffer);
        self.reader(buffer);
    }
}

fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}
