//! Wrapped text: lines of styled runs, with anchors that outlive a change of width.

use super::style::Style;

/// A document wrapped to a width: lines of styled runs, in one string, so that a page of a million lines is four allocations.
#[derive(Clone, Debug, Default)]
pub struct WrappedText {
    text: String,
    runs: Vec<RunEnd>,
    lines: Vec<LineEnd>,
    sections: Vec<u32>,
    figures: Vec<Placed>,
}

#[derive(Clone, Copy, Debug)]
struct RunEnd {
    text_end: u32,
    /// The byte of the rich text that it begins with; `None` for what the page adds, such as bullets.
    at: Option<u32>,
    style: Style,
    link: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
struct LineEnd {
    runs_end: u32,
    anchor: u32,
}

/// The place of a picture on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its position, as [`RichText::figure`](super::RichText::figure) knows it.
    pub figure: u32,
    /// The first line of its room.
    pub line: u32,
    /// The column that it begins in.
    pub column: u16,
    /// The columns that it may have.
    pub room: u16,
    /// The lines of its room; none while its size is unknown.
    pub rows: u16,
}

/// A line of a [`WrappedText`].
#[derive(Clone, Copy, Debug)]
pub struct StyledLine<'a> {
    page: &'a WrappedText,
    index: usize,
}

/// A piece of a line with one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StyledRun<'a> {
    /// Clean, without line breaks.
    pub text: &'a str,
    /// The byte of the rich text that it begins with; `None` for what the page adds, such as bullets.
    pub at: Option<u32>,
    /// The style.
    pub style: Style,
    /// The position in [`RichText::links`](super::RichText::links) of its link.
    pub link: Option<u32>,
}

impl WrappedText {
    /// The number of lines.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// True if there is no line.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The line at `index`, from 0.
    pub fn line(&self, index: usize) -> Option<StyledLine<'_>> {
        (index < self.len()).then_some(StyledLine { page: self, index })
    }

    /// The lines from `first` on.
    pub fn lines_from(&self, first: usize) -> impl Iterator<Item = StyledLine<'_>> {
        (first..self.len()).map(|index| StyledLine { page: self, index })
    }

    /// The lines at which sections start, in order: places to jump to.
    pub fn sections(&self) -> &[u32] {
        &self.sections
    }

    /// The line that holds what stood at `anchor` on a page of another width.
    pub fn line_at(&self, anchor: u32) -> usize {
        self.lines
            .partition_point(|line| line.anchor <= anchor)
            .saturating_sub(1)
    }

    /// A line's anchor, and how many lines before it have the same one: the rows of a picture do.
    pub fn place(&self, line: usize) -> Option<(u32, usize)> {
        let anchor = self.lines.get(line)?.anchor;
        Some((anchor, line - self.first_of(anchor)))
    }

    /// The line at a [`place`](Self::place) of a page of another width.
    pub fn line_in(&self, (anchor, nth): (u32, usize)) -> usize {
        let line = self.line_at(anchor);
        let same = self.lines.get(line).is_some_and(|it| it.anchor == anchor);
        if same {
            line.min(self.first_of(anchor) + nth)
        } else {
            line
        }
    }

    fn first_of(&self, anchor: u32) -> usize {
        self.lines.partition_point(|line| line.anchor < anchor)
    }

    /// The pictures, in order.
    pub fn figures(&self) -> &[Placed] {
        &self.figures
    }

    pub(super) fn push_figure(&mut self, figure: Placed) {
        self.figures.push(figure);
    }

    /// Adds text that is not in the rich text.
    pub(super) fn push_run(&mut self, text: &str, style: Style, link: Option<u32>) {
        self.push(text, None, style, link);
    }

    /// Adds the text at a byte of the rich text.
    pub(super) fn push_text(&mut self, text: &str, at: u32, style: Style, link: Option<u32>) {
        self.push(text, Some(at), style, link);
    }

    fn push(&mut self, text: &str, at: Option<u32>, style: Style, link: Option<u32>) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let text_end = self.text.len() as u32;
        let first = self.lines.last().map_or(0, |line| line.runs_end as usize);
        let begun = self.runs.len() > first;
        let run_start = self.text_start(self.runs.len().saturating_sub(1)) as u32;
        match self.runs.last_mut() {
            Some(run)
                if begun
                    && (run.style, run.link) == (style, link)
                    && run.at.map(|run| run + (start - run_start)) == at =>
            {
                run.text_end = text_end;
            }
            _ => self.runs.push(RunEnd {
                text_end,
                at,
                style,
                link,
            }),
        }
    }

    pub(super) fn end_line(&mut self, anchor: u32) {
        let runs_end = self.runs.len() as u32;
        self.lines.push(LineEnd { runs_end, anchor });
    }

    pub(super) fn mark_section(&mut self) {
        self.sections.push(self.lines.len() as u32);
    }

    fn text_start(&self, run: usize) -> usize {
        let before = run
            .checked_sub(1)
            .and_then(|previous| self.runs.get(previous));
        before.map_or(0, |run| run.text_end as usize)
    }
}

impl<'a> StyledLine<'a> {
    /// The pieces, from left to right.
    pub fn runs(self) -> impl Iterator<Item = StyledRun<'a>> {
        let page = self.page;
        self.run_range().filter_map(move |index| {
            let run = page.runs.get(index)?;
            let text = page
                .text
                .get(page.text_start(index)..run.text_end as usize)?;
            Some(StyledRun {
                text,
                at: run.at,
                style: run.style,
                link: run.link,
            })
        })
    }

    /// The text of all pieces.
    pub fn text(self) -> &'a str {
        let runs = self.run_range();
        let range = self.page.text_start(runs.start)..self.page.text_start(runs.end);
        self.page.text.get(range).unwrap_or("")
    }

    /// The offset in the rich text where the line starts. It grows from line to line and means the same at every width.
    pub fn anchor(self) -> u32 {
        self.page
            .lines
            .get(self.index)
            .map_or(0, |line| line.anchor)
    }

    fn run_range(self) -> std::ops::Range<usize> {
        let end = |line: usize| {
            self.page
                .lines
                .get(line)
                .map_or(0, |line| line.runs_end as usize)
        };
        self.index.checked_sub(1).map_or(0, end)..end(self.index)
    }
}
