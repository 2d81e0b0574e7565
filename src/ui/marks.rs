//! Marks as signs: `●` unread, `★` starred, `»` queued, `✎` memo, `✓` selected.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Painter, rect, row::CellRow, theme::ThemePart};
use crate::{
    app::{geometry::Pane, page_id::PageId},
    model::{ArticleId, ArticleView, Mark},
    text::clean,
};

/// The signs after the first, in their order.
const SIGNS: [(Mark, &str); 3] = [
    (Mark::Starred, "★ "),
    (Mark::Queued, "» "),
    (Mark::Memo, "✎ "),
];

impl Painter<'_> {
    /// The signs before an article's title.
    pub(super) fn signs(&self, row: &mut CellRow<'_>, id: ArticleId, style: Style) {
        let marks = &self.app.marks;
        let first = match (
            self.app.marks.picked.contains(&id),
            marks.has(id, Mark::Read),
        ) {
            (true, _) => "✓ ",
            (false, false) => "● ",
            (false, true) => "  ",
        };
        let look = self.theme.over(style, ThemePart::Mark);
        row.put(first, look);
        for (_, sign) in SIGNS.iter().filter(|(mark, _)| marks.has(id, *mark)) {
            row.put(sign, look);
        }
    }

    /// The style of a title: read ones step back.
    pub(super) fn title_look(&self, id: ArticleId, style: Style) -> Style {
        if self.app.marks.has(id, Mark::Read) {
            self.theme.over(style, ThemePart::Read)
        } else {
            style
        }
    }

    /// Draws the memo, or where the article was seen, in the frame's lower left corner.
    pub(super) fn note(&self, buffer: &mut Buffer, area: Rect) {
        let geometry = self.app.geometry();
        let frame = geometry.pane(Pane::Reader).filter(|_| geometry.framed);
        if let (Some(frame), Some(note)) = (frame, self.note_text()) {
            let corner = Rect {
                x: area.x,
                width: area.width,
                ..rect(frame)
            };
            let bottom = corner.height.saturating_sub(1);
            self.row(buffer, corner, bottom)
                .put(&note, self.theme.part(ThemePart::Mark));
        }
    }

    /// ` ✎ the memo's first line `, or ` seen in the other issue `
    fn note_text(&self) -> Option<String> {
        let Some(PageId::Article(id)) = self.app.reader.subject() else {
            return None;
        };
        if let Some(memo) = self.app.marks.memo(id) {
            let line = memo.lines().next().unwrap_or_default();
            return Some(format!(" ✎ {} ", clean::line(line)));
        }
        let seen = self.seen_in(&self.app.archive.article(id)?)?;
        Some(format!(" seen in {} ", clean::line(&seen)))
    }

    /// The issue where an article's source was read; in its own issue, the other article.
    fn seen_in(&self, article: &ArticleView<'_>) -> Option<String> {
        let place = self.app.marks.read_elsewhere(article)?;
        if article.issue.is_called(place.issue) {
            let source = article.identity().source;
            let mut others = article.issue.each();
            let other =
                others.find(|other| place.is_in(*other) && other.identity().source == source)?;
            return Some(format!("this issue: {}", other.title()));
        }
        let mut issues = self.app.archive.issues();
        let (_, other) = issues.find(|(_, issue)| issue.is_called(place.issue))?;
        Some(other.title.clone())
    }
}
