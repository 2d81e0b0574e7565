//! The way back: blocks that were given to an outline and then turned out not to be plain.

use super::Builder;
use crate::parse::outline::BlockKind;

/// How far an outline is.
#[derive(Default)]
pub struct Mark {
    blocks: usize,
    pieces: usize,
    links: usize,
    code: usize,
    decoded: usize,
    plain: bool,
    linked_to: usize,
}

impl<'s> Builder<'s, '_> {
    /// How far the outline is, between blocks that stand in no other.
    pub fn mark(&self) -> Mark {
        Mark {
            blocks: self.outline.blocks.len(),
            pieces: self.outline.pieces.len(),
            links: self.outline.links.len(),
            code: self.outline.code.len(),
            decoded: self.outline.decoded.len(),
            plain: self.outline.plain,
            linked_to: self.linked_to,
        }
    }

    /// Takes back all since a mark.
    pub fn go_back(&mut self, mark: &Mark) {
        self.outline.blocks.truncate(mark.blocks);
        self.outline.pieces.truncate(mark.pieces);
        self.outline.links.truncate(mark.links);
        self.outline.code.truncate(mark.code);
        self.outline.decoded.truncate(mark.decoded);
        self.outline.plain = mark.plain;
        self.linked_to = mark.linked_to;
        self.open.clear();
        self.links.clear();
        self.leaf = None;
    }

    /// The text of the last block that stands in no other, and what it is.
    pub fn last_of_top(&self) -> Option<(BlockKind, &'s str)> {
        let mut blocks = self.outline.blocks.iter();
        let block = blocks.rfind(|block| block.depth == 0)?;
        Some((block.kind, block.span.of(self.outline.source)))
    }
}
