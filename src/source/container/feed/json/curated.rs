//! An issue as Curated exports it: categories, and in each its links.

use std::fmt::Write as _;

use serde_json::Value;

use super::{is, rows, text};
use crate::{source::post::Post, text::html::encode};

/// The issue, if it was published.
pub fn post(issue: &Value) -> Option<Post> {
    let mut html = String::new();
    for category in rows(issue, "categories") {
        let _ = write!(html, "<h2>{}</h2>", encode(&text(category, "name")?));
        for item in rows(category, "items") {
            html.push_str(&self::item(item));
        }
    }
    is(issue, "publication_status", "published").then(|| Post {
        title: text(issue, "title").unwrap_or_default(),
        date: text(issue, "published_at"),
        web: text(issue, "url"),
        base: text(issue, "url"),
        key: text(issue, "url"),
        html,
        ..Post::default()
    })
}

/// A link with its title, or a text.
fn item(item: &Value) -> String {
    let title = encode(&text(item, "title").unwrap_or_default());
    let title = match text(item, "url") {
        Some(url) => format!("<a href=\"{}\">{title}</a>", encode(&url)),
        None => title,
    };
    let told = text(item, "description").unwrap_or_default();
    let below = text(item, "footer").unwrap_or_default();
    format!("<h3>{title}</h3>{told}{below}")
}
