//! An article or an issue as it is shown: Markdown to styled text, and styled text wrapped to a width.

mod article;
mod builder;
mod dedent;
mod definitions;
mod document;
mod emphasis;
mod figure;
pub mod highlight;
mod issue;
mod lines;
mod markdown;
mod shortcode;
mod soft_break;
mod style;
mod targets;
mod wrap;

pub use article::{document, markdown, shown_host};
pub use document::Document;
pub use figure::{Canvas, Content, Extent};
pub use issue::issue;
pub use lines::{Line, Page, Placed, Run};
pub use style::{Role, Style};
pub use targets::other_host;
pub use wrap::Options;
