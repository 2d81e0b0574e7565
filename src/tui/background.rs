//! The terminal's background, asked for (OSC 11) once the first frame is drawn, and found among the keys whenever the answer
//! comes: nobody waits for it, and no key is lost to it.
//!
//! An answer reads as keys: Alt-`]`, `11;rgb:1616/1818/1d1d`, and Ctrl-`g` or Alt-`\`. Keys that could begin one are held back
//! until they have become one, or something else.

use std::time::{Duration, Instant};

use crate::app::key::{Key, KeyCap};

/// The question.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// A lone Alt-`]` is taken for the beginning of an answer for so long: one may come in pieces.
const FRESH: Duration = Duration::from_secs(2);

/// Looks out for the answer.
pub(super) struct Lookout {
    asked: Option<Instant>,
    held: Vec<Key>,
}

/// What keys came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Keys that somebody pressed.
    Keys(Vec<Key>),
    /// The background is light, or dark.
    Light(bool),
}

impl Lookout {
    /// Whether the question was asked.
    pub fn new(asked: bool) -> Self {
        Self {
            asked: asked.then(Instant::now),
            held: Vec::new(),
        }
    }

    /// Takes the next key.
    pub fn take(&mut self, key: Key) -> Found {
        if self.asked.is_none() || self.held.is_empty() && !opens(key) {
            return Found::Keys(vec![key]);
        }
        self.held.push(key);
        match reading(&self.held) {
            Reading::Open => Found::Keys(Vec::new()),
            Reading::Nothing => Found::Keys(std::mem::take(&mut self.held)),
            Reading::Light(light) => {
                (self.asked, self.held) = (None, Vec::new());
                Found::Light(light)
            }
        }
    }

    /// No more keys came for now: gives back what is nothing more than a key, if that is likely.
    pub fn pause(&mut self) -> Vec<Key> {
        let stale = self.asked.is_some_and(|asked| asked.elapsed() > FRESH);
        if stale && self.held.len() == 1 {
            return std::mem::take(&mut self.held);
        }
        Vec::new()
    }
}

enum Reading {
    /// It may become an answer.
    Open,
    /// It is none.
    Nothing,
    Light(bool),
}

fn opens(key: Key) -> bool {
    key.alt && key.code == KeyCap::Char(']')
}

fn closes(key: Key) -> bool {
    (key.ctrl && key.code == KeyCap::Char('g')) || (key.alt && key.code == KeyCap::Char('\\'))
}

fn reading(keys: &[Key]) -> Reading {
    let (text, closed) = match keys.split_last() {
        Some((last, rest)) if closes(*last) => (rest, true),
        _ => (keys, false),
    };
    // The first one opens.
    let typed: Option<String> = text.iter().skip(1).map(Key::typed).collect();
    let Some(typed) = typed else {
        return Reading::Nothing;
    };
    match (colour(&typed), closed) {
        (Colour::Whole(parts), true) => Reading::Light(is_light(parts)),
        (Colour::Whole(_) | Colour::Begun, false) => Reading::Open,
        _ => Reading::Nothing,
    }
}

enum Colour {
    Begun,
    Whole([u32; 3]),
    None,
}

/// `11;rgb:RRRR/GGGG/BBBB`, each of one to four hexadecimal digits (XParseColor).
fn colour(text: &str) -> Colour {
    const START: &str = "11;rgb:";
    let Some(channels) = text.strip_prefix(START) else {
        return if START.starts_with(text) {
            Colour::Begun
        } else {
            Colour::None
        };
    };
    let mut parts = [None; 3];
    let mut slots = parts.iter_mut();
    for channel in channels.split('/') {
        let plain = channel.len() <= 4 && channel.chars().all(|c| c.is_ascii_hexdigit());
        match slots.next().filter(|_| plain) {
            Some(slot) => *slot = scaled(channel),
            None => return Colour::None,
        }
    }
    match parts {
        [Some(r), Some(g), Some(b)] => Colour::Whole([r, g, b]),
        _ => Colour::Begun,
    }
}

