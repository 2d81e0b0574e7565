//! Which rows begin an article, head a section, or belong to the footer: what repeats says so.

use std::collections::{HashMap, HashSet};

use super::{
    flow::{Flow, Matter, Row, RowKind},
    lead::{self, Lead, Shape, has_letters},
    words,
};

/// What a row begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing: it goes on.
    Text,
    /// An article: a position among the leads.
    Title(usize),
    /// A group of articles.
    Section,
    /// A heading, in a page without articles: its level.
    Heading(u8),
    /// What is no part of any article.
    Footer,
}

/// What rows begin, and their leads.
#[derive(Debug)]
pub struct Units {
    /// Of each row.
    pub roles: Vec<Role>,
    /// What rows begin with.
    pub leads: Vec<Lead>,
}

impl Units {
    /// The first link in the text under a title.
    pub fn reference(&self, flow: &Flow, title: usize) -> Option<usize> {
        let under = flow.rows.iter().zip(&self.roles).skip(title);
        let under = under
            .enumerate()
            .take_while(|(at, (_, role))| *at == 0 || **role == Role::Text);
        let mut stretches = under.flat_map(|(_, (row, _))| flow.stretches_of(row));
        let is_link = |stretch: &&super::flow::Stretch| {
            let web = stretch
                .link
                .is_some_and(|link| flow.url(link).starts_with("http"));
            web && stretch.matter == Matter::Text && has_letters(flow.text_of(stretch))
        };
        stretches.find(is_link).and_then(|stretch| stretch.link)
    }
}

/// Finds the articles of a page.
pub fn find(flow: &Flow) -> Units {
    let body = lead::body_size(flow);
    let leads = lead::leads(flow, body);
    let tail = tail(flow);
    let mut finder = Finder {
        flow,
        body,
        tail,
        titles: vec![None; flow.rows.len()],
        by_row: vec![None; flow.rows.len()],
        leads,
        shadows: HashSet::new(),
    };
    for (index, lead) in finder.leads.iter().enumerate() {
        if let Some(slot) = finder.by_row.get_mut(lead.row) {
            *slot = Some(index);
        }
    }
    finder.shade();
    finder.stories();
    finder.linked();
    let roles = finder.roles();
    Units {
        roles,
        leads: finder.leads,
    }
}

/// Where the footer begins: the first row in the second half of the page that offers a way out of the list.
fn tail(flow: &Flow) -> usize {
    let leaves = |row: &Row| {
        let urls = flow
            .stretches_of(row)
            .iter()
            .filter_map(|stretch| stretch.link);
        let url = urls
            .map(|link| flow.url(link))
            .find(|url| words::leaves("", url));
        row.stretches.len() < 40 && (url.is_some() || words::leaves(&flow.row_text(row), ""))
    };
    let half = flow.rows.len() / 2;
    let rows = flow.rows.iter().enumerate().skip(half);
    let found = rows.into_iter().find(|(_, row)| leaves(row));
    found.map_or(flow.rows.len(), |(index, _)| index)
}

/// Words of a story that is told in the mail itself.
const STORY: usize = 40;

struct Finder<'f> {
    flow: &'f Flow,
    /// The usual font size.
    body: u16,
    /// Where the footer begins at the latest.
    tail: usize,
    leads: Vec<Lead>,
    /// The lead of each row.
    by_row: Vec<Option<usize>>,
    /// The lead of each row that begins an article.
    titles: Vec<Option<usize>>,
    /// Leads that are no titles: another link to the same target is, or they stand by many links with the same text.
    shadows: HashSet<usize>,
}

/// Leads of one shape.
struct Family {
    shape: Shape,
    leads: Vec<usize>,
}

