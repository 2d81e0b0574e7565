//! The user's own commands: `[commands.NAME]`.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Problem,
    item::{TomlItem, texts},
    nearest,
};
use crate::{
    app::{action::Action, mark_command::MARK_COMMANDS},
    command::{CommandInput, CommandTarget, CommandWords, OwnCommand, Placeholder},
};

/// The keys of a command's table.
const KEYS: [&str; 6] = ["run", "key", "stdin", "for", "wait", "terminal"];

/// The names of what a command reads.
pub(super) const INPUTS: [(&str, CommandInput); 3] = [
    ("markdown", CommandInput::Markdown),
    ("json", CommandInput::Json),
    ("url", CommandInput::Url),
];

/// The names of what a command is run for.
pub(super) const TARGETS: [(&str, CommandTarget); 3] = [
    ("article", CommandTarget::Article),
    ("selection", CommandTarget::Selection),
    ("issue", CommandTarget::Issue),
];

/// A table of `[commands.NAME]` that is being read.
struct CommandReading<'a> {
    text: &'a str,
    table: &'a DeTable<'a>,
}

/// A command and the place of its keys, or all that is wrong with it.
pub(super) fn command(
    text: &str,
    name: &Spanned<impl AsRef<str>>,
    item: &TomlItem<'_>,
) -> Result<(OwnCommand, Range<usize>), Problem> {
    let written = name.get_ref().as_ref();
    check_name(written).map_err(|why| Problem::at(text, &name.span(), why))?;
    let table = item.get_ref().as_table();
    let table = table.ok_or_else(|| {
        Problem::at(
            text,
            &item.span(),
            "write [commands.NAME] above each command",
        )
    })?;
    let reading = CommandReading { text, table };
    reading.check_keys()?;
    let command = OwnCommand {
        name: written.to_owned(),
        words: reading.words(&name.span())?,
        keys: reading.keys()?,
        input: reading.choice("stdin", &INPUTS)?,
        target: reading.choice("for", &TARGETS)?.unwrap_or_default(),
        wait: reading.switch("wait")?,
        terminal: reading.switch("terminal")?,
    };
    let place = table.get("key").map_or(name.span(), Spanned::span);
    if command.target == CommandTarget::Issue && command.words.takes(Placeholder::Id) {
        let why = "an issue has no {id}: with `for = \"issue\"` there are {url}, {title}, {tags} and {path}";
        return Err(reading.wrong("run", why));
    }
    Ok((command, place))
}

/// A name is typed in the palette, where actions have theirs, and on the command line.
fn check_name(name: &str) -> Result<(), String> {
    let mut marks = MARK_COMMANDS.iter();
    if Action::from_name(name).is_some() || marks.any(|command| command.name == name) {
        return Err(format!(
            "backissue has a command `{name}`: choose another name"
        ));
    }
    if name.trim() != name || name.is_empty() || name.starts_with('-') {
        return Err("the name of a command begins with a letter, and ends with one".to_owned());
    }
    Ok(())
}

impl<'a> CommandReading<'a> {
    fn item(&self, key: &str) -> Option<&'a TomlItem<'a>> {
        self.table.get(key)
    }

    fn wrong(&self, key: &str, why: impl Into<String>) -> Problem {
        let place = self.item(key).map_or(0..0, Spanned::span);
        Problem::at(self.text, &place, why)
    }

    fn check_keys(&self) -> Result<(), Problem> {
        let mut keys = self.table.keys();
        let Some(key) = keys.find(|key| !KEYS.contains(&key.get_ref().as_ref())) else {
            return Ok(());
        };
        let written = key.get_ref().as_ref();
        let hint = nearest::hint(written, KEYS);
        let why = format!("a command has no `{written}`{hint}");
        Err(Problem::at(self.text, &key.span(), why))
    }

    fn words(&self, name: &Range<usize>) -> Result<CommandWords, Problem> {
        let item = self.item("run");
        // A command in one text would need a shell, or rules of our own, to be cut into words.
        let array = item.filter(|item| item.get_ref().is_array());
        let words = array.and_then(texts).unwrap_or_default();
        let place = item.map_or(name.clone(), Spanned::span);
        CommandWords::parse(words).map_err(|why| Problem::at(self.text, &place, why.to_string()))
    }

    fn keys(&self) -> Result<Vec<String>, Problem> {
        let Some(item) = self.item("key") else {
            return Ok(Vec::new());
        };
        texts(item)
            .filter(|keys| !keys.is_empty())
            .ok_or_else(|| self.wrong("key", "`key` takes a key as text, or several in brackets"))
    }

    fn choice<T: Copy>(&self, key: &str, all: &[(&str, T)]) -> Result<Option<T>, Problem> {
        let Some(item) = self.item(key) else {
            return Ok(None);
        };
        let written = item.get_ref().as_str().unwrap_or_default();
        let found = all.iter().find(|(name, _)| *name == written);
        found.map(|(_, value)| Some(*value)).ok_or_else(|| {
            let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
            let hint = nearest::hint(written, names.iter().copied());
            self.wrong(key, format!("`{key}` is one of {}{hint}", names.join(", ")))
        })
    }

    fn switch(&self, key: &str) -> Result<bool, Problem> {
        match self.item(key).map(Spanned::get_ref) {
            None => Ok(false),
            Some(DeValue::Boolean(on)) => Ok(*on),
            Some(_) => Err(self.wrong(key, format!("`{key}` takes true or false"))),
        }
    }
}
