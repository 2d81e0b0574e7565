//! `tags`: topics and how many articles have them.

mod explain;

use std::io::Write;

use serde::Serialize;

use super::{
    Ended, Error, Session, nothing,
    output::{Table, TableFormat},
    selection::Selection,
};
use crate::{json, model::Tag, query::facets};

/// Print tags with their number of articles
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue tags ~/newsletters
  backissue tags -q 'newer:1y' --no-header | head
  backissue tags --explain 4k7q2m9x ~/newsletters")]
pub struct Tags {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    format: TableFormat,
    /// The tags of issues, which their articles need not be about
    #[arg(long)]
    of_issues: bool,
    /// Say why the article with this id has its tags
    #[arg(long, value_name = "ID", conflicts_with = "of_issues")]
    explain: Option<String>,
}

#[derive(Serialize)]
struct TagJson<'a> {
    name: &'a str,
    display: &'a str,
    articles: usize,
}

impl Tags {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<Ended, Error> {
        let selected = self.selection.run(session)?;
        if let Some(id) = &self.explain {
            return explain::write(&selected, id, self.format, out);
        }
        let tags = if self.of_issues {
            facets::issue_tags(&selected.archive, &selected.ids)
        } else {
            facets::tags(&selected.archive, &selected.ids)
        };
        self.write(&tags, out)?;
        Ok(match tags.len() {
            0 if selected.ids.is_empty() => nothing::outcome(&selected),
            0 => Ended::Nothing(format!("none of {} articles has a tag", selected.ids.len())),
            _ => Ended::Done,
        })
    }

    fn write(&self, tags: &[(Tag, usize)], out: &mut dyn Write) -> Result<(), Error> {
        if self.format.is_json() {
            let rows = tags.iter().map(|(tag, articles)| TagJson {
                name: tag.name(),
                display: tag.display(),
                articles: *articles,
            });
            return Ok(json::write_named("tags", &rows.collect::<Vec<_>>(), out)?);
        }
        let mut table = Table::new(&[("articles", 8), ("tag", 0)]).form(self.format);
        for (tag, articles) in tags {
            table.push([format!("{articles:>8}"), tag.display().to_owned()]);
        }
        Ok(table.write(self.format, out)?)
    }
}
