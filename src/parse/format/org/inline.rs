//! Text of a line: links, emphasis, footnotes.

use crate::{
    parse::format::escape::{self, escape},
    text::{bare_url, has_extension},
};

/// Marks in each other.
const DEEPEST: u8 = 3;

/// The line as Markdown.
pub fn inline(text: &str) -> String {
    InlineReader::default().read(text, DEEPEST)
}

/// Reads one line. Looking for an end that is not there again and again could take for ever.
#[derive(Default)]
struct InlineReader {
    /// Signs that end nothing from here on.
    unending: Vec<char>,
}

impl InlineReader {
    fn read(&mut self, text: &str, deeper: u8) -> String {
        let (mut out, mut plain) = (String::new(), String::new());
        let (mut rest, mut before) = (text, ' ');
        while let Some(c) = rest.chars().next() {
            let length = if let Some((piece, length)) = self.piece(rest, c, before, deeper) {
                out.push_str(&escape(&plain, false));
                out.push_str(&piece);
                plain.clear();
                length
            } else {
                plain.push(c);
                c.len_utf8()
            };
            let (read, left) = rest.split_at_checked(length).unwrap_or((rest, ""));
            before = read.chars().next_back().unwrap_or(before);
            rest = left;
        }
        out.push_str(&escape(&plain, false));
        out
    }

    /// The markup that a text begins with, as Markdown, and its length; `None` for plain text.
    fn piece(
        &mut self,
        text: &str,
        first: char,
        before: char,
        deeper: u8,
    ) -> Option<(String, usize)> {
        match first {
            '[' => footnote(text).or_else(|| self.link(text, deeper)),
            'h' if !before.is_alphanumeric() => {
                let url = bare_url::at(text, 0)?;
                Some((text.get(url.clone())?.to_owned(), url.end))
            }
            '*' | '/' | '+' | '_' | '=' | '~' if opens(before) => self.marked(text, first, deeper),
            '\\' if text == "\\\\" => Some(("\\".to_owned(), 2)),
            _ => None,
        }
    }

    /// `[[target][text]]`.
    fn link(&mut self, text: &str, deeper: u8) -> Option<(String, usize)> {
        let inner = text
            .strip_prefix("[[")
            .filter(|_| !self.unending.contains(&']'))?;
        let Some(end) = inner.find("]]") else {
            self.unending.push(']');
            return None;
        };
        // A text may end with a bracket of its own.
        let end = end + usize::from(inner.get(end..)?.starts_with("]]]"));
        let inner = inner.get(..end)?;
        let (target, label) = match inner.split_once("][") {
            Some((target, label)) => (target, Some(label)),
            None => (inner, None),
        };
        let label = label.map(|label| self.read(label, deeper.saturating_sub(1)));
        Some((linked(target, label), end + 4))
    }

    /// `*bold*` and its like.
    fn marked(&mut self, text: &str, sign: char, deeper: u8) -> Option<(String, usize)> {
        if deeper == 0 || self.unending.contains(&sign) {
            return None;
        }
        let inner = text.get(1..)?;
        if inner.starts_with(char::is_whitespace) {
            return None;
        }
        let Some(end) = closing(inner, sign) else {
            self.unending.push(sign);
            return None;
        };
        let inner = inner.get(..end)?;
        let mark = match sign {
            '*' => "**",
            '/' => "*",
            '+' => "~~",
            '=' | '~' if !inner.contains('`') => return Some((format!("`{inner}`"), end + 2)),
            _ => "",
        };
        let inner = self.read(inner, deeper - 1);
        Some((format!("{mark}{inner}{mark}"), end + 2))
    }
}

/// True if emphasis may begin after a sign.
fn opens(before: char) -> bool {
    before.is_whitespace() || "-–—('\"{".contains(before)
}

/// Where a sign ends emphasis.
fn closing(text: &str, sign: char) -> Option<usize> {
    let mut before = ' ';
    let mut signs = text.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let after = signs.peek().map_or(' ', |(_, after)| *after);
        let ends = after.is_whitespace() || "-–—.,;:!?'\")}[\\]".contains(after);
        if c == sign && !before.is_whitespace() && ends {
            return Some(at);
        }
        before = c;
    }
    None
}

/// A link; only one to the web is one.
fn linked(target: &str, label: Option<String>) -> String {
    let web = ["https://", "http://", "mailto:"];
    if web.iter().any(|scheme| target.starts_with(scheme)) {
        let url = escape::url(target);
        return match label {
            Some(label) => format!("[{}]({url})", brackets(&label)),
            None => format!("<{url}>"),
        };
    }
    let file = target.strip_prefix("file:").unwrap_or(target);
    if has_extension(file, &["png", "jpg", "jpeg", "gif", "webp"]) {
        return format!("![{}]({})", label.unwrap_or_default(), escape::url(file));
    }
    label.unwrap_or_else(|| escape(target, false))
}

/// Brackets in a link's text may end it.
fn brackets(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut before = ' ';
    for c in label.chars() {
        if matches!(c, '[' | ']') && before != '\\' {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// `[fn:1]`.
fn footnote(text: &str) -> Option<(String, usize)> {
    let (name, _) = text.strip_prefix("[fn:")?.split_once(']')?;
    let plain = !name.is_empty() && name.len() < 40 && name.chars().all(char::is_alphanumeric);
    plain.then(|| (format!("[^{name}]"), name.len() + 5))
}
