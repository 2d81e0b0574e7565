//! A table of HTML on the page, cell by cell.

use super::{InlineElement, element, grid::HtmlGrid};
use crate::page::{
    markdown::{Opener, Writer},
    rich_text::{Align, TextBlockKind, TextTable},
    style::Role,
};

impl Writer<'_, '_> {
    /// True for a table that may be one of data.
    pub(super) fn is_table(&self, name: &str) -> bool {
        let free = self.table.is_none() && self.code.is_none() && !self.is_hidden();
        free && element(name) == Some(InlineElement::Table)
    }

    pub(super) fn html_table(&mut self, html: &str, grid: &HtmlGrid) {
        self.builder.end_block(TextBlockKind::Text);
        self.builder.want_gap();
        self.table = Some(TextTable {
            aligns: vec![Align::Left; grid.columns],
            cells: Vec::new(),
        });
        for (n, row) in grid.rows.iter().enumerate() {
            for column in 0..grid.columns {
                self.push(Opener::Markdown);
                if n == 0 {
                    self.builder.restyle(|style| style.role = Role::TableHead);
                }
                let cell = row.get(column).cloned().and_then(|cell| html.get(cell));
                self.html(cell.unwrap_or_default().trim());
                self.end_cell();
                self.close_to_markdown();
            }
        }
        self.end_table();
    }
}
