mod scope;

pub use scope::Scope;

use tui_input::Input;

use crate::{
    app::{
        action::{ACTIONS, Action},
        help::shown,
        input,
        key::Key,
        keymap::{Context, Keymap, Row},
        list::List,
        order::{ORDERS, Order},
    },
    query::{Facets, Query},
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
    pub command: Command,
    /// Where the keys hold, if that is not where they were asked for.
    pub place: Option<Context>,
}

/// Something that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// An action, as a key does it.
    Act(Action),
    /// An order on what a query finds.
    Order(&'static Order),
}

/// What Enter comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// An action.
    Act(Action),
    /// An order on what a query finds, or on the articles selected.
    Order(&'static Order, Option<Query>),
    /// Nothing yet: there is more to type.
    More,
    /// Nothing.
    Nothing,
}

impl Command {
    /// The name that it is typed by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Act(action) => action.name(),
            Self::Order(order) => order.name,
        }
    }

    /// What it does, in a few words.
    pub fn help(self) -> &'static str {
        match self {
            Self::Act(action) => action.help(),
            Self::Order(order) => order.help,
        }
    }
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
    /// The order that was typed, if it is one: the list is that order, and below it the ways to go on with its query.
    scope: Option<Scope>,
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
                command: Command::Act(row.action),
                place: other,
            })
        });
        Self::new(KEYS, entries.collect())
    }

    /// Every action by name, whether it has keys or not, and every order.
    pub fn commands(keymap: &Keymap) -> Self {
        let entry = |(_, action, _): &(&str, Action, &str)| Entry {
            keys: shown_all(
                keymap
                    .rows_of(Context::Main)
                    .filter(|row| row.action.name() == action.name()),
            ),
            command: Command::Act(*action),
            place: None,
        };
        let order = |order| Entry {
            keys: String::new(),
            command: Command::Order(order),
            place: None,
        };
        let actions = ACTIONS.iter().map(entry);
        Self::new(
            "commands",
            actions.chain(ORDERS.iter().map(order)).collect(),
        )
    }

    fn new(title: &'static str, entries: Vec<Entry>) -> Self {
        let mut palette = Self {
            title,
            input: Input::default(),
            list: List::default(),
            entries,
            scope: None,
        };
        palette.narrow(&Facets::default());
        palette
    }

    /// The order that is typed.
    pub fn scope(&self) -> Option<&Scope> {
        self.scope.as_ref()
    }

    /// An entry by its position.
    pub fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }

    /// What Enter does. A key that holds elsewhere does nothing from here.
    pub fn choose(&mut self, facets: &Facets) -> Chosen {
        let at = self.list.selected();
        if let Some(scope) = &self.scope {
            return match (at, &scope.query) {
                (Some(0), Ok(query)) => Chosen::Order(scope.order, query.clone()),
                (Some(0), Err(_)) | (None, _) => Chosen::More,
                (Some(_), _) => {
                    self.complete(facets);
                    Chosen::More
                }
            };
        }
        let entry = at.and_then(|at| self.entry(at));
        match entry.filter(|entry| entry.place.is_none()) {
            Some(entry) => match entry.command {
                Command::Act(action) => Chosen::Act(action),
                Command::Order(_) => {
                    self.complete(facets);
                    Chosen::More
                }
            },
            None => Chosen::Nothing,
        }
    }

    /// Whether a key closes it: `q`, as everywhere, while nothing is typed into the help.
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

    /// Completes what was typed to the name that is selected, and the query of an order to the way that is, or the first.
    pub fn complete(&mut self, facets: &Facets) {
        let selected = self.list.selected();
        let text = if let Some(scope) = &self.scope {
            let way = selected.unwrap_or(0).saturating_sub(1);
            scope.completed(self.input.value(), way)
        } else {
            let entry = selected.and_then(|at| self.entry(at));
            entry.map(|entry| match entry.command {
                Command::Act(action) => action.name().to_owned(),
                Command::Order(order) => format!("{} ", order.name),
            })
        };
        if let Some(text) = text {
            self.input = Input::new(text);
            self.narrow(facets);
            self.list.select_at(0);
        }
    }

    /// Entries that hold all the words typed, in any order; a name that begins with what was typed comes first. Hangul is also
    /// taken for the Latin letters of its keys.
    fn narrow(&mut self, facets: &Facets) {
        let orders = self.title != KEYS;
        let scope = orders.then(|| Scope::read(self.input.value(), facets));
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
        let holds = |entry: &Entry| {
            let text = format!(
                "{} {} {}",
                entry.command.name(),
                entry.command.help(),
                entry.keys
            );
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let entries = self.entries.iter().enumerate();
        let mut found: Vec<_> = entries
            .filter(|(_, entry)| holds(entry))
            .map(|(at, entry)| (distance(entry.command.name(), typed), at))
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
    use crate::model::Tag;

    fn typed(mut palette: Palette, text: &str) -> Palette {
        palette.paste(text, &facets());
        palette
    }

    fn commands() -> Palette {
        Palette::commands(&Keymap::builtin())
    }

    fn chosen(text: &str) -> Chosen {
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
    fn every_command_is_in_the_palette_and_found_by_name() {
        assert_eq!(commands().list.items().len(), ACTIONS.len() + ORDERS.len());
        for (name, action, _) in ACTIONS {
            assert_eq!(chosen(name), Chosen::Act(*action), "{name}");
        }
        for order in &ORDERS {
            assert_eq!(chosen(order.name), Chosen::Order(order, None));
        }
    }

    #[test]
    fn words_keys_and_hangul_narrow_and_tab_completes() {
        assert_eq!(chosen("browser source"), Chosen::Act(Action::Open));
        assert_eq!(
            chosen("ㅐㅔ두"),
            Chosen::Act(Action::Open),
            "open by its keys"
        );
        assert_eq!(chosen("zzz"), Chosen::Nothing);
        let mut palette = typed(commands(), "warn");
        palette.complete(&facets());
        assert_eq!(palette.input.value(), "warnings");
    }

    #[test]
    fn an_order_is_completed_to_its_name_and_then_to_its_query() {
        let mut palette = typed(commands(), "unst");
        assert_eq!(palette.choose(&facets()), Chosen::More);
        assert_eq!(palette.input.value(), "unstar ");
        palette = typed(palette, "#re");
        assert_eq!(palette.scope().unwrap().ways.len(), 1);
        palette.complete(&facets());
        assert_eq!(palette.input.value(), "unstar #redis");
        let query = Query::parse("#redis").ok();
        assert!(
            matches!(palette.choose(&facets()), Chosen::Order(order, found)
            if order.name == "unstar" && found == query)
        );
        let mut wrong = typed(commands(), "star date:soon");
        assert!(wrong.scope().unwrap().query.is_err());
        assert_eq!(
            wrong.choose(&facets()),
            Chosen::More,
            "it stays to be mended"
        );
    }

    #[test]
    fn the_help_knows_no_orders() {
        let palette = Palette::keys(&Keymap::builtin(), Context::Main);
        assert!(typed(palette, "star #go").scope().is_none());
    }
}
