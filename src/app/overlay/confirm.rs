use crate::{app::Effect, model::ArticleId};

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
    /// To mark these read.
    Read(Vec<ArticleId>),
    /// To open the references of these.
    Open(Vec<ArticleId>),
}
