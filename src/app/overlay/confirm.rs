//! A question with yes and no.

use crate::{
    app::Effect,
    model::{ArticleId, Mark},
};

/// An answer by mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Do it.
    Yes,
    /// Leave it.
    No,
}

/// A question that Enter answers with yes and Esc with no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// One clean sentence.
    pub question: String,
    /// The consequence of a yes.
    pub yes: Consent,
}

/// The consequence of a yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consent {
    /// One effect.
    Send(Effect),
    /// To leave by this effect, whatever is still to be run.
    Leave(Effect),
    /// To set a mark on these, or to lift it.
    Mark(Vec<ArticleId>, Mark, bool),
    /// To open the references of these.
    Open(Vec<ArticleId>),
}

impl Confirm {
    /// The answers in the row below the question, one after another.
    pub const ANSWERS: [(Reply, &str); 2] = [(Reply::Yes, "Enter: yes   "), (Reply::No, "Esc: no")];

    /// The answer at a row and column within the frame.
    pub fn answer_at(&self, row: usize, column: u16) -> Option<Reply> {
        let mut end = 0;
        let mut answers = Self::ANSWERS.iter().filter(|_| row == 1);
        let found = answers.find(|(_, shown)| {
            end += shown.len();
            usize::from(column) < end
        });
        found.map(|(answer, _)| *answer)
    }
}
