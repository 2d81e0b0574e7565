//! The rows of a page, surveyed before they are told apart.

use std::ops::Range;

use crate::parse::format::{
    html::{
        opening::{self, Opening, Shape, has_letters},
        sheet::{Row, Sheet, Stretch},
    },
    words,
};

/// The prominence of a row: its size, and true if it is bold.
pub type Rank = (u16, bool);

/// Answers that a reader may click on; more short links in a list are articles.
pub const LONGEST_POLL: usize = 5;

/// Words of an answer.
pub const ANSWER: usize = 4;

/// Words of what is told under a title without a link: more than so many.
pub const TOLD: usize = 8;

/// Rows of a title and what is told under it.
const LONGEST_CARD: usize = 12;

/// Rows between the copyright and the way out of a list.
const LONGEST_IMPRINT: usize = 8;

/// See the module.
pub struct Survey<'s> {
    pub sheet: &'s Sheet,
    pub openings: Vec<Opening>,
    /// The size of most text.
    pub body: u16,
    /// Where the footer begins at the latest.
    pub tail: usize,
    /// The opening of each row.
    by_row: Vec<Option<usize>>,
    /// The words before each row, and the rows with letters.
    before: Vec<(usize, usize)>,
    /// Rows with heads, in order.
    heads: Vec<usize>,
    /// Of each row with an opening, the next head that stands as high.
    ends: Vec<usize>,
}

impl<'s> Survey<'s> {
    /// Looks at all rows.
    pub fn new(sheet: &'s Sheet) -> Self {
        let body = opening::body_size(sheet);
        let openings = opening::openings(sheet, body);
        let mut by_row = vec![None; sheet.rows.len()];
        for (index, opening) in openings.iter().enumerate() {
            if let Some(slot) = by_row.get_mut(opening.row) {
                *slot = Some(index);
            }
        }
        let (mut words, mut lettered) = (0, 0);
        let mut before = vec![(0, 0)];
        for row in &sheet.rows {
            let text = sheet.row_text(row);
            words += opening::words(&text);
            lettered += usize::from(has_letters(&text));
            before.push((words, lettered));
        }
        let mut survey = Self {
            sheet,
            openings,
            body,
            tail: 0,
            by_row,
            before,
            heads: Vec::new(),
            ends: Vec::new(),
        };
        survey.end_at(tail(sheet));
        survey
    }

    /// Lets the footer begin at a row.
    pub fn end_at(&mut self, row: usize) {
        self.tail = row;
        self.heads = (0..row).filter(|&row| self.head(row).is_some()).collect();
        self.find_ends();
    }

    /// Of each row with an opening, finds the next head that stands as high. Heads further down that stand lower than one
    /// above them are looked at once.
    fn find_ends(&mut self) {
        let mut ends = vec![self.tail; self.sheet.rows.len()];
        let mut open: Vec<(Rank, usize)> = Vec::new();
        for row in (0..self.tail).rev() {
            let Some(opening) = self.opening(row) else {
                continue;
            };
            let rank = rank(opening);
            let higher = open.partition_point(|(head, _)| *head >= rank);
            let next = higher.checked_sub(1).and_then(|at| open.get(at));
            if let (Some((_, next)), Some(end)) = (next, ends.get_mut(row)) {
                *end = *next;
            }
            if opening.link.is_none() && opening.alone && opening.shape.item == 0 {
                open.truncate(higher);
                open.push((rank, row));
            }
        }
        self.ends = ends;
    }

    /// The opening of a row.
    pub fn opening(&self, row: usize) -> Option<&Opening> {
        self.openings.get(self.opening_index(row)?)
    }

    /// Its position.
    pub fn opening_index(&self, row: usize) -> Option<usize> {
        self.by_row.get(row).copied().flatten()
    }

    /// An opening without a link, before the footer.
    pub fn head(&self, row: usize) -> Option<&Opening> {
        let opening = self.opening(row)?;
        (opening.link.is_none() && opening.alone && row < self.tail).then_some(opening)
    }

    /// The next row with a head.
    pub fn next_head(&self, row: usize) -> usize {
        let at = self.heads.partition_point(|head| *head <= row);
        self.heads.get(at).copied().unwrap_or(self.tail)
    }

