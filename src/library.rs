//! Archives by name: the catalogue they are chosen from, and the clones that are fetched for the user.

mod catalogue;
mod clones;
mod finder;
mod gain;
mod home;
mod shelf;
mod slug;

pub use catalogue::{CatalogueRow, catalogue, find_row};
pub use clones::{Clones, OwnClone};
pub use finder::{IssueFolder, issue_folders};
pub use gain::{Gain, GainError, is_undated};
pub use home::{at_home, below_home};
pub use shelf::{LibraryRow, library, named, shelf};
pub use slug::slug;
