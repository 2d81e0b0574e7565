//! Links and tags of the page: by number, and by where they stand in the window.

use super::Reader;
use crate::{
    model::{ArticleId, Link, Tag},
    page::{Role, StyledRun},
};

impl Reader {
    /// The links of the page: link n of the screen is `links()[n - 1]`.
    pub fn links(&self) -> &[Link] {
        self.document.links()
    }

    /// The link at this position.
    pub fn link(&self, index: u32) -> Option<&Link> {
        self.links().get(index as usize)
    }

    /// Why the link at this position is never opened.
    pub fn refusal(&self, index: u32) -> Option<String> {
        let index = (index as usize).checked_sub(self.links().len())?;
        Some(self.document.refused().get(index)?.reason())
    }

    /// The related article that has this position after all links.
    pub fn related(&self, index: u32) -> Option<ArticleId> {
        let before = self.links().len() + self.document.refused().len();
        let at = (index as usize).checked_sub(before)?;
        Some(self.related.get(at)?.0)
    }

    /// True if links have numbers here, if only to say why they are not opened.
    pub fn has_links(&self) -> bool {
        !(self.links().is_empty() && self.document.refused().is_empty())
    }

    /// The link at a row and column of the window.
    pub fn link_at(&self, row: u16, column: u16) -> Option<u32> {
        self.run_at(row, column)?.link
    }

    /// The tag that is named at a row and column of the window.
    pub fn tag_at(&self, row: u16, column: u16) -> Option<&Tag> {
        let run = self.run_at(row, column)?;
        let is_tag = matches!(run.style.role, Role::Tag | Role::WiderTag);
        self.document.tag_at(run.at?).filter(|_| is_tag)
    }

    fn run_at(&self, row: u16, column: u16) -> Option<StyledRun<'_>> {
        let line = self.page.line(self.top + usize::from(row))?;
        let mut columns = 0;
        line.runs().find(|run| {
            columns += self.ruler.width(run.text);
            usize::from(column) < columns
        })
    }

    /// The links in sight, each once: its position, and the row and column where it is first in sight.
    pub fn links_in_sight(&self) -> Vec<(u32, u16, u16)> {
        let mut found: Vec<(u32, u16, u16)> = Vec::new();
        let lines = self.page.lines_from(self.top).zip(0..self.area.height);
        for (line, row) in lines {
            let mut column = 0;
            for run in line.runs() {
                if let Some(link) = run
                    .link
                    .filter(|link| !found.iter().any(|place| place.0 == *link))
                {
                    found.push((link, row, column as u16));
                }
                column += self.ruler.width(run.text);
            }
        }
        found
    }
}
