//! What is handed to others: to a command, to an editor, to the clipboard of another machine, to a phone.

use std::{
    fs,
    iter::{once, repeat_n},
};

use backissue::text::Ruler;
use portable_pty::CommandBuilder;

use super::{
    home::{Home, fixture},
    pty::Pty,
};

const REFERENCE: &str = "https://fog.example/locks?from=newsletter&issue=33#main";

fn start(command: CommandBuilder, size: (u16, u16)) -> Pty {
    let reader = Pty::start(command, size);
    reader.wait_for("6 unread · 3 issues");
    reader
}

fn reader(home: &Home) -> Pty {
    start(home.backissue([fixture("archive")]), (120, 30))
}

/// The newest issue's source.
fn source() -> String {
    fs::read_to_string(fixture("archive/2026-09-20-33.md")).unwrap()
}

#[test]
fn a_command_reads_the_article_as_it_is_written() {
    let home = Home::new();
    let mut reader = reader(&home);
    reader.press("|cat > \"$HOME/piped\"; echo \"read it\"\r");
    reader.wait_for("[Enter: back to backissue]");
    reader.wait_for("read it");
    let piped = fs::read_to_string(home.path().join("piped")).unwrap();
    assert!(piped.contains(REFERENCE) && source().contains(piped.trim()));
    reader.press("\r");
    reader.wait_for("6 unread · 3 issues");
    // The keyboard is the reader's again.
    reader.press("?");
    reader.wait_for("PgDn");
}

#[test]
fn a_command_that_fails_is_told_with_its_exit_status() {
    let home = Home::new();
    let mut reader = reader(&home);
    reader.press("|exit 5\r");
    reader.wait_for("[Enter: back to backissue]");
    reader.press("\r");
    reader.wait_for("exit 5 failed: exit status: 5");
}

#[test]
fn an_editor_opens_the_file_at_the_article() {
    let table = [
        ("", "Fog locks, explained", "안개 속에서도"),
        ("]", "Columns at sea", "항해 일지를"),
    ];
    for (keys, seen, title) in table {
        let home = Home::new();
        let mut command = home.backissue([fixture("archive")]);
        command.env("EDITOR", fixture("vim"));
        let mut reader = start(command, (120, 30));
        reader.press(keys);
        reader.wait_for(seen);
        reader.press("e");
        let line = home.opened();
        assert_eq!(
            home.opened(),
            fixture("archive/2026-09-20-33.md").display().to_string()
        );
        let number: usize = line.strip_prefix('+').unwrap().parse().unwrap();
        let source = source();
        let text = source.lines().nth(number - 1).unwrap();
        assert!(text.contains(title), "{line}: {text}");
        reader.wait_for("6 unread · 3 issues");
    }
}

#[test]
fn over_ssh_the_terminal_gets_what_is_copied() {
    let copy = "\x1b]52;c;aHR0cHM6Ly9mb2cuZXhhbXBsZS9sb2Nrcz9mcm9tPW5ld3NsZXR0ZXImaXNzdWU9MzMjbWFpbg==\x07";
    let through_tmux = format!("{copy}\x1bPtmux;\x1b{copy}\x1b\\");
    let through_screen = format!("\x1bP{copy}\x1b\\");
    let table = [
        ("", copy),
        ("TMUX", &through_tmux),
        ("STY", &through_screen),
    ];
    for (multiplexer, want) in table {
        let home = Home::new();
        let mut command = home.backissue([fixture("archive")]);
        command.env("SSH_CONNECTION", "192.0.2.1 5000 192.0.2.2 22");
        // Never asked: it would be the clipboard of the wrong machine.
        command.env("DISPLAY", ":0");
        if !multiplexer.is_empty() {
            command.env(multiplexer, "/tmp/socket,1,0");
        }
        let mut reader = start(command, (120, 30));
        reader.press("y");
        reader.wait_for(&format!("sent to the terminal's clipboard: {REFERENCE}"));
        let written = String::from_utf8(reader.bytes()).unwrap();
        assert!(written.contains(want), "{multiplexer}");
        assert_eq!(
            written.matches("]52;").count(),
            want.matches("]52;").count(),
            "{multiplexer}"
        );
    }
}

/// Pixels of a module's side, as a camera would see it.
const SCALE: usize = 4;

/// A row by its columns: wide characters take two.
fn cells(row: &str) -> Vec<char> {
    let cells = row.chars().flat_map(|c| {
        let more = Ruler::default().width(&c.to_string()).saturating_sub(1);
        once(c).chain(repeat_n(' ', more))
    });
    cells.collect()
}

/// What a phone reads from the screen, where only blocks are dark.
fn scanned(screen: &str) -> Vec<String> {
    let rows: Vec<Vec<char>> = screen.lines().map(cells).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let dark = |x: usize, y: usize| {
        let cell = rows[y / 2].get(x).copied().unwrap_or(' ');
        cell == '█' || cell == ['▀', '▄'][y % 2]
    };
    let shade = |x: usize, y: usize| if dark(x / SCALE, y / SCALE) { 0 } else { 255 };
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(width * SCALE, rows.len() * 2 * SCALE, shade);
    let grids = image.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

#[test]
fn a_phone_reads_the_reference_from_the_screen() {
    // In the second window, only the lowest error level fits.
    for size in [(120, 40), (60, 21)] {
        let home = Home::new();
        let mut reader = start(home.backissue([fixture("archive")]), size);
        reader.press("P");
        reader.wait_for("▀▀▀▀▀");
        assert_eq!(scanned(&reader.screen()), [REFERENCE], "{size:?}");
    }
}
