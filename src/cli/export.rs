//! The whole archive in a form for other programs.

mod atom;
mod csv;
mod epub;
mod html;
mod json;
mod markdown;
mod pictures;

use std::io::{self, Write};

use clap::ValueEnum;
use url::Url;

use super::{
    Ended, Error, Session, marked, nothing,
    selection::{Selected, Selection},
};
use crate::text::{clean, html::encode};

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
    /// A book for e-readers, with a chapter for each issue (EPUB 3)
    Epub,
}

/// Write everything in a form for other programs
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  backissue export --format json ~/newsletters | jq '.issues[0].title'
  backissue export --format csv --marks ~/newsletters > articles.csv
  backissue export --format atom -q 'is:starred' > starred.xml
  backissue export --format epub -q 'newer:1m' > month.epub")]
pub struct ExportArguments {
    /// Format to write
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    format: ExportFormat,
    /// With the marks of each article, in JSON and CSV
    #[arg(long)]
    marks: bool,
    /// The address that a feed will be found at, which readers of feeds ask for
    #[arg(long, value_name = "URL")]
    feed_url: Option<Url>,
    #[command(flatten)]
    selection: Selection,
}

impl ExportArguments {
    /// The reason why options do not fit the format.
    fn refused(&self, terminal: bool) -> Option<&'static str> {
        let has_marks = matches!(self.format, ExportFormat::Json | ExportFormat::Csv);
        if self.feed_url.is_some() && self.format != ExportFormat::Atom {
            Some("--feed-url is for --format atom")
        } else if self.marks && !has_marks {
            Some("marks are exported in JSON and CSV only: say --format json")
        } else if self.is_binary() && terminal {
            Some("a book is no text for a terminal: write it to a file, as in > archive.epub")
        } else {
            None
        }
    }

    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<Ended, Error> {
        let mut out = out;
        if let Some(why) = self.refused(session.terminal) {
            return Err(Error::Usage(why.to_owned()));
        }
        let selected = self.selection.run(session)?;
        let marks = self.marks.then(|| marked::table(&selected));
        match (self.format, &marks) {
            (ExportFormat::Json, marks) => json::write(&selected, marks.as_ref(), &mut out)?,
            (ExportFormat::Csv, marks) => csv::write(&selected, marks.as_ref(), &mut out)?,
            (ExportFormat::Atom, _) => {
                atom::write(&selected, self.feed_url.as_ref(), &mut out)?;
            }
            (format, _) => write(&selected, format, &mut out)?,
        }
        Ok(nothing::outcome_of_issues(&selected))
    }

    /// True if what is written is no text.
    pub(super) fn is_binary(&self) -> bool {
        self.format == ExportFormat::Epub
    }
}

/// Writes what is selected, newest issue first.
pub fn write(selected: &Selected, format: ExportFormat, out: &mut impl Write) -> io::Result<()> {
    match format {
        ExportFormat::Json => json::write(selected, None, out),
        ExportFormat::Csv => csv::write(selected, None, out),
        ExportFormat::Md => markdown::write(selected, out),
        ExportFormat::Html => html::write(selected, out),
        ExportFormat::Atom => atom::write(selected, None, out),
        ExportFormat::Epub => epub::write(selected, out),
    }
}

/// Text for XML and HTML, clean and escaped, fit for attribute values too.
fn escaped(text: &str) -> String {
    // Two that clean text may hold are not characters of XML 1.0.
    encode(&clean::lines(text)).replace(['\u{fffe}', '\u{ffff}'], "")
}
