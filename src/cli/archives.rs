//! `archives`: the archives that have a name, with their counts.

use std::{io::Write, path::PathBuf};

use serde::Serialize;

use super::{
    Ended, Error, Session,
    output::{OutputFormat, Table},
};
use crate::{
    config::Config,
    json,
    library::{LibraryRow, at_home, library},
    store::{Location, Shelf},
    text::clean,
    ui::chart::Ink,
};

/// Print the archives that have a name, with their counts when they were read last
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue archives
  backissue archives --json | jq -r '.archives[] | select(.unread > 0).name'")]
pub struct Archives {
    #[command(flatten)]
    format: OutputFormat,
}

/// An archive, as JSON. What is not known of one that was never read is left out.
#[derive(Serialize)]
struct NamedJson<'a> {
    name: &'a str,
    paths: &'a [PathBuf],
    /// True if `add` cloned it.
    clone: bool,
    #[serde(flatten)]
    counts: Option<CountsJson<'a>>,
}

#[derive(Serialize)]
struct CountsJson<'a> {
    newsletter: &'a str,
    issues: usize,
    articles: usize,
    unread: usize,
    starred: usize,
    queued: usize,
    newest: Option<&'a str>,
    months: &'a [usize],
}

impl Archives {
    pub(super) fn run(
        &self,
        session: &Session,
        store: &Location,
        out: &mut dyn Write,
    ) -> Result<Ended, Error> {
        let rows = rows(&session.config, store);
        if self.format.json {
            let rows: Vec<_> = rows.iter().map(NamedJson::new).collect();
            json::write_named("archives", &rows, out)?;
        } else {
            write(&rows, session, self.format, out)?;
        }
        Ok(ended(&rows))
    }
}

/// Prints a table of all archives.
pub(super) fn table(
    session: &Session,
    store: &Location,
    out: &mut dyn Write,
) -> Result<Ended, Error> {
    let rows = rows(&session.config, store);
    write(&rows, session, OutputFormat::default(), out)?;
    Ok(ended(&rows))
}

fn ended(rows: &[LibraryRow]) -> Ended {
    if rows.is_empty() {
        let why = "no archive has a name: `backissue add` gives it one";
        return Ended::Nothing(why.to_owned());
    }
    Ended::Done
}

fn rows(config: &Config, store: &Location) -> Vec<LibraryRow> {
    let archives = config.archives.iter().map(|archive| {
        let paths = archive.paths.iter().map(|path| at_home(path));
        (archive.name.clone(), paths.collect())
    });
    library(archives, store)
}

fn write(
    rows: &[LibraryRow],
    session: &Session,
    format: OutputFormat,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut table = Table::new(&[
        ("NAME", 30),
        ("NEWSLETTER", 30),
        ("ISSUES", 8),
        ("UNREAD", 8),
        ("STARRED", 8),
        ("QUEUED", 8),
        ("NEWEST", 11),
        ("", 0),
    ]);
    for row in rows {
        let shelf = row.shelf.clone().unwrap_or_default();
        let number = |n: usize, title: &str| match row.shelf {
            Some(_) => format!("{n:>width$}", width = title.len()),
            None => String::new(),
        };
        table.push([
            row.name.clone(),
            clean::line(&shelf.newsletter).into_owned(),
            number(shelf.issues, "ISSUES"),
            number(shelf.unread, "UNREAD"),
            number(shelf.starred, "STARRED"),
            number(shelf.queued, "QUEUED"),
            shelf.newest.clone().unwrap_or_default(),
            spark(&shelf, session),
        ]);
    }
    Ok(table.write(format, out)?)
}

/// The months as little columns, where somebody looks.
fn spark(shelf: &Shelf, session: &Session) -> String {
    let ink = Ink {
        ascii: session.config.ambiguous_wide,
    };
    if session.terminal {
        ink.spark(&shelf.months)
    } else {
        String::new()
    }
}

impl<'a> NamedJson<'a> {
    fn new(row: &'a LibraryRow) -> Self {
        Self {
            name: &row.name,
            paths: &row.paths,
            clone: row.is_clone,
            counts: row.shelf.as_ref().map(|shelf| CountsJson {
                newsletter: &shelf.newsletter,
                issues: shelf.issues,
                articles: shelf.articles,
                unread: shelf.unread,
                starred: shelf.starred,
                queued: shelf.queued,
                newest: shelf
                    .newest
                    .as_deref()
                    .map(|day| day.trim_start_matches('~')),
                months: &shelf.months,
            }),
        }
    }
}
