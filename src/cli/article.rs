use serde::Serialize;

use crate::{
    model::{ArticleView, Link, ShortId},
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
    tags: Vec<String>,
    links: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl ArticleJson {
    pub fn new(id: ShortId, article: &ArticleView<'_>) -> Self {
        let url = |link: &Link| clean::url(link.url()).into_owned();
        Self {
            id: id.to_string(),
            title: clean::line(article.title()).into_owned(),
            date: article.issue.date.map(|date| date.to_string()),
            issue: clean::line(&article.issue.title).into_owned(),
            number: article.issue.number,
            path: clean::line(&article.issue.path).into_owned(),
            line: article.line(),
            url: article.reference().map(url),
            tags: article.tags().map(|tag| tag.name().to_owned()).collect(),
            links: article.links().map(url).collect(),
            text: None,
        }
    }

    /// With its text as well.
    pub fn with_text(self, text: String) -> Self {
        Self {
            text: Some(text),
            ..self
        }
    }
}
