//! The places where lines may break.
//!
//! Korean breaks at spaces only (its words are whole: keep-all), Chinese and Japanese between characters, except before what
//! may not begin a line and after what may not end one (JIS X 4051, W3C JLREQ and CLREQ). Latin words break at spaces and
//! after hyphens; a word that is longer than a line breaks after its punctuation (URLs), else between graphemes.

use std::ops::Range;

use textwrap::{core::Fragment, wrap_algorithms::wrap_first_fit};

use crate::text::Ruler;

/// A word with the white space after it: byte offsets and columns.
#[derive(Clone, Copy, Debug, Default)]
struct WrapWord {
    start: u32,
    end: u32,
    columns: u32,
    space: u32,
}

impl Fragment for WrapWord {
    fn width(&self) -> f64 {
        self.columns.into()
    }

    fn whitespace_width(&self) -> f64 {
        self.space.into()
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Breaks paragraphs into lines. Kept from one paragraph to the next for its memory.
#[derive(Debug, Default)]
pub(super) struct Fragments {
    ruler: Ruler,
    words: Vec<WrapWord>,
}

impl Fragments {
    pub fn new(ruler: Ruler) -> Self {
        Self {
            ruler,
            words: Vec::new(),
        }
    }

    /// The lines of `text` at `width` columns, as byte ranges without the white space at their ends.
    pub fn lines(&mut self, text: &str, width: u16) -> Vec<Range<u32>> {
        self.words.clear();
        self.cut(text, width.into());
        let lines = wrap_first_fit(&self.words, &[width.into()]);
        let range = |line: &[WrapWord]| match line {
            [first, .., last] => first.start..last.end,
            [only] => only.start..only.end,
            [] => 0..0,
        };
        lines.into_iter().map(range).collect()
    }

    /// The columns of the widest word, and of the whole text on one line.
    pub fn extent(&mut self, text: &str) -> (u32, u32) {
        self.words.clear();
        self.cut(text, u32::MAX);
        let widest = self.words.iter().map(|word| word.columns).max();
        let all = self
            .words
            .iter()
            .map(|word| word.columns + word.space)
            .sum();
        (widest.unwrap_or(0), all)
    }

    fn cut(&mut self, text: &str, width: u32) {
        let mut word = WrapWord::default();
        let mut before = Class::Start;
        let mut at = 0;
        for (grapheme, columns) in self.ruler.graphemes(text) {
            let class = Class::of(grapheme);
            let begun = word.start as usize..at as usize;
            // A URL breaks at its own joints, if at all.
            let in_url = || text.get(begun).is_some_and(|word| word.contains("://"));
            if may_break(before, class) && !(before == Class::Hyphen && in_url()) {
                self.push(text, word, width);
                word = WrapWord {
                    start: at,
                    end: at,
                    ..WrapWord::default()
                };
            }
            at += grapheme.len() as u32;
            if class == Class::Space {
                word.space += u32::from(columns);
            } else {
                word.columns += u32::from(columns);
                word.end = at;
            }
            before = if class == Class::Hyphen && before != Class::Letter {
                Class::Other
            } else {
                class
            };
        }
        self.push(text, word, width);
    }

    /// Adds a word, in pieces if it is wider than a line.
    fn push(&mut self, text: &str, word: WrapWord, width: u32) {
        if word.columns <= width {
            self.words.push(word);
            return;
        }
        let inner = text
            .get(word.start as usize..word.end as usize)
            .unwrap_or("");
        let mut piece = WrapWord {
            start: word.start,
            end: word.start,
            ..WrapWord::default()
        };
        for part in parts(inner) {
            self.add_part(part, &mut piece, width);
        }
        self.words.push(WrapWord {
            space: word.space,
            ..piece
        });
    }

    /// Adds a part of a word: whole if it fits, else after its hyphens, else where the line is full.
    fn add_part(&mut self, part: &str, piece: &mut WrapWord, width: u32) {
        let ruler = self.ruler;
        let columns = |text: &str| ruler.width(text) as u32;
        if columns(part) <= width {
            return self.add(piece, part, columns(part), width);
        }
        for part in part.split_inclusive(['-', '_', '.', ',', '+', '@', '~']) {
            if columns(part) <= width {
                self.add(piece, part, columns(part), width);
            } else {
                self.split(part, piece, width);
            }
        }
    }

    fn split(&mut self, part: &str, piece: &mut WrapWord, width: u32) {
        let mut rest = part;
        while let Some((grapheme, columns)) = self.ruler.graphemes(rest).next() {
            let length = escape(rest).unwrap_or(grapheme.len());
            let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let columns = if length == grapheme.len() {
                columns.into()
            } else {
                length as u32
            };
            self.add(piece, text, columns, width);
            rest = after;
        }
    }

    /// Adds text to the piece of a word, which ends before it if both do not fit.
    fn add(&mut self, piece: &mut WrapWord, text: &str, columns: u32, width: u32) {
        if piece.columns + columns > width && piece.columns > 0 {
            self.words.push(*piece);
            *piece = WrapWord {
                start: piece.end,
                end: piece.end,
                ..WrapWord::default()
            };
        }
        piece.columns += columns;
        piece.end += text.len() as u32;
    }
}

/// The parts of a long word: a URL's, else pieces with the punctuation that they may end a line with.
fn parts(word: &str) -> Vec<&str> {
    if let Some(start) = word.find("://") {
        return url_parts(word, start + "://".len());
    }
    let breaks_after = |c: char| "/-_.,;:&=?#+@|~)]}".contains(c);
    word.split_inclusive(breaks_after).collect()
}

/// Scheme and host, then pieces that end after `/ ? & =` or before a fragment or the last dot.
fn url_parts(url: &str, host: usize) -> Vec<&str> {
    let ends = |c: char| "/?&=".contains(c);
    let path = url.get(host..).and_then(|rest| rest.find(ends));
    let path = path.map_or(url.len(), |at| host + at + 1);
    let Some((origin, path)) = url.split_at_checked(path) else {
        return vec![url];
    };
    let pieces = path.split_inclusive(ends).flat_map(|piece| {
        let joint = piece.find('#').or_else(|| piece.rfind('.'));
        let (before, after) = piece
            .split_at_checked(joint.unwrap_or(0))
            .unwrap_or((piece, ""));
        [before, after]
    });
    let pieces = pieces.filter(|piece| !piece.is_empty());
    let (scheme, host) = origin.split_at_checked(host).unwrap_or((origin, ""));
    [scheme, host].into_iter().chain(pieces).collect()
}

/// The length of an encoded byte (`%20`) that text begins with.
fn escape(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b'%', a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => Some(3),
        _ => None,
    }
}

/// Lines of `text` cut where they are full, white space kept.
pub(super) fn hard_lines(ruler: Ruler, text: &str, width: u16) -> Vec<Range<u32>> {
    let mut lines = Vec::with_capacity(1);
    let (mut start, mut at, mut used) = (0, 0, 0);
    for (grapheme, columns) in ruler.graphemes(text) {
        if used + columns > width && at > start {
            lines.push(start..at);
            (start, used) = (at, 0);
        }
        used += columns;
        at += grapheme.len() as u32;
    }
    lines.push(start..at);
    lines
}

/// The class of a grapheme, which decides the breaks beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Before the first grapheme.
    Start,
    Space,
    /// A letter of a script with spaces, but Hangul.
    Letter,
    Hangul,
    /// Han, kana, full-width forms: lines break on both sides.
    Ideograph,
    /// May not end a line.
    Open,
    /// May not begin a line.
    Close,
    /// As `Close`, and a line may break after it: the full stop of Han text.
    WideClose,
    WideOpen,
    Hyphen,
    /// Digits, quotes, symbols, emoji.
    Other,
}

