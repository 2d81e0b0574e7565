//! The themes there are to choose from.

use std::cell::OnceCell;

use super::Theme;

/// Themes by name, and the one to begin with. A built-in one is read when it is looked at: the first frame needs one of them.
#[derive(Clone, Debug)]
pub struct Themes {
    named: Vec<(String, OnceCell<Theme>)>,
    first: usize,
}

impl Default for Themes {
    fn default() -> Self {
        Self::new(vec![("terminal".to_owned(), None)], "terminal")
    }
}

impl Themes {
    /// Themes in the order of the picker, beginning with the one of this name. Those that are only named are built in.
    pub fn new(named: Vec<(String, Option<Theme>)>, name: &str) -> Self {
        let first = named.iter().position(|(other, _)| other == name);
        let cell = |theme: Option<Theme>| theme.map_or_else(OnceCell::new, OnceCell::from);
        let named = named.into_iter().map(|(name, theme)| (name, cell(theme)));
        Self {
            named: named.collect(),
            first: first.unwrap_or_default(),
        }
    }

    /// The names, in order.
    pub fn names(&self) -> Vec<String> {
        self.named.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The position of the one to begin with.
    pub fn first(&self) -> usize {
        self.first
    }

    /// The theme at a position.
    pub fn get(&self, at: usize) -> Option<&Theme> {
        let (name, theme) = self.named.get(at)?;
        Some(theme.get_or_init(|| Theme::named(name).unwrap_or_default()))
    }
}
