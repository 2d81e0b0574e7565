//! The content under a heading as entries: items of lists, paragraphs, and lines where a paragraph is a list of them.

use std::borrow::Cow;

use crate::parse::{
    lead::{By, Lead, address},
    outline::{BlockKind, Piece, PieceRun},
    sections::{OutlineSection, Sections, is_template},
    words::key,
};

/// The longest text of an item that only names a group of items under it, in characters.
const LONGEST_LABEL: usize = 40;

/// An item, a paragraph or a line.
#[derive(Clone, Debug)]
pub struct Entry<'p> {
    /// Where it begins.
    pub at: u32,
    /// Its beginning.
    pub lead: Lead<'p>,
    /// Its title to compare: see [`key`].
    pub key: String,
    /// True if it names a part of an article.
    pub part: bool,
    /// True if its link or bold text stands alone in its first line, with others below.
    pub over: bool,
    /// The links of a paragraph that is nothing but links.
    pub only_links: usize,
    /// True if all its text is in italics.
    pub aside: bool,
}

impl<'p> Entry<'p> {
    fn new(at: u32, lead: Lead<'p>) -> Self {
        Self {
            at,
            key: key(&lead.title),
            lead,
            part: false,
            over: false,
            only_links: 0,
            aside: false,
        }
    }
}

/// Entries that are judged together.
#[derive(Clone, Debug)]
pub struct Streak<'p> {
    /// True if they are items of a list.
    pub list: bool,
    /// The first of its blocks, by its position in the section's content.
    pub place: usize,
    /// The entries in order.
    pub entries: Vec<Entry<'p>>,
    /// The number of its paragraphs.
    pub size: usize,
}

/// The streaks of a section: each of its lists, and all its paragraphs as one.
pub fn streaks<'p>(sections: &'p Sections, section: &OutlineSection) -> Vec<Streak<'p>> {
    let mut streaks: Vec<Streak> = Vec::new();
    let mut paragraphs: Option<Streak> = None;
    let (mut number, mut passed) = (None, None);
    for (place, &index) in sections.content(section).iter().enumerate() {
        let block = sections.block(index);
        match block.kind {
            BlockKind::List => {
                let mut entries = Vec::new();
                items(sections, index, &mut entries);
                number = lone_number(sections, index);
                if let Some(entry) = after_picture(sections, section, place) {
                    entries.push(entry);
                    passed = Some(place + 1);
                }
                if !entries.is_empty() {
                    let size = entries.len();
                    streaks.push(Streak {
                        list: true,
                        place,
                        entries,
                        size,
                    });
                }
            }
            BlockKind::Paragraph if passed == Some(place) => (),
            BlockKind::Paragraph if !sections.is_blank(index) => {
                let all = paragraphs.get_or_insert(Streak {
                    list: false,
                    place,
                    entries: Vec::new(),
                    size: 0,
                });
                let before = all.entries.len();
                lines(sections, index, number.take(), &mut all.entries);
                if all
                    .entries
                    .get(before)
                    .is_some_and(|entry| entry.lead.numbered && entry.lead.by == By::Nothing)
                {
                    number = all
                        .entries
                        .pop()
                        .map(|entry| entry.at)
                        .filter(|_| is_linked(sections, section, place + 1));
                } else {
                    all.size += all.entries.len() - before;
                }
            }
            BlockKind::Comment => (),
            _ => number = None,
        }
    }
    streaks.extend(paragraphs);
    streaks
}

/// The paragraph behind a list whose last item is nothing but a picture: it is what the item says.
fn after_picture<'p>(
    sections: &'p Sections,
    section: &OutlineSection,
    place: usize,
) -> Option<Entry<'p>> {
    let content = sections.content(section);
    let (_, item) = sections.outline.children(*content.get(place)?).last()?;
    let (_, text) = sections
        .outline
        .children(content.get(place).copied()?)
        .last()
        .and_then(|(item, _)| sections.outline.children(item).next())?;
    let picture = sections.is_blank_run(text.pieces)
        && sections.first_link(text.pieces).is_none()
        && sections.outline.pieces(text.pieces).contains(&Piece::Image);
    let next = sections.block(*content.get(place + 1).filter(|_| picture)?);
    let at = sections.line_start(item.span.start);
    (next.kind == BlockKind::Paragraph).then(|| Entry::new(at, Lead::of(sections, next.pieces)))
}

