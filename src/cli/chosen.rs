//! Articles by id or by query: `show 4k7q2m9x`, `show '#redis'`.

use std::path::PathBuf;

use super::{
    Error, Session,
    selection::{Selected, Selection},
};

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
    pub fn run(&self, session: &Session) -> Result<Selected, Error> {
        let mut selection = self.selection.clone();
        if let (Some(what), Some(_)) = (&self.what, &selection.query) {
            selection.paths.insert(0, PathBuf::from(what));
            return selection.run(&session.config);
        }
        let what = self.what.as_deref().unwrap_or_default();
        let mut others = super::ids::take(&mut selection.paths, &session.config);
        let mut all = selection.run(&session.config)?;
        if others.is_empty() && super::ids::find(&all, what)?.is_empty() {
            let query = crate::query::Query::parse(what)?;
            all.ids = super::selection::find(&all.archive, &query);
        } else {
            others.insert(0, what.to_owned());
            all.ids = super::ids::find_all(&all, &others)?;
        }
        Ok(all)
    }
}
