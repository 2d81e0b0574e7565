//! Bringing an archive up to date: what changed on disk is read again, and nothing else.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    ArchiveChange, Options,
    bundle::{self, Bundle, Parsed, Stamps as IssueStamps},
    loader::Keys,
    tagging::ArchiveTags,
};
use crate::{
    error::Error,
    parse::Habits,
    source::{self, Stamp},
};

/// So many issues that changed are read at once.
const PART: usize = 256;

/// A loaded archive, to be brought up to date later.
#[derive(Debug)]
pub struct Loaded {
    pub(super) paths: Vec<PathBuf>,
    pub(super) options: Options,
    pub(super) stamps: ArchiveStamps,
    pub(super) habits: Habits,
    pub(super) keys: Keys,
    pub(super) tags: ArchiveTags,
}

/// The looks of an archive's files when they were read.
#[derive(Debug, Default)]
pub(super) struct ArchiveStamps {
    /// Of the paths given, where they are files.
    pub containers: Vec<Option<Stamp>>,
    /// Of the files of each issue, by its path.
    pub issues: Vec<(String, IssueStamps)>,
}

impl ArchiveStamps {
    fn by_path(&self) -> HashMap<&str, &[Option<Stamp>]> {
        let issues = self.issues.iter();
        issues.map(|(path, stamps)| (&**path, &**stamps)).collect()
    }
}

/// The looks of paths that are files.
pub(super) fn containers(paths: &[PathBuf]) -> Vec<Option<Stamp>> {
    paths
        .iter()
        .map(|path| source::stamp(path).filter(|_| path.is_file()))
        .collect()
}

impl Loaded {
    /// The folders in which a change would show.
    pub fn folders(&self) -> Vec<PathBuf> {
        source::folders(&self.paths)
    }

    /// Reads the changes since last time, and hands them to `sink` in parts, so that an archive is never in memory twice.
    ///
    /// An error means that nothing could be read now, as when a disk is away. What was loaded stays as it was.
    pub fn refresh(&mut self, sink: &mut dyn FnMut(ArchiveChange)) -> Result<(), Error> {
        let only_files = self.paths.iter().all(|path| path.is_file());
        let once = self.paths.is_empty() || self.paths.iter().any(|path| path == Path::new("-"));
        let containers = containers(&self.paths);
        if once || (only_files && containers == self.stamps.containers) {
            return Ok(());
        }
        let bundles = bundle::bundles(source::list(&self.paths, &self.options.limits)?.entries);
        // Before anything is read: what changes meanwhile is found the next time.
        let issues = bundles.par_iter();
        let issues = issues.map(|bundle| (bundle.path().to_owned(), bundle.stamps()));
        let stamps = ArchiveStamps {
            containers,
            issues: issues.collect(),
        };
        let (now, earlier) = (stamps.by_path(), self.stamps.by_path());
        // An issue in a zip or tar looks as the whole file does.
        let containers_changed = stamps.containers != self.stamps.containers;
        let changed = |bundle: &Bundle| {
            let stamps = now.get(bundle.path());
            let on_disk = stamps.is_some_and(|stamps| !stamps.is_empty());
            stamps != earlier.get(bundle.path()) || (containers_changed && !on_disk)
        };
        let gone = earlier.keys().filter(|path| !now.contains_key(*path));
        let gone: Vec<_> = gone.map(|&path| path.to_owned()).collect();
        let changed = bundles.into_iter().filter(changed);
        let (known, new): (Vec<_>, Vec<_>) =
            changed.partition(|bundle| earlier.contains_key(bundle.path()));
        self.stamps = stamps;
        self.hand_on(known, new, gone, sink);
        Ok(())
    }

    /// Reads issues, and hands them on. New issues come together with those gone: they may be the same under another name.
    fn hand_on(
        &mut self,
        known: Vec<Bundle>,
        new: Vec<Bundle>,
        gone: Vec<String>,
        sink: &mut dyn FnMut(ArchiveChange),
    ) {
        self.keys.release(&gone);
        let mut known = known.into_iter();
        while known.len() > PART {
            let mut part = self.read(known.by_ref().take(PART).collect());
            part.is_part = true;
            sink(part);
        }
        let mut change = self.read(known.chain(new).collect());
        change.gone.extend(gone);
        let nothing =
            change.issues.is_empty() && change.gone.is_empty() && change.warnings.is_empty();
        if !nothing {
            sink(change);
        }
    }

    fn read(&mut self, bundles: Vec<Bundle>) -> ArchiveChange {
        let limits = &self.options.limits;
        let (bundles, habits) = (bundles.into_par_iter(), &self.habits);
        let parsed = bundles.map(|bundle| bundle.read(limits).parse(habits));
        let parsed: Vec<Parsed> = parsed.collect();
        let mut change = ArchiveChange::default();
        for Parsed {
            path,
            issue,
            warnings,
            ..
        } in parsed
        {
            change.warnings.extend(warnings);
            match issue {
                Some(mut issue) => {
                    self.keys.keep_apart(&mut issue);
                    let tags = self.tags.infer(&issue);
                    if !tags.is_empty() {
                        change.inferred.push((issue.path.clone(), tags));
                    }
                    change.issues.push(Arc::new(issue));
                }
                None => change.gone.push(path),
            }
        }
        change
    }
}