/// True if the block at a place has a link: a number before others, as before quotes, counts no article.
fn is_linked(sections: &Sections, section: &OutlineSection, place: usize) -> bool {
    sections
        .content(section)
        .get(place)
        .is_some_and(|&index| sections.has_link(index))
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

/// The items of a list; of an item that only names a group, the items of the group.
fn items<'p>(sections: &'p Sections, list: usize, entries: &mut Vec<Entry<'p>>) {
    let items = sections.outline.children(list);
    let items: Vec<_> = items
        .map(|(item, _)| GroupItem::new(sections, item))
        .collect();
    let beside = items.iter().any(|item| item.telling() > 1);
    for item in items {
        let fewest = if beside || item.title.ends_with(':') {
            1
        } else {
            2
        };
        if item.telling() >= fewest {
            entries.extend(item.group);
        } else {
            entries.extend(item.entry);
        }
    }
}

/// An item of a list.
#[derive(Default)]
struct GroupItem<'p> {
    entry: Option<Entry<'p>>,
    title: Cow<'p, str>,
    /// The items under it, if it may only name a group of them.
    group: Vec<Entry<'p>>,
}

impl<'p> GroupItem<'p> {
    fn new(sections: &'p Sections, item: usize) -> Self {
        let inside = sections.outline.children(item);
        let mut texts = inside.clone().filter(|(index, child)| {
            child.kind == BlockKind::Paragraph && !sections.is_blank(*index)
        });
        let at = sections.line_start(sections.block(item).span.start);
        let Some((text, _)) = texts.next() else {
            let mut runs = inside.map(|(_, block)| block.pieces);
            let lead = runs.find_map(|run| Lead::of_picture(sections, run));
            return Self {
                entry: lead.map(|lead| Entry::new(at, lead)),
                ..Self::default()
            };
        };
        let mut lead = Lead::of_block(sections, text);
        let part = sections.names(text).is_some();
        if lead.by == By::Plain && !part {
            lead = address::below(sections, item, lead);
        }
        let mut group = Vec::new();
        if (lead.by == By::Plain || lead.bold) && is_label(&lead.title) && !part {
            let lists = inside.filter(|(_, child)| child.kind == BlockKind::List);
            lists.for_each(|(list, _)| items(sections, list, &mut group));
        }
        Self {
            title: lead.title.clone(),
            entry: Some(Entry {
                part: lead.by == By::Plain && part,
                ..Entry::new(at, lead)
            }),
            group,
        }
    }

    /// The number of items under it that begin with a link.
    fn telling(&self) -> usize {
        let telling = |entry: &&Entry| entry.lead.is_telling();
        self.group.iter().filter(telling).count()
    }
}

/// True if the text of an item, no part's name, may name a group.
fn is_label(text: &str) -> bool {
    let ends = text.ends_with(['.', '!', '?', '。']);
    !ends && text.chars().nth(LONGEST_LABEL).is_none()
}

/// A line of a paragraph.
struct EntryLine {
    run: PieceRun,
    at: u32,
    /// True if the line before it was ended by its author, and not only wrapped.
    hard: bool,
}

/// A paragraph, or its lines if it is a list of such. It begins at `number` if its number stands before it.
fn lines<'p>(
    sections: &'p Sections,
    index: usize,
    number: Option<u32>,
    entries: &mut Vec<Entry<'p>>,
) {
    let block = sections.block(index);
    if is_template(block.span.of(sections.source)) {
        return;
    }
    let lines = split(sections, block.pieces, block.span.start);
    let all = Lead::of_block(sections, index);
    let first = lines.first().map(|line| {
        if line.run == block.pieces {
            all.clone()
        } else {
            Lead::of(sections, line.run)
        }
    });
    if number.is_none()
        && first.as_ref().is_some_and(begins)
        && let Some(mut list) = listed(sections, &lines)
    {
        entries.append(&mut list);
        return;
    }
    let several = lines.len() > 1;
    let (head, over) = match first {
        _ if all.by == By::Address => (all, several),
        Some(lead) if several && is_over(&lead) => (lead, true),
        _ => (all, false),
    };
    let all_links = sections.is_all_links(block.pieces);
    let at = number.unwrap_or_else(|| sections.line_start(block.span.start));
    let lead = Lead {
        numbered: head.numbered || number.is_some(),
        ..head
    };
    entries.push(Entry {
        part: sections.names(index).is_some(),
        over,
        only_links: if all_links {
            sections.links_of_run(block.pieces).count()
        } else {
            0
        },
        aside: is_aside(block.span.of(sections.source)),
        ..Entry::new(at, lead)
    });
}

