//! Editing a line of text, with the keys of readline.

use tui_input::{Input, InputRequest};

use super::key::{Key, KeyCap, NamedKey};
use crate::text::{Ruler, clean};

/// Applies a key to a line. Returns true if it changed the text.
pub fn type_key(input: &mut Input, key: Key) -> bool {
    let change = edit(key).and_then(|request| input.handle(request));
    change.is_some_and(|change| change.value)
}

/// Inserts text at the cursor, cleaned and in one line: pasted text may come from anywhere.
pub fn paste(input: &mut Input, text: &str) {
    let text = clean::line(text);
    let mut value: String = input.value().chars().take(input.cursor()).collect();
    let cursor = input.cursor() + text.chars().count();
    value.push_str(&text);
    value.extend(input.value().chars().skip(input.cursor()));
    *input = Input::new(value).with_cursor(cursor);
}

/// Puts the cursor before what stands at a column of the text.
pub fn place(input: &mut Input, ruler: Ruler, column: u16) {
    let (mut end, mut before) = (0, 0);
    for (grapheme, columns) in ruler.graphemes(input.value()) {
        end += columns;
        if end > column {
            break;
        }
        before += grapheme.chars().count();
    }
    input.handle(InputRequest::SetCursor(before));
}

/// The edit that a key makes in a line of text, as in readline.
fn edit(key: Key) -> Option<InputRequest> {
    if let Some(c) = key.typed() {
        return Some(InputRequest::InsertChar(c));
    }
    match (key.code, key.ctrl) {
        (KeyCap::NamedKey(NamedKey::Backspace), false) | (KeyCap::Char('h'), true) => {
            Some(InputRequest::DeletePrevChar)
        }
        (KeyCap::NamedKey(NamedKey::Delete), _) => Some(InputRequest::DeleteNextChar),
        (KeyCap::NamedKey(NamedKey::Backspace) | KeyCap::Char('w'), true) => {
            Some(InputRequest::DeletePrevWord)
        }
        (KeyCap::Char('u'), true) => Some(InputRequest::DeleteLine),
        (KeyCap::Char('k'), true) => Some(InputRequest::DeleteTillEnd),
        (KeyCap::NamedKey(NamedKey::Left), _) => Some(InputRequest::GoToPrevChar),
        (KeyCap::NamedKey(NamedKey::Right), _) => Some(InputRequest::GoToNextChar),
        (KeyCap::NamedKey(NamedKey::Home), _) | (KeyCap::Char('a'), true) => {
            Some(InputRequest::GoToStart)
        }
        (KeyCap::NamedKey(NamedKey::End), _) | (KeyCap::Char('e'), true) => {
            Some(InputRequest::GoToEnd)
        }
        _ => None,
    }
}
