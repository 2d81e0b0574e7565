//! An issue seen for division: the streaks of every section, and facts about all of them.

use std::collections::{HashMap, HashSet};

use super::{
    Cut, Draft, Habits,
    around::label_above,
    article,
    content::streaks,
    entry::{Entry, Streak},
    footer, headings,
    heads::heads,
    note,
};
use crate::parse::{
    lead::{By, Lead, split_number},
    outline::BlockKind,
    sections::{OutlineSection, Sections, is_template},
    words::{self, COLONS, key},
};

/// An issue to divide, with the facts about all its sections.
pub struct IssueStreaks<'p, 'a> {
    pub sections: &'p Sections<'a>,
    pub habits: &'p Habits,
    /// True if the archive is one of posts, and this is none of a series among them.
    pub is_post: bool,
    /// The section whose heading only says what the issue is called.
    pub title: Option<usize>,
    pub streaks: Vec<Vec<Streak<'p>>>,
    /// The streaks of each section that are articles.
    pub own: Vec<Vec<usize>>,
    /// In how many sections items have a title.
    leads: HashMap<String, usize>,
    /// The titles of headings.
    headings: HashSet<String>,
    /// Headings under several parents.
    pub parts: HashSet<String>,
    /// Sections with lists, or paragraphs, that are articles beyond doubt.
    pub lists: Vec<usize>,
    pub paragraphs: Vec<usize>,
    /// True if a section's list has no link.
    pub plain_lists: bool,
    /// The number of sections with lists, and with streaks.
    listed: usize,
    filled: usize,
    /// The number of paragraphs with numbers.
    pub numbered: usize,
    /// The number of headings with numbers, by their level.
    counted: HashMap<u8, usize>,
    /// True if most sections have a link line below words.
    pub sourced: bool,
    /// Sections under which most have a source of their own.
    pub over_sources: HashSet<usize>,
    /// Where the footer begins that follows the last rule.
    pub footer: u32,
}

impl<'p, 'a> IssueStreaks<'p, 'a> {
    pub fn new(sections: &'p Sections<'a>, title: &str, habits: &'p Habits) -> Self {
        let mut issue = Self {
            sections,
            habits,
            is_post: habits.are_posts() && !habits.is_series(title),
            title: headings::title_section(sections, title, habits),
            streaks: sections
                .all
                .iter()
                .map(|section| streaks(sections, section, habits))
                .collect(),
            own: Vec::new(),
            leads: HashMap::new(),
            headings: sections
                .all
                .iter()
                .skip(1)
                .map(|section| section.key.clone())
                .collect(),
            parts: headings::parts(sections),
            lists: Vec::new(),
            paragraphs: Vec::new(),
            plain_lists: false,
            numbered: 0,
            counted: HashMap::new(),
            listed: 0,
            filled: 0,
            sourced: is_sourced(sections),
            over_sources: headings::over_sources(sections),
            footer: footer::start(sections),
        };
        let paragraphs = issue.streaks.iter().flatten().filter(|streak| !streak.list);
        let numbered = paragraphs
            .flat_map(|streak| &streak.entries)
            .filter(|entry| entry.lead.numbered);
        issue.numbered = numbered.count();
        for heading in sections.all.iter().filter(|section| has_number(section)) {
            *issue.counted.entry(heading.level).or_default() += 1;
        }
        let holding = |is: &dyn Fn(&Streak) -> bool| {
            let streaks = issue.streaks.iter();
            streaks.filter(|streaks| streaks.iter().any(is)).count()
        };
        (issue.listed, issue.filled) = (holding(&|streak| streak.list), holding(&|_| true));
        issue.count_leads();
        issue
    }

    /// Counts in how many sections items have a title.
    fn count_leads(&mut self) {
        for (streaks, section) in self.streaks.iter().zip(&self.sections.all) {
            let lists = streaks.iter().filter(|streak| streak.list);
            // Titles of a lone section stand in no other.
            let shared = lists.clone().filter(|_| self.listed > 1);
            let entries = shared.flat_map(|streak| &streak.entries);
            let leads = entries.filter(|entry| entry.lead.by != By::Plain);
            let titles: HashSet<&String> = leads.map(|entry| &entry.key).collect();
            for title in titles {
                *self.leads.entry(title.clone()).or_default() += 1;
            }
            let plain = |streak: &Streak| {
                streak
                    .entries
                    .iter()
                    .all(|entry| entry.lead.link.is_none() && entry.lead.by != By::Link)
            };
            self.plain_lists |=
                section.heading.is_some() && lists.clone().count() > 0 && lists.clone().all(plain);
        }
    }

