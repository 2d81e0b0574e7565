//! Charts with a row for each thing: tags, domains, states, years, lengths.

use super::{Board, CellLook, ChartFilter, articles};
use crate::stats::{LENGTHS, Stats, Topic, length_class};

/// Tags and domains that are shown.
const TOP: usize = 12;

/// The months of some years, several of them in a slot, each slot some columns wide.
struct Time {
    years: Vec<i16>,
    in_one: usize,
    slots: usize,
    wide: usize,
}

impl Time {
    /// A number for each column.
    fn of(&self, topic: &Topic) -> Vec<usize> {
        let mut slots = vec![0; self.slots];
        for (month, n) in &topic.months {
            let year = self.years.binary_search(&month.year).unwrap_or_default();
            let at = (year * 12 + usize::from(month.index())) / self.in_one;
            if let Some(slot) = slots.get_mut(at) {
                *slot += n;
            }
        }
        let columns = slots.into_iter();
        columns
            .flat_map(|n| std::iter::repeat_n(n, self.wide))
            .collect()
    }
}

impl Board {
    pub(super) fn tags(&mut self, stats: &Stats) {
        let topics = stats.tags.iter().take(TOP);
        if stats.years.is_empty() {
            let most = stats.tags.first().map_or(0, |topic| topic.articles);
            let row = |topic: &Topic| {
                (
                    name(topic),
                    topic.articles,
                    ChartFilter::Tag(topic.tag.clone()),
                )
            };
            return self.bars("tags", most, topics.map(row).collect());
        }
        if stats.tags.is_empty() {
            return;
        }
        let chart = self.heading("tags over time");
        let time = self.time(stats);
        for topic in topics {
            let look = CellLook::Spark {
                name: topic.tag.display().to_owned(),
                count: self.count(topic.articles),
                over: time.of(topic),
            };
            let said = format!("{}: {}", name(topic), articles(topic.articles));
            self.row(chart, look, ChartFilter::Tag(topic.tag.clone()), said);
        }
    }

    /// The columns for the months of all years, beside names and counts.
    fn time(&self, stats: &Stats) -> Time {
        let (name, count) = self.margins();
        let room = usize::from(self.width.saturating_sub(name + count)).max(1);
        let years: Vec<i16> = stats.years.iter().map(|(year, _)| *year).collect();
        let months = years.len() * 12;
        let in_one = months.div_ceil(room).max(1);
        let slots = months.div_ceil(in_one);
        Time {
            years,
            in_one,
            slots,
            wide: (room / slots.max(1)).clamp(1, 3),
        }
    }

    pub(super) fn domains(&mut self, stats: &Stats) {
        let most = stats.domains.first().map_or(0, |(_, n)| *n);
        let rows = stats.domains.iter().take(TOP);
        let rows = rows.map(|(host, n)| (host.to_string(), *n, ChartFilter::Domain(host.clone())));
        self.bars("domains", most, rows.collect());
    }

    pub(super) fn states(&mut self, stats: &Stats) {
        let words = stats.progress.states().into_iter();
        let rows = words.map(|(word, n)| (word.to_owned(), n, ChartFilter::State(word)));
        self.bars("reading", stats.progress.articles, rows.collect());
    }

    pub(super) fn years(&mut self, stats: &Stats) {
        let counts = stats.years.iter().map(|(_, progress)| progress.articles);
        let Some(most) = counts.max() else { return };
        let chart = self.heading("read by year");
        for (year, progress) in &stats.years {
            let (all, read) = (progress.articles, progress.read);
            let look = CellLook::Bar {
                name: format!("{year:04}"),
                count: self.fitting(format!("{read} of {all} read"), || format!("{read}/{all}")),
                filled: read,
                long: all,
                most,
            };
            let said = format!("{year:04}: {read} of {} read", articles(all));
            self.row(chart, look, ChartFilter::Year(*year), said);
        }
    }

    pub(super) fn lengths(&mut self, stats: &Stats) {
        let most = stats.lengths.iter().copied().max().unwrap_or(0);
        let rows = (0..LENGTHS.len()).zip(stats.lengths).map(|(class, n)| {
            let (from, to) = length_class(class).into_inner();
            let name = match to {
                u32::MAX => format!("{from} and more"),
                to => format!("{from} to {to}"),
            };
            (name, n, ChartFilter::Length(class))
        });
        self.bars("characters an article", most, rows.collect());
    }

    /// Adds a chart of bars, unless all are empty.
    fn bars(&mut self, heading: &str, most: usize, rows: Vec<(String, usize, ChartFilter)>) {
        if most == 0 {
            return;
        }
        let chart = self.heading(heading);
        for (name, n, what) in rows.into_iter().filter(|(_, n, _)| *n > 0) {
            let said = format!("{name}: {}", articles(n));
            let look = CellLook::Bar {
                name,
                count: self.count(n),
                filled: n,
                long: n,
                most,
            };
            self.row(chart, look, what, said);
        }
    }
}

fn name(topic: &Topic) -> String {
    format!("#{}", topic.tag.display())
}
