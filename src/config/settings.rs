//! The settings that are one value each.

use super::{
    Config, Images, KeyboardKind, KnownNames, ReadPolicy, Reasons, Redirects, Updates,
    fault::ValueError, nearest,
};
use crate::{picture::Protocol, text::words};

/// A value as written: in the file, in a variable, or on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingValue {
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Switch(bool),
    /// Texts in brackets.
    List(Vec<String>),
}

/// A setting.
pub struct Setting {
    /// Its name in the file. `BACKISSUE_NAME` is the variable, with `_` for `-`.
    pub name: &'static str,
    /// Its purpose, in whole sentences.
    pub help: &'static str,
    pub(super) read: fn(&mut Config, &SettingValue, &KnownNames) -> Result<(), ValueError>,
    pub(super) show: fn(&Config) -> SettingValue,
}

const REDIRECTS: [(&str, Redirects); 2] =
    [("target", Redirects::Target), ("given", Redirects::Given)];
const WIDTHS: [(&str, bool); 2] = [("narrow", false), ("wide", true)];
const IMAGES: [(&str, Images); 6] = [
    ("auto", Images::Auto),
    ("off", Images::Off),
    ("halfblocks", Images::As(Protocol::Blocks)),
    ("kitty", Images::As(Protocol::Kitty)),
    ("iterm2", Images::As(Protocol::Iterm2)),
    ("sixel", Images::As(Protocol::Sixel)),
];
const KEYBOARDS: [(&str, KeyboardKind); 2] =
    [("latin", KeyboardKind::Latin), ("kana", KeyboardKind::Kana)];
const POLICIES: [(&str, ReadPolicy); 3] = [
    ("end", ReadPolicy::End),
    ("open", ReadPolicy::Open),
    ("manual", ReadPolicy::Manual),
];
const UPDATES: [(&str, Updates); 2] = [("off", Updates::Off), ("daily", Updates::Daily)];
const REASONS: [(&str, Reasons); 3] = [
    ("search", Reasons::Search),
    ("always", Reasons::Always),
    ("never", Reasons::Never),
];
const MEASURES: std::ops::RangeInclusive<i64> = 20..=400;

impl Setting {
    /// The values that it takes, where they have names: the same that it tells where it is given another.
    pub fn values(&self, known: &KnownNames) -> Vec<String> {
        let nothing = SettingValue::Text(String::new());
        match (self.read)(&mut Config::default(), &nothing, known) {
            Err(ValueError::Choice { names, .. }) => names,
            Err(ValueError::Switch) => vec!["true".to_owned(), "false".to_owned()],
            _ => Vec::new(),
        }
    }
}

/// Every setting, in the order of the file.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "archive",
        help: "The archive to open without a PATH, by its name below. Empty: the only one there is, else the library of all; without any, the built-in one, which teaches the keys.",
        read: |config, value, _| value.text().map(|name| config.archive = name),
        show: |config| SettingValue::Text(config.archive.clone()),
    },
    Setting {
        name: "opener",
        help: "The command that opens links, word by word, such as [\"firefox\", \"--new-tab\", \"{url}\"]; no shell reads it. A shell of your own must get the URL as an argument, never within its script, which it would become a part of: [\"sh\", \"-c\", \"firefox \\\"$1\\\"\", \"sh\", \"{url}\"]. Empty: $BROWSER, else the desktop's browser.",
        read: |config, value, _| value.command().map(|words| config.opener = words),
        show: |config| SettingValue::List(config.opener.clone()),
    },
    Setting {
        name: "redirects",
        help: "The address that is opened of a link that counts clicks on its way: target (where it leads, if the newsletter says so), or given (as it stands in the newsletter, so that its author sees the click).",
        read: |config, value, _| {
            one_of(&REDIRECTS, value).map(|redirects| config.redirects = redirects)
        },
        show: |config| name_in(&REDIRECTS, &config.redirects),
    },
    Setting {
        name: "senders",
        help: "Senders whose mails are newsletters, even if they were sent to no list: addresses, and hosts such as \"lamp.example\".",
        read: |config, value, _| value.names().map(|senders| config.senders = senders),
        show: |config| SettingValue::List(config.senders.clone()),
    },
    Setting {
        name: "theme",
        help: "terminal (its own sixteen colours), auto (dark or light, as the terminal says its background is), dark, light, high-contrast, plain, or the name of a file in themes/ beside this one.",
        read: read_theme,
        show: |config| SettingValue::Text(config.theme.clone()),
    },
    Setting {
        name: "measure",
        help: "The longest line of text, in columns.",
        read: |config, value, _| value.number().map(|columns| config.measure = columns),
        show: |config| SettingValue::Number(config.measure.into()),
    },
    Setting {
        name: "ambiguous-width",
        help: "The width of characters such as · and ─ in the terminal: narrow, or wide as some draw them in East Asian locales.",
        read: |config, value, _| one_of(&WIDTHS, value).map(|wide| config.ambiguous_wide = wide),
        show: |config| name_in(&WIDTHS, &config.ambiguous_wide),
    },
    Setting {
        name: "images",
        help: "Pictures of the archive: auto (the best that the terminal's variables promise), off, halfblocks, kitty, iterm2 or sixel.",
        read: |config, value, _| one_of(&IMAGES, value).map(|images| config.images = images),
        show: |config| name_in(&IMAGES, &config.images),
    },
    Setting {
        name: "keyboard",
        help: "latin, or kana for a Japanese kana keyboard: there 、 and 。 are the keys < and >, elsewhere / and . as Chinese input methods type them.",
        read: |config, value, _| one_of(&KEYBOARDS, value).map(|kind| config.keyboard = kind),
        show: |config| name_in(&KEYBOARDS, &config.keyboard),
    },
    Setting {
        name: "mouse",
        help: "Clicks and the wheel are for the reader. The terminal's own selection is always there with Shift.",
        read: |config, value, _| value.switch().map(|on| config.mouse = on),
        show: |config| SettingValue::Switch(config.mouse),
    },
    Setting {
        name: "tag-bar",
        help: "The most frequent tags of the articles shown stand in a line above the lists, to be clicked. A small window has no such line.",
        read: |config, value, _| value.switch().map(|on| config.tag_bar = on),
        show: |config| SettingValue::Switch(config.tag_bar),
    },
    Setting {
        name: "reasons",
        help: "When a second line below a title says why the article is in the list: while words are searched for and there is room (search), whenever the list is narrowed (always), or never.",
        read: |config, value, _| one_of(&REASONS, value).map(|reasons| config.reasons = reasons),
        show: |config| name_in(&REASONS, &config.reasons),
    },
    Setting {
        name: "update",
        help: "When the reader fetches by itself what is new in the clones that `backissue add` made: off, or daily, in the background when it starts.",
        read: |config, value, _| one_of(&UPDATES, value).map(|updates| config.update = updates),
        show: |config| name_in(&UPDATES, &config.update),
    },
    Setting {
        name: "topics",
        help: "A file of topics that articles are tagged with, beside the built-in ones and in place of those of the same name. It is written as assets/topics.toml is: [[topic]], name, display, words.",
        read: |config, value, _| value.text().map(|path| config.topics = path),
        show: |config| SettingValue::Text(config.topics.clone()),
    },
    Setting {
        name: "read",
        help: "When an article counts as read: when its end was on the screen (end), when its source is opened (open), or only by hand (manual).",
        read: |config, value, _| one_of(&POLICIES, value).map(|policy| config.read = policy),
        show: |config| name_in(&POLICIES, &config.read),
    },
];

