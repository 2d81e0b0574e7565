//! Tables that fit: columns as wide as they like, then narrower with wrapped cells, then each row as a record of its own.

use std::ops::Range;

use super::Setter;
use crate::page::{
    rich_text::{Align, TextTable},
    style::{Role, Style},
};

/// A word up to this wide is not broken for its column's sake.
const WHOLE_WORD: u32 = 14;

/// No column of more text is narrower.
const NARROW: u32 = 9;

/// Columns of the line between two cells.
const LINE: u16 = 3;

impl Setter<'_> {
    pub(super) fn table(&mut self, index: u32, width: u16) {
        let Some(table) = self.doc.tables.get(index as usize) else {
            return;
        };
        match self.columns(table, width) {
            Some(columns) => self.grid(table, &columns),
            None => self.records(table, width),
        }
    }

    /// The width of each column; `None` if they do not fit side by side.
    fn columns(&mut self, table: &TextTable, width: u16) -> Option<Vec<u16>> {
        let count = table.aligns.len();
        let lines = LINE.checked_mul(u16::try_from(count).ok()?.checked_sub(1)?)?;
        let room = u32::from(width.checked_sub(lines)?);
        let mut extents = vec![(1, 1); count];
        for (cell, index) in table.cells.iter().zip((0..count).cycle()) {
            let (widest, all) = self.extent(cell);
            if let Some(extent) = extents.get_mut(index) {
                *extent = (widest.max(extent.0), all.max(extent.1));
            }
        }
        fit(&extents, room)
    }

    fn extent(&mut self, cell: &Range<u32>) -> (u32, u32) {
        let lines = self.doc.slice(cell).split('\n');
        let extents = lines.map(|line| self.fragments.extent(line));
        extents.fold((0, 0), |a, b| (a.0.max(b.0), a.1.max(b.1)))
    }

    fn grid(&mut self, table: &TextTable, columns: &[u16]) {
        for (index, row) in table.cells.chunks(columns.len().max(1)).enumerate() {
            self.row(row, columns, &table.aligns);
            if index == 0 {
                self.grid_line(row, columns);
            }
        }
    }

    fn row(&mut self, row: &[Range<u32>], columns: &[u16], aligns: &[Align]) {
        let cells = row.iter().zip(columns);
        let cells: Vec<_> = cells
            .map(|(cell, width)| self.cell_lines(cell, *width))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        let anchor = row.first().map_or(0, |cell| cell.start);
        for line in 0..height {
            self.margins.print(&mut self.page);
            for (index, ((cell, width), align)) in cells.iter().zip(columns).zip(aligns).enumerate()
            {
                if index > 0 {
                    let line = if self.plain() { " | " } else { " │ " };
                    self.page.push_run(line, Style::of(Role::Marker), None);
                }
                let part = cell.get(line).cloned().unwrap_or_default();
                self.cell_line(part, *width, *align, index + 1 == columns.len());
            }
            self.page.end_line(anchor);
        }
    }

    fn cell_line(&mut self, part: Range<u32>, width: u16, align: Align, last: bool) {
        let used = self.options.ruler.width(self.doc.slice(&part));
        let free = usize::from(width).saturating_sub(used);
        let before = match align {
            Align::Left => 0,
            Align::Center => free / 2,
            Align::Right => free,
        };
        let after = if last { 0 } else { free - before };
        self.blanks(before);
        self.print(part, width);
        self.blanks(after);
    }

    fn blanks(&mut self, columns: usize) {
        self.page
            .push_run(&" ".repeat(columns), Style::default(), None);
    }

    /// The line under the head.
    fn grid_line(&mut self, row: &[Range<u32>], columns: &[u16]) {
        let (dash, cross) = if self.plain() {
            ("-", "-+-")
        } else {
            ("─", "─┼─")
        };
        let parts: Vec<_> = columns
            .iter()
            .map(|width| dash.repeat((*width).into()))
            .collect();
        self.margins.print(&mut self.page);
        self.page
            .push_run(&parts.join(cross), Style::of(Role::Marker), None);
        self.page.end_line(row.first().map_or(0, |cell| cell.start));
    }

    /// Each row as lines of `head` and, below it, its value.
    fn records(&mut self, table: &TextTable, width: u16) {
        let mut rows = table.cells.chunks(table.aligns.len().max(1));
        let head = rows.next().unwrap_or(&[]);
        if rows.len() == 0 {
            for cell in head {
                self.record_part(cell, 0, width, cell.start);
            }
        }
        for (index, row) in rows.enumerate() {
            let anchor = row.first().map_or(0, |cell| cell.start);
            if index > 0 {
                self.margins.print(&mut self.page);
                self.page.end_line(anchor);
            }
            for (name, value) in head.iter().zip(row) {
                self.record_part(name, 0, width, anchor);
                self.record_part(value, if width > 8 { 2 } else { 0 }, width, anchor);
            }
        }
    }

    fn record_part(&mut self, cell: &Range<u32>, indent: u16, width: u16, anchor: u32) {
        if cell.is_empty() {
            return;
        }
        for part in self.cell_lines(cell, width - indent) {
            self.margins.print(&mut self.page);
            self.blanks(indent.into());
            self.print(part, width - indent);
            self.page.end_line(anchor);
        }
    }

    fn cell_lines(&mut self, cell: &Range<u32>, width: u16) -> Vec<Range<u32>> {
        let mut start = cell.start;
        let mut lines = Vec::new();
        for line in self.doc.slice(cell).split('\n') {
            let parts = self.fragments.lines(line, width);
            lines.extend(
                parts
                    .into_iter()
                    .map(|part| start + part.start..start + part.end),
            );
            start += line.len() as u32 + 1;
        }
        lines
    }
}

/// Columns of (widest word, whole text) made to fit into `room`: the wide ones give way first.
fn fit(extents: &[(u32, u32)], room: u32) -> Option<Vec<u16>> {
    let widths = |cap: u32| {
        let width =
            move |&(widest, all): &(u32, u32)| all.min(cap.max(widest.clamp(NARROW, WHOLE_WORD)));
        extents.iter().map(width)
    };
    let fits = |cap: u32| widths(cap).map(u64::from).sum::<u64>() <= room.into();
    if !fits(1) {
        return None;
    }
    let (mut low, mut high) = (1, room);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if fits(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Some(widths(low).map(|width| width as u16).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_columns_give_way_first() {
        let table = [
            (vec![(3, 3), (5, 5)], 20, Some(vec![3, 5])),
            (vec![(3, 3), (5, 60)], 20, Some(vec![3, 17])),
            (vec![(5, 40), (5, 60)], 20, Some(vec![10, 10])),
            (vec![(2, 40), (2, 60)], 17, None),
            (vec![(12, 40), (12, 60)], 20, None),
            (vec![(30, 30)], 20, Some(vec![20])),
        ];
        for (extents, room, want) in table {
            assert_eq!(fit(&extents, room), want, "{extents:?}");
        }
    }
}