    /// The last row with a head above a row.
    pub fn head_above(&self, row: usize) -> Option<usize> {
        let at = self.heads.partition_point(|head| *head < row);
        self.heads.get(at.checked_sub(1)?).copied()
    }

    /// The rows under a row with an opening: up to the next head that stands as high.
    pub fn under(&self, row: usize) -> Range<usize> {
        row + 1..self.ends.get(row).copied().unwrap_or(self.tail)
    }

    /// The next row with an opening, before the footer.
    pub fn next_opening(&self, row: usize) -> usize {
        let at = self.openings.partition_point(|opening| opening.row <= row);
        let next = self
            .openings
            .get(at)
            .map_or(self.tail, |opening| opening.row);
        next.min(self.tail)
    }

    /// True if the opening of a row leads where that of the row above does.
    pub fn continues_card(&self, row: usize) -> bool {
        let url = |row: usize| self.opening(row).map(|opening| self.url(opening));
        let above = row.checked_sub(1).and_then(url);
        above.is_some_and(|above| !above.is_empty() && url(row) == Some(above))
    }

    /// The next row with an opening that leads elsewhere, if it is near: lines of one card are one link, each of them an opening.
    pub fn end_of_card(&self, opening: &Opening) -> usize {
        let end = self.tail.min(opening.row + LONGEST_CARD);
        let rows = opening.row + 1..end.max(opening.row + 1);
        let mut others = rows.filter(|&row| {
            let other = self.opening(row);
            other.is_some_and(|other| other.link.is_none() || self.url(other) != self.url(opening))
        });
        others.next().unwrap_or(end)
    }

    /// The number of words in some rows.
    pub fn words(&self, rows: Range<usize>) -> usize {
        self.between(rows).0
    }

    /// The number of rows with letters among some rows.
    pub fn lettered(&self, rows: Range<usize>) -> usize {
        self.between(rows).1
    }

    fn between(&self, rows: Range<usize>) -> (usize, usize) {
        let at = |row: usize| {
            self.before
                .get(row)
                .or(self.before.last())
                .copied()
                .unwrap_or_default()
        };
        let (start, end) = (at(rows.start), at(rows.end.max(rows.start)));
        (end.0 - start.0, end.1 - start.1)
    }

    /// The address that an opening leads to.
    pub fn url(&self, opening: &Opening) -> &str {
        opening.link.map_or("", |link| self.sheet.url(link))
    }

    /// True if openings of a shape stand out from other text.
    pub fn is_prominent(&self, shape: Shape) -> bool {
        shape.heading.is_some() || shape.face.bold || shape.face.size > self.body + 1
    }

    /// A row.
    pub fn row(&self, row: usize) -> Option<&Row> {
        self.sheet.rows.get(row)
    }

    /// True if most of some rows are list items with links.
    pub fn is_listed(&self, rows: Range<usize>) -> bool {
        // More than some tell no more.
        let end = rows.end.min(rows.start + 200);
        let rows = self.sheet.rows.get(rows.start..end).unwrap_or_default();
        let is_item = |row: &&Row| row.marker.is_some() && self.has_link(row);
        let items = rows.iter().filter(is_item).count();
        items >= 2 && 2 * items >= rows.len()
    }

    /// The items of the list right under a head.
    pub fn listed(&self, head: usize) -> Vec<usize> {
        let items = (head + 1..self.tail).take_while(|row| {
            let row = self.row(*row);
            row.is_some_and(|row| row.marker.is_some() && row.depth == 1)
        });
        items.collect()
    }

    /// True if a link has text beside or under it, and is no short answer to a question above it.
    pub fn is_told(&self, opening: &Opening) -> bool {
        let under = opening.row + 1..self.next_opening(opening.row);
        let short = opening.alone && opening.words() <= ANSWER;
        let above = opening.row.checked_sub(1);
        let asked = short && above.is_some_and(|above| self.asks(above));
        !asked && (!opening.alone || self.words(under) > TOLD)
    }

