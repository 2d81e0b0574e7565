//! `list`: one article a line.

use std::io::Write;

use clap::builder::PossibleValuesParser;

use super::{
    Ended, Error, Session,
    columns::{ArticleColumn, COLUMNS, ColumnRow, USUAL},
    marked, nothing,
    output::{Table, TableFormat},
    selection::Selection,
};
use crate::{
    json,
    model::Lines,
    text::{SharedEnds, clean},
};

/// Print articles, one a line: id, date, issue, title, url
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue list -q '#redis' ~/newsletters
  backissue list --format tsv --fields date,title,url | grep redis
  backissue list --group -q 'newer:1m'
  backissue list --json -q 'is:queued' | jq -r '.articles[].url'")]
pub struct List {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    format: TableFormat,
    /// With --json: the marks of each article, too
    #[arg(long, requires = "json")]
    marks: bool,
    /// The columns, with commas between
    #[arg(long, value_name = "NAMES", value_delimiter = ',', default_value = USUAL, conflicts_with = "json",
          value_parser = PossibleValuesParser::new(COLUMNS.iter().map(|column| column.name)))]
    fields: Vec<String>,
    /// Print date and issue only where they change, and of the issue's title what differs
    #[arg(long)]
    group: bool,
}

impl List {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<Ended, Error> {
        let selected = self.selection.run(session)?;
        let articles: Vec<_> = selected.articles().collect();
        if self.format.is_json() {
            let marks = self.marks.then(|| marked::table(&selected));
            json::write_named(
                "articles",
                &json::listed(&articles, false, marks.as_ref()),
                out,
            )?;
            return Ok(nothing::outcome(&selected));
        }
        let columns = self.columns();
        let shown: Vec<_> = columns
            .iter()
            .map(|column| (column.name, column.limit))
            .collect();
        let roles = columns.iter().map(|column| column.role).collect();
        let table = Table::new(&shown).form(self.format);
        let mut table = table.fit(session).paint(session, roles);
        let titles = selected.archive.issues().map(|(_, issue)| &*issue.title);
        let shared = if self.group {
            SharedEnds::of(titles)
        } else {
            SharedEnds::default()
        };
        for of_issue in articles.chunk_by(|a, b| a.id.issue == b.id.issue) {
            let lines = of_issue.first().map(|view| Lines::of(view.issue));
            let lines = lines.iter().cycle();
            for (n, (view, lines)) in of_issue.iter().zip(lines).enumerate() {
                let row = ColumnRow { view: *view, lines };
                table.push(
                    columns
                        .iter()
                        .map(|column| self.cell(&row, column, &shared, n > 0)),
                );
            }
        }
        table.write(self.format, out)?;
        Ok(nothing::outcome(&selected))
    }

    fn columns(&self) -> Vec<&'static ArticleColumn> {
        let named = |name: &String| COLUMNS.iter().find(|column| column.name == name);
        self.fields.iter().filter_map(named).collect()
    }

    /// A cell; for people, one without a value is a sign, so that columns can be counted.
    fn cell(
        &self,
        row: &ColumnRow<'_>,
        column: &ArticleColumn,
        shared: &SharedEnds,
        repeats: bool,
    ) -> String {
        let issue = row.view.issue;
        let cell = match (column.name, issue.date) {
            // People are told which dates are guessed.
            ("date", Some(date)) if !self.format.is_tsv() => date.to_string(),
            ("issue", _) => clean::line(shared.own(&issue.title)).into_owned(),
            _ => row.cell(column),
        };
        if self.group && repeats && ["date", "issue"].contains(&column.name) {
            String::new()
        } else if cell.is_empty() && !self.format.is_tsv() {
            "-".to_owned()
        } else {
            cell
        }
    }
}
