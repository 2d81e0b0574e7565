//! Finding articles: the query language, matching, counts per tag. It answers with ids and never clones articles.

mod complete;
pub mod facets;
mod fold;
mod fuzzy;
mod host;
mod language;
mod matching;
mod narrow;
mod order;
mod related;
mod search;

pub use complete::{Completion, complete};
pub use facets::Facets;
pub use fuzzy::{positions, titles};
pub use language::{
    Query,
    choice::{Choice, Facet},
    error::ParseError,
    field::{FIELDS, Field},
    values::{Sort, SortKey},
};
pub use matching::{AsOf, highlight::Highlighter};
pub use related::{Reason, related};
pub use search::{Matches, Searcher, run};
