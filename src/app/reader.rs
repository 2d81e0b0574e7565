//! The reading pane: a page of wrapped text and a window on it.

mod hold;
mod matches;
mod pictures;
mod targets;

use super::{Effect, geometry::Area, id_map::IdMap, page_id::PageId};
use crate::{
    model::{Archive, ArticleId, ArticleView},
    page::{self, Canvas, RichText, WrappedText, highlight::Colours},
    query::Highlighter,
    text::Ruler,
};
use hold::Hold;
pub use matches::TextMatches;

use pictures::{PagePictures, origin};

/// The longest line that is comfortable to read, in columns.
const MEASURE: u16 = 88;

/// The shortest measure that can be asked for.
const NARROWEST: u16 = 24;

/// Lines of code that are shown of a block before it is folded.
const FOLD: u16 = 24;

/// The page on the screen. It is made again only when its subject or the width changes.
#[derive(Debug, Default)]
pub struct Reader {
    subject: Option<PageId>,
    document: RichText,
    page: WrappedText,
    area: Area,
    /// The columns of the area, or those that it had when it was last on the screen.
    width: u16,
    top: usize,
    /// The text to keep at the top; `None` for its beginning.
    hold: Option<Hold>,
    /// The last hold before another page was opened.
    left: Option<Hold>,
    /// Matches of the filter, and its revision that they were found for.
    matches: TextMatches,
    matched: Option<u64>,
    /// The line of the match that was gone to last.
    found: Option<usize>,
    stale: bool,
    resume: Option<u32>,
    /// The articles related to one that is only a link, each with the line that names it.
    related: Vec<(ArticleId, String)>,
    /// The article that related ones are still to be asked for.
    wish: Option<ArticleId>,
    measure: Measure,
    unfolded: bool,
    /// True if the code of the document waits for its colours.
    plain: bool,
    pictures: PagePictures,
    ruler: Ruler,
}

/// The longest line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Measure {
    columns: u16,
    /// True if the pane's width is the only limit.
    whole: bool,
}

impl Default for Measure {
    fn default() -> Self {
        Self {
            columns: MEASURE,
            whole: false,
        }
    }
}

impl Reader {
    /// The lines to draw.
    pub fn page(&self) -> &WrappedText {
        &self.page
    }

    /// The page that is shown.
    pub fn subject(&self) -> Option<PageId> {
        self.subject
    }

    /// The first line on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Moves the window, stopping at both ends of the page. Returns true if it moved.
    pub fn scroll(&mut self, by: isize) -> bool {
        let before = self.top;
        self.move_to(before.saturating_add_signed(by));
        self.top != before
    }

    fn move_to(&mut self, line: usize) {
        self.top = line.min(self.lowest());
        self.hold = Hold::of(&self.page, self.top);
    }

    /// Puts the window where it is held, or as near as the page allows.
    fn place(&mut self) {
        let line = self.hold.map_or(0, |hold| hold.line(&self.page));
        self.top = line.min(self.lowest());
    }

    /// True if the end of the text is in the window.
    pub fn at_end(&self) -> bool {
        self.top == self.lowest() && !self.page.is_empty()
    }

    /// The text at the top of the window: an offset, good at every width.
    pub fn anchor(&self) -> u32 {
        self.hold.map_or(0, |hold| hold.anchor)
    }

    /// Puts the text at this anchor at the top of the window, as soon as its subject is shown.
    pub fn resume_at(&mut self, anchor: u32) {
        self.resume = Some(anchor);
    }

    /// Moves the window to the next matching line, or the previous one. Returns true if there is one.
    pub fn seek(&mut self, forward: bool) -> bool {
        let lines = self.matches.lines();
        let line = match (forward, self.found) {
            (true, found) => lines
                .iter()
                .find(|line| found.is_none_or(|found| **line > found)),
            (false, found) => lines
                .iter()
                .rfind(|line| found.is_none_or(|found| **line < found)),
        };
        let Some(&line) = line else { return false };
        self.found = Some(line);
        let height = usize::from(self.area.height);
        if !(self.top..self.top + height).contains(&line) {
            self.move_to(line.saturating_sub(height / 3));
        }
        true
    }

    /// The matches of the filter in the page.
    pub fn matches(&self) -> &TextMatches {
        &self.matches
    }

    /// Finds the matches, unless it did so for this page and this revision of the filter.
    pub fn find_matches(&mut self, revision: u64, highlighter: &Highlighter) {
        if self.matched.replace(revision) != Some(revision) {
            self.matches = TextMatches::find(&self.document, &self.page, highlighter);
        }
    }

    /// Has the page made again, as its content has changed.
    pub fn refresh(&mut self) {
        self.stale = true;
    }

    /// Goes on with the same article under another id.
    pub(super) fn remap(&mut self, map: &IdMap) {
        if let Some(PageId::Article(id)) = self.subject {
            self.subject = map.new_id(id).map(PageId::Article);
        }
    }

    /// The article to ask related ones for, once for each page that is only a link.
    pub(super) fn take_wish(&mut self) -> Option<ArticleId> {
        self.wish.take()
    }

    /// Lists the articles near to this one on the page, under a heading.
    pub(super) fn relate(
        &mut self,
        archive: &Archive,
        heading: &str,
        related: Vec<(ArticleId, String)>,
    ) {
        let view = article(archive, self.subject);
        // By now another page may be read.
        if let Some(view) = view.filter(|view| page::is_only_link(*view)) {
            let lines: Vec<_> = related.iter().map(|(_, line)| line.clone()).collect();
            self.document = page::link_page(view, heading, &lines);
            self.related = related;
            self.rewrap();
        }
    }

