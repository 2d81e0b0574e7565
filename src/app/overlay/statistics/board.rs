//! The charts as texts and cells with their places.

mod bars;
mod time;

use std::ops::Range;

use super::ChartFilter;
use crate::{stats::Stats, text::counted};

/// The columns of the name of a bar, and of its count.
const NAME: u16 = 22;
const COUNT: u16 = 14;

/// The charts at a width: texts, and cells that stand for articles, both from top to bottom.
#[derive(Debug, Default)]
pub struct Board {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: usize,
    /// Headings, axes, and empty cells.
    pub texts: Vec<CellText>,
    /// Cells in rows, each row from left to right.
    pub cells: Vec<Cell>,
}

/// A text of the board.
#[derive(Debug)]
pub struct CellText {
    /// The column.
    pub x: u16,
    /// The row.
    pub y: usize,
    /// One line.
    pub text: String,
    /// Its tone.
    pub tone: CellTone,
}

/// The tone of a text on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellTone {
    /// The name of a chart.
    Heading,
    /// The name of something in it.
    Label,
    /// Places where something could be: a point for each.
    Empty,
}

/// A bar, a column or a square that stands for articles.
#[derive(Debug)]
pub struct Cell {
    /// The column.
    pub x: u16,
    /// The first row.
    pub y: usize,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// The row of the chart's heading.
    pub chart: usize,
    /// Its look.
    pub look: CellLook,
    /// Its articles.
    pub what: ChartFilter,
    /// Its legend: `2024-09: 4 issues, 26 articles`.
    pub said: String,
}

/// The look of a cell.
#[derive(Debug)]
pub enum CellLook {
    /// A name, a count, and a bar, a part of which is filled.
    Bar {
        /// Its name.
        name: String,
        /// Its count, as shown.
        count: String,
        /// The length of the filled part.
        filled: usize,
        /// The length of the bar.
        long: usize,
        /// The length of the longest bar there could be.
        most: usize,
    },
    /// A name, a count, and a line of little columns.
    Spark {
        /// Its name.
        name: String,
        /// Its count, as shown.
        count: String,
        /// One number a column.
        over: Vec<usize>,
    },
    /// A column.
    Column {
        /// Its height.
        high: usize,
        /// The height of the highest.
        most: usize,
    },
    /// A square, from 1 to 4 dark.
    Shade(usize),
}

impl Cell {
    /// The column in the middle of it.
    pub fn middle(&self) -> u16 {
        self.x + self.width / 2
    }

    fn holds(&self, x: u16, y: usize) -> bool {
        let columns = self.x..self.x + self.width;
        let rows = self.y..self.y + usize::from(self.height);
        columns.contains(&x) && rows.contains(&y)
    }
}

impl Board {
    /// Lays numbers out.
    pub fn new(stats: &Stats, width: u16) -> Self {
        let mut board = Self {
            width,
            ..Self::default()
        };
        board.months(stats);
        board.calendar(stats);
        board.tags(stats);
        board.domains(stats);
        board.states(stats);
        board.years(stats);
        board.lengths(stats);
        board
    }

    /// The columns that a bar has for its name, and those for its count.
    pub fn margins(&self) -> (u16, u16) {
        let name = NAME.min(self.width / 3);
        (name, COUNT.min(self.width / 4))
    }

    /// A number of articles beside a bar: `26 articles`, or the number alone where there is no room.
    fn count(&self, n: usize) -> String {
        self.fitting(articles(n), || n.to_string())
    }

    /// A text that fits beside a bar, else a shorter one.
    fn fitting(&self, text: String, shorter: impl FnOnce() -> String) -> String {
        let (_, columns) = self.margins();
        if text.len() < columns.into() {
            text
        } else {
            shorter()
        }
    }

    /// The position of the cell at a column and row.
    pub fn at(&self, x: u16, y: usize) -> Option<usize> {
        self.cells.iter().position(|cell| cell.holds(x, y))
    }

    /// The positions of the cells that begin in the same row as this one.
    pub fn line_of(&self, at: usize) -> Range<usize> {
        let y = self.cells.get(at).map_or(0, |cell| cell.y);
        let start = self.cells.partition_point(|cell| cell.y < y);
        start..self.cells.partition_point(|cell| cell.y <= y)
    }

    /// The position of the cell that is nearest to a column, in the row of another cell.
    pub fn nearest(&self, at: usize, column: u16) -> usize {
        let near = |at: &usize| {
            let middle = self.cells.get(*at).map_or(0, Cell::middle);
            middle.abs_diff(column)
        };
        self.line_of(at).min_by_key(near).unwrap_or(at)
    }

    /// A cell over the whole width.
    fn row(&mut self, chart: usize, look: CellLook, what: ChartFilter, said: String) {
        self.cells.push(Cell {
            x: 0,
            y: self.height,
            width: self.width,
            height: 1,
            chart,
            look,
            what,
            said,
        });
        self.height += 1;
    }

    /// Begins a chart; the row of its heading.
    fn heading(&mut self, text: &str) -> usize {
        self.height += usize::from(self.height > 0);
        let chart = self.height;
        self.text(0, chart, text.to_owned(), CellTone::Heading);
        self.height += 1;
        chart
    }

    fn text(&mut self, x: u16, y: usize, text: String, tone: CellTone) {
        self.texts.push(CellText { x, y, text, tone });
    }
}

fn articles(n: usize) -> String {
    counted(n, "article", "articles")
}
