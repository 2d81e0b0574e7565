//! Text beside the signs of Markdown.

/// True if emphasis around text is emphasis to CommonMark, whatever follows.
pub fn flanks(before: &str, inner: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    word(inner.chars().next()) && word(inner.chars().next_back()) && !before.ends_with(['*', '_'])
}

/// The white space before a text, the text, and the white space after it.
pub fn trimmed(text: &str) -> (&str, &str, &str) {
    let inner = text.trim_start();
    let before = text.get(..text.len() - inner.len()).unwrap_or("");
    let body = inner.trim_end();
    let after = inner.get(body.len()..).unwrap_or("");
    (before, body, after)
}

/// True if a line of text would begin a block in Markdown.
pub fn starts_block(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < text.len() && digits.starts_with(['.', ')']);
    let item = text.starts_with("* ");
    !numbered && (item || text.starts_with(['#', '-', '+', '=', '>', '~', ':']))
}
