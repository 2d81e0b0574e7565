//! The whole archive in a form for other programs.

mod atom;
mod csv;
mod html;
mod json;
mod markdown;

use std::io::{self, Write};

use clap::ValueEnum;

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

/// Writes `archive`, newest issue first.
pub fn write(archive: &Archive, format: ExportFormat, out: &mut impl Write) -> io::Result<()> {
    match format {
        ExportFormat::Json => json::write(archive, out),
        ExportFormat::Csv => csv::write(archive, out),
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
