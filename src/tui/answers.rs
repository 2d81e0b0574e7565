//! Answers of the terminal among the keys.
//!
//! An answer is a string: `ESC ] … ST`, `ESC P … ST` or `ESC _ … ST`, where ST is `ESC \` or BEL (ECMA-48, 5.6). It reaches us as
//! keys: Alt-`]`, its characters, and Alt-`\` or Ctrl-`g`. None of them is a key press, whoever asked the
//! question, however late the answer is and in how many pieces it comes.

use std::time::{Duration, Instant};

use crate::app::key::{Key, KeyCap, NamedKey};

/// The time that a lone Alt-`]` may still become an answer.
const BEGUN: Duration = Duration::from_millis(100);

/// The time between two pieces of an answer.
const CUT: Duration = Duration::from_millis(500);

/// The longest time between an Esc and the rest of an answer that was cut behind it: faster than typing.
const ESCAPED: Duration = Duration::from_millis(20);

/// The longest answer that is kept.
const LONGEST: usize = 256;

/// Tells answers from keys.
#[derive(Default)]
pub(super) struct Answers {
    /// The keys of an answer that has begun, from the one that opens it.
    held: Vec<Key>,
    /// The time of the last one.
    last: Option<Instant>,
    /// The time of an Esc that was the last key.
    escaped: Option<Instant>,
}

/// The outcome of a wait for keys.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Keys that were pressed, or none yet.
    Keys(Vec<Key>),
    /// An answer, from the character that opens it: `]11;rgb:…`.
    Answer(String),
}

impl Answers {
    /// Takes the next key.
    pub fn take(&mut self, key: Key, now: Instant) -> Heard {
        if self.held.is_empty() {
            return Heard::Keys(self.begin(key, now));
        }
        self.last = Some(now);
        let cut = self.held.pop_if(|last| is_escape(*last));
        match (cut, key.code) {
            _ if closes(key) => self.close(),
            (Some(_), KeyCap::Char('\\')) => self.close(),
            (Some(escape), _) => self.drop_for(vec![escape, key]),
            (None, KeyCap::Char(_)) => Heard::Keys(self.go_on(key)),
            (None, _) if is_escape(key) => Heard::Keys(self.go_on(key)),
            (None, _) => self.drop_for(vec![key]),
        }
    }

    /// The time until [`expire`](Self::expire) has something to do.
    pub fn patience(&self, now: Instant) -> Option<Duration> {
        let patience = if self.held.len() > 1 { CUT } else { BEGUN };
        let waited = now.saturating_duration_since(self.last?);
        (!self.held.is_empty()).then(|| patience.saturating_sub(waited))
    }

    /// Gives up an answer that waited too long for its end: a lone key was pressed.
    pub fn expire(&mut self, now: Instant) -> Vec<Key> {
        if self.patience(now) != Some(Duration::ZERO) {
            return Vec::new();
        }
        let held = std::mem::take(&mut self.held);
        if held.len() == 1 { held } else { Vec::new() }
    }

    /// The keys that come through where no answer has begun.
    fn begin(&mut self, key: Key, now: Instant) -> Vec<Key> {
        let escaped = self.escaped.take();
        let cut = escaped.is_some_and(|at| now.saturating_duration_since(at) < ESCAPED);
        self.escaped = is_escape(key).then_some(now);
        let opens = matches!(key.code, KeyCap::Char(']' | 'P' | '_')) && (key.alt || cut);
        if !opens {
            return vec![key];
        }
        (self.held, self.last) = (vec![key], Some(now));
        Vec::new()
    }

    /// Adds to an answer. All keys come through if its beginning is that of none.
    fn go_on(&mut self, key: Key) -> Vec<Key> {
        if self.held.len() < LONGEST {
            self.held.push(key);
        }
        match (&*self.held, key.code) {
            ([opening, _], KeyCap::Char(c)) if !begins(*opening, c) => {
                std::mem::take(&mut self.held)
            }
            _ => Vec::new(),
        }
    }

    fn close(&mut self) -> Heard {
        let keys = std::mem::take(&mut self.held).into_iter();
        let chars = keys.filter_map(|key| match key.code {
            KeyCap::Char(c) => Some(c),
            _ => None,
        });
        Heard::Answer(chars.collect())
    }

