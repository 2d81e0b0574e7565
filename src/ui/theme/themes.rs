//! The themes there are to choose from.

use super::Theme;

/// Themes by name, and the one to begin with.
#[derive(Clone, Debug)]
pub struct Themes {
    named: Vec<(String, Theme)>,
    first: usize,
}

impl Default for Themes {
    fn default() -> Self {
        Self::new(vec![("terminal".to_owned(), Theme::default())], "terminal")
    }
}

impl Themes {
    /// Themes in the order of the picker, beginning with the one of this name.
    pub fn new(named: Vec<(String, Theme)>, name: &str) -> Self {
        let first = named.iter().position(|(other, _)| other == name);
        let first = first.unwrap_or_default();
        Self { named, first }
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
        self.named.get(at).map(|(_, theme)| theme)
    }
}
