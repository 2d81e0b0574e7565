//! YAML's plain values as people mean them: a number as written, a `#` that is no comment.
//!
//! To YAML `1.10` is 1.1, `0x10` is 16, and all from ` #` on is a comment, be it `title: Lamp Weekly #7`. Such values are put in
//! quotes before YAML sees them, on the line where they stand.

use std::borrow::Cow;

use super::fields;

/// The text with quotes around what YAML would read as something else.
pub fn quoted(text: &str) -> Cow<'_, str> {
    let mut lines = PlainLines::default();
    let quoted: Vec<_> = text.split('\n').map(|line| lines.quoted(line)).collect();
    let changed = quoted.iter().any(|line| matches!(line, Cow::Owned(_)));
    if changed {
        Cow::Owned(quoted.join("\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The lines of a block, from 1, on which YAML takes a part of a title or tag for a comment.
pub fn with_hash(text: &str) -> Vec<u32> {
    let mut lines = PlainLines::default();
    let numbered = (1..).zip(text.lines());
    let hashed = numbered.filter(|(_, line)| {
        let parts = lines.parts(line);
        parts.is_some_and(|parts| parts.named && has_hash(parts.value))
    });
    hashed.map(|(number, _)| number).collect()
}

/// The lines of a block, one after the other.
#[derive(Default)]
struct PlainLines {
    /// True below the name of a title or of tags.
    named: bool,
    /// Indented lines below this column belong to a text of several lines.
    text: Option<usize>,
    /// The quote that a value of several lines ends with.
    open: Option<char>,
}

/// A line with a value.
struct Parts<'a> {
    before: &'a str,
    value: &'a str,
    /// True for the value of a title or of tags.
    named: bool,
}

impl PlainLines {
    fn quoted<'a>(&mut self, line: &'a str) -> Cow<'a, str> {
        let Some(parts) = self.parts(line) else {
            return Cow::Borrowed(line);
        };
        let value = value(parts.value, parts.named);
        match value {
            Cow::Borrowed(_) => Cow::Borrowed(line),
            Cow::Owned(value) => Cow::Owned([parts.before, &value].concat()),
        }
    }

    /// The parts of the next line, if it has a value of its own.
    fn parts<'a>(&mut self, line: &'a str) -> Option<Parts<'a>> {
        if let Some(quote) = self.open {
            self.open = Some(quote).filter(|quote| !line.contains(*quote));
            return None;
        }
        let indent = line.len() - line.trim_start().len();
        if self
            .text
            .is_some_and(|column| indent > column || line.trim().is_empty())
        {
            return None;
        }
        self.text = None;
        let (before, value) = split(line, indent)?;
        let name = before.trim_start().trim_start_matches("- ").trim_end();
        if let Some(name) = name.strip_suffix(':') {
            self.named = fields::is_title_or_tags(name.trim_matches(['"', '\'', ' ']));
        }
        match value.chars().next() {
            Some('|' | '>') => self.text = Some(indent),
            Some(quote @ ('"' | '\'')) => {
                let closed = value.len() > 1 && value.trim_end().ends_with(quote);
                self.open =
                    Some(quote).filter(|quote| !closed && value.matches(*quote).count() == 1);
            }
            _ => (),
        }
        Some(Parts {
            before,
            value,
            named: self.named,
        })
    }
}

/// A line up to its value, and the value: behind `name:` or `- `.
fn split(line: &str, indent: usize) -> Option<(&str, &str)> {
    let item = line.get(indent..)?.strip_prefix("- ");
    let rest = item.map_or(line.get(indent..)?, str::trim_start);
    let name = rest
        .find(": ")
        .filter(|_| !rest.starts_with(['"', '\'', '[', '{', '#']));
    let quoted_name = rest
        .starts_with(['"', '\''])
        .then(|| rest.find("\": ").or(rest.find("': ")))
        .flatten();
    let start = match (name, quoted_name.map(|at| at + 1)) {
        (Some(at), _) | (None, Some(at)) => line.len() - rest.len() + at + 1,
        // A name alone has its value below.
        (None, None) if rest.trim_end().ends_with(':') => line.len(),
        (None, None) if item.is_some() => line.len() - rest.len(),
        (None, None) => return None,
    };
    let value = line.get(start..)?.trim_start();
    line.split_at_checked(line.len() - value.len())
}

