//! Sources through the parser into an archive: in parallel, in batches, newest first.

use std::{path::PathBuf, sync::Arc};

use rayon::prelude::*;

use crate::{
    error::Error,
    model::{Archive, Issue, Warning},
    parse,
    source::{self, Entry, Limits},
};

/// How many issues come in one batch: the first is small, so that there is something to see at once.
const BATCHES: (usize, usize) = (16, 256);

/// How to load.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// What an archive may hold.
    pub limits: Limits,
}

/// What a load tells while it runs.
#[derive(Clone, Debug)]
pub enum Batch {
    /// Issues that were not there before, newest first where their names tell.
    Issues(Vec<Arc<Issue>>),
    /// What was odd.
    Warnings(Vec<Warning>),
    /// Files read, of all files found so far.
    Progress {
        /// Read.
        done: usize,
        /// Found.
        total: usize,
    },
}

/// Puts a batch in its place.
pub fn apply(archive: &mut Archive, batch: Batch) {
    match batch {
        Batch::Issues(issues) => archive.extend(issues),
        Batch::Warnings(warnings) => archive.warnings.extend(warnings),
        Batch::Progress { .. } => (),
    }
}

/// Loads `paths` as one archive, none meaning the embedded sample, and hands everything to `sink` as it comes.
///
/// An error means that nothing could be loaded; whatever else is odd comes as a warning.
pub fn stream(
    paths: &[PathBuf],
    options: &Options,
    sink: &mut dyn FnMut(Batch),
) -> Result<(), Error> {
    if paths.is_empty() {
        sample(sink);
        return Ok(());
    }
    let mut entries = Vec::new();
    for path in paths {
        let found = source::list(path, &options.limits)?;
        if found.is_empty() {
            return Err(Error::NoIssues(path.clone()));
        }
        entries.extend(found);
    }
    entries.sort_by(|a, b| b.path.cmp(&a.path));
    read(&entries, sink);
    Ok(())
}

/// Loads `paths` whole.
pub fn archive(paths: &[PathBuf], options: &Options) -> Result<Archive, Error> {
    let mut archive = Archive::new(name(paths));
    stream(paths, options, &mut |batch| apply(&mut archive, batch))?;
    Ok(archive)
}

/// What an archive of these paths is called in a header.
pub fn name(paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths
        .iter()
        .map(|path| {
            path.file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
        })
        .collect();
    match names.as_slice() {
        [] => "sample".to_owned(),
        names => names.join(", "),
    }
}

fn sample(sink: &mut dyn FnMut(Batch)) {
    let parsed = source::SAMPLE
        .iter()
        .map(|(path, text)| parse::issue(path, None, text.as_bytes()));
    emit(parsed.collect(), sink);
}

fn read(entries: &[Entry], sink: &mut dyn FnMut(Batch)) {
    let (first, rest) = entries.split_at(BATCHES.0.min(entries.len()));
    let mut done = 0;
    for batch in std::iter::once(first).chain(rest.chunks(BATCHES.1)) {
        emit(batch.par_iter().map(read_one).collect(), sink);
        done += batch.len();
        sink(Batch::Progress {
            done,
            total: entries.len(),
        });
    }
}

fn read_one(entry: &Entry) -> (Option<Issue>, Vec<Warning>) {
    match entry.read() {
        Ok(bytes) => parse::issue(&entry.path, Some(entry.file.clone()), &bytes),
        Err(error) => {
            let warning = Warning {
                path: entry.path.clone(),
                line: None,
                message: format!("cannot be read: {error}"),
            };
            (None, vec![warning])
        }
    }
}

fn emit(parsed: Vec<(Option<Issue>, Vec<Warning>)>, sink: &mut dyn FnMut(Batch)) {
    let mut warnings = Vec::new();
    let mut issues = Vec::new();
    for (issue, odd) in parsed {
        issues.extend(issue.map(Arc::new));
        warnings.extend(odd);
    }
    sink(Batch::Issues(issues));
    if !warnings.is_empty() {
        sink(Batch::Warnings(warnings));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_is_the_sample() {
        let archive = archive(&[], &Options::default()).unwrap();
        assert_eq!(archive.order().len(), source::SAMPLE.len());
        assert!(archive.article_count() > 10);
        assert!(archive.warnings.is_empty(), "{:?}", archive.warnings);
    }

    #[test]
    fn a_missing_path_is_an_error() {
        let error = archive(&["/no/such/path".into()], &Options::default()).unwrap_err();
        assert_eq!(error.to_string(), "/no/such/path does not exist");
    }
}
