//! The line below: what can be done, and what just happened.

use ratatui::buffer::Buffer;

use super::{Painter, rect, row::CellRow, theme::ThemePart};
use crate::{
    app::{
        action::{Action, Way},
        geometry::Pane,
        help::shown,
        keymap::KeyContext,
        status::Tone,
    },
    text::counted,
};

/// The actions that the footer offers, in a word each.
const OFFERS: [(KeyContext, &[(Action, &str)]); 6] = [
    (
        KeyContext::Main,
        &[
            (Action::Open, "open"),
            (Action::Tags, "tags"),
            (Action::Find, "search"),
            (Action::Help, "keys"),
            (Action::Go(Way::NextArticle), "next"),
            (Action::Back, "back"),
            (Action::HintOpen, "links"),
        ],
    ),
    (
        KeyContext::List,
        &[(Action::Enter, "ok"), (Action::Escape, "close")],
    ),
    (
        KeyContext::Prompt,
        &[(Action::Enter, "ok"), (Action::Escape, "close")],
    ),
    (
        KeyContext::Picker,
        &[
            (Action::Enter, "choose"),
            (Action::Alternative, "or"),
            (Action::Exclude, "not"),
            (Action::Complete, "page"),
            (Action::Escape, "close"),
            (Action::ClearFilter, "clear"),
        ],
    ),
    (KeyContext::Letters, &[(Action::Escape, "close")]),
    (
        KeyContext::Library,
        &[
            (Action::Enter, "read"),
            (Action::PickArchive, "several"),
            (Action::Update, "update"),
            (Action::RemoveArchive, "remove"),
            (Action::Help, "keys"),
        ],
    ),
];

impl Painter<'_> {
    pub(super) fn footer(&self, buffer: &mut Buffer) {
        let area = rect(self.app.geometry().footer);
        let status = &self.app.screen.status;
        let tone = match status.tone {
            Tone::Done | Tone::Marked => ThemePart::Done,
            Tone::Refused => ThemePart::Refused,
        };
        let mut row = self.row(buffer, area, 0);
        if !status.text.is_empty() {
            let waits = status.tone == Tone::Marked && self.app.marks.unsaved > 0;
            let text = format!(" {}{} ", status.text, if waits { " …" } else { "" });
            if self.app.ruler().width(&text) > row.left() / 2 {
                row.put(&text, self.theme.part(tone));
                return;
            }
            row.put_right(&text, self.theme.part(tone));
        } else if self.app.marks.unsaved > 0 {
            let unsaved = format!(" {} unsaved ", self.app.marks.unsaved);
            row.put_right(&unsaved, self.theme.part(ThemePart::Refused));
        } else if !self.app.archive.warnings.is_empty() {
            row.put_right(&self.warning_count(), self.theme.part(ThemePart::Footer));
        }
        self.offers(&mut row);
    }

    fn offers(&self, row: &mut CellRow<'_>) {
        let context = self.app.context();
        let offers = OFFERS.iter().find(|row| row.0 == context);
        let offers = offers.map_or(&[][..], |row| row.1);
        for (action, word) in offers.iter().filter(|offer| self.is_of_use(offer.0)) {
            let word = if *action == Action::Back && self.app.screen.focus != Pane::Reader {
                &"quit"
            } else {
                word
            };
            let Some(key) = self.app.controls.keymap.key_for(context, *action) else {
                continue;
            };
            let key = shown(key);
            if row.left() < key.len() + word.len() + 3 {
                break;
            }
            row.put(" ", self.theme.part(ThemePart::Footer))
                .put(&key, self.theme.part(ThemePart::Key));
            row.put(&format!(" {word} "), self.theme.part(ThemePart::Footer));
        }
    }

    /// False for what would only say that there is nothing here to do it with.
    fn is_of_use(&self, action: Action) -> bool {
        let (app, list) = (self.app, &self.app.list);
        match action {
            Action::Open => app
                .current_article()
                .is_some_and(|article| article.reference().is_some()),
            Action::HintOpen => app.reader.has_links(),
            Action::Go(Way::NextArticle) => list.place() < list.article_count(),
            _ => true,
        }
    }

    fn warning_count(&self) -> String {
        let key = self
            .app
            .controls
            .keymap
            .key_for(KeyContext::Main, Action::Warnings)
            .unwrap_or("");
        let warnings = counted(self.app.archive.warnings.len(), "warning", "warnings");
        format!(" {warnings}: {key} ")
    }
}
