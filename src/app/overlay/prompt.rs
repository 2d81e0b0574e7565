//! A line to type a number or a command in.

use tui_input::Input;

use crate::model::Tag;

/// The purpose of a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The number of a link to open.
    Link,
    /// A command that gets the article.
    Pipe,
    /// Another name for a tag.
    TagName(Tag),
}

impl Purpose {
    /// The question, in a few words.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Link => "open link number",
            Self::Pipe => "pipe the article to",
            Self::TagName(_) => "new name of the tag; empty hides it",
        }
    }

    /// The sign before the text.
    pub fn sign(&self) -> &'static str {
        match self {
            Self::Link | Self::TagName(_) => "#",
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

    /// A line with a tag's name, to be changed.
    pub fn tag_name(tag: Tag) -> Self {
        Self {
            input: Input::new(tag.display().to_owned()),
            purpose: Purpose::TagName(tag),
        }
    }
}
