//! Text as Markdown that reads as that text.

use crate::text::bare_url;

/// An article with a text in Markdown, under a title that leads to its page.
pub fn article(title: &str, page: Option<&str>, text: &str) -> String {
    let title = escape(title.trim(), true);
    match page {
        Some(page) => format!("### [{title}]({})\n\n{text}", url(page)),
        None => format!("### {title}\n\n{text}"),
    }
}

/// Escapes what Markdown would take for markup; in a link's text, brackets as well.
pub fn escape(text: &str, linked: bool) -> String {
    if text.bytes().all(is_plain) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let bracket = match c {
            '[' => linked || before == '!',
            ']' => linked,
            _ => false,
        };
        if bracket || is_markup(before, c, after) {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() && c != '\n' { ' ' } else { c });
        before = c;
    }
    escaped
}

/// True for a sign of ASCII that is markup nowhere. Most text has no other.
fn is_plain(sign: u8) -> bool {
    matches!(sign, b' '..=b'~')
        && !matches!(
            sign,
            b'\\' | b'*' | b'~' | b'_' | b'`' | b'[' | b']' | b'<' | b'&'
        )
}

/// True if a sign between two others may be markup. At the end of a line, a backslash breaks it.
fn is_markup(before: char, sign: char, after: Option<char>) -> bool {
    let next = after.unwrap_or(' ');
    match sign {
        '\\' => after.is_none_or(|after| after == '\n' || after.is_ascii_punctuation()),
        '*' | '~' => !before.is_whitespace() || !next.is_whitespace(),
        '_' => !before.is_alphanumeric() || !next.is_alphanumeric(),
        '`' => true,
        ']' => matches!(next, '(' | '[' | ':'),
        '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        '&' => next.is_ascii_alphabetic() || next == '#',
        _ => false,
    }
}

/// A line of plain text as the beginning of a paragraph. URLs in it stay as they are.
pub fn line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some((url, before)) = next_url(rest) {
        escaped.push_str(&escape(before, false));
        escaped.push_str(url);
        rest = rest.get(before.len() + url.len()..).unwrap_or("");
    }
    escaped.push_str(&escape(rest, false));
    at_line_start(escaped)
}

/// The next URL, and what stands before it.
fn next_url(text: &str) -> Option<(&str, &str)> {
    let found = bare_url::find(text)?;
    Some((text.get(found.clone())?, text.get(..found.start)?))
}

/// Markdown as the beginning of a line that begins no list, heading or the like.
pub fn at_line_start(mut line: String) -> String {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - number.len();
    let numbered = digits > 0 && number.starts_with(['.', ')']);
    if numbered || line.starts_with(['#', '>', '-', '+', '=', '|', ':']) {
        line.insert(digits, '\\');
    }
    line
}

/// An address as the target of a link.
pub fn url(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("&amp;"),
            '`' => out.push_str("%60"),
            _ if c.is_whitespace() || c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_markup_is_escaped() {
        let table = [
            ("snake_case _x_ 2*3 2 * 3", "snake_case \\_x\\_ 2\\*3 2 * 3"),
            ("a < b <b> & &amp;", "a < b \\<b> & \\&amp;"),
            ("[x](y) [1]: z [ok] ![a]", "[x\\](y) [1\\]: z [ok] !\\[a]"),
            ("c:\\fog \\* \\", "c:\\fog \\\\\\* \\\\"),
        ];
        for (text, want) in table {
            assert_eq!(escape(text, false), want);
        }
        assert_eq!(escape("[a] b", true), "\\[a\\] b");
    }

    #[test]
    fn a_line_begins_nothing_and_keeps_its_addresses() {
        let table = [
            ("1. fog", "1\\. fog"),
            ("- fog", "\\- fog"),
            (
                "*fog* https://fog.example/_a_b",
                "\\*fog\\* https://fog.example/_a_b",
            ),
        ];
        for (text, want) in table {
            assert_eq!(line(text), want);
        }
    }
}
