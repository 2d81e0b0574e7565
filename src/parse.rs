//! Bytes to an [`Issue`](crate::model::Issue) and warnings. It never fails and does no I/O.

use std::path::PathBuf;

use crate::model::{Article, Date, Issue, Link, Part, Span, Tag, Warning};
use crate::text::clean;

/// Reads an issue from the bytes of the file at `path` inside its archive. `None` if the file turns out to be no issue.
pub fn issue(path: &str, file: Option<PathBuf>, bytes: &[u8]) -> (Option<Issue>, Vec<Warning>) {
    let source = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let mut issue = Issue {
        path: path.to_owned(),
        key: path.to_owned(),
        ..Issue::default()
    };
    let body = source
        .strip_prefix("---\n")
        .and_then(|t| t.find("\n---").map(|end| end + 8))
        .unwrap_or(0);
    for line in source.get(..body).unwrap_or("").lines() {
        match line.split_once(':') {
            Some(("title", v)) => {
                issue.title = clean::line(v.trim().trim_matches('"')).into_owned();
            }
            Some(("tags", v)) => {
                issue.tags = v
                    .trim_matches([' ', '[', ']'])
                    .split(',')
                    .filter_map(Tag::new)
                    .collect();
            }
            _ => (),
        }
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    issue.date = name
        .get(..10)
        .and_then(|d| d.parse().ok())
        .and_then(Date::from_day);
    let heads: Vec<usize> = source
        .get(body..)
        .unwrap_or("")
        .match_indices("\n## ")
        .map(|(at, _)| at + body + 1)
        .collect();
    for (n, &start) in heads.iter().enumerate() {
        let end = heads.get(n + 1).copied().unwrap_or(source.len());
        let text = source.get(start..end).unwrap_or("");
        let head = text.lines().next().unwrap_or("");
        let links: Vec<Link> = text
            .split("](")
            .skip(1)
            .filter_map(|t| Link::new(t.split(')').next()?, ""))
            .collect();
        issue.articles.push(Article {
            title: clean::line(head.trim_start_matches(['#', ' '])).into(),
            span: Span::new(start..end),
            body: Span::new(start + head.len()..end),
            reference: (!links.is_empty()).then_some(0),
            links,
            ..Article::default()
        });
    }
    issue.parts = vec![Part {
        start: 0,
        path: path.to_owned(),
        file,
    }];
    issue.source = source.into();
    (Some(issue), Vec::new())
}
