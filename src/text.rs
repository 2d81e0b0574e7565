//! Text for people: cleaning what strangers wrote, Markdown to styled text, wrapping.

mod article;
mod bare_url;
mod builder;
pub mod bytes;
pub mod clean;
mod counted;
mod dedent;
mod definitions;
mod document;
mod emphasis;
mod figure;
pub mod hangul;
pub mod highlight;
pub mod html;
mod issue;
mod markdown;
mod page;
mod shortcode;
mod soft_break;
mod style;
mod targets;
mod width;
mod wrap;

pub use article::{document, markdown, shown_host};
pub use bare_url::at as bare_url_at;
pub use counted::counted;
pub use definitions::fold as fold_label;
pub use document::Document;
pub use figure::{Canvas, Content, Extent};
pub use issue::issue;
pub use page::{Line, Page, Placed, Run};
pub use style::{Role, Style};
pub use targets::other_host;
pub use width::{Graphemes, Ruler};
pub use wrap::Options;
