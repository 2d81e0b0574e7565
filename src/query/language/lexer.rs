//! Reading a query from left to right: words, phrases, regular expressions and lists of values.

use unicode_normalization::UnicodeNormalization;

use super::{error::ParseError, expr::TextPattern, regex};

/// Words in capitals that other query languages have for `|`, for nothing at all, and for `-`.
const OPERATORS: [&str; 3] = ["OR", "AND", "NOT"];

/// True if a value can stand without quotes wherever a word can.
pub(super) fn is_bare(word: &str) -> bool {
    let special = word.starts_with(['-', '#', '/']) || word.contains(',');
    let special = special || OPERATORS.contains(&word);
    !word.is_empty() && word.chars().all(is_word_char) && !special && field_name(word).is_none()
}

/// True for the characters that a word without quotes may have.
pub(super) fn is_word_char(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '(' | ')' | '|' | '"')
}

/// The letters before a first colon.
pub(super) fn field_name(word: &str) -> Option<&str> {
    let (name, _) = word.split_once(':')?;
    let letters = name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (letters && begins).then_some(name)
}

/// A query and how far it has been read.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// The last thing read was a word without quotes.
    pub open_word: bool,
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            open_word: false,
        }
    }

    /// `"words"`, `/regex/` or a word.
    pub fn pattern(&mut self, expected: &str) -> Result<TextPattern, ParseError> {
        if self.peek() != Some('/') {
            return self.word(expected, is_word_char).map(TextPattern::Literal);
        }
        let start = self.at;
        let mut regex = self.delimited('/', "`/` to end the regular expression")?;
        let after = self.rest().strip_prefix('i');
        if after.is_some_and(|after| !after.starts_with(is_word_char)) {
            self.advance('i');
            regex.insert_str(0, "(?i)");
        }
        match regex::compile(&regex) {
            Ok(_) => Ok(TextPattern::Regex(regex)),
            Err(reason) => {
                self.at = start;
                Err(self.expected(&format!("a regular expression ({reason})")))
            }
        }
    }

    /// `"words"` or a word, which ends before the first character that is not `of_word`.
    pub fn word(
        &mut self,
        expected: &str,
        of_word: fn(char) -> bool,
    ) -> Result<String, ParseError> {
        let start = self.at;
        let quoted = self.peek() == Some('"');
        let word = if quoted {
            self.delimited('"', "`\"` to end the phrase")?
        } else {
            self.take(of_word).to_owned()
        };
        if word.trim().is_empty() {
            self.at = start;
            return Err(self.expected(expected));
        }
        self.open_word = !quoted;
        Ok(word.nfc().collect())
    }

    /// The text between two `delimiter`s. Within, a backslash takes the meaning from the delimiter and, in quotes, from
    /// itself.
    fn delimited(&mut self, delimiter: char, end: &str) -> Result<String, ParseError> {
        self.open_word = false;
        self.advance(delimiter);
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.advance(c);
            match (c, self.peek()) {
                ('\\', Some(next)) => {
                    self.advance(next);
                    if next != delimiter && (delimiter == '/' || next != '\\') {
                        text.push('\\');
                    }
                    text.push(next);
                }
                (c, _) if c == delimiter => return Ok(text),
                (c, _) => text.push(c),
            }
        }
        Err(self.expected(end))
    }

    /// One value or several with commas between them.
    pub fn values<T>(
        &mut self,
        one: impl Fn(&mut Self) -> Result<T, ParseError>,
    ) -> Result<Vec<T>, ParseError> {
        let mut values = vec![one(self)?];
        while self.peek() == Some(',') {
            self.advance(',');
            values.push(one(self)?);
        }
        Ok(values)
    }

    /// A value of a list: a comma ends it.
    pub fn value(&mut self, expected: &str) -> Result<String, ParseError> {
        self.word(expected, |c| is_word_char(c) && c != ',')
    }

    /// One of some fixed words.
    pub fn choice<T: Copy>(
        &mut self,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<T, ParseError> {
        let start = self.at;
        let written = self.take(|c| c.is_ascii_alphabetic()).to_ascii_lowercase();
        let known = all.iter().find(|&&value| word(value) == written).copied();
        let whole = !self.peek().is_some_and(|c| is_word_char(c) && c != ',');
        known.filter(|_| whole).ok_or_else(|| {
            self.at = start;
            let words: Vec<&str> = all.iter().map(|&value| word(value)).collect();
            self.expected(&alternatives_of(&words))
        })
    }

    /// A word that `read` understands.
    pub fn read<T>(
        &mut self,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ParseError> {
        let start = self.at;
        read(self.take(is_word_char)).ok_or_else(|| {
            self.at = start;
            self.expected(expected)
        })
    }

    /// True if the text ends within a word: neither a space nor a quote follows it.
    pub fn ends_in_word(&self) -> bool {
        self.open_word && self.text.ends_with(is_word_char)
    }

    /// The error that something else is expected here.
    pub fn expected(&self, expected: &str) -> ParseError {
        let before = self.text.get(..self.at).unwrap_or_default();
        let found = self.rest().split_whitespace().next().unwrap_or_default();
        ParseError {
            column: before.chars().count() + 1,
            expected: expected.to_owned(),
            found: found.to_owned(),
        }
    }

    /// Goes past white space.
    pub fn skip_space(&mut self) {
        self.take(char::is_whitespace);
    }

    /// The part not read yet.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Advances by some bytes of [`rest`](Self::rest).
    pub fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Goes past a character.
    pub fn advance(&mut self, over: char) {
        self.at += over.len_utf8();
    }

    /// Goes past spaces and then `c`; false if something else stands there.
    pub fn eat(&mut self, c: char) -> bool {
        self.skip_space();
        let found = self.peek() == Some(c);
        if found {
            self.advance(c);
        }
        found
    }

    /// True if one of [`OPERATORS`] stands here, with something after it that it can join or negate.
    pub fn at_operator(&self, word: &str) -> bool {
        let rest = self.rest().strip_prefix(word).unwrap_or_default();
        let next = rest.trim_start();
        let stands_alone = rest.starts_with(|c: char| c.is_whitespace() || c == '(');
        stands_alone && !next.is_empty() && !next.starts_with([')', '|'])
    }

    /// Goes past one of [`OPERATORS`]; false if it does not stand here.
    pub fn eat_operator(&mut self, word: &str) -> bool {
        let found = self.at_operator(word);
        if found {
            self.skip(word.len());
        }
        found
    }

    /// The characters up to the first that is not `of_word`.
    pub fn take(&mut self, of_word: fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !of_word(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

/// `a, b or c`.
fn alternatives_of(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
    }
}
