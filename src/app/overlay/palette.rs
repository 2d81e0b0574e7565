//! The help and the command palette: actions by key or by name.

mod scope;

pub use scope::CommandScope;

use std::borrow::Cow;

use tui_input::Input;

use crate::{
    app::{
        action::{ACTIONS, Action},
        help::shown,
        input,
        key::Key,
        keymap::{KeyContext, KeyRow, Keymap},
        list::ListState,
        mark_command::{MARK_COMMANDS, MarkCommand},
    },
    query::{Facets, Query},
    text::hangul,
};

/// The title of the help.
const KEYS: &str = "keys";

/// A row: something that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteEntry {
    /// Its keys, as on a keyboard: `j ↓`.
    pub keys: String,
    /// The name that it is typed by.
    pub name: Cow<'static, str>,
    /// A few words on its effect.
    pub help: Cow<'static, str>,
    /// The command.
    pub command: PaletteCommand,
    /// The place where the keys hold, if it is another than the one the help was opened from.
    pub place: Option<KeyContext>,
}

/// Something that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaletteCommand {
    /// An action, as a key does it.
    Act(Action),
    /// An command on what a query finds.
    Mark(&'static MarkCommand),
}

/// The result of Enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaletteChoice {
    /// An action.
    Act(Action),
    /// An command on what a query finds, or on the articles selected.
    Mark(&'static MarkCommand, Option<Query>),
    /// Nothing yet: there is more to type.
    More,
    /// Nothing.
    Nothing,
}

impl PaletteEntry {
    /// An action. A command of the user's own has its own name, and shows the words that it runs.
    fn acting(keymap: &Keymap, action: Action, keys: String) -> Self {
        let (name, help) = match keymap.command(action) {
            Some(command) => (
                command.name.clone().into(),
                format!("run {}", command.words.written().join(" ")).into(),
            ),
            None => (action.name().into(), action.help().into()),
        };
        Self {
            keys,
            name,
            help,
            command: PaletteCommand::Act(action),
            place: None,
        }
    }

    fn marking(command: &'static MarkCommand) -> Self {
        Self {
            keys: String::new(),
            name: command.name.into(),
            help: command.help.into(),
            command: PaletteCommand::Mark(command),
            place: None,
        }
    }
}

/// Actions by key or by name, narrowed by typing: the help, and the command palette.
#[derive(Debug)]
pub struct Palette {
    /// The title in its frame.
    pub title: &'static str,
    /// The typed text.
    pub input: Input,
    /// Positions in all entries.
    pub list: ListState<usize>,
    entries: Vec<PaletteEntry>,
    /// The command that was typed, if any: the list is that command, then completions of its query.
    scope: Option<CommandScope>,
}

impl Palette {
    /// The keys: those of `here` first, in the command of the keymap, then those of other places.
    pub fn keys(keymap: &Keymap, here: KeyContext) -> Self {
        let elsewhere = KeyContext::ALL.into_iter().filter(|place| *place != here);
        let places = std::iter::once(here).chain(elsewhere);
        let entries = places.flat_map(|place| {
            let other = Some(place).filter(|place| *place != here);
            keymap.rows_of(place).map(move |row| PaletteEntry {
                place: other,
                ..PaletteEntry::acting(keymap, row.action, shown_all(std::iter::once(row)))
            })
        });
        Self::new(KEYS, entries.collect())
    }

    /// Every action by name, whether it has keys or not, and every command.
    pub fn commands(keymap: &Keymap) -> Self {
        let entry = |action: Action| {
            let rows = keymap.rows_of(KeyContext::Main);
            let keys = shown_all(rows.filter(|row| row.action.listed() == action));
            PaletteEntry::acting(keymap, action, keys)
        };
        let actions = ACTIONS.iter().map(|(_, action, _)| *action);
        let own = (0..)
            .zip(keymap.commands())
            .map(|(nth, _)| Action::Own(nth));
        let marks = MARK_COMMANDS.iter().map(PaletteEntry::marking);
        let entries = actions.chain(own).map(entry).chain(marks);
        Self::new("commands", entries.collect())
    }

