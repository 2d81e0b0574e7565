use crate::app::Effect;

/// A choice by letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// What is chosen, in a word.
    pub title: &'static str,
    /// What there is to choose from.
    pub choices: Vec<MenuChoice>,
}

/// A row of a [`Menu`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuChoice {
    /// The key that chooses it.
    pub key: char,
    /// What it is.
    pub label: &'static str,
    /// What happens.
    pub effect: Effect,
}

impl Menu {
    /// The choice of a key.
    pub fn choice(&self, key: char) -> Option<&MenuChoice> {
        self.choices.iter().find(|choice| choice.key == key)
    }
}
