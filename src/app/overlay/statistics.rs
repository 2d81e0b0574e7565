//! The statistics screen: charts of the articles shown; each bar opens its articles.

mod board;
mod chart_filter;

pub use board::{Board, Cell, CellLook, CellText, CellTone};
pub use chart_filter::ChartFilter;

use crate::stats::Stats;

/// Charts, a cursor on one of their cells, and a window on them.
#[derive(Debug, Default)]
pub struct Statistics {
    /// `None` until they are counted.
    stats: Option<Stats>,
    board: Board,
    /// The position of a cell.
    cursor: usize,
    /// The column that up and down keep to.
    goal: Option<u16>,
    top: usize,
    /// True if the window was moved alone: then the cursor need not be in it.
    loose: bool,
    /// True if the numbers are out of date, and new ones were not asked for yet.
    stale: bool,
    /// The first question that numbers were asked for with.
    since: Option<u64>,
}

impl Statistics {
    /// Nothing is counted yet.
    pub fn new() -> Self {
        Self {
            stale: true,
            ..Self::default()
        }
    }

    /// The numbers, if they are counted.
    pub fn stats(&self) -> Option<&Stats> {
        self.stats.as_ref()
    }

    /// The charts.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// The first row of it on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The cell under the cursor.
    pub fn selected(&self) -> Option<&Cell> {
        self.board.cells.get(self.cursor)
    }

    /// True if a cell is the one under the cursor.
    pub fn is_selected(&self, cell: &Cell) -> bool {
        self.selected()
            .is_some_and(|selected| std::ptr::eq(selected, cell))
    }

    /// Says that the numbers are out of date.
    pub fn outdate(&mut self) {
        self.stale = true;
    }

    /// True if the numbers are needed now; the caller asks for them.
    pub fn wants_numbers(&mut self) -> bool {
        std::mem::take(&mut self.stale)
    }

    /// Remembers the number of a question.
    pub fn asked(&mut self, number: u64) {
        self.since.get_or_insert(number);
    }

    /// Takes the answer to one of our questions, even if it is not the last: while an archive is loaded, each is right for a
    /// moment. The cursor stays on what it was on.
    pub fn fill(&mut self, number: u64, stats: Stats) {
        if self.since.is_none_or(|since| number < since) {
            return;
        }
        self.lay_out(&stats, self.board.width);
        self.stats = Some(stats);
    }

    /// Lays the charts out anew if the width is another one.
    pub fn fit(&mut self, width: u16) {
        if width == self.board.width {
            return;
        }
        match self.stats.take() {
            Some(stats) => {
                self.lay_out(&stats, width);
                self.stats = Some(stats);
            }
            None => self.board.width = width,
        }
    }

    fn lay_out(&mut self, stats: &Stats, width: u16) {
        let board = Board::new(stats, width);
        let selected = self.selected().map(|cell| &cell.what);
        let at = selected.and_then(|what| board.cells.iter().position(|cell| cell.what == *what));
        self.cursor = at
            .unwrap_or(self.cursor)
            .min(board.cells.len().saturating_sub(1));
        self.board = board;
    }

    /// Puts the cursor on the cell at a column and row of the window. Returns true if it was there already; `None` where no cell is.
    pub fn point(&mut self, column: u16, row: usize) -> Option<bool> {
        let at = self.board.at(column, self.top + row)?;
        let again = self.cursor == at;
        self.put(at);
        self.goal = None;
        Some(again)
    }

    /// Moves the cursor within its row of cells.
    pub fn move_across(&mut self, by: isize) {
        let line = self.board.line_of(self.cursor);
        let to = self.cursor.saturating_add_signed(by);
        self.put(to.clamp(line.start, line.end.saturating_sub(1)));
        self.goal = None;
    }

    /// Moves the cursor some rows of the board up or down, to a row of cells at least.
    pub fn move_by(&mut self, rows: isize) {
        let (Some(cell), line) = (self.selected(), self.board.line_of(self.cursor)) else {
            return;
        };
        let column = self.goal.unwrap_or_else(|| cell.middle());
        let to = cell.y.saturating_add_signed(rows);
        let near = self.board.cells.partition_point(|cell| cell.y < to);
        let first = if rows < 0 {
            near.min(line.start.saturating_sub(1))
        } else {
            near.max(line.end)
        };
        let first = first.min(self.board.cells.len().saturating_sub(1));
        self.put(self.board.nearest(first, column));
        self.goal = Some(column);
    }

    /// Moves the cursor to the first cell of the next chart, or the previous one.
    pub fn jump(&mut self, forward: bool) {
        let chart = |at: &usize| self.board.cells.get(*at).map(|cell| cell.chart);
        let here = chart(&self.cursor);
        let mut cells = 0..self.board.cells.len();
        let to = if forward {
            cells.find(|at| chart(at) > here)
        } else {
            let before = cells
                .rev()
                .find(|at| chart(at) < here)
                .and_then(|at| chart(&at));
            (0..self.board.cells.len()).find(|at| chart(at) == before)
        };
        self.put(to.unwrap_or(self.cursor));
        self.goal = None;
    }

    fn put(&mut self, cursor: usize) {
        self.cursor = cursor;
        self.loose = false;
    }

    /// Moves the window alone, over `height` rows.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.lowest(height));
        self.loose = true;
    }

    /// Moves the window so that the cursor is within its `height` rows, with the heading of its chart where there is room.
    pub fn reveal(&mut self, height: usize) {
        if let Some(cell) = self.selected().filter(|_| !self.loose) {
            let end = cell.y + usize::from(cell.height) + 1;
            let start = if end - cell.chart <= height {
                cell.chart
            } else {
                cell.y
            };
            self.top = self.top.clamp(end.saturating_sub(height).min(start), start);
        }
        self.top = self.top.min(self.lowest(height));
    }

    fn lowest(&self, height: usize) -> usize {
        self.board.height.saturating_sub(height)
    }
}
