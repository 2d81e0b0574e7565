//! The oracle of drawing: after any keys, the terminal shows the same as after a full redraw.

use std::fmt::Write as _;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    cells::Cells,
    model_terminal::{COUNTS, DISPUTED, ModelTerminal},
    rows::{self, PlacedCell},
};
use crate::{
    app::{App, Message, geometry::Size, keymap::Keymap},
    load,
    text::Ruler,
    ui::{
        Painter,
        colours::{Depth, TerminalColours},
        theme::Theme,
    },
};

const SIZE: (u16, u16) = (64, 20);

/// Through lists, texts and what lies over them.
const KEYS: &str = "] ] ] [ j j } l j j space h h j k l t esc / x esc ? down down esc S esc ' esc f esc G k k g i i . . ]";

/// An archive with every disputed grapheme in titles, links, tables and text.
fn disputed_archive() -> String {
    let mut text = "# Lamps 7\n".to_owned();
    for grapheme in DISPUTED {
        let letters = "the lamp burns on and on ".repeat(4);
        let _ = write!(
            text,
            "\n## [A {grapheme} in a title {grapheme}](https://lamp.example/{})\n\n{grapheme} {letters}{grapheme}{grapheme}\n\n| a{grapheme} | b |\n|---|---|\n| {grapheme} {grapheme} | [x{grapheme}](https://x.example) |\n\n{letters}\n\n## Plain {}\n\n{letters}\n",
            text.len(),
            text.len(),
        );
    }
    text
}

fn reader(paths: &[std::path::PathBuf], ruler: Ruler) -> App {
    let (width, height) = SIZE;
    let mut app = App::new("lamps", Keymap::builtin(), Size { width, height });
    load::stream(paths, &load::Options::default(), &mut |batch| {
        app.update(Message::Batch(batch));
    })
    .unwrap();
    app.update(Message::Loaded(Ok(())));
    app.reader.set_ruler(ruler);
    app
}

fn frame(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    let painter = Painter {
        app,
        theme: &Theme::builtin(true),
    };
    painter.draw(&mut buffer);
    painter.hyperlinks(&mut buffer);
    buffer
}

fn written(cells: Vec<PlacedCell<'_>>, buffer: &Buffer) -> String {
    let mut out = Vec::new();
    let mut colours = TerminalColours::new(Depth::Full);
    Cells::new(buffer, &mut colours, &mut out).write(cells.into_iter());
    String::from_utf8(out).unwrap()
}

/// The frames of a walk, one for each key.
fn frames(mut app: App) -> Vec<Buffer> {
    let walk = KEYS.split(' ').cycle().take(3 * KEYS.split(' ').count());
    let frames = walk.map(|key| {
        app.update(Message::Key(key.parse().unwrap()));
        frame(&app)
    });
    frames.collect()
}

#[test]
fn frames_after_others_look_as_redrawn_however_the_terminal_counts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("7.md");
    std::fs::write(&file, disputed_archive()).unwrap();
    for (paths, wide) in [
        (vec![], false),
        (vec![], true),
        (vec![file.clone()], false),
        (vec![file], true),
    ] {
        let ruler = Ruler {
            ambiguous_wide: wide,
        };
        let frames = frames(reader(&paths, ruler));
        for (name, count) in COUNTS {
            let mut terminal = ModelTerminal::new(count, SIZE);
            let mut shown = Buffer::empty(frames[0].area);
            for (next, nth) in frames.iter().zip(0..) {
                terminal.read(&written(rows::changed(&shown, next), next));
                let mut fresh = ModelTerminal::new(count, SIZE);
                fresh.read(&written(rows::all(next), next));
                let rows = terminal.cells.iter().zip(&fresh.cells);
                for (seen, want) in rows {
                    assert_eq!(
                        seen.concat(),
                        want.concat(),
                        "{paths:?} {wide}: frame {nth} in {name}"
                    );
                }
                shown = next.clone();
            }
        }
    }
}
