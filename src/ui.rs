//! Drawing: `&App` to a ratatui buffer. Nothing here changes state.
