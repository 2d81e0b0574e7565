//! Sources through the parser into an archive: in parallel, in batches, newest first.

mod bundle;
mod contents;
mod given;
mod loader;
mod named;
mod reload;
mod tagging;
mod translations;

use std::{collections::HashSet, path::PathBuf, sync::Arc};

use crate::{
    error::Error,
    model::{Archive, InferredTags, Issue, Warning},
    source::{self, Limits},
};
use loader::Loader;
use reload::ArchiveStamps;

pub use given::as_given;
pub use named::named;
pub use reload::Loaded;

/// Settings of a load.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The most that is read.
    pub limits: Limits,
    /// True if the newest issues are handed on before all are read. What the others tell of them comes as a change.
    pub early: bool,
}

/// A message of a load that runs.
#[derive(Clone, Debug)]
pub enum Batch {
    /// Issues that were not there before, newest first where their names tell.
    Issues(Vec<Arc<Issue>>),
    /// Tags that could be found only when all was loaded: the path of an issue, and what its articles gain.
    Inferred(Vec<(String, InferredTags)>),
    /// New versions of issues, whose files changed on disk or which came early and in part; and new issues.
    Changed(ArchiveChange),
    /// Oddities of the content.
    Warnings(Vec<Warning>),
    /// So many mails were passed over: they were sent to no list.
    Letters(usize),
    /// Issues read, of all issues found.
    Progress {
        /// Read.
        done: usize,
        /// Found.
        total: usize,
    },
}

/// The changes of issues on disk.
#[derive(Clone, Debug, Default)]
pub struct ArchiveChange {
    /// As they are now, the new ones among them. Those with a known path take the place of what was there.
    pub issues: Vec<Arc<Issue>>,
    /// The tags that their articles gained, by the paths of the issues.
    pub inferred: Vec<(String, InferredTags)>,
    /// Paths of issues that are no more.
    pub gone: Vec<String>,
    /// Oddities in them now. All earlier warnings about these issues are void.
    pub warnings: Vec<Warning>,
    /// True if more that changed at the same time follows.
    pub is_part: bool,
}

/// Puts a batch in its place.
pub fn apply(archive: &mut Archive, batch: Batch) {
    match batch {
        Batch::Issues(issues) => archive.extend(issues),
        Batch::Inferred(tags) => archive.infer_tags(tags),
        Batch::Changed(change) => {
            let paths: HashSet<_> = change
                .issues
                .iter()
                .map(|issue| &issue.path)
                .chain(&change.gone)
                .collect();
            archive
                .warnings
                .retain(|warning| !paths.contains(&warning.path));
            archive.merge(&change.issues, &change.gone);
            archive.infer_tags(change.inferred);
            archive.warnings.extend(change.warnings);
        }
        Batch::Warnings(warnings) => archive.warnings.extend(warnings),
        Batch::Letters(more) => archive.letters += more,
        Batch::Progress { .. } => (),
    }
}

/// Loads `paths` as one archive, none meaning the embedded sample, and hands everything to `sink` as it comes.
///
/// An error means that nothing could be loaded; whatever else is odd comes as a warning. What comes back can bring the
/// archive up to date later.
pub fn stream(
    paths: &[PathBuf],
    options: &Options,
    sink: &mut dyn FnMut(Batch),
) -> Result<Loaded, Error> {
    let containers = reload::containers(paths);
    let listing = source::list(paths, &options.limits)?;
    let mut loader = Loader::new(options.clone(), sink);
    loader.warn(listing.warnings);
    loader.pass_over(listing.others);
    loader.read(bundle::bundles(listing.entries));
    let finished = loader.finish();
    Ok(Loaded {
        paths: paths.to_vec(),
        options: options.clone(),
        stamps: ArchiveStamps {
            containers,
            issues: finished.stamps,
        },
        habits: finished.habits,
        keys: finished.keys,
        tags: finished.tags,
    })
}

/// Loads `paths` whole. Mails to no list alone are an error, so that the user is told.
pub fn archive(paths: &[PathBuf], options: &Options) -> Result<Archive, Error> {
    let mut archive = Archive::new(name(paths));
    stream(paths, options, &mut |batch| apply(&mut archive, batch))?;
    match paths.first() {
        Some(path) if archive.order().is_empty() && archive.letters > 0 => {
            Err(Error::OnlyLetters(path.clone(), archive.letters))
        }
        _ => Ok(archive),
    }
}

