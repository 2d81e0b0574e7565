use crate::{
    app::Effect,
    model::{ArticleId, Mark},
};

/// What a click may answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
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
    /// What happens on yes.
    pub yes: Consent,
}

/// What a yes allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consent {
    /// One effect.
    Send(Effect),
    /// To set a mark on these, or to lift it.
    Mark(Vec<ArticleId>, Mark, bool),
    /// To open the references of these.
    Open(Vec<ArticleId>),
}

impl Confirm {
    /// How the answers are shown, in the row below the question: one after another.
    pub const ANSWERS: [(Answer, &str); 2] =
        [(Answer::Yes, "Enter: yes   "), (Answer::No, "Esc: no")];

    /// The answer at a row and column within the frame.
    pub fn answer_at(&self, row: usize, column: u16) -> Option<Answer> {
        let mut end = 0;
        let mut answers = Self::ANSWERS.iter().filter(|_| row == 1);
        let found = answers.find(|(_, shown)| {
            end += shown.len();
            usize::from(column) < end
        });
        found.map(|(answer, _)| *answer)
    }
}
