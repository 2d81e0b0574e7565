//! Emphasis that CommonMark leaves as asterisks because a Korean particle, or a Han or kana word, stands right beside it:
//! `**성능(PGO)**는` (commonmark-spec issue 650).

use super::rich_text::{RichText, StyleSpan};

/// The number of asterisk runs searched for a partner.
const LOOK_AHEAD: usize = 16;

/// Runs of asterisks in the running block that became text.
#[derive(Debug, Default)]
pub(super) struct Delimiters {
    found: Vec<Delimiter>,
}

#[derive(Clone, Copy, Debug)]
struct Delimiter {
    /// Its byte offset in the document's text.
    at: usize,
    len: usize,
    /// The characters beside it in the source.
    before: char,
    after: char,
}

impl Delimiter {
    fn end(&self) -> usize {
        self.at + self.len
    }

    /// True if the two would be emphasis if CommonMark knew scripts without spaces between words.
    fn opens(&self, close: &Self) -> bool {
        let fits = self.len == close.len && self.len <= 3 && close.at > self.end();
        let flanks = !self.after.is_whitespace() && !close.before.is_whitespace();
        let missed = |mark: char, letter: char| is_punctuation(mark) && is_east_asian(letter);
        fits && flanks && (missed(self.after, self.before) || missed(close.before, close.after))
    }
}

impl Delimiters {
    /// Takes note of the asterisks that stand at `at` in the document's text and at `range` in the source.
    pub fn note(&mut self, at: usize, source: &str, range: std::ops::Range<usize>) {
        let (head, tail) = (source.get(..range.start), source.get(range.end..));
        let before = head.and_then(|head| head.chars().next_back());
        let after = tail.and_then(|tail| tail.chars().next());
        let (before, after) = (before.unwrap_or(' '), after.unwrap_or(' '));
        if before == '\\' {
            return;
        }
        let goes_on = |last: &&mut Delimiter| last.end() == at && before == '*';
        if let Some(last) = self.found.last_mut().filter(goes_on) {
            last.len += range.len();
            last.after = after;
            return;
        }
        self.found.push(Delimiter {
            at,
            len: range.len(),
            before,
            after,
        });
    }

    /// Forgets those whose places change.
    pub fn forget_from(&mut self, at: usize) {
        self.found.retain(|delimiter| delimiter.at < at);
    }

    /// Shifts those from `at` on by some bytes.
    pub fn shift_from(&mut self, at: usize, by: usize) {
        let moved = self.found.iter_mut().filter(|delimiter| delimiter.at >= at);
        moved.for_each(|delimiter| delimiter.at += by);
    }

    /// Makes emphasis of the pairs found, and forgets them.
    pub fn repair(&mut self, doc: &mut RichText) {
        let pairs = pairs(&self.found);
        self.found.clear();
        let Some(first) = pairs.first().map(|(open, _)| open.at) else {
            return;
        };
        let text = doc.text.split_off(first);
        let covering = doc
            .spans
            .partition_point(|span| span.start as usize <= first)
            .saturating_sub(1);
        let spans = doc.spans.split_off(covering);
        let ends = spans
            .iter()
            .skip(1)
            .map(|span| span.start as usize)
            .chain([first + text.len()]);
        for (span, end) in spans.iter().zip(ends) {
            if (span.start as usize) < first {
                doc.spans.push(*span);
            }
            let mut at = first.max(span.start as usize);
            while at < end {
                let (edit, until) = edit_at(&pairs, at);
                let until = until.min(end);
                apply(
                    doc,
                    span,
                    edit,
                    text.get(at - first..until - first).unwrap_or(""),
                );
                at = until;
            }
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum EmphasisEdit {
    Keep,
    Drop,
    /// Asterisks this many.
    Emphasise(usize),
}

/// The change to make to the text at `at`, and the offset where it ends.
fn edit_at(pairs: &[(Delimiter, Delimiter)], at: usize) -> (EmphasisEdit, usize) {
    let next = pairs.partition_point(|(_, close)| close.end() <= at);
    match pairs.get(next) {
        None => (EmphasisEdit::Keep, usize::MAX),
        Some((open, _)) if at < open.at => (EmphasisEdit::Keep, open.at),
        Some((open, _)) if at < open.end() => (EmphasisEdit::Drop, open.end()),
        Some((open, close)) if at < close.at => (EmphasisEdit::Emphasise(open.len), close.at),
        Some((_, close)) => (EmphasisEdit::Drop, close.end()),
    }
}

fn apply(doc: &mut RichText, span: &StyleSpan, edit: EmphasisEdit, text: &str) {
    let mut span = StyleSpan {
        start: doc.end(),
        ..*span
    };
    match edit {
        EmphasisEdit::Drop => return,
        EmphasisEdit::Keep => {}
        EmphasisEdit::Emphasise(asterisks) => {
            span.style.bold |= asterisks >= 2;
            span.style.italic |= asterisks != 2;
        }
    }
    doc.push_span(span);
    doc.text.push_str(text);
}

fn pairs(found: &[Delimiter]) -> Vec<(Delimiter, Delimiter)> {
    let mut pairs = Vec::new();
    let mut rest = found;
    while let Some((open, after)) = rest.split_first() {
        let close = after
            .iter()
            .take(LOOK_AHEAD)
            .position(|close| open.opens(close));
        rest = match close.and_then(|index| Some((after.get(index)?, after.get(index + 1..)?))) {
            Some((close, beyond)) => {
                pairs.push((*open, *close));
                beyond
            }
            None => after,
        };
    }
    pairs
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | 'ぁ'..='ヿ' | '㄰'..='㆏' | '㐀'..='鿿' | '가'..='힣' | '\u{20000}'..='\u{3ffff}')
}
