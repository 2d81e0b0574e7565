//! A clone brought up to date, and what came with it.

use std::{collections::HashMap, path::PathBuf};

use super::{Clones, OwnClone};
use crate::{
    error::Error,
    git::{Fetched, Git, GitError, Repository},
    load,
    model::{Archive, Issue},
    text::counted,
};

/// The gain of an update.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gain {
    /// New issues.
    pub issues: usize,
    /// Articles in them, and in older issues that grew.
    pub articles: usize,
    /// True if the repository's history was written anew.
    pub rewritten: bool,
}

/// Why an archive is as it was.
#[derive(Debug, thiserror::Error)]
pub enum GainError {
    /// Git could not.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The archive cannot be read any more.
    #[error(transparent)]
    Load(#[from] Error),
}

impl Gain {
    /// Brings a clone up to date, and reads it, unless nothing is new. Its lock must be held.
    pub fn fetch(
        git: Git<'_>,
        clone: &OwnClone,
        told: &mut dyn FnMut(&str),
    ) -> Result<Option<(Self, Archive)>, GainError> {
        let OwnClone { folder, paths, .. } = clone;
        let repository = Repository::new(folder);
        let Fetched::Newer(renewal) = repository.fetch(git, told)? else {
            return Ok(None);
        };
        // What cannot be read before may be so after.
        let before = archive(paths).unwrap_or_default();
        if is_undated(&before) {
            // First the dates: an open reader reads new files as soon as they exist.
            repository.deepen(git, told)?;
            Clones::note_dates(git, folder, &renewal.revision)?;
        }
        repository.renew(git, &renewal)?;
        let after = archive(paths)?;
        let gain = Self {
            rewritten: renewal.rewritten,
            ..Self::between(&before, &after)
        };
        Ok((gain != Self::default()).then_some((gain, after)))
    }

    /// `2 issues, 63 articles new`
    pub fn told(&self) -> String {
        if self.issues == 0 && self.articles == 0 {
            return "nothing new".to_owned();
        }
        let issues = counted(self.issues, "issue", "issues");
        let articles = counted(self.articles, "article", "articles");
        format!("{issues}, {articles} new")
    }

    fn between(before: &Archive, after: &Archive) -> Self {
        let articles = |archive: &Archive| -> HashMap<String, usize> {
            let count = |issue: &Issue| (issue.mark_key.clone(), issue.articles.len());
            archive.issues().map(|(_, issue)| count(issue)).collect()
        };
        let before = articles(before);
        let mut gain = Self::default();
        for (key, n) in articles(after) {
            let known = before.get(&key);
            gain.issues += usize::from(known.is_none());
            gain.articles += n.saturating_sub(known.copied().unwrap_or_default());
        }
        gain
    }
}

fn archive(paths: &[PathBuf]) -> Result<Archive, Error> {
    load::archive(paths, &load::Options::default())
}

/// True if the history of a clone is to tell the dates: a fifth of the issues, or more, have none of their own.
pub fn is_undated(archive: &Archive) -> bool {
    let own = |issue: &Issue| issue.date.is_some_and(|date| !date.is_committed());
    let undated = archive.issues().filter(|(_, issue)| !own(issue));
    5 * undated.count() > archive.order().len()
}
