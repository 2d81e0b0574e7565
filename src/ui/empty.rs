//! An empty list says why it is empty, and which key brings articles back.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Painter, theme::ThemePart};
use crate::app::{Load, action::Action, help::shown, keymap::KeyContext, view};

impl Painter<'_> {
    pub(super) fn nothing(&self, buffer: &mut Buffer, area: Rect) {
        for (line, y) in self.why_nothing().iter().zip(0..) {
            self.row(buffer, area, y)
                .put(" ", self.theme.part(ThemePart::Count))
                .put(line, self.theme.part(ThemePart::Count));
        }
    }

    /// A line each, the shortest words first: lists are narrow.
    fn why_nothing(&self) -> Vec<String> {
        let (app, shown_view) = (self.app, self.app.filter.view.view());
        let all = shown_view == view::View::All;
        let view = app.view_name(shown_view);
        match (&app.loading.state, app.filter.is_empty()) {
            (Load::Running { .. }, true) if all => vec!["loading …".to_owned()],
            (_, true) if all => vec!["nothing here".to_owned()],
            (_, true) => vec![
                format!("nothing in the view {view}"),
                self.way_out(Action::Views, "other views"),
            ],
            (_, false) => {
                let mut lines = vec!["nothing matches".to_owned(), app.filter.query().to_string()];
                if !all {
                    lines.push(format!("in the view {view}"));
                }
                lines.push(self.way_out(Action::ClearFilter, "clears the filter"));
                lines
            }
        }
    }

    fn way_out(&self, action: Action, what: &str) -> String {
        let key = self.app.controls.keymap.key_for(KeyContext::Main, action);
        let key = key.map_or_else(|| format!(":{}", action.name()), shown);
        format!("{key} {what}")
    }
}
