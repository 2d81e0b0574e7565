//! HTML cut into tags and text, with no judgement on either.

use pulldown_cmark::{Event, Parser};

/// A piece of HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open {
        name: &'a str,
        attributes: &'a str,
    },
    Close {
        name: &'a str,
    },
    Text(&'a str),
    /// A comment, declaration or processing instruction.
    Silent,
}

/// Cuts the next token off. A `<` that begins none is text.
pub(super) fn token(html: &str) -> Option<(Token<'_>, &str)> {
    if html.is_empty() {
        return None;
    }
    if let Some(found) = html.strip_prefix('<').and_then(markup) {
        return Some(found);
    }
    let end = html.char_indices().skip(1).find(|(_, c)| *c == '<');
    let (text, rest) = html.split_at_checked(end.map_or(html.len(), |(at, _)| at))?;
    Some((Token::Text(text), rest))
}

fn markup(after: &str) -> Option<(Token<'_>, &str)> {
    for (start, end) in [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")] {
        if let Some(inner) = after.strip_prefix(start) {
            let rest = inner.split_once(end).map_or("", |(_, rest)| rest);
            return Some((Token::Silent, rest));
        }
    }
    let (closes, after) = after
        .strip_prefix('/')
        .map_or((false, after), |rest| (true, rest));
    if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (tag, rest) = after.split_at_checked(tag_end(after)?)?;
    let split = tag
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(tag.len());
    let (name, attributes) = tag.split_at_checked(split)?;
    let token = if closes {
        Token::Close { name }
    } else {
        Token::Open { name, attributes }
    };
    Some((token, rest.strip_prefix('>').unwrap_or(rest)))
}

/// Where the tag's `>` is: not within quotes.
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

/// The value of an attribute, entities decoded.
pub(super) fn attribute(attributes: &str, name: &str) -> Option<String> {
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
            return Some(decode(value));
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
pub(super) fn decode(text: &str) -> String {
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
    decoded
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
    fn attributes_are_found_however_they_are_written() {
        let table = [
            (
                " href=\"https://a.example/?b=1&amp;c=2\"",
                Some("https://a.example/?b=1&c=2"),
            ),
            (" class='x' HREF='y>z'", Some("y>z")),
            (" data-href=no href=yes/x", Some("yes/x")),
            (" disabled", None),
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
