//! Keys and mouse: the bindings, and the presses and clicks so far.

use super::{
    key::Key, keyboard::KeyboardKind, keymap::Keymap, mouse::Pointer, overlay::TagPicker,
    split::Border,
};

/// The keymap, and the input that is not complete yet.
#[derive(Debug)]
pub struct Controls {
    /// The bindings.
    pub keymap: Keymap,
    /// The keyboard in use.
    pub keyboard: KeyboardKind,
    /// The keys of a sequence whose end is to come.
    pub(super) pending: Vec<Key>,
    /// True once the user pressed or clicked anything.
    pub(super) touched: bool,
    /// The time of the last message, in microseconds since 1970.
    pub(super) now: i64,
    /// The last click, and its time.
    pub(super) clicked: Option<(Pointer, i64)>,
    /// The border that the mouse holds.
    pub(super) dragged: Option<Border>,
    /// The tag picker that was closed before what was chosen in it was counted.
    pub(super) wishing: Option<TagPicker>,
    /// Commands of the user's own with runs to come, one after another.
    pub(super) running: Vec<String>,
}

impl Controls {
    /// Nothing is pressed yet.
    pub(super) fn new(keymap: Keymap) -> Self {
        Self {
            keymap,
            keyboard: KeyboardKind::default(),
            pending: Vec::new(),
            touched: false,
            now: 0,
            clicked: None,
            dragged: None,
            wishing: None,
            running: Vec::new(),
        }
    }
}
