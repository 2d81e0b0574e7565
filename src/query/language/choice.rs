//! Building queries by choosing, as from a list of tags.

use std::borrow::Cow;

use super::{
    super::fold,
    Query,
    expr::{Expr, Term, TextPattern},
    values::{Period, Range, State},
};
use crate::model::{SectionKind, Tag};

/// Something articles have in common, which can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facet {
    /// A tag of the article.
    Tag(Tag),
    /// A tag of its issue.
    IssueTag(Tag),
    /// The newsletter of its issue.
    Newsletter(Box<str>),
    /// The heading that the article stands under.
    Group(Box<str>),
    /// The host of the reference.
    Domain(Box<str>),
    /// The year of the issue.
    Year(i16),
    /// A kind of section.
    Kind(SectionKind),
    /// A word of `is:`.
    State(&'static str),
}

/// A choice among the values of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Every article must have it.
    All,
    /// Every article must have it or another one so chosen.
    Any,
    /// No article may have it.
    Not,
}

impl Facet {
    /// Its name on the screen.
    pub fn label(&self) -> Cow<'_, str> {
        match self {
            Self::Tag(tag) => tag.display().into(),
            Self::IssueTag(tag) => format!("{} (issue)", tag.display()).into(),
            Self::Domain(name) | Self::Group(name) | Self::Newsletter(name) => (&**name).into(),
            Self::Year(year) => year.to_string().into(),
            Self::Kind(kind) => kind.name().into(),
            Self::State(word) => (*word).into(),
        }
    }

    /// The names it can be looked for by, in lower case.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let name = match self {
            Self::Tag(tag) | Self::IssueTag(tag) => Some(tag.name().to_owned()),
            _ => None,
        };
        name.into_iter().chain([self.label().to_lowercase()])
    }

    /// The condition that asks for it; `None` for a year outside of the calendar or a state that does not exist.
    fn term(&self) -> Option<Term> {
        Some(match self {
            Self::Tag(tag) => Term::Tag(vec![fold::tag(tag.name())]),
            Self::IssueTag(tag) => Term::IssueTag(vec![fold::tag(tag.name())]),
            Self::Newsletter(name) => Term::Newsletter(TextPattern::Literal(name.to_string())),
            Self::Group(title) => Term::Section(TextPattern::Literal(title.to_string())),
            Self::Domain(host) => Term::Domain(vec![host.to_string()]),
            Self::Year(year) => {
                let year = Some(Period::new(*year, None, None)?);
                Term::Date(Range {
                    from: year,
                    to: year,
                })
            }
            Self::Kind(kind) => Term::Section(TextPattern::Literal(kind.name().to_owned())),
            Self::State(word) => {
                let state = State::ALL.iter().find(|state| state.word() == *word)?;
                Term::Is(vec![*state])
            }
        })
    }
}

impl Query {
    /// The choice that the query makes of a facet, if any.
    pub fn choice(&self, facet: &Facet) -> Option<Choice> {
        let wanted = Expr::Term(facet.term()?);
        self.parts().iter().find_map(|part| match part {
            Expr::Not(inner) if **inner == wanted => Some(Choice::Not),
            Expr::Any(parts) if parts.contains(&wanted) => Some(Choice::Any),
            part => (*part == wanted).then_some(Choice::All),
        })
    }

    /// The same query with a facet asked for in this way, or not at all.
    #[must_use]
    pub fn with_choice(mut self, facet: &Facet, choice: Option<Choice>) -> Self {
        let Some(wanted) = facet.term().map(Expr::Term) else {
            return self;
        };
        let mut parts: Vec<Expr> = self
            .parts()
            .iter()
            .filter_map(|part| without(part, &wanted))
            .collect();
        match choice {
            None => {}
            Some(Choice::All) => parts.push(wanted),
            Some(Choice::Not) => parts.push(Expr::negated(wanted)),
            Some(Choice::Any) => {
                let group = parts.iter().rposition(is_choice).map(|at| parts.remove(at));
                parts.push(Expr::any(group.into_iter().chain([wanted])));
            }
        }
        self.expr = Expr::all(parts);
        self.ends_in_word = false;
        self
    }

    /// The conditions that must all hold.
    fn parts(&self) -> &[Expr] {
        match &self.expr {
            Expr::All(parts) => parts,
            single => std::slice::from_ref(single),
        }
    }
}

/// A part without a condition; `None` if nothing is left.
fn without(part: &Expr, unwanted: &Expr) -> Option<Expr> {
    match part {
        Expr::Any(parts) => {
            let left: Vec<Expr> = parts
                .iter()
                .filter(|part| *part != unwanted)
                .cloned()
                .collect();
            (!left.is_empty()).then(|| Expr::any(left))
        }
        Expr::Not(inner) if **inner == *unwanted => None,
        part => (part != unwanted).then(|| part.clone()),
    }
}

/// True if a part can be joined by an alternative: a facet, or alternatives between facets.
fn is_choice(part: &Expr) -> bool {
    match part {
        Expr::Any(parts) => parts.iter().all(is_choice),
        Expr::Term(term) => term.pattern().is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str) -> Facet {
        Facet::Tag(Tag::new(name).unwrap())
    }

    #[test]
    fn choices_add_up_to_a_query() {
        let steps = [
            (tag("go"), Some(Choice::All), "#go"),
            (tag("redis"), Some(Choice::Any), "#go | #redis"),
            (tag("rust"), Some(Choice::Any), "#go | #redis | #rust"),
            (
                tag("ads"),
                Some(Choice::Not),
                "(#go | #redis | #rust) -#ads",
            ),
            (tag("go"), None, "(#redis | #rust) -#ads"),
            (tag("redis"), Some(Choice::All), "#rust -#ads #redis"),
            (
                Facet::Year(2024),
                Some(Choice::All),
                "#rust -#ads #redis date:2024",
            ),
            (
                Facet::Kind(SectionKind::Summary),
                Some(Choice::All),
                "#rust -#ads #redis date:2024 section:summary",
            ),
            (
                Facet::Domain("go.dev".into()),
                Some(Choice::Not),
                "#rust -#ads #redis date:2024 section:summary -domain:go.dev",
            ),
            (
                Facet::State("unread"),
                Some(Choice::All),
                "#rust -#ads #redis date:2024 section:summary -domain:go.dev is:unread",
            ),
        ];
        let mut query = Query::everything();
        for (facet, choice, expected) in steps {
            query = query.with_choice(&facet, choice);
            assert_eq!(query.to_string(), expected);
            assert_eq!(query.choice(&facet), choice);
        }
    }

    #[test]
    fn words_are_left_alone() {
        let query = Query::parse("locks (a | b)").unwrap();
        let query = query.with_choice(&tag("go"), Some(Choice::Any));
        assert_eq!(query.to_string(), "locks (a | b) #go");
        assert_eq!(
            query.with_choice(&tag("go"), None).to_string(),
            "locks (a | b)"
        );
    }
}
