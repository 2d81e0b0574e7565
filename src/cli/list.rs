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
  backissue list --group -q 'newer:1m'
  backissue list --json -q 'is:queued' | jq -r '.articles[].url'")]
pub struct List {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    format: Format,
    /// Print date and issue only where they change
    #[arg(long)]
    group: bool,
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
                ("DATE", 11),
                ("ISSUE", 40),
                ("TITLE", 80),
                ("REFERENCE", 0),
            ];
            let mut table = Table::new(&columns);
            let mut above = None;
            for (id, article) in &named {
                let issue = Some(article.id.issue);
                let repeats = self.group && above == issue;
                above = issue;
                table.push(row(*id, article, repeats));
            }
            table.write(self.format, out)?;
        }
        Ok(found(named.len()))
    }
}

/// The cells of an article; without its issue, where that is the one of the article above.
fn row(id: ShortId, article: &ArticleView<'_>, repeats: bool) -> [String; 5] {
    let url = article
        .reference()
        .map(|link| clean::url(link.url()).into_owned());
    let issue = Some(article.issue).filter(|_| !repeats);
    let date = issue.and_then(|issue| issue.date);
    let title = issue.map_or("", |issue| &issue.title);
    [
        id.to_string(),
        date.map_or_else(String::new, |date| date.to_string()),
        clean::line(title).into_owned(),
        clean::line(article.title()).into_owned(),
        url.unwrap_or_default(),
    ]
}
