//! Pictures in the reading pane: asked for, given room, cut by the window.

use std::{fs, path::Path};

use backissue::{
    app::{
        Effect, Message,
        geometry::{Pane, Size},
        picture_request::PictureRequest,
    },
    picture::{self, MOST_BYTES, PictureError, PictureFault, Protocol},
    source::Siblings,
};
use image::ImageFormat;
use ratatui::{buffer::CellDiffOption, style::Color};
use tempfile::TempDir;

use super::{bomb, file, picture, terminal};
use crate::support::{self, Reader};

const CELL: (u16, u16) = (10, 20);

/// An archive of one article that ends with this text, and of these pictures.
fn archive(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let issue = format!(
        "---\nnewsletter: fog\n---\n\n# Fog 1\n\n## [The horn](https://fog.example/)\n\n{text}\n"
    );
    fs::write(folder.path().join("2031-02-03-fog-1.md"), issue).unwrap();
    let put = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    put("fog.png", file(&picture(100, 200), ImageFormat::Png));
    put("sea.jpg", file(&picture(400, 100), ImageFormat::Jpeg));
    put("bomb.png", bomb(60_000, 60_000));
    folder
}

fn open(folder: &TempDir, cell: Option<(u16, u16)>) -> Reader {
    let mut reader = Reader::open(&[folder.path().to_owned()], 120, 40);
    reader.app.screen.focus = Pane::Reader;
    reader.app.reader.set_cell(cell);
    reader
}

fn wanted(effects: Vec<Effect>) -> Vec<PictureRequest> {
    let wanted = effects.into_iter().filter_map(|effect| match effect {
        Effect::Paint(wanted) => Some(wanted),
        _ => None,
    });
    wanted.collect()
}

fn resized(reader: &mut Reader, height: u16) -> Vec<Effect> {
    let size = Size { width: 120, height };
    reader.send(Message::Resize(size))
}

fn sent(effects: &[Effect]) -> Vec<&str> {
    let sent = effects.iter().filter_map(|effect| match effect {
        Effect::Send(sequences) => Some(&**sequences),
        _ => None,
    });
    sent.collect()
}

/// What the thread that makes pictures answers.
fn answer(
    reader: &mut Reader,
    folder: &Path,
    wanted: PictureRequest,
    protocol: Protocol,
) -> Vec<Effect> {
    let mut files = Siblings::of(vec![folder.to_owned()]);
    let read = files.read(&wanted.origin, &wanted.target, MOST_BYTES);
    let room = (wanted.canvas, wanted.columns);
    let target = wanted.target.clone();
    let made = read.map_err(PictureFault::from);
    let made = made.and_then(|bytes| picture::paint(&bytes, room, terminal(protocol), 9));
    let made = made.map_err(|fault| PictureError { target, fault });
    reader.send(Message::Painted(Box::new(wanted), made))
}

/// A reader that shows all pictures near its window.
fn shown(text: &str, protocol: Protocol) -> Reader {
    let folder = archive(text);
    let mut reader = open(&folder, Some(CELL));
    let mut effects = reader.send(Message::Clock(0));
    effects.extend(reader.press("+"));
    for wanted in wanted(effects) {
        answer(&mut reader, folder.path(), wanted, protocol);
    }
    reader
}

