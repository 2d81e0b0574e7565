//! An Atom feed (RFC 4287): an entry for each article, so that any feed reader can take the archive.

use std::io::{self, Write};

use super::{escaped, html};
use crate::model::{Archive, ArticleView, Date};

/// Where no date is known; Atom demands one.
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
    for article in archive.articles() {
        write_entry(&archive.name, &article, out)?;
    }
    writeln!(out, "</feed>")
}

fn write_entry(name: &str, view: &ArticleView<'_>, out: &mut impl Write) -> io::Result<()> {
    let issue = view.issue;
    let place = format!("{name}/{}/{}", issue.key, view.id.index + 1);
    writeln!(out, "<entry>\n<id>{}</id>", id(&place))?;
    writeln!(out, "<title>{}</title>", escaped(view.title()))?;
    writeln!(out, "<updated>{}</updated>", time(issue.date))?;
    if let Some(link) = view.reference() {
        writeln!(out, "<link href=\"{}\"/>", escaped(link.url()))?;
    }
    for tag in view.tags() {
        writeln!(
            out,
            "<category term=\"{}\" label=\"{}\"/>",
            escaped(tag.name()),
            escaped(tag.display())
        )?;
    }
    let content = html::body(issue, view.body());
    writeln!(
        out,
        "<content type=\"html\">{}</content>\n</entry>",
        escaped(&content)
    )
}

/// A tag URI (RFC 4151) under a name that is nobody's (RFC 6761).
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

fn time(date: Option<Date>) -> String {
    date.map_or_else(|| NO_DATE.to_owned(), |date| date.timestamp().to_string())
}
