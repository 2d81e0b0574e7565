//! `list`: one article a line.

use std::{io::Write, process::ExitCode};

use super::{
    Error, Session,
    article::ArticleJson,
    found,
    marked::MarkTable,
    output::{self, OutputFormat, Table},
    selection::Selection,
};
use crate::{
    model::{ArticleView, ShortId},
    text::{SharedEnds, clean},
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
    format: OutputFormat,
    /// With --json: the marks of each article, too
    #[arg(long, requires = "json")]
    marks: bool,
    /// Print date and issue only where they change, and of the issue's title what differs
    #[arg(long)]
    group: bool,
}

impl List {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<ExitCode, Error> {
        let selected = self.selection.run(&session.config)?;
        let named = selected.named();
        if self.format.json {
            let marks = self.marks.then(|| MarkTable::new(&selected));
            let articles = named.iter().map(|(id, article)| {
                let marks = marks.as_ref().map(|marks| marks.of(article));
                ArticleJson::new(*id, article).with_marks(marks)
            });
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
            let titles = selected.archive.issues().map(|(_, issue)| &*issue.title);
            let shared = if self.group {
                SharedEnds::of(titles)
            } else {
                SharedEnds::default()
            };
            let mut above = None;
            for (id, article) in &named {
                let issue = Some(article.id.issue);
                let told = self.group && above == issue;
                above = issue;
                let title = shared.own(&article.issue.title);
                table.push(row(*id, article, Some(title).filter(|_| !told)));
            }
            table.write(self.format, out)?;
        }
        Ok(found(named.len()))
    }
}

/// The cells of an article below the `title` of its issue, without which the issue is the one of the article above.
fn row(id: ShortId, article: &ArticleView<'_>, title: Option<&str>) -> [String; 5] {
    let url = article
        .reference()
        .map(|link| clean::url(link.url()).into_owned());
    let date = title.and(article.issue.date);
    [
        id.to_string(),
        date.map_or_else(String::new, |date| date.to_string()),
        clean::line(title.unwrap_or_default()).into_owned(),
        clean::line(article.title()).into_owned(),
        url.unwrap_or_default(),
    ]
}