/// True if a line may be an entry of its own.
fn begins(lead: &Lead) -> bool {
    matches!(lead.by, By::Link | By::Address) || (lead.numbered && lead.by != By::Nothing)
}

/// The lines of a paragraph as entries, if it is a list of such.
fn listed<'p>(sections: &'p Sections, lines: &[EntryLine]) -> Option<Vec<Entry<'p>>> {
    let leads = lines
        .iter()
        .map(|line| (line, Lead::of(sections, line.run)));
    let leads: Vec<_> = leads.filter(|(_, lead)| begins(lead)).collect();
    let bare = |line: &&EntryLine| sections.is_all_links(line.run);
    let apart = leads.iter().skip(1).all(|(line, _)| line.hard)
        || leads.len() == lines.len()
        || leads.len() == lines.iter().take_while(bare).count();
    let telling = leads
        .iter()
        .filter(|(_, lead)| lead.is_telling() || lead.numbered)
        .count();
    let is_list = apart && telling > 1 && telling == leads.len();
    let differ = is_list && differ(leads.iter().map(|(_, lead)| lead));
    let entry = |(line, lead): (&EntryLine, _)| Entry {
        over: true,
        only_links: usize::from(sections.is_all_links(line.run)),
        ..Entry::new(line.at, lead)
    };
    differ.then(|| leads.into_iter().map(entry).collect())
}

/// True if a paragraph is in italics from its first word to its last.
pub fn is_aside(text: &str) -> bool {
    ['_', '*'].iter().any(|&mark| {
        let inside = text
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark));
        inside.is_some_and(|inside| {
            !inside.is_empty() && !inside.starts_with(mark) && !inside.ends_with(mark)
        })
    })
}

/// True if a first line is a title over the rest: a link alone, bold words, or a number and its item.
fn is_over(lead: &Lead) -> bool {
    match lead.by {
        By::Link => !lead.more,
        By::Bold => lead.bold && !lead.title.ends_with([':', '：']),
        By::Address => true,
        By::Nothing => false,
        _ => lead.numbered,
    }
}

/// True if lines have different titles and links.
fn differ<'l, 'p: 'l>(leads: impl Iterator<Item = &'l Lead<'p>>) -> bool {
    let mut titles: Vec<_> = leads.map(|lead| (lead.title.as_ref(), lead.link)).collect();
    let all = titles.len();
    titles.sort_unstable();
    titles.dedup_by(|a, b| a.0 == b.0);
    titles.len() == all
}

/// The lines of a run that begins at `start`.
fn split(sections: &Sections, run: PieceRun, start: u32) -> Vec<EntryLine> {
    let mut before = sections.line_start(start);
    let mut lines = Vec::new();
    for (place, run) in sections.lines(run).into_iter().enumerate() {
        if place > 0 {
            before = line_at(sections, run, before);
        }
        // A colon begins the definition of the line above.
        let hard = place == 0
            || (sections.is_broken_above(run) && !sections.text(run).starts_with([':', '：']));
        lines.push(EntryLine {
            run,
            at: before,
            hard,
        });
    }
    lines
}

/// Where a line begins, marks of emphasis included, behind one that begins at `before`.
fn line_at(sections: &Sections, line: PieceRun, before: u32) -> u32 {
    let at = sections.start_of(line).unwrap_or(before);
    let between = sections.source.get(before as usize..at as usize);
    let newline = between.and_then(|text| text.rfind('\n'));
    newline.map_or(at, |newline| before + newline as u32 + 1)
}

/// True if titles are mostly different.
pub fn are_different<'t>(titles: impl Iterator<Item = &'t str>) -> bool {
    let mut titles: Vec<_> = titles.collect();
    let all = titles.len();
    titles.sort_unstable();
    titles.dedup();
    2 * titles.len() > all
}
