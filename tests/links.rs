//! Links, copies, programs: (before, keys, after) on the reader's own fixture.

use std::path::PathBuf;

use backissue::{
    app::{
        App, Effect, Message,
        geometry::{Pane, Size},
        key::Key,
        keymap::Keymap,
        message::{Clip, Copied, Pipe},
        overlay::Overlay,
    },
    load,
    model::Link,
    page::{Role, StyledLine, highlight::highlight},
    text::Ruler,
    ui::{Painter, theme::Theme},
};
use ratatui::{
    buffer::{Buffer, CellWidth as _},
    layout::Rect,
};

fn reader() -> App {
    reader_of(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/reader").into())
}

fn reader_of(folder: PathBuf) -> App {
    let size = Size {
        width: 120,
        height: 40,
    };
    let mut app = App::new("reader", Keymap::builtin(), size);
    load::stream(&[folder], &load::Options::default(), &mut |batch| {
        app.update(Message::Batch(batch));
    })
    .unwrap();
    app.screen.focus = Pane::Reader;
    app
}

/// Keys with spaces between them, as the keymap writes them.
fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let keys = keys.split(' ').map(|key| key.parse::<Key>().unwrap());
    // Reading leaves marks, which are tested elsewhere.
    keys.flat_map(|key| app.update(Message::Key(key)))
        .filter(|effect| !matches!(effect, Effect::Store(_)))
        .collect()
}

fn opened(effects: &[Effect]) -> Vec<&str> {
    let urls = effects.iter().filter_map(|effect| match effect {
        Effect::Open(link) => Some(link.url()),
        _ => None,
    });
    urls.collect()
}

fn copied(effects: &[Effect]) -> Option<(&str, &str)> {
    match effects {
        [Effect::Copy(Clip { what, text })] => Some((what, text)),
        _ => None,
    }
}

fn screen(app: &App) -> String {
    let Size { width, height } = app.screen.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    Painter {
        app,
        theme: &Theme::builtin(true),
    }
    .draw(&mut buffer);
    let row = |y: u16| {
        (0..width)
            .map(|x| buffer[(x, y)].symbol())
            .collect::<String>()
    };
    (0..height)
        .map(|y| row(y).trim_end().to_owned() + "\n")
        .collect()
}

const GUIDE: &str = "https://locks.example/guide";
const SOURCE: &str = "https://fog.example/redis-locks?lang=ko&mode=full";

