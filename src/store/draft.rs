//! Memos that are being written. Each is a file beside the marks until it is in the database: an editor, this program or the
//! terminal may end at any moment, and an editor may leave what is no text.
//!
//! A draft is two files: `memos/4k7q2m9x.md` holds the text, `memos/4k7q2m9x.article` the name of the article. The second is
//! locked while somebody writes, so that another window leaves it alone.

use std::{
    env,
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    process,
    time::UNIX_EPOCH,
};

use super::{Location, Store, StoreError};
use crate::model::{Change, Mark, ShortId, Subject, Value};

/// The folder of drafts beside the marks.
const FOLDER: &str = "memos";

/// A memo for the editor.
#[derive(Debug)]
pub struct MemoDraft {
    path: PathBuf,
    memo: String,
    /// Locked as long as this lives. `None` where nothing is kept, and the text ends with the program.
    article: Option<File>,
}

impl MemoDraft {
    /// The file for a memo on an article: what an editor left there and was not taken in, else the memo as it is.
    pub fn begin(location: &Location, article: &Subject, memo: &str) -> io::Result<Self> {
        let kept = location
            .path()
            .map(|marks| Self::kept(marks, article, memo));
        match kept {
            Some(Ok(draft)) => Ok(draft),
            _ => Self::passing(memo),
        }
    }

    fn kept(marks: &Path, article: &Subject, memo: &str) -> io::Result<Self> {
        let path = text_path(marks, article);
        let folder = path.parent().unwrap_or(marks);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        let mut name = private()
            .truncate(true)
            .open(path.with_extension("article"))?;
        let _ = name.lock();
        name.write_all(article.name().as_bytes())?;
        name.sync_all()?;
        match private().create_new(true).open(&path) {
            Ok(mut file) => file.write_all(memo.as_bytes())?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        Ok(Self {
            path,
            memo: memo.to_owned(),
            article: Some(name),
        })
    }

    /// A file that goes when it was read.
    fn passing(memo: &str) -> io::Result<Self> {
        let mut refused = io::Error::from(io::ErrorKind::AlreadyExists);
        let names = (0..100).map(|n| format!("backissue-memo-{}-{n}.md", process::id()));
        for path in names.map(|name| env::temp_dir().join(name)) {
            match private().create_new(true).open(&path) {
                Ok(mut file) => {
                    file.write_all(memo.as_bytes())?;
                    let memo = memo.to_owned();
                    return Ok(Self {
                        path,
                        memo,
                        article: None,
                    });
                }
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    /// The file for the editor.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text as it was saved; `None` if it is the memo as it was. What is no text stays where it is.
    pub fn read(&self) -> io::Result<Option<String>> {
        let text = fs::read_to_string(&self.path)?;
        let is_new = text.trim() != self.memo.trim();
        if !is_new || self.article.is_none() {
            remove(&self.path);
        }
        Ok(Some(text).filter(|_| is_new))
    }
}

/// Removes the drafts of memos that are in the database now.
pub(super) fn settle(marks: &Path, changes: &[Change]) {
    for change in changes.iter().filter(|change| change.mark == Mark::Memo) {
        let path = text_path(marks, &change.subject);
        if fs::read_to_string(&path).is_ok_and(|text| value(&text) == change.value) {
            remove(&path);
        }
    }
}

/// Takes in what was written before this program or its terminal ended. An empty file may be one that was being written.
pub(super) fn take_in(marks: &Path) -> Result<(), StoreError> {
    let files = fs::read_dir(folder(marks)).into_iter().flatten().flatten();
    let texts = files.map(|file| file.path());
    let texts = texts.filter(|path| path.extension().is_some_and(|end| end == "md"));
    let drafts = texts.filter_map(|path| Some((left(&path)?, path)));
    for (change, path) in drafts.collect::<Vec<_>>() {
        if change.value != Value::Off {
            Store::open(marks)?.save(&[change])?;
        }
        remove(&path);
    }
    Ok(())
}

/// A draft that nobody writes any more, as the change that it is: made when it was saved, so that a later memo stays.
fn left(path: &Path) -> Option<Change> {
    let article = path.with_extension("article");
    let lock = File::open(&article).ok()?;
    if matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)) {
        return None;
    }
    let subject = Subject::from_name(&fs::read_to_string(&article).ok()?);
    let text = fs::read_to_string(path).ok()?;
    let saved = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    let saved = saved.duration_since(UNIX_EPOCH).ok()?;
    Some(Change {
        subject,
        mark: Mark::Memo,
        value: value(&text),
        at: i64::try_from(saved.as_micros()).ok()?,
    })
}

/// A memo as marks hold it.
fn value(text: &str) -> Value {
    match text.trim() {
        "" => Value::Off,
        text => Value::Text(text.into()),
    }
}

fn remove(text: &Path) {
    let _ = fs::remove_file(text);
    let _ = fs::remove_file(text.with_extension("article"));
}

fn folder(marks: &Path) -> PathBuf {
    marks.with_file_name(FOLDER)
}

fn text_path(marks: &Path, article: &Subject) -> PathBuf {
    folder(marks).join(format!("{}.md", ShortId::of(article)))
}

/// Files that only their owner can read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).mode(0o600);
    options
}
