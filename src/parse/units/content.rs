//! The content under a heading as streaks of entries: its lists and tables, and all its paragraphs.

use super::{
    entry::{Entry, Streak},
    field::without_label,
    habits::Habits,
    items::items,
    lines::lines,
    rows::rows,
    ruled::with_notes,
};
use crate::parse::{
    lead::{By, Lead},
    outline::{BlockKind, Piece},
    sections::{OutlineSection, Sections},
};

/// So many paragraphs that are only a link are titles.
const FEWEST_TITLES: usize = 3;

/// The streaks of a section: each of its lists and tables, and all its paragraphs as one.
pub fn streaks<'p>(
    sections: &'p Sections,
    section: &OutlineSection,
    habits: &Habits,
) -> Vec<Streak<'p>> {
    let mut content = StreakReader {
        sections,
        blocks: sections.content(section),
        lists: Vec::new(),
        paragraphs: None,
        number: None,
        passed: None,
    };
    for (place, &index) in content.blocks.iter().enumerate() {
        content.read(place, index);
    }
    let mut streaks = content.lists;
    let notes = |streak| with_notes(sections, content.blocks, streak);
    let fields = |streak| without_label(sections, streak);
    streaks.extend(
        content
            .paragraphs
            .map(|streak| with_labels(habits, streak))
            .map(with_titles)
            .map(notes)
            .map(fields),
    );
    streaks
}

/// Marks the bold lines over paragraphs that begin with links or stand over addresses, if words follow one of these links, several
/// stand over addresses, or other issues have the same line: alone, a link may be the source of what the bold line is the title of.
fn with_labels<'p>(habits: &Habits, mut streak: Streak<'p>) -> Streak<'p> {
    let is_line = |entry: &Entry| entry.lead.is_bold_line() && !entry.over;
    let pairs = streak.entries.iter().zip(streak.entries.iter().skip(1));
    let mut over_links = pairs.filter(|(entry, next)| is_line(entry) && next.lead.by == By::Link);
    let more = over_links.any(|(_, next)| next.lead.is_telling() && next.lead.more);
    // True if the entry below begins with a title of its own, and the number of titles over addresses there.
    let (mut titled, mut addresses) = (false, 0);
    for entry in streak.entries.iter_mut().rev() {
        let several = match addresses {
            0 => more,
            _ => addresses > 1 && !entry.over_list,
        };
        entry.label = titled && is_line(entry) && (several || habits.is_line(&entry.key));
        titled = entry.lead.is_telling();
        let counts = entry.lead.by == By::Address;
        addresses = if counts { addresses + 1 } else { 0 };
    }
    let named = |entry: &&Entry| !entry.label && !entry.over_list;
    streak.size = streak.entries.iter().filter(named).count();
    streak
}

/// Marks paragraphs that are a link and nothing else as titles over those below, if all that begin with a link are such, and one
/// begins the section.
fn with_titles(mut streak: Streak) -> Streak {
    let is_title = |entry: &Entry| entry.only_links == 1 && entry.lead.is_telling();
    let begins = streak.entries.first().is_some_and(is_title);
    let mut led = streak
        .entries
        .iter()
        .filter(|entry| entry.lead.by == By::Link);
    let below = streak.entries.iter().skip(1);
    let pairs = streak.entries.iter().zip(below);
    let over = pairs.filter(|(entry, below)| is_title(entry) && !is_title(below));
    if begins && over.count() >= FEWEST_TITLES && led.all(is_title) {
        for entry in streak.entries.iter_mut().filter(|entry| is_title(entry)) {
            entry.over = true;
        }
    }
    streak
}

/// The streaks of a section, as far as they are read.
struct StreakReader<'p, 'a> {
    sections: &'p Sections<'a>,
    blocks: &'p [usize],
    lists: Vec<Streak<'p>>,
    paragraphs: Option<Streak<'p>>,
    /// Where a number stood alone that counts the next paragraph.
    number: Option<u32>,
    /// The place of a paragraph that a list has as its last item.
    passed: Option<usize>,
}

