//! The named parts of an article: headings, labelled bullets, or bold lines, whichever its author took.

use super::{
    outline::BlockKind,
    sections::{Sections, without_id},
    words::{self, COLONS},
};
use crate::model::{Section, SectionKind, Span};

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
pub fn parts(sections: &Sections, body: Span) -> Vec<Section> {
    let (mut parts, mut last) = (Vec::new(), None);
    let mut add = |label: Label| {
        let at = label.at;
        let before = last.replace(label);
        parts.extend(before.map(|before| part(sections, before, at)));
    };
    for (index, block) in sections.top_in(body) {
        match block.kind {
            BlockKind::Heading(_) => add(heading(sections, index, body.end)),
            BlockKind::List => bullets(sections, index).for_each(&mut add),
            BlockKind::Paragraph => line(sections, index, body.end)
                .into_iter()
                .for_each(&mut add),
            _ => (),
        }
    }
    parts.extend(last.map(|last| part(sections, last, body.end)));
    parts
}

fn part(sections: &Sections, label: Label, next: u32) -> Section {
    let span = Span {
        start: label.body,
        end: label.end.min(next).max(label.body),
    };
    let text = span.of(sections.source);
    let bytes = text.as_bytes().iter();
    let blank = bytes
        .clone()
        .take_while(|byte| matches!(byte, b'\n' | b' '));
    let blank = blank.count();
    let indent = bytes.take(blank).rev().take_while(|byte| **byte == b' ');
    let indent = indent.count();
    let start = span.start + (blank - indent) as u32;
    Section {
        kind: label.kind,
        label: label.text.into(),
        body: Span {
            start,
            end: (span.start + text.trim_end().len() as u32).max(start),
        },
    }
}

fn heading(sections: &Sections, index: usize, end: u32) -> Label {
    let text = without_id(sections.block_text(index)).to_owned();
    let block = sections.block(index);
    Label {
        kind: sections.names(index).unwrap_or(SectionKind::Other),
        text,
        at: block.span.start,
        body: block.span.end,
        end,
    }
}

/// `- Summary` with more under it.
fn bullets(sections: &Sections, list: usize) -> impl Iterator<Item = Label> {
    let items = sections.outline.children(list);
    items.filter_map(|(item, block)| {
        let mut inside = sections.outline.children(item);
        let (first, label) = inside.next()?;
        let (_, rest) = inside.next()?;
        let named =
            label.kind == BlockKind::Paragraph && sections.first_link(label.pieces).is_none();
        let kind = named.then(|| sections.names(first))??;
        Some(Label {
            kind,
            text: sections.block_text(first).to_owned(),
            at: block.span.start,
            body: sections.line_start(rest.span.start),
            end: block.span.end,
        })
    })
}

/// A paragraph that is nothing but the name of a part.
fn line(sections: &Sections, index: usize, end: u32) -> Option<Label> {
    let block = sections.block(index);
    let text = sections.block_text(index);
    let bold = block.span.of(sections.source).starts_with("**");
    let kind = (bold || text.ends_with(COLONS)).then(|| words::section(text))??;
    sections.first_link(block.pieces).is_none().then(|| Label {
        kind,
        text: text.trim_end_matches(COLONS).to_owned(),
        at: block.span.start,
        body: block.span.end,
        end,
    })
}
