//! The one pass over the articles, issue by issue.

use std::{
    collections::{BTreeMap, HashMap},
    sync::atomic::{AtomicBool, Ordering},
};

use jiff::civil;
use rayon::prelude::*;

use super::{Count, LENGTHS, Month, Progress, Stats, Topic};
use crate::{
    model::{Archive, ArticleId, ArticleView, Mark, Marks, NoMarks, Tag},
    query::Facets,
};

/// The counts of one issue.
#[derive(Default)]
struct Share<'a> {
    day: Option<civil::Date>,
    progress: Progress,
    lengths: [usize; LENGTHS.len()],
    tags: HashMap<&'a Tag, usize>,
}

impl Stats {
    /// Counts these articles. `None` if `cancel` became true before the end.
    pub fn count(
        archive: &Archive,
        ids: &[ArticleId],
        marks: &dyn Marks,
        cancel: &AtomicBool,
    ) -> Option<Self> {
        let mut ids = ids.to_vec();
        ids.sort_by_key(|id| id.issue);
        let issues: Vec<_> = ids.chunk_by(|a, b| a.issue == b.issue).collect();
        let part = |ids: &&[ArticleId]| {
            let go_on = !cancel.load(Ordering::Relaxed);
            go_on.then(|| Share::of(archive, ids, marks))
        };
        let parts: Vec<Share<'_>> = issues.par_iter().map(part).collect::<Option<_>>()?;
        let facets = Facets::count(archive, &ids, &NoMarks, cancel)?;
        Some(Self {
            domains: facets.domains,
            ..Self::of(&parts)
        })
    }

    fn of(parts: &[Share<'_>]) -> Self {
        let mut stats = Self {
            issues: parts.len(),
            tags: topics(parts),
            ..Self::default()
        };
        let mut years: BTreeMap<i16, Progress> = BTreeMap::new();
        let mut days: BTreeMap<civil::Date, Count> = BTreeMap::new();
        for part in parts {
            stats.progress.add(&part.progress);
            for (all, more) in stats.lengths.iter_mut().zip(part.lengths) {
                *all += more;
            }
            let Some(day) = part.day else { continue };
            years.entry(day.year()).or_default().add(&part.progress);
            days.entry(day).or_default().add(part.progress.articles);
        }
        stats.years = years.into_iter().collect();
        stats.days = days.into_iter().collect();
        stats.months = months(&stats.days);
        stats
    }
}

impl<'a> Share<'a> {
    fn of(archive: &'a Archive, ids: &[ArticleId], marks: &dyn Marks) -> Self {
        let mut part = Self::default();
        for article in ids.iter().filter_map(|id| archive.article(*id)) {
            part.day = article.issue.date.map(|date| date.day());
            part.progress.take(&article, marks);
            if let Some(class) = part.lengths.get_mut(class_of(&article)) {
                *class += 1;
            }
            for tag in article.tags() {
                *part.tags.entry(tag).or_default() += 1;
            }
        }
        part
    }
}

impl Progress {
    fn take(&mut self, article: &ArticleView<'_>, marks: &dyn Marks) {
        let is = |mark| usize::from(marks.is(article, mark));
        self.articles += 1;
        self.read += is(Mark::Read);
        self.starred += is(Mark::Starred);
        self.queued += is(Mark::Queued);
        self.opened += is(Mark::Opened);
    }

    fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.read += other.read;
        self.starred += other.starred;
        self.queued += other.queued;
        self.opened += other.opened;
    }
}

impl Count {
    /// One issue more.
    fn add(&mut self, articles: usize) {
        self.issues += 1;
        self.articles += articles;
    }
}

fn class_of(article: &ArticleView<'_>) -> usize {
    let length = article.text().chars().count();
    let above = LENGTHS.partition_point(|from| *from as usize <= length);
    above.saturating_sub(1)
}

/// Days in order, to months in order.
fn months(days: &[(civil::Date, Count)]) -> Vec<(Month, Count)> {
    let mut months: Vec<(Month, Count)> = Vec::new();
    for (day, count) in days {
        let month = Month::of(*day);
        match months.last_mut().filter(|(last, _)| *last == month) {
            Some((_, sum)) => {
                sum.issues += count.issues;
                sum.articles += count.articles;
            }
            None => months.push((month, *count)),
        }
    }
    months
}