fn rows(reader: &Reader) -> Vec<String> {
    let pane = reader.app.geometry().inside(Pane::Reader);
    let screen = reader.buffer();
    let row = |y: u16| {
        let cells = (pane.x..pane.x + pane.width).map(|x| screen[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    };
    (pane.y..pane.y + pane.height).map(row).collect()
}

#[test]
fn a_picture_has_room_below_the_text_that_names_it() {
    let reader = shown(
        "Look: ![horn](fog.png) loud.\n\nAfter it.",
        Protocol::Blocks,
    );
    let rows = rows(&reader);
    let at = rows
        .iter()
        .position(|row| row == "Look: [image: horn] loud.")
        .unwrap();
    assert!(
        rows[at + 1..at + 11]
            .iter()
            .all(|row| row.contains(['▀', ' ', '▄']) || row.is_empty())
    );
    assert_eq!(rows[at + 11..at + 13], ["", "After it."]);
    let pane = reader.app.geometry().inside(Pane::Reader);
    let screen = reader.buffer();
    let (x, y) = (pane.x, pane.y + at as u16 + 1);
    assert_eq!(screen[(x + 1, y)].bg, Color::Rgb(255, 0, 0));
    assert_eq!(screen[(x + 9, y + 9)].bg, Color::Rgb(0, 0, 255));
    assert_eq!(screen[(x + 10, y + 9)].bg, Color::Reset);
}

/// The screen, with full blocks where nothing but the ground of a cell shows.
fn screen(reader: &Reader) -> String {
    let mut screen = reader.buffer();
    for cell in &mut screen.content {
        if cell.symbol() == " " && cell.bg != Color::Reset {
            cell.set_symbol("█");
        }
    }
    support::text(&screen)
}

#[test]
fn a_screen_with_pictures() {
    let text = "그림은 글 아래에 있다. ![무적](fog.png)\n\n- 목록 안의 것: ![바다](sea.jpg)\n\n> ![없는 것](no.png)\n\n## [Other](https://other.example/)\n\nText.";
    let reader = shown(text, Protocol::Blocks);
    insta::with_settings!({ snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!(screen(&reader));
    });
}

#[test]
fn the_window_cuts_a_picture() {
    let text = format!("![horn](fog.png)\n\n{}", "Text.\n\n".repeat(20));
    let mut reader = shown(&text, Protocol::Kitty);
    reader.resize(120, 14);
    let part = |row: u16| picture::symbol(row, 0).unwrap();
    let first_part = |reader: &Reader| {
        let rows = rows(reader);
        let row = rows.iter().position(|row| row.contains('\u{10eeee}'));
        row.map(|row| rows[row].chars().take(3).collect::<String>())
    };
    assert_eq!(first_part(&reader), Some(part(0)));
    let line = reader.app.reader.page().figures()[0].line as usize;
    for row in 0..8 {
        while reader.app.reader.top() < line + usize::from(row) {
            reader.press("j");
        }
        assert_eq!(first_part(&reader), Some(part(row)), "{:?}", rows(&reader));
    }
}

#[test]
fn what_cannot_be_shown_says_why_in_its_place() {
    let text = "![a](no.png) ![b](bomb.png) ![c](../c.png) ![d](2031-02-03-fog-1.md)";
    let reader = shown(text, Protocol::Blocks);
    let rows = rows(&reader).join(" ");
    for why in [
        "not shown: no.png is not in the archive",
        "not shown: bomb.png has 60000 × 60000 pixels, more than 40 million",
        "not shown: ../c.png is not in the archive",
        "not shown: 2031-02-03-fog-1.md is not a PNG, JPEG, GIF or WebP",
    ] {
        assert!(rows.contains(why), "{why} in {rows}");
    }
}

#[test]
fn only_files_near_the_window_are_asked_for_and_each_once() {
    let far = "Text.\n\n".repeat(100);
    let text = format!(
        "![a](fog.png) ![b](https://fog.example/b.png) ![c](/c.png) ![d](data:image/png;base64,AA)\n\n{far}![e](sea.jpg)"
    );
    let folder = archive(&text);
    let mut reader = open(&folder, Some(CELL));
    let names = |effects| {
        let wanted = wanted(effects);
        wanted.into_iter().map(|it| it.target).collect::<Vec<_>>()
    };
    assert_eq!(names(reader.press("j")), ["fog.png"]);
    assert_eq!(names(reader.press("j")), [""; 0]);
    assert_eq!(names(reader.press("G")), ["sea.jpg"]);
    assert_eq!(
        names(resized(&mut reader, 39)),
        [""; 0],
        "the room is the same"
    );
}

#[test]
fn where_pictures_are_off_none_is_asked_for() {
    let folder = archive("![a](fog.png)\n\nAfter it.");
    let mut reader = open(&folder, None);
    assert_eq!(wanted(reader.press("j k")), []);
    reader.app.reader.set_cell(Some(CELL));
    reader.app.screen.looks.themes = vec!["plain".into()];
    assert_eq!(wanted(reader.press("j k")), []);
    let rows = rows(&reader);
    let at = rows.iter().position(|row| row == "[image: a]").unwrap();
    assert_eq!(rows[at + 2], "After it.");
}

#[test]
fn the_terminal_is_told_of_a_picture_once_and_when_it_is_over() {
    let folder = archive("![a](fog.png)\n\n## [Other](https://other.example/)\n\nText.");
    let mut reader = open(&folder, Some(CELL));
    let asked = wanted(reader.press("j")).remove(0);
    let late = asked.clone();
    let effects = answer(&mut reader, folder.path(), asked, Protocol::Kitty);
    assert!(
        sent(&effects)[0].starts_with("\x1b_Ga=T,U=1,"),
        "{effects:?}"
    );
    assert_eq!(reader.app.reader.sendings().count(), 1);
    assert_eq!(sent(&reader.press("j")), [""; 0]);
    let over = picture::forget(9);
    assert_eq!(sent(&reader.press("]")), [&over]);
    assert_eq!(reader.app.reader.sendings().count(), 0);
    let effects = answer(&mut reader, folder.path(), late, Protocol::Kitty);
    assert_eq!(sent(&effects), [""; 0], "it came too late");
}

#[test]
fn a_picture_is_made_again_only_if_it_becomes_another_one() {
    let folder = archive("![a](fog.png)");
    let mut reader = open(&folder, Some(CELL));
    let asked = wanted(reader.press("j")).remove(0);
    let kitty = Protocol::Kitty;
    let again = wanted(resized(&mut reader, 37)).remove(0);
    assert_ne!(asked.canvas, again.canvas);
    let effects = answer(&mut reader, folder.path(), asked, kitty);
    assert_eq!(sent(&effects).len(), 1, "as large in either window");
    let effects = answer(&mut reader, folder.path(), again, kitty);
    assert_eq!(sent(&effects), [""; 0], "it is there already");
    assert_eq!(wanted(resized(&mut reader, 34)), []);
    let smaller = wanted(resized(&mut reader, 12));
    assert_eq!(smaller.len(), 1);
}

#[test]
fn the_text_in_the_window_stays_when_a_picture_comes_above_it() {
    let text = format!("![a](fog.png)\n\n{}", "Some text.\n\n".repeat(60));
    let folder = archive(&text);
    let mut reader = open(&folder, Some(CELL));
    let asked = wanted(reader.press("j")).remove(0);
    reader.press("d");
    let (before, top) = (rows(&reader), reader.app.reader.top());
    answer(&mut reader, folder.path(), asked, Protocol::Blocks);
    assert_eq!(rows(&reader)[..20], before[..20]);
    assert_eq!(reader.app.reader.top(), top + 10);
}

#[test]
fn what_the_terminal_draws_itself_is_not_drawn_under_a_box() {
    let escape = |reader: &Reader| rows(reader).iter().any(|row| row.contains('\x1b'));
    for protocol in [Protocol::Iterm2, Protocol::Sixel] {
        let mut reader = shown("![a](fog.png)", protocol);
        assert!(escape(&reader), "{protocol:?}");
        let screen = reader.buffer();
        let skipped = screen
            .content
            .iter()
            .filter(|cell| cell.diff_option == CellDiffOption::Skip);
        assert_eq!(skipped.count(), 9 * 10, "{protocol:?}");
        reader.press("?");
        assert!(!escape(&reader), "{protocol:?}");
        reader.press("esc");
        assert!(escape(&reader), "{protocol:?}");
    }
}
