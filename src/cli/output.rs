//! The output of commands: aligned for people, JSON for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::door;
use crate::text::Ruler;

/// The version of all JSON that is printed. It grows when a field goes or changes its meaning; fields may come at any time.
const VERSION: u32 = 1;

/// The form of the output.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct OutputFormat {
    /// Print JSON: {"version": 1, …}
    #[arg(long)]
    pub json: bool,
    /// Leave out the line of titles
    #[arg(long)]
    pub no_header: bool,
}

/// Rows of aligned columns. The last column is as long as it likes; the others are padded up to their limit, never cut.
pub(super) struct Table {
    titles: Vec<&'static str>,
    limits: Vec<usize>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Columns, each with the width up to which it is padded.
    pub fn new(columns: &[(&'static str, usize)]) -> Self {
        let (titles, limits) = columns.iter().copied().unzip();
        Self {
            titles,
            limits,
            rows: Vec::new(),
        }
    }

    /// Adds a row of clean text.
    pub fn push(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows.push(row.into_iter().collect());
    }

    /// Prints it all.
    pub fn write(mut self, format: OutputFormat, out: &mut dyn Write) -> io::Result<()> {
        if !format.no_header {
            let titles = self.titles.iter().map(|title| (*title).to_owned());
            self.rows.insert(0, titles.collect());
        }
        let widths: Vec<usize> = self
            .limits
            .iter()
            .enumerate()
            .map(|(at, limit)| self.width(at, *limit))
            .collect();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                let pad = width.saturating_sub(Ruler::default().width(cell));
                line += cell;
                line.extend(std::iter::repeat_n(' ', pad + 2));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn width(&self, column: usize, limit: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let widest = cells
            .map(|cell| Ruler::default().width(cell))
            .filter(|width| *width <= limit);
        widest.max().unwrap_or(0)
    }
}

/// Prints one value under a name, as `{"version": 1, "name": value}`.
pub(super) fn json<T: Serialize>(name: &str, value: &T, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"{name}\":")?;
    door::json(out, value)?;
    writeln!(out, "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_nothing_is_cut() {
        let mut table = Table::new(&[("NAME", 6), ("N", 4), ("URL", 0)]);
        for row in [
            ["한글", "1", "https://fog.example"],
            ["much longer", "22", ""],
        ] {
            table.push(row.map(str::to_owned));
        }
        let mut out = Vec::new();
        table.write(OutputFormat::default(), &mut out).unwrap();
        let want = "NAME  N   URL\n한글  1   https://fog.example\nmuch longer  22\n";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}
