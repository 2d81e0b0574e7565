//! The links of an issue: where they stand, where they lead, and lines that are nothing else.

use std::{borrow::Cow, collections::HashSet};

use super::Sections;
use crate::{
    model::{Link, SectionKind, Span},
    parse::{
        outline::{Piece, PieceRun, RawLink},
        words::{self, COLONS},
    },
};

impl<'a> Sections<'a> {
    /// The links that begin in `span`, and their positions.
    pub fn links_in(
        &self,
        span: Span,
    ) -> impl Iterator<Item = (usize, &'a RawLink)> + Clone + use<'a> {
        let links = &self.outline.links;
        let before = |link: &RawLink| link.span.start < span.start;
        let from = links.partition_point(before);
        let links = links.iter().enumerate().skip(from);
        links.take_while(move |(_, link)| link.span.start < span.end)
    }

    /// The first link to the web that begins in `span`.
    pub fn first_link_in(&self, span: Span) -> Option<usize> {
        let mut inside = self.links_in(span);
        inside
            .find(|(_, link)| is_web(link))
            .map(|(index, _)| index)
    }

    /// The first link to the web that begins in `span` and is more than somebody's name, if there is one, else the first of all.
    pub fn first_source_in(&self, span: Span) -> Option<usize> {
        let inside = self.links_in(span).filter(|(_, link)| is_web(link));
        let mut inside = inside.map(|(index, _)| index);
        let first = inside.clone().next();
        inside
            .find(|&index| !words::is_mention(self.link_text(index)))
            .or(first)
    }

    /// For each link in `span`: true if it also stands before.
    pub fn links_again(&self, span: Span) -> impl Iterator<Item = bool> {
        let start = self.body.start;
        let before = self.links_in(Span {
            start,
            end: span.start,
        });
        let before: HashSet<&str> = before.map(|(_, link)| self.outline.url(link)).collect();
        let links = self.links_in(span);
        links.map(move |(_, link)| before.contains(self.outline.url(link)))
    }

    /// True if a link stands anywhere in a block.
    pub fn has_link(&self, block: usize) -> bool {
        self.first_link_in(self.block(block).span).is_some()
    }

    /// The links to the web that begin among some pieces.
    pub fn links_of_run(&self, run: PieceRun) -> impl Iterator<Item = usize> + use<'_, 'a> {
        let pieces = self.outline.pieces(run).iter();
        let links = pieces.filter_map(|piece| match *piece {
            Piece::Link(index) => Some(index as usize),
            _ => None,
        });
        links.filter(|&link| self.is_web(link))
    }

    /// The first link to the web among some pieces.
    pub fn first_link(&self, run: PieceRun) -> Option<usize> {
        self.links_of_run(run).next()
    }

    /// True if a link counts and leads to the web.
    pub fn is_web(&self, link: usize) -> bool {
        self.outline.links.get(link).is_some_and(is_web)
    }

    /// True if a link counts and leads elsewhere than to a place on the same page or into a mail.
    pub fn is_followed(&self, link: usize) -> bool {
        self.outline.links.get(link).is_some_and(|raw| {
            let url = self.outline.url(raw);
            !raw.artefact && !url.starts_with('#') && !url.starts_with("mailto:")
        })
    }

    /// The text of a link.
    pub fn link_text(&self, link: usize) -> &str {
        let texts = self.link_texts.get(link).zip(self.outline.links.get(link));
        texts.map_or("", |(text, link)| {
            text.get_or_init(|| self.text(link.pieces))
        })
    }

    /// The first link of the first line among some pieces that consists of links to the web only, if it is not the wrapped end
    /// of a sentence.
    pub fn link_only_line(&self, run: PieceRun) -> Option<usize> {
        let mut from = 0;
        let lines = self
            .outline
            .pieces(run)
            .split(|piece| *piece == Piece::Break);
        let lines = lines.map(|line| {
            let line = (from, line.len());
            from += line.1 + 1;
            run.part(line.0, line.1)
        });
        let mut before = None;
        for line in lines {
            let ended = || before.is_none_or(|before| !self.goes_on(before));
            if let Some(link) = self.only_links(line)
                && (ended() || self.is_after_hard_break(link))
            {
                return Some(link);
            }
            before = Some(line);
        }
        None
    }

    /// True if a line ends amid a sentence.
    fn goes_on(&self, line: PieceRun) -> bool {
        self.text(line)
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '(' | '、'))
    }

    /// True if the line before the one that a link begins was ended by its author, and not only wrapped.
    fn is_after_hard_break(&self, link: usize) -> bool {
        let at = self
            .outline
            .links
            .get(link)
            .map_or(0, |link| link.span.start);
        let before = self.source.get(..self.line_start(at) as usize);
        let above = before
            .and_then(|before| before.strip_suffix('\n'))
            .unwrap_or("");
        ["\\", "**", "__", ">"]
            .iter()
            .any(|end| above.trim_end().ends_with(end))
    }

    /// The first of the links that the pieces consist of. With an exclamation mark it would be a call to act.
    pub fn only_links(&self, run: PieceRun) -> Option<usize> {
        let first = self.first_link(run)?;
        (self.is_all_links(run) && !self.link_text(first).is_empty()).then_some(first)
    }

    /// The first of the links that the pieces consist of behind a label for sources: `Link: https://fog.example`.
    pub fn labelled_links(&self, run: PieceRun) -> Option<usize> {
        let pieces = self.outline.pieces(run);
        let start = pieces
            .iter()
            .position(|piece| matches!(piece, Piece::Link(_)))?;
        let label = self.text(run.part(0, start));
        let labelled = label.trim_end().ends_with(COLONS)
            && (words::section(&label) == Some(SectionKind::Reference)
                || words::is_generic(&label));
        self.only_links(run.part(start, pieces.len() - start))
            .filter(|_| labelled)
    }

    /// The link of a run without words, and its title: what its picture says it shows, else the host.
    pub fn wordless_link(&self, run: PieceRun) -> Option<(String, usize)> {
        let link = self.first_link(run).filter(|_| self.is_blank_run(run))?;
        let pieces = self.outline.pieces(run);
        let after = |end: Piece| pieces.iter().position(|piece| *piece == end);
        let picture = after(Piece::Image).zip(after(Piece::ImageEnd));
        let said = picture.map_or(Cow::Borrowed(""), |(start, end)| {
            self.text(run.part(start + 1, end.saturating_sub(start + 1)))
        });
        let title = if said.contains(char::is_alphanumeric) {
            said.into_owned()
        } else {
            let raw = self.outline.links.get(link)?;
            Link::new(self.outline.url(raw), "")?.host().to_owned()
        };
        Some((title, link))
    }

    /// True if the pieces are links, to wherever they lead, and no words between them.
    pub fn is_all_links(&self, run: PieceRun) -> bool {
        let (mut links, mut depth) = (0, 0_usize);
        for (at, piece) in self.outline.pieces(run).iter().enumerate() {
            match piece {
                Piece::Link(_) => (links, depth) = (links + 1, depth + 1),
                Piece::LinkEnd => depth = depth.saturating_sub(1),
                _ if depth == 0 => {
                    let says = |c: char| c.is_alphanumeric() || matches!(c, '!' | '?');
                    if self.outline.says(run.part(at, 1), says) {
                        return false;
                    }
                }
                _ => (),
            }
        }
        links > 0
    }

    /// True if most links in `span` lead to places on the same page.
    pub fn leads_about(&self, span: Span) -> bool {
        let inside = self.links_in(span);
        let (here, elsewhere) = inside.fold((0, 0), |(here, elsewhere), (_, link)| {
            let stays = self.outline.url(link).starts_with('#');
            (here + usize::from(stays), elsewhere + usize::from(!stays))
        });
        here > elsewhere
    }
}

/// True if a link counts and leads to the web.
fn is_web(link: &RawLink) -> bool {
    link.web && !link.artefact
}
