//! Marks out and in, as JSON lines: a header, then a line for each mark of each article.
//!
//! ```json
//! {"backissue":"marks","version":1}
//! {"on":["kelp-1","kelp.example/night"],"mark":"starred","value":1,"at":"2026-11-22T20:15:03.25Z"}
//! ```
//!
//! `on` is the name of a `model::Subject`, part by part. A mark that was lifted has the value `null`: it is exported too, so
//! that merging takes it away elsewhere. The mark set last wins, whatever is merged in what order, and nothing else is touched.

mod merge;
mod sync;
mod unplaced;

use std::{
    borrow::Cow,
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Ended,
    error::{Error, NoMark},
    output::OutputFormat,
    settings::Settings,
};
use crate::{
    model::{Change, Mark, Subject, Value},
    store::{Location, Store},
};
use merge::MergeEntry;

/// The format written, and the latest that can be read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct MarkHeader {
    backissue: String,
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkLine<'a> {
    on: Vec<String>,
    #[serde(borrow)]
    mark: Cow<'a, str>,
    value: Worth,
    at: Timestamp,
    /// The times of the values that a memo replaced, in a shared file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<Vec<Timestamp>>,
}

/// A [`Value`] in JSON.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Worth {
    Number(i64),
    Text(String),
    Off(()),
}

/// Marks out and in, for backups and other machines
#[derive(Clone, Debug, clap::Subcommand)]
#[command(after_help = "\
Examples:
  backissue marks export > marks.jsonl
  backissue marks import marks.jsonl
  backissue marks check ~/newsletters
  backissue marks sync ~/Dropbox/marks.jsonl")]
pub enum Exchange {
    /// Print all marks as JSON lines
    Export,
    /// Merge marks from JSON lines: of two, the one set last stays
    Import {
        /// A file; standard input without it, or for -
        #[arg(value_hint = clap::ValueHint::FilePath)]
        file: Option<PathBuf>,
    },
    /// Tell which marks are on no article of these archives; they are kept
    Check {
        /// Archives: folders, files, or names from the configuration; none for all of the configuration
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        format: OutputFormat,
    },
    /// Merge marks with a file that other machines sync too, both ways
    #[command(after_help = "\
Put the file into a folder that Dropbox, Syncthing, git or the like carries from machine to machine, and run this on each
of them. Of two changes of a mark the later stays; of memos written apart, both texts. The file only grows, and conflicted
copies beside it are taken in.")]
    Sync {
        /// The file; it is made if it is not there
        #[arg(value_hint = clap::ValueHint::FilePath)]
        file: PathBuf,
    },
}

impl Exchange {
    pub(super) fn run(&self, settings: &Settings, out: &mut dyn Write) -> Result<Ended, Error> {
        let store = &settings.store();
        let merged = match self {
            Self::Check { paths, format } => {
                return unplaced::check(store, &settings.load()?, paths, *format, out);
            }
            Self::Export => return export(store, out).map(|()| Ended::Done),
            Self::Import { file } => match file.as_deref().filter(|file| *file != Path::new("-")) {
                None => import(store, Path::new("standard input"), io::stdin().lock())?,
                Some(path) => import(store, path, opened(path)?)?,
            },
            Self::Sync { file } => {
                let synced = sync::sync(store, file)?;
                writeln!(out, "{} marks taken, {} given", synced.taken, synced.given)?;
                return Ok(Ended::Done);
            }
        };
        writeln!(out, "{merged} marks merged")?;
        Ok(Ended::Done)
    }
}

/// Writes all marks.
fn export(store: &Location, out: &mut dyn Write) -> Result<(), Error> {
    let mut store = Store::open(store.path().ok_or(Error::NoStore)?)?;
    line(out, &MarkHeader::new())?;
    for change in store.all()? {
        line(out, &MarkLine::of(&change))?;
    }
    Ok(())
}

fn opened(path: &Path) -> Result<BufReader<File>, Error> {
    let file = File::open(path).map_err(|cause| Error::Read {
        path: path.to_owned(),
        cause,
    });
    file.map(BufReader::new)
}

/// Merges marks from JSON lines, all or none. Returns how many there were.
fn import(store: &Location, path: &Path, input: impl BufRead) -> Result<usize, Error> {
    let mut changes = Vec::new();
    for (number, text) in (1..).zip(input.lines()) {
        let text = text.map_err(|cause| Error::Read {
            path: path.to_owned(),
            cause,
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let wrong = |why| Error::Line {
            path: path.to_owned(),
            number,
            why,
        };
        if number == 1 && text.contains("\"backissue\"") {
            accept(text).map_err(wrong)?;
        } else if !text.trim().is_empty() {
            changes.push(read(text).map_err(wrong)?);
        }
    }
    let mut store = Store::open(store.path().ok_or(Error::NoStore)?)?;
    store.save(&changes)?;
    Ok(changes.len())
}

fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    crate::json::write(out, value)?;
    out.write_all(b"\n")
}

fn accept(text: &str) -> Result<(), NoMark> {
    let header: MarkHeader = serde_json::from_str(text)?;
    if header.backissue == "marks" && header.version <= VERSION {
        return Ok(());
    }
    Err(NoMark::Version {
        what: header.backissue,
        version: header.version,
        known: VERSION,
    })
}

fn read(text: &str) -> Result<Change, NoMark> {
    read_line(text).map(|entry| entry.change)
}

fn read_line(text: &str) -> Result<MergeEntry, NoMark> {
    let line: MarkLine<'_> = serde_json::from_str(text)?;
    let times = |times: Vec<Timestamp>| times.iter().map(|at| at.as_microsecond()).collect();
    let after = line.after.map(times);
    let mark = Mark::from_name(&line.mark).ok_or_else(|| NoMark::Name(line.mark.to_string()))?;
    let change = Change {
        subject: Subject::from_name(&line.on.join("\t")),
        mark,
        value: match line.value {
            Worth::Number(number) => Value::Number(number),
            Worth::Text(text) => Value::Text(text.into()),
            Worth::Off(()) => Value::Off,
        },
        at: line.at.as_microsecond(),
    };
    Ok(MergeEntry { change, after })
}

fn time(at: i64) -> Timestamp {
    Timestamp::from_microsecond(at).unwrap_or_default()
}

impl MarkHeader {
    fn new() -> Self {
        Self {
            backissue: "marks".to_owned(),
            version: VERSION,
        }
    }
}

impl MarkLine<'_> {
    fn of(change: &Change) -> Self {
        Self {
            on: change
                .subject
                .name()
                .split('\t')
                .map(str::to_owned)
                .collect(),
            mark: change.mark.name().into(),
            value: match &change.value {
                Value::Off => Worth::Off(()),
                Value::Number(number) => Worth::Number(*number),
                Value::Text(text) => Worth::Text(text.to_string()),
            },
            at: time(change.at),
            after: None,
        }
    }

    fn of_entry(entry: &MergeEntry) -> Self {
        let after = entry.after.as_ref();
        Self {
            after: after.map(|times| times.iter().map(|at| time(*at)).collect()),
            ..Self::of(&entry.change)
        }
    }
}