    /// Drops an answer that was broken off by other keys.
    fn drop_for(&mut self, keys: Vec<Key>) -> Heard {
        self.held.clear();
        Heard::Keys(keys)
    }
}

fn is_escape(key: Key) -> bool {
    key.code == KeyCap::NamedKey(NamedKey::Esc)
}

fn closes(key: Key) -> bool {
    (key.ctrl && key.code == KeyCap::Char('g')) || (key.alt && key.code == KeyCap::Char('\\'))
}

/// True if an answer of this kind may begin with this character: numbers and letters of xterm's control sequences, and those of
/// kitty's graphics.
fn begins(opening: Key, c: char) -> bool {
    match opening.code {
        KeyCap::Char(']') => c.is_ascii_digit() || matches!(c, 'l' | 'L' | 'I'),
        KeyCap::Char('P') => c.is_ascii_digit() || matches!(c, '>' | '!' | '$' | '+' | '|'),
        _ => c == 'G',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As crossterm reads bytes that come at once.
    fn keys(text: &str) -> Vec<Key> {
        let mut keys = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let alt = c == '\x1b' && chars.peek().is_some();
            let c = if alt { chars.next().unwrap() } else { c };
            let key = match c {
                '\x1b' => Key::new(KeyCap::NamedKey(NamedKey::Esc)),
                '\x07' => Key {
                    ctrl: true,
                    ..Key::new(KeyCap::Char('g'))
                },
                c => Key::new(KeyCap::Char(c)),
            };
            keys.push(Key { alt, ..key });
        }
        keys
    }

    /// The keys that come through of pieces, and the answers in brackets.
    fn heard(pieces: &[&str]) -> String {
        let (mut answers, mut heard, now) = (Answers::default(), String::new(), Instant::now());
        for key in pieces.iter().flat_map(|piece| keys(piece)) {
            match answers.take(key, now) {
                Heard::Keys(keys) => heard.extend(keys.iter().map(Key::to_string)),
                Heard::Answer(text) => heard.extend(["<", &text, ">"]),
            }
        }
        heard
    }

    #[test]
    fn answers_are_never_keys() {
        let table: [(&[&str], &str); 14] = [
            (&["\x1b]11;rgb:1/1/1\x1b\\"], "<]11;rgb:1/1/1>"),
            (&["\x1b]10;rgb:d/d/d\x07"], "<]10;rgb:d/d/d>"),
            (&["j\x1b]4;1;rgb:c/0/0\x1b\\k"], "j<]4;1;rgb:c/0/0>k"),
            (&["\x1bP>|XTerm(380)\x1b\\"], "<P>|XTerm(380)>"),
            (&["\x1bP1$r0m\x1b\\"], "<P1$r0m>"),
            (&["\x1bP1+r524742\x1b\\"], "<P1+r524742>"),
            (&["\x1b_Gi=31;OK\x1b\\"], "<_Gi=31;OK>"),
            (&["\x1b]52;c;aGVsbG8=\x1b\\"], "<]52;c;aGVsbG8=>"),
            (
                &["\x1b]1", "1;rgb:1/", "1/1\x1b", "\\q"],
                "<]11;rgb:1/1/1>q",
            ),
            (&["\x1b", "]11;rgb:1/1/1\x07"], "esc<]11;rgb:1/1/1>"),
            (&["\x1b]j"], "alt-]j"),
            (&["\x1bPj", "\x1b_j"], "alt-Pjalt-_j"),
            (&["\x1b]11;x", "\x1b", "q"], "escq"),
            (&["jk"], "jk"),
        ];
        for (pieces, want) in table {
            assert_eq!(heard(pieces), want, "{pieces:?}");
        }
    }

    #[test]
    fn a_lone_key_is_given_back_and_half_an_answer_is_not() {
        for (text, back) in [("\x1b]", "alt-]"), ("\x1b]11;r", ""), ("", "")] {
            let (mut answers, start) = (Answers::default(), Instant::now());
            for key in keys(text) {
                answers.take(key, start);
            }
            assert_eq!(answers.patience(start).is_some(), !text.is_empty());
            assert_eq!(answers.expire(start), []);
            let given: String = answers
                .expire(start + CUT)
                .iter()
                .map(Key::to_string)
                .collect();
            assert_eq!(given, back);
            assert_eq!(answers.patience(start + CUT), None);
        }
    }
}
