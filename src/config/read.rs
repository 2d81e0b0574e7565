//! The file, from text to values. All problems are told at once, each with its place.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    CheckKind, Config, KnownNames, NamedArchive, NamedQuery, Problem, SETTINGS, Setting,
    SettingError, SettingValue, commands,
    item::{TomlItem, texts},
    keys, nearest,
};
use crate::{query::Query, topics::TagRule};

/// The tables of the file, beside the settings.
const TABLES: [&str; 6] = ["archives", "tags", "check", "commands", "view", "key"];

/// A file that is being read.
struct FileReading<'a> {
    text: &'a str,
    problems: Vec<Problem>,
    known: &'a KnownNames,
    config: Config,
}

impl Config {
    /// Reads a configuration file; settings that it leaves out keep their defaults.
    pub fn parse(text: &str, known: &KnownNames) -> Result<Self, Vec<Problem>> {
        let table = DeTable::parse(text).map_err(|error| {
            let place = error.span().unwrap_or(0..0);
            vec![Problem::at(text, &place, error.message())]
        })?;
        let mut reading = FileReading {
            text,
            problems: Vec::new(),
            known,
            config: Self::default(),
        };
        reading.file(table.get_ref());
        if reading.problems.is_empty() {
            Ok(reading.config)
        } else {
            reading
                .problems
                .sort_by_key(|problem| (problem.line, problem.column));
            Err(reading.problems)
        }
    }

    /// Sets a setting by its name.
    pub fn set(
        &mut self,
        name: &str,
        value: &SettingValue,
        known: &KnownNames,
    ) -> Result<(), SettingError> {
        let setting = SETTINGS.iter().find(|setting| setting.name == name);
        let setting = setting.ok_or_else(|| unknown(name))?;
        setting.apply(self, value, known)?;
        self.check_archive()
    }

    /// The default archive is one of those that have a name.
    fn check_archive(&self) -> Result<(), SettingError> {
        let mut names = self.archives.iter().map(|archive| archive.name.as_str());
        if self.archive.is_empty() || names.clone().any(|name| name == self.archive) {
            return Ok(());
        }
        let hint = nearest::hint(&self.archive, &mut names);
        let name = self.archive.clone();
        Err(SettingError::NoArchive { name, hint })
    }
}

impl Setting {
    fn apply(
        &self,
        config: &mut Config,
        value: &SettingValue,
        known: &KnownNames,
    ) -> Result<(), SettingError> {
        (self.read)(config, value, known).map_err(|why| SettingError::Value {
            name: self.name,
            why: why.to_string(),
        })
    }
}

