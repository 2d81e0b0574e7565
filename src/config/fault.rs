//! Settings that cannot be set, and why.

/// A value that a setting does not take, as a clause behind its name.
#[derive(Debug, thiserror::Error)]
pub(super) enum ValueError {
    #[error("takes text between quotes")]
    Text,
    #[error("takes a command: its words in brackets, each between quotes")]
    Command,
    #[error("takes names in brackets, each between quotes")]
    Names,
    #[error("takes a whole number from {0} to {1}")]
    Number(i64, i64),
    #[error("takes true or false")]
    Switch,
    #[error("is one of {}{hint}", names.join(", "))]
    Choice { names: Vec<String>, hint: String },
}

/// A setting that cannot be set. A hint names the nearest valid name, or is empty.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// There is no such setting.
    #[error("no setting is called `{name}`{hint}")]
    Unknown {
        /// The name as written.
        name: String,
        /// The hint.
        hint: String,
    },
    /// The default archive is not among the archives.
    #[error("no archive is called `{name}`{hint}")]
    NoArchive {
        /// The name as written.
        name: String,
        /// The hint.
        hint: String,
    },
    /// The setting does not take this value.
    #[error("`{name}` {why}")]
    Value {
        /// The setting.
        name: &'static str,
        /// The reason, a clause.
        why: String,
    },
}