    /// Scrolls to the next or previous section. Returns true if there is one.
    pub fn jump(&mut self, forward: bool) -> bool {
        let mut sections = self.page.sections().iter().map(|line| *line as usize);
        let to = if forward {
            sections.find(|line| *line > self.top && self.top < self.lowest())
        } else {
            sections.rfind(|line| *line < self.top)
        };
        self.move_to(to.unwrap_or(self.top));
        to.is_some()
    }

    /// The way the terminal counts columns.
    pub fn ruler(&self) -> Ruler {
        self.ruler
    }

    /// Says how the terminal counts columns.
    pub fn set_ruler(&mut self, ruler: Ruler) {
        self.ruler = ruler;
        self.refresh();
    }

    /// Sets the longest line, in columns.
    pub fn set_measure(&mut self, columns: u16) {
        self.measure.columns = columns.max(NARROWEST);
    }

    /// Uses the whole width of the pane, or a comfortable part of it. Returns false where both are the same.
    pub fn toggle_measure(&mut self) -> bool {
        if self.measure.columns >= self.area.width {
            return false;
        }
        self.measure.whole = !self.measure.whole;
        self.rewrap();
        true
    }

    /// Makes the longest line longer or shorter, by columns. Returns true if it changed, and its columns.
    pub fn measure_by(&mut self, columns: i16) -> (bool, u16) {
        let now = if self.measure.whole {
            self.area.width
        } else {
            self.measure.columns.min(self.area.width)
        };
        let columns = now
            .saturating_add_signed(columns)
            .clamp(NARROWEST, self.area.width.max(NARROWEST));
        self.measure = Measure {
            columns,
            whole: false,
        };
        self.rewrap();
        (columns != now, columns)
    }

    /// Folds long code, or shows it whole. Returns true if it is folded now.
    pub fn toggle_folding(&mut self) -> bool {
        self.unfolded = !self.unfolded;
        self.rewrap();
        !self.unfolded
    }

    /// Asks for the colours of the code in sight, once for each document.
    pub fn plain_code(&mut self) -> Option<Effect> {
        let subject = self.subject.filter(|_| std::mem::take(&mut self.plain))?;
        let code = self.document.code();
        (!code.is_empty()).then_some(Effect::Highlight(subject, code))
    }

    /// Takes colours, unless something else is read by now.
    pub fn paint(&mut self, subject: PageId, colours: &[(u32, Colours)]) {
        if self.subject == Some(subject) && !self.stale {
            for (block, colours) in colours {
                self.document.paint(*block, colours);
            }
            self.rewrap();
        }
    }

    /// Shows a subject in an area. In another area, and when the text was edited, the text at the top of the window stays there.
    pub fn show(&mut self, archive: &Archive, subject: Option<PageId>, area: Area) {
        let (width, canvas) = (self.width, self.canvas());
        self.area = area;
        if area.width > 0 {
            self.width = area.width;
        }
        if subject != self.subject || self.stale {
            self.open(archive, subject);
        } else if self.width != width || self.canvas() != canvas {
            self.rewrap();
        }
        if let Some(anchor) = self.resume.take() {
            let left = self.left.filter(|left| left.anchor == anchor);
            self.hold = Some(left.unwrap_or_else(|| Hold::at(anchor)));
        }
        self.place();
    }

    fn open(&mut self, archive: &Archive, subject: Option<PageId>) {
        let document = document(archive, subject);
        self.related.clear();
        let link = article(archive, subject).filter(|view| page::is_only_link(*view));
        self.wish = link.map(|view| view.id);
        let (before, after) = (self.document.text(), document.text());
        self.left = self.hold.or(self.left);
        let held = self.hold.filter(|_| subject == self.subject);
        self.hold = held.map(|hold| hold.follow(before, after));
        self.found = self.found.filter(|_| subject == self.subject);
        (self.subject, self.document) = (subject, document);
        (self.plain, self.stale) = (true, false);
        let figures = self.document.figure_count();
        self.pictures.renew(figures, origin(archive, subject));
        self.page = self.wrap();
        self.matched = None;
    }

    /// Wraps the text again. What stands at the top of the window stays there.
    fn rewrap(&mut self) {
        self.page = self.wrap();
        (self.found, self.matched) = (None, None);
        self.place();
    }

    fn wrap(&self) -> WrappedText {
        let longest = if self.measure.whole {
            u16::MAX
        } else {
            self.measure.columns
        };
        let fold = (!self.unfolded).then_some(FOLD);
        let options = page::WrapOptions {
            fold,
            canvas: self.canvas(),
            ruler: self.ruler,
            ..page::WrapOptions::width(if self.width == 0 {
                longest
            } else {
                self.width.min(longest)
            })
        };
        self.document.wrap(&options)
    }

    /// The canvas for pictures, if there are any.
    fn canvas(&self) -> Option<Canvas> {
        self.pictures.canvas(self.area.height)
    }

    fn lowest(&self) -> usize {
        self.page
            .len()
            .saturating_sub(usize::from(self.area.height).max(1))
    }
}

fn article(archive: &Archive, subject: Option<PageId>) -> Option<ArticleView<'_>> {
    archive.article(subject?.article()?)
}

fn document(archive: &Archive, subject: Option<PageId>) -> RichText {
    let document = match subject {
        Some(PageId::Article(_)) => article(archive, subject).map(|view| {
            if page::is_only_link(view) {
                page::link_page(view, "", &[])
            } else {
                page::document(view)
            }
        }),
        Some(PageId::Issue(id)) => archive.issue(id).map(|issue| page::issue(issue)),
        None => None,
    };
    document.unwrap_or_default()
}
