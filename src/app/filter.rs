//! What is shown of the archive.

use std::sync::atomic::AtomicBool;

use jiff::civil;

use crate::{
    model::{Archive, ArticleId, NoMarks, Tag},
    query::{self, Context, Query, facets},
};

/// The tags that an article must bear, all of them.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    tags: Vec<Tag>,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The tags asked for, in the order they were chosen.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// Adds a tag, or takes it away again.
    pub fn toggle(&mut self, tag: &Tag) {
        match self.tags.iter().position(|other| other == tag) {
            Some(at) => drop(self.tags.remove(at)),
            None => self.tags.push(tag.clone()),
        }
    }

    /// Shows everything again.
    pub fn clear(&mut self) {
        self.tags.clear();
    }

    /// The articles that pass, in the order of the archive; `None` if all do.
    pub fn run(&self, archive: &Archive) -> Option<Vec<ArticleId>> {
        if self.is_empty() {
            return None;
        }
        // Tags depend neither on the day nor on marks, and nobody cancels.
        let context = Context {
            today: civil::Date::ZERO,
            marks: &NoMarks,
        };
        let query = Query::tags(&self.tags);
        query::run(archive, &query, &context, &AtomicBool::new(false)).map(|found| found.ids)
    }

    /// The tags of what passes, each with its number of articles: those asked for first, then the most frequent.
    pub fn tags_in(&self, archive: &Archive) -> Vec<(Tag, usize)> {
        let all = || archive.articles().map(|article| article.id).collect();
        let mut tags = facets::tags(archive, &self.run(archive).unwrap_or_else(all));
        tags.sort_by_key(|(tag, _)| !self.tags.contains(tag));
        tags
    }
}
