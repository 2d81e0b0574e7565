//! The vocabulary of topics as the user has it: the file and the names of the configuration.

use std::{fs, path::PathBuf};

use super::Error;
use crate::{
    config::Config,
    library::at_home,
    topics::{self, TagRule, Vocabulary},
};

/// Makes the user's vocabulary that of this run, for the archives of these names.
pub(super) fn install(config: &Config, given: &[PathBuf]) -> Result<(), Error> {
    let rules = rules(config, given);
    if config.topics.is_empty() && rules.is_empty() {
        return Ok(());
    }
    let wrong = |path: &PathBuf, why: String| Error::Topics {
        path: path.clone(),
        why,
    };
    let path = at_home(&config.topics);
    let own = if config.topics.is_empty() {
        Ok(String::new())
    } else {
        fs::read_to_string(&path)
    };
    let own = own.map_err(|error| wrong(&path, error.to_string()))?;
    let vocabulary = Vocabulary::with(&own, &rules);
    topics::install(vocabulary.map_err(|error| wrong(&path, error.to_string()))?);
    Ok(())
}

/// The configured archive that is opened by its name, if it is one alone.
pub(super) fn named(config: &Config, given: &[PathBuf]) -> Option<String> {
    let mut names = config.archives.iter().map(|archive| &archive.name);
    let name = names.find(|name| is_opened(name, config, given))?;
    (given.len() < 2).then(|| name.clone())
}

/// The wishes for tags of all archives and of those that are opened.
fn rules(config: &Config, given: &[PathBuf]) -> Vec<TagRule> {
    let is_opened = |name: &str| is_opened(name, config, given);
    let rules = config.tags.iter();
    let rules = rules.filter(|(archive, _)| archive.as_deref().is_none_or(is_opened));
    rules.map(|(_, rule)| rule.clone()).collect()
}

/// True if the archive of this name is among the paths given, or is the one that opens without.
fn is_opened(name: &str, config: &Config, given: &[PathBuf]) -> bool {
    let default = given.is_empty() && config.default_archive() == Some(name);
    default || given.iter().any(|path| path.as_os_str() == name)
}
