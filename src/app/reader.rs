//! The reading pane: a page of wrapped text and a window on it.

use super::geometry::Area;
use crate::{
    model::{Archive, ArticleId, IssueId},
    text::{self, Document, Page},
};

/// The longest line that is comfortable to read, in columns.
const MEASURE: u16 = 88;

/// What the pane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An issue: what it says beside its articles.
    Issue(IssueId),
    /// An article.
    Article(ArticleId),
}

/// The page on the screen. It is made again only when its subject or the width changes.
#[derive(Debug, Default)]
pub struct Reader {
    subject: Option<Subject>,
    document: Document,
    page: Page,
    area: Area,
    top: usize,
    stale: bool,
    resume: Option<u32>,
}

impl Reader {
    /// The lines to draw.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// What is shown.
    pub fn subject(&self) -> Option<Subject> {
        self.subject
    }

    /// The first line on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Moves the window, stopping at both ends of the page.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.lowest());
    }

    /// Whether the end of the text is in the window.
    pub fn at_end(&self) -> bool {
        self.top == self.lowest() && !self.page.is_empty()
    }

    /// What is at the top of the window: an offset in the text, good at every width.
    pub fn anchor(&self) -> u32 {
        self.page.line(self.top).map_or(0, text::Line::anchor)
    }

    /// Has the text at this anchor at the top of the window, once the subject is shown that it belongs to.
    pub fn resume_at(&mut self, anchor: u32) {
        self.resume = Some(anchor);
    }

    /// Has the page made again: what it shows has changed.
    pub fn refresh(&mut self) {
        self.stale = true;
    }

    /// Shows a subject in an area. At another width, the text at the top of the window stays there.
    pub fn show(&mut self, archive: &Archive, subject: Option<Subject>, area: Area) {
        if subject != self.subject || self.stale {
            let same = subject == self.subject;
            self.document = document(archive, subject);
            self.top = if same { self.top } else { 0 };
            self.subject = subject;
            self.stale = false;
            self.page = self.wrap(area.width);
        } else if area.width != self.area.width {
            let anchor = self.page.line(self.top).map(text::Line::anchor);
            self.page = self.wrap(area.width);
            let stay = anchor.filter(|_| self.top > 0);
            self.top = stay.map_or(0, |anchor| self.page.line_at(anchor));
        }
        if let Some(anchor) = self.resume.take() {
            self.top = self.page.line_at(anchor);
        }
        self.area = area;
        self.top = self.top.min(self.lowest());
    }

    fn wrap(&self, width: u16) -> Page {
        self.document
            .wrap(&text::Options::width(width.clamp(1, MEASURE)))
    }

    fn lowest(&self) -> usize {
        self.page
            .len()
            .saturating_sub(usize::from(self.area.height))
    }
}

fn document(archive: &Archive, subject: Option<Subject>) -> Document {
    let document = match subject {
        Some(Subject::Article(id)) => archive.article(id).map(text::document),
        Some(Subject::Issue(id)) => archive.issue(id).map(|issue| text::issue(issue)),
        None => None,
    };
    document.unwrap_or_default()
}
