//! What an archive is made of: plain data, no I/O, no Markdown, no terminal.

mod archive;
mod article;
mod date;
mod id;
mod identity;
mod inferred;
mod issue;
mod ledger;
mod lines;
mod link;
mod mark;
mod refused;
mod section;
mod short_id;
mod span;
mod tag;
mod view;
mod warning;

pub use archive::Archive;
pub use article::Article;
pub use date::{Date, Precision};
pub use id::{ArticleId, IssueId};
pub use identity::{Identity, Key, Subject, address, identities};
pub use inferred::InferredTags;
pub use issue::{Definition, Issue, Part};
pub use ledger::{Change, Ledger, Value};
pub use lines::Lines;
pub use link::{Link, Scheme};
pub use mark::{Mark, Marks, NoMarks};
pub use refused::Refused;
pub use section::{Section, SectionKind};
pub use short_id::ShortId;
pub use span::Span;
pub use tag::Tag;
pub use view::{ArticleRef, ArticleView};
pub use warning::Warning;
