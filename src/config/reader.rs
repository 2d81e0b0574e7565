//! The options that the command line starts the reader with.

use std::{ffi::OsString, path::PathBuf};

use super::Config;
use crate::{load, query::Query, store::Location, ui::theme::Themes};

/// The options of the reader.
#[derive(Debug, Default)]
pub struct ReaderOptions {
    /// The paths to load; none for the sample.
    pub paths: Vec<PathBuf>,
    /// The options of the load.
    pub load: load::Options,
    /// Where marks are kept.
    pub store: Location,
    /// The query to start with.
    pub query: Query,
    /// The settings.
    pub config: Config,
    /// The theme, and those to choose from.
    pub themes: Themes,
    /// The file of the settings, which need not exist.
    pub config_file: Option<PathBuf>,
    /// The archive that names of tags are kept for; none for all.
    pub named: Option<String>,
    /// The arguments that these settings were made by.
    pub settings: Vec<OsString>,
    /// The screen that it begins with.
    pub first: FirstScreen,
}

/// The screen that the reader begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstScreen {
    /// The articles that are read.
    #[default]
    Archive,
    /// The archives, to choose one: nothing is loaded.
    Library,
    /// The catalogue, to add a newsletter: nothing is loaded.
    Catalogue,
}
