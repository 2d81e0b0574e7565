//! The head of a page: title, date, address.

use serde_json::Value;

use crate::text::html::{attribute, decode};

/// The values of a page's head elements, and of `time` in its body.
#[derive(Debug, Default)]
pub struct PageHead {
    /// `<title>`.
    pub title: Option<String>,
    /// True after it: what is called so further down is the title of a drawing.
    titled: bool,
    /// `og:title`.
    pub shared_title: Option<String>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// The first `<time datetime>`.
    pub time: Option<String>,
    /// `<link rel="canonical">`, or `og:url`.
    pub web: Option<String>,
    /// `<base href>`.
    pub base: Option<String>,
    /// True if the page was made of a post of a feed or an export, which say the following.
    pub post: bool,
    /// Its name for ever.
    pub key: Option<String>,
    /// Its name for ever among those of its newsletter.
    pub slug: Option<String>,
    /// Whose post it is.
    pub newsletter: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// True if a `<meta>` of this name says when a page was published.
fn is_date(name: &str) -> bool {
    let dated = name.contains("date") || name.contains("publish");
    let other = ["modif", "updat", "expir", "revis", "publisher"];
    dated && !other.iter().any(|word| name.contains(word))
}

impl PageHead {
    /// Reads a `<meta …>`.
    pub fn meta(&mut self, attributes: &str) {
        let name = ["property", "name", "itemprop"]
            .iter()
            .find_map(|key| attribute(attributes, key));
        let content = attribute(attributes, "content").filter(|text| !text.trim().is_empty());
        let (Some(name), Some(content)) = (name, content) else {
            return;
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "og:title" => set(&mut self.shared_title, content),
            "og:url" => set(&mut self.web, content),
            "backissue:post" => self.post = true,
            "backissue:key" if self.post => self.key = Some(content),
            "backissue:slug" if self.post => self.slug = Some(content),
            "backissue:newsletter" if self.post => self.newsletter = Some(content),
            "backissue:tag" if self.post => self.tags.push(content),
            name if is_date(name) => set(&mut self.date, content),
            _ => {}
        }
    }

    /// Reads a `<link …>`.
    pub fn relation(&mut self, attributes: &str) {
        let is_canonical = |rel: String| rel.eq_ignore_ascii_case("canonical");
        if attribute(attributes, "rel").is_some_and(is_canonical) {
            self.web = attribute(attributes, "href").or(self.web.take());
        }
    }

    /// Reads a `<base …>`.
    pub fn base(&mut self, attributes: &str) {
        if let Some(href) = attribute(attributes, "href") {
            set(&mut self.base, href);
        }
    }

    /// Reads a `<time …>`.
    pub fn time(&mut self, attributes: &str) {
        if let Some(time) = attribute(attributes, "datetime") {
            set(&mut self.time, time);
        }
    }

    /// Adds text in `<title>`.
    pub fn title(&mut self, text: &str) {
        if self.titled {
            return;
        }
        let title = self.title.get_or_insert_default();
        title.push_str(&decode(text));
    }

    /// Ends `<title>`.
    pub fn end_title(&mut self) {
        self.titled |= self.title.is_some();
    }
}

/// The day of publication in linked data (JSON-LD), which search engines read.
pub fn linked_date(html: &str) -> Option<String> {
    let blocks = html.split("application/ld+json").skip(1);
    let mut data = blocks.filter_map(|block| {
        let (_, block) = block.split_once('>')?;
        let (json, _) = block.split_once("</script")?;
        serde_json::from_str(json).ok()
    });
    data.find_map(|value: Value| published(&value))
}

/// The first day of publication in a value, or in one within it.
fn published(value: &Value) -> Option<String> {
    let day = value.get("datePublished").and_then(Value::as_str);
    day.map(str::to_owned).or_else(|| match value {
        Value::Array(all) => all.iter().find_map(published),
        Value::Object(named) => named.values().find_map(published),
        _ => None,
    })
}

/// The first counts.
fn set(kept: &mut Option<String>, value: String) {
    kept.get_or_insert(value);
}
