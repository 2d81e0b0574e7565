//! The fields of the language: one row each. The parser, the completion and the README's table read the rows.

use super::{
    super::fold,
    error::ParseError,
    expr::Term,
    lexer::Lexer,
    values::{Feature, Lang, Moment, Period, Range, State, Unit},
};
use crate::{model::ShortId, topics};

/// A field: a word before a colon.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// An example of its use.
    pub example: &'static str,
    /// The articles it finds.
    pub help: &'static str,
    /// Reads the text after the colon.
    pub(super) parse: fn(&mut Lexer<'_>) -> Result<Term, ParseError>,
}

/// Every field but `sort:`, which is no condition.
pub const FIELDS: [Field; 20] = [
    Field {
        name: "title",
        example: "title:redis",
        help: "in the title",
        parse: |lexer| lexer.pattern("a word of the title").map(Term::Title),
    },
    Field {
        name: "tag",
        example: "tag:go,rust",
        help: "has one of these tags; `#go` for short",
        parse: tags,
    },
    Field {
        name: "issue-tag",
        example: "issue-tag:release",
        help: "its issue bears one of these tags",
        parse: |lexer| tag_names(lexer).map(Term::IssueTag),
    },
    Field {
        name: "section",
        example: "section:caution",
        help: "has a section of this kind or name, or stands in a group of this name",
        parse: |lexer| lexer.pattern("the name of a section").map(Term::Section),
    },
    Field {
        name: "in",
        example: "in:summary lock",
        help: "the word, phrase or regex that follows stands in a section of this kind or name",
        parse: within,
    },
    Field {
        name: "url",
        example: "url:github.com/redis",
        help: "in the URL of a link",
        parse: |lexer| lexer.pattern("a part of a URL").map(Term::Url),
    },
    Field {
        name: "domain",
        example: "domain:go.dev",
        help: "the reference is at one of these hosts, or at a host below one",
        parse: domains,
    },
    Field {
        name: "issue",
        example: "issue:weekly",
        help: "in the title or the path of the issue",
        parse: |lexer| {
            lexer
                .pattern("a word of the issue's title")
                .map(Term::Issue)
        },
    },
    Field {
        name: "newsletter",
        example: "newsletter:rust",
        help: "in the name of the newsletter",
        parse: |lexer| {
            lexer
                .pattern("a word of the newsletter's name")
                .map(Term::Newsletter)
        },
    },
    Field {
        name: "number",
        example: "number:120..130",
        help: "the issue's number, or a range of them",
        parse: |lexer| {
            lexer
                .read("a number or a range such as 10..20", numbers)
                .map(Term::Number)
        },
    },
    Field {
        name: "date",
        example: "date:2024-01..2024-03",
        help: "the issue's date: a year, a month, a day or a range",
        parse: |lexer| {
            lexer
                .read("a date such as 2024-09 or 2024-01..2024-03", dates)
                .map(Term::Date)
        },
    },
    Field {
        name: "newer",
        example: "newer:2w",
        help: "within a number of days, weeks, months or years (`d` `w` `m` `y`), or since a date",
        parse: |lexer| lexer.read(WHEN, when).map(Term::Newer),
    },
    Field {
        name: "older",
        example: "older:2023",
        help: "before that",
        parse: |lexer| lexer.read(WHEN, when).map(Term::Older),
    },
    Field {
        name: "id",
        example: "id:4k7q2m9x",
        help: "has one of these ids, as `list` prints them, or one that begins so",
        parse: ids,
    },
    Field {
        name: "is",
        example: "is:unread",
        help: "`unread`, `read`, `starred`, `queued`, `opened`, or `new` since the last time",
        parse: |lexer| {
            lexer
                .values(|lexer| lexer.choice(State::ALL, State::word))
                .map(Term::Is)
        },
    },
    Field {
        name: "has",
        example: "has:code",
        help: "`link`, `code` or `summary`",
        parse: |lexer| {
            lexer
                .values(|lexer| lexer.choice(Feature::ALL, Feature::word))
                .map(Term::Has)
        },
    },
    Field {
        name: "length",
        example: "length:2000..",
        help: "the length in characters, or a range of it",
        parse: |lexer| {
            lexer
                .read("a number or a range such as 500..2000", numbers)
                .map(Term::Length)
        },
    },
    Field {
        name: "lang",
        example: "lang:ko",
        help: "mostly written in this script: `ko`, `ja`, `zh`, `ru`, or `en` for Latin letters",
        parse: |lexer| {
            lexer
                .values(|lexer| lexer.choice(Lang::ALL, Lang::word))
                .map(Term::Lang)
        },
    },
    Field {
        name: "text",
        example: "text:lock",
        help: "anywhere: what a bare word means",
        parse: |lexer| lexer.pattern("a word").map(Term::Text),
    },
    Field {
        name: "sort",
        example: "sort:-date",
        help: "the order: `date`, `title`, `issue` or `relevance`, a `-` reverses it",
        parse: |lexer| Err(lexer.expected("an order that stands on its own")),
    },
];

