//! The files under `assets/` that the first frame needs, without a parser of TOML, which takes as long as the frame itself.
//!
//! They are TOML of the plainest kind: tables in brackets, and in a line each a name and a text, a list of texts, or `true`.
//! Whoever reads one takes the parser for what is not so plain, and a test holds that both see the same.

use std::iter;

/// A table: `[name]` or `[[name]]`, and its lines.
#[derive(Debug, PartialEq, Eq)]
pub struct Table<'a> {
    /// What is in the brackets.
    pub name: &'a str,
    /// Names and values, in order.
    pub lines: Vec<(&'a str, Value<'a>)>,
}

/// What stands behind the sign of equality.
#[derive(Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// `"text"`
    Text(&'a str),
    /// `["text", "text"]`
    List(Vec<&'a str>),
    /// `true`
    True,
}

/// The tables of a file, one after the other; `None` for one that is not plain.
pub fn tables(text: &str) -> impl Iterator<Item = Option<Table<'_>>> {
    let lines = text.lines().map(str::trim_ascii);
    let mut lines = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .peekable();
    iter::from_fn(move || {
        let name = head(lines.next()?);
        let own = iter::from_fn(|| lines.next_if(|line| !line.starts_with('[')));
        let lines = own.map(line).collect::<Option<_>>();
        Some(name.zip(lines).map(|(name, lines)| Table { name, lines }))
    })
}

/// A name and its value.
fn line(line: &str) -> Option<(&str, Value<'_>)> {
    // A search for the one sign alone is several times faster.
    let (name, value) = line.split_once('=')?;
    let (name, value) = (name.strip_suffix(' ')?, value.strip_prefix(' ')?);
    Some((name, Value::read(value)?))
}

fn head(line: &str) -> Option<&str> {
    let name = line.strip_prefix('[')?.strip_suffix(']')?;
    let inner = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    Some(inner.unwrap_or(name))
}

impl<'a> Value<'a> {
    fn read(text: &'a str) -> Option<Self> {
        if text == "true" {
            return Some(Self::True);
        }
        match text.strip_prefix('[') {
            None => string(text).map(Self::Text),
            Some(list) => {
                let items = list.strip_suffix(']')?.split(", ");
                items.map(string).collect::<Option<_>>().map(Self::List)
            }
        }
    }
}

/// A text in quotes, with nothing in it that is not meant as it stands.
fn string(quoted: &str) -> Option<&str> {
    let text = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let plain = |byte: u8| byte != b'"' && byte != b'\\';
    text.bytes().all(plain).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_files_are_read() {
        let text =
            "# words\n\n[[key]]\non = [\"[\", \"#\"]\n[title]\nbold = true\nfg = \"#ffffff\"\n";
        let tables: Vec<_> = tables(text).collect::<Option<_>>().unwrap();
        let [key, title] = &*tables else {
            panic!("two tables")
        };
        assert_eq!(key.name, "key");
        assert_eq!(key.lines, [("on", Value::List(vec!["[", "#"]))]);
        let lines = [("bold", Value::True), ("fg", Value::Text("#ffffff"))];
        assert_eq!(title.lines, lines);
    }

    #[test]
    fn all_else_is_for_a_parser() {
        for line in [
            "a = 'b'",
            "a = \"\\n\"",
            "a = \"b\" # c",
            "a = [",
            "a = [\"b\",\"c\"]",
            "a = [\"b, c\"]",
            "a = 1",
            "a=true",
            "a = { b = true }",
        ] {
            let text = format!("[t]\n{line}");
            assert!(tables(&text).any(|table| table.is_none()), "{line}");
        }
        assert_eq!(tables("a = true").next(), Some(None), "no table");
    }
}
