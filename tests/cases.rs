//! Small inputs, and the articles that a reader sees in each: a file or folder `NAME`, and `NAME.expected.json` beside it.
//!
//! A list where one title or url is meant names alternatives. A title of an item of prose counts by its first twelve characters.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use backissue::{
    load::{self, Options},
    model::{Archive, Issue},
};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases")
}

/// The one or the many texts of a value.
fn many(value: &Value) -> Vec<Option<&str>> {
    match value {
        Value::Array(values) => values.iter().map(Value::as_str).collect(),
        value => vec![value.as_str()],
    }
}

fn same(title: &str) -> String {
    title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

fn url(url: &str) -> String {
    url.trim_end_matches('/').replace("%20", " ")
}

/// Complaints about an article.
fn article_faults(title: &str, link: Option<&str>, want: &Value, faults: &mut Vec<String>) {
    let start = |text: &str| same(text).chars().take(12).collect::<String>();
    let prose = want.get("prose").is_some();
    let fits =
        |wanted: &&str| same(wanted) == same(title) || prose && start(wanted) == start(title);
    if !many(&want["title"])
        .into_iter()
        .flatten()
        .any(|wanted| fits(&wanted))
    {
        faults.push(format!("title {title:?}, want {}", want["title"]));
    }
    let urls = want.get("url").map(many);
    if urls.is_some_and(|urls| !urls.iter().any(|wanted| wanted.map(url) == link.map(url))) {
        faults.push(format!("{title:?} opens {link:?}, want {}", want["url"]));
    }
}

/// Complaints about an issue.
fn issue_faults(issue: &Issue, want: &Value, faults: &mut Vec<String>) {
    if let Some(title) = want.get("title")
        && !many(title)
            .into_iter()
            .flatten()
            .any(|title| same(title) == same(&issue.title))
    {
        faults.push(format!("issue title {:?}, want {title}", issue.title));
    }
    if let Some(number) = want.get("number")
        && number.as_u64() != issue.number.map(u64::from)
    {
        faults.push(format!("number {:?}, want {number}", issue.number));
    }
    if let Some(articles) = want.get("articles").and_then(Value::as_array) {
        let titles: Vec<_> = issue
            .articles
            .iter()
            .map(|article| article.title.of(&issue.source))
            .collect();
        if titles.len() != articles.len() {
            return faults.push(format!("articles {titles:?}"));
        }
        for (article, want) in issue.articles.iter().zip(articles) {
            let link = article.reference.map(|at| article.links[at as usize].url());
            article_faults(article.title.of(&issue.source), link, want, faults);
        }
    }
    for kept in want
        .get("kept")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let mut links = issue.articles.iter().flat_map(|article| &article.links);
        let wanted = kept.as_str().unwrap();
        if !links.any(|link| url(link.url()) == url(wanted)) {
            faults.push(format!("{wanted} is in no article"));
        }
    }
}

fn find<'a>(archive: &'a Archive, want: &Value) -> Option<&'a Issue> {
    let mut issues = archive.issues().map(|(_, issue)| &**issue);
    match want.get("path").and_then(Value::as_str) {
        Some(path) => issues.find(|issue| issue.path.ends_with(path)),
        None => issues.next(),
    }
}

fn faults(archive: &Archive, want: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let count = archive.order().len();
    if want
        .get("count")
        .and_then(Value::as_u64)
        .is_some_and(|want| want != count as u64)
    {
        faults.push(format!("{count} issues, want {}", want["count"]));
    }
    for want in want["issues"].as_array().into_iter().flatten() {
        match find(archive, want) {
            Some(issue) => issue_faults(issue, want, &mut faults),
            None => faults.push(format!("{want} is not listed")),
        }
    }
    faults
}

#[test]
fn every_case_is_read_as_a_reader_sees_it() {
    let (mut failing, mut count) = (Vec::new(), 0);
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.to_str().unwrap().strip_suffix(".expected.json") else {
            continue;
        };
        count += 1;
        let want: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let file = PathBuf::from(format!("{name}.md"));
        let input = if file.exists() { file } else { name.into() };
        let archive = load::archive(&[input], &Options::default()).unwrap();
        let faults = faults(&archive, &want);
        if !faults.is_empty() {
            failing.push(format!("{name}: {faults:?}"));
        }
    }
    assert!(
        count > 100 && failing.is_empty(),
        "{count} cases\n{}",
        failing.join("\n")
    );
}

/// The titles of an archive's articles, by the paths of their issues.
fn titles(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let archive = load::archive(&[folder.to_owned()], &Options::default()).unwrap();
    let titles = |issue: &Issue| {
        issue
            .each()
            .map(|article| article.title().to_owned())
            .collect()
    };
    let issues = archive.issues();
    issues
        .map(|(_, issue)| (issue.path.clone(), titles(issue)))
        .collect()
}

#[test]
fn one_issue_more_changes_few_others() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    for n in 1..=40 {
        let items = if n % 3 == 0 {
            ""
        } else {
            "- [Horns](https://horn.example)\n"
        };
        write(
            &format!("{n}.md"),
            &format!(
                "# Lantern {n}\n\n## News\n\n- [Fog {n}](https://fog.example/{n})\n{items}\n## Thoughts\n\nSee [this](https://sea.example/{n}).\n\n## Follow us\n\nBy https://feed.example .\n"
            ),
        );
    }
    let before = titles(folder.path());
    write(
        "41.md",
        "# A day at sea\n\nIt rained.\n\n## News\n\nNone.\n\n## Follow us\n\nNo.\n",
    );
    let after = titles(folder.path());
    let changed = before
        .iter()
        .filter(|(path, titles)| after.get(*path) != Some(titles));
    assert!(10 * changed.count() <= before.len());
    assert_eq!(before["1.md"], ["Fog 1", "Horns", "Thoughts"]);
}
