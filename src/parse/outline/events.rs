//! From pulldown-cmark's events to an [`Outline`].

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, RefDefs, Tag, TagEnd};

use super::{BlockKind, Outline, Piece, builder::Builder, patch::Patched};
use crate::model::Definition;

/// The extensions that newsletters use. Rendering uses the same.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Outlines `patched`, whose text stands at `offset` of `source`.
pub fn outline<'s>(source: &'s str, patched: &Patched<'_>, offset: usize) -> Outline<'s> {
    let events = Parser::new_ext(&patched.text, OPTIONS).into_offset_iter();
    let definitions = definitions(events.reference_definitions());
    let mut reader = EventReader {
        builder: Builder::new(source, patched, offset),
        html: None,
    };
    for (event, range) in events {
        reader.event(event, range);
    }
    Outline {
        definitions,
        ..reader.builder.outline
    }
}

/// All definitions, by their labels.
fn definitions(found: &RefDefs) -> Vec<Definition> {
    let mut definitions: Vec<_> = found
        .iter()
        .map(|(label, definition)| Definition {
            label: label.into(),
            url: definition.dest.as_ref().into(),
        })
        .collect();
    definitions.sort_unstable_by(|a, b| a.label.cmp(&b.label));
    definitions
}

/// Hands events to the builder, but for raw HTML, which it collects.
struct EventReader<'s, 'p> {
    builder: Builder<'s, 'p>,
    /// The open HTML block.
    html: Option<Range<usize>>,
}

impl EventReader<'_, '_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        let builder = &mut self.builder;
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => builder.code(&code, &range),
            Event::InlineHtml(tag) => builder.inline_html(&tag, &range),
            Event::SoftBreak | Event::HardBreak => builder.piece(Piece::Break, &range),
            Event::Rule => builder.lone(BlockKind::Rule, &range),
            _ => (),
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        let builder = &mut self.builder;
        match tag {
            Tag::Strong => builder.piece(Piece::Strong, &range),
            Tag::Image { .. } => builder.piece(Piece::Image, &range),
            Tag::Emphasis | Tag::Strikethrough => builder.reach(&range),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => match link_type {
                LinkType::Email => builder.open_link(&format!("mailto:{dest_url}"), &range),
                _ => builder.open_link(&dest_url, &range),
            },
            Tag::HtmlBlock => self.html = Some(range),
            _ => {
                if let Some(kind) = kind_of(&tag) {
                    builder.open(kind, &range);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let builder = &mut self.builder;
        match tag {
            TagEnd::Strong => builder.end(Piece::StrongEnd),
            TagEnd::Image => builder.end(Piece::ImageEnd),
            TagEnd::Link => builder.end_link(),
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    builder.html(&range);
                }
            }
            TagEnd::Item => {
                builder.end_leaf();
                builder.end_block();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => builder.end_leaf(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::CodeBlock | TagEnd::Table => {
                builder.end_block();
            }
            _ => (),
        }
    }

    fn text(&mut self, text: &CowStr, range: Range<usize>) {
        let builder = &mut self.builder;
        if builder.is_in_code() || self.html.is_some() {
            return;
        }
        if text.len() == range.len() || builder.is_linked(range.start) {
            builder.text(range);
        } else {
            builder.decoded(text, &range);
        }
    }
}

fn kind_of(tag: &Tag) -> Option<BlockKind> {
    Some(match tag {
        Tag::Paragraph | Tag::TableCell => BlockKind::Paragraph,
        Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::CodeBlock(_) => BlockKind::Code,
        Tag::List(_) => BlockKind::List,
        Tag::Item => BlockKind::Item,
        Tag::Table(_) => BlockKind::Table,
        _ => return None,
    })
}
