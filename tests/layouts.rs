//! How issues of every layout family and with every quirk are read: each fixture's outcome as a snapshot.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "tests read better so"
)]

use std::path::{Path, PathBuf};

use backissue::{
    load::{self, Options},
    model::{Archive, ArticleView, Issue, Tag},
};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/layouts")
}

/// Each fixture is an archive of its own: a file, or a folder.
fn archives() -> Vec<(String, Archive)> {
    let mut paths: Vec<_> = std::fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let load = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, load::archive(&[path], &Options::default()).unwrap())
    };
    paths.into_iter().map(load).collect()
}

fn names<'a>(tags: impl Iterator<Item = &'a Tag>) -> String {
    tags.map(|tag| format!(" #{}", tag.name())).collect()
}

fn describe(archive: &Archive) -> String {
    let mut text = String::new();
    for (id, issue) in archive.issues() {
        text += &heading(issue);
        for article in archive.articles_of(id) {
            text += &describe_article(&article);
        }
        for note in &issue.notes {
            let (_, line) = issue.place(note.start);
            let words: Vec<_> = note.of(&issue.source).split_whitespace().take(6).collect();
            text += &format!("note {line}: {}\n", words.join(" "));
        }
    }
    for warning in &archive.warnings {
        text += &format!("warning: {warning}\n");
    }
    text
}

fn heading(issue: &Issue) -> String {
    let date = issue
        .date
        .map_or("no date".to_owned(), |date| date.to_string());
    let number = issue
        .number
        .map_or(String::new(), |number| format!(" no. {number}"));
    format!(
        "{} | {} | {date}{number}{}\n",
        issue.path,
        issue.title,
        names(issue.tags.iter())
    )
}

fn describe_article(view: &ArticleView) -> String {
    let group = view
        .group()
        .map_or(String::new(), |group| format!(" in {group}"));
    let url = view.reference().map_or("no reference", |link| link.url());
    let mut text = format!(
        "{}: {}{group}{}\n    {url}\n",
        view.line(),
        view.title(),
        names(view.tags())
    );
    for link in view.links().filter(|link| link.url() != url) {
        text += &format!("    + {} {}\n", link.label(), link.url());
    }
    for section in view.sections() {
        let body = section.body.of(&view.issue.source);
        let words: Vec<_> = body.split_whitespace().take(4).collect();
        text += &format!(
            "    {} ({}): {}\n",
            section.label,
            section.kind.name(),
            words.join(" ")
        );
    }
    text
}

#[test]
fn fixtures_are_read_as_they_were() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/layouts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, archive) in archives() {
            insta::assert_snapshot!(name, describe(&archive));
        }
    });
}

#[test]
fn fixtures_survive_an_export_to_markdown() {
    for (name, archive) in archives() {
        println!("{name}");
        super::export::round_trip::assert_markdown_round_trips(&archive);
    }
}
