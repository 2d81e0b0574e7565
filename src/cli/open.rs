//! `open`: sources into the browser.

use std::io::Write;

use super::{
    Ended, Error, Session,
    chosen::Chosen,
    mark::now,
    output::OutputFormat,
    selection::{self, Selected},
};
use crate::{
    browser::Browser,
    config::{Config, ReadPolicy, Redirects},
    json, load,
    model::{Archive, ArticleId, ArticleView, Link, Mark, Scheme},
    source::Siblings,
    store::{Location, Store},
    text::clean,
};

/// So many pages open without a word.
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
    format: OutputFormat,
}

impl Open {
    pub(super) fn run(
        &self,
        session: &Session,
        store: &Location,
        out: &mut dyn Write,
    ) -> Result<Ended, Error> {
        let selected = self.chosen.run(session)?;
        let links = sources(&selected);
        if links.len() > FEW && !self.all {
            let many = format!(
                "{} sources would open: narrow the query, or say --all",
                links.len()
            );
            return Err(Error::Usage(many));
        }
        let mut files = Siblings::of(selected.paths.clone());
        for link in &links {
            let url = open(link, (&selected.archive, &mut files), &session.config)?;
            if !self.format.json {
                writeln!(out, "{url}")?;
            }
        }
        mark(session, store, &selected)?;
        if self.format.json {
            let articles: Vec<_> = selected.articles().collect();
            json::write_named("articles", &json::listed(&articles, false, None), out)?;
        }
        if links.is_empty() && !selected.ids.is_empty() {
            return Ok(Ended::Nothing(without_source(&selected)));
        }
        Ok(self.chosen.outcome(&selected))
    }
}

/// The pages on the web that articles refer to, each once.
fn sources(selected: &Selected) -> Vec<&Link> {
    let mut links: Vec<&Link> = Vec::new();
    for link in selected.articles().filter_map(|view| view.reference()) {
        let web = link.scheme() == Scheme::Web;
        if web && !links.iter().any(|other| other.url() == link.url()) {
            links.push(link);
        }
    }
    links
}

/// Opens a link in the browser, as the configuration wants it opened; returns its URL for the screen.
fn open(
    link: &Link,
    (archive, files): (&Archive, &mut Siblings),
    config: &Config,
) -> Result<String, Error> {
    let link = match config.redirects {
        Redirects::Given => load::as_given(archive, files, link),
        Redirects::Target => link.clone(),
    };
    let url = clean::url(link.url()).into_owned();
    match Browser::new(&config.opener).open(&link) {
        Ok(_) => Ok(url),
        Err(why) => Err(Error::Usage(format!("{why}; the source is {url}"))),
    }
}

/// Why nothing was opened, though there are articles.
fn without_source(selected: &Selected) -> String {
    let mut articles = selected.articles();
    match (articles.next(), articles.next()) {
        (Some(article), None) => {
            let title = clean::line(article.title());
            format!("\"{title}\" has no reference to open: `backissue show` prints it")
        }
        _ => format!(
            "none of {} articles has a reference to open",
            selected.ids.len()
        ),
    }
}

/// Marks the articles opened, and read where the configuration says so, as the key does.
fn mark(session: &Session, store: &Location, selected: &Selected) -> Result<(), Error> {
    let Some(path) = store.path() else {
        return Ok(());
    };
    let archive = &selected.archive;
    let on_web = |article: &ArticleView<'_>| {
        let link = article.reference();
        link.is_some_and(|link| link.scheme() == Scheme::Web)
    };
    let articles = selected.articles().filter(on_web);
    let ids: Vec<_> = articles.map(|article| article.id).collect();
    let mut store = Store::open(path)?;
    let mut marks = selection::marks(archive, Some(&mut store));
    let read = ids.iter().copied();
    let is_read =
        |id: &ArticleId| session.config.read == ReadPolicy::Open || marks.has(*id, Mark::Queued);
    let read: Vec<_> = read.filter(is_read).collect();
    let mut changes = marks.set(archive, &ids, Mark::Opened, true, now()).changes;
    changes.extend(marks.set(archive, &read, Mark::Read, true, now()).changes);
    store.save(&changes)?;
    Ok(())
}
