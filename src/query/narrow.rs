//! Queries that can find no more than the one before.

use super::{
    fold,
    language::{
        Query,
        expr::{Expr, Term, TextPattern},
    },
    matching::letters::{self, Leeway},
};
use crate::text::hangul;

/// True if all that `new` finds was found by `old`; false when in doubt.
pub(super) fn narrows(new: &Query, old: &Query) -> bool {
    let new = clauses(new);
    let kept = |old: &Clause<'_>| new.iter().any(|new| new.narrows(old));
    !old.depends_on_marks() && clauses(old).iter().all(kept)
}

/// A condition among those that must all hold.
struct Clause<'a> {
    expr: &'a Expr,
    /// Its last word may still grow.
    grows: bool,
}

fn clauses(query: &Query) -> Vec<Clause<'_>> {
    let all = match &query.expr {
        Expr::All(parts) => parts,
        single => std::slice::from_ref(single),
    };
    let last = all.len().saturating_sub(1);
    let clause = |(n, expr)| Clause {
        expr,
        grows: n == last && query.is_unfinished(),
    };
    all.iter().enumerate().map(clause).collect()
}

impl Clause<'_> {
    fn narrows(&self, old: &Self) -> bool {
        let is_term = matches!(self.expr, Expr::Term(_));
        let same_growth = self.grows == old.grows || is_term && old.grows;
        self.is_longer_than(old) || self.expr == old.expr && same_growth
    }

    /// True if its word is that of `old` with more letters after it, or the same finished.
    fn is_longer_than(&self, old: &Self) -> bool {
        let (Expr::Term(Term::Text(new)), Expr::Term(Term::Text(word))) = (self.expr, old.expr)
        else {
            return false;
        };
        let (TextPattern::Literal(new), TextPattern::Literal(word)) = (new, word) else {
            return false;
        };
        // Lone letters are searched for in headings as well, longer words are not.
        if new.contains(is_letter) || word.contains(is_letter) {
            return false;
        }
        if old.grows {
            let [new, word] = [new, word].map(|word| hangul::spell(&fold::words(word)));
            return new.starts_with(&word);
        }
        let [new, word] = [new, word].map(|word| letters::of(word, Leeway::default()));
        new.starts_with(&word) && (new.len() > word.len() || !self.grows)
    }
}

/// True for a letter of Hangul that stands alone.
fn is_letter(c: char) -> bool {
    ('ㄱ'..='ㅣ').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Query {
        Query::parse(text).unwrap().typing()
    }

    #[test]
    fn more_letters_and_more_terms_narrow() {
        let table = [
            ("", "anything", true),
            ("go", "gone", true),
            ("gone", "go", false),
            ("go", "Gone", false),
            ("go", "goNe", true),
            ("go", "go redis", true),
            ("go redis", "go redi", false),
            ("go | redis", "go", false),
            ("go", "go | redis", false),
            ("하", "한", true),
            ("한", "하나", true),
            ("한", "하다", false),
            ("고", "과", true),
            ("러스", "러스트", true),
            ("러스 a", "러슨 a", false),
            ("ㅎ", "하", false),
            ("ㅎ", "ㅎ가", false),
            ("가", "rk", false),
            ("-go", "-gone", false),
            ("#go", "#go redis", true),
            ("-go", "-go redis", false),
            ("#go ", "#go redis", true),
            ("is:read", "is:read go", false),
            ("/a/", "/ab/", false),
            ("go", "title:go", false),
        ];
        for (old, new, expected) in table {
            let narrows = narrows(&typed(new), &typed(old));
            assert_eq!(narrows, expected, "{old} -> {new}");
        }
    }

    #[test]
    fn a_finished_syllable_does_not_narrow_to_one_that_grows() {
        let finished = Query::parse("러스").unwrap();
        assert!(!narrows(&typed("러스"), &finished));
        assert!(narrows(&typed("러스트"), &finished));
        assert!(!narrows(&typed("럿"), &finished));
        assert!(narrows(&finished, &typed("러스")));
    }
}
