//! The command line: arguments, and the commands that print.

pub mod check;
pub mod export;
mod list;

use std::{
    io::{self, BufWriter, IsTerminal as _, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use crate::{
    load,
    model::Archive,
    store::{Location, Store, StoreError},
};

/// A terminal reader for newsletter archives.
///
/// Without PATH it opens a small archive of its own that teaches the keys. When standard output is not a terminal, it
/// prints a plain listing instead.
#[derive(Debug, Parser)]
#[command(name = "backissue", version, args_conflicts_with_subcommands = true)]
#[command(
    after_help = "A path that is named like a command is written ./list.\n\
Exit codes: 0 done, 1 nothing found or something to report, 2 wrong use or nothing could be loaded."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Folders of Markdown issues, or single files; several make one archive
    paths: Vec<PathBuf>,
    /// Open the archive that was read last
    #[arg(long, conflicts_with = "paths")]
    last: bool,
    /// Keep nothing: marks and the place end with the session
    #[arg(long, global = true)]
    no_state: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write everything in a form for other programs
    Export {
        /// What to write
        #[arg(long, value_enum, default_value_t = export::Format::Json)]
        format: export::Format,
        /// What to load
        paths: Vec<PathBuf>,
    },
    /// Report what is odd in an archive: for editors of newsletters
    Check {
        /// As JSON
        #[arg(long)]
        json: bool,
        /// What to load
        paths: Vec<PathBuf>,
    },
    /// Print issues and their articles with their references
    List {
        /// What to load
        paths: Vec<PathBuf>,
    },
}

/// What the arguments ask for.
#[derive(Debug)]
pub enum Job {
    /// The reader on these paths, with its marks kept there.
    Read(Vec<PathBuf>, Location),
    /// A command that prints, and these paths.
    Print(Print, Vec<PathBuf>),
}

/// A command that prints.
#[derive(Clone, Copy, Debug)]
pub enum Print {
    /// Issues and articles.
    List,
    /// Everything, in this format.
    Export(export::Format),
    /// What is odd.
    Check {
        /// As JSON.
        json: bool,
    },
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing could be loaded.
    #[error(transparent)]
    Load(#[from] crate::error::Error),
    /// `--last` without one.
    #[error("no archive was read yet: name one")]
    NoLast,
    /// The marks could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The output could not be written.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
}

impl Arguments {
    /// The reader needs a terminal to draw on; without one, the same words print a listing.
    pub fn job(self) -> Result<Job, Error> {
        let store = if self.no_state {
            Location::Memory
        } else {
            Location::of_user()
        };
        let paths = if self.last { last(&store)? } else { self.paths };
        Ok(match self.command {
            Some(Command::List { paths }) => Job::Print(Print::List, paths),
            Some(Command::Export { format, paths }) => Job::Print(Print::Export(format), paths),
            Some(Command::Check { json, paths }) => Job::Print(Print::Check { json }, paths),
            None if can_draw() => Job::Read(paths, store),
            None => Job::Print(Print::List, paths),
        })
    }
}

/// The paths of the archive that was read last.
fn last(store: &Location) -> Result<Vec<PathBuf>, Error> {
    let path = store
        .path()
        .filter(|path| path.exists())
        .ok_or(Error::NoLast)?;
    Store::open(path)?.last()?.ok_or(Error::NoLast)
}

fn can_draw() -> bool {
    io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Whether to use colours (<https://no-color.org>).
pub fn colours() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Runs a command that prints. A reader of the output that went away early is no error.
pub fn print(what: Print, paths: &[PathBuf]) -> Result<ExitCode, Error> {
    let archive = load::archive(paths, &load::Options::default())?;
    let mut out = BufWriter::new(io::stdout().lock());
    let written = write(what, &archive, &mut out);
    match written.and_then(|code| out.flush().map(|()| code)) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        Err(_) => Ok(ExitCode::SUCCESS),
        Ok(code) => Ok(code),
    }
}

fn write(what: Print, archive: &Archive, out: &mut impl Write) -> io::Result<ExitCode> {
    match what {
        Print::List => list::write(archive, out)?,
        Print::Export(format) => export::write(archive, format, out)?,
        Print::Check { json } => return check(archive, json, out),
    }
    Ok(ExitCode::SUCCESS)
}

fn check(archive: &Archive, json: bool, out: &mut impl Write) -> io::Result<ExitCode> {
    let findings = check::findings(archive);
    if json {
        check::write_json(&findings, out)?;
    } else {
        check::write(&findings, out)?;
    }
    Ok(ExitCode::from(u8::from(!findings.is_empty())))
}
