//! Items of the file as the parser hands them on.

use toml::{Spanned, de::DeValue};

/// A value and its place in the file.
pub(super) type TomlItem<'i> = Spanned<DeValue<'i>>;

/// A text, or several in brackets.
pub(super) fn texts(item: &TomlItem<'_>) -> Option<Vec<String>> {
    match item.get_ref() {
        DeValue::String(text) => Some(vec![text.to_string()]),
        DeValue::Array(array) => array
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect(),
        _ => None,
    }
}
