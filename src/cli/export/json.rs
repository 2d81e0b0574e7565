//! JSON: one object, its `version` raised when a field changes its meaning or goes.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde::{Serialize, Serializer, ser::SerializeSeq as _};

use super::super::marked::{MarkTable, MarksJson};
use crate::{
    model::{Archive, ArticleView, Issue, IssueId, Lines, Link, Scheme, Section, Tag},
    text::clean,
};

/// Of the document.
const VERSION: u32 = 1;

/// Writes `archive`, an issue at a time.
pub fn write(archive: &Archive, marks: Option<&MarkTable>, out: &mut impl Write) -> io::Result<()> {
    let document = ArchiveJson {
        version: VERSION,
        name: &archive.name,
        issues: Issues { archive, marks },
        warnings: archive.warnings.iter().map(ToString::to_string).collect(),
    };
    super::super::door::pretty_json(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct ArchiveJson<'a> {
    version: u32,
    name: &'a str,
    issues: Issues<'a>,
    warnings: Vec<String>,
}

struct Issues<'a> {
    archive: &'a Archive,
    marks: Option<&'a MarkTable>,
}

impl Serialize for Issues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut issues = serializer.serialize_seq(Some(self.archive.order().len()))?;
        for (id, issue) in self.archive.issues() {
            issues.serialize_element(&IssueRow::new(self, id, issue))?;
        }
        issues.end()
    }
}

#[derive(Serialize)]
struct IssueRow<'a> {
    path: &'a str,
    key: &'a str,
    title: &'a str,
    date: Option<String>,
    number: Option<u32>,
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    newsletter: Option<&'a str>,
    /// Its page on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    web: Option<Cow<'a, str>>,
    articles: Vec<ArticleRow<'a>>,
    /// Text that belongs to no article.
    notes: Vec<String>,
}

impl<'a> IssueRow<'a> {
    fn new(all: &Issues<'a>, id: IssueId, issue: &'a Issue) -> Self {
        let notes = issue.notes.iter().map(|note| text(note.of(&issue.source)));
        let lines = Lines::of(issue);
        let articles = all.archive.articles_of(id);
        let articles = articles.map(|view| ArticleRow {
            marks: all.marks.map(|marks| marks.of(&view)),
            ..ArticleRow::new(view, &lines)
        });
        Self {
            path: &issue.path,
            key: &issue.key,
            title: &issue.title,
            date: issue.date.map(|date| date.iso()),
            number: issue.number,
            tags: issue.tags.iter().map(Tag::name).collect(),
            newsletter: issue.newsletter.as_deref(),
            web: issue.web.as_deref().map(clean::url),
            articles: articles.collect(),
            notes: notes.collect(),
        }
    }
}

#[derive(Serialize)]
struct ArticleRow<'a> {
    /// For the command line.
    id: String,
    title: &'a str,
    /// The reference.
    url: Option<Cow<'a, str>>,
    /// Of the file, from 1.
    line: u32,
    /// The heading it stands under.
    group: Option<&'a str>,
    /// Its own, as filters find them; those of its issue stand there.
    tags: Vec<&'a str>,
    /// Those of them that are wider than what it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    broader_tags: Vec<&'a str>,
    /// To the web.
    links: Vec<LinkRow<'a>>,
    /// Mail addresses, as URLs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mail: Vec<LinkRow<'a>>,
    sections: Vec<SectionRow<'a>>,
    /// As Markdown.
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    marks: Option<MarksJson>,
}

impl<'a> ArticleRow<'a> {
    fn new(view: ArticleView<'a>, places: &Lines<'_>) -> Self {
        let links = |scheme| {
            let links = view.links().filter(move |link| link.scheme() == scheme);
            links.map(LinkRow::new).collect()
        };
        let sections = view
            .sections()
            .map(|section| SectionRow::new(section, &view.issue.source));
        Self {
            id: view.short_id().to_string(),
            title: view.title(),
            url: view.reference().map(|link| clean::url(link.url())),
            line: places.place(view.span().start).1,
            group: view.group(),
            tags: view.tags().map(Tag::name).collect(),
            broader_tags: view.broader_tags().map(Tag::name).collect(),
            links: links(Scheme::Web),
            mail: links(Scheme::Mail),
            sections: sections.collect(),
            text: text(view.body()),
            marks: None,
        }
    }
}

#[derive(Serialize)]
struct LinkRow<'a> {
    url: Cow<'a, str>,
    label: &'a str,
}

impl<'a> LinkRow<'a> {
    fn new(link: &'a Link) -> Self {
        Self {
            url: clean::url(link.url()),
            label: link.label(),
        }
    }
}

#[derive(Serialize)]
struct SectionRow<'a> {
    kind: &'static str,
    label: &'a str,
    text: String,
}

impl<'a> SectionRow<'a> {
    fn new(section: &'a Section, source: &str) -> Self {
        Self {
            kind: section.kind.name(),
            label: &section.label,
            text: text(section.body.of(source)),
        }
    }
}

fn text(markdown: &str) -> String {
    clean::lines(markdown.trim_end()).into_owned()
}
