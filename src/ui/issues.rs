//! The issues, as the index of the list: date, title, and how many articles are unread.

use ratatui::buffer::Buffer;

use super::{Painter, row::CellRow, scrollbar::ScrollWindow, theme::ThemePart};
use crate::{app::geometry::Pane, model::Issue};

/// The fewest columns of a row with a whole date.
const ROOMY: usize = 36;
/// The fewest columns of a row with a bar that shows an issue's share of the matches.
const BARRED: usize = 44;
/// The columns of the longest bar.
const BAR: usize = 8;

impl Painter<'_> {
    pub(super) fn issues(&self, buffer: &mut Buffer) {
        let Some(area) = self.inside(Pane::Issues) else {
            return;
        };
        let (list, height) = (&self.app.list, usize::from(area.height));
        let index = list.index();
        if index.count() == 0 {
            return self.nothing(buffer, area);
        }
        let window = ScrollWindow {
            top: index.top(),
            lines: index.count(),
            matches: &[],
        };
        self.pane_bar(buffer, Pane::Issues, &window);
        let rows = (index.top()..index.count()).take(height);
        let counts = rows.clone().filter_map(|row| list.indexed(row));
        let most = counts.map(|(_, items)| items.len()).max().unwrap_or(1);
        for (row, y) in rows.zip(0..) {
            self.issue_row(&mut self.row(buffer, area, y), row, most);
        }
    }

    fn issue_row(&self, row: &mut CellRow<'_>, at: usize, most: usize) {
        let list = &self.app.list;
        let Some((id, items)) = list.indexed(at) else {
            return;
        };
        let Some(issue) = self.app.archive.issue(id) else {
            return;
        };
        let (sign, style) = self.row_look(Pane::Issues, at == list.index().position());
        let (wide, barred) = (row.left() >= ROOMY, row.left() >= BARRED);
        row.fill(style).put(sign, style);
        let articles = items.iter().filter(|item| item.article().is_some());
        let count = self.unread_of(at, articles.count());
        row.put_right(&count, self.theme.over(style, ThemePart::Count));
        if list.is_narrowed() && barred {
            let bar = self.bar(items.len(), most);
            row.put_right(&bar, self.theme.over(style, ThemePart::Bar));
        }
        let label = list.names.label(issue, wide);
        let width = list.names.width(wide);
        if width > 0 {
            let look = self.theme.over(style, ThemePart::Date);
            row.put(&format!("{label:>width$} "), look);
        }
        self.newsletter(row, issue, true, style);
        if self.app.is_new(id) {
            row.put("new ", self.theme.over(style, ThemePart::New));
        }
        let own = self.own_title(issue, &label);
        row.put(&self.app.ruler().shorten(own, row.left()), style);
    }

    /// The issue's own part of its title, without what the label says already.
    fn own_title<'a>(&self, issue: &'a Issue, label: &str) -> &'a str {
        let own = self.app.list.names.own(issue);
        let date = issue.date.map(|date| date.iso());
        let told = own == label || date.is_some_and(|date| date == own);
        if told { "" } else { unlabelled(own, label) }
    }

    /// `26`, or `12/26` once some of them were read.
    fn unread_of(&self, row: usize, all: usize) -> String {
        match self.app.list.unread_indexed(row, &self.app.marks) {
            unread if unread == all => format!(" {all} "),
            unread => format!(" {unread}/{all} "),
        }
    }

    /// A bar for a part of the most matches in sight, of equal columns whatever its length.
    fn bar(&self, count: usize, most: usize) -> String {
        let sign = if self.app.ruler().ambiguous_wide {
            "#"
        } else {
            "▬"
        };
        let filled = (count * BAR).div_ceil(most.max(1)).min(BAR);
        let rest = BAR - filled;
        format!(" {}{:rest$}", sign.repeat(filled), "")
    }
}

/// So many letters beside a number only say that it is one: `第 7 期`, `7호`.
const COUNTER: usize = 2;

/// A title without the number that it begins with, if that is its label: `第 7 期：灯塔` is `灯塔`.
fn unlabelled<'a>(own: &'a str, label: &str) -> &'a str {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let is_number = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
    let Some((before, after)) = own.split_once(label).filter(|_| is_number) else {
        return own;
    };
    let (rest, title) = after
        .split_once([':', '：', '-', '–', '—', '|', '·'])
        .unwrap_or((after, ""));
    if letters(before) + letters(rest) > COUNTER {
        return own;
    }
    title.trim()
}

#[cfg(test)]
mod tests {
    use super::unlabelled;

    #[test]
    fn a_title_does_not_say_its_number_again() {
        let table = [
            ("7", "7", ""),
            ("（第 7 期）", "7", ""),
            ("7호", "7", ""),
            ("（第 7 期）：灯塔守护人", "7", "灯塔守护人"),
            ("#7 - Fog: a day", "7", "Fog: a day"),
            ("7 lamps and a horn", "7", "7 lamps and a horn"),
            ("70 lamps", "7", "70 lamps"),
            ("2031-02-03", "7", "2031-02-03"),
            ("Fog on 2031-02-03", "2031-02-03", "Fog on 2031-02-03"),
            ("Fog", "", "Fog"),
        ];
        for (own, label, want) in table {
            assert_eq!(unlabelled(own, label), want, "{own}");
        }
    }
}
