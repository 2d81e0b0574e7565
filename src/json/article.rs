//! An article as JSON.

use std::borrow::Cow;

use serde::Serialize;

use super::{MarkTable, MarksJson};
use crate::{
    model::{ArticleView, Issue, Lines, Link, Scheme, Tag, Warning},
    text::clean,
};

/// An article by itself.
#[derive(Serialize)]
pub struct ArticleJson<'a> {
    id: String,
    title: &'a str,
    /// The reference.
    url: Option<Cow<'a, str>>,
    /// The file, which is one of several where an issue is a folder of fragments.
    path: &'a str,
    /// Of the file, from 1.
    line: u32,
    /// The heading it stands under.
    group: Option<&'a str>,
    /// Its own, as filters find them; those of its issue are the issue's.
    tags: Vec<&'a str>,
    /// Those of them that are wider than the topics it names.
    broader_tags: Vec<&'a str>,
    /// To the web.
    links: Vec<LinkJson<'a>>,
    /// Mail addresses, as URLs.
    mail: Vec<LinkJson<'a>>,
    /// As Markdown, where the command prints texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marks: Option<MarksJson>,
}

impl<'a> ArticleJson<'a> {
    /// An article, with the places in its issue.
    pub fn new(view: &ArticleView<'a>, places: &Lines<'a>) -> Self {
        let links = |scheme| {
            let links = view.links().filter(move |link| link.scheme() == scheme);
            links.map(LinkJson::new).collect()
        };
        let (path, line) = places.place(view.span().start);
        Self {
            id: view.short_id().to_string(),
            title: view.title(),
            url: view.reference().map(|link| clean::url(link.url())),
            path,
            line,
            group: view.group(),
            tags: view.tags().map(Tag::name).collect(),
            broader_tags: view.broader_tags().map(Tag::name).collect(),
            links: links(Scheme::Web),
            mail: links(Scheme::Mail),
            text: None,
            marks: None,
        }
    }

    /// With its marks as well, if they are asked for.
    #[must_use]
    pub fn with_marks(self, marks: Option<MarksJson>) -> Self {
        Self { marks, ..self }
    }

    /// With its text as well.
    #[must_use]
    pub fn with_text(self, view: &ArticleView<'_>) -> Self {
        Self {
            text: Some(text(view.body())),
            ..self
        }
    }
}

/// An article apart from its issue, with what that says about it.
#[derive(Serialize)]
pub struct ListedJson<'a> {
    #[serde(flatten)]
    article: ArticleJson<'a>,
    /// The title of its issue.
    issue: &'a str,
    date: Option<String>,
    number: Option<u32>,
    newsletter: Option<&'a str>,
    issue_tags: Vec<&'a str>,
}

/// Articles in any order; with their texts and marks, where those are asked for.
pub fn listed<'a>(
    articles: &[ArticleView<'a>],
    texts: bool,
    marks: Option<&MarkTable>,
) -> Vec<ListedJson<'a>> {
    let mut listed = Vec::with_capacity(articles.len());
    for of_issue in articles.chunk_by(|a, b| a.id.issue == b.id.issue) {
        let lines = of_issue.first().map(|view| Lines::of(view.issue));
        let lines = lines.iter().cycle();
        listed.extend(of_issue.iter().zip(lines).map(|(view, lines)| {
            let article = ArticleJson::new(view, lines);
            let article = article.with_marks(marks.map(|marks| marks.of(view)));
            let article = if texts {
                article.with_text(view)
            } else {
                article
            };
            ListedJson::new(article, view.issue)
        }));
    }
    listed
}

impl<'a> ListedJson<'a> {
    fn new(article: ArticleJson<'a>, issue: &'a Issue) -> Self {
        Self {
            article,
            issue: &issue.title,
            date: issue.date.map(|date| date.iso()),
            number: issue.number,
            newsletter: issue.newsletter.as_deref(),
            issue_tags: issue.tags.iter().map(Tag::name).collect(),
        }
    }
}

#[derive(Serialize)]
struct LinkJson<'a> {
    url: Cow<'a, str>,
    label: &'a str,
}

impl<'a> LinkJson<'a> {
    fn new(link: &'a Link) -> Self {
        Self {
            url: clean::url(link.url()),
            label: link.label(),
        }
    }
}

/// Something odd in the content.
#[derive(Serialize)]
pub struct WarningJson<'a> {
    path: &'a str,
    line: Option<u32>,
    message: &'a str,
}

impl<'a> WarningJson<'a> {
    /// A warning.
    pub fn new(warning: &'a Warning) -> Self {
        Self {
            path: &warning.path,
            line: warning.line,
            message: &warning.message,
        }
    }
}

/// Markdown for a field.
pub fn text(markdown: &str) -> String {
    clean::lines(markdown.trim_end()).into_owned()
}
