//! A monkey at a real terminal. What reaches the app from there is tried further in `tests/monkey.rs`; here it is what becomes of
//! bytes: of keys, the mouse, pastes, sizes and signals on the way in, and of frames on the way out.
//!
//! `MONKEY_SEED`, as printed by a failure, has it do the same again, as far as time lets it.

use std::{fs, panic, path::Path};

use portable_pty::CommandBuilder;

use super::{home::Home, pty::Pty};
use crate::{
    fuzz::bodies::choices::Choices,
    hostile::escapes::foreign,
    monkey::{random_bytes, variable},
    support::SNIPPETS,
};

const EVENTS: usize = 2000;

/// So many happen before the screen is looked at.
const BURST: usize = 20;

/// Bytes of choices for an event, about.
const BYTES: usize = 6;

/// What keys send that are no characters (xterm's ctlseqs), and what no key sends. Ctrl-C and Ctrl-Z are tested by themselves.
const NAMED: [&str; 22] = [
    "\r",
    "\t",
    "\x7f",
    "\x1b",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[H",
    "\x1b[F",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[Z",
    "\x1bOP",
    "\x1b[1;3D",
    "\x1b[1;3C",
    "\x1bj",
    "\x04",
    "\x15",
    "\x17",
    "\x1b[99;99;99~",
    "\x1b[?1;2c",
];

const PASTES: [&str; 4] = ["redis", "Q\rQ\r", "line\nother\ttab", "\x1b]0;x\x07ㄱㄴ👍"];

/// The bytes of a text that is pasted, at least.
const PASTED: [usize; 6] = [1, 1, 1, 5_000, 100_000, 1_000_000];

/// Signals of window managers and shells. Those that end the reader have tests of their own: on a busy machine it ends by force.
const SIGNALS: [&str; 2] = ["WINCH", "CONT"];

const SIZES: [(u16, u16); 8] = [
    (1, 1),
    (12, 4),
    (30, 8),
    (59, 12),
    (80, 24),
    (100, 30),
    (120, 40),
    (200, 60),
];

#[test]
fn whatever_a_monkey_types_the_terminal_comes_back() {
    let seed = variable("MONKEY_SEED").unwrap_or(1);
    let bytes = random_bytes(seed, EVENTS * BYTES);
    if let Err(why) = panic::catch_unwind(|| play(&bytes)) {
        println!("to see it again: MONKEY_SEED={seed} cargo test terminal::monkey");
        panic::resume_unwind(why);
    }
}

fn play(bytes: &[u8]) {
    let home = Home::new();
    let archive = home.path().join("archive");
    fs::create_dir(&archive).unwrap();
    let mut choices = Choices::new(bytes);
    for _ in 0..5 {
        write(&archive, &mut choices);
    }
    let start = || {
        let reader = Pty::start(command(&home, &archive), SIZES[5]);
        reader.wait_for("backissue");
        reader
    };
    let (mut reader, mut at) = (start(), 5);
    for _ in 0..EVENTS / BURST {
        for _ in 0..BURST {
            act(&mut reader, SIZES[at], &archive, &mut choices);
        }
        if reader.is_over() {
            // It was told to quit, by name.
            assert_ends(&reader);
            (reader, at) = (start(), 5);
        }
        // Back from a program that was given the terminal all the same.
        reader.type_if_there("\r\r");
        // Another one each time: for the same, no program is told.
        at = (at + 1 + choices.below(SIZES.len() - 1)) % SIZES.len();
        reader.resize_or_end(SIZES[at].0, SIZES[at].1);
    }
    if !reader.is_over() {
        reader.press_until_over("\x1b\x1bQ");
    }
    assert_ends(&reader);
}

/// Nothing but the reader is found there: the monkey may type a command to give an article to.
fn command(home: &Home, archive: &Path) -> CommandBuilder {
    let mut command = home.backissue([archive]);
    command.env("PATH", home.path());
    command
}

fn act(reader: &mut Pty, size: (u16, u16), archive: &Path, choices: &mut Choices<'_>) {
    match choices.below(32) {
        0..=17 => reader.type_if_there(&key(choices)),
        18..=21 => reader.type_if_there(choices.pick(&NAMED)),
        22..=28 => reader.type_if_there(&mouse(size, choices)),
        29 => {
            let text = choices.pick(&PASTES);
            let pasted = text.repeat(choices.pick(&PASTED).div_ceil(text.len()));
            reader.type_if_there(&format!("\x1b[200~{pasted}\x1b[201~"));
        }
        30 if choices.below(4) == 0 => reader.signal_if_there(choices.pick(&SIGNALS)),
        _ => write(archive, choices),
    }
}

/// Any character but those that quit, or give the terminal away.
fn key(choices: &mut Choices<'_>) -> String {
    let c = char::from(b' ' + choices.below(95) as u8);
    if "qQ|".contains(c) {
        "ㅂ".to_owned()
    } else {
        c.to_string()
    }
}

/// A press, a drag, a release or the wheel, in the window or just outside.
fn mouse((width, height): (u16, u16), choices: &mut Choices<'_>) -> String {
    let (button, end) = choices.pick(&[
        (0, 'M'),
        (0, 'M'),
        (32, 'M'),
        (0, 'm'),
        (64, 'M'),
        (65, 'M'),
    ]);
    let (x, y) = (
        choices.below(width.into()) + 1,
        choices.below(height.into()) + 2,
    );
    format!("\x1b[<{button};{x};{y}{end}")
}

fn write(archive: &Path, choices: &mut Choices<'_>) {
    let mut text = String::new();
    for _ in 0..choices.below(14) {
        text.push_str(choices.pick(SNIPPETS));
        text.push_str("\n\n");
    }
    let name = format!("2031-02-{:02}.md", 1 + choices.below(9));
    fs::write(archive.join(name), text + "# Fog\n").unwrap();
}

fn assert_ends(reader: &Pty) {
    assert!(reader.wait_for_exit().success(), "{}", reader.screen());
    assert_eq!(reader.not_restored(), [""; 0]);
    assert_eq!(foreign(&until_left(&reader.bytes())), None);
}

/// What was written until the terminal was given back: from then on it shows by itself what is typed.
fn until_left(bytes: &[u8]) -> Vec<u8> {
    let leave = b"\x1b[?1049l";
    let left = bytes.windows(leave.len()).position(|part| part == leave);
    bytes[..left.unwrap()].to_vec()
}
