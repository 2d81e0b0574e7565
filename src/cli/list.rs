//! `list`: one article a line.

use std::{io::Write, process::ExitCode};

use super::{
    Error, Session,
    article::ArticleJson,
    found,
    output::{self, Format, Table},
    selection::Selection,
};
use crate::{
    model::{ArticleView, ShortId},
    text::clean,
};

/// Print articles, one a line: id, date, issue, title, reference
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue list -q '#redis' ~/newsletters
  backissue list --no-header | fzf | cut -d' ' -f1 | xargs backissue show
  backissue list --json -q 'is:queued' | jq -r '.articles[].url'")]
pub struct List {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    format: Format,
}

impl List {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<ExitCode, Error> {
        let selected = self.selection.run(&session.config)?;
        let named = selected.named();
        if self.format.json {
            let articles = named
                .iter()
                .map(|(id, article)| ArticleJson::new(*id, article));
            output::json("articles", &articles.collect::<Vec<_>>(), out)?;
        } else {
            let columns = [
                ("ID", 8),
                ("DATE", 10),
                ("ISSUE", 40),
                ("TITLE", 80),
                ("REFERENCE", 0),
            ];
            let mut table = Table::new(&columns);
            for (id, article) in &named {
                table.push(row(*id, article));
            }
            table.write(self.format, out)?;
        }
        Ok(found(named.len()))
    }
}

fn row(id: ShortId, article: &ArticleView<'_>) -> [String; 5] {
    let url = article
        .reference()
        .map(|link| clean::url(link.url()).into_owned());
    [
        id.to_string(),
        article
            .issue
            .date
            .map_or_else(String::new, |date| date.to_string()),
        clean::line(&article.issue.title).into_owned(),
        clean::line(article.title()).into_owned(),
        url.unwrap_or_default(),
    ]
}
