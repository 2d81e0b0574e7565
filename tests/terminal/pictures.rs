//! Pictures in a real terminal: what is sent to which, and that none is asked anything.

use std::{fs, path::PathBuf};

use image::ImageFormat;
use portable_pty::CommandBuilder;

use super::{home::Home, pty::Pty};
use crate::pictures::{file, picture};

const ISSUE: &str = "# Fog 1\n\n## [The horn](https://fog.example/)\n\n![horn](img/fog.png)\n\nAfter it. ![no](no.png)\n";

/// An archive with a picture.
fn archive(home: &Home) -> PathBuf {
    let folder = home.path().join("fog");
    fs::create_dir_all(folder.join("img")).unwrap();
    fs::write(folder.join("fog-1.md"), ISSUE).unwrap();
    let picture = file(&picture(80, 80), ImageFormat::Png);
    fs::write(folder.join("img/fog.png"), picture).unwrap();
    folder
}

fn reader(home: &Home, variables: &[(&str, &str)]) -> CommandBuilder {
    let mut command = home.backissue([archive(home)]);
    for (name, value) in variables {
        command.env(name, value);
    }
    command
}

/// What the terminal was sent until this was on the screen and the reader ended.
fn sent(command: CommandBuilder, shown: &str) -> String {
    let mut reader = Pty::start(command, (120, 30));
    // Typed before anything is drawn: a terminal that is asked something would answer into it.
    reader.press("jk");
    reader.wait_for(shown);
    reader.press("Q");
    assert!(reader.wait_for_exit().success());
    String::from_utf8(reader.bytes()).unwrap()
}

/// What asks a terminal something.
const QUESTIONS: [&str; 7] = [
    "\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[14t", "\x1b[16t", "\x1b[6n", "a=q",
];

const BLOCKS: &str = "▀";
const KITTY: &str = "\x1b_Ga=T,U=1,";
const ITERM2: &str = "\x1b]1337;File=inline=1;";
const SIXEL: &str = "\x1bP0;1;0q";

/// Variables, and what begins the pictures that a terminal with them gets.
const TERMINALS: [(&[(&str, &str)], &str); 9] = [
    (&[], BLOCKS),
    (&[("TERM", "xterm-kitty")], KITTY),
    (&[("TERM_PROGRAM", "WezTerm")], ITERM2),
    (&[("TERM", "xterm-kitty"), ("TMUX", "/tmp/tmux")], BLOCKS),
    (&[("BACKISSUE_IMAGES", "sixel")], SIXEL),
    (
        &[("TERM", "foot"), ("BACKISSUE_IMAGES", "halfblocks")],
        BLOCKS,
    ),
    (&[("TERM", "xterm-kitty"), ("BACKISSUE_IMAGES", "off")], ""),
    (&[("TERM", "xterm-kitty"), ("NO_COLOR", "1")], ""),
    (&[("TERM", "linux")], ""),
];

#[test]
fn every_terminal_gets_what_it_understands() {
    for (variables, want) in TERMINALS {
        let home = Home::new();
        let shown = if want.is_empty() {
            "After it. [image: no]"
        } else {
            "not shown: no.png is not in the archive"
        };
        let bytes = sent(reader(&home, variables), shown);
        for sign in [BLOCKS, KITTY, ITERM2, SIXEL] {
            assert_eq!(
                bytes.contains(sign),
                sign == want,
                "{sign:?} for {variables:?}"
            );
        }
        for question in QUESTIONS {
            assert!(!bytes.contains(question), "{question:?} for {variables:?}");
        }
    }
}

#[test]
fn a_picture_that_the_terminal_keeps_is_sent_again_after_an_editor_and_taken_back_in_the_end() {
    let home = Home::new();
    let mut command = reader(&home, &[("TERM", "xterm-kitty"), ("EDITOR", "true")]);
    command.env("COLORTERM", "truecolor");
    let mut reader = Pty::start(command, (120, 30));
    reader.wait_for("not shown");
    reader.press("e");
    reader.wait_for("not shown");
    reader.press("?");
    reader.wait_for("PgDn");
    reader.press("\u{3}");
    reader.wait_for_exit();
    let bytes = String::from_utf8(reader.bytes()).unwrap();
    let count = |sign: &str| bytes.matches(sign).count();
    assert_eq!(count("\x1b_Ga=T,U=1,"), 2);
    assert_eq!(count("\x1b_Ga=d,d=I,"), 1);
    assert!(bytes.find("\x1b_Ga=d,").unwrap() < bytes.rfind("\x1b[?1049l").unwrap());
}

#[test]
fn a_picture_in_a_zip_is_shown() {
    let home = Home::new();
    let folder = archive(&home);
    let mut zip = zip::ZipWriter::new(fs::File::create(home.path().join("fog.zip")).unwrap());
    for name in ["fog-1.md", "img/fog.png"] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("repo-main/{name}"), options)
            .unwrap();
        let mut file = fs::File::open(folder.join(name)).unwrap();
        std::io::copy(&mut file, &mut zip).unwrap();
    }
    zip.finish().unwrap();
    let reader = Pty::start(home.backissue(["fog.zip"]), (120, 30));
    reader.wait_for("▀▀");
    reader.wait_for("After it.");
}
