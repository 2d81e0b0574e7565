//! The file, from text to values. All that is wrong is told at once, each with its place.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Archive, Config, Known, Problem, SETTINGS, SavedView, Setting, Value, keys, nearest};
use crate::query::Query;

/// The tables of the file, beside the settings.
const TABLES: [&str; 3] = ["archives", "view", "key"];

type Item<'i> = Spanned<DeValue<'i>>;

/// A file on its way to a configuration.
struct Reading<'a> {
    text: &'a str,
    problems: Vec<Problem>,
    known: &'a Known,
    config: Config,
}

impl Config {
    /// Reads a configuration file; what it does not say is as by default.
    pub fn parse(text: &str, known: &Known) -> Result<Self, Vec<Problem>> {
        let table = DeTable::parse(text).map_err(|error| {
            let place = error.span().unwrap_or(0..0);
            vec![Problem::at(text, &place, error.message())]
        })?;
        let mut reading = Reading {
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

    /// Sets a setting by its name. The error is a sentence.
    pub fn set(&mut self, name: &str, value: &Value, known: &Known) -> Result<(), String> {
        let setting = SETTINGS.iter().find(|setting| setting.name == name);
        let setting = setting.ok_or_else(|| unknown(name))?;
        setting.apply(self, value, known)?;
        self.check_archive()
    }

    /// The default archive is one of those that have a name.
    fn check_archive(&self) -> Result<(), String> {
        let mut names = self.archives.iter().map(|archive| archive.name.as_str());
        if self.archive.is_empty() || names.clone().any(|name| name == self.archive) {
            return Ok(());
        }
        let hint = nearest::hint(&self.archive, &mut names);
        Err(format!("no archive is called `{}`{hint}", self.archive))
    }
}

impl Setting {
    fn apply(&self, config: &mut Config, value: &Value, known: &Known) -> Result<(), String> {
        (self.read)(config, value, known).map_err(|why| format!("`{}` {why}", self.name))
    }
}

impl Reading<'_> {
    fn file(&mut self, table: &DeTable<'_>) {
        for (name, item) in table {
            match name.get_ref().as_ref() {
                "archives" => self.archives(item),
                "view" => self.views(item),
                "key" => self.keys(item),
                other => match SETTINGS.iter().find(|setting| setting.name == other) {
                    Some(setting) => self.setting(setting, item),
                    None => self.say(&name.span(), unknown(other)),
                },
            }
        }
        if let Err(why) = self.config.check_archive() {
            let place = table.get("archive").map_or(0..0, Spanned::span);
            self.say(&place, why);
        }
    }

    fn setting(&mut self, setting: &Setting, item: &Item<'_>) {
        let value = match item.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Boolean(on) => Value::Switch(*on),
            DeValue::Array(_) => texts(item).map_or(Value::Number(i64::MIN), Value::List),
            other => Value::Number(integer(other).unwrap_or(i64::MIN)),
        };
        if let Err(why) = setting.apply(&mut self.config, &value, self.known) {
            self.say(&item.span(), why);
        }
    }

    fn archives(&mut self, item: &Item<'_>) {
        let Some(table) = item.get_ref().as_table() else {
            return self.say(&item.span(), "`archives` is a table: name = \"path\"");
        };
        for (name, item) in table {
            match texts(item) {
                Some(paths) if !paths.is_empty() => self.config.archives.push(Archive {
                    name: name.get_ref().to_string(),
                    paths,
                }),
                _ => self.say(&item.span(), "an archive is a path, or several in brackets"),
            }
        }
    }

    fn views(&mut self, item: &Item<'_>) {
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
            self.config.views.push(SavedView {
                name: name.to_owned(),
                query: text.to_owned(),
            });
        }
    }

    fn keys(&mut self, item: &Item<'_>) {
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
                self.say(&place, conflict.message);
            }
        }
    }

    /// The tables of `[[name]]`, after a look at their keys.
    fn rows<'i, 'b>(
        &mut self,
        item: &'b Item<'i>,
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

/// A text, or several in brackets.
pub(super) fn texts(item: &Item<'_>) -> Option<Vec<String>> {
    match item.get_ref() {
        DeValue::String(text) => Some(vec![text.to_string()]),
        DeValue::Array(array) => array
            .iter()
            .map(|item| item.get_ref().as_str().map(str::to_owned))
            .collect(),
        _ => None,
    }
}

fn unknown(name: &str) -> String {
    let names = SETTINGS.iter().map(|setting| setting.name).chain(TABLES);
    format!(
        "no setting is called `{name}`{}",
        nearest::hint(name, names)
    )
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
