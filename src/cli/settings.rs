//! The configuration as this run has it: command line over variables over file over defaults.

use std::{
    cell::LazyCell,
    env,
    ffi::OsString,
    fmt, fs, io,
    ops::Deref,
    path::{Path, PathBuf},
};

use clap::ValueEnum;
use etcetera::BaseStrategy as _;

use super::{Error, error::Flaws, voice::Voice};
use crate::{
    config::{Config, KnownNames, SETTINGS, SettingValue, edit_file},
    store::Location,
    ui::theme::{Theme, Themes},
};

/// Names the file of the configuration.
const VARIABLE: &str = "BACKISSUE_CONFIG";

/// Options of every command.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Settings {
    /// Read this configuration file instead of the usual one
    #[arg(long, value_name = "FILE", global = true, help_heading = "Settings")]
    config: Option<PathBuf>,
    /// Set a setting for this run, such as theme=light
    #[arg(
        long,
        value_name = "NAME=VALUE",
        global = true,
        help_heading = "Settings"
    )]
    set: Vec<String>,
    /// Use colours: on a terminal, unless NO_COLOR is set; never; or always
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        global = true,
        help_heading = "Settings"
    )]
    color: When,
    /// Say nothing on standard error: the exit code tells
    #[arg(long, global = true, help_heading = "Settings")]
    quiet: bool,
    /// Keep nothing: marks and the place end with the session
    #[arg(long, global = true, help_heading = "Settings")]
    no_state: bool,
}

/// Conditions for colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum When {
    #[default]
    Auto,
    Never,
    Always,
}

impl Settings {
    /// The configuration of this run.
    pub(super) fn load(&self) -> Result<Config, Error> {
        let known = LazyCell::new(|| self.known());
        let mut config = match self.file() {
            Some(path) => self.read(&path, &known)?,
            None => Config::default(),
        };
        for (source, name, value) in variables().chain(self.on_command_line()?) {
            let set = config.set(&name, &SettingValue::parse(&value), &known);
            set.map_err(|why| Error::Usage(format!("{source}: {why}")))?;
        }
        Ok(config)
    }

    /// The arguments that say the same.
    pub(super) fn words(&self) -> Vec<OsString> {
        let config = self
            .config
            .iter()
            .flat_map(|file| ["--config".into(), file.into()]);
        let set = self.set.iter().flat_map(|set| ["--set".into(), set.into()]);
        let mut words: Vec<OsString> = config.chain(set).collect();
        if let Some(when) = self.color.to_possible_value() {
            words.extend(["--color".into(), when.get_name().into()]);
        }
        words.extend(self.no_state.then(|| "--no-state".into()));
        words
    }

    /// The voice that tells errors.
    pub(super) fn voice(&self) -> Voice {
        Voice { quiet: self.quiet }
    }

    /// The place of the marks.
    pub(super) fn store(&self) -> Location {
        if self.no_state {
            Location::Memory
        } else {
            Location::of_user()
        }
    }

    /// The path of the configuration file, which need not exist; `None` without a home.
    pub(super) fn file(&self) -> Option<PathBuf> {
        let named = || env::var_os(VARIABLE).filter(|value| !value.is_empty());
        let usual = || Some(etcetera::choose_base_strategy().ok()?.config_dir());
        let usual = || Some(usual()?.join("backissue").join("config.toml"));
        self.config
            .clone()
            .or_else(|| named().map(PathBuf::from))
            .or_else(usual)
    }

    /// Changes the text of the configuration file.
    pub(super) fn edit<E: fmt::Display>(
        &self,
        change: impl FnOnce(&str) -> Result<String, E>,
    ) -> Result<(), Error> {
        let none = || Error::Usage("there is no home folder: say --config FILE".to_owned());
        let path = self.file().ok_or_else(none)?;
        edit_file(&path, change).map_err(Error::Usage)
    }

    fn read(&self, path: &Path, known: &impl Deref<Target = KnownNames>) -> Result<Config, Error> {
        match fs::read_to_string(path) {
            Ok(text) => Config::parse(&text, known).map_err(|problems| {
                let path = path.to_owned();
                Error::Config(Flaws { path, problems })
            }),
            // A home that is no folder, such as /dev/null, has no configuration either.
            Err(error) if is_missing(&error) && !self.is_named() => Ok(Config::default()),
            Err(error) => Err(Error::Usage(format!(
                "cannot read {}: {error}",
                path.display()
            ))),
        }
    }

    /// True if the user asked for this very file.
    fn is_named(&self) -> bool {
        self.config.is_some() || env::var_os(VARIABLE).is_some_and(|value| !value.is_empty())
    }

