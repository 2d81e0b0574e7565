//! The terminal is given back as it was found, however the reader ends.

use std::{
    env, fs,
    path::PathBuf,
    process, thread,
    time::{Duration, Instant},
};

use backissue::{config::ReaderOptions, tui};
use portable_pty::ExitStatus;

use super::{
    home::{Home, fixture},
    pty::Pty,
};

/// Starts the reader, does something to it, and waits for its end.
fn end(act: impl FnOnce(&mut Pty)) -> (Pty, ExitStatus) {
    let home = Home::new();
    let mut reader = Pty::start(home.backissue([fixture("archive")]), (100, 30));
    reader.wait_for("6 unread · 3 issues");
    assert!(reader.not_restored().contains(&"alternate screen"));
    act(&mut reader);
    let exit = reader.wait_for_exit();
    (reader, exit)
}

#[test]
fn quitting_restores_the_terminal() {
    for keys in ["hhq", "llqqq", "Q", "\x03", "t\x03", "?\x03", "!Q"] {
        println!("pressing {keys:?}");
        let (reader, exit) = end(|reader| reader.press(keys));
        assert_eq!(reader.not_restored(), [""; 0]);
        assert!(exit.success(), "{exit}");
        assert_eq!(reader.screen(), "");
    }
}

#[test]
fn signals_end_the_reader_and_restore_the_terminal() {
    for signal in ["TERM", "HUP", "INT"] {
        let (reader, _) = end(|reader| reader.signal(signal));
        assert_eq!(reader.not_restored(), [""; 0], "after SIG{signal}");
    }
}

#[test]
fn an_archive_that_is_not_there_is_told_on_the_restored_screen() {
    let home = Home::new();
    let reader = Pty::start(home.backissue(["nowhere"]), (80, 24));
    assert_eq!(reader.wait_for_exit().exit_code(), 2);
    assert_eq!(reader.not_restored(), [""; 0]);
    assert!(reader.screen().contains("nowhere"), "{}", reader.screen());
}

#[test]
fn the_first_key_after_a_change_of_size_counts() {
    end(|reader| {
        for (columns, rows) in [(90, 20), (50, 10), (120, 40)] {
            reader.resize(columns, rows);
            reader.press("?");
            reader.wait_for("┌ keys");
            reader.press("\x1b");
            reader.wait_until_gone("┌ keys");
        }
        reader.press("Q");
    });
}

/// A frame of as many cells as are claimed would take gigabytes.
#[test]
fn no_size_that_is_claimed_is_too_large() {
    end(|reader| {
        for (columns, rows) in [(u16::MAX, u16::MAX), (u16::MAX, 1), (1, u16::MAX), (0, 0)] {
            reader.claim_size(columns, rows);
            reader.signal("WINCH");
        }
        reader.resize(100, 30);
        reader.press("Q");
    });
}

/// In a shell with job control, as a person would: the shell gets its terminal while the reader is stopped.
#[test]
fn ctrl_z_stops_and_fg_comes_back() {
    stop_and_come_back("true");
}

#[test]
fn ctrl_z_stops_a_reader_whose_memory_is_limited() {
    stop_and_come_back("ulimit -v 8000000");
}

fn stop_and_come_back(limit: &str) {
    let home = Home::new();
    let mut shell = Pty::start(home.shell(), (100, 30));
    shell.wait_for("prompt>");
    shell.press(&format!(
        "{limit}; stty -g >before; \"$READER\" \"$ARCHIVE\"\r"
    ));
    shell.wait_for("6 unread · 3 issues");
    shell.press("\x1a");
    shell.wait_for("Stopped");
    assert!(!shell.not_restored().contains(&"alternate screen"));
    shell.press("stty -g >stopped; echo al\\ive\r");
    shell.wait_for("alive");
    shell.press("fg; stty -g >after; echo retu\\rned\r");
    shell.wait_for("6 unread · 3 issues");
    shell.press("Q");
    shell.wait_for("returned");
    let settings = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    assert_eq!(settings("stopped"), settings("before"));
    assert_eq!(settings("after"), settings("before"));
}

/// The test runs itself in a terminal. There it is the reader, and panics on another thread once somebody writes to a pipe.
#[test]
fn a_panic_is_told_on_the_restored_screen() {
    const PIPE: &str = "PANIC_ON";
    if let Some(pipe) = env::var_os(PIPE) {
        return read_until_panic(pipe.into());
    }
    let home = Home::new();
    let mut command = home.command(env::current_exe().unwrap().to_str().unwrap());
    let this = "terminal::lifecycle::a_panic_is_told_on_the_restored_screen";
    command.args([this, "--exact", "--nocapture"]);
    command.env(PIPE, home.pipe("panic"));
    let reader = Pty::start(command, (100, 30));
    reader.wait_for("6 unread · 3 issues");
    fs::write(home.path().join("panic"), "now").unwrap();
    assert_eq!(reader.wait_for_exit().exit_code(), 101);
    assert_eq!(reader.not_restored(), [""; 0]);
    assert!(
        reader.screen().contains("a sudden fog"),
        "{}",
        reader.screen()
    );
}

