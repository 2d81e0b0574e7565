//! Feeds and what blogs export as feeds: RSS, Atom, WordPress WXR, JSON Feed. Each entry becomes a page.

mod json;
mod xml;

use std::path::Path;

use crate::{
    error::{Error, Refusal},
    source::{
        container::{Given, file},
        limits::Limits,
        listing::Listing,
        post::Post,
    },
    text::charset,
};

/// The first bytes of RSS, Atom or RDF, or of the JSON of a feed or an export.
pub fn claims(given: &Given<'_>) -> bool {
    matches!(given, Given::File(head) if xml::begins(head) || json::begins(head))
}

/// True if bytes begin as an export of a blog in JSON does.
pub fn is_export(head: &[u8]) -> bool {
    json::begins(head)
}

/// The posts of a feed.
pub fn list(path: &Path, limits: &Limits) -> Result<Listing, Error> {
    let mut listing = Listing::default();
    let added = add(&mut listing, path, &file::name(path), limits);
    added.map_err(|reason| Error::broken(path, reason))?;
    Ok(listing)
}

/// Adds the posts of a feed that has a path inside an archive. What stands before a fault in it counts.
pub fn add(listing: &mut Listing, path: &Path, name: &str, limits: &Limits) -> Result<(), Refusal> {
    let bytes = file::whole(path, limits)?;
    let (posts, fault) = posts(&bytes);
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
    let (posts, fault) = xml::posts(&text);
    (posts, fault.map(|fault| Refusal::Container(fault.into())))
}
