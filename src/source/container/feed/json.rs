//! JSON Feed, and the exports of blogs that are JSON: Ghost's, Hashnode's, Curated's.

mod curated;
mod editor;
mod ghost;
mod hashnode;

use serde_json::Value;

use crate::{source::post::Post, text::html::encode};

/// True if bytes begin as one of them does.
pub fn begins(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let head: String = head
        .trim_start_matches('\u{feff}')
        .split_whitespace()
        .collect();
    let known = [
        "jsonfeed.org/version",
        "{\"db\":[",
        "{\"meta\":{\"exported_on\":",
        "{\"data\":{\"posts\":[{",
        "{\"posts\":[{",
        "\"contentMarkdown\"",
        "{\"publication\":{",
        "\"content\":{\"markdown\":",
        "\"publication_status\":",
    ];
    head.starts_with(['{', '[']) && known.iter().any(|part| head.contains(part))
}

/// The posts of whichever it is.
pub fn posts(value: &Value) -> Vec<Post> {
    if let Some(items) = value.get("items").and_then(Value::as_array) {
        return items.iter().map(|item| feed_post(value, item)).collect();
    }
    // Some programs that write Ghost's exports leave out the list around its only one.
    let database = value.get("db").and_then(|databases| databases.get(0));
    let data = database.unwrap_or(value).get("data");
    if let Some(publication) = data.unwrap_or(value).get("publication") {
        return hashnode::posts_of(publication);
    }
    if let Some(data) = data {
        return ghost::posts(data);
    }
    if value.get("categories").is_some() {
        return curated::post(value).into_iter().collect();
    }
    let posts = value.get("posts").unwrap_or(value).as_array();
    posts
        .into_iter()
        .flatten()
        .filter_map(hashnode::post)
        .collect()
}

fn text(value: &Value, name: &str) -> Option<String> {
    let text = value.get(name)?;
    let text = text.as_str().map_or_else(
        || text.as_i64().map(|number| number.to_string()),
        |text| Some(text.to_owned()),
    );
    text.filter(|text| !text.trim().is_empty())
}

fn is(value: &Value, name: &str, wanted: &str) -> bool {
    value.get(name).and_then(Value::as_str) == Some(wanted)
}

fn feed_post(feed: &Value, item: &Value) -> Post {
    let html = text(item, "content_html");
    let title = text(item, "title").unwrap_or_default();
    let mut plain = text(item, "content_text").or_else(|| text(item, "summary"));
    // A note without a title is one paragraph or two, and no list.
    let note =
        { plain.take_if(|_| html.is_none() && title.is_empty()) }.map(|text| paragraphs(&text));
    let web = text(item, "url").or_else(|| text(item, "external_url"));
    let tags = item
        .get("tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    Post {
        title,
        date: text(item, "date_published").or_else(|| text(item, "date_modified")),
        base: web.clone().or_else(|| text(feed, "home_page_url")),
        web,
        key: text(item, "id"),
        newsletter: text(feed, "title"),
        tags: tags
            .filter_map(|tag| tag.as_str().map(str::to_owned))
            .collect(),
        plain: plain.filter(|_| html.is_none()),
        html: html.or(note).unwrap_or_default(),
        markdown: None,
    }
}

/// The rows of a table.
fn rows<'a>(data: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    let table = data.get(name).and_then(Value::as_array);
    table.into_iter().flatten()
}

/// Plain text as HTML.
fn paragraphs(text: &str) -> String {
    let text = encode(text.trim());
    let text = text.replace("\n\n", "</p><p>").replace('\n', "<br>");
    format!("<p>{text}</p>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_known_and_read() {
        let table = [
            (
                r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Sea", "items": [{"id": 7, "title": "Fog", "content_text": "a < b"}]}"#,
                "a < b",
            ),
            (
                r#"{"db": [{"data": {"posts": [{"title": "Fog", "html": "<p>x</p>", "status": "published"}, {"title": "No", "html": "y", "status": "draft"}]}}]}"#,
                "<p>x</p>",
            ),
            (
                r#"{"meta": {"exported_on": 1}, "data": {"posts": [{"title": "Fog", "html": "<p>x</p>", "status": "sent", "published_at": 1927000000000}, {"title": "No", "html": "y", "status": "published", "page": 1}]}}"#,
                "<p>x</p>",
            ),
            (
                r#"{"posts": [{"title": "Fog", "content": "<p>x</p>"}]}"#,
                "<p>x</p>",
            ),
        ];
        for (json, html) in table {
            assert!(begins(json.as_bytes()), "{json}");
            let posts = posts(&serde_json::from_str(json).unwrap());
            let found: Vec<_> = posts
                .iter()
                .map(|post| {
                    (
                        post.title.as_str(),
                        post.plain.as_ref().unwrap_or(&post.html).as_str(),
                    )
                })
                .collect();
            assert_eq!(found, [("Fog", html)]);
        }
    }
}
