//! The rows that begin articles.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

use super::{
    families::{self, ShapeFamily},
    heads,
    survey::{Rank, Survey, TOLD, rank},
};
use crate::parse::{
    format::{
        html::opening::{Opening, Shape},
        words,
    },
    words::is_trailer,
};

/// Fewer words in bold may be a label.
const HEADLINE: usize = 4;

/// Headlines in bold that make a list of articles.
const FEWEST_BOLD: usize = 3;

/// The opening of each row that begins an article.
#[derive(Default)]
pub struct Titles(BTreeMap<usize, usize>);

impl Titles {
    /// Finds the titles.
    pub fn find(survey: &Survey<'_>, shadows: &HashSet<usize>) -> Self {
        let mut titles = Self::default();
        titles.add_rows(survey, heads::stories(survey));
        for family in families::linked(survey, shadows) {
            let aside = titles.hold(survey, &family) || titles.stand_below(survey, &family);
            if family.repeats(survey) && !aside && !family.closes(survey) {
                for &index in &family.members {
                    titles.add(survey, index);
                }
            }
        }
        if !titles.any() {
            titles.add_rows(survey, heads::told(survey));
        }
        titles.add_bold_leads(survey);
        titles.add_paid(survey, shadows);
        titles.drop_buttons(survey);
        titles.add_featured(survey, shadows);
        titles.drop_nested(survey);
        if titles.any() {
            titles.add_listed(survey, shadows);
            titles.add_heads(survey);
            titles.add_leads(survey);
        }
        titles
    }

    /// True if there is one.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// The number of titles.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// True if there is one among some rows.
    pub fn any_in(&self, rows: Range<usize>) -> bool {
        self.first_in(rows).is_some()
    }

    /// The first among some rows.
    pub fn first_in(&self, rows: Range<usize>) -> Option<usize> {
        let mut found = self.0.range(rows.start..rows.end.max(rows.start));
        found.next().map(|(row, _)| *row)
    }

    /// The opening of a row that begins an article.
    pub fn get(&self, row: usize) -> Option<usize> {
        self.0.get(&row).copied()
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.0.keys().copied()
    }

    /// The looks of heads, among some rows, that stand above titles.
    pub fn sections(&self, survey: &Survey<'_>, rows: Range<usize>) -> HashSet<Shape> {
        let heads = rows.filter(|&row| self.get(row).is_none());
        let heads = heads.filter_map(|row| survey.head(row));
        let above = heads.filter(|head| self.any_in(head.row..survey.next_head(head.row)));
        above.map(|head| head.shape).collect()
    }

    /// The number of lists that the title of a row stands in, if it is an item.
    pub fn item(&self, survey: &Survey<'_>, row: usize) -> Option<u8> {
        let opening = survey.openings.get(self.get(row)?)?;
        Some(opening.shape.item).filter(|item| *item > 0)
    }

    /// True if the title of a row is a link.
    pub fn is_linked(&self, survey: &Survey<'_>, row: usize) -> bool {
        let opening = self.get(row).and_then(|index| survey.openings.get(index));
        opening.is_some_and(|opening| opening.link.is_some())
    }

    /// The head after the last article that has no link to the web under it, where all articles are links: "Contribute", "Thanks".
    pub fn farewell(&self, survey: &Survey<'_>) -> Option<usize> {
        let last = self.rows().next_back()?;
        let all_linked = || self.rows().all(|row| self.is_linked(survey, row));
        let row = survey.next_head(last);
        let mut under = survey.under(row).filter(|row| !survey.is_answer(*row));
        let mut under = under.by_ref().filter_map(|row| survey.row(row));
        let leads = under.any(|row| survey.has_web_link(row));
        let title = row < survey.tail && !leads && !heads::labels_text(survey, row);
        (title && all_linked()).then_some(row)
    }

    /// The title under which a row stands, with no head between them that stands as high.
    pub fn owner(&self, survey: &Survey<'_>, row: usize) -> Option<usize> {
        let (owner, _) = self.0.range(..row).next_back()?;
        survey.under(*owner).contains(&row).then_some(*owner)
    }

    /// True if a family stands in articles that were found: tags, authors, "see also".
    fn hold(&self, survey: &Survey<'_>, family: &ShapeFamily) -> bool {
        if !self.any() {
            return false;
        }
        let title_like = family.words(survey) >= 3 * family.members.len();
        let mut owners: BTreeMap<usize, usize> = BTreeMap::new();
        for opening in family.openings(survey) {
            if let Some(owner) = self.owner(survey, opening.row) {
                *owners.entry(owner).or_default() += 1;
            }
        }
        let owned: usize = owners.values().sum();
        let spread = 5 * owners.len() >= 2 * self.count();
        let linked = owners.keys().all(|&row| self.is_linked(survey, row));
        let many = if linked { 2 } else { 4 };
        let own_list = title_like && owned >= many * owners.len();
        let small = family.shape.face.size + 1 < survey.body;
        spread && 2 * owned > family.members.len() && !own_list || small && !title_like
    }

