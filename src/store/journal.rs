//! Marks that could not be written to their file in time: kept in lines beside it, and taken in at the next start.

use std::{
    ffi::OsStr,
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{Store, StoreError};
use crate::model::{Change, Mark, Subject, Value};

/// The suffix of a journal's name, after the name of the marks' file.
const SIGN: &str = ".pending-";

/// A change on a line of its own.
#[derive(Serialize, Deserialize)]
struct JournalLine {
    subject: String,
    mark: String,
    /// No value where the mark was lifted.
    value: Option<JournalValue>,
    at: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum JournalValue {
    Number(i64),
    Text(String),
}

/// Writes changes beside the file of marks; returns the journal's path.
pub(super) fn write(marks: &Path, changes: &[Change]) -> io::Result<PathBuf> {
    let mut name = marks.as_os_str().to_owned();
    name.push(format!("{SIGN}{}", std::process::id()));
    let path = PathBuf::from(name);
    let mut options = OpenOptions::new();
    let mut file = options.create(true).append(true).mode(0o600).open(&path)?;
    file.write_all(&lines(changes)?)?;
    file.sync_all()?;
    Ok(path)
}

fn lines(changes: &[Change]) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for change in changes {
        serde_json::to_writer(&mut lines, &JournalLine::of(change))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Takes in the marks that other runs could not write. A journal is deleted only when its marks are in the file.
pub(super) fn take_in(marks: &Path) -> Result<(), StoreError> {
    let journals = journals(marks);
    if journals.is_empty() {
        return Ok(());
    }
    let mut store = Store::open(marks)?;
    for path in journals {
        let read = fs::read_to_string(&path).unwrap_or_default();
        let changes: Vec<_> = read.lines().filter_map(change).collect();
        store.save(&changes)?;
        let _ = fs::remove_file(path);
    }
    Ok(())
}

fn journals(marks: &Path) -> Vec<PathBuf> {
    let Some(name) = marks.file_name().map(OsStr::to_string_lossy) else {
        return Vec::new();
    };
    let begins = format!("{name}{SIGN}");
    let folder = marks.parent().map(fs::read_dir);
    let files = folder.into_iter().flatten().flatten().flatten();
    let ours = files.filter(|file| file.file_name().to_string_lossy().starts_with(&begins));
    let is_file = |path: &PathBuf| File::open(path).is_ok_and(|file| is_regular(&file));
    ours.map(|file| file.path()).filter(is_file).collect()
}

fn is_regular(file: &File) -> bool {
    file.metadata().is_ok_and(|about| about.is_file())
}

/// An incomplete line does not count.
fn change(line: &str) -> Option<Change> {
    let line: JournalLine = serde_json::from_str(line).ok()?;
    Some(Change {
        subject: Subject::from_name(&line.subject),
        mark: Mark::from_name(&line.mark)?,
        value: match line.value {
            None => Value::Off,
            Some(JournalValue::Number(number)) => Value::Number(number),
            Some(JournalValue::Text(text)) => Value::Text(text.into()),
        },
        at: line.at,
    })
}

impl JournalLine {
    fn of(change: &Change) -> Self {
        let value = match &change.value {
            Value::Off => None,
            Value::Number(number) => Some(JournalValue::Number(*number)),
            Value::Text(text) => Some(JournalValue::Text(text.to_string())),
        };
        Self {
            subject: change.subject.name().to_string(),
            mark: change.mark.name().to_owned(),
            value,
            at: change.at,
        }
    }
}
