//! Bare URLs in text, which CommonMark does not make links.

use std::ops::Range;

use memchr::memmem;

/// Longer ones are data, not addresses; a limit in bytes.
const MAX_LENGTH: usize = 4096;

/// The first bare URL of `text` from `from` on: where it is.
pub fn find(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        at += memmem::find(text.as_bytes().get(at..)?, b"://")?;
        let before = text.get(..at)?;
        let scheme = ["https", "http"]
            .into_iter()
            .find(|scheme| before.ends_with(scheme));
        if let Some(scheme) = scheme {
            let start = at - scheme.len();
            let length = length(text.get(start..)?);
            if length > scheme.len() + 3 {
                return Some(start..start + length);
            }
        }
        at += 3;
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
            assert_eq!(find(text, 0).map(|range| &text[range]), want, "{text}");
        }
    }
}
