//! What is exported in a form that can be read is read back as the same.

use std::{fs, path::Path};

use backissue::{
    cli::{
        export::{self, ExportFormat},
        selection::Selected,
    },
    load::{self, Options},
    model::{Archive, ShortId, identities},
};
use proptest::prelude::*;

use crate::support::{SNIPPETS, fixture};

/// All that is known of an issue and its articles but their text.
fn known(archive: &Archive) -> Vec<String> {
    let mut known = Vec::new();
    for (id, issue) in archive.issues() {
        let tags: Vec<_> = issue
            .tags
            .iter()
            .map(|tag| (tag.name(), tag.display()))
            .collect();
        known.push(format!(
            "{:?} {:?} {:?} {tags:?} {:?} {} {} {} {:?}",
            issue.title,
            issue.date,
            issue.number,
            issue.newsletter,
            issue.key,
            issue.mark_key,
            issue.path,
            issue.web
        ));
        let names = identities(issue);
        for (view, name) in archive.articles_of(id).zip(names) {
            let url = view.reference().map(|link| link.url().to_owned());
            known.push(format!(
                "  {} {} {url:?}",
                ShortId::of(&name.article),
                view.title()
            ));
        }
    }
    known
}

fn exported(archive: &Archive, format: ExportFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(&Selected::whole(archive.clone()), format, &mut bytes).unwrap();
    bytes
}

fn read(path: &Path) -> Archive {
    load::archive(&[path.to_owned()], &Options::default()).unwrap()
}

pub fn assert_markdown_round_trips(archive: &Archive) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("again.md");
    fs::write(&file, exported(archive, ExportFormat::Md)).unwrap();
    assert_eq!(
        known(&read(&file)),
        known(archive),
        "{}",
        fs::read_to_string(&file).unwrap()
    );
}

#[test]
fn markdown_reads_back_as_the_same_issues_and_ids() {
    for name in ["reader", "kelp", "terminal/archive"] {
        assert_markdown_round_trips(&read(&fixture(name)));
    }
    assert_markdown_round_trips(&load::archive(&[], &Options::default()).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_round_trips_whatever_is_in_it(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(SNIPPETS), 1..10), 1..4),
        titles in prop::collection::vec("[a-zA-Z #0-9:'\"\\\\가&;-]{0,12}", 4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        for (n, text) in texts.iter().enumerate() {
            let title = serde_json::to_string(&titles[n]).unwrap();
            let text = format!("---\ntitle: {title}\ndate: 2031-02-0{}\ntags: [sea fog, C++]\n---\n\n{}\n", n + 1, text.join("\n\n"));
            fs::write(folder.path().join(format!("{n}.md")), text).unwrap();
        }
        if let Ok(archive) = load::archive(&[folder.path().to_owned()], &Options::default()) {
            assert_markdown_round_trips(&archive);
        }
    }
}

/// Feeds and pages are for others; what can be read of them are the articles.
#[test]
fn feeds_read_back_as_the_same_articles() {
    let archive = read(&fixture("reader"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("again.xml");
    fs::write(&file, exported(&archive, ExportFormat::Atom)).unwrap();
    let again = read(&file);
    let titles: Vec<_> = archive
        .articles()
        .map(|view| view.title().to_owned())
        .collect();
    let entries: Vec<_> = again
        .issues()
        .map(|(_, issue)| issue.title.clone())
        .collect();
    assert_eq!(entries.len(), titles.len());
    assert!(
        titles.iter().all(|title| entries.contains(title)),
        "{entries:?} for {titles:?}"
    );
}
