//! `stats`: how many articles, when, about what and from where.

use std::{
    collections::{BTreeMap, HashSet},
    io::Write,
    process::ExitCode,
};

use serde::Serialize;

use super::{
    Error, Session, found,
    output::{self, Format},
    selection::{Selected, Selection},
};
use crate::{model::NoMarks, query::Searcher, text::Ruler};

/// So many tags and domains are printed; JSON has them all.
const TOP: usize = 10;
/// The columns of the longest bar.
const BAR: usize = 40;

/// Print articles by month, tag and domain
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue stats ~/newsletters
  backissue stats -q '#redis' --json | jq '.stats.months'")]
pub struct Stats {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    format: Format,
}

#[derive(Serialize)]
struct Counts {
    issues: usize,
    articles: usize,
    months: Vec<Count>,
    tags: Vec<Count>,
    domains: Vec<Count>,
}

#[derive(Serialize)]
struct Count {
    name: String,
    articles: usize,
}

impl Stats {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<ExitCode, Error> {
        let counts = count(&self.selection.run(&session.config)?);
        if self.format.json {
            output::json("stats", &counts, out)?;
            return Ok(found(counts.articles));
        }
        let (issues, articles) = (counts.issues, counts.articles);
        writeln!(out, "issues {issues}, articles {articles}")?;
        let tables = [
            ("MONTH", &counts.months, usize::MAX),
            ("TAG", &counts.tags, TOP),
            ("DOMAIN", &counts.domains, TOP),
        ];
        for (title, rows, top) in tables {
            let rows = rows.get(..top.min(rows.len())).unwrap_or_default();
            self.chart(title, rows, out)?;
        }
        Ok(found(articles))
    }

    /// Rows with a bar each, the longest for the largest.
    fn chart(&self, title: &str, rows: &[Count], out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(out)?;
        if !self.format.no_header {
            writeln!(out, "{title}")?;
        }
        let width = |row: &Count| Ruler::default().width(&row.name);
        let widest = rows.iter().map(width).max().unwrap_or(0);
        let most = rows
            .iter()
            .map(|row| row.articles)
            .max()
            .unwrap_or(0)
            .max(1);
        for row in rows {
            let pad = " ".repeat(widest - width(row));
            let bar = "█".repeat((row.articles * BAR).div_ceil(most));
            writeln!(out, "{}{pad}  {:>6}  {bar}", row.name, row.articles)?;
        }
        Ok(())
    }
}

fn count(selected: &Selected) -> Counts {
    let facets = Searcher::default().facets(&selected.archive, &selected.ids, &NoMarks);
    let issues: HashSet<_> = selected.ids.iter().map(|id| id.issue).collect();
    let mut months: BTreeMap<String, usize> = BTreeMap::new();
    for date in selected.articles().filter_map(|article| article.issue.date) {
        let day = date.day();
        *months
            .entry(format!("{:04}-{:02}", day.year(), day.month()))
            .or_default() += 1;
    }
    let row = |(name, articles)| Count { name, articles };
    let tags = facets
        .tags
        .into_iter()
        .map(|(tag, n)| (tag.display().to_owned(), n));
    let domains = facets
        .domains
        .into_iter()
        .map(|(host, n)| (host.into_string(), n));
    Counts {
        issues: issues.len(),
        articles: selected.ids.len(),
        months: months.into_iter().map(row).collect(),
        tags: tags.map(row).collect(),
        domains: domains.map(row).collect(),
    }
}
