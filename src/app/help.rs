//! The keys as people read them, from the rows of the keymap.

use super::keymap::{Context, Keymap};

/// A line of help: the keys, and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `j ↓`
    pub keys: String,
    /// `down one line`
    pub what: &'static str,
}

/// The keys of a context, one line an action.
pub fn lines(keymap: &Keymap, context: Context) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for row in keymap.rows_of(context) {
        let keys = row
            .on
            .iter()
            .map(|key| shown(key))
            .collect::<Vec<_>>()
            .join(" ");
        lines.push(Line {
            keys,
            what: row.action.help(),
        });
    }
    lines
}

/// A key as on a keyboard: `↓` for `down`, `C-t` for `ctrl-t`.
pub fn shown(key: &str) -> String {
    const SIGNS: [(&str, &str); 17] = [
        ("f1", "F1"),
        ("down", "↓"),
        ("up", "↑"),
        ("left", "←"),
        ("right", "→"),
        ("space", "Space"),
        ("enter", "Enter"),
        ("esc", "Esc"),
        ("shift-tab", "S-Tab"),
        ("shift-up", "S-↑"),
        ("shift-down", "S-↓"),
        // As which terminals send it.
        ("ctrl-7", "C-_"),
        ("tab", "Tab"),
        ("pagedown", "PgDn"),
        ("pageup", "PgUp"),
        ("home", "Home"),
        ("end", "End"),
    ];
    match SIGNS.iter().find(|(name, _)| *name == key) {
        Some((_, sign)) => (*sign).to_owned(),
        None => key
            .replace("ctrl-", "C-")
            .replace("shift-", "S-")
            .replace("alt-", "M-"),
    }
}
