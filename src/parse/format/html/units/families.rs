//! Openings that look the same, and whether they look like titles.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use super::survey::{LONGEST_POLL, Survey, TOLD};
use crate::parse::format::html::opening::{Opening, Shape};

/// Openings of one shape.
pub struct ShapeFamily {
    pub shape: Shape,
    /// Their positions.
    pub members: Vec<usize>,
}

/// The families of openings with links, those that stand out most first.
pub fn linked(survey: &Survey<'_>, shadows: &HashSet<usize>) -> Vec<ShapeFamily> {
    let mut families: Vec<ShapeFamily> = Vec::new();
    let mut known: HashMap<Shape, usize> = HashMap::new();
    for (index, opening) in survey.openings.iter().enumerate() {
        if opening.link.is_none() || shadows.contains(&index) || opening.row >= survey.tail {
            continue;
        }
        let shape = opening.shape;
        let at = *known.entry(shape).or_insert(families.len());
        match families.get_mut(at) {
            Some(family) => family.members.push(index),
            None => families.push(ShapeFamily {
                shape,
                members: vec![index],
            }),
        }
    }
    families.sort_by_key(|family| {
        let face = family.shape.face;
        let prominent = survey.is_prominent(family.shape);
        Reverse((prominent, face.size, face.bold, family.members.len()))
    });
    families
}

impl ShapeFamily {
    /// Its openings, in order.
    pub fn openings<'a>(
        &'a self,
        survey: &'a Survey<'_>,
    ) -> impl Iterator<Item = &'a Opening> + Clone {
        let members = self.members.iter();
        members.filter_map(|&index| survey.openings.get(index))
    }

    /// The words of all its openings.
    pub fn words(&self, survey: &Survey<'_>) -> usize {
        self.openings(survey).map(Opening::words).sum()
    }

    /// True if they repeat as titles do.
    pub fn repeats(&self, survey: &Survey<'_>) -> bool {
        let (count, words) = (self.members.len(), self.words(survey));
        let prominent = survey.is_prominent(self.shape);
        let enough = if prominent || self.fills(survey) {
            2
        } else {
            3
        };
        let enough_words = prominent || words >= 2 * count;
        let told = words >= 4 * count || self.is_told(survey);
        count >= enough && enough_words && told && (prominent || self.is_frequent(survey))
    }

    /// True if most words of a page stand in their rows, and no head stands right above each of them.
    fn fills(&self, survey: &Survey<'_>) -> bool {
        let rows = || self.openings(survey).map(|opening| opening.row);
        let words: usize = rows().map(|row| survey.words(row..row + 1)).sum();
        let is_head = |row: usize| survey.head(row).is_some();
        let headed = rows().all(|row| row.checked_sub(1).is_some_and(is_head));
        !headed && 2 * words >= survey.words(0..survey.tail)
    }

    /// True if most have text beside or under them, or are items of a long list: buttons, menus and polls have none.
    fn is_told(&self, survey: &Survey<'_>) -> bool {
        let told = |opening: &&Opening| {
            let next = survey.end_of_card(opening);
            let listed = opening.shape.item > 0 && self.members.len() > LONGEST_POLL;
            !opening.alone || listed || survey.words(opening.row + 1..next) > 2
        };
        2 * self.openings(survey).filter(told).count() > self.members.len()
    }

    /// True if they close what is told under heads, one each: "see the timetable" under a headline and its text.
    pub fn closes(&self, survey: &Survey<'_>) -> bool {
        let heads: Vec<usize> = self
            .openings(survey)
            .filter_map(|opening| closed_head(survey, opening))
            .collect();
        let distinct: HashSet<&usize> = heads.iter().collect();
        // Under the last one, something else may follow.
        !survey.is_prominent(self.shape)
            && distinct.len() > 1
            && distinct.len() + 1 >= self.members.len()
    }

    /// True if they lead a quarter of the paragraphs from the first of them to the last.
    fn is_frequent(&self, survey: &Survey<'_>) -> bool {
        let rows = self.openings(survey).map(|opening| opening.row);
        let (first, last) = (rows.clone().min().unwrap_or(0), rows.max().unwrap_or(0));
        let between = survey.sheet.rows.get(first..=last).unwrap_or_default();
        let fresh = |(at, row): &(usize, &super::super::sheet::Row)| {
            let at = first + at;
            row.fresh && survey.lettered(at..at + 1) > 0 && !survey.continues_card(at)
        };
        let paragraphs = between.iter().enumerate().filter(fresh).count();
        4 * self.members.len() > paragraphs
    }
}

/// The head above a link that ends what is told under it.
fn closed_head(survey: &Survey<'_>, opening: &Opening) -> Option<usize> {
    let head = survey.head_above(opening.row)?;
    let told = survey.words(head + 1..opening.row) > TOLD;
    let last = survey.lettered(opening.row + 1..survey.next_head(opening.row)) == 0;
    (told && last && opening.alone && opening.shape.item == 0).then_some(head)
}
