//! Whether a query can find no more than another one found. When in doubt, no.

use super::{
    Query,
    expr::{Expr, Pattern, Term},
    letters::{self, Letter},
    pattern::Reading,
};
use crate::text::hangul;

/// Whether everything that `new` finds was found by `old`. What depends on marks is always in doubt, as they change.
pub(super) fn narrows(new: &Query, old: &Query) -> bool {
    !old.depends_on_marks() && Side::of(new).narrows(Side::of(old))
}

/// What is left to look for among what `old` found: `new` without the conditions that were met then.
pub(super) fn rest(new: &Query, old: &Query) -> Option<Expr> {
    let Expr::All(parts) = &new.expr else {
        return None;
    };
    let known = match &old.expr {
        Expr::All(known) => &**known,
        one => std::slice::from_ref(one),
    };
    let grown = known.last().filter(|_| old.is_unfinished());
    let (last, others) = parts.split_last()?;
    let is_met = |part: &&Expr| known.contains(part) && (grown != Some(*part) || is_whole(part));
    let left: Vec<_> = others.iter().filter(|part| !is_met(part)).collect();
    let some = left.len() < others.len();
    some.then(|| Expr::All(left.into_iter().chain([last]).cloned().collect()))
}

/// Whether a condition finds the same while it is typed.
fn is_whole(expr: &Expr) -> bool {
    let Expr::Term(Term::Text(Pattern::Literal(text)) | Term::Title(Pattern::Literal(text))) = expr
    else {
        return false;
    };
    let (unfinished, loose) = (true, false);
    let letters = letters::of(text, Reading { unfinished, loose });
    !matches!(letters.last(), Some(Letter::Grows(_)))
}

/// A condition, and whether its last word may still grow.
#[derive(Clone, Copy)]
struct Side<'a> {
    expr: &'a Expr,
    grows: bool,
}

impl<'a> Side<'a> {
    fn of(query: &'a Query) -> Self {
        Self {
            expr: &query.expr,
            grows: query.is_unfinished(),
        }
    }

    /// The parts of a group; only the last word of the last one may grow.
    fn parts(self, parts: &'a [Expr]) -> impl Iterator<Item = Self> {
        let last = parts.len().saturating_sub(1);
        parts.iter().enumerate().map(move |(n, expr)| Self {
            expr,
            grows: self.grows && n == last,
        })
    }

    fn narrows(self, old: Self) -> bool {
        match (self.expr, old.expr) {
            (_, Expr::All(parts)) => old.parts(parts).all(|old| self.narrows(old)),
            (Expr::Any(parts), _) => self.parts(parts).all(|new| new.narrows(old)),
            (Expr::All(parts), _) => self.parts(parts).any(|new| new.narrows(old)),
            (_, Expr::Any(parts)) => old.parts(parts).any(|old| self.narrows(old)),
            (Expr::Term(new), Expr::Term(term)) => self.term_narrows(new, old, term),
            (Expr::Not(new), Expr::Not(inner)) => new == inner && !self.grows && !old.grows,
            _ => false,
        }
    }

    fn term_narrows(self, new: &Term, old: Side<'_>, term: &Term) -> bool {
        match (new, term) {
            (Term::Text(new), Term::Text(pattern)) | (Term::Title(new), Term::Title(pattern)) => {
                self.grows_from(new, old, pattern)
            }
            (Term::Tag(new), Term::Tag(tags)) if old.grows => match (&**new, &**tags) {
                ([new], [old]) => new.starts_with(&**old),
                _ => false,
            },
            _ => new == term && self.grows == old.grows,
        }
    }

    /// A longer word is found only where the shorter one is. A syllable that grows becomes longer letter by letter.
    fn grows_from(self, new: &Pattern, old: Side<'_>, pattern: &Pattern) -> bool {
        let (Pattern::Literal(new), Pattern::Literal(text)) = (new, pattern) else {
            return new == pattern;
        };
        // Lone letters are looked for in headings too, as longer words are only if there is nothing else in them.
        if new.contains(is_letter) {
            let initials = new.chars().all(hangul::is_initial) && new.starts_with(&**text);
            return initials && (old.grows || !self.grows || new != text);
        }
        let (start, last) = text.char_indices().last().map_or(("", None), |(at, c)| {
            (text.get(..at).unwrap_or_default(), Some(c))
        });
        if start.contains(is_letter) {
            return false;
        }
        match last {
            Some(c)
                if old.grows && (hangul::is_syllable(c) || !start.is_empty() && is_letter(c)) =>
            {
                hangul::spell(new).starts_with(&hangul::spell(text))
            }
            Some(c) if is_letter(c) => false,
            Some(c) if self.grows && hangul::is_syllable(c) => {
                new != text && new.starts_with(&**text)
            }
            _ => new.starts_with(&**text),
        }
    }
}

/// Whether `c` is a letter of Hangul that stands alone.
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
            ("go | redis", "go", true),
            ("go", "go | redis", false),
            ("하", "한", true),
            ("한", "하나", true),
            ("한", "하다", false),
            ("고", "과", true),
            ("러ㅅ", "러스", true),
            ("러스", "러스트", true),
            ("러스 a", "러슨 a", false),
            ("ㅎ", "하", false),
            ("ㅎ", "ㅎㄱ", true),
            ("ㅎㄱ", "ㅎ", false),
            ("ㅎ", "ㅎ가", false),
            ("ㄱ", "ㄳ", false),
            ("럿", "럿ㅡ", false),
            ("가", "rk", false),
            ("-go", "-gone", false),
            ("-go ", "-go redis", true),
            ("#re", "#redis", true),
            ("#redis", "#re", false),
            ("is:read", "is:read go", false),
            ("/a/", "/ab/", false),
            ("title:go", "title:gone", true),
            ("go", "title:go", false),
        ];
        for (old, new, expected) in table {
            assert_eq!(
                narrows(&typed(new), &typed(old)),
                expected,
                "{old} -> {new}"
            );
        }
    }

    #[test]
    fn what_was_met_is_not_looked_for_again() {
        let table = [
            ("redis", "redis l", Some("l")),
            ("#go redis", "#go redis l", Some("l")),
            ("redis l", "redis lock", Some("lock")),
            ("redis l", "redis lock #go", Some("lock #go")),
            ("#go", "#go redis", None),
            ("#go ", "#go redis", Some("redis")),
            ("성", "성 능", None),
            ("성 ", "성 능", Some("능")),
            ("ㄹㅅ", "ㄹㅅ b", None),
            ("redis", "redis", None),
            ("l", "redis l", None),
            ("redis | go", "redis l", None),
        ];
        for (old, new, expected) in table {
            let expected = expected.map(|text| match typed(text).expr {
                Expr::All(parts) => Expr::All(parts),
                one => Expr::All(vec![one]),
            });
            assert_eq!(rest(&typed(new), &typed(old)), expected, "{old} -> {new}");
        }
    }

    #[test]
    fn a_finished_syllable_does_not_narrow_to_one_that_grows() {
        let finished = Query::parse("러스").unwrap();
        assert!(!narrows(&typed("러스"), &finished));
        assert!(narrows(&typed("러스트"), &finished));
        assert!(!narrows(&typed("럿"), &finished));
        let finished = Query::parse("ㄹㅅ").unwrap();
        assert!(!narrows(&typed("ㄹㅅ"), &finished));
        assert!(narrows(&typed("ㄹㅅㅌ"), &finished));
    }
}
