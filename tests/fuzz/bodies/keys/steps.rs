use backissue::{
    app::{
        geometry::Size,
        key::{Key, KeyCap, NamedKey},
        mouse::{Gesture, Pointer},
    },
    model::{Change, Mark, Subject, Value},
};

use super::{super::choices::Choices, world::World};
use crate::support::SNIPPETS;

/// Something that happens to the reader.
#[derive(Debug)]
pub enum Step {
    Keys(Vec<Key>),
    Mouse(Pointer),
    Paste(&'static str),
    Resize(Size),
    /// A file of the archive has this text now, by its number.
    Write(String, usize),
    Remove(String),
    /// The files are away.
    Lose,
    /// What the reader asked of the outside comes to something, by its place among what it asked; or to nothing.
    Answer(usize, bool),
    /// Another window set a mark.
    News(Change),
    /// So many microseconds go by.
    Wait(i64),
}

const NAMED: [NamedKey; 14] = [
    NamedKey::Enter,
    NamedKey::Esc,
    NamedKey::Tab,
    NamedKey::BackTab,
    NamedKey::Backspace,
    NamedKey::Delete,
    NamedKey::Left,
    NamedKey::Right,
    NamedKey::Up,
    NamedKey::Down,
    NamedKey::Home,
    NamedKey::End,
    NamedKey::PageUp,
    NamedKey::PageDown,
];

/// The screens that nobody gets to by chance, from wherever the keys go.
const SCREENS: [&str; 12] = [
    "esc esc S",
    "esc esc T",
    "esc esc t",
    "esc esc /",
    "esc esc =",
    "esc esc :",
    "esc esc '",
    "esc esc ,",
    "esc esc ~",
    "esc esc ?",
    "esc esc !",
    "esc esc ctrl-p",
];

/// Letters of keyboards that are not Latin, and characters of several columns or none.
const FOREIGN: [char; 16] = [
    'ㅓ', 'ㅏ', '하', '휅', 'ㄸ', 'о', 'й', 'Ё', 'の', 'ー', '中', 'é', '👍', '\u{301}',
    '\u{200d}', '\u{1b}',
];

const PASTES: [&str; 10] = [
    "",
    "redis",
    "q",
    "#go -title:\"x",
    "러스트 ㄹㅅㅌ",
    "line\nQ\r\nother\ttab",
    "\x1b[201~Q\x1b]0;x\x07",
    "e\u{301}👨\u{200d}👩\u{200d}👧\u{202e}",
    "(((((((((((((((((((((((((((((((((",
    "1 99999999999999999999999 a-very-long-word-that-no-line-of-any-prompt-on-any-screen-can-hold-in-one-piece-whatever",
];

const GESTURES: [Gesture; 7] = [
    Gesture::Click,
    Gesture::Click,
    Gesture::Drag,
    Gesture::Drag,
    Gesture::Release,
    Gesture::WheelUp,
    Gesture::WheelDown,
];

const WIDTHS: [usize; 12] = [1, 2, 11, 12, 29, 30, 59, 60, 80, 99, 120, 500];
const HEIGHTS: [usize; 10] = [1, 2, 3, 4, 7, 8, 12, 24, 40, 200];

const TAGS: [&str; 4] = ["fog", "fog, sea", "[Sea, 안개, c++]", "lamp"];

/// How many texts there are to be written.
pub const TEXTS: usize = 256;

pub fn next(choices: &mut Choices<'_>, world: &World) -> Step {
    match choices.below(32) {
        0..=14 => Step::Keys(vec![key(choices)]),
        15 => Step::Keys(screen(choices)),
        16..=19 => Step::Mouse(pointer(choices, world.app.screen.size)),
        20 => Step::Paste(choices.pick(&PASTES[..])),
        21 => Step::Resize(size(choices)),
        22 => Step::Write(name(choices), choices.below(TEXTS)),
        23 if choices.once_in(2) => Step::Remove(name(choices)),
        23 if choices.once_in(4) => Step::Lose,
        24 => Step::News(news(choices, world)),
        25 => Step::Wait(1 << choices.below(36)),
        _ => Step::Answer(answer(choices, world.asked.len()), !choices.once_in(4)),
    }
}

fn key(choices: &mut Choices<'_>) -> Key {
    let code = match choices.below(16) {
        0..=9 => KeyCap::Char(char::from(b' ' + choices.below(95) as u8)),
        10..=13 => KeyCap::NamedKey(choices.pick(&NAMED)),
        14 => KeyCap::Char(choices.pick(&FOREIGN)),
        _ => KeyCap::F(choices.below(13) as u8),
    };
    let character = matches!(code, KeyCap::Char(_));
    let modifier = choices.below(16);
    Key {
        ctrl: matches!(modifier, 12..=14),
        alt: modifier == 15,
        shift: !character && matches!(modifier, 10 | 11 | 14),
        ..Key::new(code)
    }
}

fn screen(choices: &mut Choices<'_>) -> Vec<Key> {
    let keys = choices.pick(&SCREENS).split(' ');
    keys.map(|key| key.parse().unwrap()).collect()
}

/// Which question is answered: the last one, as often as not.
fn answer(choices: &mut Choices<'_>, asked: usize) -> usize {
    if choices.once_in(2) {
        asked.saturating_sub(1)
    } else {
        choices.below(asked.max(1))
    }
}

fn pointer(choices: &mut Choices<'_>, size: Size) -> Pointer {
    let gesture = choices.pick(&GESTURES);
    // Now and then outside: the window may have shrunk meanwhile.
    let (x, y) = (usize::from(size.width) + 2, usize::from(size.height) + 2);
    Pointer {
        gesture,
        x: choices.below(x) as u16,
        y: choices.below(y) as u16,
    }
}

/// Mostly small: to draw 100,000 cells takes its time.
pub fn size(choices: &mut Choices<'_>) -> Size {
    let (width, height) = if choices.once_in(4) {
        (choices.pick(&WIDTHS), choices.pick(&HEIGHTS))
    } else {
        (1 + choices.below(130), 1 + choices.below(25))
    };
    Size {
        width: width as u16,
        height: height as u16,
    }
}

pub fn name(choices: &mut Choices<'_>) -> String {
    format!("2031-02-{:02}.md", 1 + choices.below(9))
}

/// A text by its number: half of them have tags, and none is long.
pub fn text(number: usize) -> String {
    // Knuth's multiplier for 32 bits; the high ones are the best.
    let mut state = number as u32;
    let mut below = |n: usize| {
        state = state.wrapping_mul(2_654_435_761).wrapping_add(12_345);
        (state >> 16) as usize % n
    };
    let mut text = String::new();
    if below(2) == 0 {
        let tags = TAGS[below(TAGS.len())];
        text = format!("---\ntags: {tags}\n---\n\n");
    }
    for _ in 0..below(10) {
        text.push_str(SNIPPETS[below(SNIPPETS.len())]);
        text.push_str(["\n", "\n\n", "\n\n", " "][below(4)]);
    }
    text
}

/// A mark on an article that is there, or was, at a time that may be long past.
fn news(choices: &mut Choices<'_>, world: &World) -> Change {
    let subjects = world.subjects();
    let subject = if subjects.is_empty() || choices.once_in(8) {
        Subject::from_name("gone\tfog.example")
    } else {
        choices.pick(&subjects)
    };
    let values = [
        Value::Off,
        Value::Number(1),
        Value::Number(i64::MAX),
        Value::Text("x".into()),
    ];
    Change {
        subject,
        mark: choices.pick(&Mark::ALL),
        value: choices.pick(&values),
        at: world.now - (1 << choices.below(20)),
    }
}
