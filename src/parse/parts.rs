//! The named parts of an article: headings, labelled bullets, or bold lines, whichever its author took.

use super::{
    lead::Lead,
    outline::Kind,
    page::{Page, without_id},
    words,
};
use crate::model::{Section, SectionKind, Span};

/// A named part of an article.
pub struct Part {
    /// What it is for.
    pub kind: SectionKind,
    /// The heading's own words, clean.
    pub label: String,
    /// The text under the heading.
    pub body: Span,
}

impl Part {
    pub fn as_section(&self) -> Section<'_> {
        Section {
            kind: self.kind,
            label: &self.label,
            body: self.body,
        }
    }
}

/// Where a part begins.
struct Label {
    kind: SectionKind,
    text: String,
    /// First byte of the label.
    at: u32,
    /// First byte under it.
    body: u32,
    /// Where the part ends at the latest.
    end: u32,
}

/// The named parts of `body`.
pub fn parts(page: &Page, body: Span) -> Vec<Part> {
    let labels = labels(page, body);
    let next = labels
        .iter()
        .skip(1)
        .map(|label| label.at)
        .chain([body.end]);
    let parts = labels.iter().zip(next);
    parts.map(|(label, next)| part(page, label, next)).collect()
}

fn part(page: &Page, label: &Label, next: u32) -> Part {
    let span = Span {
        start: label.body,
        end: label.end.min(next).max(label.body),
    };
    let text = span.of(page.source);
    let blank = text.len() - text.trim_start_matches(['\n', ' ']).len();
    let indent = text.get(..blank).map_or(0, |blank| {
        blank.len() - blank.rfind('\n').map_or(0, |at| at + 1)
    });
    let start = span.start + (blank - indent) as u32;
    Part {
        kind: label.kind,
        label: label.text.clone(),
        body: Span {
            start,
            end: (span.start + text.trim_end().len() as u32).max(start),
        },
    }
}

fn labels(page: &Page, body: Span) -> Vec<Label> {
    let blocks = &page.outline.blocks;
    let from = blocks.partition_point(|block| block.span.start < body.start);
    let inside = blocks.iter().enumerate().skip(from);
    let mut labels = Vec::new();
    for (index, block) in inside.take_while(|(_, block)| block.span.start < body.end) {
        match block.kind {
            Kind::Heading(_) if block.depth == 0 => labels.push(heading(page, index, body.end)),
            Kind::List if block.depth == 0 => labels.extend(bullets(page, index)),
            Kind::Paragraph if block.depth == 0 => labels.extend(line(page, index, body.end)),
            _ => (),
        }
    }
    labels
}

fn heading(page: &Page, index: usize, end: u32) -> Label {
    let text = without_id(page.block_text(index)).to_owned();
    let block = page.block(index);
    Label {
        kind: words::section(&text).unwrap_or(SectionKind::Other),
        text,
        at: block.span.start,
        body: block.span.end,
        end,
    }
}

/// `- Summary` with more under it.
fn bullets(page: &Page, list: usize) -> Vec<Label> {
    let items = page.outline.children(list);
    let labels = items.filter_map(|(item, block)| {
        let mut inside = page.outline.children(item);
        let (first, label) = inside.next()?;
        let (_, rest) = inside.next()?;
        let text = page.block_text(first);
        let named = label.kind == Kind::Paragraph && page.lead(first) == Lead::Plain;
        let kind = page.names(first).filter(|_| named)?;
        Some(Label {
            kind,
            text: text.to_owned(),
            at: block.span.start,
            body: page.line_start(rest.span.start),
            end: block.span.end,
        })
    });
    labels.collect()
}

/// A paragraph that is nothing but the name of a part.
fn line(page: &Page, index: usize, end: u32) -> Option<Label> {
    let text = page.block_text(index);
    let block = page.block(index);
    let marked = block.span.of(page.source).starts_with("**") || text.ends_with([':', '：']);
    let kind = page.names(index).filter(|_| marked)?;
    (page.lead(index) == Lead::Plain).then(|| Label {
        kind,
        text: text.trim_end_matches([':', '：']).to_owned(),
        at: block.span.start,
        body: block.span.end,
        end,
    })
}
