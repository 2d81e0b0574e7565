//! Patterns, compiled: what finds a word, a phrase or a regular expression in a text.

use std::ops::Range;

use regex_automata::{Input, meta::Regex, util::syntax};

use super::{
    expr::Pattern,
    letters::{self, Letter},
    literal::Literal,
};

/// The largest automaton a regular expression may become, in bytes: `\w{500}{500}` is an error, not a hang.
const REGEX_LIMIT: usize = 4 << 20;

/// How a literal is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// It is still being typed: its last syllable may grow.
    pub unfinished: bool,
    /// Spaces within Korean words do not count.
    pub loose: bool,
}

/// Finds a pattern.
#[derive(Clone, Debug)]
pub struct Finder {
    plain: Search,
    /// Finds the other forms of the letters as well, where there are any.
    folding: Option<Regex>,
    /// `^` and `\b` must see the ends of the text itself.
    pub whole_texts: bool,
}

#[derive(Clone, Debug)]
enum Search {
    Literal(Literal),
    Regex(Regex),
    Nothing,
}

impl Search {
    fn letters(letters: &[Letter], sensitive: bool) -> Self {
        let regex = || letters::regex(letters, sensitive, false).map(Self::Regex);
        Literal::new(letters, sensitive)
            .map(Self::Literal)
            .or_else(regex)
            .unwrap_or(Self::Nothing)
    }
}

impl Finder {
    /// Finds the pattern as it is written.
    pub fn new(pattern: &Pattern, reading: Reading) -> Self {
        match pattern {
            Pattern::Literal(text) => Self::literal(&letters::of(text, reading)),
            Pattern::Regex(regex) => Self {
                plain: compile(regex).map_or(Search::Nothing, Search::Regex),
                folding: None,
                whole_texts: true,
            },
        }
    }

    /// Finds these letters.
    pub fn literal(letters: &[Letter]) -> Self {
        let sensitive = letters.iter().any(|letter| letter.is_capital());
        let folds = letters.iter().any(|letter| letter.has_forms());
        Self {
            plain: Search::letters(letters, sensitive),
            folding: folds
                .then(|| letters::regex(letters, sensitive, true))
                .flatten(),
            whole_texts: false,
        }
    }

    /// Whether it looks for two letters in either case, which are found soon.
    pub fn is_pair(&self) -> bool {
        matches!(&self.plain, Search::Literal(literal) if literal.is_pair())
    }

    /// The first match within a range of `text`. `variants`: whether the text may hold letters in other forms.
    pub fn find(&self, text: &str, range: Range<usize>, variants: bool) -> Option<Range<usize>> {
        let folding = self.folding.as_ref().filter(|_| variants);
        let regex = match (&self.plain, folding) {
            (_, Some(folding)) => folding,
            (Search::Regex(regex), _) => regex,
            (Search::Literal(literal), _) => return literal.find(text, range),
            (Search::Nothing, _) => return None,
        };
        let found = regex.search(&Input::new(text).range(range))?;
        Some(found.range())
    }

    /// Whether a text holds a match.
    pub fn find_in(&self, text: &str, variants: bool) -> bool {
        self.find(text, 0..text.len(), variants).is_some()
    }

    /// Whether a short text holds a match.
    pub fn is_in(&self, text: &str) -> bool {
        self.find_in(text, !text.is_ascii())
    }

    /// All matches that do not overlap, empty ones left out.
    pub fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at <= text.len() {
                let found = self.find(text, at..text.len(), true)?;
                let step = text
                    .get(found.end..)?
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
                at = found.end + if found.is_empty() { step } else { 0 };
                if !found.is_empty() {
                    return Some(found);
                }
            }
            None
        })
    }
}

/// Whether the regular expression can be used, else why not, as a clause.
pub(super) fn check(regex: &str) -> Result<(), String> {
    compile(regex).map(|_| ())
}

/// Smart case: a capital makes a regular expression mind the case. `\B` and the like are no capitals.
fn compile(regex: &str) -> Result<Regex, String> {
    let mut escaped = false;
    let capital = regex.chars().any(|c| {
        let counts = !escaped && c.is_uppercase();
        escaped = c == '\\' && !escaped;
        counts
    });
    Regex::builder()
        .configure(Regex::config().nfa_size_limit(Some(REGEX_LIMIT)))
        .syntax(
            syntax::Config::new()
                .case_insensitive(!capital)
                .multi_line(true),
        )
        .build(regex)
        .map_err(|error| match error.syntax_error() {
            Some(error) => last_line(&error.to_string()),
            None => "this one is too large".to_owned(),
        })
}

/// The parser of regular expressions draws the place of an error in several lines; the last one says what is wrong.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