fn topics(parts: &[Share<'_>]) -> Vec<Topic> {
    let mut found: HashMap<&Tag, (usize, BTreeMap<Month, usize>)> = HashMap::new();
    for part in parts {
        let month = part.day.map(Month::of);
        for (tag, n) in &part.tags {
            let (articles, months) = found.entry(tag).or_default();
            *articles += n;
            if let Some(month) = month {
                *months.entry(month).or_default() += n;
            }
        }
    }
    let topic = |(tag, (articles, months)): (&Tag, (usize, BTreeMap<Month, usize>))| Topic {
        tag: tag.clone(),
        articles,
        months: months.into_iter().collect(),
    };
    let mut topics: Vec<Topic> = found.into_iter().map(topic).collect();
    let by_name = |a: &Topic, b: &Topic| a.tag.name().cmp(b.tag.name());
    topics.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| by_name(a, b)));
    topics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    /// An issue of articles with these lengths in characters.
    fn issue(path: &str, date: &str, articles: &[(usize, &str)]) -> crate::model::Issue {
        let mut text = format!("---\ntitle: {path}\n{date}\n---\n\n");
        for (n, (length, tag)) in articles.iter().enumerate() {
            let heading = format!("## [{tag}] {n}\n\n[fog](https://{tag}.example/{n})\n\n");
            let body = "가".repeat(length - heading.chars().count() - 2);
            text = text + &heading + &body + "\n\n";
        }
        let mut issue = parse::issue(path, None, text.as_bytes()).0.unwrap();
        for (article, (_, tag)) in issue.articles.iter_mut().zip(articles) {
            article.tags = Tag::new(tag).into_iter().collect();
        }
        issue
    }

    /// The first article of each issue is read.
    struct FirstRead;

    impl Marks for FirstRead {
        fn is(&self, article: &ArticleView<'_>, mark: Mark) -> bool {
            mark == Mark::Read && article.id.index == 0
        }
    }

    fn stats(cancelled: bool) -> Option<Stats> {
        let mut archive = Archive::new("numbers");
        archive.extend([
            issue(
                "a",
                "date: 2031-01-27",
                &[(99, "fog"), (100, "fog"), (100, "fog")],
            ),
            issue("b", "date: 2031-01-03", &[(199, "fog"), (200, "fog")]),
            issue(
                "c",
                "date: 2030-12-31",
                &[(9999, "sea"), (10_000, "sea"), (60, "fog")],
            ),
            issue("d", "x: y", &[(80, "sea"), (80, "sea")]),
        ]);
        let ids: Vec<_> = archive.articles().map(|article| article.id).collect();
        Stats::count(&archive, &ids, &FirstRead, &AtomicBool::new(cancelled))
    }

    #[test]
    fn everything_is_counted_once() {
        let stats = stats(false).unwrap();
        assert_eq!((stats.issues, stats.progress.articles), (4, 10));
        assert_eq!((stats.progress.read, stats.progress.unread()), (4, 6));
        assert_eq!(stats.lengths, [4, 3, 1, 0, 0, 0, 1, 1]);
        assert_eq!(stats.domains[0], ("fog.example".into(), 6));
        let months: Vec<_> = stats
            .months
            .iter()
            .map(|(month, count)| (month.to_string(), count.issues, count.articles))
            .collect();
        assert_eq!(months, [("2030-12".into(), 1, 3), ("2031-01".into(), 2, 5)]);
        assert_eq!(stats.days.len(), 3);
        let years: Vec<_> = stats
            .years
            .iter()
            .map(|(year, progress)| (*year, progress.read, progress.articles))
            .collect();
        assert_eq!(years, [(2030, 1, 3), (2031, 2, 5)]);
    }

    #[test]
    fn tags_know_their_months_and_stand_in_order() {
        let stats = stats(false).unwrap();
        let shown: Vec<_> = stats
            .tags
            .iter()
            .map(|topic| {
                let months = topic.months.iter();
                let months: Vec<_> = months.map(|(month, n)| format!("{month} {n}")).collect();
                (topic.tag.name(), topic.articles, months.join(", "))
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("fog", 6, "2030-12 1, 2031-01 5".to_owned()),
                ("sea", 4, "2030-12 2".to_owned()),
            ]
        );
    }

    #[test]
    fn nobody_waits_for_what_was_cancelled() {
        assert_eq!(stats(true), None);
    }
}
