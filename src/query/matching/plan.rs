//! A query made ready to run: patterns compiled, days computed, cheap conditions first.

use jiff::civil;

use super::{
    super::{
        fold,
        language::{
            Query,
            expr::{Expr, Term, TextPattern},
            values::{Feature, Lang, Period, Range, State},
        },
    },
    initials,
    letters::Leeway,
    pattern::TextFinder,
};
use crate::model::SectionKind;

/// Conditions, ready to run.
#[derive(Clone)]
pub(in crate::query) enum Plan {
    /// All, in this order.
    All(Vec<Plan>),
    /// At least one.
    Any(Vec<Plan>),
    /// Not this.
    Not(Box<Plan>),
    /// A single one.
    Test(Test),
}

/// A condition on an article.
#[derive(Clone)]
pub(in crate::query) enum Test {
    Number(Range<u32>),
    Dates(Range<civil::Date>),
    /// In the issue's title or path.
    Issue(TextFinder),
    /// In the newsletter's name.
    Newsletter(TextFinder),
    /// The beginnings of ids.
    Ids(Vec<String>),
    States(Vec<State>),
    Has(Vec<Feature>),
    Tags(WantedTags),
    IssueTags(WantedTags),
    Domains(Vec<String>),
    Title(Needle),
    Url(TextFinder),
    Section(WantedSection),
    In(WantedSection, TextFinder),
    Langs(Vec<Lang>),
    /// Characters of the article's text.
    Length(Range<u32>),
    /// Anywhere in the article.
    Text(Needle),
}

/// One of these tags.
#[derive(Clone)]
pub(in crate::query) struct WantedTags {
    /// Their skeletons.
    pub names: Vec<String>,
    /// The beginning of a tag is enough, as it is still being typed.
    pub unfinished: bool,
}

/// A section by its kind or by its heading.
#[derive(Clone)]
pub(in crate::query) struct WantedSection {
    pub kind: Option<SectionKind>,
    pub label: TextFinder,
}

/// Words to find in a text, and the same as initial consonants to find in titles and headings.
#[derive(Clone, Debug)]
pub(in crate::query) struct Needle {
    pub words: TextFinder,
    pub initials: Option<TextFinder>,
}

impl Plan {
    /// Makes a query ready. `loose`: spaces within Korean words do not count.
    pub fn new(query: &Query, today: civil::Date, loose: bool) -> Self {
        let unfinished = query.is_unfinished();
        Self::of(&query.expr, today, Leeway { unfinished, loose })
    }

    fn of(expr: &Expr, today: civil::Date, leeway: Leeway) -> Self {
        match expr {
            Expr::All(parts) => {
                let mut plans = Self::of_parts(parts, today, leeway);
                plans.sort_by_key(Self::cost);
                Self::All(plans)
            }
            Expr::Any(parts) => Self::Any(Self::of_parts(parts, today, leeway)),
            Expr::Not(inner) => Self::Not(Box::new(Self::of(inner, today, leeway))),
            Expr::Term(term) => Self::Test(Test::of(term, today, leeway)),
        }
    }

    /// Only the last part can be unfinished.
    fn of_parts(parts: &[Expr], today: civil::Date, leeway: Leeway) -> Vec<Self> {
        let Some((last, others)) = parts.split_last() else {
            return Vec::new();
        };
        let finished = Leeway {
            unfinished: false,
            ..leeway
        };
        let others = others.iter().map(|part| Self::of(part, today, finished));
        others.chain([Self::of(last, today, leeway)]).collect()
    }

    /// Cheap conditions run first, and leave less for the others.
    fn cost(&self) -> u8 {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().map(Self::cost).max().unwrap_or_default()
            }
            Self::Not(inner) => inner.cost(),
            Self::Test(test) => test.cost(),
        }
    }
}

impl Test {
    fn of(term: &Term, today: civil::Date, leeway: Leeway) -> Self {
        let finder = |pattern: &TextPattern| TextFinder::new(pattern, leeway);
        match term {
            Term::Text(pattern) => Self::Text(Needle::new(pattern, leeway)),
            Term::Title(pattern) => Self::Title(Needle::new(pattern, leeway)),
            Term::Url(pattern) => Self::Url(finder(pattern)),
            Term::Issue(pattern) => Self::Issue(finder(pattern)),
            Term::Newsletter(pattern) => Self::Newsletter(finder(pattern)),
            Term::Section(pattern) => Self::Section(WantedSection::new(pattern, leeway)),
            Term::In(section, pattern) => {
                let section = TextPattern::Literal(section.clone());
                let section = WantedSection::new(&section, Leeway::default());
                Self::In(section, finder(pattern))
            }
            Term::Tag(names) => Self::Tags(WantedTags::new(names, leeway)),
            Term::IssueTag(names) => Self::IssueTags(WantedTags::new(names, leeway)),
            Term::Domain(domains) => Self::Domains(domains.clone()),
            Term::Lang(langs) => Self::Langs(langs.clone()),
            Term::Length(range) => Self::Length(*range),
            Term::Has(features) => Self::Has(features.clone()),
            Term::Id(ids) => Self::Ids(ids.clone()),
            Term::Is(states) => Self::States(states.clone()),
            Term::Number(range) => Self::Number(*range),
            Term::Date(range) => Self::Dates(Range {
                from: range.from.map(Period::first),
                to: range.to.map(Period::last),
            }),
            Term::Newer(moment) => Self::Dates(Range {
                from: Some(moment.day(today)),
                to: None,
            }),
            Term::Older(moment) => {
                let day = moment.day(today);
                Self::Dates(Range {
                    from: None,
                    to: Some(day.yesterday().unwrap_or(day)),
                })
            }
        }
    }

    fn cost(&self) -> u8 {
        match self {
            Self::Number(_) | Self::Dates(_) => 0,
            Self::Tags(_) | Self::IssueTags(_) | Self::States(_) => 1,
            Self::Ids(_)
            | Self::Issue(_)
            | Self::Newsletter(_)
            | Self::Domains(_)
            | Self::Title(_)
            | Self::Url(_)
            | Self::Section(_) => 2,
            Self::Has(_) | Self::In(..) | Self::Langs(_) | Self::Length(_) => 3,
            Self::Text(_) => 4,
        }
    }
}

impl WantedTags {
    fn new(names: &[String], leeway: Leeway) -> Self {
        let names = names.iter().map(|name| fold::skeleton(name).into());
        Self {
            names: names.collect(),
            unfinished: leeway.unfinished,
        }
    }
}

impl WantedSection {
    fn new(pattern: &TextPattern, leeway: Leeway) -> Self {
        let kind = match pattern {
            TextPattern::Literal(name) => SectionKind::from_name(&fold::tag(name)),
            TextPattern::Regex(_) => None,
        };
        Self {
            kind,
            label: TextFinder::new(pattern, leeway),
        }
    }
}

impl Needle {
    pub fn new(pattern: &TextPattern, leeway: Leeway) -> Self {
        Self {
            words: TextFinder::new(pattern, leeway),
            initials: initials::finder(pattern, leeway),
        }
    }
}