impl Finder<'_> {
    fn lead(&self, index: usize) -> Option<&Lead> {
        self.leads.get(index)
    }

    fn url(&self, lead: &Lead) -> &str {
        lead.link.map_or("", |link| self.flow.url(link))
    }

    /// Finds the leads that are no titles.
    fn shade(&mut self) {
        let mut targets: HashMap<String, HashSet<&str>> = HashMap::new();
        for lead in self.leads.iter().filter(|lead| lead.link.is_some()) {
            targets
                .entry(lead.text.to_lowercase())
                .or_default()
                .insert(self.url(lead));
        }
        let mut shadows: HashSet<usize> = HashSet::new();
        for (index, lead) in self.leads.iter().enumerate() {
            let common = targets
                .get(&lead.text.to_lowercase())
                .is_some_and(|urls| urls.len() > 1);
            if lead.link.is_some()
                && (common || lead.row >= self.tail || self.is_menu(lead) || is_address(&lead.text))
            {
                shadows.insert(index);
            }
        }
        // Of rows in succession with one target, the one that stands out is the title.
        let linked: Vec<usize> = (0..self.leads.len())
            .filter(|index| {
                self.leads
                    .get(*index)
                    .is_some_and(|lead| lead.link.is_some())
            })
            .collect();
        for card in linked.chunk_by(|&a, &b| match (self.lead(a), self.lead(b)) {
            (Some(a), Some(b)) => self.url(a) == self.url(b),
            _ => false,
        }) {
            let best = card
                .iter()
                .filter(|index| !shadows.contains(index))
                .max_by_key(|&&index| self.weight(index))
                .copied();
            shadows.extend(card.iter().copied().filter(|index| Some(*index) != best));
        }
        self.shadows = shadows;
    }

    /// How much a lead looks like a title; among equals, the first.
    fn weight(&self, index: usize) -> (u16, bool, bool, std::cmp::Reverse<usize>) {
        let Some(lead) = self.lead(index) else {
            return (0, false, false, std::cmp::Reverse(index));
        };
        let face = lead.shape.face;
        (
            face.size,
            face.bold,
            lead.words() > 2,
            std::cmp::Reverse(index),
        )
    }

    /// Whether a row is several short links: tags, a menu, shares.
    fn is_menu(&self, lead: &Lead) -> bool {
        let Some(row) = self
            .flow
            .rows
            .get(lead.row)
            .filter(|row| row.marker.is_none())
        else {
            return false;
        };
        let mut links: Vec<&str> = Vec::new();
        let mut long = false;
        for stretch in self.flow.stretches_of(row) {
            let text = self.flow.text_of(stretch);
            match stretch.link {
                Some(link) if links.last() != Some(&self.flow.url(link)) => {
                    links.push(self.flow.url(link));
                }
                Some(_) => {}
                None => long |= lead::words(text) > 2,
            }
        }
        links.len() > 1
            && !long
            && lead.words() < 4
            && lead::words(&self.flow.row_text(row)) <= 3 * links.len()
    }

    /// Whether leads of a shape stand out from other text.
    fn is_prominent(&self, shape: Shape) -> bool {
        shape.heading.is_some() || shape.face.bold || shape.face.size > self.body + 1
    }

    fn families(&self, linked: bool) -> Vec<Family> {
        let mut families: Vec<Family> = Vec::new();
        let mut known: HashMap<Shape, usize> = HashMap::new();
        for (index, lead) in self.leads.iter().enumerate() {
            if lead.shape.linked != linked || self.shadows.contains(&index) || lead.row >= self.tail
            {
                continue;
            }
            let at = *known.entry(lead.shape).or_insert_with(|| {
                families.push(Family {
                    shape: lead.shape,
                    leads: Vec::new(),
                });
                families.len() - 1
            });
            if let Some(family) = families.get_mut(at) {
                family.leads.push(index);
            }
        }
        families.sort_by_key(|family| {
            std::cmp::Reverse((
                self.is_prominent(family.shape),
                family.shape.face.size,
                family.shape.face.bold,
                family.leads.len(),
            ))
        });
        families
    }

    /// Takes for titles what stands out, has no link, and has long text right under it: stories told in the mail itself.
    fn stories(&mut self) {
        let mut found: HashMap<(u16, bool), Vec<usize>> = HashMap::new();
        for row in 0..self.tail {
            let Some(lead) = self.head(row).filter(|lead| lead.shape.item == 0) else {
                continue;
            };
            let next = (row + 1..self.tail)
                .find(|&next| self.by_row.get(next).is_some_and(Option::is_some));
            if self.prose(row + 1..next.unwrap_or(self.tail)) >= STORY {
                found.entry(Self::rank(lead)).or_default().push(row);
            }
        }
        let highest = found
            .into_iter()
            .filter(|(_, rows)| rows.len() > 1)
            .max_by_key(|(rank, _)| *rank);
        for row in highest.map_or(Vec::new(), |(_, rows)| rows) {
            if let Some(index) = self.by_row.get(row).copied().flatten() {
                self.take(index);
            }
        }
    }

    /// Takes for titles the links whose shape repeats.
    fn linked(&mut self) {
        for family in self.families(true) {
            if self.is_family(&family) && !self.is_subordinate(&family) {
                for &index in &family.leads {
                    self.take(index);
                }
            }
        }
        self.drop_buttons();
        self.featured();
        self.drop_nested();
    }

    /// Takes for titles single links that stand out as much as titles do, and more: what an issue opens with.
    fn featured(&mut self) {
        let titles = self
            .titles
            .iter()
            .flatten()
            .filter_map(|&index| self.lead(index));
        let Some(largest) = titles
            .filter(|lead| lead.link.is_some() && lead.shape.item == 0)
            .map(Self::rank)
            .max()
        else {
            return;
        };
        for index in 0..self.leads.len() {
            let Some(lead) = self
                .lead(index)
                .filter(|lead| lead.link.is_some() && lead.row < self.tail)
            else {
                continue;
            };
            let large =
                Self::rank(lead) > largest && self.is_prominent(lead.shape) && lead.words() > 2;
            let next = (lead.row + 1..self.tail)
                .find(|&next| self.by_row.get(next).is_some_and(Option::is_some));
            let told = !lead.alone || self.prose(lead.row + 1..next.unwrap_or(self.tail)) > 8;
            if large && told && !self.shadows.contains(&index) && !words::is_browser(&lead.text) {
                self.take(index);
            }
        }
    }

    /// A list item in a list under a title belongs to it.
    fn drop_nested(&mut self) {
        let mut owner = 0;
        for row in 0..self.titles.len() {
            let Some(depth) = self
                .flow
                .rows
                .get(row)
                .filter(|row| row.marker.is_some())
                .map(|row| row.depth)
            else {
                owner = 0;
                continue;
            };
            if owner > 0 && depth > owner {
                if let Some(title) = self.titles.get_mut(row) {
                    *title = None;
                }
            } else {
                owner = if self.titled(row..row + 1) { depth } else { 0 };
            }
        }
    }

    fn take(&mut self, index: usize) {
        let row = self.lead(index).map(|lead| lead.row);
        if let Some(slot) = row.and_then(|row| self.titles.get_mut(row)) {
            *slot = Some(index);
        }
    }

    /// Whether a shape repeats as titles do.
    fn is_family(&self, family: &Family) -> bool {
        let count = family.leads.len();
        let prominent = self.is_prominent(family.shape);
        let words: usize = self.leads_of(family).map(Lead::words).sum();
        let enough = if prominent { 2 } else { 3 };
        if count < enough
            || (words < 2 * count && !prominent)
            || (words < 3 * count && self.is_bare(family))
        {
            return false;
        }
        prominent || self.is_often(family)
    }

    /// Whether no lead of a family has text beside it or under it, and none begins a list item: buttons, or a menu.
    fn is_bare(&self, family: &Family) -> bool {
        let told = |lead: &Lead| {
            let next = (lead.row + 1..self.tail)
                .find(|&next| self.by_row.get(next).is_some_and(Option::is_some));
            !lead.alone
                || lead.shape.item > 0
                || self.prose(lead.row + 1..next.unwrap_or(lead.row + 2).min(self.tail)) > 2
        };
        !self.leads_of(family).any(told)
    }

    fn leads_of<'s>(&'s self, family: &'s Family) -> impl Iterator<Item = &'s Lead> + Clone {
        family.leads.iter().filter_map(|&index| self.lead(index))
    }

    /// Whether a family leads a quarter of the paragraphs from its first lead to its last.
    fn is_often(&self, family: &Family) -> bool {
        let rows = self.leads_of(family).map(|lead| lead.row);
        let (first, last) = (rows.clone().min().unwrap_or(0), rows.max().unwrap_or(0));
        let between = self.flow.rows.get(first..=last).unwrap_or_default().iter();
        let paragraphs = between.filter(|row| row.fresh && has_letters(&self.flow.row_text(row)));
        4 * family.leads.len() > paragraphs.count()
    }

    /// Whether leads of a family stand in articles that were found: tags, authors, "more".
    fn is_subordinate(&self, family: &Family) -> bool {
        let titles: Vec<usize> = (0..self.titles.len())
            .filter(|&row| self.titles.get(row).is_some_and(Option::is_some))
            .collect();
        if titles.is_empty() {
            return false;
        }
        let mut owners: HashMap<usize, usize> = HashMap::new();
        for lead in self.leads_of(family) {
            let before = titles.partition_point(|&row| row < lead.row);
            let owner = before.checked_sub(1).and_then(|at| titles.get(at)).copied();
            if let Some(owner) = owner.filter(|&owner| self.owns(owner, lead.row)) {
                *owners.entry(owner).or_default() += 1;
            }
        }
        let owned: usize = owners.values().sum();
        let spread = 5 * owners.len() >= 2 * titles.len();
        let words: usize = self.leads_of(family).map(Lead::words).sum();
        let title_like = words >= 3 * family.leads.len();
        let small = family.shape.face.size + 1 < self.body;
        let linked = owners.keys().all(|&row| {
            self.titles
                .get(row)
                .copied()
                .flatten()
                .and_then(|index| self.lead(index))
                .is_some_and(|lead| lead.link.is_some())
        });
        let many = if linked { 2 } else { 4 };
        (spread && 2 * owned > family.leads.len() && !(owned >= many * owners.len() && title_like))
            || (small && !title_like)
    }

    /// Whether no head as high as a title stands between it and a row below.
    fn owns(&self, title: usize, row: usize) -> bool {
        let Some(lead) = self
            .titles
            .get(title)
            .copied()
            .flatten()
            .and_then(|index| self.lead(index))
        else {
            return false;
        };
        let rank = Self::rank(lead);
        !(title + 1..row).any(|row| self.head(row).is_some_and(|head| Self::rank(head) >= rank))
    }

    /// A link of a title's shape with nothing under it is a button, where titles have text under them.
    fn drop_buttons(&mut self) {
        let titles: Vec<(usize, usize)> = self
            .titles
            .iter()
            .enumerate()
            .filter_map(|(row, title)| Some((row, (*title)?)))
            .collect();
        let mut bare: HashMap<Shape, (Vec<usize>, usize)> = HashMap::new();
        for (at, &(row, index)) in titles.iter().enumerate() {
            let Some(lead) = self.lead(index) else {
                continue;
            };
            let next = titles.get(at + 1).map_or(self.tail, |next| next.0);
            let count = bare.entry(lead.shape).or_default();
            count.1 += 1;
            if lead.alone
                && lead.shape.item == 0
                && next <= self.tail
                && !self.has_text(row + 1..next)
            {
                count.0.push(row);
            }
        }
        for (rows, all) in bare.into_values() {
            if 4 * rows.len() <= all {
                for row in rows {
                    if let Some(slot) = self.titles.get_mut(row) {
                        *slot = None;
                    }
                }
            }
        }
    }

    fn has_text(&self, rows: std::ops::Range<usize>) -> bool {
        let mut rows = self.flow.rows.get(rows).unwrap_or_default().iter();
        rows.any(|row| has_letters(&self.flow.row_text(row)))
    }

    fn roles(&mut self) -> Vec<Role> {
        let any = self.titles.iter().any(Option::is_some);
        if any {
            self.heads();
        }
        let mut roles = vec![Role::Text; self.flow.rows.len()];
        for (row, role) in roles.iter_mut().enumerate() {
            *role = match self.titles.get(row).copied().flatten() {
                Some(title) => Role::Title(title),
                None if self.is_section(row, any) => Role::Section,
                None => continue,
            };
        }
        if !any {
            self.headings(&mut roles);
        }
        self.footer(&mut roles);
        roles
    }

    /// A lead without a link that no list item begins, before the footer.
    fn head(&self, row: usize) -> Option<&Lead> {
        let lead = self.lead(self.by_row.get(row).copied().flatten()?)?;
        (lead.link.is_none() && row < self.tail).then_some(lead)
    }

    /// How high a head stands.
    fn rank(lead: &Lead) -> (u16, bool) {
        (lead.shape.face.size, lead.shape.face.bold)
    }

    /// The rows under a head: up to the next as high.
    fn under(&self, row: usize, rank: (u16, bool)) -> std::ops::Range<usize> {
        let next = (row + 1..self.tail).find(|&next| {
            self.head(next)
                .is_some_and(|lead| Self::rank(lead) >= rank && lead.shape.item == 0)
        });
        row + 1..next.unwrap_or(self.tail)
    }

    fn titled(&self, rows: std::ops::Range<usize>) -> bool {
        let titles = self.titles.get(rows).unwrap_or_default();
        titles.iter().any(Option::is_some)
    }

    fn is_section(&self, row: usize, any: bool) -> bool {
        if any && self.is_list_head(row) {
            return true;
        }
        let Some(lead) = self.head(row).filter(|_| any) else {
            return false;
        };
        let under = self.under(row, Self::rank(lead));
        let next =
            (row + 1..under.end).find(|&next| self.head(next).is_some() || self.is_list_head(next));
        let own = row + 1..next.unwrap_or(under.end);
        self.titled(own.clone()) || self.is_listed(own) || self.titled(under) && self.titled(0..row)
    }

    /// Whether a row is a list item without a link, with titles in the list under it.
    fn is_list_head(&self, row: usize) -> bool {
        let Some((head, next)) = self.flow.rows.get(row).zip(self.flow.rows.get(row + 1)) else {
            return false;
        };
        let linked = self
            .flow
            .stretches_of(head)
            .iter()
            .any(|stretch| stretch.link.is_some());
        head.marker.is_some() && !linked && next.depth > head.depth && self.titled(row + 1..row + 2)
    }

    /// Whether most of some rows are list items with links.
    fn is_listed(&self, rows: std::ops::Range<usize>) -> bool {
        let rows = self.flow.rows.get(rows).unwrap_or_default();
        let linked = |row: &&Row| {
            row.marker.is_some()
                && self
                    .flow
                    .stretches_of(row)
                    .iter()
                    .any(|stretch| stretch.link.is_some())
        };
        let items = rows.iter().filter(linked).count();
        items >= 2 && 2 * items >= rows.len()
    }

    /// Takes for titles what has no link but stands out as titles do, and has text under it.
    fn heads(&mut self) {
        let rows: Vec<usize> = (0..self.tail)
            .filter(|&row| self.head(row).is_some())
            .collect();
        let shapes: HashSet<(u16, bool)> = self
            .titles
            .iter()
            .flatten()
            .filter_map(|&index| self.lead(index))
            .map(|lead| (lead.shape.face.size, lead.shape.face.bold))
            .collect();
        let mut found: HashMap<Shape, Vec<usize>> = HashMap::new();
        for row in rows {
            let Some(lead) = self.head(row) else {
                continue;
            };
            let under = self.under(row, Self::rank(lead));
            let next = under.clone().find(|&next| {
                self.titles.get(next).is_some_and(Option::is_some) || self.head(next).is_some()
            });
            let prose = self.prose(row + 1..next.unwrap_or(under.end));
            if !self.titled(under.clone())
                && !self.is_listed(under)
                && prose > 8
                && lead.shape.item == 0
            {
                found.entry(lead.shape).or_default().push(row);
            }
        }
        for (shape, rows) in found {
            let like = shapes.contains(&(shape.face.size, shape.face.bold));
            let above = shapes.iter().all(|&(size, _)| shape.face.size >= size);
            if like || above && rows.len() > 1 {
                for row in rows {
                    if let Some(index) = self.by_row.get(row).copied().flatten() {
                        self.take(index);
                    }
                }
            }
        }
    }

    fn prose(&self, rows: std::ops::Range<usize>) -> usize {
        let rows = self.flow.rows.get(rows).unwrap_or_default();
        rows.iter()
            .map(|row| lead::words(&self.flow.row_text(row)))
            .sum()
    }

    /// Of a page without titles that are links, what stands out is a heading: the larger, the higher.
    fn headings(&self, roles: &mut [Role]) {
        let heads: Vec<usize> = (0..self.tail)
            .filter(|&row| self.head(row).is_some())
            .collect();
        let mut ranks: Vec<(u16, bool)> = heads
            .iter()
            .filter_map(|&row| self.head(row))
            .map(Self::rank)
            .collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks.reverse();
        for row in heads {
            let Some(lead) = self.head(row) else {
                continue;
            };
            let level = ranks
                .iter()
                .position(|rank| *rank == Self::rank(lead))
                .unwrap_or(0);
            if let Some(role) = roles.get_mut(row) {
                *role = Role::Heading((level + 2).min(6) as u8);
            }
        }
    }

    /// Finds where the last article ends: it is not longer than the longest before it, and holds no rows of pictures.
    fn footer(&self, roles: &mut [Role]) {
        let titles: Vec<usize> = (0..roles.len())
            .filter(|&row| matches!(roles.get(row), Some(Role::Title(_))))
            .collect();
        let longest = titles
            .windows(2)
            .map(|pair| pair.first().zip(pair.get(1)).map_or(0, |(a, b)| b - a))
            .max();
        let last = titles.last().copied();
        let end = match (last, longest) {
            (Some(last), Some(longest)) => (last + longest.max(2)).min(self.tail),
            _ => self.tail,
        };
        let icons = last.and_then(|last| {
            (last + 1..end)
                .find(|&row| self.is_icons(row) || self.is_link(row) && self.is_link(row + 1))
        });
        let end = icons.unwrap_or(end);
        if let Some(role) = roles.get_mut(end) {
            *role = Role::Footer;
        }
        for role in roles.get_mut(end + 1..).unwrap_or_default() {
            *role = Role::Text;
        }
    }

    /// Whether a row is a link and nothing else.
    fn is_link(&self, row: usize) -> bool {
        let row = self.flow.rows.get(row);
        row.is_some_and(|row| {
            self.flow
                .stretches_of(row)
                .iter()
                .all(|stretch| stretch.link.is_some())
        })
    }

    /// Whether a row is pictures with links and nothing else, as signs of other places where a newsletter is read.
    fn is_icons(&self, row: usize) -> bool {
        let Some(row) = self.flow.rows.get(row) else {
            return false;
        };
        let stretches = self.flow.stretches_of(row);
        let icons = stretches
            .iter()
            .all(|stretch| matches!(stretch.matter, Matter::Picture(_)) && stretch.link.is_some());
        icons && row.kind == RowKind::Text
    }
}

/// Whether a link's text is an address, as under its title.
fn is_address(text: &str) -> bool {
    let dotted = text
        .split_once('.')
        .is_some_and(|(before, after)| !before.is_empty() && after.len() > 1);
    !text.contains(char::is_whitespace)
        && dotted
        && text.is_ascii()
        && text.to_ascii_lowercase() == text
}
