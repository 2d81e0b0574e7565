//! Articles named on the command line by their ids.

use std::path::{Path, PathBuf};

use super::{Error, selection::Selected};
use crate::{
    config::Config,
    model::{ArticleId, ShortId},
};

/// Takes whole ids from among words that may be paths. A file or archive of that name is a path.
pub(super) fn take(words: &mut Vec<PathBuf>, config: &Config) -> Vec<String> {
    let is_path = |word: &Path| {
        let named = |name: &str| word.as_os_str() == name;
        word.exists() || config.archives.iter().any(|archive| named(&archive.name))
    };
    let ids = words.extract_if(.., |word| {
        word.to_str().is_some_and(ShortId::is_whole) && !is_path(word)
    });
    ids.map(|id| id.to_string_lossy().into_owned()).collect()
}

/// The article with an id, or with an id that begins so; `None` if there is none. Several with other ids are an error.
pub(super) fn find(selected: &Selected, id: &str) -> Result<Vec<ArticleId>, Error> {
    let named = selected.named();
    let meant = named.iter().filter(|(name, _)| name.is_meant_by(id));
    let meant: Vec<_> = meant.collect();
    let first = meant.first().map(|(name, _)| *name);
    if meant.iter().any(|(name, _)| Some(*name) != first) {
        let lines = meant.iter().take(MOST);
        let lines: Vec<_> = lines
            .map(|(name, article)| format!("  {name}  {}", article.title()))
            .collect();
        return Err(Error::Usage(format!(
            "{id} is the beginning of {} ids, name one of them:\n{}",
            meant.len(),
            lines.join("\n")
        )));
    }
    Ok(meant.iter().map(|(_, article)| article.id).collect())
}

/// So many candidates are listed.
const MOST: usize = 10;

/// The articles with these ids, in their order.
pub(super) fn find_all(selected: &Selected, ids: &[String]) -> Result<Vec<ArticleId>, Error> {
    let mut found = Vec::new();
    for id in ids {
        let meant = find(selected, id)?;
        if meant.is_empty() {
            return Err(Error::Usage(format!(
                "no article has the id {id}: `backissue list` prints them"
            )));
        }
        found.extend(
            meant
                .into_iter()
                .filter(|id| !found.contains(id))
                .collect::<Vec<_>>(),
        );
    }
    Ok(found)
}
