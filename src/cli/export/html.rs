//! A page without scripts, styles from elsewhere, or markup from the archive.

use std::io::{self, Write};

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, html};

use super::escaped;
use crate::{
    model::{Archive, ArticleView, Issue, Link},
    text::clean,
};

const STYLE: &str = "body{max-width:44rem;margin:auto;padding:1rem;font:1rem/1.5 sans-serif}\
h3{margin-bottom:0}small{color:#666}pre{overflow:auto}";

/// Writes `archive`.
pub fn write(archive: &Archive, out: &mut impl Write) -> io::Result<()> {
    let name = escaped(&archive.name);
    writeln!(out, "<!doctype html>\n<html><head><meta charset=\"utf-8\">")?;
    writeln!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width\">"
    )?;
    writeln!(
        out,
        "<title>{name}</title><style>{STYLE}</style></head>\n<body><h1>{name}</h1>"
    )?;
    for (id, issue) in archive.issues() {
        let date = issue.date.map(|date| format!(" <small>{date}</small>"));
        writeln!(
            out,
            "<h2>{}{}</h2>",
            escaped(&issue.title),
            date.unwrap_or_default()
        )?;
        for article in archive.articles_of(id) {
            write_article(&article, out)?;
        }
    }
    writeln!(out, "</body></html>")
}

fn write_article(view: &ArticleView<'_>, out: &mut impl Write) -> io::Result<()> {
    let title = escaped(view.title());
    match view.reference() {
        Some(link) => writeln!(
            out,
            "<h3><a href=\"{}\">{title}</a></h3>",
            escaped(&clean::url(link.url()))
        )?,
        None => writeln!(out, "<h3>{title}</h3>")?,
    }
    writeln!(out, "{}", body(view.issue, view.body()))
}

/// Markdown as HTML: raw HTML becomes text, links lead to the web or nowhere, pictures are not loaded.
pub fn body(issue: &Issue, markdown: &str) -> String {
    let text = clean::lines(markdown);
    let lookup = |broken: pulldown_cmark::BrokenLink<'_>| {
        let found = issue
            .definitions
            .iter()
            .find(|known| known.label.eq_ignore_ascii_case(&broken.reference))?;
        Some((CowStr::from(found.url.to_string()), CowStr::from("")))
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_with_broken_link_callback(&text, options, Some(lookup)).map(tamed);
    let mut page = String::new();
    html::push_html(&mut page, events);
    page
}

fn tamed(event: Event<'_>) -> Event<'_> {
    match event {
        // Cleaned again: what was an entity is a character now.
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
            Event::Text(clean::lines(&text).into_owned().into())
        }
        Event::Code(text) => Event::Code(clean::line(&text).into_owned().into()),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            let info = clean::line(&info).into_owned();
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info.into())))
        }
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url: Link::new(&dest_url, "").map_or("#".into(), |link| {
                clean::url(link.url()).into_owned().into()
            }),
            title: clean::line(&title).into_owned().into(),
            id,
        }),
        Event::Start(Tag::Image { .. }) => Event::Start(Tag::Emphasis),
        Event::End(pulldown_cmark::TagEnd::Image) => Event::End(pulldown_cmark::TagEnd::Emphasis),
        other => other,
    }
}
