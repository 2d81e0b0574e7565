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
            if may_break(before, class) {
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
            let columns = self.ruler.width(part) as u32;
            if columns > width {
                self.split(part, &mut piece, width);
            } else {
                self.add(&mut piece, part, columns, width);
            }
        }
        self.words.push(WrapWord {
            space: word.space,
            ..piece
        });
    }

    fn split(&mut self, part: &str, piece: &mut WrapWord, width: u32) {
        for (grapheme, columns) in self.ruler.graphemes(part) {
            self.add(piece, grapheme, columns.into(), width);
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

/// The parts of a long word, each with the punctuation that it may end a line with.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let breaks_after = |c: char| "/-_.,;:&=?#%+@|~)]}".contains(c);
    word.split_inclusive(breaks_after)
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