    /// True if a row is a question.
    pub fn asks(&self, row: usize) -> bool {
        let row = self.row(row).filter(|row| !self.has_link(row));
        let text = row.map(|row| self.sheet.row_text(row));
        text.is_some_and(|text| text.trim_end().ends_with(['?', '？']))
    }

    /// The openings of short links under a question, in a list or one below the other: what readers are asked at the end.
    pub fn answers(&self, row: usize) -> Vec<usize> {
        let first = self.opening(row + 1).map(|opening| opening.shape);
        let Some(shape) = first.filter(|_| self.asks(row)) else {
            return Vec::new();
        };
        let rows = (row + 1..).take(LONGEST_POLL + 1);
        let answers = rows.map_while(|row| {
            let index = self.opening_index(row)?;
            let answer = self.openings.get(index)?;
            let short = answer.alone && answer.words() <= ANSWER;
            let alike = answer.shape.item == shape.item;
            (short && alike && answer.link.is_some()).then_some(index)
        });
        let answers: Vec<_> = answers.collect();
        let fewest = if shape.item > 0 { 1 } else { 2 };
        if (fewest..=LONGEST_POLL).contains(&answers.len()) {
            return answers;
        }
        Vec::new()
    }

    /// True if a row is one of the answers to a question.
    pub fn is_answer(&self, row: usize) -> bool {
        let asked = row.saturating_sub(LONGEST_POLL)..row;
        let index = self.opening_index(row);
        index.is_some_and(|index| { asked }.any(|row| self.answers(row).contains(&index)))
    }

    /// True if a row has a link to the web.
    pub fn has_web_link(&self, row: &Row) -> bool {
        let stretches = self.sheet.stretches_of(row).iter();
        let mut links = stretches.filter_map(|stretch| stretch.link);
        links.any(|link| self.sheet.url(link).starts_with("http"))
    }

    /// The first words of a row that are a link to the web.
    pub fn worded_link(&self, row: usize) -> Option<&Stretch> {
        opening::worded_link(self.sheet, self.row(row)?)
    }

    /// True if a row is words that are a link to the web, and nothing else.
    pub fn is_web_link(&self, row: &Row) -> bool {
        let mut stretches = self.sheet.stretches_of(row).iter();
        let linked = stretches.all(|stretch| stretch.link.is_some());
        linked && self.has_web_link(row) && has_letters(&self.sheet.row_text(row))
    }

    /// True if a row has a link.
    pub fn has_link(&self, row: &Row) -> bool {
        let mut stretches = self.sheet.stretches_of(row).iter();
        stretches.any(|stretch| stretch.link.is_some())
    }
}

/// The prominence of an opening.
pub fn rank(opening: &Opening) -> Rank {
    (opening.shape.face.size, opening.shape.face.bold)
}

/// The first row in the second half of a page that offers a way out of the list.
fn tail(sheet: &Sheet) -> usize {
    let leaves = |row: &Row| {
        let links = sheet
            .stretches_of(row)
            .iter()
            .filter_map(|stretch| stretch.link);
        let mut urls = links.map(|link| sheet.url(link));
        let short = row.stretches.len() < 40;
        short && (urls.any(|url| words::leaves("", url)) || words::leaves(&sheet.row_text(row), ""))
    };
    let half = sheet.rows.len() / 2;
    let mut rows = sheet.rows.iter().enumerate().skip(half);
    let found = rows.find(|(_, row)| leaves(row));
    let end = sheet.footer.unwrap_or(sheet.rows.len());
    found.map_or(end, |(index, _)| imprint(sheet, index).max(half).min(end))
}

/// Where the lines begin that say whose newsletter it was, above the way out of the list.
fn imprint(sheet: &Sheet, leaves: usize) -> usize {
    let mut rows = (leaves.saturating_sub(LONGEST_IMPRINT)..leaves).rev();
    let is_mark = |row: &usize| {
        let text = sheet.rows.get(*row).map(|row| sheet.row_text(row));
        let text = text.unwrap_or_default();
        let text = text.trim_start();
        text.starts_with(['©', 'Ⓒ', 'ⓒ']) || text.starts_with("Copyright")
    };
    rows.find(is_mark).unwrap_or(leaves)
}
