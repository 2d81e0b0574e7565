//! From keys to actions, by the rows of `assets/keymap.txt` and of the user.

mod commands;
mod own;

pub use commands::CommandKeyError;
pub use own::{Conflict, OwnRow};

use super::{
    action::Action,
    key::{Key, NoSuchKey},
};
use crate::command::OwnCommand;

/// A place to press keys in. Each has its own rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyContext {
    /// The panes.
    Main,
    /// A list over the panes that takes no text.
    List,
    /// A list with a text field: characters are text.
    Picker,
    /// Choices by letter.
    Letters,
    /// A line to type in.
    Prompt,
    /// The archives that have a name.
    Library,
}

impl KeyContext {
    /// Every context.
    pub const ALL: [Self; 6] = [
        Self::Main,
        Self::List,
        Self::Picker,
        Self::Letters,
        Self::Prompt,
        Self::Library,
    ];

    /// Its name in keymaps.
    pub fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::List => "list",
            Self::Picker => "picker",
            Self::Letters => "letters",
            Self::Prompt => "prompt",
            Self::Library => "library",
        }
    }

    /// The context with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.name() == name)
    }

    /// True if characters are text here, and not commands.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Picker | Self::Prompt)
    }

    /// True if characters that are bound to nothing are for what lies over the panes.
    pub fn takes_characters(self) -> bool {
        matches!(self, Self::Picker | Self::Letters | Self::Prompt)
    }
}

/// One key of a sequence, as a row asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeyPattern {
    Key(Key),
    /// `1-9`
    Digit,
}

/// A binding: any of the sequences does the action in any of the contexts.
#[derive(Clone, Debug)]
pub struct KeyRow {
    /// The keys as written in the keymap.
    pub on: Vec<String>,
    /// Their action.
    pub action: Action,
    /// The places where they hold.
    pub contexts: Vec<KeyContext>,
    sequences: Vec<Vec<KeyPattern>>,
}

/// The meaning of a key after those pressed before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// An action.
    Action(Action),
    /// The start of a longer sequence.
    Pending,
    /// Nothing.
    Unbound,
}

/// All bindings, in the order of the file.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Vec<KeyRow>,
    own: Vec<OwnRow>,
    /// The user's own commands: [`Action::Own`] counts them.
    commands: Vec<OwnCommand>,
}

/// Not in TOML, as the user's keys are: to read that would take a tenth of the time until the first frame.
const BUILTIN: &str = include_str!("../../assets/keymap.txt");

/// A keymap that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeymapError {
    /// A row has other columns.
    #[error("`{0}` is not keys, an action and places")]
    Row(String),
    /// A row names no place.
    #[error("no place is called `{0}`")]
    Place(String),
    /// A row names no action.
    #[error("no action is called `{0}`")]
    Action(String),
    /// A row names no key.
    #[error(transparent)]
    Key(#[from] NoSuchKey),
}

impl Keymap {
    /// Reads a table of keys, a row a line.
    pub fn parse(text: &str) -> Result<Self, KeymapError> {
        let rows = text.lines();
        let rows = rows.filter(|row| !row.is_empty() && !row.starts_with("//"));
        let rows = rows.map(KeyRow::read);
        Ok(Self {
            rows: rows.collect::<Result<_, _>>()?,
            own: Vec::new(),
            commands: Vec::new(),
        })
    }

    /// The keys that backissue comes with.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "an embedded asset, read by every test"
    )]
    pub fn builtin() -> Self {
        Self::parse(BUILTIN).expect("assets/keymap.txt is valid")
    }

    /// The meaning of `keys`, pressed one after another in `context`.
    pub fn resolve(&self, context: KeyContext, keys: &[Key]) -> Resolved {
        let mut resolved = Resolved::Unbound;
        for row in self.rows_of(context) {
            for sequence in &row.sequences {
                match row.fits(sequence, keys) {
                    Resolved::Unbound => {}
                    Resolved::Pending => resolved = Resolved::Pending,
                    action @ Resolved::Action(_) => return action,
                }
            }
        }
        resolved
    }

    /// The rows of a context, in the order of the file.
    pub fn rows_of(&self, context: KeyContext) -> impl Iterator<Item = &KeyRow> {
        self.rows
            .iter()
            .filter(move |row| row.contexts.contains(&context))
    }

    /// The first key bound to an action, for hints.
    pub fn key_for(&self, context: KeyContext, action: Action) -> Option<&str> {
        let row = self.rows_of(context).find(|row| row.action == action)?;
        row.on.first().map(String::as_str)
    }
}

impl KeyRow {
    fn read(row: &str) -> Result<Self, KeymapError> {
        let columns = row.split("  ").map(str::trim);
        let columns: Vec<_> = columns.filter(|column| !column.is_empty()).collect();
        let [keys, action, places] = columns[..] else {
            return Err(KeymapError::Row(row.to_owned()));
        };
        let on: Vec<_> = keys.split(' ').map(str::to_owned).collect();
        let place = |name: &str| {
            let place = KeyContext::from_name(name);
            place.ok_or_else(|| KeymapError::Place(name.to_owned()))
        };
        let no_action = || KeymapError::Action(action.to_owned());
        let sequences = on.iter().map(|keys| sequence(keys));
        Ok(Self {
            sequences: sequences.collect::<Result<_, _>>()?,
            action: Action::from_name(action).ok_or_else(no_action)?,
            contexts: places.split(' ').map(place).collect::<Result<_, _>>()?,
            on,
        })
    }

