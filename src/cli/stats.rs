//! `stats`: the numbers of the statistics screen, printed.

mod json;

use std::{
    io::{self, Write},
    sync::atomic::AtomicBool,
};

use super::{
    Ended, Error, Session, nothing,
    output::{OutputFormat, Table},
    selection::{Selected, Selection},
};
use crate::{
    stats::{Count, LENGTHS, Progress, Stats, Topic, length_class},
    ui::chart::Ink,
};
use json::Json;

/// So many tags and domains are printed; JSON has them all.
const TOP: usize = 10;
/// The columns of the longest bar.
const BAR: usize = 40;

/// Print the archive in numbers: by month, tag, domain, mark and length
#[derive(Debug, clap::Args)]
#[command(after_help = "On a terminal, bars stand beside the numbers.

Examples:
  backissue stats ~/newsletters
  backissue stats -q '#redis' --json | jq '.stats.months'")]
pub struct StatsCommand {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    format: OutputFormat,
}

impl StatsCommand {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<Ended, Error> {
        let selected = self.selection.run(session)?;
        let stats = count(&selected);
        if self.format.json {
            crate::json::write_named("stats", &Json::new(&stats), out)?;
            return Ok(nothing::outcome(&selected));
        }
        let ink = session.terminal.then_some(Ink {
            ascii: session.config.ambiguous_wide,
        });
        let report = Report {
            format: self.format,
            ink,
        };
        report.write(&stats, out)?;
        Ok(nothing::outcome(&selected))
    }
}

fn count(selected: &Selected) -> Stats {
    let marks = selected.marks();
    let stats = Stats::count(
        &selected.archive,
        &selected.ids,
        &marks,
        &AtomicBool::new(false),
    );
    stats.unwrap_or_default()
}

/// Tables for people.
struct Report {
    format: OutputFormat,
    /// The ink for bars, if bars are drawn.
    ink: Option<Ink>,
}

impl Report {
    fn write(&self, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
        let (issues, articles) = (stats.issues, stats.progress.articles);
        writeln!(out, "issues {issues}, articles {articles}")?;
        self.months(stats, out)?;
        self.years(stats, out)?;
        self.tags(stats, out)?;
        let top = stats.domains.iter().take(TOP);
        let domains = top.map(|(host, n)| (host.to_string(), *n));
        self.counts("DOMAIN", domains.collect(), out)?;
        let words = stats.progress.states().into_iter();
        let words = words.map(|(word, n)| (word.to_owned(), n));
        self.counts("STATE", words.collect(), out)?;
        let lengths = (0..LENGTHS.len()).map(length_name).zip(stats.lengths);
        self.counts("CHARACTERS", lengths.collect(), out)
    }

    fn months(&self, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
        let most = most(stats.months.iter().map(|(_, count)| count.articles));
        let row = |(month, count): &(_, Count)| {
            let numbers = [count.issues, count.articles];
            (format!("{month}"), numbers, self.bar(count.articles, most))
        };
        let rows = stats.months.iter().map(row).collect();
        self.table("MONTH", ["ISSUES", "ARTICLES"], rows, out)
    }

    fn years(&self, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
        let most = most(stats.years.iter().map(|(_, progress)| progress.articles));
        let row = |(year, progress): &(i16, Progress)| {
            let numbers = [
                progress.articles,
                progress.read,
                progress.starred,
                progress.queued,
            ];
            (
                format!("{year:04}"),
                numbers,
                self.bar(progress.articles, most),
            )
        };
        let rows = stats.years.iter().map(row).collect();
        self.table("YEAR", ["ARTICLES", "READ", "STARRED", "QUEUED"], rows, out)
    }

    fn tags(&self, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
        let row = |topic: &Topic| {
            let spark = |ink: Ink| ink.spark(&over(stats, topic));
            let spark = self.ink.map_or_else(String::new, spark);
            (topic.tag.display().to_owned(), [topic.articles], spark)
        };
        let rows = stats.tags.iter().take(TOP).map(row).collect();
        self.table("TAG", ["ARTICLES"], rows, out)
    }

    fn counts(
        &self,
        title: &'static str,
        rows: Vec<(String, usize)>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let most = most(rows.iter().map(|(_, n)| *n));
        let row = |(name, n)| (name, [n], self.bar(n, most));
        let rows = rows.into_iter().map(row).collect();
        self.table(title, ["ARTICLES"], rows, out)
    }

    fn bar(&self, n: usize, most: usize) -> String {
        self.ink
            .map_or_else(String::new, |ink| ink.bar(n, most, BAR))
    }

    /// A table after a blank line: a name, numbers, and perhaps a bar. An archive without dates has no months.
    fn table<const N: usize>(
        &self,
        title: &'static str,
        titles: [&'static str; N],
        rows: Vec<(String, [usize; N], String)>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let columns = titles.map(|title| (title, usize::MAX));
        let columns: Vec<_> = [(title, usize::MAX)]
            .into_iter()
            .chain(columns)
            .chain([("", 0)])
            .collect();
        let mut table = Table::new(&columns);
        for (name, numbers, bar) in rows {
            let numbers = numbers.into_iter().zip(titles);
            let numbers = numbers.map(|(n, title)| format!("{n:>width$}", width = title.len()));
            table.push([name].into_iter().chain(numbers).chain([bar]));
        }
        writeln!(out)?;
        table.write(self.format, out)
    }
}

fn most(numbers: impl Iterator<Item = usize>) -> usize {
    numbers.max().unwrap_or(0)
}

/// The articles with a tag over the months of the archive: as many numbers as a bar has columns, or as there are months.
fn over(stats: &Stats, topic: &Topic) -> Vec<usize> {
    let months = stats.months.iter();
    let months: Vec<usize> = months.map(|(month, _)| topic.in_month(*month)).collect();
    let wide = (BAR / months.len().max(1)).clamp(1, 3);
    let columns = months.chunks(months.len().div_ceil(BAR).max(1));
    let columns = columns.map(|months| months.iter().sum());
    columns.flat_map(|n| std::iter::repeat_n(n, wide)).collect()
}

fn length_name(class: usize) -> String {
    let (from, to) = length_class(class).into_inner();
    if to == u32::MAX {
        format!("{from}..")
    } else {
        format!("{from}..{to}")
    }
}
