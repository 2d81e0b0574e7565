//! The whole archive in a form for other programs.

mod atom;
mod csv;
mod html;
mod json;
mod markdown;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::ValueEnum;

use super::{Error, Session, marked::MarkTable, selection::Selection};
use crate::{model::Archive, text::clean};

/// A form to export to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Everything that is known, documented in README.md
    Json,
    /// A row for each article (RFC 4180)
    Csv,
    /// One document that backissue reads back as the same articles
    Md,
    /// A page to put on a web server
    Html,
    /// A feed with an entry for each article (RFC 4287)
    Atom,
}

/// Write everything in a form for other programs
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  backissue export --format json ~/newsletters | jq '.issues[0].title'
  backissue export --format csv --marks ~/newsletters > articles.csv
  backissue export --format atom -q 'is:starred' > starred.xml")]
pub struct ExportArguments {
    /// What to write
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    format: ExportFormat,
    /// With the marks of each article, in JSON and CSV
    #[arg(long)]
    marks: bool,
    #[command(flatten)]
    selection: Selection,
}

impl ExportArguments {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<ExitCode, Error> {
        if self.marks && !matches!(self.format, ExportFormat::Json | ExportFormat::Csv) {
            let what = "marks are exported in JSON and CSV only: say --format json";
            return Err(Error::Usage(what.to_owned()));
        }
        let selected = self.selection.run(&session.config)?;
        let marks = self.marks.then(|| MarkTable::new(&selected));
        let archive = selected.narrowed();
        write_with(&archive, marks.as_ref(), self.format, &mut &mut *out)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes `archive`, newest issue first.
pub fn write(archive: &Archive, format: ExportFormat, out: &mut impl Write) -> io::Result<()> {
    write_with(archive, None, format, out)
}

/// Writes `archive` with marks, where the format takes them.
fn write_with(
    archive: &Archive,
    marks: Option<&MarkTable>,
    format: ExportFormat,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        ExportFormat::Json => json::write(archive, marks, out),
        ExportFormat::Csv => csv::write(archive, marks, out),
        ExportFormat::Md => markdown::write(archive, out),
        ExportFormat::Html => html::write(archive, out),
        ExportFormat::Atom => atom::write(archive, out),
    }
}

/// Text for XML and HTML, clean and escaped, fit for attribute values too.
fn escaped(text: &str) -> String {
    let clean = clean::lines(text);
    let mut escaped = String::with_capacity(clean.len());
    for c in clean.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Not characters of XML 1.0.
            '\u{fffe}' | '\u{ffff}' => (),
            c => escaped.push(c),
        }
    }
    escaped
}