#[test]
fn links_open_by_number_and_by_letter() {
    let table = [
        ("1", vec![GUIDE]),
        ("2", vec![SOURCE]),
        ("9", vec![]),
        ("0", vec![]),
        ("# 2 enter", vec![SOURCE]),
        ("# 2 esc", vec![]),
        ("# x enter", vec![]),
        ("o", vec![SOURCE]),
        // The title opens the reference and is in sight first; the guide comes next.
        ("f a", vec![SOURCE]),
        ("f s", vec![GUIDE]),
        ("f S", vec![GUIDE]),
        ("f ㄴ", vec![GUIDE]),
        ("f x", vec![]),
        ("f esc", vec![]),
    ];
    for (keys, want) in table {
        let mut app = reader();
        assert_eq!(opened(&press(&mut app, keys)), want, "{keys}");
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let table = [
        ("9", "there is no link 9 here"),
        ("# x enter", "`x` is not a number"),
        ("(", "there is no section before this"),
    ];
    for (keys, want) in table {
        let mut app = reader();
        press(&mut app, keys);
        assert_eq!(app.screen.status.text, want, "{keys}");
    }
}

#[test]
fn urls_and_texts_are_copied() {
    let markdown = format!("[안개 속에서 레디스로 잠금 잡기]({SOURCE})");
    let table = [
        ("y", "the URL", SOURCE),
        ("Y", "a Markdown link", markdown.as_str()),
        ("c t", "the title", "안개 속에서 레디스로 잠금 잡기"),
        ("c y", "the URL", SOURCE),
        ("F s", "the URL", GUIDE),
    ];
    for (keys, what, text) in table {
        let mut app = reader();
        assert_eq!(copied(&press(&mut app, keys)), Some((what, text)), "{keys}");
        assert!(app.overlay.is_none(), "{keys}");
    }
    let mut app = reader();
    let effects = press(&mut app, "c a");
    assert!(copied(&effects).unwrap().1.contains("- 레퍼런스\n"));
    let effects = press(&mut app, "c s");
    let (_, summary) = copied(&effects).unwrap();
    assert!(
        summary.starts_with("* 잠금에는") && summary.ends_with("있습니다."),
        "{summary}"
    );
}

#[test]
fn the_status_says_where_a_copy_went() {
    let mut app = reader();
    let clip = || Clip {
        what: "the URL",
        text: SOURCE.into(),
    };
    app.update(Message::Copied(clip(), Ok(Copied::Clipboard)));
    assert_eq!(app.screen.status.text, "copied the URL");
    app.update(Message::Copied(clip(), Ok(Copied::Terminal)));
    assert_eq!(
        app.screen.status.text,
        format!("sent to the terminal's clipboard: {SOURCE}")
    );
}

#[test]
fn articles_go_to_commands_and_editors() {
    let mut app = reader();
    let effects = press(&mut app, "| w c enter");
    let [Effect::Pipe(Pipe { command, text })] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(command, "wc");
    assert!(text.starts_with("## 안개"));
    let effects = press(&mut app, "e");
    let [Effect::EditFile(edit)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(edit.file.ends_with("2031-02-10-lantern-8.md"));
    assert_eq!(edit.line, 10);
}

#[test]
fn letters_stand_over_the_links() {
    let mut app = reader();
    press(&mut app, "f");
    assert!(matches!(app.overlay, Some(Overlay::Hints(_))));
    let shown = screen(&app);
    assert!(
        shown.contains("s금 안내서") || shown.contains("s "),
        "{shown}"
    );
    app.update(Message::Resize(Size {
        width: 80,
        height: 24,
    }));
    assert!(app.overlay.is_none());
}

#[test]
fn sections_are_reached_in_a_low_window() {
    let mut app = reader();
    app.update(Message::Resize(Size {
        width: 120,
        height: 10,
    }));
    let heading = |app: &App| {
        app.reader
            .page()
            .line(app.reader.top())
            .unwrap()
            .text()
            .to_owned()
    };
    press(&mut app, ")");
    assert_eq!(heading(&app), "소개");
    press(&mut app, ")");
    assert_eq!(heading(&app), "요약");
    press(&mut app, "(");
    assert_eq!(heading(&app), "소개");
}

#[test]
fn the_measure_is_set_and_the_place_is_kept() {
    let mut app = reader();
    app.update(Message::Resize(Size {
        width: 300,
        height: 12,
    }));
    let widest = |app: &App| {
        app.reader
            .page()
            .lines_from(0)
            .map(|line| line.text().chars().count())
            .max()
            .unwrap()
    };
    press(&mut app, ")");
    let before = widest(&app);
    press(&mut app, "- - - - - - - - - -");
    assert!(widest(&app) < before);
    let top = app
        .reader
        .page()
        .line(app.reader.top())
        .unwrap()
        .text()
        .to_owned();
    assert_eq!(top, "소개");
    press(&mut app, "z");
    assert!(widest(&app) >= before);
}

#[test]
fn a_qr_code_is_drawn_where_it_fits_and_the_url_where_not() {
    let mut app = reader();
    press(&mut app, "P");
    assert!(
        matches!(&app.overlay, Some(Overlay::Qr(link)) if *link == Link::new(SOURCE, link.label()).unwrap())
    );
    let shown = screen(&app);
    assert!(shown.contains('▀') && shown.contains('▄'));
    app.update(Message::Resize(Size {
        width: 60,
        height: 16,
    }));
    let shown = screen(&app);
    assert!(
        shown.contains("too long for a QR code") && shown.contains(SOURCE),
        "{shown}"
    );
}

#[test]
fn code_is_coloured_when_it_is_looked_at() {
    let mut app = reader();
    assert!(
        press(&mut app, "j k -").is_empty(),
        "this article has no code"
    );
    let effects = press(&mut app, "}");
    let [Effect::Highlight(subject, code)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let colours = highlight(&code[0], &|| true).unwrap();
    app.update(Message::Highlighted(
        *subject,
        vec![(code[0].block, colours)],
    ));
    let coloured = |app: &App| {
        let lines = app.reader.page().lines_from(0);
        lines
            .flat_map(StyledLine::runs)
            .any(|run| run.style.role == Role::Keyword)
    };
    assert!(coloured(&app));
    assert!(press(&mut app, "-").is_empty());
    assert!(coloured(&app), "colours stay at another width");
}

/// The columns of a row as such a terminal draws it: what `ForcedWidth` says is believed, all else measured.
fn drawn(buffer: &Buffer, ruler: Ruler, y: u16) -> usize {
    let (mut x, mut columns) = (0, 0);
    while x < buffer.area.width {
        columns += ruler.width(linked(buffer[(x, y)].symbol()).0);
        x += buffer[(x, y)].cell_width().max(1);
    }
    columns
}

/// The text of a cell, and where it leads as the terminal is told.
fn linked(symbol: &str) -> (&str, Option<&str>) {
    let Some(link) = symbol.strip_prefix("\x1b]8;id=backissue-") else {
        return (symbol, None);
    };
    let (_, link) = link.split_once(';').unwrap();
    let (url, text) = link.split_once("\x1b\\").unwrap();
    (text.strip_suffix("\x1b]8;;\x1b\\").unwrap(), Some(url))
}

/// The text in a row that leads to a URL.
fn text_linked_to(buffer: &Buffer, y: u16, url: &str) -> String {
    let (mut x, mut text) = (0, String::new());
    while x < buffer.area.width {
        let cell = &buffer[(x, y)];
        match linked(cell.symbol()) {
            (part, Some(to)) if to == url => text.push_str(part),
            _ => {}
        }
        x += cell.cell_width().max(1);
    }
    text
}

#[test]
fn the_terminal_knows_links_however_it_draws_ambiguous_characters() {
    for ambiguous_wide in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let text = "# Fog 1\n\n## Horns\n\nText ·· [see … “the fog” — 안개·등대 α](https://fog.example/a) ·.\n";
        std::fs::write(folder.path().join("fog-1.md"), text).unwrap();
        let mut app = reader_of(folder.path().to_owned());
        app.reader.set_ruler(Ruler { ambiguous_wide });
        press(&mut app, "j");
        let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
        let view = Painter {
            app: &app,
            theme: &Theme::builtin(true),
        };
        view.draw(&mut buffer);
        view.hyperlinks(&mut buffer);
        let rows = (0..40).map(|y| text_linked_to(&buffer, y, "https://fog.example/a"));
        let want = "see … “the fog” — 안개·등대 α";
        assert!(
            rows.clone().any(|row| row.contains(want)),
            "{ambiguous_wide}: {:?}",
            rows.collect::<Vec<_>>()
        );
    }
}

#[test]
fn rows_fit_where_the_terminal_draws_ambiguous_characters_wide() {
    let ruler = Ruler {
        ambiguous_wide: true,
    };
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        for keys in ["j", "?", "f", "c", "P", "t", "q"] {
            let mut app = reader();
            app.reader.set_ruler(ruler);
            app.update(Message::Resize(Size { width, height }));
            press(&mut app, keys);
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            let view = Painter {
                app: &app,
                theme: &Theme::builtin(true),
            };
            view.draw(&mut buffer);
            view.hyperlinks(&mut buffer);
            for y in 0..height {
                let columns = drawn(&buffer, ruler, y);
                assert!(
                    columns == usize::from(width),
                    "{columns} in row {y} at {width}x{height} after {keys}: {}",
                    screen(&app)
                );
            }
        }
    }
}
