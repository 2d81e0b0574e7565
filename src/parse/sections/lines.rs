//! The lines of a paragraph: those that their author broke, and those that were only wrapped.

use super::Sections;
use crate::parse::outline::{BlockKind, Piece, PieceRun};

impl Sections<'_> {
    /// The lines of a run, but for blank ones. A link is in one line, however it was wrapped.
    pub fn lines(&self, run: PieceRun) -> Vec<PieceRun> {
        let pieces = self.outline.pieces(run);
        let (mut lines, mut from, mut depth) = (Vec::new(), 0, 0_usize);
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Link(_) => depth += 1,
                Piece::LinkEnd => depth = depth.saturating_sub(1),
                Piece::Break if depth == 0 => {
                    lines.push(run.part(from, at - from));
                    from = at + 1;
                }
                _ => (),
            }
        }
        lines.push(run.part(from, pieces.len() - from));
        lines.retain(|line| !self.is_blank_run(*line));
        lines
    }

    /// Where the first of some pieces that stands in the source begins.
    pub fn start_of(&self, run: PieceRun) -> Option<u32> {
        let place = |piece: &Piece| match *piece {
            Piece::Text(span) | Piece::Code(span) => Some(span.start),
            Piece::Link(link) => {
                let link = self.outline.links.get(link as usize)?;
                Some(link.span.start)
            }
            _ => None,
        };
        self.outline.pieces(run).iter().find_map(place)
    }

    /// True if the author ended the line above one: it ends with a mark that shows, or the next word would have fit in it. Spaces at
    /// its end are no evidence: editors leave them and take them away.
    pub fn is_broken_above(&self, line: PieceRun) -> bool {
        let Some((above, rest)) = self
            .start_of(line)
            .and_then(|at| self.source.split_at_checked(at as usize))
        else {
            return false;
        };
        let Some((above, _)) = above.rsplit_once('\n') else {
            return false;
        };
        let last = above.rsplit('\n').next().unwrap_or(above);
        let last = last.trim_end();
        last.ends_with(['\\', '>']) || columns(last) + 1 + first_word(rest) <= self.wrapped_at()
    }

    /// The length of the longest line in paragraphs of several, in characters.
    fn wrapped_at(&self) -> usize {
        *self.width.get_or_init(|| {
            let blocks = self.outline.blocks.iter();
            let texts = blocks
                .filter(|block| block.kind == BlockKind::Paragraph)
                .filter_map(|block| {
                    let from = self.row_start(block.span.start);
                    self.source.get(from as usize..block.span.end as usize)
                })
                .filter(|text| text.contains('\n'));
            let lines = texts.flat_map(str::lines);
            let prose = lines.filter(|line| !line.contains("://"));
            prose
                .map(|line| columns(line.trim_end()))
                .max()
                .unwrap_or(0)
        })
    }
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

/// The length of the first word of a text. Chinese and Japanese may be wrapped at any character.
fn first_word(text: &str) -> usize {
    let text = text.trim_start();
    if text.starts_with(is_wrapped_anywhere) {
        return 1;
    }
    text.chars().take_while(|c| !c.is_whitespace()).count()
}

fn is_wrapped_anywhere(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}
