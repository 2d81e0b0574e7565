//! Text primitives that parsing, querying and showing share; they name no other module.

pub mod bare_url;
mod case;
pub mod charset;
pub mod clean;
mod counted;
mod extension;
mod first;
pub mod hangul;
pub mod html;
mod label;
pub mod natural;
mod shared_ends;
mod shorten;
mod width;
mod words;

pub use bare_url::at as bare_url_at;
pub use case::{each_lower, has_case, is_alphanumeric, is_caseless_letter};
pub use counted::counted;
pub use extension::{has_extension, names_plain_text};
pub use first::first_such;
pub use label::fold as fold_label;
pub use shared_ends::SharedEnds;
pub use width::{Graphemes, Ruler};
pub use words::words;
