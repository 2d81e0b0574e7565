//! Queries as text that parses to the same query.

use std::fmt::{self, Display, Formatter};

use super::{
    Query,
    expr::{Expr, Term, TextPattern},
    lexer,
    values::{Feature, Lang, Moment, Period, Range, Sort, State},
};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.expr.fmt(f)?;
        match self.sort {
            Some(sort) if self.expr == Expr::EVERYTHING => sort.fmt(f),
            Some(sort) => write!(f, " {sort}"),
            None => Ok(()),
        }
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => joined(f, parts, " ", |part| matches!(part, Self::Any(_))),
            Self::Any(parts) => joined(f, parts, " | ", |_| false),
            Self::Not(inner) => match **inner {
                Self::All(_) | Self::Any(_) => write!(f, "-({inner})"),
                Self::Not(_) | Self::Term(_) => write!(f, "-{inner}"),
            },
            Self::Term(term) => term.fmt(f),
        }
    }
}

fn joined(
    f: &mut Formatter<'_>,
    parts: &[Expr],
    separator: &str,
    grouped: fn(&Expr) -> bool,
) -> fmt::Result {
    for (n, part) in parts.iter().enumerate() {
        let before = if n == 0 { "" } else { separator };
        if grouped(part) {
            write!(f, "{before}({part})")?;
        } else {
            write!(f, "{before}{part}")?;
        }
    }
    Ok(())
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(pattern) => pattern.fmt(f),
            Self::Title(pattern) => write!(f, "title:{pattern}"),
            Self::Url(pattern) => write!(f, "url:{pattern}"),
            Self::Issue(pattern) => write!(f, "issue:{pattern}"),
            Self::Newsletter(pattern) => write!(f, "newsletter:{pattern}"),
            Self::Section(pattern) => write!(f, "section:{pattern}"),
            Self::In(section, pattern) => write!(f, "in:{} {pattern}", Quoted(section)),
            Self::IssueTag(tags) => write!(f, "issue-tag:{}", list(tags)),
            Self::Tag(tags) => match tags.as_slice() {
                [tag] => write!(f, "#{}", Quoted(tag)),
                tags => write!(f, "tag:{}", list(tags)),
            },
            Self::Domain(domains) => write!(f, "domain:{}", list(domains)),
            Self::Lang(langs) => write!(f, "lang:{}", words(langs, Lang::word)),
            Self::Id(ids) => write!(f, "id:{}", list(ids)),
            Self::Is(states) => write!(f, "is:{}", words(states, State::word)),
            Self::Has(parts) => write!(f, "has:{}", words(parts, Feature::word)),
            Self::Length(range) => write!(f, "length:{range}"),
            Self::Number(range) => write!(f, "number:{range}"),
            Self::Date(range) => write!(f, "date:{range}"),
            Self::Newer(when) => write!(f, "newer:{when}"),
            Self::Older(when) => write!(f, "older:{when}"),
        }
    }
}

impl Display for TextPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => Quoted(text).fmt(f),
            Self::Regex(regex) => write!(f, "/{}/", regex.replace('/', "\\/")),
        }
    }
}

/// A word, in quotes if it would not be read as one.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if lexer::is_bare(self.0) {
            return f.write_str(self.0);
        }
        write!(
            f,
            "\"{}\"",
            self.0.replace('\\', "\\\\").replace('"', "\\\"")
        )
    }
}

/// A word in the form it has in a query.
pub(in crate::query) fn word(text: &str) -> String {
    Quoted(text).to_string()
}

fn list(values: &[String]) -> String {
    let words: Vec<String> = values
        .iter()
        .map(|value| Quoted(value).to_string())
        .collect();
    words.join(",")
}

fn words<T: Copy>(values: &[T], word: fn(T) -> &'static str) -> String {
    let words: Vec<&str> = values.iter().map(|&value| word(value)).collect();
    words.join(",")
}

impl<T: Display + PartialEq> Display for Range<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from == to => from.fmt(f),
            (from, to) => {
                from.iter().try_for_each(|from| from.fmt(f))?;
                f.write_str("..")?;
                to.iter().try_for_each(|to| to.fmt(f))
            }
        }
    }
}

impl Display for Period {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first(), self.last());
        write!(f, "{:04}", first.year())?;
        if first.month() == last.month() {
            write!(f, "-{:02}", first.month())?;
        }
        if first == last {
            write!(f, "-{:02}", first.day())?;
        }
        Ok(())
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ago(count, unit) => write!(f, "{count}{}", unit.word()),
            Self::On(stamp) => stamp.fmt(f),
        }
    }
}

impl Display for Sort {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = if self.reversed { "-" } else { "" };
        write!(f, "sort:{sign}{}", self.key.word())
    }
}
