//! The parser: one function per rule of the grammar in [`super`].

use unicode_normalization::UnicodeNormalization;

use super::{
    ParseError, Query,
    expr::{Expr, Key, Pattern, Sort, Term},
    field, pattern,
};

/// Groups and negations nested deeper than this are refused: they are parsed by recursion.
const MAX_DEPTH: usize = 64;

/// Reads a query.
pub(super) fn query(text: &str) -> Result<Query, ParseError> {
    let mut parser = Parser::new(text);
    let expr = parser.alternatives()?;
    if parser.peek().is_some() {
        return Err(parser.expected("the end of the query or a `(` before this"));
    }
    let open = parser.open_word && text.ends_with(is_word_char);
    Ok(Query {
        expr,
        sort: parser.sort,
        ends_in_word: open,
        typing: false,
    })
}

/// Whether a value can stand without quotes wherever a word can.
pub(super) fn is_bare(word: &str) -> bool {
    let special = word.starts_with(['-', '#', '/']) || word.contains(',');
    !word.is_empty() && word.chars().all(is_word_char) && !special && field_name(word).is_none()
}

fn is_word_char(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '(' | ')' | '|' | '"')
}

/// The lower-case letters before a first colon.
fn field_name(word: &str) -> Option<&str> {
    let (name, _) = word.split_once(':')?;
    let letters = name.bytes().all(|b| b.is_ascii_lowercase());
    (letters && !name.is_empty()).then_some(name)
}

/// Reads a query from left to right.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    sort: Option<Sort>,
    open_word: bool,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            sort: None,
            open_word: false,
        }
    }

    fn alternatives(&mut self) -> Result<Expr, ParseError> {
        let mut parts = vec![self.sequence()?];
        while self.eat('|') {
            parts.push(self.sequence()?);
        }
        if parts.len() > 1 && parts.last() == Some(&Expr::EVERYTHING) {
            return Err(self.expected("a term after `|`"));
        }
        Ok(Expr::any(parts))
    }

    fn sequence(&mut self) -> Result<Expr, ParseError> {
        let mut parts = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some('|') if parts.is_empty() => return Err(self.expected("a term before `|`")),
                None | Some(')' | '|') => break,
                Some(_) => parts.extend(self.item()?),
            }
        }
        Ok(Expr::all(parts))
    }

    /// A condition, or the order of the results, which is none.
    fn item(&mut self) -> Result<Option<Expr>, ParseError> {
        match self.rest().strip_prefix("sort:") {
            Some(_) => self.sort().map(|()| None),
            None => self.factor().map(Some),
        }
    }

    fn factor(&mut self) -> Result<Expr, ParseError> {
        self.open_word = false;
        match self.peek() {
            Some('-') => {
                self.advance('-');
                let inner = self.nested(Self::factor)?;
                Ok(Expr::negated(inner))
            }
            Some('(') => {
                self.advance('(');
                self.nested(Self::group)
            }
            Some(c) if is_word_char(c) || c == '"' => self.term().map(Expr::Term),
            _ => Err(self.expected("a term")),
        }
    }

    fn nested(
        &mut self,
        inner: fn(&mut Self) -> Result<Expr, ParseError>,
    ) -> Result<Expr, ParseError> {
        if self.depth == MAX_DEPTH {
            return Err(self.expected("fewer groups within groups"));
        }
        self.depth += 1;
        let expr = inner(self)?;
        self.depth -= 1;
        Ok(expr)
    }

    fn group(&mut self) -> Result<Expr, ParseError> {
        let expr = self.alternatives()?;
        if expr == Expr::EVERYTHING {
            return Err(self.expected("a term"));
        }
        let closed = self.eat(')');
        closed.then_some(expr).ok_or_else(|| self.expected("`)`"))
    }

    fn term(&mut self) -> Result<Term, ParseError> {
        if self.peek() == Some('#') {
            self.advance('#');
            return field::tags(self);
        }
        let Some(name) = field_name(self.rest()) else {
            return self.pattern("a word").map(Term::Text);
        };
        match field::named(name) {
            Some(field) => {
                self.at += name.len() + 1;
                (field.parse)(self)
            }
            None if self.is_plain_colon(name) => self.pattern("a word").map(Term::Text),
            None => Err(self.expected(&format!(
                "a field such as {} or the text in quotes",
                field::list()
            ))),
        }
    }

    /// Whether the colon after `name` is that of a URL, a path of Rust or C++, or the end of a word.
    fn is_plain_colon(&self, name: &str) -> bool {
        let after = self.rest().get(name.len() + 1..).unwrap_or_default();
        !after.starts_with(|c| is_word_char(c) && c != ':' && c != '/')
    }

    fn sort(&mut self) -> Result<(), ParseError> {
        self.open_word = false;
        self.at += "sort:".len();
        let reversed = self.peek() == Some('-');
        if reversed {
            self.advance('-');
        }
        let key = self.choice(Key::ALL, Key::word)?;
        self.sort = Some(Sort { key, reversed });
        Ok(())
    }

    /// `"words"`, `/regex/` or a word.
    pub(super) fn pattern(&mut self, expected: &str) -> Result<Pattern, ParseError> {
        if self.peek() != Some('/') {
            return self.word(expected, is_word_char).map(Pattern::Literal);
        }
        let start = self.at;
        let regex = self.delimited('/', "`/` to end the regular expression")?;
        match pattern::check(&regex) {
            Ok(()) => Ok(Pattern::Regex(regex)),
            Err(reason) => {
                self.at = start;
                Err(self.expected(&format!("a regular expression ({reason})")))
            }
        }
    }

    /// `"words"` or a word, which ends before the first character that is not `of_word`.
    pub(super) fn word(
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

    /// What stands between two `delimiter`s. Within, a backslash takes the meaning from the delimiter and, in quotes, from
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
    pub(super) fn values<T>(
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
    pub(super) fn value(&mut self, expected: &str) -> Result<String, ParseError> {
        self.word(expected, |c| is_word_char(c) && c != ',')
    }

    /// One of some fixed words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Result<T, ParseError> {
        let start = self.at;
        let written = self.take(|c| c.is_ascii_lowercase());
        let known = all.iter().find(|&&value| word(value) == written).copied();
        let whole = !self.peek().is_some_and(|c| is_word_char(c) && c != ',');
        known.filter(|_| whole).ok_or_else(|| {
            self.at = start;
            let words: Vec<&str> = all.iter().map(|&value| word(value)).collect();
            self.expected(&alternatives_of(&words))
        })
    }

    /// A word that `read` understands.
    pub(super) fn read<T>(
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

    /// The error that something else is expected here.
    pub(super) fn expected(&self, expected: &str) -> ParseError {
        let before = self.text.get(..self.at).unwrap_or_default();
        let found = self.rest().split_whitespace().next().unwrap_or_default();
        ParseError {
            column: before.chars().count() + 1,
            expected: expected.to_owned(),
            found: found.to_owned(),
        }
    }

    pub(super) fn skip_space(&mut self) {
        self.take(char::is_whitespace);
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn advance(&mut self, over: char) {
        self.at += over.len_utf8();
    }

    fn eat(&mut self, c: char) -> bool {
        self.skip_space();
        let found = self.peek() == Some(c);
        if found {
            self.advance(c);
        }
        found
    }

    fn take(&mut self, of_word: fn(char) -> bool) -> &'a str {
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
