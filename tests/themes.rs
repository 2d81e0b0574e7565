//! Themes on the whole screen.

use backissue::ui::{Painter, theme::Theme};
use insta::assert_snapshot;
use ratatui::{buffer::Buffer, layout::Rect, style::Color};

use unicode_width::UnicodeWidthStr as _;

use crate::support::Reader;

#[test]
fn a_theme_with_a_ground_covers_every_cell() {
    for width in (60..=120).step_by(3) {
        let mut reader = Reader::sized(width, 24);
        for keys in ["ctrl-l", "?", "esc !", "esc t", "esc P"] {
            reader.press(keys);
            let buffer = dark(&reader);
            // The cell behind a wide character is never drawn.
            let pairs = buffer.content.windows(2);
            let drawn = pairs.filter(|pair| pair[0].symbol().width() < 2);
            let bare = drawn.filter(|pair| pair[1].bg == Color::Reset);
            assert_eq!(bare.count(), 0, "after {keys} in {width} columns");
        }
    }
}

#[test]
fn no_wide_character_reaches_over_the_frame_of_what_lies_on_it() {
    for width in 66..=120 {
        let mut reader = Reader::sized(width, 24);
        reader.press("t");
        let (buffer, area) = (dark(&reader), reader.app.overlay_area().unwrap());
        for y in area.y..area.y + area.height {
            let before = buffer[(area.x - 1, y)].symbol();
            assert!(before.width() < 2, "{before} in {width} columns");
        }
    }
}

fn dark(reader: &Reader) -> Buffer {
    let theme = Theme::named("dark").unwrap();
    let size = reader.app.screen.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    let app = &reader.app;
    Painter { app, theme: &theme }.draw(&mut buffer);
    buffer
}

#[test]
fn a_theme_is_seen_while_it_is_looked_at_and_kept_when_chosen() {
    let mut reader = Reader::sized(80, 12);
    reader.app.screen.looks.themes = Theme::BUILTIN.map(|(name, _)| name.to_owned()).to_vec();
    reader.press(",");
    assert_eq!(reader.app.shown_theme(), 0);
    reader.press("j j");
    assert_eq!(reader.app.shown_theme(), 2);
    let picker = reader.screen();
    reader.press("esc");
    assert_eq!(reader.app.shown_theme(), 0);
    reader.press(", j enter");
    assert_eq!(
        (reader.app.shown_theme(), reader.app.screen.looks.theme),
        (1, 1)
    );
    assert_snapshot!(picker + &reader.screen());
}

#[test]
fn without_colours_there_is_nothing_to_choose() {
    let mut reader = Reader::sized(80, 12);
    reader.app.screen.looks.themes = vec!["plain".to_owned()];
    reader.press(",");
    assert!(reader.app.overlay.is_none());
    assert_eq!(reader.app.screen.status.text, "colours are off");
}
