//! The query that the same keys type on the other keyboard layout.

use super::{
    Query,
    expr::{Expr, Term, TextPattern},
};
use crate::text::hangul;

impl Query {
    /// The same keys on the other layout: `fjtmxm` is 러스트, and 해 is `go`. `None` if that changes nothing, or makes no words.
    pub fn retyped(&self) -> Option<Self> {
        let expr = expr(&self.expr);
        let complete = !expr
            .wanted()
            .into_iter()
            .filter_map(Term::pattern)
            .any(is_broken);
        (expr != self.expr && complete).then(|| Self {
            expr,
            ..self.clone()
        })
    }
}

fn expr(old: &Expr) -> Expr {
    match old {
        Expr::All(parts) => Expr::all(parts.iter().map(expr)),
        Expr::Any(parts) => Expr::any(parts.iter().map(expr)),
        Expr::Not(inner) => Expr::negated(expr(inner)),
        Expr::Term(Term::Text(pattern)) => Expr::Term(Term::Text(retyped(pattern))),
        Expr::Term(Term::Title(pattern)) => Expr::Term(Term::Title(retyped(pattern))),
        Expr::Term(term) => Expr::Term(term.clone()),
    }
}

fn retyped(pattern: &TextPattern) -> TextPattern {
    match pattern {
        TextPattern::Literal(text) if text.is_ascii() => {
            TextPattern::Literal(hangul::from_keys(text))
        }
        TextPattern::Literal(text) => TextPattern::Literal(hangul::to_keys(text)),
        TextPattern::Regex(_) => pattern.clone(),
    }
}

/// Letters left over between syllables are no Korean.
fn is_broken(pattern: &TextPattern) -> bool {
    let letter = |c| ('ㄱ'..='ㅣ').contains(&c);
    matches!(pattern, TextPattern::Literal(text) if text.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_keys_on_the_other_layout() {
        let table = [
            ("fjtmxm", Some("러스트")),
            ("ㄱㄷ얀", Some("redis")),
            ("\"qnstks fkr\" #go", Some("\"분산 락\" #go")),
            ("kubernetes", None),
            ("#go", None),
            ("/fj/", None),
        ];
        for (typed, expected) in table {
            let query = Query::parse(typed).unwrap();
            let retyped = query.retyped().map(|query| query.to_string());
            assert_eq!(retyped.as_deref(), expected, "{typed}");
        }
    }
}
