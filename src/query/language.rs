//! The query language.
//!
#![doc = include_str!("language.md")]

mod advice;
pub mod choice;
pub mod error;
pub(super) mod expr;
pub mod field;
mod lexer;
mod parse;
pub(super) mod print;
pub(super) mod regex;
mod retype;
pub mod values;

use std::str::FromStr;

use error::ParseError;
use expr::{Expr, Term};
use values::Sort;

use super::fold;
use crate::model::Tag;

/// Conditions on articles, and the order in which to show them. Displayed as text that parses to the same query.
///
/// Two are equal if they ask for the same in the same order, however they were written.
#[derive(Clone, Debug)]
pub struct Query {
    pub(super) expr: Expr,
    sort: Option<Sort>,
    /// The text ends within a word: there is no space or quote after it.
    ends_in_word: bool,
    typing: bool,
}

impl Query {
    /// Reads a query; an empty one finds everything.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let parsed = parse::query(text)?;
        Ok(Self {
            expr: parsed.expr,
            sort: parsed.sort,
            ends_in_word: parsed.ends_in_word,
            typing: false,
        })
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

    /// Finds the articles that both find, in the order of `other` if it has one.
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

    /// True if an article's marks decide whether it matches.
    pub fn depends_on_marks(&self) -> bool {
        self.expr.depends_on_marks()
    }

    /// True if spaces within Korean words may make a difference.
    pub(super) fn can_be_loosened(&self) -> bool {
        self.expr.can_be_loosened()
    }

    /// True if the last word may still grow.
    pub(super) fn is_unfinished(&self) -> bool {
        self.typing && self.ends_in_word
    }

    /// True if it finds everything.
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
