//! An export of Ghost: tables of posts, of tags, and of settings.

use serde_json::Value;

use super::{editor, is, rows, text};
use crate::source::post::Post;

/// The published posts.
pub fn posts(data: &Value) -> Vec<Post> {
    Ghost::new(data).posts()
}

/// The tables, and what the settings say.
struct Ghost<'a> {
    data: &'a Value,
    title: Option<String>,
    url: Option<String>,
}

impl<'a> Ghost<'a> {
    fn new(data: &'a Value) -> Self {
        let setting = |key: &str| {
            let row = rows(data, "settings").find(|row| is(row, "key", key));
            row.and_then(|row| text(row, "value"))
        };
        let (title, url) = (setting("title"), setting("url"));
        Self { data, title, url }
    }

    /// The published posts, without pages.
    fn posts(&self) -> Vec<Post> {
        let published =
            |post: &&Value| is(post, "status", "published") || is(post, "status", "sent");
        let flagged = |post: &Value| {
            let page = post.get("page");
            page.is_some_and(|page| page == true || page == 1)
        };
        let is_page = |post: &Value| is(post, "type", "page") || flagged(post);
        let posts = rows(self.data, "posts").filter(published);
        let posts = posts.filter(|post| !is_page(post));
        posts.filter_map(|post| self.post(post)).collect()
    }

    fn post(&self, post: &Value) -> Option<Post> {
        let written = || editor::page(post);
        let html = text(post, "html").or_else(written)?;
        let (url, slug) = (self.url.as_deref(), text(post, "slug"));
        let web = url.zip(slug);
        let web = web.map(|(url, slug)| format!("{}/{slug}/", url.trim_end_matches('/')));
        Some(Post {
            title: text(post, "title").unwrap_or_default(),
            date: time(post, "published_at"),
            base: web.clone().or_else(|| self.url.clone()),
            web,
            key: text(post, "uuid").or_else(|| text(post, "id")),
            newsletter: self.title.clone(),
            tags: post.get("id").map_or(Vec::new(), |id| self.tags(id)),
            html: html.replace("__GHOST_URL__", url.unwrap_or("")),
            ..Post::default()
        })
    }

    /// The public tags of a post. Names of internal ones begin with `#`.
    fn tags(&self, post: &Value) -> Vec<String> {
        let bound = rows(self.data, "posts_tags").filter(|row| row.get("post_id") == Some(post));
        let ids = bound.filter_map(|row| row.get("tag_id"));
        let tags =
            ids.filter_map(|id| rows(self.data, "tags").find(|tag| tag.get("id") == Some(id)));
        let names = tags.filter_map(|tag| text(tag, "name"));
        names.filter(|name| !name.starts_with('#')).collect()
    }
}

/// A time as it is written, or in milliseconds since 1970, as the first versions wrote it.
fn time(post: &Value, name: &str) -> Option<String> {
    let milliseconds = post.get(name).and_then(Value::as_i64);
    let written = milliseconds.and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    written.map_or_else(|| text(post, name), |at| Some(at.to_string()))
}
