//! `open`: sources into the browser.

use std::{io::Write, process::ExitCode};

use super::{
    Error, Session,
    article::ArticleJson,
    chosen::Chosen,
    found,
    output::{self, Format},
};
use crate::{
    browser::Browser,
    model::{Link, Scheme},
    text::clean,
};

/// As many pages as open without a word.
const FEW: usize = 5;

/// Open the sources of articles in the browser
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  backissue open 4k7q2m9x
  backissue open --all -q 'is:queued'")]
pub struct Open {
    #[command(flatten)]
    chosen: Chosen,
    /// Open them also if they are many
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: Format,
}

impl Open {
    pub(super) fn run(&self, session: &Session, out: &mut dyn Write) -> Result<ExitCode, Error> {
        let selected = self.chosen.run(session)?;
        let mut links: Vec<Link> = Vec::new();
        for link in selected
            .articles()
            .filter_map(|article| Some(article.reference()?.clone()))
        {
            let web = link.scheme() == Scheme::Web;
            if web && !links.iter().any(|other| other.url() == link.url()) {
                links.push(link);
            }
        }
        if links.len() > FEW && !self.all {
            let many = format!(
                "{} sources would open: narrow the query, or say --all",
                links.len()
            );
            return Err(Error::Usage(many));
        }
        for link in &links {
            let url = clean::url(link.url());
            Browser::new(&session.config.opener)
                .open(link)
                .map_err(|why| Error::Usage(format!("{why}; the source is {url}")))?;
            if !self.format.json {
                writeln!(out, "{url}")?;
            }
        }
        if self.format.json {
            let named = selected.named().into_iter();
            let articles = named.map(|(id, article)| ArticleJson::new(id, &article));
            output::json("articles", &articles.collect::<Vec<_>>(), out)?;
        }
        Ok(found(links.len()))
    }
}
