//! A query made ready to run: patterns compiled, days computed, cheap conditions first.

use jiff::civil;

use super::{
    Query,
    expr::{Expr, Lang, Part, Pattern, Range, Stamp, State, Term},
    fold, host,
    index::Index,
    initials::InitialsFinder,
    pattern::{Finder, Reading},
};
use crate::model::SectionKind;

/// A condition, ready to run.
#[derive(Clone)]
pub(super) enum Plan {
    /// All, in this order.
    All(Vec<Plan>),
    /// At least one.
    Any(Vec<Plan>),
    /// Not this.
    Not(Box<Plan>),
    /// Of the issue alone.
    Issue(OfIssue),
    /// Of what is known of a single article.
    Row(OfRow),
    /// Of a single article.
    Article(OfArticle),
    /// Of the article's whole text.
    Text(Text),
}

/// Words to find anywhere in an article.
#[derive(Clone)]
pub(super) struct Text {
    pub needle: Needle,
    /// For each tag of the index, whether its name holds the words; `None` if no name does.
    pub tags: Option<Vec<bool>>,
}

/// Conditions that an issue meets or not, with all its articles.
#[derive(Clone)]
pub(super) enum OfIssue {
    Number(Range<u32>),
    Dates(Range<civil::Date>),
    Name(Finder),
}

/// Conditions that what is known of an article decides.
#[derive(Clone)]
pub(super) enum OfRow {
    /// For each tag of the index, whether it is one of those asked for.
    Tags(Vec<bool>),
    /// The same for each host.
    Hosts(Vec<bool>),
}

/// Conditions that look at one article.
#[derive(Clone)]
pub(super) enum OfArticle {
    Title(Needle),
    Url(Finder),
    Section(Named),
    In(Named, Finder),
    Langs(Vec<Lang>),
    Has(Vec<Part>),
    /// Characters of the article's text.
    Length(Range<u32>),
    States(Vec<State>),
}

/// A section by its kind or by what its heading says.
#[derive(Clone)]
pub(super) struct Named {
    pub kind: Option<SectionKind>,
    pub label: Finder,
}

/// Words to find in a text, and the same as initial consonants to find in titles and headings.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    pub words: Finder,
    pub initials: Option<InitialsFinder>,
}

/// Makes a query ready. `loose`: spaces within Korean words do not count.
pub(super) fn plan(query: &Query, today: civil::Date, loose: bool, index: &Index) -> Plan {
    let unfinished = query.is_unfinished();
    let reading = Reading { unfinished, loose };
    Planner { today, index }.expr(&query.expr, reading)
}

struct Planner<'a> {
    today: civil::Date,
    index: &'a Index,
}

