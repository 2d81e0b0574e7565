//! Text that Markdown shows as it stands.

use crate::text::bare_url;

/// A line with a backslash before what Markdown would take for markup. URLs stay as they are.
pub fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((url, before)) = next_url(rest) {
        words(&mut escaped, before);
        escaped.push_str(url);
        rest = rest.get(before.len() + url.len()..).unwrap_or("");
    }
    words(&mut escaped, rest);
    if begins_block(line) {
        let digits = escaped.len()
            - escaped
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        escaped.insert(digits, '\\');
    }
    escaped
}

/// The next URL, and what stands before it.
fn next_url(text: &str) -> Option<(&str, &str)> {
    let found = bare_url::find(text)?;
    Some((text.get(found.clone())?, text.get(..found.start)?))
}

fn words(escaped: &mut String, text: &str) {
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

/// True if a line begins with a sign that is one of a heading, quote, list or table.
fn begins_block(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    numbered || line.starts_with(['#', '>', '-', '+', '=', '|', ':'])
}
