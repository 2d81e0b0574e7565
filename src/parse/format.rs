//! The formats, one file for each.

mod escape;
mod given;
pub mod html;
pub mod kind;
pub mod mail;
pub mod markdown;
pub mod org;
mod picture;
mod redirect;
pub mod text;
mod words;

pub use given::address_as_given;
pub use picture::{names_picture_within, picture_within};

use super::document::Document;
use crate::text::charset;

/// So many first bytes tell what a file is.
pub const HEAD: usize = 1024;

/// The first bytes of a file.
pub fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..HEAD).unwrap_or(bytes)
}

/// The HTML and the plain text of a mail; of a page, its HTML.
fn texts(bytes: &[u8]) -> Option<(String, String)> {
    if kind::is_mail(head(bytes)) {
        return mail::texts(bytes);
    }
    Some((charset::decode(bytes, None).0.into_owned(), String::new()))
}

/// A row of the table of formats.
#[derive(Debug)]
pub struct Format {
    /// Its name, for people.
    pub name: &'static str,
    /// True if this format reads an entry with this path and these first bytes.
    pub claims: fn(&str, &[u8]) -> bool,
    /// Reads an entry by its path and bytes.
    pub read: for<'a> fn(&str, &'a [u8]) -> Document<'a>,
}
