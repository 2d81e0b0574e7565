//! Raw HTML, read as far as newsletters need it: tags, attributes, text. Nothing is validated.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

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
    Tokens { html, at: 0 }
}

/// See [`tokens`].
#[derive(Clone, Debug)]
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
            let (token, length) = token(rest);
            self.at += length;
            if let Some(token) = token {
                return Some((start, token));
            }
        }
    }
}

/// The token that `html` begins with, and its length; no token where it is passed over.
fn token(html: &str) -> (Option<Token<'_>>, usize) {
    if let Some(length) = silent(html) {
        return (None, length);
    }
    if is_tag(html) {
        // A tag that never ends is text, and so is all after it: looking on from there could take for ever.
        return tag(html).unwrap_or((Some(Token::Text(html)), html.len()));
    }
    let end = html.char_indices().skip(1).find(|(_, c)| *c == '<');
    let end = end.map_or(html.len(), |(at, _)| at);
    (html.get(..end).map(Token::Text), end)
}

/// The length of a comment, declaration, script or style. What is open reaches to the end; of a script or style, only the
/// tag may be here.
fn silent(html: &str) -> Option<usize> {
    const SILENT: [(&str, &str); 6] = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?", "?>"),
        ("<!", ">"),
        ("<script", "</script>"),
        ("<style", "</style>"),
    ];
    let (start, end) = SILENT.iter().find(|(start, _)| html.starts_with(start))?;
    let inner = html.get(start.len()..)?;
    let length = inner.find(end).map(|at| start.len() + at + end.len());
    length.or_else(|| (!end.starts_with("</")).then_some(html.len()))
}

/// True if a `<` begins a tag.
fn is_tag(html: &str) -> bool {
    let after = html.strip_prefix('<').unwrap_or("");
    let name = after.strip_prefix('/').unwrap_or(after);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn tag(html: &str) -> Option<(Option<Token<'_>>, usize)> {
    let end = tag_end(html)?;
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
    let mut rest = attributes;
    loop {
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
        if key.eq_ignore_ascii_case(name) {
            return Some(decode(value).into_owned());
        }
        // A lone `=` is no name: step over it.
        rest = if end == 0 && after.len() == rest.len() {
            after.get(1..)?
        } else {
            after
        };
    }
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
        let end = tail
            .find(';')
            .filter(|end| *end < 34)
            .map_or(0, |end| end + 1);
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

/// `entity` is without its `&`.
fn decode_one(entity: &str) -> Option<String> {
    let (name, _) = entity.split_once(';')?;
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
