//! Finding articles: the query language, matching, counts per tag. It answers with ids and never clones articles.
//!
//! # The language
//!
#![doc = include_str!("query/language.md")]

mod ahead;
mod caseless;
mod choice;
mod complete;
mod error;
mod expr;
pub mod facets;
mod field;
mod fold;
mod fuzzy;
mod held;
mod highlight;
mod host;
mod index;
mod initials;
mod lang;
mod letters;
mod literal;
mod memory;
mod narrow;
mod order;
mod parse;
mod pattern;
mod plan;
mod print;
mod related;
mod retype;
mod search;
mod select;
mod sweep;

pub use choice::{Choice, Facet};
pub use complete::{Completion, complete};
pub use error::ParseError;
pub use expr::{Key, Sort};
pub use facets::Facets;
pub use field::{FIELDS, Field};
pub use fuzzy::{positions, titles};
pub use highlight::Highlighter;
pub use related::{Reason, related};
pub use search::{Context, Found, Searcher, run};

use std::str::FromStr;

use expr::{Expr, Term};

use crate::model::Tag;

/// What to look for, and in which order to show it. Displayed as text that parses to the same query.
///
/// Two are equal if they ask for the same in the same order, however they were written.
#[derive(Clone, Debug)]
pub struct Query {
    expr: Expr,
    sort: Option<Sort>,
    /// The text ends within a word: there is no space or quote after it.
    ends_in_word: bool,
    typing: bool,
}

impl Query {
    /// Reads a query; an empty one finds everything.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        parse::query(text)
    }

    /// Finds everything.
    pub fn everything() -> Self {
        Self {
            expr: Expr::EVERYTHING,
            sort: None,
            ends_in_word: false,
            typing: false,
        }
    }

    /// Finds the articles that bear all of these tags.
    pub fn tags<'a>(tags: impl IntoIterator<Item = &'a Tag>) -> Self {
        let one = |tag: &Tag| Expr::Term(Term::Tag(vec![fold::tag(tag.name())]));
        Self {
            expr: Expr::all(tags.into_iter().map(one)),
            ..Self::everything()
        }
    }

    /// Finds what both find, in the order of `other` if it has one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            expr: Expr::all([self.expr, other.expr]),
            sort: other.sort.or(self.sort),
            ends_in_word: other.ends_in_word,
            typing: other.typing,
        }
    }

    /// The same query while it is being typed: its last word may be unfinished, so that 하 finds 한, and `#re` finds `#redis`.
    #[must_use]
    pub fn typing(self) -> Self {
        Self {
            typing: true,
            ..self
        }
    }

    /// Whether an article may match at one time and not at another, as it is marked.
    pub fn depends_on_marks(&self) -> bool {
        self.expr.depends_on_marks()
    }

    /// Whether spaces within Korean words may make a difference.
    fn can_be_loosened(&self) -> bool {
        self.expr.can_be_loosened()
    }

    fn is_unfinished(&self) -> bool {
        self.typing && self.ends_in_word
    }

    /// Whether it finds everything.
    pub fn is_everything(&self) -> bool {
        self.expr == Expr::EVERYTHING
    }

    /// The order asked for.
    pub fn sort(&self) -> Option<Sort> {
        self.sort
    }
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr && self.sort == other.sort
    }
}

impl Eq for Query {}

impl Default for Query {
    fn default() -> Self {
        Self::everything()
    }
}

impl FromStr for Query {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text)
    }
}
