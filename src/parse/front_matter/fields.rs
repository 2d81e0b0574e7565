//! The fields of front matter, read into an issue's header.

use std::collections::HashSet;

use super::value::{FieldValue, Fields};
use crate::{
    model::{Date, Tag},
    parse::{
        date::{self, Doubt, Reading},
        document::{Header, WrittenDate},
        outline::one_line,
    },
    text::html,
};

// Field names in lower case without `_` and `-`, the best first.
const TITLE: [&str; 3] = ["title", "subject", "posttitle"];
const DATE: [&str; 24] = [
    "datepublished",
    "date",
    "published",
    "publishedat",
    "publishedon",
    "publisheddate",
    "pubdate",
    "publishdate",
    "publicationdate",
    "postdate",
    "issuedate",
    "senddate",
    "sentat",
    "emailsentat",
    "createdat",
    "createdon",
    "created",
    "datecreated",
    "updated",
    "updatedat",
    "updatedon",
    "lastmod",
    "modified",
    "datemodified",
];
const TAGS: [&str; 6] = [
    "tags",
    "tag",
    "keywords",
    "topics",
    "categories",
    "category",
];
const NUMBER: [&str; 5] = ["number", "issue", "issuenumber", "issueno", "edition"];
const WEB: [&str; 4] = ["canonicalurl", "canonical", "permalink", "url"];
const NEWSLETTER: [&str; 2] = ["newsletter", "publication"];

/// Fields in which other fields stand that are read as if they stood outside.
const GROUPS: [&str; 2] = ["taxonomies", "extra"];

/// Names of the field that names a tag which is itself a group of fields.
const TAG_NAMES: [&str; 4] = ["name", "title", "label", "value"];

/// Commas, as all scripts have them.
const COMMAS: [char; 3] = [',', '，', '、'];

/// Values of a date that only say whether the issue is out.
const SWITCHES: [&str; 8] = [
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "draft",
    "published",
];

/// A remark about a field: the text it is about, to find its line, and a message.
pub type Remark = (String, String);

/// True for the name of a title or of tags.
pub fn is_title_or_tags(name: &str) -> bool {
    TITLE.iter().chain(&TAGS).any(|known| is_named(name, known))
}

/// All that the fields say.
pub fn header(fields: &Fields, remarks: &mut Vec<Remark>) -> Header {
    let (date, written) = date(fields, remarks).unzip();
    let title = texts(fields, &TITLE).find_map(title);
    if title.is_none() && values(fields, &TITLE).any(|value| value.text().is_none()) {
        remarks.push(("title".to_owned(), "title is not text".to_owned()));
    }
    let line = |names| {
        texts(fields, names)
            .map(clean)
            .find(|text| !text.is_empty())
    };
    Header {
        title,
        date,
        written,
        tag_text: tag_text(fields).map(str::to_owned),
        tags: jekyll_tags(fields).unwrap_or_else(|| tags(fields, remarks)),
        number: texts(fields, &NUMBER).find_map(number),
        key: line(&["cuid"]),
        slug: line(&["slug"]),
        newsletter: line(&NEWSLETTER),
        web: texts(fields, &WEB).find_map(address),
        draft: texts(fields, &["draft"]).any(|draft| draft.trim().eq_ignore_ascii_case("true")),
        exported: texts(fields, &["layout"]).any(|layout| layout == "backissue"),
        ..Header::default()
    }
}

/// A title without markup, unless it is a template's.
fn title(text: &str) -> Option<String> {
    let title = clean(&html::decode(text));
    (!title.is_empty() && !is_template(&title)).then_some(title)
}

fn clean(text: &str) -> String {
    one_line(text).into_owned()
}

fn number(text: &str) -> Option<u32> {
    text.trim().trim_start_matches('#').parse().ok()
}

fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let web = text.starts_with("https://") || text.starts_with("http://");
    web.then(|| text.to_owned())
}

/// The first date that can be read, and how it is written; its line is not known here.
fn date(fields: &Fields, remarks: &mut Vec<Remark>) -> Option<(Date, WrittenDate)> {
    let found = texts(fields, &DATE).find_map(|text| Some((text, date::read(text)?)));
    if let Some((text, reading)) = found {
        if reading.doubt == Some(Doubt::NoSuchDay) {
            let message = format!("no such day: {}", one_line(text));
            remarks.push((text.trim().to_owned(), message));
        }
        return Some((reading.date, written_date(text, reading)));
    }
    let says = |text: &&str| {
        let text = text.trim();
        !text.is_empty()
            && !SWITCHES
                .iter()
                .any(|switch| text.eq_ignore_ascii_case(switch))
    };
    let text = texts(fields, &DATE).find(says)?;
    let message = format!("date not understood: {}", one_line(text));
    remarks.push((text.trim().to_owned(), message));
    None
}