    /// Counts the sections whose lists, or paragraphs, were chosen.
    pub fn tally(&mut self) {
        for (section, streaks) in self.streaks.iter().enumerate() {
            let own = self
                .own
                .get(section)
                .into_iter()
                .flatten()
                .filter_map(|&at| streaks.get(at));
            for streak in own {
                let tally = if streak.list {
                    &mut self.lists
                } else {
                    &mut self.paragraphs
                };
                tally.push(section);
            }
        }
    }

    /// True if other sections have articles in streaks like this one.
    pub fn others(&self, section: &OutlineSection, list: bool) -> bool {
        // Sections are counted in order: where there is another, it is the first or the last.
        let other = |sections: &[usize]| {
            let ends = [sections.first(), sections.last()];
            ends.into_iter().flatten().any(|at| *at != section.index)
        };
        if list {
            return other(&self.lists);
        }
        3 * self.paragraphs.len() >= self.filled && other(&self.paragraphs)
    }

    /// True if items of other sections or issues begin as an entry does.
    pub fn is_repeated(&self, entry: &Entry) -> bool {
        let sections = self.leads.get(&entry.key).copied().unwrap_or_default();
        (sections > 1 && 2 * sections >= self.listed) || self.habits.is_label(&entry.key)
    }

    /// True if the line that an entry begins with stands in many issues, word for word.
    pub fn is_said_again(&self, entry: &Entry) -> bool {
        let text = self.sections.source.get(entry.at as usize..);
        let line = text.and_then(|text| text.lines().next());
        line.is_some_and(|line| self.habits.is_said_again(line))
    }

    /// True if a section's heading names a part of the article above it, or of a text that has several.
    pub fn is_part(&self, section: &OutlineSection) -> bool {
        let above = section.parent > 0 && self.title != Some(section.parent);
        let mut parts = self
            .sections
            .children(self.sections.section(section.parent))
            .filter(|part| part.kind.is_some());
        section.kind.is_some() && (above || parts.nth(1).is_some())
    }

    /// True if a section ends the issue: with the same words as others, or as the last under a name for it.
    pub fn is_footer(&self, section: &OutlineSection) -> bool {
        let last = section.index > 0 && section.index + 1 == self.sections.all.len();
        self.habits.is_footer(&section.key) || (last && words::is_trailer(&section.title))
    }

    /// True if a section has a list of the parts of an article.
    pub fn has_part_list(&self, section: &OutlineSection) -> bool {
        let streaks = self.streaks.get(section.index).into_iter().flatten();
        streaks
            .filter(|streak| streak.list)
            .any(|list| list.entries.iter().filter(|entry| entry.part).count() > 1)
    }

    /// True if a section's heading begins with a number, as at least so many of its level do.
    pub fn is_counted(&self, section: &OutlineSection, fewest: usize) -> bool {
        let counted = self.counted.get(&section.level).copied();
        has_number(section) && counted.unwrap_or_default() >= fewest
    }

    /// True if a section has no more than one list.
    pub fn has_one_list(&self, section: &OutlineSection) -> bool {
        let streaks = self.streaks.get(section.index).into_iter().flatten();
        streaks.filter(|streak| streak.list).nth(1).is_none()
    }

    /// True if an entry begins as a heading does.
    pub fn is_heading(&self, entry: &Entry) -> bool {
        self.headings.contains(&entry.key)
    }

    pub fn is_title(&self, section: &OutlineSection) -> bool {
        self.title == Some(section.index)
    }

    /// True if streaks of a section are articles.
    pub fn has_units(&self, section: &OutlineSection) -> bool {
        self.own
            .get(section.index)
            .is_some_and(|own| !own.is_empty())
    }

