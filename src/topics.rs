//! Topics: a vocabulary of them, and the rules by which an article is tagged with one.
//!
//! `assets/topics.toml` names the topics and their words. They are looked for in the title, in the heading of the group, in the
//! slug and the label of the reference, and in the lead. The rest of a text names far more than it is about.

mod archive_words;
mod article;
mod finder;
mod lead;
mod places;
mod table;
mod vocabulary;

pub use archive_words::ArchiveWords;
pub use article::{reasons, tags};
pub use places::{ArticleTexts, TagReason, TopicPlace};
pub use table::{TopicRow, TopicTable, TopicsError};
pub use vocabulary::{TagRule, Vocabulary, canonical, current, fold, install, is_same_name};
