//! `new`: what came since each archive was read last.

use std::{io::Write, process::ExitCode};

use serde::Serialize;

use super::{
    Error, Session,
    article::ArticleJson,
    found,
    output::{self, OutputFormat, Table},
    selection::{Selected, Selection},
};
use crate::text::clean;

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

/// An article and its archive, as JSON.
#[derive(Serialize)]
struct NewJson {
    archive: String,
    #[serde(flatten)]
    article: ArticleJson,
}

impl New {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<ExitCode, Error> {
        let archives = session.config.archives.iter();
        let selected = archives.map(|archive| {
            let selection = Selection::named(&archive.name, "is:new");
            Ok((&*archive.name, selection.run(&session.config)?))
        });
        let selected: Vec<(&str, Selected)> = selected.collect::<Result<_, Error>>()?;
        let count = selected
            .iter()
            .map(|(_, selected)| selected.ids.len())
            .sum();
        if self.count {
            writeln!(out, "{count}")?;
        } else if self.format.json {
            output::json("articles", &json(&selected), out)?;
        } else if count > 0 {
            table(&selected).write(self.format, out)?;
        }
        Ok(found(count))
    }
}

fn json(selected: &[(&str, Selected)]) -> Vec<NewJson> {
    let of_archive = |(name, selected): &(&str, Selected)| {
        let rows = selected.named().into_iter().map(|(id, article)| NewJson {
            archive: (*name).to_owned(),
            article: ArticleJson::new(id, &article),
        });
        rows.collect::<Vec<_>>()
    };
    selected.iter().flat_map(of_archive).collect()
}

fn table(selected: &[(&str, Selected)]) -> Table {
    let columns = [
        ("ARCHIVE", 30),
        ("ID", 8),
        ("DATE", 11),
        ("TITLE", 80),
        ("REFERENCE", 0),
    ];
    let mut table = Table::new(&columns);
    for (name, selected) in selected {
        for (id, article) in selected.named() {
            let date = article.issue.date.map(|date| date.to_string());
            let url = article
                .reference()
                .map(|link| clean::url(link.url()).into_owned());
            table.push([
                (*name).to_owned(),
                id.to_string(),
                date.unwrap_or_default(),
                clean::line(article.title()).into_owned(),
                url.unwrap_or_default(),
            ]);
        }
    }
    table
}
