//! Hashnode's posts: in the export of a blog, and in an answer of its API (GraphQL), whose names differ.

use serde_json::Value;

use super::{rows, text};
use crate::source::post::Post;

/// The posts of a blog, as the API gives them.
pub fn posts_of(publication: &Value) -> Vec<Post> {
    let edges = publication.get("posts").into_iter();
    let listed = edges.flat_map(|posts| rows(posts, "edges"));
    let nodes = listed.filter_map(|edge| edge.get("node"));
    let posts = nodes.chain(publication.get("post")).filter_map(post);
    posts
        .map(|post| Post {
            newsletter: text(publication, "title"),
            ..post
        })
        .collect()
}

/// A post that is published, if there is text in it.
pub fn post(post: &Value) -> Option<Post> {
    if post.get("isActive") == Some(&Value::Bool(false)) {
        return None;
    }
    let content = post.get("content").unwrap_or(&Value::Null);
    let markdown = text(post, "contentMarkdown").or_else(|| text(content, "markdown"));
    let html = text(post, "content").or_else(|| text(content, "html"));
    if markdown.is_none() && html.is_none() {
        return None;
    }
    // The export has the ids of tags, and not their names.
    let tags = rows(post, "tags").filter_map(|tag| text(tag, "name"));
    let first = |names: [&str; 3]| names.iter().find_map(|name| text(post, name));
    Some(Post {
        title: text(post, "title")?,
        date: first(["dateAdded", "publishedAt", "date"]),
        key: first(["cuid", "_id", "id"]),
        web: text(post, "url"),
        tags: tags.collect(),
        markdown,
        html: html.unwrap_or_default(),
        ..Post::default()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn posts_of_the_api_have_their_blog_and_the_names_of_their_tags() {
        let node = json!({"id": "65f1c0ffee", "title": "Fog", "publishedAt": "2031-02-03T06:30:00.000Z", "url": "https://fog.example/fog",
            "tags": [{"name": "Lamps", "slug": "lamps"}], "content": {"markdown": "Thick.", "html": "<p>Thick.</p>"}});
        let empty = json!({"node": {"title": "Ice", "publishedAt": "2031-02-04T06:30:00.000Z"}});
        let publication =
            json!({"title": "Fog Letter", "posts": {"edges": [{"node": node}, empty]}});
        let [post] = &posts_of(&publication)[..] else {
            panic!("one post has text");
        };
        let told = [&post.newsletter, &post.date, &post.key, &post.markdown];
        let want = [
            "Fog Letter",
            "2031-02-03T06:30:00.000Z",
            "65f1c0ffee",
            "Thick.",
        ];
        assert_eq!(told.map(|text| text.as_deref().unwrap_or("")), want);
        assert_eq!(post.tags, ["Lamps"]);
    }
}