fn written_date(text: &str, reading: Reading) -> WrittenDate {
    WrittenDate {
        text: one_line(text).into_owned(),
        line: 0,
        order: reading.order,
        day_first: match reading.doubt {
            Some(Doubt::DayFirst(date)) => Some(date),
            Some(Doubt::NoSuchDay) | None => None,
        },
    }
}

/// The tags that are one text. Whether blanks divide it is for the archive to say.
fn tag_text(fields: &Fields) -> Option<&str> {
    let text = values(fields, &TAGS).next()?.text()?.trim();
    (!text.is_empty() && !text.contains(['#', '[', '"', '\'', ';', '，', '、'])).then_some(text)
}

/// Jekyll, whose pages name their layout, divides a text without commas at its blanks.
fn jekyll_tags(fields: &Fields) -> Option<Vec<Tag>> {
    let layout = texts(fields, &["layout"]).next()?;
    let text = tag_text(fields).filter(|text| layout != "backissue" && !text.contains(','))?;
    Some(tags_at_blanks(text))
}

/// The tags of a text that has nothing but blanks between them, none twice.
pub fn tags_at_blanks(text: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for tag in text.split_whitespace().filter_map(Tag::new) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The tags of the first field that has any.
fn tags(fields: &Fields, remarks: &mut Vec<Remark>) -> Vec<Tag> {
    let mut met = HashSet::new();
    for value in values(fields, &TAGS) {
        let mut names = Vec::new();
        tag_names(value, &mut names);
        let tags = names.iter().filter_map(|name| Tag::new(name));
        let tags: Vec<_> = tags.filter(|tag| met.insert(tag.clone())).collect();
        if !tags.is_empty() {
            return tags;
        }
        if matches!(value, FieldValue::List(list) if !list.is_empty()) {
            remarks.push(("tags".to_owned(), "tags not understood".to_owned()));
        }
    }
    Vec::new()
}

/// The names of the tags that a value holds: a text with commas, a list, or a group of fields each.
fn tag_names(value: &FieldValue, names: &mut Vec<String>) {
    match value {
        FieldValue::Text(text) => names.extend(written_tags(text).map(clean_tag)),
        FieldValue::List(list) => list.iter().for_each(|item| names.extend(tag_name(item))),
        FieldValue::Map(fields) => names.extend(fields.iter().map(|(name, _)| clean_tag(name))),
    }
}

fn tag_name(item: &FieldValue) -> Option<String> {
    match item {
        FieldValue::Text(text) => Some(clean_tag(text)),
        FieldValue::Map(fields) => texts(fields, &TAG_NAMES).next().map(clean_tag),
        FieldValue::List(_) => None,
    }
}

/// Tags written in one line, between commas, else semicolons, else, where each has its `#`, blanks.
fn written_tags(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim().trim_matches(['[', ']']);
    let has_commas = text.contains(COMMAS);
    // `R&amp;D` has a semicolon of its own.
    let semicolons = !has_commas && !text.contains('&');
    let hashed = !has_commas && text.split_whitespace().all(|word| word.starts_with('#'));
    text.split(move |c: char| {
        COMMAS.contains(&c) || (semicolons && c == ';') || (hashed && c.is_whitespace())
    })
}

fn clean_tag(text: &str) -> String {
    let text = html::decode(text);
    clean(&text).trim_matches(['"', '\'']).to_owned()
}

/// The values that are texts, of the best of `names` first.
fn texts<'a>(fields: &'a Fields, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
    values(fields, names).filter_map(FieldValue::text)
}

fn values<'a>(fields: &'a Fields, names: &'a [&str]) -> impl Iterator<Item = &'a FieldValue> {
    let inner = fields.iter().filter_map(|(group, value)| match value {
        FieldValue::Map(inner) if GROUPS.iter().any(|name| is_named(group, name)) => Some(inner),
        _ => None,
    });
    let all: Vec<_> = fields.iter().chain(inner.flatten()).collect();
    names.iter().flat_map(move |name| {
        let of_name = all.iter().filter(|(field, _)| is_named(field, name));
        of_name.map(|(_, value)| value).collect::<Vec<_>>()
    })
}

fn is_named(field: &str, name: &str) -> bool {
    let letters = field.chars().filter(|c| !matches!(c, '_' | '-'));
    letters.map(|c| c.to_ascii_lowercase()).eq(name.chars())
}

/// True if a template's words stand where a title should.
pub fn is_template(title: &str) -> bool {
    ["{{", "{%", "<%", "${", "YYYY"]
        .iter()
        .any(|mark| title.contains(mark))
}
