//! Tables: most lay out a page, a few hold data.

use std::ops::Range;

use super::sheet::{Matter, Row, RowKind, Sheet, Stretch};

/// Characters of a short cell.
const SHORT: usize = 40;

/// A table whose end is not yet read.
#[derive(Debug, Default)]
pub struct Grid {
    /// The sheet's rows of each cell, table row by table row.
    cells: Vec<Vec<Range<usize>>>,
    /// True if it has heads of rows or columns.
    pub headed: bool,
    /// True if there is a table or a list in it.
    pub nested: bool,
    start: usize,
}

impl Grid {
    /// A table that begins after some rows of the sheet.
    pub fn at(start: usize) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }

    /// A row begins.
    pub fn row(&mut self) {
        self.cells.push(Vec::new());
    }

    /// A cell begins after some rows of the sheet.
    pub fn cell(&mut self, start: usize) {
        if self.cells.is_empty() {
            self.row();
        }
        if let Some(row) = self.cells.last_mut() {
            row.push(start..start);
        }
    }

    /// The last cell ends.
    pub fn end_cell(&mut self, end: usize) {
        if let Some(cell) = self.cells.last_mut().and_then(|row| row.last_mut()) {
            cell.end = end;
        }
    }

    /// Makes one row of the sheet of each row of the table, if the table holds data.
    pub fn end(mut self, sheet: &mut Sheet) {
        self.cells.retain(|row| !row.is_empty());
        if self.is_data(sheet) {
            self.lay_out(sheet);
        }
    }

    fn is_data(&self, sheet: &Sheet) -> bool {
        let columns = self.cells.first().map_or(0, Vec::len);
        let even = self.cells.iter().all(|row| row.len() == columns);
        if self.nested || self.cells.len() < 2 || columns < 2 {
            return false;
        }
        let all = || self.cells.iter().flatten();
        let mut rows = sheet.rows.get(self.start..).unwrap_or_default().iter();
        let plain = rows.all(|row| {
            let mut stretches = sheet.stretches_of(row).iter();
            stretches.all(|stretch| stretch.matter == Matter::Text)
        });
        if self.headed {
            return plain && all().all(|cell| length(sheet, cell) < 8 * SHORT);
        }
        let filled = all().filter(|cell| !cell.is_empty()).count();
        let short = |cell: &Range<usize>| cell.len() < 2 && length(sheet, cell) <= SHORT;
        let linked = all().filter(|cell| is_link(sheet, cell)).count();
        plain && even && all().all(short) && 3 * filled >= 2 * all().count() && 2 * linked <= filled
    }

    fn lay_out(self, sheet: &mut Sheet) {
        let rows = sheet.rows.split_off(self.start);
        let Some(first) = rows.first() else {
            return;
        };
        let (depth, quote) = (first.depth, first.quote);
        let old = sheet.stretches.split_off(first.stretches.start);
        let shift = first.stretches.start;
        for (number, cells) in self.cells.iter().enumerate() {
            let start = sheet.stretches.len();
            for (column, cell) in cells.iter().enumerate() {
                if column > 0 {
                    sheet.stretches.push(bar(&sheet.text));
                }
                let range =
                    cell.start.saturating_sub(self.start)..cell.end.saturating_sub(self.start);
                for row in rows.get(range).unwrap_or_default() {
                    let range = row.stretches.start - shift..row.stretches.end - shift;
                    sheet
                        .stretches
                        .extend_from_slice(old.get(range).unwrap_or_default());
                }
            }
            sheet.rows.push(Row {
                stretches: start..sheet.stretches.len(),
                kind: RowKind::Cells { head: number == 0 },
                depth,
                marker: None,
                quote,
                caption: false,
                fresh: number == 0,
            });
        }
    }
}

fn bar(text: &str) -> Stretch {
    Stretch {
        text: text.len()..text.len(),
        face: super::sheet::Face::default(),
        link: None,
        matter: Matter::Bar,
    }
}

fn rows<'f>(sheet: &'f Sheet, cell: &Range<usize>) -> &'f [Row] {
    sheet.rows.get(cell.clone()).unwrap_or_default()
}

fn length(sheet: &Sheet, cell: &Range<usize>) -> usize {
    let lengths = rows(sheet, cell).iter();
    lengths.map(|row| sheet.row_text(row).chars().count()).sum()
}

fn is_link(sheet: &Sheet, cell: &Range<usize>) -> bool {
    let mut stretches = rows(sheet, cell)
        .iter()
        .flat_map(|row| sheet.stretches_of(row));
    stretches.any(|stretch| stretch.link.is_some())
}
