//! Text primitives that parsing, querying and showing share; they name no other module.

pub mod bare_url;
pub mod bytes;
pub mod charset;
pub mod clean;
mod counted;
pub mod hangul;
pub mod html;
mod label;
pub mod natural;
mod width;

pub use bare_url::at as bare_url_at;
pub use counted::counted;
pub use label::fold as fold_label;
pub use width::{Graphemes, Ruler};
