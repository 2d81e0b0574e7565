//! Matching articles against a query: words become patterns, conditions become a plan, and the plan looks at one article at a
//! time.

pub mod highlight;
mod initials;
mod lang;
pub(super) mod letters;
pub(super) mod pattern;
pub(super) mod plan;
mod select;

use jiff::civil;

use crate::model::Marks;

/// The day and the marks that a query is answered for.
#[derive(Clone, Copy)]
pub struct AsOf<'a> {
    /// For `newer:` and `older:`.
    pub today: civil::Date,
    /// For `is:`.
    pub marks: &'a dyn Marks,
}
