//! URLs that stand in text without any mark-up (after GitHub Flavored Markdown, 6.9, and made to fit text without spaces).

use std::{borrow::Cow, ops::Range, sync::LazyLock};

use memchr::memmem::Finder;

/// Korean particles that are written on to a URL and belong to the sentence; longer ones first.
const PARTICLES: [&str; 19] = [
    "에서는",
    "으로",
    "에서",
    "에는",
    "까지",
    "부터",
    "이나",
    "로",
    "을",
    "를",
    "은",
    "는",
    "이",
    "가",
    "에",
    "와",
    "과",
    "의",
    "도",
];

static SCHEME: LazyLock<Finder> = LazyLock::new(|| Finder::new("://"));
static WWW: LazyLock<Finder> = LazyLock::new(|| Finder::new("www."));

/// Longer ones are data, not addresses; in bytes.
const LONGEST: usize = 4096;

/// The first URL in `text`: bytes of `http://…`, `https://…` or `www.…`.
pub fn find(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = next_start(text, from) {
        if let Some(url) = at(text, start) {
            return Some(url);
        }
        from = start + 4;
    }
    None
}

/// The target of a URL that [`find`] found.
pub fn target(url: &str) -> Cow<'_, str> {
    if url.contains("://") {
        Cow::Borrowed(url)
    } else {
        Cow::Owned(format!("http://{url}"))
    }
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(from..)?;
    let scheme = SCHEME.find_iter(bytes).find_map(|at| {
        let head = bytes.get(..at)?;
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            let tail = head
                .len()
                .checked_sub(scheme.len())
                .and_then(|start| head.get(start..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme.as_bytes()))
        })?;
        Some(at - scheme.len())
    });
    let www = WWW.find(bytes);
    let first = match (scheme, www) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    Some(from + first)
}

fn starts_a_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    before.is_none_or(|c| !c.is_ascii_alphanumeric() && !"/.-_@".contains(c))
}

/// The URL that begins at `start` of `text`, where a scheme or `www.` stands.
pub fn at(text: &str, start: usize) -> Option<Range<usize>> {
    let len = length(text.get(start..)?);
    (len > 0 && starts_a_word(text, start)).then_some(start..start + len)
}

/// The length in bytes of the URL at the start of `text`; 0 if there is none.
fn length(text: &str) -> usize {
    let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or("");
    let end = end(text);
    let url = trim(text.get(..end).unwrap_or(""));
    let rest = url.strip_prefix("https://").or_else(|| {
        let (_, rest) = url.split_once(':')?;
        rest.strip_prefix("//")
    });
    let rest = rest.unwrap_or(url);
    let ends = |byte: u8| matches!(byte, b'/' | b'?' | b'#');
    let host = rest.get(..rest.bytes().position(ends).unwrap_or(rest.len()));
    let host = host.unwrap_or("");
    let named = host.as_bytes().contains(&b'.') || host.starts_with("localhost");
    let whole = !host.starts_with(['.', ':', '@']) && without_www(host).len() > 1;
    if named && whole { url.len() } else { 0 }
}

fn without_www(mut host: &str) -> &str {
    while let Some(rest) = host.strip_prefix("www.") {
        host = rest;
    }
    host
}

/// The offset of the first character that ends a URL.
fn end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let goes_on = |byte: &u8| GOES_ON.get(usize::from(*byte)) == Some(&true);
    let plain = bytes.iter().take_while(|byte| goes_on(byte)).count();
    let rest = text.get(plain..).unwrap_or("");
    rest.find(ends_url).map_or(text.len(), |at| plain + at)
}

/// The ASCII characters of a URL.
#[expect(clippy::indexing_slicing, reason = "the compiler checks constants")]
static GOES_ON: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        table[byte as usize] = !matches!(
            byte,
            b'<' | b'>' | b'"' | b'`' | b'|' | b'\\' | b'^' | b'{' | b'}'
        );
        byte += 1;
    }
    table
};

fn ends_url(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '{' | '}')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{3000}'..='〟' | '！'..='／' | '：'..='＠' | '［'..='｀' | '｛'..='･')
}

/// Takes away what ends the sentence and not the URL.
fn trim(url: &str) -> &str {
    let mut url = url;
    loop {
        // Nearly all end so.
        if let Some(b'a'..=b'z' | b'0'..=b'9' | b'/') = url.as_bytes().last() {
            return url;
        }
        let trimmed =
            trim_particle(trim_bracket(url.trim_end_matches([
                '.', ',', ':', ';', '!', '?', '\'', '*', '_', '~',
            ])));
        if trimmed.len() == url.len() {
            return url;
        }
        url = trimmed;
    }
}

/// A closing bracket ends the URL unless the URL opened it.
fn trim_bracket(url: &str) -> &str {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(head) = url.strip_suffix(close) {
            let opened = url.matches(open).count();
            let closed = url.matches(close).count();
            return if closed > opened { head } else { url };
        }
    }
    url
}

fn trim_particle(url: &str) -> &str {
    if url.bytes().next_back().is_none_or(|byte| byte.is_ascii()) {
        return url;
    }
    let cut = PARTICLES
        .iter()
        .find_map(|particle| url.strip_suffix(particle));
    match cut {
        Some(head) if head.ends_with(|c: char| c.is_ascii_alphanumeric() || "/)".contains(c)) => {
            head
        }
        _ => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_where_the_sentence_goes_on() {
        let table = [
            (
                "see https://fog.example/a_b?c=1&d=2.",
                "https://fog.example/a_b?c=1&d=2",
            ),
            ("(https://fog.example/a)", "https://fog.example/a"),
            ("https://fog.example/a_(b) x", "https://fog.example/a_(b)"),
            ("http://fog.example, then", "http://fog.example"),
            ("www.fog.example/x!", "www.fog.example/x"),
            ("https://fog.example/a를 보세요", "https://fog.example/a"),
            (
                "https://ko.fog.example/wiki/한글",
                "https://ko.fog.example/wiki/한글",
            ),
            ("見る：https://fog.example/a。次", "https://fog.example/a"),
            ("HTTPS://FOG.EXAMPLE", "HTTPS://FOG.EXAMPLE"),
            ("http://localhost:8080/x", "http://localhost:8080/x"),
        ];
        for (text, want) in table {
            assert_eq!(find(text).map(|range| &text[range]), Some(want), "{text}");
        }
    }

    #[test]
    fn is_not_seen_where_none_is() {
        for text in [
            "http://",
            "https://.",
            "ftp://fog.example",
            "xhttp://fog.example",
            "www.",
            "a://b",
            "https://nohost/",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
