//! An Atom feed (RFC 4287): an entry for each article, so that any feed reader can take the archive.

use std::io::{self, Write};

use url::Url;

use super::{escaped, html};
use crate::model::{Archive, ArticleView, Date, Link, Tag, lasting};

/// The date of an entry without one; Atom demands one.
const NO_DATE: &str = "1970-01-01T00:00:00Z";

/// Writes `archive`.
pub fn write(archive: &Archive, out: &mut impl Write) -> io::Result<()> {
    let newest = archive.issues().find_map(|(_, issue)| issue.date);
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">"
    )?;
    writeln!(out, "<id>{}</id>", id(&archive.name))?;
    writeln!(out, "<title>{}</title>", escaped(&archive.name))?;
    writeln!(out, "<updated>{}</updated>", time(newest))?;
    writeln!(
        out,
        "<author><name>{}</name></author>",
        escaped(&archive.name)
    )?;
    for (id, _) in archive.issues() {
        for article in archive.articles_of(id) {
            write_entry(&article, out)?;
        }
    }
    writeln!(out, "</feed>")
}

/// Feed readers know an entry by its id for ever: it is the name that marks know the article by.
fn write_entry(view: &ArticleView<'_>, out: &mut impl Write) -> io::Result<()> {
    let (issue, name) = (view.issue, view.identity().article);
    writeln!(out, "<entry>\n<id>{}</id>", id(&lasting(name.name())))?;
    writeln!(out, "<title>{}</title>", escaped(view.title()))?;
    writeln!(out, "<updated>{}</updated>", time(issue.date))?;
    if let Some(link) = view.reference() {
        writeln!(out, "<link href=\"{}\"/>", escaped(&iri(link)))?;
    }
    for tag in view.tags() {
        write_category(tag, "", out)?;
    }
    for tag in &issue.tags {
        write_category(tag, " scheme=\"tag:backissue.invalid,2026:issue\"", out)?;
    }
    let content = html::body(issue, view.body());
    writeln!(
        out,
        "<content type=\"html\">{}</content>\n</entry>",
        escaped(&content)
    )
}

/// A tag. Those of the issue have a scheme, as the article need not be about them.
fn write_category(tag: &Tag, scheme: &str, out: &mut impl Write) -> io::Result<()> {
    let (term, label) = (escaped(tag.name()), escaped(tag.display()));
    writeln!(out, "<category term=\"{term}\"{scheme} label=\"{label}\"/>")
}

/// A tag URI (RFC 4151) under a reserved name (RFC 6761).
fn id(place: &str) -> String {
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

fn time(date: Option<Date>) -> String {
    date.map_or_else(|| NO_DATE.to_owned(), |date| date.timestamp().to_string())
}
