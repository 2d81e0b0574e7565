//! Articles by id or by query: `show 4k7q2m9x`, `show '#redis'`.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::{
    Ended, Error, Session, ids, nothing,
    selection::{self, Selected, Selection},
};
use crate::{model::ShortId, query::Query};

/// Articles, by name or by query.
#[derive(Clone, Debug, clap::Args)]
pub struct Chosen {
    /// The id of an article (or its beginning), or a query; more ids may follow. With --query, the first PATH
    #[arg(value_name = "ID|QUERY", required_unless_present = "query")]
    what: Option<String>,
    #[command(flatten)]
    selection: Selection,
}

impl Chosen {
    /// The article with this id, else those that the query finds.
    pub(super) fn run(&self, session: &Session) -> Result<Selected, Error> {
        let mut selection = self.selection.clone();
        if let (Some(what), Some(_)) = (&self.what, &selection.query) {
            selection.paths.insert(0, PathBuf::from(what));
            return selection.run(session);
        }
        let what = self.what.as_deref().unwrap_or_default();
        let alone = selection.paths.is_empty() || what.contains(MAIN_SEPARATOR);
        if alone && is_archive(what, session) {
            return Err(Error::Usage(forgotten(what)));
        }
        let mut others = ids::take(&mut selection.paths, &session.config);
        let mut all = selection.run(session)?;
        if others.is_empty() && ids::find(&all, what)?.is_empty() {
            all.query = Query::parse(what)?;
            all.ids = selection::find(&all.archive, &all.query);
        } else {
            others.insert(0, what.to_owned());
            all.ids = ids::find_all(&all, &others)?;
        }
        Ok(all)
    }

    /// The outcome of a command that is done if there is an article.
    pub(super) fn outcome(&self, selected: &Selected) -> Ended {
        let found_nothing = selected.ids.is_empty();
        match &self.what {
            Some(what) if found_nothing && ShortId::is_whole(what) => {
                let why = nothing::sentence(selected);
                Ended::Nothing(format!("no article has the id {what}, and {why}"))
            }
            _ => nothing::outcome(selected),
        }
    }
}

fn is_archive(word: &str, session: &Session) -> bool {
    let mut archives = session.config.archives.iter();
    Path::new(word).exists() || archives.any(|archive| archive.name == word)
}

/// A path stands where an article is to be named.
fn forgotten(path: &str) -> String {
    format!(
        "{path} is an archive: say which article of it, by an id (`backissue list {path}` prints them) or with -q QUERY"
    )
}
