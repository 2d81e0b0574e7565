//! Editing a line of text, with the keys of readline.

use tui_input::{Input, InputRequest};

use super::key::{Code, Key, Named};
use crate::text::{Ruler, clean};

/// Applies a key to a line. Whether it changed the text.
pub fn type_key(input: &mut Input, key: Key) -> bool {
    let change = edit(key).and_then(|request| input.handle(request));
    change.is_some_and(|change| change.value)
}

/// Puts text in at the cursor, cleaned and in one line: what is pasted may come from anywhere.
pub fn paste(input: &mut Input, text: &str) {
    for c in clean::line(text).chars() {
        input.handle(InputRequest::InsertChar(c));
    }
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

/// What a key does in a line of text, as in readline.
fn edit(key: Key) -> Option<InputRequest> {
    if let Some(c) = key.typed() {
        return Some(InputRequest::InsertChar(c));
    }
    match (key.code, key.ctrl) {
        (Code::Named(Named::Backspace), false) | (Code::Char('h'), true) => {
            Some(InputRequest::DeletePrevChar)
        }
        (Code::Named(Named::Delete), _) => Some(InputRequest::DeleteNextChar),
        (Code::Named(Named::Backspace) | Code::Char('w'), true) => {
            Some(InputRequest::DeletePrevWord)
        }
        (Code::Char('u'), true) => Some(InputRequest::DeleteLine),
        (Code::Char('k'), true) => Some(InputRequest::DeleteTillEnd),
        (Code::Named(Named::Left), _) => Some(InputRequest::GoToPrevChar),
        (Code::Named(Named::Right), _) => Some(InputRequest::GoToNextChar),
        (Code::Named(Named::Home), _) | (Code::Char('a'), true) => Some(InputRequest::GoToStart),
        (Code::Named(Named::End), _) | (Code::Char('e'), true) => Some(InputRequest::GoToEnd),
        _ => None,
    }
}
