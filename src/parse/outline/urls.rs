//! Bare URLs in text, which CommonMark does not make links.

use std::ops::Range;

use super::signs::Signs;
use crate::text::bare_url_at;

/// Finds bare URLs in a text.
pub struct Urls<'a> {
    text: &'a str,
    signs: &'a Signs,
}

impl<'a> Urls<'a> {
    /// For a text and its signs.
    pub fn new(text: &'a str, signs: &'a Signs) -> Self {
        Self { text, signs }
    }

    /// The first URL that begins in `range`.
    pub fn next_in(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let mut from = range.start;
        while let Some(mark) = self.signs.scheme_in(from, range.end) {
            if let Some(url) = self.at(mark).filter(|url| url.start >= range.start) {
                return Some(url);
            }
            from = mark + 1;
        }
        None
    }

    /// The URL whose `://` is at `mark`.
    fn at(&self, mark: usize) -> Option<Range<usize>> {
        let before = self.text.get(..mark)?;
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            let tail = before.len().checked_sub(scheme.len());
            tail.and_then(|at| before.get(at..))
                .is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
        })?;
        bare_url_at(self.text, mark - scheme.len())
    }
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
            let url = Urls::new(text, &Signs::of(text)).next_in(&(0..text.len()));
            assert_eq!(url.map(|range| &text[range]), want, "{text}");
        }
    }
}
