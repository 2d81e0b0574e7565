use crate::app::Effect;

/// A question that Enter answers with yes and Esc with no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// One clean sentence.
    pub question: String,
    /// What happens on yes.
    pub effect: Effect,
}
