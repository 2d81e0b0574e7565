//! Which rows begin an article, head a section, or belong to the footer: what repeats says so.
//!
//! [`Survey`] knows the rows, [`shadows`] rules out what cannot be a title, [`Titles`] takes whole families of openings that
//! look the same, and [`parts`] tells what the other rows begin.

mod families;
mod furniture;
mod heads;
mod items;
mod parts;
mod pictures;
mod shadows;
mod survey;
mod titles;

use super::{
    opening::{Opening, worded_link},
    sheet::Sheet,
};
use survey::Survey;
use titles::Titles;

/// The part of a page that a row begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begins {
    /// Nothing: it continues.
    Text,
    /// An article: a position among the openings.
    Title(usize),
    /// A picture of the article whose title stands under it.
    Picture,
    /// A group of articles.
    Section,
    /// A heading, in a page without articles: its level.
    Heading(u8),
    /// The footer: no part of any article.
    Footer,
}

/// The parts that rows begin, and their openings.
#[derive(Debug)]
pub struct Units {
    /// Of each row.
    pub begins: Vec<Begins>,
    /// The openings of rows.
    pub openings: Vec<Opening>,
}

/// Finds the articles of a page.
pub fn find(sheet: &Sheet) -> Units {
    let mut survey = Survey::new(sheet);
    let mut titles = Titles::find(&survey, &shadows::find(&survey));
    if let Some(row) = furniture::start(&survey, &titles) {
        survey.end_at(row);
        titles = Titles::find(&survey, &shadows::find(&survey));
    }
    let mut units = Units {
        begins: parts::find(&survey, &titles),
        openings: survey.openings,
    };
    items::find(sheet, &mut units);
    pictures::find(sheet, &mut units);
    units
}

impl Units {
    /// A page that is text and nothing else.
    pub fn none(sheet: &Sheet) -> Self {
        Self {
            begins: vec![Begins::Text; sheet.rows.len()],
            openings: Vec::new(),
        }
    }

    /// The number of articles.
    pub fn count(&self) -> usize {
        let titles = self.begins.iter();
        titles
            .filter(|begins| matches!(begins, Begins::Title(_)))
            .count()
    }

    /// The address that the article under a title leads to.
    fn target<'s>(&self, sheet: &'s Sheet, title: usize) -> Option<&'s str> {
        let Some(Begins::Title(index)) = self.begins.get(title) else {
            return None;
        };
        let own = self.openings.get(*index)?.link;
        let link = own.or_else(|| self.reference(sheet, title))?;
        Some(sheet.url(link))
    }

    /// The first link in the text under a title. A picture's caption says where the picture is from.
    pub fn reference(&self, sheet: &Sheet, title: usize) -> Option<usize> {
        let under = || {
            let rows = sheet.rows.iter().zip(&self.begins).skip(title).enumerate();
            let rows = rows.take_while(|(at, (_, begins))| *at == 0 || **begins == Begins::Text);
            rows.map(|(_, (row, _))| row)
        };
        let (text, captions) = (under().filter(|row| !row.caption), under());
        let mut rows = text.chain(captions);
        rows.find_map(|row| worded_link(sheet, row)?.link)
    }
}