impl Planner<'_> {
    fn expr(&self, expr: &Expr, reading: Reading) -> Plan {
        match expr {
            Expr::All(parts) => {
                let mut plans = self.parts(parts, reading);
                plans.sort_by_key(Plan::cost);
                Plan::All(plans)
            }
            Expr::Any(parts) => Plan::Any(self.parts(parts, reading)),
            Expr::Not(inner) => Plan::Not(Box::new(self.expr(inner, reading))),
            Expr::Term(term) => self.term(term, reading),
        }
    }

    /// Only the last part can be unfinished.
    fn parts(&self, parts: &[Expr], reading: Reading) -> Vec<Plan> {
        let finished = Reading {
            unfinished: false,
            ..reading
        };
        let last = parts.len().saturating_sub(1);
        let reading_of = |n| if n == last { reading } else { finished };
        let parts = parts.iter().enumerate();
        parts
            .map(|(n, part)| self.expr(part, reading_of(n)))
            .collect()
    }

    fn term(&self, term: &Term, reading: Reading) -> Plan {
        let finder = |pattern: &Pattern| Finder::new(pattern, reading);
        let of_article = match term {
            Term::Text(pattern) => return Plan::Text(self.text(pattern, reading)),
            Term::Issue(pattern) => return Plan::Issue(OfIssue::Name(finder(pattern))),
            Term::Number(range) => return Plan::Issue(OfIssue::Number(*range)),
            Term::Date(..) | Term::Newer(..) | Term::Older(..) => {
                return Plan::Issue(OfIssue::Dates(self.days(term)));
            }
            Term::Title(pattern) => OfArticle::Title(Needle::new(pattern, reading)),
            Term::Url(pattern) => OfArticle::Url(finder(pattern)),
            Term::Section(pattern) => OfArticle::Section(Named::new(pattern, reading)),
            Term::In(section, pattern) => {
                let section = Pattern::Literal(section.clone());
                OfArticle::In(Named::new(&section, Reading::default()), finder(pattern))
            }
            Term::Tag(tags) => return Plan::Row(OfRow::Tags(self.tags(tags, reading))),
            Term::Domain(domains) => return Plan::Row(OfRow::Hosts(self.hosts(domains))),
            Term::Lang(langs) => OfArticle::Langs(langs.clone()),
            Term::Length(range) => OfArticle::Length(*range),
            Term::Has(parts) => OfArticle::Has(parts.clone()),
            Term::Is(states) => OfArticle::States(states.clone()),
        };
        Plan::Article(of_article)
    }

    fn text(&self, pattern: &Pattern, reading: Reading) -> Text {
        let needle = Needle::new(pattern, reading);
        let tags = self.index.tags.which(|tag| needle.words.is_in(tag.name()));
        let tags = tags.contains(&true).then_some(tags);
        Text { needle, tags }
    }

    /// A tag that is still being typed is the start of a tag.
    fn tags(&self, tags: &[String], reading: Reading) -> Vec<bool> {
        self.index.tags.which(|tag| {
            let name = fold::tag(tag.name());
            let same =
                |wanted: &String| name == *wanted || reading.unfinished && name.starts_with(wanted);
            tags.iter().any(same)
        })
    }

    fn hosts(&self, domains: &[String]) -> Vec<bool> {
        let within = |host: &str| domains.iter().any(|domain| host::is_within(host, domain));
        self.index.hosts.which(|host| within(host))
    }

    fn days(&self, term: &Term) -> Range<civil::Date> {
        let (from, to) = match term {
            Term::Date(range) => (range.from.map(Stamp::first), range.to.map(Stamp::last)),
            Term::Newer(when) => (Some(when.day(self.today)), None),
            Term::Older(when) => {
                let day = when.day(self.today);
                (None, Some(day.yesterday().unwrap_or(day)))
            }
            _ => (None, None),
        };
        Range { from, to }
    }
}

impl Plan {
    /// Cheap conditions run first, and leave less for the others.
    fn cost(&self) -> u8 {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().map(Self::cost).max().unwrap_or_default()
            }
            Self::Not(inner) => inner.cost(),
            Self::Issue(_) => 0,
            Self::Row(_) => 1,
            Self::Article(test) => test.cost(),
            Self::Text(_) => 4,
        }
    }
}

impl OfArticle {
    fn cost(&self) -> u8 {
        match self {
            Self::States(_) | Self::Has(_) => 1,
            Self::Title(_) | Self::Url(_) | Self::Section(_) => 2,
            Self::In(..) | Self::Langs(_) | Self::Length(_) => 3,
        }
    }
}

impl Named {
    fn new(pattern: &Pattern, reading: Reading) -> Self {
        let kind = match pattern {
            Pattern::Literal(name) => SectionKind::from_name(&fold::tag(name)),
            Pattern::Regex(_) => None,
        };
        Self {
            kind,
            label: Finder::new(pattern, reading),
        }
    }
}

impl Needle {
    pub(super) fn new(pattern: &Pattern, reading: Reading) -> Self {
        Self {
            words: Finder::new(pattern, reading),
            initials: InitialsFinder::new(pattern, reading),
        }
    }
}
