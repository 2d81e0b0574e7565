use tui_input::Input;

use crate::{
    app::{input, key::Key, list::List},
    model::Tag,
};

/// The tag picker: all tags of what is shown, narrowed by typing.
#[derive(Debug, Default)]
pub struct TagPicker {
    /// What was typed.
    pub input: Input,
    /// Positions in the tags that `refill` was given last.
    pub list: List<usize>,
    tags: Vec<(Tag, usize)>,
}

impl TagPicker {
    /// Takes other tags, each with its number of articles, keeping what was typed.
    pub fn refill(&mut self, tags: Vec<(Tag, usize)>) {
        let selected = self.selected().cloned();
        self.tags = tags;
        self.narrow();
        let at = selected.and_then(|tag| self.tags.iter().position(|(other, _)| *other == tag));
        if let Some(at) = at {
            self.list.select(at);
        }
    }

    /// The tag under the cursor.
    pub fn selected(&self) -> Option<&Tag> {
        self.list
            .selected()
            .and_then(|at| self.entry(at))
            .map(|(tag, _)| tag)
    }

    /// A tag and its count, by its position.
    pub fn entry(&self, at: usize) -> Option<&(Tag, usize)> {
        self.tags.get(at)
    }

    /// Takes a key that no binding wanted.
    pub fn type_key(&mut self, key: Key) {
        if input::type_key(&mut self.input, key) {
            self.narrow();
            self.list.select_at(0);
        }
    }

    /// Takes text, as pasted.
    pub fn paste(&mut self, text: &str) {
        input::paste(&mut self.input, text);
        self.narrow();
        self.list.select_at(0);
    }

    /// Names that begin with what was typed stand before those that only hold it.
    fn narrow(&mut self) {
        let typed = self
            .input
            .value()
            .trim()
            .trim_start_matches('#')
            .to_lowercase();
        let place = |tag: &Tag| {
            tag.name()
                .find(&typed)
                .or_else(|| tag.display().to_lowercase().find(&typed))
        };
        let mut found: Vec<_> = self
            .tags
            .iter()
            .enumerate()
            .filter_map(|(at, (tag, _))| Some((place(tag)? > 0, at)))
            .collect();
        found.sort_unstable();
        self.list.set(found.into_iter().map(|(_, at)| at).collect());
    }
}
