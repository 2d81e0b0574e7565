//! From cuts to articles: their spans, links, reference and parts.

use super::{
    layout::{Cut, Draft, Mark, sources, spans},
    outline::Kind,
    page::Page,
    parts::{self, Part},
    topics,
};
use crate::model::{Articles, Packer, SectionKind, Span};

/// The articles of a page, and the text that belongs to none.
pub fn articles(page: &Page, cuts: &[Cut]) -> (Articles, Vec<Span>) {
    let drafts = spans(cuts, page.body.end).filter(|(_, mark)| matches!(mark, Mark::Article(_)));
    let count = drafts.count();
    // A list at the end that names one source per article, in their order, is for articles that have none of their own.
    let sources = sources(page);
    let sources = if sources.len() == count {
        sources
    } else {
        Vec::new()
    };
    let mut sources = sources.into_iter();
    let mut packing = Packing {
        page,
        packer: Packer::new(page.source, count),
        parts: Vec::new(),
        places: Vec::new(),
    };
    let mut notes: Vec<Span> = Vec::new();
    for (span, mark) in spans(cuts, page.body.end) {
        match mark {
            Mark::Article(draft) => packing.article(span, draft, sources.next()),
            Mark::Note => push_note(page, &mut notes, span),
        }
    }
    (packing.packer.finish(), notes)
}

/// Notes side by side are one; blank ones are none.
fn push_note(page: &Page, notes: &mut Vec<Span>, span: Span) {
    match notes.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ if span.of(page.source).trim().is_empty() => (),
        _ => notes.push(span),
    }
}

/// Packs one article after the other.
struct Packing<'p, 'a> {
    page: &'p Page<'a>,
    packer: Packer<'p>,
    /// The parts of the last article.
    parts: Vec<Part<'p>>,
    /// Its links to open: their positions in the outline, in its order, and which of the article's links they became.
    places: Vec<(usize, u32)>,
}

impl Packing<'_, '_> {
    fn article(&mut self, span: Span, draft: &Draft, source: Option<usize>) {
        let page = self.page;
        let body = body(
            page,
            Span {
                start: draft.body,
                end: span.end,
            },
        );
        self.packer.begin(&draft.title, span, body);
        self.parts.clear();
        if draft.headed {
            parts::parts(page, body, &mut self.parts);
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
        let labels = others.map(|part| part.label);
        topics::of_article(page, &draft.title, labels, span, &mut self.packer);
        for part in &self.parts {
            self.packer.section(part.as_section());
        }
        if let Some(group) = draft.group.filter(|&group| group > 0) {
            self.packer.group(&page.section(group).title);
        }
    }

    /// Packs the links to open.
    fn links(&mut self, span: Span) {
        self.places.clear();
        let inside = self.page.links_in(span);
        for (index, _) in inside.filter(|(_, link)| !link.artefact) {
            if let Some(place) = self.link(index) {
                self.places.push((index, place));
            }
        }
    }

    /// Packs a link of the outline, and tells which of the article's it became.
    fn link(&mut self, index: usize) -> Option<u32> {
        let raw = self.page.outline.links.get(index)?;
        let url = self.page.outline.url(raw);
        self.packer.link(url, self.page.link_text(index))
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
            .find_map(|part| self.page.first_link_in(part.body))
            .or_else(|| link_line(self.page, body))
            .or_else(|| self.page.first_link_in(span))
    }
}

/// A body without the blank lines round it, and without the rules and definitions that end it.
fn body(page: &Page, span: Span) -> Span {
    let text = span.of(page.source);
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
fn link_line(page: &Page, body: Span) -> Option<usize> {
    let top = page.top_in(body);
    let mut lines = top
        .clone()
        .filter(|(_, block)| block.kind == Kind::Paragraph);
    let line = lines.find_map(|(_, block)| page.link_only_line(block.pieces));
    line.or_else(|| {
        let shown = top.filter(|(_, block)| !matches!(block.kind, Kind::Rule | Kind::Comment));
        let (last, _) = shown.last()?;
        closing_list(page, last)
    })
}

/// The first link to the web of a list that is all links. A link that is still to be filled in does not spoil it.
fn closing_list(page: &Page, list: usize) -> Option<usize> {
    if page.block(list).kind != Kind::List {
        return None;
    }
    let mut first = None;
    for (item, _) in page.outline.children(list) {
        let (text, _) = page.outline.children(item).next()?;
        let run = page.block(text).pieces;
        match page.link_only_line(run) {
            None if !page.is_all_links(run) => return None,
            link => first = first.or(link),
        }
    }
    first
}
