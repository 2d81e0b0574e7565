//! From cuts to articles: their spans, links, reference and parts.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    outline::BlockKind,
    parts,
    sections::Sections,
    units::{Cut, CutKind, Draft, sources, spans},
};
use crate::model::{Article, ArticleTitle, Link, Section, SectionKind, Span};

/// The articles of a page, and the text that belongs to none.
pub fn articles(sections: &Sections, cuts: &[Cut]) -> (Vec<Article>, Vec<Span>) {
    let is_article = |kind: &CutKind| matches!(kind, CutKind::Article(_));
    let drafts = spans(cuts, sections.body.end).filter(|(_, kind)| is_article(kind));
    let count = drafts.count();
    // A list at the end that names one source per article, in their order, is for articles that have none of their own.
    let sources = sources(sections);
    let all_have_one = sources.len() == count;
    let mut sources = sources.into_iter().filter(|_| all_have_one);
    let (mut articles, mut notes) = (Vec::with_capacity(count), Vec::new());
    let mut names = SharedNames::default();
    for (span, kind) in spans(cuts, sections.body.end) {
        match kind {
            CutKind::Article(draft) => {
                let mut article = article(sections, span, draft, sources.next());
                let group = draft.group.filter(|&group| group > 0);
                article.group = group.map(|group| names.shared(&sections.section(group).title));
                for section in &mut article.sections {
                    section.label = names.shared(&section.label);
                }
                articles.push(article);
            }
            CutKind::Note => push_note(sections, &mut notes, span),
        }
    }
    (articles, notes)
}

/// Notes side by side become one; blank ones are dropped.
fn push_note(sections: &Sections, notes: &mut Vec<Span>, span: Span) {
    match notes.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ if span.of(sections.source).trim().is_empty() => (),
        _ => notes.push(span),
    }
}

fn article(sections: &Sections, span: Span, draft: &Draft, source: Option<usize>) -> Article {
    let body = body(
        sections,
        Span {
            start: draft.body,
            end: span.end,
        },
    );
    let parts = if draft.headed {
        parts::parts(sections, body)
    } else {
        Vec::new()
    };
    let mut links = Links::of(sections, span);
    let stated = stated_reference(sections, &parts, span, body, draft);
    let first = || sections.first_source_in(span).filter(|_| !draft.exact);
    let found = stated.or_else(first).and_then(|link| links.place(link));
    let reference = found.or_else(|| links.add(source?));
    Article {
        title: ArticleTitle::new(&draft.title, span, sections.source),
        span,
        body,
        reference,
        reference_is_own: stated.is_some() || found.is_none(),
        links: links.all.into(),
        sections: parts.into(),
        ..Article::default()
    }
}

/// The names of groups and sections in an issue, each kept once.
#[derive(Default)]
struct SharedNames(HashSet<Arc<str>>);

impl SharedNames {
    fn shared(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return Arc::clone(known);
        }
        let name = Arc::from(name);
        self.0.insert(Arc::clone(&name));
        name
    }
}

/// The links of an article that may be opened.
struct Links<'p, 'a> {
    sections: &'p Sections<'a>,
    all: Vec<Link>,
    /// Positions in `all`. An article may have thousands of links.
    by_url: HashMap<Box<str>, u32>,
    /// Links of the outline, in its order, and their positions in `all`.
    places: Vec<(usize, u32)>,
}

impl<'p, 'a> Links<'p, 'a> {
    fn of(sections: &'p Sections<'a>, span: Span) -> Self {
        let mut links = Self {
            sections,
            all: Vec::new(),
            by_url: HashMap::new(),
            places: Vec::new(),
        };
        let inside = sections.links_in(span);
        for (index, _) in inside.filter(|(_, link)| !link.artefact) {
            let place = links.add(index);
            links.places.extend(place.map(|place| (index, place)));
        }
        links
    }

    /// Adds a link of the outline; its position is that of an earlier one with the same URL, if there is one.
    fn add(&mut self, index: usize) -> Option<u32> {
        let url = self
            .sections
            .outline
            .url(self.sections.outline.links.get(index)?);
        let link = Link::new(url, self.sections.link_text(index))?;
        let next = self.all.len() as u32;
        let place = *self.by_url.entry(link.url().into()).or_insert(next);
        if place == next {
            self.all.push(link);
        }
        Some(place)
    }

    /// The position of a link of the outline.
    fn place(&self, link: usize) -> Option<u32> {
        let at = self.places.binary_search_by_key(&link, |place| place.0);
        self.places.get(at.ok()?).map(|place| place.1)
    }
}

/// The link of the outline that the article is about, where its layout, heading, or parts say so.
fn stated_reference(
    sections: &Sections,
    parts: &[Section],
    span: Span,
    body: Span,
    draft: &Draft,
) -> Option<usize> {
    if draft.exact || draft.link.is_some() {
        return draft.link;
    }
    let mut referenced = parts
        .iter()
        .filter(|part| part.kind == SectionKind::Reference);
    let heading = Span {
        start: span.start,
        end: body.start,
    };
    referenced
        .find_map(|part| sections.first_link_in(part.body))
        .or_else(|| link_line(sections, body))
        .or_else(|| sections.first_link_in(heading))
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

/// The characters that rules are made of.
const RULES: [char; 3] = ['-', '*', '_'];

fn is_rule(line: &str) -> bool {
    let marks = line.chars().filter(|c| *c != ' ');
    let mut marks = marks.peekable();
    let first = marks.peek().copied();
    first.is_some_and(|first| RULES.contains(&first))
        && line.len() >= 3
        && marks.all(|c| Some(c) == first)
}

/// The first link of the first line that is all links, else of a labelled one, else of a list at the end that is all links.
fn link_line(sections: &Sections, body: Span) -> Option<usize> {
    let top = sections.top_in(body);
    let paragraphs = top
        .clone()
        .filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let lines = || paragraphs.clone().map(|(_, block)| block.pieces);
    let line = lines().find_map(|run| sections.link_only_line(run));
    let line = line.or_else(|| lines().find_map(|run| sections.labelled_links(run)));
    line.or_else(|| {
        let shown =
            top.filter(|(_, block)| !matches!(block.kind, BlockKind::Rule | BlockKind::Comment));
        closing_list(sections, shown.last()?.0)
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
