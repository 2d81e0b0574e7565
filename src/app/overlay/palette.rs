use tui_input::Input;

use crate::{
    app::{
        action::{ACTIONS, Action},
        help::shown,
        input,
        key::Key,
        keymap::{Context, Keymap, Row},
        list::List,
    },
    text::hangul,
};

/// What the help is called.
const KEYS: &str = "keys";

/// A row: something that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its keys, as on a keyboard: `j ↓`.
    pub keys: String,
    /// What is done.
    pub action: Action,
    /// Where the keys hold, if that is not where they were asked for.
    pub place: Option<Context>,
}

/// Actions by key or by name, narrowed by typing: the help, and the command palette.
#[derive(Debug)]
pub struct Palette {
    /// What it is called in its frame.
    pub title: &'static str,
    /// What was typed.
    pub input: Input,
    /// Positions in all entries.
    pub list: List<usize>,
    entries: Vec<Entry>,
}

impl Palette {
    /// The keys: those of `here` first, in the order of the keymap, then those of other places.
    pub fn keys(keymap: &Keymap, here: Context) -> Self {
        let elsewhere = Context::ALL.into_iter().filter(|place| *place != here);
        let places = std::iter::once(here).chain(elsewhere);
        let entries = places.flat_map(|place| {
            let other = Some(place).filter(|place| *place != here);
            keymap.rows_of(place).map(move |row| Entry {
                keys: shown_all(std::iter::once(row)),
                action: row.action,
                place: other,
            })
        });
        Self::new(KEYS, entries.collect())
    }

    /// Every action by name, whether it has keys or not.
    pub fn commands(keymap: &Keymap) -> Self {
        let entry = |(_, action, _): &(&str, Action, &str)| Entry {
            keys: shown_all(
                keymap
                    .rows_of(Context::Main)
                    .filter(|row| row.action.name() == action.name()),
            ),
            action: *action,
            place: None,
        };
        Self::new("commands", ACTIONS.iter().map(entry).collect())
    }

    fn new(title: &'static str, entries: Vec<Entry>) -> Self {
        let mut palette = Self {
            title,
            input: Input::default(),
            list: List::default(),
            entries,
        };
        palette.narrow();
        palette
    }

    /// An entry by its position.
    pub fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }

    /// What Enter would do. A key that holds elsewhere does nothing from here.
    pub fn chosen(&self) -> Option<Action> {
        let entry = self.entry(self.list.selected()?)?;
        entry.place.is_none().then_some(entry.action)
    }

    /// Whether a key closes it: `q`, as everywhere, while nothing is typed into the help.
    pub fn is_left_by(&self, key: Key) -> bool {
        self.title == KEYS && self.input.value().is_empty() && key.typed() == Some('q')
    }

    /// Takes a key that no binding wanted.
    pub fn type_key(&mut self, key: Key) {
        if input::type_key(&mut self.input, key) {
            self.narrow();
            self.list.select_at(0);
        }
    }

    /// Completes what was typed to the name that is selected.
    pub fn complete(&mut self) {
        let entry = self.list.selected().and_then(|at| self.entry(at));
        if let Some(name) = entry.map(|entry| entry.action.name()) {
            self.input = Input::new(name.to_owned());
            self.narrow();
            self.list.select_at(0);
        }
    }

    /// Takes text, as pasted.
    pub fn paste(&mut self, text: &str) {
        input::paste(&mut self.input, text);
        self.narrow();
        self.list.select_at(0);
    }

    /// Entries that hold all the words typed, in any order; a name that begins with what was typed comes first. Hangul is also
    /// taken for the Latin letters of its keys.
    fn narrow(&mut self) {
        let typed = self.input.value().trim().to_lowercase();
        let mut found = self.matches(&typed);
        if found.is_empty() {
            found = self.matches(&hangul::to_keys(&typed));
        }
        self.list.set(found);
    }

    fn matches(&self, typed: &str) -> Vec<usize> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let holds = |entry: &Entry| {
            let text = format!(
                "{} {} {}",
                entry.action.name(),
                entry.action.help(),
                entry.keys
            );
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let entries = self.entries.iter().enumerate();
        let mut found: Vec<_> = entries
            .filter(|(_, entry)| holds(entry))
            .map(|(at, entry)| (distance(entry.action.name(), typed), at))
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

fn shown_all<'a>(rows: impl Iterator<Item = &'a Row>) -> String {
    let keys = rows.flat_map(|row| &row.on);
    keys.map(|key| shown(key)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(mut palette: Palette, text: &str) -> Palette {
        palette.paste(text);
        palette
    }

    #[test]
    fn the_keys_of_this_place_come_first() {
        let palette = Palette::keys(&Keymap::builtin(), Context::List);
        let here = palette
            .entries
            .iter()
            .take_while(|entry| entry.place.is_none());
        assert_eq!(
            here.count(),
            Keymap::builtin().rows_of(Context::List).count()
        );
        assert!(
            palette
                .entries
                .iter()
                .any(|entry| entry.place == Some(Context::Main))
        );
    }

    #[test]
    fn every_action_is_in_the_palette_and_found_by_name() {
        let all = Palette::commands(&Keymap::builtin());
        assert_eq!(all.list.items().len(), ACTIONS.len());
        for (name, action, _) in ACTIONS {
            let palette = typed(Palette::commands(&Keymap::builtin()), name);
            assert_eq!(palette.chosen(), Some(*action), "{name}");
        }
    }

    #[test]
    fn words_keys_and_hangul_narrow_and_tab_completes() {
        let commands = || Palette::commands(&Keymap::builtin());
        assert_eq!(
            typed(commands(), "browser source").chosen(),
            Some(Action::Open)
        );
        assert_eq!(
            typed(commands(), "ㅐㅔ두").chosen(),
            Some(Action::Open),
            "open by its keys"
        );
        assert_eq!(typed(commands(), "zzz").chosen(), None);
        let mut palette = typed(commands(), "warn");
        palette.complete();
        assert_eq!(palette.input.value(), "warnings");
    }
}
