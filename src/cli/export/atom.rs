//! An Atom feed (RFC 4287): an entry for each article, so that any feed reader can take the archive.

use std::{
    fs,
    io::{self, Write},
};

use jiff::{Timestamp, Unit};
use url::Url;

use super::{
    escaped,
    html::{self, TextPlace},
};
use crate::{
    cli::selection::Selected,
    model::{ArticleView, Issue, Link, Tag, lasting},
};

/// Writes a feed; `address` is where it will be published, if that is known.
pub(super) fn write(
    selected: &Selected,
    address: Option<&Url>,
    out: &mut impl Write,
) -> io::Result<()> {
    let name = selected.archive.title();
    let newest = selected
        .issues()
        .map(|of_issue| updated(of_issue.issue))
        .max();
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
    )?;
    writeln!(out, "<id>{}</id>", id(name))?;
    if let Some(url) = address {
        writeln!(
            out,
            "<link rel=\"self\" href=\"{}\"/>",
            escaped(url.as_str())
        )?;
    }
    writeln!(out, "<title>{}</title>", escaped(name))?;
    writeln!(out, "<updated>{}</updated>", newest.unwrap_or_default())?;
    writeln!(out, "<author><name>{}</name></author>", escaped(name))?;
    for of_issue in selected.issues() {
        for article in &of_issue.articles {
            write_entry(article, out)?;
        }
    }
    writeln!(out, "</feed>")
}

/// When an issue appeared; one without a date, when its file was written last. Atom demands a time.
fn updated(issue: &Issue) -> Timestamp {
    let dated = issue.date.map(|date| date.timestamp());
    let written =
        || Timestamp::try_from(fs::metadata(issue.file_at(0)?).ok()?.modified().ok()?).ok();
    let updated = dated.or_else(written).unwrap_or_default();
    updated.round(Unit::Second).unwrap_or(updated)
}

/// Feed readers know an entry by its id for ever: it is the name that marks know the article by.
fn write_entry(view: &ArticleView<'_>, out: &mut impl Write) -> io::Result<()> {
    let (issue, name) = (view.issue, view.identity().article);
    writeln!(out, "<entry>\n<id>{}</id>", id(&lasting(name.name())))?;
    writeln!(out, "<title>{}</title>", escaped(view.title()))?;
    writeln!(out, "<updated>{}</updated>", updated(issue))?;
    if let Some(link) = view.reference() {
        writeln!(out, "<link href=\"{}\"/>", escaped(&iri(link)))?;
    }
    for tag in view.tags() {
        write_category(tag, "", out)?;
    }
    for tag in &issue.tags {
        write_category(tag, " scheme=\"tag:backissue.invalid,2026:issue\"", out)?;
    }
    let mut place = TextPlace {
        issue,
        at: view.span().start,
        pictures: None,
        relative: false,
    };
    let content = html::body(&mut place, view.body(), 1);
    let content = escaped(&content);
    writeln!(out, "<content type=\"html\">{content}</content>\n</entry>")
}

/// A tag. Those of the issue have a scheme, as the article need not be about them.
fn write_category(tag: &Tag, scheme: &str, out: &mut impl Write) -> io::Result<()> {
    let (term, label) = (escaped(tag.name()), escaped(tag.display()));
    writeln!(out, "<category term=\"{term}\"{scheme} label=\"{label}\"/>")
}

/// A tag URI (RFC 4151) under a reserved name (RFC 6761).
pub(super) fn id(place: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    let bytes = place.bytes().map(|byte| {
        if plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    format!("tag:backissue.invalid,2026:{}", bytes.collect::<String>())
}

/// Readers of feeds are stricter than browsers: spaces and the like are percent-encoded (WHATWG URL Standard).
fn iri(link: &Link) -> String {
    Url::parse(link.url()).map_or_else(|_| link.url().to_owned(), String::from)
}
