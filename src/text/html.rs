//! Raw HTML, read as far as newsletters need it: tags, attributes, text. Nothing is validated.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};
use pulldown_cmark::{Event, Options, Parser};

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<name …>`.
    Open {
        /// As written.
        name: &'a str,
        /// All between the name and `>`.
        attributes: &'a str,
    },
    /// `</name>`.
    Close {
        /// As written.
        name: &'a str,
    },
    /// Text between tags, entities as written.
    Text(&'a str),
}

/// Tokens of `html`, each with its offset. Comments, declarations, scripts and styles are passed over.
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        html,
        at: 0,
        unending: [false; SILENT.len()],
        quoteless: false,
    }
}

/// See [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// Which rows of [`SILENT`] have no end from here on: looking for it again and again could take for ever.
    unending: [bool; SILENT.len()],
    /// True if some quote is never closed: from there on, tags end at the next `>`.
    quoteless: bool,
}

/// The beginnings and ends of markup that is skipped. Of a script or style, only the tag may be here.
const SILENT: [(&str, &str); 6] = [
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    ("<?", "?>"),
    ("<!", ">"),
    ("<script", "</script"),
    ("<style", "</style"),
];

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
            let (token, length) = self.token(rest);
            self.at += length;
            if let Some(token) = token {
                return Some((start, token));
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// The token that `html` begins with, and its length; none where that is skipped.
    fn token(&mut self, html: &'a str) -> (Option<Token<'a>>, usize) {
        if let Some(length) = self.silent(html) {
            return (None, length);
        }
        if is_tag(html) {
            // A tag that never ends is text, and so is all after it.
            return self
                .tag(html)
                .unwrap_or((Some(Token::Text(html)), html.len()));
        }
        let after = html.as_bytes().get(1..).unwrap_or_default();
        let end = memchr(b'<', after).map_or(html.len(), |at| at + 1);
        (html.get(..end).map(Token::Text), end)
    }

    /// The length of a comment, declaration, script or style. What is open reaches to the end.
    fn silent(&mut self, html: &str) -> Option<usize> {
        let row = SILENT.iter().position(|(start, _)| starts(html, start))?;
        let ((start, end), unending) = SILENT.get(row).zip(self.unending.get_mut(row))?;
        let tagged = end.starts_with("</");
        let inner = html.get(start.len()..).filter(|_| !*unending)?;
        let found = if tagged {
            find_closing(inner, end)
        } else {
            inner.find(end).map(|at| at + end.len())
        };
        *unending = tagged && found.is_none();
        match found {
            Some(length) => Some(start.len() + length),
            None => (!tagged).then_some(html.len()),
        }
    }

    fn tag(&mut self, html: &'a str) -> Option<(Option<Token<'a>>, usize)> {
        let quoted = if self.quoteless { None } else { tag_end(html) };
        let end = match quoted {
            Some(end) => end,
            None => memchr(b'>', html.as_bytes())?,
        };
        self.quoteless |= quoted.is_none();
        tag_of(html, end)
    }
}

/// Markdown as HTML.
pub fn of_markdown(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut html = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, options));
    html
}

/// Text for HTML and XML, fit for attribute values too.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => encoded.push_str("&amp;"),
            '<' => encoded.push_str("&lt;"),
            '>' => encoded.push_str("&gt;"),
            '"' => encoded.push_str("&quot;"),
            '\'' => encoded.push_str("&#39;"),
            c => encoded.push(c),
        }
    }
    encoded
}

/// True if `html` starts with a lower-case `start`, in whatever case.
fn starts(html: &str, start: &str) -> bool {
    let head = html.as_bytes().get(..start.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// The length of all up to the end of the tag that begins with `closing`.
fn find_closing(html: &str, closing: &str) -> Option<usize> {
    let mut tags = memchr_iter(b'<', html.as_bytes());
    let at = tags.find(|&at| html.get(at..).is_some_and(|tag| starts(tag, closing)))?;
    let end = memchr(b'>', html.as_bytes().get(at..)?);
    Some(end.map_or(html.len(), |end| at + end + 1))
}

/// True if a `<` begins a tag.
fn is_tag(html: &str) -> bool {
    let after = html.strip_prefix('<').unwrap_or("");
    let name = after.strip_prefix('/').unwrap_or(after);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The tag whose `>` is at `end`.
fn tag_of(html: &str, end: usize) -> Option<(Option<Token<'_>>, usize)> {
    let inside = html.get(1..end)?;
    let (closes, inside) = inside
        .strip_prefix('/')
        .map_or((false, inside), |rest| (true, rest));
    let split = inside
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at_checked(split)?;
    let token = if closes {
        Token::Close { name }
    } else {
        Token::Open { name, attributes }
    };
    Some((Some(token), end + 1))
}

/// The offset of the tag's `>`, outside quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute, entities decoded. `attributes` is all between the tag's name and `>`.
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
    self::attributes(attributes)
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| decode(value).into_owned())
}

/// All attributes, names and values as written.
pub fn attributes(attributes: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = attributes;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=' || c == '/')
            .unwrap_or(rest.len());
        let (key, after) = rest.split_at_checked(end)?;
        if rest.is_empty() {
            return None;
        }
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(value) => attribute_value(value.trim_start()),
            None => ("", after),
        };
        // A lone `=` is no name: step over it.
        rest = if end == 0 && after.len() == rest.len() {
            after.get(1..)?
        } else {
            after
        };
        Some((key, value))
    })
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Entities decoded, by the only table of them at hand: the Markdown parser's. What else it takes for mark-up is escaped.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once('&') {
        decoded.push_str(head);
        let end = tail.bytes().take(34).position(|byte| byte == b';');
        let end = end.map_or(0, |end| end + 1);
        let entity = tail.get(..end).unwrap_or("");
        if let Some(text) = decode_one(entity) {
            decoded.push_str(&text);
        } else {
            decoded.push('&');
            decoded.push_str(entity);
        }
        rest = tail.get(end..).unwrap_or("");
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The entities that mails are full of, decoded without a parser.
const USUAL: [(&str, &str); 12] = [
    ("nbsp", "\u{a0}"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("#39", "'"),
    ("apos", "'"),
    ("zwnj", "\u{200c}"),
    ("shy", "\u{ad}"),
    ("#847", "\u{34f}"),
    ("#173", "\u{ad}"),
    ("#160", "\u{a0}"),
];

/// `entity` is without its `&`.
fn decode_one(entity: &str) -> Option<String> {
    let (name, _) = entity.split_once(';')?;
    if let Some((_, text)) = USUAL.iter().find(|(usual, _)| *usual == name) {
        return Some((*text).to_owned());
    }
    let plain = name.strip_prefix('#').unwrap_or(name);
    if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let source = format!("x&{name};");
    let text: String = Parser::new(&source)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    let decoded = text.strip_prefix('x')?;
    (!decoded.starts_with('&') || name == "amp").then(|| decoded.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_know_tags_from_text() {
        let html =
            "<p class='x>y'>a &lt; b<br/><!-- <b> --></p><script>if (a<b)</script> 1 < 2 <a href";
        let found: Vec<_> = tokens(html).map(|(_, token)| token).collect();
        let open = |name, attributes| Token::Open { name, attributes };
        let want = [
            open("p", " class='x>y'"),
            Token::Text("a &lt; b"),
            open("br", "/"),
            Token::Close { name: "p" },
            Token::Text(" 1 "),
            Token::Text("< 2 "),
            Token::Text("<a href"),
        ];
        assert_eq!(found, want);
    }

    #[test]
    fn attributes_are_found_however_they_are_written() {
        let table = [
            (
                " href=\"https://a.example/?b=1&amp;c=2\"",
                Some("https://a.example/?b=1&c=2"),
            ),
            (" class='x' HREF='y>z'", Some("y>z")),
            (" data-href=no href=yes/x", Some("yes/x")),
            (" disabled", None),
            (" hreflang=en", None),
            ("", None),
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
    fn entities_are_decoded_once() {
        let table = [
            ("a &lt;b&gt; &eacute;&#44032;", "a <b> é가"),
            ("&amp;lt;", "&lt;"),
            ("AT&T &unknown; &;", "AT&T &unknown; &;"),
        ];
        for (text, want) in table {
            assert_eq!(decode(text), want);
        }
    }
}