    fn new(title: &'static str, entries: Vec<PaletteEntry>) -> Self {
        let mut palette = Self {
            title,
            input: Input::default(),
            list: ListState::default(),
            entries,
            scope: None,
        };
        palette.narrow(&Facets::default());
        palette
    }

    /// The command that is typed.
    pub fn scope(&self) -> Option<&CommandScope> {
        self.scope.as_ref()
    }

    /// An entry by its position.
    pub fn entry(&self, at: usize) -> Option<&PaletteEntry> {
        self.entries.get(at)
    }

    /// The result of Enter. A key that holds elsewhere does nothing from here.
    pub fn choose(&mut self, facets: &Facets) -> PaletteChoice {
        let at = self.list.selected();
        if let Some(scope) = &self.scope {
            return match (at, &scope.query) {
                (Some(0), Ok(query)) => PaletteChoice::Mark(scope.command, query.clone()),
                (Some(0), Err(_)) | (None, _) => PaletteChoice::More,
                (Some(_), _) => {
                    self.complete(facets);
                    PaletteChoice::More
                }
            };
        }
        let entry = at.and_then(|at| self.entry(at));
        match entry.filter(|entry| entry.place.is_none()) {
            Some(entry) => match entry.command {
                PaletteCommand::Act(action) => PaletteChoice::Act(action),
                PaletteCommand::Mark(_) => {
                    self.complete(facets);
                    PaletteChoice::More
                }
            },
            None => PaletteChoice::Nothing,
        }
    }

    /// True if a key closes it: `q`, as everywhere, while nothing is typed into the help.
    pub fn is_left_by(&self, key: Key) -> bool {
        self.title == KEYS && self.input.value().is_empty() && key.typed() == Some('q')
    }

    /// Takes a key that no binding wanted.
    pub fn type_key(&mut self, key: Key, facets: &Facets) {
        if input::type_key(&mut self.input, key) {
            self.narrow(facets);
            self.list.select_at(0);
        }
    }

    /// Takes text, as pasted.
    pub fn paste(&mut self, text: &str, facets: &Facets) {
        input::paste(&mut self.input, text);
        self.narrow(facets);
        self.list.select_at(0);
    }

    /// Completes the input to the selected name, and the query of a command to the selected completion, or the first.
    pub fn complete(&mut self, facets: &Facets) {
        let selected = self.list.selected();
        let text = if let Some(scope) = &self.scope {
            let way = selected.unwrap_or(0).saturating_sub(1);
            scope.completed(self.input.value(), way)
        } else {
            let entry = selected.and_then(|at| self.entry(at));
            entry.map(|entry| match entry.command {
                PaletteCommand::Act(_) => entry.name.to_string(),
                PaletteCommand::Mark(_) => format!("{} ", entry.name),
            })
        };
        if let Some(text) = text {
            self.input = Input::new(text);
            self.narrow(facets);
            self.list.select_at(0);
        }
    }

    /// Entries that hold all the words typed, in any command; a name that begins with what was typed comes first. Hangul is also
    /// taken for the Latin letters of its keys.
    fn narrow(&mut self, facets: &Facets) {
        let orders = self.title != KEYS;
        let scope = orders.then(|| CommandScope::read(self.input.value(), facets));
        self.scope = scope.flatten();
        if let Some(scope) = &self.scope {
            return self.list.set((0..=scope.ways.len()).collect());
        }
        let typed = self.input.value().trim().to_lowercase();
        let mut found = self.matches(&typed);
        if found.is_empty() {
            found = self.matches(&hangul::to_keys(&typed));
        }
        self.list.set(found);
    }

