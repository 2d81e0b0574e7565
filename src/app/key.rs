//! Keys as the keymap writes them: `j`, `J`, `ctrl-t`, `shift-up`, `space`, `}`.

use std::{fmt, str::FromStr};

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCap {
    /// A character as typed, Shift applied: `j`, `J`, `?`, `ㅓ`.
    Char(char),
    /// A function key, from 1.
    F(u8),
    /// Any other named key; see `NAMED`.
    NamedKey(NamedKey),
}

/// Keys that have a name and no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum NamedKey {
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

/// The names of those keys.
pub const NAMED: [(&str, NamedKey); 14] = [
    ("enter", NamedKey::Enter),
    ("esc", NamedKey::Esc),
    ("tab", NamedKey::Tab),
    ("shift-tab", NamedKey::BackTab),
    ("backspace", NamedKey::Backspace),
    ("delete", NamedKey::Delete),
    ("left", NamedKey::Left),
    ("right", NamedKey::Right),
    ("up", NamedKey::Up),
    ("down", NamedKey::Down),
    ("home", NamedKey::Home),
    ("end", NamedKey::End),
    ("pageup", NamedKey::PageUp),
    ("pagedown", NamedKey::PageDown),
];

/// A key press with its modifiers. Shift is part of a character (`J`), and a modifier of any other key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key itself.
    pub code: KeyCap,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never set for characters.
    pub shift: bool,
}

impl Key {
    /// The key without modifiers.
    pub const fn new(code: KeyCap) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The character that this key types, if any. Control characters, which a terminal may send in UTF-8, do not count.
    pub fn typed(&self) -> Option<char> {
        match self.code {
            KeyCap::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }
}

/// A name that no key has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key is called `{0}`")]
pub struct NoSuchKey(pub String);

impl FromStr for Key {
    type Err = NoSuchKey;

    fn from_str(text: &str) -> Result<Self, NoSuchKey> {
        let (mut key, mut rest) = (Self::new(KeyCap::Char(' ')), text);
        loop {
            if let Some(code) = code(rest) {
                key.code = code;
                return Ok(key);
            }
            let Some((modifier, after)) = rest.split_once('-') else {
                return Err(NoSuchKey(text.to_owned()));
            };
            match modifier {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => return Err(NoSuchKey(text.to_owned())),
            }
            rest = after;
        }
    }
}

/// The code that a word without modifiers names.
fn code(word: &str) -> Option<KeyCap> {
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(KeyCap::Char(c));
    }
    if let Some((_, named)) = NAMED.iter().find(|(name, _)| *name == word) {
        return Some(KeyCap::NamedKey(*named));
    }
    if word == "space" {
        return Some(KeyCap::Char(' '));
    }
    word.strip_prefix('f')?.parse().ok().map(KeyCap::F)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if on {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCap::Char(' ') => f.write_str("space"),
            KeyCap::Char(c) => write!(f, "{c}"),
            KeyCap::F(n) => write!(f, "f{n}"),
            KeyCap::NamedKey(named) => {
                let name = NAMED.iter().find(|(_, other)| *other == named);
                f.write_str(name.map_or("", |(name, _)| name))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for name in [
            "j",
            "J",
            "-",
            "space",
            "ctrl-t",
            "shift-up",
            "shift-tab",
            "f12",
            "alt-x",
            "ctrl--",
            "ㅓ",
        ] {
            let key: Key = name.parse().unwrap();
            assert_eq!(key.to_string(), name);
        }
        assert!("hyper-x".parse::<Key>().is_err());
        assert!("".parse::<Key>().is_err());
    }
}
