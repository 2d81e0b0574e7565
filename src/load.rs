//! Sources through the parser into an archive: in parallel, in batches, newest first.

mod bundle;

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    error::Error,
    model::{Archive, Issue, Tag, Warning},
    parse::{self, topics::Topics},
    source::{self, Limits, Listing},
};
use bundle::Bundle;

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
    /// Tags that could be found only when all was loaded: the path of an issue, and what each of its articles gains.
    Tags(Vec<(String, Vec<Vec<Tag>>)>),
    /// What was odd.
    Warnings(Vec<Warning>),
    /// Issues read, of all issues found.
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
        Batch::Tags(gains) => archive.add_tags(gains),
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
    let mut loader = Loader::new(options.limits, sink);
    if paths.is_empty() {
        let sample = source::SAMPLE.iter();
        let parsed = sample.map(|(path, text)| parse::issue(path, None, text.as_bytes()));
        loader.emit(parsed.collect());
    } else {
        let listing = list(paths, &options.limits)?;
        loader.warn(listing.warnings);
        loader.read(&bundle::bundles(listing.entries));
    }
    loader.find_topics();
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
    let names: Vec<_> = paths.iter().map(|path| file_name(path)).collect();
    if names.is_empty() {
        "sample".to_owned()
    } else {
        names.join(", ")
    }
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The files of all paths. Where there are several, their names stand before the paths inside of them.
fn list(paths: &[PathBuf], limits: &Limits) -> Result<Listing, Error> {
    let mut all = Listing::default();
    for path in paths {
        let mut found = source::list(path, limits)?;
        if found.entries.is_empty() {
            return Err(Error::NoIssues(path.clone()));
        }
        let prefix = format!("{}/", file_name(path));
        if paths.len() > 1 && !path.is_file() {
            found
                .entries
                .iter_mut()
                .for_each(|entry| entry.path.insert_str(0, &prefix));
        }
        all.entries.extend(found.entries);
        all.warnings.extend(found.warnings);
    }
    let mut known = HashSet::new();
    all.entries.retain(|entry| known.insert(entry.path.clone()));
    Ok(all)
}

type Parsed = (Option<Issue>, Vec<Warning>);

struct Loader<'a> {
    limits: Limits,
    sink: &'a mut dyn FnMut(Batch),
    loaded: Vec<Arc<Issue>>,
    keys: HashSet<String>,
}

impl<'a> Loader<'a> {
    fn new(limits: Limits, sink: &'a mut dyn FnMut(Batch)) -> Self {
        Self {
            limits,
            sink,
            loaded: Vec::new(),
            keys: HashSet::new(),
        }
    }

    fn read(&mut self, bundles: &[Bundle]) {
        let (first, rest) = bundles.split_at(BATCHES.0.min(bundles.len()));
        let limits = self.limits;
        let mut done = 0;
        for batch in std::iter::once(first).chain(rest.chunks(BATCHES.1)) {
            self.emit(
                batch
                    .par_iter()
                    .map(|bundle| bundle.parse(&limits))
                    .collect(),
            );
            done += batch.len();
            let total = bundles.len();
            (self.sink)(Batch::Progress { done, total });
        }
    }

    fn emit(&mut self, parsed: Vec<Parsed>) {
        let mut warnings = Vec::new();
        let mut issues = Vec::new();
        for (issue, odd) in parsed {
            warnings.extend(odd);
            if let Some(mut issue) = issue {
                self.keep_keys_apart(&mut issue);
                issues.push(Arc::new(issue));
            }
        }
        self.loaded.extend(issues.iter().cloned());
        (self.sink)(Batch::Issues(issues));
        self.warn(warnings);
    }

    fn warn(&mut self, warnings: Vec<Warning>) {
        if !warnings.is_empty() {
            (self.sink)(Batch::Warnings(warnings));
        }
    }

    /// A slug that was copied from another issue must not make two issues one.
    fn keep_keys_apart(&mut self, issue: &mut Issue) {
        if !self.keys.insert(issue.key.clone()) {
            issue.key.clone_from(&issue.path);
            self.keys.insert(issue.key.clone());
        }
    }

    /// Looks in all titles for the tags that issues of this archive bear.
    fn find_topics(&mut self) {
        let topics =
            parse::topics::vocabulary(self.loaded.iter().map(|issue| issue.tags.as_slice()));
        let gains = |issue: &Arc<Issue>| gains(issue, &topics);
        let found: Vec<_> = self.loaded.par_iter().filter_map(gains).collect();
        self.loaded = Vec::new();
        if !found.is_empty() {
            (self.sink)(Batch::Tags(found));
        }
    }
}

/// What the articles of an issue gain, if any gains anything.
fn gains(issue: &Issue, topics: &Topics) -> Option<(String, Vec<Vec<Tag>>)> {
    let gain = |title: &str, own: &[Tag]| {
        let mut tags = Vec::new();
        topics.find(title, &mut tags);
        tags.retain(|tag| !own.contains(tag) && !issue.tags.contains(tag));
        tags
    };
    let articles = issue.articles.iter();
    let gains: Vec<_> = articles
        .map(|article| gain(&article.title, &article.tags))
        .collect();
    gains
        .iter()
        .any(|tags| !tags.is_empty())
        .then(|| (issue.path.clone(), gains))
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
