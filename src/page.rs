//! The display of an article or an issue: Markdown to styled text, and styled text wrapped to a width.

mod article;
mod builder;
mod dedent;
mod definitions;
mod emphasis;
mod figure;
pub mod highlight;
mod issue;
mod lines;
mod link_page;
mod markdown;
mod notes;
mod numbering;
mod rich_text;
mod shortcode;
mod soft_break;
mod style;
mod targets;
mod wrap;

pub use article::{document, markdown, prose, shown_host};
pub use figure::{Canvas, Content, Extent};
pub use issue::issue;
pub use lines::{Placed, StyledLine, StyledRun, WrappedText};
pub use link_page::{is_only_link, link_page};
pub use rich_text::RichText;
pub use style::{Role, Style};
pub use targets::other_host;
pub use wrap::WrapOptions;
