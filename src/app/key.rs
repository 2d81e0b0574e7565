//! Keys as the keymap writes them: `j`, `J`, `ctrl-t`, `shift-up`, `space`, `}`.

use std::{fmt, str::FromStr};

/// Which key, without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character as typed, Shift applied: `j`, `J`, `?`, `ㅓ`.
    Char(char),
    /// A function key, from 1.
    F(u8),
    /// Any other named key; see `NAMED`.
    Named(Named),
}

/// Keys that have a name and no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Named {
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
pub const NAMED: [(&str, Named); 14] = [
    ("enter", Named::Enter),
    ("esc", Named::Esc),
    ("tab", Named::Tab),
    ("shift-tab", Named::BackTab),
    ("backspace", Named::Backspace),
    ("delete", Named::Delete),
    ("left", Named::Left),
    ("right", Named::Right),
    ("up", Named::Up),
    ("down", Named::Down),
    ("home", Named::Home),
    ("end", Named::End),
    ("pageup", Named::PageUp),
    ("pagedown", Named::PageDown),
];

/// A key press with its modifiers. Shift is part of a character (`J`), and a modifier of any other key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never set for characters.
    pub shift: bool,
}

impl Key {
    /// The key without modifiers.
    pub const fn new(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The character this key types, if it types one. A control character, which a terminal may send in UTF-8, is none.
    pub fn typed(&self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (mut key, mut rest) = (Self::new(Code::Char(' ')), text);
        loop {
            if let Some(code) = code(rest) {
                key.code = code;
                return Ok(key);
            }
            let Some((modifier, after)) = rest.split_once('-') else {
                return Err(format!("no key is called `{text}`"));
            };
            match modifier {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => return Err(format!("no key is called `{text}`")),
            }
            rest = after;
        }
    }
}

/// The code that a word without modifiers names.
fn code(word: &str) -> Option<Code> {
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Code::Char(c));
    }
    if let Some((_, named)) = NAMED.iter().find(|(name, _)| *name == word) {
        return Some(Code::Named(*named));
    }
    if word == "space" {
        return Some(Code::Char(' '));
    }
    word.strip_prefix('f')?.parse().ok().map(Code::F)
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
            Code::Char(' ') => f.write_str("space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "f{n}"),
            Code::Named(named) => {
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