    /// The cuts of a section's own articles.
    pub fn own_cuts(&self, section: &OutlineSection) -> Vec<Cut<'p>> {
        let (Some(streaks), Some(own)) =
            (self.streaks.get(section.index), self.own.get(section.index))
        else {
            return Vec::new();
        };
        let group = section
            .heading
            .map(|_| section.index)
            .filter(|_| !self.is_title(section));
        let mut cuts = Vec::new();
        for streak in own.iter().filter_map(|&at| streaks.get(at)) {
            cuts.extend(heads(streak).map(|entry| cut_of(entry, streak, group)));
            cuts.extend(labels(streak).into_iter().map(note));
            let above = label_above(self.sections, section, streak);
            cuts.extend(above.map(note));
        }
        cuts.extend(self.ways_back(section).map(note));
        let trailers = streaks
            .iter()
            .enumerate()
            .filter(|(at, _)| !own.contains(at));
        let trailers = trailers.filter(|(_, streak)| streak.list && self.is_trailer(streak));
        cuts.extend(
            trailers
                .filter_map(|(_, streak)| streak.entries.first())
                .map(|entry| note(entry.at)),
        );
        cuts
    }

    /// Where raw HTML that leads back to the top of the page ends the article above it.
    fn ways_back(&self, section: &OutlineSection) -> impl Iterator<Item = u32> {
        let blocks = self.sections.content(section).iter();
        let blocks = blocks.map(|&index| self.sections.block(index));
        let back = blocks
            .filter(|block| block.kind == BlockKind::Html && self.sections.leads_about(block.span));
        back.map(|block| block.span.start)
    }

    /// True if a list repeats what other lists and issues say.
    fn is_trailer(&self, streak: &Streak) -> bool {
        let repeated = streak.entries.iter().filter(|entry| {
            let label = entry.lead.title.split(COLONS).next().unwrap_or("");
            self.is_repeated(entry) || self.habits.is_label(&key(label))
        });
        2 * repeated.count() >= streak.entries.len()
    }

    /// True if nothing to read stands in a section's own content.
    pub fn is_bare(&self, section: &OutlineSection) -> bool {
        let blocks = self
            .sections
            .content(section)
            .iter()
            .map(|&index| (index, self.sections.block(index)))
            .filter(|(_, block)| block.span.start < self.footer);
        let mut blocks =
            blocks.filter(|(_, block)| !matches!(block.kind, BlockKind::Rule | BlockKind::Comment));
        blocks.all(|(index, block)| {
            let text = block.span.of(self.sections.source);
            let code = match block.kind {
                BlockKind::Paragraph => true,
                BlockKind::Html => is_component(text),
                _ => false,
            };
            let blank = self.sections.is_blank(index) && !self.sections.has_link(index);
            code && (blank || is_template(text))
        })
    }
}

/// True if a heading begins with a number: `3. Fog`.
fn has_number(section: &OutlineSection) -> bool {
    let (number, _) = split_number(&section.title);
    number.starts_with(|c: char| c.is_ascii_digit())
}

/// True for a tag that a site's own code draws: `<Subscribe />`.
fn is_component(html: &str) -> bool {
    let name = html.strip_prefix('<').unwrap_or("");
    name.starts_with(char::is_uppercase)
}

/// Where labels of groups of articles begin.
fn labels(streak: &Streak) -> Vec<u32> {
    if !streak.entries.iter().any(|entry| entry.label) {
        return Vec::new();
    }
    let heads: HashSet<u32> = heads(streak).map(|head| head.at).collect();
    let next = streak.entries.iter().skip(1);
    let labels = streak.entries.iter().zip(next);
    let labels = labels.filter(|(label, next)| label.label && heads.contains(&next.at));
    labels.map(|(label, _)| label.at).collect()
}

fn cut_of<'p>(entry: &Entry<'p>, streak: &Streak, group: Option<usize>) -> Cut<'p> {
    let lead = &entry.lead;
    let sentence = lead.sentence.as_deref();
    article(
        entry.at,
        Draft {
            title: sentence.map_or_else(|| lead.title.clone(), |told| told.to_owned().into()),
            body: entry.at,
            link: lead
                .link
                .filter(|_| matches!(lead.by, By::Link | By::Address)),
            group,
            exact: false,
            headed: !streak.list,
        },
    )
}

/// True if most sections have a line of links below words.
fn is_sourced(sections: &Sections) -> bool {
    let filled = sections
        .all
        .iter()
        .skip(1)
        .filter(|section| sections.has_text(section));
    let below_words = |section: &&OutlineSection| {
        let first = || {
            let first = sections.content(section).first();
            first.map(|&index| sections.block(index))
        };
        let led = |run| Lead::of(sections, run).by == By::Link;
        let words = || {
            first().is_some_and(|block| block.kind != BlockKind::Paragraph || !led(block.pieces))
        };
        // Most headings are links, which costs nothing to see.
        section.link.is_none() && headings::has_own_source(sections, section) && words()
    };
    filled.clone().count() > 1 && 2 * filled.clone().filter(below_words).count() >= filled.count()
}
