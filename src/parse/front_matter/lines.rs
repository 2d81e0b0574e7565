//! Front matter line by line: what is left to do when a block is broken.

use super::value::{FieldValue, Fields};

/// More fields than this are no front matter, but data.
const MAX_FIELDS: usize = 200;

/// `name SEPARATOR value` of every line that has such a form, indented lines included, with the `- items` below it.
pub fn read(text: &str, separator: char) -> Fields {
    let mut fields = Fields::new();
    for line in text.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            add_item(&mut fields, item);
        } else if let Some((name, value)) = field(line, separator)
            && fields.len() < MAX_FIELDS
            && !fields.iter().any(|(known, _)| known == name)
        {
            fields.push((name.to_owned(), FieldValue::Text(value.to_owned())));
        }
    }
    fields
}

/// Adds an item to the list that the last field is, or becomes if nothing stands behind its name.
fn add_item(fields: &mut Fields, item: &str) {
    let item = FieldValue::Text(unquoted(item.trim()).to_owned());
    match fields.last_mut() {
        Some((_, FieldValue::List(list))) => list.push(item),
        Some((_, value)) if value.text() == Some("") => *value = FieldValue::List(vec![item]),
        _ => (),
    }
}

/// True if there is a field.
pub fn any(text: &str, separator: char) -> bool {
    text.lines().any(|line| field(line, separator).is_some())
}

fn field(line: &str, separator: char) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(separator)?;
    let name = unquoted(name.trim());
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    if name.is_empty() || name.len() > 40 || name.starts_with('-') || !name.chars().all(plain) {
        return None;
    }
    let value = value.trim();
    // `! 'text'` is a text by YAML's tags.
    let value = value.strip_prefix("! ").unwrap_or(value);
    Some((name, unquoted(value.trim().trim_end_matches(','))))
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_their_marks() {
        let table = [
            "title: Fog 7",
            "title: \"Fog 7\"",
            "  title: ! 'Fog 7'",
            "\"title\": \"Fog 7\",",
        ];
        for text in table {
            let want = vec![("title".to_owned(), FieldValue::Text("Fog 7".to_owned()))];
            assert_eq!(read(text, ':'), want, "{text}");
        }
    }

    #[test]
    fn lists_stay_lists() {
        let fields = read("title: a: b\ntags:\n  - sea\n  - \"fog\"\n", ':');
        let texts = ["sea", "fog"].map(|text| FieldValue::Text(text.to_owned()));
        assert_eq!(fields.last().unwrap().1, FieldValue::List(texts.into()));
    }
}
