//! Bare URLs in text, which CommonMark does not make links.

use std::ops::Range;

use memchr::{memchr, memmem};

use crate::text::bare_url_at;

/// The first URL of `text` that begins in `range`. It may reach beyond.
pub fn first_in(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    // A range may end within `://`, where the parser took the text apart.
    let end = text.len().min(range.end + "//".len());
    let bytes = text.as_bytes().get(range.start..end)?;
    // Most pieces of text have none.
    memchr(b':', bytes)?;
    let mut urls = memmem::find_iter(bytes, "://").filter_map(|at| url_at(text, range.start + at));
    urls.find(|url| url.start >= range.start)
}

/// The URL whose `://` is at `mark`.
fn url_at(text: &str, mark: usize) -> Option<Range<usize>> {
    let before = text.get(..mark)?;
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        let tail = before.len().checked_sub(scheme.len());
        tail.and_then(|at| before.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
    })?;
    bare_url_at(text, mark - scheme.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_end_where_people_end_them() {
        let table = [
            ("see https://a.example/b.", Some("https://a.example/b")),
            ("(http://a.example/(b))", Some("http://a.example/(b)")),
            ("在https://a.example/b。好", Some("https://a.example/b")),
            ("https://a.example에서", Some("https://a.example")),
            (
                "https://a.example/한글?x=1#y",
                Some("https://a.example/한글?x=1#y"),
            ),
            ("ftp://a.example https://", None),
        ];
        for (text, want) in table {
            let url = first_in(text, &(0..text.len()));
            assert_eq!(url.map(|range| &text[range]), want, "{text}");
        }
    }
}
