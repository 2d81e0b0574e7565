//! The catalogue, printed.

use std::io::{self, Write};

use serde::Serialize;

use crate::{
    cli::output::{OutputFormat, Table},
    json,
    library::CatalogueRow,
};

/// A row, as JSON.
#[derive(Serialize)]
struct RowJson<'a> {
    name: &'a str,
    repository: &'a str,
    folder: &'a str,
    language: &'a str,
    subject: &'a str,
}

/// A newsletter a line.
pub(super) fn write(
    rows: &[CatalogueRow],
    format: OutputFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    if format.json {
        let rows = rows.iter().map(|row| RowJson {
            name: &row.name,
            repository: &row.repository,
            folder: &row.folder,
            language: &row.language,
            subject: &row.subject,
        });
        return json::write_named("newsletters", &rows.collect::<Vec<_>>(), out);
    }
    let mut table = Table::new(&[("NEWSLETTER", 36), ("LANGUAGE", 10), ("ABOUT", 0)]);
    for row in rows {
        table.push([row.name.clone(), row.language.clone(), row.subject.clone()]);
    }
    table.write(format, out)
}
