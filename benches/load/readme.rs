//! The table of loads in README.md: the bench writes it, and a test looks whether it is of this shape.

use std::{fmt, str::FromStr};

/// The columns.
const HEAD: &str =
    "| archive | Markdown | read and parsed | loaded | ratio |\n|---|---|---|---|---|";

/// The loads of an archive, in milliseconds of processor time to a tenth.
pub struct Row {
    /// The name of its folder.
    pub archive: String,
    /// Megabytes.
    pub markdown: f64,
    /// Reading all files and draining a bare parser of their events.
    pub drain: f64,
    /// A load.
    pub load: f64,
}

/// The whole table, the lowest ratio first.
pub fn table(rows: impl Iterator<Item = Row>) -> String {
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
    let lines = rows.iter().map(|row| format!("\n{row}"));
    HEAD.to_owned() + &lines.collect::<String>()
}

impl Row {
    fn ratio(&self) -> f64 {
        self.load / self.drain
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (
            Self {
                archive,
                markdown,
                drain,
                load,
            },
            ratio,
        ) = (self, self.ratio());
        write!(
            f,
            "| {archive} | {markdown:.1} MB | {drain:.1} ms | {load:.1} ms | {ratio:.1} |"
        )
    }
}

impl FromStr for Row {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let &["", archive, markdown, drain, load, _, ""] = &*cells else {
            return Err(format!("no row: {line}"));
        };
        let figure = |cell: &str, unit: &str| {
            let number = cell
                .strip_suffix(unit)
                .and_then(|number| number.trim().parse().ok());
            number.ok_or_else(|| format!("no figure in {unit}: {cell}"))
        };
        Ok(Self {
            archive: archive.to_owned(),
            markdown: figure(markdown, "MB")?,
            drain: figure(drain, "ms")?,
            load: figure(load, "ms")?,
        })
    }
}
