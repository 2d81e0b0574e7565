//! Markdown with or without front matter, read unchanged.

use crate::parse::{decode, document::Document, front_matter};

/// Reads a Markdown file.
pub fn read(bytes: &[u8]) -> Document<'_> {
    let decoded = decode::decode(bytes);
    let front_matter = front_matter::read(&decoded.text);
    let odd = decoded.warning.map(|message| (None, message));
    let noted = front_matter.warnings.into_iter();
    let noted = noted.map(|(line, message)| (Some(line), message));
    Document {
        text: decoded.text,
        body: front_matter.end,
        header: front_matter.header,
        guessed: decoded.guessed,
        aside: false,
        warnings: odd.into_iter().chain(noted).collect(),
    }
}
