//! A post of a feed or of a platform's export, handed on as a page of HTML that says of itself what the feed says.

use std::fmt::Write as _;

use super::{entry::Entry, names};
use crate::text::html::encode;

/// A post.
#[derive(Clone, Debug, Default)]
pub struct Post {
    /// Its title; markup in it is text.
    pub title: String,
    /// When it appeared, as written.
    pub date: Option<String>,
    /// Its page.
    pub web: Option<String>,
    /// The address that addresses in it are relative to.
    pub base: Option<String>,
    /// Its name for ever: in its feed, or on all the web.
    pub key: Option<String>,
    /// Whose post it is.
    pub newsletter: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its HTML, without what stands around it.
    pub html: String,
    /// The same in Markdown, where the export has it; it counts more.
    pub markdown: Option<String>,
    /// The same as text without markup, where a feed has nothing else.
    pub plain: Option<String>,
}

impl Post {
    /// The post as a page.
    pub fn page(&self) -> String {
        let mut page = format!("{}<title>{}</title>", Self::OPENING, encode(&self.title));
        let key = if self.has_unique_key() {
            "backissue:key"
        } else {
            "backissue:slug"
        };
        let named = [
            ("date", self.date.as_ref()),
            (key, self.key.as_ref()),
            ("backissue:newsletter", self.newsletter.as_ref()),
        ];
        let named = named
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        let tags = self.tags.iter().map(|tag| ("backissue:tag", tag));
        for (name, value) in named.chain(tags) {
            let _ = write!(page, "<meta name=\"{name}\" content=\"{}\">", encode(value));
        }
        if let Some(web) = &self.web {
            let _ = write!(page, "<link rel=\"canonical\" href=\"{}\">", encode(web));
        }
        if let Some(base) = &self.base {
            let _ = write!(page, "<base href=\"{}\">", encode(base));
        }
        page.push_str("</head><body>\n");
        page.push_str(&self.html);
        page
    }

    /// The beginning of such a page.
    pub const OPENING: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"backissue:post\" content=\"1\">";

    /// The post as an entry of a container; `number` tells posts of one title apart.
    pub fn entry(&self, container: &str, number: usize) -> Entry {
        let day: String = self
            .date
            .as_deref()
            .unwrap_or("")
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '-')
            .collect();
        let title: String = self
            .title
            .chars()
            .filter(|c| !c.is_control())
            .map(|c| if c == '/' { ' ' } else { c })
            .take(80)
            .collect();
        let name = format!("{day} {title}");
        let (extension, text) = match (&self.markdown, &self.plain) {
            (Some(markdown), _) => ("md", self.front_matter() + markdown),
            // Beside pages, a file with the other extension would be no issue.
            (None, Some(plain)) => ("text", self.front_matter() + plain),
            (None, None) => ("html", self.page()),
        };
        let path = format!("{container}/{number:04} {}.{extension}", name.trim());
        Entry::memory(names::clean(&path), text.into_bytes())
    }

    /// True if no post of another newsletter has its name: a URL, a UUID and the like, and no number or words.
    fn has_unique_key(&self) -> bool {
        let is_uuid =
            |key: &str| key.len() == 36 && key.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
        let is_random =
            |key: &str| key.len() >= 16 && key.chars().all(|c| c.is_ascii_alphanumeric());
        let key = self.key.as_deref().unwrap_or_default();
        key.contains([':', '@']) || is_uuid(key) || is_random(key)
    }

    /// Front matter with the title, date and tags of the post.
    pub fn front_matter(&self) -> String {
        let key = if self.has_unique_key() {
            "cuid"
        } else {
            "slug"
        };
        let fields = [
            ("title", Some(&self.title)),
            ("date", self.date.as_ref()),
            (key, self.key.as_ref()),
            ("canonical_url", self.web.as_ref()),
            ("newsletter", self.newsletter.as_ref()),
        ];
        let fields = fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        let mut lines = String::new();
        for (name, value) in fields {
            // A string of JSON is one of YAML.
            let _ = writeln!(lines, "{name}: {}", serde_json::Value::from(value.as_str()));
        }
        if !self.tags.is_empty() {
            let _ = writeln!(
                lines,
                "tags: {}",
                serde_json::Value::from(self.tags.clone())
            );
        }
        format!("---\n{lines}---\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_or_words_name_a_post_in_its_feed_alone() {
        let table = [
            ("1", false),
            ("lamp-7", false),
            ("the-first-issue-of-lamp-weekly", false),
            ("https://lamp.example/?p=7", true),
            ("tag:lamp.example,2031:7", true),
            ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", true),
            ("ckfog4bell0001lamp7rope8", true),
            ("65f1c0ffee65f1c0ffee65f1", true),
        ];
        for (key, want) in table {
            let post = Post {
                key: Some(key.to_owned()),
                ..Post::default()
            };
            assert_eq!(post.has_unique_key(), want, "{key}");
        }
    }
}
