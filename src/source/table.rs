//! Tables that platforms export: a row for each post, and columns whose names differ.

use serde_json::Value;

use super::{csv, post::Post};

/// Columns by the names that platforms give them. Where there is a subject, the title is for the sender alone.
const TITLE: [&str; 5] = [
    "subject",
    "title",
    "web_title",
    "email_subject_line",
    "name",
];
const DATE: [&str; 8] = [
    "post_date",
    "publish_date",
    "published_at",
    "date_published",
    "email_sent_at",
    "send date",
    "created_at",
    "date",
];
const STATE: [&str; 3] = ["is_published", "status", "publication_status"];
const KEY: [&str; 4] = ["post_id", "id", "uuid", "slug"];

/// The column that holds a post's page.
pub const HTML: &str = "content_html";

/// A table.
#[derive(Debug, Default)]
pub struct PostTable {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl PostTable {
    /// The table in comma-separated values.
    pub fn of_csv(text: &str) -> Self {
        let mut rows = csv::rows(text);
        if rows.is_empty() {
            return Self::default();
        }
        let names = rows.remove(0);
        Self { names, rows }
    }

    /// The table in a list of objects.
    pub fn of_json(value: &Value) -> Self {
        let objects = || {
            value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_object)
        };
        let mut names: Vec<String> = objects()
            .flat_map(|object| object.keys().cloned())
            .collect();
        names.sort_unstable();
        names.dedup();
        let cell = |value: Option<&Value>| match value {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(value) => value.to_string(),
        };
        let rows =
            objects().map(|object| names.iter().map(|name| cell(object.get(name))).collect());
        Self {
            rows: rows.collect(),
            names,
        }
    }

    /// True if there is a column of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|column| column == name)
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        self.rows.iter()
    }

    /// The first of a row's cells in columns of these names that is not empty.
    pub fn cell<'r>(&self, row: &'r [String], names: &[&str]) -> Option<&'r str> {
        names.iter().find_map(|name| {
            let is_named = |column: &String| column.eq_ignore_ascii_case(name);
            let column = self.names.iter().position(is_named)?;
            row.get(column)
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
        })
    }

    /// True unless the row says that it is a draft, or a page that is no post.
    pub fn is_published(&self, row: &[String]) -> bool {
        let state = self
            .cell(row, &STATE)
            .unwrap_or("true")
            .to_ascii_lowercase();
        let published = ["true", "1", "published", "confirmed", "sent", "imported"];
        published.contains(&&*state) && self.cell(row, &["type"]) != Some("page")
    }

    /// A row as a post.
    pub fn post(&self, row: &[String]) -> Post {
        let own = |names: &[&str]| self.cell(row, names).map(str::to_owned);
        let tags = self.cell(row, &["content_tags"]).unwrap_or("").split(';');
        let tags = tags.map(str::trim).filter(|tag| !tag.is_empty());
        Post {
            title: own(&TITLE).unwrap_or_default(),
            date: own(&DATE),
            web: own(&["url"]),
            base: own(&["url"]),
            key: own(&KEY),
            html: own(&[HTML]).unwrap_or_default(),
            tags: tags.map(str::to_owned).collect(),
            ..Post::default()
        }
    }
}
