//! What an item or a paragraph begins with: that decides whether it is an article, and what it is called.

use super::{
    outline::{Piece, PieceRun},
    sections::Sections,
    words,
};

/// The longest title made from prose, in characters.
const LONGEST_TITLE: usize = 140;

/// A list item that may be an article.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its block.
    pub block: usize,
    /// The block of its first text.
    pub text: usize,
    /// How it begins.
    pub lead: Lead,
}

/// How a run of text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// With a link, be it after an emoji or a tag in brackets.
    Link(usize),
    /// With words; a link stands in it.
    Prose(usize),
    /// With words, and there is no link.
    Plain,
}

impl Lead {
    /// How a run begins.
    pub fn of(sections: &Sections, run: PieceRun) -> Self {
        match (leading_link(sections, run), sections.first_link(run)) {
            (Some(link), _) => Self::Link(link),
            (None, Some(link)) => Self::Prose(link),
            (None, None) => Self::Plain,
        }
    }

    /// How the block at `index` begins.
    pub fn of_block(sections: &Sections, index: usize) -> Self {
        Self::of(sections, sections.block(index).pieces)
    }

    /// The link, if there is one.
    pub fn link(self) -> Option<usize> {
        match self {
            Self::Link(link) | Self::Prose(link) => Some(link),
            Self::Plain => None,
        }
    }

    /// Whether it begins with a link whose text says what is there.
    pub fn is_telling(self, sections: &Sections) -> bool {
        matches!(self, Self::Link(link) if !words::is_generic(&sections.link_text(link)))
    }
}

fn leading_link(sections: &Sections, run: PieceRun) -> Option<usize> {
    for (index, piece) in sections.outline.pieces(run).iter().enumerate() {
        let Piece::Link(link) = *piece else {
            continue;
        };
        let before = sections.text(run.part(0, index));
        let link = link as usize;
        if says_something(&before) {
            return None;
        }
        if sections.is_web(link) && !sections.link_text(link).is_empty() {
            return Some(link);
        }
    }
    None
}

/// Whether there are words outside of brackets.
pub fn says_something(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|c| {
        match c {
            '[' | '(' | '【' => depth += 1,
            ']' | ')' | '】' => depth = depth.saturating_sub(1),
            _ => (),
        }
        depth == 0 && c.is_alphanumeric()
    })
}

/// A title from prose: its first sentence, shortened if need be.
pub fn sentence(text: &str) -> String {
    let ends = text.char_indices().filter(|&(at, c)| {
        let rest = text.get(at + c.len_utf8()..).unwrap_or("");
        let next = rest.strip_prefix(' ').unwrap_or(rest);
        let apart = rest.is_empty() || (rest != next && !next.starts_with(char::is_lowercase));
        let stop = matches!(c, '.' | '!' | '?') && apart;
        at >= 12 && (stop || matches!(c, '。' | '！' | '？'))
    });
    let end = ends.map(|(at, c)| at + c.len_utf8()).next();
    shortened(text.get(..end.unwrap_or(text.len())).unwrap_or(text))
}

fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(LONGEST_TITLE) else {
        return text.to_owned();
    };
    let head = text.get(..cut).unwrap_or(text);
    let at_word = head.rfind(' ').and_then(|space| head.get(..space));
    format!("{}…", at_word.unwrap_or(head).trim_end_matches([',', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Span, parse::outline::outline_of};

    fn lead(source: &str) -> (Lead, String) {
        let outline = outline_of(source);
        let sections = Sections::new(&outline, Span::new(0..source.len()));
        let lead = Lead::of_block(&sections, 0);
        (
            lead,
            lead.link()
                .map(|link| sections.link_text(link).into_owned())
                .unwrap_or_default(),
        )
    }

    #[test]
    fn leads() {
        let table = [
            ("[Fog](https://fog.example) by Ann", Lead::Link(0), "Fog"),
            ("[video] [Fog](https://fog.example)", Lead::Link(0), "Fog"),
            ("📜 **[Fog](https://fog.example)**", Lead::Link(0), "Fog"),
            ("![x](y) [Fog](https://fog.example)", Lead::Link(0), "Fog"),
            (
                "[](https://a.example) [Fog](https://fog.example)",
                Lead::Link(1),
                "Fog",
            ),
            (
                "Horns [are muted](https://horn.example)",
                Lead::Prose(0),
                "are muted",
            ),
            ("Ann: mailto [x](mailto:a@b.example)", Lead::Plain, ""),
        ];
        for (source, want, text) in table {
            assert_eq!(lead(source), (want, text.to_owned()), "{source}");
        }
    }

    #[test]
    fn sentences_end() {
        let table = [
            ("The horn is muted. Ships are glad.", "The horn is muted."),
            ("Go 1.23 is out", "Go 1.23 is out"),
            (
                "Lighthouses, lamps etc. are lit.",
                "Lighthouses, lamps etc. are lit.",
            ),
            ("안개가 걷혔습니다. 다음", "안개가 걷혔습니다."),
            (
                "这是一个非常长的第一句话吗？是的",
                "这是一个非常长的第一句话吗？",
            ),
        ];
        for (text, want) in table {
            assert_eq!(sentence(text), want);
        }
        let long = sentence(&"word ".repeat(60));
        assert!(long.ends_with("word…") && long.chars().count() <= LONGEST_TITLE + 1);
    }
}
