//! JSON: one object, its `version` raised when a field changes its meaning or goes.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde::{Serialize, Serializer, ser::SerializeSeq as _};

use crate::{
    cli::selection::{Selected, SelectedIssue},
    json::{self, ArticleJson, MarkTable, WarningJson, text},
    model::{ArticleView, Lines, Section, Tag},
    text::clean,
};

/// Writes an object, an issue at a time.
pub(super) fn write(
    selected: &Selected,
    marks: Option<&MarkTable>,
    out: &mut impl Write,
) -> io::Result<()> {
    let archive = &selected.archive;
    let document = ArchiveJson {
        version: json::VERSION,
        name: &archive.name,
        issues: Issues { selected, marks },
        warnings: archive.warnings.iter().map(WarningJson::new).collect(),
    };
    json::write_pretty(&mut *out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct ArchiveJson<'a> {
    version: u32,
    name: &'a str,
    issues: Issues<'a>,
    warnings: Vec<WarningJson<'a>>,
}

struct Issues<'a> {
    selected: &'a Selected,
    marks: Option<&'a MarkTable>,
}

impl Serialize for Issues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut issues = serializer.serialize_seq(None)?;
        for issue in self.selected.issues() {
            issues.serialize_element(&IssueRow::new(&issue, self.marks))?;
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
    newsletter: Option<&'a str>,
    /// Its page on the web.
    web: Option<Cow<'a, str>>,
    articles: Vec<ArticleRow<'a>>,
    /// Text that belongs to no article.
    notes: Vec<String>,
}

impl<'a> IssueRow<'a> {
    fn new(
        SelectedIssue { issue, articles }: &SelectedIssue<'a>,
        marks: Option<&MarkTable>,
    ) -> Self {
        let notes = issue.notes.iter().map(|note| text(note.of(&issue.source)));
        let lines = Lines::of(issue);
        let articles = articles.iter();
        let articles = articles.map(|view| ArticleRow::new(view, &lines, marks));
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
    #[serde(flatten)]
    article: ArticleJson<'a>,
    sections: Vec<SectionRow<'a>>,
}

impl<'a> ArticleRow<'a> {
    fn new(view: &ArticleView<'a>, lines: &Lines<'a>, marks: Option<&MarkTable>) -> Self {
        let source = &view.issue.source;
        let sections = view.sections();
        Self {
            article: ArticleJson::new(view, lines)
                .with_text(view)
                .with_marks(marks.map(|marks| marks.of(view))),
            sections: sections.map(|part| SectionRow::new(part, source)).collect(),
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
