//! The clipboard: by the desktop's own programs on this machine, by the terminal (OSC 52) everywhere else.

use std::{
    env,
    io::{self, Write},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::multiplexer::Multiplexer;
use crate::{app::message::Copied, error::ProgramError};

/// The most that terminals take in one sequence, in bytes of base64 (xterm's limit, the smallest that is in use).
const LONGEST: usize = 74_994;

/// The time that a program has: after it, the terminal is asked instead.
const PATIENCE: Duration = Duration::from_secs(2);

/// Programs that put their input into the clipboard, and the variable that must be set for each to be of use.
const PROGRAMS: [(&str, &[&str], &str); 6] = [
    ("wl-copy", &[], "WAYLAND_DISPLAY"),
    ("xclip", &["-selection", "clipboard"], "DISPLAY"),
    ("xsel", &["--clipboard", "--input"], "DISPLAY"),
    ("clip.exe", &[], "WSL_DISTRO_NAME"),
    ("termux-clipboard-set", &[], "TERMUX_VERSION"),
    ("pbcopy", &[], "HOME"),
];

/// Puts text into the clipboard of the machine that the user sits at. Over SSH only the terminal can reach it.
pub(super) fn copy(text: &str, terminal: &mut impl Write) -> Result<Copied, ProgramError> {
    if !is_set("SSH_CONNECTION") && !is_set("SSH_TTY") && by_program(text) {
        return Ok(Copied::Clipboard);
    }
    let multiplexer = Multiplexer::from_environment();
    let sequence = sequence(text, multiplexer).ok_or(ProgramError::TooLong)?;
    let sent = terminal
        .write_all(sequence.as_bytes())
        .and_then(|()| terminal.flush());
    sent.map(|()| Copied::Terminal)
        .map_err(ProgramError::NotCopied)
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// True if one of the programs took the text.
fn by_program(text: &str) -> bool {
    let mut usable = PROGRAMS.iter().filter(|(program, _, needs)| {
        is_set(needs) && (*program != "pbcopy" || cfg!(target_os = "macos"))
    });
    usable.any(|(program, arguments, _)| feed(program, arguments, text).is_ok())
}

fn feed(program: &str, arguments: &[&str], text: &str) -> io::Result<()> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        let text = encoded(program, text);
        // A program that reads nothing holds up this thread alone.
        thread::spawn(move || input.write_all(&text));
    }
    wait(&mut child)
}

/// Waits for a program, and ends it if it takes too long.
fn wait(child: &mut Child) -> io::Result<()> {
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(_) => return Err(io::ErrorKind::Other.into()),
            None if start.elapsed() > PATIENCE => break,
            None => thread::sleep(Duration::from_millis(5)),
        }
    }
    child.kill()?;
    child.wait()?;
    Err(io::ErrorKind::TimedOut.into())
}

/// The program's input: UTF-8, but UTF-16 for Windows' own, which would take UTF-8 for the system's code page.
fn encoded(program: &str, text: &str) -> Vec<u8> {
    if program == "clip.exe" {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    } else {
        text.as_bytes().to_vec()
    }
}

/// `OSC 52 ; c ; base64 BEL` (xterm's control sequences), wrapped as the multiplexer wants it; `None` if it is too long.
fn sequence(text: &str, multiplexer: Multiplexer) -> Option<String> {
    let payload = STANDARD.encode(text);
    if payload.len() > LONGEST {
        return None;
    }
    let plain = format!("\x1b]52;c;{payload}\x07");
    Some(match multiplexer {
        Multiplexer::None => plain,
        // Plain for a tmux that sets the clipboard itself, wrapped for one that lets it through.
        Multiplexer::Tmux => format!("{plain}{}", multiplexer.wrap(&plain)),
        Multiplexer::Screen => multiplexer.wrap(&plain),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::multiplexer::SCREEN_PIECE;

    #[test]
    fn each_multiplexer_gets_its_wrapping() {
        let table = [
            (Multiplexer::None, "\x1b]52;c;7JWI6rCc\x07"),
            (
                Multiplexer::Tmux,
                "\x1b]52;c;7JWI6rCc\x07\x1bPtmux;\x1b\x1b]52;c;7JWI6rCc\x07\x1b\\",
            ),
            (Multiplexer::Screen, "\x1bP\x1b]52;c;7JWI6rCc\x07\x1b\\"),
        ];
        for (multiplexer, want) in table {
            assert_eq!(sequence("안개", multiplexer).as_deref(), Some(want));
        }
    }

    #[test]
    fn long_text_is_cut_for_screen_and_refused_where_no_terminal_takes_it() {
        let text = "a".repeat(2000);
        let pieces = sequence(&text, Multiplexer::Screen).unwrap();
        assert!(
            pieces
                .split("\x1b\\")
                .all(|piece| piece.len() <= SCREEN_PIECE + 2)
        );
        assert_eq!(sequence(&"a".repeat(60_000), Multiplexer::None), None);
    }

    #[test]
    fn windows_reads_utf_16() {
        assert_eq!(encoded("clip.exe", "가"), [0xff, 0xfe, 0x00, 0xac]);
    }
}
