//! A sheet, and the parts that its rows begin, as Markdown.

mod signs;

use std::{fmt::Write as _, mem};

use super::{
    opening::{Opening, has_letters, sign, words},
    sheet::{ItemMarker, Matter, Row, RowKind, Sheet, Stretch, unlinked},
    units::{Begins, Units},
};
use crate::parse::{
    format::escape::{escape, url},
    words::COLONS,
};
use signs::{flanks, starts_block, trimmed};

/// The deepest nesting of lists that is written.
const DEEPEST_LIST: u8 = 6;

/// Words of an item in a menu.
const MENU: usize = 2;

/// The part of a page that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PagePart {
    /// Before the first title.
    Top,
    /// From there on, or a page without articles.
    Middle,
    /// After the last article, where nothing is listed.
    Footer,
}

/// The writer of a page.
struct PageWriter<'f> {
    sheet: &'f Sheet,
    out: String,
    /// The row before, if the next may go on in its paragraph.
    paragraph: bool,
    /// The prefix of each line of the open list items, by depth.
    indents: Vec<usize>,
    /// The last row written was one of a table.
    table: bool,
    part: PagePart,
    /// The link that is the last title: lines of the same link need not be links again.
    card: Option<usize>,
    /// The pictures of the article whose title is next.
    pictures: Vec<&'f Row>,
}

/// Writes a page.
pub fn write(sheet: &Sheet, units: &Units) -> String {
    let mut writer = PageWriter {
        sheet,
        out: String::with_capacity(sheet.text.len() + sheet.text.len() / 2),
        paragraph: false,
        indents: Vec::new(),
        table: false,
        part: if units.count() > 0 {
            PagePart::Top
        } else {
            PagePart::Middle
        },
        card: None,
        pictures: Vec::new(),
    };
    for (at, (row, role)) in sheet.rows.iter().zip(&units.begins).enumerate() {
        match role {
            Begins::Title(index) => {
                writer.part = PagePart::Middle;
                if let Some(opening) = units.openings.get(*index) {
                    writer.title(row, opening, units.reference(sheet, at));
                }
                for picture in mem::take(&mut writer.pictures) {
                    writer.row(picture);
                    writer.paragraph = false;
                }
            }
            Begins::Picture => writer.pictures.push(row),
            Begins::Section => {
                let above = at.checked_sub(1).and_then(|above| sheet.rows.get(above));
                let sign = above.and_then(|above| sign(sheet, above));
                writer.heading(2, row, &sign.unwrap_or_default());
            }
            Begins::Heading(level) => writer.heading(*level, row, ""),
            Begins::Footer => {
                writer.line("---");
                writer.part = PagePart::Footer;
                writer.row(row);
            }
            Begins::Text if signs_section(sheet, units, at) => {}
            Begins::Text => writer.row(row),
        }
    }
    writer.out.truncate(writer.out.trim_end().len());
    writer.out.push('\n');
    writer.out
}

