//! Bare URLs in text, which CommonMark does not make links.

use std::ops::Range;

use memchr::memmem;

/// Longer ones are data, not addresses; a limit in bytes.
const MAX_LENGTH: usize = 4096;

/// Finds bare URLs from the start of a text to its end, in one sweep.
pub struct Urls<'a> {
    text: &'a str,
    /// Offset of the next `://`, or of the text's end.
    mark: usize,
}

impl<'a> Urls<'a> {
    /// A sweep over `text`.
    pub fn new(text: &'a str) -> Self {
        let mut urls = Self { text, mark: 0 };
        urls.advance(0);
        urls
    }

    /// The first URL that begins in `range`. Ranges asked for must follow each other.
    pub fn next_in(&mut self, range: &Range<usize>) -> Option<Range<usize>> {
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
        self.mark = memmem::find(rest, b"://").map_or(self.text.len(), |at| from + at);
    }

    /// The URL whose `://` is at `mark`.
    fn at(&self, mark: usize) -> Option<Range<usize>> {
        let before = self.text.get(..mark)?;
        let scheme = ["https", "http"]
            .into_iter()
            .find(|scheme| before.ends_with(scheme))?;
        let start = mark - scheme.len();
        let length = length(self.text.get(start..)?);
        (length > scheme.len() + 3).then_some(start..start + length)
    }
}

/// How far the URL that `text` begins with reaches.
fn length(text: &str) -> usize {
    let host = text.find("://").map_or(0, |at| at + 3);
    let mut in_host = true;
    let end = text
        .char_indices()
        .find(|&(at, c)| {
            in_host &= at < host || !matches!(c, '/' | '?' | '#');
            ends(c) || (in_host && at >= host && !c.is_ascii())
        })
        .map_or(text.len(), |(at, _)| at);
    if end > MAX_LENGTH {
        return 0;
    }
    trimmed(text.get(..end).unwrap_or(""))
}

/// Characters that are in no URL people write.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '<' | '>'
                | '"'
                | '`'
                | '，'
                | '。'
                | '；'
                | '！'
                | '？'
                | '、'
                | '）'
                | '（'
                | '】'
                | '「'
                | '」'
                | '』'
                | '》'
                | '“'
                | '”'
                | '‘'
                | '’'
        )
}

/// The length without punctuation that belongs to the sentence, and without a bracket that was opened before.
fn trimmed(url: &str) -> usize {
    let mut url = url;
    loop {
        let shorter = match url.chars().next_back() {
            Some(')') if count(url, '(') < count(url, ')') => url.strip_suffix(')'),
            Some(']') if count(url, '[') < count(url, ']') => url.strip_suffix(']'),
            Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '|' | '\\') => {
                url.get(..url.len() - 1)
            }
            _ => None,
        };
        match shorter {
            Some(shorter) => url = shorter,
            None => return url.len(),
        }
    }
}

fn count(text: &str, c: char) -> usize {
    text.matches(c).count()
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
