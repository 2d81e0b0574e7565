//! A query as a tree of conditions. Only the parser and the builders of [`Query`](super::Query) make one, in one canonical
//! form: no group within a group of its kind, no group of one.

use super::values::{Feature, Lang, Moment, Period, Range, State};
use crate::text::hangul;

/// A condition on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// All of these; none: everything.
    All(Vec<Expr>),
    /// At least one of these.
    Any(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// A single condition.
    Term(Term),
}

/// A single condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Anywhere: title, own tags, everything written.
    Text(TextPattern),
    /// In the title.
    Title(TextPattern),
    /// In a link's URL.
    Url(TextPattern),
    /// In the issue's title or path.
    Issue(TextPattern),
    /// In the name of the newsletter that the issue belongs to.
    Newsletter(TextPattern),
    /// In the name of a section or of the group the article stands in, or the kind of a section.
    Section(TextPattern),
    /// In the body of a section of this kind or name.
    In(String, TextPattern),
    /// One of these tags is the article's own.
    Tag(Vec<String>),
    /// The issue bears one of these tags.
    IssueTag(Vec<String>),
    /// The reference is at one of these hosts, or below one.
    Domain(Vec<String>),
    /// Mostly in one of these scripts.
    Lang(Vec<Lang>),
    /// The article has one of these ids, or one that begins so.
    Id(Vec<String>),
    /// In one of these states.
    Is(Vec<State>),
    /// Having one of these.
    Has(Vec<Feature>),
    /// The article's length in characters.
    Length(Range<u32>),
    /// The issue's number.
    Number(Range<u32>),
    /// The issue's date.
    Date(Range<Period>),
    /// The issue's date is then or later.
    Newer(Moment),
    /// The issue's date is before then.
    Older(Moment),
}

/// The words to look for in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPattern {
    /// These words, NFC. Case counts only if one letter is a capital.
    Literal(String),
    /// A regular expression, in the syntax of Rust's regex crate.
    Regex(String),
}

impl Expr {
    /// Everything.
    pub const EVERYTHING: Self = Self::All(Vec::new());

    /// All of `parts`.
    pub fn all(parts: impl IntoIterator<Item = Expr>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::All(parts) => parts,
            part => vec![part],
        });
        Self::group(flat.collect(), Self::All)
    }

    /// At least one of `parts`, which are not none.
    pub fn any(parts: impl IntoIterator<Item = Expr>) -> Self {
        let flat = parts.into_iter().flat_map(|part| match part {
            Self::Any(parts) => parts,
            part => vec![part],
        });
        Self::group(flat.collect(), Self::Any)
    }

    /// Not `inner`.
    pub fn negated(inner: Expr) -> Self {
        Self::Not(Box::new(inner))
    }

    fn group(mut parts: Vec<Expr>, group: fn(Vec<Expr>) -> Self) -> Self {
        match parts.len() {
            1 => parts.remove(0),
            _ => group(parts),
        }
    }

    /// True if an article's marks decide whether it matches.
    pub fn depends_on_marks(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::depends_on_marks),
            Self::Not(inner) => inner.depends_on_marks(),
            Self::Term(term) => matches!(term, Term::Is(_)),
        }
    }

    /// True if spaces within Korean words may make a difference.
    pub fn can_be_loosened(&self) -> bool {
        let mut patterns = self.wanted().into_iter().filter_map(Term::pattern);
        patterns.any(TextPattern::can_be_loosened)
    }

    /// The terms that an article may match, those under a negation left out.
    pub fn wanted(&self) -> Vec<&Term> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::wanted).collect(),
            Self::Not(_) => Vec::new(),
            Self::Term(term) => vec![term],
        }
    }
}

impl TextPattern {
    /// True if two letters of Hangul stand together or with a space between; a lone consonant counts, as it becomes a syllable.
    fn can_be_loosened(&self) -> bool {
        let Self::Literal(text) = self else {
            return false;
        };
        let is_hangul = |c: char| hangul::is_syllable(c) || hangul::is_initial(c);
        let mut letters = text.chars().filter(|c| !c.is_whitespace()).map(is_hangul);
        let mut before = false;
        letters.any(|hangul| std::mem::replace(&mut before, hangul) && hangul)
    }
}

impl Term {
    /// The pattern it looks for, if it looks for one.
    pub fn pattern(&self) -> Option<&TextPattern> {
        match self {
            Self::Text(pattern)
            | Self::Title(pattern)
            | Self::Url(pattern)
            | Self::Issue(pattern)
            | Self::Newsletter(pattern)
            | Self::Section(pattern)
            | Self::In(_, pattern) => Some(pattern),
            _ => None,
        }
    }
}
