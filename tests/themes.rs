//! Themes on the whole screen.

use backissue::ui::{View, theme::Theme};
use ratatui::{buffer::Buffer, layout::Rect, style::Color};

use unicode_width::UnicodeWidthStr as _;

use crate::support::Reader;

#[test]
fn a_theme_with_a_ground_covers_every_cell() {
    let mut reader = Reader::wide();
    for keys in ["ctrl-l", "?", "esc !"] {
        reader.press(keys);
        let theme = Theme::named("dark").unwrap();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
        let app = &reader.app;
        View { app, theme: &theme }.draw(&mut buffer);
        // The cell behind a wide character is never drawn.
        let pairs = buffer.content.windows(2);
        let drawn = pairs.filter(|pair| pair[0].symbol().width() < 2);
        let bare = drawn.filter(|pair| pair[1].bg == Color::Reset);
        assert_eq!(bare.count(), 0, "after {keys}");
    }
}
