//! The list of articles to go to: by title, or related to another one.

use std::collections::HashMap;

use tui_input::Input;

use crate::{
    app::{id_map::IdMap, input, key::Key, list::ListState},
    model::{Archive, ArticleId},
    query::Reason,
};

/// Articles to go to, each shown in the reading pane while it is under the cursor.
#[derive(Debug, Default)]
pub struct Goto {
    /// The typed letters of a title.
    pub input: Input,
    /// The articles, the best first.
    pub list: ListState<ArticleId>,
    /// Why each is listed, if they are those related to an article.
    reasons: Option<HashMap<ArticleId, Reason>>,
}

impl Goto {
    /// The articles related to another one.
    pub fn related(found: Vec<(ArticleId, Reason)>) -> Self {
        let mut list = ListState::default();
        list.set(found.iter().map(|(id, _)| *id).collect());
        Self {
            list,
            reasons: Some(found.into_iter().collect()),
            ..Self::default()
        }
    }

    /// True if titles are looked for, and not related articles listed.
    pub fn is_search(&self) -> bool {
        self.reasons.is_none()
    }

    /// Why an article is listed, in a few words.
    pub fn reason(&self, archive: &Archive, id: ArticleId) -> Option<String> {
        let reason = self.reasons.as_ref()?.get(&id)?;
        let date = archive.issue(id.issue).and_then(|issue| issue.date);
        let issue = date.map_or_else(String::new, |date| format!(" · {date}"));
        Some(match reason {
            Reason::Source => format!("same source{issue}"),
            Reason::Tags(tags) => format!("#{}{issue}", tags.join(" #")),
            Reason::Domain(host) => format!("{host}{issue}"),
        })
    }

    /// Goes on with the same articles under other ids.
    pub(in crate::app) fn remap(&mut self, map: &IdMap) {
        self.list.rename(|id| map.new_id(id));
        let reasons = self.reasons.take();
        let carried = |reasons: HashMap<ArticleId, Reason>| {
            let reasons = reasons.into_iter();
            reasons.filter_map(|(id, reason)| Some((map.new_id(id)?, reason)))
        };
        self.reasons = reasons.map(|reasons| carried(reasons).collect());
    }

    /// Takes a key that no binding wanted. Returns true if other titles are looked for now.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.is_search() && input::type_key(&mut self.input, key)
    }

    /// Takes text, as pasted.
    pub fn paste(&mut self, text: &str) {
        if self.is_search() {
            input::paste(&mut self.input, text);
        }
    }

    /// Lists other articles.
    pub fn refill(&mut self, found: Vec<ArticleId>) {
        self.list = ListState::default();
        self.list.set(found);
    }
}
