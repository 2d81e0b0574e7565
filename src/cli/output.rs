//! The output of commands: aligned for people, JSON for programs.

use std::io::{self, Write};

use rustix::termios::tcgetwinsize;

use super::Session;
use crate::{
    page::{Role, Style},
    text::Ruler,
    ui::theme::Theme,
};

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

/// The form of output that can be a table.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct TableFormat {
    #[command(flatten)]
    plain: OutputFormat,
    /// For people, or as values between tabs, or as JSON
    #[arg(long = "format", value_enum, default_value_t, conflicts_with = "json")]
    form: TableForm,
}

/// A form of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum TableForm {
    /// Aligned columns; a cell without a value is a `-`.
    #[default]
    Text,
    /// Values between tabs, none for an empty one; names as in JSON.
    Tsv,
    /// JSON.
    Json,
}

impl TableFormat {
    /// True if it is JSON.
    pub fn is_json(self) -> bool {
        self.plain.json || self.form == TableForm::Json
    }

    /// True if it is for programs that count tabs.
    pub fn is_tsv(self) -> bool {
        self.form == TableForm::Tsv
    }
}

impl From<TableFormat> for OutputFormat {
    fn from(format: TableFormat) -> Self {
        format.plain
    }
}

/// Rows of columns: the titles are the names that the same things have in JSON.
///
/// For people, columns are aligned: the last is as long as it likes; the others are padded up to their limit, never cut but to
/// fit a terminal.
#[derive(Default)]
pub(super) struct Table<'a> {
    titles: Vec<&'static str>,
    limits: Vec<usize>,
    rows: Vec<Vec<String>>,
    /// The columns of the terminal that it is to fit.
    fit: Option<usize>,
    /// The look of each column.
    paint: Option<(&'a Theme, Vec<Role>)>,
    form: TableForm,
}

impl<'a> Table<'a> {
    /// Columns, each with the width up to which it is padded.
    pub fn new(columns: &[(&'static str, usize)]) -> Self {
        let (titles, limits) = columns.iter().copied().unzip();
        Self {
            titles,
            limits,
            ..Self::default()
        }
    }

    /// In this form.
    pub fn form(self, format: TableFormat) -> Self {
        let form = format.form;
        Self { form, ..self }
    }

    /// No wider than the terminal, if it is one.
    pub fn fit(self, session: &Session) -> Self {
        let fit = session.terminal.then(|| columns().into());
        Self { fit, ..self }
    }

    /// With a look for each column, where there are colours.
    pub fn paint(self, session: &'a Session, roles: Vec<Role>) -> Self {
        let paint = session.colours.then_some((&session.theme, roles));
        Self { paint, ..self }
    }

    /// Adds a row of clean text.
    pub fn push(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows.push(row.into_iter().collect());
    }

    /// Prints it all.
    pub fn write(mut self, format: impl Into<OutputFormat>, out: &mut dyn Write) -> io::Result<()> {
        let header = !format.into().no_header;
        if self.form == TableForm::Tsv {
            return self.write_tsv(header, out);
        }
        if header {
            let titles = self.titles.iter().map(|title| title.to_uppercase());
            self.rows.insert(0, titles.collect());
        }
        let mut widths: Vec<usize> = (0..self.titles.len()).map(|at| self.width(at)).collect();
        if let Some(most) = self.fit {
            narrow(&mut widths, most);
        }
        for (n, row) in self.rows.iter().enumerate() {
            let line = self.line(row, &widths, header && n == 0);
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn write_tsv(&self, header: bool, out: &mut dyn Write) -> io::Result<()> {
        if header {
            writeln!(out, "{}", self.titles.join("\t").to_lowercase())?;
        }
        for row in &self.rows {
            let cells: Vec<_> = row
                .iter()
                .map(|cell| cell.trim_matches([' ', '\t']))
                .collect();
            writeln!(out, "{}", cells.join("\t"))?;
        }
        Ok(())
    }

    fn line(&self, row: &[String], widths: &[usize], is_header: bool) -> String {
        let ruler = Ruler::default();
        let mut line = String::new();
        for ((at, cell), width) in row.iter().enumerate().zip(widths) {
            let cell = match self.fit {
                Some(_) => ruler.shorten(cell, *width),
                None => cell.into(),
            };
            let pad = width.saturating_sub(ruler.width(&cell));
            line += &self.painted(at, &cell, is_header);
            line.extend(std::iter::repeat_n(' ', pad + 2));
        }
        line
    }

    fn painted(&self, column: usize, cell: &str, is_header: bool) -> String {
        let Some((theme, roles)) = &self.paint else {
            return cell.to_owned();
        };
        let role = roles.get(column).copied().unwrap_or_default();
        let role = if is_header { Role::TableHead } else { role };
        theme.printed(cell, Style::of(role))
    }

    /// The width of a column: that of its widest cell within the limit; of the last in a terminal, that of the widest.
    fn width(&self, column: usize) -> usize {
        let limit = self.limits.get(column).copied().unwrap_or_default();
        let limit = if self.fit.is_some() {
            usize::MAX
        } else {
            limit
        };
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let widths = cells.map(|cell| Ruler::default().width(cell));
        widths.filter(|width| *width <= limit).max().unwrap_or(0)
    }
}

/// Takes room from the widest columns until all of them fit, with two spaces between.
fn narrow(widths: &mut [usize], most: usize) {
    let room = most.saturating_sub(2 * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max().filter(|width| **width > 1) else {
            return;
        };
        *widest -= 1;
    }
}

/// The columns of the terminal, else 80.
pub(super) fn columns() -> u16 {
    let named = std::env::var("COLUMNS").ok();
    let named = named.and_then(|text| text.parse().ok());
    let of_terminal = || Some(tcgetwinsize(io::stdout()).ok()?.ws_col);
    let columns = named.or_else(of_terminal).filter(|columns| *columns > 0);
    columns.unwrap_or(80)
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
