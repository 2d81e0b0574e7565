//! The parser: one function per rule of the grammar in [`super`].

use super::{
    error::ParseError,
    expr::{Expr, Term},
    field,
    lexer::{Lexer, field_name, is_word_char},
    values::{Sort, SortKey},
};

/// Groups and negations nested deeper than this are refused: they are parsed by recursion.
const MAX_DEPTH: usize = 64;

/// A longer query, in bytes, was pasted by mistake.
const MAX_BYTES: usize = 4096;

/// More terms than these would be searched for longer than anybody waits.
const MAX_TERMS: usize = 300;

/// The parts of a query.
pub(super) struct ParsedQuery {
    pub expr: Expr,
    pub sort: Option<Sort>,
    pub ends_in_word: bool,
}

/// Reads a query.
pub(super) fn query(text: &str) -> Result<ParsedQuery, ParseError> {
    let mut parser = Parser {
        lexer: Lexer::new(text),
        depth: 0,
        terms: 0,
        sort: None,
    };
    if text.len() > MAX_BYTES {
        let limit = format!("a query of at most {MAX_BYTES} bytes");
        return Err(parser.too_much(&limit, &format!("{} bytes", text.len())));
    }
    let expr = parser.alternatives()?;
    if parser.lexer.peek().is_some() {
        return Err(parser.expected("the end of the query or a `(` before this"));
    }
    Ok(ParsedQuery {
        expr,
        sort: parser.sort,
        ends_in_word: parser.lexer.ends_in_word(),
    })
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    depth: usize,
    terms: usize,
    sort: Option<Sort>,
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Result<Expr, ParseError> {
        let mut parts = vec![self.sequence()?];
        while self.lexer.eat('|') || self.lexer.eat_operator("OR") {
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
            self.lexer.skip_space();
            let follows = !parts.is_empty();
            if follows && self.lexer.at_operator("OR") {
                break;
            }
            if follows && self.lexer.eat_operator("AND") {
                continue;
            }
            match self.lexer.peek() {
                Some('|') if parts.is_empty() => return Err(self.expected("a term before `|`")),
                None | Some(')' | '|') => break,
                Some(_) => parts.extend(self.item()?),
            }
        }
        Ok(Expr::all(parts))
    }

    /// A condition, or the order of the results.
    fn item(&mut self) -> Result<Option<Expr>, ParseError> {
        let field = field_name(self.lexer.rest());
        if field.is_some_and(|name| name.eq_ignore_ascii_case("sort")) {
            return self.sort().map(|()| None);
        }
        self.factor().map(Some)
    }

    fn factor(&mut self) -> Result<Expr, ParseError> {
        self.lexer.open_word = false;
        if self.lexer.eat_operator("NOT") {
            self.lexer.skip_space();
            return self.negated();
        }
        match self.lexer.peek() {
            Some('-') => {
                self.lexer.advance('-');
                self.negated()
            }
            Some('(') => {
                self.lexer.advance('(');
                self.nested(Self::group)
            }
            Some(c) if is_word_char(c) || c == '"' => self.term().map(Expr::Term),
            _ => Err(self.expected("a term")),
        }
    }

    fn negated(&mut self) -> Result<Expr, ParseError> {
        self.nested(Self::factor).map(Expr::negated)
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
        let closed = self.lexer.eat(')');
        closed.then_some(expr).ok_or_else(|| self.expected("`)`"))
    }

    fn too_much(&self, expected: &str, found: &str) -> ParseError {
        ParseError {
            found: found.to_owned(),
            ..self.expected(expected)
        }
    }

    fn term(&mut self) -> Result<Term, ParseError> {
        self.terms += 1;
        if self.terms > MAX_TERMS {
            return Err(self.too_much(&format!("at most {MAX_TERMS} terms"), "more"));
        }
        if self.lexer.peek() == Some('#') {
            self.lexer.advance('#');
            return field::tags(&mut self.lexer);
        }
        let Some(name) = field_name(self.lexer.rest()) else {
            return self.lexer.pattern("a word").map(Term::Text);
        };
        match field::named(name) {
            None if name.contains(|c: char| c.is_ascii_uppercase()) => {
                self.lexer.pattern("a word").map(Term::Text)
            }
            Some(field) => {
                self.lexer.skip(name.len() + 1);
                (field.parse)(&mut self.lexer)
            }
            None if self.is_plain_colon(name) => self.lexer.pattern("a word").map(Term::Text),
            None => Err(self.expected(&format!(
                "a field such as {} or the text in quotes",
                field::list()
            ))),
        }
    }

    /// True if the colon after `name` is that of a URL, a path of Rust or C++, or the end of a word.
    fn is_plain_colon(&self, name: &str) -> bool {
        let after = self.lexer.rest().get(name.len() + 1..).unwrap_or_default();
        !after.starts_with(|c| is_word_char(c) && c != ':' && c != '/')
    }

    fn sort(&mut self) -> Result<(), ParseError> {
        self.lexer.open_word = false;
        self.lexer.skip("sort:".len());
        let reversed = self.lexer.peek() == Some('-');
        if reversed {
            self.lexer.advance('-');
        }
        let key = self.lexer.choice(SortKey::ALL, SortKey::word)?;
        self.sort = Some(Sort { key, reversed });
        Ok(())
    }

    fn expected(&self, expected: &str) -> ParseError {
        self.lexer.expected(expected)
    }
}
