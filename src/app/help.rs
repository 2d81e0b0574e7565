//! The keys as people read them, from the rows of the keymap.

use super::keymap::{KeyContext, Keymap};

/// A line of help: the keys, and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// `j ↓`
    pub keys: String,
    /// `down one line`
    pub what: &'static str,
}

/// The keys of a context, one line an action.
pub fn lines(keymap: &Keymap, context: KeyContext) -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    for row in keymap.rows_of(context) {
        let keys = row
            .on
            .iter()
            .map(|key| shown(key))
            .collect::<Vec<_>>()
            .join(" ");
        lines.push(HelpLine {
            keys,
            what: row.action.help(),
        });
    }
    lines
}

/// Names of modifiers, and their short forms.
const MODIFIERS: [(&str, &str); 3] = [("ctrl-", "C-"), ("shift-", "S-"), ("alt-", "M-")];

/// Names of keys, and how they are shown.
const SIGNS: [(&str, &str); 14] = [
    ("f1", "F1"),
    ("down", "↓"),
    ("up", "↑"),
    ("left", "←"),
    ("right", "→"),
    ("space", "Space"),
    ("enter", "Enter"),
    ("esc", "Esc"),
    // As which terminals send it.
    ("ctrl-7", "C-_"),
    ("tab", "Tab"),
    ("pagedown", "PgDn"),
    ("pageup", "PgUp"),
    ("home", "Home"),
    ("end", "End"),
];

/// A key as on a keyboard: `↓` for `down`, `C-t` for `ctrl-t`.
pub fn shown(key: &str) -> String {
    if let Some((_, sign)) = SIGNS.iter().find(|(name, _)| *name == key) {
        return (*sign).to_owned();
    }
    let mut modifiers = MODIFIERS.iter();
    match modifiers.find_map(|(name, sign)| Some((sign, key.strip_prefix(name)?))) {
        Some((sign, rest)) => format!("{sign}{}", shown(rest)),
        None => key.to_owned(),
    }
}