impl PageWriter<'_> {
    /// Begins a block, after an empty line.
    fn block(&mut self) {
        self.out
            .truncate(self.out.trim_end_matches([' ', '\n']).len());
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.paragraph = false;
        self.table = false;
    }

    /// Writes a block of one line outside of lists.
    fn line(&mut self, text: &str) {
        self.block();
        self.indents.clear();
        self.out.push_str(text);
    }

    /// Writes a heading, and the sign that stands over it.
    fn heading(&mut self, level: u8, row: &Row, sign: &str) {
        let text = self.inline(self.sheet.stretches_of(row), false);
        let text = format!("{sign} {text}");
        let marks = "#".repeat(usize::from(level));
        self.line(&format!("{marks} {}", text.trim()));
    }

    /// Writes a title, and what stands beside it in its row.
    fn title(&mut self, row: &Row, opening: &Opening, reference: Option<usize>) {
        self.card = opening.link;
        let text = opening.text.trim_end_matches(COLONS);
        let title = escape(text, true);
        let line = match opening.link.or(reference) {
            Some(link) => format!("### [{title}]({})", url(self.sheet.url(link))),
            None => format!("### {}", escape(text, false)),
        };
        self.line(&line);
        if opening.link.is_none() && opening.alone {
            return;
        }
        let before = self
            .sheet
            .stretches
            .get(row.stretches.start..opening.title.start);
        let after = self
            .sheet
            .stretches
            .get(opening.title.end..row.stretches.end);
        let before = self.inline(before.unwrap_or_default(), false);
        let after = self.inline(after.unwrap_or_default(), true);
        let after = after.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '—' | '–' | '-' | ':' | '|' | '·' | ',' | '.')
        });
        let number = |c: char| {
            c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ')' | '、' | '．')
        };
        let before = before.trim_matches(number);
        let rest = format!("{before} {after}");
        if has_letters(after) || has_letters(before) || before.contains("![") {
            self.line(rest.trim());
            self.paragraph = true;
        }
    }

    fn row(&mut self, row: &Row) {
        if row.marker.is_some() && self.is_plain(row) {
            return self.row(&Row {
                marker: None,
                depth: 0,
                ..row.clone()
            });
        }
        match row.kind {
            RowKind::Cells { head } => self.cells(row, head),
            RowKind::Code => self.code(row),
            RowKind::Text | RowKind::Heading(_) => self.text(row),
        }
    }

    /// True for a list item that must not look like an article: in the footer, or in a menu above the first one.
    fn is_plain(&self, row: &Row) -> bool {
        let menu =
            || is_link(self.sheet.stretches_of(row)) && words(&self.sheet.row_text(row)) <= MENU;
        self.part == PagePart::Footer || self.part == PagePart::Top && menu()
    }

    fn text(&mut self, row: &Row) {
        let stretches = self.sheet.stretches_of(row);
        let in_card =
            self.card.is_some() && stretches.iter().all(|stretch| stretch.link == self.card);
        let text = if in_card {
            self.inline(&unlinked(stretches), true)
        } else {
            self.inline(stretches, true)
        };
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let lone = row.marker.is_none() && is_link(stretches);
        let aside = match self.part {
            PagePart::Top => lone,
            PagePart::Middle => false,
            PagePart::Footer => is_led_by_link(stretches),
        };
        if self.paragraph && aside {
            // Ways to read a newsletter, each a paragraph of its own, would look like its articles.
            self.out.push_str(" · ");
        } else if self.paragraph && !row.fresh && row.marker.is_none() {
            self.out.push_str("\\\n");
        } else {
            self.begin(row);
            if row.marker.is_none() && starts_block(text) {
                self.out.push('\\');
            }
        }
        let indent = self.indent(row);
        self.out
            .push_str(&text.replace('\n', &format!("\n{indent}")));
        self.paragraph = true;
    }

    /// Begins the block of a row: its quotes, its list item.
    fn begin(&mut self, row: &Row) {
        let listed = row.marker.is_some() && !self.indents.is_empty();
        self.block();
        if listed {
            self.out.truncate(self.out.trim_end().len());
            self.out.push('\n');
        }
        let depth = usize::from(row.depth.min(DEEPEST_LIST));
        if row.marker.is_some() {
            self.indents.truncate(depth.saturating_sub(1));
        } else {
            self.indents.truncate(depth);
        }
        let indent: usize = self.indents.iter().sum();
        self.out.push_str(&" ".repeat(indent));
        if row.quote > 0 {
            self.out.push_str("> ");
        }
        let marker = match row.marker {
            Some(ItemMarker::Bullet) => "- ".to_owned(),
            Some(ItemMarker::Number(number)) => format!("{number}. "),
            None => return,
        };
        self.indents.push(marker.len());
        self.out.push_str(&marker);
    }

    fn indent(&self, row: &Row) -> String {
        let mut indent = " ".repeat(self.indents.iter().sum());
        if row.quote > 0 {
            indent.push_str("> ");
        }
        indent
    }

    fn code(&mut self, row: &Row) {
        let code = self.sheet.row_text(row);
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let code = code.trim_end();
        self.line(&format!("{fence}\n{code}\n{fence}"));
        self.block();
    }

    fn cells(&mut self, row: &Row, head: bool) {
        let stretches = self.sheet.stretches_of(row);
        let cells: Vec<String> = stretches
            .split(|stretch| stretch.matter == Matter::Bar)
            .map(|cell| {
                self.inline(cell, true)
                    .trim()
                    .replace('|', "\\|")
                    .replace('\n', " ")
            })
            .collect();
        if head || !self.table {
            self.line(&format!(
                "| {} |\n|{}",
                cells.join(" | "),
                " --- |".repeat(cells.len())
            ));
        } else {
            let _ = write!(self.out, "\n| {} |", cells.join(" | "));
        }
        self.table = true;
    }

    /// Writes pieces of a row in a line.
    fn inline(&self, stretches: &[Stretch], styled: bool) -> String {
        let mut out = String::new();
        let all_bold = stretches
            .iter()
            .all(|stretch| stretch.face.bold || !has_letters(self.sheet.text_of(stretch)));
        let groups = stretches.chunk_by(|a, b| match (a.link, b.link) {
            (Some(a), Some(b)) => a == b || self.sheet.url(a) == self.sheet.url(b),
            (None, None) => true,
            _ => false,
        });
        for group in groups {
            let link = group.first().and_then(|stretch| stretch.link);
            let mut text = String::new();
            for stretch in group {
                self.piece(&mut text, stretch, styled, all_bold, link.is_some());
            }
            match link {
                Some(link) if !text.trim().is_empty() => {
                    let (before, inner, after) = trimmed(&text);
                    out.push_str(before);
                    let _ = write!(out, "[{inner}]({})", url(self.sheet.url(link)));
                    out.push_str(after);
                }
                _ => out.push_str(&text),
            }
        }
        out
    }

    fn piece(
        &self,
        out: &mut String,
        stretch: &Stretch,
        styled: bool,
        all_bold: bool,
        linked: bool,
    ) {
        let text = self.sheet.text_of(stretch);
        if let Matter::Picture(source) = stretch.matter {
            let source = url(self.sheet.url(source));
            let _ = write!(out, "![{}]({source})", escape(text, true));
            return;
        }
        let (before, inner, after) = trimmed(text);
        let face = stretch.face;
        let (open, close) = match (
            styled && !inner.is_empty(),
            face.code,
            face.bold && !all_bold,
            face.italic,
        ) {
            (false, ..) => ("", ""),
            (_, true, ..) if !inner.contains('`') => ("`", "`"),
            (_, _, true, true) => ("***", "***"),
            (_, _, true, false) => ("**", "**"),
            (_, _, false, true) => ("*", "*"),
            _ => ("", ""),
        };
        out.push_str(before);
        if open == "`" {
            let _ = write!(out, "`{inner}`");
        } else if open.is_empty() || !flanks(out, inner) {
            out.push_str(&escape(inner, linked));
        } else {
            out.push_str(open);
            out.push_str(&escape(inner, linked));
            out.push_str(close);
        }
        out.push_str(after);
    }
}

/// True if a row is a sign over the head of a section.
fn signs_section(sheet: &Sheet, units: &Units, row: usize) -> bool {
    let over = units.begins.get(row + 1) == Some(&Begins::Section);
    over && sheet
        .rows
        .get(row)
        .is_some_and(|row| sign(sheet, row).is_some())
}

/// True if all text of a row is linked.
fn is_link(stretches: &[Stretch]) -> bool {
    let mut texts = stretches
        .iter()
        .filter(|stretch| stretch.matter == Matter::Text);
    texts.all(|stretch| stretch.link.is_some())
}

/// True if a row begins with a link, or a picture that is one.
fn is_led_by_link(stretches: &[Stretch]) -> bool {
    let first = stretches.first();
    first.is_some_and(|stretch| stretch.link.is_some())
}
