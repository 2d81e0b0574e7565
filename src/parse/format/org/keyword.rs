//! `#+NAME: value`: what a file says of itself.

use crate::{
    model::Tag,
    parse::{date, document::Header},
    text::clean,
};

/// The name and the value of a setting.
pub fn keyword(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix("#+")?.split_once(':')?;
    (!name.is_empty() && !name.contains(' ')).then(|| (name, value.trim()))
}

/// Notes a setting that a reader wants to know.
pub fn note(header: &mut Header, name: &str, value: &str) {
    match name.to_ascii_lowercase().as_str() {
        "title" if !value.is_empty() => header.title = Some(clean::line(value).into_owned()),
        "date" => header.date = date::parse(value.trim_matches(['<', '>', '[', ']'])),
        "filetags" | "keywords" => header.tags = tags(value),
        _ => {}
    }
}

fn tags(value: &str) -> Vec<Tag> {
    let by = |c: char| c == ':' || c == ',' || (c == ' ' && !value.contains(','));
    let mut tags: Vec<Tag> = Vec::new();
    for tag in value.split(by).filter_map(|tag| Tag::new(tag.trim())) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