impl SettingValue {
    /// As written in a variable or on the command line, where text needs no quotes but in a list.
    pub fn parse(text: &str) -> Self {
        if let Some(list) = text.starts_with('[').then(|| list(text)).flatten() {
            return Self::List(list);
        }
        let number = text.parse().map(Self::Number);
        let switch = text.parse().map(Self::Switch);
        number
            .or(switch)
            .unwrap_or_else(|_| Self::Text(text.to_owned()))
    }

    /// As written in the file.
    pub fn to_toml(&self) -> String {
        match self {
            Self::Text(text) => toml::Value::String(text.clone()).to_string(),
            Self::Number(number) => number.to_string(),
            Self::Switch(on) => on.to_string(),
            Self::List(texts) => toml::Value::from(texts.clone()).to_string(),
        }
    }

    fn text(&self) -> Result<String, ValueError> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            _ => Err(ValueError::Text),
        }
    }

    /// A command by its words; one in a single text is cut at spaces that are not quoted.
    fn command(&self) -> Result<Vec<String>, ValueError> {
        match self {
            Self::Text(text) => Ok(words(text)),
            Self::List(words) if words.first().is_none_or(|program| !program.is_empty()) => {
                Ok(words.clone())
            }
            _ => Err(ValueError::Command),
        }
    }

    /// Names in brackets, or in one text with commas or spaces between.
    fn names(&self) -> Result<Vec<String>, ValueError> {
        match self {
            Self::Text(text) => {
                let names = text.split([',', ' ']).filter(|name| !name.is_empty());
                Ok(names.map(str::to_owned).collect())
            }
            Self::List(names) => Ok(names.clone()),
            _ => Err(ValueError::Names),
        }
    }

    fn number(&self) -> Result<u16, ValueError> {
        match self {
            Self::Number(n) if MEASURES.contains(n) => Ok(u16::try_from(*n).unwrap_or(u16::MAX)),
            _ => Err(ValueError::Number(*MEASURES.start(), *MEASURES.end())),
        }
    }

    fn switch(&self) -> Result<bool, ValueError> {
        match self {
            Self::Switch(on) => Ok(*on),
            _ => Err(ValueError::Switch),
        }
    }
}

fn list(text: &str) -> Option<Vec<String>> {
    text.parse::<toml::Value>().ok()?.try_into().ok()
}

fn read_theme(
    config: &mut Config,
    value: &SettingValue,
    known: &KnownNames,
) -> Result<(), ValueError> {
    let names = known.themes.iter().map(String::as_str).chain(["auto"]);
    config.theme = among(names, value)?;
    Ok(())
}

/// One of the names.
fn among<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    value: &SettingValue,
) -> Result<String, ValueError> {
    let written = value.text()?;
    if names.clone().any(|name| name == written) {
        return Ok(written);
    }
    let hint = nearest::hint(&written, names.clone());
    let names = names.map(str::to_owned).collect();
    Err(ValueError::Choice { names, hint })
}

fn one_of<T: Copy>(choices: &[(&str, T)], value: &SettingValue) -> Result<T, ValueError> {
    let name = among(choices.iter().map(|(name, _)| *name), value)?;
    let chosen = choices.iter().find(|(other, _)| *other == name);
    chosen.map(|(_, choice)| *choice).ok_or(ValueError::Text)
}

fn name_in<T: PartialEq>(choices: &[(&str, T)], value: &T) -> SettingValue {
    let chosen = choices.iter().find(|(_, choice)| choice == value);
    SettingValue::Text(chosen.map_or("", |(name, _)| name).to_owned())
}
