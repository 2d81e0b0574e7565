//! `new`: what came since each archive was read last.

use std::io::Write;

use serde::Serialize;

use super::{
    Ended, Error, Session,
    output::{OutputFormat, Table},
    selection::{Selected, Selection},
};
use crate::{
    json::{self, ListedJson},
    text::clean,
};

/// Print the articles of issues that came since their archive was read last, of all archives
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue update > /dev/null; backissue new
  backissue new --count")]
pub struct New {
    /// Print only how many there are
    #[arg(long, conflicts_with = "json")]
    count: bool,
    #[command(flatten)]
    format: OutputFormat,
}

/// An article and the name of its archive, as JSON.
#[derive(Serialize)]
struct NewJson<'a> {
    archive: &'a str,
    #[serde(flatten)]
    article: ListedJson<'a>,
}

impl New {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<Ended, Error> {
        let selected = Selection::of_query("is:new").run_in_each(session)?;
        let counts = selected.iter().map(|(_, selected)| selected.ids.len());
        let count: usize = counts.sum();
        if self.count {
            writeln!(out, "{count}")?;
        } else if self.format.json {
            json::write_named("articles", &json(&selected), out)?;
        } else {
            table(&selected).write(self.format, out)?;
        }
        Ok(match count {
            0 => Ended::Nothing("nothing is new".to_owned()),
            _ => Ended::Done,
        })
    }
}

fn json<'a>(selected: &'a [(&str, Selected)]) -> Vec<NewJson<'a>> {
    let of_archive = |(archive, selected): &'a (&str, Selected)| {
        let articles = json::listed(&selected.articles().collect::<Vec<_>>(), false, None);
        let rows = articles.into_iter();
        rows.map(move |article| NewJson { archive, article })
    };
    selected.iter().flat_map(of_archive).collect()
}

fn table(selected: &[(&str, Selected)]) -> Table<'static> {
    let columns = [
        ("archive", 30),
        ("id", 8),
        ("date", 11),
        ("title", 80),
        ("url", 0),
    ];
    let mut table = Table::new(&columns);
    for (name, selected) in selected {
        for (id, view) in selected.named() {
            let date = view.issue.date.map(|date| date.to_string());
            let url = view.reference().map(|link| clean::url(link.url()));
            table.push([
                (*name).to_owned(),
                id.to_string(),
                date.unwrap_or_default(),
                clean::line(view.title()).into_owned(),
                url.unwrap_or_default().into_owned(),
            ]);
        }
    }
    table
}
