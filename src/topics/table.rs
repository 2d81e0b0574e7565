//! The file of topics, `assets/topics.toml`, and the user's own of the same form.

use serde::{Deserialize, Serialize};

/// A file of topics.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TopicTable {
    /// Phrases that hold a topic's word and mean something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nothing: Vec<String>,
    /// The topics, each with a name of its own.
    #[serde(default)]
    pub topic: Vec<TopicRow>,
}

/// A topic and its words.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TopicRow {
    /// The name in filters.
    pub name: String,
    /// The name on the screen.
    pub display: String,
    /// Words for it, in any case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Words for it in this case only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exact: Vec<String>,
    /// Words that name something else and mean the topic all the same. The lead holds too many of them to count there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implying: Vec<String>,
    /// Names of wider topics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<String>,
    /// Other names that filters know, but texts do not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// False if a lead that names the topic does so in passing.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub lead: bool,
}

/// A file of topics that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct TopicsError(String);

impl TopicTable {
    /// Reads a file.
    pub fn read(text: &str) -> Result<Self, TopicsError> {
        toml::from_str(text).map_err(|error| TopicsError(error.to_string()))
    }
}

fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_yes(value: &bool) -> bool {
    *value
}
