//! Why nothing was found, in a sentence that says what to write instead.

use super::{
    Ended,
    selection::{self, Selected},
};
use crate::query::Query;

/// The outcome of a command that is done if there is an article.
pub(super) fn outcome(selected: &Selected) -> Ended {
    if selected.ids.is_empty() {
        Ended::Nothing(sentence(selected))
    } else {
        Ended::Done
    }
}

/// The outcome of a command that is done if there is an issue, though it has no article.
pub(super) fn outcome_of_issues(selected: &Selected) -> Ended {
    if selected.issues().next().is_some() {
        Ended::Done
    } else {
        outcome(selected)
    }
}

/// Why there is no article.
pub(super) fn sentence(selected: &Selected) -> String {
    let (archive, query) = (&selected.archive, &selected.query);
    if archive.article_count() == 0 {
        return format!("there are no articles in {}", archive.name);
    }
    let hint = other_layout(selected).or_else(|| query.advice());
    let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
    format!("no article matches {query}{hint}")
}

/// The results of the same keys on the other keyboard layout.
fn other_layout(selected: &Selected) -> Option<String> {
    let query: Query = selected.query.retyped()?;
    let found = selection::find(&selected.archive, &query).len();
    (found > 0).then(|| format!("{query}, typed on the other keyboard layout, finds {found}"))
}
