//! HTML as newsletters write it, read into Markdown.
//!
//! [`reader`] makes rows of text of the tokens, with a stack of what is open and no tree: tables that lay a page out become
//! blocks, hidden text goes. [`units`] finds which rows begin an article by what repeats, and [`write`](mod@write) writes each as
//! `### [title](url)`, sections as `## `, and a rule before the footer. All of it is linear in the bytes.

mod address;
mod css;
pub mod data;
mod direct;
mod element;
mod head;
mod opening;
mod reader;
mod sheet;
mod table;
mod units;
mod web;
mod write;

use url::Url;

use self::{
    head::PageHead,
    sheet::Sheet,
    units::{Begins, Units},
};
use super::{escape, kind};
use crate::{
    model::{Date, Tag},
    parse::{
        date, decode,
        document::{Document, Header},
    },
    text::{charset, clean, has_extension},
};

/// Rows at the top of a page in which a title or a date is looked for.
const TOP: usize = 12;

/// A page converted.
#[derive(Debug)]
pub struct WebPage {
    /// Its text as Markdown.
    pub markdown: String,
    /// Where it offers itself as a page on the web.
    pub web: Option<String>,
    /// The page's head.
    head: PageHead,
    sheet: Sheet,
    units: Units,
    /// True if it does little but opening to the files beside it.
    index: bool,
}

/// True for a page by its first bytes, or by its name if there is a tag in them: some have Markdown in files of that name.
pub fn claims(path: &str, head: &[u8]) -> bool {
    kind::is_html(head) || has_extension(path, &["html", "htm", "xhtml"]) && kind::has_tag(head)
}

/// Reads a page.
pub fn read(path: &str, bytes: &[u8]) -> Document<'static> {
    let (html, whole) = charset::decode(bytes, None);
    let page = convert(&html, None, None);
    let file = path.rsplit('/').next().unwrap_or(path);
    let mut warnings = Vec::new();
    if !whole {
        warnings.push((None, decode::LOSSY.to_owned()));
    }
    Document {
        aside: page.index && file.to_ascii_lowercase().starts_with("index."),
        header: page.header(path, &html),
        text: decode::decode(page.markdown.as_bytes())
            .text
            .into_owned()
            .into(),
        warnings,
        ..Document::default()
    }
}

/// Converts a page whose address may be known, and that may have been sent with the same in plain text.
pub fn convert(html: &str, address: Option<&Url>, plain: Option<&str>) -> WebPage {
    let mut reader = reader::read(html, address);
    if let Some(plain) = plain.filter(|plain| !plain.is_empty()) {
        direct::links(&mut reader.sheet, &reader.given, plain);
    }
    let (sheet, head) = (reader.sheet, reader.head);
    let units = units::find(&sheet);
    let title = head
        .title
        .as_deref()
        .filter(|_| head.post && units.count() < 2);
    let markdown = match title {
        Some(title) => {
            let text = write::write(&sheet, &Units::none(&sheet));
            escape::article(title, head.web.as_deref(), &text)
        }
        None => write::write(&sheet, &units),
    };
    WebPage {
        markdown,
        web: head.web.clone().or_else(|| web::offered(&sheet, &units)),
        index: reader.relative > 2 && reader.relative > 2 * sheet.urls.len(),
        head,
        sheet,
        units,
    }
}

/// The address in a page that was read as leading to `url`, where it leads on.
pub fn given(html: &str, plain: &str, url: &str) -> Option<String> {
    let mut reader = reader::read(html, None);
    let before = reader.sheet.urls.clone();
    direct::links(&mut reader.sheet, &reader.given, plain);
    let is_it = |found: &String| escape::url(found).replace("&amp;", "&") == url;
    let at = reader.sheet.urls.iter().position(is_it)?;
    let unwrapped = reader.given.into_iter().find(|(of, _)| *of == at);
    let given = unwrapped
        .map(|(_, given)| given)
        .or_else(|| before.get(at).cloned());
    given.filter(|given| given != url)
}

impl WebPage {
    /// A day written at its top.
    fn day(&self) -> Option<Date> {
        let mut top = top(&self.sheet);
        top.find_map(|row| date::parse(&self.sheet.row_text(row)))
    }

    fn header(&self, path: &str, html: &str) -> Header {
        let head = &self.head;
        let title = head
            .title
            .as_ref()
            .or(head.shared_title.as_ref())
            .cloned()
            .or_else(|| heading(&self.sheet, &self.units));
        let title = title.map(|title| {
            clean::line(&title.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
        });
        let mut dates = [&head.date, &head.time].into_iter().flatten();
        Header {
            title: title.filter(|title| !title.is_empty()),
            date: dates
                .find_map(|date| date::parse(date))
                .or_else(|| date::in_path(path))
                .or_else(|| date::parse(&head::linked_date(html)?))
                .or_else(|| self.day()),
            tags: head.tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
            key: head.key.clone(),
            slug: head.slug.clone(),
            newsletter: head.newsletter.clone(),
            web: self.web.clone(),
            ..Header::default()
        }
    }
}

/// The first rows with words in them.
fn top(sheet: &Sheet) -> impl DoubleEndedIterator<Item = &sheet::Row> {
    let rows = sheet.rows.iter().take(TOP);
    rows.filter(|row| opening::has_letters(&sheet.row_text(row)))
}

/// The first heading of level 1, else what stands out at the top; never what begins an article or a section.
fn heading(sheet: &Sheet, units: &Units) -> Option<String> {
    let size = |row: &sheet::Row| {
        let first = sheet.stretches_of(row).first();
        first.map_or(0, |stretch| stretch.face.size)
    };
    let rows = || sheet.rows.iter().zip(&units.begins);
    let is_free = |begins: &Begins| matches!(begins, Begins::Text | Begins::Heading(_));
    // A masthead stands above all articles, as the name of a group does.
    let may_head = |begins: &Begins| is_free(begins) || *begins == Begins::Section;
    let top = rows()
        .take(TOP)
        .filter(|(row, begins)| may_head(begins) && opening::has_letters(&sheet.row_text(row)));
    let is_heading = |row: &sheet::Row| row.kind == sheet::RowKind::Heading(1);
    let main = rows().find(|(row, begins)| is_heading(row) && is_free(begins));
    // What looks like others further down is one of several.
    let is_alone =
        |row: &sheet::Row| rows().filter(|(other, _)| size(other) >= size(row)).count() == 1;
    let (row, _) = main.or_else(|| {
        let row = top.max_by_key(|(row, _)| size(row))?;
        Some(row).filter(|(row, _)| is_alone(row))
    })?;
    let text = sheet.row_text(row);
    let text = text.trim();
    (!text.is_empty()).then(|| numbered(sheet, text))
}

/// The name of a newsletter with the number that stands beside it: `#7`.
fn numbered(sheet: &Sheet, name: &str) -> String {
    let is_number = |word: &&str| {
        let digits = word.strip_prefix('#').unwrap_or("");
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
    };
    let number = top(sheet).find_map(|row| {
        let text = sheet.row_text(row);
        text.split_whitespace().find(is_number).map(str::to_owned)
    });
    match number.filter(|_| !name.contains(|c: char| c.is_ascii_digit())) {
        Some(number) => format!("{name} {number}"),
        None => name.to_owned(),
    }
}