    fn matches(&self, typed: &str) -> Vec<usize> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let holds = |entry: &PaletteEntry| {
            let text = format!("{} {} {}", entry.name, entry.help, entry.keys);
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let entries = self.entries.iter().enumerate();
        let mut found: Vec<_> = entries
            .filter(|(_, entry)| holds(entry))
            .map(|(at, entry)| (distance(&entry.name, typed), at))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }
}

/// The very name stands before names that begin so, and those before all others.
fn distance(name: &str, typed: &str) -> u8 {
    if name == typed {
        0
    } else {
        1 + u8::from(!name.starts_with(typed))
    }
}

fn shown_all<'a>(rows: impl Iterator<Item = &'a KeyRow>) -> String {
    let keys = rows.flat_map(|row| &row.on);
    keys.map(|key| shown(key)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tag;

    fn typed(mut palette: Palette, text: &str) -> Palette {
        palette.paste(text, &facets());
        palette
    }

    fn commands() -> Palette {
        Palette::commands(&Keymap::builtin())
    }

    fn chosen(text: &str) -> PaletteChoice {
        typed(commands(), text).choose(&facets())
    }

    fn facets() -> Facets {
        Facets {
            tags: vec![(Tag::new("redis").unwrap(), 9)],
            ..Facets::default()
        }
    }

    #[test]
    fn the_keys_of_this_place_come_first() {
        let palette = Palette::keys(&Keymap::builtin(), KeyContext::List);
        let here = palette
            .entries
            .iter()
            .take_while(|entry| entry.place.is_none());
        assert_eq!(
            here.count(),
            Keymap::builtin().rows_of(KeyContext::List).count()
        );
        assert!(
            palette
                .entries
                .iter()
                .any(|entry| entry.place == Some(KeyContext::Main))
        );
    }

    #[test]
    fn every_command_is_in_the_palette_and_found_by_name() {
        assert_eq!(
            commands().list.items().len(),
            ACTIONS.len() + MARK_COMMANDS.len()
        );
        for (name, action, _) in ACTIONS {
            assert_eq!(chosen(name), PaletteChoice::Act(*action), "{name}");
        }
        for command in &MARK_COMMANDS {
            assert_eq!(chosen(command.name), PaletteChoice::Mark(command, None));
        }
    }

    #[test]
    fn words_keys_and_hangul_narrow_and_tab_completes() {
        assert_eq!(chosen("browser source"), PaletteChoice::Act(Action::Open));
        assert_eq!(
            chosen("ㅐㅔ두"),
            PaletteChoice::Act(Action::Open),
            "open by its keys"
        );
        assert_eq!(chosen("zzz"), PaletteChoice::Nothing);
        let mut palette = typed(commands(), "warn");
        palette.complete(&facets());
        assert_eq!(palette.input.value(), "warnings");
    }

    #[test]
    fn an_order_is_completed_to_its_name_and_then_to_its_query() {
        let mut palette = typed(commands(), "unst");
        assert_eq!(palette.choose(&facets()), PaletteChoice::More);
        assert_eq!(palette.input.value(), "unstar ");
        palette = typed(palette, "#re");
        assert_eq!(palette.scope().unwrap().ways.len(), 1);
        palette.complete(&facets());
        assert_eq!(palette.input.value(), "unstar #redis");
        let query = Query::parse("#redis").ok();
        assert!(
            matches!(palette.choose(&facets()), PaletteChoice::Mark(command, found)
            if command.name == "unstar" && found == query)
        );
        let mut wrong = typed(commands(), "star date:soon");
        assert!(wrong.scope().unwrap().query.is_err());
        assert_eq!(
            wrong.choose(&facets()),
            PaletteChoice::More,
            "it stays to be mended"
        );
    }

    #[test]
    fn the_help_knows_no_orders() {
        let palette = Palette::keys(&Keymap::builtin(), KeyContext::Main);
        assert!(typed(palette, "star #go").scope().is_none());
    }
}
