//! Raw HTML, read as far as articles need it: headings, links and text. Nothing is validated.

use std::borrow::Cow;

/// What a scan over HTML finds.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<name …>`, the name as written, and all between it and `>`.
    Open(&'a str, &'a str),
    /// `</name>`.
    Close(&'a str),
    /// Text between tags.
    Text(&'a str),
}

/// Tokens of `html` with the offset of each. Comments, declarations, scripts and styles are passed over.
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0 }
}

/// See [`tokens`].
#[derive(Clone)]
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
}

impl Tokens<'_> {
    /// The offset after the last token.
    pub fn position(&self) -> usize {
        self.at
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
            let start = self.at;
            if !rest.starts_with('<') {
                let length = rest.find('<').unwrap_or(rest.len());
                self.at += length;
                return Some((start, Token::Text(rest.get(..length)?)));
            }
            self.at += skipped(rest);
            if let Some(token) = tag(self.html.get(start..self.at)?) {
                return Some((start, token));
            }
        }
    }
}

/// How long the comment, declaration, script or tag is that `rest` begins with.
fn skipped(rest: &str) -> usize {
    let to = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with("<!--") {
        return to("-->");
    }
    for (open, close) in [("<script", "</script>"), ("<style", "</style>")] {
        if rest.starts_with(open) {
            return to(close);
        }
    }
    to(">")
}

/// The tag that `text` is, `<` and `>` included.
fn tag(text: &str) -> Option<Token<'_>> {
    let inside = text.strip_prefix('<')?.strip_suffix('>')?;
    if let Some(name) = inside.strip_prefix('/') {
        return Some(Token::Close(name.trim()));
    }
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) || inside.contains("</") {
        return None;
    }
    let end = inside
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at_checked(end)?;
    Some(Token::Open(name, attributes))
}

/// The value of an attribute, entities decoded. `attributes` is all between the tag's name and `>`.
pub fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes;
    while let Some(at) = position(rest, name) {
        let (before, from) = rest.split_at_checked(at)?;
        rest = from.get(name.len()..)?;
        let alone =
            before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "\"'".contains(c));
        if let (true, Some(value)) = (alone, rest.trim_start().strip_prefix('=')) {
            return Some(decode(value_of(value.trim_start())));
        }
    }
    None
}

fn position(text: &str, name: &str) -> Option<usize> {
    let mut windows = text.as_bytes().windows(name.len());
    windows.position(|window| window.eq_ignore_ascii_case(name.as_bytes()))
}

fn value_of(text: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split(quote).next().unwrap_or("");
        }
    }
    let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// Text with the entities that URLs and titles hold decoded; others stay as they are.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        decoded.push_str(before);
        let named = from.split_once(';');
        if let Some((c, after)) = named.and_then(|(name, after)| Some((entity(name)?, after))) {
            decoded.push(c);
            rest = after;
        } else {
            decoded.push('&');
            rest = from;
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Named entities that real newsletters use in raw HTML.
const ENTITIES: [(&str, char); 13] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
];

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    ENTITIES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(_, c)| c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_text() {
        let html = "<!-- <b> --><p class='x'>a &lt; b<br/></p>";
        let found: Vec<_> = tokens(html).map(|(_, token)| token).collect();
        let want = [
            Token::Open("p", " class='x'"),
            Token::Text("a &lt; b"),
            Token::Open("br", "/"),
            Token::Close("p"),
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn attributes_in_any_quotes() {
        let table = [
            (
                " href=\"https://a.example?b&amp;c\" x",
                Some("https://a.example?b&c"),
            ),
            (" class=x HREF = 'y'", Some("y")),
            (" data-href=no href=z", Some("z")),
            (" hreflang=en", None),
        ];
        for (attributes, want) in table {
            assert_eq!(
                attribute(attributes, "href").as_deref(),
                want,
                "{attributes}"
            );
        }
    }

    #[test]
    fn entities_decode() {
        assert_eq!(
            decode("a &amp; b &#39;c&#x27; &unknown; &"),
            "a & b 'c' &unknown; &"
        );
    }
}
