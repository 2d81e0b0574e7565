//! Topic words.

use std::{borrow::Cow, sync::Arc};

/// A topic word. Two tags are the same if their names are.
///
/// Shared: an archive of 300,000 articles holds a few hundred different tags.
#[derive(Clone, Debug)]
pub struct Tag(Arc<Names>);

#[derive(Debug)]
struct Names {
    name: Box<str>,
    /// The form to show, where it is another.
    display: Option<Box<str>>,
}

impl Tag {
    /// A tag as written in an issue: trimmed, white space collapsed, its name in lower case. `None` if nothing is left.
    /// The caller cleans and NFC-normalises `written` before.
    pub fn new(written: &str) -> Option<Self> {
        let mut words = written.trim().trim_start_matches('#').split_whitespace();
        let mut display = Cow::Borrowed(words.next()?);
        for word in words {
            let display = display.to_mut();
            display.push(' ');
            display.push_str(word);
        }
        Some(Self::of(display.to_lowercase(), &display))
    }

    /// A tag whose display form has another spelling than its name (topics: `postgresql`, shown as `PostgreSQL`).
    pub fn with_display(name: &str, display: &str) -> Self {
        Self::of(name.to_owned(), display)
    }

    fn of(name: String, display: &str) -> Self {
        let display = (name != display).then(|| display.into());
        let name = name.into();
        Self(Arc::new(Names { name, display }))
    }

    /// The lower-case form that tags are compared by.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// True if both share one allocation. Tags that do not may still be the same.
    fn is_copy_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The form to show.
    pub fn display(&self) -> &str {
        self.0.display.as_deref().unwrap_or(&self.0.name)
    }
}

impl PartialEq for Tag {
    fn eq(&self, other: &Self) -> bool {
        self.is_copy_of(other) || self.name() == other.name()
    }
}

impl Eq for Tag {}

impl std::hash::Hash for Tag {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_by_lower_case_name() {
        let (a, b) = (
            Tag::new(" #VectorDB ").unwrap(),
            Tag::new("vectordb").unwrap(),
        );
        assert_eq!(a, b);
        assert_eq!(a.display(), "VectorDB");
        assert!(Tag::new(" # ").is_none());
    }
}