/// A channel in 65,535ths; `None` for nothing yet.
fn scaled(hex: &str) -> Option<u32> {
    let most = (1_u32 << (4 * hex.len())) - 1;
    let value = u32::from_str_radix(hex, 16).ok()?;
    Some(value * 0xffff / most.max(1))
}

/// By its luma (ITU-R BT.601), which is near enough to tell paper from a blackboard.
fn is_light([r, g, b]: [u32; 3]) -> bool {
    299 * r + 587 * g + 114 * b > 1000 * 0x8000
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As crossterm reads bytes.
    fn keys(text: &str) -> Vec<Key> {
        let mut keys = Vec::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            let (alt, c) = if c == '\x1b' {
                (true, chars.next().unwrap())
            } else {
                (false, c)
            };
            let (ctrl, c) = if c == '\x07' { (true, 'g') } else { (false, c) };
            keys.push(Key {
                ctrl,
                alt,
                ..Key::new(KeyCap::Char(c))
            });
        }
        keys
    }

    /// The keys that come through, and what the background is found to be.
    fn seen(lookout: &mut Lookout, text: &str) -> (String, Option<bool>) {
        let (mut through, mut light) = (String::new(), None);
        for key in keys(text) {
            match lookout.take(key) {
                Found::Keys(keys) => {
                    for key in keys {
                        through += &key.to_string();
                    }
                }
                Found::Light(found) => light = Some(found),
            }
        }
        (through, light)
    }

    #[test]
    fn answers_are_found_among_keys_and_keys_come_through() {
        let table = [
            ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "", Some(true)),
            ("\x1b]11;rgb:16/18/1d\x07", "", Some(false)),
            ("j\x1b]11;rgb:FBFB/fafa/f7f7\x07k", "jk", Some(true)),
            ("\x1b]11;rgb:0/0/0\x07", "", Some(false)),
            ("jk", "jk", None),
            ("\x1b]j", "alt-]j", None),
            ("\x1b]11;x", "alt-]11;x", None),
            ("\x1b]11;rgb:1/2/3/4\x07", "alt-]11;rgb:1/2/3/4ctrl-g", None),
            (
                "\x1b]11;rgb:12345/2/3\x07",
                "alt-]11;rgb:12345/2/3ctrl-g",
                None,
            ),
            ("\x1b]11;rgb:1/2\x07", "alt-]11;rgb:1/2ctrl-g", None),
        ];
        for (text, through, light) in table {
            assert_eq!(
                seen(&mut Lookout::new(true), text),
                (through.to_owned(), light),
                "{text:?}"
            );
        }
    }

    #[test]
    fn nothing_is_held_back_unless_it_was_asked_for() {
        let answer = "\x1b]11;rgb:1/2/3\x07";
        let shown = "alt-]11;rgb:1/2/3ctrl-g";
        assert_eq!(
            seen(&mut Lookout::new(false), answer),
            (shown.to_owned(), None)
        );
        let mut lookout = Lookout::new(true);
        assert_eq!(seen(&mut lookout, answer), (String::new(), Some(false)));
        assert_eq!(
            seen(&mut lookout, answer),
            (shown.to_owned(), None),
            "answered once"
        );
    }

    #[test]
    fn an_answer_may_come_in_pieces_and_a_key_is_given_back() {
        let mut lookout = Lookout::new(true);
        assert_eq!(seen(&mut lookout, "\x1b]"), (String::new(), None));
        assert_eq!(lookout.pause(), []);
        assert_eq!(
            seen(&mut lookout, "11;rgb:f/f/f\x07"),
            (String::new(), Some(true))
        );
        let mut lookout = Lookout::new(true);
        lookout.asked = Instant::now().checked_sub(2 * FRESH);
        seen(&mut lookout, "\x1b]");
        assert_eq!(lookout.pause().len(), 1);
    }
}
