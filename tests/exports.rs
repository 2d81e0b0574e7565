//! The exports of platforms, in the forms that they are known in from the tests of importers: each of `tests/fixtures/exports` holds
//! an issue of two articles or more, and drafts or pages that are none.

use std::{fmt::Write as _, fs, path::Path};

use backissue::{
    load::{self, Options},
    model::Archive,
};

use crate::containers;

/// The files of a folder, by their paths in it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for child in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = child.file_name().into_string().unwrap();
        if child.path().is_dir() {
            let inner = files(&child.path()).into_iter();
            found.extend(inner.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.push((name, fs::read(child.path()).unwrap()));
        }
    }
    found.sort();
    found
}

/// An export as it comes: a zip, or its only file if it is none of a zip.
fn load(folder: &Path, zipped: bool) -> Archive {
    let files = files(folder);
    let scratch = tempfile::tempdir().unwrap();
    let members: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (&**name, &**bytes))
        .collect();
    let (name, bytes) = match &*members {
        [(name, bytes)] if !zipped => ((*name).to_owned(), bytes.to_vec()),
        members => ("export.zip".to_owned(), containers::zip(members)),
    };
    let path = scratch.path().join(name.rsplit('/').next().unwrap());
    fs::write(&path, bytes).unwrap();
    load::archive(&[path], &Options::default()).unwrap()
}

/// An archive in some lines.
fn outline(archive: &Archive) -> String {
    let mut text = String::new();
    for (_, issue) in archive.issues() {
        let date = issue.date.map_or(String::new(), |date| date.to_string());
        let tags: Vec<_> = issue
            .tags
            .iter()
            .map(backissue::model::Tag::display)
            .collect();
        let newsletter = issue.newsletter.as_deref().unwrap_or("");
        let web = issue.web.as_deref().unwrap_or("");
        let _ = writeln!(
            text,
            "  {date} {} [{}] <{newsletter}> {web} {}",
            issue.title,
            tags.join(", "),
            issue.key
        );
    }
    for article in archive.articles() {
        let url = article.reference().map_or("", |link| link.url());
        let _ = writeln!(text, "    {} -> {url}", article.title());
    }
    text
}

#[test]
fn the_export_of_every_platform_is_read() {
    let mut platforms: Vec<_> = fs::read_dir("tests/fixtures/exports")
        .unwrap()
        .map(Result::unwrap)
        .collect();
    platforms.sort_by_key(fs::DirEntry::file_name);
    let mut text = String::new();
    for platform in platforms {
        let archive = load(&platform.path(), false);
        assert!(archive.article_count() >= 2, "{platform:?}");
        let _ = writeln!(
            text,
            "{}\n{}",
            platform.file_name().display(),
            outline(&archive)
        );
        // In a zip, the same is read.
        let titles = |archive: &Archive| -> Vec<String> {
            archive
                .articles()
                .map(|article| article.title().to_owned())
                .collect()
        };
        let zipped = load(&platform.path(), true);
        assert_eq!(titles(&zipped), titles(&archive), "{platform:?}");
    }
    insta::assert_snapshot!(text);
}