#[test]
fn running_out_of_memory_gives_the_terminal_back() {
    let home = Home::new();
    let text = "## [Fog](https://fog.example)\n\nIt is grey.\n\n".repeat(20_000);
    for day in 10..25 {
        fs::write(home.path().join(format!("2031-02-{day}.md")), &text).unwrap();
    }
    let mut shell = home.command("sh");
    shell.args(["-c", "ulimit -v 300000; exec \"$READER\" ."]);
    shell.env("READER", env!("CARGO_BIN_EXE_backissue"));
    let reader = Pty::start(shell, (100, 30));
    assert_eq!(reader.wait_for_exit().exit_code(), 2);
    assert_eq!(reader.not_restored(), [""; 0]);
    let screen = reader.screen();
    assert!(screen.contains("out of memory: `ulimit -v`"), "{screen}");
}

#[test]
fn signals_reach_a_reader_whose_memory_is_limited() {
    for signal in ["TERM", "HUP", "INT"] {
        let home = Home::new();
        let mut shell = home.command("sh");
        shell.args(["-c", "ulimit -v 8000000; exec \"$READER\" \"$ARCHIVE\""]);
        shell.env("READER", env!("CARGO_BIN_EXE_backissue"));
        shell.env("ARCHIVE", fixture("archive"));
        let reader = Pty::start(shell, (100, 30));
        reader.wait_for("6 unread · 3 issues");
        reader.signal(signal);
        assert!(reader.wait_for_exit().success(), "SIG{signal}");
        assert_eq!(reader.not_restored(), [""; 0], "SIG{signal}");
    }
}

/// The test runs itself, and is what a terminal emulator is: it starts the reader in a terminal and ends without a word. A shell
/// that cares for no signal writes down how the reader ended.
#[test]
fn a_terminal_that_is_closed_ends_the_reader_well() {
    const STATUS: &str = "STATUS";
    if let Some(status) = env::var_os(STATUS) {
        return read_in_a_terminal_that_ends(status.into());
    }
    let folder = tempfile::tempdir().unwrap();
    let status = folder.path().join("status");
    let mut emulator = process::Command::new(env::current_exe().unwrap());
    let this = "terminal::lifecycle::a_terminal_that_is_closed_ends_the_reader_well";
    emulator.args([this, "--exact"]).env(STATUS, &status);
    assert!(
        emulator
            .stdout(process::Stdio::null())
            .status()
            .unwrap()
            .success()
    );
    let deadline = Instant::now() + Duration::from_secs(30);
    while !status.exists() {
        assert!(
            Instant::now() < deadline,
            "the reader goes on without a terminal"
        );
        thread::yield_now();
    }
    // It may learn of it by a frame that cannot be written. A panic would be 101.
    let status = fs::read_to_string(status).unwrap();
    assert!(["0\n", "2\n"].contains(&status.as_str()), "{status}");
}

fn read_in_a_terminal_that_ends(status: PathBuf) {
    const SHELL: &str =
        r#"trap "" HUP; "$READER" "$ARCHIVE"; echo $? >"$STATUS.new"; mv "$STATUS.new" "$STATUS""#;
    let home = Home::new();
    let mut shell = home.command("sh");
    shell.args(["-c", SHELL]);
    shell.env("READER", env!("CARGO_BIN_EXE_backissue"));
    shell.env("ARCHIVE", fixture("archive"));
    shell.env("STATUS", status);
    let reader = Pty::start(shell, (100, 30));
    reader.wait_for("6 unread · 3 issues");
    drop(home);
    process::exit(0);
}

fn read_until_panic(pipe: PathBuf) {
    thread::spawn(move || {
        fs::read(pipe).unwrap();
        panic!("a sudden fog");
    });
    let paths = vec![fixture("archive")];
    tui::run(ReaderOptions {
        paths,
        ..ReaderOptions::default()
    })
    .unwrap();
}

#[test]
fn a_terminal_that_takes_nothing_holds_no_signal_up() {
    use portable_pty::{PtySize, native_pty_system};
    for signal in ["TERM", "HUP", "INT"] {
        let home = Home::new();
        let size = PtySize {
            rows: 400,
            cols: 900,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let program = home.backissue([fixture("archive")]);
        let settings = || format!("{:?}", pair.master.get_termios());
        let before = settings();
        let mut child = pair.slave.spawn_command(program).unwrap();
        // Nobody reads: the first frame fills the terminal's buffer. It begins when the terminal shows nothing that is typed.
        while settings() == before {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
            thread::yield_now();
        }
        let pid = child.process_id().unwrap().to_string();
        process::Command::new("kill")
            .args(["-s", signal, &pid])
            .status()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        let exit = loop {
            if let Some(exit) = child.try_wait().unwrap() {
                break exit;
            }
            assert!(Instant::now() < deadline, "hangs after SIG{signal}");
            thread::yield_now();
        };
        assert_eq!(exit.signal(), None, "SIG{signal} found nobody");
    }
}

#[test]
fn a_clipboard_that_hangs_holds_nothing_up() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let programs = home.path().join("programs");
    fs::create_dir(&programs).unwrap();
    // Both that this machine may have: the second is tried after the first.
    for (name, script) in [("xclip", "exec sleep 600"), ("xsel", "exit 1")] {
        let program = programs.join(name);
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = home.backissue([fixture("archive")]);
    command.env("DISPLAY", ":7");
    command.env(
        "PATH",
        format!("{}:{}", programs.display(), env::var("PATH").unwrap()),
    );
    let mut reader = Pty::start(command, (100, 30));
    reader.wait_for("6 unread · 3 issues");
    reader.press("y?");
    // The help comes while the program hangs, and the terminal takes the text in its place. No key is pressed until that is told,
    // as it would take the message away.
    reader.wait_for("┌ keys");
    reader.wait_for("terminal's clipboard");
    reader.press("\x1b");
    reader.wait_until_gone("┌ keys");
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
}
