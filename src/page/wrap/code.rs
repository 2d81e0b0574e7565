//! Blocks of code, folded where they are long.

use std::ops::Range;

use super::{Setter, fragments};

use crate::page::style::{Role, Style};

/// A block is not folded for fewer lines than these.
const WORTH_FOLDING: usize = 4;

impl Setter<'_> {
    /// Lines that keep their spaces. A line that is too long continues below, behind a sign.
    pub(super) fn code(&mut self, range: &Range<u32>, width: u16) {
        let (doc, mut start) = (self.doc, range.start);
        let lines: Vec<_> = doc.slice(range).split('\n').collect();
        let fold = self.options.fold.map_or(usize::MAX, usize::from);
        let folded = lines.len().saturating_sub(fold);
        let shown = if folded < WORTH_FOLDING {
            lines.len()
        } else {
            fold
        };
        for line in lines.iter().take(shown) {
            self.code_line(line, start, width);
            start += line.len() as u32 + 1;
        }
        if shown < lines.len() {
            self.fold_line(lines.len() - shown, start, width);
        }
    }

    fn code_line(&mut self, line: &str, start: u32, width: u16) {
        let indent: u16 = if width > 8 { 2 } else { 0 };
        let parts = fragments::hard_lines(self.options.ruler, line, width - indent);
        for (index, part) in parts.into_iter().enumerate() {
            let part = start + part.start..start + part.end;
            let anchor = part.start;
            self.margins.print(&mut self.page);
            self.code_margin(indent, index > 0);
            self.print(part, width - indent);
            self.page.end_line(anchor);
        }
    }

    fn code_margin(&mut self, indent: u16, goes_on: bool) {
        let sign = match (goes_on, self.plain()) {
            (false, _) => "  ",
            (true, true) => "> ",
            (true, false) => "» ",
        };
        if indent > 0 {
            self.page.push_run(sign, Style::of(Role::Marker), None);
        }
    }

    /// The line that stands for folded lines.
    fn fold_line(&mut self, count: usize, anchor: u32, width: u16) {
        let ruler = self.options.ruler;
        let text = format!("  {} {count} more lines", ruler.ellipsis());
        self.margins.print(&mut self.page);
        let text = ruler.truncate(&text, width.into());
        self.page.push_run(&text, Style::of(Role::Marker), None);
        self.page.end_line(anchor);
    }
}
