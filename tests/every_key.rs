//! Every key of the keys table, pressed in every pane: something happens, or the status line says why not.

use backissue::{
    app::{
        geometry::Pane,
        keymap::{KeyContext, KeyRow, Keymap},
    },
    load,
    model::Archive,
};

use crate::support::{Reader, fixture};

/// The keys that lead to each pane.
const PANES: [(Pane, &str); 3] = [
    (Pane::Articles, "tab shift-tab"),
    (Pane::Reader, "l"),
    (Pane::Issues, "h"),
];

/// With the index beside the list, and with one pane at a time.
const SIZES: [(u16, u16); 2] = [(144, 16), (40, 12)];

/// Keys pressed before: none; to the end; and so that a filter lets nothing through.
const BEFORE: [&str; 3] = ["ctrl-l", "G", "= # w h a l e enter"];

fn reader(archive: &Archive, before: &str, way: &str, (width, height): (u16, u16)) -> Reader {
    let mut reader = Reader::on(archive, width, height);
    reader.press(before);
    reader.press(way);
    reader
}

/// The keys of a row, each digit by itself.
fn keys(row: &KeyRow) -> Vec<String> {
    let keys = row.on.iter().flat_map(|key| match key.as_str() {
        "1-9" => ('1'..='9').map(String::from).collect(),
        key => vec![key.to_owned()],
    });
    keys.collect()
}

/// The keys that nothing comes of.
fn dead(keys: &[String], reader: impl Fn() -> Reader) -> Vec<&str> {
    let before = reader();
    let (shown, said) = (before.buffer(), before.app.screen.status);
    let is_dead = |key: &&str| {
        let mut reader = reader();
        let effects = reader.press_all(key);
        let status = &reader.app.screen.status;
        let speaks = !status.text.is_empty() && *status != said;
        effects.is_empty() && !speaks && reader.buffer() == shown
    };
    keys.iter().map(String::as_str).filter(is_dead).collect()
}

#[test]
fn every_key_does_something_in_every_pane_or_says_why_not() {
    let archive = load::archive(&[fixture("reader")], &load::Options::default()).unwrap();
    let keymap = Keymap::builtin();
    let keys: Vec<String> = keymap.rows_of(KeyContext::Main).flat_map(keys).collect();
    assert!(keys.len() > 100);
    for (pane, way) in PANES {
        for before in BEFORE {
            for size in SIZES {
                let dead = dead(&keys, || reader(&archive, before, way, size));
                assert!(
                    dead.is_empty(),
                    "{dead:?} in {pane:?} after {before:?} at {size:?}"
                );
            }
        }
    }
}