    fn on_command_line(&self) -> Result<Vec<(String, String, String)>, Error> {
        let pair = |set: &String| {
            let (name, value) = set.split_once('=').ok_or_else(|| {
                Error::Usage(format!(
                    "--set {set}: write NAME=VALUE, such as theme=light"
                ))
            })?;
            Ok((format!("--set {set}"), name.to_owned(), value.to_owned()))
        };
        self.set.iter().map(pair).collect()
    }

    /// The themes there are: built in, and the user's own.
    pub(super) fn known(&self) -> KnownNames {
        let built_in = Theme::BUILTIN.iter().map(|(name, _)| (*name).to_owned());
        KnownNames {
            themes: built_in.chain(self.own_themes()).collect(),
        }
    }

    /// The names of the user's own themes.
    fn own_themes(&self) -> Vec<String> {
        let own = self
            .theme_folder()
            .and_then(|folder| fs::read_dir(folder).ok());
        let own = own.into_iter().flatten().filter_map(|entry| {
            let path = entry.ok()?.path();
            let is_theme = path.extension()? == "toml";
            is_theme.then(|| {
                path.file_stem()
                    .map(|name| name.to_string_lossy().into_owned())
            })?
        });
        let mut own: Vec<String> = own.collect();
        own.sort();
        own
    }

    fn theme_folder(&self) -> Option<PathBuf> {
        Some(self.file()?.parent()?.join("themes"))
    }

    /// True if standard output gets colours, given that it is a terminal or not (<https://no-color.org>).
    pub(super) fn colours(&self, terminal: bool) -> bool {
        let refused = || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self.color {
            When::Never => false,
            When::Always => true,
            When::Auto => terminal && !refused(),
        }
    }

    /// The themes to choose from, beginning with the one of this name. Of those not asked for, files that cannot be read are
    /// left out.
    pub(super) fn themes(&self, name: &str, colours: bool) -> Result<Themes, Error> {
        let first = self.theme(name, colours)?;
        if !colours {
            return Ok(Themes::new(
                vec![("plain".to_owned(), Some(first))],
                "plain",
            ));
        }
        let (name, own) = (named(name), self.own_themes());
        let read = |known: &String| {
            if known == name {
                Ok(Some(first.clone()))
            } else if own.contains(known) {
                self.theme(known, true).map(Some)
            } else {
                Ok(None)
            }
        };
        let built_in = Theme::BUILTIN.map(|(name, _)| name.to_owned());
        let strange = own.iter().filter(|own| !built_in.contains(own));
        let names = built_in.iter().chain(strange);
        let themes = names.filter_map(|known| Some((known.clone(), read(known).ok()?)));
        Ok(Themes::new(themes.collect(), name))
    }

    /// The theme with this name, a user's own before a built-in one; nothing but black and white without colours.
    pub(super) fn theme(&self, name: &str, colours: bool) -> Result<Theme, Error> {
        if !colours {
            return Ok(Theme::plain());
        }
        let name = named(name);
        let own = self
            .theme_folder()
            .map(|folder| folder.join(format!("{name}.toml")));
        if let Some((path, text)) =
            own.and_then(|path| Some((path.clone(), fs::read_to_string(path).ok()?)))
        {
            return Theme::parse(&text)
                .map_err(|why| Error::Usage(format!("{}: {why}", path.display())));
        }
        Ok(Theme::named(name).unwrap_or_default())
    }
}

/// The name of a theme; for `auto` it is the one that fits the terminal's background.
fn named(setting: &str) -> &str {
    if setting == "auto" {
        of_background()
    } else {
        setting
    }
}

/// The theme for the terminal's background, as far as the environment tells it: the first frame waits for no answer. The
/// reader asks then. `COLORFGBG` is `foreground;background` in the numbers of the sixteen colours.
fn of_background() -> &'static str {
    let colours = env::var("COLORFGBG").unwrap_or_default();
    let background = colours
        .rsplit(';')
        .next()
        .and_then(|number| number.parse().ok());
    match background {
        Some(7 | 9..=15) => "light",
        Some(0..=8_u8) => "dark",
        _ => "terminal",
    }
}

/// The settings in variables: their name, the setting's, and the value.
fn variables() -> impl Iterator<Item = (String, String, String)> {
    SETTINGS.iter().filter_map(|setting| {
        let name = setting.name.to_ascii_uppercase().replace('-', "_");
        let name = format!("BACKISSUE_{name}");
        let value = env::var(&name).ok().filter(|value| !value.is_empty())?;
        Some((name, setting.name.to_owned(), value))
    })
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
