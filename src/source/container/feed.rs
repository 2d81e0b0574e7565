//! Feeds and what blogs export in one file: RSS, Atom, WordPress WXR, JSON Feed, tables of posts. Each entry becomes a page.

mod json;
mod wordpress;
mod xml;

use std::path::Path;

use crate::{
    error::Refusal,
    source::{
        container::{Given, file},
        limits::Limits,
        listing::Listing,
        post::Post,
        table::{self, PostTable},
    },
    text::charset,
};

/// The first bytes of RSS, Atom or RDF, or of the JSON of a feed or an export.
pub fn claims(given: &Given<'_>) -> bool {
    matches!(given, Given::File(head) if xml::begins(head) || is_export(head))
}

/// True if bytes begin as RSS or Atom does.
pub fn is_xml(head: &[u8]) -> bool {
    xml::begins(head)
}

/// True if bytes begin as an export of a blog does, and not as a feed: a feed that lies beside others has what they have.
pub fn is_export(head: &[u8]) -> bool {
    json::begins(head) || is_table(head) || xml::is_wordpress(head)
}

/// True if a first line names a column of pages.
fn is_table(head: &[u8]) -> bool {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    let line = String::from_utf8_lossy(line);
    let mut names = line.trim_start_matches('\u{feff}').trim_end().split(',');
    names.any(|name| name.trim_matches('"') == table::HTML)
}

/// Adds the posts of a feed that has a path inside an archive. What stands before a fault in it counts.
pub fn add(listing: &mut Listing, path: &Path, name: &str, limits: &Limits) -> Result<(), Refusal> {
    add_unpacked(listing, &file::whole(path, limits)?, name, limits)
}

/// Adds the posts of a feed that is in memory.
pub fn add_unpacked(
    listing: &mut Listing,
    bytes: &[u8],
    name: &str,
    limits: &Limits,
) -> Result<(), Refusal> {
    let (posts, fault) = posts(bytes);
    for (number, post) in posts.iter().enumerate() {
        if let Err(problem) = limits.check_count(listing.entries.len()) {
            listing.warn(name, &problem);
            break;
        }
        listing.entries.push(post.entry(name, number));
    }
    fault.map_or(Ok(()), Err)
}

/// The posts in bytes, and the fault at which they end.
fn posts(bytes: &[u8]) -> (Vec<Post>, Option<Refusal>) {
    let (text, _) = charset::decode(bytes, None);
    if json::begins(bytes) {
        return match serde_json::from_str(&text) {
            Ok(value) => (json::posts(&value), None),
            Err(error) => (Vec::new(), Some(Refusal::Container(error.into()))),
        };
    }
    if is_table(bytes) {
        let table = PostTable::of_csv(&text);
        let published = table.rows().filter(|row| table.is_published(row));
        let posts = published.map(|row| table.post(row));
        return (posts.filter(|post| !post.html.is_empty()).collect(), None);
    }
    let (posts, fault) = xml::posts(&text);
    (posts, fault.map(|fault| Refusal::Container(fault.into())))
}