impl Class {
    fn of(grapheme: &str) -> Self {
        let mut chars = grapheme.chars();
        match chars.next() {
            // A mark that stands on a space is text.
            Some(c) if c.is_whitespace() && chars.next().is_some() => Self::Other,
            Some(c) if c.is_ascii() => Self::of_ascii(c),
            Some(c) => Self::of_wide(c),
            None => Self::Other,
        }
    }

    fn of_ascii(c: char) -> Self {
        match c {
            ' ' => Self::Space,
            'a'..='z' | 'A'..='Z' => Self::Letter,
            '-' => Self::Hyphen,
            '(' | '[' | '{' | '<' | '$' | '#' => Self::Open,
            ')' | ']' | '}' | '>' | ',' | '.' | ':' | ';' | '!' | '?' | '%' | '/' => Self::Close,
            _ => Self::Other,
        }
    }

    fn of_wide(c: char) -> Self {
        match c {
            '가'..='힣'
            | '\u{1100}'..='\u{11ff}'
            | '㄰'..='㆏'
            | '\u{a960}'..='\u{a97f}'
            | '\u{d7b0}'..='\u{d7ff}' => Self::Hangul,
            '\u{3000}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' => Self::Space,
            _ if MAY_NOT_BEGIN.contains(c) => Self::WideClose,
            _ if MAY_NOT_END.contains(c) => Self::WideOpen,
            '—' | '…' | '‥' | '·' | '’' | '”' => Self::Close,
            '‘' | '“' => Self::Open,
            '\u{2e80}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff01}'..='\u{ffdc}'
            | '\u{20000}'..='\u{3ffff}' => Self::Ideograph,
            _ if c.is_alphabetic() => Self::Letter,
            _ => Self::Other,
        }
    }
}

