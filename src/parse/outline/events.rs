//! From pulldown-cmark's events to an [`Outline`].

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{
    BrokenLink, BrokenLinkCallback, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::{
    BlockKind, Outline, Piece, build::Builder, patch::Patched, scan::Definitions, signs::Signs,
};
use crate::model::Definition;

/// The extensions that newsletters use. Rendering uses the same.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Outlines `patched`, whose text stands at `offset` of the source of `outline`, which is empty.
pub fn outline<'s>(outline: Outline<'s>, patched: &Patched<'_>, offset: usize) -> Outline<'s> {
    let events = Parser::new_ext(&patched.text, OPTIONS).into_offset_iter();
    let definitions = events.reference_definitions().iter();
    let mut definitions: Vec<_> = definitions
        .map(|(label, definition)| Definition {
            label: label.into(),
            url: definition.dest.as_ref().into(),
        })
        .collect();
    definitions.sort_unstable_by(|a, b| a.label.cmp(&b.label));
    let signs = Signs::of(&patched.text);
    let mut builder = Builder::new(outline, patched, &signs, offset);
    read(&mut builder, events, 0);
    Outline {
        definitions,
        ..builder.outline
    }
}

/// Reads the blocks in `range` of the builder's text, which begins and ends between blocks that stand in no other. `false`, and
/// nothing is as it was, if what is there may change how other text is read.
pub fn stretch<'p>(
    builder: &mut Builder<'_, 'p>,
    range: Range<usize>,
    definitions: &Definitions<'p>,
) -> bool {
    let text = builder.text_of(range.clone());
    if memmem::find(text.as_bytes(), b"[^").is_some() {
        return false;
    }
    let events = parser(text, definitions).into_offset_iter();
    if events.reference_definitions().iter().next().is_some() {
        return false;
    }
    read(builder, events, range.start);
    true
}

/// Reads the inline content of an open block, a heading or paragraph that stands in `range` of the builder's text.
pub fn leaf<'p>(builder: &mut Builder<'_, 'p>, range: Range<usize>, definitions: &Definitions<'p>) {
    let is_part = |event: &Event| {
        !matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::Heading { .. })
                | Event::End(TagEnd::Paragraph | TagEnd::Heading(_))
        )
    };
    let events = parser(builder.text_of(range.clone()), definitions).into_offset_iter();
    read(
        builder,
        events.filter(|(event, _)| is_part(event)),
        range.start,
    );
}

/// Gives events to the builder, of a text that stands at `offset` of the builder's.
fn read<'e>(
    builder: &mut Builder,
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
    offset: usize,
) {
    let mut reader = Reader {
        builder,
        html: None,
    };
    for (event, range) in events {
        reader.event(event, offset + range.start..offset + range.end);
    }
}

/// A parser of a piece of a text that has these definitions.
fn parser<'p>(
    text: &'p str,
    definitions: &Definitions<'p>,
) -> Parser<'p, impl BrokenLinkCallback<'p>> {
    let resolve = |link: BrokenLink<'p>| {
        let url = definitions.url(&link.reference)?;
        Some((url.into(), "".into()))
    };
    Parser::new_with_broken_link_callback(text, OPTIONS, Some(resolve))
}

struct Reader<'b, 's, 'p> {
    builder: &'b mut Builder<'s, 'p>,
    /// The open HTML block.
    html: Option<Range<usize>>,
}

impl Reader<'_, '_, '_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        let builder = &mut *self.builder;
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
        let builder = &mut *self.builder;
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
        let builder = &mut *self.builder;
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
        let builder = &mut *self.builder;
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
