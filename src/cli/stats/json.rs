//! The numbers for programs. assets/output.schema.json lists the fields.

use serde::Serialize;

use crate::stats::{self, Count, Progress, Stats, Topic, length_class};

/// Everything that was counted.
#[derive(Serialize)]
pub(super) struct Json<'a> {
    issues: usize,
    articles: usize,
    months: Vec<SpanJson>,
    days: Vec<SpanJson>,
    years: Vec<Year>,
    tags: Vec<TagStatsJson<'a>>,
    domains: Vec<Named<'a>>,
    states: Vec<Named<'a>>,
    lengths: Vec<Length>,
}

#[derive(Serialize)]
struct SpanJson {
    name: String,
    issues: usize,
    articles: usize,
}

#[derive(Serialize)]
struct Year {
    name: String,
    articles: usize,
    read: usize,
    starred: usize,
    queued: usize,
    opened: usize,
}

#[derive(Serialize)]
struct TagStatsJson<'a> {
    name: &'a str,
    display: &'a str,
    articles: usize,
    months: Vec<MonthJson>,
}

#[derive(Serialize)]
struct MonthJson {
    name: String,
    articles: usize,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    articles: usize,
}

#[derive(Serialize)]
struct Length {
    from: u32,
    /// The last one has no end.
    to: Option<u32>,
    articles: usize,
}

impl<'a> Json<'a> {
    pub fn new(stats: &'a Stats) -> Self {
        let span = |name: String, count: &Count| SpanJson {
            name,
            issues: count.issues,
            articles: count.articles,
        };
        let named = |name, articles| Named { name, articles };
        let words = stats.progress.states().into_iter();
        let domains = stats.domains.iter();
        Self {
            issues: stats.issues,
            articles: stats.progress.articles,
            months: stats
                .months
                .iter()
                .map(|(month, n)| span(month.to_string(), n))
                .collect(),
            days: stats
                .days
                .iter()
                .map(|(day, n)| span(day.to_string(), n))
                .collect(),
            years: stats.years.iter().map(Year::new).collect(),
            tags: stats.tags.iter().map(TagStatsJson::new).collect(),
            domains: domains.map(|(host, n)| named(&**host, *n)).collect(),
            states: words.map(|(word, n)| named(word, n)).collect(),
            lengths: stats.lengths.iter().enumerate().map(Length::new).collect(),
        }
    }
}

impl Year {
    fn new((year, progress): &(i16, Progress)) -> Self {
        Self {
            name: format!("{year:04}"),
            articles: progress.articles,
            read: progress.read,
            starred: progress.starred,
            queued: progress.queued,
            opened: progress.opened,
        }
    }
}

impl<'a> TagStatsJson<'a> {
    fn new(topic: &'a Topic) -> Self {
        let month = |(month, articles): &(stats::Month, usize)| MonthJson {
            name: month.to_string(),
            articles: *articles,
        };
        Self {
            name: topic.tag.name(),
            display: topic.tag.display(),
            articles: topic.articles,
            months: topic.months.iter().map(month).collect(),
        }
    }
}

impl Length {
    fn new((class, articles): (usize, &usize)) -> Self {
        let (from, to) = length_class(class).into_inner();
        Self {
            from,
            to: Some(to).filter(|to| *to != u32::MAX),
            articles: *articles,
        }
    }
}
