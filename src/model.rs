//! What an archive is made of: plain data, no I/O, no Markdown, no terminal.

mod archive;
mod article;
mod date;
mod identity;
mod issue;
mod ledger;
mod link;
mod mark;
mod refused;
mod section;
mod short_id;
mod span;
mod tag;
mod warning;

pub use archive::{Archive, ArticleId, Chunk, IssueId, natural};
pub use article::{Article, ArticleView};
pub use date::{Date, Precision};
pub use identity::{Identity, Key, Subject, address, identities};
pub use issue::{Definition, Issue, Part};
pub use ledger::{Change, Ledger, Value};
pub use link::{Link, Scheme};
pub use mark::{Mark, Marks, NoMarks};
pub use refused::Refused;
pub use section::{Section, SectionKind};
pub use short_id::ShortId;
pub use span::Span;
pub use tag::Tag;
pub use warning::Warning;