/// A value, in quotes if YAML would not take it as it stands.
fn value(value: &str, named: bool) -> Cow<'_, str> {
    let text = value.trim_end();
    if let Some(inside) = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
    {
        return list(value, inside, named);
    }
    if is_number(text) || (named && has_hash(text)) {
        return Cow::Owned(quote(text));
    }
    Cow::Borrowed(value)
}

/// A list in brackets, those of its items in quotes that need it.
fn list<'a>(value: &'a str, inside: &str, named: bool) -> Cow<'a, str> {
    if inside.contains(['[', ']', '{', '"', '\'']) {
        return Cow::Borrowed(value);
    }
    let needs = |item: &str| is_number(item) || (named && item.starts_with('#'));
    let items: Vec<_> = inside.split(',').map(str::trim).collect();
    if !items.iter().any(|item| needs(item)) {
        return Cow::Borrowed(value);
    }
    let items = items.into_iter();
    let items = items.map(|item| {
        if needs(item) {
            quote(item)
        } else {
            item.to_owned()
        }
    });
    Cow::Owned(format!("[{}]", items.collect::<Vec<_>>().join(", ")))
}

/// True for a value that YAML, by itself, would turn into a number.
fn is_number(text: &str) -> bool {
    let signless = text.trim_start_matches(['-', '+']);
    let based = ["0x", "0o", "0b"]
        .iter()
        .any(|base| signless.starts_with(base));
    signless.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && (based || text.parse::<f64>().is_ok())
}

/// True for `#7` or `Lamp #7`: a `#` that follows a blank, and that no blank follows.
fn has_hash(text: &str) -> bool {
    let plain = !text.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!']);
    let hash = |(at, _): (usize, &str)| {
        let before = text.get(..at).unwrap_or("");
        let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
        (before.is_empty() || before.ends_with(' ')) && after.is_some_and(|c| !c.is_whitespace())
    };
    plain && text.match_indices('#').any(hash)
}

fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_would_change_is_quoted() {
        let table = [
            ("title: Lamp Weekly #7", "title: 'Lamp Weekly #7'"),
            ("title: #7", "title: '#7'"),
            ("title: Fog # to be checked", "title: Fog # to be checked"),
            ("date: 2031-02-03 #7", "date: 2031-02-03 #7"),
            ("title: 1.10", "title: '1.10'"),
            ("x: 0x10", "x: '0x10'"),
            ("tags: [1.10, 1e3, sea]", "tags: ['1.10', '1e3', sea]"),
            ("tags: [#sea, fog]", "tags: ['#sea', fog]"),
            ("tags:\n  - #sea\n  - fog", "tags:\n  - '#sea'\n  - fog"),
            ("x:\n  - #sea", "x:\n  - #sea"),
            ("tags: #sea #fog", "tags: '#sea #fog'"),
            ("title: It's #7", "title: 'It''s #7'"),
            (
                "text: |\n  title: #7\n  1.10\ntitle: #7",
                "text: |\n  title: #7\n  1.10\ntitle: '#7'",
            ),
            (
                "text: \"a\n  title: #7\n  b\"",
                "text: \"a\n  title: #7\n  b\"",
            ),
            ("- title: #7", "- title: '#7'"),
            ("\"title\": #7", "\"title\": '#7'"),
            ("title: \"Fog #7\"", "title: \"Fog #7\""),
        ];
        for (text, want) in table {
            assert_eq!(quoted(text), want, "{text}");
        }
        assert_eq!(
            with_hash("date: 1\ntitle: Lamp #7\ntags:\n- #a\n- b\n"),
            [2, 4]
        );
    }
}
