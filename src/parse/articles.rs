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
    let mut packer = Packer::new(page.source, count);
    let mut notes: Vec<Span> = Vec::new();
    for (span, mark) in spans(cuts, page.body.end) {
        match mark {
            Mark::Article(draft) => article(page, span, draft, sources.next(), &mut packer),
            Mark::Note => push_note(page, &mut notes, span),
        }
    }
    (packer.finish(), notes)
}

/// Notes side by side are one; blank ones are none.
fn push_note(page: &Page, notes: &mut Vec<Span>, span: Span) {
    match notes.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ if span.of(page.source).trim().is_empty() => (),
        _ => notes.push(span),
    }
}

fn article<'a>(
    page: &'a Page,
    span: Span,
    draft: &Draft,
    source: Option<usize>,
    packer: &mut Packer<'a>,
) {
    let body = body(
        page,
        Span {
            start: draft.body,
            end: span.end,
        },
    );
    packer.begin(&draft.title, span, body);
    let parts = if draft.headed {
        parts::parts(page, body)
    } else {
        Vec::new()
    };
    let places = links(page, span, packer);
    let chosen = reference(page, span, body, draft, &parts);
    let place = |link| {
        let at = places
            .binary_search_by_key(&link, |(index, _)| *index)
            .ok()?;
        places.get(at).map(|(_, place)| *place)
    };
    let own = chosen.and_then(place);
    let given = || {
        page.outline
            .links
            .get(source?)
            .and_then(|raw| packer.link(page.outline.url(raw), page.link_text(source?)))
    };
    if let Some(link) = own.or_else(given) {
        packer.reference(link);
    }
    // The known names of parts hold no topic.
    let labels = parts.iter().filter(|part| part.kind == SectionKind::Other);
    let labels = labels.map(|part| part.label);
    topics::of_article(page, &draft.title, labels, span, packer);
    for part in &parts {
        packer.section(part.as_section());
    }
    if let Some(group) = draft.group.filter(|&group| group > 0) {
        packer.group(&page.section(group).title);
    }
}

/// The link of the outline that the article is about.
fn reference(
    page: &Page,
    span: Span,
    body: Span,
    draft: &Draft,
    parts: &[Part<'_>],
) -> Option<usize> {
    if draft.exact || draft.link.is_some() {
        return draft.link;
    }
    let mut referenced = parts
        .iter()
        .filter(|part| part.kind == SectionKind::Reference);
    referenced
        .find_map(|part| page.first_link_in(part.body))
        .or_else(|| link_line(page, body))
        .or_else(|| page.first_link_in(span))
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

/// Packs the links to open, and tells which of them each link of the outline became, in the outline's order.
fn links<'a>(page: &'a Page, span: Span, packer: &mut Packer<'a>) -> Vec<(usize, u32)> {
    let all = &page.outline.links;
    let from = all.partition_point(|link| link.span.start < span.start);
    let inside = all.iter().enumerate().skip(from);
    let inside = inside.take_while(|(_, link)| link.span.start < span.end);
    let shown = inside.filter(|(_, link)| !link.artefact);
    shown
        .filter_map(|(index, raw)| {
            let place = packer.link(page.outline.url(raw), page.link_text(index))?;
            Some((index, place))
        })
        .collect()
}

/// The first link of the first line that is all links, or of a list at the end that is.
fn link_line(page: &Page, body: Span) -> Option<usize> {
    let blocks = &page.outline.blocks;
    let from = blocks.partition_point(|block| block.span.start < body.start);
    let inside = blocks.iter().enumerate().skip(from);
    let inside: Vec<usize> = inside
        .take_while(|(_, block)| block.span.start < body.end)
        .filter(|(_, block)| block.depth == 0)
        .map(|(index, _)| index)
        .collect();
    let line = inside
        .iter()
        .filter(|&&index| page.block(index).kind == Kind::Paragraph);
    let mut lines = line.filter_map(|&index| page.link_only_line(page.block(index).pieces));
    lines.next().or_else(|| {
        let shown =
            |index: &&usize| !matches!(page.block(**index).kind, Kind::Rule | Kind::Comment);
        let last = inside.iter().rev().find(shown)?;
        closing_list(page, *last)
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