impl<'p> StreakReader<'p, '_> {
    fn read(&mut self, place: usize, index: usize) {
        match self.sections.block(index).kind {
            BlockKind::List => self.list(place, index),
            BlockKind::Table => self.push(place, rows(self.sections, index)),
            BlockKind::Paragraph if self.passed == Some(place) => (),
            BlockKind::Paragraph if !self.sections.is_blank(index) => self.paragraph(place, index),
            BlockKind::Comment => (),
            _ => self.number = None,
        }
    }

    fn list(&mut self, place: usize, index: usize) {
        let mut entries = Vec::new();
        items(self.sections, index, &mut entries);
        if self.counts_on(index, &entries) {
            for entry in &mut entries {
                entry.lead.numbered = true;
            }
            return self.say(place, entries);
        }
        self.number = lone_number(self.sections, index);
        if let Some(entry) = after_picture(self.sections, self.blocks, place) {
            entries.push(entry);
            self.passed = Some(place + 1);
        }
        self.push(place, entries);
    }

    fn push(&mut self, place: usize, entries: Vec<Entry<'p>>) {
        if !entries.is_empty() {
            self.lists.push(Streak {
                list: true,
                place,
                size: entries.len(),
                entries,
            });
        }
    }

    /// True if a list of items that begin with links has another first number than another list of the section: their numbers count on
    /// over the paragraphs that stand between them.
    fn counts_on(&self, list: usize, entries: &[Entry]) -> bool {
        let number = |list| first_number(self.sections, list);
        let Some(first) = number(list) else {
            return false;
        };
        let led = entries.iter().filter(|entry| entry.lead.is_telling());
        let lists = self.blocks.iter().filter(|&&other| other != list);
        let mut others = lists.filter_map(|&other| number(other));
        2 * led.count() > entries.len() && others.any(|other| other != first)
    }

    fn paragraph(&mut self, place: usize, index: usize) {
        let mut entries = Vec::new();
        lines(self.sections, index, self.number.take(), &mut entries);
        match entries.first() {
            Some(Entry { at, lead, .. }) if lead.numbered && lead.by == By::Nothing => {
                let next = self.blocks.get(place + 1);
                // A number before others, as before quotes, counts no article.
                let linked = next.is_some_and(|&next| self.sections.has_link(next));
                self.number = Some(*at).filter(|_| linked);
            }
            _ => {
                if let [entry] = &mut *entries {
                    entry.over_list = entry.lead.is_bold_line() && self.is_list(place + 1);
                }
                self.say(place, entries);
            }
        }
    }

    fn is_list(&self, place: usize) -> bool {
        let block = self.blocks.get(place);
        block.is_some_and(|&block| self.sections.block(block).kind == BlockKind::List)
    }

    /// Adds entries to the paragraphs.
    fn say(&mut self, place: usize, mut entries: Vec<Entry<'p>>) {
        let all = self.paragraphs.get_or_insert(Streak {
            list: false,
            place,
            entries: Vec::new(),
            size: 0,
        });
        all.size += entries.len();
        all.entries.append(&mut entries);
    }
}

/// The number of the first item of a list that has such.
fn first_number(sections: &Sections, list: usize) -> Option<u32> {
    let block = sections.block(list);
    let text = block.span.of(sections.source);
    let digits = text.split(|c: char| !c.is_ascii_digit()).next()?;
    let number = digits.parse().ok();
    number.filter(|_| block.kind == BlockKind::List)
}

/// The paragraph behind a list whose last item is nothing but a picture: it is what the item says.
fn after_picture<'p>(sections: &'p Sections, blocks: &[usize], place: usize) -> Option<Entry<'p>> {
    let (index, item) = sections.outline.children(*blocks.get(place)?).last()?;
    let (_, text) = sections.outline.children(index).next()?;
    let picture = sections.is_blank_run(text.pieces)
        && sections.first_link(text.pieces).is_none()
        && sections.outline.pieces(text.pieces).contains(&Piece::Image);
    let next = sections.block(*blocks.get(place + 1).filter(|_| picture)?);
    let at = sections.line_start(item.span.start);
    (next.kind == BlockKind::Paragraph).then(|| Entry::new(at, Lead::of(sections, next.pieces)))
}

/// The start of a list that is only one number: it counts the next paragraph.
fn lone_number(sections: &Sections, list: usize) -> Option<u32> {
    let block = sections.block(list);
    let text = block.span.of(sections.source);
    text.trim_end_matches(['.', ')'])
        .chars()
        .all(|c| c.is_ascii_digit())
        .then_some(block.span.start)
}
