//! An article as the commands print it.

use serde::Serialize;

use super::marked::MarksJson;
use crate::{
    model::{ArticleView, Link, ShortId, Tag},
    text::clean,
};

/// An article as JSON.
#[derive(Serialize)]
pub(super) struct ArticleJson {
    id: String,
    title: String,
    date: Option<String>,
    issue: String,
    number: Option<u32>,
    path: String,
    line: u32,
    url: Option<String>,
    /// Its own, as filters find them.
    tags: Vec<String>,
    /// Those of them that are wider than what it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    broader_tags: Vec<String>,
    /// Those of its issue.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    issue_tags: Vec<String>,
    links: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marks: Option<MarksJson>,
}

impl ArticleJson {
    pub fn new(id: ShortId, article: &ArticleView<'_>) -> Self {
        let url = |link: &Link| clean::url(link.url()).into_owned();
        Self {
            id: id.to_string(),
            title: clean::line(article.title()).into_owned(),
            date: article.issue.date.map(|date| date.iso()),
            issue: clean::line(&article.issue.title).into_owned(),
            number: article.issue.number,
            path: clean::line(&article.issue.path).into_owned(),
            line: article.line(),
            url: article.reference().map(url),
            tags: names(article.tags()),
            broader_tags: names(article.broader_tags()),
            issue_tags: names(article.issue.tags.iter()),
            links: article.links().map(url).collect(),
            text: None,
            marks: None,
        }
    }

    /// With its marks as well, if they are asked for.
    pub fn with_marks(self, marks: Option<MarksJson>) -> Self {
        Self { marks, ..self }
    }

    /// With its text as well.
    pub fn with_text(self, text: String) -> Self {
        Self {
            text: Some(text),
            ..self
        }
    }
}

fn names<'a>(tags: impl Iterator<Item = &'a Tag>) -> Vec<String> {
    tags.map(|tag| tag.name().to_owned()).collect()
}
