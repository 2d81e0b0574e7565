//! The room for a picture.

use super::Setter;
use crate::page::{
    figure::Content,
    lines::Placed,
    style::{Role, Style},
};

impl Setter<'_> {
    /// Room for a picture; for one that cannot be shown, why. Nothing where pictures are not shown, or not known yet.
    pub(super) fn figure(&mut self, index: u32, anchor: u32, width: u16) {
        let figure = self.doc.figures.get(index as usize);
        let (Some(canvas), Some(figure)) = (self.options.canvas, figure) else {
            return;
        };
        let mut placed = Placed {
            figure: index,
            line: self.page.len() as u32,
            column: self.options.width.max(1) - width,
            room: width,
            rows: 0,
        };
        match &figure.content {
            Content::Unknown => {}
            Content::Pixels(wide, high) => {
                placed.rows = canvas.fit((*wide, *high), width).rows;
                for _ in 0..placed.rows {
                    self.margins.print(&mut self.page);
                    self.page.end_line(anchor);
                }
            }
            Content::Missing(why) => self.missing(why, anchor, width),
        }
        self.page.push_figure(placed);
    }

    fn missing(&mut self, why: &str, anchor: u32, width: u16) {
        let text = format!("not shown: {why}");
        for part in self.fragments.lines(&text, width) {
            let part = text
                .get(part.start as usize..part.end as usize)
                .unwrap_or_default();
            let part = self.options.ruler.truncate(part, width.into());
            self.margins.print(&mut self.page);
            self.page.push_run(&part, Style::of(Role::Meta), None);
            self.page.end_line(anchor);
        }
    }
}
