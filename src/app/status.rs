//! The line that says what just happened.

/// The tone of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    #[default]
    Done,
    /// Marks were set: it is done when they are on the disk.
    Marked,
    /// Something could not be done.
    Refused,
}

/// The latest message; empty when there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Short, in lower case, clean.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

impl Status {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Done,
        }
    }

    /// Marks were set.
    pub fn marked(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Marked,
        }
    }

    /// Something could not be done, and why.
    pub fn refused(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            tone: Tone::Refused,
        }
    }
}
