//! Text that Markdown shows as it stands.

use crate::text::bare_url;

/// A line with a backslash before what Markdown would take for markup. URLs stay as they are.
pub fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((url, before)) = next_url(rest) {
        escaped.push_str(&words(before));
        escaped.push_str(url);
        rest = rest.get(before.len() + url.len()..).unwrap_or("");
    }
    escaped.push_str(&words(rest));
    at_line_start(escaped)
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

/// The next URL, and what stands before it.
fn next_url(text: &str) -> Option<(&str, &str)> {
    let found = bare_url::find(text)?;
    Some((text.get(found.clone())?, text.get(..found.start)?))
}

/// Text without URLs, escaped.
pub fn words(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        if is_markup(before, c, after) {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// True if a sign between two others may be markup.
fn is_markup(before: char, sign: char, after: char) -> bool {
    match sign {
        '\\' => after.is_ascii_punctuation(),
        '*' | '~' => !before.is_whitespace() || !after.is_whitespace(),
        '_' => !before.is_alphanumeric() || !after.is_alphanumeric(),
        '`' => true,
        ']' => matches!(after, '(' | '[' | ':'),
        '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
        '&' => after.is_ascii_alphabetic() || after == '#',
        _ => false,
    }
}