const MAY_NOT_BEGIN: &str = "、。，．：；？！）］｝」』】〉》〕〗〙〛〟｠｣､｡･゠ー〜～々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ％‰℃";
const MAY_NOT_END: &str = "（［｛「『【〈《〔〖〘〚〝｟｢￥＄￡＃";

/// True if a line may end between two graphemes.
fn may_break(before: Class, after: Class) -> bool {
    use Class::{
        Close, Hangul, Hyphen, Ideograph, Letter, Open, Space, Start, WideClose, WideOpen,
    };
    match (before, after) {
        (Start | Open | WideOpen, _) | (_, Space) => false,
        (Space, _) | (Hyphen, Letter) => true,
        (Hangul, _) | (_, Hangul | Close | WideClose) => false,
        (Ideograph | WideClose, _) | (_, Ideograph | WideOpen) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: u16) -> Vec<&str> {
        let lines = Fragments::new(Ruler::default())
            .lines(text, width)
            .into_iter();
        lines
            .map(|line| &text[line.start as usize..line.end as usize])
            .collect()
    }

    #[test]
    fn urls_break_at_their_joints() {
        let table: [(&str, u16, &[&str]); 6] = [
            (
                "https://horn.example/keeper/night?lamp=on&fog=thick",
                24,
                &[
                    "https://horn.example/",
                    "keeper/night?lamp=on&",
                    "fog=thick",
                ],
            ),
            (
                "https://long-name-of-a-horn.example/a",
                36,
                &["https://long-name-of-a-horn.example/", "a"],
            ),
            (
                "https://horn.example/keeper-of-the-light.html",
                23,
                &["https://horn.example/", "keeper-of-the-light", ".html"],
            ),
            (
                "https://horn.example/a-slug-that-is-long",
                14,
                &["https://", "horn.example/", "a-slug-that-", "is-long"],
            ),
            (
                "https://h.ex/ab%20cd%20ef",
                8,
                &["https://", "h.ex/ab", "%20cd%20", "ef"],
            ),
            ("abcdefghij-klm", 6, &["abcdef", "ghij-", "klm"]),
        ];
        for (text, width, want) in table {
            assert_eq!(lines(text, width), want, "{text} at {width}");
        }
    }
}
