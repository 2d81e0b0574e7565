//! Front matter line by line: what is left to do when a block is broken.

use super::{Fields, Value};

/// `name SEPARATOR value` of every line that has such a form, indented lines included if they stand first.
pub fn read(text: &str, separator: char) -> Fields<'_> {
    all(text, separator)
        .take(super::MAX_FIELDS)
        .fold(Fields::new(), |mut fields, (name, value)| {
            let known = fields.iter().any(|(known, _)| *known == name);
            if !known {
                fields.push((name.into(), Value::One(value.into())));
            }
            fields
        })
}

/// Whether there is such a line.
pub fn any(text: &str, separator: char) -> bool {
    all(text, separator).next().is_some()
}

fn all(text: &str, separator: char) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(move |line| field(line, separator))
}

fn field(line: &str, separator: char) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(separator)?;
    let name = name.trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    if name.is_empty() || name.len() > 40 || name.starts_with('-') || !name.chars().all(plain) {
        return None;
    }
    let value = value.trim();
    // `! 'text'` is a text by YAML's tags.
    let value = value.strip_prefix("! ").unwrap_or(value);
    let value = value.trim().trim_matches(['"', '\'']);
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_their_marks() {
        let table = ["title: Fog 7", "title: \"Fog 7\"", "  title: ! 'Fog 7'"];
        for text in table {
            let want = vec![("title".into(), Value::One("Fog 7".into()))];
            assert_eq!(read(text, ':'), want, "{text}");
        }
    }
}