    fn fits(&self, sequence: &[KeyPattern], keys: &[Key]) -> Resolved {
        let starts = sequence.len() >= keys.len()
            && sequence
                .iter()
                .zip(keys)
                .all(|(pattern, key)| pattern.fits(*key));
        match (starts, sequence.len() == keys.len()) {
            (false, _) => Resolved::Unbound,
            (true, false) => Resolved::Pending,
            (true, true) => Resolved::Action(self.with_digit(keys)),
        }
    }

    /// The action, with the digit that was pressed if it wants one.
    fn with_digit(&self, keys: &[Key]) -> Action {
        let digit = keys.last().and_then(|key| key.typed()?.to_digit(10));
        match (self.action, digit) {
            (Action::OpenLink(_), Some(0)) => Action::OpenLink(10),
            (Action::OpenLink(_), Some(digit)) => Action::OpenLink(digit),
            (Action::ChooseNth(_), Some(digit)) => Action::ChooseNth(digit),
            (action, _) => action,
        }
    }
}

impl KeyPattern {
    fn fits(self, key: Key) -> bool {
        match self {
            Self::Key(wanted) => wanted == key,
            Self::Digit => matches!(key.typed(), Some('1'..='9')),
        }
    }
}

/// `g g`, `ctrl-x`, `1-9`.
fn sequence(text: &str) -> Result<Vec<KeyPattern>, NoSuchKey> {
    text.split(' ').map(pattern).collect()
}

fn pattern(word: &str) -> Result<KeyPattern, NoSuchKey> {
    match word {
        "1-9" => Ok(KeyPattern::Digit),
        _ => word.parse().map(KeyPattern::Key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::{ACTIONS, Motion};

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    #[test]
    fn builtin_keys_resolve() {
        let map = Keymap::builtin();
        let table = [
            (
                KeyContext::Main,
                "j",
                Resolved::Action(Action::Move(Motion::Down)),
            ),
            (KeyContext::Main, "7", Resolved::Action(Action::OpenLink(7))),
            (KeyContext::Picker, "j", Resolved::Unbound),
            (KeyContext::Picker, "esc", Resolved::Action(Action::Escape)),
            (
                KeyContext::Main,
                "ctrl-t",
                Resolved::Action(Action::ClearFilter),
            ),
        ];
        for (context, pressed, want) in table {
            assert_eq!(map.resolve(context, &keys(pressed)), want, "{pressed}");
        }
    }

    #[test]
    fn sequences_wait_for_their_last_key() {
        let first = Some(Action::Move(Motion::First));
        let row = OwnRow::new(vec!["g g".to_owned()], first, vec![KeyContext::Main]).unwrap();
        let map = Keymap::parse("").unwrap().with(vec![row]).unwrap();
        assert_eq!(map.resolve(KeyContext::Main, &keys("g")), Resolved::Pending);
        assert_eq!(
            map.resolve(KeyContext::Main, &keys("g g")),
            Resolved::Action(Action::Move(Motion::First))
        );
        assert_eq!(
            map.resolve(KeyContext::Main, &keys("g x")),
            Resolved::Unbound
        );
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let map = Keymap::builtin();
        for context in KeyContext::ALL {
            let mut seen = std::collections::HashMap::new();
            for row in map.rows_of(context) {
                for key in &row.on {
                    assert!(
                        seen.insert(key.clone(), row.action).is_none(),
                        "{key} twice in {context:?}"
                    );
                }
            }
        }
    }

    /// With a Korean input method on, Shift is only seen for the keys with a second letter.
    fn works_under_hangul(keys: &str) -> bool {
        let unseen = |c: char| c.is_ascii_uppercase() && !"QWERTOP".contains(c);
        let key = |word: &str| word.parse::<Key>().ok().and_then(|key| key.typed());
        !keys.split(' ').filter_map(key).any(unseen)
    }

    #[test]
    fn every_action_has_a_key_that_works_under_hangul() {
        let map = Keymap::builtin();
        for context in KeyContext::ALL {
            for row in map.rows_of(context) {
                let mut same = map.rows_of(context).filter(|o| o.action == row.action);
                let reachable = same.any(|row| row.on.iter().any(|keys| works_under_hangul(keys)));
                assert!(reachable, "{:?} in {context:?}", row.action);
            }
        }
        for (name, action, _) in ACTIONS {
            let mut places = KeyContext::ALL.into_iter();
            let bound = |place| {
                map.rows_of(place)
                    .any(|row| row.action.name() == action.name())
            };
            assert!(places.any(bound), "{name} has no key");
        }
    }

    #[test]
    fn errors_name_what_is_wrong() {
        for (row, want) in [
            ("j  dance  main", "no action is called `dance`"),
            ("hyper-j  up  main", "no key is called `hyper-j`"),
            ("j  up  cellar", "no place is called `cellar`"),
            ("j up main", "`j up main` is not keys, an action and places"),
        ] {
            assert_eq!(Keymap::parse(row).unwrap_err().to_string(), want);
        }
    }
}
