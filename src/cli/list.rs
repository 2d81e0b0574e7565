//! `list`: one article a line.

use std::io::Write;

use clap::builder::PossibleValuesParser;

use super::{
    Ended, Error, Session,
    columns::{ArticleColumn, COLUMNS, ColumnRow, USUAL},
    marked, nothing,
    output::{Table, TableFormat},
    selection::{Selected, Selection},
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
  backissue list --all -q is:new
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
    /// List the articles of all archives that have a name
    #[arg(long, conflicts_with = "paths")]
    all: bool,
    /// Print date and issue only where they change, and of the issue's title what differs
    #[arg(long)]
    group: bool,
}

impl List {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<Ended, Error> {
        let selected = self.selected(session)?;
        if self.format.is_json() {
            let listed: Vec<_> = selected.iter().flat_map(|of| self.json(of)).collect();
            json::write_named("articles", &listed, out)?;
        } else {
            self.table(session, &selected).write(self.format, out)?;
        }
        let mut outcomes = selected.iter().map(nothing::outcome);
        let first = outcomes.next().unwrap_or(Ended::Done);
        let found = outcomes.find(|outcome| matches!(outcome, Ended::Done));
        Ok(found.unwrap_or(first))
    }

    /// The articles of each archive: what is new is told for each by itself.
    fn selected(&self, session: &Session) -> Result<Vec<Selected>, Error> {
        if !self.all {
            return Ok(vec![self.selection.run(session)?]);
        }
        let selected = self.selection.run_in_each(session)?;
        if selected.is_empty() {
            let why = "no archive has a name: `backissue add` gives it one";
            return Err(Error::Usage(why.to_owned()));
        }
        Ok(selected.into_iter().map(|(_, selected)| selected).collect())
    }

    fn json<'a>(&self, selected: &'a Selected) -> Vec<json::ListedJson<'a>> {
        let marks = self.marks.then(|| marked::table(selected));
        let articles: Vec<_> = selected.articles().collect();
        json::listed(&articles, false, marks.as_ref())
    }

    fn table<'a>(&self, session: &'a Session, selected: &[Selected]) -> Table<'a> {
        let columns = self.columns();
        let shown: Vec<_> = columns
            .iter()
            .map(|column| (column.name, column.limit))
            .collect();
        let roles = columns.iter().map(|column| column.role).collect();
        let table = Table::new(&shown).form(self.format);
        let mut table = table.fit(session).paint(session, roles);
        for of_archive in selected {
            self.push(of_archive, &columns, &mut table);
        }
        table
    }

    fn push(&self, selected: &Selected, columns: &[&ArticleColumn], table: &mut Table<'_>) {
        let articles: Vec<_> = selected.articles().collect();
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
