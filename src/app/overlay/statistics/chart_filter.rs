//! The articles behind a cell of a chart.

use jiff::civil;

use crate::{
    model::Tag,
    query::{Choice, Facet, Query},
    stats::{Month, length_class},
};

/// The articles that a cell of a chart stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartFilter {
    /// The articles of a month.
    Month(Month),
    /// The articles of these days, both included.
    Days(civil::Date, civil::Date),
    /// The articles of a year.
    Year(i16),
    /// The articles with a tag.
    Tag(Tag),
    /// The articles with a source at a host.
    Domain(Box<str>),
    /// The articles in a state: a word of `is:`.
    State(&'static str),
    /// The articles of a class of [`LENGTHS`](crate::stats::LENGTHS).
    Length(usize),
}

impl ChartFilter {
    /// The query that finds them.
    pub fn query(&self) -> Query {
        match self {
            Self::Month(month) => parsed(&format!("date:{month}")),
            Self::Days(first, last) => parsed(&format!("date:{first}..{last}")),
            Self::Length(class) => {
                let (from, to) = length_class(*class).into_inner();
                let to = if to == u32::MAX {
                    String::new()
                } else {
                    to.to_string()
                };
                parsed(&format!("length:{from}..{to}"))
            }
            Self::Year(year) => of(&Facet::Year(*year)),
            Self::Tag(tag) => of(&Facet::Tag(tag.clone())),
            Self::Domain(host) => of(&Facet::Domain(host.clone())),
            Self::State(word) => of(&Facet::State(word)),
        }
    }
}

/// A query of ours is one; for a date outside of the language's calendar, it finds everything.
fn parsed(text: &str) -> Query {
    Query::parse(text).unwrap_or_default()
}

fn of(facet: &Facet) -> Query {
    Query::everything().with_choice(facet, Some(Choice::All))
}
