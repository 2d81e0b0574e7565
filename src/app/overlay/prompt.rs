//! A line to type a number or a command in.

use tui_input::Input;

/// The purpose of a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The number of a link to open.
    Link,
    /// A command that gets the article.
    Pipe,
}

impl Purpose {
    /// The question, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Link => "open link number",
            Self::Pipe => "pipe the article to",
        }
    }

    /// The sign before the text.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Link => "#",
            Self::Pipe => "|",
        }
    }
}

/// A line to type in.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// Its purpose.
    pub purpose: Purpose,
    /// The typed text.
    pub input: Input,
}

impl Prompt {
    /// An empty line.
    pub fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            input: Input::default(),
        }
    }
}