const WHEN: &str = "a time such as 2w, 3m or 2024-09";

/// The field of this name, in whatever case.
pub(super) fn named(name: &str) -> Option<&'static Field> {
    let is_named = |field: &&Field| field.name.eq_ignore_ascii_case(name);
    FIELDS.iter().find(is_named)
}

/// All names, for an error: `title:, tag: …`.
pub(super) fn list() -> String {
    let names: Vec<String> = FIELDS
        .iter()
        .map(|field| format!("{}:", field.name))
        .collect();
    names.join(", ")
}

pub(super) fn tags(lexer: &mut Lexer<'_>) -> Result<Term, ParseError> {
    tag_names(lexer).map(Term::Tag)
}

/// Names of tags. Of a topic's names each means the first: `golang` is `go`.
fn tag_names(lexer: &mut Lexer<'_>) -> Result<Vec<String>, ParseError> {
    let tag = |lexer: &mut Lexer<'_>| {
        let nothing = lexer.expected("a tag");
        let tag = fold::tag(&lexer.value("a tag")?);
        if tag.is_empty() {
            Err(nothing)
        } else {
            Ok(topics::canonical(&tag).map_or(tag, |known| known.name().to_owned()))
        }
    };
    lexer.values(tag)
}

fn domains(lexer: &mut Lexer<'_>) -> Result<Term, ParseError> {
    const WANTED: &str = "a domain such as go.dev (`url:` looks into whole addresses)";
    let domain = |lexer: &mut Lexer<'_>| {
        let wrong = lexer.expected(WANTED);
        let written = lexer.value(WANTED)?.to_lowercase();
        host(&written).map(str::to_owned).ok_or(wrong)
    };
    Ok(Term::Domain(lexer.values(domain)?))
}

/// The host of an address that is pasted whole, scheme and closing slash included; `None` where it goes on after the host.
fn host(written: &str) -> Option<&str> {
    let (_, rest) = written.split_once("://").unwrap_or(("", written));
    let host = rest.strip_suffix('/').unwrap_or(rest);
    (!host.is_empty() && !host.contains(['/', '?', '#'])).then_some(host)
}

fn ids(lexer: &mut Lexer<'_>) -> Result<Term, ParseError> {
    let id = |lexer: &mut Lexer<'_>| {
        let wrong = lexer.expected("an id such as 4k7q2m9x, or four letters of it");
        let id = lexer.value("an id such as 4k7q2m9x")?.to_ascii_lowercase();
        ShortId::is_beginning(&id).then_some(id).ok_or(wrong)
    };
    lexer.values(id).map(Term::Id)
}

fn within(lexer: &mut Lexer<'_>) -> Result<Term, ParseError> {
    let section = lexer.value("the kind or name of a section")?;
    lexer.skip_space();
    let pattern = lexer.pattern("a word to find in that section")?;
    Ok(Term::In(section, pattern))
}

fn numbers(text: &str) -> Option<Range<u32>> {
    range(text, |number| number.parse().ok())
}

fn dates(text: &str) -> Option<Range<Period>> {
    let range = range(text, stamp)?;
    let ends = range.from.zip(range.to);
    ends.is_none_or(|(from, to)| from.first() <= to.last())
        .then_some(range)
}

fn range<T: Copy>(text: &str, value: impl Fn(&str) -> Option<T>) -> Option<Range<T>> {
    let end = |text: &str| match text {
        "" => Some(None),
        text => value(text).map(Some),
    };
    let (from, to) = match text.split_once("..") {
        Some((from, to)) => (end(from)?, end(to)?),
        None => (Some(value(text)?), Some(value(text)?)),
    };
    (from.is_some() || to.is_some()).then_some(Range { from, to })
}

fn stamp(text: &str) -> Option<Period> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|month| digits(month, 2));
    let day = parts.next().map(|day| digits(day, 2));
    if parts.next().is_some() {
        return None;
    }
    let narrow = |part: Option<Option<i16>>| match part {
        None => Some(None),
        Some(number) => number.map(|number| Some(number as i8)),
    };
    Period::new(year, narrow(month)?, narrow(day)?)
}

fn digits(text: &str, count: usize) -> Option<i16> {
    let all = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

fn when(text: &str) -> Option<Moment> {
    let ago = Unit::ALL.iter().find_map(|&unit| {
        let count = text.strip_suffix(unit.word())?;
        let plain = count.bytes().all(|b| b.is_ascii_digit());
        Some(Moment::Ago(plain.then(|| count.parse().ok())??, unit))
    });
    ago.or_else(|| stamp(text).map(Moment::On))
}
