//! The table of formats: everything that an entry can be written in.
//!
//! To add one, write `format/NAME.rs` and give it a row here, before the row `markdown`, which takes any entry that no other
//! row claims. A row has three parts:
//!
//! - `name`, for people and for tests: `tests/fixtures/formats/NAME.*` is an example.
//! - `claims` decides by the path inside the archive and by the first [`HEAD`](format::HEAD) bytes.
//! - `read` makes a [`Document`] of the bytes. It never fails: what cannot be understood is a warning of the document.
//!
//! A kind of file that no row reads yet is refused by its name, so that it is never taken for Markdown: see [`UNREAD`].

use super::{
    document::Document,
    format::{self, Format, html, kind, mail, markdown, org, text},
};

/// All formats; the first that claims an entry reads it.
pub const FORMATS: [Format; 5] = [
    Format {
        name: "mail",
        claims: |_, head| kind::is_mail(head),
        read: |_, bytes| mail::document(bytes),
    },
    Format {
        name: "html",
        claims: html::claims,
        read: html::read,
    },
    Format {
        name: "org",
        claims: org::claims,
        read: |_, bytes| org::read(bytes),
    },
    Format {
        name: "text",
        claims: text::claims,
        read: |_, bytes| text::read(bytes),
    },
    Format {
        name: "markdown",
        claims: |_, head| unread(head).is_none(),
        read: |_, bytes| markdown::read(bytes),
    },
];

/// The first lines of an issue in an export of backissue's own.
const EXPORTED: &[u8] = b"---\nlayout: backissue\n";

/// A kind of file: its name with an article, and a test of its first bytes.
type Kind = (&'static str, fn(&[u8]) -> bool);

/// Kinds of files that nothing reads yet.
const UNREAD: [Kind; 3] = [
    ("an XML file", kind::is_xml),
    ("a PDF file", kind::is_pdf),
    ("an RTF file", kind::is_rtf),
];

/// Reads an entry. An error is the kind of file that it is and that nothing reads.
pub fn read<'a>(path: &str, bytes: &'a [u8]) -> Result<Document<'a>, &'static str> {
    let head = format::head(bytes);
    // An export of backissue's own is Markdown, whatever its issues were written in and are called.
    let path = if head.starts_with(EXPORTED) { "" } else { path };
    let format = FORMATS.iter().find(|format| (format.claims)(path, head));
    let format = format.ok_or_else(|| unread(head).unwrap_or("a file of an unknown kind"))?;
    Ok((format.read)(path, bytes))
}

/// The kind of a file that nothing reads.
fn unread(head: &[u8]) -> Option<&'static str> {
    let found = UNREAD.iter().find(|(_, claims)| claims(head));
    found.map(|(kind, _)| *kind)
}
