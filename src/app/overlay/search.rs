//! The line that a query is typed in.

use tui_input::Input;

use crate::{
    app::{filter::Before, geometry::Pane, input, key::Key},
    model::ArticleId,
    query::{Completion, Facets, ParseError, complete},
    text::Ruler,
};

/// The kind of query that is typed in a [`SearchPrompt`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryScope {
    /// A query within the articles shown.
    Within,
    /// The whole query.
    Whole,
}

impl QueryScope {
    /// The sign before the text: the key that opens it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Within => "/",
            Self::Whole => "=",
        }
    }
}

/// A line to type a query in. Every keystroke shows its results.
#[derive(Debug)]
pub struct SearchPrompt {
    /// The kind of query.
    pub scope: QueryScope,
    /// The typed text.
    pub input: Input,
    /// The reason why the input cannot be read; earlier results stay on the screen.
    pub error: Option<ParseError>,
    /// The filter to go back to on Esc.
    pub before: Before,
    /// The article and the pane to go back to.
    pub place: (Option<ArticleId>, Pane),
    recalled: Option<Recalled>,
    cycle: Option<Cycle>,
}

/// A query out of the history is in the line.
#[derive(Debug)]
struct Recalled {
    /// Its place, counted from the latest.
    back: usize,
    /// The text that was typed before.
    draft: String,
}

/// Tab goes through ways to complete a word.
#[derive(Debug)]
struct Cycle {
    ways: Vec<Completion>,
    at: usize,
    after: String,
}

impl SearchPrompt {
    /// The text before the completions in the line above.
    pub const BEFORE_WAYS: &str = " Tab ";
    /// The text between two completions.
    pub const BETWEEN_WAYS: &str = "  ";

    /// A line that holds `text`.
    pub fn new(
        scope: QueryScope,
        text: String,
        before: Before,
        place: (Option<ArticleId>, Pane),
    ) -> Self {
        Self {
            scope,
            input: Input::new(text),
            error: None,
            before,
            place,
            recalled: None,
            cycle: None,
        }
    }

    /// Takes a key that no binding wanted. Returns true if it changed the text.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.cycle = None;
        input::type_key(&mut self.input, key)
    }

    /// Takes text, as pasted.
    pub fn paste(&mut self, text: &str) {
        self.cycle = None;
        input::paste(&mut self.input, text);
    }

    /// Puts another text in the line.
    pub fn set(&mut self, text: String) {
        self.input = Input::new(text);
    }

    /// Goes back (1) or forth (-1) in the history, the latest query last. Only what begins as typed is gone through.
    pub fn recall(&mut self, history: &[String], by: isize) {
        self.cycle = None;
        let draft = match self.recalled.take() {
            Some(recalled) => recalled,
            None => Recalled {
                back: 0,
                draft: self.input.value().to_owned(),
            },
        };
        let fitting: Vec<_> = history
            .iter()
            .rev()
            .filter(|query| query.starts_with(&draft.draft))
            .collect();
        let back = draft.back.saturating_add_signed(by).min(fitting.len());
        let text = match back.checked_sub(1).and_then(|at| fitting.get(at)) {
            Some(query) => (*query).clone(),
            None => draft.draft.clone(),
        };
        self.set(text);
        self.recalled = (back > 0).then_some(Recalled { back, ..draft });
    }

    /// Completes the word before the cursor; again, in the next way. Returns true if there was one.
    pub fn complete(&mut self, facets: &Facets) -> bool {
        let cycle = self.cycle.take().map_or_else(
            || self.ways(facets),
            |cycle| Cycle {
                at: (cycle.at + 1) % cycle.ways.len().max(1),
                ..cycle
            },
        );
        self.take_way(cycle)
    }

    /// Completes it with the suggestion at a column of the line above. Returns true if there is one.
    pub fn complete_at(&mut self, column: u16, facets: &Facets, ruler: Ruler) -> bool {
        let cycle = self.cycle.take().unwrap_or_else(|| self.ways(facets));
        let mut end = Self::BEFORE_WAYS.len();
        let shown = cycle.ways.iter().filter(|_| self.error.is_none());
        let mut ends = shown.map(|way| {
            end += ruler.width(&way.text) + Self::BETWEEN_WAYS.len();
            end
        });
        let at = ends.position(|end| usize::from(column) < end);
        at.is_some_and(|at| self.take_way(Cycle { at, ..cycle }))
    }

    fn take_way(&mut self, cycle: Cycle) -> bool {
        let Some(way) = cycle.ways.get(cycle.at) else {
            return false;
        };
        let kept = self.input.value().get(..way.start).unwrap_or_default();
        let completed = format!("{kept}{}", way.text);
        let cursor = completed.chars().count();
        self.input = Input::new(completed + &cycle.after).with_cursor(cursor);
        self.cycle = Some(cycle);
        true
    }

    /// The completions of the word before the cursor, and the position of the one taken.
    pub fn completions(&self, facets: &Facets) -> (Vec<Completion>, Option<usize>) {
        match &self.cycle {
            Some(cycle) => (cycle.ways.clone(), Some(cycle.at)),
            None => (self.ways(facets).ways, None),
        }
    }

    fn ways(&self, facets: &Facets) -> Cycle {
        let text = self.input.value();
        let cursor = text
            .char_indices()
            .nth(self.input.cursor())
            .map_or(text.len(), |(at, _)| at);
        let (before, after) = text.split_at_checked(cursor).unwrap_or((text, ""));
        Cycle {
            ways: complete(before, facets),
            at: 0,
            after: after.to_owned(),
        }
    }
}
