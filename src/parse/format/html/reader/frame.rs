//! The frame that a site puts around a newsletter: menus, other posts, and the head that an archive writes before the page.

use std::ops::Range;

use super::TokenReader;
use crate::{parse::format::html::element::Element, text::html::attribute};

/// A part smaller than one in so many of the page is not what the page is for.
const LEAST_PART: usize = 4;

/// Where the newsletter is in a page.
#[derive(Debug, Default)]
pub(super) struct PageFrame {
    /// True if the page began with its `<html>`.
    begun: bool,
    body: bool,
    main: Region,
    article: Region,
    /// The text of a page that says in classes what its parts are.
    content: Region,
    footer: Region,
    /// The rows of all footers, in order.
    footers: Vec<Range<usize>>,
    /// The number of elements that the text stands in, while it is open.
    content_at: Option<usize>,
    /// The place that the last link within the page leads to. If a list is there, the link opens a menu.
    pub menu: Option<String>,
}

/// The rows of an element that may come several times.
#[derive(Debug, Default)]
struct Region {
    depth: usize,
    start: usize,
    count: usize,
    rows: Range<usize>,
}

impl Region {
    fn open(&mut self, row: usize) {
        if self.depth == 0 {
            self.start = row;
        }
        self.depth += 1;
    }

    fn close(&mut self, row: usize) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.count += 1;
            self.rows = self.start..row;
        }
    }

    /// Its rows, if it is the only one.
    fn alone(&self) -> Option<Range<usize>> {
        (self.count == 1 && !self.rows.is_empty()).then(|| self.rows.clone())
    }
}

impl TokenReader<'_> {
    /// An element begins that may hold the newsletter.
    pub(super) fn begin_part(&mut self, name: &str) {
        let rows = self.sheet.rows.len();
        match name {
            "html" | "head" => self.frame.begun = true,
            // What stands before the body was put there by an archive.
            "body" if self.frame.begun && !self.frame.body => {
                self.frame.body = true;
                if self.tables.is_empty() {
                    self.sheet.rows.clear();
                }
            }
            "main" => self.frame.main.open(rows),
            "article" => self.frame.article.open(rows),
            "footer" => self.frame.footer.open(rows),
            _ => {}
        }
    }

    /// Notes what a microformat (h-entry, hAtom) or microdata (schema.org) says: where the text is, and its page on the web.
    pub(super) fn read_microformat(&mut self, element: Element, attributes: &str) {
        let marks = ["e-content", "entry-content", "articleBody", "-canonical"];
        if !marks.iter().any(|mark| attributes.contains(mark)) {
            return;
        }
        let classes = attribute(attributes, "class").unwrap_or_default();
        let has = |name: &str| classes.split_whitespace().any(|class| class == name);
        let is_body =
            || attribute(attributes, "itemprop").is_some_and(|name| name == "articleBody");
        if (has("e-content") || has("entry-content") || is_body())
            && self.frame.content_at.is_none()
        {
            self.frame.content.open(self.sheet.rows.len());
            self.frame.content_at = Some(self.open.len());
        }
        if element == Element::Link && (has("p-canonical") || has("u-canonical")) {
            let href = attribute(attributes, "href");
            self.head.web = self.head.web.take().or(href);
        }
    }

    /// The element with the text ends, if it is the one that was just closed.
    pub(super) fn end_content(&mut self) {
        if self.frame.content_at == Some(self.open.len()) {
            self.frame.content_at = None;
            self.frame.content.close(self.sheet.rows.len());
        }
    }

    pub(super) fn end_part(&mut self, name: &str) {
        let rows = self.sheet.rows.len();
        if name.eq_ignore_ascii_case("main") {
            self.frame.main.close(rows);
        } else if name.eq_ignore_ascii_case("article") {
            self.frame.article.close(rows);
        } else if name.eq_ignore_ascii_case("footer") {
            self.frame.footer.close(rows);
            self.frame.footers.push(self.frame.footer.rows.clone());
        }
    }

    /// True for a list that a link before it opens.
    pub(super) fn is_menu(&mut self, element: Element, id: Option<&str>) -> bool {
        matches!(element, Element::List { .. })
            && self.frame.menu.take().as_deref() == id
            && id.is_some()
    }

    /// Leaves out what stands around the main part of a page, if it has one, and finds the footer of what is left.
    pub(super) fn keep_main_part(&mut self) {
        let part = self.main_part().unwrap_or(0..self.sheet.rows.len());
        let footer = self.footer(part.clone());
        self.sheet.footer = footer.and_then(|row| row.checked_sub(part.start));
        self.sheet.rows.truncate(part.end);
        self.sheet
            .rows
            .drain(..part.start.min(self.sheet.rows.len()));
    }

    /// Where the footers begin that some rows end with, if there is more text before them.
    fn footer(&self, part: Range<usize>) -> Option<usize> {
        let footers = self.frame.footers.iter().rev();
        let start = footers.fold(
            part.end,
            |end, footer| {
                if footer.end == end { footer.start } else { end }
            },
        );
        let more = self.length(part.start..start) > self.length(start..part.end);
        (start < part.end && more).then_some(start)
    }

    /// The bytes of text in some rows.
    fn length(&self, rows: Range<usize>) -> usize {
        let rows = self.sheet.rows.get(rows).unwrap_or_default();
        rows.iter().map(|row| self.sheet.row_text(row).len()).sum()
    }

    /// The main part of a page.
    fn main_part(&self) -> Option<Range<usize>> {
        let frame = &self.frame;
        let content = frame.content.alone();
        let parts = [&frame.main, &frame.article];
        let part = content
            .clone()
            .or_else(|| parts.into_iter().find_map(Region::alone));
        let part = part?;
        let all = self.length(0..self.sheet.rows.len());
        let large = content.is_some() || LEAST_PART * self.length(part.clone()) >= all;
        large.then_some(part)
    }
}