/// The name of an archive of these paths, for a header.
pub fn name(paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths
        .iter()
        .map(|path| source::newsletter_name(path))
        .collect();
    if names.is_empty() {
        "sample".to_owned()
    } else {
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::Tag;

    #[test]
    fn an_archive_has_the_name_of_its_newsletter() {
        let folder = tempfile::tempdir().unwrap();
        let clone = folder.path().join("clone-2");
        std::fs::create_dir_all(clone.join(".git")).unwrap();
        std::fs::create_dir_all(clone.join("content/2031")).unwrap();
        let named = |path: &str| name(&[clone.join(path)]);
        assert_eq!(named(""), "clone-2");
        let config = "[remote \"origin\"]\n\turl = https://forge.example/ann/fog-weekly.git\n";
        std::fs::write(clone.join(".git/config"), config).unwrap();
        let table = [
            ("", "fog-weekly"),
            ("content", "fog-weekly"),
            ("content/2031", "fog-weekly"),
            ("src/pages/en", "fog-weekly"),
            ("drafts", "drafts"),
            ("7.md", "7.md"),
        ];
        for (path, want) in table {
            assert_eq!(named(path), want, "{path:?}");
        }
    }

    #[test]
    fn an_archive_is_called_as_its_issues_call_their_newsletter() {
        let titled = |newsletters: [&str; 3]| {
            let folder = tempfile::tempdir().unwrap();
            for (n, newsletter) in newsletters.iter().enumerate() {
                let text = format!("---\ntitle: Fog {n}\n{newsletter}\n---\n\nIce.\n");
                std::fs::write(folder.path().join(format!("{n}.md")), text).unwrap();
            }
            let archive = archive(&[folder.path().to_owned()], &Options::default()).unwrap();
            let title = archive.title().to_owned();
            (title != archive.name).then_some(title)
        };
        let fog = "newsletter: Fog Weekly";
        let table = [
            ([fog, fog, ""], Some("Fog Weekly")),
            ([fog, "", ""], None),
            ([fog, fog, "newsletter: Sea"], None),
            (["", "", ""], None),
        ];
        for (newsletters, want) in table {
            assert_eq!(titled(newsletters).as_deref(), want, "{newsletters:?}");
        }
    }

    #[test]
    fn no_path_is_the_sample() {
        let archive = archive(&[], &Options::default()).unwrap();
        assert_eq!(archive.order().len(), 6);
        assert!(archive.article_count() > 10);
        assert!(archive.warnings.is_empty(), "{:?}", archive.warnings);
    }

    #[test]
    fn issues_come_newest_first_however_long_each_takes() {
        let folder = tempfile::tempdir().unwrap();
        for n in 1..=300 {
            let words = if n % 50 == 0 { 100_000 } else { 1 };
            let text = format!("# Fog {n}\n\n{}\n", "word ".repeat(words));
            std::fs::write(folder.path().join(format!("{n}.md")), text).unwrap();
        }
        let (mut paths, mut progress) = (Vec::new(), Vec::new());
        let paths_given = [folder.path().to_owned()];
        stream(
            &paths_given,
            &Options::default(),
            &mut |batch| match batch {
                Batch::Issues(issues) => {
                    paths.extend(issues.iter().map(|issue| issue.path.clone()));
                }
                Batch::Progress { done, total } => progress.push((done, total)),
                _ => (),
            },
        )
        .unwrap();
        let want: Vec<_> = (1..=300).rev().map(|n| format!("{n}.md")).collect();
        assert_eq!(paths, want);
        assert!(progress.is_sorted(), "{progress:?}");
        assert_eq!(progress.last(), Some(&(300, 300)));
    }

    #[test]
    fn titles_gain_the_tags_of_whichever_issue_was_read_last() {
        // By the issues that bear them: the tags of the newest are foreseen.
        let early = [(599, "lighthouse")];
        let late = [(599, "lighthouse"), (2, "harbour"), (3, "harbour, sea fog")];
        let table: [(&[(u32, &str)], _); 2] = [
            (&early, vec![("", 600), ("lighthouse", 600)]),
            (&late, vec![("harbour sea fog", 600), ("lighthouse", 600)]),
        ];
        for (tags, want) in table {
            let folder = tempfile::tempdir().unwrap();
            for n in 1..=600 {
                let own = tags.iter().find(|(issue, _)| *issue == n);
                let own = own.map_or(String::new(), |(_, tags)| format!("tags: {tags}\n"));
                let text = format!(
                    "---\ntitle: Lamp {n}\n{own}---\n## [Lighthouse {n}](https://rock.example)\n\n## [Harbour in sea fog](https://grey.example)\n"
                );
                std::fs::write(folder.path().join(format!("{n}.md")), text).unwrap();
            }
            let archive = archive(&[folder.path().to_owned()], &Options::default()).unwrap();
            let mut counts = BTreeMap::new();
            for view in archive.articles() {
                let names: Vec<_> = view.tags().map(Tag::name).collect();
                *counts.entry(names.join(" ")).or_insert(0) += 1;
            }
            let found: Vec<_> = counts.iter().map(|(names, n)| (&**names, *n)).collect();
            assert_eq!(found, want);
        }
    }

    #[test]
    fn a_folder_given_twice_counts_once() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["1.md", "01.md", "2.md"] {
            std::fs::write(folder.path().join(name), "# Fog\n\nOver the sea.\n").unwrap();
        }
        let twice = [folder.path().to_owned(), folder.path().to_owned()];
        let archive = archive(&twice, &Options::default()).unwrap();
        assert_eq!(archive.order().len(), 3);
        let text = |issue: &Issue| issue.source.matches("# Fog").count();
        assert!(archive.issues().all(|(_, issue)| text(issue) == 1));
    }

    #[test]
    fn an_archive_is_named_for_the_newsletter_and_not_for_the_folder_of_issues() {
        let table = [
            ("/srv/fog-letter/content", "fog-letter"),
            ("/srv/fog-letter/docs/issues", "fog-letter"),
            ("/srv/fog-letter/2031", "2031"),
            ("fog.md", "fog.md"),
        ];
        for (path, want) in table {
            assert_eq!(name(&[path.into()]), want, "{path}");
        }
    }

    #[test]
    fn a_missing_path_is_an_error() {
        let error = archive(&["/no/such/path".into()], &Options::default()).unwrap_err();
        assert_eq!(error.to_string(), "/no/such/path does not exist");
    }
}
