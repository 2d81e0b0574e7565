//! The line below: what can be done, and what just happened.

use ratatui::buffer::Buffer;

use super::{View, rect, row::Row, theme::Part};
use crate::{
    app::{action::Action, help::shown, keymap::Context, status::Tone},
    text::counted,
};

/// What the footer offers, in a word each.
const OFFERS: [(Context, &[(Action, &str)]); 5] = [
    (
        Context::Main,
        &[
            (Action::Open, "open"),
            (Action::Tags, "tags"),
            (Action::Find, "search"),
            (Action::Help, "keys"),
            (Action::NextArticle, "next"),
            (Action::Back, "back"),
            (Action::HintOpen, "links"),
        ],
    ),
    (
        Context::List,
        &[(Action::Enter, "ok"), (Action::Escape, "close")],
    ),
    (
        Context::Prompt,
        &[(Action::Enter, "ok"), (Action::Escape, "close")],
    ),
    (
        Context::Picker,
        &[
            (Action::Include, "and"),
            (Action::Alternative, "or"),
            (Action::Exclude, "not"),
            (Action::Complete, "page"),
            (Action::ClearFilter, "clear"),
            (Action::Escape, "close"),
        ],
    ),
    (Context::Letters, &[(Action::Escape, "close")]),
];

impl View<'_> {
    pub(super) fn footer(&self, buffer: &mut Buffer) {
        let area = rect(self.app.geometry().footer);
        let status = &self.app.status;
        let tone = match status.tone {
            Tone::Done | Tone::Marked => Part::Done,
            Tone::Refused => Part::Refused,
        };
        let mut row = self.row(buffer, area, 0);
        if !status.text.is_empty() {
            let waits = status.tone == Tone::Marked && self.app.unsaved > 0;
            let text = format!(" {}{} ", status.text, if waits { " …" } else { "" });
            if text.len() > row.left() / 2 {
                row.put(&text, self.theme.part(tone));
                return;
            }
            row.put_right(&text, self.theme.part(tone));
        } else if self.app.unsaved > 0 {
            let unsaved = format!(" {} unsaved ", self.app.unsaved);
            row.put_right(&unsaved, self.theme.part(Part::Refused));
        } else if !self.app.archive.warnings.is_empty() {
            row.put_right(&self.warning_count(), self.theme.part(Part::Footer));
        }
        self.offers(&mut row);
    }

    fn offers(&self, row: &mut Row<'_>) {
        let context = self.app.context();
        let offers = OFFERS
            .iter()
            .find(|row| row.0 == context)
            .map_or(&[][..], |row| row.1);
        for (action, word) in offers {
            let key = self.app.keymap.key_for(context, *action).map(shown);
            let Some(key) = key else { continue };
            if row.left() < key.len() + word.len() + 3 {
                break;
            }
            row.put(" ", self.theme.part(Part::Footer))
                .put(&key, self.theme.part(Part::Key));
            row.put(&format!(" {word} "), self.theme.part(Part::Footer));
        }
    }

    fn warning_count(&self) -> String {
        let key = self
            .app
            .keymap
            .key_for(Context::Main, Action::Warnings)
            .unwrap_or("");
        let warnings = counted(self.app.archive.warnings.len(), "warning", "warnings");
        format!(" {warnings}: {key} ")
    }
}
