//! The form that every format is read into: Markdown text and a header.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::date::DateOrder;
use crate::model::{Date, Tag};

/// An entry as all later steps see it, whatever it was written in.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// Markdown as UTF-8 in NFC, with `\n` at line ends and no byte order mark.
    pub text: Cow<'a, str>,
    /// First byte of the body in `text`.
    pub body: usize,
    /// The entry's header.
    pub header: Header,
    /// Its encoding, where that is guessed.
    pub guessed: Option<&'static Encoding>,
    /// True if it is an issue only where the user asks for it: a letter to one reader, a page of contents.
    pub aside: bool,
    /// Warnings: the line of the file from 1, where there is one, and a message.
    pub warnings: Vec<(Option<u32>, String)>,
}

/// An entry's statements about itself. Texts are clean and in one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The title, unless it is a template's.
    pub title: Option<String>,
    /// When it appeared.
    pub date: Option<Date>,
    /// That date as it is written in front matter.
    pub written: Option<WrittenDate>,
    /// In order, none twice.
    pub tags: Vec<Tag>,
    /// Those tags, where they are one text without signs between.
    pub tag_text: Option<String>,
    /// The number in the series.
    pub number: Option<u32>,
    /// A name that no other issue in the world has: a `cuid`, a mail's Message-ID, a feed's guid.
    pub key: Option<String>,
    /// A name that no other issue of the newsletter has.
    pub slug: Option<String>,
    /// The newsletter it is an issue of.
    pub newsletter: Option<String>,
    /// A List-Id or address that tells its newsletter from others of the same name.
    pub list: Option<String>,
    /// Its address on the web.
    pub web: Option<String>,
    /// True if it says that it is not out yet: `draft: true`.
    pub draft: bool,
    /// True if backissue wrote it: every heading of level 2 is an article, and nothing else is.
    pub exported: bool,
}

/// A date as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenDate {
    /// In one line.
    pub text: String,
    /// The line of the file, from 1.
    pub line: u32,
    /// The order of day and month that it proves.
    pub order: Option<DateOrder>,
    /// The date if the day comes first, where nothing in it tells whether it does.
    pub day_first: Option<Date>,
}
