//! Regular expressions as people write them in a query.

use regex_automata::{meta::Regex, util::syntax};

/// The largest automaton a regular expression may become, in bytes: `\w{500}{500}` is an error, not a hang.
const REGEX_LIMIT: usize = 4 << 20;

/// A regular expression that cannot be used, as a clause.
#[derive(Debug, thiserror::Error)]
pub(in crate::query) enum RegexError {
    /// It is written wrongly.
    #[error("{0}")]
    Syntax(String),
    /// Its automaton is too large.
    #[error("this one is too large")]
    TooLarge,
}

/// The regular expression made ready. A capital makes it mind the case.
pub(in crate::query) fn compile(regex: &str) -> Result<Regex, RegexError> {
    let syntax = syntax::Config::new()
        .case_insensitive(!has_capital(regex))
        .multi_line(true);
    Regex::builder()
        .configure(Regex::config().nfa_size_limit(Some(REGEX_LIMIT)))
        .syntax(syntax)
        .build(regex)
        .map_err(|error| match error.syntax_error() {
            Some(error) => RegexError::Syntax(last_line(&error.to_string())),
            None => RegexError::TooLarge,
        })
}

/// `\B` and the like are no capitals.
fn has_capital(regex: &str) -> bool {
    let mut escaped = false;
    regex.chars().any(|c| {
        let counts = !escaped && c.is_uppercase();
        escaped = c == '\\' && !escaped;
        counts
    })
}

/// The parser of regular expressions draws the place of an error in several lines; the last one has the reason.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
