//! What an archive is made of: plain data, no I/O, no Markdown, no terminal.

mod archive;
mod article;
mod articles;
mod date;
mod gains;
mod identity;
mod issue;
mod ledger;
mod lines;
mod link;
mod mark;
mod packer;
mod refused;
mod section;
mod short_id;
mod span;
mod tag;
mod warning;

pub use archive::{Archive, ArticleId, Chunk, IssueId, natural};
pub use article::{ArticleRef, ArticleView};
pub use articles::Articles;
pub use date::{Date, Precision};
pub use gains::Gains;
pub use identity::{Identity, Key, Subject, address, identities};
pub use issue::{Definition, Issue, Part};
pub use ledger::{Change, Ledger, Value};
pub use lines::Lines;
pub use link::{Link, LinkRef, Scheme};
pub use mark::{Mark, Marks, NoMarks};
pub use packer::Packer;
pub use refused::Refused;
pub use section::{Section, SectionKind};
pub use short_id::ShortId;
pub use span::Span;
pub use tag::Tag;
pub use warning::Warning;