impl FileReading<'_> {
    fn file(&mut self, table: &DeTable<'_>) {
        for (name, item) in table {
            match name.get_ref().as_ref() {
                "archives" => self.archives(item),
                "tags" => self.tags(item, None),
                "check" => self.check(item),
                "view" => self.views(item),
                "key" => self.keys(item),
                // Their keys are those that are free, which is known at the end.
                "commands" => {}
                other => match SETTINGS.iter().find(|setting| setting.name == other) {
                    Some(setting) => self.setting(setting, item),
                    None => self.say(&name.span(), unknown(other).to_string()),
                },
            }
        }
        if let Some(item) = table.get("commands") {
            self.commands(item);
        }
        if let Err(why) = self.config.check_archive() {
            let place = table.get("archive").map_or(0..0, Spanned::span);
            self.say(&place, why.to_string());
        }
    }

    fn setting(&mut self, setting: &Setting, item: &TomlItem<'_>) {
        let value = match item.get_ref() {
            DeValue::String(text) => SettingValue::Text(text.to_string()),
            DeValue::Boolean(on) => SettingValue::Switch(*on),
            DeValue::Array(_) => {
                texts(item).map_or(SettingValue::Number(i64::MIN), SettingValue::List)
            }
            other => SettingValue::Number(integer(other).unwrap_or(i64::MIN)),
        };
        if let Err(why) = setting.apply(&mut self.config, &value, self.known) {
            self.say(&item.span(), why.to_string());
        }
    }

    fn archives(&mut self, item: &TomlItem<'_>) {
        let Some(table) = item.get_ref().as_table() else {
            return self.say(&item.span(), "`archives` is a table: name = \"path\"");
        };
        for (name, item) in table {
            match texts(item) {
                Some(paths) if !paths.is_empty() => self.config.archives.push(NamedArchive {
                    name: name.get_ref().to_string(),
                    paths,
                }),
                _ => self.say(&item.span(), "an archive is a path, or several in brackets"),
            }
        }
    }

    /// Wishes for tags; a table within them is for the archive of its name.
    fn tags(&mut self, item: &TomlItem<'_>, archive: Option<&str>) {
        let Some(table) = item.get_ref().as_table() else {
            return self.say(&item.span(), "`tags` is a table: tag = \"other name\"");
        };
        for (tag, item) in table {
            let tag = tag.get_ref().as_ref();
            match item.get_ref() {
                DeValue::String(name) => self.config.tags.push((
                    archive.map(str::to_owned),
                    TagRule {
                        tag: tag.to_owned(),
                        name: name.to_string(),
                    },
                )),
                DeValue::Table(_) if archive.is_none() => self.tags(item, Some(tag)),
                _ => self.say(&item.span(), "a tag takes another name, or \"\" to hide it"),
            }
        }
    }

    fn check(&mut self, item: &TomlItem<'_>) {
        let Some(table) = item.get_ref().as_table() else {
            return self.say(&item.span(), "`check` is a table: ignore = [\"skipped\"]");
        };
        for (name, item) in table {
            let written = name.get_ref().as_ref();
            if written != "ignore" {
                let hint = nearest::hint(written, ["ignore"]);
                self.say(&name.span(), format!("`check` has no `{written}`{hint}"));
                continue;
            }
            self.ignore(item);
        }
    }

    /// Reads the kinds of findings to be left out.
    fn ignore(&mut self, item: &TomlItem<'_>) {
        let Some(kinds) = texts(item) else {
            let what = "`ignore` takes kinds of findings, in brackets";
            return self.say(&item.span(), what);
        };
        for kind in kinds {
            match CheckKind::named(&kind) {
                Some(kind) => self.config.unchecked.push(kind),
                None => self.say(&item.span(), unknown_kind(&kind)),
            }
        }
    }

    fn views(&mut self, item: &TomlItem<'_>) {
        for row in self.rows(item, "view", &["name", "query"]) {
            let [name, query] = ["name", "query"].map(|key| row.get(key));
            let (Some(name), Some(query)) = (name, query) else {
                self.say(&item.span(), "a view has a `name` and a `query`");
                continue;
            };
            let (Some(name), Some(text)) = (name.get_ref().as_str(), query.get_ref().as_str())
            else {
                self.say(&query.span(), "name and query of a view are text");
                continue;
            };
            if let Err(error) = Query::parse(text) {
                self.say(&query.span(), format!("the query is wrong at {error}"));
            }
            self.config.views.push(NamedQuery {
                name: name.to_owned(),
                query: text.to_owned(),
            });
        }
    }

    fn keys(&mut self, item: &TomlItem<'_>) {
        let mut bound = Vec::new();
        for row in self.rows(item, "key", &["on", "do", "in"]) {
            let place = row.get("on").map_or(item.span(), Spanned::span);
            match keys::row(self.text, row, &place) {
                Ok(row) => bound.push((row, place)),
                Err(problem) => self.problems.push(problem),
            }
        }
        let (rows, places): (Vec<_>, Vec<_>) = bound.into_iter().unzip();
        match self.config.keymap.clone().with(rows) {
            Ok(keymap) => self.config.keymap = keymap,
            Err(conflict) => {
                let place = places.get(conflict.row).cloned().unwrap_or(item.span());
                self.say(&place, conflict.to_string());
            }
        }
    }

    fn commands(&mut self, item: &TomlItem<'_>) {
        let Some(table) = item.get_ref().as_table() else {
            return self.say(&item.span(), "write [commands.NAME] above each command");
        };
        for (name, item) in table {
            let read = commands::command(self.text, name, item);
            let added = read.and_then(|(command, place)| {
                let keymap = self.config.keymap.clone().with_command(command);
                keymap.map_err(|why| Problem::at(self.text, &place, why.to_string()))
            });
            match added {
                Ok(keymap) => self.config.keymap = keymap,
                Err(problem) => self.problems.push(problem),
            }
        }
    }

    /// The tables of `[[name]]`, after a look at their keys.
    fn rows<'i, 'b>(
        &mut self,
        item: &'b TomlItem<'i>,
        name: &str,
        keys: &[&'static str],
    ) -> Vec<&'b DeTable<'i>> {
        let array = item.get_ref().as_array();
        let tables: Option<Vec<_>> = array.and_then(|array| {
            let mut tables = array.iter().map(|row| row.get_ref().as_table());
            tables.by_ref().collect()
        });
        let Some(tables) = tables else {
            self.say(&item.span(), format!("write [[{name}]] above each {name}"));
            return Vec::new();
        };
        for key in tables.iter().flat_map(|table| table.keys()) {
            let written = key.get_ref().as_ref();
            if !keys.contains(&written) {
                let hint = nearest::hint(written, keys.iter().copied());
                self.say(&key.span(), format!("a {name} has no `{written}`{hint}"));
            }
        }
        tables
    }

    fn say(&mut self, place: &Range<usize>, message: impl Into<String>) {
        self.problems.push(Problem::at(self.text, place, message));
    }
}

fn unknown(name: &str) -> SettingError {
    let names = SETTINGS.iter().map(|setting| setting.name).chain(TABLES);
    let hint = nearest::hint(name, names);
    let name = name.to_owned();
    SettingError::Unknown { name, hint }
}

fn unknown_kind(written: &str) -> String {
    let names = CheckKind::ALL.map(CheckKind::name);
    let hint = nearest::hint(written, names);
    format!(
        "`check` knows {}, and no `{written}`{hint}",
        names.join(", ")
    )
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
