//! From cuts to articles: their spans, links, reference and parts.

use super::{
    layout::{Cut, Draft, Mark, sources, spans},
    outline::BlockKind,
    parts::{self, Part},
    sections::Sections,
    topics,
};
use crate::model::{Articles, Packer, SectionKind, Span};

/// The articles of a page, and the text that belongs to none.
pub fn articles(sections: &Sections, cuts: &[Cut]) -> (Articles, Vec<Span>) {
    let drafts =
        spans(cuts, sections.body.end).filter(|(_, mark)| matches!(mark, Mark::Article(_)));
    let count = drafts.count();
    // A list at the end that names one source per article, in their order, is for articles that have none of their own.
    let sources = sources(sections);
    let sources = if sources.len() == count {
        sources
    } else {
        Vec::new()
    };
    let mut sources = sources.into_iter();
    let mut packing = Packing {
        sections,
        packer: Packer::new(sections.source, count),
        parts: Vec::new(),
        places: Vec::new(),
    };
    let mut notes: Vec<Span> = Vec::new();
    for (span, mark) in spans(cuts, sections.body.end) {
        match mark {
            Mark::Article(draft) => packing.article(span, draft, sources.next()),
            Mark::Note => push_note(sections, &mut notes, span),
        }
    }
    (packing.packer.finish(), notes)
}

/// Notes side by side are one; blank ones are none.
fn push_note(sections: &Sections, notes: &mut Vec<Span>, span: Span) {
    match notes.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ if span.of(sections.source).trim().is_empty() => (),
        _ => notes.push(span),
    }
}

/// Packs one article after the other.
struct Packing<'p, 'a> {
    sections: &'p Sections<'a>,
    packer: Packer<'p>,
    /// The parts of the last article.
    parts: Vec<Part>,
    /// Its links to open: their positions in the outline, in its order, and which of the article's links they became.
    places: Vec<(usize, u32)>,
}

impl Packing<'_, '_> {
    fn article(&mut self, span: Span, draft: &Draft, source: Option<usize>) {
        let sections = self.sections;
        let body = body(
            sections,
            Span {
                start: draft.body,
                end: span.end,
            },
        );
        self.packer.begin(&draft.title, span, body);
        self.parts.clear();
        if draft.headed {
            parts::parts(sections, body, &mut self.parts);
        }
        self.links(span);
        let own = self
            .reference(span, body, draft)
            .and_then(|link| self.place(link));
        if let Some(link) = own.or_else(|| self.link(source?)) {
            self.packer.reference(link);
        }
        // The known names of parts hold no topic.
        let others = self.parts.iter();
        let others = others.filter(|part| part.kind == SectionKind::Other);
        let labels = others.map(|part| &*part.label);
        topics::of_article(sections, &draft.title, labels, span, &mut self.packer);
        for part in &self.parts {
            self.packer.section(part.as_section());
        }
        if let Some(group) = draft.group.filter(|&group| group > 0) {
            self.packer.group(&sections.section(group).title);
        }
    }

    /// Packs the links to open.
    fn links(&mut self, span: Span) {
        self.places.clear();
        let inside = self.sections.links_in(span);
        for (index, _) in inside.filter(|(_, link)| !link.artefact) {
            if let Some(place) = self.link(index) {
                self.places.push((index, place));
            }
        }
    }

    /// Packs a link of the outline, and tells which of the article's it became.
    fn link(&mut self, index: usize) -> Option<u32> {
        let raw = self.sections.outline.links.get(index)?;
        let url = self.sections.outline.url(raw);
        self.packer.link(url, &self.sections.link_text(index))
    }

    /// Which of the article's links a link of the outline became.
    fn place(&self, link: usize) -> Option<u32> {
        let at = self.places.binary_search_by_key(&link, |place| place.0);
        self.places.get(at.ok()?).map(|place| place.1)
    }

    /// The link of the outline that the article is about.
    fn reference(&self, span: Span, body: Span, draft: &Draft) -> Option<usize> {
        if draft.exact || draft.link.is_some() {
            return draft.link;
        }
        let parts = self.parts.iter();
        let mut referenced = parts.filter(|part| part.kind == SectionKind::Reference);
        referenced
            .find_map(|part| self.sections.first_link_in(part.body))
            .or_else(|| link_line(self.sections, body))
            .or_else(|| self.sections.first_link_in(span))
    }
}

/// A body without the blank lines round it, and without the rules and definitions that end it.
fn body(sections: &Sections, span: Span) -> Span {
    let text = span.of(sections.source);
    let mut end = text.trim_end();
    while end.ends_with(RULES) {
        let Some(line) = end.lines().next_back().filter(|line| is_rule(line)) else {
            break;
        };
        end = end.get(..end.len() - line.len()).unwrap_or("").trim_end();
    }
    let start = end.len() - end.trim_start_matches('\n').len();
    Span {
        start: span.start + start as u32,
        end: span.start + end.len() as u32,
    }
}

/// What rules are made of.
const RULES: [char; 3] = ['-', '*', '_'];

fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|c| *c != ' ');
    let mut marks = marks.peekable();
    let first = marks.peek().copied();
    first.is_some_and(|first| RULES.contains(&first))
        && line.len() >= 3
        && marks.all(|c| Some(c) == first)
}

/// The first link of the first line that is all links, or of a list at the end that is.
fn link_line(sections: &Sections, body: Span) -> Option<usize> {
    let top = sections.top_in(body);
    let mut lines = top
        .clone()
        .filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let line = lines.find_map(|(_, block)| sections.link_only_line(block.pieces));
    line.or_else(|| {
        let shown =
            top.filter(|(_, block)| !matches!(block.kind, BlockKind::Rule | BlockKind::Comment));
        let (last, _) = shown.last()?;
        closing_list(sections, last)
    })
}

/// The first link to the web of a list that is all links. A link that is still to be filled in does not spoil it.
fn closing_list(sections: &Sections, list: usize) -> Option<usize> {
    if sections.block(list).kind != BlockKind::List {
        return None;
    }
    let mut first = None;
    for (item, _) in sections.outline.children(list) {
        let (text, _) = sections.outline.children(item).next()?;
        let run = sections.block(text).pieces;
        match sections.link_only_line(run) {
            None if !sections.is_all_links(run) => return None,
            link => first = first.or(link),
        }
    }
    first
}
