//! A choice by letter.

use crate::app::Effect;

/// A choice by letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// The title, in a word.
    pub title: &'static str,
    /// The choices.
    pub choices: Vec<MenuChoice>,
}

/// A row of a [`Menu`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuChoice {
    /// The key that chooses it.
    pub key: char,
    /// Its name.
    pub label: &'static str,
    /// Its effect.
    pub effect: Effect,
}

impl Menu {
    /// The choice of a key.
    pub fn choice(&self, key: char) -> Option<&MenuChoice> {
        self.choices.iter().find(|choice| choice.key == key)
    }
}
