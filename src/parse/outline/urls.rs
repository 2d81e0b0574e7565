//! Bare URLs in text, which CommonMark does not make links.

use std::ops::Range;

use memchr::memmem;

use crate::text::bare_url_at;

/// Finds bare URLs from the start of a text to its end, in one sweep.
pub struct Urls<'a> {
    text: &'a str,
    finder: memmem::Finder<'static>,
    /// Offset of the next `://`, or of the text's end.
    mark: usize,
}

impl<'a> Urls<'a> {
    /// A sweep over `text`.
    pub fn new(text: &'a str) -> Self {
        let finder = memmem::Finder::new("://");
        let mut urls = Self {
            text,
            finder,
            mark: 0,
        };
        urls.advance(0);
        urls
    }

    /// The first URL that begins in `range`. Ranges asked for must follow each other.
    pub fn next_in(&mut self, range: &Range<usize>) -> Option<Range<usize>> {
        if self.mark < range.start {
            self.advance(range.start);
        }
        while self.mark < range.end {
            let mark = self.mark;
            self.advance(mark + 3);
            if let Some(url) = self.at(mark).filter(|url| url.start >= range.start) {
                return Some(url);
            }
        }
        None
    }

    fn advance(&mut self, from: usize) {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        self.mark = self
            .finder
            .find(rest)
            .map_or(self.text.len(), |at| from + at);
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
            let url = Urls::new(text).next_in(&(0..text.len()));
            assert_eq!(url.map(|range| &text[range]), want, "{text}");
        }
    }
}
