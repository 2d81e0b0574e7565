//! Text as Markdown that reads as that text.

/// Escapes what Markdown would take for markup; in a link's text, brackets as well.
pub fn escape(text: &str, linked: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let special = match c {
            '*' | '`' | '\\' => true,
            '_' | '~' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '[' => linked || before == '!',
            ']' => linked || matches!(next, '(' | '[' | ':'),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphabetic() || next == '#',
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if c.is_control() && c != '\n' { ' ' } else { c });
        before = c;
    }
    out
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
            ("snake_case _x_ 2*3", "snake_case \\_x\\_ 2\\*3"),
            ("a < b <b> & &amp;", "a < b \\<b> & \\&amp;"),
            ("[x](y) [1]: z [ok]", "[x\\](y) [1\\]: z [ok]"),
        ];
        for (text, want) in table {
            assert_eq!(escape(text, false), want);
        }
    }
}
