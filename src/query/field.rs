//! The fields of the language: one row each. The parser, the completion and the README's table read the rows.

use super::{
    ParseError,
    expr::{Lang, Part, Range, Stamp, State, Term, Unit, When},
    fold,
    parse::Parser,
};

/// A field: what stands before a colon.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// How it is written.
    pub example: &'static str,
    /// What it finds.
    pub help: &'static str,
    /// Reads what stands after the colon.
    pub(super) parse: fn(&mut Parser<'_>) -> Result<Term, ParseError>,
}

/// Every field but `sort:`, which is no condition.
pub const FIELDS: [Field; 17] = [
    Field {
        name: "title",
        example: "title:redis",
        help: "in the title",
        parse: |parser| parser.pattern("a word of the title").map(Term::Title),
    },
    Field {
        name: "tag",
        example: "tag:go,rust",
        help: "has one of these tags; `#go` for short",
        parse: tags,
    },
    Field {
        name: "section",
        example: "section:caution",
        help: "has a section of this kind or name, or stands in a group of this name",
        parse: |parser| parser.pattern("the name of a section").map(Term::Section),
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
        parse: |parser| parser.pattern("a part of a URL").map(Term::Url),
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
        parse: |parser| {
            parser
                .pattern("a word of the issue's title")
                .map(Term::Issue)
        },
    },
    Field {
        name: "number",
        example: "number:120..130",
        help: "the issue's number, or a range of them",
        parse: |parser| {
            parser
                .read("a number or a range such as 10..20", numbers)
                .map(Term::Number)
        },
    },
    Field {
        name: "date",
        example: "date:2024-01..2024-03",
        help: "the issue's date: a year, a month, a day or a range",
        parse: |parser| {
            parser
                .read("a date such as 2024-09 or 2024-01..2024-03", dates)
                .map(Term::Date)
        },
    },
    Field {
        name: "newer",
        example: "newer:2w",
        help: "since so many days, weeks, months or years (`d` `w` `m` `y`), or since a date",
        parse: |parser| parser.read(WHEN, when).map(Term::Newer),
    },
    Field {
        name: "older",
        example: "older:2023",
        help: "before that",
        parse: |parser| parser.read(WHEN, when).map(Term::Older),
    },
    Field {
        name: "is",
        example: "is:unread",
        help: "`unread`, `read`, `starred`, `queued` or `opened`",
        parse: |parser| {
            parser
                .values(|parser| parser.choice(State::ALL, State::word))
                .map(Term::Is)
        },
    },
    Field {
        name: "has",
        example: "has:code",
        help: "`link`, `code` or `summary`",
        parse: |parser| {
            parser
                .values(|parser| parser.choice(Part::ALL, Part::word))
                .map(Term::Has)
        },
    },
    Field {
        name: "length",
        example: "length:2000..",
        help: "the article is written with so many characters, or a range of them",
        parse: |parser| {
            parser
                .read("a number or a range such as 500..2000", numbers)
                .map(Term::Length)
        },
    },
    Field {
        name: "lang",
        example: "lang:ko",
        help: "mostly written in this script: `ko`, `ja`, `zh`, `ru`, or `en` for Latin letters",
        parse: |parser| {
            parser
                .values(|parser| parser.choice(Lang::ALL, Lang::word))
                .map(Term::Lang)
        },
    },
    Field {
        name: "text",
        example: "text:lock",
        help: "anywhere: what a bare word means",
        parse: |parser| parser.pattern("a word").map(Term::Text),
    },
    Field {
        name: "sort",
        example: "sort:-date",
        help: "the order: `date`, `title`, `issue` or `relevance`, a `-` turns it round",
        parse: |parser| Err(parser.expected("an order that stands on its own")),
    },
];

const WHEN: &str = "a time such as 2w, 3m or 2024-09";

/// The field of this name.
pub(super) fn named(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

/// All names, for an error: `title:, tag: …`.
pub(super) fn list() -> String {
    let names: Vec<String> = FIELDS
        .iter()
        .map(|field| format!("{}:", field.name))
        .collect();
    names.join(", ")
}

pub(super) fn tags(parser: &mut Parser<'_>) -> Result<Term, ParseError> {
    let tag = |parser: &mut Parser<'_>| {
        let nothing = parser.expected("a tag");
        let tag = fold::tag(&parser.value("a tag")?);
        if tag.is_empty() {
            Err(nothing)
        } else {
            Ok(tag)
        }
    };
    parser.values(tag).map(Term::Tag)
}

fn domains(parser: &mut Parser<'_>) -> Result<Term, ParseError> {
    let domain = |parser: &mut Parser<'_>| parser.value("a domain such as go.dev");
    let lower = |domain: String| domain.to_lowercase();
    let domains = parser.values(|parser| domain(parser).map(lower))?;
    Ok(Term::Domain(domains))
}

fn within(parser: &mut Parser<'_>) -> Result<Term, ParseError> {
    let section = parser.value("the kind or name of a section")?;
    parser.skip_space();
    let pattern = parser.pattern("a word to find in that section")?;
    Ok(Term::In(section, pattern))
}

fn numbers(text: &str) -> Option<Range<u32>> {
    range(text, |number| number.parse().ok())
}

fn dates(text: &str) -> Option<Range<Stamp>> {
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

fn stamp(text: &str) -> Option<Stamp> {
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
    Stamp::new(year, narrow(month)?, narrow(day)?)
}

fn digits(text: &str, count: usize) -> Option<i16> {
    let all = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

fn when(text: &str) -> Option<When> {
    let ago = Unit::ALL.iter().find_map(|&unit| {
        let count = text.strip_suffix(unit.word())?;
        let plain = count.bytes().all(|b| b.is_ascii_digit());
        Some(When::Ago(plain.then(|| count.parse().ok())??, unit))
    });
    ago.or_else(|| stamp(text).map(When::On))
}
