//! From cuts to articles: their spans, links, reference and parts.

use std::{collections::HashMap, sync::Arc};

use super::{
    layout::{Cut, Draft, Mark, sources, spans},
    outline::Kind,
    page::Page,
    parts, topics,
};
use crate::model::{Article, Link, SectionKind, Span};

/// The articles of a page, and the text that belongs to none.
pub fn articles(page: &Page, cuts: &[Cut]) -> (Vec<Article>, Vec<Span>) {
    let mut articles = Vec::new();
    let mut notes: Vec<Span> = Vec::new();
    let mut groups = Groups::default();
    for (span, mark) in spans(cuts, page.body.end) {
        match mark {
            Mark::Article(draft) => articles.push(article(page, span, draft, &mut groups)),
            Mark::Note => push_note(page, &mut notes, span),
        }
    }
    give_sources(page, &mut articles);
    (articles, notes)
}

/// A list at the end that names one source per article, in their order, is for articles that have none of their own.
fn give_sources(page: &Page, articles: &mut [Article]) {
    let sources = sources(page);
    if sources.len() != articles.len() {
        return;
    }
    for (article, source) in articles.iter_mut().zip(sources) {
        let raw = page
            .outline
            .links
            .get(source)
            .filter(|_| article.reference.is_none());
        if let Some(link) = raw.and_then(|raw| Link::new(&raw.url, page.link_text(source))) {
            article.reference = Some(article.links.len() as u32);
            article.links.push(link);
        }
    }
}

/// Notes side by side are one; blank ones are none.
fn push_note(page: &Page, notes: &mut Vec<Span>, span: Span) {
    match notes.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ if span.of(page.source).trim().is_empty() => (),
        _ => notes.push(span),
    }
}

/// Group titles, each made once.
#[derive(Default)]
struct Groups(HashMap<usize, Arc<str>>);

impl Groups {
    fn title(&mut self, page: &Page, section: usize) -> Arc<str> {
        let title = self.0.entry(section);
        title
            .or_insert_with(|| page.section(section).title.as_str().into())
            .clone()
    }
}

fn article(page: &Page, span: Span, draft: &Draft, groups: &mut Groups) -> Article {
    let body = body(
        page,
        Span {
            start: draft.body,
            end: span.end,
        },
    );
    let (links, places) = links(page, span);
    let sections = if draft.headed {
        parts::parts(page, body)
    } else {
        Vec::new()
    };
    let found = || {
        let mut referenced = sections
            .iter()
            .filter(|part| part.kind == SectionKind::Reference);
        let referenced = referenced.find_map(|part| page.first_link_in(part.body));
        let first = || page.first_link_in(span);
        referenced.or_else(|| link_line(page, body)).or_else(first)
    };
    let chosen = if draft.exact {
        draft.link
    } else {
        draft.link.or_else(found)
    };
    let reference = chosen.and_then(|link| places.get(&link).copied());
    let mut article = Article {
        title: draft.title.as_str().into(),
        span,
        body,
        reference,
        links,
        tags: Vec::new(),
        group: draft
            .group
            .filter(|&group| group > 0)
            .map(|group| groups.title(page, group)),
        sections,
    };
    article.tags = topics::of_article(page, &article);
    article
}

/// A body without the blank lines round it, and without the rules and definitions that end it.
fn body(page: &Page, span: Span) -> Span {
    let text = span.of(page.source);
    let mut end = text.trim_end();
    while let Some(line) = end.lines().next_back().filter(|line| is_rule(line)) {
        end = end.get(..end.len() - line.len()).unwrap_or("").trim_end();
    }
    let start = end.len() - end.trim_start_matches('\n').len();
    Span {
        start: span.start + start as u32,
        end: span.start + end.len() as u32,
    }
}

fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|c| *c != ' ');
    let mut marks = marks.peekable();
    let first = marks.peek().copied();
    matches!(first, Some('-' | '*' | '_')) && line.len() >= 3 && marks.all(|c| Some(c) == first)
}

/// Links to open, each URL once, and which of them each link of the outline became.
fn links(page: &Page, span: Span) -> (Vec<Link>, HashMap<usize, u32>) {
    let all = &page.outline.links;
    let from = all.partition_point(|link| link.span.start < span.start);
    let mut links: Vec<Link> = Vec::new();
    let mut places = HashMap::new();
    let mut known: HashMap<String, u32> = HashMap::new();
    let inside = all.iter().enumerate().skip(from);
    for (index, raw) in inside.take_while(|(_, link)| link.span.start < span.end) {
        if raw.artefact {
            continue;
        }
        let Some(link) = Link::new(&raw.url, page.link_text(index)) else {
            continue;
        };
        let next = links.len() as u32;
        let place = *known.entry(link.url().to_owned()).or_insert(next);
        places.insert(index, place);
        if place == next {
            links.push(link);
        }
    }
    (links, places)
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
    let mut lines = line.filter_map(|&index| page.link_only_line(page.block(index).pieces.clone()));
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
        let pieces = page.block(text).pieces.clone();
        match page.link_only_line(pieces.clone()) {
            None if !page.is_all_links(pieces) => return None,
            link => first = first.or(link),
        }
    }
    first
}