    /// True if a plain family stands above all articles that were found: the name of the newsletter, ways to read it.
    fn stand_below(&self, survey: &Survey<'_>, family: &ShapeFamily) -> bool {
        let first = self.rows().next().unwrap_or(0);
        let few = 2 * family.members.len() <= self.count();
        let above = |opening: &Opening| opening.row < first;
        few && !survey.is_prominent(family.shape) && family.openings(survey).all(above)
    }

    fn openings<'a>(&'a self, survey: &'a Survey<'_>) -> impl Iterator<Item = &'a Opening> {
        self.0
            .values()
            .filter_map(|&index| survey.openings.get(index))
    }

    fn add(&mut self, survey: &Survey<'_>, index: usize) {
        if let Some(opening) = survey.openings.get(index) {
            self.0.insert(opening.row, index);
        }
    }

    fn add_rows(&mut self, survey: &Survey<'_>, rows: Vec<usize>) {
        for row in rows {
            if let Some(index) = survey.opening_index(row) {
                self.0.insert(row, index);
            }
        }
    }

    /// Adds the links of a list right under a head: several, or one where a head that looks the same heads others.
    fn add_listed(&mut self, survey: &Survey<'_>, shadows: &HashSet<usize>) {
        let first = self.rows().next().unwrap_or(0);
        let sections = self.sections(survey, 0..survey.tail);
        let heads = (first..survey.tail).filter(|&row| self.get(row).is_none());
        for head in heads.filter_map(|row| survey.head(row)).collect::<Vec<_>>() {
            let items = survey.listed(head.row);
            let links = items.iter().filter_map(|&row| survey.opening_index(row));
            let links = links.filter(|link| !shadows.contains(link));
            let links = links.filter_map(|link| survey.openings.get(link));
            let links: Vec<&Opening> = links.filter(|link| link.link.is_some()).collect();
            let words: usize = links.iter().map(|link| link.words()).sum();
            let enough = links.len() > usize::from(!sections.contains(&head.shape));
            let titled = words >= 2 * links.len() || head.shape.heading.is_some();
            if enough && links.len() == items.len() && titled && !is_trailer(&head.text) {
                self.add_rows(survey, items);
            }
        }
    }

    /// Adds headlines in bold at the start of paragraphs that name their source, unless they stand in other articles.
    fn add_bold_leads(&mut self, survey: &Survey<'_>) {
        let openings = survey.openings.iter().enumerate();
        let leads = openings.filter(|(_, opening)| {
            opening.link.is_none() && !opening.alone && opening.row < survey.tail
        });
        let leads = leads.filter(|(_, opening)| self.owner(survey, opening.row).is_none());
        let mut alike: HashMap<Shape, Vec<usize>> = HashMap::new();
        for (index, opening) in leads {
            alike.entry(opening.shape).or_default().push(index);
        }
        for leads in alike.into_values() {
            let openings = leads.iter().filter_map(|&index| survey.openings.get(index));
            let headlines = openings
                .filter(|opening| opening.words() >= HEADLINE)
                .count();
            if headlines >= FEWEST_BOLD && 2 * headlines > leads.len() {
                for index in leads {
                    self.add(survey, index);
                }
            }
        }
    }

    /// A link of a title's shape with nothing under it is a button, where most titles have text under them.
    fn drop_buttons(&mut self, survey: &Survey<'_>) {
        let ends = self.rows().skip(1).chain([survey.tail]);
        let mut bare: HashMap<Shape, (HashSet<usize>, usize)> = HashMap::new();
        for ((&row, &index), next) in self.0.iter().zip(ends) {
            let Some(opening) = survey.openings.get(index) else {
                continue;
            };
            let (rows, all) = bare.entry(opening.shape).or_default();
            *all += 1;
            if opening.alone && opening.shape.item == 0 && survey.lettered(row + 1..next) == 0 {
                rows.insert(row);
            }
        }
        for (rows, all) in bare.into_values() {
            // The last of several buttons stands above what follows them.
            let last = |row: usize| (1..=2).all(|up| row >= up && rows.contains(&(row - up)));
            if 4 * rows.len() <= all {
                self.0.retain(|row, _| !rows.contains(row) && !last(*row));
            }
        }
    }

    /// Adds single links that stand out more than titles do: what an issue opens with. A short link under
    /// a question is an answer.
    fn add_featured(&mut self, survey: &Survey<'_>, shadows: &HashSet<usize>) {
        let items_alone = self.openings(survey).all(|title| title.shape.item > 0);
        let Some(usual) = self.usual_rank(survey, items_alone) else {
            return;
        };
        let first = self.rows().next().unwrap_or(0);
        let is_featured = |index: &usize| {
            let opening = survey.openings.get(*index);
            opening.is_some_and(|opening| {
                let leads = opening.row < first && !opening.alone && rank(opening) == usual;
                let large = rank(opening) > usual && survey.is_told(opening);
                let large = large && (opening.row < first || !items_alone);
                let offers = opening.alone && words::is_browser(&opening.text);
                let worded = opening.words() > 2 && !offers;
                let prominent = survey.is_prominent(opening.shape);
                opening.link.is_some() && worded && prominent && (leads || large)
            })
        };
        let indices = (0..survey.openings.len()).filter(|index| !shadows.contains(index));
        for index in indices.filter(is_featured).collect::<Vec<_>>() {
            self.add(survey, index);
        }
    }

    /// The prominence of most titles that are links; items of lists count where there are no others.
    fn usual_rank(&self, survey: &Survey<'_>, items_alone: bool) -> Option<Rank> {
        let mut counts: HashMap<Rank, usize> = HashMap::new();
        let linked = self.openings(survey).filter(|title| title.link.is_some());
        for title in linked.filter(|title| items_alone || title.shape.item == 0) {
            *counts.entry(rank(title)).or_default() += 1;
        }
        let most = counts
            .into_iter()
            .max_by_key(|(rank, count)| (*count, *rank));
        most.map(|(rank, _)| rank)
    }

    /// Adds what a sponsor paid for, where a short row above says so.
    fn add_paid(&mut self, survey: &Survey<'_>, shadows: &HashSet<usize>) {
        if !self.any() {
            return;
        }
        let marked = |row: &usize| {
            let text = survey.row(*row).map(|row| survey.sheet.row_text(row));
            text.is_some_and(|text| words::is_paid(&text)) && self.get(*row).is_none()
        };
        let marks: Vec<usize> = (0..survey.tail).filter(marked).collect();
        for mark in marks {
            let Some(index) = survey
                .opening_index(mark + 1)
                .filter(|index| !shadows.contains(index))
            else {
                continue;
            };
            let Some(opening) = survey.openings.get(index) else {
                continue;
            };
            let under = mark + 2..survey.next_opening(mark + 1);
            let told = !opening.alone || survey.lettered(under.clone()) > 0;
            let mut under = under.filter_map(|row| survey.row(row));
            let leads = opening.link.is_some() || under.any(|row| survey.has_web_link(row));
            if told && leads && opening.words() > 1 {
                self.add(survey, index);
            }
        }
    }

    /// A list item in a list under a title belongs to it.
    fn drop_nested(&mut self, survey: &Survey<'_>) {
        let mut owner = 0;
        for (row, item) in survey.sheet.rows.iter().enumerate() {
            if item.marker.is_none() {
                owner = if item.depth == 0 { 0 } else { owner };
            } else if owner > 0 && item.depth > owner {
                self.0.remove(&row);
            } else {
                owner = if self.0.contains_key(&row) {
                    item.depth
                } else {
                    0
                };
            }
        }
    }

    /// Adds stories that an issue opens with: they stand out more than the titles below, and are not what heads the page.
    fn add_leads(&mut self, survey: &Survey<'_>) {
        let first = self.rows().next().unwrap_or(0);
        let Some(usual) = survey.opening(first).map(rank) else {
            return;
        };
        let heads = (0..survey.tail).filter_map(|row| survey.head(row));
        let mut ranks: Vec<Rank> = heads.map(rank).collect();
        ranks.sort_unstable();
        let second = ranks.into_iter().nth_back(1).unwrap_or(usual);
        let leads = |row: &usize| {
            let head = heads::title(survey, *row).map(rank);
            let between = head.is_some_and(|rank| rank > usual && rank <= second);
            between && heads::leads_on(survey, *row)
        };
        let leads = (0..first).filter(leads).collect();
        self.add_rows(survey, leads);
    }

    /// The rows under a head, up to the next one that stands as high, or the first title if that does.
    fn under(&self, survey: &Survey<'_>, head: &Opening) -> Range<usize> {
        let under = survey.under(head.row);
        let as_high = |row: &usize| survey.opening(*row).map(rank) >= Some(rank(head));
        let title = self.first_in(under.clone()).filter(as_high);
        under.start..title.unwrap_or(under.end)
    }

    /// Adds what has no link but stands out as titles do, and has text under it.
    fn add_heads(&mut self, survey: &Survey<'_>) {
        let ranks: HashSet<Rank> = self.openings(survey).map(rank).collect();
        let mut found: HashMap<Shape, Vec<usize>> = HashMap::new();
        let labels = heads::labels_again(survey);
        let rows = 0..self.farewell(survey).unwrap_or(survey.tail);
        for row in rows.filter(|row| !labels.contains(row)) {
            let Some(head) = heads::title(survey, row) else {
                continue;
            };
            let under = self.under(survey, head);
            let own = row + 1..survey.next_head(row).min(under.end);
            let told = survey.words(own.clone()) > TOLD;
            let story = if self.any_in(survey.under(row)) {
                told && { own }.any(|row| survey.worded_link(row).is_some())
            } else {
                told || heads::leads_on(survey, row)
            };
            if story && !self.any_in(under.clone()) && !survey.is_listed(under) {
                found.entry(head.shape).or_default().push(row);
            }
        }
        for (shape, rows) in found {
            let alike = ranks.contains(&(shape.face.size, shape.face.bold));
            let above = ranks.iter().all(|(size, _)| shape.face.size >= *size);
            if alike || above && rows.len() > 1 {
                self.add_rows(survey, rows);
            }
        }
    }
}
